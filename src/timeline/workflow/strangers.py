"""Tell a document of another publication from a new edition.

Two folders of one name, or a folder of different documents, would become one publication. A
document is a stranger where no edition has a title that agrees with its own, apart from dates and
numbers, and none shares a passage, headings, or the label of a figure or an event with it. What
has no title is none: nothing is known against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from timeline.alignment import stems, title_stems
from timeline.errors import StrangerError
from timeline.model import Document, Passage, Snapshot
from timeline.rules.boilerplate import BOILERPLATE
from timeline.rules.calendar import MONTHS
from timeline.store import queries, statements
from timeline.text import normal, words

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NO_NAMES: Final = frozenset(
    "edition issue volume vol number no nr part version update updated revised revision "
    "provisional preliminary final draft new first second third fourth fifth quarter half year "
    "month week day spring summer autumn fall winter monday tuesday wednesday thursday friday "
    "saturday sunday i ii iii iv v vi vii viii ix x xi xii executive summary introduction overview "
    "press release news content key point highlight foreword title".split()
)
"""Words that name no publication: of editions, beside months and numbers, and of any document."""
_SAY_LITTLE: Final = frozenset(
    "share change growth total number rate level value increase decrease rise fall average "
    "duration person people member year percent percentage".split()
)
"""Labels, of one word, that figures of any document have."""
_DIGITS: Final = re.compile(r"\d+")
_FEWEST_WORDS: Final = 3
"""Of a passage that two documents do not share by chance."""
_FEWEST_HEADINGS: Final = 2


def require_none(
    connection: Connection,
    where: str,
    publication: str,
    title: str | None,
    document: Document,
    read: Callable[[], Snapshot],
) -> None:
    """Raise StrangerError for a document that has nothing in common with a stored publication.

    `title` is that stated of it, None for its own; `read` gives what it states.
    """
    own = title or document.title
    if own is None or not _name(own):
        return
    stored = queries.titles(connection, publication)
    known = [each for _, each in stored if each is not None]
    if not known or any(agree(own, each) for each in known):
        return
    if _shares_passages(connection, publication, document.passages):
        return
    if _labels(read()) & _stored_labels(connection, publication):
        return
    label, other = next((label, each) for label, each in reversed(stored) if each is not None)
    raise StrangerError(where, own, f"{publication}@{label}", other)


def agree(one: str, other: str) -> bool:
    """Tell whether two titles can be those of one publication, apart from dates and numbers."""
    first, second = _name(one), _name(other)
    return first <= second or second <= first


def _name(title: str) -> frozenset[str]:
    return frozenset(
        word
        for word in words(title)
        if word not in _NO_NAMES and word not in MONTHS and not any(map(str.isdigit, word))
    )


def _shares_passages(connection: Connection, publication: str, passages: Iterable[Passage]) -> bool:
    said = {(p.kind == "heading", _key(p.quote.text)) for p in passages if p.kind != BOILERPLATE}
    texts = {key for heading, key in said if not heading and _says_something(key)}
    headings = {key for heading, key in said if heading}
    shared: dict[str, set[str]] = {}
    for label, kind, text in queries.passages(connection, publication):
        if text is None or kind == BOILERPLATE:
            continue
        key = _key(text)
        if kind != "heading":
            if key in texts:
                return True
        elif key in headings:
            found = shared.setdefault(label, set())
            found.add(key)
            if len(found) >= max(_FEWEST_HEADINGS, len(headings) / 2):
                return True
    return False


def _key(text: str) -> str:
    return _DIGITS.sub("0", normal(text))


def _says_something(key: str) -> bool:
    return sum(any(map(str.isalpha, word)) for word in key.split()) >= _FEWEST_WORDS


def _labels(stated: Snapshot) -> set[frozenset[str]]:
    measures = {stems(figure.measure) for figure in stated.figures}
    return _telling(measures | {title_stems(event.title) for event in stated.events})


def _stored_labels(connection: Connection, publication: str) -> set[frozenset[str]]:
    measures = statements.measures(connection, publication)
    titles = statements.titles(connection, publication)
    found = {stems(texts[0]) for _, texts in measures}
    return _telling(found | {title_stems(title) for _, _, title in titles})


def _telling(labels: set[frozenset[str]]) -> set[frozenset[str]]:
    return labels - {frozenset(), *map(stems, _SAY_LITTLE)}
