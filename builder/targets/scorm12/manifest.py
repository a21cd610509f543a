"""`imsmanifest.xml` (SCORM 1.2 CAM 2.3; IMS Content Packaging 1.1.2; IMS Metadata 1.2.1).

The item's identifier comes from qualification and unit alone: an LMS matches a package that is uploaded again by it.
"""

from functools import lru_cache
from urllib.parse import quote

from lxml import etree

from builder import resources
from builder.render.site import Site, SiteCriterion
from builder.targets.scorm12.identifiers import criterion_identifier, encode, unit_identifier

MANIFEST = "imsmanifest.xml"
CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"

NAMESPACES: dict[str | None, str] = {None: CP, "adlcp": ADLCP, "imsmd": MD, "xsi": XSI}

MOST_TITLE = 200
"""Characters of an organization's or item's title."""


class InvalidManifestError(Exception):
    """A manifest that its own schema refuses: a bug of this program, never an author's mistake."""


def manifest(site: Site, files: list[str]) -> bytes:
    """The manifest of a site's package. `files` are its paths, the launch file first."""
    root = etree.Element(f"{{{CP}}}manifest", nsmap=NAMESPACES)
    name = encode(site.name)
    root.set("identifier", f"M_{name}")
    root.set("version", "1.2")
    root.set(f"{{{XSI}}}schemaLocation", f"{CP} imscp_rootv1p1p2.xsd {MD} imsmd_rootv1p2p1.xsd {ADLCP} adlcp_rootv1p2.xsd")
    _metadata(root, site)
    _organization(root, site, name)
    _resource(root, name, files)
    etree.indent(root)
    if not _schema().validate(root):
        raise InvalidManifestError(str(_schema().error_log))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@lru_cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(resources.folder("schemas") / "scorm12" / "imscp_rootv1p1p2.xsd"))


def _add(parent: etree._Element, namespace: str, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element: etree._Element = etree.SubElement(parent, f"{{{namespace}}}{name}", attrib=attributes)
    element.text = _printable(text) if text is not None else None
    return element


def _printable(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids."""
    return "".join(
        letter for letter in text if letter in "\t\n" or (ord(letter) >= 32 and ord(letter) not in (0xFFFE, 0xFFFF) and not 0xD800 <= ord(letter) < 0xE000)
    )


def title_of(site: Site) -> str:
    """What an LMS shows in its list and its reports."""
    return site.title if len(site.title) <= MOST_TITLE else site.title[: MOST_TITLE - 1] + "…"


def _organization(root: etree._Element, site: Site, name: str) -> None:
    organizations = _add(root, CP, "organizations", default=f"O_{name}")
    organization = _add(organizations, CP, "organization", identifier=f"O_{name}")
    _add(organization, CP, "title", title_of(site))
    item = _add(organization, CP, "item", identifier=f"I_{name}", identifierref=f"R_{name}", isvisible="true")
    _add(item, CP, "title", title_of(site))


def _resource(root: etree._Element, name: str, files: list[str]) -> None:
    resources_ = _add(root, CP, "resources")
    resource = _add(resources_, CP, "resource", identifier=f"R_{name}", type="webcontent", href=quote(files[0]))
    resource.set(f"{{{ADLCP}}}scormtype", "sco")
    for path in files:
        _add(resource, CP, "file", href=quote(path))


def _metadata(root: etree._Element, site: Site) -> None:
    metadata = _add(root, CP, "metadata")
    _add(metadata, CP, "schema", "ADL SCORM")
    _add(metadata, CP, "schemaversion", "1.2")
    lom = _add(metadata, MD, "lom")
    general = _add(lom, MD, "general")
    _lang(general, "title", title_of(site), site)
    catalogue = _add(general, MD, "catalogentry")
    _add(catalogue, MD, "catalog", "Ofqual unit reference")
    _lang(catalogue, "entry", site.unit.ref, site)
    _add(general, MD, "language", site.language)
    if site.unit.aim or site.unit.lede:
        _lang(general, "description", site.unit.aim or site.unit.lede, site)
    technical = _add(lom, MD, "technical")
    _add(technical, MD, "format", "text/html")
    _add(technical, MD, "location", "index.html", type="URI")
    _classification(lom, site)


def _lang(parent: etree._Element, name: str, text: str, site: Site) -> None:
    element = _add(parent, MD, name)
    _add(element, MD, "langstring", text[:1000]).set(f"{{{XML}}}lang", site.language)


def _vocabulary(parent: etree._Element, name: str, value: str) -> None:
    element = _add(parent, MD, name)
    for part, text in (("source", "LOMv1.0"), ("value", value)):
        _add(_add(element, MD, part), MD, "langstring", text).set(f"{{{XML}}}lang", "x-none")


def _classification(lom: etree._Element, site: Site) -> None:
    """Every criterion as an educational objective: qualification, unit, outcome, criterion, from the outside in."""
    classification = _add(lom, MD, "classification")
    _vocabulary(classification, "purpose", "Educational Objective")
    for outcome in site.outcomes:
        for criterion in outcome.criteria:
            path = _add(classification, MD, "taxonpath")
            _lang(path, "source", f"{site.qualification.number} {site.qualification.title}", site)
            unit = _taxon(path, unit_identifier(site.unit.ref), f"{site.unit.ref} {site.unit.title}", site)
            learning = _taxon(unit, f"{unit_identifier(site.unit.ref)}_LO{outcome.number}", f"{outcome.number} {outcome.text}", site)
            _taxon(learning, criterion_identifier(site.unit.ref, criterion.id), _wording(criterion), site)


def _wording(criterion: SiteCriterion) -> str:
    items = "; ".join(item.text for item in criterion.range)
    return f"{criterion.id} {criterion.text} {items}".strip()


def _taxon(parent: etree._Element, identifier: str, entry: str, site: Site) -> etree._Element:
    taxon = _add(parent, MD, "taxon")
    _add(taxon, MD, "id", identifier)
    _lang(taxon, "entry", entry, site)
    return taxon
