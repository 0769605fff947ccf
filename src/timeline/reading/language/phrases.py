"""The text of chunks as a noun phrase: without its dates, amounts, hedges and opening articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from timeline.reading.language import measure_words as classes
from timeline.reading.language import word_classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.tagged_words import Word

MOST_WORDS: Final = 18
_TRIMMED: Final = "it,&;+s"
_KEPT: Final = (classes.ARTICLES | {"all"}) - classes.DEMONSTRATIVES
"""Determiners that stay inside a phrase."""
_NOT_JOINED: Final = word_classes.NOT_JOINING
"""Prepositions that say no more of a noun before them."""
_TO_ADJECTIVES: Final = word_classes.BEHIND_ADJECTIVES


def text_of(text: str, chunks: Sequence[Chunk], *, opening: bool = False) -> str:
    """Return chunks as a phrase; with `opening`, a preposition or article that opens it stays."""
    words = list(_kept_words(chunks))
    while words and (words[-1].kind in _TRIMMED or words[-1].lower in classes.DETERMINERS):
        words.pop()
    first = 0
    trimmed = ",&;+s" if opening else _TRIMMED
    while first < len(words) and (
        words[first].kind in trimmed
        or (words[first].lower in classes.HEDGES and not (opening and words[first].kind == "i"))
        or (words[first].lower in classes.ARTICLES and not (opening or _is_aged(words, first)))
        or (words[first].kind == "c" and words[first].text.isalpha())
    ):
        first += 1
    return _joined(text, words[first : first + MOST_WORDS])


def _is_aged(words: Sequence[Word], at: int) -> bool:
    """Tell whether a pronoun has an age behind it: "those aged 65 and over"."""
    return words[at].lower == "those" and at + 1 < len(words) and words[at + 1].kind == "a"


def _kept_words(chunks: Sequence[Chunk]) -> Iterator[Word]:
    index = 0
    while index < len(chunks):
        chunk = chunks[index]
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        if following is not None and chunk.is_preposition("per") and is_time(following):
            yield from chunk.words
            yield from (word for word in following.words if word.kind != "d")
            index += 2
        elif following is not None and chunk.kind in "PS" and _is_left_out(following):
            index += 2
        elif chunk.kind in "PS" and [each.kind for each in chunks[index + 1 : index + 3]] == [
            "R",
            "D",
        ]:
            named = index + 3 < len(chunks) and chunks[index + 3].kind == "N"
            if named and index and not is_time(chunks[index + 3]):
                yield from chunk.words  # "measures announced in the 2022 budget"
            index += 3
        else:
            if not _says_nothing(chunk, index):
                yield from (word for word in chunk.words if _is_kept(chunk, word))
            index += 1


def is_time(chunk: Chunk) -> bool:
    """Tell whether a noun phrase is a time: "the year", "each month"; a waiting time is a measure."""
    return chunk.kind == "N" and chunk.head in classes.TIME_NOUNS and not is_length_of(chunk)


def is_length_of(chunk: Chunk) -> bool:
    """Tell whether a noun phrase names how long something takes: "waiting times", "response time"."""
    if chunk.head != "time" or len(chunk.words) < 2:
        return False
    before = chunk.words[-2]
    return before.kind in "ngs" or before.lower in classes.TAKING_TIME or "-" in before.text[1:-1]


def _is_left_out(chunk: Chunk) -> bool:
    """Tell whether what a preposition leads in is a time, an amount or a change."""
    if len(chunk.words) == 1 and chunk.head == "average":
        return True
    changes = bool(chunk.amounts) and chunk.head in classes.CHANGE_NOUNS
    return chunk.kind in "D#" or is_time(chunk) or (chunk.kind == "N" and changes)


def _says_nothing(chunk: Chunk, index: int) -> bool:
    if chunk.kind in "D#" or (chunk.kind == "R" and chunk.first in classes.HEDGES):
        return True
    return is_time(chunk) and len(chunk.words) < 3 and not chunk.amounts and index > 0


def _is_kept(chunk: Chunk, word: Word) -> bool:
    definite = any(w.lower == "the" and w.end + 1 == word.start for w in chunk.words)
    spelled = word.text.isalpha() and word.text.islower() and not definite
    if word.kind in "#D" or (word.kind == "c" and (chunk.amounts or spelled)):
        return False
    if word.lower == "those" and any(w.kind == "a" for w in chunk.words):
        return True
    if word.kind == "d" and word.lower in classes.DETERMINERS:
        return word.lower in _KEPT and not (word.lower == "all" and chunk.amounts)
    return not (word.kind == "r" and word.lower in classes.HEDGES | {"to", "close"})


def _joined(text: str, words: Iterable[Word]) -> str:
    parts: list[str] = []
    before: Word | None = None
    for word in words:
        close = before is None or word.kind in ",s" or before.end == word.start
        parts.append(word.text if close else f" {word.text}")
        before = word
    return re.sub(r"\s+", " ", "".join(parts)).strip(" ,;:'’\"“”-–")


def complement_end(
    chunks: Sequence[Chunk],
    index: int,
    relative: Iterable[int] = (),
    limit: int | None = None,
) -> int:
    """Return where the noun phrase that begins at a chunk ends, with what hangs on it.

    It goes over the chunks of relative clauses, and not beyond `limit`.
    """
    stop = len(chunks) if limit is None else min(limit, len(chunks))
    hidden = frozenset(relative)
    end = index + 1
    while end < stop:
        size = 1 if end in hidden else _hanging(chunks, end)
        if not size:
            break
        end += size
    return end


def _hanging(chunks: Sequence[Chunk], at: int) -> int:
    """Return how many chunks hang on the noun before them, 0 for none."""
    chunk = chunks[at]
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if chunk.kind == "P" and following is not None:
        return _prepositional(chunks, at, following)
    if chunk.kind == "E" and chunk.verb not in ("compare", "follow"):
        if following is None or following.kind in "&,#VD":
            return 1
        return 0 if following.kind not in "PNA" else 1 if following.kind == "P" else 2
    if following is None:
        return 0
    if chunk.kind == "A" and chunk.words[0].kind == "j":
        plain = chunk.first not in classes.COMPARATIVES
        return int(plain and following.is_preposition(*_TO_ADJECTIVES))
    if chunk.kind == "&" and following.kind == "N" and not following.amounts:
        own = following.words[0].kind == "d" and chunks[at + 2 : at + 3]
        if own and own[0].is_preposition("of") and any(c.amounts for c in chunks[at + 3 : at + 4]):
            return 0  # "has 12 theatres and a crew of 800"
        return 0 if _has_amount_behind(chunks, at + 2) else 2
    if chunk.kind == "," and following.kind == "N" and not following.amounts:
        if _has_amount_behind(chunks, _list_end(chunks, at + 2)):
            return 0
        return 2 if any(each.kind == "&" for each in chunks[at + 1 : at + 6]) else 0
    if chunk.kind == "G" and following.kind in "PNR":
        return 1 if following.kind == "P" else 2
    return 0


def _list_end(chunks: Sequence[Chunk], at: int) -> int:
    """Return where the names of a list end: ", Japan and Korea together 14%"."""
    while at + 1 < len(chunks) and chunks[at].kind == "&" and chunks[at + 1].kind == "N":
        at += 2
    return at


def _has_amount_behind(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether an amount of its own follows a noun: "the rise, and arrivals for 43%"."""
    two = chunks[at : at + 2]
    if two and two[0].kind == "#":
        return True
    led = len(two) > 1 and two[0].is_preposition("for", "to", "at", "by", "with")
    return led and bool(two[1].amounts)


def _prepositional(chunks: Sequence[Chunk], at: int, following: Chunk) -> int:
    chunk = chunks[at]
    if following.kind == "N" and at + 3 < len(chunks):
        of_amount = chunks[at + 2].is_preposition("of") and chunks[at + 3].amounts
        for_amount = chunks[at + 2].is_preposition("for") and chunks[at + 3].amounts
        if of_amount or (for_amount and following.head in ("capacity", "room")):
            return 0
    counts = at + 2 < len(chunks) and chunks[at + 2].kind == "#"
    if counts and following.kind == "N" and following.words[-1].kind == "j":
        return 0  # "in its first six months"
    if chunk.first == "as":
        return 2 if following.head in ("percentage", "share", "proportion") else 0
    if following.kind == "G" and chunk.first in ("in", "for", "of", "on"):
        return 1
    if following.kind != "N" or chunk.first in _NOT_JOINED:
        return 0
    if is_time(following) and chunk.first != "per":
        return 0
    listed = chunks[at - 1].amounts and any(each.amounts for each in following.aside)
    own = following.amounts or listed
    return 0 if own and chunk.first != "of" else 2


def last_noun_phrase(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Return the last noun of chunks with what hangs on it, empty for none."""
    end = len(chunks)
    while end and chunks[end - 1].kind == ",":
        end -= 1
    first = end - 1
    if first < 0 or chunks[first].kind != "N":
        first = next((i for i in range(end - 1, -1, -1) if chunks[i].kind == "N"), -1)
        end = first + 1
    while first > 1 and chunks[first - 1].kind in "P&" and chunks[first - 2].kind == "N":
        first -= 2
    return chunks[first:end] if first >= 0 else ()
