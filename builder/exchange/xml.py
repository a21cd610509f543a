"""XML from elsewhere: nothing in it is expanded, fetched or larger than it looks."""

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.exchange.item import BROKEN, REFUSED
from builder.source import Span

MOST_XML = 20_000_000
"""Bytes of one file."""
_HINT = "export it again from the tool that it comes from"


def parse(data: bytes, path: str) -> tuple[etree._Element | None, list[Diagnostic]]:
    """The root element; a document that is broken, or that declares entities, gives none."""
    span = Span(path)
    if len(data) > MOST_XML:
        return None, [REFUSED.at(span, f"the file has {len(data):,} bytes, and {MOST_XML:,} is the most", hint="export fewer questions at a time")]
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return None, [BROKEN.at(Span(path, max(1, line), max(1, column)), f"this XML is broken: {_first(error)}", hint=_HINT)]
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        return None, [REFUSED.at(span, "the file declares entities, which no question needs", hint="take out the lines between <!DOCTYPE and ]>")]
    return root, []


def place(element: etree._Element, path: str) -> Span:
    """Where an element starts."""
    return Span(path, element.sourceline or 1)


def _first(error: etree.XMLSyntaxError) -> str:
    return (error.msg or "it cannot be read").split(", line ")[0]
