"""Everything about some editions as one page to mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.charts.stylesheet import set_tokens, style_charts
from timeline.edition_order import place_editions
from timeline.formats.report import Report, ReportDrawing, write_report
from timeline.model import Delta, Happening, Imprint, StatedFigure
from timeline.workflow import compare, queries
from timeline.workflow.drawn_files import strip_of


def report_on(
    database: str, happenings: Sequence[Happening], publication: str | None
) -> Iterator[str]:
    """Yield the page of some happenings, with the figures of the newest editions and their changes.

    Raises PublicationNotFoundError, DatabaseError.
    """
    newest = tuple(_newest(database, publication))
    drawn = strip_of(happenings)
    titles = [each.title for _, each in newest if each.title]
    yield from write_report(
        Report(
            title=titles[0] if len(newest) == 1 and titles else "Chronology",
            happenings=happenings,
            figures=_figures(database, newest),
            deltas=_deltas(database, newest),
            drawing=None
            if drawn is None
            else ReportDrawing(
                svg=drawn.svg, caption=drawn.caption, style=set_tokens() + style_charts()
            ),
        )
    )


def _newest(database: str, publication: str | None) -> Iterator[tuple[Imprint | None, Imprint]]:
    """Yield the newest edition of each publication, with the one before it."""
    editions = [each.imprint for each in queries.editions(database, publication=publication)]
    for slug in dict.fromkeys(each.publication for each in editions):
        of = [each for each in editions if each.publication == slug]
        placed = place_editions(of)
        yield (placed[-2] if len(placed) > 1 else None), (placed or of)[-1]


def _figures(
    database: str, newest: Sequence[tuple[Imprint | None, Imprint]]
) -> Iterator[StatedFigure]:
    for _, imprint in newest:
        yield from queries.figures(
            database, publication=imprint.publication, edition=imprint.reference
        )


def _deltas(database: str, newest: Sequence[tuple[Imprint | None, Imprint]]) -> Iterator[Delta]:
    for before, after in newest:
        if before is not None:
            yield compare.diff(database, before.reference, after.reference)
