"""What a clause says of its subject, as a modifier of it: "live in the hills" is living there.

"Adults who had never used it" and "adults using it" are two groups, so that a perfect stays in its
own words; so does what is denied.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import gerund, lemma, participle
from timeline.reading.language.plurals import singular_noun
from timeline.reading.language.statements import TaggedStatement

_STOPS: Final = figure_words.ENDS_PREDICATES
_DENIALS: Final = figure_words.DENIALS
_KEPT: Final = _DENIALS | figure_words.PARTICLES
_LIKELY: Final = re.compile(r"^(?:(?:more|less|most|as|least|twice) )?likely to (?P<be>be )?")
MOST_CHUNKS: Final = 8


def predicate(place: AmountPlace, statement: TaggedStatement, subject: Chunk | None) -> str:
    """Return what a clause says of its subject, as words behind that; empty where it says nothing."""
    verb = statement.predicate
    if verb is None or not verb.verbs:
        return ""
    rest = f"{_adverb(verb)} {_rest(place, statement)}".strip()
    if not rest and (said := _said(place, statement)) is not None:
        return f"{gerund(verb.verbs[-1].lower)} {said}" if said else ""
    person = _is_of_people(place, subject)
    who = "who" if person else "that"
    forms = [word.lower for word in verb.words]
    plain = [lemma(word.text) for word in verb.verbs]
    denied = any(word in _DENIALS for word in forms)
    likely = _LIKELY.match(rest)
    if likely is not None and plain[0] == "be":
        told = rest[likely.end() :]
        first, _, more = told.partition(" ")
        return f"{who} {forms[0]} {told}" if likely["be"] else f"{gerund(first)} {more}".strip()
    if plain[-1] == "be" and len(plain) == 1:
        return _copula(statement, rest, f"{who} {forms[0]}")
    last = verb.verbs[-1]
    lead = statement.chunks[0]
    inside = lead.kind == "P" and lead.first != "of" and not rest
    if inside and len(plain) == 1 and participle(last.lower) == last.lower:
        return last.text  # "in 14 of the 60 schools visited, records were missing"
    if len(plain) > 1 and "be" in plain[:-1] and last.kind == "e" and not denied:
        return f"{_manner(verb)}{last.text} {rest}".strip()
    if len(plain) > 1 and last.kind == "g" and not denied:
        return f"{last.text} {rest}".strip()
    if plain == ["have"] and not denied:
        return f"with {rest}" if rest else ""
    if len(plain) > 1 or denied:
        also = _KEPT | {"longer"} if "no" in forms else _KEPT  # "no longer run at night"
        kept = [w.text for w in verb.words if w.kind != "r" or w.lower in also]
        return f"{who} {' '.join(kept)} {rest}".strip()
    if plain[-1] == "die" and forms[-1] == "died":
        return f"{'who' if place.unit == 'person' else who} died {rest}".strip()
    past = last.tag in ("VBD", "VBN") and participle(last.lower) == last.lower
    thing = subject is not None and not person
    if past and (_is_headline(place, statement) or _leaves_were_out(statement, thing=thing)):
        return f"{last.text} {rest}".strip()
    return f"{gerund(last.lower)} {rest}".strip()


def _said(place: AmountPlace, statement: TaggedStatement) -> str | None:
    """Return what somebody says, of the clause behind: "that prices had risen".

    Empty where that has an amount or no verb, None where nobody says anything.
    """
    statements, verb = place.parsed.statements, statement.predicate
    at = statements.index(statement) + 1
    says = verb is not None and verb.verb in classes.ASSERTING_VERBS and not verb.is_passive
    if not says or (statement.verb or 0) + 1 < len(statement.chunks) or at == len(statements):
        return None
    following = statements[at]
    chunks = [*itertools.takewhile(lambda each: each.kind not in ",;:", following.chunks)]
    if following.verb is None or following.verb >= len(chunks) or any(c.amounts for c in chunks):
        return ""
    return f"that {place.text(chunks, opening=True).removeprefix('that ')}"


def _is_headline(place: AmountPlace, statement: TaggedStatement) -> bool:
    """Tell whether a participle lacks its "were", as in an item of a list: "14 mills repaired"."""
    following = statement.chunks[(statement.verb or 0) + 1 : (statement.verb or 0) + 2]
    last = place.parsed.words[-1]
    stops = last.text in _STOPPING or place.parsed.text[last.end : last.end + 1] in _STOPPING
    return not stops and (not following or following[0].kind not in "N#A")


def _is_of_people(place: AmountPlace, subject: Chunk | None) -> bool:
    """Tell whether what is said is said of people, or of what nobody names."""
    if place.kind == "share" and place.amount.noun:  # "one in four wells was dry"
        return singular_noun(place.amount.noun.split()[-1]) in classes.PEOPLE
    if subject is not None:
        return subject.head in classes.PEOPLE or not subject.head
    counted = place.kind == "count" and place.unit not in (None, "person")
    elided = place.unit is None and bool(place.noun)
    return not counted and not (elided and singular_noun(place.noun) not in classes.PEOPLE)


def _leaves_were_out(statement: TaggedStatement, *, thing: bool) -> bool:
    """Tell whether a verb has its "were" in the clause before, or nowhere.

    "310 were lost and 120 damaged"; with a thing as its subject, "with 22 deaths reported since May".
    """
    own, behind = statement.predicate, statement.chunks[(statement.verb or 0) + 1 :]
    says = thing and own is not None and own.verb in classes.SAYING_VERBS
    if says and (not behind or behind[0].kind in "PD,"):
        return True
    before = None if statement.before is None else statement.before.predicate
    passive = before is not None and before.is_passive and not any(c.kind in "N#" for c in behind)
    return passive and statement.kind == "main" and statement.chunks[0].kind == "#"


_STOPPING: Final = tuple(".!?")


def _copula(statement: TaggedStatement, rest: str, who: str) -> str:
    """Return what "is" says: "in the hills" stands alone, "members" needs its verb."""
    following = statement.chunks[(statement.verb or 0) + 1 : (statement.verb or 0) + 2]
    if not rest:
        return ""
    return rest if following and following[0].kind in "PE" else f"{who} {rest}"


def _manner(verb: Chunk) -> str:
    """Return the adverb that says how, where it tells one thing from another: "newly infected"."""
    at = verb.words.index(verb.verbs[-1])
    before = verb.words[at - 1] if at else None
    told = before is not None and before.kind == "r" and before.lower not in classes.HEDGES
    return f"{before.text} " if told and before is not None else ""


def _adverb(verb: Chunk) -> str:
    """Return the adverb behind a verb: "paid late"."""
    at = verb.words.index(verb.verbs[-1])
    return " ".join(w.text for w in verb.words[at + 1 :] if w.lower not in classes.HEDGES)


def _rest(place: AmountPlace, statement: TaggedStatement) -> str:
    """Return what stands behind the verb of a clause, up to an amount or another clause."""
    first = (statement.verb or 0) + 1
    end = first
    chunks = statement.chunks
    while end < len(chunks) and end - first < MOST_CHUNKS and chunks[end].kind in "NPAIEGDR&":
        if chunks[end].amounts or (chunks[end].kind == "P" and chunks[end].first in _STOPS):
            break
        part = chunks[end + 1 : end + 2] if chunks[end].kind == "&" else ()
        if part and part[0].head in classes.FRACTIONS and part[0].words[0].kind == "d":
            break  # "goes to health and a quarter to education"
        if part and part[0].words[0].kind == "c":
            break  # "41 schools damaged and 12 destroyed"
        end += 1
    if end < len(chunks) and chunks[end].first == "than" and end > first + 1:
        compared = chunks[end - 1].first in classes.COMPARATIVES
        end -= 2 if compared and chunks[end - 2].kind == "P" else 0  # "for more than a year"
    said = [c for at, c in enumerate(chunks[first:end], first) if not _only_dates(chunks, at)]
    return place.text(said, opening=True)


def _only_dates(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a chunk says of a date that no other is meant: "in January alone"."""
    return chunks[at].words[-1].lower == "alone" and chunks[at - 1].kind == "D"
