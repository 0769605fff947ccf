"""Tell a document of another publication from a new edition.

Two folders of one name, or a folder of different documents, would become one publication. A
document is a stranger where no edition has a title that agrees with its own
(`timeline.edition.title_words`), and none shares a telling passage, headings, or the label of a
figure or an event with it. Where a title tells nothing, it is one that shares hardly a word. Where
both say of which site they are, and it is not the same, titles and single words tell nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from timeline.alignment import stems, title_stems
from timeline.decode.boilerplate import BOILERPLATE
from timeline.decode.page_address import site_of
from timeline.edition import edition_words
from timeline.edition.title_words import agree, is_telling, name_two_countries, telling_words
from timeline.errors import StrangerError
from timeline.lexicon import read_lexicon
from timeline.model import Capture, Passage, Snapshot
from timeline.store import queries, sightings, statements
from timeline.text import normal, words

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
_FEWEST_TELLING: Final = 4
"""Words of a text, below which nobody can tell what it is about."""
_SHORTEST: Final = 4
_ALIKE: Final = 0.05
"""The part of all telling words of two texts that both have. Of 472 pairs of editions of one
publication (almanacs, relations of two countries, bulletins) none had less than 0.2; of 4,913 pairs
of others, half had less than 0.02."""
_ALIKE_ELSEWHERE: Final = 0.3
"""The same of texts from two folders that have nothing but their name in common. Between two kinds
of reports about one country it was 0.08 to 0.24; each of 92 editions had 0.39 or more with another
of its publication."""
_NOTHING: Final = "no passage, figure or event"
_DIGITS: Final = re.compile(r"\d+")


def require_none(
    connection: Connection,
    extractions: Extractions,
    edition: IncomingEdition,
    *,
    elsewhere: bool = False,
) -> None:
    """Raise StrangerError for a document that has nothing in common with a stored publication.

    What is found `elsewhere`, in another folder of the same name, has to have more in common.
    Raises NotExtractedError where that depends on what the document states.
    """
    document, publication = edition.document, edition.stated.publication
    if document is None:
        return
    own = edition.stated.title or document.title
    stored = queries.titles(connection, publication)
    known = [(label, each) for label, each in stored if each is not None and telling_words(each)]
    if own is None or not telling_words(own) or not known:
        if stored and not _has_words_of(connection, extractions, edition, stored, elsewhere):
            label, other = stored[-1]
            common = "too little" if elsewhere else _NOTHING
            raise StrangerError(edition.where, own, f"{publication}@{label}", other, common)
        return
    akin = [label for label, each in known if agree(own, each)]
    if akin and not _is_of_other_site(connection, publication, akin[-1], edition.capture):
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
    raise StrangerError(edition.where, own, f"{publication}@{label}", other, _NOTHING)


def _is_of_other_site(
    connection: Connection, publication: str, label: str, capture: Capture
) -> bool:
    """Tell whether a page and all captures of an edition name sites, of which none is the same."""
    own = site_of(capture)
    if own is None:
        return False
    stored = sightings.stored_captures(connection, publication, label)
    sites = {site for each in stored if (site := site_of(each.capture)) is not None}
    return bool(sites) and own not in sites


def _has_words_of(
    connection: Connection,
    extractions: Extractions,
    edition: IncomingEdition,
    stored: Sequence[tuple[str, str | None]],
    elsewhere: bool,
) -> bool:
    """Tell whether a document shares a passage, a label or some words with its publication.

    Of one of too few words nobody can tell.
    """
    publication = edition.stated.publication
    passages = () if edition.document is None else edition.document.passages
    own = _words_of(_texts(passages))
    if len(own) < _FEWEST_TELLING:
        return True
    least, compared = _ALIKE_ELSEWHERE if elsewhere else _ALIKE, 0
    for label, _ in reversed(stored):
        other = _words_of(_texts_of(connection, extractions, publication, label))
        if len(other) >= _FEWEST_TELLING:
            compared += 1
            alike = len(own & other) >= least * len(own | other)
            if alike and not _is_of_other_site(connection, publication, label, edition.capture):
                return True
    if not compared:
        return True
    if _shares_passages(connection, publication, passages, headed=not elsewhere):
        return True
    if elsewhere:
        return False
    own_labels = _labels_of(extractions.snapshot_of(edition))
    return not own_labels.isdisjoint(_stored_labels(connection, publication))


def _texts_of(
    connection: Connection, extractions: Extractions, publication: str, label: str
) -> tuple[str, ...]:
    """Return the texts of the passages of a stored edition."""
    last = extractions.recent.at_hand(connection, publication, label)
    if last is not None:
        return _texts(last.passages)
    found = queries.passages(connection, publication, label)
    return tuple(text for _, kind, text in found if text and kind != BOILERPLATE)


def _texts(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(each.quote.text for each in passages if each.kind != BOILERPLATE)


@lru_cache(maxsize=4)
def _words_of(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the telling words of an edition; the next one is compared with the same texts."""
    every = frozenset[str]().union(*map(words, texts))
    said = (each for each in every if len(each) >= _SHORTEST and each.isalpha())
    return frozenset[str]().union(*map(stems, filter(is_telling, said)))


def folder_of(capture: Capture) -> str:
    """Return the folder that a file was found in, as its path begins."""
    return capture.origin[: capture.origin.rfind(os.sep) + 1]


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
