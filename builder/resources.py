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


def cache(name: str = "") -> Path | None:
    """A folder of this user's for what can be made again, such as compiled templates; None where there can be none, or others can write to it."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        own = (Path(base) if base else Path.home() / ".cache") / "coursewright"
        place = own / name
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.mkdir(mode=0o700, exist_ok=True)
        return place if os.access(place, os.W_OK) and _own(own) else None
    except (OSError, RuntimeError):
        return None


def _own(place: Path) -> bool:
    """Whether nobody but this user can write to a folder."""
    about = place.stat()
    return os.name == "nt" or (about.st_uid == os.getuid() and not about.st_mode & 0o022)


def kept(source: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` makes of `source`, from this user's cache where it was made before."""
    folder = cache()
    if folder is None:
        return make()
    place = folder / hashlib.sha256(source).hexdigest()
    made = sealed(place)
    if made is None:
        made = make()
        seal(place, made)
    return made


def sealed(place: Path) -> bytes | None:
    """What `seal` put into a file of the cache; None where it did not, or the file is not whole."""
    try:
        written, data = place.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    return data if written == _seal(data) else None


def seal(place: Path, data: bytes) -> None:
    """Put `data` into a file of the cache, where there is room: what is not there is made again."""
    partial = place.with_suffix(f".{os.getpid()}")
    try:
        partial.write_bytes(_seal(data) + b"\n" + data)
        partial.replace(place)
    except OSError:
        partial.unlink(missing_ok=True)


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
