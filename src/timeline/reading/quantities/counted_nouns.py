"""The counted noun after a number: from the number through the head noun.

English puts the head last: modifiers run on until the first plural that no other plural follows.
Closed classes of words (prepositions, verbs, pronouns) end the phrase. Coordinated heads belong to
it ("9,000 students, scholars, and teachers"), and so does a fixed complement ("ports of entry").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from timeline.reading.language.calendar_words import MONTH_NAMES
from timeline.reading.language.measure_words import TRAILING_ADVERBS
from timeline.reading.language.number_words import TENS, UNITS, VAGUE_WORDS
from timeline.reading.language.plurals import is_plural, singular_noun
from timeline.reading.quantities import quantity_words
from timeline.reading.quantities.units import (
    MEASURES,
    canonical,
    complements,
    is_measure,
    is_person,
)

MAX_WORDS: Final = 7
_STOP: Final = quantity_words.ENDS_COUNTED | frozenset(name.lower() for name in MONTH_NAMES)
_NUMBER_WORDS: Final = frozenset((*UNITS, *TENS))
"""Another number begins there: "from 120 three days earlier"."""
_TOKEN: Final = re.compile(
    r"(?P<gap>[ \u00a0\t]{1,8}(?:\n[ \t]{0,16})?|\n[ \t]{0,16})(?P<word>[^\W\d_](?:[\w'’.&-]*[\w’])?\.?)"
)
_COORDINATED: Final = re.compile(
    r"(?P<list>(?:,\s+[a-z][\w-]+){0,4},?\s+(?:and|or)\s+(?P<last>[a-z][\w-]+))(?![\w-]|\s+to\s+[a-z]+\s+(?:another|a\s+further|\d)|\s+[a-z]+s\b|\s+(?:[$€£]?\d|(?:the|its|their|some|about|over|nearly)\b))"
)
"""A last noun that an object follows is a verb: "320 beds and employs 1,140 nurses"."""
_OBJECT: Final = re.compile(
    r"\s+(?:(?:about|some|over|nearly|almost|more than)\s+)?(?:[$€£]?\d|(?:the|its|their)\b)"
)
_DATED: Final = re.compile(
    rf"(?:\sin\s[A-Z][\w-]+){{0,1}}\s(?:in|on)\s(?:(?:early|late|mid)[ -])?(?:{'|'.join(MONTH_NAMES)}|\d{{1,2}}\s|(?:19|20)\d\d\b)"
)
"""Behind what begins or ends then, at once or where it does: "a trial in 12 districts starts in April"."""
_ADJECTIVES: Final = re.compile(r",[ \u00a0][a-z][\w-]+[ \u00a0][a-z][\w-]*s\b")
"""A comma between the adjectives of a noun: small, friendly deals."""
_ITEM: Final = re.compile(r"[a-z][\w-]+")
_SENTENCE_DOT: Final = re.compile(r"(?:[A-Z]\.)+$")


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """What a number counts: where the phrase ends, its words as printed and with the head in the
    singular, its canonical unit, and whether modifiers stand before the head.
    """

    end: int
    text: str
    unit_text: str
    unit: str
    modified: bool


def counted_noun(text: str, start: int) -> CountedNoun | None:
    """Return the counted noun that begins behind the number ending at `start`, if there is one."""
    phrase_start: int | None = None
    words: list[str] = []
    head_end, heads = 0, 0
    position = start
    while len(words) < MAX_WORDS:
        token = _TOKEN.match(text, position)
        if token is None:
            break
        word = token["word"]
        if word.endswith(".") and not _SENTENCE_DOT.match(word):
            word = word[:-1]
        if word.lower() in _STOP and not _joins_modifiers(text, token, words, heads):
            break
        if not words and word.lower() in _NUMBER_WORDS:
            break
        plural = is_plural(word)
        if not plural and text.startswith("(s)", token.start("word") + len(word)):
            return _optional_plural(text, phrase_start or token.start("word"), words, word)
        if heads and (not plural or word.lower() in TRAILING_ADVERBS or _is_verb(text, token)):
            break
        if phrase_start is None:
            phrase_start = token.start("word")
        words.append(word)
        position = token.start("word") + len(word)
        if plural or (len(words) <= 2 and _is_measure(words)):
            head_end, heads = position, len(words)
        mark = text[position : position + 1]
        if mark == "," and not heads and word.islower() and _ADJECTIVES.match(text, position):
            position += 1
        elif mark in (",", ";", ":", ".", ")") and not word.endswith("."):
            break
    if not heads or phrase_start is None:
        return None
    return _phrase(text, phrase_start, head_end, words[:heads])


def _is_verb(text: str, token: re.Match[str]) -> bool:
    """Tell whether a word that looks like a plural is the verb of another."""
    if _OBJECT.match(text, token.end()) is not None:
        return True
    begins = token["word"].lower() in quantity_words.BEGINS
    return begins and _DATED.match(text, token.end()) is not None


def _optional_plural(text: str, start: int, words: list[str], word: str) -> CountedNoun:
    """A head that leaves its number open: "migrant(s)"."""
    end = text.index("(s)", start) + len("(s)")
    unit_text = " ".join((*words, word))
    return CountedNoun(end, unit_text, unit_text, canonical(word), bool(words))


def _joins_modifiers(text: str, token: re.Match[str], words: list[str], heads: int) -> bool:
    """Tell whether a closed-class word belongs to the modifiers of a head that is still to come.

    "and" between two proper adjectives (U.S. and Mexican states), "most" before another (the 20
    most expensive towns).
    """
    following = _TOKEN.match(text, token.end())
    if (
        token["word"] in ("most", "more", "fewer", "such", "new")
        and not heads
        and following is not None
    ):
        return following["word"].islower()
    return (
        token["word"] == "and"
        and bool(words)
        and not heads
        and words[-1][0].isupper()
        and following is not None
        and following["word"][0].isupper()
    )


def _is_measure(words: list[str]) -> bool:
    return " ".join(words).lower().rstrip(".") in MEASURES


def _phrase(text: str, start: int, end: int, words: list[str]) -> CountedNoun:
    head = words[-1]
    for complement in complements(head):
        match = re.compile(rf"\s+of\s+{complement}\b").match(text, end)
        if match is not None:
            name = f"{singular_noun(head)} of {complement}"
            unit = MEASURES.get(name.lower(), name)
            phrase = text[start : match.end()]
            unit_text = " ".join((*words[:-1], name))
            return CountedNoun(match.end(), phrase, unit_text, unit, len(words) > 1)
    last_two = " ".join(words[-2:])
    unit = canonical(last_two) if canonical(last_two) in MEASURES else canonical(head)
    match = _COORDINATED.match(text, end)
    if (
        match is not None
        and len(words) == 1
        and not is_measure(unit)
        and all(
            is_plural(item) and item not in VAGUE_WORDS and is_person(item) == is_person(head)
            for item in _ITEM.findall(match["list"])
            if item not in ("and", "or")
        )
    ):
        end = match.end("list")
    unit_text = " ".join((*words[:-1], singular_noun(head)))
    return CountedNoun(end, text[start:end], unit_text, unit, len(words) > 1)
