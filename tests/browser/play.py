"""A learner at an LMS: opens a package in a frame, reads, answers, leaves, comes back."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Locator, Page, Playwright, expect

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


def launch_browser(playwright: Playwright) -> Browser:
    """Debian's Chromium, headless. Raises where it is not installed: a missing browser fails a test, it does not skip it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("Chromium is not installed; `make test` installs it (Debian: apt-get install chromium)")
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@dataclass
class Player:
    """One learner's browser window. `page` is the LMS's page; `frame` the package's.

    `problems` collects console errors, page errors and failed requests: a test that ends with any has failed.
    """

    context: BrowserContext
    base: str
    page: Page
    problems: list[str] = field(default_factory=list)
    host: str = "host"

    def open(self, package: str, *, query: str = "", wait: bool = True, **options: Any) -> "Player":
        """Launch `package` (a folder that the server knows) in the LMS, with the double's options."""
        address = f"{self.base}/lms/{self.host}.html?src=/{package}/index.html{query}#options={quote(json.dumps(options))}"
        self.page.goto("about:blank")
        self.page.goto(address)
        if wait:
            self.ready()
        return self

    def ready(self) -> None:
        """Wait until the package's script has taken over the page."""
        self.frame.wait_for_function("() => window.onerror === null")

    @property
    def frame(self) -> Frame:
        """The package's frame."""
        handle = self.page.wait_for_selector("iframe", state="attached")
        assert handle is not None
        frame = handle.content_frame()
        assert frame is not None
        frame.wait_for_load_state()
        return frame

    def lms(self, expression: str) -> Any:
        """A value of `window.lms`, such as `record()` or `log.length`."""
        return self.page.evaluate(f"() => JSON.parse(JSON.stringify(window.lms.{expression} ?? null))")

    def record(self) -> Any:
        """What the LMS has kept: give it to the next launch."""
        return self.lms("record()")

    def errors(self) -> list[Any]:
        """The LMS calls that went wrong."""
        return list(self.lms("errors()"))

    def leave(self) -> Any:
        """Leave as by a link of the LMS; gives what the LMS has kept."""
        self.page.evaluate("() => window.lms.leave()")
        return self.record()

    def go(self, place: str) -> None:
        """Turn to a page of the unit: `start`, `l-…`, `t-1`, `progress`."""
        self.frame.evaluate("place => { location.hash = place }", place)
        expect(self.frame.locator(f"#{place}")).to_be_visible()

    def course(self) -> Any:
        """The data that the page carries."""
        return self.frame.evaluate("() => JSON.parse(document.querySelector('#course').textContent)")

    def question(self, identifier: str) -> Any:
        """A question's data."""
        return next(each for each in self.course()["questions"] if each["id"] == identifier)

    def form(self, identifier: str) -> Locator:
        """The form of a question that is on the page."""
        return self.frame.locator(f"form[data-question='{identifier}']:visible")

    def fill(self, identifier: str, *, right: bool = True) -> None:
        """Choose the right answer of a question on the page, or a wrong one."""
        solution = self.question(identifier)["solution"]
        inputs = self.form(identifier).locator("input")
        if solution["kind"] == "true_false":
            inputs.locator(f"nth={0 if solution['right'] == right else 1}").check()
            return
        wrong = [place for place in range(solution["options"]) if place not in solution["right"]]
        picks = solution["right"] if right else wrong[:1]
        for place in range(solution["options"]):
            box = self.form(identifier).locator(f"input[value='{place}']")
            if place in picks:
                box.check()
            elif box.get_attribute("type") == "checkbox":
                box.uncheck()

    def practise(self, identifier: str, *, right: bool = True) -> None:
        """Answer a practice question and check it."""
        self.fill(identifier, right=right)
        self.form(identifier).locator("button.check").click()

    def read_all(self) -> None:
        """Go through every lesson by its Next link: that completes it."""
        for lesson in self.course()["lessons"]:
            self.go(f"l-{lesson['id']}")
            self.frame.locator(f"#l-{lesson['id']} .turn .next").click()
            expect(self.frame.locator(f"#l-{lesson['id']}")).to_be_hidden()


@contextmanager
def player(browser: Browser, base: str, **context: Any) -> Iterator[Player]:
    """A fresh browser window; `context` goes to Playwright (viewport, color_scheme, …)."""
    window = browser.new_context(**context)
    page = window.new_page()
    one = Player(window, base, page)
    page.on("console", lambda message: _console(one, message))
    page.on("pageerror", lambda error: one.problems.append(f"page error: {error}"))
    page.on("requestfailed", lambda request: one.problems.append(f"request failed: {request.url}"))
    try:
        yield one
    finally:
        window.close()


def _console(one: Player, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning"):
        one.problems.append(f"console {message.type}: {message.text}")


def unpack(package: Path, folder: Path) -> None:
    """Unzip a package as an LMS does."""
    shutil.unpack_archive(package, folder, "zip")
