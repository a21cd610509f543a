"""A record of reviews as its file has it: what `read_lock` reads back."""

from typing import Any

import yaml

from builder.read.lock import Record
from builder.wording import Wording, fingerprint, plain

HEAD = """\
# The wording that the content of each criterion was last reviewed against.
# `coursewright review` writes this file: keep it with the course, and do not edit it by hand.
"""


def lock_text(record: Record) -> str:
    """The record as its file has it: what `read_lock` reads back."""
    units = {ref: {name: _entry(wording) for name, wording in criteria.items()} for ref, criteria in record.items() if criteria}
    return HEAD + yaml.dump({"units": units}, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True, width=10**9)


def _entry(wording: Wording) -> dict[str, Any]:
    items = {name: _worded(text) for name, text in wording.range.items()}
    return _worded(wording.text) | ({"range": items} if items else {})


def _worded(text: str) -> dict[str, Any]:
    return {"text": plain(text), "fingerprint": fingerprint(text)}
