"""A preview from start to Ctrl+C: the server, the watch on the files, the browser."""

import asyncio
import contextlib
import socket
import sys
import time
import webbrowser
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import NamedTuple

import uvicorn
from watchfiles import Change, DefaultFilter, awatch

from builder.preview.playable import Desk, Stand
from builder.preview.server import Bell, application

HOST = "127.0.0.1"
_LOOK = 500
"""Milliseconds after which the watch looks whether its folder is still there: of one that is gone it hears no more."""
_STEP = 10
"""Milliseconds without another change after which a save counts as done: editors write, rename and touch in one go."""


class Rebuilt(NamedTuple):
    """What a save led to: the files that were saved, how long it took, how things stand."""

    changed: list[str]
    seconds: float
    stand: Stand


class _Server(uvicorn.Server):
    """Ends the open streams when it is told to end: they would keep it waiting."""

    bell: Bell

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.bell.close()
        super().handle_exit(sig, frame)


def open_socket(port: int) -> socket.socket:
    """The loopback port to serve on; 0 takes a free one. OSError where it is taken or not allowed."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def serve(desk: Desk, watched: Path, listening: socket.socket, browse: bool, say: Callable[[str], None], tell: Callable[[Rebuilt], None]) -> None:
    """Serve until Ctrl+C. `watched` is the course's folder, or a package's file; `say` is given the address, `tell` each rebuild."""
    port = listening.getsockname()[1]
    bell = Bell()
    config = uvicorn.Config(application(desk, bell, port), lifespan="off", access_log=False, log_level="error", timeout_graceful_shutdown=2)
    server = _Server(config)
    server.bell = bell
    address = f"http://{HOST}:{port}/"
    with contextlib.suppress(KeyboardInterrupt):
        say(address)
        if browse:
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        asyncio.run(_run(server, _Watch(desk, bell, watched, tell), listening))


class _Watch(NamedTuple):
    """What is built at every save, and who hears of it."""

    desk: Desk
    bell: Bell
    watched: Path
    tell: Callable[[Rebuilt], None]

    async def rebuild(self, changed: list[str]) -> None:
        started = time.perf_counter()
        await asyncio.to_thread(self.desk.build, changed)
        self.bell.ring()
        self.tell(Rebuilt(changed, time.perf_counter() - started, self.desk.stand))


async def _run(server: _Server, watch: _Watch, listening: socket.socket) -> None:
    async with _watching(watch):
        await server.serve(sockets=[listening])


@asynccontextmanager
async def _watching(watch: _Watch) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(_keep(watch, stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def _keep(watch: _Watch, stop: asyncio.Event) -> None:
    """Build at every save and tell the pages. A folder that is deleted, or another in its place, is watched anew."""
    watched = watch.watched
    folder = watched if watched.is_dir() else watched.parent
    anew = False
    while not stop.is_set():
        watching = _identity(folder)
        try:
            async with aclosing(_changes(watched, folder, stop)) as looks:
                async for changes in looks:
                    if changes or anew:
                        await watch.rebuild(changes or [watched.name])
                    anew = _identity(folder) != watching
                    if anew:
                        break
        except FileNotFoundError:
            anew = True
        except OSError as error:  # too many files for the system to watch
            print(f"The files can no longer be watched: {error}. Start the preview again.", file=sys.stderr)
            return
        while not stop.is_set() and _identity(folder) is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _LOOK / 1000)


async def _changes(watched: Path, folder: Path, stop: asyncio.Event) -> AsyncGenerator[list[str]]:
    """The names of what was saved, save by save; and at times of nothing."""
    within = folder == watched
    wanted = DefaultFilter() if within else _one(watched)
    async for changes in awatch(
        folder, watch_filter=wanted, step=_STEP, stop_event=stop, recursive=within, raise_interrupt=False, rust_timeout=_LOOK, yield_on_timeout=True
    ):
        yield sorted({_within(path, folder) if within else Path(path).name for _, path in changes})


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one at its path; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _one(watched: Path) -> Callable[[Change, str], bool]:
    return lambda change, path: Path(path).name == watched.name and change != Change.deleted


def _within(path: str, folder: Path) -> str:
    full = Path(path)
    return full.relative_to(folder.resolve()).as_posix() if full.is_relative_to(folder.resolve()) else full.name
