"""What a site asks programs to leave alone: robots.txt (RFC 9309)."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from timeline.sources.web import AGENT, Client

_NAME: Final = AGENT.partition("/")[0]
_READ: Final = 500 * 1024
"""Bytes that are read of a file; what follows is left (RFC 9309, 2.5)."""
_BUSY: Final = 429


class Robots:
    """Asks each site once; `allowed` may fetch its robots.txt."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._rules: dict[str, Protego | None] = {}

    def allowed(self, url: str) -> bool:
        """Tell whether a page may be fetched. Raises what `Client.get` does.

        A site without robots.txt (4xx) allows all; one that cannot say (5xx, 429) allows nothing.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            answer = self._client.get(f"{site}/robots.txt", cut_at=_READ)
            if answer.status >= 500 or answer.status == _BUSY:
                self._rules[site] = None
            else:
                text = answer.data.decode("utf-8", "replace") if answer.status == 200 else ""
                self._rules[site] = Protego.parse(text)
        rules = self._rules[site]
        return rules is not None and bool(rules.can_fetch(url, _NAME))
