"""What a pronoun in a title stands for: "raised the ceiling and lowered it" lowers the ceiling.

An object is named from the verb before it in its sentence. A title that still leans on a pronoun
says of nobody what it tells, and no event is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from timeline.reading.events import event_words
from timeline.reading.events.statements import ClauseStatement
from timeline.reading.language.noun_phrases import object_behind
from timeline.reading.language.parsed_sentence import ParsedSentence
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.verb_groups import Predicate

_OF_PHRASE: Final = re.compile(r"\s(?:for|to|on|in|with|by|of|from|at|against)\s(?:It|Them)$")
"""A pronoun that a title can go without: "entered into force for it"."""
_OBJECT: Final = re.compile(
    r"(?<=\w )(?<!\bfor )(?<!\bto )(?<!\bon )(?<!\bin )(?<!\bwith )(?<!\bby )(?<!\bof )(?<!\bfrom )"
    r"(?<!\bat )(?<!\bagainst )(?P<pronoun>It|Them)(?=$|,| (?:to|in|into|with|from|at|as|for|by|on|and|over|under|via"
    r"|Again|Back|Up|Down|Off|Out|Through|Completely|Altogether)\b)"
)
_SUBJECT: Final = re.compile(r"(?:It|They|He|She|His|Her)\s")
_PLURAL: Final = "Them"
_OWNER: Final = re.compile(r"\s*(?P<owner>its|his|her|their)\s", re.IGNORECASE)
_OWNERS: Final = {"its": "it", "his": "he", "her": "she", "their": "they"}


def name_objects(
    said: ClauseStatement, text: str, parsed: ParsedSentence, verb: Predicate
) -> ClauseStatement:
    """Return a statement with the noun phrases that pronouns behind its verb stand for."""
    said = replace(said, title=_OF_PHRASE.sub("", said.title))
    found = _OBJECT.search(said.title)
    if found is None:
        return said
    name = _object_before(text, parsed, verb, several=found["pronoun"] == _PLURAL)
    if name is None:
        return said
    title = said.title[: found.start()] + _cased(name) + said.title[found.end() :]
    return ClauseStatement(f"{said.words} {name}", title, said.subject)


def name_owner(said: ClauseStatement, name_of: Callable[[str], str | None]) -> ClauseStatement:
    """Return a statement whose subject is somebody's ("its lift") with the name of the owner."""
    found = _OWNER.match(said.words)
    name = None if found is None else name_of(_OWNERS[found["owner"].lower()])
    if found is None or name is None:
        return said
    owner = f"{_cased(name)}{'’' if name.endswith('s') else '’s'}"
    title = re.sub(r"^(?:His|Her|Its|Their)\s", "", said.title)
    return ClauseStatement(said.words, f"{owner} {title[:1].upper()}{title[1:]}", said.subject)


def names_nobody(title: str) -> bool:
    """Tell whether a title leans on a pronoun that it does not explain, as its subject or object.

    "Police Arrested Two Clerks and Charged Them" names them itself.
    """
    found = _OBJECT.search(title)
    within = found is not None and " and " in title[: found.start()]
    return _SUBJECT.match(title) is not None or (found is not None and not within)


def _object_before(
    text: str, parsed: ParsedSentence, verb: Predicate, *, several: bool
) -> str | None:
    """Return the object of the nearest verb before one that has as many as the pronoun tells."""
    for earlier in reversed([each for each in parsed.verbs if each.end <= verb.start]):
        span = None if earlier.passive else object_behind(parsed.tokens, earlier.last + 1)
        if span is not None:
            phrase = " ".join(span.of(text).split())
            head = re.split(r"\sof\s", phrase)[0].split()[-1]
            return phrase if is_plural(head.lower()) == several else None
    return None


def _cased(phrase: str) -> str:
    return " ".join(
        word if word in event_words.TITLE_SMALL else word[:1].upper() + word[1:]
        for word in phrase.split()
    )
