"""How a learner answers each type's question in the pictures' course, right or wrong (in part, where a type has parts)."""

from collections.abc import Callable, Mapping, Sequence

from playwright.sync_api import Locator

Hand = Callable[[Locator, bool], None]
"""Puts a right or a wrong answer into a question's form, and leaves the check to others."""


def pairing(right: Sequence[int], wrong: Sequence[int]) -> Hand:
    """Gives each thing its match or its group, by the author's places."""

    def answer(form: Locator, well: bool) -> None:
        for place, pick in enumerate(right if well else wrong):
            one = form.locator(f".pair[data-index='{place}']")
            if one.locator("select").count():
                one.locator("select").select_option(str(pick))
            else:
                one.locator(f"[value='{pick}']").check()

    return answer


def ordering(right: Sequence[int], wrong: Sequence[int]) -> Hand:
    """Puts the lines in order by their Move up buttons."""

    def answer(form: Locator, well: bool) -> None:
        for place, index in enumerate(right if well else wrong):
            while form.locator(".order > li").evaluate_all("lines => lines.map(line => Number(line.dataset.index))").index(index) > place:
                form.locator(f".order > li[data-index='{index}'] .up").click()

    return answer


def writing(right: Sequence[str], wrong: Sequence[str]) -> Hand:
    """Fills the gaps, by writing or choosing."""

    def answer(form: Locator, well: bool) -> None:
        for field, text in zip(form.locator(".gap :is(input, select)").all(), right if well else wrong, strict=True):
            if field.evaluate("field => field.matches('select')"):
                field.select_option(text)
            else:
                field.fill(text)

    return answer


def choosing(right: int, wrong: int) -> Hand:
    """Chooses a row."""
    return lambda form, well: form.locator(f".options input[value='{right if well else wrong}']").check()


def speaking(right: Sequence[str], wrong: Sequence[str]) -> Hand:
    """Plays a conversation to its end."""

    def answer(form: Locator, well: bool) -> None:
        for words in right if well else wrong:
            form.locator(".step:visible .option", has_text=words).locator("input").check()
            form.locator(".say-this").click()

    return answer


HANDS: Mapping[str, Hand] = {
    "some-pairs": pairing((0, 1, 2), (0, 2, 3)),
    "an-order": ordering((0, 1, 2, 3), (1, 0, 3, 2)),
    "some-groups": pairing((0, 1, 0), (0, 1, 1)),
    "some-gaps": writing(("hungry", "bread roll", "pay"), ("angry", "loaf", "pay")),
    "some-words": writing(("at once", "price"), ("after your break", "price")),
    "a-number": writing(("12.50",), ("125",)),
    "a-place": choosing(1, 0),
    "a-scene": speaking(("Sliced or whole", "Thank you. Go!"), ("Good morning!", "That is £2.", "Would you like a bag")),
}
