"""The noun phrase that ends before a word: what a relative clause or a participle says more of."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from timeline.model import Span
from timeline.reading.language import verb_groups, word_classes
from timeline.reading.language.tokens import Tokens

_ENDS_NOUN: Final = (
    verb_groups.DETERMINERS
    | verb_groups.PREPOSITIONS
    | word_classes.ENDS_NOUN
    | frozenset(", ; : ( ) – —".split())
)
_OF_PLACES: Final = ("in", "at", "near", "within", "across", "throughout")
_VERBS: Final = "vme"
_OBJECT: Final = "djnce#"
"""The kinds of the words that the object of a verb is made of."""
MOST_WORDS: Final = 8
"""Words that a noun phrase goes back over at most."""


def noun_before(tokens: Tokens, index: int) -> Span | None:
    """Return the noun phrase that ends before a word, with what an "of" joins to it."""
    last = index - 1
    while last >= 0 and tokens.lower[last] in (")", ","):
        last = _opening(tokens, last) - 1 if tokens.lower[last] == ")" else last - 1
    at = last
    while at >= 0 and last - at < MOST_WORDS:
        word = tokens.lower[at]
        if word == "of" and at > 0 and at < last:
            at -= 1
            continue
        is_noun = at == last and word[-2:] != "ed" and tokens.at(at - 1) in ("a", "an", "the")
        if word in _ENDS_NOUN or (not is_noun and tokens.kinds[at] in _VERBS):
            break
        at -= 1
    if at + 1 < last and tokens.lower[at + 1].endswith("ing"):
        at += 1
    return stretch(tokens.starts[at + 1], tokens.end(last)) if at < last else None


def person_before(tokens: Tokens, index: int) -> Span | None:
    """Return the noun before a "who": the voters of "voters in the border districts who".

    Of "the rate of women who" it is the women, of "the arrest of editor Ada Reed, who" the editor.
    """
    noun = noun_before(tokens, index)
    if noun is None:
        return None
    joined = next((at for at in range(index - 1, 0, -1) if tokens.lower[at] == "of"), 0)
    first, last = tokens.words[joined + 1], tokens.words[index - 1]
    title = first in word_classes.HONORIFICS or first.lower() in word_classes.OFFICE_HOLDERS
    titled = title and last != first and tokens.at(joined - 1) not in word_classes.KIN
    named = last[0].isupper() and (first[0].islower() or titled)
    person = tokens.tags[index - 1] == "NNS" or named
    if tokens.starts[joined] > noun.start and person:
        bare = tokens.at(joined + 1) not in verb_groups.DETERMINERS
        return stretch(tokens.starts[joined + 1], noun.end) if bare else noun
    at = bisect_left(tokens.starts, noun.start) - 1
    if tokens.at(at) in verb_groups.DETERMINERS:
        at -= 1
    placed = tokens.at(at) in _OF_PLACES and tokens.kind(at - 1) == "n"
    return (noun_before(tokens, at) if placed else None) or noun


def object_behind(tokens: Tokens, index: int) -> Span | None:
    """Return the noun phrase that begins at a word, with what an "of" joins to it."""
    at, last = index, index - 1
    while at < len(tokens.kinds) and at - index < MOST_WORDS:
        if tokens.kinds[at] not in _OBJECT and not (tokens.lower[at] == "of" and at > index):
            break
        last = at if tokens.kinds[at] == "n" else last
        at += 1
    named = last >= index and tokens.lower[index] not in word_classes.STANDS_FOR_NOUN
    return stretch(tokens.starts[index], tokens.end(last)) if named else None


def _opening(tokens: Tokens, closed: int) -> int:
    for index in range(closed - 1, max(closed - MOST_WORDS, -1), -1):
        if tokens.lower[index] == "(":
            return index
    return closed


def stretch(start: int, end: int) -> Span | None:
    """Return a span, None for an empty one."""
    return Span(start, end) if start < end else None
