"""timeline search"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from timeline.cli.common import (
    Command,
    Settings,
    add_display_options,
    format_option,
    limit_option,
    output_option,
    publication_option,
    shared,
)
from timeline.formats import LIST_FORMATS
from timeline.vocabulary import SEARCHED

if TYPE_CHECKING:
    from timeline.formats.display import Style

_SHOWN: Final = 20
"""Hits that are listed unless --limit says otherwise."""


@click.command(cls=Command)
@click.argument("words", nargs=-1, required=True)
@publication_option
@click.option("--kind", type=click.Choice(SEARCHED), help="Only figures, events or passages.")
@limit_option
@format_option(LIST_FORMATS, "table")
@output_option
@add_display_options
@shared()
@click.pass_obj
def command(
    settings: Settings,
    words: tuple[str, ...],
    publication: str | None,
    kind: str | None,
    limit: int | None,
    form: str | None,
    output: str,
    style: Style,
) -> None:
    """Search all editions for words.

    Finds figures by what names them, events by their titles, and passages by their text. All words
    have to occur, as whole words in any order and with any endings. To find words that follow one
    another, put them between quotation marks within the quotes of your shell. What several editions
    state alike is listed once, as the newest of them has it. The best come first, 20 unless you use
    --limit; a note says how many there are in all.

    \b
    Examples:
      timeline search economic dialogue
      timeline search '"ports of entry"' --kind passage
      timeline search trade --publication us-mexico --format json
    """
    from timeline.cli.nothing import searched
    from timeline.cli.output import write_list
    from timeline.formats.hits import list_hits
    from timeline.workflow import suggestions
    from timeline.workflow.search import search

    asked = " ".join(words)
    found = search(
        settings.database,
        asked,
        publication=publication,
        kinds=SEARCHED if kind is None else (kind,),
        limit=limit or _SHOWN,
    )
    write_list(settings, list_hits(style), found.hits, form=form, output=output, silent=True)
    if found.hits:
        settings.note(_counted(found.totals, len(found.hits)))
        return
    near = suggestions.nearest_words(settings.database, asked, publication=publication)
    settings.note(" ".join(("No hits.", searched(settings), *near)))


def _counted(totals: dict[str, int], listed: int) -> str:
    """Return how many hits there are by kind, and how many of them are listed."""
    kinds = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in totals.items()]
    several = f"{', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else kinds[0]
    if listed == sum(totals.values()):
        return f"Found {several}."
    return f"Found {several}; listed {'is' if listed == 1 else 'are'} the best {listed}."
