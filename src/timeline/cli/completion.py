"""timeline completion"""

from __future__ import annotations

import click

from timeline.cli.common import Command, shared


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@shared()
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print a shell completion script.

    \b
    Example:
      timeline completion bash > ~/.local/share/bash-completion/completions/timeline
    """
    from click.shell_completion import get_completion_class

    from timeline.cli.output import write

    found = get_completion_class(shell)
    if found is not None:
        root = context.find_root().command
        write([found(root, {}, "timeline", "_TIMELINE_COMPLETE").source(), "\n"])
