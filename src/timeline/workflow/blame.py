"""An edition -> where each of its passages, figures and events comes from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from timeline.edition_order import place_editions
from timeline.errors import UndatedError
from timeline.linking import link
from timeline.model import Event, Figure, Imprint, Link, Origin, Passage, Snapshot
from timeline.text import normal
from timeline.vocabulary import SUBJECTS


def blame(database: str, edition: str, *, only: Collection[str] = ()) -> tuple[Origin, ...]:
    """Return the items of an edition in the order of its text, each with where it comes from.

    The editions before it are gone back through, one after another, as long as an item is linked.
    `only` names the subjects that are asked for. Headings and boilerplate are left out.

    Raises UsageError for an edition that is not stored or has no place, DatabaseError.
    """
    from timeline.workflow import queries

    newest = queries.snapshot(database, edition)
    publication = newest.imprint.publication
    stored = queries.editions(database, publication=publication)
    placed = place_editions(each.imprint for each in stored)
    labels = [imprint.label for imprint in placed]
    if newest.imprint.label not in labels:
        raise UndatedError(newest.imprint.reference)
    before = placed[: labels.index(newest.imprint.label)]
    traces = {
        "figures": _Trace(newest.imprint, newest.figures, _stated),
        "events": _Trace(newest.imprint, newest.events, _happening),
        "passages": _Trace(newest.imprint, newest.passages, _words),
    }
    later = newest
    for imprint in reversed(before):
        if not any(trace.open for trace in traces.values()):
            break
        earlier = queries.snapshot(database, imprint.reference)
        links = link(earlier, later)
        traces["figures"].back(imprint, earlier.figures, links.figures)
        traces["events"].back(imprint, earlier.events, links.events)
        traces["passages"].back(imprint, earlier.passages, links.passages)
        later = earlier
    found = [
        origin
        for subject in SUBJECTS
        if not only or subject in only
        for origin in traces[subject].origins(newest)
    ]
    return tuple(sorted(found, key=_place))


class _Trace:
    """Items on their way back through the editions; `open` has those that are still linked."""

    def __init__(
        self, imprint: Imprint, items: Sequence[Any], same: Callable[[Any], object]
    ) -> None:
        self.items = items
        self.open = {place: place for place in range(len(items))}
        self._same = same
        self._since = [imprint] * len(items)
        self._worded = [imprint] * len(items)
        self._changed: set[int] = set()

    def back(self, imprint: Imprint, items: Sequence[Any], links: Sequence[Link]) -> None:
        """Go back to an edition with these items, linked to those of the one before."""
        going: dict[int, int] = {}
        for each in links:
            place = self.open.get(each.after)
            if place is None or each.before in going:
                continue
            going[each.before] = place
            self._since[place] = imprint
            if self._same(items[each.before]) != self._same(self.items[place]):
                self._changed.add(place)
            if place not in self._changed:
                self._worded[place] = imprint
        self.open = going

    def origins(self, newest: Snapshot) -> list[Origin]:
        return [
            Origin(
                imprint=newest.imprint, item=item, since=since, worded=worded,
                section=item.path if isinstance(item, Passage) else newest.section(item),
            )
            for item, since, worded in zip(self.items, self._since, self._worded, strict=True)
            if not (isinstance(item, Passage) and item.kind in ("heading", "boilerplate"))
        ]  # fmt: skip


def _stated(figure: Figure) -> object:
    return figure.quantity, figure.period, figure.as_of


def _happening(event: Event) -> object:
    return event.when, event.status, event.recurrence


def _words(passage: Passage) -> object:
    return normal(passage.quote.text)


def _place(origin: Origin) -> tuple[int, int]:
    quote = origin.item.quote
    kind = (Passage, Event, Figure).index(type(origin.item))
    return (-1 if quote is None else quote.span.start), kind
