"""What is set against another group of its own: "higher among women (9.1%) than among men (6.8%)"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from timeline.reading.figures.amount_places import AmountPlace, Measure, about, name_of
from timeline.reading.figures.bracket_shapes import share_of
from timeline.reading.figures.predicates import predicate
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.plurals import is_plural

_LEADS: Final = ("in", "among", "amongst", "for", "at", "within", "outside")
_COMPARING: Final = ("than", "as", "and", "or", ",", "to", "with")
_DEGREES: Final = classes.SUPERLATIVES | classes.COMPARATIVES | {"high", "low"}


def compared_group(place: AmountPlace) -> Measure | None:
    """Unemployment was higher among women (9.1%) than among men (6.8%); rents rose most in Orle (5%).

    The bracket holds what the subject of the clause is in that group, or how far it moved there.
    """
    lead = place.before
    if lead is None or not lead.is_preposition(*_LEADS) or place.chunk.kind != "N":
        return None
    if place.chunk.amounts or not place.is_behind_verb:
        return None
    group = f" {lead.first} {place.text([place.chunk])}"
    name = name_of(group.split(" ", 2)[2])
    at, verb = place.index - 2, place.statement.verb or 0
    at -= _compares(place.chunks[at]) and place.chunks[at - 1].first in _COMPARING  # "and least in"
    if at > verb and place.chunks[at].first in _COMPARING:
        return _next_group(place, group, name)
    between = place.chunks[verb + 1 : place.index - 1]
    last = place.last_told
    phrase = _subject(place).removesuffix(last.measure.group if last is not None else "")
    if not phrase:
        return None
    predicate = place.chunks[verb]
    if predicate.verb in classes.CHANGE_VERBS and all(chunk.kind in "AR" for chunk in between):
        return Measure(f"change in {phrase}{group}", name, group=group)
    states = predicate.verb in classes.LEVEL_VERBS | classes.COPULAS
    if states and 0 < len(between) <= 2 and any(map(_compares, between)):
        return Measure(f"{phrase}{group}", name, group=group)
    return None


def _subject(place: AmountPlace) -> str:
    """Return the subject of the clause where it has one noun and no amount."""
    subject = place.statement.subject
    if not subject:
        return subject_of(place)
    plain = all(chunk.kind in "NP" and not chunk.amounts for chunk in subject)
    if not plain or subject[0].first in classes.PRONOUNS or subject[0].head in classes.CHANGE_NOUNS:
        return ""
    return place.text(subject)


def _compares(chunk: Chunk) -> bool:
    """Tell whether an adjective sets what has it against another: "higher", "the lowest"."""
    words = {word.lower for word in chunk.words}
    return chunk.kind in "ANR" and not words.isdisjoint(_DEGREES)


def _next_group(place: AmountPlace, group: str, name: str | None) -> Measure | None:
    """Return what the figure before it measures, in another group: "than among men (6.8%)"."""
    last = place.last_told
    if last is None or last.unit != place.unit:
        return None
    phrase, before = last.measure.phrase, last.measure.group
    lead = group.split(" ", 2)[1]
    if before and phrase.endswith(before):
        head = phrase.removesuffix(before)
    else:
        head, found, own = phrase.rpartition(f" {lead} ")
        if not found or not head or own[:1].isdigit():
            return None
    return Measure(f"{head}{group}", name, group=group)


def share_of_subject(place: AmountPlace) -> Measure | None:
    """Children are taught in towns (71%): a share of the subject; of a list by its places alone."""
    lead, subject, following = place.before, place.statement.subject, place.behind
    if lead is None or not lead.is_preposition("in", "at") or not place.is_behind_verb:
        return None
    if len(subject) != 1 or subject[0].amounts or not is_plural(subject[0].last):
        return None
    if following is None or following.kind not in "&,":
        said = predicate(place, place.statement, subject[0])
        return share_of(place, place.text(subject), said)
    group = f" {lead.first} {place.text([place.chunk])}"
    found = share_of(place, place.text(subject))
    return replace(found, phrase=f"{found.phrase}{group}", group=group)


def group_in_comparison(place: AmountPlace) -> Measure | None:
    """A quarter of men smoked, compared with women (12%)."""
    topic = place.statement.main
    if place.statement.kind != "comparison" or place.is_percent or place.chunk.kind != "N":
        return None
    told = place.told_in_earlier_statements()
    if not told or place.chunk.amounts:
        return None
    who = place.text(topic.subject) if topic is not None else ""
    phrase, name = told[0].measure.phrase, place.text([place.chunk])
    if who and phrase.endswith(f" {who}"):
        return about(phrase.removesuffix(who) + name)
    if told[0].noun and phrase.startswith(f"{told[0].noun} "):
        return about(phrase.replace(told[0].noun, name, 1))
    return about(f"{phrase} in {name}")
