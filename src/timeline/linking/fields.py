"""Link labelled fields whose label has changed: by the words of the label, then by what they hold.

Fields are short, and one percentage looks like another: two fields are the same only where their
labels share words, or where what they hold is long and alike, or the same and held once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import Indel

from timeline.alignment import Pair, Weights, candidates, stems
from timeline.model import Passage
from timeline.text import normal, words

_HEAD: Final = re.compile(r"(?P<label>[^:.\n]{1,60}):\s+(?=\S)")
_NUMBER: Final = re.compile(
    r"[$€£]?(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>thousand|million|billion|trillion)?"
)
_SCALES: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_DIGIT: Final = re.compile(r"\d")
_MOST_WORDS: Final = 60
"""Words of the content that are compared."""
_LEAST: Final = 42
_LONG: Final = 8
"""Words from which on two contents say by themselves that they are of one field."""


@dataclass(frozen=True, slots=True)
class Field:
    """A passage that begins with a label.

    `name` and `held` are the words of label and content without endings, `masked` the content's
    first words with numbers as "0"; `order` grows by ten with each digit of the first number.
    """

    label: str
    content: str
    name: frozenset[str]
    masked: tuple[str, ...]
    order: int | None
    sign: str
    held: frozenset[str]

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
            found[place] = Field(
                label, normal(content), stems(label), masked, _order(content), _sign(content),
                frozenset(word for word in stems(content) if not _DIGIT.search(word)),
            )  # fmt: skip
    return found


def _order(content: str) -> int | None:
    """Return the first number of a content on a scale of which ten steps are one digit."""
    match = _NUMBER.search(content)
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    whole = digits.partition(".")[0].lstrip("0")
    lead = int((whole + "00")[:2]) if whole else 0
    size = len(whole) + _SCALES.get(match["scale"] or "", 0)
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
    contents = Counter(field.content for field in (*old.values(), *new.values()))
    for i, j in candidates(
        {i: (*field.name, *field.masked) for i, field in old.items()},
        {j: (*field.name, *field.masked) for j, field in new.items()},
    ):
        score = _score(old[i], new[j], weights)
        same = old[i].content == new[j].content and contents[old[i].content] == 2
        if same and any(character.isalpha() for character in old[i].content):
            yield max(score, 90), (i, j), "other label, equal content"
        elif score >= _LEAST:
            yield score, (i, j), "similar label"


def _score(old: Field, new: Field, weights: Weights) -> int:
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
    alike = content if min(old.told, new.told) >= _LONG and content >= _ALIKE else 0
    if label < _LITTLE:
        return alike - 10 if alike else 0
    return max(min((60 * label + 30 * content) // 100 + 10 * near, 100), alike - 10)


def _parts_differ(old: str, new: str) -> bool:
    """Tell whether labels name two parts of a thing: "Power - capacity", "Power - exports"."""
    base, mark, part = old.partition(" - ")
    other, other_mark, other_part = new.partition(" - ")
    return bool(mark and other_mark) and base == other and not stems(part) & stems(other_part)


_ALIKE, _SPELT, _LITTLE = 60, 62, 40


# ---------------------------------------------------------------- parts of a field


def parts(
    old: Mapping[int, Field], new: Mapping[int, Field], found: Collection[Pair]
) -> Iterator[tuple[int, Pair, str]]:
    """Yield the further links of fields that were split or merged.

    A field without a partner is part of one on the other side that has one, or that has two parts,
    where the label of the part and what it holds are found in the whole.
    """
    partner = dict([*found])
    other = {j: i for i, j in found}
    lone_old = {i: field for i, field in old.items() if i not in partner}
    lone_new = {j: field for j, field in new.items() if j not in other}
    weights = Weights(field.name | field.held for field in (*old.values(), *new.values()))
    lost = {i: _without(field, new.get(partner.get(i, -1))) for i, field in old.items()}
    gained = {j: _without(field, old.get(other.get(j, -1))) for j, field in new.items()}
    rows = [(score, (i, j), True) for score, j, i in _wholes(lone_new, lost, weights)]
    rows += [(score, (i, j), False) for score, i, j in _wholes(lone_old, gained, weights)]
    parted: set[tuple[bool, int]] = set()
    whole: set[tuple[bool, int]] = set()
    for score, (i, j), split in sorted(rows, key=lambda row: (-row[0], row[1])):
        part, base = (j, i) if split else (i, j)
        opposite = partner.get(i, -1) if split else other.get(j, -1)
        # what is split is not merged as well, and what is part of one thing has no parts
        if (split, part) in parted or (not split, part) in whole or (not split, opposite) in whole:
            continue
        if (not split, base) in parted:
            continue
        parted.add((split, part))
        whole.add((split, base))
        yield score, (i, j), _reason(split)
    for split, base in sorted(whole):
        lone, bases = (lone_new, old) if split else (lone_old, new)
        for place, field in lone.items():
            beside = field.label.startswith(f"{bases[base].label} - ")
            told = {word[:_ROOT] for word in bases[base].held}
            beside = beside and any(word[:_ROOT] in told for word in field.name - bases[base].name)
            if beside and (split, place) not in parted and (not split, place) not in whole:
                parted.add((split, place))
                yield 50, (base, place) if split else (place, base), _reason(split)


def _reason(split: bool) -> str:
    return "part of it" if split else "merged into it"


def _without(field: Field, partner: Field | None) -> Field:
    """Return a field with those of its words that its partner does not hold."""
    if partner is None:
        return field
    return replace(field, held=field.held - partner.held - partner.name)


def _wholes(
    lone: Mapping[int, Field], wholes: Mapping[int, Field], weights: Weights
) -> Iterator[tuple[int, int, int]]:
    """Yield (score, part, whole) of the whole that each field without a partner is best part of."""
    best: dict[int, tuple[int, int]] = {}
    for place, at in candidates(
        {place: part.name | part.held for place, part in lone.items()},
        {at: whole.name | whole.held for at, whole in wholes.items()},
    ):
        score = _part(lone[place], wholes[at], weights)
        if score and (score, -at) > best.get(place, (0, 0)):
            best[place] = score, -at
    yield from ((score, place, -at) for place, (score, at) in best.items())


def _part(part: Field, whole: Field, weights: Weights) -> int:
    """Return how sure it is that a field is part of another, 0 where it is not.

    The words that its label adds must have stood in the whole, and so must some of what it holds.
    """
    own = part.name - whole.name
    told = {word[:_ROOT] for word in whole.held}
    moved = [word for word in own if word[:_ROOT] in told]
    label = 100 * weights.of(moved) // max(weights.of(own), 1)
    held = 100 * weights.of(part.held & whole.held) // max(weights.of(part.held), 1)
    base = 100 * weights.of(part.name & whole.name) // max(weights.of(whole.name), 1)
    of_base = base >= _BASE and label >= _MOVED and held >= _SOME
    inside = label == 100 and len(own) > 1 and (held >= _INSIDE or base >= _AKIN)
    return max((label + held + base) // 3, 1) if own and (of_base or inside) else 0


_ROOT: Final = 5
"""Letters that words of one root share: proved and proven, production and produced."""
_INSIDE, _AKIN = 60, 30
_BASE, _MOVED, _SOME = 60, 50, 0
