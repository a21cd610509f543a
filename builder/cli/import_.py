"""`coursewright import`: what other documents and tools hold, as the YAML of a course."""

from pathlib import Path

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

    Example: coursewright import spec specification.txt --out content/qualifications/iao-601-3477-x.yaml
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
    click.echo(f"Read {result.units} units and {result.criteria} criteria: {unsure}.", err=True)
    click.echo("`same_as`, `because` and `maps_to` are yours to add: no specification says them.", err=True)
    raise SystemExit(1 if has_errors(found) else 0)
