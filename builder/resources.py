"""Where the files that ship beside the code are: themes, schemas, the learner's JavaScript."""

import os
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


def locale() -> Path:
    """The folder of the interface's catalogues, one folder in it for each language."""
    return PACKAGE / "locale"


def interfaces() -> list[str]:
    """The languages that the interface speaks."""
    return sorted({"en", *(each.parents[1].name.replace("_", "-") for each in locale().glob("*/LC_MESSAGES/*.mo"))})


def runtime() -> Path:
    """The folder of the learner's JavaScript modules."""
    return PACKAGE / "runtime"
