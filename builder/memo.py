"""What pure functions made, kept in this process and, in this user's cache, from one run to the next.

Between two runs nearly all of a course stays as it was. What was read and rendered once is taken from here until its text
changes, or Coursewright, Python or a library it uses does. Nothing breaks when the cache is deleted: it is made again.
"""

import hashlib
import os
import pickle  # read from this user's own folder alone, as Python reads its compiled modules
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from builder import resources

P = ParamSpec("P")
R = TypeVar("R")

MOST_VALUES = 20_000
"""Values held in a process: those that were not asked for longest go first."""
MOST_BYTES = 64_000_000
"""Bytes kept from one run to the next, for one subject."""
MOST_SUBJECTS = 40
"""Subjects whose values are kept: those that were not written to longest go first."""


class _Memo:
    """`values` are those of this process by what was asked, each with its digest; `packed` are those of earlier runs by digest.

    What was asked for last stands at the end.
    """

    def __init__(self) -> None:
        self.values: dict[tuple[object, ...], tuple[bytes, Any]] = {}
        self.packed: dict[bytes, bytes] = {}
        self.place: Path | None = None
        self.busy = False
        self.new = False

    def get(self, asked: tuple[object, ...], make: Callable[[], Any]) -> Any:
        found = self.values.pop(asked) if asked in self.values else self._found(asked, make)
        self.values[asked] = found
        if len(self.values) > MOST_VALUES:
            del self.values[next(iter(self.values))]
        return found[1]

    def _found(self, asked: tuple[object, ...], make: Callable[[], Any]) -> tuple[bytes, Any]:
        digest = hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).digest()
        if digest in self.packed:
            return digest, pickle.loads(self.packed[digest])  # noqa: S301
        self.busy = True
        try:
            value = make()
        finally:
            self.busy = False
        self.new = True
        return digest, value


_memo = _Memo()


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """A pure function that need not work twice. Its arguments can be hashed, and `repr` tells them apart; nobody changes what it gives.

    It may import what it works with inside itself, and so spare a run in which it has nothing to do.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def recalled(*given: P.args, **named: P.kwargs) -> R:
        if _memo.busy:  # on the way to something that is remembered itself
            return function(*given, **named)
        value: R = _memo.get((name, given, *named.items()), lambda: function(*given, **named))
        return value

    return recalled


def recall(subject: Path) -> None:
    """Take up what earlier runs on `subject`, a course's folder, have left."""
    folder = resources.cache("runs")
    place = folder / hashlib.sha256(_maker() + os.fsencode(subject.resolve())).hexdigest() if folder else None
    if place != _memo.place:
        _memo.values = {}
    _memo.packed, _memo.place, _memo.new = {}, place, False
    if _memo.place:
        kept = resources.sealed(_memo.place)
        _memo.packed = pickle.loads(kept) if kept else {}  # noqa: S301


def keep() -> None:
    """Leave what this run asked for to the next one, and as much of what was there before as there is room for."""
    if _memo.place is None or not _memo.new:
        return
    room = MOST_BYTES
    chosen: dict[bytes, bytes] = {}
    values = dict(reversed(_memo.values.values()))
    for digest in (*values, *(each for each in reversed(_memo.packed) if each not in values)):
        data = _memo.packed.get(digest) or pickle.dumps(values[digest], pickle.HIGHEST_PROTOCOL)
        room -= len(data)
        if room < 0:
            break
        chosen[digest] = data
    _memo.new = False
    resources.seal(_memo.place, pickle.dumps(dict(reversed(chosen.items())), pickle.HIGHEST_PROTOCOL))
    _forget(_memo.place.parent)


def _forget(folder: Path) -> None:
    """Remove what was kept for subjects beyond the most. Other runs may do the same at this moment."""
    with suppress(OSError), os.scandir(folder) as found:
        for _, path in sorted(((entry.stat().st_mtime_ns, entry.path) for entry in found), reverse=True)[MOST_SUBJECTS:]:
            Path(path).unlink(missing_ok=True)


@lru_cache
def _maker() -> bytes:
    """Another one means that the same function may give something else: by this program's files, and by what is installed beside it."""
    installed = [(path, Path(path).stat().st_mtime_ns) for path in sys.path if path.endswith("-packages") and Path(path).is_dir()]
    return hashlib.sha256(repr((sys.version, sys.platform, installed, sorted(_files(resources.PACKAGE)))).encode()).digest()


def _files(folder: os.PathLike[str] | str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _files(entry)
            elif entry.name.endswith((".py", ".mo")):
                about = entry.stat()
                yield entry.path, about.st_mtime_ns, about.st_size
