"""The body of an HTTP answer, as an archive keeps it -> what was served.

Many archives keep the name of an encoding that they have undone: then the bytes are the page. One
that is cut short or damaged is no page, however much of it is legible.

Source: RFC 9110, section 8.4; RFC 9112, section 7.1.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from timeline.errors import MissingExtraError
from timeline.sources.files import LIMIT

CUT: Final = "cut short at capture"
_GZIP: Final = b"\x1f\x8b"
_ENCODINGS: Final = {"x-gzip": "gzip", "x-deflate": "deflate", "x-brotli": "br"}
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]{0,9}(?:;[^\r\n]{0,999})?\r?\n")
_CONTROL: Final = re.compile(rb"[\0-\x08\x0e-\x1a]")
_LOOKED_AT: Final = 4_096


@dataclass(frozen=True, slots=True)
class Body:
    """What was served, at most a byte more than the limit; `trouble` says why it is no page."""

    data: bytes
    trouble: str | None = None


def read_body(raw: bytes, *, chunked: bool, length: str, encoding: str) -> Body:
    """Return the body of an answer by what its head states.

    `raw` may have been cut a byte behind the limit. Raises MissingExtraError without brotli.
    """
    if len(raw) > LIMIT:
        return Body(raw)
    if chunked and _CHUNK.match(raw):
        joined = _joined(raw)
        if joined is None:
            return Body(b"", CUT)
        raw = joined
    elif length.isascii() and length.isdigit() and len(raw) < int(length[:18]):
        return Body(b"", CUT)
    names = [each.strip().lower() for each in encoding.split(",")]
    return _decoded(raw, [_ENCODINGS.get(n, n) for n in names if n not in ("", "identity")])


def _joined(raw: bytes) -> bytes | None:
    """Return the chunks of a body put together, None where the last one is missing or short."""
    joined = bytearray()
    place = 0
    while (found := _CHUNK.match(raw, place)) is not None:
        size = int(found[1], 16)
        if size == 0:
            return bytes(joined)
        chunk = raw[found.end() : found.end() + size]
        if len(chunk) < size:
            return None
        joined += chunk
        place = found.end() + size
        place += 2 if raw.startswith(b"\r\n", place) else raw.startswith(b"\n", place)
    return None


def _decoded(data: bytes, encodings: Iterable[str]) -> Body:
    """Return data as it was before its encodings, the last of them first."""
    for name in [*encodings][::-1]:
        if name == "br":
            body = _unbrotlied(data)
        elif name == "deflate":
            body = _inflated(data, (15, -15))
        elif data.startswith(_GZIP):
            body = _inflated(data, (31,))
        elif name == "gzip" or not _CONTROL.search(data[:_LOOKED_AT]):
            continue  # gzip is known by its first bytes, and a text by having no others
        else:
            return Body(b"", f"encoded as {name}")
        if body.trouble is not None:
            return body
        data = body.data
    return _inflated(data, (31,)) if data.startswith(_GZIP) else Body(data)


def _inflated(data: bytes, windows: Iterable[int]) -> Body:
    """Return what zlib's data hold, the data themselves where they are none of zlib's.

    "deflate" is zlib's form, and with many servers the bare one: RFC 9110, section 8.4.1.2.
    """
    for window in windows:
        parts: list[bytes] = []
        size, rest = 0, data
        try:
            while rest and size <= LIMIT:
                unpacking = zlib.decompressobj(window)
                part = unpacking.decompress(rest, LIMIT + 1 - size)
                parts.append(part)
                size += len(part)
                if not unpacking.eof:
                    return Body(b"".join(parts), None if size > LIMIT else CUT)
                rest = unpacking.unused_data if unpacking.unused_data.startswith(_GZIP) else b""
        except zlib.error:
            if parts or window == 31:
                return Body(b"", "with a damaged body")
            continue
        return Body(b"".join(parts))
    return Body(data)


def _unbrotlied(data: bytes) -> Body:
    try:
        import brotli
    except ImportError:
        raise MissingExtraError("The Brotli decoder (brotli)", "archives") from None
    unpacking: Any = brotli.Decompressor()
    try:
        found = bytes(unpacking.process(data, output_buffer_limit=LIMIT + 1))
    except brotli.error:
        return Body(data)
    return Body(found, None if len(found) > LIMIT or unpacking.is_finished() else CUT)
