"""Colours as authors write them, and how well one is read on another (WCAG 2.2, 1.4.3 and its relative luminance)."""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from typing import NamedTuple

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_FUNCTION = re.compile(r"(rgb|hsl)a?\(\s*([^()]*?)\s*\)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(%|deg)?")


class Colour(NamedTuple):
    """Red, green and blue from 0 to 1, and how solid it is."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 for black to 1 for white."""
        red, green, blue = (_linear(each) for each in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def hex(self) -> str:
        """`#rrggbb`."""
        return "#" + "".join(f"{round(each * 255):02x}" for each in self[:3])


def colour(text: str) -> Colour | None:
    """The colour that `#rgb`, `#rrggbb`, `rgb(…)` or `hsl(…)` means, with or without alpha; None for anything else."""
    text = text.strip()
    if found := _HEX.fullmatch(text):
        digits = found[1] if len(found[1]) > 4 else "".join(each * 2 for each in found[1])
        digits += "ff" if len(digits) == 6 else ""
        return Colour._make(int(digits[place : place + 2], 16) / 255 for place in range(0, 8, 2))
    found = _FUNCTION.fullmatch(text)
    values = [_value(each) for each in re.split(r"[\s,/]+", found[2])] if found else []
    if found is None or len(values) not in (3, 4) or None in values:
        return None
    numbers = [value for value in values if value is not None]
    alpha = _clamped(numbers[3].share(1)) if len(numbers) == 4 else 1.0
    if found[1].lower() == "rgb":
        return Colour._make([*(_clamped(each.share(255)) for each in numbers[:3]), alpha])
    if [each.unit for each in numbers[1:3]] != ["%", "%"]:
        return None
    hue, saturation, lightness = numbers[0].number / 360 % 1, _clamped(numbers[1].share(1)), _clamped(numbers[2].share(1))
    return Colour._make([*(_clamped(each) for each in hls_to_rgb(hue, lightness, saturation)), alpha])


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two solid colours, 1 to 21."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shades(start: Colour) -> list[Colour]:
    """The same hue darker and lighter, nearest first."""
    hue, lightness, saturation = rgb_to_hls(*start[:3])
    steps = sorted((step / 255 for step in range(256)), key=lambda step: abs(step - lightness))
    return [Colour._make([*(_clamped(round(each * 255) / 255) for each in hls_to_rgb(hue, step, saturation)), 1.0]) for step in steps]


class _Value(NamedTuple):
    number: float
    unit: str

    def share(self, whole: float) -> float:
        """The value from 0 to 1: a percentage, or a part of `whole`."""
        return self.number / (100 if self.unit == "%" else whole)


def _value(text: str) -> _Value | None:
    found = _NUMBER.fullmatch(text)
    return _Value(float(text.removesuffix("%").removesuffix("deg")), found[2] or "") if found else None


def _clamped(value: float) -> float:
    return min(1.0, max(0.0, value))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
