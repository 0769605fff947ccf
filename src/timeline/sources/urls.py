"""Addresses of pages, as they are sent."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from timeline.errors import AddressError


def checked(url: str) -> str:
    """Return an address as it is sent: host in ASCII, no fragment, other characters escaped.

    Raises AddressError for one that is not http or https, has no host, or holds a password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressError(url, "not the URL of a page") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise AddressError(url, "not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise AddressError(url, "an address with a name or password in it")
    try:
        ascii_host = host.encode("ascii" if host.isascii() else "idna").decode()
    except UnicodeError:
        ascii_host = ""
    if not ascii_host or not all(sign.isalnum() or sign in ".-_:" for sign in ascii_host):
        raise AddressError(url, "a URL without a valid host")
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    netloc = shown if port is None else f"{shown}:{port}"
    path = quote(parts.path or "/", safe="%/:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="%/?:@!$&'()*+,;=~-._[]|")
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def is_url(argument: str) -> bool:
    """Tell whether an argument of the command line is an address and no path."""
    return argument.lower().startswith(("http://", "https://"))
