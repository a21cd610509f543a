"""Answers of the server: bytes from memory with their type, in parts where a part was asked for, and never stored."""

import mimetypes
import re
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import Response

_TYPES = mimetypes.MimeTypes()
"""Python's own table, without the machine's: the same types everywhere."""
_OURS = {
    ".css": "text/css",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".mjs": "text/javascript",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xsd": "text/xml",
}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")

COMMON = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The preview's own page: nothing inline, nothing from elsewhere."""
PACKAGE_POLICY = "frame-ancestors 'self'"
"""A package may do what it does at an LMS, but no other site may show it."""


def media_type(name: str) -> str:
    """The type of a file by its name."""
    suffix = PurePosixPath(name).suffix.lower()
    return _OURS.get(suffix) or _TYPES.guess_type(f"file{suffix}")[0] or "application/octet-stream"


def file_response(request: Request, name: str, data: bytes, policy: str) -> Response:
    """A file, or the part of it that was asked for (RFC 9110, 14.2: one range of bytes)."""
    headers = {**COMMON, "Content-Security-Policy": policy, "Content-Type": media_type(name), "Accept-Ranges": "bytes"}
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    if not found or found[0] == "bytes=-":
        return Response(data, headers=headers)
    first = int(found[1]) if found[1] else max(0, len(data) - int(found[2]))
    last = min(int(found[2]), len(data) - 1) if found[1] and found[2] else len(data) - 1
    if first > last:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{len(data)}"})
    return Response(data[first : last + 1], 206, {**headers, "Content-Range": f"bytes {first}-{last}/{len(data)}"})


def refusal(status: int, text: str) -> Response:
    """A request that gets nothing, and a sentence why."""
    return Response(text, status, {**COMMON, "Content-Type": "text/plain"})
