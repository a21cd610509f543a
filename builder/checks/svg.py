"""SVG pictures: what may go into a page.

Pictures are put into the page so that they take the theme's colours; nothing may come in with them that runs,
loads or styles the page around them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_XHTML = "http://www.w3.org/1999/xhtml"
_ELEMENTS = {
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "title",
    "desc",
    "defs",
    "symbol",
    "use",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
}
_ATTRIBUTES = {
    "id",
    "class",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "dx",
    "dy",
    "width",
    "height",
    "points",
    "viewBox",
    "preserveAspectRatio",
    "transform",
    "fill",
    "fill-rule",
    "fill-opacity",
    "clip-rule",
    "clip-path",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
    "stroke-opacity",
    "opacity",
    "offset",
    "stop-color",
    "stop-opacity",
    "gradientUnits",
    "gradientTransform",
    "text-anchor",
    "dominant-baseline",
    "font-size",
    "font-weight",
    "font-style",
    "href",
    "role",
    "aria-hidden",
    "lang",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG fit for a page: its root, its description if it has one, and what was taken out."""

    root: etree._Element
    description: str
    removed: tuple[str, ...]


def read_svg(data: bytes) -> Picture | None:
    """The picture that `data` holds, cleaned; None when it is not SVG."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    dtd = root.getroottree().docinfo.internalDTD
    if root.tag not in (f"{{{SVG}}}svg", "svg") or (dtd is not None and any(dtd.iterentities())):
        return None
    removed = list(_clean(root))
    described = root.find(f"{{{SVG}}}desc")
    description = " ".join((described.text or "").split()) if described is not None else ""
    return Picture(root, description, tuple(dict.fromkeys(removed)))


def _clean(root: etree._Element) -> Iterator[str]:
    """Take out what may not be in a page, naming it; what drawing programs note down for themselves goes unnamed."""
    for element in list(root.iter()):
        name = etree.QName(element).localname if isinstance(element.tag, str) else "entity"
        if name not in _ELEMENTS:
            if name != "metadata" and not _private(element.tag):
                yield f"<{name}>"
            _remove(element)
            continue
        _spell_out_style(element)
        for attribute, value in list(element.attrib.items()):
            local = etree.QName(str(attribute)).localname
            if local not in _ATTRIBUTES or _private(attribute) or _leads_out(local, str(value)):
                if local not in _HARMLESS and not _private(attribute):
                    yield local
                del element.attrib[attribute]


_HARMLESS = {"style", "version", "baseProfile", "space", "enable-background", "zoomAndPan"}
"""Attributes whose loss changes nothing; `style` has been spelled out by then."""


def _private(name: object) -> bool:
    """Whether a name belongs to a drawing program: neither SVG's nor one of those that could do something."""
    namespace = etree.QName(name).namespace if isinstance(name, str) else None
    return namespace not in (None, SVG, _XLINK, _XML, _XHTML)


def _remove(element: etree._Element) -> None:
    """Take an element out, leaving the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _spell_out_style(element: etree._Element) -> None:
    """A style attribute's declarations as attributes of their own, those that a drawing may have."""
    for declaration in str(element.get("style") or "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in _ATTRIBUTES:
            element.set(name.strip(), value.strip())


def _leads_out(name: str, value: str) -> bool:
    text = re.sub(r"[\s\"']", "", value).lower()
    return (name == "href" and not text.startswith("#")) or re.search(r"url\((?!#)", text) is not None
