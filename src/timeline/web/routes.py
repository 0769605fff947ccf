"""Which builder makes the page at a path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Final

from timeline.web.failures import PageNotFoundError
from timeline.web.page import Builder

_SLUG: Final = r"(?P<publication>[^/@]+)"
_PAGE: Final = r"(?:/page/(?P<page>\d+))?"
_EDITION: Final = r"(?P<edition>[^/@]+@[^/@]+)"
_ROUTES: Final = tuple(
    (re.compile(pattern), module)
    for pattern, module in (
        (r"/", "home"),
        (rf"/events{_PAGE}", "chronology"),
        (rf"/figures{_PAGE}", "figures"),
        (r"/status", "status"),
        (r"/search", "search"),
        (rf"/series/{_EDITION}/(?P<fact>[^/]+)", "series"),
        (rf"/happening/{_SLUG}/(?P<key>.+)", "happening"),
        (rf"/{_EDITION}/since/(?P<before>[^/@]+@[^/@]+){_PAGE}", "diff"),
        (rf"/{_EDITION}/capture", "stored_copy"),
        (rf"/{_EDITION}/(?P<fact>[^/]+)", "fact"),
        (rf"/{_EDITION}", "edition"),
        (rf"(?:/publication)?/{_SLUG}{_PAGE}", "chronology"),
    )
)
"""The pattern of a path, and the module whose `build` makes its page; the first that fits."""


def route(path: str) -> tuple[Builder, Mapping[str, str]]:
    """Return the builder of a page and the named parts of its path. Raises PageNotFoundError."""
    for pattern, module in _ROUTES:
        found = pattern.fullmatch(path)
        if found is not None:
            builder: Builder = import_module(f"timeline.web.{module}").build
            return builder, {name: value for name, value in found.groupdict().items() if value}
    raise PageNotFoundError(path)
