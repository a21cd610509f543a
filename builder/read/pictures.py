"""Pictures that authors name: read where they are files of the course, found fault with where they are not."""

from posixpath import normpath

from builder.diagnostics import Rule
from builder.read.folder import NOT_FOUND, Folder
from builder.source import Span

OUTSIDE = Rule("CW503", "image-outside-the-course")
MISSING = Rule("CW502", "image-not-found")
ON_THE_WEB = Rule("CW505", "image-on-the-web")


class Pictures:
    """The pictures of a course folder; `files` has each that was read, by path from there."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}

    def read(self, beside: str, target: str, span: Span) -> str | None:
        """The path of the picture that `target` names, seen from the folder `beside`; None with a finding where that cannot be."""
        path = normpath(f"{beside}/{target}" if beside and not target.startswith("/") else target)
        if path in self.files:
            return path
        if self._refused(path, target, span):
            return None
        before = len(self.folder.findings)
        data = self.folder.data(path, asked=span)
        for place, finding in enumerate(self.folder.findings[before:], before):
            if finding.code == NOT_FOUND.code:
                self.folder.findings[place] = MISSING.at(span, f"there is no picture `{target}`", hint=self.folder.near(path, target))
        if data is None:
            return None
        self.files[path] = data
        return path

    def _refused(self, path: str, target: str, span: Span) -> bool:
        found = self.folder.findings
        if not target:
            found.append(MISSING.at(span, "this picture names no file", hint="write its path in the brackets: ![Six people queue](images/queue.svg)"))
        elif "://" in target or target.startswith(("//", "data:")):
            found.append(ON_THE_WEB.at(span, "a picture has to be a file of the course", hint="copy it into the lesson's folder and name it from there"))
        elif path.startswith(("../", "/")) or path == "..":
            found.append(OUTSIDE.at(span, f"`{target}` lies outside the course folder", hint="copy the picture to the text that shows it"))
        else:
            return False
        return True
