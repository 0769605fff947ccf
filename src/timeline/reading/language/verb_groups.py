"""The verb groups of a sentence: tense, and whether something happens or is merely measured.

Words are read one after another. A form of a closed list is a verb unless what stands before it
makes it a noun; a form in -ed is finite behind a noun or a relative pronoun, and a modifier behind
an article, a preposition or a number. Aspects: past, perfect, present, future, cancelled,
postponed; "measures" states a level and is no event; "is" is a copula; "denied" says that nothing
happened; "obliged" is a duty, which a deadline dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from timeline.reading.language import complements, word_classes
from timeline.reading.language import verb_forms as forms
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.tokens import Tokens, behind_adverbs

PAST, PERFECT, PRESENT, FUTURE = "past", "perfect", "present", "future"
CANCELLED, POSTPONED, MEASURES, IS = "cancelled", "postponed", "measures", "is"
NAMED, TERM, INTENDED, RECURRING = "named", "term", "intended", "recurring"
PLANNED, WISHED = "planned", "wished"
"""Once set for a date ("was scheduled to open"), or wanted: nothing tells whether it came about."""
DENIED, OBLIGED, HAS = "denied", "obliged", "has"
ALLEGED = "alleged"
"""Only said or believed to have happened: "is believed to have sunk"."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb group: its aspect, and where it stands in the text.

    `first` and `last` are its words, by their number in the sentence. `acts` marks a measuring verb
    with an object, which somebody may have decided ("raised its rate"). `joined` tells that it stands
    behind "and", so that it shares the subject of the verb before it; `reduced` that it is a
    participle that opens its clause or follows its noun ("founded in 1950").
    """

    aspect: str
    start: int
    end: int
    first: int
    last: int
    passive: bool = False
    joined: bool = False
    reduced: bool = False
    acts: bool = False


# ---------------------------------------------------------------- the lists

DETERMINERS: Final = word_classes.DETERMINERS
PREPOSITIONS: Final = word_classes.PREPOSITIONS
MODALS: Final = word_classes.MODALS
_RELATIVES: Final = word_classes.RELATIVES
_JOINING: Final = word_classes.CONJUNCTIONS
_OPENS_OBJECT: Final = (
    DETERMINERS
    | PREPOSITIONS
    | _JOINING
    | word_classes.OPENS_OBJECT
    | frozenset(". , ; : ) – —".split())
)
"""What follows a finite verb more often than a participle that modifies a noun."""
_OPENS_AMOUNT: Final = frozenset('"“‘$€£0123456789')
_SCALES: Final = word_classes.ENDS_AMOUNT | {"%"}
"""Behind a number a participle only says of what: "the 3.8 million projected increase"."""
_NEAR: Final = 4


def predicates(tokens: Tokens, turns: Mapping[int, int] = MappingProxyType({})) -> list[Predicate]:
    """Return the verb groups of a sentence, in order.

    `turns` are words behind a date that a conjunction leads in ("and in 1995 moved"), by their
    number, with that of the conjunction: it is what stands before them.
    """
    found: list[Predicate] = []
    lower, index, total = tokens.lower, 0, len(tokens.lower)
    while index < total:
        word = lower[index]
        role = forms.ROLES.get(word)
        if (phrase := _of_phrase(tokens, index, role)) is not None:
            found.append(phrase)
            index = phrase.last + 1
            continue
        if role is None and not _is_past(tokens, index):
            index += 1 + (word in MODALS and index + 1 < total)
            continue
        if index and tokens.words[index][0].isupper():
            index += 1
            continue
        verb = _group(tokens, index, role, found, turns.get(index))
        if verb is not None:
            found.append(_weighed(tokens, verb, found))
        index = index + 1 if verb is None else verb.last + 1
    return found


def _weighed(tokens: Tokens, verb: Predicate, found: list[Predicate]) -> Predicate:
    """Return a verb group as what it says: a denial, a level, or a second verb of one subject."""
    main = tokens.lower[verb.last]
    denies = main in forms.DENYING and "that" in tokens.lower[verb.last + 1 : verb.last + _NEAR]
    if denies or _is_disowned(tokens, verb, found):
        return replace(verb, aspect=DENIED)
    goes_on = verb.joined and tokens.at(verb.first - 1) in ("or", "nor")
    if complements.is_denied(tokens, verb.first, verb.last) or (
        goes_on and found and found[-1].aspect == DENIED
    ):
        return replace(verb, aspect=DENIED)
    levels = forms.MEASURED_OF if verb.passive else forms.MEASURED
    at_level = main != "put" or tokens.at(verb.last + 1) == "at"
    if verb.last > verb.first and main in levels and at_level:
        return replace(verb, aspect=MEASURES)
    if verb.aspect == MEASURES:
        return replace(verb, acts=tokens.at(verb.last + 1) in DETERMINERS)
    auxiliary = forms.ROLES.get(tokens.lower[verb.first])
    if auxiliary in forms.AUXILIARIES and found and tokens.at(verb.first - 1) in _JOINING:
        return replace(verb, joined=True)
    return verb


def _is_disowned(tokens: Tokens, verb: Predicate, found: list[Predicate]) -> bool:
    """Tell whether a verb is that of a claim that another one denies: "rejected reports that"."""
    for earlier in found[-2:]:
        said = tokens.lower[earlier.last]
        between = tokens.lower[earlier.last + 1 : verb.first]
        if said in forms.DENYING and between[:1] == ("having",):
            return True
        if said in forms.DENYING and "that" in between:
            claims = between[: between.index("that")]
            return said in forms.DENYING_BARE or not forms.CLAIMS.isdisjoint(claims)
    return False


def _is_past(tokens: Tokens, index: int) -> bool:
    """Tell whether a word is a full verb in the past, or a regular participle, by its tag."""
    kind, word = tokens.kinds[index], tokens.lower[index]
    if word.endswith("ed") and (kind == "v" or (kind == "e" and word not in forms.NOT_VERBS)):
        return True
    past = kind == "v" and tokens.tags[index] in ("VBD", "VBN") and word[0].isalpha()
    return past and lemma(word) not in ("be", "have", "do")


def _group(
    tokens: Tokens, index: int, role: int | None, found: list[Predicate], turn: int | None
) -> Predicate | None:
    if role in (forms.BE_PAST, forms.BE_PRESENT):
        return _of_be(tokens, index, past=role == forms.BE_PAST)
    if role == forms.HAVE:
        return _of_have(tokens, index)
    if role == forms.WILL:
        last = behind_adverbs(tokens, index + 1)
        if tokens.at(last) == "be" and forms.is_participle(tokens.at(last + 1)):
            last = behind_adverbs(tokens, last + 1)
        return _verb(tokens, FUTURE, index, last)
    if role == forms.PLANS:
        return _verb(tokens, FUTURE, index, index + 2) if complements.plans(tokens, index) else None
    if role == forms.TO:
        return _of_to(tokens, index)
    return _of_form(tokens, index, role, found, turn)


def _of_be(tokens: Tokens, index: int, *, past: bool) -> Predicate:
    last = behind_adverbs(tokens, index + 1)
    word = tokens.at(last)
    if (over := complements.perfect_of_claim(tokens, last)) is not None:
        return _verb(tokens, ALLEGED, index, over, passive=True)
    if past and word in forms.INTENDING and tokens.at(last + 1) in ("to", "for"):
        return _planned(tokens, index, last)
    if word in forms.SCHEDULED:
        if tokens.at(last + 1) == "to" and (word != "due" or tokens.at(last + 2) in forms.BASES):
            over = complements.over_infinitive(tokens, last + 2)
            return _verb(tokens, PLANNED if past else FUTURE, index, over)
        if tokens.at(last + 1) == "to":
            return _verb(tokens, IS, index, index)
        if not past and word in ("scheduled", "planned", "due", "slated"):
            return _verb(tokens, FUTURE, index, last)
    if word == "to" and tokens.at(last + 1).isalpha():
        over = complements.over_infinitive(tokens, last + 1)
        return _verb(tokens, PLANNED if past else FUTURE, index, over)
    if (off := _called_off(tokens, last)) is not None:
        return _verb(tokens, off[0], index, off[1], passive=True)
    if forms.is_participle(word) or word in forms.STATES:
        state = word in forms.STATES and not complements.is_first(tokens, index, last)
        aspect = (IS if state else PAST) if past else PRESENT
        return _verb(tokens, aspect, index, last, passive=True)
    return _verb(tokens, IS, index, index)


def _of_have(tokens: Tokens, index: int) -> Predicate | None:
    last = behind_adverbs(tokens, index + 1)
    if (
        tokens.at(index - 1) == "to"
        and complements.word_before(tokens, index - 1, None) in forms.UNFULFILLED
    ):
        over = last + (tokens.at(last) == "been")
        return _verb(tokens, DENIED, index, over)
    been = tokens.at(last) == "been"
    if been:
        last = behind_adverbs(tokens, last + 1)
    if been and tokens.at(last) in forms.SCHEDULED and tokens.at(last + 1) == "to":
        over = complements.over_infinitive(tokens, last + 2)
        return _verb(tokens, PLANNED if tokens.lower[index] == "had" else FUTURE, index, over)
    if been and (claimed := complements.perfect_of_claim(tokens, last)) is not None:
        return _verb(tokens, ALLEGED, index, claimed, passive=True)
    leads = ("to", "for") if been else ("to",) if tokens.lower[index] == "had" else ()
    if tokens.at(last) in forms.INTENDING and tokens.at(last + 1) in leads:
        return _planned(tokens, index, last)
    if (off := _called_off(tokens, last)) is not None:
        return _verb(tokens, off[0], index, off[1], passive=been)
    if forms.is_participle(tokens.at(last)):
        return _verb(tokens, PERFECT, index, last, passive=been)
    if been:
        return _verb(tokens, IS, index, last - 1)
    return _verb(tokens, HAS, index, index) if tokens.lower[index] != "had" else None


def _planned(tokens: Tokens, first: int, last: int) -> Predicate:
    """Return what was planned, with the verb of the plan: "had hoped to open", "was set for"."""
    leads = tokens.at(last + 1) == "to" and tokens.at(last + 2).isalpha()
    return _verb(
        tokens, PLANNED, first, complements.over_infinitive(tokens, last + 2) if leads else last
    )


def _of_phrase(tokens: Tokens, index: int, role: int | None) -> Predicate | None:
    """Return what a duty, "due to", "rises to $5" or "said to have" begins."""
    word = tokens.lower[index]
    if role is None and word in forms.DUTIES:
        return _of_duty(tokens, index)
    if word == "due":
        return _of_due(tokens, index)
    if complements.changes_level(tokens, index):
        return _verb(tokens, MEASURES, index, index)
    over = complements.perfect_of_claim(tokens, index)
    return None if over is None else _verb(tokens, ALLEGED, index, over, reduced=True)


def _of_duty(tokens: Tokens, index: int) -> Predicate | None:
    """Must be lodged, shall submit: what a deadline dates."""
    last = behind_adverbs(tokens, index + 1)
    passive = tokens.at(last) == "be"
    if passive:
        last = behind_adverbs(tokens, last + 1)
    word = tokens.at(last)
    if not word.isalpha() or word == "have" or (passive and not forms.is_participle(word)):
        return None
    return _verb(tokens, OBLIGED, index, last, passive=passive)


def _of_due(tokens: Tokens, index: int) -> Predicate | None:
    """Due to be signed, due to open, without a verb before it: what is planned of a noun."""
    if tokens.at(index + 1) != "to" or tokens.at(index + 2) not in forms.BASES | {"have"}:
        return None
    over = complements.over_infinitive(tokens, index + 2)
    aspect = DENIED if tokens.at(index + 2) == "have" else PLANNED
    return _verb(tokens, aspect, index, over, reduced=True)


def _of_to(tokens: Tokens, index: int) -> Predicate | None:
    """To be held, to take place: what lies ahead of a noun; other infinitives are no statement."""
    at = tokens.at
    held = at(index + 1) == "be" and at(index + 2) in ("held", "launched", "opened", "completed")
    if held or (at(index + 1), at(index + 2)) == ("take", "place"):
        return _verb(tokens, FUTURE, index, index + 2)
    if at(index + 1) == "launch" and at(index - 1) not in ("set", "able"):
        return _verb(tokens, FUTURE, index, index + 1)
    return None


def _of_form(
    tokens: Tokens, index: int, role: int | None, found: list[Predicate], turn: int | None
) -> Predicate | None:
    """Return a verb that stands by itself, None where it is a noun or modifies one."""
    word, following = tokens.lower[index], tokens.at(index + 1)
    left = complements.word_before(tokens, index, turn)
    off = (word, following) == ("called", "off")
    if off or word in ("cancelled", "canceled"):
        return _verb(tokens, CANCELLED, index, index + off)
    done_to = left in _JOINING or left == "," or following in DETERMINERS
    happens = (word in forms.TRANSITIVE and done_to) or (word, following) in forms.NO_LEVELS
    happens = happens or complements.concludes(tokens, index)
    at_level = role == forms.LEVEL and not happens
    if _names_or_modifies(tokens, index, role, left, at_level=at_level):
        return None
    comes_to = word in ("came", "comes", "come") and following == "to"
    may_measure = role == forms.MAYBE_LEVEL or comes_to
    if at_level or (may_measure and complements.states_amount(tokens, index)):
        return _verb(tokens, MEASURES, index, index)
    if role == forms.NOW:
        return _of_present(tokens, index, left, found)
    plans = word in forms.INTENDING and following == "to"
    if plans or (word in forms.SCHEDULED and following in ("for", "to", "in", "on", "by")):
        to_be = following == "to" and tokens.at(index + 2) == "be"
        over = index + 3 if to_be and forms.is_participle(tokens.at(index + 3)) else index
        return _verb(tokens, PLANNED, index, over)
    if left in _JOINING or left in (",", ""):
        return _of_joined(tokens, index, left, found)
    finite = role == forms.FINITE and not forms.is_participle(word)
    reduced = left.isalpha() and left != "one" and tokens.kinds[index] == "e" and not finite
    return _verb(tokens, PAST, index, index, reduced=reduced)


def _names_or_modifies(
    tokens: Tokens, index: int, role: int | None, left: str, *, at_level: bool
) -> bool:
    """Tell whether a form of a verb names something, or says more of the noun behind it."""
    word, following = tokens.lower[index], tokens.at(index + 1)
    leads = following in ("for", "on", "off", "in", "upon", "to")
    if word in ("called", "named") and not leads and tokens.kinds[index] != "v":
        return True
    if left in forms.STAYING and forms.is_participle(word):
        return True
    if left in MODALS or left == "been" or (left == "to" and role != forms.LEVEL):
        return True
    determined = left in DETERMINERS - _RELATIVES
    if left in PREPOSITIONS or (determined and not complements.stands_for_noun(tokens, index - 1)):
        return True
    named = tokens.kinds[index] in "nj" and not complements.is_misread(tokens, index)
    if named and (role != forms.FINITE or _LED_NOUN.search(tokens.kinds, 0, index)):
        return True
    if _DATED_NOUN.fullmatch(tokens.kinds, max(0, index - 2), index):
        return True
    if at_level or tokens.kinds[index] == "v":
        return False
    return left in (*_SCALES, "'s", "’s") or (left[:1].isdigit() and role != forms.NOW)


_LED_NOUN: Final = re.compile("v.*dj$|idj$")
"""What stands before a noun that looks like a verb: "expect a further cut"."""
_DATED_NOUN: Final = re.compile("dD")
"""What stands before a participle that says more of a dated noun: "the 2014 forced sales"."""


def _opens_object(tokens: Tokens, index: int) -> bool:
    """Tell whether what follows a form is its object or the end, so that the form is finite."""
    following = tokens.at(index + 1)
    return (
        following in _OPENS_OBJECT
        or following.endswith("ly")
        or not following
        or tokens.kinds[index + 1] in "D#"
        or tokens.words[index + 1][0].isupper()
    )


def _of_present(tokens: Tokens, index: int, left: str, found: list[Predicate]) -> Predicate | None:
    """Return a verb in the present, None where the form is a noun: "meets", not "a visit"."""
    word, following = tokens.lower[index], tokens.at(index + 1)
    joined = left in _JOINING and bool(found)
    led = left in DETERMINERS or (left == "," and word in forms.BASES)
    if (word, following) in forms.LIGHT and not led:
        return _verb(tokens, PRESENT, index, index + 1, joined=joined)
    opens = _opens_object(tokens, index) or following[:1].isdigit()
    if word.startswith("become") or not opens:
        return None
    resumes = left == "," and bool(found) and word.endswith("s") and following in PREPOSITIONS
    if not left or left == "(" or (left == "," and not resumes):
        return None
    return _verb(tokens, PRESENT, index, index, joined=joined)


def _of_joined(tokens: Tokens, index: int, left: str, found: list[Predicate]) -> Predicate | None:
    """Return a verb behind an "and", a comma or nothing; None where it modifies what follows."""
    word, following = tokens.lower[index], tokens.at(index + 1)
    joined = left in _JOINING and any(verb.aspect == PAST for verb in found[-1:])
    opens = following[:1] in _OPENS_AMOUNT or (word, following) in forms.LIGHT
    opens = opens or (left in (",", *_JOINING) and complements.is_sure_past(tokens, index))
    if not joined and not opens and not _opens_object(tokens, index):
        return None
    joined = joined or (left in _JOINING and any(not verb.reduced for verb in found[-1:]))
    reduced = not joined and (tokens.kinds[index] == "e" or forms.is_participle(word))
    return _verb(tokens, PAST, index, index, joined=joined, reduced=reduced)


def _called_off(tokens: Tokens, index: int) -> tuple[str, int] | None:
    word = tokens.at(index)
    if word in ("cancelled", "canceled", "scrapped", "abandoned", "shelved", "axed"):
        return CANCELLED, index
    if word == "called" and tokens.at(index + 1) == "off":
        return CANCELLED, index + 1
    if word in ("postponed", "delayed"):
        return POSTPONED, index
    if word == "put" and tokens.at(index + 1) == "off":
        return POSTPONED, index + 1
    return None


def _verb(
    tokens: Tokens, aspect: str, first: int, last: int, *,
    passive: bool = False, joined: bool = False, reduced: bool = False,
) -> Predicate:  # fmt: skip
    last = min(last, len(tokens.words) - 1)
    return Predicate(
        aspect, tokens.starts[first], tokens.end(last), first, last, passive, joined, reduced
    )
