"""Small edits of a manifest: each function returns a `Change`, which makes one document's bytes into another's.

Paths are ElementPath expressions from the manifest element, with the prefixes of `NAMESPACES`; of several matches the
first is meant. A change whose path or text is not in the document raises `LookupError`.
"""

from collections.abc import Callable
from copy import deepcopy
from functools import reduce

from lxml import etree

Change = Callable[[bytes], bytes]

NAMESPACES = {
    "cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "md": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "own": "https://example.org/coursewright",
}


def drop(path: str) -> Change:
    """Without the element."""
    return _on(path, lambda element: _parent(element).remove(element))


def duplicate(path: str) -> Change:
    """With the element twice, the copy straight after it."""
    return _on(path, lambda element: element.addnext(deepcopy(element)))


def move_first(path: str) -> Change:
    """With the element before all its siblings."""
    return _on(path, lambda element: _parent(element).insert(0, element))


def move_last(path: str) -> Change:
    """With the element after all its siblings."""
    return _on(path, lambda element: _parent(element).append(element))


def rename(path: str, name: str) -> Change:
    """With the element under another name (`prefix:name`, or a bare name for none)."""

    def edit(element: etree._Element) -> None:
        element.tag = _qualified(name)

    return _on(path, edit)


def text(path: str, value: str) -> Change:
    """With this text in the element, in place of all its content."""

    def edit(element: etree._Element) -> None:
        for child in list(element):
            element.remove(child)
        element.text = value

    return _on(path, edit)


def attribute(path: str, name: str, value: str) -> Change:
    """With this value of the attribute, whether or not the element had one."""
    return _on(path, lambda element: element.set(_qualified(name), value))


def drop_attribute(path: str, name: str) -> Change:
    """Without the attribute."""

    def edit(element: etree._Element) -> None:
        if _qualified(name) not in element.attrib:
            raise LookupError(f"{path} has no attribute {name}")
        del element.attrib[_qualified(name)]

    return _on(path, edit)


def prepend(path: str, fragment: str) -> Change:
    """With a new first child, written as XML with the prefixes of `NAMESPACES`."""
    return _on(path, lambda element: element.insert(0, _parse_fragment(fragment)))


def append(path: str, fragment: str) -> Change:
    """With a new last child, written as XML with the prefixes of `NAMESPACES`."""
    return _on(path, lambda element: element.append(_parse_fragment(fragment)))


def add_after(path: str, fragment: str) -> Change:
    """With a new element after this one, written as XML with the prefixes of `NAMESPACES`."""
    return _on(path, lambda element: element.addnext(_parse_fragment(fragment)))


def replace(old: str, new: str) -> Change:
    """With every occurrence of a piece of the source replaced."""

    def change(document: bytes) -> bytes:
        if old.encode() not in document:
            raise LookupError(f"{old!r} is not in the document")
        return document.replace(old.encode(), new.encode())

    return change


def all_of(*changes: Change) -> Change:
    """One change after the other."""
    return lambda document: reduce(lambda changed, change: change(changed), changes, document)


def _on(path: str, edit: Callable[[etree._Element], None]) -> Change:
    def change(document: bytes) -> bytes:
        manifest = etree.fromstring(document)
        element = manifest if path == "." else manifest.find(path, NAMESPACES)
        if element is None:
            raise LookupError(f"{path} is not in the document")
        edit(element)
        return bytes(etree.tostring(manifest, encoding="UTF-8", xml_declaration=True))

    return change


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise LookupError("the manifest itself has no parent")
    return parent


def _qualified(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def _parse_fragment(fragment: str) -> etree._Element:
    declarations = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "xml")
    return etree.fromstring(f"<wrapper {declarations}>{fragment}</wrapper>")[0]
