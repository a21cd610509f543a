"""Where the files that ship beside the code are: themes, schemas, the learner's JavaScript."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The shipped folder `name` ("themes", "schemas"): inside an installed package, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def cache() -> Path | None:
    """A folder of this user's for what can be made again, such as compiled templates; None where there can be none."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        place = (Path(base) if base else Path.home() / ".cache") / "coursewright"
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return place if os.access(place, os.W_OK) else None


def kept(source: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` makes of `source`, from this user's cache where it was made before."""
    folder = cache()
    if folder is None:
        return make()
    place = folder / hashlib.sha256(source).hexdigest()
    try:
        seal, made = place.read_bytes().split(b"\n", 1)
        if seal == _seal(made):
            return made
    except (OSError, ValueError):
        pass  # not made yet, or not whole
    made = make()
    try:
        partial = place.with_suffix(f".{os.getpid()}")
        partial.write_bytes(_seal(made) + b"\n" + made)
        partial.replace(place)
    except OSError:
        pass  # no room: the next build makes it again
    return made


def _seal(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def locale() -> Path:
    """The folder of the interface's catalogues, one folder in it for each language."""
    return PACKAGE / "locale"


def interfaces() -> list[str]:
    """The languages that the interface speaks."""
    return sorted({"en", *(each.parents[1].name.replace("_", "-") for each in locale().glob("*/LC_MESSAGES/*.mo"))})


def runtime() -> Path:
    """The folder of the learner's JavaScript modules."""
    return PACKAGE / "runtime"


def qualifications() -> Path:
    """The folder of the specifications that ship: inside an installed package, with the course in a checkout."""
    inside = PACKAGE / "qualifications"
    return inside if inside.is_dir() else PACKAGE.parent / "content" / "qualifications"
