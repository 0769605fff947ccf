"""What an amount measures that is more or less than another: "4% lower", "3% less power than in May"."""

from __future__ import annotations

import re
from typing import Final

from timeline.measurement import dimension
from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, change_in
from timeline.reading.figures.leaning import changed_of
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import lemma, participle
from timeline.reading.language.sentences import SAYING


def more_or_less(place: AmountPlace) -> Measure | None:
    """$0.6 million lower than in 2014; 400,000 more than a year earlier."""
    chunk = place.chunk
    behind = tuple(place.words_behind(2))
    compared = behind[:1] and behind[0] in classes.COMPARATIVES
    points = behind[:1] == ("points",) and behind[1:] and behind[1] in classes.COMPARATIVES
    if not (compared or points) or (chunk.kind == "N" and chunk.head and not compared):
        return None
    if behind[0] in ("more", "fewer") and chunk.kind == "N" and chunk.head:
        return _more_things(place) if place.kind == "change" else None  # "ten more mills opened"
    if behind[0] in ("above", "below") and behind[-1] in figure_words.ZEROS:
        return None  # "2,814 m above sea level"
    added = behind[0] in ("more", "fewer") and lemma(behind[-1]) in ("be", "have", "will")
    if added and place.kind != "change":
        return None  # "160,000 more are on their way"
    before = place.before
    told_with = place.statement.kind == "participle" and place.chunks[0].is_preposition("with")
    if told_with and before is not None and before.kind == "N" and compared:
        return change_in(place.text(place.chunks[1 : place.index]))
    if (other := _more_than_another(place)) is not None:
        return other
    same = [e for e in place.told_in(place.chunks[: place.index]) if e.kind != "rank"]
    if same:
        last = changed_of(place, same)
        levels = [e for e in same if e.kind in ("level", "count")]
        if place.unit == last.unit == "percent" and last.measure.whole and levels:
            last = levels[-1]  # "412 billion, 71% of the budget and 6.4% more than in 2023"
        return change_in(last.base)
    if (done := _more_of_object(place)) is not None:
        return done
    told, verb, subject = place.last_told, place.verb, subject_of(place)
    nobody = not subject or subject.lower() in classes.PRONOUNS
    if nobody and told is not None and told.unit == place.unit and place.index == 0:
        return change_in(told.base)  # ", £2 million less than it forecast"
    if told is not None and place.index == 0 and verb is not None and verb.last in SAYING:
        return change_in(told.base)  # "it carried 4 million, 900,000 more than in 2023, she said"
    return change_in(f"cost of {subject}" if verb is not None and verb.verb == "cost" else subject)


def _more_of_object(place: AmountPlace) -> Measure | None:
    """Households used 3 per cent less power; shops took 4 per cent more: what is done more or less."""
    at, behind = place.governing(), place.behind
    if at is None or at != place.statement.verb or at != place.index - 1 or not place.is_percent:
        return None
    verb = place.chunks[at]
    if verb.is_passive or not verb.verbs or verb.verb in _STATING:
        return None
    own = place.chunk.kind == "N" and place.chunk.last not in classes.COMPARATIVES
    noun = place.chunk if own else behind
    named = noun is not None and noun.kind == "N"
    thing = _COMPARED.sub("", place.text([noun])) if noun is not None and named else ""
    subject = subject_of(place)
    done = participle(verb.verbs[-1].lower)
    return change_in(f"{thing or 'amount'} {done} by {subject}") if subject else None


def _more_than_another(place: AmountPlace) -> Measure | None:
    """Return what an amount in the unit of the next one measures: "26% more than the $13 million of"."""
    if not place.is_percent or tuple(place.words_behind(3))[1:] != ("than", "the"):
        return None
    words = place.parsed.words
    other = next((w for w in words if w.amount == place.number + 1), None)
    if other is None:
        return None
    unit = "money" if _MONEY.match(other.text) else None
    told = [e for e in place.amounts_told if unit and dimension(e.unit) == unit]
    return change_in(told[-1].base) if told else None


_MONEY: Final = re.compile(r"(?:[A-Z]{1,3})?[$€£₹¥]|[A-Z]{3}\s?\d")
_COMPARED: Final = re.compile(r"^(?:more|less|fewer) ")
_STATING: Final = (
    classes.CHANGE_VERBS | classes.LEVEL_VERBS | classes.SHARE_VERBS | classes.COPULAS | {"have"}
)


def _more_things(place: AmountPlace) -> Measure:
    """Return what there are more of than at another time: "has 12 more mills than in 2012"."""
    noun = _COMPARED.sub("", place.text([place.chunk]))
    verb = place.verb
    owns = verb is not None and verb.verb in classes.POSSESSING_VERBS and place.is_behind_verb
    subject = subject_of(place) if owns else ""
    return change_in(f"{noun} of {subject}" if subject else noun)
