"""Looks at pictures: packs one small enough to keep, and tells how much two of them differ. Chromium does the seeing.

Two machines never draw letters alike to the last pixel. So pictures are compared as one sees them with half-closed eyes:
in cells of 8 by 8 pixels, each of its mean colour. A cell differs when a channel does by more than `NEAR`, or by more than
`NEAR_FLAT` where both cells are of one colour each; pictures are the same while no more than `SHARE` of their cells differ.
The edges of letters average out; a missing line, button or ground does not.
"""

import struct
import zlib
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

CELL = 8
NEAR = 20
"""Of 255, in one channel of a cell's mean colour."""
NEAR_FLAT = 4
SHARE = 0.002
COLOURS = 32
"""Kept in a picture: all flat grounds exactly, the edges of letters nearly."""

_SEE = """const see = async data => {
  const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
};"""

_DIFFER = (
    "async ({ one, other, cell, near, flat }) => {"
    + _SEE
    + """
  const [first, second] = [await see(one), await see(other)];
  if (first.width !== second.width || Math.abs(first.height - second.height) > 2) {
    return { share: 1, first: [first.width, first.height], second: [second.width, second.height], cells: [] };
  }
  const { width } = first, height = Math.min(first.height, second.height), cells = [];
  let all = 0;
  for (let top = 0; top < height; top += cell) for (let left = 0; left < width; left += cell) {
    const sum = [0, 0, 0], least = [255, 255], most = [0, 0], high = Math.min(cell, height - top), wide = Math.min(cell, width - left);
    for (let y = top; y < top + high; y += 1) for (let x = left; x < left + wide; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) sum[channel] += first.data[(y * width + x) * 4 + channel] - second.data[(y * width + x) * 4 + channel];
      for (const [place, { data }] of [first, second].entries()) {
        least[place] = Math.min(least[place], data[(y * width + x) * 4 + 1]);
        most[place] = Math.max(most[place], data[(y * width + x) * 4 + 1]);
      }
    }
    const limit = most.every((each, place) => each - least[place] < 6) ? flat : near;
    all += 1;
    if (sum.some(each => Math.abs(each) / (high * wide) > limit)) cells.push([left, top]);
  }
  return { share: cells.length / all, cells };
}"""
)

_PACK = (
    "async ({ data, most }) => {"
    + _SEE
    + """
  const { width, height, data: pixels } = await see(data);
  const counts = new Map(), pack = at => (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
  for (let at = 0; at < pixels.length; at += 4) counts.set(pack(at), (counts.get(pack(at)) ?? 0) + 1);
  const often = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([colour]) => colour);
  const parts = colour => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const far = (one, other) => parts(one).reduce((sum, part, place) => sum + (part - parts(other)[place]) ** 2, 0);
  const palette = often.slice(0, 8);
  for (const apart of [600, 0]) for (const colour of often) {
    if (palette.length < most && !palette.includes(colour) && palette.every(each => far(each, colour) >= apart)) palette.push(colour);
  }
  const near = colour => palette.reduce((best, each, place) => (far(each, colour) < far(palette[best], colour) ? place : best), 0);
  const nearest = new Map(often.map(colour => [colour, near(colour)]));
  const rows = new Uint8Array(width * height);
  for (let at = 0; at < rows.length; at += 1) rows[at] = nearest.get(pack(at * 4));
  let text = "";
  for (let at = 0; at < rows.length; at += 32768) text += String.fromCharCode(...rows.subarray(at, at + 32768));
  return { width, height, palette: palette.flatMap(parts), rows: btoa(text) };
}"""
)


def differ(lens: Page, one: bytes, other: bytes) -> tuple[float, str]:
    """The share of cells in which two PNG pictures differ, and a word on where."""
    seen: Any = lens.evaluate(_DIFFER, {"one": b64encode(one).decode(), "other": b64encode(other).decode(), "cell": CELL, "near": NEAR, "flat": NEAR_FLAT})
    if "first" in seen:
        return 1.0, f"it measures {seen['second']} and was {seen['first']}"
    cells = seen["cells"]
    if not cells:
        return 0.0, "the same"
    left, top = (min(each[axis] for each in cells) for axis in (0, 1))
    right, bottom = (max(each[axis] for each in cells) + CELL for axis in (0, 1))
    return float(seen["share"]), f"{len(cells)} cells ({seen['share']:.2%}) differ, between {left},{top} and {right},{bottom}"


def packed(lens: Page, picture: bytes) -> bytes:
    """The same picture in few colours."""
    seen: Any = lens.evaluate(_PACK, {"data": b64encode(picture).decode(), "most": COLOURS})
    width, rows = seen["width"], b64decode(seen["rows"])
    lines = b"".join(b"\0" + rows[start : start + width] for start in range(0, len(rows), width))
    head = struct.pack(">IIBBBBB", width, seen["height"], 8, 3, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"PLTE", bytes(seen["palette"])) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def keep(path: Path, picture: bytes) -> None:
    """Write a picture, with the folder that it goes to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture)
