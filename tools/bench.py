"""`make bench`: what Coursewright costs, as times of whole processes, and what a learner's page costs.

Prints; judges nothing. Figures are of the machine that it runs on: compare them within one run.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from builder.checks.course import check_course
from builder.compiler import build_packages, plan, write_packages
from tools.bench_page import page_figures
from tools.generate import generate

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9


PEAK = """
import sys
from builder.cli import main
try:
    main(sys.argv[1:], prog_name="coursewright")
finally:
    line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(line.split()[1], file=sys.__stderr__)
"""


def nothing() -> None:
    """What happens between two runs where nothing does."""


def run(*arguments: str, cwd: Path = ROOT, runs: int = RUNS, between: Callable[[], None] = nothing) -> tuple[float, float, float]:
    """Least and median wall milliseconds of `coursewright` with these arguments, and its peak memory in MB (the kernel's VmHWM)."""
    walls = []
    command = [str(Path(sys.executable).with_name("coursewright")), *arguments]
    for _ in range(runs + 1):
        between()
        started = time.perf_counter()
        subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603
        walls.append((time.perf_counter() - started) * 1000)
    watched = subprocess.run([sys.executable, "-c", PEAK, *arguments], cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    return min(walls[1:]), median(walls[1:]), int(watched.stderr.split()[-1]) / 1024


def changing(folder: Path) -> Callable[[], None]:
    """Adds a line to a lesson of a course, another one each time."""
    lesson = next(folder.glob("units/*/1-1-*.md"))

    def change() -> None:
        lesson.write_text(f"{lesson.read_text('utf-8')}\nA line of {time.time_ns()}.\n", "utf-8")

    return change


def stages(folder: Path, out: Path, units: Iterable[str] = ()) -> list[tuple[str, float]]:
    """Milliseconds of each stage of one build within this process, after imports."""
    marks = [("start", time.perf_counter())]
    checked = check_course(folder, "content")
    marks.append(("read and check", time.perf_counter()))
    plans = list(plan(checked, units))
    packages = list(build_packages(plans))
    marks.append(("render and pack", time.perf_counter()))
    list(write_packages(packages, out))
    marks.append(("write", time.perf_counter()))
    return [(name, (after - before) * 1000) for (_, before), (name, after) in pairwise(marks)]


def sizes(package: Path) -> list[tuple[str, int]]:
    """Bytes of what a learner's browser fetches."""
    with ZipFile(package) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    page, script, style = files["index.html"], files["script.js"], files["style.css"]
    return [
        ("zip", package.stat().st_size),
        ("files in the zip", len(files)),
        ("index.html", len(page)),
        ("index.html, gzip", len(gzip.compress(page))),
        ("script.js", len(script)),
        ("style.css", len(style)),
        ("script.js, gzip", len(gzip.compress(script))),
        ("style.css, gzip", len(gzip.compress(style))),
        ("JavaScript + CSS, gzip (at most 45,000)", len(gzip.compress(script)) + len(gzip.compress(style))),
    ]


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder / "content")
        shutil.copytree(ROOT / "content", folder / "edited" / "content")
        unit = ["build", "F/506/2131", "-q", "iao-601-3477-x", "--out", str(folder / "a")]
        four = ["build", "--out", str(folder / "b")]
        edit, forget = changing(folder / "edited" / "content"), partial(shutil.rmtree, folder / "cache" / "coursewright" / "runs", ignore_errors=True)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        print(f"Whole processes, {RUNS} runs each")
        for title, limit, arguments, cwd, between in (
            ("coursewright --help", 120, ["--help"], ROOT, nothing),
            ("check, the unit", 350, ["check"], ROOT, nothing),
            ("check, one lesson changed", 350, ["check"], folder / "edited", edit),
            ("check, nothing remembered", 350, ["check"], ROOT, forget),
            ("build, the unit", 600, unit, ROOT, nothing),
            ("build, one lesson changed", 600, unit, folder / "edited", edit),
            ("build, nothing remembered", 600, unit, ROOT, forget),
            ("build, 4 units, 90 lessons, 180 questions", 1500, four, folder, nothing),
            ("build, 4 units, nothing remembered", 1500, four, folder, forget),
        ):
            least, usual, peak = run(*arguments, cwd=cwd, between=between)
            print(f"  {title:<45} median {usual:>5.0f}, least {least:>5.0f} ms (at most {limit})   peak {peak:>4.0f} MB (at most 120)")
        for title, course, units in (("the unit", ROOT / "content", ["F/506/2131"]), ("4 units", folder / "content", [])):
            shutil.rmtree(folder / "c", ignore_errors=True)
            print(f"\nStages of one build, {title}")
            for stage, spent in stages(course, folder / "c", units):
                print(f"  {stage:<45} {spent:>7.0f} ms")
        package = next((folder / "a").glob("*.zip"))
        print("\nThe package of F/506/2131, bytes")
        for title, count in sizes(package):
            print(f"  {title:<45} {count:>9,}")
        print("\nThe learner's page in Chromium, against the strict LMS double")
        for title, figure in page_figures(package):
            print(f"  {title:<45} {figure:>9}")


if __name__ == "__main__":
    main()
