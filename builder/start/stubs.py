"""The stub lesson and quiz of one criterion: they say what to write, build as a draft, and count for nothing until they are written."""

from collections.abc import Callable, Iterator

from builder.checks.keys import activity_key, fresh_name, key_of
from builder.exchange.yaml_out import scalar
from builder.model import Criterion, slug
from builder.start.text import heading, markdown, shortened

TEST_QUESTIONS = 2
"""For each criterion and each range item, as course.yaml asks."""
MINUTES = 20


class Names:
    """Gives out ids that a unit has not used yet, and that no two things share the key of in a learner's saved state."""

    def __init__(self) -> None:
        self._used: dict[Callable[[str], str], dict[str, int]] = {}

    def part(self, wanted: str) -> str:
        """An id for a part."""
        return self._new(wanted, key_of, key_of)

    def question(self, wanted: str) -> str:
        """An id for a question."""
        return self._new(wanted, key_of, activity_key)

    def activity(self, wanted: str) -> str:
        """An id for an activity; its key is looked for among those of the questions too."""
        return self._new(wanted, activity_key, activity_key)

    def _new(self, wanted: str, key: Callable[[str], str], group: Callable[[str], str]) -> str:
        return fresh_name(wanted, self._used.setdefault(group, {}), key)


def lesson(criterion: Criterion, names: Names, organisation: str) -> str:
    """The lesson's Markdown."""
    wording = shortened(criterion.text, 110)
    parts = [_part(criterion, names, heading(item.text), f"{criterion.id}/{item.id}", markdown(item.text)) for item in criterion.range]
    if not parts:
        parts = [_part(criterion, names, "To write: what this part is about", criterion.id, "")]
    return "\n".join(
        [
            "---",
            f"title: {scalar(wording)}",
            f"criteria: [{', '.join(_tags(criterion))}]" if criterion.range else f"criteria: [{criterion.id}]",
            f"minutes: {MINUTES}",
            f"goal: {scalar('To write: by the end you can … (in plain words, what the criterion asks)')}",
            "draft: true     # take this line out when the lesson is written: until then it teaches nothing",
            "---",
            "",
            *parts,
            *_blocks(criterion, names, organisation),
        ]
    )


def _tags(criterion: Criterion) -> list[str]:
    return [scalar(f"{criterion.id}/{item.id}", flow=True) for item in criterion.range]


def _part(criterion: Criterion, names: Names, title: str, tag: str, item: str) -> str:
    name = names.part(slug(f"part-{tag.replace('.', '-').replace('/', '-')}")[:60].rstrip("-"))
    asked = f"the criterion asks: “{markdown(criterion.text)}”" + (f", here for **{item}**" if item else "")
    return "\n".join(
        [
            f'## {title} {{: #{name} criteria="{tag}" }}',
            "",
            f"**To write.** Teach what {asked}. Start at a workplace, say what is so and why it matters, and keep a part under 700 words.",
            "",
        ]
    )


def _blocks(criterion: Criterion, names: Names, organisation: str) -> Iterator[str]:
    activity = names.activity(f"activity-{criterion.id.replace('.', '-')}")
    yield f"/// example | To write: a workplace and what happened there\n    organisation: {organisation}"
    yield "To write: who did what, and what came of it, in a place that your learners know.\n///\n"
    yield "/// mistake | To write: “what people often believe”"
    yield "To write: why that fails, and what to do.\n///\n"
    yield "/// keypoints\n- To write: what to keep hold of.\n///\n"
    yield f"/// activity | In your organisation\n    id: {activity}\n    criteria: {criterion.id}"
    yield "To write: what learners find out or write down, as evidence for this criterion.\n///\n"


def quiz(criterion: Criterion, names: Names) -> str:
    """The quiz's YAML: a question to practise with, and as many for the test as the course asks."""
    tags = [f"{criterion.id}/{item.id}" for item in criterion.range] or [criterion.id]
    lines = [
        f"# {criterion.id} {' '.join(criterion.text.split())}",
        "# To write: each question. Take out its line `draft: true` when it is written: until then it assesses nothing.",
        "# Other types: choices, true_false, match, categorise, order, fill, numeric, hotspot, scenario, scale, reflect.",
        "questions:",
        *_question(names, criterion, tags[0], "practice", 1),
    ]
    for tag in tags:
        for number in range(1, TEST_QUESTIONS + 1):
            lines += _question(names, criterion, tag, "test", number)
    return "\n".join(lines) + "\n"


def _question(names: Names, criterion: Criterion, tag: str, purpose: str, number: int) -> Iterator[str]:
    name = names.question(slug(f"{purpose}-{tag.replace('.', '-').replace('/', '-')}-{number}")[:70].rstrip("-"))
    item = next((each.text for each in criterion.range if f"{criterion.id}/{each.id}" == tag), "")
    about = f"{item}: {criterion.text}" if item else criterion.text
    yield f"  - id: {name}"
    yield "    type: choice"
    yield f"    criteria: [{scalar(tag, flow=True)}]"
    yield f"    purpose: {purpose}"
    yield "    draft: true"
    yield f"    prompt: {scalar(f'To write: {purpose} question {number} on “{markdown(about)}”')}"
    yield "    options:"
    yield f"      - {{text: {_right(purpose, number)}, correct: true, feedback: To write why it is right}}"
    yield "      - {text: To write a wrong answer that a learner might believe, feedback: To write why it is wrong}"
    yield "      - {text: To write another wrong answer, feedback: To write why it is wrong}"


def _right(purpose: str, number: int) -> str:
    return f"To write the right answer to {purpose} question {number}"
