"""The preview's server: its page, the packages, and a stream of what is new. From memory only, to this machine only."""

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import rcssmin
import rjsmin
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from builder import resources
from builder.preview.playable import DamagedError, Desk
from builder.preview.respond import COMMON, PACKAGE_POLICY, PAGE_POLICY, file_response, refusal

_HERE = Path(__file__).parent
NOTHING = "There is nothing at this address.\n"
_BEAT = 15.0
"""Seconds after which a silent stream says that it is there, and notices a browser that is gone."""


class Bell:
    """Tells every open stream that there is something new, or that it is over."""

    def __init__(self) -> None:
        self.closed = False
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait."""
        rung, self._event = self._event, asyncio.Event()
        rung.set()

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        self.ring()

    @property
    def next(self) -> asyncio.Event:
        """Is set when it rings the next time. Taken before a look at what is new, it misses nothing that comes after."""
        return self._event


def page_files() -> dict[str, bytes]:
    """What the preview's page is made of, by address: read once, so that no address ever means a file of the disk."""
    code = {f"lms/{path.name}": path for path in (_HERE / "lms").glob("*.js")}
    page = {f"page/{path.name}": path for path in (_HERE / "page").iterdir() if path.suffix in (".js", ".css")}
    decoding = {f"runtime/{name}": resources.runtime() / name for name in ("code.js", "draw.js")}
    files = {"": _HERE / "page" / "index.html", **code, **page, **decoding}
    return {name: _small(path) for name, path in files.items()}


def _small(path: Path) -> bytes:
    """A file as it is sent: the page's own without their comments, the LMS as it is for those who want to read it."""
    text = path.read_text("utf-8")
    if path.parent.name == "page" and path.suffix == ".js":
        text = str(rjsmin.jsmin(text))
    return (str(rcssmin.cssmin(text)) if path.suffix == ".css" else text).encode()


def application(desk: Desk, bell: Bell, port: int) -> ASGIApp:
    """Everything that is served, for requests that mean this server by name. News says in `run` which server it is of."""
    files = page_files()
    run = secrets.token_hex(4)

    async def page(request: Request) -> Response:
        name = request.path_params.get("name", "")
        return file_response(request, name or "index.html", files[name], PAGE_POLICY) if name in files else refusal(404, NOTHING)

    async def package(request: Request) -> Response:
        """A file of a package, which was built when it was asked for as such. Each launch has addresses of its own, so that a browser loads it again."""
        found = next((each for each in desk.stand.packages if each.name == request.path_params["package"]), None)
        path = request.path_params["path"]
        if found is None or path not in found.files:
            return refusal(404, NOTHING)
        try:
            data = await asyncio.to_thread(found.files.__getitem__, path)
        except DamagedError as damaged:
            return refusal(500, f"{damaged}.\n")
        return file_response(request, path, data, PACKAGE_POLICY)

    async def ready(request: Request) -> Response:
        """A package's facts, once it is built."""
        found = await asyncio.to_thread(desk.package, request.path_params["package"])
        return JSONResponse(found.as_json(), headers=COMMON) if found else refusal(404, NOTHING)

    async def stream() -> AsyncIterator[str]:
        told = -1
        while not bell.closed:
            rung, stand = bell.next, desk.stand
            yield ": still here\n\n" if stand.serial == told else f"data: {json.dumps({'run': run, **stand.as_json()})}\n\n"
            told = stand.serial
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), _BEAT)

    async def events(request: Request) -> Response:
        said = stream() if request.method == "GET" else iter(())
        return StreamingResponse(said, media_type="text/event-stream", headers=COMMON)

    routes = [
        Route("/events", events),
        Route("/ready/{package}", ready),
        Route("/package/{package}/{launch:int}/{path:path}", package),
        Route("/", page),
        Route("/{name:path}", page),
    ]
    return OnlyHere(Starlette(routes=routes), port)


class OnlyHere:
    """Refuses requests that do not name this server, as those of a foreign site whose name was bound to this machine (DNS rebinding)."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.hosts = {f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode()}
        self.origins = {b"http://" + host for host in self.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        if scope["type"] != "http" or len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return await refusal(421, "This server answers to its own address only.\n")(scope, receive, send)
        if any(origin not in self.origins for origin in origins):
            return await refusal(403, "Pages of other sites may not ask here.\n")(scope, receive, send)
        if any(name == b"service-worker" for name, _ in scope["headers"]):
            # One of a package would answer in its place ever after, to whatever package is next at this address.
            return await refusal(403, "A preview takes no service workers: they would outlive it.\n")(scope, receive, send)
        return await self.app(scope, receive, send)
