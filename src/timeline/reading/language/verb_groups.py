"""The verb groups of a sentence: tense, and whether something happens or is merely measured.

Words are read one after another. A form of a closed list is a verb unless what stands before it
makes it a noun; a form in -ed is finite behind a noun or a relative pronoun, and a modifier behind
an article, a preposition or a number. Aspects: past, perfect, present, future, cancelled,
postponed; "measures" states a level and is no event; "is" is a copula; "denied" says that nothing
happened; "obliged" is a duty, which a deadline dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from timeline.reading.language import word_classes
from timeline.reading.language.tokens import Tokens, behind_adverbs, is_adverb
from timeline.reading.language.verb_forms import (
    BASES,
    BE_PAST,
    BE_PRESENT,
    CLAIMS,
    COUNTS,
    DENYING,
    DENYING_BARE,
    DUTIES,
    HAVE,
    LEVEL,
    LIGHT,
    MAYBE_LEVEL,
    MEASURED,
    MEASURED_OF,
    NO,
    NOT_VERBS,
    NOW,
    PARTICIPLES,
    PLANS,
    ROLES,
    SCHEDULED,
    STATES,
    TO,
    TRANSITIVE,
    UNFULFILLED,
    WILL,
)

PAST, PERFECT, PRESENT, FUTURE = "past", "perfect", "present", "future"
CANCELLED, POSTPONED, MEASURES, IS = "cancelled", "postponed", "measures", "is"
NAMED, TERM, INTENDED, RECURRING = "named", "term", "intended", "recurring"
PLANNED = "planned"
"""Once set for a date ("was scheduled to open in May"): nothing tells whether it came about."""
DENIED, OBLIGED, HAS = "denied", "obliged", "has"


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
    | frozenset(
        """it him them us me himself herself itself themselves that how when while where out up off down
        annually again together away back not whether home . , ; : ) – —""".split()
    )
)
"""What follows a finite verb more often than a participle that modifies a noun."""
_SCALES: Final = frozenset("hundred thousand million billion trillion percent %".split())
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
        role = ROLES.get(word)
        if role is None and word in DUTIES and (duty := _of_duty(tokens, index)) is not None:
            found.append(duty)
            index = duty.last + 1
            continue
        if word == "due" and (planned := _of_due(tokens, index)) is not None:
            found.append(planned)
            index = planned.last + 1
            continue
        if role is None and (word[-2:] != "ed" or len(word) < 5 or word in NOT_VERBS):
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
    denies = main in DENYING and "that" in tokens.lower[verb.last + 1 : verb.last + _NEAR]
    if denies or _is_disowned(tokens, verb, found):
        return replace(verb, aspect=DENIED)
    goes_on = verb.joined and tokens.at(verb.first - 1) in ("or", "nor")
    if _is_denied(tokens, verb) or (goes_on and found and found[-1].aspect == DENIED):
        return replace(verb, aspect=DENIED)
    levels = MEASURED_OF if verb.passive else MEASURED
    at_level = main != "put" or tokens.at(verb.last + 1) == "at"
    if verb.last > verb.first and main in levels and at_level:
        return replace(verb, aspect=MEASURES)
    if verb.aspect == MEASURES:
        return replace(verb, acts=tokens.at(verb.last + 1) in DETERMINERS)
    auxiliary = ROLES.get(tokens.lower[verb.first]) in (BE_PAST, BE_PRESENT, HAVE, WILL)
    if auxiliary and found and tokens.at(verb.first - 1) in _JOINING:
        return replace(verb, joined=True)
    return verb


def _is_disowned(tokens: Tokens, verb: Predicate, found: list[Predicate]) -> bool:
    """Tell whether a verb is that of a claim that another one denies: "rejected reports that"."""
    for earlier in found[-2:]:
        said = tokens.lower[earlier.last]
        between = tokens.lower[earlier.last + 1 : verb.first]
        if said in DENYING and "that" in between:
            claims = between[: between.index("that")]
            return said in DENYING_BARE or not CLAIMS.isdisjoint(claims)
    return False


def _is_denied(tokens: Tokens, verb: Predicate) -> bool:
    """Tell whether a "not" or "never" stands in a verb group or before it; "not only" is none."""
    for at in range(max(0, verb.first - 1), verb.last + 1):
        word = tokens.lower[at]
        if (word in NO or word.endswith(("n't", "n’t"))) and tokens.at(at + 1) != "only":
            return True
    return False


def looks_like_verb(word: str) -> bool:
    """Tell whether a lower-case word can be a finite verb by its form alone."""
    return word in ROLES or (len(word) > 4 and word[-2:] == "ed" and word not in NOT_VERBS)


def _group(
    tokens: Tokens, index: int, role: int | None, found: list[Predicate], turn: int | None
) -> Predicate | None:
    at = tokens.at
    if role in (BE_PAST, BE_PRESENT):
        return _of_be(tokens, index, past=role == BE_PAST)
    if role == HAVE:
        return _of_have(tokens, index)
    if role == WILL:
        last = behind_adverbs(tokens, index + 1)
        if at(last) == "be":
            last = behind_adverbs(tokens, last + 1) if _is_participle(at(last + 1)) else last
        return _verb(tokens, FUTURE, index, last)
    if role == PLANS:
        return _verb(tokens, FUTURE, index, index + 2) if at(index + 1) == "to" else None
    if role == TO:
        return _of_to(tokens, index)
    return _of_form(tokens, index, role, found, turn)


def _of_be(tokens: Tokens, index: int, *, past: bool) -> Predicate:
    last = behind_adverbs(tokens, index + 1)
    word = tokens.at(last)
    if word in SCHEDULED:
        if tokens.at(last + 1) == "to" and (word != "due" or tokens.at(last + 2) in BASES):
            over = last + 2
            if tokens.at(over) == "be" and _is_participle(tokens.at(over + 1)):
                over += 1
            if tokens.at(over) == "have" and _is_participle(tokens.at(over + 1)):
                over += 1
            return _verb(tokens, PLANNED if past else FUTURE, index, over)
        if tokens.at(last + 1) == "to":
            return _verb(tokens, IS, index, index)
        if not past and word in ("scheduled", "planned", "due", "slated"):
            return _verb(tokens, FUTURE, index, last)
    if word == "to" and tokens.at(last + 1).isalpha():
        over = last + 1
        if tokens.at(over) == "be" and _is_participle(tokens.at(over + 1)):
            over += 1
        return _verb(tokens, PLANNED if past else FUTURE, index, over)
    if (off := _called_off(tokens, last)) is not None:
        return _verb(tokens, off[0], index, off[1], passive=True)
    if _is_participle(word):
        aspect = (IS if word in STATES else PAST) if past else PRESENT
        return _verb(tokens, aspect, index, last, passive=True)
    return _verb(tokens, IS, index, index)


def _of_have(tokens: Tokens, index: int) -> Predicate | None:
    last = behind_adverbs(tokens, index + 1)
    if tokens.at(index - 1) == "to" and tokens.at(index - 2) in UNFULFILLED:
        over = last + (tokens.at(last) == "been")
        return _verb(tokens, DENIED, index, over)
    been = tokens.at(last) == "been"
    if been:
        last = behind_adverbs(tokens, last + 1)
    if (off := _called_off(tokens, last)) is not None:
        return _verb(tokens, off[0], index, off[1], passive=been)
    if _is_participle(tokens.at(last)):
        return _verb(tokens, PERFECT, index, last, passive=been)
    if been:
        return _verb(tokens, IS, index, last - 1)
    return _verb(tokens, HAS, index, index) if tokens.lower[index] != "had" else None


def _of_duty(tokens: Tokens, index: int) -> Predicate | None:
    """Must be lodged, shall submit: what a deadline dates."""
    last = behind_adverbs(tokens, index + 1)
    passive = tokens.at(last) == "be"
    if passive:
        last = behind_adverbs(tokens, last + 1)
    word = tokens.at(last)
    if not word.isalpha() or word == "have" or (passive and not _is_participle(word)):
        return None
    return _verb(tokens, OBLIGED, index, last, passive=passive)


def _of_due(tokens: Tokens, index: int) -> Predicate | None:
    """Due to be signed, due to open, without a verb before it: what is planned of a noun."""
    if tokens.at(index + 1) != "to" or tokens.at(index + 2) not in BASES | {"have"}:
        return None
    over = index + 2
    while tokens.at(over) in ("be", "have", "been") and _is_participle(tokens.at(over + 1)):
        over += 1
    aspect = DENIED if tokens.at(index + 2) == "have" else PLANNED
    return _verb(tokens, aspect, index, over, reduced=True)


def _of_to(tokens: Tokens, index: int) -> Predicate | None:
    """To be held, to take place: what lies ahead of a noun; other infinitives are no statement."""
    at = tokens.at
    if at(index + 1) == "be" and at(index + 2) in ("held", "launched", "opened", "completed"):
        return _verb(tokens, FUTURE, index, index + 2)
    if (at(index + 1), at(index + 2)) == ("take", "place"):
        return _verb(tokens, FUTURE, index, index + 2)
    if at(index + 1) == "launch" and at(index - 1) not in ("set", "able"):
        return _verb(tokens, FUTURE, index, index + 1)
    return None


def _of_form(
    tokens: Tokens, index: int, role: int | None, found: list[Predicate], turn: int | None
) -> Predicate | None:
    """Return a verb that stands by itself, None where it is a noun or modifies one."""
    word, following = tokens.lower[index], tokens.at(index + 1)
    before = index - 1
    while before >= 0 and is_adverb(tokens.lower[before]):
        before -= 1
    left = tokens.at(before if turn is None else turn)
    if word in ("cancelled", "canceled"):
        return _verb(tokens, CANCELLED, index, index)
    if word in ("called", "named") and following not in ("for", "on", "off", "in", "upon", "to"):
        return None
    if left in MODALS or left == "been" or (left == "to" and role != LEVEL):
        return None
    if role == LEVEL:
        if left in PREPOSITIONS or left in DETERMINERS - _RELATIVES:
            return None
        done_to = left in _JOINING or left == "," or following in DETERMINERS
        if not (word in TRANSITIVE and done_to):
            return _verb(tokens, MEASURES, index, index)
    modifies = (
        left in DETERMINERS - _RELATIVES
        or left in PREPOSITIONS
        or left in _SCALES
        or left[-2:] in ("'s", "’s")
    )
    if modifies or left[:1].isdigit():
        return None
    comes_to = word in ("came", "comes", "come") and following == "to"
    if (role == MAYBE_LEVEL or comes_to) and _states_amount(tokens, index):
        return _verb(tokens, MEASURES, index, index)
    if role == NOW:
        if (word, following) in LIGHT and left not in DETERMINERS:
            return _verb(tokens, PRESENT, index, index + 1, joined=left in _JOINING and bool(found))
        if word.startswith("become"):
            return None
        opens = following in _OPENS_OBJECT or following.endswith("ly") or not following
        if not (opens or tokens.words[index + 1][0].isupper() or following[:1].isdigit()):
            return None
        resumes = left == "," and bool(found) and word.endswith("s") and following in PREPOSITIONS
        if not left or left == "(" or (left == "," and not resumes):
            return None
        return _verb(tokens, PRESENT, index, index, joined=left in _JOINING and bool(found))
    if word in SCHEDULED and following in ("for", "to", "in", "on", "by"):
        over = index
        if (
            following == "to"
            and tokens.at(index + 2) == "be"
            and _is_participle(tokens.at(index + 3))
        ):
            over = index + 3
        return _verb(tokens, PLANNED, index, over)
    if left in _RELATIVES:
        return _verb(tokens, PAST, index, index)
    opens = (
        following in _OPENS_OBJECT
        or not following
        or following.endswith("ly")
        or following[0] in '"“‘$€£0123456789'
        or tokens.words[index + 1][0].isupper()
        or (word, following) in LIGHT
    )
    if left in _JOINING or left in (",", ""):
        joined = left in _JOINING and any(verb.aspect == PAST for verb in found[-1:])
        if not opens and not joined:
            return None
        joined = joined or (left in _JOINING and any(not verb.reduced for verb in found[-1:]))
        reduced = not joined and _is_participle(word)
        return _verb(tokens, PAST, index, index, joined=joined, reduced=reduced)
    return _verb(tokens, PAST, index, index)


def _states_amount(tokens: Tokens, index: int) -> bool:
    """Tell whether a number follows a verb that can state one ("reported 43 cases")."""
    for at in range(index + 1, min(index + 1 + _NEAR, len(tokens.lower))):
        word = tokens.lower[at]
        if word in ("in", "on", "that", "they", "it", "he", "she", ",", ".", "by"):
            return False
        if word.endswith("ing"):
            return False
        if word[0] in "$€£0123456789" or word in COUNTS:
            return True
    return False


def _called_off(tokens: Tokens, index: int) -> tuple[str, int] | None:
    word = tokens.at(index)
    if word in ("cancelled", "canceled"):
        return CANCELLED, index
    if word in ("scrapped", "abandoned", "shelved", "axed"):
        return CANCELLED, index
    if word == "called" and tokens.at(index + 1) == "off":
        return CANCELLED, index + 1
    if word in ("postponed", "delayed"):
        return POSTPONED, index
    if word == "put" and tokens.at(index + 1) == "off":
        return POSTPONED, index + 1
    return None


def _is_participle(word: str) -> bool:
    return word in PARTICIPLES or (
        len(word) > 4 and word.endswith(("ed", "en")) and word not in ("been", "even", "seven")
    )


def _verb(
    tokens: Tokens, aspect: str, first: int, last: int, *,
    passive: bool = False, joined: bool = False, reduced: bool = False,
) -> Predicate:  # fmt: skip
    last = min(last, len(tokens.words) - 1)
    return Predicate(
        aspect, tokens.starts[first], tokens.end(last), first, last, passive, joined, reduced
    )
