"""What a theme says: colours by role, type, radius, a logo, and the files that a course brings of its own."""

from typing import Literal, NamedTuple

from builder.source import Source, Span

Scheme = Literal["light", "dark"]


class Token(NamedTuple):
    """A value as its author wrote it, and where; `own` where that is the course's author."""

    text: str
    span: Span
    own: bool


class Pair(NamedTuple):
    """A colour role by day and by night."""

    light: Token
    dark: Token


class Logo(NamedTuple):
    """A theme's logo: its path in `Course.files`, and the words for who cannot see it."""

    path: str
    alt: str
    span: Span


class Layer(NamedTuple):
    """Templates and style sheets that a course brings, by file name; they lie over those of the themes below."""

    name: str
    templates: dict[str, Source]
    sheets: dict[str, Source]


class Look(NamedTuple):
    """A course's theme. `layers` are the course's own, uppermost first; `shipped` names the themes below, nearest first.

    Tokens are by role: colours ("paper"), fonts ("sans"), sizes ("h1") and the radius under "radius".
    """

    name: str
    layers: tuple[Layer, ...]
    shipped: tuple[str, ...]
    colours: dict[str, Pair]
    fonts: dict[str, Token]
    sizes: dict[str, Token]
    logo: Logo | None

    @property
    def templates(self) -> dict[str, Source]:
        """The course's own templates by the path that authors see."""
        return {source.path: source for layer in self.layers for source in layer.templates.values()}
