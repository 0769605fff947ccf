"""Classes of English words of pages, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "decode/data/word_classes.tsv",
    (
        "small", "office", "compound", "second",
    ),
)  # fmt: skip

SMALL: Final = _CLASSES["small"]
OFFICES: Final = _CLASSES["office"]
COMPOUNDS: Final = _CLASSES["compound"]
SECOND_HALVES: Final = _CLASSES["second"]
