"""Every mutation of `valid.xml`, with the verdicts expected of our schemas and of the official ones."""

from dataclasses import dataclass
from typing import Literal

from . import mutations_metadata, mutations_structure, mutations_values
from .edits import Change

Verdict = Literal["both accept", "both refuse", "only ours refuse"]


@dataclass(frozen=True)
class Mutation:
    """One named change of the valid manifest and what the two sets of schemas say to the result."""

    name: str
    change: Change
    verdict: Verdict


_TABLES: tuple[tuple[Verdict, dict[str, Change]], ...] = (
    ("both accept", mutations_structure.HARMLESS),
    ("both accept", mutations_values.HARMLESS),
    ("both accept", mutations_metadata.HARMLESS),
    ("both refuse", mutations_structure.INVALID),
    ("both refuse", mutations_values.INVALID),
    ("both refuse", mutations_metadata.INVALID),
    ("only ours refuse", mutations_structure.STRICTER),
    ("only ours refuse", mutations_values.STRICTER),
    ("only ours refuse", mutations_metadata.STRICTER),
)

MUTATIONS: tuple[Mutation, ...] = tuple(Mutation(name, change, verdict) for verdict, table in _TABLES for name, change in table.items())
