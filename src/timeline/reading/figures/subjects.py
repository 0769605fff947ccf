"""What the clause of an amount is about: its subject, or what that stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from timeline.reading.figures.amount_places import AmountPlace, Told, name_of, of_change
from timeline.reading.figures.leaning import changed_of, is_of_rate, leans
from timeline.reading.figures.owners import owned_noun
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.phrases import complement_end, is_time, last_noun_phrase
from timeline.reading.language.statements import TaggedStatement


def subject_of(place: AmountPlace) -> str:
    """Return what the clause of an amount is about, empty where nothing tells."""
    statement, topic = place.statement, place.statement.topic
    own = (
        _under_which(place)
        or _of_ellipsis(place)
        or _of_its_own(place)
        or _of_gerund(place)
        or _behind_which(place)
    )
    if own:
        return own
    if statement.kind == "which" and statement.before is not None:
        found = _before_which(place, statement.before)
        if found:
            return found
    if statement.kind in ("apposition", "participle", "comparison", "which") and topic is not None:
        told = place.told_in_earlier_statements()
        if told and (thing := _of_compound(place, told[-1])):
            return thing
        if told:
            return changed_of(place, told).base
    if topic is None or not topic.subject:
        own = _of_item(place)
        return own or ("" if _opens_with_own_noun(place) else place.stands)
    found = _expected(place) or _antecedent(place)
    if found:
        return found
    if topic.subject[-1].first == "there":
        return _behind_there(place, topic)
    return _narrowed(place, topic, _subject(place, topic))


def _under_which(place: AmountPlace) -> str:
    """Return the subject of a clause that opens so: "a test in which output falls by 4%"."""
    at, chunks = place.governing(), place.chunks
    if at is None:
        return ""
    kinds = "".join(chunk.kind for chunk in chunks[:at])
    opens = kinds.rfind("PW")
    between = chunks[opens + 2 : at]
    plain = opens >= 0 and bool(between) and all(c.kind in "NPR" for c in between)
    return place.text(last_noun_phrase(between)) if plain else ""


def _narrowed(place: AmountPlace, topic: TaggedStatement, name: str) -> str:
    """Return a subject with what is left out of it or in: "Excluding energy, inflation was 2.9%"."""
    opening = topic.opening
    at = next(
        (i for i, c in enumerate(opening) if c.is_preposition("excluding", "including")), None
    )
    if at is None or not name:
        return name
    what = place.text(opening[at + 1 :])
    said = not what or f" {what.lower()}" in name.lower()
    return name if said else f"{name} {opening[at].first} {what}"


def _opens_with_own_noun(place: AmountPlace) -> bool:
    """Tell whether a clause whose verb is not known opens with a noun, and leans on none before."""
    statement, first = place.statement, place.statement.chunks[0]
    unread = statement.kind == "main" and statement.topic is None and place.index > 0
    if not unread or first.kind != "N" or first.amounts or is_time(first):
        return False
    return not leans(first)


def _ranks_a_time(topic: TaggedStatement) -> bool:
    """Tell whether a clause says of a time what a time it was: "2023 was the warmest year, at 11"."""
    if any(word.tag == "JJS" for chunk in topic.subject for word in chunk.words):
        return True  # "The warmest year was 2023, at 11"
    said = topic.chunks[topic.verb + 1 :] if topic.verb is not None else ()
    first = next((chunk for chunk in said if chunk.kind in "NA#"), None)
    return first is not None and first.kind == "N" and first.head in classes.TIME_NOUNS


def _of_compound(place: AmountPlace, told: Told) -> str:
    """Return the thing of a compound, of which a participle tells more: "a 40-bed ward, built at"."""
    before = place.statement.before
    if place.statement.kind != "participle" or before is None:
        return ""
    at = next((i for i, c in enumerate(before.chunks) if told.number in c.amounts), None)
    if at is None:
        return ""
    compound = any(w.amount == told.number and "-" in w.text for w in before.chunks[at].words)
    return place.text(before.chunks[at : complement_end(before.chunks, at)]) if compound else ""


def _of_ellipsis(place: AmountPlace) -> str:
    """Return what a clause that leaves its verb out is about: "; rail freight, at 12 tonnes, down 4%"."""
    statement, chunks = place.statement, place.statement.chunks
    elided = statement.kind == "main" and statement.verb is None and statement.before is not None
    if not elided or not place.index or chunks[0].kind != "N" or chunks[0].amounts:
        return ""
    if chunks[0].first in classes.PRONOUNS or chunks[0].head in classes.HOLLOW_NOUNS:
        return ""
    return place.text(chunks[: complement_end(chunks, 0, (), place.index)])


def _of_its_own(place: AmountPlace) -> str:
    """Return the noun of an inserted statement without a verb: "…, the death rate 9 per thousand"."""
    statement, chunks = place.statement, place.statement.chunks
    alone = statement.kind == "apposition" and place.index == 1 and place.chunk.kind == "#"
    noun = chunks[0]
    if not alone or noun.kind != "N" or noun.amounts or noun.words[0].lower != "the":
        return ""
    return "" if leans(noun) or noun.head in classes.CHANGE_NOUNS else place.text([noun])


def _behind_which(place: AmountPlace) -> str:
    """Return the noun that a relative clause parts from its verb: "prices, which fell by 2, rose by 4"."""
    which = place.statement.before
    if place.statement.kind != "participle" or which is None or which.kind != "which":
        return ""
    before = which.before
    moves = place.chunks[0].verb in classes.CHANGE_VERBS
    if before is None or before.verb is not None or not moves:
        return ""
    plain = before.kind == "main" and not any(chunk.amounts for chunk in before.chunks)
    return place.text(before.chunks) if plain and before.chunks[0].kind == "N" else ""


def _of_gerund(place: AmountPlace) -> str:
    """Return what a verb in -ing has for its subject: "resulted in the rate rising by 1 point"."""
    at = place.governing()
    if at is None or at < _LED or place.chunks[at].kind != "G":
        return ""
    noun, lead = place.chunks[at - 1], place.chunks[at - 2]
    changes = place.chunks[at].verb in classes.CHANGE_VERBS
    if not changes or noun.kind != "N" or noun.amounts or lead.first not in _LEADS_GERUND:
        return ""
    return "" if is_time(noun) or leans(noun) else place.text([noun])


_LED: Final = 2
_LEADS_GERUND: Final = ("in", "with", "to", "by", "despite")


def _of_item(place: AmountPlace) -> str:
    """Return the name that opens an item of a list: "Vacancy rate 3.4%, down 0.2 points"."""
    statement, opening = place.statement, place.statement.chunks[: place.index]
    alone = statement.kind == "main" and statement.verb is None and statement.before is None
    named = alone and all(c.kind in "NP" and not c.amounts for c in opening)
    if not named or not opening or opening[0].kind != "N" or opening[-1].kind != "N":
        return ""
    if opening[0].first in classes.PRONOUNS or opening[0].head in classes.TIME_NOUNS:
        return ""
    return place.text(opening) if place.chunk.kind == "#" else ""


def _expected(place: AmountPlace) -> str:
    """Return what is said to do something: "expects inflation to reach 4 percent"."""
    at = place.governing()
    verb = place.statement.verb
    if at is None or verb is None or place.chunks[at].kind != "I" or at - verb < 2:
        return ""
    between = place.chunks[verb + 1 : at]
    plain = between[0].kind == "N" and not any(c.kind in ",V#" or c.amounts for c in between)
    return place.text(between) if plain else ""


def _antecedent(place: AmountPlace) -> str:
    """Return the noun that a relative clause with the amount says more of: "a law that included"."""
    at = place.governing()
    if at is None or place.index not in place.statement.relative:
        return ""
    relative = next((i for i in range(at - 1, 0, -1) if place.chunks[i].kind == "W"), 0)
    return place.text(last_noun_phrase(place.chunks[:relative])) if relative else ""


def _before_which(place: AmountPlace, before: TaggedStatement) -> str:
    """Return the noun before ", which": with what hangs before it where that has no amount."""
    chunks = before.chunks
    at = len(chunks)
    while at > 2 and chunks[at - 1].kind == "N" and chunks[at - 2].kind == "P":
        if chunks[at - 3].kind != "N" or chunks[at - 1].amounts:
            break
        at -= 2
    if at and chunks[at - 1].kind == "N" and not chunks[at - 1].amounts:
        return place.text(chunks[at - 1 :])
    return "" if any(chunk.amounts for chunk in chunks) else place.text(chunks[at:])


def _behind_there(place: AmountPlace, topic: TaggedStatement) -> str:
    """There was a rise of 3% in exports: what stands behind the verb."""
    chunks = topic.chunks[(topic.verb or 0) + 1 :]
    at = next((i for i, chunk in enumerate(chunks) if chunk.kind == "N"), None)
    if at is None:
        return place.stands
    told = place.told_in(chunks[: at + 1])
    if told:
        return told[0].base
    if chunks[at].head not in classes.CHANGE_NOUNS:
        return place.text(chunks[at : complement_end(chunks, at)])
    found = of_change(place, chunks, at)
    if found:
        return found
    named = (
        i
        for i, chunk in enumerate(topic.lead)
        if chunk.kind == "N" and chunk.head not in classes.TIME_NOUNS | classes.LEADING_NOUNS
    )
    first = next(named, None)
    return place.stands if first is None else place.text(topic.lead[first:])


def _subject(place: AmountPlace, topic: TaggedStatement) -> str:
    chunks = topic.subject
    told = place.told_in([chunk for chunk in chunks if chunk.kind == "N"])
    if told and place.statement is not topic:
        return told[0].base
    while chunks and chunks[0].kind in "&R,":
        chunks = chunks[1:]
    chunks = _without_insert(chunks)
    at = next(
        (i for i, c in enumerate(chunks) if c.kind == "N" and not is_time(c)),
        None,
    )
    if at is None:
        return "" if _ranks_a_time(topic) else place.stands
    head = chunks[at]
    if head.first in ("those", "that") and len(head.words) == 1 and (own := _those(place, chunks)):
        return own
    if len(chunks) == 1 and head.first in classes.PERSONS:
        return ""
    if len(chunks) == 1 and _is_unknown_estimate(place, head):
        return place.text(chunks)
    if len(chunks) == 1 and (owned := owned_noun(place, topic, head)):
        return owned
    if len(chunks) == 1 and not head.amounts and leans(head):
        return _leaning(place, topic, chunks)
    if head.head in classes.RESULTS and not head.amounts and len(chunks) > at + 1:
        return place.text(chunks[at:])  # "losses in the grid came to 7%"
    if head.head in classes.CHANGE_NOUNS and not head.amounts:
        return _changing(place, chunks, at)
    if head.head == "estimate" and len(chunks) > at + 2:
        return of_change(place, chunks, at) or place.stands
    return _with_place(place, topic, place.text(chunks[at:]), len(chunks) - at)


def _changing(place: AmountPlace, chunks: Sequence[Chunk], at: int) -> str:
    """Return what a subject says of a change: "growth in lending", "the rise in wages"."""
    head = chunks[at]
    found = of_change(place, chunks, at)
    if found and at + 1 < len(chunks) and _is_rate_of_change(place, head):
        return place.text(chunks[at:])
    if found and at + 1 < len(chunks):
        return found
    if len(chunks) == at + 1 and len(head.words) == 1 and _is_rate_of_change(place, head):
        own, thing = place.text(chunks[at:]), place.stands
        named = thing.lower().startswith(own.lower())
        return thing if named else f"{own} in {thing}".removesuffix(" in ")
    modified = any(w.kind in "nj" and w.lower not in classes.SIZES for w in head.words[:-1])
    return (place.text(chunks[at:]) if modified else place.stands) or place.text(chunks[at:])


def _leaning(place: AmountPlace, topic: TaggedStatement, chunks: Sequence[Chunk]) -> str:
    """Return what a subject that stands for something told before is: "it", "the figure"."""
    first = chunks[-1].first
    ages = [word.text for word in chunks[-1].words if word.kind == "a"]
    if ages and place.stands:  # "the population under 15 was 3 million, that aged 65 and over 2"
        return f"{_AGED.split(place.stands, maxsplit=1)[0]} {ages[0]}"
    if first in _IT and place.statement is not topic:
        return _at_place(place, topic) or place.stands_for(topic)
    own = "" if first in classes.PRONOUNS else place.text(chunks)
    if chunks[-1].head in classes.RATES and own and not is_of_rate(place.stands):
        return own  # "Wages rose by 4%. The rate has been cut to 3%."
    return _at_place(place, topic) or place.stands or own


_IT: Final = ("it", "they")
_SUBJECT_ONLY: Final = ("they", "he", "she", "we")
_AGED: Final = re.compile(r" (?:aged|under|over|below|above) ")


def _those(place: AmountPlace, chunks: Sequence[Chunk]) -> str:
    """Return what "those of residents" are: the noun that leads what was told before."""
    if len(chunks) < 3 or chunks[1].kind != "P" or not place.told:
        return ""
    before = place.statement.before
    subject = () if before is None else before.subject
    noun = next((c for c in subject if c.kind == "N" and not is_time(c)), None)
    if noun is None or noun.amounts or noun.first in classes.PRONOUNS:
        return ""
    owned = place.text([noun]).partition("'s ")[2] or place.text([noun])
    return f"{owned} {place.text(chunks[1:], opening=True)}"


def _without_insert(chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """Return a subject without what is inserted into it: "The camp, designed for 200 people,"."""
    if len(chunks) > 1 and chunks[-1].first in _SUBJECT_ONLY and chunks[-2].kind in "PD":
        return chunks[-1:]  # "Since the trough in 2021 they have gained 4%"
    at = "".join(chunk.kind for chunk in chunks).rfind("NN") + 1
    if at and chunks[at].words[0].kind == "d":
        return chunks[at:]  # "On the exchange in Orle a tonne of wheat cost $204"
    for at in range(1, len(chunks) - 1):
        if chunks[at].kind != ",":
            continue
        told = chunks[at + 1].kind in "E#" or chunks[at + 1].first in ("each", "with")
        return chunks[:at] if told and any(c.kind == "," for c in chunks[at + 1 :]) else chunks
    return chunks


def _is_rate_of_change(place: AmountPlace, head: Chunk) -> bool:
    """Tell whether an amount says how fast something grows: "growth in lending slowed to 3%"."""
    plain = head.head in ("growth", "inflation", "decline", "contraction", "expansion")
    return plain and place.is_percent and place.kind != "change"


def _is_unknown_estimate(place: AmountPlace, head: Chunk) -> bool:
    """Tell whether an estimate is revised of which none of the values has been told before.

    "Inflation was 2%. The estimate was revised from 0.3% to 0.1%" is about something else.
    """
    verb = place.verb
    definite = head.first == "the" and head.head in _ESTIMATES
    if not definite or place.preposition not in ("from", "to"):
        return False
    if verb is None or not verb.is_passive:
        return False
    start = place.parsed.words[0].start
    before = place.parsed.text[max(0, start - _TOLD_REACH) : start]
    values = (w.text for chunk in place.chunks for w in chunk.words if w.amount is not None)
    return not any(f" {value}" in before for value in values)


_ESTIMATES: Final = ("estimate", "forecast", "projection")
_TOLD_REACH: Final = 300
"""How far before a sentence its values are looked for, in characters."""


def _at_place(place: AmountPlace, topic: TaggedStatement) -> str:
    """Return what "it" stands for, told of the place or group that leads its clause in."""
    where = place.text(topic.place) if topic.place else ""
    last = place.last_told
    if not where or not place.stands:
        return ""
    stands = place.stands.removesuffix("" if last is None else last.measure.group)
    for other in place.parsed.statements:  # "in Orle prices fell by 3%; in Tarn they rose by 1%"
        if other.place and other is not topic:
            stands = stands.removesuffix(f" {other.place[0].first} {place.text(other.place)}")
    head, found, tail = stands.rpartition(f" {topic.place[0].first} ")
    if found and name_of(tail) and name_of(where):
        stands = head  # "prices in Orle fell by 3%; in Tarn they rose by 1%"
    return f"{stands} {topic.place[0].first} {where}"


def _with_place(place: AmountPlace, topic: TaggedStatement, name: str, size: int) -> str:
    """Return a subject with the place that leads its clause in; the same thing again is what it stands for."""
    where = place.text(topic.place) if topic.place else ""
    if where and where.lower() not in name.lower():
        name = f"{name} {topic.place[0].first} {where}"
    if size == 1 and " " not in name and name_of(name) is None:
        stands = re.split(r" (?:of|in|for|on|from|by) ", place.stands, maxsplit=1)[0]
        if name and f" {stands.lower()}".endswith(f" {name.lower()}"):
            return place.stands
        amount = _AMOUNT_OF.match(place.stands)
        if amount is not None and place.stands[amount.end() :].startswith(f"{name.lower()} "):
            return place.stands
    return name


_AMOUNT_OF: Final = re.compile(r"(?:amount|level|number|volume|value|total) of ", re.IGNORECASE)


def owner_of(place: AmountPlace) -> str:
    """Return who acts: the programme that leads the clause in, else the grammatical subject."""
    topic = place.statement.topic
    lead = topic.lead if topic is not None else place.statement.lead
    if len(lead) > 1 and lead[0].is_preposition("through", "under", "via"):
        programme = place.text(lead)
        if name_of(programme) is not None:
            return programme
    if topic is not None and len(topic.subject) == 1 and topic.subject[0].first in classes.PRONOUNS:
        return ""
    if topic is not None and topic.subject and topic.subject[0].head in ("amount", "sum"):
        return ""
    subject = subject_of(place)
    if topic is None and place.stands_in_heading and subject == place.stands_before:
        return ""  # a heading does nothing, unless "it" or "they" stand for it
    return "" if subject.lower() in classes.PRONOUNS else subject
