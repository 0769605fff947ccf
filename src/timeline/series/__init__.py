"""Follow the same figure and the same event through all editions of a publication."""

from __future__ import annotations

from timeline.series.figures import (
    Edition,
    chosen,
    key_publication,
    returns,
    searched,
    series,
    when,
)
from timeline.series.happenings import (
    Cluster,
    Gathered,
    Linked,
    block,
    clusters,
    gathered,
    happenings,
    joins,
)
from timeline.series.repeated_events import Repeats, repeated
from timeline.series.vintages import vintages

__all__ = [
    "Cluster", "Edition", "Gathered", "Linked", "Repeats", "block", "chosen", "clusters",
    "gathered", "happenings", "joins", "key_publication", "repeated", "returns", "searched",
    "series", "vintages", "when",
]  # fmt: skip
