"""Tables of a lesson, when its Markdown is HTML: names, heads, roles."""

import re
from collections import Counter
from collections.abc import Iterator

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
COMPARED = re.compile(r'<table class="compared">.*?</table>', re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_SPLIT = re.compile(r"<t([hd])([^>]*)>(.*?)</t[hd]>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def named(found: re.Match[str], names: Counter[str], naming: str) -> str:
    """A table in a box that scrolls on its own, reachable by keyboard; first column as row heads. Named by its column heads."""
    table = re.sub(r"(<tr>\s*)<td([^>]*)>((?:(?!</td>).)*)</td>", r'\1<th scope="row"\2>\3</th>', found[0], flags=re.DOTALL)
    head, body, rest = table.partition("<tbody>")
    head = re.sub(r"<th(?=[ >])", '<th scope="col"', head)
    head = re.sub(r'<th scope="col"([^>]*)>\s*</th>', r"<td\1></td>", head)
    words = [" ".join(_TAG.sub("", cell).split()) for cell in _CELL.findall(head)]
    name = naming % {"heads": ", ".join(word for word in words if word)}
    names[name] += 1
    label = (name if names[name] == 1 else f"{name} ({names[name]})").replace('"', "&quot;")
    return f'<div class="table" tabindex="0" role="region" aria-label="{label}">{head}{body}{rest}</div>'


def compared(found: re.Match[str]) -> str:
    """A comparison's table with its roles said outright: set as blocks on a phone, it would lose them in some browsers."""
    heads: list[str] = []
    table = _ROW.sub(lambda row: f'<tr role="row">{"".join(_cells(row[1], heads))}</tr>', found[0])
    for name in ("thead", "tbody"):
        table = table.replace(f"<{name}>", f'<{name} role="rowgroup">')
    return table.replace('<table class="compared">', '<table role="table">')


def _cells(row: str, heads: list[str]) -> Iterator[str]:
    """A row's cells: those of the first row name the columns, the first of each other row names the row."""
    first = not heads
    for place, (kind, rest, text) in enumerate(_SPLIT.findall(row)):
        if first:
            heads.append(" ".join(_TAG.sub("", text).split()))
            yield f'<th scope="col" role="columnheader"{rest}>{text}</th>' if heads[-1] else f'<td role="cell"{rest}></td>'
        elif place == 0:
            yield f'<th scope="row" role="rowheader"{rest}>{text}</th>'
        else:
            name = heads[place] if place < len(heads) else ""
            yield f'<t{kind} role="cell" data-head="{name.replace(chr(34), "&quot;")}"{rest}>{text}</t{kind}>'
