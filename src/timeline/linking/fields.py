"""Link labelled fields whose label has changed: by the words of the label, then by what they hold.

Fields are short, and one percentage looks like another: two fields are the same only where their
labels share words, or where what they hold is long and alike, or the same and held once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from rapidfuzz.distance import Indel

from timeline.alignment import Pair, Weights, candidates, stems
from timeline.lexicon import read_lexicon
from timeline.model import Passage
from timeline.reading.language.number_words import SCALE_NAMES, scale_factor
from timeline.text import normal, words

_HEAD: Final = re.compile(r"(?P<label>[^:.\n]{1,60}):\s+(?=\S)")
_NUMBER: Final = re.compile(
    rf"[$€£]?(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>{'|'.join(SCALE_NAMES)})?"
)
_DIGIT: Final = re.compile(r"\d")
_SIGNS: Final = {
    entry["sign"]: entry["word"]
    for entry in read_lexicon("linking/data/signs.tsv", ("sign", "word"))
}
"""The words that the signs of a content stand for in a label."""
_LINE: Final = re.compile(r"(?:^|\n|;)\s*(?P<label>[^:;\n]{3,60}):(?P<value>[^;\n]*)")
_MOST_WORDS: Final = 60
"""Words of the content that are compared."""
_MOST_LINES: Final = 40
"""Labels within the content that are compared."""
_LEAST: Final = 42
_LONG: Final = 8
"""Words from which on two contents say by themselves that they are of one field."""


@dataclass(frozen=True, slots=True)
class Field:
    """A passage that begins with a label.

    `name` and `held` are the words of label and content without endings, `masked` the content's
    first words with numbers as "0"; `order` grows by ten with each digit of the first number.
    `sign` says what the first number counts; `lines` are the labels within the content that begin
    a line or clause, in words, each with the sign of what follows; `section` is the heading above.
    """

    label: str
    content: str
    name: frozenset[str]
    masked: tuple[str, ...]
    order: int | None
    sign: str
    held: frozenset[str]
    lines: tuple[tuple[frozenset[str], str], ...]
    section: str

    @property
    def told(self) -> int:
        """How many words of the content are no numbers."""
        return len(self.masked) - self.masked.count("0")


def fields(passages: Sequence[Passage]) -> dict[int, Field]:
    """Return the fields among the passages, by their places."""
    found = {}
    for place, passage in enumerate(passages):
        text = passage.quote.text
        head = _HEAD.match(text) if ":" in text else None
        if head is not None and passage.kind not in ("heading", "boilerplate"):
            content = text[head.end() :]
            masked = tuple("0" if _DIGIT.search(w) else w for w in words(content)[:_MOST_WORDS])
            label = normal(head["label"])
            held = frozenset(word for word in stems(content) if not _DIGIT.search(word))
            found[place] = Field(
                label=label,
                content=normal(content),
                name=stems(label),
                masked=masked,
                order=_order(content),
                sign=_sign(content),
                held=held | {word for sign, word in _SIGNS.items() if sign in content},
                lines=tuple(
                    (stems(m["label"]), _sign(m["value"]))
                    for m in islice(_LINE.finditer(content), _MOST_LINES)
                ),
                section=passage.path[-1] if passage.path else "",
            )
    return found


def _order(content: str) -> int | None:
    """Return the first number of a content on a scale of which ten steps are one digit."""
    match = _NUMBER.search(content)
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    whole = digits.partition(".")[0].lstrip("0")
    lead = int((whole + "00")[:2]) if whole else 0
    size = len(whole) + len(str(scale_factor(match["scale"]))) - 1
    return 10 * size + lead // 10


def _sign(content: str) -> str:
    """Return what the first number of a content counts: money, a percentage, or something else."""
    match = _NUMBER.search(content)
    if match is None:
        return ""
    if match[0][0] in "$€£":
        return "money"
    return "percent" if content[match.end("digits") :].lstrip().startswith(("%", "percent")) else ""


def owners(passages: Sequence[Passage], own: Mapping[int, Field]) -> dict[int, int]:
    """Return the field that a further line of values belongs to, by the place of the line."""
    found: dict[int, int] = {}
    for place, passage in enumerate(passages):
        before = found.get(place - 1, place - 1 if place - 1 in own else None)
        if before is not None and place not in own and passage.quote.text[0] in _VALUES:
            found[place] = before
    return found


_VALUES: Final = frozenset("0123456789$€£-(")


def renamed(old: Mapping[int, Field], new: Mapping[int, Field]) -> Iterator[tuple[int, Pair, str]]:
    """Yield the pairs of fields that can be one under two labels, with their scores."""
    weights = Weights(field.name for field in (*old.values(), *new.values()))
    telling = _once(old.values()) | _once(new.values())
    contents = Counter(field.content for field in (*old.values(), *new.values()))
    for i, j in candidates(
        {i: (*field.name, *field.masked) for i, field in old.items()},
        {j: (*field.name, *field.masked) for j, field in new.items()},
    ):
        score = _score(old[i], new[j], weights, telling)
        same = old[i].content == new[j].content and contents[old[i].content] == 2
        if same and any(character.isalpha() for character in old[i].content):
            yield max(score, 90), (i, j), "other label, equal content"
        elif score >= _LEAST:
            yield score, (i, j), "similar label"


def _once(fields: Iterable[Field]) -> frozenset[str]:
    """Return the words that one label has, and no other."""
    counts = Counter(word for field in fields for word in field.name)
    return frozenset(word for word, count in counts.items() if count == 1)


def _score(old: Field, new: Field, weights: Weights, telling: frozenset[str]) -> int:
    if ("capita" in old.name) != ("capita" in new.name) or _parts_differ(old.label, new.label):
        return 0
    if old.sign != new.sign and old.order is not None and new.order is not None:
        return 0
    content = round(100 * Indel.normalized_similarity(old.masked, new.masked))
    both, shorter = weights.shares(old.name, new.name)
    spelt = round(100 * Indel.normalized_similarity(old.label, new.label))
    label = max((2 * both + shorter) // 3, spelt if spelt >= _SPELT else 0)
    near = old.order is not None and new.order is not None and abs(old.order - new.order) <= 3
    if old.name == new.name:
        label = 130
    elif _told_by(old, new) or _told_by(new, old):
        label = max(label, 100)
    elif near and old.sign == new.sign != "" and _head(old) & _head(new) & telling:
        label = max(label, 75)
    alike = content if min(old.told, new.told) >= _LONG and content >= _ALIKE else 0
    if label < _LITTLE:
        return alike - 10 if alike else 0
    return max(min((60 * label + 30 * content) // 100 + 10 * near, 100), alike - 10)


def _head(field: Field) -> frozenset[str]:
    """Return the word that says what a label is about: the last one, before what qualifies it."""
    found = words(re.split(r" - | \(", field.label)[0])[-1:]
    return stems(*found) if found else frozenset()


def _told_by(one: Field, other: Field) -> bool:
    """Tell whether a field holds what another label has: "Output: growth 3%", "Output growth".

    All of it, where it begins with that: "Output: GDP - $3 million" is "GDP".
    """
    more = other.name - one.name
    if not more <= one.held:
        return False
    begins = one.content.startswith(f"{other.label} - ")
    return begins or (bool(more) and one.name <= other.name)


def _parts_differ(old: str, new: str) -> bool:
    """Tell whether labels name two parts of a thing: "Power - capacity", "Power - exports"."""
    base, mark, part = old.partition(" - ")
    other, other_mark, other_part = new.partition(" - ")
    return bool(mark and other_mark) and base == other and not stems(part) & stems(other_part)


_ALIKE, _SPELT, _LITTLE = 60, 62, 40
