"""An error -> the page that says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from timeline.errors import (
    AmbiguousEditionError,
    DatabaseError,
    DatabaseMissingError,
    EditionNotFoundError,
    KeyNotFoundError,
    PublicationNotFoundError,
    TimelineError,
    UsageError,
)
from timeline.version import __version__
from timeline.web.page import Page


class PageNotFoundError(UsageError):
    """There is nothing at an address."""

    def __init__(self, address: str, near: str | None = None) -> None:
        hint = "" if near is None else f" The nearest is {near}."
        super().__init__(f"There is no page {address}.{hint}")


MISSING: Final = (
    PageNotFoundError,
    EditionNotFoundError,
    PublicationNotFoundError,
    KeyNotFoundError,
    AmbiguousEditionError,
)
"""What tells that nothing stands at an address."""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A page with the status of its answer."""

    status: int
    page: Page
    headers: Mapping[str, str] = field(default_factory=dict)


def page_of(error: TimelineError, database: str) -> ErrorPage:
    """Return the page of an error: 404 for what is not there, 400 for a filter, 503, 500."""
    if isinstance(error, DatabaseMissingError):
        values = {"heading": "No editions yet", "message": str(error), "database": database}
        return ErrorPage(503, Page(template="error.html", title="No editions yet", values=values))
    if isinstance(error, MISSING):
        return _page(404, "Not found", str(error))
    if isinstance(error, UsageError):
        return _page(400, "This address asks for something that is not possible", str(error))
    if isinstance(error, DatabaseError):
        return _page(503, "The database cannot be read", str(error), {"Retry-After": "5"})
    return page_of_fault(error)


def page_of_fault(error: Exception) -> ErrorPage:
    """Return the page of a fault of ours."""
    report = f"timeline {__version__}: {type(error).__name__}: {error}"
    message = f"timeline failed on this page. Nothing was changed. What to report: {report}"
    return _page(500, "This page failed", message)


def _page(
    status: int, heading: str, message: str, headers: Mapping[str, str] | None = None
) -> ErrorPage:
    values = {"heading": heading, "message": message}
    return ErrorPage(
        status, Page(template="error.html", title=heading, values=values), headers or {}
    )
