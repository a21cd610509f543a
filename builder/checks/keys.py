"""Short keys by which a learner's saved state names parts, questions and activities.

Derived from ids, so that they stay the same when content around them changes.
"""

import base64
import hashlib
from collections.abc import Callable


def key_of(identifier: str) -> str:
    """Three characters of A-Z, a-z, 0-9, `-` and `_` (18 bits of the id's SHA-256)."""
    return _code(identifier)[:3]


def activity_key(identifier: str) -> str:
    """The key of an activity: another than that of a question of the same id, as both may keep a text."""
    return key_of(f"activity {identifier}")


def fresh_name(wanted: str, used: dict[str, int], key: Callable[[str], str]) -> str:
    """`wanted`, with a number where its key is among those `used`, to which the new one is added. `used` has the last number beside each key."""
    first = key(wanted)
    number = used.get(first, 0) + 1
    name = wanted if number == 1 else f"{wanted}-{number}"
    while key(name) in used:
        number += 1
        name = f"{wanted}-{number}"
    used[first] = number
    used.setdefault(key(name), 1)
    return name


def mark_of(text: str) -> str:
    """One such character for a question's options: another one means that stored picks no longer fit."""
    return _code(text)[:1]


def _code(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:6]).decode()
