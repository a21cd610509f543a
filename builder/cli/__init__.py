"""The command line: options in, exit code out. Each command is a module, imported when it is called."""

import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import click

from builder import __version__
from builder.cli.meant import Group

COMMANDS = {
    "new": "Start a course from a specification.",
    "check": "Say what is wrong in a course, and how to mend it.",
    "explain": "Say what a rule asks and why, with an example.",
    "coverage": "Show where each criterion is taught and assessed.",
    "preview": "Play a unit in an LMS with its workings in view, reloaded at every save.",
    "build": "Build the packages of a course's units.",
    "review": "Record that content was reviewed against its criteria's wording.",
    "crosswalk": "Compare two qualifications, criterion by criterion.",
    "import": "Read specifications and question banks into YAML.",
    "export": "Write a course's questions for other tools.",
    "schemas": "Give editors the schemas of a course's files.",
    "completion": "Print the script that completes commands in a shell.",
}


class Commands(Group):
    """A group whose commands are imported only when they are called, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"builder.cli.{cmd_name}{'_' * iskeyword(cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coursewright")
def main() -> None:
    """Compile Markdown lessons and YAML quizzes, tagged to a qualification's assessment criteria, into SCORM 1.2 packages.

    Exit codes: 0 clean, 1 findings or a unit not built, 2 wrong usage.

    Example: coursewright build
    """
    from builder.cli.manners import plain

    if plain():
        click.get_current_context().color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
