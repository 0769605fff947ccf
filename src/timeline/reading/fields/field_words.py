"""Classes of English words that the rules of labelled fields ask for, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "reading/fields/data/word_classes.tsv",
    (
        "no-label", "label-determiner", "no-label-verb", "silent", "before-measure",
        "behind-measure", "told", "numbered", "within-label", "group",
        "counts-nothing",
    ),
)  # fmt: skip

NO_LABELS: Final = _CLASSES["no-label"]
LABEL_DETERMINERS: Final = _CLASSES["label-determiner"]
NO_LABEL_VERBS: Final = _CLASSES["no-label-verb"]
SILENT: Final = _CLASSES["silent"]
BEFORE_MEASURES: Final = _CLASSES["before-measure"]
BEHIND_MEASURES: Final = _CLASSES["behind-measure"]
TOLD: Final = _CLASSES["told"]
NUMBERED: Final = _CLASSES["numbered"]
WITHIN_LABELS: Final = _CLASSES["within-label"]
COUNTS_NOTHING: Final = _CLASSES["counts-nothing"]
GROUPS: Final = _CLASSES["group"]
