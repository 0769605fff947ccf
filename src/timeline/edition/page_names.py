"""The address of a page -> the name of the publication whose editions it shows."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import quote, urlsplit

from timeline.edition.metadata import LONGEST_SLUG, slug

_DEFAULT_PORTS: Final = frozenset({"", "80", "443"})
_PLAIN_HOST: Final = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+)*(?::\d+)?")
_PLAIN_PATH: Final = re.compile(r"(?:/(?![a-z]{2}\Z)[a-z0-9]+(?:-[a-z0-9]+)*)?")
"""One step: of two, nothing would tell "/p/x" from "/p-x"; one of two letters may end a host."""


def canonical_of(address: str) -> str:
    """Return what an address has in common with the others of its page.

    The scheme, a "www.", a default port, the capitals of the host, its form in ASCII or Unicode, a
    point behind it, a slash or an empty query at the end and a fragment do not count, nor does
    whether and how a character is escaped that need not be; the path and the query do otherwise.
    Source: RFC 3986, section 6.2.2.
    """
    host, path = _host_and_path(address)
    name, colon, port = host.partition(":")
    return f"{name.rstrip('.')}{colon}{port}{_ESCAPED.sub(_unescaped, path)}"


_ESCAPED: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")


def _unescaped(escaped: re.Match[str]) -> str:
    sign = chr(int(escaped[1], 16))
    return sign if _UNRESERVED.fullmatch(sign) else escaped[0].upper()


def _host_and_path(address: str) -> tuple[str, str]:
    """Return the host, with a port that is no default one, and all behind it, as written."""
    rest = re.sub(r"\A[a-z]+://", "", address.partition("#")[0], flags=re.IGNORECASE)
    place = re.split(r"[/?]", rest, maxsplit=1)[0]
    try:
        split = urlsplit(f"//{place.rpartition('@')[2]}")
        host, port = split.hostname or "", "" if split.port is None else str(split.port)
    except ValueError:
        host, port = place.lower(), ""
    host = _in_ascii(host.removeprefix("www."))
    port = "" if port in _DEFAULT_PORTS else f":{port}"
    return f"{host}{port}", quote(rest[len(place) :].rstrip("/?"), safe="/?&=%-._~:@!$'()*+,;")


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def publication_of(address: str) -> str:
    """Return the name of the publication of an address: its host and path as a slug.

    Where other addresses would give the same slug, or a long one is cut, it is closed by a hash of
    the address, so that two pages share no name.
    """
    return _name_of(canonical_of(address))


def full_name_of(address: str) -> str:
    """Return a name that no other page has, whatever its address."""
    canonical = canonical_of(address)
    return _closed(_words(canonical), canonical)


def earlier_names_of(address: str) -> tuple[str, ...]:
    """Return the names that an address gave to older databases, the newest first.

    Up to version 9 of the rules, escapes counted as they are written; `earlier_name_of` was first.
    """
    return _name_of("".join(_host_and_path(address))), earlier_name_of(address)


def earlier_name_of(address: str) -> str:
    """Return the name that an address gave up to version 7 of the rules, for older databases."""
    bare = re.sub(r"\A[a-z]+://(www\.)?", "", address.partition("#")[0], flags=re.IGNORECASE)
    name = _words(quote(bare.rstrip("/"), safe="/?&=%-._~:@"))
    return name if len(name) <= LONGEST_SLUG else _closed(name, name)


def _name_of(canonical: str) -> str:
    host, slash, path = canonical.partition("/")
    name = _words(canonical)
    plain = _PLAIN_HOST.fullmatch(host) and _PLAIN_PATH.fullmatch(f"{slash}{path}")
    return name if plain and len(name) <= LONGEST_SLUG else _closed(name, canonical)


def _words(address: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", address.lower())) or "untitled"


def _closed(name: str, hashed: str) -> str:
    digest = hashlib.sha256(hashed.encode()).hexdigest()[:8]
    return f"{slug(name)[: LONGEST_SLUG - 9].rstrip('-')}-{digest}"
