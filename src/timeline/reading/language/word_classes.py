"""Classes of English words that several rules ask for: one list each, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "reading/language/data/word_classes.tsv",
    (
        "determiner", "preposition", "relative", "conjunction", "modal", "negation",
        "no-event-verb", "scheduled", "unfulfilled", "vague-count", "claim",
        "plural", "no-plural",
    ),
)  # fmt: skip

DETERMINERS: Final = _CLASSES["determiner"]
PREPOSITIONS: Final = _CLASSES["preposition"]
RELATIVES: Final = _CLASSES["relative"]
CONJUNCTIONS: Final = _CLASSES["conjunction"]
MODALS: Final = _CLASSES["modal"]
NEGATIONS: Final = _CLASSES["negation"]
NO_EVENT_VERBS: Final = _CLASSES["no-event-verb"]
SCHEDULED: Final = _CLASSES["scheduled"]
UNFULFILLED: Final = _CLASSES["unfulfilled"]
VAGUE_COUNTS: Final = _CLASSES["vague-count"]
CLAIMS: Final = _CLASSES["claim"]
PLURALS: Final = _CLASSES["plural"]
NO_PLURALS: Final = _CLASSES["no-plural"]
