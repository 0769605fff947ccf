"""What stands around a verb and decides what it says: a negation, an amount, an infinitive."""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.language import verb_forms as forms
from timeline.reading.language import word_classes
from timeline.reading.language.tokens import Tokens, behind_adverbs, is_adverb

_NEAR: Final = 4
"""How many words behind a verb the amount begins that it states."""


def is_denied(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a "not" or "never" stands in a verb group or before it; "not only" is none."""
    low = max(0, first - 1)
    while low > 0 and is_adverb(tokens.lower[low]) and tokens.lower[low] not in forms.NO:
        low -= 1
    for at in range(low, last + 1):
        word = tokens.lower[at]
        if (word in forms.NO or word.endswith(("n't", "n’t"))) and tokens.at(at + 1) != "only":
            return True
    return False


def states_amount(tokens: Tokens, index: int) -> bool:
    """Tell whether a number follows a verb that can state one ("reported 43 cases")."""
    for at in range(index + 1, min(index + 1 + _NEAR, len(tokens.lower))):
        word = tokens.lower[at]
        if word in ("in", "on", "that", "they", "it", "he", "she", ",", ".", "by"):
            return False
        if word.endswith("ing"):
            return False
        if word[0] in "$€£0123456789" or word in forms.COUNTS:
            return True
    return False


def over_infinitive(tokens: Tokens, index: int) -> int:
    """Return the last word of an infinitive: "open", "be opened", "have been opened"."""
    while tokens.at(index) in ("be", "have", "been") and forms.is_participle(tokens.at(index + 1)):
        index += 1
    return index


def plans(tokens: Tokens, index: int) -> bool:
    """Tell whether a form plans something: "plans to reopen it", not "an earlier plan to".

    At the head of a sentence it is a noun: "Plans to fill in the dock were dropped".
    """
    is_noun = tokens.kinds[index] == "n" and tokens.kind(index - 1) in ("d", "j", "")
    return tokens.at(index + 1) == "to" and not is_noun


def is_misread(tokens: Tokens, index: int) -> bool:
    """Tell whether a "noun" must be a verb: "the tariff applies from May", "both chair the talks".

    Behind the date of another verb, it is one too: "the licence granted in 2010 expires in 2035",
    "opened on Monday and closes on Friday"; and before what it says nothing without: "enters service".
    """
    before = index - 1 - (tokens.at(index - 1) == "next")
    behind = index + 1 + (tokens.at(index + 1) == "next")
    if (tokens.lower[index], tokens.at(index + 1)) in forms.LIGHT and tokens.kind(before) in "nj":
        return True
    if tokens.kinds[max(0, index - 2) : index] == "D&" and tokens.lower[index].endswith("s"):
        return _DATED.match(tokens.kinds, behind) is not None
    ends = _ENDS.match(tokens.kinds, behind) and _VERBLESS.fullmatch(tokens.kinds)
    if tokens.kind(before) == "D" and _PARTICIPLE.search(tokens.kinds, 0, before):
        return _OPENS_VERB.match(tokens.kinds, behind) is not None
    return tokens.kind(before) == "n" and bool(ends or _OPENS_VERB.match(tokens.kinds, behind))


_PARTICIPLE: Final = re.compile("n[ev]i?$")
_DATED: Final = re.compile("id?D")
_OPENS_VERB: Final = re.compile("iD|d")
_ENDS: Final = re.compile("[.;]?$")
_VERBLESS: Final = re.compile("[^vm]*")


def stands_for_noun(tokens: Tokens, index: int) -> bool:
    """Tell whether a "one" is a noun's place: "the last one closed", not "one closed mine"."""
    return tokens.at(index) == "one" and tokens.kind(index - 1) == "j"


def is_sure_past(tokens: Tokens, index: int) -> bool:
    """Tell whether a form can be no participle, or its tag says so and its clause has no other verb.

    "The country, once a colony, gained independence", not "on 8 May, armed men took the town".
    """
    word, behind = tokens.at(index), range(index + 1, len(tokens.lower))
    if forms.ROLES.get(word) == forms.FINITE and not forms.is_participle(word):
        return True
    stop = next((at for at in behind if tokens.lower[at] in ",;"), len(tokens.lower))
    alone = not any(kind in "vme" for kind in tokens.kinds[index + 1 : stop])
    return tokens.at(index - 1) == "," and tokens.tags[index] == "VBD" and alone


def concludes(tokens: Tokens, index: int) -> bool:
    """Tell whether a verb of a level has an accord for its object: "reached an agreement"."""
    behind = tokens.lower[index + 1 : index + 1 + _NEAR]
    return tokens.at(index) == "reached" and not word_classes.ACCORDS.isdisjoint(behind)


def word_before(tokens: Tokens, index: int, turn: int | None) -> str:
    """Return the word before a verb and its adverbs, or the conjunction of its date."""
    before = index - 1
    while before >= 0 and is_adverb(tokens.lower[before]):
        before -= 1
    return tokens.at(before if turn is None else turn)


def is_first(tokens: Tokens, index: int, last: int) -> bool:
    """Tell whether a verb tells of one time and no state: "was first used", "used for the first time"."""
    behind = tokens.lower[last + 1 : last + 5]
    return "first" in tokens.lower[index:last] or behind == ("for", "the", "first", "time")


def changes_level(tokens: Tokens, index: int) -> bool:
    """Tell whether a verb in the present says to what a level changes: "rises to £12,900"."""
    if tokens.at(index) not in forms.CHANGES_NOW or tokens.kind(index) != "v":
        return False
    if tokens.at(index - 1) == "to" or tokens.at(index - 1) in word_classes.MODALS:
        return False
    at = index + 1 + (tokens.at(index + 1) in ("up", "down"))
    return tokens.at(at) in ("to", "by", "from") and states_amount(tokens, at)


def perfect_of_claim(tokens: Tokens, index: int) -> int | None:
    """Return the last word of "said to have sunk", None where no claim begins at a word."""
    if tokens.at(index) not in forms.HEARSAY or tokens.at(index + 1) != "to":
        return None
    if tokens.at(index + 2) != "have":
        return None
    last = behind_adverbs(tokens, index + 3)
    return behind_adverbs(tokens, last + 1) if tokens.at(last) == "been" else last
