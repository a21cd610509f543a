"""The targets: each turns a `Site` into a package of its own syntax."""

from collections.abc import Callable
from dataclasses import dataclass

from builder.render.site import Site
from builder.render.theme import Theme
from builder.targets import scorm12


@dataclass(frozen=True, slots=True)
class Package:
    """A built package: its files in the order in which they are stored."""

    name: str
    files: dict[str, bytes]


TARGETS: dict[str, Callable[[Site, Theme], dict[str, bytes]]] = {"scorm12": scorm12.files}
