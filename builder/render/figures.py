"""Pictures in a page: SVG put in, so that it takes the theme's colours; others beside the page as media."""

import re
from html import escape, unescape
from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree

from builder.checks.svg import SVG, read_svg
from builder.memo import remembered
from builder.model import slug

_IMAGE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_IN_FIGURE = re.compile(r"<figure>\s*<p>(<img\b[^>]*>)</p>")
_DESCRIBED = re.compile(r'<figure>(<img\b[^>]*)>((?:(?!</figure>).)*?)<details class="description">', re.DOTALL)
_ALONE = re.compile(r"<p>(<img\b[^>]*>)</p>")

MOST_INLINE = 60_000
"""Bytes of an SVG that may stand in the page; a larger one becomes a file beside it."""


class Figures:
    """Replaces the pictures of one unit's pages; `media` collects the files that go beside them."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.media: dict[str, bytes] = {}
        self.names: dict[str, str] = {}
        self.drawn = 0
        self.described = 0

    def place(self, html: str, images: dict[str, str]) -> str:
        """`html` with every picture in place; `images` maps targets as written to paths in `files`."""
        html = _IN_FIGURE.sub(r"<figure>\1", html)
        html = _DESCRIBED.sub(self.description, html)
        html = _ALONE.sub(lambda found: self.alone(found[1], images), html)
        return _IMAGE.sub(lambda found: self.picture(found[0], images), html)

    def description(self, found: re.Match[str]) -> str:
        """A figure's picture and its long description, tied together."""
        self.described += 1
        name = f"fd{self.described}"
        return f'<figure>{found[1]} data-details="{name}">{found[2]}<details class="description" id="{name}">'

    def alone(self, tag: str, images: dict[str, str]) -> str:
        """A picture that is a paragraph of its own is a figure; its title is the caption."""
        attributes = dict(_ATTRIBUTE.findall(tag))
        if "decorative" in attributes.get("class", "").split():
            return f"<p>{tag}</p>"
        caption = f"<figcaption>{attributes['title']}</figcaption>" if attributes.get("title") else ""
        return f"<figure>{self.picture(tag, images)}{caption}</figure>"

    def picture(self, tag: str, images: dict[str, str]) -> str:
        """One picture's markup; nothing for a picture that is not there."""
        attributes = dict(_ATTRIBUTE.findall(tag))
        path = images.get(unescape(attributes.get("src", "")))
        if path is None or path not in self.files:
            return ""
        alt = attributes.get("alt", "")
        details = f' aria-details="{attributes["data-details"]}"' if "data-details" in attributes else ""
        data = self.files[path]
        if path.lower().endswith(".svg") and len(data) <= MOST_INLINE:
            return self.drawing(data, alt, details)
        name = self.keep(path, data)
        return f'<img src="{escape(name)}" alt="{alt}"{details}{size_of(data)} loading="lazy" decoding="async">'

    def logo(self, path: str, alt: str) -> str:
        """A theme's logo, named by `alt` (escaped already)."""
        data = self.files[path]
        if path.lower().endswith(".svg"):
            return self.drawing(data, alt).replace("<svg ", '<svg class="logo" ', 1)
        return f'<img class="logo" src="{escape(self.keep(path, data))}" alt="{alt}"{size_of(data)}>'

    def keep(self, path: str, data: bytes) -> str:
        """Put a file beside the page; its name there. Two files never share one."""
        if path in self.names:
            return self.names[path]
        steps = PurePosixPath(path)
        folders = [slug(step) for step in steps.parts[:-1] if step not in ("units", "..")]
        stem, end = "/".join(["media", *folders, slug(steps.stem)]), steps.suffix.lower()
        name = next(each for number in range(1, len(self.media) + 2) if (each := f"{stem}{f'-{number}' if number > 1 else ''}{end}") not in self.media)
        self.media[name] = data
        self.names[path] = name
        return name

    def drawing(self, data: bytes, alt: str, details: str = "") -> str:
        """An SVG as part of the page, named by `alt` (escaped already) and described by its own <desc>."""
        drawn = _drawing(data, f"d{self.drawn + 1}", alt, details)
        self.drawn += bool(drawn)
        return drawn


@remembered
def _drawing(data: bytes, name: str, alt: str, details: str) -> str:
    """The element of an SVG whose identifiers begin with `name`; empty where it cannot be read."""
    picture = read_svg(data)
    if picture is None:
        return ""
    root = picture.root
    _rename(root, name)
    for element in root.findall(f"{{{SVG}}}title") + root.findall(f"{{{SVG}}}desc"):
        root.remove(element)
    etree.strip_attributes(root, "role", "aria-hidden")
    inner = _without_namespace(root)
    start = _start(root)
    if not alt:
        return f'<svg {start} aria-hidden="true">{inner}</svg>'
    described = f' aria-describedby="{name}-desc"' if picture.description else ""
    words = f'<desc id="{name}-desc">{escape(picture.description)}</desc>' if picture.description else ""
    return f'<svg {start} role="img" aria-label="{alt}"{described}{details}>{words}{inner}</svg>'


@remembered
def size_of(data: bytes) -> str:
    """A picture's size as attributes, so that the page keeps room for it; empty where it cannot be told."""
    import imagesize

    width, height = (int(each) for each in imagesize.get(BytesIO(data)))
    return f' width="{width}" height="{height}"' if width > 0 and height > 0 else ""


@remembered
def sign(data: bytes) -> str:
    """An organisation's sign: a small drawing that says nothing of its own."""
    picture = read_svg(data)
    if picture is None:
        return ""
    return f'<svg class="sign" {_start(picture.root)} aria-hidden="true">{_without_namespace(picture.root)}</svg>'


def _start(root: etree._Element) -> str:
    kept = {name: value for name, value in root.attrib.items() if name in ("viewBox", "preserveAspectRatio")}
    return " ".join(f'{name}="{escape(str(value))}"' for name, value in kept.items())


def _without_namespace(root: etree._Element) -> str:
    text = "".join(etree.tostring(child, encoding="unicode") for child in root)
    return re.sub(r"\s*\n\s*", "\n", text.replace(f' xmlns="{SVG}"', "").replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")).strip()


def _rename(root: etree._Element, name: str) -> None:
    """Ids of a drawing get its name, so that two drawings never share one."""
    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            text = str(value)
            if attribute == "id":
                element.set("id", f"{name}-{text}")
            elif text.startswith("#") and etree.QName(str(attribute)).localname == "href":
                element.set(str(attribute), f"#{name}-{text[1:]}")
            elif "url(#" in text:
                element.set(str(attribute), text.replace("url(#", f"url(#{name}-"))
