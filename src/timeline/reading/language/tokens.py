"""The tokens of a text, parted as the Penn Treebank parts them, and a row of tagged ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from timeline.reading.language import word_classes

_TOKEN: Final = re.compile(
    r"[A-Za-z]+-\s(?:and|or|to)\s[A-Za-z]+(?:-[A-Za-z]+)+|[$£€¥]|\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?\b|\d[\d,]*(?:\.\d+)?|(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b"
    r"|(?:[Dd]o|[Ii]s|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Dd]id|[Dd]oes|[Cc]an|[Ww]ould)(?=n[’']t)"
    r"|n[’']t\b|[’']s\b|[^\W\d_]+(?:[&/–-][\w]+)*(?:['’](?!s\b)\w+)?|\S"
)
_ADVERBS: Final = word_classes.ADVERBS
_NOUNS_IN_LY: Final = word_classes.NOUNS_IN_LY


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a sentence in a row, with their offsets; `lower` in lower case.

    `tags` has the part of speech of each, `kinds` a letter, as `timeline.reading.language.tagged_words` explains them.
    """

    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    tags: tuple[str, ...]
    kinds: str

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])

    def at(self, index: int) -> str:
        """Return a word in lower case, empty outside the sentence."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def kind(self, index: int) -> str:
        """Return the kind of a word, empty outside the sentence."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else ""


def tokens_of(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield each token of a stretch with its offset into the text.

    A possessive "'s", a negation "n't" and a currency sign stand alone, which a tagger needs.
    """
    for match in _TOKEN.finditer(text, start, end):
        yield match[0], match.start()


def behind_adverbs(tokens: Tokens, index: int) -> int:
    for _ in range(2):
        word = tokens.at(index)
        if not is_adverb(word):
            break
        index += 1
    return index


def is_adverb(word: str) -> bool:
    """Tell whether a word in lower case says how or when, so that it can stand before a verb."""
    return word in _ADVERBS or (word.endswith("ly") and word not in _NOUNS_IN_LY)


def line_starts(text: str, tokens: Tokens) -> frozenset[int]:
    """Return the words that begin a line, by their number."""
    found = set()
    at = text.find("\n", tokens.starts[0], tokens.starts[-1]) if tokens.starts else -1
    while at >= 0:
        found.add(bisect_left(tokens.starts, at))
        at = text.find("\n", at + 1, tokens.starts[-1])
    return frozenset(found)
