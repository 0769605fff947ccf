"""What an amount measures that is set against another, or is the same at another time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, Told, about, name_of
from timeline.reading.figures.change_shapes import with_group
from timeline.reading.figures.part_shapes import without_whole
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.tagged_words import Word


def same_as_before(place: AmountPlace) -> Measure | None:
    """Compared with $3 billion; down from 3.9 million tons; 4% in 2012 and 5% in 2013."""
    own = _own_noun(place)
    if own:
        return about(own)
    if place.preposition == "from" and without_whole(place) is not None:
        return None  # "reported from 22 of the 31 towns"
    these = place.at(place.index + 2)
    if place.of_something and these is not None and these.first in figure_words.THESE:
        return None  # "opened 38 cases and closed 31 of them"
    last = _comparable(place)
    if last is None:
        return None
    if _is_said_as_share(place, last):
        group = place.complement(place.index + 2)
        who = last.base.removeprefix("number of ")
        return Measure(f"share of {who} in {group}", last.measure.subject, group)
    name = last.measure.phrase
    reaches = place.preposition == "to" and last.kind == "change" and place.kind != "change"
    if place.preposition == "from" or place.unit != last.unit or reaches:
        name = last.base
    if _follows_with(place) and last.measure.subject and name.endswith(last.measure.subject):
        other = place.text(place.chunks[1 : place.index - 1])
        return Measure(name.removesuffix(last.measure.subject) + other, name_of(other))
    if (follower := _follower(place, last)) is not None:
        return follower
    whole = last.measure.whole
    noun = place.amount.noun
    if place.is_percent and noun and whole and noun != whole:
        head, found, tail = name.partition(f" {whole}")  # "compared with one in five boys"
        return Measure(f"{head} {noun}{tail}", None, noun) if found else None
    at = place.index + 2
    if place.of_something and place.is_percent and whole and whole in name:
        other = place.complement(at)
        return Measure(name.replace(whole, other, 1), None, other) if other else last.measure
    grouped = with_group(place, _without_group(place, name))
    if grouped.phrase in (name, _without_group(place, name)):
        return Measure(name, last.measure.subject, whole, last.measure.group)
    return Measure(grouped.phrase, grouped.subject or last.measure.subject, whole, grouped.group)


def _without_group(place: AmountPlace, name: str) -> str:
    """Return a measure without what it is in, where it is set against that in something else.

    "Investment in wind was $2 million, compared with $1 million in coal".
    """
    lead = place.behind
    if place.statement.kind != "comparison" or lead is None or not lead.is_preposition("in", "for"):
        return name
    head, found, tail = name.rpartition(f" {lead.first} ")
    return head if found and " of " not in tail else name


def _own_noun(place: AmountPlace) -> str:
    """Return what an amount is set against where that is something else: "with net imports of 3"."""
    that, last = place.before_that, place.last_told
    if place.statement.kind != "comparison" or place.preposition != "of" or last is None:
        return ""
    if that is None or that.kind != "N" or that.last not in _OWN_NOUNS:
        return ""
    return "" if that.last in last.base.lower().split() else place.text([that])


_OWN_NOUNS: Final = figure_words.MEASURES | figure_words.OUTCOMES


def _is_said_as_share(place: AmountPlace, last: Told) -> bool:
    """Tell whether a change is said again in shares: "by 2 million, or from 19% of the population"."""
    again = place.at(place.index - 2)
    joined = place.preposition == "from" and again is not None and again.first == "or"
    return joined and place.is_percent and place.of_something and last.unit != place.unit


def _from_share(place: AmountPlace) -> Told | None:
    """Return the share that another one comes from: "from 19% of the population to 16%"."""
    last, chunks = place.last_told, place.chunks
    if last is None or last.unit != place.unit or not last.measure.whole:
        return None
    at = next((i for i, chunk in enumerate(chunks) if last.number in chunk.amounts), 0)
    between = chunks[at + 1 : place.index - 1]
    plain = (
        at > 0 and chunks[at - 1].is_preposition("from") and all(c.kind in "PND" for c in between)
    )
    return last if plain and place.preposition == "to" and not place.of_something else None


def _follower(place: AmountPlace, last: Told) -> Measure | None:
    """Return the share of who follows another: "followed by gas with 21% and oil with 9%"."""
    if place.preposition != "with" or place.chunks[0].verb != "follow" or place.index < 3:
        return None
    first = 1 if place.chunks[place.index - 3].kind == "P" else place.index - 2
    other = place.text(place.chunks[first : place.index - 1])
    name, whole = last.measure.phrase, last.measure.whole
    head, found, _ = name.rpartition(" by ")
    if found:
        return Measure(f"{head} by {other}", name_of(other), whole)
    if whole and name.startswith("share of ") and name.endswith(f" in {whole}"):
        return Measure(f"share of {other} in {whole}", name_of(other), whole)
    return None


def _follows_with(place: AmountPlace) -> bool:
    """Followed by the South East with £4.1 billion."""
    follows = place.statement.kind == "comparison" and place.chunks[0].verb == "follow"
    return follows and place.preposition == "with" and place.index > 2


def compares(place: AmountPlace) -> Measure | None:
    """This compares with 7.1 million a week earlier: the same as what stands before."""
    at = place.governing()
    compared = at is not None and place.chunks[at].verb == "compare"
    return about(place.stands) if compared and place.stands else None


def _comparable(place: AmountPlace) -> Told | None:
    """Return the amount before that an amount is set against, or is again at another time."""
    told = _outside_brackets(place)
    if not told:
        return None
    if place.is_percent and (share := _from_share(place)) is not None:
        return share
    if place.amount.bare and place.unit is None:
        told = tuple(e for e in told if e.unit != "percent") or told
    akin = [e for e in told if e.unit == place.unit or place.unit is None or e.unit is None]
    noun = place.chunk.kind == "N" and bool(place.chunk.head)
    if place.statement.kind == "comparison":
        again = noun and akin and place.chunk.words[-1].text == akin[-1].noun
        if noun and not again and not place.is_percent:
            return None
        if place.preposition in ("from", "of", "by") and not noun:
            return _without_places(place, told)[-1]
        return akin[-1] if akin else None
    if akin and _is_first_estimate(place):
        return akin[-1]
    same = place.told_in(place.chunks[: place.index])
    if place.preposition == "at" and place.statement.kind == "participle" and same:
        return same[-1]
    if place.chunk.kind == "#" and place.preposition == "from":
        at = place.governing()
        moved = at is not None and place.chunks[at].verb in classes.CHANGE_VERBS
        same = [e for e in same if e.kind != "duration" or place.kind == "duration"]
        if moved and not same:
            return None  # "over five years, fell from 40 to 12"
        return akin[-1] if akin else told[-1]
    return _at_another_time(place, akin)


def _is_first_estimate(place: AmountPlace) -> bool:
    """Tell whether it was taken for so much at first: "revised up from a first estimate of 0.3%"."""
    that = place.before_that
    estimated = that is not None and that.head in ("estimate", "reading", "figure")
    words = (word.lower for chunk in place.chunks[: place.index] for word in chunk.words)
    return place.preposition == "of" and estimated and "revised" in words


def _outside_brackets(place: AmountPlace) -> tuple[Told, ...]:
    """Return the amounts before, without those in brackets where others stand outside them."""
    places, told = place.parsed.places, place.amounts_told
    outside = tuple(e for e in told if e.number in places and places[e.number].aside is None)
    return outside or told


def _without_places(place: AmountPlace, told: Sequence[Told]) -> Sequence[Told]:
    """Return the amounts before without those that say where: "2,140 huts at 9 sites, up from"."""
    before = place.statement.before
    chunks = () if before is None else before.chunks
    said = {n for c, b in zip(chunks[1:], chunks, strict=False) if b.is_preposition("at", "in") for n in c.amounts}  # fmt: skip
    counts = [each for each in told if each.kind != "count" or each.number not in said]
    return counts if counts and counts[-1].kind == "count" else told


def _at_another_time(place: AmountPlace, akin: list[Told]) -> Told | None:
    """5% in 2012 and 6% in 2013."""
    if not akin or akin[-1] is not _outside_brackets(place)[-1] or place.chunk.kind != "#":
        return None
    chunks = place.chunks
    first = next((i for i, c in enumerate(chunks) if akin[-1].number in c.amounts), None)
    if first is None or place.behind is None:
        return None
    behind = "".join(_kind(place, at)[:1] for at in range(1, 4))
    after = place.preposition == "after"
    dated = re.match("P?R?D" if after else "P?D", behind) is not None
    between = chunks[first + 1 : place.index]
    joined = any(chunk.kind in "&," for chunk in between) or after
    named = {"of"} | set((akin[-1].measure.whole or "").split())
    plain = all(c.kind in "&,DR" or c.kind == "P" or c.words[-1].text in named for c in between)
    return akin[-1] if dated and joined and plain else None


def _kind(place: AmountPlace, distance: int) -> str:
    chunk = place.at(place.index + distance)
    return "" if chunk is None else chunk.kind


def respectively(place: AmountPlace) -> Measure | None:
    """Exports and imports were $2 million and $3 million respectively."""
    subject = place.statement.subject
    if not subject or all(word.lower != "respectively" for word in place.parsed.words):
        return None
    parts = _joined_parts(subject)
    amounts = [number for chunk in place.chunks for number in chunk.amounts]
    if len(parts) != len(amounts) or place.number not in amounts:
        return None
    nth = amounts.index(place.number)
    lead = next((i for i, chunk in enumerate(parts[0]) if chunk.kind == "P"), None)
    own_lead = parts[nth][0].kind == "P"
    alone = len(parts[nth]) == 1 or own_lead
    size = 0 if lead is None or not nth or not alone else lead + (not own_lead)
    shared = parts[0][:size]
    return about(place.text([*shared, *parts[nth]]))


def item_by_amount(place: AmountPlace) -> Measure | None:
    """Prices rose in two sectors: food by 3% and fuel by 5%: each item of a list without a verb."""
    that, index = place.before_that, place.index
    if place.statement.verb is not None or place.preposition not in ("by", "") or index < 1:
        return None
    item = that if place.preposition else place.before
    first = index - (2 if place.preposition else 1)
    if item is None or item.kind != "N" or item.amounts or item.head in classes.CHANGE_NOUNS:
        return None
    opens = first == 0 or place.chunks[first - 1].kind in ",&"
    if not opens or item.first in classes.PRONOUNS or place.statement.kind != "main":
        return None
    return Measure(f"change in {place.text([item])}", None)


def _joined_parts(subject: Sequence[Chunk]) -> list[list[Chunk]]:
    """Return the parts of a subject that commas and "and" join, also within one noun phrase."""
    parts: list[list[Chunk]] = [[]]
    for chunk in subject:
        if chunk.kind in ",&":
            parts.append([])
            continue
        words: list[Word] = []
        for word in chunk.words:
            if word.kind in ",&":
                parts[-1].append(replace(chunk, words=tuple(words)))
                parts.append([])
                words = []
            else:
                words.append(word)
        parts[-1].append(replace(chunk, words=tuple(words)))
    return [kept for part in parts if (kept := [chunk for chunk in part if chunk.words])]
