"""The pages of a database, served by a real server on loopback and asked for by a real client."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import uvicorn
from selectolax.lexbor import LexborHTMLParser, LexborNode

from timeline.web.app import create_app
from timeline.web.server import listening

_SAFE = "/@?&=%~!$'()*+,;:"
TODAY = 739_000
"""A day in April 2024."""


@dataclass(frozen=True)
class Answered:
    """What a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def page(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.text)


@dataclass(frozen=True)
class Pages:
    """The pages of a running server."""

    port: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Answered:
        """Ask for an address, and follow no redirect."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, quote(path, safe=_SAFE), headers=headers)
            answer = connection.getresponse()
            return Answered(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def page(self, path: str) -> LexborHTMLParser:
        """Return a page that must be there, and be whole."""
        answer = self.get(path)
        assert answer.status == 200, answer.text
        require_whole(answer.text)
        return answer.page


@contextmanager
def serving(database: Path | str) -> Iterator[Pages]:
    """Serve a database while a block runs."""
    app = create_app(str(database), today=lambda: TODAY)
    config = uvicorn.Config(app, log_level="error", access_log=False, ws="none", lifespan="off")
    server = uvicorn.Server(config)
    bound = listening("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield Pages(bound.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)
        bound.close()


def require_whole(html: str) -> None:
    """Require what a page has to keep: no id twice, no link in a link, no place without a name."""
    page = LexborHTMLParser(html)
    ids = Counter(node.attributes["id"] for node in page.css("[id]"))
    assert [name for name, times in ids.items() if times > 1] == []
    assert page.css("a a") == []
    assert page.css("[style], [onclick], script:not([src])") == []
    for node in page.css("[aria-describedby], [aria-labelledby], [for]"):
        for kind in ("aria-describedby", "aria-labelledby", "for"):
            assert node.attributes.get(kind) in (None, *ids), (kind, node.html)
    for node in page.css('a[href^="#"]'):
        assert (node.attributes["href"] or "")[1:] in ids
    assert len(page.css("h1")) == 1
    assert len(page.css("main")) == 1


def words(node: LexborNode | None) -> str:
    """Return the text of an element, its blanks as one."""
    return "" if node is None else " ".join(node.text().split())
