"""What "the agreement" and "it" stand for: the last name of its kind in the section, the last subject.

A name is looked for in the section before, down from its heading; a pronoun takes the subject of the
sentence before it in the same paragraph. Where neither is there, the words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import Passage
from timeline.reading.language import verb_groups, word_classes
from timeline.reading.language.actors import LEAD, after_lead
from timeline.reading.language.finite_verbs import read_words
from timeline.reading.language.noun_phrases import object_behind
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.sentences import Sentence
from timeline.reading.language.tokens import Tokens, is_adverb
from timeline.reading.language.verb_groups import Predicate

_THING: Final = re.compile(
    rf"\s*(?:the|this)\s+(?P<noun>{pattern_of(word_classes.THINGS)})\s*", re.IGNORECASE
)
_PRONOUN: Final = re.compile(
    r"\s*(?P<pronoun>it|they|he|she)(?P<adverbs>(?: [a-z]{3,15}){0,2})\s*", re.IGNORECASE
)
_EXPLETIVE: Final = re.compile(r"it\s+(?:was|is|has\s+been)\s+(?:\w+\s+){1,4}(?:that|whether)\b")
"""An "it" that stands for nothing before it: "it was agreed in May that"."""
_DATED: Final = re.compile(
    r"(?:In|On|By|Since|From|During)\s(?:the\s)?(?:(?:early|mid|late)[\s-])?(?:[\w.]{1,9},?\s){0,3}\d{4}s?,?\s+(?=\S)"
)
"""A date that opens a sentence, which is no part of its subject."""
_PERSONS: Final = frozenset({"he", "she"})
_OWNERS: Final = {"it": "its", "they": "their", "he": "his", "she": "her"}
_NAMES_ANOTHER: Final = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+")
"""Two names in a row, which may be those of a person."""
_BEFORE: Final = re.compile(
    r"(?:\b[A-Z](?:[\w’'&-]+|\.(?:[A-Z]\.)*)\s+(?:(?:of|for|on|and|the)\s+){0,2})+$"
)
_BEHIND: Final = re.compile(
    r"(?:\s+(?:of|for|on|against|in)(?:\s+the)?(?:\s+(?:and\s+)?[A-Z][\w’'&-]*)+)?"
)
_OF_ANOTHER: Final = re.compile(r".*\s(?:of|for|on)\s+the\s+", re.DOTALL)
"""What is no part of the name behind it: "the Executive Board of the National Bank"."""
_FAR: Final = 6_000
"""How far back a name is looked for, in characters."""
_SUBJECT_WORDS: Final = 8
_LEAD: Final = 600
"""Within how many characters of its sentence the first verb is looked for."""


class Antecedents:
    """The names and subjects of a document, looked up when a sentence leans on one."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self._text = text
        self._passages = passages
        self._subjects: dict[tuple[str, int], str | None] = {}
        self._before: dict[tuple[str, int], str | None] = {}

    def of(self, subject: str, sentence: Sentence) -> str | None:
        """Return the name that a subject stands for, None where it names something itself."""
        thing = _THING.fullmatch(subject)
        if thing is not None:
            return self._name(thing["noun"].lower(), sentence)
        pronoun = _PRONOUN.fullmatch(subject)
        if pronoun is None or not all(map(is_adverb, pronoun["adverbs"].split())):
            return None
        key = pronoun["pronoun"].lower(), sentence.index
        if key not in self._subjects:
            self._subjects[key] = self._within(key[0], sentence) or self._told_before(*key)
        name = self._subjects[key]
        return None if name is None else name + pronoun["adverbs"]

    def _name(self, noun: str, sentence: Sentence) -> str | None:
        low = max(self._section(sentence.index), sentence.start - _FAR)
        region = self._text[low : sentence.start]
        for match in reversed(list(re.finditer(rf"\b{noun.capitalize()}\b", region))):
            before = _BEFORE.search(region, max(0, match.start() - 100), match.start())
            behind = _BEHIND.match(region, match.end())
            end = behind.end() if behind else match.end()
            start = before.start() if before else match.start()
            of = _OF_ANOTHER.match(region, start, match.start())
            name = region[of.end() if of else start : end]
            name = re.sub(r"^The\s+", "", " ".join(name.split()))
            if " " in name:
                return name
        return None

    def _section(self, index: int) -> int:
        """Return where the section of a passage begins, behind its heading."""
        for at in range(index, -1, -1):
            if self._passages[at].kind == "heading":
                return self._passages[at].quote.span.end
        return 0

    def _within(self, pronoun: str, sentence: Sentence) -> str | None:
        """Return the subject of the sentence itself, where the pronoun stands behind its verb."""
        text, start = self._text, sentence.start
        leans = re.compile(rf"\b(?:{pronoun}|{_OWNERS[pronoun]})\b")
        at = leans.search(text, start, min(sentence.end, start + _LEAD))
        if at is None or _EXPLETIVE.match(text, at.start()):
            return None
        tokens = read_words(text, start, at.start())
        verbs = verb_groups.predicates(tokens)
        if not verbs or verbs[0].reduced:
            return None
        persons = pronoun in _PERSONS
        subject = _DATED.sub("", text[start : verbs[0].start].lstrip())
        words = LEAD.sub("", after_lead(subject)).strip(" ,\n").split()
        if not 0 < len(words) <= _SUBJECT_WORDS or any(word.endswith(",") for word in words):
            return None
        if words[0].lower() in (pronoun, _OWNERS[pronoun]):
            return None
        if persons:
            return " ".join(words) if _is_person(words, tokens, verbs) else None
        several = "and" in words or words[-1].endswith("s")
        if several != (pronoun == "they"):
            return _object_of(text, tokens, verbs[0], several=not several)
        alone = _lacks_object(tokens, verbs, counted=pronoun != "they")
        return " ".join(words) if alone else None

    def _told_before(self, pronoun: str, index: int, back: int = 0) -> str | None:
        """Return the subject of the sentences before a passage, which may lean on others, too."""
        key = pronoun, index
        if key not in self._before:
            self._before[key] = None if back > _MOST_BACK else self._subject(*key, back)
        return self._before[key]

    def _subject(self, pronoun: str, index: int, back: int) -> str | None:
        own = self._passages[index]
        before = self._passages[index - 1] if index else None
        if before is None or before.block != own.block or before.kind != own.kind:
            return None
        span = before.quote.span
        tokens = read_words(self._text, span.start, min(span.end, span.start + _LEAD))
        verbs = verb_groups.predicates(tokens)
        if not verbs or verbs[0].reduced:
            return None
        subject = after_lead(self._text[span.start : verbs[0].start]).strip(" ,\n")
        words = subject.split()
        if words and words[0].lower() in (pronoun, _OWNERS[pronoun]):
            return self._told_before(pronoun, index - 1, back + 1)
        several = " and " in subject or bool(words and words[-1].endswith("s"))
        if pronoun not in _PERSONS and several != (pronoun == "they"):
            return _object_of(self._text, tokens, verbs[0], several=not several)
        if not 0 < len(words) <= _SUBJECT_WORDS or "," in subject or several != (pronoun == "they"):
            return None
        named = any(word[0].isupper() for word in words[1:] or words)
        behind = self._text[verbs[0].start : span.end]
        if pronoun in _PERSONS:
            if not _is_person(words, tokens, verbs) or _NAMES_ANOTHER.search(behind):
                return None
        elif not named and not _lacks_object(tokens, verbs):
            return None
        return re.sub(r"^(?:The|the|An?|an?)\s+", "", " ".join(words))


def _object_of(text: str, tokens: Tokens, verb: Predicate, *, several: bool) -> str | None:
    """Return the object of a verb whose subject is of another number than the pronoun behind it.

    "Orle and Tarn signed a treaty. It"; "the senate passed the rules; they".
    """
    span = None if verb.passive else object_behind(tokens, verb.last + 1)
    if span is None or is_plural(span.of(text).split(" of ")[0].split()[-1]) != several:
        return None
    return re.sub(r"^(?:the|an?|their|this)\s", "", " ".join(span.of(text).split()))


def _lacks_object(tokens: Tokens, verbs: Sequence[Predicate], *, counted: bool = False) -> bool:
    """Tell whether the first verb has no object that a pronoun behind it may stand for.

    An object that is `counted` is none either: "lent $12 million, and in 2019 it lent $15 million".
    """
    alone = len(verbs) == 1 or verbs[1].joined
    if verbs[0].passive and alone:
        return True
    behind = tokens.kind(verbs[0].last + 1)
    return alone and (
        behind in ("i", "D", "#", "r", ",", ".", ";", "")
        or (counted and behind == "c")
        or tokens.at(verbs[0].last + 1) in ("every", "each")
    )


def _is_person(words: Sequence[str], tokens: Tokens, verbs: Sequence[Predicate]) -> bool:
    """Tell whether a subject is a person: by its title, its verb, or the office that it holds."""
    acts = tokens.lower[verbs[0].last] in word_classes.PERSONAL
    titled = words[0] in word_classes.HONORIFICS or words[0].lower() in word_classes.OFFICE_HOLDERS
    if words[-1].lower() in word_classes.OFFICE_HOLDERS and len(words) <= _OFFICE_WORDS:
        return True
    return (acts or titled) and _is_named(words)


_OFFICE_WORDS: Final = 3
_MOST_BACK: Final = 12
"""Sentences in a row that begin with a pronoun, behind the one that says whom it stands for."""


def _is_named(words: Sequence[str]) -> bool:
    """Tell whether a subject can be a person's name: capital words alone, the last no company."""
    capital = all(word[0].isupper() for word in words) and words[0].lower() != "the"
    return len(words) > 1 and capital and words[-1].lower() not in word_classes.THINGS
