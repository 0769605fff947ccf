"""Whose the noun is that an amount measures: "Tarn has two ports and its economy grew by 3%"."""

from __future__ import annotations

import re
from typing import Final

from timeline.measurement import dimension
from timeline.reading.figures.amount_places import AmountPlace
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.phrases import is_time
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.statements import TaggedStatement

_OWNERS: Final = ("its", "their")


def owned_noun(place: AmountPlace, topic: TaggedStatement, noun: Chunk) -> str:
    """Return the subject of an amount with whose it is: the subject of the clause before.

    Empty where it may be that of another: "firms owe banks 3 billion, and their profits fell".
    """
    before = topic.before
    if noun.first not in _OWNERS or len(noun.words) == 1 or noun.amounts or before is None:
        return ""
    if noun.head in classes.HOLLOW_NOUNS and not _in_money_now(place):
        return ""
    many = noun.first == "their"
    named = [c for c in before.chunks if c.kind == "N" and not is_time(c)]
    fitting = [c for c in named if is_plural(c.last) == many]
    owner = before.subject
    plain = bool(owner) and owner[0].kind == "N" and all(c.kind in "NP" for c in owner)
    if not plain or fitting != [owner[0]] or owner[0].first in classes.PRONOUNS:
        return ""
    return f"{place.text([noun])} of {place.text(owner)}"


def _in_money_now(place: AmountPlace) -> bool:
    """Tell whether an amount is a sum and the one before was none: "41 tonnes; their value was €2m"."""
    told = place.last_told
    before = None if told is None else dimension(told.unit)
    return dimension(place.unit) == "money" and before not in (None, "money")


def thing_with(place: AmountPlace) -> str:
    """Return what a verb was done to in a place, before "with" and a count of what it has.

    "The ministry opened a hospital in Olm with 350 beds"; empty for another sentence.
    """
    at, chunks = place.governing(), place.chunks
    if at is None or chunks[at].is_passive or chunks[at].verb in classes.COPULAS:
        return ""
    thing = chunks[at + 1 : place.index - 1]
    placed = re.fullmatch("N(?:PN)+", "".join(chunk.kind for chunk in thing)) is not None
    return place.text(thing) if placed else ""
