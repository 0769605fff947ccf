"""Clauses that leave out the verb of the one before: "Health receives $4 million; roads, $3 million"."""

from __future__ import annotations

from typing import Final

from timeline.reading.figures.amount_places import AmountPlace, Measure, Told, about, name_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.statements import TaggedStatement


def next_clause(place: AmountPlace) -> Measure | None:
    """Return what the clause with a verb measures, of the name that stands before the amount."""
    name, full = _name_before(place), _with_verb(place.statement)
    if not name or full is None:
        return None
    told = _told_in(place, full)
    subject = place.text(full.subject)
    bare = place.amount.bare and place.unit is None and place.amount.quantity.value >= _SUM
    bare = bare and told is not None and told.kind == "level"
    if told is None or not subject or not (bare or told.unit == place.unit):
        return None
    phrase = told.measure.phrase
    at = phrase.lower().rfind(subject.lower())
    if at < 0 or (told.kind != place.kind and not bare):
        return None
    whose = None if told.measure.subject is None else name_of(name)
    return Measure(f"{phrase[:at]}{name}{phrase[at + len(subject) :]}", whose, told.measure.whole)


def _name_before(place: AmountPlace) -> str:
    """Return the name that opens a clause without a verb, with no more than a comma before its amount."""
    statement, chunks = place.statement, place.statement.chunks
    first = 1 if chunks[0].kind == "&" else 0
    last = place.index
    while last > first and (chunks[last - 1].kind == "," or chunks[last - 1].first in _LEADS):
        last -= 1
    nouns = chunks[first:last]
    gapped = statement.kind == "main" and statement.verb is None and not statement.of_which
    if not gapped or not nouns:
        return ""
    plain = all(chunk.kind in "NP" and not chunk.amounts for chunk in nouns)
    named = nouns[0].kind == nouns[-1].kind == "N" and nouns[0].first not in classes.PRONOUNS
    timed = any(chunk.head in classes.TIME_NOUNS for chunk in nouns)
    return place.text(nouns) if plain and named and not timed else ""


_SUM: Final = 100_000
_LEADS: Final = ("at", "with", "for", "by", "just", "only")
"""What stands between a name and its amount where no verb does."""


def _with_verb(statement: TaggedStatement) -> TaggedStatement | None:
    """Return the nearest clause before that has its verb, over others that leave it out."""
    before = statement.before
    while before is not None and before.kind == "main" and before.verb is None:
        before = before.before
    ready = before is not None and before.kind == "main" and bool(before.subject)
    return before if ready else None


def _told_in(place: AmountPlace, statement: TaggedStatement) -> Told | None:
    """Return the first amount of a clause that has a measure."""
    numbers = {number for chunk in statement.chunks for number in chunk.amounts}
    return next((told for told in place.amounts_told if told.number in numbers), None)


def so_much_done_too(place: AmountPlace) -> Measure | None:
    """Three wells were dug and 300 tonnes of seed distributed: the second "were" is left out."""
    before, verb, thing = place.before, place.verb, place.at(place.index + 2)
    were = verb is not None and (verb.is_passive or verb.verb == "be") and place.is_behind_verb
    if not were or before is None or before.kind != "&" or not place.of_something:
        return None
    named = thing is not None and thing.kind == "N" and not thing.amounts
    rest = place.chunks[place.index + 2 :]
    done = any(map(_is_done, rest[:2])) or all(chunk.kind in "NP" for chunk in rest)
    return about(place.text(rest)) if named and done else None


def _is_done(chunk: Chunk) -> bool:
    last = chunk.words[-1]
    past = lemma(last.text) != last.lower and not is_plural(last.text)
    return chunk.kind in "EV" or (chunk.kind == "N" and len(chunk.words) > 1 and past)
