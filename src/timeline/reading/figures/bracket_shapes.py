"""What an amount in a bracket measures: that of the amount before it, or of the words around it.

"Women (71%) were more likely to be members than men (64%)", "a fall (23%) in road deaths",
"courses in Summer Work (5,501) and Camp Life (3,221)".
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures import part_shapes as parts
from timeline.reading.figures.amount_places import (
    AmountPlace,
    Measure,
    about,
    change_in,
    name_of,
    of_change,
)
from timeline.reading.figures.predicates import predicate
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import lemma, participle
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.tagged_words import Word

_SUPERLATIVE: Final = re.compile(
    r"^(?:highest|lowest|largest|smallest|biggest|greatest|most|fewest|best|worst)\s*"
)
_FRACTION: Final = re.compile(
    r"^(?:(?:more|less|fewer) (?:than )?)?(?:about |around |nearly |almost |over )?(?:one |two |three |four )?(?:halves|half|thirds?|quarters?|fifths?|tenths?|most|majority|one) (?:of )?(?:all )?",
    re.IGNORECASE,
)


def without_superlative(phrase: str) -> str:
    """Return a phrase without the superlative that opens it."""
    return _SUPERLATIVE.sub("", phrase)


def share_of(place: AmountPlace, name: str, said: str = "") -> Measure:
    """Return a share of a whole, or the whole where the amount is no percentage."""
    if is_plural(name.split(" ", 1)[0]) and name_of(name) is None and not name[1:2].isupper():
        name = name[0].lower() + name[1:]
    if place.kind == "change":
        return change_in(name)
    if place.unit == "percentage point" or (said and place.amount.quantity.value < 0):
        return about(name)
    phrase = f"{name} {said}".strip()
    return Measure(f"share of {phrase}", None, name) if place.is_percent else about(phrase)


def _amount_before(place: AmountPlace) -> tuple[int, int | None]:
    """Return where the phrase before the bracket begins, and the amount in it."""
    chunks, start = place.chunks, place.index
    amounts = place.chunk.amounts
    while (
        start > 0
        and chunks[start - 1].kind in "NP#"
        and chunks[start].kind in "NP#"
        and not amounts
    ):
        start -= 1
        amounts = chunks[start].amounts
        if chunks[start].is_preposition("than", "compared", "with", "by"):
            return start + 1, amounts[-1] if amounts else None
    return start, amounts[-1] if amounts else None


def noun_in_bracket(place: AmountPlace) -> Measure | None:
    """Household spending (the largest part: food 12%); Fenn (pop. 4,100)."""
    aside, at = place.chunk.aside, place.where.aside or 0
    if not at or aside[at].kind != "#":
        return None
    if at > 1 and aside[at - 1].kind == ";" and aside[at - 2].head == "pop":
        return about(f"population of {place.text([place.chunk])}")
    noun = aside[at - 1]
    if noun.kind != "N" or noun.amounts or noun.head in _SIGNS or noun.head in classes.CHANGE_NOUNS:
        return None
    first = at - 1
    while first > 1 and aside[first - 1].kind == "P" and aside[first - 2].kind == "N":
        first -= 2
    return about(place.text(aside[first:at]))


_SIGNS: Final = ("", "+", "±")


def share_of_group(place: AmountPlace) -> Measure | None:
    """21% of pupils were absent (24% of boys and 18% of girls): each share is one of its own group."""
    last, aside, at = place.last_told, place.chunk.aside, place.where.aside or 0
    if not place.is_percent or last is None:
        return None
    behind = aside[-1].last  # "5 million pupils (48% girls)"
    if last.kind == "count" and len(aside) <= at + 2 and is_plural(behind) and behind.isalpha():
        return Measure(f"share of {behind} in {last.base}", None, last.base)
    if not last.measure.whole or at + 2 >= len(aside):
        return None
    if not aside[at + 1].is_preposition("of", "among", "in") or aside[at + 2].kind != "N":
        return None
    name, whole = place.text([aside[at + 2]]), last.measure.whole
    if whole not in last.measure.phrase or not name:
        return None
    return Measure(last.measure.phrase.replace(whole, name, 1), None, name)


def share_behind_verb(place: AmountPlace) -> Measure | None:
    """Adults used it (40%): the bracket stands behind the verb."""
    if place.chunk.kind not in "VI" or not place.is_percent or not place.statement.subject:
        return None
    name = place.text(place.statement.subject)
    between = place.chunks[(place.statement.verb or 0) + 1 : place.index]
    if place.chunk.kind == "I" and any(chunk.kind not in "AR" for chunk in between):
        return None
    return share_of(place, name, predicate(place, place.statement, place.statement.subject[-1]))


def after_a_date(place: AmountPlace) -> Measure | None:
    """In 2012 (and 12% in 2011): the same as what stands before."""
    chunk = place.chunk
    if chunk.kind not in "DR" or (
        chunk.kind == "R" and chunk.last in ("all", "half", "almost", "nearly")
    ):
        return None
    same = [each for each in place.amounts_told if each.unit == place.unit]
    return same[-1].measure if same else None


def fraction_of(place: AmountPlace) -> Measure | None:
    """Nearly half (47%) of all trips were made by car."""
    chunk, of, noun = place.chunk, place.behind, place.at(place.index + 2)
    in_number = chunk.words[-1].tag == "CD" and not chunk.amounts
    if not place.is_percent or (chunk.last not in classes.FRACTIONS and not in_number):
        return None
    first = place.index + 2 if of is not None and of.is_preposition("of") else place.index + 1
    noun = place.at(first)
    if noun is None or noun.kind != "N":
        return None
    name = place.complement(first)
    said = predicate(place, place.statement, noun) if place.is_before_verb else ""
    return share_of(place, name, said) if name else None


def listed_group(place: AmountPlace) -> Measure | None:
    """Rates for men (5%) and women (6%): the name before the bracket is that of the next group."""
    last = place.last_told
    if last is None or last.unit != place.unit or last.kind == "change" or place.chunk.amounts:
        return None
    chunk, before = place.chunk, place.before
    if chunk.kind != "N" or not chunk.head or before is None:
        return None
    joined = before.kind in "&," or before.is_preposition(
        "in", "for", "than", "to", "with", "from", "at"
    )
    if not joined:
        return None
    name = place.text([chunk])
    group = last.measure.group
    if group and last.measure.phrase.endswith(group):
        group = f" {group.split()[0]} {name}"
        phrase = last.measure.phrase.removesuffix(last.measure.group) + group
        return Measure(phrase, name_of(name), last.measure.whole, group)
    if last.measure.subject and last.measure.phrase.endswith(f" {last.measure.subject}"):
        head = last.measure.phrase.removesuffix(last.measure.subject)
        return Measure(f"{head}{name}", name)
    whole = last.measure.whole
    if whole and before.kind != "P" and whole in last.measure.phrase:
        return Measure(last.measure.phrase.replace(whole, name, 1), None, name)
    for lead in ("for", "among", "in"):
        head, found, _ = last.measure.phrase.rpartition(f" {lead} ")
        if found and not classes.RATES.isdisjoint(map(lemma, head.split())):
            return Measure(f"{head} {lead} {name}")
    return None


def group_of_counted(place: AmountPlace) -> Measure | None:
    """300 pupils from Orle (120); refugees from Tarn (1.2 million); workers are in services (25%)."""
    before, that = place.before, place.before_that
    if place.chunk.kind != "N" or place.chunk.amounts or before is None or that is None:
        return None
    if before.kind != "P" or before.first in ("of", "than", "by"):
        return None
    name, lead = place.text([place.chunk]), before.first
    last = place.last_told
    if that.kind == "V" and that.verb in ("be", "live", "work") and place.statement.subject:
        whole = without_fraction(place.text(place.statement.subject)) or place.stands
        if not whole:
            return None
        share = "share of " if place.is_percent else ""
        return Measure(
            f"{share}{whole} {lead} {name}",
            name_of(name),
            whole if share else None,
            f" {lead} {name}",
        )
    if place.is_percent:
        return _source_of_share(place, lead, name)
    if that.kind != "N":
        return None
    head = place.text([that])
    if that.amounts and last is not None:
        head = last.base
    return Measure(f"{head} {lead} {name}", name_of(name), group=f" {lead} {name}")


def _source_of_share(place: AmountPlace, lead: str, name: str) -> Measure | None:
    """The country imports 85% of its wheat, mostly from Tarn (46%): a share of the same whole."""
    last = place.last_told
    whole = None if last is None else last.measure.whole
    if not whole or lead not in ("from", "to"):
        return None
    return Measure(f"share of {whole} {lead} {name}", name_of(name), whole, f" {lead} {name}")


def without_fraction(phrase: str) -> str:
    """Return a group without the part of it that opens the phrase: "Most child workers"."""
    return _FRACTION.sub("", phrase)


def amount_before_bracket(place: AmountPlace) -> Measure | None:
    """20 million pesos ($960,000); 1,200 farms (31%)."""
    _, number = _amount_before(place)
    told = next((each for each in place.told if each.number == number), None)
    if told is None or not told.measure.phrase:
        return None
    if number not in place.chunk.amounts and place.unit in (told.unit, None):
        return None
    part = next((each for each in place.told if each.number == told.number - 1), None)
    if part is not None and place.is_percent and parts.is_whole_of(place, part.number):
        return Measure(f"share of {part.base}", None, told.base)
    shared = told.unit == "percent" and told.measure.whole
    if shared and not place.is_percent and told.measure.phrase.startswith("share of "):
        phrase = told.measure.phrase.removeprefix("share of ")
        return Measure(phrase, told.measure.subject)
    if told.noun and place.kind == "count" and _is_whole(place):
        return about(told.noun)  # "2,300 schools (of 3,100)"
    if "change" in (told.kind, place.kind) or told.unit == "percent" or not place.is_percent:
        return told.measure
    whole = parts.whole_in_bracket(place)
    verb = place.verb
    given = told.measure.phrase in classes.SPENDING_VERBS.values() and not whole
    if given and verb is not None and verb.is_passive:
        return about(f"share {verb.verbs[-1].lower}")  # "$71 million (39%) had been received"
    return parts.in_whole(told.measure, whole) if whole else share_of(place, told.measure.phrase)


def _is_whole(place: AmountPlace) -> bool:
    aside, at = place.chunk.aside, place.where.aside or 0
    return at > 0 and aside[at - 1].is_preposition("of")


def change_before_bracket(place: AmountPlace) -> Measure | None:
    """There was a marked fall (23%) in road deaths."""
    start, _ = _amount_before(place)
    chunks = place.chunks
    at = next(
        (i for i in range(start, place.index + 1) if chunks[i].head in classes.CHANGE_NOUNS), None
    )
    if at is None:
        return None
    found = of_change(place, chunks, at)
    superlative = any(word.tag == "JJS" for word in chunks[at].words)
    if not found and superlative and place.statement.subject and at > (place.statement.verb or 0):
        name = without_superlative(place.text([chunks[at]]))
        subject = place.text(place.statement.subject)
        return Measure(f"{name} in {subject}", name_of(subject))
    verb = place.verb
    linked = verb is not None and (verb.verb == "be" or verb.last == "been")
    if not found and place.statement.topic is not None and not linked:
        found = subject_of(place)
    return change_in(found or place.stands)


def group_without_verb(place: AmountPlace) -> Measure | None:
    """… lived in villages, towns (1.2 million): what is said of the group before."""
    statement = place.statement
    if statement.verb is not None or place.chunk.kind != "N" or place.chunk.amounts:
        return None
    before = statement.before
    if before is None or statement.kind == "comparison":
        return None
    named = (
        place.chunk.head and place.chunk.head not in classes.CHANGE_NOUNS | classes.MEASURE_NOUNS
    )
    if named and place.is_percent:
        first = place.index
        while (
            first > 1
            and place.chunks[first - 1].kind == "P"
            and place.chunks[first - 2].kind == "N"
        ):
            first -= 2
        name = place.text(place.chunks[first : place.index + 1])
        verb = before.predicate
        changes = before.chunks and before.chunks[-1].head in classes.CHANGE_NOUNS
        if changes or (verb is not None and verb.verb in classes.CHANGE_VERBS):
            return change_in(name)
        return share_of(place, name)
    prepositional = len(before.chunks) > 1 and before.chunks[-2].kind in "PR"
    if before.subject and not place.is_percent and prepositional:
        leads = [chunk.first for chunk in before.chunks if chunk.kind == "P"]
        group = _FRACTION.sub("", place.text(before.subject))
        return about(f"{group} {leads[-1]} {place.text([place.chunk])}") if leads else None
    return None


def _superlative_in(place: AmountPlace) -> Measure | None:
    """The share was highest in Tarn (41%) and lowest in Orle (12%)."""
    that, statement = place.before_that, place.statement
    subject = statement.subject or (statement.main.subject if statement.main else ())
    if that is None or that.last not in classes.SUPERLATIVES or not subject:
        return None
    if place.preposition not in ("in", "among", "for", "at") or place.chunk.kind != "N":
        return None
    name = place.text([place.chunk])
    phrase = f"{place.text(subject)} {place.preposition} {name}"
    if subject[0].head in classes.CHANGE_NOUNS and place.kind == "change":
        of = of_change(place, subject, 0)
        phrase = f"{change_in(of).phrase} {place.preposition} {name}" if of else f"change in {name}"
    return Measure(phrase, name_of(name), group=f" {place.preposition} {name}")


def is_superlative(noun: Chunk) -> bool:
    """Tell whether a noun phrase names the most or the least of its kind."""
    return any(is_most(word) for word in noun.words)


def is_most(word: Word) -> bool:
    """Tell whether a word is a superlative."""
    return word.tag == "JJS" or word.lower in classes.SUPERLATIVES


def superlative_of_subject(place: AmountPlace) -> Measure | None:
    """Tarn had the highest share of renters (48%); Orle had the lowest (21%)."""
    statement = place.statement
    led = _superlative_in(place)
    if led:
        return led
    start, _ = _amount_before(place)
    chunks = place.chunks
    while start < place.index and chunks[start].kind != "N":
        start += 1
    if is_superlative(place.chunk) and place.chunk.kind == "N" and not statement.subject:
        start = place.index  # "…; Orle the lowest (21%)"
    noun, verb = chunks[start], statement.predicate
    superlative = is_superlative(noun) or any(w.lower in figure_words.LEADING for w in noun.words)
    if noun.kind != "N" or not superlative:
        return None
    subject = place.text(statement.subject or chunks[:start])
    if not noun.head or noun.head in classes.SUPERLATIVES:
        last = place.last_told
        if last is None or not last.measure.subject or not subject:
            return None
        head, found, _ = last.measure.phrase.rpartition(f" in {last.measure.subject}")
        return Measure(f"{head} in {subject}", subject) if found else None
    if verb is None or not statement.subject or not place.is_behind_verb:
        return None
    name = without_superlative(place.text(chunks[start : place.end_of(start)]))
    if noun.head in classes.MEASURE_NOUNS or verb.verb == "have":
        return Measure(f"{name} in {subject}", subject)
    if verb.verb == "be":
        return share_of(place, subject) if place.is_percent else about(subject)
    return Measure(f"{name} {participle(verb.verbs[-1].lower)} by {subject}", name_of(subject))


def _end(place: AmountPlace, start: int) -> int:
    """Return where the noun phrase before a bracket ends, before the next one with a bracket."""
    end = place.end_of(start)
    for at in range(place.index + 1, end):
        if place.chunks[at].kind in "&,":
            return at
    return end


def noun_before_bracket(place: AmountPlace) -> Measure | None:
    """Women (71%) were more likely to be members than men (64%)."""
    start, _ = _amount_before(place)
    chunks, statement = place.chunks, place.statement
    while start < place.index and chunks[start].kind != "N":
        start += 1
    noun = chunks[start]
    if noun.kind != "N" or start > place.index:
        return None
    name = place.text(chunks[start : _end(place, start)])
    before = statement.verb is not None and start < statement.verb
    if noun.head in classes.MEASURE_NOUNS or not name:
        return about(without_superlative(name)) if name else None
    if not place.is_percent:
        return about(name)
    if before:
        return share_of(place, name, predicate(place, statement, noun))
    lead = chunks[start - 1].first if start else ""
    if lead in ("than", "with", "to", "by") and statement.topic is not None:
        return share_of(place, name, predicate(place, statement.topic, noun))
    return share_of(place, name)
