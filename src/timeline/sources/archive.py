"""Web archives: which captures of a page they hold, and the bytes of one as they were captured.

Spoken to in the forms that they offer: the CDX server of web.archive.org (a JSON list of lists),
that of pywb (one JSON object a line), and, where there is neither, a Memento TimeMap (RFC 7089).
Raw bytes, without the archive's own banner, are had by `id_` behind the time in the address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from timeline.errors import AddressError, FetchError
from timeline.sources.urls import checked, follow_link

if TYPE_CHECKING:
    from timeline.sources.web import Client, Response

WAYBACK: Final = "https://web.archive.org"
PACE: Final = 4.0
"""Seconds between two requests: 15 a minute, which the Internet Archive publishes as its limit."""
Malformed = Callable[[], object]
_TIMEMAPS: Final = 500
_BUSY: Final = frozenset({429, 500, 502, 503, 504})
_FIELDS: Final = {"fl": "timestamp,original,mimetype,statuscode,digest"}
_STAMP: Final = re.compile(r"[0-9]{14}")
_FIRST_YEAR: Final = 1990
_IN_ADDRESS: Final = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")
_ENTRY: Final = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\",;<>\s]+))*)")
_ATTRIBUTE: Final = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\",;<>\s]+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One capture that an archive holds.

    `at` is its time in ISO 8601 and UTC, `url` the page's own address, `raw` that of the bytes as
    captured; `digest` is equal for equal bytes, None where the archive does not say.
    """

    at: str
    url: str
    raw: str
    digest: str | None = None

    @property
    def day(self) -> date:
        return date.fromisoformat(self.at[:10])


def mementos(
    client: Client,
    url: str,
    base: str = WAYBACK,
    malformed: Malformed = lambda: None,
) -> tuple[Memento, ...]:
    """Return the captures of a page that answered with status 200, the oldest first.

    `base` is the address of the archive, of pywb with the collection ("http://localhost/gov").
    `malformed` is called for each line of its list that cannot be understood; the others are read.
    Raises what `Client.get` does, and FetchError where the archive speaks none of the forms.
    """
    asked, base = checked(url), checked(base).rstrip("/")
    for path, prefix, fields in (("/cdx/search/cdx", "/web", _FIELDS), ("/cdx", "", {})):
        wanted = {"url": asked, "output": "json", **fields}
        answer = given(client.get(f"{base}{path}?{urlencode(wanted)}"))
        records = _records(answer)
        if records is not None:
            found = [_of_record(record, f"{base}{prefix}") for record in records]
            return _distinct(found, malformed)
    return _distinct(_of_timemaps(client, f"{base}/timemap/link/{asked}", asked), malformed)


def given(answer: Response) -> Response:
    """Return what an archive answered, unless it is too busy or broken to give what it has.

    Raises FetchError.
    """
    if answer.status in _BUSY:
        raise FetchError(answer.url, f"the archive answered {answer.status}")
    return answer


class _UnreadableLineError(ValueError):
    """A line of an archive's list that says of no capture where and when it was made."""


Line = Memento | _UnreadableLineError | None
"""What a line of a list holds; None for a capture of no page, such as one of another status."""


def _distinct(found: Iterable[Line], malformed: Malformed) -> tuple[Memento, ...]:
    by_place: dict[tuple[str, str], Memento] = {}
    for line in found:
        if isinstance(line, Memento):
            by_place[line.at, line.url] = line
        elif line is not None:
            malformed()
    return tuple(by_place[place] for place in sorted(by_place))


def replayed(memento: Memento, answer: Response) -> Memento | None:
    """Return the capture that an archive gave, which may be another than the one asked for.

    Its time is the one that the archive states in a header (RFC 7089), or in the address that it
    led to; its page is that of this address. None where it led to a place that is no capture.
    """
    found = _IN_ADDRESS.search(answer.url)
    asked = _IN_ADDRESS.search(memento.raw)
    try:
        stated = answer.headers.get("memento-datetime")
        if stated is not None:
            memento = replace(memento, at=_iso(_utc(stated)))
        if asked is None or answer.url == memento.raw:
            return memento
        if found is None:
            return None
        at = _time(found[1]) if stated is None else memento.at
        return replace(memento, at=at, url=answer.url[found.end() :])
    except (ValueError, TypeError, OverflowError):
        return None


def collapsed(found: Iterable[Memento]) -> tuple[tuple[Memento, ...], ...]:
    """Return the captures in groups: those in a row that have one digest are one group."""
    groups: list[list[Memento]] = []
    for memento in found:
        if groups and memento.digest is not None and memento.digest == groups[-1][0].digest:
            groups[-1].append(memento)
        else:
            groups.append([memento])
    return tuple(map(tuple, groups))


def thinned(found: Iterable[Memento], every: str) -> tuple[Memento, ...]:
    """Return the first capture of each day, week, month or year."""
    kept: dict[Any, Memento] = {}
    for memento in found:
        day = memento.day
        unit = {
            "day": day,
            "week": day.isocalendar()[:2],
            "month": (day.year, day.month),
            "year": day.year,
        }[every]
        kept.setdefault(unit, memento)
    return tuple(kept.values())


# ---------------------------------------------------------------- CDX


def _records(answer: Response) -> list[Any] | None:
    """Return the rows of a CDX answer in either form, None where it is no such answer.

    A row that is none is returned as it is, or as None where it cannot be read.
    """
    if answer.status != 200:
        return None
    text = answer.data.decode(errors="replace")
    if not text.lstrip().startswith("["):
        lines = [_parsed(line) for line in text.splitlines() if line.strip()]
        return lines if not lines or any(isinstance(line, dict) for line in lines) else None
    table = _parsed(text)
    if table == []:
        return []
    head, *rows = table if isinstance(table, list) else [None]
    if not isinstance(head, list) or not all(isinstance(name, str) for name in head):
        return None
    fit = [isinstance(row, list) and len(row) == len(head) for row in rows]
    return [
        dict(zip(head, row, strict=True)) if fits else None
        for fits, row in zip(fit, rows, strict=True)
    ]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _of_record(record: Any, replay: str) -> Line:
    if not isinstance(record, dict):
        return _UnreadableLineError()
    url = record.get("original") or record.get("url")
    status = str(record.get("statuscode") or record.get("status") or "")
    # A revisit has no status of its own ("-"): the same bytes were seen again.
    if status not in {"200", "-"}:
        return None
    stamp, digest = str(record.get("timestamp", "")), record.get("digest")
    try:
        if not isinstance(url, str):
            return _UnreadableLineError()
        checked(url)
        at = _time(stamp)
    except (ValueError, AddressError):
        return _UnreadableLineError()
    known = digest if isinstance(digest, str) and digest != "-" else None
    return Memento(at=at, url=url, raw=f"{replay}/{stamp}id_/{url}", digest=known)


def _time(stamp: str) -> str:
    """Return the time of a stamp of fourteen digits. Raises ValueError for one that is no time."""
    if not _STAMP.fullmatch(stamp):
        raise ValueError(stamp)
    return _iso(datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC))


def _utc(stated: str) -> datetime:
    """Return the time of a date of HTTP, which is in GMT. Raises ValueError, TypeError."""
    return parsedate_to_datetime(stated).replace(tzinfo=UTC)


def _iso(at: datetime) -> str:
    """Return a time in UTC as ISO 8601. Raises ValueError for one before the web."""
    if at.year < _FIRST_YEAR:
        raise ValueError(f"a capture of {at.year}")
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


# ---------------------------------------------------------------- TimeMap


def _of_timemaps(client: Client, first: str, asked: str) -> Iterator[Line]:
    """Yield the mementos of a TimeMap and of those that it leads to (RFC 7089, section 5)."""
    left, seen = [first], {first}
    while left:
        where = left.pop(0)
        answer = given(client.get(where))
        links = list(_links(answer.data.decode("utf-8", "replace")))
        if answer.status != 200 or not links:
            raise FetchError(
                where,
                f"sent no list of captures (status {answer.status})",
                "Check the URL and --archive.",
            )
        original = next((target for target, of in links if "original" in of["rel"].split()), asked)
        for target, of in links:
            kinds = of["rel"].split()
            if "memento" in kinds:
                yield _of_link(where, target, of.get("datetime", ""), original)
            elif "timemap" in kinds and len(seen) < _TIMEMAPS:
                try:
                    other = follow_link(where, target)
                except AddressError:
                    yield _UnreadableLineError()
                    continue
                if other not in seen:
                    seen.add(other)
                    left.append(other)


def _links(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the links of application/link-format with their attributes (RFC 6690)."""
    for entry in _ENTRY.finditer(text):
        found = _ATTRIBUTE.findall(entry[2])
        of = {name.lower(): quoted or bare for name, quoted, bare in found}
        if "rel" in of:
            yield entry[1], of


def _of_link(where: str, target: str, stated: str, original: str) -> Line:
    try:
        at = _iso(_utc(stated))
        checked(original)
        raw = _IN_ADDRESS.sub(lambda found: f"/{found[1]}id_/", follow_link(where, target), count=1)
    except (ValueError, TypeError, OverflowError, AddressError):
        return _UnreadableLineError()
    return Memento(at=at, url=original, raw=raw)
