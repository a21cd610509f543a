"""`coursewright explain`."""

import re
import textwrap

import click
from click.shell_completion import CompletionItem

from builder.diagnostics import did_you_mean
from builder.explain import FAMILIES, Page, can_be_allowed, codes, near, page, refusal

WIDTH = 100
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_WHERE = {"CW321": "glossary.yaml", "CW7": "themes/*", "CW82": "qualifications/*"}
"""Where findings are whose codes begin so, as an example; all others are in a unit's folder."""
_FENCE = re.compile(r"^(~{3,}|`{3,})")


def complete_code(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """A shell's suggestions for a rule: codes, each with its title."""
    return [CompletionItem(each, help=page(each).title) for each in codes() if each.startswith(incomplete.upper())]


@click.command("explain")
@click.argument("code", required=False, shell_complete=complete_code)
def command(code: str | None) -> None:
    """Say what the rule CODE asks and why, with an example; without CODE, list all rules.

    Example: coursewright explain CW303
    """
    if code is None:
        click.echo(_list())
    else:
        click.echo(_page(page(_known(code))))


def _known(code: str) -> str:
    """The rule meant: by its code in any case, with or without CW, or by its name."""
    wanted = code.strip().upper()
    wanted = f"CW{wanted}" if wanted.isdecimal() else wanted
    if wanted in codes():
        return wanted
    names = {page(each).name: each for each in codes()}
    if code.lower() in names:
        return names[code.lower()]
    meant = near(wanted) or did_you_mean(code.lower(), names)
    raise click.UsageError(f"there is no rule '{code}'." + (f" Did you mean '{meant}'?" if meant else " coursewright explain lists the rules."))


def _list() -> str:
    pages = [page(code) for code in codes()]
    width = max(len(each.name) for each in pages)
    lines = []
    for family, words in FAMILIES.items():
        own = [each for each in pages if each.code.startswith(family)]
        if own:
            lines += [click.style(f"{family}xx  {words}", bold=True)]
            lines += [f"  {each.code}  {_severity(each)}{' ' * (7 - len(each.severity))}  {each.name:<{width}}  {each.title}" for each in own]
            lines.append("")
    return "\n".join([*lines, f"{len(pages)} rules. One of them with an example: coursewright explain {pages[0].code}"])


def _severity(each: Page) -> str:
    return click.style(each.severity, fg=_COLOURS[each.severity])


def _page(each: Page) -> str:
    head = click.style(f"{each.severity}[{each.code}]", fg=_COLOURS[each.severity], bold=True)
    return "\n".join([f"{head} {each.name}: {each.title}", "", *_text(each.text), "", *_text(_allow(each))])


def _allow(each: Page) -> str:
    """How to let a finding stand, the same for all rules of a kind."""
    if not can_be_allowed(each.code, each.severity):
        return f"## To allow it\n\nIt cannot be allowed: {refusal(each.code)}."
    path = next((path for start, path in _WHERE.items() if each.code.startswith(start)), "units/my-unit/*")
    example = f"allow:\n  - {{code: {each.code}, path: {path}, reason: Why it is right here.}}"
    return f"## To allow it\n\nSay why, in course.yaml; without `path` it is allowed everywhere:\n\n~~~yaml\n{example}\n~~~"


def _text(markdown: str) -> list[str]:
    """Markdown as a terminal shows it: paragraphs wrapped, headings bold, code set in and otherwise as it is."""
    lines, paragraph, fence = list[str](), list[str](), ""
    for line in [*markdown.split("\n"), ""]:
        mark = _FENCE.match(line)
        if fence or mark:
            closes = bool(fence and line.rstrip() == fence)
            lines += [f"    {line}".rstrip()] if fence and not closes else []
            fence = "" if closes else fence or (mark[1] if mark else "")
        elif line.startswith("## "):
            lines.append(click.style(line[3:], bold=True))
        elif line.strip():
            paragraph.append(line.strip())
        else:
            lines += [*textwrap.wrap(" ".join(paragraph), WIDTH, break_long_words=False, break_on_hyphens=False), ""]
            paragraph = []
    while lines and not lines[-1]:
        lines.pop()
    return [line for place, line in enumerate(lines) if line or lines[place - 1]]
