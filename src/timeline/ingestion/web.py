"""Pages of the web, as they are now -> store.

A page is asked for by what is known of it, so that nothing is sent again that has not changed.
What a server sends in place of it, or a page that lost its text, is kept aside and is no edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from timeline.decode.error_pages import find_stand_in, lost_its_text, words_of
from timeline.edition.metadata import CHOSEN, StatedMetadata
from timeline.edition.outcome import Outcome
from timeline.edition_order import place_editions
from timeline.errors import (
    DatabaseBusyError,
    FetchError,
    MissingExtraError,
    RefusedError,
    RobotsError,
    TimelineError,
    UnreadableError,
)
from timeline.ingestion.ahead import Ahead
from timeline.ingestion.capture import (
    CaptureDestination,
    SeenCapture,
    name_publication,
    store_capture,
    store_seen_again,
)
from timeline.ingestion.capture_tasks import CaptureTask, SightingsAhead
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


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page that was fetched before its turn, by what was known then, or why it could not be."""

    url: str
    given: StatedMetadata
    publication: str
    visit: Visit | None
    answer: Response | TimelineError


def fetch_page(web: Web, database: LazyDatabase, url: str, given: StatedMetadata) -> FetchedPage:
    """Fetch a page before its turn."""
    publication, visit = given.publication or "", None
    try:
        url = checked(url)
        with suppress(DatabaseBusyError):
            publication = given.publication or name_publication(database, url)
            visit, _ = _find_last_visit(database, publication, url)
        answer: Response | TimelineError = web.fetch(url, visit)
    except TimelineError as error:
        answer = error
    return FetchedPage(url, given, publication, visit, answer)


def task_of_page(page: FetchedPage, database: LazyDatabase) -> CaptureTask | None:
    """Return the task to decode and read a page, None where there is nothing to be read."""
    if isinstance(page.answer, TimelineError) or page.answer.status == HTTPStatus.NOT_MODIFIED:
        return None
    with suppress(RefusedError):
        seen = _seen(page.url, capture_of(page.url, page.answer))
        return SightingsAhead(database, page.given).task_of(seen, page.publication)
    return None


def ingest_page(
    web: Web,
    database: LazyDatabase,
    url: str,
    given: StatedMetadata,
    *,
    replacing: bool,
    fetched: FetchedPage | None = None,
    ahead: Ahead = None,
) -> Outcome:
    """Fetch a page and store what it states, or that it was seen again.

    It is not fetched anew where it was `fetched` by what is still known of it; `ahead` is what a
    worker made of that.

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
    if fetched is None or (fetched.publication, fetched.visit) != (to.publication, visit):
        answer, ahead = web.fetch(url, visit), None
    elif isinstance(fetched.answer, TimelineError):
        raise fetched.answer
    else:
        answer = fetched.answer
    if visit is not None and answer.status == HTTPStatus.NOT_MODIFIED:
        # How the publication was chosen is told with its first capture.
        told = replace(to, chosen=None)
        again = store_seen_again(told, url, visit.sha256, (url, answer.at), archive=None)
        if again is not None:
            return again
        answer = web.fetch(url)
    return _store_answer(to, url, answer, words, ahead)


def _store_answer(
    to: CaptureDestination, url: str, answer: Response, words: int | None, ahead: Ahead
) -> Outcome:
    """Store an answer as a capture, and the visit; `words` are those of the newest edition."""
    capture = capture_of(url, answer)

    def doubt(document: Document) -> str | None:
        return None if to.force else find_stand_in(document) or lost_its_text(document, words)

    outcome = store_capture(to, _seen(url, capture), doubt=doubt, ahead=ahead)
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


def _seen(url: str, capture: Capture) -> SeenCapture:
    return SeenCapture(capture=capture, where=url, source=url, archive=None)


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
