"""Every page and question state that has a reviewed picture: its name, and how a learner gets there.

One line adds a picture. A question type has one practice question in `course/units/bread/quiz.yaml` and one entry in
`QUESTIONS`: its four states follow. How it is answered, where that is not by choosing rows, stands in `hands.py`. Take the new
pictures with `pytest tests/browser/test_pictures.py --update-pictures`, and look at each before you commit it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.browser import swift
from tests.browser.pictures.hands import HANDS
from tests.browser.play import Player

WIDTHS = {360: 740, 650: 666, 1280: 800}
"""Window widths and their heights: a phone, the frame that Moodle gives, a desktop."""

QUESTIONS = {
    "choice": "a-choice",
    "choices": "some-choices",
    "true_false": "true-or-false",
    "match": "some-pairs",
    "order": "an-order",
    "categorise": "some-groups",
    "fill": "some-gaps",
    "fill-choose": "some-words",
    "numeric": "a-number",
    "hotspot": "a-place",
    "scenario": "a-scene",
}
"""A practice question of lesson 2 for each question type that can be right or wrong."""

PEOPLE = "l-2-people-who-buy"

Steps = Callable[[Player], None]


@dataclass(frozen=True)
class Picture:
    """What to take, in a theme: the window after `steps`, or the one element that `clip` finds.

    With `hangs`, what stands in the margin before that element is in the picture too; with `timed`, the tests have a time limit
    and ask "How sure are you?". The steps are gone once; `look` at every
    width, for what a new width undoes.
    """

    steps: Steps
    look: Steps | None = None
    clip: Callable[[Player], Locator] | None = None
    theme: str = "default"
    dark: bool = False
    hangs: bool = False
    timed: bool = False
    widths: tuple[int, ...] = tuple(WIDTHS)


def opened(one: Player) -> None:
    """Launched in an LMS that has nothing of this learner yet."""
    one.open("pictures", query="&full")


def review(one: Player) -> None:
    one.open("pictures", query="&full", mode="review")
    expect(one.banners()).to_be_visible()


def at(place: str, *more: Steps) -> Steps:
    """Launched, turned to a page, and then on."""

    def steps(one: Player) -> None:
        opened(one)
        one.go(place)
        for each in more:
            each(one)

    return steps


def contents(one: Player) -> None:
    """The drawer open, where there is one; on wide screens it is a column."""
    drawer, button = one.frame.locator("#contents"), one.frame.locator(".bar button[popovertarget=contents]")
    if drawer.is_hidden():
        button.click()
    elif button.is_hidden():
        drawer.evaluate("drawer => drawer.hidePopover()")
    expect(drawer).to_be_visible()


def down(selector: str) -> Steps:
    """Scrolled to an element."""
    return lambda one: void(one.frame.locator(selector).first.evaluate("one => one.scrollIntoView()"))


def sat(**how: object) -> Steps:
    """Both outcomes' tests handed in."""

    def steps(one: Player) -> None:
        for number in ("1", "2"):
            swift.sit(one, number, **how)  # type: ignore[arg-type]

    return steps


def begin(one: Player) -> None:
    one.frame.locator("#t-1 .begin:visible").click()


def rated(one: Player) -> None:
    """The test begun, a question answered with a guess."""
    begin(one)
    one.fill(one.asked())
    one.frame.locator(".view.here .sure").get_by_label("A guess").check()
    expect(one.frame.locator(".view.here .clock")).to_contain_text("20 minutes left")


def guessed(one: Player) -> None:
    """Handed in: a guess that was right, and an answer that was sure and wrong."""
    rated(one)
    one.frame.locator(".view.here .turn .next").click()
    one.fill(one.asked(), right=False)
    one.frame.locator(".view.here .sure").get_by_label("Sure", exact=True).check()
    one.frame.locator(".view.here .turn .next").click()
    expect(one.frame.locator("#t-1-results .missed")).to_be_visible()


def unanswered(one: Player) -> None:
    begin(one)
    one.frame.locator("#t-1-q .turn .next").click()
    expect(one.frame.locator("#t-1-q .say")).not_to_be_empty()


def everything(one: Player) -> None:
    opened(one)
    swift.pass_all(one)
    one.go("progress")


def kept(one: Player) -> None:
    opened(one)
    one.switch(refuse=True)
    swift.practise(one, "a-choice")
    expect(one.banners()).to_be_visible()
    one.go("start")
    one.forgive()


def alone(one: Player) -> None:
    one.open_alone("pictures")
    swift.practise(one, "a-choice")
    expect(one.banners()).to_be_visible()


def nowhere(one: Player) -> None:
    one.context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })")
    one.open_alone("pictures")
    expect(one.banners()).to_be_visible()


def left(one: Player) -> None:
    opened(one)
    one.frame.locator("#start .leave").click()
    expect(one.frame.locator("#closed h1")).to_be_visible()


def shown(question: str) -> Steps:
    """Answered wrongly twice, then the answer asked for."""

    def steps(one: Player) -> None:
        form = one.form(question)
        answer(one, question, "wrong")
        if question in HANDS:
            form.locator(".check").click()  # it says "Try again"
        answer(one, question, "wrong")
        form.locator(".show").click()
        expect(form.locator(".show")).to_be_hidden()

    return steps


def answer(one: Player, question: str, how: str) -> None:
    """Answer a practice question and check it; a scene is checked by its last line."""
    form = one.form(question)
    if question not in HANDS:
        swift.practise(one, question, how=how)
    else:
        HANDS[question](form, how == "right")
        if not form.locator(".play").count():
            form.locator(".check").click()
        expect(form.locator(".say")).not_to_be_empty()


def answered(question: str, how: str) -> Steps:
    return lambda one: answer(one, question, how)


def midway(one: Player) -> None:
    """A turn into the conversation, the less good way."""
    form = one.form("a-scene")
    form.locator(".step:visible .option", has_text="Good morning!").locator("input").check()
    form.locator(".say-this").click()
    expect(form.locator(".step-back")).to_be_visible()


def noted(one: Player) -> None:
    """A point on the scale, and what its learner wrote about the week beside the example."""
    for question, place in (("a-scale", ".option input >> nth=3"), ("a-reflection", "textarea")):
        form = one.form(question)
        if place == "textarea":
            form.locator(place).fill("Mrs Ode asked for something soft. I cut her a slice to try. She took two loaves and brought her sister on Friday.")
        else:
            form.locator(place).check()
        form.locator(".check").click()
        expect(form.locator(".say")).not_to_be_empty()
    one.form("a-reflection").get_by_text("Compare with an example").click()


def states(kind: str, question: str) -> dict[str, Picture]:
    """The four pictures of a practice question."""

    def form(one: Player) -> Locator:
        return one.form(question)

    hangs = kind == "order"
    return {
        f"{kind}-open": Picture(at(PEOPLE), clip=form, hangs=hangs),
        f"{kind}-right": Picture(at(PEOPLE, answered(question, "right")), clip=form, hangs=hangs),
        f"{kind}-wrong": Picture(at(PEOPLE, answered(question, "wrong")), clip=form, hangs=hangs),
        f"{kind}-shown": Picture(at(PEOPLE, shown(question)), clip=form, hangs=hangs),
    }


def void(_: object) -> None:
    """For a step that gives something nobody needs."""


PICTURES: dict[str, Picture] = {
    "start": Picture(opened),
    "start-criteria": Picture(opened, down("#o-1")),
    "contents": Picture(opened, contents, widths=(360, 650)),
    "lesson": Picture(at("l-1-kinds-of-bread")),
    "lesson-figure": Picture(at("l-1-kinds-of-bread"), down("figure")),
    "lesson-example": Picture(at("l-1-kinds-of-bread"), down(".example")),
    "lesson-activity": Picture(at("l-1-kinds-of-bread"), down(".keep")),
    "test-intro": Picture(at("t-1")),
    "test-question": Picture(at("t-1", begin)),
    "test-unanswered": Picture(at("t-1", unanswered)),
    "timed-intro": Picture(at("t-1"), timed=True),
    "timed-question": Picture(at("t-1", rated), timed=True),
    "timed-results": Picture(at("t-1", guessed), down("#t-1-each"), timed=True),
    "results-missed": Picture(at("start", sat(wrong=["1.2", "2.1"]))),
    "results-achieved": Picture(at("start", sat())),
    "progress": Picture(at("start", sat(wrong=["1.2"]), lambda one: one.go("progress"))),
    "progress-passed": Picture(everything),
    "banner-kept": Picture(kept),
    "banner-preview": Picture(alone),
    "banner-nowhere": Picture(nowhere),
    "banner-review": Picture(review),
    "closed": Picture(left),
    "dark-lesson": Picture(at("l-1-kinds-of-bread"), down(".example"), dark=True, widths=(650,)),
    "dark-progress": Picture(at("start", sat(wrong=["1.2"]), lambda one: one.go("progress")), dark=True, widths=(650,)),
    "signal-start": Picture(opened, theme="signal"),
    "signal-contents": Picture(opened, contents, theme="signal", widths=(360, 650)),
    "signal-lesson": Picture(at("l-1-kinds-of-bread"), theme="signal"),
    "signal-example": Picture(at("l-1-kinds-of-bread"), down(".example"), theme="signal"),
    "signal-wrong": Picture(at(PEOPLE, answered("a-choice", "wrong")), down("#q-a-choice"), theme="signal"),
    "signal-results": Picture(at("start", sat(wrong=["1.2", "2.1"])), theme="signal"),
    "signal-progress": Picture(at("start", sat(wrong=["1.2"]), lambda one: one.go("progress")), theme="signal", dark=True),
    "scenario-midway": Picture(at(PEOPLE, midway), clip=lambda one: one.form("a-scene")),
    "scale-open": Picture(at(PEOPLE), clip=lambda one: one.form("a-scale")),
    "scale-noted": Picture(at(PEOPLE, noted), clip=lambda one: one.form("a-scale")),
    "reflect-open": Picture(at(PEOPLE), clip=lambda one: one.form("a-reflection")),
    "reflect-noted": Picture(at(PEOPLE, noted), clip=lambda one: one.form("a-reflection")),
    **{name: picture for kind, question in QUESTIONS.items() for name, picture in states(kind, question).items()},
}
