"""What a preview plays: packages, by name, with what the inspector wants to know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Given = tuple[tuple[str, str], ...]
"""Values that an LMS has from the manifest before any launch, by element."""


class DamagedError(Exception):
    """A file of a package that cannot be given, because the package is damaged there."""


@dataclass(frozen=True, slots=True)
class Objective:
    """A criterion as the LMS hears of it: `identifier` is the id of its entry in cmi.objectives."""

    id: str
    identifier: str
    text: str


@dataclass(frozen=True, slots=True)
class Playable:
    """One package. `version` is another number whenever its files are others; 0 when it was never built.

    `launch` is the start page within the package, as an address: quoted, with its parameters. `bound` is the longest
    suspend_data that a learner can reach, None where that is not known. `failed`: the sources are broken, and the
    files are those of the last good build.
    """

    name: str
    label: str
    launch: str
    files: Mapping[str, bytes]
    version: int = 1
    bound: int | None = None
    rule: str = ""
    objectives: tuple[Objective, ...] = ()
    given: Given = ()
    draft: bool = False
    failed: bool = False

    def as_json(self) -> dict[str, Any]:
        """All but the files, for the page."""
        objectives = [{"id": each.id, "identifier": each.identifier, "text": each.text} for each in self.objectives]
        facts = {name: getattr(self, name) for name in ("name", "label", "launch", "version", "bound", "rule", "given", "draft", "failed")}
        return {**facts, "objectives": objectives}


@dataclass(frozen=True, slots=True)
class Stand:
    """How things stand after a build: the packages, and what there is to say of the sources.

    `findings` is for the page; `changed` names the files that were saved, `milliseconds` is how long the build took.
    """

    serial: int
    packages: tuple[Playable, ...]
    findings: tuple[dict[str, Any], ...] = ()
    changed: tuple[str, ...] = ()
    milliseconds: int = 0

    def as_json(self) -> dict[str, Any]:
        """Everything but the packages' files."""
        rest = {"serial": self.serial, "findings": self.findings, "changed": self.changed, "milliseconds": self.milliseconds}
        return {**rest, "packages": [each.as_json() for each in self.packages]}


class Desk(Protocol):
    """Where the packages come from. Both methods are called from threads."""

    @property
    def stand(self) -> Stand:
        """How things stand now."""

    def build(self, changed: Sequence[str] = ()) -> None:
        """Make the packages anew after a save. Never raises: what goes wrong is in `stand`."""

    def package(self, name: str) -> Playable | None:
        """A package ready to play: it is built now if it was not yet."""
