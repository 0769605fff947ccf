"""The verbs and nouns of a sentence that its tagger mistook for one another.

A tagger takes many a short verb for a noun ("The camp houses 900 people") and some nouns for verbs
("measles vaccine among girls"). What stands around them settles it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from timeline.reading.language import measure_words as classes
from timeline.reading.language import word_classes
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.plurals import is_plural


class DraftWord:
    """A word whose kind and end are not settled yet."""

    __slots__ = ("amount", "end", "kind", "lower", "start", "tag", "text")

    def __init__(self, text: str, tag: str, kind: str, start: int) -> None:
        self.text, self.lower, self.tag, self.kind = text, text.lower(), tag, kind
        self.start, self.end = start, start + len(text)
        self.amount: int | None = None


def settle_kinds(words: list[DraftWord]) -> None:
    """Settle the kinds of the words of a sentence, before its amounts are put together."""
    _settle_terms(words)
    _settle_forms_in_ing(words)
    _settle_base_forms(words)
    _settle_opening_noun(words)
    _settle_foreseen(words)
    _find_verbs_before_that(words)
    _find_that_of_saying(words)
    _find_verbs_of_giving(words)
    _find_nouns_before_verbs(words)
    _find_verbs_behind_nouns(words)
    _find_plans(words)
    _find_verbs_of_level(words)
    _find_verbs_of_change(words)
    if not any(word.kind in "vm" for word in words):
        _find_verb(words)
    _find_verbs_before_numbers(words)


def _settle_terms(words: Sequence[DraftWord]) -> None:
    """Make nouns of what is one with the noun before it: "value added tax"."""
    for before, word in itertools.pairwise(words):
        if f"{before.lower}-{word.lower}" in classes.JOINED_TERMS:
            word.kind = "n"


def _settle_foreseen(words: Sequence[DraftWord]) -> None:
    """Make no verb of what stands behind "than" and has no subject: "4% more than expected"."""
    for before, word in itertools.pairwise(words):
        if before.lower == "than" and word.kind in "ve" and word.lower in classes.FORESEEN:
            word.kind = "r"


def _settle_forms_in_ing(words: Sequence[DraftWord]) -> None:
    """Make nouns of forms in -ing that a finite verb follows: "Stunting fell", ", spending grew"."""
    for at, word in enumerate(words[:-1]):
        opens = not at or words[at - 1].kind in ",;&"
        behind = words[at + 1]
        states = behind.kind == "e" and lemma(behind.text) in _STATING_VERBS
        noun = word.kind == "g" and word.lower != "having"  # ", having risen by 2% in May"
        if noun and opens and (behind.kind in "vm" or states):
            word.kind = "n"
            behind.kind = "v" if states else behind.kind


_STATING_VERBS: Final = classes.CHANGE_VERBS | classes.LEVEL_VERBS
_TELLING_VERBS: Final = word_classes.BE_FORMS.union(
    ("have", "do"),
    classes.CHANGE_VERBS, classes.LEVEL_VERBS, classes.SHARE_VERBS, classes.SPENDING_VERBS,
    classes.INTRANSITIVE_VERBS, classes.SAYING_VERBS,
)  # fmt: skip


def _settle_base_forms(words: Sequence[DraftWord]) -> None:
    """Make nouns of base forms behind a noun that another verb follows: "measles vaccine for girls was"."""
    for at, word in enumerate(words[1:-2], 1):
        base = word.kind == "v" and word.tag in ("VB", "VBP") and words[at - 1].kind == "n"
        if not base or words[at + 1].kind != "i" or word.lower in _TELLING_VERBS:
            continue
        clause = itertools.takewhile(lambda each: each.kind not in ",;.&w(", words[at + 1 :])
        phrase = [each.kind for each in itertools.takewhile(lambda e: e.kind not in "vm", clause)]
        end = at + 1 + len(phrase)
        if end < len(words) and words[end].kind in "vm" and set(phrase) <= set("idnjc"):
            word.kind = "n"


def _settle_opening_noun(words: Sequence[DraftWord]) -> None:
    """Make a noun of a base form that opens a sentence with a verb of its own: "Maize prices were"."""
    if len(words) < 3 or words[0].tag not in ("VB", "VBP") or words[0].kind != "v":
        return
    phrase = [*itertools.takewhile(lambda each: each.kind in "njci", words[1:])]
    if words[1].kind != "n" or len(phrase) + 1 == len(words):
        return
    verb = words[len(phrase) + 1]
    if verb.kind in "vm" and verb.tag in ("VBD", "VBZ", "VBP", "MD"):
        words[0].kind = "n"


def _find_nouns_before_verbs(words: Sequence[DraftWord]) -> None:
    """Make a noun of a plural that is tagged as a verb before another verb: "Vessel calls rose"."""
    for before, word, behind in zip(words, words[1:], words[2:], strict=False):
        plural = word.kind == "v" and word.tag == "VBZ" and is_plural(word.text)
        states = behind.tag in ("VBD", "VBN") and lemma(behind.text) in _STATING_VERBS
        told = states or (behind.kind == "v" and behind.tag == "VBD")
        if plural and before.kind in "nj" and told:
            word.kind, behind.kind = "n", "v"


def _find_verbs_behind_nouns(words: Sequence[DraftWord]) -> None:
    """Part a noun and its verb that are tagged the other way round: "The help desk answers 340 calls"."""
    for lead, noun, word, behind, object_ in zip(
        words, words[1:], words[2:], words[3:], words[4:], strict=False
    ):
        told = behind.kind == "n" and behind.tag == "NNS" and behind.text.islower()
        if word.kind != "v" or word.tag not in ("VB", "VBP") or not told:
            continue
        if disagrees(lead, noun, word) and object_.kind in "cd":
            word.kind, behind.kind = "n", "v"


def _find_plans(words: Sequence[DraftWord]) -> None:
    """Find the verb of a plan behind "and": "has trained 400 and plans to train another 90"."""
    for before, word, to, act in zip(words, words[1:], words[2:], words[3:], strict=False):
        leads = before.kind == "&" and word.kind == "n" and word.lower in classes.PLANS
        if leads and to.kind == "t" and act.tag == "VB":
            word.kind = "v"


def _find_verbs_before_that(words: Sequence[DraftWord]) -> None:
    """Find verbs that are tagged as nouns before "that": "The projections assume that women have"."""
    for before, word, behind in zip(words, words[1:], words[2:], strict=False):
        leads = before.kind == "n" and word.kind == "n" and behind.lower == "that"
        if leads and lemma(word.text) in classes.ASSERTING_VERBS:
            word.kind = "v"


def _find_that_of_saying(words: Sequence[DraftWord]) -> None:
    """Let "that" lead in what is said, and point at nothing: "I said that growth would slow"."""
    for at, (before, word) in enumerate(itertools.pairwise(words)):
        says = before.kind == "v" and lemma(before.text) in classes.ASSERTING_VERBS
        leads = says and word.lower == "that" and word.kind == "d"
        if leads and any(each.kind in "vm" for each in words[at + 2 :]):
            word.kind = "w"


def _find_verbs_of_giving(words: Sequence[DraftWord]) -> None:
    """Find past forms of giving that are tagged otherwise, and to whom: "Banks lent households 8"."""
    for at in range(1, len(words) - 1):
        word = words[at]
        if word.kind not in "jn" or word.lower.endswith(("ed", "ing", "s")):
            continue
        base = lemma(word.lower)
        if base == word.lower or base not in classes.SPENDING_VERBS:
            continue
        before, behind = words[at - 1], words[at + 1]
        alone = not any(each.kind in "vm" for each in words[:at])
        if not alone or before.kind != "n" or behind.kind not in "nvd":
            continue
        if behind.kind == "v" and not (behind.tag == "VBZ" and is_plural(behind.text)):
            continue
        word.kind, word.tag = "v", "VBD"
        if behind.kind == "v":
            behind.kind, behind.tag = "n", "NNS"


def _find_verbs_before_numbers(words: Sequence[DraftWord]) -> None:
    """Find verbs that are tagged as nouns before a number: "The dam stores 3 million tonnes"."""
    seen = False
    for at, word in enumerate(words[:-1]):
        if word.kind in ",;.&w(":
            seen = False
        seen = seen or word.kind in "vm"
        costs = word.kind == "n" and word.lower in ("cost", "costs") and words[at - 1].kind == "&"
        number = next((each for each in words[at + 1 :] if each.kind != "r"), word)
        if costs and number.kind == "c" and any(each.kind in "vm" for each in words[:at]):
            word.kind = "v"
        if seen or word.kind not in "nj" or not at or not word.text.islower():
            continue
        if word.kind == "j" and word.lower not in classes.VERBS_BEFORE_NUMBERS:
            stated = word.lower.endswith("ed") and words[at + 1].kind == "c"
            if stated and (words[at - 1].kind in "ng" or at == 1):
                words[at - 1].kind, word.kind, seen = "n", "v", True
            continue
        if lemma(word.text) in classes.VERBS_BEFORE_NUMBERS and _takes_number(words, at):
            word.kind, seen = "v", True


def _takes_number(words: Sequence[DraftWord], at: int) -> bool:
    """Tell whether a noun before a number agrees as a verb with the noun before it."""
    behind = iter(words[at + 1 :])
    following = next((each for each in behind if not _leads_number(each)), words[at])
    before = words[at - 1]
    aside = before.kind == "," and any(each.kind == "," for each in words[: at - 1])
    if following.kind != "c" or not (aside or before.kind in "nc)a"):
        return False
    before = words[0] if aside else before
    if not aside and at > 2 and words[at - 2].lower == "of" and words[at - 3].kind == "n":
        before = words[at - 3]  # "Stocks of blood cover barely six days"
    rest = itertools.takewhile(lambda each: each.kind not in ",;.&w(", behind)
    agrees = words[at].lower == "cost" or (words[at].lower.endswith("s") != is_plural(before.text))
    return agrees and not any(each.kind in "vm" for each in rest)


def _leads_number(word: DraftWord) -> bool:
    """Tell whether a word stands between a verb and its number: a hedge, a currency ("Ksh")."""
    return word.kind == "r" or (word.kind == "n" and word.text[0].isupper())


def _find_verbs_of_level(words: Sequence[DraftWord]) -> None:
    """Find verbs of level that are tagged as nouns: "The rate stays at 4%", "and the ratio stays at"."""
    first = 0
    for at in range(1, len(words) - 2):
        word, before = words[at], words[at - 1]
        first = at if word.kind in ",;&" else first
        states = word.kind == "n" and word.tag == "NNS" and word.text.islower()
        stays = words[at + 1].lower == "at" and lemma(word.text) in classes.LEVEL_VERBS
        if not (states and stays and before.kind == "n" and _is_number(words[at + 2 : at + 3])):
            continue
        clause = words[first:at]
        alone = not any(each.kind in "vm" for each in clause)
        if alone and (not is_plural(before.text) or _is_of_one(clause)):
            word.kind = "v"


def _find_verbs_of_change(words: Sequence[DraftWord]) -> None:
    """Find the verb of a clause that is tagged as a noun: "Wages increase by 4%; some shops close"."""
    first = 0
    for at in range(1, len(words) - 2):
        word, before = words[at], words[at - 1]
        first = at if word.kind in ",;&" else first
        moves = word.kind == "n" and word.tag == "NN" and word.text in classes.CHANGE_VERBS
        led = words[at + 1].lower in ("by", "to") and _is_number(words[at + 2 : at + 3])
        if not (moves and led and before.kind == "n" and is_plural(before.text)):
            continue
        behind = itertools.takewhile(lambda each: each.kind not in ",;&w", words[at : at + _FAR])
        clause = (*words[max(first, at - _FAR) : at], *behind)
        if not any(each.kind in "vm" or each.lower in ("a", "an") for each in clause):
            word.kind = "v"


_FAR: Final = 40
"""Words around a noun among which its clause is looked at."""


def _find_verb(words: Sequence[DraftWord]) -> None:
    """Find the verb of a sentence in which none is tagged as one: "The fund cut fees by 30"."""
    for at in range(1, len(words) - 1):
        word, before, behind = words[at], words[at - 1], words[at + 1]
        states = word.kind == "n" and word.tag == "NNS" and word.text.islower()
        if word.lower == "cost" and before.kind == "n" and behind.kind == "d":
            word.kind = "v"  # "Legal aid cost the state 31 million"
            return
        levels = before.kind == "n" and behind.kind == "t" and lemma(word.text) in _STATING_VERBS
        if states and (levels or (before.kind == ")" and behind.kind in "idc")):
            word.kind = "v"
            return
        rises = behind.lower in ("by", "to", "from") and lemma(word.text) in classes.CHANGE_VERBS
        agrees = word.kind == before.kind == "n" and is_plural(before.text)
        if rises and agrees and not is_plural(word.text) and _is_number(words[at + 2 : at + 3]):
            word.kind = "v"
            return
        if word.kind != "n" or before.kind != "n" or behind.kind not in "dnc":
            continue
        finite = word.text.islower() and not word.lower.endswith("ing")
        if finite and lemma(word.text) in classes.COMMON_VERBS:
            word.kind = "v"
            return


def _is_of_one(words: Sequence[DraftWord]) -> bool:
    """Tell whether the noun that leads a phrase is singular: "The rate on new loans"."""
    at = next((i for i, word in enumerate(words) if word.kind == "i"), 0)
    return at > 0 and words[at - 1].kind == "n" and not is_plural(words[at - 1].text)


def _is_number(words: Sequence[DraftWord]) -> bool:
    return bool(words) and words[0].kind == "c"


def disagrees(lead: DraftWord, noun: DraftWord, word: DraftWord) -> bool:
    """Tell whether a present form is no verb of the noun before it: "the bus fare $2"."""
    singular = lead.kind == "d" and noun.kind == "n" and not is_plural(noun.text)
    many = noun.lower in classes.PEOPLE_IN_THE_SINGULAR | {"fleet", "police"}  # "the crew need"
    return singular and not many and not word.lower.endswith("s")
