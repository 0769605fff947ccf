"""What a count measures: its noun with the verb it is subject, object or agent of."""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.agents import acts_on
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, name_of
from timeline.reading.figures.change_shapes import with_group
from timeline.reading.figures.owners import thing_with
from timeline.reading.figures.predicates import predicate
from timeline.reading.figures.subjects import owner_of, subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import gerund, participle
from timeline.reading.language.phrases import complement_end, last_noun_phrase
from timeline.reading.language.plurals import is_plural
from timeline.reading.quantities.units import TIMES, canonical, is_measure


def has_counted_noun(place: AmountPlace) -> bool:
    """Tell whether the amount has a noun of its own that it counts."""
    chunk = place.chunk
    several = place.kind == "count" and is_plural(chunk.last)  # "kept the three key rates"
    named = several or chunk.head not in classes.HOLLOW_NOUNS
    return chunk.kind == "N" and bool(chunk.head) and named


def _noun(place: AmountPlace) -> tuple[str, str]:
    """Return the counted noun, all of it ("students, scholars, and teachers"), and what hangs on it."""
    last = place.index
    noun = place.text([place.chunk]).removeprefix("more ")
    printed = (place.amount.noun or "").removeprefix("more ")
    if printed and noun.startswith(f"{printed} ") and _is_verb_behind(noun, printed):
        noun = printed
    if len(printed) > len(noun):
        noun = printed
        while last + 1 < len(place.chunks) and place.chunks[last + 1].words[-1].end <= place.end:
            last += 1
    limit = place.statement.verb if place.is_before_verb else None
    listed = last + 1 < len(place.chunks) and place.chunks[last + 1].kind == ","
    end = last + 1 if listed else complement_end(place.chunks, last, (), limit)
    behind = place.chunks[last + 1 : last + 3]
    if len(behind) > 1 and behind[0].kind == "&" and behind[1].first in classes.ARTICLES:
        end = last + 1  # "two jerry cans and a kitchen set"
    return noun, place.text(place.chunks[last + 1 : end], opening=True)


def _is_verb_behind(noun: str, printed: str) -> bool:
    """Tell whether a last plural is no part of what is counted: "12 districts starts in April"."""
    rest = noun[len(printed) + 1 :]
    return rest.isalpha() and rest.endswith("s") and printed.endswith("s")


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def agent(place: AmountPlace) -> Measure | None:
    """The accord was signed by 21 countries; the declaration, endorsed by nine states."""
    before, that = place.before, place.before_that
    if place.preposition != "by" or before is None or that is None or that.kind not in "VE":
        return None
    passive = that.kind == "E" or len(that.verbs) > 1
    if not that.verbs or not passive or that.verb in classes.CHANGE_VERBS:
        return None
    statement = place.statement
    if statement.kind == "participle" and place.index == 2 and statement.before is not None:
        thing = place.text(last_noun_phrase(statement.before.chunks))
    elif that.kind == "E" and statement.verb != place.index - 2:
        thing = place.text(last_noun_phrase(place.chunks[: place.index - 2]))
    else:
        thing = subject_of(place)
    noun, _ = _noun(place)
    return Measure(_joined(noun, gerund(that.verbs[-1].lower), thing), name_of(thing))


def subject_count(place: AmountPlace) -> Measure | None:
    """An estimated 40,000 people live on the island."""
    statement = place.statement
    if not place.is_before_verb or statement.kind not in ("main", "sub"):
        return None
    lead = [c for c in place.chunks[: place.index] if c.kind == "N"]
    if any(c.head not in classes.TIME_NOUNS | {"total", "average"} for c in lead):
        return None
    verb = place.verb
    name = _joined(*_noun(place), _said_behind(place))
    following = place.at((statement.verb or 0) + 1)
    has_object = following is not None and following.kind == "N" and not following.amounts
    silent = verb is None or verb.verb in classes.SHARE_VERBS | {"include", "total"}
    moves = verb is not None and verb.verb in classes.CHANGE_VERBS and not verb.is_passive
    silent = silent or (moves and not has_object)
    said = "" if silent else predicate(place, statement, place.chunk)
    share = "share of " if place.kind == "share" and place.index == 0 else ""
    return about(f"{share}{_joined(name, said)}")


def counts_further_on(place: AmountPlace) -> bool:
    """Tell whether a list of numbers ends with a counted noun: "310, 190 and 88 schools"."""
    at = place.index
    while at + 2 < len(place.chunks) and place.chunks[at].kind == "#":
        joined, following = place.chunks[at + 1], place.chunks[at + 2]
        if joined.kind not in ",&" or not following.amounts:
            return False
        at += 2
    chunk = place.chunks[at]
    return chunk.kind == "N" and bool(chunk.amounts) and bool(chunk.head)


def existing_count(place: AmountPlace) -> Measure | None:
    """There are over 400 alumni of the sailing school."""
    subject = place.statement.subject
    if not place.is_behind_verb or not subject or subject[-1].first != "there":
        return None
    return about(_joined(*_noun(place), _said_behind(place)))


def amount_of_noun(place: AmountPlace) -> Measure | None:
    """A combined population of approximately 15,000 people; a body of 12 members."""
    that = place.before_that
    if place.preposition != "of" or that is None or that.kind != "N":
        return None
    left = place.text([that])
    noun, tail = _noun(place)
    whole = is_measure(canonical(noun)) or noun in classes.PEOPLE_PLURALS
    whole = whole or that.head in figure_words.OF_THINGS  # "a cost of 31 million dinars"
    if whole and left and left.split()[-1] not in classes.AMOUNT_NOUNS:
        return _owned(place, left)
    return about(_joined(noun, tail))


def _owned(place: AmountPlace, noun: str) -> Measure:
    """Return a noun with whose it is; a "range" of inflation is inflation."""
    subject = subject_of(place) if place.is_behind_verb else ""
    if subject.lower() in classes.PRONOUNS:
        subject = ""
    if subject and noun.lower() == "range":
        return about(subject)
    same = not subject or subject.lower() == noun.lower()
    return Measure(noun if same else f"{noun} of {subject}", name_of(subject))


def behind_preposition(place: AmountPlace) -> Measure | None:
    """Orle shares a border with 47 villages; courses in 13 subjects.

    "Trained 40 nurses in 12 towns" has the towns with what else is counted: "towns with nurses
    trained".
    """
    before, that = place.before, place.before_that
    if (
        before is None
        or before.kind != "P"
        or before.first in ("by", "for", "of", "to", "at", "from")
    ):
        return None
    noun, tail = _noun(place)
    main = place.statement.main
    said = None if main is None else main.predicate
    if said is not None and said.verb in classes.SAYING_VERBS and before.first == "including":
        return about(_joined(noun, tail))  # "recorded 40 cases, including 3 deaths"
    if place.statement.kind == "participle" and place.index == 1 and main is not None:
        subject = place.text(main.subject)
    elif place.is_behind_verb:
        subject = subject_of(place)
    else:
        return None
    left = place.text([that]) if that is not None and that.kind == "N" else ""
    left = "" if left.lower() in classes.PRONOUNS else left
    counted = bool(place.told_in(place.statement.subject))
    alone = not left and that is not None and that.kind == "V"
    if alone and that is not None:
        moved = that.verb in classes.CHANGE_VERBS  # "rents rose in nine regions"
        if moved or that.is_passive or counted:
            return about(_joined(noun, tail))  # "families are sheltered in 27 sites"
    name = _joined(noun, tail)
    told = place.told_in([that]) if left and that is not None else []
    if told and told[-1].kind == "count" and before.first != "including":
        return Measure(f"{name} with {told[-1].measure.phrase}", name_of(subject))
    if before.first == "including" and (last := place.last_told) is not None:
        return about(f"{name} among {last.base}" if last.kind == "count" else name)
    of = f"{left} of {subject}" if left and subject and left != subject else left or subject
    if before.first == "with" and not told:
        of = thing_with(place) or of
    return Measure(f"{name} of {of}" if of else name, name_of(subject))


def stated_count(place: AmountPlace) -> Measure | None:
    """The number of wells was 30; visitors totaled 4,000 persons."""
    at, verb = place.governing(), place.verb
    if at is None or verb is None:
        return None
    governing, subject = place.chunks[at], place.statement.subject
    linked = place.preposition in ("", "at", "to")
    changes = governing.verb in classes.CHANGE_VERBS and place.preposition in ("at", "to")
    apart = place.preposition == "at" and bool(place.told_in(place.chunks[at : place.index]))
    if not linked or apart or not (changes or governing.verb in classes.LEVEL_VERBS):
        return None
    if governing.verb in classes.POSSESSING_VERBS | {"make", "put", "run"}:
        return None
    name = subject_of(place)
    expects = governing.verb in classes.EXPECTING_VERBS and not governing.is_passive
    if expects and place.preposition == "":
        return about(_joined(*_noun(place), "expected"))  # "the office expects 12 million visitors"
    if governing.verb in classes.REACHING_VERBS and acts_on(place, name):
        return None
    if not name or (subject and name_of(name) is not None and place.preposition == ""):
        return None
    if governing.verb == "be" and not (_closes(place) or place.is_mean):
        return None
    if name in classes.HOLLOW_NOUNS:
        return about(_joined(*_noun(place)))
    return with_group(place, name)


def _closes(place: AmountPlace) -> bool:
    """Tell whether nothing that narrows the counted noun follows it."""
    behind = place.at(place.end_of(place.index))
    own = place.end_of(place.index) == place.index + 1
    return own and (behind is None or behind.kind in "D,;&P")


def possessed_count(place: AmountPlace) -> Measure | None:
    """The institute has 23 training centers throughout the valley."""
    at = place.governing()
    if at is None or place.preposition not in ("", "of") or _opens_clause(place):
        return None
    verb = place.chunks[at].verb
    subject = owner_of(place)
    possesses = classes.POSSESSING_VERBS | classes.LEVEL_VERBS | classes.REACHING_VERBS
    if verb == "reach" or verb not in possesses:
        return None
    if place.statement.kind == "participle" and verb in classes.INCLUDING_VERBS:
        return None
    if _is_rate_of_subject(place, verb):
        return with_group(place, subject)
    noun, tail = _noun(place)
    said = _said_behind(place)
    if said or noun in subject.split():
        return about(_joined(noun, tail, said))
    return Measure(_joined(noun, tail, f"of {subject}" if subject else ""), name_of(subject))


def _is_rate_of_subject(place: AmountPlace, verb: str) -> bool:
    """Tell whether a clause says how high its rate is: "the fertility rate was 1.4 children per woman"."""
    per = place.amount.quantity.per
    subject = place.statement.subject
    states = verb in classes.LEVEL_VERBS and verb not in classes.POSSESSING_VERBS
    if per is None or per in TIMES or not states or not subject or subject[0].kind != "N":
        return False
    return subject[0].head != "there" and subject[0].head not in classes.PEOPLE


def reported_count(place: AmountPlace) -> Measure | None:
    """Authorities reported 31 convictions for fraud."""
    at = place.governing()
    if at is None or place.chunks[at].verb not in classes.SAYING_VERBS or place.preposition:
        return None
    noun, tail = _noun(place)
    return about(_joined(noun, tail, _said_behind(place)))


def _said_behind(place: AmountPlace) -> str:
    """Return the relative clause behind a counted noun: "people who fled"."""
    chunks = place.chunks
    end = complement_end(chunks, place.index)
    if end >= len(chunks) or chunks[end].kind != "W":
        return ""
    if end != place.index + 1 and chunks[end].first != "who":
        return ""
    limit = place.statement.verb if place.is_before_verb else None
    return place.text(chunks[end:limit], opening=True)


def object_count(place: AmountPlace) -> Measure | None:
    """The fund has provided 84 grants to villages; the council trained 300 nurses."""
    at = place.governing()
    if at is None or place.preposition == "as" or _opens_clause(place):
        return None
    verb = place.chunks[at]
    if not verb.verbs or (verb.kind == "G" and verb.verb in classes.INCLUDING_VERBS):
        return None
    between = "".join(chunk.kind for chunk in place.chunks[at + 1 : place.index])
    if between == "," or (verb.is_passive and re.fullmatch("PD,[N#&,]*", between)):
        return None  # "14 mills repaired, 300 weavers at work": no object stands behind a comma
    noun, tail = _noun(place)
    if place.preposition in ("for", "to"):
        return _funded(place, at, _joined(noun, tail))
    if place.preposition:
        return about(_joined(noun, tail))
    if _shares_preposition(place):
        return about(_joined(noun, tail or _tail_before(place)))
    done = _done(place, verb)
    subject = "" if _is_reduced(place, verb, at) else owner_of(place)
    if verb.kind == "G" and at and at != place.statement.verb and not subject:
        return about(_joined(noun, tail))
    if noun == "times" and verb.is_passive and subject:
        return Measure(f"times {subject} {' '.join(word.text for word in verb.words)}")
    way = "to" if verb.is_passive else "by"  # "was sent 90 letters": they were sent to it
    by = f"{done} {way} {subject}" if subject else done
    parts = (noun, tail, by) if tail.startswith("of ") else (noun, by, tail)
    return Measure(_joined(*parts), name_of(subject))


def _opens_clause(place: AmountPlace) -> bool:
    """Tell whether a count is the subject of "under which 300 mills will be sold"."""
    return "".join(c.kind for c in place.chunks[: place.index]).endswith("PW")


def _done(place: AmountPlace, verb: Chunk) -> str:
    """Return the participle of a verb, with its particle at once before the amount: "set up"."""
    return place.with_particle(participle(verb.verbs[-1].lower))


def _shares_preposition(place: AmountPlace) -> bool:
    """Tell whether a count stands behind another and its preposition: "led to 9 deaths and 7 injuries"."""
    at = place.index - 1
    while at > 0 and place.chunks[at].kind in "&,":
        at -= 1
        while at > 0 and place.chunks[at].kind == "N":
            at -= 1
    return at < place.index - 1 and place.chunks[at].kind == "P"


def _tail_before(place: AmountPlace) -> str:
    """Return what hangs on the count before in a list, which holds for the next one too."""
    last = place.last_told
    if last is None or not last.noun:
        return ""
    return last.measure.phrase.partition(f"{last.noun} ")[2]


def home_of(place: AmountPlace) -> Measure | None:
    """The town, home to 61,000 people, has schools: its population; home to 300 students: in it."""
    at = place.index - 1
    while at > 0 and place.chunks[at].kind in "&,N" and place.chunks[at].last != "home":
        at -= 1
    if at < 1 or place.chunks[at].first != "to" or place.chunks[at - 1].last != "home":
        return None
    topic = place.statement.topic
    named = owner_of(place) or (place.text(topic.subject) if topic is not None else "")
    subject = named.partition(",")[0]
    if not subject or subject.lower() in classes.PRONOUNS:
        return None
    people = place.text([place.chunk]).lower() in _INHABITANTS
    what = "population of" if people else _joined(*_noun(place), "in")
    return Measure(f"{what} {subject}", name_of(subject))


_INHABITANTS: Final = ("people", "inhabitants", "persons", "residents")


def _funded(place: AmountPlace, at: int, name: str) -> Measure | None:
    """Awarded $3 million for nine projects; gave grants to 120 teams."""
    owner = owner_of(place)
    has_object = at < place.index - 2
    if place.chunks[at].verb not in classes.SPENDING_VERBS or not owner or not has_object:
        return None
    return Measure(f"{name} funded by {owner}", name_of(owner))


def _is_reduced(place: AmountPlace, verb: Chunk, at: int) -> bool:
    """Tell whether a participle says more of a noun and has no subject: "schools serving 30 towns"."""
    return verb.kind == "E" and at != place.statement.verb


def plain_count(place: AmountPlace) -> Measure | None:
    """47 active ports of entry: the noun with what hangs on it."""
    noun, tail = _noun(place)
    said = _said_behind(place) or _state_of_item(place)
    did = _act_of_item(place)
    name = _joined(noun.removeprefix(f"{did} "), did.lower(), tail)
    return about(_joined(name, said)) if name else None


def _act_of_item(place: AmountPlace) -> str:
    """Return the act of which an item says how much was done, its doer left out: "trained 40 nurses"."""
    first = place.chunk.words[0]
    alone = place.index == 0 and place.statement.verb is None and place.where.statement == 0
    led = len(place.chunk.words) > 2 and place.chunk.words[1].amount == place.number
    return first.text if alone and led and first.kind == "e" else ""


def _state_of_item(place: AmountPlace) -> str:
    """Return what an item without a verb says of what it counts: "300 people displaced"."""
    rest = place.chunks[place.end_of(place.index) :]
    alone = place.statement.verb is None and place.index == 0 and 0 < len(rest) <= _SHORT
    led = alone and (rest[0].kind in "AR" or rest[0].first == "out")
    told = led and all(c.kind in "ARPN" and not c.amounts for c in rest)
    return place.text(rest, opening=True) if told else ""


_SHORT: Final = 4
"""Chunks that say what state the things of an item are in, at most."""
