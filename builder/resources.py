"""Where the files that ship beside the code are: themes, schemas, the learner's JavaScript."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The shipped folder `name` ("themes", "schemas"): inside an installed package, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def runtime() -> Path:
    """The folder of the learner's JavaScript modules."""
    return PACKAGE / "runtime"
