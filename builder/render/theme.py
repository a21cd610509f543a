"""A theme: templates, style and brand tokens, a course's own before those that ship."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import rcssmin
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup as Html

from builder import questions, resources
from builder.languages import same
from builder.look import Layer, Look
from builder.read.theme import SHEETS
from builder.render.script import sheets
from builder.render.site import Site, SiteActivity, SiteQuestion
from builder.render.tongues import language_attributes, told_apart
from builder.render.words import Words
from builder.source import Source

STYLE = "style.css"
SCRIPT = "script.js"
LAYERS = "@layer tokens, base, layout, components, theme, modes;"
"""The order in which style sheets win; `theme` is what a theme adds to the one that it is based on."""

_CODE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_EMPTY = re.compile(r"\n[ \t]*(?=\n)")
"""Empty lines, which templates leave behind; those of code are kept."""


@dataclass(frozen=True)
class Theme:
    """A theme, ready to render pages."""

    look: Look
    environment: jinja2.Environment
    words: Words

    def show(self, item: SiteQuestion | SiteActivity) -> str:
        """The markup of a practice question, or of an activity's field, for a place inside a lesson's text."""
        if isinstance(item, SiteActivity):
            written: Any = self.environment.get_template("activity.html").module
            return str(written.field(item))
        module: Any = self.environment.get_template("question.html").module
        return str(module.question(item))

    def page(self, site: Site, target: dict[str, Any], script: bytes) -> bytes:
        """The document of a site; `target` is what the target's adapter needs to know, `script` the script of the package."""
        interface = site.language if same(site.language, self.words.language) else self.words.language
        said = {"phrases": self.words.of_script(script), "language": interface if self.words.mark else ""}
        data = json_for_script({**site.data, **{name: value for name, value in said.items() if value}, "target": target})
        around = language_attributes(interface, site.language)
        page = self.environment.get_template("page.html")
        html = page.render(site=site, data_json=data, index_json=json_for_script(site.search), style=STYLE, script=SCRIPT, said=around)
        if self.words.mark:
            html = told_apart(html, interface)
        return "".join(piece if place % 2 else _EMPTY.sub("", piece) for place, piece in enumerate(_CODE.split(html))).encode()

    def style(self, types: tuple[str, ...]) -> bytes:
        """The style sheet: the theme's sheets, its tokens, and the sheets of the question types used."""
        own = [sheet for name in SHEETS for sheet in self._sheets(f"{name}.css")]
        text = "\n".join([LAYERS, *own, _tokens(self.look), *(path.read_text("utf-8") for path in sheets(types))])
        return str(rcssmin.cssmin(text)).encode()

    def _sheets(self, name: str) -> list[str]:
        """The sheets called `name`, uppermost last: all of theme.css, of any other the uppermost alone."""
        shipped = [path.read_text("utf-8") for path in (_folder(theme) / "css" / name for theme in reversed(self.look.shipped)) if path.is_file()]
        own = [layer.sheets[name].text for layer in reversed(self.look.layers) if name in layer.sheets]
        return [*shipped, *own] if name == "theme.css" else [*shipped, *own][-1:]


def theme(look: Look, said: Words) -> Theme:
    """The theme of a course, to speak with these words: the uppermost template of a name, or with a theme's name before it ("default/start.html")
    the uppermost from that theme down. Templates that a course brings run in a sandbox and see no file but templates.
    """
    return Theme(look, _environment((*look.layers,), (*look.shipped,), said) if look.templates else _shipped((*look.shipped,), said), said)


@lru_cache(maxsize=8)
def _shipped(names: tuple[str, ...], said: Words) -> jinja2.Environment:
    """Themes that ship, with all that was compiled of them: a preview uses them at every save."""
    return _environment((), names, said)


def _environment(own: tuple[Layer, ...], shipped: tuple[str, ...], said: Words) -> jinja2.Environment:
    """The templates of a course's own themes, then those of the themes that ship."""
    layers: list[tuple[str, jinja2.BaseLoader]] = [(layer.name, _Own(layer.templates)) for layer in own]
    layers += [(name, jinja2.FileSystemLoader(_folder(name) / "templates")) for name in shipped]
    below = {name: jinja2.ChoiceLoader([loader for _, loader in layers[place:]]) for place, (name, _) in enumerate(layers) if name}
    prefixed = jinja2.PrefixLoader({"questions": jinja2.FileSystemLoader(Path(questions.__file__).parent), **below})
    loader = jinja2.ChoiceLoader([*(loader for _, loader in layers), prefixed])
    place = resources.cache()
    kind = ImmutableSandboxedEnvironment if own else jinja2.Environment
    environment = kind(
        loader=loader,
        bytecode_cache=jinja2.FileSystemBytecodeCache(str(place)) if place and not own else None,
        auto_reload=False,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(said.gettext, said.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["question_template"] = lambda kind: f"questions/{kind}/{kind}.html"
    return environment


def json_for_script(data: dict[str, Any]) -> Html:
    """JSON that may stand in a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Html(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _folder(name: str) -> Path:
    return resources.folder("themes") / name


class _Own(jinja2.BaseLoader):
    """Templates that a course brings. Their file names are the paths that authors see."""

    def __init__(self, templates: dict[str, Source]) -> None:
        self.templates = templates

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """What Jinja asks of a loader."""
        if template not in self.templates:
            raise jinja2.TemplateNotFound(template)
        return self.templates[template].text, self.templates[template].path, lambda: True

    def list_templates(self) -> list[str]:
        """Their names, for what a slip may have meant."""
        return list(self.templates)


def _tokens(look: Look) -> str:
    """Brand tokens as CSS custom properties."""
    lines = [f"--{name}: light-dark({pair.light.text}, {pair.dark.text});" for name, pair in look.colours.items()]
    lines += [f"--{name}: {token.text};" for name, token in (*look.fonts.items(), *look.sizes.items())]
    return f"@layer tokens {{ :root {{ {' '.join(lines)} }} }}\n"
