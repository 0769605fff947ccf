"""The words of a sentence, taken apart once for all its figures, and the phrases among them.

Verbs are told from nouns of the same form by their neighbours; noun phrases and complements end at
closed classes of words, marks, dates and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from timeline.model import Span
from timeline.reading.language import measure_verbs
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.sentences import Sentence

MAX_WORDS: Final = 16
_NUMBER: Final = re.compile(r"[$€£]?\d[\d,.]*%?")
PREPOSITIONS: Final = frozenset(
    """of in on at by for from with to into within without throughout between among across along via
    through under over against per near around above below outside inside""".split()
)
ARTICLES: Final = frozenset("the a an its their his her our this these those that".split())
_OPENING: Final = ARTICLES | frozenset(("and", "or"))
HEDGES: Final = frozenset(
    """about approximately around roughly some nearly almost over under more less fewer than at least
    most up close just above below an a the estimated total exactly only as many much total
    additional another further record other its their combined average""".split()
)
TRAILING: Final = (
    PREPOSITIONS
    | ARTICLES
    | frozenset(
        """and or as about approximately nearly estimated some than more less that which who well last
    past first also only was were is are had has have been be respectively not while where when
    just almost roughly least up close""".split()
    )
)
RELATIVE: Final = frozenset(("that", "which", "who"))
STOPS: Final = frozenset(
    """which who whom whose where when while whereas but because although since during until as
    including according making compared""".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a sentence; `lower` holds them in lower case.

    `places` has the index of the first word behind each edge of an amount or a date; `dated` marks
    the words of dates and the prepositions before them; `stands` is what "it" and "this" stand for.
    """

    sentence: Sentence
    words: tuple[str, ...]
    lower: tuple[str, ...]
    places: Mapping[int, int]
    dated: tuple[bool, ...]
    stands: str = ""

    def at(self, position: int) -> int:
        """Return the index of the first word behind the edge of an amount."""
        return self.places[position]

    def text(self, first: int, last: int) -> str:
        """Return words as a phrase, without the dates among them."""
        words, dated = self.words[first:last], self.dated[first:last]
        if True in dated:
            return phrase([w for w, of_date in zip(words, dated, strict=True) if not of_date])
        return phrase(words)


def words_of(sentence: Sentence, spans: Sequence[Span], stands: str = "") -> Words:
    """Take a sentence apart, once for all its amounts, which stand at the spans.

    It is cut at the ends of amounts and dates first, so that no word reaches over one. Of a long
    sentence only what stands near its amounts is read.
    """
    text = sentence.text
    begin, stop = sentence.start, sentence.end
    if spans[0].start - begin > BEFORE:
        begin = text.rfind(" ", begin, spans[0].start - BEFORE) + 1 or begin
    if stop - spans[-1].end > BEHIND:
        stop = text.rfind(" ", spans[-1].end, spans[-1].end + BEHIND)
        stop = stop if stop > 0 else sentence.end
    days = [
        _with_owning(text, date.quote.span)
        for date in sentence.dates
        if begin <= date.quote.span.start
        and date.quote.span.end <= stop
        and not (date.type == "SET" and date.quote.text in _MODIFIERS)
        and not _AGED.search(text, max(begin, date.quote.span.start - 16), date.quote.span.start)
    ]
    cuts = {begin, stop}
    for span in (*days, *spans):
        cuts.add(span.start)
        cuts.add(span.end)
    found: list[str] = []
    at: dict[int, int] = {}
    for start, end in pairwise(sorted(cuts)):
        at[start] = len(found)
        piece = text[start:end]
        found += _split(piece)
    at[stop] = len(found)
    lower = [word.lower() for word in found]
    lower = [word.rstrip(".") if word[-1] == "." else word for word in lower]
    dated = [False] * len(found)
    for span in days:
        first, last = at[span.start], at[span.end]
        if first > 0 and lower[first - 1] in _BEFORE_DATES:
            first -= 1
        dated[first:last] = [True] * (last - first)
    return Words(sentence, tuple(found), tuple(lower), at, tuple(dated), stands)


def _with_owning(text: str, date: Span) -> Span:
    """Return a date with the "'s" behind it."""
    owns = text.startswith(_OWNING, date.end)
    return Span(date.start, date.end + len(_OWNING[0])) if owns else date


_OWNING: Final = ("'s", "’s")


def _split(piece: str) -> list[str]:
    """Return words and marks: a comma within a number belongs to it, quotation marks to none."""
    for mark in _QUOTES:
        if mark in piece:
            piece = piece.replace(mark, " ")
    for mark in _APART:
        if mark in piece:
            piece = piece.replace(mark, f" {mark} ")
    if "," in piece:
        piece = f"{piece} ".replace(", ", " , ").replace(",\n", " , ").replace(",\u00a0", " , ")
    return piece.split()


_QUOTES: Final = '"“”'
_APART: Final = "();:[]–—"
BEFORE: Final = 480
BEHIND: Final = 240
"""How far before its first amount and behind its last a sentence is taken apart, in characters."""
_AGED: Final = re.compile(r"\b[Aa]ged?\s+(?:between\s+|under\s+|over\s+)?$")
_MODIFIERS: Final = frozenset("daily weekly monthly quarterly annual yearly".split())
"""Words of a recurrence that tell one measure from another: "average weekly pay"."""
_BEFORE_DATES: Final = frozenset(
    "in since during by on until from between before after through".split()
)


def phrase(words: Iterable[str]) -> str:
    """Return words as one phrase, marks joined to the word before, ends trimmed, numbers left out."""
    parts: list[str] = []
    depth, scaled, kept, aged = 0, False, 0, False
    for word in words:
        head = word[0]
        aged = word in _AGES or (aged and (head.isdigit() or word in _AGE_WORDS))
        if aged and depth == 0:
            parts.append(word)
            kept = len(parts) if head.isdigit() or word in _AGE_ENDS else kept
            continue
        if head in _BRACKETS:
            depth = depth + 1 if head in "([" else max(depth - 1, 0)
        elif depth == 0:
            named = word in measure_verbs.NUMBERS and not (parts and parts[-1].lower() == "the")
            if named or (head in _NUMERIC and _NUMBER.fullmatch(word)):
                scaled = True
                continue
            if not (scaled and word in _SCALES):
                parts.append(word)
        scaled = False
    first, last = 0, len(parts)
    while first < last and (parts[first].lower() in _OPENING or parts[first] in _MARKS):
        first += 1
    last = min(last, first + MAX_WORDS)
    while max(first, kept) < last and (
        parts[last - 1].lower().rstrip(".") in TRAILING or parts[last - 1] in _MARKS
    ):
        last -= 1
    joined = " ".join(parts[first:last]).replace(" ,", ",").strip(" ,;:\"'")
    if joined[-1:] != "." or _ABBREVIATED.search(joined):
        return joined
    return joined.rstrip(".")


_AGES: Final = frozenset(("aged", "ages"))
_AGE_ENDS: Final = frozenset("over above older under younger years".split())
_AGE_WORDS: Final = _AGE_ENDS | frozenset("and or to between".split())
"""What goes on with an age: "aged 16 and over", "aged 25 to 49 years"."""
_BRACKETS: Final = frozenset("()[]")
_NUMERIC: Final = frozenset("0123456789$€£")
_MARKS: Final = frozenset(",;:–—<>≤≥~≈±+")
_ENDS: Final = _MARKS | _BRACKETS | {""}
"""What ends a phrase; a full stop alone is empty in lower case."""
_ABBREVIATED: Final = re.compile(r"(?:^|[\s.])[A-Z]\.$")
_SCALES: Final = frozenset("thousand million billion trillion percent".split())


def lower_at(words: Words, index: int) -> str:
    """Return a word in lower case, empty behind the last one."""
    return words.lower[index] if index < len(words.lower) else ""


def is_verb(words: Words, index: int) -> bool:
    """Tell whether a word is a finite verb or a participle here, not a noun of the same form."""
    word = words.lower[index]
    found = measure_verbs.role(word)
    before = words.lower[index - 1] if index else ""
    if word.endswith("ing") and _heads_phrase(words, index):
        return False
    if index == 0 and word.endswith("ed") and lower_at(words, 1) not in PREPOSITIONS:
        return False
    if found is None and before == "," and word.endswith("ing") and len(word) > _GERUND:
        return True
    if found is None or (words.words[index][0].isupper() and index):
        return False
    if (
        found in (measure_verbs.BE, measure_verbs.HAVE)
        or before in RELATIVE
        or before in measure_verbs.AUXILIARIES
    ):
        return True
    if index == 1 and before in _ALONE and lower_at(words, 2) in ARTICLES:
        return True
    of_age = before in _AGE_ENDS and words.lower[index - 2 : index - 1] in (("and",), ("or",))
    if before in ARTICLES or (before in PREPOSITIONS and before != "to" and not of_age):
        return False
    if word in measure_verbs.NOUNS_TOO:
        following = words.lower[index + 1] if index + 1 < len(words.lower) else ""
        if following == "for" and word in ("account", "accounts"):
            return before not in measure_verbs.SAYING
        opens = following in ARTICLES or following in _OPENS or following[:1].isdigit()
        opens = opens or following[:1] in ("$", "€", "£") or following in measure_verbs.NUMBERS
        if word[-1] == "s" and index > 1 and not is_plural(before):
            owned = words.lower[index - 2] in ARTICLES or words.words[index - 1][0].isupper()
            opens = opens or (
                owned and following not in PREPOSITIONS and measure_verbs.role(following) is None
            )
        settled = before == "to" or (is_plural(before) and word[-1] != "s")
        return opens or (settled and following in PREPOSITIONS and following != "of")
    return True


def _heads_phrase(words: Words, index: int) -> bool:
    """Tell whether a form in -ing is a noun: "Spending on roads rose", "public spending was"."""
    if index == 0:
        return True
    following, before = lower_at(words, index + 1), words.lower[index - 1]
    if before in measure_verbs.AUXILIARIES:
        return False
    if following in _FINITE or measure_verbs.role(following) == measure_verbs.MEASURE:
        return True
    if words.lower[index] not in _MONEYS:
        return False
    return following in ("by", "on") if before in ("and", ",") else not is_plural(before)


_FINITE: Final = frozenset("is are was were has had will would could may should".split())
_MONEYS: Final = frozenset("spending funding lending".split())
_ALONE: Final = frozenset("this that these those".split())
"""What can be a subject by itself: "This followed a rise"."""
_OPENS: Final = frozenset(
    "about approximately around roughly some nearly almost over more less fewer up".split()
)
_GERUND: Final = 5
"""Longer words in -ing behind a comma are participles: "sing" and "bring" are shorter."""


NO_NOUNS: Final = frozenset(
    """and or that to before after despite following excluding including if up down higher lower more less
    fewer than compared""".split()
)
"""Words that no noun phrase begins with or goes on with."""


def noun_end(words: Words, index: int) -> int:
    """Return where a noun phrase that begins at a word ends."""
    end = index
    while end < len(words.words) and end < index + 6:
        word = words.lower[end]
        if word in PREPOSITIONS or word in STOPS or word in _ENDS or words.dated[end]:
            break
        if word in NO_NOUNS or word in _AGES or (end > index and is_verb(words, end)):
            break
        if end == index and word in measure_verbs.AUXILIARIES:
            break
        end += 1
        if words.words[end - 1].endswith(".") and not words.words[end - 1][:-1].isupper():
            break
    return end


def complement_end(
    words: Words, index: int, *, most: int = 11, lists: bool = False, participle: bool = False
) -> int:
    """Return where the complement that begins at a word ends ("of entry along the border").

    With `lists`, commas of a list belong to it; with `participle`, it can begin with one.
    """
    end = index
    total = len(words.words)
    while end < total and end < index + most:
        word, printed = words.lower[end], words.words[end]
        if word in _AGES and (behind := _behind_age(words, end)) > end + 1:
            end = behind
            continue
        if lists and word == "," and "and" in words.lower[end + 1 : end + 6]:
            end += 1
            continue
        if words.dated[end] or word in STOPS or word in _ENDS or printed[0] in "$€£":
            break
        if (printed[0].isdigit() and _NUMBER.fullmatch(printed)) or (
            end > index and printed in measure_verbs.NUMBERS
        ):
            break
        if word == "to" and measure_verbs.role(lower_at(words, end + 1)) not in (
            None,
            measure_verbs.BE,
        ):
            break
        if word in ("that", "plus") or (word in ("and", "or") and not _continues(words, end)):
            break
        modifies = (end > index or participle) and word.endswith(("ed", "ing"))
        if not modifies and is_verb(words, end):
            break
        end += 1
        if printed[-1] == "." and not printed[:-1].replace(".", "").isupper():
            break
    return end


def _behind_age(words: Words, index: int) -> int:
    """Return where an age ends that begins with "aged", behind its last bound."""
    found = end = index + 1
    while end < len(words.lower) and (
        words.lower[end][0].isdigit() or words.lower[end] in _AGE_WORDS
    ):
        end += 1
        if words.lower[end - 1][0].isdigit() or words.lower[end - 1] in _AGE_ENDS:
            found = end
    return found


def _continues(words: Words, index: int) -> bool:
    """Tell whether "and" joins two nouns of one phrase, not two statements."""
    if index + 1 >= len(words.words):
        return False
    following = words.lower[index + 1]
    return (
        following not in ARTICLES
        and following not in HEDGES
        and measure_verbs.role(following) is None
        and not words.words[index + 1][0].isdigit()
        and words.words[index + 1][0] not in "$€£"
    )


def noun_begin(words: Words, index: int, start: int) -> int:
    """Return where the noun phrase that ends before a word begins."""
    begin = index
    while begin > start and index - begin < 5:
        word = words.lower[begin - 1]
        if word in ARTICLES or word in PREPOSITIONS or word in STOPS or word in ",;:()–—and":
            break
        if (measure_verbs.role(word) is not None and is_verb(words, begin - 1)) or words.dated[
            begin - 1
        ]:
            break
        begin -= 1
    return begin


def phrase_of(measure: str) -> str:
    return phrase(measure.split())
