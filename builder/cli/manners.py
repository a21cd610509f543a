"""How much a command says: `--quiet`, `--verbose`, and a line about work that takes longer than a second."""

import sys
import time
from collections.abc import Callable
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self

import click

PATIENCE = 1.0
"""Seconds of silence before a command says what it is at."""
_CLEAR = "\r\x1b[K"


class Voice:
    """What a command says besides its result. `quiet` leaves out all but findings and errors; `verbose` tells how long each stage took.

    As a context it shows on a terminal, after a second, what it is working on, and takes that away again.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._lock = Lock()
        self._stage = ""
        self._since = time.perf_counter()
        self._shown = False
        self._late = False
        self._timer = Timer(PATIENCE, self._wake)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self.quiet:
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        self.stage("")
        self._late = False

    def stage(self, what: str) -> None:
        """Work on `what` begins; what went before is over."""
        now = time.perf_counter()
        with self._lock:
            self._hide()
            if self.verbose and self._stage:
                click.echo(f"{self._stage}: {(now - self._since) * 1000:.0f} ms", err=True)
            self._stage, self._since = what, now
            self._show()

    def say(self, text: str = "") -> None:
        """A line of the summary, on standard output."""
        with self._lock:
            self._hide()
            if not self.quiet:
                click.echo(text)

    def _wake(self) -> None:
        with self._lock:
            self._late = True
            self._show()

    def _show(self) -> None:
        if self._late and self._stage:
            click.echo(f"{self._stage} …", nl=False, err=True)
            self._shown = True

    def _hide(self) -> None:
        if self._shown:
            click.echo(_CLEAR, nl=False, err=True)
            self._shown = False


def voice_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a `Voice`."""
    command = click.option("--verbose", is_flag=True, help="Say how long each stage took.")(command)
    return click.option("--quiet", is_flag=True, help="Say nothing but findings and errors.")(command)
