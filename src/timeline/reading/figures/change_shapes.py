"""What an amount that states a change measures: what changes.

The object of the verb ("cut its staff by 12"), the noun of a change ("a rise of 3% in sales"), the
subject ("exports rose by 4%"), or what stands before ("an increase of $2 million").
"""

from __future__ import annotations

import re
from typing import Final

from timeline.measurement import dimension
from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import (
    AmountPlace,
    Measure,
    about,
    change_in,
    name_of,
    of_change,
)
from timeline.reading.figures.leaning import changed_of
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.phrases import is_time
from timeline.reading.quantities.units import is_measure

_GROUP_LEADS: Final = figure_words.BEFORE_GROUPS


def with_group(place: AmountPlace, phrase: str) -> Measure:
    """Return a measure with the group behind the amount: "was 79.3 years for males"."""
    at = place.index + 1
    chunks = place.chunks
    while at + 1 < len(chunks) and chunks[at].kind == "P":
        if not (chunks[at + 1].kind == "D" or is_time(chunks[at + 1])):
            break
        at += 2
    group = _group(place, at)
    told = place.last_told
    extension = "" if told is None else told.measure.group
    following = place.at(at)
    if extension and following is not None and following.first == "elsewhere":
        return Measure(f"{phrase.removesuffix(extension)} elsewhere", group=" elsewhere")
    if not group and (other := _other_group(place, at, phrase)):
        return Measure(other)
    if not group or not phrase:
        return about(phrase)
    lead, name = group
    if extension and phrase.endswith(extension) and _same_lead(extension.split()[0], lead):
        phrase = phrase.removesuffix(extension)
    if lead == "for" and _is_capitalised(phrase) and name[:1].isupper():
        return change_in(name) if phrase.startswith("change in ") else about(name)
    if name.lower() in phrase.lower():
        return about(phrase)
    head, found, _ = phrase.rpartition(f" {lead} ")
    if found and lead == "among" and place.statement.kind == "comparison":
        phrase = head  # "among young voters was 41%, compared with 67% among pensioners"
    subject = "" if told is None else told.measure.subject or ""
    if subject and lead == "for" and phrase.endswith(f" of {subject}"):
        return Measure(phrase.removesuffix(subject) + name, name)
    return Measure(f"{phrase} {lead} {name}", name_of(phrase), group=f" {lead} {name}")


_WITH_ARTICLE: Final = 2


def _other_group(place: AmountPlace, at: int, phrase: str) -> str:
    """Return a phrase about what is compared: "on weekdays 210, against 180 on Saturdays"."""
    lead, noun = place.at(at), place.at(at + 1)
    if place.statement.kind != "comparison" or lead is None or noun is None or noun.kind != "N":
        return ""
    head, found, _ = phrase.rpartition(f" {lead.first} ")
    same = found and lead.kind == "P" and lead.first != "of" and not noun.amounts
    return f"{head} {lead.first} {place.complement(at + 1)}" if same else ""


def _same_lead(one: str, other: str) -> bool:
    return one == other or {one, other} == {"before", "after"}


def _group(place: AmountPlace, at: int) -> tuple[str, str] | None:
    lead, noun = place.at(at), place.at(at + 1)
    if lead is None or noun is None or lead.kind not in "PS" or lead.first not in _GROUP_LEADS:
        return None
    if noun.kind != "N" or noun.amounts or noun.first in classes.PRONOUNS:
        return None
    if noun.head in classes.TIME_NOUNS | classes.HOLLOW_NOUNS | classes.NO_GROUPS:
        return None
    if lead.first in ("before", "after") and noun.head in classes.CHANGE_NOUNS:
        return None  # "fell by 4% after growth of 2%"
    if noun.words[-1].kind == "j" and len(noun.words) == _WITH_ARTICLE:
        return None  # "57,000 in the last"
    name = place.complement(at + 1)
    return (lead.first, name) if name else None


def _is_capitalised(phrase: str) -> bool:
    words = phrase.removeprefix("change in ").split()
    return len(phrase.split()) < 6 and all(word[:1].isupper() for word in words)


def is_plain_noun(chunk: Chunk) -> bool:
    """Tell whether a chunk is a noun without an amount."""
    return chunk.kind == "N" and not chunk.amounts


def noun_of_change(place: AmountPlace) -> Measure | None:
    """A rise of 3% in sales; a $2 million rise in tax receipts; an increase of 400."""
    at = _change_noun(place)
    if at is None:
        return _before_of(place)
    statement, verb = place.statement, place.verb
    if _is_result(place, at):
        return None
    thing = of_change(place, place.chunks, at)
    governing = place.governing()
    expects = governing is not None and place.chunks[governing].verb in classes.EXPECTING_VERBS
    if not thing and expects and place.preposition in ("", "of"):
        return about(place.text([place.chunks[at]]))
    behind = statement.verb is not None and at > statement.verb
    if (
        not thing
        and statement.verb is not None
        and not behind
        and statement.kind in ("main", "sub")
    ):
        thing = place.stands
    if not thing and at == 0 and len(place.chunks[0].words) == 1:
        return about(
            place.chunks[0].words[0].text
        )  # "growth of 2% is expected": nobody says of what
    if not thing:
        return _of_owner(place, behind=behind)
    sees = verb is not None and behind and verb.verb in classes.SEEING_VERBS
    if sees and statement.subject and statement.subject[0].first not in classes.PRONOUNS:
        subject = place.text(statement.subject)
        owned = f"{thing} of {subject}"
        return Measure(f"change in {owned}", name_of(subject))
    return change_in(thing)


def _of_owner(place: AmountPlace, *, behind: bool) -> Measure:
    """Return the change of what a clause is about; "two members preferred a cut of 3%" says of nothing."""
    verb, subject = place.verb, subject_of(place)
    acts = behind and verb is not None and verb.kind == "V" and not verb.is_passive
    acts = acts and verb is not None and verb.verb not in _UNDERGOING
    if acts and subject and subject != place.stands:
        return about("change")
    return change_in(subject or place.stands)


_UNDERGOING: Final = (
    classes.LEVEL_VERBS
    | classes.CHANGE_VERBS
    | classes.POSSESSING_VERBS
    | classes.REACHING_VERBS
    | classes.SEEING_VERBS
    | classes.COPULAS
)
"""Verbs whose object is a change of their subject: "the mill recorded a fall of 4%"."""


def _is_result(place: AmountPlace, at: int) -> bool:
    """Tell whether a noun is money of its own: "a net loss of $46 million"."""
    return place.chunks[at].head in classes.RESULTS and place.kind != "change"


def _change_noun(place: AmountPlace) -> int | None:
    chunk, that = place.chunk, place.before_that
    if chunk.kind == "N" and chunk.head in classes.CHANGE_NOUNS:
        return place.index
    if place.preposition == "of" and that is not None and that.head in classes.CHANGE_NOUNS:
        return place.index - 2
    return None


def _before_of(place: AmountPlace) -> Measure | None:
    """A rise in sales of 3%: a noun of change with what changes before "of"."""
    that, index = place.before_that, place.index
    if place.preposition != "of" or that is None or not is_plain_noun(that) or index <= 3:
        return None
    at, chunks = index - 3, place.chunks
    while at > 0 and chunks[at].kind == "P" and is_plain_noun(chunks[at - 1]):
        if chunks[at - 1].head in classes.CHANGE_NOUNS:
            return change_in(place.text(chunks[at + 1 : index - 1]))
        at -= 2
    return None


def up_or_down(place: AmountPlace) -> Measure | None:
    """Prices fell, with footwear down 1.2%; exports were $3 million, up 4%."""
    before = place.before
    if place.word_before() not in ("up", "down") or before is None:
        return None
    if before.kind == "V" and before.verb != "be":
        return None
    nouns = [c for c in place.chunks[: place.index] if is_plain_noun(c)]
    if place.statement.kind == "participle" and nouns:
        first = next(i for i, c in enumerate(place.chunks) if c is nouns[-1])
        while first > 1 and place.chunks[first - 1].kind == "P":
            if not is_plain_noun(place.chunks[first - 2]):
                break
            first -= 2
        last = next(i for i, c in enumerate(place.chunks) if c is nouns[-1])
        return change_in(place.text(place.chunks[first : last + 1]))
    same = [e for e in place.told_in(place.chunks[: place.index]) if e.kind != "rank"]
    if same:
        return change_in(changed_of(place, same).base)
    told, aside = place.last_told, place.statement.kind in ("apposition", "comparison")
    if aside and told is not None and told.kind == "level" and place.is_percent:
        return change_in(told.base)
    return change_in(subject_of(place))


def verb_of_change(place: AmountPlace) -> Measure | None:
    """Exports rose by 4%; the council cut its staff by 12."""
    at = place.governing()
    chunks, statement = place.chunks, place.statement
    if at is None or chunks[at].verb not in classes.CHANGE_VERBS:
        return None
    governing, preposition = chunks[at], place.preposition
    verb = place.verb
    helped = verb is not None and statement.verb is not None and at > statement.verb + 1
    helped = helped and verb is not None and verb.verb in classes.HELPING_VERBS
    owner = statement.subject or (statement.main.subject if statement.main is not None else ())
    if helped and governing.kind == "V" and chunks[at - 1].kind == "N" and owner:
        thing = place.text(chunks[(statement.verb or 0) + 1 : at])
        owned = f"{thing} in {place.text(owner)}"
        return change_in(owned) if preposition in ("by", "") else about(owned)
    aside = place.before is not None and place.before.kind == "," and place.of_something
    if aside and place.is_percent and place.kind != "change":
        who, whole = subject_of(place), place.complement(place.index + 2)
        return Measure(f"share of {who} in {whole}", name_of(who), whole) if who else None
    limited = place.word_before() in ("below", "above", "under") and place.kind != "change"
    if limited and preposition in ("", "below", "above", "under") and place.is_behind_verb:
        return about(subject_of(place))  # "fell below 2 million barrels a day"
    loses = chunks[at].verb in figure_words.LOSING and preposition == ""
    if loses and place.kind != "change" and dimension(place.unit) == "money":
        return None
    if place.of_something and place.is_percent and not preposition and loses:
        whose = chunks[place.index + 2].first in ("its", "their")
        if whose and owner:  # "the line lost a quarter of its users"
            return change_in(f"{place.complement(place.index + 2)} of {subject_of(place)}")
    if preposition in ("by", "") and not _takes_object(place, at):
        thing = _object(place, at, place.index)
        return change_in(thing) if thing else _grouped_change(place)
    return None


def _takes_object(place: AmountPlace, at: int) -> bool:
    """Tell whether the amount counts what a verb loses or gains: "lost 12 ships"."""
    if place.preposition or place.is_percent or place.kind == "change":
        return False
    return place.chunk.kind == "N" or place.chunks[at].verb in classes.CHANGERS


def _object(place: AmountPlace, at: int, limit: int) -> str:
    """Return the object of a verb that changes something, without what it owns it by."""
    chunks = place.chunks
    if at + 1 >= limit or chunks[at + 1].kind != "N":
        return ""
    if chunks[at + 1].head == "time" and chunks[at].is_passive:
        return ""  # "has been cut four times, by a total of 125 basis points"
    plain = not chunks[at + 1].amounts and not is_time(chunks[at + 1])
    if chunks[at].verb not in classes.CHANGERS and not (plain and chunks[at].kind in "VI"):
        return ""
    name = place.text(chunks[at + 1 : min(place.end_of(at + 1), limit)])
    owned = chunks[at + 1].first in ("its", "their")
    if name and owned and place.statement.subject and at == place.statement.verb:
        return f"{name} of {place.text(place.statement.subject)}"
    return name


def _grouped_change(place: AmountPlace) -> Measure:
    phrase = subject_of(place)
    if phrase.startswith("times "):
        phrase = place.text(place.statement.subject)
    grouped = with_group(place, phrase)
    if not phrase:
        return grouped
    return Measure(
        f"change in {grouped.phrase.removeprefix('change in ')}",
        grouped.subject,
        group=grouped.group,
    )


def verb_of_change_to(place: AmountPlace) -> Measure | None:
    """The rate fell to 4%; the bank raised its policy rate to 6.5%: the level behind a change."""
    at = place.governing()
    if at is None or place.chunks[at].verb not in classes.CHANGE_VERBS:
        return None
    if place.preposition not in ("to", "from", "at"):
        return None
    told, moved = place.last_told, place.before_that
    amounts = () if moved is None or place.preposition != "to" else moved.amounts
    if told is not None and told.number in amounts and told.kind == "change":
        return about(told.base)  # "and payments by 5% to 598 million"
    thing = _object(place, at, place.index - 1)
    if place.preposition == "at" and place.is_percent and place.chunks[at].verb in _GROWING:
        return _grouped_change(place)
    if thing:
        whose = f" of {place.text(place.statement.subject)}"
        return about(re.sub(r" by .*", "", thing.removesuffix(whose)))
    name = subject_of(place)
    counts = place.kind == "count" and counts_things(place)
    if place.preposition == "to" and counts and not place.is_percent:
        noun = place.text([place.chunk])
        own = noun.split()[-1].lower() in name.lower().split() or _counts_itself(name)
        return about(name) if own else Measure(f"{noun} of {name}" if name else noun, name_of(name))
    if place.of_something and place.is_percent and place.kind != "change":
        whole = place.complement(place.index + 2)
        return Measure(
            f"share of {name.removeprefix('share of ')} in {whole}", name_of(name), whole
        )
    return with_group(place, name)


_GROWING: Final = figure_words.GROWING
_OF_THINGS: Final = re.compile(
    r"(?:enrolments?|enrollments?|employment|unemployment|attendance|membership|population|workforce|headcount|staff|output|production"
    r"|traffic|ridership|intake|backlog|turnover|capacity|admissions?|registrations?|caseload|migration|immigration|emigration|sales|arrivals)",
    re.IGNORECASE,
)


def _counts_itself(name: str) -> bool:
    """Tell whether a phrase names what its number counts: "enrolment rose to 5 million pupils"."""
    head = re.split(r" (?:of|in|at|by|for|from|on|among) ", name, maxsplit=1)[0]
    return bool(head) and _OF_THINGS.fullmatch(head.split()[-1]) is not None


def next_rise(place: AmountPlace) -> Measure | None:
    """A rise of 2% in exports and 3% in imports."""
    before, last, noun = place.before, place.last_told, place.at(place.index + 2)
    if place.chunk.kind != "#" or before is None or before.kind not in "&," or noun is None:
        return None
    behind = place.behind
    led = behind is not None and behind.is_preposition("in", "for", "of")
    rises = any(c.head in classes.CHANGE_NOUNS for c in place.chunks[: place.index])
    if last is None or last.kind != "change" or not (led and rises) or noun.kind != "N":
        return None
    name = place.complement(place.index + 2)
    return change_in(name) if name and noun.head not in classes.TIME_NOUNS else None


def rise_from_to(place: AmountPlace) -> Measure | None:
    """An increase in the number of pupils, from 11% in Tarn to 24% in Orle."""
    if place.preposition not in ("from", "to") or place.chunk.kind != "#":
        return None
    if place.is_percent and place.of_something:
        return None
    at = place.governing()
    if at is not None and place.chunks[at].verb in classes.CHANGE_VERBS:
        return None
    nouns = (
        i for i in range(place.index - 2, -1, -1) if place.chunks[i].head in classes.CHANGE_NOUNS
    )
    noun = next(nouns, None)
    if noun is not None and at is not None and place.chunks[noun].head in classes.RESULTS:
        return None  # "losses in the grid came to 7%"
    thing = "" if noun is None else of_change(place, place.chunks, noun)
    return with_group(place, thing) if thing else None


def set_to(place: AmountPlace) -> Measure | None:
    """The board kept the deposit rate at 3 percent."""
    at = place.governing()
    if at is None or place.preposition not in ("at", "to"):
        return None
    verbs = classes.SETTING_VERBS | (classes.EXPECTING_VERBS - classes.SEEING_VERBS) | {"put"}
    setting = place.chunks[at].verb in verbs and not place.chunks[at].is_passive
    setting = setting or place.chunks[at].verb in classes.SETTING_VERBS
    if not setting or place.chunks[at].kind == "E":
        return None
    thing = _UNMOVED.sub("", place.text(place.chunks[at + 1 : place.index - 1]))
    return about(thing) if thing and place.chunks[at + 1].kind == "N" else None


_UNMOVED: Final = re.compile(r" (?:unchanged|steady|stable|constant)$")
"""What says of a thing that is set that it stays: "left its key rate unchanged at 5%"."""


def other_change(place: AmountPlace) -> Measure | None:
    """A change that no other shape reads: of what the clause is about."""
    return change_in(subject_of(place) or place.stands)


def counts_things(place: AmountPlace) -> bool:
    """Tell whether the amount has a counted noun that is no unit."""
    chunk = place.chunk
    noun = chunk.kind == "N" and chunk.head and chunk.head not in classes.HOLLOW_NOUNS
    return bool(noun) and not is_measure(chunk.head)
