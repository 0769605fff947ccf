"""Labels of fields: what is one, what it announces, and how labels make a measure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.lexicon import pattern_of
from timeline.reading.fields import field_words
from timeline.reading.language.plurals import is_plural
from timeline.reading.quantities.units import canonical

_LABEL: Final = re.compile(r"(?P<label>[A-Z0-9][^:\n]{0,90}?):(?=\s)")
_VERBS: Final = field_words.NO_LABELS
_DETERMINERS: Final = field_words.LABEL_DETERMINERS
_NOT_LABEL: Final = _VERBS - field_words.WITHIN_LABELS | field_words.NO_LABEL_VERBS
MAX_LABEL_WORDS: Final = 14
_MAX_ITEM_WORDS: Final = 12
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_SILENT: Final = field_words.SILENT
"""Words of a label that announce no quantity, whatever numbers follow."""
_SILENT_PHRASES: Final = (
    "time difference",
    "time zone",
    "branch office",
    "p.o. box",
    "consulate(s)",
)
_PEOPLE: Final = re.compile(
    r"\b(?:[Pp]opulation|[Ll]abou?r force|work force|workforce|males?|females?|inhabitants|people)\b"
)
_FLOW: Final = re.compile(
    rf"\b(?:per cent|{pattern_of(field_words.COUNTS_NOTHING)})\b", re.IGNORECASE
)
_YEAR_AT_END: Final = re.compile(r"(?<=[a-z]) (?:in )?(?:19|20)\d\d$")
_YEAR_IN_BRACKETS: Final = re.compile(r"(?<!\s)\s*\([\d,\s]{1,12}\)")
_LEAD: Final = field_words.BEFORE_MEASURES | frozenset("- – — --".split())
_TAIL: Final = field_words.BEHIND_MEASURES | frozenset("- – — -- (".split())
ASIDE: Final = "\0"
"""What stands for a bracket that closes before the value."""
EDGES: Final = f" \u00a0{ASIDE}"
_LONG_LABEL: Final = 8
"""From so many blanks on, what stands before a colon is content that runs into a label."""


def label_of(text: str, start: int, end: int) -> str | None:
    """Return the label that a passage begins with, None where it begins otherwise."""
    match = _LABEL.match(text, start, min(end, start + 120))
    if match is None:
        return None
    label = match["label"]
    topic = label.split(" ", 1)[0] in _TOPIC_LEADS and _TELLS.match(text, match.end(), end)
    return label if not topic and _is_label(label) else None


_TOPIC_LEADS: Final = ("On", "In", "For", "To", "At", "With", "By", "From", "As")
_TELLS: Final = re.compile(r"\s+(?:the|an?|our|we|it|there|this|these|its|their)\s", re.IGNORECASE)
"""What makes words before a colon the topic of a sentence: "On tax: the rate stays at 18%"."""


@lru_cache(maxsize=4_096)
def _is_label(label: str) -> bool:
    words = label.split()
    return (
        len(words) <= MAX_LABEL_WORDS
        and not any(word.lower().strip(",.()") in _NOT_LABEL for word in words)
        and _WORD.search(label) is not None
        and label.count("(") == label.count(")")
        and words[0].lower() not in _DETERMINERS
        and ". " not in label.replace("No. ", "")
    )


@lru_cache(maxsize=4_096)
def is_silent(label: str) -> bool:
    """Tell whether a label announces addresses, codes or the like, which state no quantity."""
    lower = label.lower()
    return any(phrase in lower for phrase in _SILENT_PHRASES) or any(
        word in _SILENT for word in re.split(r"[\s/,()]+", lower)
    )


_TOLD: Final = field_words.TOLD


@lru_cache(maxsize=4_096)
def is_told(label: str) -> bool:
    """Tell whether a label announces prose ("Economy - overview")."""
    return label.split()[-1].lower() in _TOLD


def undated(label: str, date: str) -> str:
    """Return a label without the date in it ("Exports (2022)", "Exports in 2022")."""
    before, _, after = label.partition(date)
    before = before.rstrip(" (").removesuffix(",")
    for word in (" in", " for", " as of", " by", " at", " on", " since", " during"):
        before = before.removesuffix(word)
    return f"{before}{after.removeprefix(')')}".strip(" ,") or label


def is_prose(words: str) -> bool:
    """Tell whether words are of a sentence: too many for an item, or a verb among them."""
    found = words.lower().split()
    return len(found) > _MAX_ITEM_WORDS or not _VERBS.isdisjoint(found)


@lru_cache(maxsize=8_192)
def last_label(label: str) -> tuple[str, bool]:
    """Return a label within a field without the content before it, and whether it stood alone.

    Where line ends are lost, content runs into the next label ("oil, motor vehicles partners: "):
    of a long run only the last word is surely the label.
    """
    piece = label.rstrip(EDGES)
    for separator in (";", ")", ". ", ASIDE):
        piece = piece.rpartition(separator)[2]
    alone = len(piece) == len(label.rstrip(EDGES))
    if ", " in piece or piece.count(" ") >= _LONG_LABEL:
        alone = False
        *_, before, last = piece.split()
        piece = f"total {last}" if before == "total" else last
    piece = _YEAR_AT_END.sub("", piece)
    return " ".join(piece.split()).strip(" .,:[]'\"–—-").removeprefix("note "), alone


@lru_cache(maxsize=8_192)
def item_name(words: str) -> str:
    """Return words without the hedges and function words at their ends."""
    found = words.split()
    first, last = 0, len(found)
    while first < last and found[first].lower().strip(":,") in _LEAD:
        first += 1
    while first < last and found[last - 1].lower().strip(":,") in _TAIL:
        last -= 1
    return " ".join(w for w in found[first:last] if not w.isdigit()).strip(" .,;:[]'\"$+-")


@lru_cache(maxsize=8_192)
def _plain_label(label: str) -> str:
    return " ".join(_YEAR_IN_BRACKETS.sub("", label).split())


@lru_cache(maxsize=8_192)
def joined(label: str, path: tuple[str, ...]) -> str:
    """Return label and path; a part does not repeat the one before ("Area, total area")."""
    parts = [_plain_label(label)]
    for part in path:
        name = _plain_label(part)
        last = parts[-1].lower()
        lower = name.lower()
        if lower == last:
            continue
        if lower.endswith(" " + last) and " " not in last:
            shorter = name[: -len(last) - 1]
            name = name if shorter.rpartition(" ")[2] in _TAIL else shorter
        parts.append(name)
    return ", ".join(parts)


def unit_of(label: str, measure: str) -> str | None:
    """Return the unit that a label gives to a number alone: persons for a population, its own
    plural noun ("Airports: 12"), else None.
    """
    if _FLOW.search(measure):
        return None
    if _PEOPLE.search(measure):
        return "person"
    if label.isalpha() and is_plural(label) and measure in (label, f"{label}, total"):
        return canonical(label)
    return None
