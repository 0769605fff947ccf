"""Addresses of pages, as they are sent."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from timeline.errors import AddressError

_SCHEME: Final = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CREDENTIALS: Final = re.compile(
    r"(?<=//)(?:[^/?#\s]*@|[^/?#\s:\[]*:(?!\d{0,5}(?:[/?#\s]|\Z)).*@)", re.DOTALL
)
"""A name and password before a host; also a password with signs in it that end a host, after which
there is no port."""
_OWN_CREDENTIALS: Final = re.compile(r"\A(\s*[a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
_SHOWN: Final = 300


def checked(url: str) -> str:
    """Return an address as it is sent: host in ASCII, no fragment, other characters escaped.

    Raises AddressError for one that is not http or https, has no host, or holds a password.
    """
    shown = clip_address(url)
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressError(shown, "not the URL of a page") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise AddressError(shown, "not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise AddressError(shown, "an address with a name or password in it")
    try:
        ascii_host = host.encode("ascii" if host.isascii() else "idna").decode()
    except UnicodeError:
        ascii_host = ""
    if not ascii_host or not all(sign.isalnum() or sign in ".-_:" for sign in ascii_host):
        raise AddressError(shown, "a URL without a valid host")
    bare = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    netloc = bare if port is None else f"{bare}:{port}"
    try:
        path = quote(parts.path or "/", safe="%/:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="%/?:@!$&'()*+,;=~-._[]|")
    except UnicodeError:
        raise AddressError(shown, "a URL with characters that are no text") from None
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def follow_link(base: str, target: str) -> str:
    """Return where a link leads from an address, as it is sent. Raises AddressError."""
    try:
        joined = urljoin(base, target)
    except ValueError:
        raise AddressError(clip_address(target), "not the URL of a page") from None
    return checked(joined)


def clip_address(url: str) -> str:
    """Return an address as it may be printed: not endless, and without a name or password."""
    bare = _CREDENTIALS.sub("…@", url)
    return bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]}…"


def drop_credentials(url: str) -> str:
    """Return an address without the name and password that stand before its host."""
    return _OWN_CREDENTIALS.sub(r"\1", url)


def is_url(argument: str) -> bool:
    """Tell whether an argument of the command line is an address, of any scheme, and no path."""
    return _SCHEME.match(argument) is not None
