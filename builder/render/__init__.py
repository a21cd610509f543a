"""Course to Site to files: Markdown, Jinja, the page's data."""
