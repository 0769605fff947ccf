"""Draw `docs/pictures`: the pages of the bundled data, as Chromium shows them by day.

The same data, day and browser give the same pictures; other fonts give others.

Run: python -m tools.screenshots
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

import uvicorn
from playwright.sync_api import Browser, sync_playwright

import timeline
from timeline.web.app import create_app
from timeline.web.server import listening

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "pictures"
TODAY: Final = date(2024, 4, 30)
WIDE: Final = 1280
PAGES: Final = {
    "home": ("/", 860),
    "chronology": ("/us-mexico-example", 860),
    "edition": ("/us-mexico-example@2023#figure-444-456", 760),
    "diff": ("/us-mexico-example@2023/since/us-mexico-example@2022", 720),
    "series": ("/series/us-mexico-example@2023/figure-444-456", 860),
}
"""The address and the height, in pixels, of each picture."""


@contextmanager
def pages(database: str) -> Iterator[str]:
    """Serve a database on loopback while a block runs; the address is yielded."""
    app = create_app(database, today=TODAY.toordinal)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
    bound = listening("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        bound.close()


def draw(browser: Browser, base: str) -> None:
    """Write each picture, in the light scheme."""
    for name, (path, height) in PAGES.items():
        size = {"width": WIDE, "height": height}
        page = browser.new_page(viewport=size, color_scheme="light")  # type: ignore[arg-type]
        page.goto(base + path)
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
        page.close()


def main() -> None:
    """Draw all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        path = f"{place}/timeline.db"
        timeline.load(path, [str(ROOT / "snapshots")])
        timeline.ingest(path, [str(ROOT / "examples" / "us-mexico-example")])
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        with pages(path) as base:
            draw(browser, base)
        browser.close()


if __name__ == "__main__":
    main()
