"""How commands speak: `--quiet`, `--verbose`, a line about work that takes longer than a second, and `NO_COLOR`."""

import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self

import click

PATIENCE = 1.0
"""Seconds of silence before a command says what it is at."""
_CLEAR = "\r\x1b[K"


class Voice:
    """What a command says besides its result. `quiet` leaves out all but findings and errors; `verbose` tells how long each stage took.

    As a context it shows on a terminal, after a second, what it is working on, and takes that away again. It can be entered
    again: results are printed in between.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._lock = Lock()
        self._stage = ""
        self._since = time.perf_counter()
        self._shown = False
        self._late = False
        self._timer: Timer | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self.quiet and not plain():
            self._timer = Timer(PATIENCE, self._wake)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._timer:
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

    def say(self, text: str = "", *, beside: bool = False) -> None:
        """A line of the summary, on standard output; `beside` a result that goes there itself, on standard error."""
        with self._lock:
            self._hide()
            if not self.quiet:
                click.echo(text, err=beside)
            self._show()

    def detail(self, text: str) -> None:
        """A line on standard error for those who asked for more."""
        with self._lock:
            self._hide()
            if self.verbose:
                click.echo(text, err=True)
            self._show()

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


def plain() -> bool:
    """Whether terminals are shown text alone, without colour or cursor movement: the user says so (https://no-color.org), or they can do no more."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def voice_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a `Voice`, which the command is given as `voice`. Results and findings do not go through it."""

    @wraps(command)
    def speaking(*arguments: Any, quiet: bool, verbose: bool, **options: Any) -> Any:
        if quiet and verbose:
            raise click.UsageError("--quiet and --verbose are opposites: give one of them.")
        return command(*arguments, voice=Voice(quiet=quiet, verbose=verbose), **options)

    loud = click.option("--verbose", is_flag=True, help="Say on standard error how long each stage took.")(speaking)
    return click.option("--quiet", is_flag=True, help="Say nothing beside the result but findings and errors.")(loud)
