"""The verbs and nouns around the amounts of a sentence that its tagger mistook for one another.

Once a percentage, a count or a sum is one word, what stands before and behind it settles more:
"22 per cent smoke", "71% of jobs, farms 22%".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from timeline.reading.language import measure_words as classes
from timeline.reading.language.draft_words import DraftWord, disagrees
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.number_words import UNITS
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.verbs import VERBS


def settle_beside_amounts(words: Sequence[DraftWord]) -> None:
    """Settle the kinds of the words of a sentence, after its amounts are put together."""
    _find_comparatives_behind_percentages(words)
    _find_verbs_behind_percentages(words)
    _find_verbs_behind_proportions(words)
    _find_verb_behind_count(words)
    _find_nouns_before_amounts(words)


def _find_verbs_behind_percentages(words: Sequence[DraftWord]) -> None:
    """Find a verb that is tagged as a noun behind a percentage: ", 22 per cent smoke."."""
    for at, word in enumerate(words[:-1]):
        percentage = word.kind == "#" and word.lower.endswith(("%", "cent", "percent"))
        whom = at > 1 and words[at - 1].lower in ("whom", "which") and words[at - 2].lower == "of"
        opens = not at or words[at - 1].kind in ",;&" or whom
        said, behind = words[at + 1], words[at + 2 : at + 3]
        if not (percentage and opens) or said.kind not in "nje" or is_plural(said.text):
            continue
        if not at and said.kind != "e" and lemma(said.text) not in _ALL_VERBS:
            continue  # "96% attendance" is a name
        ends = not behind or behind[0].kind in ".,;iDR&rt"
        stated = said.lower in classes.CHANGE_NOUNS | classes.COMPARATIVES | classes.HOLLOW_NOUNS
        infinitive = 2 if behind and behind[0].kind == "t" else 0  # "28% fail to read"
        clause = words[at + 2 + infinitive :]
        rest = itertools.takewhile(lambda each: each.kind not in ",;.w", clause)
        acts = said.tag == "VBD" and bool(behind) and behind[0].kind in "jnd"
        if (
            (ends or acts or (whom and lemma(said.text) in classes.COMMON_VERBS))
            and not stated
            and said.text.islower()
            and not any(e.kind in "vm" for e in rest)
        ):
            said.kind = "v"


_ALL_VERBS: Final = classes.COMMON_VERBS | VERBS.bases


def _find_comparatives_behind_percentages(words: Sequence[DraftWord]) -> None:
    """Make adjectives of comparatives that are tagged as nouns: "11 per cent dearer"."""
    for before, word in itertools.pairwise(words):
        if before.kind == "#" and word.kind == "n" and word.lower in classes.COMPARATIVES:
            word.kind = "j"


def _find_verbs_behind_proportions(words: Sequence[DraftWord]) -> None:
    """Find a verb that is tagged otherwise behind "one in so many": "One patient in six waits more"."""
    for word, said, behind in zip(words, words[1:], words[2:], strict=False):
        proportion = word.kind == "#" and _PROPORTION.fullmatch(word.lower)
        if not proportion or said.kind not in "nj" or behind.kind not in "jrdRi.":
            continue
        last = word.lower.split()[-1]
        alone = last in UNITS or last.isdigit()  # "one in three works part-time"
        one = word.lower.startswith("one ") and (alone or proportion["noun"] is not None)
        agrees = said.lower.endswith("s") == one
        if agrees and not any(each.kind in "vme" for each in words):
            said.kind = "v"


_PROPORTION: Final = re.compile(
    r"[a-z\d]+(?P<noun> [a-z-]+(?: [a-z-]+)?)?(?: in| out of) (?:every )?[a-z\d]+(?: [a-z-]+)?"
)


def _find_verb_behind_count(words: Sequence[DraftWord]) -> None:
    """Find the verb that is tagged as a participle behind a count: ", 1 in 7 adults used food banks"."""
    for at, word in enumerate(words[1:-1], 1):
        if word.kind != "e" or words[at - 1].kind not in "n#" or words[at + 1].kind not in "dn#":
            continue
        phrase = [*itertools.takewhile(lambda each: each.kind in "nj#", reversed(words[:at]))]
        first = at - len(phrase)
        noun = words[at - 1].text.split()[-1]
        counts = phrase and phrase[-1].kind == "#" and noun.isalpha() and is_plural(noun)
        opens = not first or words[first - 1].kind in ",;"
        rest = itertools.takewhile(lambda each: each.kind not in ",;.w", words[at + 1 :])
        if counts and opens and not any(each.kind in "vme" for each in rest):
            word.kind = "v"


def _find_nouns_before_amounts(words: Sequence[DraftWord]) -> None:
    """Make a noun of a "verb" that only names an item: "71% of jobs, farms 22%", "of which wool 4".

    Before a sum too ("roads $4 million"), and where it does not agree with the verb before it:
    "exports were $4 million and imports $3 million".
    """
    last = ""
    for at, (before, word, behind) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        last = before.tag if before.kind == "v" else last
        if behind.kind != "#":
            continue
        listed = before.kind in "&,"
        if listed and word.kind in "jc" and word.lower in classes.LONE_ADJECTIVES:
            word.kind = "n"
        if before.kind == "&" and word.kind == "j" and word.lower in classes.PAST_FORMS:
            word.kind = "v"  # "stayed a week and spent $40"
        if word.kind == "v" and word.tag == "VBD" and _is_no_past(word):
            word.kind = "n" if listed else word.kind
        if word.kind != "v" or word.tag not in ("VB", "VBP", "VBZ"):
            continue
        told = behind.lower.endswith(("%", "cent", "percent")) or behind.text[0] in _SIGNS
        apart = before.lower == "which" or (at > 0 and disagrees(words[at - 1], before, word))
        known = bool({word.lower, lemma(word.text)} & VERBS.bases)
        parted = word.tag == "VBZ" and last in ("VBD", "VBP")
        trade = listed and parted and word.lower in classes.NOUNS_OF_TRADE
        many = listed and parted and not known and is_plural(word.text)
        named = before.kind == "," and told and last == "VBD" and word.tag in ("VB", "VBP")
        if trade or many or named or (not known and ((listed and told) or apart)):
            word.kind = "n"


def _is_no_past(word: DraftWord) -> bool:
    """Tell whether a word that is tagged as a past has the form of none: ", diesel 6% cheaper"."""
    plain = lemma(word.text) == word.lower and not word.lower.endswith(("ed", "t", "d"))
    return plain and word.lower not in VERBS.bases


_SIGNS: Final = "£$€¥"
