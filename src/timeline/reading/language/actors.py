"""Who does it: the subject of a clause without what leads it in, and the parties that it names."""

from __future__ import annotations

import re
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.reading.language import word_classes
from timeline.reading.language.lemmas import lemma

BRACKETS: Final = re.compile(r"(?<!\s)\s*\([^()]*\)")
LEAD: Final = re.compile(
    r"^(?:[\s,;:–—-]+|(?:and|but|while|whereas|which|who|however|also|then|additionally|moreover"
    r"|for\s+instance|for\s+example|in\s+addition|as\s+a\s+result|by\s+the\s+time|although|though|because|when|as|if|once|after|before|until|since"
    r"|the|a|an|this|that|these|those|its|their|our)\b[\s,]+)+",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(r",[ ](?:and[ ])?|[ ](?:and|with|via)[ ]")
_OF_PARTIES: Final = re.compile(
    r"(?:\b(?:from|between|among)|(?<![A-Z])\b[a-z][\w-]*\s+of)\s+(?=(?:the\s+)?[A-Z])"
)
_PROPER: Final = re.compile(
    r"(?:[A-Z][\w’'.&-]*)(?:\s+(?:(?:of|the|for|and|on)\s+)*[A-Z][\w’'.&-]*)*"
)
_NAMES: Final = {
    entry["written"]: entry["country"]
    for entry in read_lexicon("reading/language/data/country_names.tsv", ("written", "country"))
}
_PARTY: Final = re.compile(r"^(?:the|its|their|a|an|both|senior|top)\s+", re.IGNORECASE)
_NO_PARTY: Final = re.compile(
    r"^(?:(?:Over|About|Around|Nearly|Almost|Some|In|On|At|By|From|Under|During|Following|[A-Z][a-z]+ly),?\s+"
    r"(?:the\s+)?)+"
)
_COMPLEMENT: Final = re.compile(r"\s(?:for|in|on|at|to|by|from|against|under|over|of)\s")
_PLACE: Final = re.compile(r"\s(?:in|at|near|on|to|off)\s")
"""What leads in where a thing is, or is bound for: "the road to Tarn" acts, and not Tarn."""
_ADJECTIVE: Final = re.compile(r"[A-Z][a-z]+(?:[iner]al|ipal|ive|atic|ary|ous)")
"""An adjective that opens a subject: "Legislative elections"."""
_NOT_PARTIES: Final = word_classes.NO_ACTORS
"""Words that are nobody who does something."""
_HOLLOW: Final = word_classes.NAMES_NOBODY
_MAX_ACTORS: Final = 6


def is_hollow(subject: str) -> bool:
    """Tell whether a subject names nobody without the sentence before: "this", "the last", "others".

    A pronoun that may stand for the subject before it ("it", "they") is none of these.
    """
    words = subject.lower().replace(",", " ").split()
    return bool(words) and (_HOLLOW.issuperset(words) or words[-1] in ("one", "ones"))


def actors_of(subject: str) -> tuple[str, ...]:
    """Return the parties that a subject names, in order; its head noun where it names none.

    Adjectives of countries are resolved where English says so (U.S.: United States).
    """
    plain = BRACKETS.sub("", subject)
    plain = _NO_PARTY.sub("", LEAD.sub("", " ".join(plain.split())))
    parties = _OF_PARTIES.split(plain)
    pool = parties[-1] if len(parties) > 1 else plain
    found: list[str] = []
    for piece in _SPLIT.split(pool):
        match = _PROPER.search(_PLACE.split(piece)[0] if piece[:1].islower() else piece)
        if match is None or (_ADJECTIVE.fullmatch(match[0]) and match.end() < len(piece)):
            continue
        name = _PARTY.sub("", match[0]).strip(" .,")
        name = _NAMES.get(match[0], _NAMES.get(name, name))
        if name and name not in found:
            found.append(name)
    if not found and plain:
        head = _COMPLEMENT.split(_OF_PARTIES.split(plain)[0], maxsplit=1)[0]
        nouns = re.findall(r"[A-Za-z][\w-]+", head)
        if len(nouns) > 1 and nouns[-1].endswith("ed") and lemma(nouns[-1]) != nouns[-1]:
            nouns.pop()  # "the scheme launched in 2021"
        found = [
            n.lower() for n in nouns if not n.endswith("ly") and n.lower() not in _NOT_PARTIES
        ][-1:]
    return tuple(found[:_MAX_ACTORS])


_ADVERBIAL: Final = re.compile(
    r"^(?:In|On|By|Since|During|Between|From|After|Before|At|With|Through|Under|Despite|Following"
    r"|As|To|For|According)\b[^,]*,(?:\s*\d{4},)?\s*"
)
_RUN_IN: Final = re.compile(r"[A-Z][^:.,;]{2,60}:\s+(?=[A-Z])")
"""A heading before the sentence that it leads in."""

DATELINE: Final = re.compile(
    r"^\s*[A-Z][\w.’'-]*(?:[ /][A-Z][\w.’'-]*){0,3},?\s[^–—:;!?]{0,30}\b(?:1[6-9]|20)\d\d"
    r"(?:\s?\([^()]{1,40}\))?\s?(?:[–—]|-{1,2})\s(?=[A-Z])"
)
"""The place and the day that open a text: "Tarn, 4 May 2020 (News) – The council"."""


def after_lead(subject: str) -> str:
    """Return a subject without the adverbial that opens its sentence."""
    own = DATELINE.sub("", subject.lstrip())
    run_in = _RUN_IN.match(own)
    return _ADVERBIAL.sub("", own if run_in is None else own[run_in.end() :])
