"""The dates of publication that a page states."""

from __future__ import annotations

from timeline.decode.markup import Page
from timeline.model import Claim


def claims(page: Page) -> tuple[Claim, ...]:
    """Return the dates of publication that a page states."""
    return ()
