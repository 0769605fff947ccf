"""What was known on a day: from all editions published by then, or from the one in print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline import chronology, series
from timeline.edition.given_dates import period_given
from timeline.errors import BadValueError
from timeline.linking import link
from timeline.model import Happening, Imprint
from timeline.store import links, queries, statements

if TYPE_CHECKING:
    from timeline.store.database import Connection


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day from which editions are seen: all published by then, or with `alone` the newest."""

    day: int
    alone: bool

    def editions(
        self, connection: Connection, publication: str | None = None
    ) -> dict[str, list[Imprint]]:
        """Return the editions that are seen from here, in their order, by publication.

        An edition counts from its last possible day on; undated ones never do.
        """
        seen: dict[str, list[Imprint]] = {}
        for imprint in queries.imprints(connection, publication):
            if self.sees(imprint):
                seen.setdefault(imprint.publication, []).append(imprint)
        return {slug: of[-1:] if self.alone else of for slug, of in seen.items()}

    def sees(self, imprint: Imprint) -> bool:
        """Tell whether an edition was published by the day, whatever other ones were."""
        return imprint.published is not None and imprint.published.last <= self.day

    def chronology(
        self, connection: Connection, publication: str | None, first: int | None, last: int | None
    ) -> list[Happening]:
        """Return the happenings as the editions that are seen tell them, in the order of time."""
        found: list[Happening] = []
        for slug, imprints in self.editions(connection, publication).items():
            found += happenings_of(connection, slug, [imprint.label for imprint in imprints])
        return chronology.ordered(found, first, last)


def happenings_of(
    connection: Connection, publication: str, labels: list[str]
) -> tuple[Happening, ...]:
    """Return the happenings as some editions with a place tell them, named by label in order."""
    everything = statements.events_of_blocks(connection, publication)
    own = [stated for stated in everything if stated.imprint.label in labels]
    linked = _linked(connection, publication, labels)
    return series.happenings(publication, own, linked, labels)


def vantage(as_of: str | None, in_print: str | None) -> AsOf | None:
    """Return the day that a user gave, its last one, None for none. Raises BadValueError."""
    if as_of is not None and in_print is not None:
        raise BadValueError(
            "--in-print", in_print, "allowed together with --as-of; use one of them"
        )
    for option, text in (("--as-of", as_of), ("--in-print", in_print)):
        period = period_given(option, text)
        if period is not None:
            return AsOf(period.last, alone=in_print is not None)
    return None


def _linked(connection: Connection, publication: str, labels: list[str]) -> list[series.Linked]:
    """Return the links of neighbours; those that have others between them are linked now."""
    found = links.linked_events(connection, publication)
    for pair in links.missing(links.neighbours(connection, publication), labels):
        old, new = (queries.snapshot(connection, publication, label) for label in pair)
        found += [
            ((pair[0], each.before), (pair[1], each.after))
            for each in link(old, new).events
            if series.joins(old, new, each)
        ]
    return found
