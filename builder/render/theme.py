"""A theme's folder: templates, style and brand tokens."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import rcssmin
import yaml
from markupsafe import Markup as Html

from builder import questions, resources
from builder.languages import same
from builder.render.script import sheets
from builder.render.site import Site, SiteQuestion
from builder.render.tongues import language_attributes, told_apart
from builder.render.words import Words

STYLE = "style.css"
SCRIPT = "script.js"
SHEETS = ("tokens", "base", "layout", "components", "blocks", "questions", "modes")
"""A theme's style sheets in css/, in the order in which they are joined; one that is not there is passed over."""

_EMPTY = re.compile(r"(<pre>.*?</pre>)|\n[ \t]*(?=\n)", re.DOTALL)
"""Empty lines, which templates leave behind; those of code are kept."""


@dataclass(frozen=True)
class Theme:
    """A theme, ready to render pages."""

    folder: Path
    environment: jinja2.Environment
    words: Words

    def show(self, question: SiteQuestion) -> str:
        """A practice question's markup, for a place inside a lesson's text."""
        module: Any = self.environment.get_template("question.html").module
        return str(module.question(question))

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
        return _EMPTY.sub(lambda found: found[1] or "", html).encode()

    def style(self, types: tuple[str, ...]) -> bytes:
        """The style sheet: tokens, the theme's sheets, and those of the question types used."""
        paths = [path for name in SHEETS if (path := self.folder / "css" / f"{name}.css").is_file()]
        text = "\n".join(path.read_text("utf-8") for path in (*paths, *sheets(types)))
        return str(rcssmin.cssmin(_tokens(self.folder / "theme.yaml") + text)).encode()


@lru_cache
def theme(name: str, said: Words) -> Theme:
    """The theme `name` of the shipped ones, to speak with these words. Raises LookupError when there is none."""
    folder = resources.folder("themes") / name
    if not (folder / "theme.yaml").is_file():
        raise LookupError(name)
    loader = jinja2.ChoiceLoader(
        [jinja2.FileSystemLoader(folder / "templates"), jinja2.PrefixLoader({"questions": jinja2.FileSystemLoader(Path(questions.__file__).parent)})]
    )
    place = resources.cache()
    compiled = jinja2.FileSystemBytecodeCache(str(place)) if place else None
    environment = jinja2.Environment(
        loader=loader,
        bytecode_cache=compiled,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(said.gettext, said.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["question_template"] = lambda kind: f"questions/{kind}/{kind}.html"
    return Theme(folder, environment, said)


def names() -> list[str]:
    """The shipped themes."""
    return sorted(each.parent.name for each in resources.folder("themes").glob("*/theme.yaml"))


def json_for_script(data: dict[str, Any]) -> Html:
    """JSON that may stand in a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Html(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _tokens(path: Path) -> str:
    """A theme's brand tokens as CSS custom properties."""
    data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    lines = [f"--{name}: light-dark({pair['light']}, {pair['dark']});" for name, pair in data["colours"].items()]
    lines += [f"--{name}: {value};" for name, value in data["fonts"].items()]
    lines.append(f"--radius: {data['radius']};")
    return f"@layer tokens, base, layout, components, modes;\n@layer tokens {{ :root {{ {' '.join(lines)} }} }}\n"
