"""Who says so: the source to which a sentence attributes its figures.

"According to X", "X reported that", "X data show", "(Source: X)". A source reaches over its own
sentence and not into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from timeline.lexicon import pattern_of
from timeline.reading.language import word_classes
from timeline.reading.language.verbs import VERBS

_REPORTING: Final = VERBS.classes["reporting"]
_HINT: Final = re.compile(
    r"(?:[Aa]ccording\s+to|[Ss]ources?:|(?:reported|estimated|published)\s+by|(?:[Dd]ata|[Ff]igures|[Ss]tatistics)\s+from"
    rf"|(?:{pattern_of(_REPORTING)})\b"
    r"(?=\s+(?:that\b|an?\s|in\s|at\s+least|more\s|nearly|about|approximately|over\s|some\s|almost|fewer|around|its\s|the\s(?!\w+est\s|most\s|least\s)|there\b|\d|[$€£]|it\b|they\b))"
    rf"|(?:{pattern_of(word_classes.EVIDENCE)})\s+(?:show|showed|indicate|indicated|suggest|suggested|put|reveal|revealed)\b"
    rf"|(?:{pattern_of(word_classes.INQUIRIES)})\s+(?:shows|showed|found|indicates|indicated|counted|put)\b)"
)
_WHO: Final = re.compile(
    r"[\s:]+(?P<who>[^,.;:()\n]{2,80}?(?:[A-Z]\.[^,.;:()\n]{0,60}?)?)"
    r"(?=[,;:()\n]|\.?\s*$|\.\s|\s+(?:in|from|for)\s+(?:[A-Z][a-z]+\s+)?\d{4}|\s+(?:said|shows?|published|released)\b)"
)
_OFFICIAL: Final = re.compile(rf"\b(?:{pattern_of(word_classes.BODIES)})\b", re.IGNORECASE)
_BREAK: Final = re.compile(
    r"[;:()–—]|,\s|\b(?:while|whereas|but|and|that|which|who|when|where|as|because|although)\s"
)
_NOT_WHO: Final = word_classes.NO_SOURCES
_AUXILIARY: Final = word_classes.BEFORE_SAYING
_CONTENT: Final = re.compile(rf"\s(?:{pattern_of(word_classes.EVIDENCE)})$")


_TELLING: Final = (
    _REPORTING | word_classes.EVIDENCE | word_classes.INQUIRIES | word_classes.TELLS_SOURCE
)
"""One of these words stands in every sentence that names a source."""


def source_of(text: str, start: int, end: int, words: Iterable[str]) -> str | None:
    """Return the source that a sentence names, None where it names none.

    `words` are its words in lower case.
    """
    telling = _TELLING.intersection(words)
    if not telling:
        return None
    for at in sorted(_places(text, start, end, telling)):
        match = _HINT.match(text, at, end)
        if match is None:
            continue
        hint = match[0].lower()
        if hint.startswith(("according", "source")) or hint.endswith((" by", " from")):
            who = _WHO.match(text, match.end(), end)
            found = _plain(who["who"]) if who else None
        else:
            found = _subject(text, start, match)
        if found:
            return found
    return None


def _places(text: str, start: int, end: int, words: Iterable[str]) -> Iterator[int]:
    """Yield where words stand in a sentence, as they are or with a capital."""
    for word in words:
        for form in (word, word.capitalize()):
            at = text.find(form, start, end)
            while at >= 0:
                if not text[at - 1 : at].isalpha():
                    yield at
                at = text.find(form, at + 1, end)


def _subject(text: str, start: int, verb: re.Match[str]) -> str | None:
    """Return the body that stands as subject before a verb of saying."""
    left = text[max(start, verb.start() - 90) : verb.start()]
    cut = max((m.end() for m in _BREAK.finditer(left)), default=0)
    words = left[cut:].split()
    hint = verb[0].split()
    if len(hint) > 1:
        words.append(hint[0])
    while words and words[-1].lower() in _AUXILIARY:
        words.pop()
    while words and words[0] in word_classes.BEFORE_SOURCES and cut:
        words.pop(0)
    if not words or len(words) > 9 or words[-1].lower() in _NOT_WHO or words[0].isdecimal():
        return None
    who = " ".join(words)
    named = any(word[:1].isupper() for word in words[1:] or words) or words[0].isupper()
    if not (_OFFICIAL.search(who) or (named and (len(hint) > 1 or _is_body(words)))):
        return None
    if any(word.lower() in word_classes.BE_FORMS for word in words):
        return None
    return _plain(_CONTENT.sub("", who))


def _is_body(words: list[str]) -> bool:
    """Tell whether words are one name ("UNICEF", "Human Rights Watch"), with an article or not."""
    return all(word[:1].isupper() or word in word_classes.IN_NAMES for word in words)


def _plain(who: str) -> str | None:
    plain = " ".join(who.split())
    if plain[:4] in ("the ", "The ") and plain[4:5].isupper():
        plain = plain[4:]
    if plain[:4] == "The ":
        plain = "the " + plain[4:]
    return plain.removesuffix("’s").removesuffix("'s") or None
