"""Nouns that carry a date of their own: "the 2014 disappearances", "a clash in August".

A date before a noun belongs to it. Names a noun what happens, it is the event; names it a thing
("the 2019 report"), there is none, and the verb of the sentence is not dated either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from timeline.model import Span
from timeline.reading.events import event_words
from timeline.reading.events.kinds import CONCLUDED, PUBLIC, is_happening, is_text, is_time
from timeline.reading.events.titles import title_case, title_of
from timeline.reading.language import verb_groups
from timeline.reading.language.parsed_sentence import Clause, ParsedSentence
from timeline.reading.language.sentences import Sentence
from timeline.reading.language.tokens import Tokens

_SCENES: Final = event_words.SCENES
"""Behind these, a dated noun only says when the clause takes place: "In the May 2020 elections"."""
_REACH: Final = 4
_LONGEST: Final = 14
_READABLE: Final = 2
"""A title of fewer words says nothing by itself, unless everybody knows what it names."""
_PREPOSITION: Final = re.compile(
    r"(?:\s(?:due|planned|scheduled))?\s(?:in|on|at|by|since|during|of|from|for)\s+(?:the\s+)?$"
)
_AHEAD: Final = ("due", "planned", "scheduled")
"""What stands between a noun and the date that it is due on."""
_REFERS: Final = ("since", "until")
"""Behind these, a noun tells since when something else is so."""
_STOPS: Final = event_words.NOUN_STOPS | frozenset(", ; : . ( ) – —".split())
_NEVER_NOUNS: Final = (
    verb_groups.PREPOSITIONS | verb_groups.DETERMINERS | _STOPS | event_words.JOINTS
)


@dataclass(frozen=True, slots=True)
class DatedNoun:
    """A noun that names what happens on its date: their stretch of text, its title and words."""

    span: Span
    title: str
    words: str


def is_owner(text: str, date: Span) -> bool:
    """Tell whether what follows is a date's own: "last year's election"."""
    return text[date.end : date.end + 2] in ("'s", "’s")


def _word_after(tokens: Tokens, date: Span) -> int:
    """Return the number of the word after a date and its possessive."""
    following = bisect_left(tokens.starts, date.end)
    return following + (tokens.kind(following) == "s")


def modifies_noun(sentence: Sentence, parsed: ParsedSentence, date: Span) -> bool:
    """Tell whether a date stands before the noun that it belongs to."""
    if is_owner(sentence.text, date):
        return True
    tokens = parsed.tokens
    following = _word_after(tokens, date)
    if following >= len(tokens.words) or sentence.text[date.end : date.end + 1].strip():
        return False
    word = tokens.words[following]
    if not word[0].isalpha() or word in _NEVER_NOUNS or _begins_verb(parsed, following):
        return False
    before = bisect_left(tokens.starts, date.start) - 1
    if before < 0:
        return word.islower()
    left = tokens.lower[before]
    if left in ("and", "or"):
        return word.islower() and tokens.at(before - 1).isalpha()
    return left in verb_groups.DETERMINERS or left[-2:] in ("'s", "’s") or (
        left.isalpha() and left not in verb_groups.PREPOSITIONS and left not in ("and", "or", "to", "year")
        and tokens.at(before - 1) in verb_groups.DETERMINERS
    )  # fmt: skip


def is_scene(parsed: ParsedSentence, date: Span) -> bool:
    """Tell whether the dated noun only says when its clause takes place."""
    tokens = parsed.tokens
    first = _word_after(tokens, date)
    heads = tokens.lower[first : first + _REACH]
    if not any(is_happening(word) or is_time(word) for word in heads):
        return False
    before = bisect_left(tokens.starts, date.start) - 1
    while before >= 0 and tokens.lower[before] not in verb_groups.PREPOSITIONS:
        if tokens.lower[before] in _STOPS or _begins_verb(parsed, before):
            return False
        before -= 1
    if before >= 0 and tokens.lower[before] == "by" and is_text(heads[0]):
        return False  # "created by the 2010 constitution"
    return before >= 0 and tokens.lower[before] in _SCENES


def find_after_date(sentence: Sentence, parsed: ParsedSentence, date: Span) -> DatedNoun | None:
    """Return the noun that happens and that a date stands before: "the 2014 disappearances of 43 students"."""
    tokens = parsed.tokens
    first = _word_after(tokens, date)
    for index in range(first, min(first + _REACH, len(tokens.words))):
        word = tokens.lower[index]
        if word in _NEVER_NOUNS or _begins_verb(parsed, index):
            return None
        if _names_event(tokens, index) and not _is_modifier(tokens, parsed, index):
            return _with_complement(sentence, parsed, date, first, index)
    return None


def find_before_date(
    sentence: Sentence, parsed: ParsedSentence, date: Span, start: int
) -> DatedNoun | None:
    """Return the noun that happens and stands before a date: "charged with a robbery in 2018"."""
    tokens = parsed.tokens
    last = bisect_left(tokens.starts, date.start)
    for index in range(last - 1, bisect_left(tokens.starts, start) - 1, -1):
        if index == last - 2 and tokens.lower[index] in _AHEAD:
            continue
        ends = tokens.lower[index] in (";", "who", "which", "that") or tokens.kinds[index] == "D"
        refers = index < last - 1 and tokens.lower[index] in _REFERS
        if ends or refers or _begins_verb(parsed, index):
            return None
        if _names_event(tokens, index) and not _is_modifier(tokens, parsed, index):
            noun = parsed.noun_before(index + 1)
            begin = noun.start if noun is not None else tokens.starts[index]
            words = sentence.text[begin : date.start]
            title = _title(_PREPOSITION.sub("", words))
            few = len(_told(title)) < _READABLE and not _stands_alone(tokens, index)
            if few or is_text(tokens.lower[index]):
                return None
            return DatedNoun(Span(begin, date.end), title, words)
    return None


def _told(title: str) -> list[str]:
    """Return the words of a title that do not only count: "23 Incidents" has one."""
    return [word for word in title.split() if not word[0].isdigit()]


def _names_event(tokens: Tokens, index: int) -> bool:
    """Tell whether a word names what happens; the month is no march."""
    return is_happening(tokens.lower[index]) and tokens.words[index] != "March"


def _with_complement(
    sentence: Sentence, parsed: ParsedSentence, date: Span, first: int, noun: int
) -> DatedNoun | None:
    """Return a happening with what follows its noun, and with its verb where it is the subject."""
    tokens, text = parsed.tokens, sentence.text
    end = noun + 1
    while end < len(tokens.words) and end - noun < _LONGEST:
        if tokens.lower[end] in _STOPS or _begins_verb(parsed, end):
            break
        end += 1
    span = Span(date.start, tokens.end(end - 1))
    clause = parsed.clause_at(date.start)
    verb = parsed.behind(date.end, clause)
    of_text = is_text(tokens.lower[noun]) or tokens.lower[noun] in CONCLUDED
    if (
        verb is not None
        and verb.first == end
        and _is_subject(parsed, clause, date)
        and not (of_text and verb.passive)
        and not _has_own_date(sentence, verb.end, clause.end)
    ):
        words = text[tokens.starts[first] : clause.end]
        title = title_of(words, verb.end - tokens.starts[first], None)
        return DatedNoun(span, title, words)
    words = text[tokens.starts[first] : span.end]
    if is_text(tokens.lower[noun]) or (end - first < _READABLE and not _stands_alone(tokens, noun)):
        return None
    return DatedNoun(span, _title(words), words)


def _has_own_date(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a date of its own stands behind a verb: "the 2019 protests ended in 2020"."""
    return any(
        start <= (own := date.quote.span.start) < end
        and _OF_VERB.search(sentence.text, start, own) is not None
        for date in sentence.dates
    )


_OF_VERB: Final = re.compile(r"\b(?:in|on|during|by|since|until)\s+(?:the\s+)?$")


def _stands_alone(tokens: Tokens, noun: int) -> bool:
    return tokens.lower[noun].removesuffix("s") in PUBLIC


def _is_subject(parsed: ParsedSentence, clause: Clause, date: Span) -> bool:
    """Tell whether nothing but an article and adjectives stands before a date in its clause."""
    tokens = parsed.tokens
    low, high = bisect_left(tokens.starts, clause.start), bisect_left(tokens.starts, date.start)
    return not any(word in verb_groups.PREPOSITIONS for word in tokens.lower[low:high])


def _is_modifier(tokens: Tokens, parsed: ParsedSentence, index: int) -> bool:
    """Tell whether a noun only modifies the next one: "election results"."""
    following = tokens.at(index + 1)
    return (
        following.isalpha()
        and following not in _NEVER_NOUNS
        and following not in _AHEAD
        and not _begins_verb(parsed, index + 1)
        and tokens.words[index + 1].islower()
        and not is_happening(following)
        and not following.endswith("ly")
    )


def _begins_verb(parsed: ParsedSentence, index: int) -> bool:
    at = bisect_left(parsed.verbs, index, key=lambda verb: verb.first)
    return at < len(parsed.verbs) and parsed.verbs[at].first == index


def _title(words: str) -> str:
    return title_case(words.strip(" ,("))
