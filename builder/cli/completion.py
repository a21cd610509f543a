"""`coursewright completion`."""

import click
from click.shell_completion import get_completion_class

from builder import cli
from builder.cli.meant import Choice

_PLACES = {
    "bash": 'eval "$(coursewright completion bash)"          in ~/.bashrc',
    "zsh": 'eval "$(coursewright completion zsh)"           in ~/.zshrc',
    "fish": "coursewright completion fish | source            in ~/.config/fish/config.fish",
}


@click.command("completion", epilog="\b\nWhere it goes:\n" + "\n".join(f"  {line}" for line in _PLACES.values()))
@click.argument("shell", type=Choice(list(_PLACES)))
def command(shell: str) -> None:
    """Print the script that completes commands, options and units in SHELL.

    Example: coursewright completion bash
    """
    made = get_completion_class(shell)
    if made is None:
        raise click.ClickException(f"there is no completion for {shell}.")
    click.echo(made(cli.main, {}, "coursewright", "_COURSEWRIGHT_COMPLETE").source())
