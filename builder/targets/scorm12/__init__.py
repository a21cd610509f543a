"""SCORM 1.2: one package a unit, one SCO, the manifest first and the control documents beside it."""

from pathlib import Path

from builder import resources
from builder.render.script import script
from builder.render.site import Site
from builder.render.theme import SCRIPT, STYLE, Theme
from builder.targets.scorm12.identifiers import criterion_identifiers
from builder.targets.scorm12.manifest import MANIFEST, manifest

LAUNCH = "index.html"
CONTROL = ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd")
ADAPTER = Path(__file__).parent / "adapter.js"


def files(site: Site, theme: Theme) -> dict[str, bytes]:
    """The package's files by path: `imsmanifest.xml`, then the rest by name."""
    types = tuple(sorted({question["type"] for question in site.data["questions"]}))
    code = script(types, ADAPTER)
    content = {
        LAUNCH: theme.page(site, {"criteria": criterion_identifiers(site)}, code),
        SCRIPT: code,
        STYLE: theme.style(types),
        **site.media,
    }
    control = {name: (resources.folder("schemas") / "scorm12" / name).read_bytes() for name in CONTROL}
    rest = dict(sorted({**content, **control}.items()))
    return {MANIFEST: manifest(site, [LAUNCH, *sorted(name for name in content if name != LAUNCH)]), **rest}
