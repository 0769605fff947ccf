"""Classes of English words that the rules of quantities ask for, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "reading/quantities/data/word_classes.tsv",
    (
        "numbered", "numbered-verb", "sign", "ends-counted", "spread", "no-name", "across", "long",
        "in-order", "account", "behind-elided", "measured-in-metres", "body", "begins",
        "dialled", "dialled-on", "aged-group", "packing", "tallied", "done-alone",
    ),
)  # fmt: skip

NUMBERED: Final = _CLASSES["numbered"]
NUMBERED_VERBS: Final = _CLASSES["numbered-verb"]
SIGNS: Final = _CLASSES["sign"]
AGED_GROUPS: Final = _CLASSES["aged-group"]
DIALLED: Final = _CLASSES["dialled"]
DIALLED_ON: Final = _CLASSES["dialled-on"]
BEGINS: Final = _CLASSES["begins"]
ENDS_COUNTED: Final = _CLASSES["ends-counted"]
SPREAD: Final = _CLASSES["spread"]
NO_NAMES: Final = _CLASSES["no-name"]
ACROSS: Final = _CLASSES["across"]
LONG: Final = _CLASSES["long"]
IN_ORDER: Final = _CLASSES["in-order"]
ACCOUNTS: Final = _CLASSES["account"]
BEHIND_ELIDED: Final = _CLASSES["behind-elided"]
IN_METRES: Final = _CLASSES["measured-in-metres"]
BODIES: Final = _CLASSES["body"]
PACKINGS: Final = _CLASSES["packing"]
TALLIED: Final = _CLASSES["tallied"]
DONE_ALONE: Final = _CLASSES["done-alone"]
