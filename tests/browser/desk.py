"""An author with a preview open: the command as a process of its own, its page in Chromium."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.play import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def previewing(*arguments: str, cwd: Path = ROOT) -> Iterator[str]:
    """Run `coursewright preview`; gives the address that it prints. It has to end cleanly by Ctrl+C."""
    command = [sys.executable, "-m", "builder", "preview", "--port", "0", "--no-open", *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert found, said + (process.communicate(timeout=10)[1] if process.poll() is not None else "")
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "The preview has ended.\n")


@dataclass
class Preview:
    """The preview's page. `problems` collects what the console complains of."""

    page: Page
    problems: list[str]

    @property
    def frame(self) -> Frame:
        """The package's frame."""
        handle = self.page.query_selector("#dev")
        frame = handle.content_frame() if handle else None
        assert frame
        return frame

    def open(self, address: str) -> "Preview":
        self.page.goto(address)
        self.launched(1)
        return self

    def launched(self, number: int) -> None:
        """Wait until a launch has loaded."""
        self.page.wait_for_function("number => Number(document.body.dataset.launch) >= number", arg=number)

    def go(self, place: str) -> None:
        """Turn to a page of the unit."""
        self.frame.evaluate("place => { location.hash = place }", place)
        expect(self.frame.locator(f"#{place}")).to_be_visible()

    def practise(self, identifier: str) -> None:
        """Take the first option of a practice question on the page."""
        form = self.frame.locator(f"form[data-question='{identifier}']:visible")
        form.locator("input").first.check()
        form.locator("button.check").click()

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def act(self, name: str) -> None:
        """Press a button of the tab Faults that launches again, and wait for it."""
        before = int(self.page.evaluate("() => document.body.dataset.launch"))
        self.tab("Faults")
        self.page.get_by_role("button", name=name).click()
        self.launched(before + 1)

    def value(self, element: str) -> Any:
        """A value of the LMS, by the door that the package uses."""
        return self.page.evaluate("element => window.API.LMSGetValue(element)", element)

    def moments(self) -> list[str]:
        """What the tab Calls says the learner did."""
        self.tab("Calls")
        return list(self.page.locator("#calls .grp b").all_inner_texts())


@contextmanager
def desk(browser: Browser, address: str, **context: Any) -> Iterator[Preview]:
    """A browser at the preview's page. Nothing may go wrong in its console."""
    window = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
    window.set_default_timeout(PATIENCE)
    preview = Preview(window.new_page(), [])
    preview.page.on("console", lambda said: preview.problems.append(said.text) if said.type in ("error", "warning") else None)
    preview.page.on("pageerror", lambda error: preview.problems.append(str(error)))
    try:
        yield preview.open(address)
        assert preview.problems == []
    finally:
        window.close()
