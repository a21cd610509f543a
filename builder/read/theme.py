"""A course's theme: its tokens laid over those of the themes below, and the templates and style sheets that it brings.

A theme is a folder with a theme.yaml: `themes/NAME/` of the course, or one that ships with Coursewright. What it does not
say is that of the theme it is `based_on`, down to `default`. `templates/` of the course lies over them all.
"""

from collections.abc import Callable
from typing import NamedTuple

from builder import resources
from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.look import Layer, Logo, Look, Pair, Token
from builder.read.folder import UNREAD, Folder
from builder.read.forms import ThemeForm
from builder.read.pictures import Pictures
from builder.read.validate import read_form
from builder.read.yaml_text import YamlText
from builder.source import Source, Span

UNKNOWN_THEME = Rule("CW013", "unknown-theme")

ROOT = "default"
"""The theme that every other stands on."""
SHEETS = ("tokens", "base", "layout", "components", "blocks", "questions", "modes", "theme")
"""A theme's style sheets in css/: `theme` is added to those of the theme below, any other stands in for its own."""

COLOURS = ("paper", "tint", "ink", "soft", "line", "edge", "accent", "good", "mend", "pen", "shade")
FONTS = ("sans", "serif", "mono")
SIZES = ("small", "text", "h3", "h2", "h1", "measure", "radius")

Text = Callable[[str], Source | None]


class _Theme(NamedTuple):
    """A theme's folder as read. `home` is its path in the course folder; None for one that ships."""

    name: str
    home: str | None
    form: ThemeForm
    document: YamlText


class Looks:
    """Reads the theme of a course folder; `text` reads a file of it, `findings` gathers what is wrong."""

    def __init__(self, folder: Folder, pictures: Pictures, text: Text) -> None:
        self.folder = folder
        self.pictures = pictures
        self.text = text
        self.findings: list[Diagnostic] = []

    def read(self, name: str, asked: Span) -> Look:
        """The look that `name` means at `asked`; the root theme's where there is no such theme."""
        chain = self._chain(name, asked)
        own = [each for each in chain if each.home]
        layers = [self._layer("", "")] + [self._layer(each.name, each.home or "") for each in own]
        look = Look(
            chain[0].name, tuple(each for each in layers if each.templates or each.sheets), tuple(each.name for each in chain[len(own) :]), {}, {}, {}, None
        )
        for each in reversed(chain):
            look = _laid_over(look, each)
        marks = [each for each in own if each.form.logo]
        return look._replace(logo=self._logo(marks[0])) if marks else look

    def _chain(self, name: str, asked: Span) -> list[_Theme]:
        """The theme and those that it stands on, nearest first."""
        own, shipped = self.folder.folders("themes"), shipped_themes()
        chain = []
        if name in own:
            theme = self._own(name)
            if theme is None:
                return [_shipped(ROOT)]
            chain = [theme]
            name, asked = theme.form.based_on, theme.document.place(("based_on",))
            own = []
        if name not in shipped:
            self.findings.append(_unknown(name, asked, sorted({*own, *shipped})))
            name = ROOT
        chain.append(_shipped(name))
        if name != ROOT:
            chain.append(_shipped(ROOT))
        return chain

    def _own(self, name: str) -> _Theme | None:
        home = f"themes/{name}"
        source = self.text(f"{home}/theme.yaml")
        if source is None:
            return None
        form, document, wrong = read_form(ThemeForm, source)
        self.findings += wrong
        return _Theme(name, home, form, document) if form else None

    def _layer(self, name: str, home: str) -> Layer:
        """The templates and style sheets below `home`; the course's own folder has templates alone."""
        templates = self._texts(f"{home}/templates" if home else "templates", ".html")
        sheets = self._texts(f"{home}/css", ".css") if home else {}
        for each in sheets:
            if each.removesuffix(".css") not in SHEETS:
                hint = f"the sheets are {', '.join(f'{sheet}.css' for sheet in SHEETS)}; what a theme adds belongs into theme.css"
                self.findings.append(UNREAD.at(Span(sheets[each].path), f"nothing reads `{each}` here", hint=hint))
        return Layer(name, templates, sheets)

    def _texts(self, home: str, suffix: str) -> dict[str, Source]:
        return {each: source for each in self.folder.names(home, suffix) if (source := self.text(f"{home}/{each}"))}

    def _logo(self, theme: _Theme) -> Logo | None:
        logo = theme.form.logo
        span = theme.document.place(("logo", "file"))
        path = self.pictures.read(theme.home or "", logo.file, span) if logo else None
        return Logo(path, logo.alt, span) if logo and path else None


def shipped_themes() -> list[str]:
    """The themes that ship with Coursewright."""
    return sorted(each.parent.name for each in resources.folder("themes").glob("*/theme.yaml"))


def _shipped(name: str) -> _Theme:
    source = Folder(resources.folder("themes"), "themes").text(f"{name}/theme.yaml")
    form, document, _ = read_form(ThemeForm, source) if source else (None, None, [])
    if document is None or form is None:
        raise ValueError(f"the theme {name} that ships with Coursewright cannot be read")
    return _Theme(name, None, form, document)


def _unknown(name: str, asked: Span, themes: list[str]) -> Diagnostic:
    near = did_you_mean(name, themes)
    hint = f"did you mean `{near}`?" if near else f"the themes are {', '.join(themes)}"
    return UNKNOWN_THEME.at(asked, f"there is no theme `{name}`", hint=hint)


def _laid_over(look: Look, theme: _Theme) -> Look:
    """`look` with the tokens of `theme` in place of those that it says anew."""
    form = theme.form

    def token(text: str, *loc: str) -> Token:
        return Token(text, theme.document.place(loc), theme.home is not None)

    colours = {
        role: Pair(token(pair.light, "colours", role, "light"), token(pair.dark, "colours", role, "dark"))
        for role in COLOURS
        if (pair := getattr(form.colours, role))
    }
    fonts = {role: token(text, "fonts", role) for role in FONTS if (text := getattr(form.fonts, role))}
    sizes = {role: token(text, "sizes", role) for role in SIZES if (text := getattr(form.sizes, role))}
    return look._replace(colours={**look.colours, **colours}, fonts={**look.fonts, **fonts}, sizes={**look.sizes, **sizes})
