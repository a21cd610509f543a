"""Reading YAML: one document, once."""

from builder.memo import remembered
from builder.read.yaml_text import YamlText
from builder.source import Source


@remembered
def read_yaml(source: Source, text: str | None = None, first_line: int = 1) -> YamlText:
    """Read one document. `text` is a piece of `source` that starts at `first_line` (front matter)."""
    from builder.read.yaml_events import document

    return document(source, source.text if text is None else text, first_line)
