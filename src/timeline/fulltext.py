"""Words looked for in the whole store: what is asked for, how well a text fits, what to show of it.

A text fits if it has all the words, in any order and with any endings; words between quotation
marks have to follow one another. Databases only find what can fit. The order is made here, so that
it is the same for both, by `rank_texts`:

1. a measure or title of these words alone comes first, then one that has them among others, then
   a passage;
2. the more of the words stand in the very form asked for, the better;
3. the fewer other words stand between them, the better;
4. what a newer edition states comes first, what has no date last.

What is equal then is sorted by kind, publication, text and place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.label_search import QUESTIONS
from timeline.model import Imprint, Passage, StatedFigure, Statement
from timeline.text import stem, words

MOST_WORDS: Final = 2_000
"""Words of one text that are indexed, from its beginning."""
_SAME, _LABEL, _TEXT = range(3)
BAR: Final = "|"
_LONGEST: Final = 100
"""Characters of a word that count: more than any language's longest word."""
CLIPPED: Final = 240
"""Most characters of a text that are shown around the words."""
_QUOTED: Final = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
_SOFT: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SHOWN: Final = re.compile(
    rf"\bu\.s\.|\bunited\s+states\b|(?:[^\W_]|[{_SOFT}])+(?:[.,][0-9]+)*%?", re.IGNORECASE
)


def index_words(text: str) -> list[str]:
    """Return the stems of the content words of a text in order, as they are indexed."""
    return [stem(word)[:_LONGEST] for word in words(text)[:MOST_WORDS]]


def join_words(texts: Iterable[str]) -> list[str]:
    """Return the stems of several texts, with a bar between one text and the next.

    No phrase leads over a bar, which is no word. Empty where no text has any.
    """
    found: list[str] = []
    for own in filter(None, map(index_words, texts)):
        found += [BAR, *own] if found else own
    return found


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: words as they were written, their stems, and stems in a row.

    `forms` and `stems` are parallel, each stem once.
    """

    forms: tuple[str, ...]
    stems: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]


def read_query(text: str) -> Query:
    """Return what somebody asks for; no character but a quotation mark has a meaning of its own.

    A mark without a second one quotes nothing.
    """
    pieces = _QUOTED.split(text)
    if len(pieces) % 2 == 0:
        pieces[-2:] = [" ".join(pieces[-2:])]
    phrases = tuple(tuple(index_words(piece)) for piece in pieces[1::2])
    quoted = [word for piece in pieces[1::2] for word in words(piece)]
    loose = [word for piece in pieces[::2] for word in words(piece)]
    asked = [word for word in loose if word not in QUESTIONS] + quoted or loose
    forms = {stem(word)[:_LONGEST]: word for word in reversed(asked)}
    ordered = tuple(reversed(forms.items()))
    return Query(
        tuple(form for _, form in ordered),
        tuple(each for each, _ in ordered),
        tuple(phrase for phrase in phrases if len(phrase) > 1),
    )


# ---------------------------------------------------------------- how well a text fits


def rank_texts(query: Query, texts: Sequence[str], *, label: bool) -> tuple[int, int, int]:
    """Return how well texts that have all the words together fit, the lower the better.

    See above for the first three parts; the fourth is the caller's. `label` tells that the texts
    are what names a figure, the measure first, or a title.
    """
    own = {word for text in texts for word in words(text)}
    missing = sum(form not in own for form in query.forms)
    same = label and set(index_words(texts[0])) == set(query.stems)
    place = _SAME if same else _LABEL if label else _TEXT
    return (place, missing, count_between(query.stems, join_words(texts)))


def count_between(asked: Sequence[str], found: Sequence[str]) -> int:
    """Return how many other words the shortest stretch has that holds all words asked for."""
    wanted, last, best = set(asked), dict[str, int](), len(found)
    for place, each in enumerate(found):
        if each in wanted:
            last[each] = place
            if len(last) == len(wanted):
                best = min(best, place - min(last.values()) + 1 - len(wanted))
    return best


# ---------------------------------------------------------------- what is shown of it


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text, clipped around the words asked for; `spans` are where they stand in it.

    Each span is the first character and the one after the last. What was cut off is an ellipsis.
    """

    text: str
    spans: tuple[tuple[int, int], ...]


def clip_text(query: Query, text: str, most: int = CLIPPED) -> Snippet:
    """Return a text with the places of the words; of a long one, what is around the first of them.

    It is cut between words.
    """
    wanted = set(query.stems)
    spans = [
        (match.start(), match.end())
        for match in _SHOWN.finditer(text)
        if not wanted.isdisjoint(index_words(match[0]))
    ]
    if len(text) <= most:
        return Snippet(text, tuple(spans))
    begin = _best_begin(spans, len(text), most)
    if begin > 0:
        begin = text.find(" ", begin, begin + most // 4) + 1 or begin
    end = min(len(text), begin + most)
    if end < len(text):
        blank = text.rfind(" ", begin + most // 2, end)
        end = end if blank < 0 else blank
    head, tail = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(head) - begin
    inside = tuple((a + shift, b + shift) for a, b in spans if begin <= a and b <= end)
    return Snippet(f"{head}{text[begin:end]}{tail}", inside)


def _best_begin(spans: Sequence[tuple[int, int]], size: int, most: int) -> int:
    """Return where to begin so that the most words are in reach, a little before the first."""
    before = most // 4
    starts = [max(0, a - before) for a, _ in spans] or [0]
    reached = [sum(begin <= a and b <= begin + most for a, b in spans) for begin in starts]
    return min(starts[reached.index(max(reached))], size - most)


# ---------------------------------------------------------------- what is found


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A figure, an event or a passage that has the words, as the newest edition states it.

    `rank` is its place among all hits, from 1. `item` is what was found, by `kind`; `number` its
    place among its like in the edition, from 0. `others` are the further editions that state the
    same, newest first. `snippet` is its sentence, or what names it where there is no sentence.
    """

    kind: str
    rank: int
    item: StatedFigure | Statement | Passage
    imprint: Imprint
    number: int
    others: tuple[str, ...]
    snippet: Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """Hits, best first, and how many there are in all, by kind: more than can be listed, maybe."""

    totals: dict[str, int]
    hits: tuple[SearchHit, ...]
