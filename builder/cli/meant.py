"""What is meant by a word that is not quite right: commands, and the values of options."""

from collections.abc import Iterable
from typing import Any

import click


class Group(click.Group):
    """A group that names the command meant where there is none of that name."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            ctx.fail(f"there is no command '{args[0]}'.{suggestion(args[0], known)}")
        return super().resolve_command(ctx, args)


class Choice(click.Choice[str]):
    """One of some words; a word near to one of them is answered with it."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        return super().get_invalid_choice_message(value, ctx) + suggestion(str(value), self.choices)


def suggestion(word: str, known: Iterable[str]) -> str:
    """` Did you mean 'html'?`, or nothing."""
    from builder.diagnostics import did_you_mean  # only for those who mistyped: `--help` has to be quick

    near = did_you_mean(word.lower(), known)
    return f" Did you mean '{near}'?" if near else ""
