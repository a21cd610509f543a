"""Makes the authoring guide's pictures anew: `python -m tools.guide_pictures [PART…]`.

Each part `block-…` or `type-…` of the guide shows its block, or a question of its type, once more as a picture: on a
phone, in dark colours. The picture is taken of what the part itself shows, cropped, and kept with as few colours as it needs.
"""

import base64
import re
import struct
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from builder.checks.course import check_course
from builder.compiler import build_packages, plan
from tests.browser.play import launch_browser, player, unpack
from tests.browser.serve import serving

GUIDE = Path(__file__).resolve().parent.parent / "content/guide"
IMAGES = GUIDE / "units/write-a-course/images"
MOST = 25_000
"""Bytes of one picture."""
SCALES = (2, 1.5, 1)
EDGE = 12
KEPT = 64
"""Colours that stay as they are."""

PIXELS = """async (data) => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const bytes = pen.getImageData(0, 0, picture.width, picture.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { width: picture.width, height: picture.height, data: btoa(text) };
}"""
BOX = """(part) => {
  const source = document.querySelector(`#p-${part} > pre`), shown = source.nextElementSibling;
  shown.scrollIntoView(); scrollBy(0, -80);
  const { x, y, width, height } = shown.getBoundingClientRect();
  return { x, y, width, height };
}"""


def main() -> None:
    """Write every picture, or those of the parts named."""
    wanted = sys.argv[1:] or list(parts())
    for part in parts():
        if not (IMAGES / f"{part}.png").exists():
            (IMAGES / f"{part}.png").write_bytes(png(1, 1, [(0, 0, 0)]))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        unpack(package(Path(name)), Path(name) / "packages" / "guide")
        browser = launch_browser(playwright)
        try:
            with serving(Path(name) / "packages") as (base, _):
                for part in wanted:
                    data = picture(browser, base, part)
                    (IMAGES / f"{part}.png").write_bytes(data)
                    print(f"{len(data):>7,}  {part}.png")
        finally:
            browser.close()


def parts() -> Iterator[str]:
    """The ids of the parts that have a picture."""
    for lesson in sorted(GUIDE.glob("units/*/*.md")):
        yield from re.findall(r"^## .*#((?:block|type)-[\w-]+) ", lesson.read_text("utf-8"), re.MULTILINE)


def package(folder: Path) -> Path:
    """The guide, built into `folder`."""
    [built] = build_packages(plan(check_course(GUIDE, "guide")))
    (folder / built.name).write_bytes(built.data)
    return folder / built.name


def picture(browser: Browser, base: str, part: str) -> bytes:
    """A part's picture: the sharpest that is small enough."""
    for scale in SCALES:
        with player(browser, base, viewport={"width": 360, "height": 1600}, color_scheme="dark", device_scale_factor=scale) as one:
            one.open_alone("guide", f"#p-{part}")
            data = cropped(one.page, part)
        if len(data) <= MOST:
            return data
    raise ValueError(f"{part}: {len(data):,} bytes, and {MOST:,} is the most")


def cropped(page: Page, part: str) -> bytes:
    """What a part shows below its source, and a little around it."""
    page.add_style_tag(content="#banners { display: none }")
    page.evaluate("part => { location.hash = '#p-' + part }", part)
    page.locator(f"#p-{part}").wait_for()
    box = page.evaluate(BOX, part)
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => [...document.querySelectorAll('video')].every(one => one.networkState === HTMLMediaElement.NETWORK_IDLE)")
    top = max(box["y"] - EDGE, 0)
    shot = page.screenshot(clip={"x": 0, "y": top, "width": 360, "height": box["y"] + box["height"] + EDGE - top})
    found = page.evaluate(PIXELS, base64.b64encode(shot).decode())
    raw = base64.b64decode(found["data"])
    pixels = [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 4)]
    return png(found["width"], found["height"], pixels)


def png(width: int, height: int, pixels: list[tuple[int, int, int]]) -> bytes:
    """A PNG with a palette (ISO/IEC 15948): frequent colours as they are, others rounded until at most 256 are left."""
    often = {colour for colour, _ in Counter(pixels).most_common(KEPT)}
    for bits in range(8, 1, -1):
        step = 2 ** (8 - bits)
        rounded = {each: each if each in often else tuple(min(255, (part + step // 2) // step * step) for part in each) for each in set(pixels)}
        palette = sorted(set(rounded.values()))
        if len(palette) <= 256:
            break
    place = {colour: number for number, colour in enumerate(palette)}
    indexes = bytes(place[rounded[pixel]] for pixel in pixels)
    rows = b"".join(b"\0" + indexes[row * width : (row + 1) * width] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(bytes(each) for each in palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)


if __name__ == "__main__":
    main()
