"""Everything that can go wrong between a learner, a device and an LMS, and what the learner sees.

The table `FAULTS` is the promise: no answer that was given is missing after the next launch, and the page says what is
true about saving at every moment. `test_never_lost.py` plays every row in Chromium, in each LMS that it names; rows about who
and what are in `test_never_mixed.py`.

A visit goes like this. The learner answers the *early* questions, the fault begins, the learner answers the *late* ones,
and the visit ends. Then comes the next launch, without the fault.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from tests.browser.play import Player

Lms = Literal["strict", "moodle", "again"]
"""The double to the letter of the standard, the double with Moodle's habits, and scorm-again with the faults in front of it."""
Found = Literal["all", "asked", "early", "part", "nothing"]
"""What is there at the next launch. all: every answer, at once. asked: every answer, once the learner has said that what was
found on the device is theirs. early: what the LMS had before the fault, and no more. part: those and some of the later ones.
nothing: none."""

EVERYWHERE: tuple[Lms, ...] = ("strict", "moodle", "again")

SAVED = "Saved on this device and sent to your course"
SENT = "Sent to your course, not kept on this device"
KEPT = "Kept on this device, not yet sent to your course"
NOWHERE = "Nothing is saved at the moment"
PREVIEW = "Preview: kept on this device only"

REFUSED = "is not saving your answers. They are kept on this device"
ONLY_HERE = "this device cannot keep them. Leave this page open"
NO_LMS = "No learning site (LMS) was found"
CUT = "Not everything came back from your course"

Step = Callable[[Player], None]
Damage = Callable[[str], str]


@dataclass(frozen=True)
class Fault:
    """One row. `says` is the line about saving while the fault lasts, `banner` words of the banner then ("": there is none),
    `closes` the heading after leaving by the button, `later` words of the banner at the next launch."""

    name: str
    what: str
    says: str
    banner: str = ""
    closes: str = "Everything is saved"
    later: str = ""
    found: Found = "all"
    lms: tuple[Lms, ...] = EVERYWHERE
    at_launch: bool = False
    """Whether the fault is there from the first launch on: then no answer is early."""
    lms_faults: tuple[tuple[str, Any], ...] = ()
    """What the LMS does wrong."""
    device: str = ""
    """A script that spoils the device before anything is opened."""
    between: str = ""
    """A script that runs on the device between the two launches."""
    damage: Damage | None = None
    """What becomes of suspend_data between the two launches."""
    other_device: bool = False
    """The next launch is on a device that has never seen this learner."""


def fault(name: str, what: str, says: str, banner: str = "", **more: Any) -> Fault:
    """A row; keywords that are faults of the LMS (`builder/preview/lms/store.js`) are those, all others are the row's own."""
    own = set(Fault.__dataclass_fields__)
    return Fault(name, what, says, banner, lms_faults=tuple((key, more.pop(key)) for key in list(more) if key not in own), **more)


FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })"
CLEARED = "localStorage.clear()"
GARBAGE = "for (const name of Object.keys(localStorage)) localStorage.setItem(name, '1\\u0000{]~~garbage')"


def _flipped(place: float) -> Damage:
    """Another character somewhere in the code: 0 at its beginning, 1 at its end."""

    def flip(code: str) -> str:
        at = int(place * (len(code) - 1))
        return code[:at] + ("B" if code[at] == "A" else "A") + code[at + 1 :]

    return flip


OTHER_TOOL = '{"v":2,"pages":{"intro":{"done":true}},"score":"~"}'

FAULTS: tuple[Fault, ...] = (
    # The LMS refuses.
    fault(
        "initialize",
        "LMSInitialize gives false at the first launch",
        KEPT,
        REFUSED,
        closes="Your work is kept on this device",
        initialize=True,
        at_launch=True,
        later="Are they yours?",
        found="asked",
    ),
    fault(
        "set-nothing", "LMSSetValue gives false from the first launch on", KEPT, REFUSED, closes="Your work is kept on this device", refuse=True, at_launch=True
    ),
    fault("set-later", "LMSSetValue, LMSCommit and LMSFinish begin to give false", KEPT, REFUSED, closes="Your work is kept on this device", refuse=True),
    fault(
        "set-state",
        "LMSSetValue gives false for cmi.suspend_data only",
        KEPT,
        REFUSED,
        closes="Your work is kept on this device",
        refuseValue="cmi.suspend_data",
    ),
    fault("set-interactions", "LMSSetValue gives false for cmi.interactions only", SAVED, refuseValue="cmi.interactions"),
    fault("commit-false", "LMSCommit and LMSFinish give false", KEPT, REFUSED, closes="Your work is kept on this device", commitFails=True),
    fault("logged-out", "the LMS logs the learner out: every call gives false", KEPT, REFUSED, closes="Your work is kept on this device", loggedOut=True),
    # The LMS says that all is well.
    fault("dropped", "LMSCommit and LMSFinish give true, and the values are lost", SAVED, dropCommits=True),
    fault(
        "dropped-first",
        "the same from the first launch on: the LMS knows nothing of the visit",
        SAVED,
        dropCommits=True,
        at_launch=True,
        later="Are they yours?",
        found="asked",
    ),
    # suspend_data comes back damaged.
    fault("cut-4096", "suspend_data comes back with 4,096 characters", SAVED, damage=lambda code: code[:4096]),
    fault("cut-255", "suspend_data comes back with 255 characters", SAVED, damage=lambda code: code[:255]),
    fault("cut-0", "suspend_data comes back empty", SAVED, damage=lambda _: ""),
    fault("flipped", "a character in the middle of suspend_data is another", SAVED, damage=_flipped(0.5)),
    fault("flipped-first", "a character at the beginning is another", SAVED, damage=_flipped(0.05)),
    fault("not-ascii", "suspend_data comes back in another encoding", SAVED, damage=lambda code: re.sub("[0-5]", "é", code)),
    fault("escaped", "suspend_data comes back with escapes in it", SAVED, damage=lambda code: code.replace("~", "&#126;")),
    fault("other-tool", "suspend_data comes back with another tool's data", SAVED, damage=lambda _: OTHER_TOOL),
    fault("newer", "suspend_data comes back in a grammar that this package does not know", SAVED, damage=lambda code: "2" + code[1:]),
    fault(
        "cut-elsewhere",
        "suspend_data comes back with 255 characters, on another device",
        SAVED,
        damage=lambda code: code[:255],
        other_device=True,
        later=CUT,
        found="part",
    ),
    fault("other-tool-elsewhere", "another tool's data, on another device", SAVED, damage=lambda _: OTHER_TOOL, other_device=True, later=CUT, found="nothing"),
    # The device.
    fault("full", "the device's storage is full", SENT, device=FULL, at_launch=True, closes="Everything is sent to your course"),
    fault("blocked", "the device's storage is forbidden", SENT, device=BLOCKED, at_launch=True, closes="Everything is sent to your course"),
    fault("cleared", "the device's storage is cleared between two launches", SAVED, between=CLEARED),
    fault("garbage", "other text stands under our names in the device's storage", SAVED, between=GARBAGE),
    fault("elsewhere", "the next launch is on another device", SAVED, other_device=True),
    # Two at once: then what was said at the time was true.
    fault(
        "cleared-refused",
        "the LMS refuses, and then the device's storage is cleared",
        KEPT,
        REFUSED,
        closes="Your work is kept on this device",
        refuse=True,
        between=CLEARED,
        found="early",
    ),
    fault(
        "blocked-refused",
        "storage is forbidden, and the LMS begins to refuse",
        NOWHERE,
        ONLY_HERE,
        device=BLOCKED,
        refuse=True,
        closes="Not everything is saved",
        found="early",
    ),
    fault(
        "blocked-dropped",
        "storage is forbidden, and the LMS begins to lose what it takes",
        SENT,
        device=BLOCKED,
        dropCommits=True,
        closes="Everything is sent to your course",
        found="early",
    ),
    fault(
        "cut-refused",
        "the LMS keeps 255 characters, then refuses",
        KEPT,
        REFUSED,
        closes="Your work is kept on this device",
        refuse=True,
        damage=lambda code: code[:255],
    ),
)
"""Rows that are played by the same steps. What needs steps of its own has a test of its own, named in `OTHERS`."""

OTHERS: dict[str, tuple[str, str]] = {
    "no_lms_is_there": (
        "no LMS is there",
        f"“{PREVIEW}”; loaded again in the same tab, all at once; in another, with or without an LMS, once asked about",
    ),
    "a_frame_without_an_origin": (
        "a sandboxed frame: neither an LMS nor storage, and the browser refuses the script",
        "the whole unit to read, a note that answering needs the script, and no button that would take an answer",
    ),
    "initialize_gives_false_at_a_later_launch": (
        "LMSInitialize gives false at a later launch",
        f"“{KEPT}”, and nobody's answers on the page; then the earlier ones at once, the later ones once asked about",
    ),
    "initialize_gives_false_then_true": ("LMSInitialize gives false, then true", "“Try again now” sends every answer in the same visit"),
    "commit_gives_false_once": ("LMSCommit gives false once", f"“{KEPT}”, then by itself “{SAVED}”"),
    "one_commit_is_lost_in_silence_and_the_next_is_not": (
        "one LMSCommit is lost in silence, the next is not",
        f"“{SAVED}”; the next visit fills the gap in the LMS's report",
    ),
    "the_tab_is_killed": ("the tab is killed", "all at the next launch"),
    "the_tab_is_killed_right_after_a_click": (
        "the tab is killed right after a click, before anything else can run",
        "all at the next launch, from the device's copy",
    ),
    "the_network_is_gone_for_ten_minutes": (
        "the network is gone for ten minutes",
        f"“{KEPT}” until it is back, then by itself “{SAVED}”; closed meanwhile, all at the next launch",
    ),
    "two_tabs_at_once": ("two tabs at once", "all at the next launch, whichever was closed last; of two answers to one question the one given last"),
    "the_clock_is_set_back": ("the clock is set back by an hour or a year, or to another time zone", "all; no negative time reaches the LMS"),
    "another_version_of_the_package": (
        "another version of the package",
        "all but the answers to questions whose options are others by now, which are asked again; the LMS keeps those of questions that are gone",
    ),
    "another_learner_on_the_same_device": ("another learner on the same device", "nothing of the first one's, on the page or in what is sent"),
    "the_same_id_for_two_people": ("two LMSs of one origin use one id for two people", "the second is asked, and sees nothing before saying yes"),
    "an_lms_that_names_nobody": (
        "an LMS that names nobody",
        "the same attempt is found again by what the LMS gave back; anything else is asked about",
    ),
}
"""By the name of the test that plays it: the fault, and what the learner sees."""
