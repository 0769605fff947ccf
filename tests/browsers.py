"""A real browser for the tests: Debian's Chromium, driven by Playwright, and what others wrote.

Chromium is the one that TIMELINE_TEST_CHROMIUM names, else one on the path. TIMELINE_TEST_NPM
names a folder with the unpacked npm packages `axe-core` and `timelinejs`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""A browser that asks nobody anything by itself."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium while a block runs; skip the test where it or Playwright is absent."""
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright here")
    names = (os.environ.get("TIMELINE_TEST_CHROMIUM"), "chromium", "chromium-browser")
    program = next(filter(None, map(shutil.which, filter(None, names))), None)
    if program is None:
        pytest.skip("no Chromium here")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def npm_file(name: str) -> Path:
    """Return a file of an unpacked npm package, or skip the test."""
    folder = os.environ.get("TIMELINE_TEST_NPM")
    path = Path(folder or ".") / name
    if folder is None or not path.exists():
        pytest.skip(f"no {name} here: TIMELINE_TEST_NPM names no folder with it")
    return path


@dataclass
class Watched:
    """A page of the browser, with the faults that it met."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def require_no_fault(self) -> None:
        """Require that nothing failed since the last time, and nobody outside was asked."""
        faults, self.faults = self.faults, []
        assert faults == [], self.page.url


@contextmanager
def watching(browser: Browser, **options: object) -> Iterator[Watched]:
    """Open a page, and write down its errors and what it asks of anybody else than its site."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    watched = Watched(context.new_page())

    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("file", "data", "blob") and parts.hostname != "127.0.0.1":
            watched.faults.append(f"asks {request.url}")

    page = watched.page
    page.on("request", asked)
    page.on("pageerror", lambda error: watched.faults.append(str(error)))
    page.on(
        "console",
        lambda said: (
            watched.faults.append(said.text) if said.type in ("error", "warning") else None
        ),
    )
    try:
        yield watched
    finally:
        context.close()
