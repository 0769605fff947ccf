"""Tell a document of another publication from a new edition.

Two folders of one name, or a folder of different documents, would become one publication. A
document is a stranger where no edition has a title that agrees with its own
(`timeline.edition.title_words`), and none shares a telling passage, headings, or the label of a
figure or an event with it. What has no telling title is none: nothing is known against it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from timeline.alignment import stems, title_stems
from timeline.decode.boilerplate import BOILERPLATE
from timeline.edition import edition_words
from timeline.edition.title_words import agree, name_two_countries, telling_words
from timeline.errors import StrangerError
from timeline.lexicon import read_lexicon
from timeline.model import Capture, Passage, Snapshot
from timeline.store import queries, statements
from timeline.text import normal

if TYPE_CHECKING:
    from timeline.edition.extraction import Extractions
    from timeline.edition.incoming import IncomingEdition
    from timeline.store.database import Connection

_COMMON: Final = edition_words.COMMON
"""Words of labels that figures of any document have."""
_SMALL_PRINT: Final = tuple(
    entry["words"] for entry in read_lexicon("edition/data/small_print.tsv", ("words",))
)  # fmt: skip
"""What stands in the small print of documents, whatever they are about."""
_FEWEST_WORDS: Final = 6
"""Of a passage that two documents do not share by chance."""
_FEWEST_HEADINGS: Final = 2
_DIGITS: Final = re.compile(r"\d+")


def require_none(
    connection: Connection, extractions: Extractions, edition: IncomingEdition
) -> None:
    """Raise StrangerError for a document that has nothing in common with a stored publication.

    Raises NotExtractedError where that depends on what the document states.
    """
    document, publication = edition.document, edition.stated.publication
    own = None if document is None else edition.stated.title or document.title
    if document is None or own is None or not telling_words(own):
        return
    stored = queries.titles(connection, publication)
    known = [(label, each) for label, each in stored if each is not None and telling_words(each)]
    if not known or any(agree(own, each) for _, each in known):
        return
    # The sheets of one form for several countries have their headings and labels in common.
    of_another = any(name_two_countries(own, each) for _, each in known)
    if _shares_passages(connection, publication, document.passages, headed=not of_another):
        return
    if not of_another:
        own_labels = _labels_of(extractions.snapshot_of(edition))
        if own_labels & _stored_labels(connection, publication):
            return
    label, other = known[-1]
    raise StrangerError(edition.where, own, f"{publication}@{label}", other)


def folder_of(capture: Capture | queries.EditionCapture) -> str:
    """Return the folder that a file was found in."""
    return capture.origin.rpartition(os.sep)[0]


def has_editions_of(connection: Connection, publication: str, folder: str) -> bool:
    """Tell whether a publication has an edition that was found in a folder."""
    return any(folder_of(each) == folder for each in queries.captures(connection, publication))


def _shares_passages(
    connection: Connection, publication: str, passages: Iterable[Passage], *, headed: bool
) -> bool:
    """Tell whether one telling passage is stored, or where `headed`, half of the headings."""
    said = {(p.kind == "heading", _key(p.quote.text)) for p in passages if p.kind != BOILERPLATE}
    texts = {key for heading, key in said if not heading and _says_something(key)}
    headings = {key for heading, key in said if heading and headed and telling_words(key)}
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
    enough = sum(any(map(str.isalpha, word)) for word in key.split()) >= _FEWEST_WORDS
    return enough and not any(mark in key for mark in _SMALL_PRINT)


def _labels_of(stated: Snapshot) -> set[frozenset[str]]:
    measures = {stems(figure.measure) for figure in stated.figures}
    return _telling_labels(measures | {title_stems(event.title) for event in stated.events})


def _stored_labels(connection: Connection, publication: str) -> set[frozenset[str]]:
    measures = statements.measures(connection, publication)
    titles = statements.titles(connection, publication)
    found = {stems(texts[0]) for _, texts in measures}
    return _telling_labels(found | {title_stems(title) for _, _, title in titles})


def _telling_labels(labels: set[frozenset[str]]) -> set[frozenset[str]]:
    common = frozenset[str]().union(*map(stems, _COMMON))
    return {label for label in labels if label - common}
