"""The keys by which people cite what an edition states, remembered for lists that lead to it."""

from __future__ import annotations

from functools import partial

from timeline.keys import event_keys, figure_keys
from timeline.model import Imprint
from timeline.web.memory import remembered
from timeline.workflow import queries

Keys = tuple[tuple[str, ...], tuple[str, ...]]


def keys_of(database: str, imprint: Imprint) -> Keys:
    """Return the keys of the figures and of the events of an edition, in their order."""
    return remembered(database, ("keys", imprint.reference), partial(_keys_of, database, imprint))


def _keys_of(database: str, imprint: Imprint) -> Keys:
    stated = queries.snapshot(database, imprint.reference)
    figures, events = figure_keys(imprint, stated.figures), event_keys(imprint, stated.events)
    return tuple(figures), tuple(events)
