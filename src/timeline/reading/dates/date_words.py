"""Classes of English words that the rules of dates ask for, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "reading/dates/data/word_classes.tsv",
    (
        "numbered", "before-year", "before-old-year", "counting", "counted", "street",
        "year-compound", "from-text", "of-year",
    ),
)  # fmt: skip

NUMBERED: Final = _CLASSES["numbered"]
BEFORE_YEARS: Final = _CLASSES["before-year"]
BEFORE_OLD_YEARS: Final = _CLASSES["before-old-year"]
COUNTING: Final = _CLASSES["counting"]
COUNTED: Final = _CLASSES["counted"]
STREETS: Final = _CLASSES["street"]
YEAR_COMPOUNDS: Final = _CLASSES["year-compound"]
OF_YEARS: Final = _CLASSES["of-year"]
FROM_TEXT: Final = _CLASSES["from-text"]
