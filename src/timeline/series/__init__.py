"""Follow the same figure and the same event through all editions of a publication."""

from __future__ import annotations

from timeline.series.figures import Edition, chosen, key_publication, names, returns, series, when
from timeline.series.happenings import Gathered, Linked, block, gathered, happenings
from timeline.series.vintages import vintages

__all__ = [
    "Edition", "Gathered", "Linked", "block", "chosen", "gathered", "happenings",
    "key_publication", "names", "returns", "series", "vintages", "when",
]  # fmt: skip
