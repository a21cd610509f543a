"""A loopback server for playing packages: the LMS pages, a package's files, and npm's for the independent LMS."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TESTS = Path(__file__).resolve().parent.parent
DOUBLE = "builder/preview/lms/"
"""The LMS double is a part of the preview; the pages in tests/lms play packages against it."""


class Handler(SimpleHTTPRequestHandler):
    """`/lms/` and `/node_modules/` from the tests, the double from the preview, anything else from the folder of packages. Keeps what was asked for."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".svg": "image/svg+xml"}  # noqa: RUF012
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *arguments: Any, packages: Path, asked: list[str], **keywords: Any) -> None:
        self.packages = packages
        self.asked = asked
        super().__init__(*arguments, directory=str(packages), **keywords)

    def translate_path(self, path: str) -> str:
        """The file that an address means; an address that leads out of the folders means a file that is not there."""
        name = unquote(urlsplit(path).path).lstrip("/")
        roots = {"lms/": TESTS / "lms", DOUBLE: TESTS.parent / DOUBLE, "node_modules/": TESTS / "js" / "node_modules"}
        for prefix, root in roots.items():
            if name.startswith(prefix):
                return str(root / name.removeprefix(prefix))
        place = (self.packages / name).resolve()
        return str(place if place.is_relative_to(self.packages.resolve()) else self.packages / "not-there")

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # browsers ask for it by themselves
            self.send_response(204)
            return self.end_headers()
        self.asked.append(urlsplit(self.path).path)
        return super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: the tests print what matters."""


@contextmanager
def serving(packages: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve `packages` on a free loopback port. Gives the address and the list of paths asked for, which grows."""
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, packages=packages, asked=asked))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
