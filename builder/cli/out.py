"""What commands share: where a report goes."""

import sys
from pathlib import Path

import click

from builder.cli.manners import Voice, plain

out_option = click.option(
    "-o", "--out", "out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it to FILE instead of standard output."
)


def deliver(data: bytes, out: Path | None, voice: Voice) -> None:
    """Write a report to standard output, or to `out` in one rename; a file that cannot be written is the caller's to mend."""
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from builder.targets.archive import write  # with it comes all that packs a unit

    try:
        change = write(out, data)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{out.as_posix()} cannot be written: {(getattr(error, 'strerror', None) or str(error)).lower()}.") from error
    verb = "Wrote" if change != "unchanged" else "Unchanged:"
    voice.say(f"{verb} {out.as_posix()} ({len(data) / 1000:,.0f} KB)", beside=True)


def colours() -> bool:
    """Whether standard output shows colours, and the user wants them."""
    return sys.stdout.isatty() and not plain()
