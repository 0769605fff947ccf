"""What a shell offers for the name that someone is typing: stored names, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_edition(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Return the references of stored editions that begin so."""
    from timeline.store.names import list_editions_like

    return list_editions_like(_database(context), typed)


def complete_publication(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Return the names of stored publications that begin so."""
    from timeline.store.names import list_publications_like

    return list_publications_like(_database(context), typed)


def complete_file(
    context: click.Context, parameter: click.Parameter, typed: str
) -> list[CompletionItem[str]]:
    """Let the shell offer files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(typed, type="file")]


def complete_edition_or_file(
    context: click.Context, parameter: click.Parameter, typed: str
) -> list[CompletionItem[str]] | list[str]:
    """Return the references of stored editions that begin so; where none does, offer files."""
    return complete_edition(context, parameter, typed) or complete_file(context, parameter, typed)


def _database(context: click.Context) -> str:
    from timeline.store import DEFAULT

    settings = context.find_root().obj
    return DEFAULT if settings is None else settings.database
