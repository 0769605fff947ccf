"""What money, lengths, frequencies and numbers alone measure."""

from __future__ import annotations

import re
from typing import Final

from timeline.measurement import dimension
from timeline.reading.figures import figure_words
from timeline.reading.figures.agents import is_agent
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, name_of
from timeline.reading.figures.bracket_shapes import without_superlative
from timeline.reading.figures.change_shapes import with_group
from timeline.reading.figures.doers import does_something, stands_alone
from timeline.reading.figures.subjects import owner_of, subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import participle
from timeline.reading.language.phrases import last_noun_phrase
from timeline.reading.language.plurals import is_plural


def noun_before_of(place: AmountPlace) -> Measure | None:
    """The council awarded a contract of $3 million; on the estimate for 2022 of $2 million."""
    that = place.before_that
    lead = place.at(place.index - 3)
    at = place.governing()
    if that is not None and that.kind == "D" and lead is not None and lead.is_preposition("for"):
        that = place.at(place.index - 4)
    if place.preposition != "of" or that is None or that.kind != "N":
        return None
    empty = classes.EMPTY_NOUNS | (classes.CHANGE_NOUNS - classes.RESULTS)
    if that.head in empty and not _is_modified(that):
        return None
    left = place.text([that])
    if left.lower() == "range":
        return about(subject_of(place))
    subject = subject_of(place) if place.statement.topic is not None else ""
    subject = subject.removesuffix(" worth")
    if lead is not None and lead.is_preposition("against", "versus"):
        return about(left)
    counted = place.at(place.index - 4)
    owner = counted is not None and counted.kind == "N" and bool(counted.amounts)
    with_thing = lead is not None and lead.is_preposition("with")
    if with_thing and (owner or that.head in figure_words.OF_THINGS):
        thing = place.text(last_noun_phrase(place.chunks[: place.index - 3]))
        subject = thing if thing and place.is_behind_verb else subject
    among = [n for c in place.statement.subject for n in c.amounts]
    if place.is_before_verb and place.number in among and len(among) > 1:
        return about(left)  # "revenue of 8 million and spending of 9 million leave …"
    if place.statement.kind == "apposition" and place.is_percent:
        subject = ""  # ", a case fatality ratio of 2.4 per cent"
    if place.is_before_verb and subject.startswith(f"{left} "):
        return about(subject)
    verb = place.verb
    leaves = place.statement.kind == "participle" and verb is not None
    results = leaves and verb is not None and verb.verb in figure_words.RESULTING
    results = results or (at is not None and place.chunks[at].verb in classes.EXPECTING_VERBS)
    if results or subject.lower() in classes.PRONOUNS or subject == left or stands_alone(place):
        subject = ""
    return Measure(f"{left} of {subject}" if subject else left, name_of(subject))


def _is_modified(chunk: Chunk) -> bool:
    return any(
        w.kind in "nj" and w.lower not in classes.SIZES | {"total"} for w in chunk.words[:-1]
    )


def noun_behind(place: AmountPlace) -> Measure | None:
    """A $300 million loan for water works."""
    chunk = place.chunk
    if chunk.kind != "N" or not chunk.head or chunk.head in classes.EMPTY_NOUNS:
        return None
    part = place.preposition == "of" and place.before_that is not None
    if part and place.before_that is not None and place.before_that.last.endswith(("cent", "%")):
        return about(place.text([chunk]))  # "29 per cent of the $112 million appeal funded"
    name = place.complement(place.index)
    return Measure(name, name_of(subject_of(place))) if name else None


def money_spent(place: AmountPlace) -> Measure | None:
    """Tarn committed to invest $2 million in harbor works."""
    at = place.governing()
    if at is None or place.preposition or place.chunks[at].verb not in classes.SPENDING_VERBS:
        return None
    measured = dimension(place.unit)
    if measured not in ("money", "count") and not place.of_something:
        return None
    if place.of_something and measured != "money":
        said = participle(place.chunks[at].verbs[-1].lower)
        owner = owner_of(place)
        what = f"{place.text(place.chunks[place.index + 2 : place.index + 3])} {said}"
        return Measure(f"{what} by {owner}" if owner else what, name_of(owner))
    name = classes.SPENDING_VERBS[place.chunks[at].verb]
    purpose = _purpose(place, place.index + 1)
    if place.chunks[at].verb == "include" and not purpose.startswith("for "):
        return None
    first = place.at(place.index + 2)
    in_form = place.behind is not None and place.behind.is_preposition("in")
    if in_form and first is not None and first.last in classes.FORMS_OF_MONEY:
        name, purpose = place.text([first]), _purpose(place, place.index + 3)
    reduced = place.chunks[at].kind == "E" and at != place.statement.verb
    owner = "" if reduced else owner_of(place)
    by = "by" if name.endswith(("raised", "spent", "paid", "saved")) else "of"
    way = "to" if place.chunks[at].is_passive else by
    parts = (name, f"{way} {owner}" if owner else "", purpose)
    return Measure(" ".join(filter(None, parts)), name_of(owner))


def _purpose(place: AmountPlace, start: int) -> str:
    """Return what money is for: the phrases behind it, up to an amount or a clause."""
    end, chunks = start, place.chunks
    if start < len(chunks) and chunks[start].kind in ",&":
        return ""
    while end < len(chunks) and end - start < 9 and chunks[end].kind in "NPEGA&,DIR#":
        timed = chunks[end - 1].kind == "R" or (
            chunks[end].kind == "#"
            and chunks[end - 1].is_preposition("over", "for", "within", "in")
        )
        again = chunks[end].kind == "," and end + 1 < len(chunks)
        if again and (
            chunks[end + 1].last in figure_words.EQUALS or chunks[end + 1].first == "due"
        ):
            break
        if (chunks[end].amounts and not timed) or (chunks[end].kind == "I" and end > start):
            break
        end += 1
    return place.text(chunks[start:end], opening=True)


def money_is_spent(place: AmountPlace) -> Measure | None:
    """€1.2 billion will be spent on new buildings."""
    verb = place.verb
    if not place.is_before_verb or verb is None:
        return None
    if verb.verb not in classes.SPENDING_VERBS:
        return _amount_of_act(place, verb)
    sums = classes.AMOUNT_NOUNS | {"amount", "sum"}
    if any(c.kind == "N" and c.head not in sums for c in place.chunks[: place.index]):
        return None
    purpose = _purpose(place, (place.statement.verb or 0) + 1)
    return about(f"{classes.SPENDING_VERBS[verb.verb]} {purpose}".strip())


def _amount_of_act(place: AmountPlace, verb: Chunk) -> Measure | None:
    """25 million pounds be set aside each year: what is done with the amount that opens a clause."""
    silent = classes.LEVEL_VERBS | classes.CHANGE_VERBS | classes.SHARE_VERBS
    opens = place.index == 0 and place.chunk.kind == "#" and place.statement.verb == 1
    if not opens or not verb.is_passive or verb.verb in silent:
        return None
    form = verb.verbs[-1].text
    behind = verb.last if verb.last in figure_words.PARTICLES else ""
    return about(f"amount {form} {behind}".strip())


def amount_acted(place: AmountPlace) -> Measure | None:
    """The court fined the paper 20 million pesos: the amount of an act."""
    at, verb = place.governing(), place.verb
    if at is None or verb is None or place.preposition in ("of", "at", "to", "from"):
        return None
    governing = place.chunks[at]
    silent = classes.LEVEL_VERBS | classes.CHANGE_VERBS | classes.SHARE_VERBS | {"have"}
    if place.preposition in ("", "in") and dimension(place.unit) == "money":
        silent -= figure_words.LOSING | {"put"}
    if governing.verb in silent | classes.SAYING_VERBS or not governing.verbs:
        return None
    narrows = governing.kind == "G" and at > 0 and place.is_before_verb
    subject = _narrowed_noun(place, at) if narrows else owner_of(place)
    thing = place.text(place.chunks[at + 1 : place.index])
    bought = governing.kind in "EV" and governing.verb in ("buy", "acquire", "build")
    if place.preposition == "for" and dimension(place.unit) not in ("money", "count"):
        return None  # "granted for 4 million cubic metres"
    spread = place.preposition in ("on", "over", "across") and dimension(place.unit) == "area"
    if spread and governing.is_passive and subject and not thing:
        return about(f"area of {subject} {participle(governing.verbs[-1].lower)}")
    if place.preposition == "for" and (thing or (bought and subject)):
        return Measure(f"cost of {thing or subject}", name_of(subject))
    form = place.with_particle(participle(governing.verbs[-1].lower))
    if place.preposition == "in" and at == place.index - 2 and not thing:
        form = f"{form} in"  # "the council put in $2 million"
    whole = place.at(place.index + 2)
    if place.of_something and whole is not None and whole.head in figure_words.COINS:
        return about(subject) if subject else None  # "takes 4 cents of every dollar"
    if place.of_something:
        name = f"{place.complement(place.index + 2)} {form}"
        return Measure(f"{name} by {subject}" if subject else name, name_of(subject))
    state = place.behind
    leaves = governing.kind == "G" and governing.verb == "leave" and state is not None
    if leaves and state is not None and state.kind in "AE" and len(state.words) == 1:
        return about(f"amount left {state.first}")  # ", leaving $3 million outstanding"
    if subject and governing.is_passive:
        return Measure(f"amount {subject} was {form}", name_of(subject))
    return Measure(f"amount {form} by {subject}" if subject else f"amount {form}", name_of(subject))


def _narrowed_noun(place: AmountPlace, at: int) -> str:
    """Return the noun that a participle says more of: "trucks carrying 40 tonnes of flour arrived"."""
    return place.text(last_noun_phrase(place.chunks[:at]))


def object_of_seeing(place: AmountPlace) -> Measure | None:
    """Tarn had the highest income, at $3 million; shops saw sales of 4%."""
    verb, statement = place.verb, place.statement
    clause = statement.main if statement.kind == "participle" else statement
    if clause is None or clause.verb is None or not clause.subject:
        return None
    if place.preposition not in ("at", "with", "of") or place.chunk.kind != "#":
        return None
    if statement is clause and (verb is None or verb.verb not in classes.SEEING_VERBS):
        return None
    first = clause.verb + 1
    stop = place.index - 1 if statement is clause else len(clause.chunks)
    noun = next((i for i in range(first, stop) if clause.chunks[i].kind == "N"), None)
    if noun is None or clause.chunks[noun].amounts or clause.chunks[noun - 1].kind == "P":
        return None
    name = without_superlative(place.text(clause.chunks[noun:stop]))
    name = re.sub(r" (?:back|down|up)$", "", name)
    if place.preposition == "with" and "," in name:  # "the largest share, ahead of Fenn with 20%"
        return about(f"{name.partition(',')[0]} of {place.text([place.chunks[place.index - 2]])}")
    subject = place.text(clause.subject)
    if name and verb is not None and verb.verb == "see" and place.is_percent and is_agent(subject):
        return about(name)  # "the bank sees inflation at 2 per cent"
    return Measure(f"{name} of {subject}", name_of(subject)) if name and subject else None


def worth(place: AmountPlace) -> Measure | None:
    """220 grants worth $35 million."""
    at = place.index
    if place.is_total and place.preposition in ("", "worth"):
        at -= 2  # "worth a total of $35 million"
    elif place.preposition:
        return None
    if not at or place.chunks[at - 1].last != "worth":
        return None
    last = place.last_told
    if last is not None and [c.kind for c in place.chunks[at - 3 : at - 1]] == ["#", ","]:
        return about(last.base)  # "landed 90 tonnes, worth $5 million"
    name = place.text(last_noun_phrase(place.chunks[:at]))
    if name.lower() in classes.PRONOUNS:
        name = place.stands
    return about(name) if name else None


_NO_ACTS: Final = ("compare", "follow", "value", "estimate", "price", "base", "weigh", "relate")
"""Verbs whose participle behind an amount says nothing that is done with it."""


def amount_done(place: AmountPlace) -> Measure | None:
    """With $250 million received of the $951 million required."""
    behind, verb = place.behind, place.verb
    if place.is_percent:
        return _share_done(place)
    if place.chunk.kind != "#" or behind is None:
        return None
    if behind.kind != "E" or behind.verb in _NO_ACTS or not behind.verbs:
        return None
    linked = verb is None or verb.verb == "be" or place.statement.kind == "participle"
    linked = linked or place.preposition == "of"
    form = behind.verbs[-1].text
    return about(f"amount {form}") if linked and place.kind == "level" else None


def _share_done(place: AmountPlace) -> Measure | None:
    """The plan, which was late, is 9 per cent funded; the dam is 40% full."""
    behind, verb = place.behind, place.verb
    states = verb is not None and verb.verb in _STATES and place.is_behind_verb
    if not states or place.preposition:
        return None
    if place.chunk.kind == "#" and behind is not None:
        done = behind.kind == "E" and bool(behind.verbs) and behind.verb not in _NO_ACTS
        form = behind.verbs[-1].text if done else behind.first
    else:
        done, form = False, place.chunk.last
    if not done and form not in figure_words.STATES_OF_PARTS:
        return None
    name = subject_of(place)
    return Measure(f"share of {name} {form}", None, name) if name else None


_STATES: Final = ("be", "remain", "stay", "become")
"""Verbs behind which a percentage and a word say how much of their subject is in a state."""


def without_verb(place: AmountPlace) -> Measure | None:
    """Including $2 million for roads: what the amount is for, where no verb tells more."""
    behind, noun = place.behind, place.at(place.index + 2)
    if place.statement.verb is not None or place.index > 1 or noun is None or behind is None:
        return None
    if not behind.is_preposition("in", "of", "from", "on", "for") or noun.kind != "N":
        return None
    if noun.head in classes.TIME_NOUNS or place.preposition not in ("", "including"):
        return None
    name = place.complement(place.index + 2)
    return about(name) if name else None


_LIMITS: Final = ("above", "over", "below", "under", "exceeding", "beyond")


def threshold(place: AmountPlace) -> Measure | None:
    """Salaries above £5,000 are taxed: a threshold, and nothing that is paid."""
    verb = place.verb
    before = next((c for c in reversed(place.chunks[: place.index]) if c.kind != "R"), None)
    limits = place.word_before() in _LIMITS or place.preposition in _LIMITS
    if verb is None or not limits or place.amount.kind != "level":
        return None
    at = place.governing()
    governing = place.chunks[at].verb if at is not None else ""
    states = classes.CHANGE_VERBS | classes.LEVEL_VERBS | classes.SETTING_VERBS
    told_of = bool(place.told_in(place.chunks[: place.index])) and place.word_before() != "over"
    of_thing = place.before is not None and place.before.kind == "N"
    of_thing = of_thing and place.before_that is not None and place.before_that.kind == "P"
    if not place.is_before_verb and (not told_of or (governing in states and not of_thing)):
        return None
    if before is not None and before.kind in "PG" and place.index > 1:
        before = place.before_that
    if before is None or before.kind != "N" or before.amounts:
        return None
    if place.is_before_verb and not is_plural(before.last):
        return None
    return about(f"threshold for {place.text([before])}")


def level_of_subject(place: AmountPlace) -> Measure | None:
    """Goods trade reached $3 billion: what the clause is about; a fine not exceeding $200.

    "The ministry said 40 km of road would be paved" is about the road.
    """
    before, that = place.before, place.before_that
    if place.preposition == "of" and that is not None and that.kind == "#":
        return None  # "half of the $4 million": nobody says what the whole is
    if place.of_something and place.chunks[place.index + 2].first in ("them", "these"):
        return None
    said = before is not None and before.kind == "V" and before.verb in classes.SAYING_VERBS
    following = place.at(place.index + 3)
    if said and place.of_something and following is not None and following.kind == "V":
        return about(place.complement(place.index + 2))
    spread = place.preposition in ("on", "across", "over") and dimension(place.unit) == "area"
    if spread and place.amounts_told and (name := subject_of(place)):
        return Measure(f"area of {name}", name_of(name))
    owns = before is not None and before.kind == "V" and before.verb in ("have", "contain", "hold")
    if owns and place.of_something and (name := owner_of(place)):
        return Measure(f"{place.complement(place.index + 2)} of {name}", name_of(name))
    reduced = before is not None and before.kind == "G" and before.verb in classes.LEVEL_VERBS
    if reduced and that is not None and that.kind == "N" and not that.amounts:
        return about(place.text(last_noun_phrase(place.chunks[: place.index - 1])))
    if place.preposition == "for" and that is not None and that.head in ("capacity", "room"):
        return about(place.text([that]))  # "with a capacity for 200"
    if (thing := _object_led_on(place)) is not None:
        return None if is_plural(thing.last) else about(place.text([thing]))
    name = subject_of(place)
    if does_something(place, name):
        return None
    return with_group(place, name) if name else None


def had_by_others(place: AmountPlace) -> Measure | None:
    """Return what others have, of which there is so much: "open to homes with an income below $1,400"."""
    before, that, owner = place.before, place.before_that, place.at(place.index - 3)
    if before is None or that is None or owner is None or not that.is_preposition("with"):
        return None
    plain = before.kind == owner.kind == "N" and not before.amounts and not owner.amounts
    return about(f"{place.text([before])} of {place.text([owner])}") if plain else None


def _object_led_on(place: AmountPlace) -> Chunk | None:
    """Return the object that "for" leads on to its size: "signed a lease for 12 hectares".

    Of several nobody knows: "paid farmers for 40 tonnes".
    """
    at, that = place.governing(), place.before_that
    if place.preposition != "for" or that is None or at is None or at != place.index - 3:
        return None
    verb = place.chunks[at]
    states = classes.LEVEL_VERBS | classes.CHANGE_VERBS | classes.SHARE_VERBS | classes.COPULAS
    acts = verb.kind == "V" and not verb.is_passive and verb.verb not in states
    return that if acts and that.kind == "N" and not that.amounts else None
