"""A learner at an LMS: opens a package in a frame, reads, answers, leaves, comes back."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Locator, Page, Playwright, expect

_WITHOUT = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),  # each window would load a page, in a process of its own, for a popup that nobody sees
    *("DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch", "Translate"),
)
"""Features of Chromium that cost time or change the page under test: Playwright's own choice, which this replaces, and the first row."""
ARGUMENTS = [
    f"--disable-features={','.join(_WITHOUT)}",
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"),
    *("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars"),
]
"""The last row makes letters and colours look the same on every machine."""
PATIENCE = 15_000
"""Milliseconds to wait for a condition."""


def launch_browser(playwright: Playwright, **options: Any) -> Browser:
    """Debian's Chromium, headless. Raises where it is not installed: a missing browser fails a test, it does not skip it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("Chromium is not installed; `make test` installs it (Debian: apt-get install chromium)")
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS, **options)


@dataclass
class Player:
    """One learner's browser window. `page` is the LMS's page; `frame` the package's.

    `problems` collects console errors, page errors and failed requests, `refusals` the LMS calls that went wrong in
    sessions that are over: a test that ends with any has failed, unless it is about them.
    """

    context: BrowserContext
    base: str
    page: Page
    problems: list[str] = field(default_factory=list)
    refusals: list[Any] = field(default_factory=list)
    host: str = "host"
    _frame: Frame | None = None
    _course: Any = None

    def open(self, package: str, *, query: str = "", wait: bool = True, **options: Any) -> "Player":
        """Launch `package` (a folder that the server knows) in the LMS, with the double's options."""
        address = f"{self.base}/lms/{self.host}.html?src=/{package}/index.html{query}#options={quote(json.dumps(options))}"
        self._arrive(address)
        frame = self.page.wait_for_selector("iframe", state="attached")
        self._frame = frame.content_frame() if frame else None
        if wait:
            self.ready()
        return self

    def open_alone(self, package: str, hash_: str = "", *, wait: bool = True) -> "Player":
        """Open a package's page by itself, where no LMS is."""
        self._arrive(f"{self.base}/{package}/index.html{hash_}")
        self._frame = self.page.main_frame
        if wait:
            self.ready()
        return self

    def new_window(self) -> None:
        """Go on in another window of the same browser, on the same device."""
        self._frame = None
        self.page = self.context.new_page()
        watch(self)

    def _arrive(self, address: str) -> None:
        self.collect()
        self._course = None
        if self.page.url != "about:blank":
            self.page.goto("about:blank")
        self.page.goto(address, wait_until="commit")

    def collect(self) -> None:
        """Note the LMS calls that went wrong in the session at hand. Optional groups may be refused when asked for."""
        if self._frame is None or self.page.is_closed():
            return
        for error in self.page.evaluate("() => JSON.parse(JSON.stringify(window.lms?.errors() ?? []))"):
            if not str(error["args"][:1]).endswith("._children']"):
                self.refusals.append(error)
        self._frame = None

    def forgive(self) -> None:
        """The session at hand was about LMS errors: it must have had some, and they do not fail the test."""
        frame = self._frame
        self.collect()
        assert self.refusals, "the fault was not felt"
        self.refusals.clear()
        self._frame = frame
        self.page.evaluate("() => { window.lms.errors = () => [] }")

    def ready(self) -> None:
        """Wait until the package's script has taken over the page."""
        self.frame.wait_for_function("() => window.onerror === null && document.querySelector('#course') !== null")

    @property
    def frame(self) -> Frame:
        """The package's frame."""
        assert self._frame is not None, "nothing is open"
        return self._frame

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

    def hide(self) -> None:
        """Let the package believe that another tab came to the front."""
        self.frame.evaluate("() => void Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })")
        self.frame.evaluate("() => void document.dispatchEvent(new Event('visibilitychange'))")

    def banners(self) -> Locator:
        """The banners under the bar."""
        return self.frame.locator("#banners .banner")

    def switch(self, **faults: Any) -> None:
        """Change what goes wrong in the double."""
        self.page.evaluate("faults => void Object.assign(window.lms.faults, faults)", faults)

    def expect_achieved(self, count: int) -> None:
        """The ruler says how many of the unit's criteria are achieved."""
        expect(self.frame.locator("#ruler")).to_have_attribute("aria-label", f"Your progress: {count} of 9 criteria achieved")

    def go(self, place: str) -> None:
        """Turn to a page of the unit: `start`, `l-…`, `t-1`, `progress`."""
        self.frame.evaluate("place => { location.hash = place }", place)
        expect(self.frame.locator(f"#{place}")).to_be_visible()

    def course(self) -> Any:
        """The data that the page carries."""
        if self._course is None:
            self._course = json.loads(self.frame.locator("#course").text_content() or "")
        return self._course

    def question(self, identifier: str) -> Any:
        """A question's data."""
        return next(each for each in self.course()["questions"] if each["id"] == identifier)

    def form(self, identifier: str) -> Locator:
        """The form of a question that is on the page."""
        return self.frame.locator(f"form[data-question='{identifier}']:visible")

    def asked(self) -> str:
        """The id of the test question on screen."""
        return self.frame.locator(".view.here form[data-question]").get_attribute("data-question") or ""

    def choose(self, identifier: str, picks: Sequence[int]) -> None:
        """Choose exactly these rows (the author's places, from 0) of a question on the page."""
        several = self.question(identifier)["type"] == "choices"
        for place in range(self.question(identifier)["solution"].get("options", 2)):
            box = self.form(identifier).locator(f".options input[value='{place}']")
            if place in picks:
                box.check()
            elif several:
                box.uncheck()

    def picks(self, identifier: str, *, right: bool = True) -> list[int]:
        """The rows of the right answer, or of a wrong one."""
        solution = self.question(identifier)["solution"]
        if solution["kind"] == "true_false":
            return [0 if solution["right"] == right else 1]
        wrong = [place for place in range(solution["options"]) if place not in solution["right"]]
        return list(solution["right"]) if right else wrong[:1]

    def fill(self, identifier: str, *, right: bool = True) -> None:
        """Choose the right answer of a question on the page, or a wrong one."""
        self.choose(identifier, self.picks(identifier, right=right))

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
    window.set_default_timeout(PATIENCE)
    one = Player(window, base, window.new_page())
    watch(one)
    try:
        yield one
    finally:
        window.close()


def watch(one: Player) -> None:
    """Note what goes wrong in the player's page."""
    one.page.on("console", lambda message: _console(one, message))
    one.page.on("pageerror", lambda error: one.problems.append(f"page error: {error}"))
    one.page.on("requestfailed", lambda request: one.problems.append(f"request failed: {request.url}"))


def _console(one: Player, message: ConsoleMessage) -> None:
    if message.type in ("error", "warning"):
        one.problems.append(f"console {message.type}: {message.text}")


def unpack(package: Path, folder: Path) -> None:
    """Unzip a package as an LMS does."""
    shutil.unpack_archive(package, folder, "zip")
