"""`coursewright export`: a course's content for other tools."""

from pathlib import Path

import click

from builder.cli.manners import Voice, voice_options
from builder.cli.meant import Choice, Group
from builder.cli.out import deliver, out_option


@click.group("export", cls=Group)
def command() -> None:
    """Write a course's questions for other tools.

    Example: coursewright export questions content --format moodle-xml --out bank.xml
    """


@command.command("questions")
@click.argument("path", required=False)
@click.option("--format", "form", type=Choice(["moodle-xml", "gift"]), required=True, help="The format to write.")
@click.option("--unit", metavar="UNIT", help="The questions of this unit alone: its reference, such as F/506/2131, or its folder's name.")
@out_option
@voice_options
def questions(path: str | None, form: str, unit: str | None, out: Path | None, voice: Voice) -> None:
    """Write the questions of the course at PATH as a question bank.

    Each keeps its id, and its criteria and purpose as tags, so that `coursewright import questions` gives it back.
    What the format cannot hold is reported with its place. Exit code 1 when there is any.

    \b
    Moodle XML holds: choice, choices, true_false, match, categorise (as match), order, fill, numeric, reflect.
    GIFT holds:       choice, choices, true_false, match, fill with one gap, numeric, reflect.
    Neither holds hotspot, scenario and scale, or feedback on single pairs and lines.

    Example: coursewright export questions content --format moodle-xml --out bank.xml
    """
    from builder.cli import show
    from builder.cli.course import checked_course, unit_references
    from builder.exchange.gift_out import write_gift
    from builder.exchange.item import NOT_WRITTEN
    from builder.exchange.moodle_out import write_moodle
    from builder.exchange.quiz import item_of

    with voice:
        voice.stage("Reading and checking")
        checked = checked_course(path, ())
    refs = [each.form.unit for each in checked.sources.units] if unit is None else unit_references(checked, [unit])
    meant = [each for each in checked.sources.units if each.form.unit in refs]
    questions = [question for each in meant for question in each.questions]
    items = [item_of(question) for question in questions]
    pictured = {question.id for question in questions if any(text.images for text in question.texts)}
    if not items:
        click.echo("error: there is no question to write.", err=True)
        raise SystemExit(1)
    with voice:
        voice.stage(f"Writing the questions as {form}")
        text, losses = (write_moodle if form == "moodle-xml" else write_gift)(items)
    for item, gone, written in losses:
        words = f"of `{item.name}` this was not written: {'; '.join(gone)}" if written else f"`{item.name}` was not written: {'; '.join(gone)}"
        finding = NOT_WRITTEN.at(item.span, words, hint="write it by hand there, where it matters")
        click.echo(show.as_text(finding, checked.sources.texts) + "\n", err=True)
    deliver(text.encode(), out, voice)
    if pictured:
        click.echo(f"warning: pictures stay behind, in {', '.join(f'`{each}`' for each in sorted(pictured))}.", err=True)
    left = sum(not written for _, _, written in losses)
    voice.say(f"Wrote {len(items) - left} of {len(items)} questions as {form}.", beside=True)
    raise SystemExit(1 if losses or pictured else 0)
