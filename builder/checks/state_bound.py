"""How long a learner's saved state can get, known when a package is built.

The exact length of what `builder/runtime/code.js` writes in the worst state: every part seen, every question answered
with its longest answer, every outcome's test drawn in full, every criterion judged. Its grammar is stated there. The
learner's own texts do not count: they are sent only as far as there is room.
"""

from collections.abc import Sequence

VERSION, COUNTER, SEED, KEY, MARK, FLAG = 1, 4, 6, 3, 1, 1
RUN, PLACE = 2, 2
DETAILS = 4 + 3 + 3
"""The time spent, the day of passing, the room in the LMS."""
USED, EXTRA, LEVEL = 3, 2, 1
SECTION = 1 + 3 + 1
"""A section's letter, its check and its end."""
BLOCK = 16
"""Questions in one section."""
SHORT, LONGEST = 14, 78
"""Characters of a packed answer: up to SHORT its length is in the flag, up to LONGEST in one character more."""


def longest_state(
    *, parts: int, answers: Sequence[int], outcomes: Sequence[tuple[str, int]], criteria: Sequence[str], timed: bool = False, rated: int = 0
) -> int:
    """The characters of the longest code of a unit's state.

    `parts`: how many there are. `answers`: the longest packed answer of every question, in characters. `outcomes`: each
    outcome's number and the most questions one run of its test draws; leave out those without a test. `criteria`: their
    ids. `timed`: the tests have a time limit. `rated`: the questions of which learners are asked how sure they are. Raises
    `ValueError` for an answer that the code cannot hold.
    """
    head = VERSION + COUNTER + SEED + KEY + SECTION - 1
    judged = _section(sum(len(criterion) + 1 for criterion in criteria))
    seen = _section(parts * KEY)
    runs = _section(sum(len(number) + 1 + RUN + PLACE + drawn * KEY + 1 for number, drawn in outcomes))
    clocks = _section(sum(len(number) + 1 + USED + EXTRA for number, _ in outcomes)) if timed else 0
    sure = _section(rated * (KEY + LEVEL))
    records = sum(_record(answer) for answer in answers)
    return head + _section(DETAILS) + judged + seen + runs + clocks + sure + records + -(-len(answers) // BLOCK) * SECTION


def _section(body: int) -> int:
    """A section that is left out when it has nothing to say."""
    return body + SECTION if body else 0


def _record(answer: int) -> int:
    """A question with an answer of that length, or with none where it can have none."""
    if not 0 <= answer <= LONGEST:
        raise ValueError(f"an answer of {answer} characters: the state's code holds 0 to {LONGEST}")
    if answer == 0:
        return KEY + FLAG
    return KEY + FLAG + (answer > SHORT) + MARK + answer
