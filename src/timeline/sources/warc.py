"""Web archive files (WARC, plain or gzipped) -> captures.

Records are read in their order, one at a time: a file of any size costs the memory of one page.
What is no page that was served whole (redirects, errors, images, requests) is named by a reason,
never dropped in silence. Where a file breaks off, all that is complete before has been yielded.

Source: ISO 28500:2017 (WARC/1.1) and https://iipc.github.io/warc-specifications/.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from timeline.errors import MissingExtraError, UnreadableError
from timeline.model import Capture
from timeline.sources.files import ARCHIVES, LIMIT
from timeline.sources.http_body import CUT, Body, read_body
from timeline.sources.media import is_document, sniffed
from timeline.sources.urls import drop_credentials

_DATE: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z")
_AT_ONCE: Final = 1 << 16
_LONGEST_LINE: Final = 1 << 16
"""Bytes of a line in the head of a record; no address or cookie is longer."""
_LONGEST_HEAD: Final = 1 << 20
_MOST_LINES: Final = 10_000
"""Bytes and lines of the heads of a record, HTTP's too, and of the blank lines before it."""
_LONGEST_RECORD: Final = 1 << 62
_NOT_MODIFIED: Final = "server-not-modified"


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page as it was served; `digest` is its WARC-Payload-Digest, by which revisits refer."""

    capture: Capture
    digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A page that was as it had been: `digest`, or the address and time that it refers to.

    `same` tells that the server itself said so (HTTP 304): what it refers to may be left open.
    """

    origin: str
    at: str
    digest: str | None
    refers: tuple[str, str] | None
    same: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A record of an address that was asked for and is no page: why, in words."""

    reason: str


Found = ArchivedPage | Revisit | Left


def is_archive(path: str) -> bool:
    """Tell whether a path has the ending of a web archive file."""
    return path.lower().endswith(ARCHIVES)


def addresses(path: str, prefixes: Sequence[str] = ()) -> Iterator[str]:
    """Yield the address of each page, as `records` has them, and of each revisit."""
    for found in records(path, prefixes):
        match found:
            case ArchivedPage(capture=capture):
                yield capture.origin
            case Revisit(origin=origin):
                yield origin


def records(path: str, prefixes: Sequence[str] = ()) -> Iterator[Found]:
    """Yield the records of the addresses that begin with one of these, all without any.

    The scheme does not count: http and https are one.

    Raises MissingExtraError without warcio, and UnreadableError for what is no WARC file and,
    after all that is complete, for a file that breaks off.
    """
    plain = _Plain(path)
    with plain.file:
        _require_warc(plain)
        iterator, heads = _iterator(plain)
        last = "nothing"
        while True:
            try:
                heads.renew()
                record = _next(iterator)
                found = None if record is None else _found(record, [_bare(p) for p in prefixes])
            except _BrokenOffError as broken:
                raise _cut(path, plain.place, last, plain.broken or str(broken)) from None
            if plain.broken and (record is None or found is None):
                raise _cut(path, plain.place, last, plain.broken)
            if record is None:
                return
            if found is not None:
                yield found
            last = f"{_header(record, 'WARC-Target-URI')} of {_header(record, 'WARC-Date')}"


def _cut(path: str, place: int, last: str, what: str) -> UnreadableError:
    return UnreadableError(
        path,
        f"breaks off at byte {place} ({what}); the last complete record is {last}",
        "The complete records have been read; download the file again for the rest.",
    )


class _BrokenOffError(Exception):
    """The file ends within a record, or goes on with something else."""


class _Plain:
    """The bytes of a file, decompressed; `broken` says how the compression ends too early.

    All members of a gzip file are read, of one record each, as they should be, or of more.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.broken = ""
        try:
            self.file: IO[bytes] = Path(path).open("rb")  # noqa: SIM115  whoever reads closes it
        except OSError as error:
            what = f"cannot be read ({error.strerror or error})"
            raise UnreadableError(
                path, what, "Check that it is a file and that you may read it."
            ) from None
        zipped = self.file.read(2) == b"\x1f\x8b"
        self.file.seek(0)
        self._bytes: Any = gzip.GzipFile(fileobj=self.file) if zipped else self.file
        self.head = self._read(512)
        self._ahead = self.head

    @property
    def place(self) -> int:
        """How many bytes of the file have been read."""
        return self.file.tell()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end or where the compression is broken."""
        if self._ahead:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
            return data
        return self._read(size)

    def tell(self) -> int:
        """Return 0: where a record stands is not asked."""
        return 0

    def _read(self, size: int) -> bytes:
        try:
            data: bytes = self._bytes.read1(size)  # what is whole comes before an error
        except EOFError:
            self.broken = "the compressed data ends too early"
        except (OSError, zlib.error) as error:
            self.broken = f"the compressed data is damaged: {error}"
        else:
            return data
        return b""


def _require_warc(plain: _Plain) -> None:
    if plain.head.startswith(b"filedesc:"):
        raise UnreadableError(
            plain.path,
            "ARC files, the older format of web archives, are not supported",
            "Convert it first, for example: warcio recompress old.arc.gz new.warc.gz",
        )
    if not plain.head.startswith(b"WARC/"):
        raise UnreadableError(
            plain.path, "not a WARC file", "Give a web archive file, plain or compressed by gzip."
        )


class _Heads:
    """Reads the lines of heads; what has no end is not read to it."""

    def __init__(self, readline: Callable[[int], bytes]) -> None:
        self._readline = readline
        self.renew()

    def renew(self) -> None:
        """Begin with another record."""
        self._lines, self._bytes = _MOST_LINES, _LONGEST_HEAD

    def readline(self, length: int | None = None) -> bytes:
        """Return the next line. Raises _BrokenOffError where it is one too many, or too long."""
        line = self._readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        self._lines -= 1
        self._bytes -= len(line)
        if self._lines < 0 or self._bytes < 0:
            raise _BrokenOffError("the head of a record has no end")
        if length is None and len(line) >= _LONGEST_LINE:
            raise _BrokenOffError("a header line has no end")
        return line


def _iterator(plain: _Plain) -> tuple[Iterator[Any], _Heads]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise MissingExtraError("The reader of web archive files (warcio)", "archives") from None
    iterator = ArchiveIterator(plain, no_record_parse=True)
    heads = _Heads(iterator.reader.readline)
    iterator.reader.readline = heads.readline
    found: Iterator[Any] = iterator
    return found, heads


def _next(iterator: Iterator[Any]) -> Any:
    """Return the next record, None at the end. Raises _BrokenOffError."""
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with redirect_stderr(io.StringIO()):  # warcio prints warnings of its own
            return next(iterator, None)
    except ArchiveLoadFailed:
        raise _BrokenOffError("no record begins where one should") from None


# ---------------------------------------------------------------- one record


def _found(record: Any, prefixes: Sequence[str]) -> Found | None:
    """Return what a record holds, None for none of a page that was asked for."""
    kind, uri = record.rec_type, drop_credentials(_header(record, "WARC-Target-URI"))
    if record.length is None or record.length > _LONGEST_RECORD:
        raise _BrokenOffError("a record does not state its length")
    if kind not in ("response", "resource", "revisit"):
        _rest(record)
        return None
    if prefixes and not any(_bare(uri).startswith(prefix) for prefix in prefixes):
        _rest(record)
        return None
    with redirect_stderr(io.StringIO()):
        found = _page(record, kind, uri)
        _rest(record)
    return found


def _rest(record: Any) -> None:
    """Read a record to its end. Raises _BrokenOffError where the file ends before."""
    while record.raw_stream.read(_AT_ONCE):
        pass
    if record.raw_stream.limit:
        raise _BrokenOffError("the file ends within a record")


def _page(record: Any, kind: str, uri: str) -> Found:
    at = _at(_header(record, "WARC-Date"))
    if at is None or not uri:
        return Left("malformed")
    if _header(record, "WARC-Truncated") or _header(record, "WARC-Segment-Number"):
        return Left(CUT)
    media = record.content_type or ""
    if kind != "resource" and uri.startswith(("http:", "https:")):
        try:
            status, media = _http(record, kind)
        except _BrokenOffError:
            return Left("with a head that has no end")
        not_modified = kind == "revisit" and status == "304"
        if status != "200" and not not_modified:
            return Left("with a status other than 200")
    if kind == "revisit":
        return _revisit(record, uri, at)
    body = _payload(record)
    if body.trouble is not None:
        return Left(body.trouble)
    data, media = body.data, sniffed(media, body.data)
    if not is_document(media):
        return Left("not text, HTML or PDF")
    if len(data) > LIMIT:
        return Left(f"larger than {LIMIT // 2**20} MiB")
    sha256 = hashlib.sha256(data).hexdigest()
    capture = Capture(data=data, sha256=sha256, origin=uri, media=media, at=at)
    return ArchivedPage(capture, _digest(record))


def _http(record: Any, kind: str) -> tuple[str, str]:
    """Return the status and the media type that HTTP states; "200" for a revisit without any."""
    from warcio.statusandheaders import StatusAndHeadersParser

    try:
        headers = StatusAndHeadersParser([], verify=False).parse(record.raw_stream)
    except EOFError:
        return ("200" if kind == "revisit" else ""), ""
    record.http_headers = headers
    return headers.get_statuscode(), headers.get_header("Content-Type") or ""


def _payload(record: Any) -> Body:
    """Return what was served, without HTTP's encodings, or a byte more than the limit of it."""
    parts: list[bytes] = []
    size = 0
    while size <= LIMIT and (part := record.raw_stream.read(_AT_ONCE)):
        parts.append(part)
        size += len(part)

    headers = () if record.http_headers is None else record.http_headers.headers

    def stated(name: str) -> list[str]:
        return [value.strip() for given, value in headers if given.lower() == name]

    return read_body(
        b"".join(parts)[: LIMIT + 1],
        chunked="chunked" in ",".join(stated("transfer-encoding")).lower(),
        length="".join(stated("content-length")[:1]),
        encoding=",".join(stated("content-encoding")),
    )


def _revisit(record: Any, uri: str, at: str) -> Revisit:
    refers_to = drop_credentials(_header(record, "WARC-Refers-To-Target-URI")) or uri
    refers_at = _at(_header(record, "WARC-Refers-To-Date"))
    profile = _header(record, "WARC-Profile")
    return Revisit(
        origin=uri,
        at=at,
        digest=_digest(record),
        refers=None if refers_at is None else (refers_to, refers_at),
        same=profile.rstrip("/").endswith(_NOT_MODIFIED),
    )


def _header(record: Any, name: str) -> str:
    return (record.rec_headers.get_header(name) or "").strip()


def _digest(record: Any) -> str | None:
    digest = _header(record, "WARC-Payload-Digest").lower()
    return None if digest in ("", "-") else digest


def _at(text: str) -> str | None:
    """Return a WARC-Date to the second, None for one that says less or is none."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found[1]).replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return None


def _bare(address: str) -> str:
    """Return an address without its scheme, its host in small letters."""
    rest = re.sub(r"\Ahttps?://", "", address, flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}"
