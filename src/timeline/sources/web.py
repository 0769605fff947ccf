"""Addresses of pages -> answers of servers, one request at a time, within limits.

Only http and https; every address that a name or a redirect leads to is checked (see `addresses`).
Bytes are counted as they come in and as they are unpacked, so that no answer fills the memory.
Nothing is asked of the network but by a call of `Client.get`.
"""

from __future__ import annotations

import email.utils
import math
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

import certifi
import httpcore

from timeline.errors import AddressError, FetchError, UnreadableError
from timeline.sources.addresses import Backend
from timeline.sources.deadline import Deadline
from timeline.sources.urls import checked, follow_link
from timeline.version import __version__

AGENT: Final = f"timeline-editions/{__version__}"
"""What the program calls itself to servers and in robots.txt: "timeline-editions"."""
LIMIT: Final = 64 * 1024 * 1024
"""Bytes of an answer, as sent and as unpacked."""
REDIRECTS: Final = 10
PATIENCE: Final = 600.0
"""Seconds: a server that asks to wait longer is left for another time."""
_LONGEST_WAIT: Final = 86_400.0
_RETRIES: Final = 4
_AGAIN: Final = frozenset({429, 502, 503, 504})
_MOVED: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server answered; `url` is the last of its redirects, names of `headers` are small.

    `at` is when, in ISO 8601 and UTC.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one answer may take: `size` in bytes, the others in seconds.

    `whole` is for all of it, from the first connection to the last byte after all redirects, and
    for what is asked for on the way, without the waiting for `pace`; `silence` is for a server
    that says nothing. `pace` passes from one request to the next of the same host. `patience` is
    for all waiting that servers ask one client for; after it, their answers stand as they are.
    """

    size: int = LIMIT
    whole: float = 110.0
    silence: float = 30.0
    pace: float = 0.0
    patience: float = 3_600.0


@dataclass(slots=True)
class _Visits:
    """When each host may be asked again, on the monotonic clock."""

    next: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, pace: float) -> None:
        left = self.next.get(host, 0.0) - time.monotonic()
        if left > 0:
            time.sleep(left)
        self.next[host] = time.monotonic() + pace


class Client:
    """Fetches pages; to be closed, or used in a `with`.

    `note` is told in words when a server asks to wait.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        limits: Limits = Limits(),
        note: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._deadline = Deadline()
        self._spent = 0.0  # seconds that requests have taken so far
        self._end = math.inf  # of the exchange that is under way, in those
        self._waited = 0.0  # seconds that servers have asked for so far
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=1,
            network_backend=Backend(allow_private=allow_private, deadline=self._deadline),
        )
        self._limits = limits
        self._note = note
        self._visits = _Visits()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.close()

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        heed: Callable[[str], None] = lambda _: None,
        cut_at: int | None = None,
    ) -> Response:
        """Return the answer of a server, after its redirects, whatever its status.

        `heed` is given each address before it is asked for, and may raise. Where it is asked to
        wait (429, 503) or a gateway fails, it waits and asks again, a few times. With `cut_at`,
        only so many bytes of a longer answer are read. Raises AddressError, AddressRefusedError,
        FetchError, and UnreadableError for an answer that is too large or wrongly packed.
        """
        wait = 0.0
        for attempt in range(_RETRIES + 1):
            if wait:
                self._note(f"{url}: waiting {wait:.0f} s, as the server asks")
                time.sleep(wait)
                self._waited += wait
            answer = self._followed(url, headers or {}, heed, cut_at)
            wait = _asked_to_wait(answer, attempt)
            patience = min(PATIENCE, self._limits.patience - self._waited)
            if answer.status not in _AGAIN or wait > patience:
                return answer
        return answer

    def _followed(
        self,
        url: str,
        headers: Mapping[str, str],
        heed: Callable[[str], None],
        cut_at: int | None,
    ) -> Response:
        seen = location = checked(url)
        # What `heed` asks for on the way, a robots.txt, is of the same time.
        around, self._end = self._end, min(self._end, self._spent + self._limits.whole)
        try:
            for _ in range(REDIRECTS + 1):
                heed(location)
                self._visits.wait(urlsplit(location).netloc, self._limits.pace)
                answer = self._timely(location, headers, cut_at)
                target = answer.headers.get("location")
                if answer.status not in _MOVED or not target:
                    return answer
                try:
                    location = follow_link(location, target)
                except AddressError as error:
                    raise FetchError(seen, f"it redirects to {error}", "Check the URL.") from None
            raise FetchError(seen, f"more than {REDIRECTS} redirects", "Check the URL.")
        finally:
            self._end = around

    def _timely(self, url: str, headers: Mapping[str, str], cut_at: int | None) -> Response:
        """Return the answer to one request, and count the time that it took."""
        start = time.monotonic()
        try:
            return self._once(url, headers, self._end - self._spent, cut_at)
        finally:
            self._spent += time.monotonic() - start

    def _once(
        self, url: str, headers: Mapping[str, str], left: float, cut_at: int | None
    ) -> Response:
        parts = urlsplit(url)
        self._deadline.set(left)
        sent = {
            "host": parts.netloc,
            "user-agent": AGENT,
            "accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5",
            "accept-encoding": "gzip",
            **headers,
        }
        silence = self._limits.silence
        timeout = {"connect": silence, "read": silence, "write": silence, "pool": silence}
        # A server's own words come back as they were: what it said in bytes that are no ASCII too.
        lines = [
            (name.encode(), value.encode("latin-1", "replace")) for name, value in sent.items()
        ]
        try:
            with self._pool.stream(
                "GET", url, headers=lines, extensions={"timeout": timeout}
            ) as response:
                own = {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in response.headers
                }
                data = _unpacked(url, self._timed(response), own, self._limits.size, cut_at)
        except httpcore.TimeoutException:
            if self._deadline.over:
                whole = f"{self._limits.whole:g} s"
                raise FetchError(url, f"the answer was not complete after {whole}") from None
            raise FetchError(url, f"no answer within {silence:.0f} s") from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchError(url, f"cannot be reached ({_told(error)})") from None
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Response(url=url, status=response.status, headers=own, data=data, at=now)

    def _timed(self, response: httpcore.Response) -> Iterable[bytes]:
        for part in response.iter_stream():
            self._deadline.left(None)
            yield part


def _told(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _asked_to_wait(answer: Response, attempt: int) -> float:
    """Return for how many seconds to wait before the next try (RFC 9110, 10.2.3), a day at most.

    What is no such value, of any length, counts as none.
    """
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        digits = asked.lstrip("0") or "0"
        return min(float(digits[:9]), _LONGEST_WAIT)
    try:
        until = email.utils.parsedate_to_datetime(asked).replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return float(2**attempt)
    # Dates of HTTP are in GMT, whatever zone they name.
    return min(max(0.0, (until - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT)


def _unpacked(
    url: str,
    parts: Iterable[bytes],
    headers: Mapping[str, str],
    limit: int,
    cut_at: int | None = None,
) -> bytes:
    coding = headers.get("content-encoding", "identity").strip().lower()
    names = {each.strip() for each in coding.split(",")}  # "gzip, gzip": seldom packed twice
    if not names <= {"identity", "", "gzip", "x-gzip"}:
        raise UnreadableError(url, f"compressed as {coding!r}, which was not requested", _SAVE)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    kept = bytearray()
    came = 0
    for part in parts:
        came += len(part)
        left = part
        while left:
            try:
                piece = left if unpack is None else unpack.decompress(left, limit + 1 - len(kept))
            except zlib.error:
                raise UnreadableError(url, "the gzip data is damaged", _SAVE) from None
            left = b"" if unpack is None else unpack.unconsumed_tail
            kept += piece
            if cut_at is not None and len(kept) >= cut_at:
                return bytes(kept[:cut_at])
            if max(len(kept), came) > limit:
                raise UnreadableError(url, f"larger than {limit // 2**20} MiB", _SAVE)
            if unpack is not None and unpack.eof:
                break
    if unpack is not None and came and not unpack.eof:
        raise FetchError(url, "the answer breaks off")
    return bytes(kept)


_SAVE: Final = "Save the page in a browser, then ingest it."
