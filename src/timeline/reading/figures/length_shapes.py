"""What a length of time, a size in a compound, an interval or a frequency measures."""

from __future__ import annotations

import re
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.measurement import dimension
from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, name_of
from timeline.reading.figures.change_shapes import with_group
from timeline.reading.figures.subjects import owner_of, subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import gerund, participle
from timeline.reading.language.phrases import complement_end, is_time
from timeline.reading.quantities.units import TIMES

_DIMENSIONS: Final = {
    entry["unit"]: entry["size"]
    for entry in read_lexicon("reading/figures/data/sizes.tsv", ("unit", "size"))
}


def compound(place: AmountPlace) -> Measure | None:
    """A 2,000-mile border; a nine-member council."""
    unit = place.unit or ""
    what = "duration" if unit in TIMES else _DIMENSIONS.get(unit, f"{unit}s")
    name = place.text(place.chunks[place.index : complement_end(place.chunks, place.index)])
    subject = subject_of(place)
    return Measure(f"{what} of {name}" if name else what, name_of(subject))


def frequency(place: AmountPlace) -> Measure | None:
    """The border council meets three times a year."""
    words = {part for word in place.chunk.words for part in word.lower.split()}
    if words.isdisjoint(("times", "once", "twice")):
        return None
    at = place.governing()
    subject = owner_of(place)
    verb = place.chunks[at] if at is not None else None
    thing = "" if at is None else place.text(place.chunks[at + 1 : place.index])
    if not thing and verb is not None:
        thing = "meetings" if verb.verb == "meet" else gerund(verb.verbs[-1].lower)
    thing = thing or "frequency"
    return Measure(f"{thing} of {subject}" if subject else thing, name_of(subject))


_SIZES: Final = {
    "long": "length", "wide": "width", "high": "height", "tall": "height", "deep": "depth",
    "thick": "thickness",
}  # fmt: skip


_SUMS: Final = figure_words.SUMS.union(classes.SPENDING_VERBS.values())
_SIZE_OF: Final = re.compile(rf"^(?:{'|'.join(_SIZES.values())}) of ")


def size(place: AmountPlace) -> Measure | None:
    """The bridge, 320 m long, …; the wall is 4 metres high: the size of what stands before."""
    how = _SIZES.get(next(iter(place.words_behind(1)), ""))
    verb = place.verb
    runs = verb is not None and verb.verb in figure_words.EXTENDING and place.is_behind_verb
    if runs and place.preposition != "by":
        how = how or ("length" if dimension(place.unit) == "length" else None)
    if how is None or place.kind != "level":
        return None
    before, that = place.before, place.before_that
    apart = before is not None and before.kind == "," and that is not None and that.kind == "N"
    name = place.text(_phrase_before(place, place.index - 1)) if apart else subject_of(place)
    if not apart and _is_sum(name):
        return Measure(how)  # "it" is no sum of money
    name = _SIZE_OF.sub("", name)  # "84 km long and 7 m wide": the width is not of the length
    return Measure(f"{how} of {name}", name_of(name)) if name else None


def _phrase_before(place: AmountPlace, end: int) -> tuple[Chunk, ...]:
    """Return the noun before a chunk with what it is of: "the road to Orle, 40 km long"."""
    chunks, first = place.chunks, end - 1
    while (
        first > 1
        and chunks[first - 1].is_preposition("of", "to", "in", "between", "from")
        and chunks[first - 2].kind == "N"
        and not chunks[first - 2].amounts
    ):
        first -= 2
    return chunks[first:end]


def _is_sum(name: str) -> bool:
    """Tell whether a phrase names money, or how much of something there is."""
    head = re.split(r" (?:of|in|for|by|to|from|put|paid)\b", name, maxsplit=1)[0]
    return head.rpartition(" ")[2] in _SUMS


def times_as_much(place: AmountPlace) -> Measure | None:
    """Rents were three times as high as in 2005; output is 2.5 times that of Orle."""
    behind = [place.chunk.words[-1].lower, *place.words_behind(2)]
    at = next((i for i, word in enumerate(behind) if word.endswith("times")), len(behind))
    if next((word for word in behind[at + 1 :] if word != "times"), "") not in _COMPARING:
        return None
    name = subject_of(place)
    return Measure(name, name_of(name)) if name else None


_COMPARING: Final = classes.COMPARATIVES | figure_words.COMPARED_WITH
"""Words behind "three times" that set a size against another."""


def interval(place: AmountPlace) -> Measure | None:
    """The law requires a review of the accord every six years."""
    if not any(word.lower.startswith(("every", "each")) for word in place.chunk.words):
        return None
    at = place.governing()
    subject = owner_of(place)
    thing = "" if at is None else place.text(place.chunks[at + 1 : place.index])
    if not thing and at is not None and subject:
        thing = f"{gerund(place.chunks[at].verbs[-1].lower)} of {subject}"
    return Measure(f"interval between {thing}" if thing else "interval", name_of(subject))


def how_early(place: AmountPlace) -> Measure | None:
    """The dam was finished four months early: how early, and not how long anything took.

    So are "90 days after assent" and "within 60 days", which say how soon.
    """
    told = next(iter(place.words_behind(1)), "")
    verb = place.verb
    states = verb is not None and verb.verb in classes.COPULAS
    soon = told in ("before", "after") and not (states or place.preposition or _time_taken(place))
    off = soon or told in _NOT_LASTING or place.preposition == "within" or _is_run(place)
    return Measure("duration") if off else None


_NOT_LASTING: Final = (
    "early", "late", "overdue", "earlier", "later", "sooner", "ahead", "behind", "running",
)  # fmt: skip


def _is_run(place: AmountPlace) -> bool:
    """Tell whether a time says how often on end: "for four consecutive months", "18 years in a row"."""
    words = (part for word in place.chunk.words for part in word.lower.split())
    if not figure_words.RUNNING.isdisjoint(words):
        return True
    return tuple(place.words_behind(3)) == ("in", "a", "row")


def length(place: AmountPlace) -> Measure | None:
    """They celebrated 200 years of friendship; held in custody for 96 hours."""
    subject = subject_of(place)
    behind, before, that = place.behind, place.before, place.before_that
    if behind is not None and behind.is_preposition("of"):
        name = place.complement(place.index + 2)
        at = place.governing()
        covers = at is not None and place.chunks[at].verb in figure_words.COVERING
        if name and covers and subject:
            return Measure(f"{subject} in {place.unit}s of {name}", name_of(subject))
        told = place.last_told
        equals = that is not None and that.last in figure_words.EQUALS
        if equals and told is not None and place.preposition in ("to", "of"):
            return Measure(f"{told.base} in {place.unit}s of {name}", told.measure.subject)
        if name:
            return Measure(f"duration of {name}", name_of(subject))
    verb = place.verb
    if taken := _time_taken(place):
        return about(taken)
    states = verb is not None and verb.verb in classes.LEVEL_VERBS | classes.CHANGE_VERBS
    if (
        states
        and place.preposition in ("", "to", "from", "at")
        and place.is_behind_verb
        and subject
    ):
        return with_group(place, subject)
    if place.preposition == "of" and that is not None and that.kind == "N":
        left = place.text([that])
        if is_time(that):
            return Measure("duration")
        if left and that.head not in classes.EMPTY_NOUNS:
            return Measure(f"{left} of {subject}" if subject else left, name_of(subject))
    if before is not None and before.is_preposition("for", "to", "than"):
        thing = place.text([that]) if that is not None and that.kind == "N" else ""
        act = place.at(place.index - 3)
        if thing and act is not None and act.kind in "VGI" and act.verb not in classes.LEVEL_VERBS:
            thing = f"{gerund(act.verbs[-1].lower)} {thing}"
        if thing:
            return Measure(f"duration of {thing}", name_of(subject))
    return _of_subject(place, subject)


def _time_taken(place: AmountPlace) -> str:
    """Return what something takes time for: "it took the office 412 days to close a case"."""
    verb, subject = place.verb, place.statement.subject
    if verb is None or verb.verb != "take" or not subject or subject[0].first != "it":
        return ""
    behind = place.chunks[place.index + 1 :]
    at = next((i for i, chunk in enumerate(behind) if chunk.kind == "I"), None)
    return "" if at is None else f"time {place.text(behind[at:], opening=True)}"


def _of_subject(place: AmountPlace, subject: str) -> Measure:
    """Return how long something lasts, or how long somebody does something: "served three months"."""
    topic, at, verb = place.statement.topic, place.governing(), place.verb
    own = topic is not None and subject != place.stands
    that = place.before_that
    average = that is not None and that.head in classes.HOLLOW_NOUNS
    acts = at is None or at != place.statement.verb or at < place.index - (3 if average else 2)
    if not own or not subject or (acts and not place.is_before_verb):
        tail = place.text(place.chunks[place.index + 1 : place.end_of(place.index)], opening=True)
        return Measure(f"duration {tail if tail.islower() else ''}".strip())
    act = ""
    if (
        verb is not None
        and verb.verbs
        and verb.verb not in classes.COPULAS | {"have", "take", "last"}
    ):
        form = verb.verbs[-1].lower
        act = participle(form) if verb.is_passive else gerund(form)
        following = place.at((place.statement.verb or 0) + 1)
        if following is not None and following.first in figure_words.PARTICLES:
            act += f" {following.first}"  # "phased out over six years"
    subject = re.sub(r" worth$", "", subject)
    return Measure(f"duration of {subject} {act}".strip(), name_of(subject))
