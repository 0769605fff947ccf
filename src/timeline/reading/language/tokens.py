"""The words, numbers and marks of a sentence, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from timeline.reading.language import word_classes

_TOKEN: Final = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?(?:\.(?=\w|,))?|[$€£]?\d(?:[\d.,]*\d)?|[^\w\s]")
_ADVERBS: Final = word_classes.ADVERBS
_NOUNS_IN_LY: Final = word_classes.NOUNS_IN_LY


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, numbers and marks of a sentence, with their offsets; `lower` in lower case."""

    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])

    def at(self, index: int) -> str:
        """Return a word in lower case, empty outside the sentence."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""


def tokens_of(text: str, start: int, end: int) -> Tokens:
    found = [(match[0], match.start()) for match in _TOKEN.finditer(text, start, end)]
    words = tuple([word for word, _ in found])
    return Tokens(words, tuple([word.lower() for word in words]), tuple([at for _, at in found]))


_TREEBANK: Final = re.compile(
    r"[$£€¥]|\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?\b|\d[\d,]*(?:\.\d+)?|(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b"
    r"|(?:[Dd]o|[Ii]s|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Dd]id|[Dd]oes|[Cc]an|[Ww]ould)(?=n[’']t)"
    r"|n[’']t\b|[’']s\b|[^\W\d_]+(?:[&/-][\w]+)*(?:['’](?!s\b)\w+)?|\S"
)


def treebank_tokens_of(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of a stretch as the Penn Treebank parts them, which a tagger needs.

    A possessive "'s", a negation "n't" and a currency sign stand alone.
    """
    found = [(match[0], match.start()) for match in _TREEBANK.finditer(text, start, end)]
    words = tuple([word for word, _ in found])
    return Tokens(words, tuple([word.lower() for word in words]), tuple([at for _, at in found]))


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
