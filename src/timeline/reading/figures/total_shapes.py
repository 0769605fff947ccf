"""What an amount measures that is a total, a norm or an item of what the amounts before it measure.

"Ten mills opened, bringing the total to 56"; "well above the minimum of 12 per cent"; "of which
taxes 71 million and fees 4 million".
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, name_of
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import participle
from timeline.reading.language.plurals import is_plural

_ADDED: Final = re.compile(r"\s?\b(?:additions?|gains?|increases?|inflows?|new|further|extra)\b")
"""What says of a thing that it came on top, so that the total is not of it."""


def brought_to(place: AmountPlace) -> Measure | None:
    """Ten more mills opened, bringing the total to 56: what the verb has for its object."""
    verbs = (i for i in range(place.index - 1, -1, -1) if place.chunks[i].kind in "VGI")
    at = next(verbs, None)
    if (
        at is None
        or place.preposition != "to"
        or place.chunks[at].verb not in figure_words.BRINGING
    ):
        return None
    thing = place.chunks[at + 1 : place.index - 1]
    if not thing or thing[0].kind != "N" or any(chunk.amounts for chunk in thing):
        return None
    totals = thing[0].head in classes.HOLLOW_NOUNS | classes.MEASURE_NOUNS
    several = thing[0].kind == "N" and is_plural(thing[0].last)
    bare = place.amount.bare and not several
    if not totals and (place.chunk.kind != "#" or place.of_something or bare):
        return None
    name = place.text(thing)
    last = place.last_told
    if thing[0].head in classes.HOLLOW_NOUNS and "of" not in name.split():
        base = place.stands if last is None else last.base
        return about(f"{name} of {_ADDED.sub('', base).strip()}") if base else None
    if name.lower() in classes.PRONOUNS | {"them"}:
        name = place.stands
    return Measure(name, name_of(name)) if name else None


def norm(place: AmountPlace) -> Measure | None:
    """Capital stood at 18 per cent, above the minimum of 12 per cent: what must, should or uses to be."""
    that, lead, last = place.before_that, place.at(place.index - 3), place.last_told
    of = place.preposition == "of" or place.is_total
    if not of or that is None or that.head not in _NORMS:
        return None
    against = lead is not None and lead.is_preposition(*_AGAINST)
    if not (against or place.statement.kind == "comparison") or last is None or that.amounts:
        return None
    usual = that.head not in figure_words.NORMS
    if usual and (place.amount.kind == "rate" or place.unit not in (last.unit, None)):
        return None
    if usual and against and that.head in classes.TARGETS and place.statement.kind != "comparison":
        return None
    name, base = place.text([that]), last.base.removeprefix("share of ")
    if base.startswith("amount ") or that.head in _NEEDED:
        return about(name)  # "$1 billion received against requirements of $3 billion"
    return Measure(f"{name} of {base}", last.measure.subject)


_NEEDED: Final = ("requirement", "need")
_NORMS: Final = figure_words.NORMS | figure_words.USUAL


_AGAINST: Final = (
    "above",
    "below",
    "under",
    "over",
    "against",
    "to",
    "with",
    "than",
    "beyond",
    "within",
)


def compared_norm(place: AmountPlace) -> Measure | None:
    """More than double the overall rate of 7.1%: what an amount is so many times as much as."""
    that, lead = place.before_that, place.at(place.index - 3)
    if place.preposition != "of" or that is None or lead is None or not place.amounts_told:
        return None
    times = lead.last in ("double", "twice", "triple", "half", "times")
    named = that.kind == "N" and not that.amounts and that.words[0].lower == "the"
    return about(" ".join(word.text for word in that.words[1:])) if times and named else None


def milestone(place: AmountPlace) -> Measure | None:
    """The number of guests passed the 6 million mark: what the clause is about."""
    marked = place.chunk.kind == "N" and place.chunk.head in ("mark", "milestone")
    if not (marked and place.amount.bare and place.is_behind_verb):
        return None
    name = subject_of(place)
    return Measure(name, name_of(name)) if name else None


def item_of_which(place: AmountPlace) -> Measure | None:
    """Of which taxes 71 million and fees 4 million: each item by its name before the amount."""
    before, last = place.before, _whole(place)
    if not _is_listed(place) or before is None or place.chunk.kind != "#" or not last:
        return None
    opens = place.index == 1 or place.chunks[place.index - 2].kind in "&,"
    named = before.kind == "N" or (before.kind in "VA" and len(before.words) == 1)
    if not (opens and named) or before.amounts:
        return None
    name = place.text([before]) or before.last
    share = "share of " if place.is_percent else ""
    return Measure(f"{share}{name} in {last}", None, last if share else None)


def _is_listed(place: AmountPlace) -> bool:
    """Tell whether a statement is led in by "of which", or goes on with one that is."""
    if place.statement.of_which or place.statement.kind != "coordinate":
        return place.statement.of_which
    at = place.where.statement
    return bool(at) and place.index == 1 and place.parsed.statements[at - 1].of_which


def excess(place: AmountPlace) -> Measure | None:
    """Births outnumbered deaths by 11,400: how much more the one is than the other."""
    at = place.governing()
    if at is None or place.preposition != "by" or place.chunks[at].is_passive:
        return None
    if place.chunks[at].verb not in figure_words.EXCEEDING:
        return None
    name, other = subject_of(place), place.text(place.chunks[at + 1 : place.index - 1])
    return about(f"excess of {name} over {other}") if name and other else None


def part_done(place: AmountPlace) -> Measure | None:
    """Of which 11,200 km paved: a part of what stands before, by what is done with it."""
    behind, last = place.behind, _whole(place)
    if not place.statement.of_which or place.chunk.kind != "#" or behind is None or not last:
        return None
    following = place.at(place.index + 2)
    if behind.kind == "P" and place.statement.verb is None and following is not None:
        led = following.kind == "N" and not following.amounts
        share = "share of " if place.is_percent else ""
        return (
            about(f"{share}{last} {place.text(place.chunks[place.index + 1 :], opening=True)}")
            if led
            else None
        )
    if following is None and behind.kind == "R" and not place.is_percent:
        return about(f"{last} {behind.words[0].text}")  # "of which 6 GW offshore"
    done = behind.kind in "EV" and len(behind.verbs) == 1 and behind.verbs[0].tag in ("VBD", "VBN")
    if not done or place.is_percent or (following is not None and following.kind not in "&,P"):
        return None
    if behind.verb in classes.INTRANSITIVE_VERBS | classes.COPULAS or place.unit == "person":
        return None
    return about(f"{last} {behind.verbs[0].text}")


def _whole(place: AmountPlace) -> str:
    """Return what the statement before measures, of which the amounts of this one are parts."""
    places, statements = place.parsed.places, place.parsed.statements
    told = [
        each
        for each in place.told_in_earlier_statements()
        if not statements[places[each.number].statement].of_which
    ]
    return told[-1].base if told else place.stands_before


def points_added(place: AmountPlace) -> Measure | None:
    """Rents added 0.3 percentage points to inflation: points of another level, and no level of rents."""
    at, lead, noun = place.governing(), place.behind, place.at(place.index + 2)
    if place.unit not in _POINTS or at is None or at != place.index - 1:
        return None
    governing = place.chunks[at]
    if governing.verb not in figure_words.ADDING or not governing.verbs or governing.is_passive:
        return None
    to = lead is not None and lead.first in ("to", "from", "off") and noun is not None
    named = to and noun is not None and noun.kind == "N" and noun.first not in classes.PRONOUNS
    thing = place.complement(place.index + 2) if named else ""
    parts = [f"points {participle(governing.verbs[-1].lower)}"]
    if subject := subject_of(place):
        parts.append(f"by {subject}")
    if thing and lead is not None:
        parts.append(f"{lead.first} {thing}")
    return Measure(" ".join(parts), name_of(subject))


_POINTS: Final = ("percentage point", "basis point", "point")
