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

    It completes commands, options and their values, and the names of stored publications and
    editions, from the database that --db or TIMELINE_DB names, if that is an SQLite file.

    \b
    Examples:
      timeline completion bash > ~/.local/share/bash-completion/completions/timeline
      timeline completion zsh > ~/.zfunc/_timeline  # a folder of fpath
      timeline completion fish > ~/.config/fish/completions/timeline.fish
    """
    from timeline.cli import shells
    from timeline.cli.output import write

    write([shells.write_script(context.find_root().command, shell), "\n"])
