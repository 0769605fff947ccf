"""Follow the same figure and the same event through all editions of a publication."""

from __future__ import annotations

from timeline.series.figures import chosen, is_key, series
from timeline.series.happenings import Gathered, Linked, block, gathered, happenings

__all__ = ["Gathered", "Linked", "block", "chosen", "gathered", "happenings", "is_key", "series"]
