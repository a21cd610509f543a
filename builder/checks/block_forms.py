"""What each block takes: the one table that checks, guide and tests go by."""

from typing import Literal, NamedTuple


class BlockForm(NamedTuple):
    """What a block takes.

    `title`: whether it has one. `needs` and `may`: its options. `text`: whether it has to hold something.
    `inside`: the only block that it may stand in directly. `holds`: the only block that may stand in it, and how often.
    `groups` says that nothing else may stand in it.
    """

    title: Literal["must", "may", "no"]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    text: bool = True
    inside: str = ""
    holds: tuple[str, int, int] | None = None
    groups: bool = False


MANY = 12
"""The most tabs of one block: more do not fit a phone's screen."""

BLOCKS = {
    "example": BlockForm("must", may=("organisation",)),
    "mistake": BlockForm("must"),
    "keypoints": BlockForm("no"),
    "activity": BlockForm("must", needs=("id",), may=("criteria",)),
    "question": BlockForm("no", needs=("id",), text=False),
    "note": BlockForm("may"),
    "warning": BlockForm("may"),
    "details": BlockForm("must"),
    "quotation": BlockForm("no", needs=("source",), may=("link",)),
    "steps": BlockForm("may"),
    "timeline": BlockForm("may"),
    "compare": BlockForm("must"),
    "tabs": BlockForm("no", holds=("tab", 2, MANY), groups=True),
    "tab": BlockForm("must", inside="tabs"),
    "sides": BlockForm("no", holds=("side", 2, 2), groups=True),
    "side": BlockForm("may", needs=("organisation",), inside="sides"),
    "figure": BlockForm("no", may=("description",), holds=("description", 0, 1)),
    "description": BlockForm("no", inside="figure"),
    "video": BlockForm("must", needs=("file",), may=("captions", "poster", "language", "silent"), text=False),
    "audio": BlockForm("must", needs=("file",), text=False),
    "file": BlockForm("must", needs=("file",), text=False),
}
