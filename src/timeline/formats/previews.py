"""The first rows of a list, for a prompt or a notebook: as text, and as a table of HTML.

A preview has the columns that people read in a terminal. Every text of a document is escaped, and
its control characters are shown instead of obeyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Final, TypeVar

from timeline.formats import plain
from timeline.formats.display import visible
from timeline.formats.tables import NUMBERS, Listing

T = TypeVar("T")

SHOWN: Final = 10
"""The most rows that a preview has."""
_WIDTH: Final = 100
_MORE: Final = "… and more"


def preview_text(listing: Listing[T], items: Sequence[T], *, more: bool) -> str:
    """Return items as an aligned table without a final line end; `more` says that others follow."""
    if not items:
        return _nothing(listing)
    table = "".join(plain.table(listing, items, _WIDTH)).rstrip("\n")
    return f"{table}\n{_MORE}" if more else table


def preview_html(listing: Listing[T], items: Sequence[T], *, more: bool) -> str:
    """Return items as a `<table>`, with a heading above each group; `more` as in the text."""
    if not items:
        return f"<p>{escape(_nothing(listing))}</p>"
    heads = "".join(f'<th scope="col">{escape(column.name)}</th>' for column in listing.view)
    parts = [f"<table><thead><tr>{heads}</tr></thead>"]
    for heading, members in groupby(items, key=listing.group):
        rows = "".join(f"<tr>{_cells(listing, item)}</tr>" for item in members)
        parts.append(f"<tbody>{_heading(listing, heading)}{rows}</tbody>")
    return "".join([*parts, "</table>", f"<p>{_MORE}</p>" if more else ""])


def _nothing(listing: Listing[T]) -> str:
    return f"no {listing.name}"


def _heading(listing: Listing[T], heading: str | None) -> str:
    if heading is None:
        return ""
    return (
        f'<tr><th scope="rowgroup" colspan="{len(listing.view)}" style="text-align: start">'
        f"{escape(visible(heading))}</th></tr>"
    )


def _cells(listing: Listing[T], item: T) -> str:
    return "".join(
        f'<td style="text-align: {"end" if column.kind in NUMBERS else "start"}">'
        f"{escape(plain.show_cell(column, item))}</td>"
        for column in listing.view
    )
