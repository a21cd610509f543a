"""What a question's form draws with: Markdown, and the pictures that the question names."""

from dataclasses import dataclass
from html import escape

from markupsafe import Markup as Html

from builder.render.figures import Figures
from builder.render.markdown import Renderer


@dataclass(frozen=True, slots=True)
class QuestionDraw:
    """A `Draw` for one question; `images` maps the targets of its pictures to paths in the course's files."""

    renderer: Renderer
    figures: Figures
    images: dict[str, str]

    def inline(self, text: str) -> Html:
        """One line, without a paragraph around it."""
        return self.renderer.inline(text)

    def text(self, text: str) -> Html:
        """Paragraphs and lists."""
        return self.renderer.text(text)

    def picture(self, target: str, alt: str) -> Html:
        """A picture that the question names; nothing where it is not there."""
        return Html(self.figures.picture(f'<img src="{escape(target)}" alt="{escape(alt)}">', self.images))
