"""Any SCORM 1.2 package as a zip: read with care, because it may come from anywhere, and played from memory."""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from unicodedata import normalize
from urllib.parse import quote, unquote, urljoin, urlsplit
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from builder.preview.playable import DamagedError, Given, Playable, Stand

MANIFEST = "imsmanifest.xml"
MOST_PACKED = 500_000_000
MOST_UNPACKED = 1_000_000_000
MOST_FILES = 20_000
MOST_MANIFEST = 10_000_000
MOST_RATIO = 200
"""Bytes that one byte of a package may unpack to; ordinary text gets to 10 or 20."""
_SMALL = 20_000_000
"""Up to this size a package may unpack from as little as it likes."""
_DRIVE = re.compile(r"^[A-Za-z]:")
_ENCRYPTED, _UTF8 = 0x1, 0x800
_TORN = (BadZipFile, EOFError, IndexError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error, zlib.error)
"""What a damaged zip comes to in the library that reads it."""
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_GIVEN = {
    "datafromlms": "cmi.launch_data",
    "masteryscore": "cmi.student_data.mastery_score",
    "maxtimeallowed": "cmi.student_data.max_time_allowed",
    "timelimitaction": "cmi.student_data.time_limit_action",
}
_OTHERS = {"tincan.xml": "xAPI (Tin Can)", "cmi5.xml": "cmi5", "h5p.json": "H5P"}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class RefusedError(Exception):
    """A file that is not played; the message says why and what to do."""


class ZipFiles(Mapping[str, bytes]):
    """The files of a zip that is in memory, each unpacked when it is asked for."""

    def __init__(self, archive: ZipFile, entries: dict[str, ZipInfo]) -> None:
        self._archive = archive
        self._entries = entries
        self._lock = Lock()

    def __getitem__(self, name: str) -> bytes:
        entry = self._entries[name]
        try:
            with self._lock:
                return self._archive.read(entry)
        except _TORN as error:
            raise DamagedError(f"{name} cannot be unpacked: {error}") from error

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class ZipDesk:
    """One zip, read again when it is replaced. A new file that cannot be played leaves the old one on screen."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stand = Stand(1, read_zip(path))

    def build(self, changed: Sequence[str] = ()) -> None:
        """Read the file again."""
        serial = self.stand.serial + 1
        try:
            self.stand = Stand(serial, tuple(replace(each, version=serial) for each in read_zip(self.path)), changed=tuple(changed))
        except RefusedError as refused:
            failed = tuple(replace(each, failed=True) for each in self.stand.packages)
            self.stand = Stand(serial, failed, (_finding(self.path, str(refused)),), tuple(changed))

    def package(self, name: str) -> Playable | None:
        """A SCO of the package."""
        return next((each for each in self.stand.packages if each.name == name), None)


def read_zip(path: Path) -> tuple[Playable, ...]:
    """The SCOs of a package, in the order of its default organization. `RefusedError` where it is none, or dangerous."""
    try:
        if path.stat().st_size > MOST_PACKED:
            raise RefusedError(f"{path.name} has more than {MOST_PACKED // 1_000_000} MB.")
        data = path.read_bytes()
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    try:
        archive = ZipFile(BytesIO(data))
    except _TORN as error:
        raise RefusedError(f"{path.name} is not a whole zip file. Give a SCORM 1.2 package.") from error
    files = ZipFiles(archive, _entries(path.name, archive))
    launches = _launches(path.name, _manifest(path.name, files), files)
    return tuple(Playable(f"sco-{place}", label, launch, files, given=given) for place, (label, launch, given) in enumerate(launches, 1))


def _entries(name: str, archive: ZipFile) -> dict[str, ZipInfo]:
    """The entries by path, when all of them are harmless."""
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_FILES:
        raise RefusedError(f"{name} has {len(entries):,} files, and {MOST_FILES:,} is the most that is played.")
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * packed):
        raise RefusedError(f"{name} would unpack to {unpacked:,} bytes out of {packed:,}. That is no course; it is not played.")
    for entry in entries:
        path = _path(entry)
        if not path or path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/") or "\0" in entry.orig_filename:
            raise RefusedError(f"{name} has a file whose path leads out of the package: {entry.filename!r}. It is not played.")
        if entry.flag_bits & _ENCRYPTED:
            raise RefusedError(f"{name} is encrypted. Save it without a password.")
    return {_path(entry): entry for entry in entries}


def _path(entry: ZipInfo) -> str:
    """An entry's path. Many zips hold UTF-8 and do not say so; then it was read as the alphabet of MS-DOS."""
    path = entry.filename
    if not entry.flag_bits & _UTF8:
        with suppress(UnicodeError):
            path = path.encode("cp437").decode("utf-8")
    return path.replace("\\", "/")


def _manifest(name: str, files: ZipFiles) -> etree._Element:
    if MANIFEST not in files:
        raise RefusedError(f"{name} has no {MANIFEST} at its top, so it is no SCORM package.{_instead(files)}")
    if files._entries[MANIFEST].file_size > MOST_MANIFEST:
        raise RefusedError(f"{name} has a manifest of more than {MOST_MANIFEST // 1_000_000} MB.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(files[MANIFEST], parser)
    except (etree.XMLSyntaxError, DamagedError) as error:
        raise RefusedError(f"The {MANIFEST} of {name} cannot be read: {error}.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(f"The {MANIFEST} of {name} brings a document type of its own. A SCORM manifest has none.")
    if root.tag != f"{{{_CP}}}manifest":
        if _is_2004(root):
            raise RefusedError(f"{name} is a SCORM 2004 package. Only SCORM 1.2 is played: publish it as SCORM 1.2.")
        namespace = etree.QName(root).namespace or "no namespace"
        raise RefusedError(f"The {MANIFEST} of {name} is not of SCORM 1.2: its root is {etree.QName(root).localname} in {namespace}, not manifest in {_CP}.")
    return root


def _instead(files: Mapping[str, bytes]) -> str:
    """What a zip without a manifest is likely to be, and how to mend it."""
    inside = next((each for each in files if each.endswith(f"/{MANIFEST}")), "")
    if inside:
        return f" There is one in the folder {inside.rpartition('/')[0]}/: zip the folder's contents, not the folder."
    return _alike(MANIFEST, files) or next((f" It is a package of {kind}; publish it as SCORM 1.2." for name, kind in _OTHERS.items() if name in files), "")


def _alike(wanted: str, files: Mapping[str, bytes]) -> str:
    """A file that some systems take for the one that is missing."""
    found = next((each for each in files if _loose(each) == _loose(wanted)), "")
    return f" There is {found}, whose letters are written in another way (capitals, accents): many LMSs do not find it." if found else ""


def _loose(path: str) -> str:
    return normalize("NFC", path).casefold()


def _is_2004(root: etree._Element) -> bool:
    version = next(iter(root.iter("{*}schemaversion")), None)
    said = "".join(str(text) for text in version.itertext()) if version is not None else ""
    return "2004" in said or "1.3" in said or any(uri.endswith("/adlcp_v1p3") for uri in root.nsmap.values())


def _launches(name: str, root: etree._Element, files: Mapping[str, bytes]) -> list[tuple[str, str, Given]]:
    """Title, address and values of each SCO that can be launched: the items of the default organization, else the resources."""
    resources = {each.get("identifier"): each for each in root.iter(f"{{{_CP}}}resource") if each.get("href") and _is_sco(each)}
    items = _organization(root).iter(f"{{{_CP}}}item") if _organization(root) is not None else ()
    meant = [(item, resources[item.get("identifierref")]) for item in items if item.get("identifierref") in resources]
    try:
        found = [(_title(item), _address(resource, item.get("parameters") or ""), _given(item)) for item, resource in meant]
        found = found or [(each.get("identifier", ""), _address(each, ""), ()) for each in resources.values()]
        paths = [unquote(urlsplit(launch).path) for _, launch, _ in found]
    except ValueError as error:
        raise RefusedError(f"The {MANIFEST} of {name} has an address that cannot be read: {error}.") from error
    there = [(label or name, launch, given) for (label, launch, given), path in zip(found, paths, strict=True) if path in files]
    if not there:
        missing = (
            f": the start page {paths[0] if paths[0].isprintable() else quote(paths[0])} is not in it.{_alike(paths[0], files)}"
            if found
            else ", because its manifest names no SCO."
        )
        raise RefusedError(f"{name} cannot be launched{missing}")
    return there


def _given(item: etree._Element) -> Given:
    """What the manifest gives an item's SCO by way of the LMS (SCORM 1.2 CAM 2.3.2.5)."""
    said = {element: item.findtext(f"{{{_ADLCP}}}{tag}") for tag, element in _GIVEN.items()}
    return tuple((element, text.strip()) for element, text in said.items() if text)


def _organization(root: etree._Element) -> Any:
    organizations = root.find(f"{{{_CP}}}organizations")
    if organizations is None:
        return None
    listed = organizations.findall(f"{{{_CP}}}organization")
    return next((each for each in listed if each.get("identifier") == organizations.get("default")), listed[0] if listed else None)


def _is_sco(resource: etree._Element) -> bool:
    """Whether a resource talks to the LMS; one that does not say is taken for one that does."""
    kind = next((value for key, value in resource.attrib.items() if str(key).lower() == f"{{{_ADLCP}}}scormtype"), "sco")
    return str(kind).lower() == "sco"


def _title(item: etree._Element) -> str:
    title = item.find(f"{{{_CP}}}title")
    return " ".join("".join(str(text) for text in title.itertext()).split()) if title is not None else ""


def _address(resource: etree._Element, parameters: str) -> str:
    """The start page within the package, with the item's parameters (SCORM 1.2 CAM 2.3.2.1, parameters)."""
    bases = [each.get(_BASE, "") for each in reversed([resource, *resource.iterancestors()])]
    address = ""
    for each in (*bases, resource.get("href", "")):
        address = urljoin(address, each.replace("\\", "/"))
    path, mark, query = address.partition("?")
    extra = parameters.strip().lstrip("?&")
    joined = "&".join(part for part in (query if mark else "", extra) if part and not part.startswith("#"))
    fragment = extra if extra.startswith("#") else ""
    return quote(unquote(path), safe="/") + (f"?{joined}" if joined else "") + fragment


def _finding(path: Path, message: str) -> dict[str, Any]:
    facts = {"code": "", "name": "", "severity": "error", "message": message.rstrip("."), "note": "", "hint": None}
    return {**facts, "path": path.as_posix(), "line": 1, "column": 1, "length": 1, "first": 1, "lines": []}
