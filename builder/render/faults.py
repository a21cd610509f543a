"""CW706 and CW708: templates of the course's own that cannot be rendered, or that lack what the script needs.

A template is its author's program: whatever goes wrong in it is a finding at its line, and never a traceback.
"""

import re
from collections.abc import Callable, Iterator
from types import TracebackType

import jinja2

from builder import resources
from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.look import Look
from builder.render.theme import Theme
from builder.source import Source, Span

BROKEN = Rule("CW706", "broken-template")
LACKS = Rule("CW708", "template-lacks-an-element")

_NEEDED = re.compile(r"""\bone\(["'`]#([a-z][\w-]*)["'`]\)""")
_VALUE = re.compile(r"'builder\.render\.site\.Site(\w+) object'")
_ID = re.compile(r'\bid="([^"]+)"')


def syntax(theme: Theme) -> Iterator[Diagnostic]:
    """A finding for each template of the course that is not well formed."""
    for source in theme.look.templates.values():
        try:
            theme.environment.compile(source.text, source.path, source.path)
        except jinja2.TemplateSyntaxError as error:
            span = _line(source, error.lineno)
            yield BROKEN.at(span, f"the template is not well formed: {_sentence(error.message or '')}", hint="see https://jinja.palletsprojects.com/templates/")


def rendered(theme: Theme, render: Callable[[], bytes]) -> bytes | Diagnostic:
    """What `render` gives, or the finding that says why a template of the course's own keeps it from that."""
    try:
        return render()
    except Exception as error:  # an author's template may raise anything
        place = _place(error.__traceback__, theme.look.templates)
        if place is None and not isinstance(error, jinja2.TemplateError):
            raise
        span = place or _blamed(error, theme.look)
        message, hint = _explained(error, theme, span.path.rsplit("/", 1)[-1])
        return BROKEN.at(span, message, hint=hint)


def lacking(look: Look, page: bytes, whole: bytes) -> Iterator[Diagnostic]:
    """What the script looks for, and finds in the page of the theme alone (`whole`), but not in the course's `page`."""
    needed = {name for path in resources.runtime().glob("*.js") for name in _NEEDED.findall(path.read_text("utf-8"))}
    missing = (needed & set(_ID.findall(whole.decode()))) - set(_ID.findall(page.decode()))
    for name in sorted(missing):
        hint = f"""keep an element with id="{name}", or extend the theme's: {{% extends "{look.shipped[0]}/…" %}}"""
        yield LACKS.at(_home(name, look), f"the page has lost its element `{name}`, and its script stops without it", hint=hint)


def _home(name: str, look: Look) -> Span:
    """The course's template that stands in for the one that has the element."""
    for source in look.templates.values():
        for theme in look.shipped:
            path = resources.folder("themes") / theme / "templates" / source.path.rsplit("/", 1)[-1]
            if path.is_file() and f'id="{name}"' in path.read_text("utf-8"):
                return source.span(1)
    return next(iter(look.templates.values())).span(1)


def _place(trace: TracebackType | None, own: dict[str, Source]) -> Span | None:
    """The innermost line of a template of the course's own."""
    found = None
    while trace:
        source = own.get(trace.tb_frame.f_code.co_filename)
        if source:
            compiled = trace.tb_frame.f_globals.get("__jinja_template__")
            found = _line(source, compiled.get_corresponding_lineno(trace.tb_lineno) if compiled else trace.tb_lineno)
        trace = trace.tb_next
    return found


def _line(source: Source, number: int) -> Span:
    """A line of a template, from its first letter on."""
    text = source.lines[number - 1] if 0 < number <= len(source.lines) else ""
    return source.span(number, len(text) - len(text.lstrip()) + 1, len(text.strip()))


def _blamed(error: Exception, look: Look) -> Span:
    """The template of the course's own that an error raised elsewhere speaks of; its first one, when it names none."""
    sources = look.templates.values()
    return next((each for each in sources if f"'{each.path.rsplit('/', 1)[-1]}'" in str(error)), next(iter(sources))).span(1)


def _explained(error: Exception, theme: Theme, name: str) -> tuple[str, str]:
    """What went wrong in the template `name`, and what to do about it."""
    base = theme.look.shipped[0]
    if isinstance(error, jinja2.TemplateNotFound):
        near = did_you_mean(str(error.name), theme.environment.list_templates())
        return f"there is no template `{error.name}`", f"did you mean `{near}`?" if near else f'the theme\'s own start with its name: "{base}/lesson.html"'
    if isinstance(error, RecursionError):
        return "the templates take each other in without end", f'to build on the theme\'s template, name the theme: {{% extends "{base}/{name}" %}}'
    if isinstance(error, jinja2.UndefinedError):
        return f"the template asks for what is not there: {_sentence(error.message or '')}", f"compare it with {name} of the theme `{base}`"
    return f"the template cannot be rendered: {_sentence(str(error) or type(error).__name__)}", "mend this line, or take it out"


def _sentence(text: str) -> str:
    """Jinja's words, with the page's values under the names that templates know them by."""
    return _VALUE.sub(lambda found: f"`{found[1].lower()}`", text.rstrip(". ").replace("\n", " "))
