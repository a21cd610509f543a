"""What a learner's page costs in Chromium: requests, first paint, LMS calls."""

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from tests.browser.play import Player, launch_browser, player, unpack
from tests.browser.serve import serving

PAINT = "() => performance.getEntriesByType('paint').find(entry => entry.name === 'first-contentful-paint')?.startTime ?? 0"
TURN = """place => new Promise(done => {
  const { port1, port2 } = new MessageChannel(), link = document.querySelector(`.contents a[href="#${place}"]`);
  const start = performance.now();
  link.click();
  requestAnimationFrame(() => { port1.onmessage = () => done(performance.now() - start); port2.postMessage(0); });
})"""
"""Milliseconds from a press in the contents until the frame that it leads to has been made."""
IDLE = """() => new Promise(done => {
  let left = document.querySelectorAll('.page').length;
  const wait = () => (left-- > 0 ? requestIdleCallback(wait, { timeout: 200 }) : done());
  wait();
})"""
"""A moment of reading: as many idle moments as there are pages."""
SLOWER = 4


def page_figures(package: Path) -> list[tuple[str, str]]:
    """Figures of one launch of `package` in a 650 by 666 frame, and of its first answer."""
    with tempfile.TemporaryDirectory() as name:
        unpack(package, Path(name) / "unit")
        with serving(Path(name)) as (base, asked), sync_playwright() as playwright:
            browser = launch_browser(playwright)
            try:
                with player(browser, base, viewport={"width": 700, "height": 700}) as learner:
                    learner.open("unit")
                    lesson = learner.course()["lessons"][0]
                    learner.go(f"l-{lesson['id']}")
                    requests = sum(path.startswith("/unit/") for path in asked)
                    paint = learner.frame.evaluate(PAINT)
                    before = learner.lms("log.length")
                    learner.practise(lesson["questions"][0])
                    first = learner.lms("log.length") - before
                    learner.practise(lesson["questions"][1])
                    calls = learner.lms("log")
                    second = calls[before + first :]
                    turns = page_turns(learner)
            finally:
                browser.close()
    return [
        ("requests to the first lesson (at most 12)", str(requests)),
        ("first contentful paint, ms", f"{paint:.0f}"),
        ("LMS calls before the first answer (at most 20)", str(before)),
        ("LMS calls of the first answer, all registered", str(first)),
        ("LMS calls of the second answer", str(len(second))),
        ("commits of the second answer (at most 1)", str(sum(call["method"] == "LMSCommit" for call in second))),
        (f"turning to a lesson, median ms, {SLOWER} times slowed (at most 50)", f"{median(turns):.0f}"),
    ]


def page_turns(learner: Player) -> list[float]:
    """Milliseconds that turning to each lesson takes on a slowed processor, each after a moment of reading."""
    tool = learner.context.new_cdp_session(learner.page)
    lessons = [f"l-{each['id']}" for each in learner.course()["lessons"]]
    learner.frame.evaluate(IDLE)
    tool.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    turns = []
    for place in lessons * 3:
        turns.append(learner.frame.evaluate(TURN, place))
        learner.frame.evaluate(IDLE)
    tool.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return turns
