"""Pages of the web, as they are now -> store.

A page is asked for by what is known of it, so that nothing is sent again that has not changed.
What a server sends in place of it, or a page that lost its text, is kept aside and is no edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from timeline.decode.error_pages import find_stand_in, lost_its_text, words_of
from timeline.edition.metadata import CHOSEN, StatedMetadata
from timeline.edition.outcome import Outcome
from timeline.edition_order import place_editions
from timeline.errors import FetchError, MissingExtraError, RobotsError, UnreadableError
from timeline.ingestion.capture import (
    CaptureDestination,
    SeenCapture,
    name_publication,
    store_capture,
    store_seen_again,
)
from timeline.model import Capture, Document
from timeline.sources.files import LIMIT
from timeline.sources.http_body import read_body
from timeline.sources.media import is_document, sniffed
from timeline.sources.urls import checked
from timeline.store import fetches, queries, sightings
from timeline.store.fetches import Visit
from timeline.store.turns import NOTHING

if TYPE_CHECKING:
    from timeline.ingestion.database import LazyDatabase
    from timeline.sources.robots import Robots
    from timeline.sources.web import Client, Response

Note = Callable[[str], None]
PACE: Final = 1.0
PATIENCE: Final = 120.0
_ADVICE: Final = {
    HTTPStatus.UNAUTHORIZED: "Save the page in a browser, then ingest it.",
    HTTPStatus.FORBIDDEN: "The site may refuse programs. Save the page in a browser.",
    HTTPStatus.NOT_FOUND: "Check the URL. An archive may have the page: timeline backfill URL",
    HTTPStatus.GONE: "An archive may have the page: timeline backfill URL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """How pages are asked for: `pace` in seconds between requests, `force` takes all for editions.

    A server that has not sent the whole of its answer after `patience` seconds is left.

    Private addresses and what robots.txt forbids are left alone unless allowed.
    """

    allow_private: bool = False
    ignore_robots: bool = False
    force: bool = False
    pace: float = PACE
    patience: float = PATIENCE


class Web:
    """The web, asked by a policy."""

    def __init__(self, client: Client, robots: Robots, policy: FetchPolicy) -> None:
        self.client = client
        self.policy = policy
        self._robots = robots

    def fetch(self, url: str, known: Visit | None = None) -> Response:
        """Return a page as it is now, with status 304 where it is as a known visit found it.

        Raises RobotsError, FetchError for another status than 200, and what `Client.get` does.
        """
        headers = {}
        if known is not None and known.etag:
            headers["if-none-match"] = known.etag
        if known is not None and known.last_modified:
            headers["if-modified-since"] = known.last_modified
        answer = self.client.get(url, headers, self._heed_robots)
        if known is None or answer.status != HTTPStatus.NOT_MODIFIED:
            _require_ok(url, answer)
        return answer

    def _heed_robots(self, url: str) -> None:
        if not self.policy.ignore_robots and not self._robots.allowed(url):
            raise RobotsError(url)


@contextmanager
def open_web(policy: FetchPolicy, note: Note = lambda _: None) -> Iterator[Web]:
    """Open the web. Raises MissingExtraError where what fetches is not installed."""
    try:
        from timeline.sources.robots import Robots
        from timeline.sources.web import Client, Limits
    except ModuleNotFoundError:
        raise MissingExtraError("Support for fetching pages", "web") from None
    limits = Limits(pace=policy.pace, whole=policy.patience)
    with Client(allow_private=policy.allow_private, limits=limits, note=note) as client:
        yield Web(client, Robots(client), policy)


def _require_ok(url: str, answer: Response) -> None:
    if answer.status == HTTPStatus.OK:
        return
    try:
        status = HTTPStatus(answer.status)
        said, advice = f"{status.value} {status.phrase}", _ADVICE.get(status)
    except ValueError:
        said, advice = str(answer.status), None
    raise FetchError(url, f"the server answered {said}", advice or "Try again later.")


def capture_of(url: str, answer: Response, at: str | None = None) -> Capture:
    """Return an answer as a capture of the page that was asked for.

    Its type is what it begins with if the server says nothing, and it is unpacked if it is still
    compressed. `at` is when an archive captured it. Raises UnreadableError for what is no document.
    """
    body = read_body(answer.data, chunked=False, length="", encoding="")
    if body.trouble is not None or len(body.data) > LIMIT:
        what = body.trouble or f"larger than {LIMIT // 2**20} MiB"
        raise UnreadableError(url, what, "Save the page in a browser, then ingest it.")
    media = sniffed(answer.headers.get("content-type", ""), body.data) or "text/html"
    if not is_document(media):
        raise UnreadableError(url, f"{media} is not a document", "Give the URL of a page or PDF.")
    return Capture(
        data=body.data,
        sha256=hashlib.sha256(body.data).hexdigest(),
        origin=url,
        media=media,
        at=at or answer.at,
    )


# ---------------------------------------------------------------- one page


def ingest_page(
    web: Web, database: LazyDatabase, url: str, given: StatedMetadata, *, replacing: bool
) -> Outcome:
    """Fetch a page and store what it states, or that it was seen again.

    Raises NetworkError, RefusedError (QuarantinedError for what is taken for no edition),
    DatabaseError.
    """
    url = checked(url)
    to = CaptureDestination(
        database=database,
        given=given,
        publication=given.publication or name_publication(database, url),
        chosen=None if given.publication else CHOSEN,
        replacing=replacing,
        force=web.policy.force,
    )
    visit, words = _find_last_visit(database, to.publication, url)
    answer = web.fetch(url, visit)
    if visit is not None and answer.status == HTTPStatus.NOT_MODIFIED:
        # How the publication was chosen is told with its first capture.
        told = replace(to, chosen=None)
        again = store_seen_again(told, url, visit.sha256, (url, answer.at), archive=None)
        if again is not None:
            return again
        answer = web.fetch(url)
    return _store_answer(to, url, answer, words)


def _store_answer(to: CaptureDestination, url: str, answer: Response, words: int | None) -> Outcome:
    """Store an answer as a capture, and the visit; `words` are those of the newest edition."""
    capture = capture_of(url, answer)

    def doubt(document: Document) -> str | None:
        return None if to.force else find_stand_in(document) or lost_its_text(document, words)

    seen = SeenCapture(capture=capture, where=url, source=url, archive=None)
    outcome = store_capture(to, seen, doubt=doubt)
    with to.database.transaction(to.publication) as connection:
        fetches.keep_visit(
            connection,
            Visit(
                publication=to.publication,
                url=url,
                at=answer.at,
                sha256=capture.sha256,
                etag=answer.headers.get("etag"),
                last_modified=answer.headers.get("last-modified"),
            ),
        )
    return outcome


def _find_last_visit(
    database: LazyDatabase, publication: str, url: str
) -> tuple[Visit | None, int | None]:
    """Return the last visit to a page, and how many words its newest edition has."""
    if not database.exists():
        return None, None
    with database.transaction(NOTHING) as connection:
        visit = fetches.visit(connection, publication, url)
        placed = place_editions(queries.imprints(connection, publication))
        if not placed:
            return visit, None
        newest = queries.snapshot(connection, publication, placed[-1].label)
        kept = visit and sightings.find_text(connection, publication, visit.sha256)
    return visit if kept else None, words_of(newest.passages) or None
