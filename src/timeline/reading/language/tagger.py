"""The part of speech of each word of a sentence, told by a model and not by a list of words.

An averaged perceptron, inference only: the tag with the highest sum of integer weights wins, so
that every machine gives the same tags. Tags are those of the Penn Treebank. The weights are read
from `data/` when the first sentence is tagged; a command that reads no text never loads them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from timeline.reading.language.number_words import TENS, UNITS

WEIGHTS: Final = Path(__file__).with_name("data") / "tagger.json.gz"
_YEAR_DIGITS: Final = 4
_CARDINALS: Final = frozenset((*UNITS, *TENS)) - {"one"}
"""The model knows few of them: it takes "ten" and "twelve" for nouns."""


@dataclass(frozen=True, slots=True)
class TaggerWeights:
    """The model: its tags, the words that have one tag only, and the weights of each feature.

    The weights of a feature are a flat row: number of a tag, weight, number of a tag, weight …
    """

    tags: tuple[str, ...]
    unambiguous: Mapping[str, str]
    features: Mapping[str, Sequence[int]]


@lru_cache(maxsize=1)
def weights() -> TaggerWeights:
    """Return the model, read from its file once."""
    raw = json.loads(gzip.decompress(WEIGHTS.read_bytes()))
    return TaggerWeights(tuple(raw["classes"]), raw["tagdict"], raw["weights"])


def tags_of(words: Sequence[str]) -> list[str]:
    """Return the Penn tag of each word of a sentence."""
    model = weights()
    shapes = ["-START-", "-START2-", *map(_shape, words), "-END-", "-END2-"]
    before, before_that = "-START-", "-START2-"
    found: list[str] = []
    for index, word in enumerate(words):
        tag = model.unambiguous.get(word)
        if tag is None and word.lower() in _CARDINALS:
            tag = "CD"
        elif tag is None:
            tag = _tag_among(word, tuple(shapes[index : index + 5]), before, before_that)
        found.append(tag)
        before_that, before = before, tag
    return found


def _shape(word: str) -> str:
    """Return a word as the model knows it: years and numbers are each one word."""
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == _YEAR_DIGITS:
        return "!YEAR"
    return "!DIGITS" if word[0].isdigit() else word.lower()


@lru_cache(maxsize=32_768)
def _tag_among(word: str, shapes: tuple[str, ...], before: str, before_that: str) -> str:
    """Return the tag of a word by the shapes of itself and two words on each side.

    The tags so found are kept, because editions repeat their sentences.
    """
    return _best(weights(), _features(word, shapes, before, before_that))


def _features(word: str, shapes: Sequence[str], before: str, before_that: str) -> tuple[str, ...]:
    left_of_left, left, shape, right, right_of_right = shapes
    return (
        "bias",
        "i suffix " + word[-3:],
        "i pref1 " + word[0],
        "i-1 tag " + before,
        "i-2 tag " + before_that,
        f"i tag+i-2 tag {before} {before_that}",
        "i word " + shape,
        f"i-1 tag+i word {before} {shape}",
        "i-1 word " + left,
        "i-1 suffix " + left[-3:],
        "i-2 word " + left_of_left,
        "i+1 word " + right,
        "i+1 suffix " + right[-3:],
        "i+2 word " + right_of_right,
    )


def _best(model: TaggerWeights, features: Sequence[str]) -> str:
    sums = [0] * len(model.tags)
    for feature in features:
        row = model.features.get(feature)
        if row is not None:
            pairs = iter(row)
            for tag, weight in zip(pairs, pairs, strict=True):
                sums[tag] += weight
    return model.tags[sums.index(max(sums))]
