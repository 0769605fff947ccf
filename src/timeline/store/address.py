"""Where a database is: the path of a file, or an SQLAlchemy URL."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from timeline.errors import BadValueError, DatabaseUnusableError
from timeline.values import MAX_NAME

_EXPECTED = "a path, sqlite:///PATH or postgresql://USER@HOST/NAME"
_SCHEME = re.compile(r"\s*postgres(?:ql)?(?:\+\w+)?:", re.IGNORECASE)
_SETTING = re.compile(r"\s*\w+\s*=")
_OF_CONNECTIONS = re.compile(r"\b(?:host|hostaddr|port|dbname|user|password|service)\s*=")
"""A connection string of the server's own programs is no path, and can hold a password."""
_WITH_PASSWORD = re.compile(r"(?:\A|/)[^/:@]+:[^/@]*@")
"""An address without its "://", such as user:password@host, is no name of a file."""
_SECRETS = frozenset({"password", "sslpassword", "oauth_client_secret"})


@dataclass(frozen=True, slots=True)
class Address:
    """A database: the `path` of an SQLite file, or the `url` of a PostgreSQL server's.

    `where` names it in messages, without a password.
    """

    where: str
    path: str | None
    url: URL

    @staticmethod
    def parse(target: str) -> Address:
        """Return the address that a user wrote.

        Raises BadValueError for one that is none, DatabaseUnusableError for a name that no file
        can have.
        """
        if _SETTING.match(target) and _OF_CONNECTIONS.search(target):
            raise BadValueError("--db", f"{target.partition('=')[0].strip()}=…", _EXPECTED)
        if "://" not in target:
            if (scheme := _SCHEME.match(target)) is not None:
                raise BadValueError("--db", f"{scheme[0]}…", _EXPECTED)
            if _WITH_PASSWORD.search(target):
                raise BadValueError("--db", f"…@{target.rpartition('@')[2]}", _EXPECTED)
            return _file(target, target)
        try:
            url = make_url(target)
        except (ArgumentError, ValueError):
            raise BadValueError("--db", _blotted(target), _EXPECTED) from None
        if "@" in (url.host or ""):  # of a password: it has to be written as %40
            raise BadValueError("--db", _blotted(target), _EXPECTED)
        backend, _, driver = url.drivername.partition("+")
        if backend == "sqlite":
            if url.query or url.host or url.username or url.password:
                raise BadValueError("--db", _shown(url), "sqlite:///PATH, without user or options")
            return _file(target, url.database or "")
        if backend not in ("postgres", "postgresql") or driver not in ("", "psycopg"):
            raise BadValueError("--db", _blotted(target), _EXPECTED)
        return Address(_shown(url), None, url.set(drivername="postgresql+psycopg"))

    def without_password(self, message: str) -> str:
        """Return a driver's message with the password, should it hold it, blotted out."""
        said = self.url.query
        for secret in (self.url.password, *(said[name] for name in _secrets_of(self.url))):
            if isinstance(secret, str) and secret:
                message = message.replace(secret, "***")
        return message


def _file(target: str, path: str) -> Address:
    if not path or path == ":memory:" or path.startswith("file:"):
        raise BadValueError("--db", target, _EXPECTED)
    if any(len(os.fsencode(part)) > MAX_NAME for part in path.split("/")):
        raise DatabaseUnusableError(
            path, f"has a name of over {MAX_NAME} bytes", "Name another file."
        )
    return Address(path, path, URL.create("sqlite", database=path))


def _blotted(target: str) -> str:
    """Return what is no URL as it may be printed."""
    shown = re.sub(r"://.*@", "://…@", target, flags=re.DOTALL)
    return re.sub(r"\?.*", "?…", shown, flags=re.DOTALL)


def _secrets_of(url: URL) -> list[str]:
    """Return the names of the options of a URL that are no one's business, however written."""
    return [name for name in url.query if name.casefold() in _SECRETS]


def _shown(url: URL) -> str:
    """Return a URL as it may be printed."""
    query = url.difference_update_query(_secrets_of(url)).query
    plain = URL.create(url.drivername, url.username, None, url.host, url.port, url.database, query)
    return plain.render_as_string()
