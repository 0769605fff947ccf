"""The forms of verbs that make events: what each can be, by the lexicon of verbs.

A form plays one role: an auxiliary, a finite verb, one that states a level, one that does so where
an amount follows, one in the present. What ends in -ed is a verb without a line.
"""

from __future__ import annotations

from typing import Final

from timeline.reading.language import word_classes
from timeline.reading.language.verbs import VERBS

BE_PAST, BE_PRESENT, HAVE, WILL, PLANS, TO, FINITE, LEVEL, MAYBE_LEVEL, NOW = range(10)
AUXILIARIES: Final = (BE_PAST, BE_PRESENT, HAVE, WILL)
_CLASSES: Final = VERBS.classes
_ROLE_NAMES: Final = {
    BE_PAST: "be-past", BE_PRESENT: "be-present", HAVE: "have", WILL: "will", PLANS: "plans",
    FINITE: "finite", LEVEL: "level", MAYBE_LEVEL: "maybe-level", NOW: "now",
}  # fmt: skip
ROLES: Final = {
    "to": TO,
    **{form: role for role, name in _ROLE_NAMES.items() for form in _CLASSES[name]},
}
"""The role of each form; of one with two roles the last in the order above."""
MEASURED: Final = _CLASSES["measured"]
"""Main verbs behind an auxiliary that state a level or a change: "has fallen", "is projected at"."""
MEASURED_OF: Final = _CLASSES["measured-of"]
"""Those of them that state a level in the passive: "was put at"; "was reached" tells what was done."""
TRANSITIVE: Final = _CLASSES["transitive"]
"""Those of them that happen where somebody does them: "the road was widened"."""
LIGHT: Final = frozenset(
    (("take", "effect"), ("takes", "effect"), ("take", "place"), ("takes", "place"),
     ("become", "effective"), ("becomes", "effective"), ("become", "law"), ("becomes", "law"),
     ("become", "available"), ("becomes", "available"), ("become", "mandatory"),
     ("becomes", "mandatory"), ("become", "compulsory"), ("becomes", "compulsory"),
     ("come", "into"), ("comes", "into"), ("enters", "circulation"), ("enters", "service"),
     ("enters", "operation"), ("enters", "production"), ("enters", "force"), ("goes", "live"),
     ("goes", "online"), ("takes", "office"), ("takes", "over"), ("go", "live"), ("take", "office"),
     ("took", "place"), ("took", "effect"), ("came", "into"))
)  # fmt: skip
"""Verbs in the present that say nothing without the word behind them."""
NO_LEVELS: Final = frozenset(
    (("fell", "through"), ("fell", "apart"), ("fell", "vacant"), ("fell", "silent"),
     ("dropped", "out"))
)  # fmt: skip
"""Verbs of a level that happen with the word behind them."""
DUTIES: Final = _CLASSES["duty"]
BASES: Final = _CLASSES["bare"]
"""Verbs, bare, that what is due can do: not "due to weather", "due to demand"."""
PARTICIPLES: Final = _CLASSES["participle"]
STATES: Final = _CLASSES["state"]
DENYING: Final = _CLASSES["denying"]
"""Verbs that deny what a claim says."""
DENYING_BARE: Final = _CLASSES["denying-bare"]
"""Those of them that need no claim: "denied that"."""
SCHEDULED: Final = word_classes.SCHEDULED
INTENDING: Final = word_classes.INTENDING
"""Before "to", a participle or a past that tells of a plan: "had hoped to open"."""
HEARSAY: Final = word_classes.HEARSAY
"""Before "to have", what somebody only says or believes: "believed to have sunk"."""
CHANGES_NOW: Final = word_classes.CHANGES_NOW
STAYING: Final = word_classes.STAYING
"""Before a participle, verbs that say how something is: "remained closed"."""
NO: Final = word_classes.NEGATIONS
NOT_VERBS: Final = word_classes.NO_EVENT_VERBS
UNFULFILLED: Final = word_classes.UNFULFILLED
"""Before "to have been": what was planned and did not come about."""
COUNTS: Final = word_classes.VAGUE_COUNTS
CLAIMS: Final = word_classes.CLAIMS


def is_participle(word: str) -> bool:
    """Tell whether a lower-case word can be a participle by its form alone."""
    return word in PARTICIPLES or (
        len(word) > 4 and word.endswith(("ed", "en")) and word not in ("been", "even", "seven")
    )
