"""Captures that a web archive holds -> what it gives of them, fetched at their turn or before.

Captures of equal bytes are one group, of which the first that can be had is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from timeline.edition.page_names import canonical_of
from timeline.errors import NetworkError, RefusedError, TimelineError
from timeline.ingestion.capture import SeenCapture
from timeline.ingestion.web import capture_of

if TYPE_CHECKING:
    from timeline.sources.archive import Memento
    from timeline.sources.web import Client, Response

FAILURES: Final = 5
"""Groups in a row that cannot be had: the archive is left for another time."""
_ELSEWHERE: Final = "led elsewhere by the archive"


@dataclass(frozen=True, slots=True)
class MementoGroup:
    """Captures of equal bytes, and what was fetched of them before their turn, by address."""

    mementos: tuple[Memento, ...]
    fetched: dict[str, Response | TimelineError] = field(default_factory=dict)


def name_memento(memento: Memento) -> str:
    """Return how the user is told of a capture."""
    return f"{memento.url} of {memento.at}"


def as_seen(memento: Memento, answer: Response) -> SeenCapture:
    """Return an answer as a capture. Raises UnreadableError for what is no document."""
    return SeenCapture(
        capture=capture_of(memento.url, answer, memento.at),
        where=name_memento(memento),
        source=memento.url,
        archive=memento.raw,
    )


def find_shown(memento: Memento, answer: Response) -> Memento | str:
    """Return the capture of the page that an answer holds, or why it holds none."""
    from timeline.sources.archive import replayed

    if answer.status != HTTPStatus.OK:
        return f"answered with status {answer.status} by the archive"
    shown = replayed(memento, answer)
    if shown is None or canonical_of(shown.url) != canonical_of(memento.url):
        return _ELSEWHERE
    return replace(shown, url=memento.url)


def fetch_memento(client: Client, group: MementoGroup, memento: Memento) -> Response:
    """Return what the archive gives, or gave before its turn.

    Raises NetworkError, and what `Client.get` does.
    """
    from timeline.sources.archive import given

    answer = group.fetched.get(memento.raw) or given(client.get(memento.raw))
    if isinstance(answer, TimelineError):
        raise answer
    return answer


# ---------------------------------------------------------------- before their turn


def fetch_ahead(
    client: Client,
    groups: Iterable[tuple[Memento, ...]],
    is_stored: Callable[[tuple[Memento, ...]], bool],
) -> Iterator[MementoGroup]:
    """Yield each group with what would be fetched of it; after failures in a row, with nothing."""
    failures = 0
    for mementos in groups:
        group = MementoGroup(mementos)
        if failures < FAILURES and not is_stored(mementos):
            failures = failures + 1 if _fails_to_fetch(client, group) else 0
        yield group


def find_fetched(group: MementoGroup) -> SeenCapture | None:
    """Return the capture of a group that was fetched before its turn, None without a document."""
    for memento in group.mementos:
        answer = group.fetched.get(memento.raw)
        if answer is None or isinstance(answer, TimelineError):
            return None
        shown = find_shown(memento, answer)
        if not isinstance(shown, str):
            with suppress(RefusedError):
                return as_seen(shown, answer)
            return None
    return None


def _fails_to_fetch(client: Client, group: MementoGroup) -> bool:
    """Fetch captures of a group until one can be had; tell whether the network failed."""
    for memento in group.mementos:
        try:
            answer = fetch_memento(client, group, memento)
        except TimelineError as error:
            group.fetched[memento.raw] = error
            return isinstance(error, NetworkError)
        group.fetched[memento.raw] = answer
        if not isinstance(find_shown(memento, answer), str):
            break
    return False
