"""What a learner's page costs in Chromium: requests, first paint, LMS calls."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.play import launch_browser, player, unpack
from tests.browser.serve import serving

PAINT = "() => performance.getEntriesByType('paint').find(entry => entry.name === 'first-contentful-paint')?.startTime ?? 0"
TURN = """place => new Promise(done => {
  const start = performance.now(); location.hash = place;
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


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
                    turns = sorted(learner.frame.evaluate(TURN, f"l-{each['id']}") for each in learner.course()["lessons"])
            finally:
                browser.close()
    return [
        ("requests to the first lesson (at most 12)", str(requests)),
        ("first contentful paint, ms", f"{paint:.0f}"),
        ("LMS calls before the first answer (at most 20)", str(before)),
        ("LMS calls of the first answer, all registered", str(first)),
        ("LMS calls of the second answer", str(len(second))),
        ("commits of the second answer (at most 1)", str(sum(call["method"] == "LMSCommit" for call in second))),
        ("turning to a lesson, median ms", f"{turns[len(turns) // 2]:.0f}"),
    ]
