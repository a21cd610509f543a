"""`coursewright import`: what other documents and tools hold, as the YAML of a course."""

from pathlib import Path
from typing import Any

import click

from builder.cli.given import bytes_of, free, text_of
from builder.cli.manners import Voice, voice_options
from builder.cli.meant import Choice, Group
from builder.cli.out import deliver, out_option


@click.group("import", cls=Group)
def command() -> None:
    """Read specifications and question banks into YAML.

    Example: coursewright import questions bank.xml --out content/units/understand-customers/bank.quiz.yaml
    """


@command.command("spec")
@click.argument("file")
@out_option
@voice_options
def spec(file: str, out: Path | None, voice: Voice) -> None:
    """Turn the text of a specification into a qualification file.

    FILE is a specification's PDF converted to text, with tabs between the cells of its tables. The wording is taken
    character by character; what is unsure is reported on standard error, with its line. Exit code 1 when something
    that a qualification needs was not found.

    Example: coursewright import spec specification.txt --out qualification.yaml
    """
    from builder.cli import show
    from builder.diagnostics import has_errors
    from builder.exchange.spec import read_spec
    from builder.read.qualification import read_qualification
    from builder.source import Source

    free(out)
    with voice:
        voice.stage("Reading the specification")
        source, findings = text_of(file)
        result = read_spec(source) if source else None
        found = [*findings, *(result.findings if result else ())]
        texts = {source.path: source} if source else {}
        if result and result.yaml is not None and not has_errors(found):
            voice.stage("Checking what was read")
            made = Source(str(out or "qualification.yaml"), result.yaml)
            found += read_qualification(made)[1]
            texts[made.path] = made
    for finding in found:
        click.echo(show.as_text(finding, texts) + "\n", err=True)
    if result is None or result.yaml is None:
        raise SystemExit(1)
    deliver(result.yaml.encode(), out, voice)
    unsure = f"{len(found)} place{'' if len(found) == 1 else 's'} to look at, above" if found else "nothing was unsure"
    voice.say(f"Read {show.counted(result.units, 'unit')} and {show.counted(result.criteria, 'criterion', 'criteria')}: {unsure}.", beside=True)
    voice.say("`same_as`, `because` and `maps_to` are yours to add: no specification says them.", beside=True)
    raise SystemExit(1 if has_errors(found) else 0)


@command.command("questions")
@click.argument("file")
@click.option("--format", "form", type=Choice(["moodle-xml", "gift", "aiken", "qti"]), help="Its format. Without it, the content tells.")
@click.option("--criteria", multiple=True, metavar="TAG", help="The criterion of questions that name none, such as 1.1; may be given again.")
@click.option("--purpose", type=Choice(["practice", "test"]), default="test", show_default=True, help="What questions are for that do not say.")
@out_option
@voice_options
def questions(file: str, form: Any, criteria: tuple[str, ...], purpose: Any, out: Path | None, voice: Voice) -> None:
    """Turn a question bank into a quiz file.

    FILE is Moodle XML, GIFT, Aiken, or QTI 2.1: an item or a zip of items. Tags that are criteria (1.1 or 4.4/angry)
    and the tags practice and test are kept; a question without a criterion gets `criteria: [untagged]`, and
    `coursewright check` asks for the right one. What cannot be carried over is reported with its place (but for the
    bank's categories: here the folder says what a question is for). Exit code 1 when there is any.

    Example: coursewright import questions bank.xml --out content/units/understand-customers/bank.quiz.yaml
    """
    from builder.cli import show
    from builder.exchange.banks import read_bank
    from builder.exchange.item import Bank
    from builder.exchange.quiz import CRITERION, to_quiz
    from builder.exchange.xml import MOST_XML

    free(out)
    if wrong := next((tag for tag in criteria if not CRITERION.fullmatch(tag)), None):
        raise click.UsageError(f"'{wrong}' is no criterion: one is written like 1.1, a range item of it like 4.4/angry.")
    with voice:
        voice.stage("Reading the questions")
        data, findings = bytes_of(file, 5 * MOST_XML)
        bank, source = (Bank([], findings), None) if findings else read_bank(data, Path(file).as_posix(), form)
        items, findings = bank.items, bank.findings
        texts = {source.path: source} if source else {}
        voice.stage("Making the quiz")
        quiz = to_quiz(items, criteria, purpose)
    for finding in findings:
        click.echo(show.as_text(finding, texts) + "\n", err=True)
    if not items:
        click.echo("error: no question was read, so nothing is written.", err=True)
        raise SystemExit(1)
    deliver(quiz.yaml.encode(), out, voice)
    if quiz.unused:
        voice.say(f"note: tags that are no criterion were left out: {', '.join(quiz.unused)}.", beside=True)
    told = f"{quiz.untagged} of them without a criterion: check asks for it" if quiz.untagged else "each with its criteria"
    voice.say(f"Read {len(items)} question{'' if len(items) == 1 else 's'}, {told}. {show.totals(findings).capitalize()}.", beside=True)
    raise SystemExit(1 if findings else 0)
