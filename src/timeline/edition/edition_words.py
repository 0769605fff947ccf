"""Classes of English words of titles and labels, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "edition/data/word_classes.tsv",
    (
        "when", "bare", "kind", "common",
    ),
)  # fmt: skip

WHEN: Final = _CLASSES["when"]
BARE: Final = _CLASSES["bare"]
KINDS: Final = _CLASSES["kind"]
COMMON: Final = _CLASSES["common"]
