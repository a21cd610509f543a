"""`coursewright import`: what other documents and tools hold, as the YAML of a course."""

from pathlib import Path
from typing import Any

import click

from builder.cli.output import bytes_of, free, out_option, put, text_of


@click.group("import")
def command() -> None:
    """Read specifications and question banks into YAML.

    Example: coursewright import questions bank.xml --out content/units/understand-customers/bank.quiz.yaml
    """


@command.command("spec")
@click.argument("file")
@out_option
def spec(file: str, out: Path | None) -> None:
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
    source, findings = text_of(file)
    result = read_spec(source) if source else None
    found = [*findings, *(result.findings if result else ())]
    texts = {source.path: source} if source else {}
    if result and result.yaml is not None and not has_errors(found):
        made = Source(str(out or "qualification.yaml"), result.yaml)
        found += read_qualification(made)[1]
        texts[made.path] = made
    for finding in found:
        click.echo(show.as_text(finding, texts) + "\n", err=True)
    if result is None or result.yaml is None:
        raise SystemExit(1)
    put(result.yaml, out)
    unsure = f"{len(found)} place{'' if len(found) == 1 else 's'} to look at, above" if found else "nothing was unsure"
    click.echo(f"Read {show.counted(result.units, 'unit')} and {show.counted(result.criteria, 'criterion', 'criteria')}: {unsure}.", err=True)
    click.echo("`same_as`, `because` and `maps_to` are yours to add: no specification says them.", err=True)
    raise SystemExit(1 if has_errors(found) else 0)


@command.command("questions")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["moodle-xml", "gift", "aiken", "qti"]), help="Its format. Without it, the content tells.")
@click.option("--criteria", multiple=True, metavar="TAG", help="The criterion of questions that name none, such as 1.1; may be given again.")
@click.option("--purpose", type=click.Choice(["practice", "test"]), default="test", show_default=True, help="What questions are for that do not say.")
@out_option
def questions(file: str, form: Any, criteria: tuple[str, ...], purpose: Any, out: Path | None) -> None:
    """Turn a question bank into a quiz file.

    FILE is Moodle XML, GIFT, Aiken, or QTI 2.1: an item or a zip of items. Tags that are criteria (1.1 or 4.4/angry)
    and the tags practice and test are kept; a question without a criterion gets `criteria: [untagged]`, and
    `coursewright check` asks for the right one. What cannot be carried over is reported with its place (but for the
    bank's categories: here the folder says what a question is for). Exit code 1 when there is any.

    Example: coursewright import questions bank.xml --out content/units/understand-customers/bank.quiz.yaml
    """
    from builder.cli import show
    from builder.exchange.banks import read_bank
    from builder.exchange.quiz import CRITERION, to_quiz
    from builder.exchange.xml import MOST_XML

    free(out)
    if wrong := next((tag for tag in criteria if not CRITERION.fullmatch(tag)), None):
        raise click.UsageError(f"'{wrong}' is no criterion: one is written like 1.1, a range item of it like 4.4/angry.")
    data, findings = bytes_of(file, 5 * MOST_XML)
    texts = {}
    items = []
    if not findings:
        bank, source = read_bank(data, Path(file).as_posix(), form)
        items, findings = bank.items, bank.findings
        texts = {source.path: source} if source else {}
    for finding in findings:
        click.echo(show.as_text(finding, texts) + "\n", err=True)
    if not items:
        click.echo("error: no question was read, so nothing is written.", err=True)
        raise SystemExit(1)
    quiz = to_quiz(items, criteria, purpose)
    put(quiz.yaml, out)
    if quiz.unused:
        click.echo(f"note: tags that are no criterion were left out: {', '.join(quiz.unused)}.", err=True)
    told = f"{quiz.untagged} of them without a criterion: check asks for it" if quiz.untagged else "each with its criteria"
    click.echo(f"Read {len(items)} question{'' if len(items) == 1 else 's'}, {told}. {show.totals(findings).capitalize()}.", err=True)
    raise SystemExit(1 if findings else 0)
