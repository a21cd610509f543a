"""Writing a new folder whole or not at all."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Put `files` (path to text) into `folder`, which is not there or empty. OSError where that cannot be; then nothing is left behind."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FileExistsError(f"{folder} is not empty")
        partial = Path(mkdtemp(prefix=".coursewright.", dir=folder))
        moved = list[Path]()
        try:
            _fill(partial, files)
            for each in sorted(partial.iterdir(), reverse=True):  # units and qualifications first: a course is there when course.yaml is
                moved.append(each.replace(folder / each.name))
        except BaseException:
            for each in moved:
                shutil.rmtree(each) if each.is_dir() else each.unlink()
            raise
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except BaseException:
        for each in made:
            if each.is_dir() and not any(each.iterdir()):
                each.rmdir()
        raise


def _fill(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8", newline="\n")
