"""CW524: captions in WebVTT (W3C, Web Video Text Tracks) that a browser would drop or show at the wrong time."""

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Rule
from builder.source import Span

BROKEN = Rule("CW524", "captions-broken")

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?$")
_EXAMPLE = "write it as 00:01.000 --> 00:03.500"


def captions(data: bytes, path: str) -> Iterator[Diagnostic]:
    """What is wrong in one file of captions; `path` is how authors are shown it."""
    try:
        lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        yield BROKEN.at(Span(path), "the captions are not UTF-8 text", hint="save them as WebVTT with the encoding UTF-8")
        return
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        yield BROKEN.at(Span(path), "the captions do not start with WEBVTT", hint="make `WEBVTT` the first line, with an empty line below it")
    last, cues = -1, 0
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        cues += 1
        span = Span(path, number, 1, len(line))
        timing = _TIMING.match(line.strip())
        if not timing:
            yield BROKEN.at(span, "the times of this caption cannot be read", hint=_EXAMPLE)
            continue
        start, end = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:])
        if end <= start:
            yield BROKEN.at(span, "this caption ends before it begins", hint="give it an end that is later than its start")
        elif start < last:
            yield BROKEN.at(span, "this caption begins before the one above it", hint="put the captions in the order of their times")
        elif number == len(lines) or not lines[number].strip():
            yield BROKEN.at(span, "this caption has no words", hint="write them in the line below its times")
        last = max(last, start)
    if not cues:
        yield BROKEN.at(Span(path), "the file holds no captions", hint=f"for each, {_EXAMPLE}, with its words in the line below")


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
