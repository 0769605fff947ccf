"""What a number counts whose noun stands with a count before: "found 30 bodies and returned 12"."""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.figures import bare_numbers, figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, Told, about, name_of
from timeline.reading.figures.predicates import predicate
from timeline.reading.figures.subjects import owner_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import gerund, lemma, participle
from timeline.reading.language.plurals import is_plural


def part_of_plural(place: AmountPlace) -> Measure | None:
    """In 2024, 4,110 of the dwellings approved were in Tarn: so many of the whole are told of."""
    noun = place.at(place.index + 2)
    plain = place.chunk.kind == "#" and place.of_something and place.is_before_verb
    if not plain or noun is None or noun.kind != "N" or noun.amounts or place.preposition:
        return None
    if noun.first not in ("the", "these", "those", "its", "their") or not is_plural(noun.last):
        return None
    said = predicate(place, place.statement, noun)
    name = place.complement(place.index + 2)
    return about(f"{name} {said}") if said and name else None


def further_ones(place: AmountPlace) -> Measure | None:
    """A further 38,700 have crossed the border: others than those that were told of before."""
    more = any(word.lower in _MORE for word in place.chunk.words)
    if not more or place.chunk.kind != "#" or place.index or not place.is_before_verb:
        return None
    words = place.stands.split()
    size = next((at for at, word in enumerate(words, start=1) if is_plural(word)), 0)
    said = predicate(place, place.statement, None)
    if not (size and said) or place.noun:
        return None
    if lemma(words[size - 1].lower()) not in classes.PEOPLE:
        said = re.sub("^who ", "that ", said)
    return about(f"{' '.join(words[:size])} {said}")


_MORE: Final = ("further", "another", "additional")


def elided_noun(place: AmountPlace) -> Measure | None:
    """They found 30 bodies and returned 12; 980 farmers came, while 1,033 left."""
    noun = place.noun
    if place.preposition == "of" and place.before_that is not None and place.before_that.head:
        return None  # "giving net migration of 5,200"
    last, noun = _parallel(place) or (place.last_outside_brackets, noun)
    if last is not None and last.kind in ("change", "share") and place.is_before_verb:
        last = next((each for each in reversed(place.told) if each.noun), last)
    if place.kind != "count" or place.chunk.kind not in "#NA" or not noun or last is None:
        return None
    words, paid = place.parsed.words, place.preposition == "with"
    money = paid and bare_numbers.is_of_millions(words, place.number, last.number)
    if last.kind not in ("count", "rate") or not place.amount.bare or money or place.is_mean:
        return None
    statement = place.statement
    if place.is_before_verb:
        said = _said_next(place) or predicate(place, statement, None)
        return about(_joined(noun, said)) if said else None
    verb = statement.verb if place.is_behind_verb else None
    same = place.told_in(place.chunks[verb or 0 : place.index])
    if same or (statement.kind == "participle" and place.preposition in ("with", "including")):
        return _told_apart(place, noun)
    at = place.governing()
    if at is None or place.chunks[at].verb in classes.LEVEL_VERBS | classes.CHANGE_VERBS:
        return None
    form = participle(place.chunks[at].verbs[-1].lower)
    tail = place.text(place.chunks[place.index + 1 : place.end_of(place.index)], opening=True)
    if place.chunks[at].verb == "have" and (owner := owner_of(place)):
        return Measure(_joined(noun, tail, f"of {owner}"), name_of(owner))
    earlier = last.measure.subject or ""
    subject = owner_of(place) if statement.subject else ""
    by = (
        f"by {subject}"
        if subject and subject not in (earlier, last.measure.phrase) and subject != place.stands
        else ""
    )
    return Measure(_joined(noun, form, by, tail), name_of(subject))


def _parallel(place: AmountPlace) -> tuple[Told, str] | None:
    """Return the count before that is the subject of its clause, for one that is that of its own.

    "Some 900 families live in 27 camps; another 410 stay with relatives": families do, not camps.
    """
    if not place.is_before_verb:
        return None
    for each in reversed(place.told):
        where = place.parsed.places.get(each.number)
        if where is None or not each.noun or each.kind != "count" or where.aside is not None:
            continue
        verb = place.parsed.statements[where.statement].verb
        if where.in_whole or (verb is not None and where.chunk < verb):
            return each, each.noun
    return None


def _said_next(place: AmountPlace) -> str:
    """1.1 million rented and 2.3 million owned their home: what is said of the first of them."""
    said, joined = place.behind, place.at(place.index + 2)
    if said is None or joined is None or said.kind != "E" or joined.kind not in "&,":
        return ""
    return gerund(said.verbs[-1].lower)


_COMPLEMENTS: Final = figure_words.BEHIND_COUNTS


def _told_apart(place: AmountPlace, noun: str) -> Measure | None:
    """26 complaints of torture and 123 for fraud."""
    behind = place.behind
    if behind is None or not behind.is_preposition(*_COMPLEMENTS):
        return None
    tail = place.text(place.chunks[place.index + 1 : place.end_of(place.index)], opening=True)
    return about(_joined(noun, tail)) if tail else None


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
