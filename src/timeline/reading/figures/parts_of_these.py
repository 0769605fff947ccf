"""What is told of a part of what stands before: "of whom 54 per cent are girls", "12 of them"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.accounted_shares import find_part
from timeline.reading.figures.amount_places import AmountPlace, Measure, Told, about, name_of
from timeline.reading.figures.doers import where_behind
from timeline.reading.figures.predicates import predicate
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import participle

_THESE: Final = figure_words.THESE


def part_of_these(place: AmountPlace) -> Measure | None:
    """Of whom 15 million were receiving treatment; Of these, 12% were among children."""
    statement = place.statement
    whole = statement.whole
    of_these = bool(whole) and len(whole) == 1 and whole[0].first in classes.PRONOUNS
    if not (statement.of_which or of_these) or not place.is_before_verb:
        return _of_them(place)
    if place.chunk.kind != "#":
        return None
    last = _whole_told(place)
    name = (last.base if last is not None else place.stands).removeprefix("number of ")
    if not name:
        return None
    name = name.removeprefix("share of ") if place.is_percent else name
    said = f"{where_behind(place)} {predicate(place, statement, None)}".strip()
    share = "share of " if place.is_percent else ""
    done = place.verb
    actor = place.text(place.chunks[place.index + 1 : statement.verb])
    if actor and done is not None and place.chunks[place.index + 1].kind == "N":
        return about(f"{share}{name} {participle(done.verbs[-1].lower)} by {actor}")
    following = place.at((statement.verb or 0) + 1)
    if not share and said.startswith("who ") and following is not None and following.kind == "A":
        person = last is not None and last.unit == "person"
        return about(f"{name} {said if person else f'that {said[4:]}'}")
    if not share and said.startswith("who ") and place.verb is not None and place.verb.verb == "be":
        return about(f"{said.split(' ', 2)[-1]} in {name}")
    return Measure(f"{share}{name} {said}".strip(), None, name if share else None)


def _whole_told(place: AmountPlace) -> Told | None:
    """Return the last amount before that can be the whole: of people behind "whom", and no less."""
    at = next((i for i, word in enumerate(place.parsed.words) if word.amount == place.number), 0)
    of_people = any(w.lower == "whom" for w in place.parsed.words[max(0, at - _LEAD) : at])
    value = place.amount.quantity.value if place.kind == "count" else None
    wholes = [each for each in reversed(place.amounts_told) if not _is_smaller(each, value)]
    people = [each for each in wholes if each.unit == "person"] if of_people else []
    return next(iter(people or wholes), place.last_told)


def _is_smaller(each: Told, value: Decimal | None) -> bool:
    """Tell whether a count is smaller than its part would be."""
    if each.kind != "count" or each.value is None or value is None:
        return False
    return each.value < value


_LEAD: Final = 4
"""How many words before a part "of whom" begins at most."""


def _of_them(place: AmountPlace) -> Measure | None:
    """40% of them; 12 of these: a part of what stands before."""
    noun = place.at(place.index + 2)
    if place.chunk.kind != "#" or not place.of_something or noun is None:
        return None
    if noun.first not in _THESE:
        return None
    if not (told := _whole_of_them(place)):
        return None
    name = re.sub(r"(?<!^amount) \w+ by .*$", "", told).removeprefix("share of ")
    kind = place.at(place.index + 3)
    if noun.first == "those" and kind is not None and kind.kind == "W":
        who = place.text(
            place.chunks[place.index + 3 : place.end_of(place.index + 2)], opening=True
        )
        return about(f"{'share of ' if place.is_percent else ''}those {who}")
    closes = place.index + 4 == len(place.chunks)
    if closes and kind is not None and kind.kind == "N" and not kind.amounts:
        share = "share of " if place.is_percent else ""
        return about(
            f"{share}{place.text([kind])} in {name}"
        )  # "6,700 people, 310 of them apprentices"
    verb = place.verb
    if part := find_part(place):
        made = Measure(f"share of {part} in {name}", name_of(part), name)
        return made if place.is_percent else about(f"{part} in {name}")
    name = f"{name} {_done_to_them(place)}".strip()
    name = f"share of {name}" if place.is_percent else name
    near = (noun,) if kind is None else (noun, kind)
    ages = [word.text for chunk in near for word in chunk.words if word.kind == "a"]
    name = " ".join((name, *ages))  # "three quarters of them under the age of five"
    name = f"{name} {_behind_them(place)}".strip()
    spent = verb is not None and verb.is_passive and place.kind == "level"
    if place.is_before_verb and verb is not None and (place.kind == "count" or spent):
        said = predicate(place, place.statement, None)
        return about(f"{name} {said}".strip())  # "1,900 of them were awaiting trial"
    acts = place.governing() == place.index - 1 and verb is not None and place.is_behind_verb
    acts = acts and verb is not None and verb.verb not in classes.LEVEL_VERBS
    if acts and verb is not None:
        by = f" by {subject_of(place)}".removesuffix(f" by {told}")
        return about(f"{name} {participle(verb.verbs[-1].lower)}{by}")
    return about(name)


def _whole_of_them(place: AmountPlace) -> str:
    """Return what "them" stands for: the last amount before that is no part of it itself."""
    whole = next((e for e in reversed(place.amounts_told) if not _is_part_too(place, e)), None)
    return place.stands_before if whole is None else whole.base


def _is_part_too(place: AmountPlace, each: Told) -> bool:
    """Tell whether an amount before is a part of the same whole: "bail for 48 of them"."""
    where = place.parsed.places.get(each.number)
    if where is None or where.aside is not None:
        return False
    chunks = place.parsed.statements[where.statement].chunks
    of, these = chunks[where.chunk + 1 : where.chunk + 2], chunks[where.chunk + 2 : where.chunk + 3]
    return bool(of and these) and of[0].is_preposition("of") and these[0].first in ("them", "these")


def _done_to_them(place: AmountPlace) -> str:
    """Return what was done to a part: "88 per cent of those targeted", "12 of them injured in May"."""
    noun, kind = place.chunks[place.index + 2], place.at(place.index + 3)
    if kind is None or kind.kind != "E" or not kind.verbs:
        return ""
    if noun.first == "those":
        return kind.verbs[-1].text
    return "" if place.is_before_verb else place.text(place.chunks[place.index + 3 :])


def _behind_them(place: AmountPlace) -> str:
    """Return what tells the part from the whole: "15 per cent of them to women"."""
    lead, noun = place.at(place.index + 3), place.at(place.index + 4)
    if lead is None or noun is None or lead.kind != "P" or noun.kind != "N" or noun.amounts:
        return ""
    return place.text(place.chunks[place.index + 3 : place.end_of(place.index + 4)], opening=True)
