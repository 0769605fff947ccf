"""The words of a sentence with what each is: tokens, then tags, then kinds.

A kind is one letter, so that a pattern over letters finds a phrase: "djn" is "the old house".

    d determiner    j adjective   n noun         c number       i preposition   t "to"
    v finite verb   m modal       e participle   g form in -ing r adverb        p pronoun
    w relative      & conjunction s "'s"         + joins nouns  a age           R "worldwide"
    # amount        D date        , ; . ( ) marks

An amount is one word with its unit, its noun stays apart; so is a date, and an age.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.language import measure_words as classes
from timeline.reading.language import tagger
from timeline.reading.language.draft_words import DraftWord, settle_kinds
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.number_words import SCALE_NAMES, TENS, UNITS
from timeline.reading.language.tokens import Tokens, tokens_of
from timeline.reading.language.words_beside_amounts import settle_beside_amounts


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an amount stands in a text, with its kind ("level", "rank" …).

    `is_measured` tells that its unit measures and counts nothing, so that the unit is part of it.
    """

    span: Span
    kind: str
    is_measured: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, or an amount, a date or an age as one word.

    `start` and `end` are offsets into the text of the document; `amount` is the number of the mark
    that the word belongs to.
    """

    text: str
    lower: str
    tag: str
    kind: str
    start: int
    end: int
    amount: int | None = None


_KINDS: Final = {
    "DT": "d", "PDT": "d", "PRP$": "d", "WP$": "w", "JJ": "j", "JJR": "j", "JJS": "j", "NN": "n",
    "NNS": "n", "NNP": "n", "NNPS": "n", "FW": "n", "CD": "c", "IN": "i", "TO": "t", "VB": "v",
    "VBP": "v", "VBZ": "v", "VBD": "v", "MD": "m", "VBN": "e", "VBG": "g", "RB": "r", "RBR": "r",
    "RBS": "r", "RP": "r", "PRP": "p", "EX": "p", "WDT": "w", "WP": "w", "WRB": "w", "CC": "&",
    ",": ",", "POS": "s", "$": "c", "SYM": ";", "UH": "r", "LS": "c",
}  # fmt: skip
_MARKS: Final = {
    ",": ",", ";": ";", ":": ";", "–": ";", "—": ";", "-": ";", "(": "(", ")": ")", "[": "(",
    "]": ")", ".": ".", "%": "c", "&": "+", "'s": "s", "’s": "s", "’": "s", "'": "s", "/": "+",
}  # fmt: skip
_QUOTES: Final = frozenset('"“”«»')
_SIGNS: Final = "£$€¥"
_BEFORE_AGES: Final = "|".join(
    f"(?<=[{word[0].upper()}{word[0]}]{word[1:]} )"
    for word in """girls boys women men children people adults pupils persons youth infants patients
    workers residents population are were is was those them""".split()
)
AGES: Final = re.compile(
    r"\baged (?:over |under |between )?\d{1,3}(?:(?: to | and | or |[-–])(?:\d{1,3}|over|under|above|older|younger|more))?(?: (?:years?|months?|weeks?))?(?: (?:and|or) (?:over|above|under|older|younger|more))?"
    r"|(?<=[a-z] )(?:over|under)[- ]\d\d\b(?!\S)(?= (?:who|and|in|will|are|is|was|were|rose|fell))"
    rf"|(?:{_BEFORE_AGES})(?:over|under|below) (?:the age of )?(?:\d\d|five|ten|fifteen|eighteen|twenty)(?: years(?: old)?)?(?: of age)?\b(?![-%.,]?\d)(?=[.,;:)]| (?!per|percent|million|thousand|people|of))"
    r"|\b\d{1,2}(?: to |[-–])\d{1,2}[- ]year[- ]olds?|\b\d{1,2}[- ]year[- ]olds?"
)


def tagged_words(
    text: str, start: int, end: int, marks: Sequence[Mark], dates: Iterable[DateExpression]
) -> tuple[Word, ...]:
    """Return the words of a stretch of a text, its amounts and dates as one word each."""
    words = _with_kinds(text, start, end)
    _mark_modifiers(words)
    _join_ages(words, text, start, end, marks)
    for number, mark in enumerate(marks):
        _join_amount(words, text, number, mark)
    for date in dates:
        _join_date(words, text, date)
    settle_beside_amounts(words)
    return tuple(
        Word(each.text, each.lower, each.tag, each.kind, each.start, each.end, each.amount)
        for each in words
    )


def in_a_row(words: Sequence[Word]) -> Tokens:
    """Return words as rows of their texts, offsets and kinds."""
    return Tokens(
        tuple([word.text for word in words]),
        tuple([word.lower for word in words]),
        tuple([word.start for word in words]),
        tuple([word.tag for word in words]),
        "".join([word.kind for word in words]),
    )


def _with_kinds(text: str, start: int, end: int) -> list[DraftWord]:
    tokens = list(tokens_of(text, start, end))
    tags = tagger.tags_of([printed for printed, _ in tokens])
    words: list[DraftWord] = []
    for (printed, at), tag in zip(tokens, tags, strict=True):
        if printed in _QUOTES:
            continue
        word = DraftWord(printed, tag, "", at)
        word.kind = _kind(word)
        if word.lower in classes.NOUNS_IN_ING and not (words and _leads_form_in_ing(words[-1])):
            word.kind = "n"
        elif words and (_is_number(word) or word.lower in _FREQUENT):
            _mark_hedges(words)
        elif _is_misread_noun(word, words):
            word.kind = "n"
        elif word.kind == "n" and word.lower in classes.PAST_FORMS:
            word.kind = "e"
        elif word.kind == "n" and (_leads_verb(words) or _is_behind_modal(word, words)):
            word.kind = "v"
        elif word.lower in ("accounting", "amounting", "totaling", "totalling"):
            word.kind = "g"
        elif word.tag == "VBZ" and words and _takes_objects(words[-1]):
            word.kind = "n"
        words.append(word)
    settle_kinds(words)
    return words[2:] if _leads_in(words) else words


def _leads_in(words: Sequence[DraftWord]) -> bool:
    """Tell whether two words lead a sentence in: "In return the bank paid", not "in return for"."""
    pair = "-".join(word.lower for word in words[:2])
    goes_on = words[2:3] and words[2].kind not in "it,"
    return bool(goes_on) and pair in classes.LEAD_ADVERBS


def _is_misread_noun(word: DraftWord, words: Sequence[DraftWord]) -> bool:
    """Tell whether a "verb" is a name, or the plural that opens a sentence: "Exports to Tarn"."""
    if words and words[-1].lower == "to" and word.tag == "VB" and _is_plural_form(word.lower):
        return True
    if word.kind not in "veg" or not word.text[0].isupper():
        return False
    opens = not words
    return not opens or (word.tag == "VBZ" and lemma(word.text) not in ("be", "have", "do"))


def _is_plural_form(lower: str) -> bool:
    """Tell whether a word behind "to" is a plural and no verb: "lending to households"."""
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and lemma(lower) != lower


def _takes_objects(word: DraftWord) -> bool:
    """Tell whether a verb is followed by a noun and no other verb: "hold exercises"."""
    return word.kind == "v" and lemma(word.text) not in ("be", "have", "do")


def _leads_verb(words: Sequence[DraftWord]) -> bool:
    """Tell whether a verb must follow: "adults who smoke", "more likely to smoke"."""
    last = [word.lower for word in words[-2:]]
    return last[-1:] == ["who"] or (last[1:] == ["to"] and last[0] in classes.BEFORE_INFINITIVES)


def _is_behind_modal(word: DraftWord, words: Sequence[DraftWord]) -> bool:
    """Tell whether a word that can be a noun is a verb: "the hall will seat 240 guests"."""
    return word.tag == "NN" and word.text.islower() and bool(words) and words[-1].kind == "m"


def _kind(word: DraftWord) -> str:
    if word.lower in classes.PREPOSITIONS or word.lower == "whereas":
        return "i"
    if word.lower in classes.TRAILING_ADVERBS:
        return "R"
    if word.lower.endswith("fold") and len(word.lower) > 6 and word.tag[0] in "NJRV":
        return "r"
    mark = _MARKS.get(word.text)
    if mark is not None:
        return mark
    if _is_number(word) and word.tag != "CD":
        return "c"
    if word.tag == "CD" and not _is_number(word):
        return "n"
    tag = "JJ" if word.tag == "RB" and "-" in word.text[1:-1] else word.tag
    if tag in ("WDT", "WP", "WRB") and not word.lower.startswith(("wh", "how", "that")):
        tag = "NN"
    return (
        "c" if word.text[0].isdigit() else _KINDS.get(tag, "n" if word.text[0].isalnum() else ";")
    )


NUMBER_NAMES: Final = frozenset((*UNITS, *TENS, *SCALE_NAMES, "half"))
_FREQUENT: Final = ("every", "once", "twice")


def _is_number(word: DraftWord) -> bool:
    if word.text[0].isdigit() or word.text in _SIGNS:
        return True
    named = word.text[0].isupper() and word.text.isalpha() and word.lower not in NUMBER_NAMES
    return word.tag == "CD" and not (named and len(word.text) > 2)


def _leads_form_in_ing(word: DraftWord) -> bool:
    return lemma(word.text) == "be" or word.kind == ","


def _mark_hedges(words: list[DraftWord]) -> None:
    """Make adverbs of the hedges before a number: "more than", "at least", "an estimated"."""
    at = len(words) - 1
    if at > 0 and words[at].lower in ("remaining", "other") and words[at - 1].lower == "the":
        words[at].kind = words[at - 1].kind = "r"
    while at >= 0 and (words[at].lower in classes.HEDGES or words[at].lower == "to"):
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if words[at].lower == "an":
            break
        if words[at].lower == "at" and following not in ("least", "most"):
            break
        if words[at].lower == "to":
            if at == 0 or words[at - 1].lower not in ("up", "close"):
                break
            if at > 1 and lemma(words[at - 2].text) in classes.CHANGE_VERBS:
                break  # "picked up to 2 percent" tells of a level
            words[at].kind = words[at - 1].kind = "r"
            at -= 1
        words[at].kind = "r"
        at -= 1
    if 0 <= at < len(words) - 1 and words[at].lower in ("a", "an"):
        words[at].kind = "r"


def _mark_modifiers(words: list[DraftWord]) -> None:
    """Make adjectives of "more", "most" and "online" where they stand before a noun."""
    for at, word in enumerate(words[:-1]):
        before_noun = words[at + 1].kind in "nj"
        compares = word.lower in ("most", "more", "fewer") and at and words[at - 1].kind in "dve"
        if before_noun and (word.kind == "R" or compares):
            word.kind = "j"
        if word.lower == "per" and words[at + 1].lower == "capita":
            word.kind = words[at + 1].kind = "j"
        if (
            word.lower == "between"
            and at
            and words[at - 1].kind in "it"
            and _leads_number(words, at)
        ):
            word.kind = "r"
        if word.lower == "over" and word.kind == "r" and _leads_stretch(words, at):
            word.kind = "i"
        if word.lower in classes.TAKING_TIME and words[at + 1].lower in ("time", "times"):
            word.kind = "n"


def _leads_number(words: Sequence[DraftWord], at: int) -> bool:
    """Tell whether a number follows a word, maybe behind its sign: "of between $2 and $3"."""
    return any(word.tag == "CD" for word in words[at + 1 : at + 3])


def _leads_stretch(words: Sequence[DraftWord], at: int) -> bool:
    """Tell whether a length of time follows a word: "runs over 12 months", not "took over 12 mills"."""
    number, unit = words[at + 1], words[at + 2] if at + 2 < len(words) else words[at]
    aged = at + 3 < len(words) and words[at + 3].lower in ("old", "of")
    return number.tag == "CD" and lemma(unit.lower) in classes.TIME_NOUNS and not aged


def _join_ages(
    words: list[DraftWord], text: str, start: int, end: int, marks: Sequence[Mark]
) -> None:
    """Make one word of an age: "aged 16 and over", "16 to 24 year olds"."""
    for match in AGES.finditer(text, start, end):
        inside = _inside(words, match.start(), match.end())
        if not inside or any(
            mark.span.start < match.end() and match.start() < mark.span.end for mark in marks
        ):
            continue
        age = words[inside[0]]
        age.kind = "n" if "old" in match[0] and "older" not in match[0] else "a"
        age.end = words[inside[-1]].end
        age.text = match[0]
        age.lower = age.text.lower()
        del words[inside[0] + 1 : inside[-1] + 1]


def _inside(words: Sequence[DraftWord], start: int, end: int) -> list[int]:
    """Return the numbers of the words that lie in a stretch."""
    first = at = bisect_left(words, start, key=lambda word: word.start)
    while at < len(words) and words[at].end <= end:
        at += 1
    return list(range(first, at))


def _join_amount(words: list[DraftWord], text: str, number: int, mark: Mark) -> None:
    """Make one word of the number of an amount, with its unit; its counted noun stays apart."""
    span = mark.span
    first = bisect_right(words, span.start, key=lambda word: word.end)
    stop = bisect_left(words, span.end, key=lambda word: word.start)
    inside = list(range(first, stop))
    if mark.kind == "rank":
        for index in inside:
            words[index].amount = number
        return
    while len(inside) > 1 and words[inside[-1]].lower == "of":
        inside.pop()
    counted = next((i for i in inside if _is_counted(words[i])), stop)
    of_number = [i for i in inside if i < counted and _belongs_to_number(words[i])] or inside[:1]
    if not of_number:
        return
    if _is_measured(words, inside, of_number, mark):
        of_number = inside
    for index in inside:
        treated = words[index].kind == "e" and words[of_number[0] - 1].kind == "v"
        if index > of_number[-1] and (words[index].kind == "v" or treated):
            words[index].kind = "n"  # "3,000 jobs", "treated 3,000 wounded"
    behind = of_number[-1] + 1
    if words[behind - 1].lower in classes.VAGUE_NUMBERS and behind in inside:
        of_number = [*of_number, behind]
    last = of_number[0]
    for index in of_number[1:]:
        between = {words[i].lower for i in range(last + 1, index)}
        if index - last <= 2 or between <= _INSIDE_NUMBERS:
            last = index
    amount = words[of_number[0]]
    amount.amount, amount.kind = number, "#"
    amount.end = words[last].end
    amount.text = text[amount.start : amount.end]
    amount.lower = amount.text.lower()
    del words[of_number[0] + 1 : last + 1]
    _drop_signs_before(words, of_number[0])


_INSIDE_NUMBERS: Final = frozenset(("and", "a", "an", "half"))
"""Words inside a number: "ten and a half million"."""


def _drop_signs_before(words: list[DraftWord], at: int) -> None:
    """Leave out the sign or the short word that hedges an amount: "~40", ">30", "c. 450"."""
    first = at
    while first and words[first - 1].lower in _HEDGING_SIGNS:
        first -= 1
    del words[first:at]


_HEDGING_SIGNS: Final = frozenset(
    "~ ≈ ≃ ∼ < > ≤ ≥ ⩽ ⩾ = + c c. ca ca. approx approx. est. est".split()
)


def _belongs_to_number(word: DraftWord) -> bool:
    of_unit = word.lower in classes.UNIT_WORDS or word.lower in ("half", "quarter")
    return word.kind == "c" or word.text[0].isdigit() or of_unit or word.tag == "CD"


def _is_counted(word: DraftWord) -> bool:
    """Tell whether a word is a noun that is counted, behind which none belongs to the number.

    Of "38 water points" neither does, of "8 percentage points" both.
    """
    return word.kind in "njeg" and not _belongs_to_number(word)


def _is_measured(
    words: Sequence[DraftWord], inside: Sequence[int], of_number: Sequence[int], mark: Mark
) -> bool:
    """Tell whether all words of an amount are number and unit: "200 years", "3 tonnes a day"."""
    if mark.is_measured:
        return True
    behind = [i for i in inside if i > of_number[-1]]
    each = ("a", "an", "per", "each", "every", "/")
    return mark.kind == "rate" and bool(behind) and words[behind[0]].lower in each


def _join_date(words: list[DraftWord], text: str, date: DateExpression) -> None:
    inside = _inside(words, date.quote.span.start, date.quote.span.end)
    if not inside or date.type == "SET" or any(words[i].amount is not None for i in inside):
        return
    word = words[inside[0]]
    word.kind = "D"
    word.end = words[inside[-1]].end
    word.text = text[word.start : word.end]
    word.lower = word.text.lower()
    del words[inside[0] + 1 : inside[-1] + 1]
