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

from timeline.errors import FetchError
from timeline.sources.urls import checked

if TYPE_CHECKING:
    from timeline.sources.web import Client, Response

WAYBACK: Final = "https://web.archive.org"
PACE: Final = 4.0
"""Seconds between two requests: 15 a minute, which the Internet Archive publishes as its limit."""
MALFORMED: Final = "malformed"
Malformed = Callable[[], object]
_TIMEMAPS: Final = 500
_BUSY: Final = frozenset({429, 500, 502, 503, 504})
_FIELDS: Final = {"fl": "timestamp,original,mimetype,statuscode,digest"}
_STAMP: Final = re.compile(r"\d{14}")
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
    client: Client, url: str, base: str = WAYBACK, malformed: Malformed = lambda: None
) -> tuple[Memento, ...]:
    """Return the captures of a page that answered with status 200, the oldest first.

    `malformed` is called for each row of a list that cannot be understood; the others are read.
    `base` is the address of the archive, of pywb with the collection ("http://localhost/gov").
    Raises what `Client.get` does, and FetchError where the archive speaks none of the forms.
    """
    asked, base = checked(url), checked(base).rstrip("/")
    for path, prefix, fields in (("/cdx/search/cdx", "/web", _FIELDS), ("/cdx", "", {})):
        wanted = {"url": asked, "output": "json", **fields}
        answer = given(client.get(f"{base}{path}?{urlencode(wanted)}"))
        records = _records(answer)
        if records is not None:
            read = [_of_record(record, f"{base}{prefix}") for record in records]
            for _ in range(read.count(MALFORMED)):
                malformed()
            return _distinct(each for each in read if each != MALFORMED)
    return _distinct(_of_timemaps(client, f"{base}/timemap/link/{asked}"))


def given(answer: Response) -> Response:
    """Return what an archive answered, unless it is too busy or broken to give what it has.

    Raises FetchError.
    """
    if answer.status in _BUSY:
        raise FetchError(answer.url, f"the archive answered {answer.status}")
    return answer


def _distinct(found: Iterable[Memento | str | None]) -> tuple[Memento, ...]:
    by_place = {(each.at, each.url): each for each in found if isinstance(each, Memento)}
    return tuple(by_place[place] for place in sorted(by_place))


def replayed(memento: Memento, answer: Response) -> Memento | None:
    """Return the capture that an archive gave, which may be another than the one asked for.

    None where it led to a place that is no capture.
    """
    asked, got = (_IN_ADDRESS.search(where) for where in (memento.raw, answer.url))
    if asked is None or answer.url == memento.raw:
        return memento
    at = None if got is None else _time(got[1])
    return None if at is None else replace(memento, at=at)


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


def _records(answer: Response) -> list[dict[str, str]] | None:
    """Return the rows of a CDX answer in either form, None where it is no such answer."""
    if answer.status != 200:
        return None
    try:
        text = answer.data.decode()
        if text.lstrip().startswith("[["):
            head, *rows = json.loads(text)
            if "timestamp" not in head or not all(isinstance(name, str) for name in head):
                return None
            found = [_row(head, row) for row in rows]
        elif text.strip() == "[]":
            found = []
        else:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, TypeError):
        return None
    return found if all(isinstance(each, dict) for each in found) else None


def _row(head: list[str], row: object) -> dict[str, str]:
    """Return a row by the names of its columns, an empty one where it is none."""
    whole = isinstance(row, list) and len(row) == len(head)
    return dict(zip(head, row, strict=True)) if isinstance(row, list) and whole else {}


def _of_record(record: dict[str, str], replay: str) -> Memento | str | None:
    """Return a capture, None for one that is no page, MALFORMED for a row that is none."""
    stamp = str(record.get("timestamp", ""))
    url = record.get("original") or record.get("url")
    status = str(record.get("statuscode") or record.get("status") or "")
    at = _time(stamp)
    if not url or at is None:
        return MALFORMED
    # A revisit has no status of its own ("-"): the same bytes were seen again.
    if status not in {"200", "-"}:
        return None
    digest = str(record.get("digest") or "-")
    raw = f"{replay}/{stamp}id_/{url}"
    return Memento(at=at, url=url, raw=raw, digest=None if digest == "-" else digest)


def _time(stamp: str) -> str | None:
    """Return the time of a stamp of fourteen digits, None for one that is no time."""
    if not _STAMP.fullmatch(stamp):
        return None
    try:
        at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


# ---------------------------------------------------------------- TimeMap


def _of_timemaps(client: Client, first: str) -> Iterator[Memento]:
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
        original = next((target for target, of in links if "original" in of["rel"].split()), "")
        for target, of in links:
            kinds = of["rel"].split()
            if "memento" in kinds:
                yield from _of_link(target, of.get("datetime", ""), original)
            elif "timemap" in kinds and target not in seen and len(seen) < _TIMEMAPS:
                seen.add(target)
                left.append(target)


def _links(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the links of application/link-format with their attributes (RFC 6690)."""
    for entry in _ENTRY.finditer(text):
        found = _ATTRIBUTE.findall(entry[2])
        of = {name.lower(): quoted or bare for name, quoted, bare in found}
        if "rel" in of:
            yield entry[1], of


def _of_link(target: str, stated: str, original: str) -> Iterator[Memento]:
    try:
        at = parsedate_to_datetime(stated).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError):
        return
    raw = _IN_ADDRESS.sub(lambda found: f"/{found[1]}id_/", target, count=1)
    yield Memento(at=at, url=original, raw=raw)
