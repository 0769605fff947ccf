"""Rules for stated quantities: money, percentages, counts, ranks, rates, durations, ranges.

A numeral is read once (`timeline.reading.quantities.numerals`); a row says what it is by what stands before
and behind it. Refusals come first: a number in a name, a law, an address is no figure. The span is
number, scale word and unit; the hedge before it is read as its qualifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import Span
from timeline.reading.language.number_words import ORDINALS, TENS, TIMES_WORDS, VAGUE_WORDS
from timeline.reading.matching.engine import Anchors, Mention, words_of
from timeline.reading.quantities import counts, money, preceding, quantity_words, shares
from timeline.reading.quantities.accounts import in_brackets
from timeline.reading.quantities.amounts import Amount, Reading, Refused, per_at
from timeline.reading.quantities.currencies import (
    CODES,
    CURRENCY_SIGNS,
    DOLLAR_CODES,
    GLUED_CODES,
    OPENING_WORDS,
    PRINTED_CODES,
)
from timeline.reading.quantities.intervals import LEVEL, interval_at
from timeline.reading.quantities.numerals import (
    DIGITS,
    FRACTION,
    INEXACT,
    NUMBER_WORDS,
    ORDINAL,
    PART,
    PART_WORDS,
    SCALE_WORDS,
    TIMES,
    VAGUE,
    WORDS,
    Numeral,
    number_at,
    numeral_at,
)
from timeline.reading.quantities.pattern_rows import (
    ANY,
    ATTACHED,
    CAPITAL,
    CODE,
    DIGIT,
    JOINED,
    SIGN,
    Keyed,
    PatternRow,
    row,
)
from timeline.reading.quantities.ranges import is_range, levels
from timeline.reading.quantities.shared_units import with_shared_units
from timeline.reading.quantities.telephones import find_telephones
from timeline.reading.quantities.time_lengths import TWO_UNITS, two_units
from timeline.reading.quantities.units import ABBREVIATIONS, COMPOUND_WORD, is_measure

_SUPERLATIVE: Final = (
    r"(?:(?:most|least)(?:~|-)[a-z]+|leading|top|ranked|ranking"
    r"|(?!\w*(?:[qg]uest|forest|harvest|west|terest|protest|arrest|contest|digest|manifest|invest|crest|priest|honest|chest)\b|(?:test|rest|nest)\b)[a-z]{2,}est)"
)
"""A superlative; words that only end like one are none."""
_TIME: Final = r"(?:years?|months?|weeks?|days?|decades?|hours?|minutes?|nights?)"
_UNIT_KEYS: Final = " ".join(
    {re.split(r"[\W\d_]", unit, maxsplit=1)[0].lower() for unit in ABBREVIATIONS}
    | counts.RATE_KEYS
    | set("([{<")
)
_POINTS: Final = (
    r"(?:[ \u00a0]?%|(?:~|-)(?:percent|per~cent|pct\.?))(?:~|-)?(?:points?|pts?)\b|(?:~|-)percentage(?:~|-)points?\b"
    r"|~of~an?~percentage~point\b|[ \u00a0]?(?P<pages>pps?(?!\w)|p\.p\.(?!\w))|[ \u00a0]?ppts?(?!\w)"
    r"|(?P<basis>(?:~|-)basis(?:~|-)points?\b|[ \u00a0-]?bps?(?!\w)|[ \u00a0]?b\.p\.)"
)
_STREET: Final = r"(?:Ave|Avenue|St|Street|Road|Rd|Blvd|Boulevard|Drive|Lane|NW|NE|SW|SE)"
_NAMED_AGAIN: Final = "|".join(sorted(DOLLAR_CODES))
"""Codes behind an amount whose sign several currencies share: they tell which one is meant."""
_CURRENCY_KEYS: Final = " ".join(sorted(OPENING_WORDS))
_SCALED_KEYS: Final = " ".join(
    f"{scale}{code.lower()}" for code in sorted(CODES) for scale in "mbk"
)
_GOES_ON: Final = rf"(?!~?(?:{_NAMED_AGAIN})\b)(?:[^\W\d_]|\d|[.,'’·]\d|~?(?:thousand|million|billion|trillion|crore|lakh)\d)(?:[.,'’·]?\w){{0,24}}"
ROWS: Final[tuple[PatternRow, ...]] = (
    row("amount that goes on", ANY, _GOES_ON, forms="digits fraction", before=f"{SIGN} {CODE}"),
    row("symbol, amount", ANY, rf"(?:~?(?:(?P<named>{_NAMED_AGAIN})\b(?!~dollars)|US~dollars\b))?", money.money, before=SIGN),
    row("code, amount", ANY, r"(?:/[-=])?", money.money, before=CODE),
    row("telephone", "- . ] ) ( <digit>", r"[ ]?\(0\)[ ]?\d{2,5}(?:[ ]\d{3,8}){1,3}\b|(?:[-.]\d{3}){1,2}[-.]\d{4}\b|-\d{4}\b(?<=\d{3}-\d{4})|[\])]?[ ]?(?:\(\d{1,4}\)[ ]?)?\d{2,4}-\d{3,4}\b(?:[- ]\d{2,4}\b)*|[ ]\d{3}[- ]\d{4}\b", forms=DIGITS),
    row("ratio with a colon", ":", r":(?P<to>\d{1,4}(?:\.\d{1,2})?)(?![\w:]|[.,:]\d)", shares.colon, forms=DIGITS),
    row("label with a number", ": m km year years", r"(?:~(?:m|km|years?(?:~(?:and~(?:over|above|older|under)|old|of~age))?))?:(?=[ \n]{1,3}[\d$(-])", forms=DIGITS),
    row("clock time", ": . am pm a p hours hrs", r"(?<=\b[01]\d[0-5]\d)~hrs\b(?!~of)|(?<=\b2[0-3][0-5]\d)~hrs\b(?!~of)|:\d\d(?::\d\d)?\b(?:~?[ap]\.?m\b)?|~?[ap]\.?m\b(?!~[²\d])", forms=DIGITS),
    row("coordinates", "<digit> ° ' n s e w", r"~\d\d~[NSEW]\b|°[ ]?(?:\d{1,2}['′’]|[NSEW]\b|north|south|east|west)|[NSEW](?=,?~\d)", forms=DIGITS),
    row("reading time", "min mins minute minutes", r"~min(?:ute)?s?~read\b", forms=DIGITS),
    row("name of a strong number", "strong k", r"K?~Strong\b", forms=DIGITS),
    row("street number", CAPITAL, rf"~(?:[A-Z][\w.]*~){{1,3}}{_STREET}\b", forms=DIGITS),
    row("one of", "of", r"~of\b", shares.one_of, forms=WORDS, refuses=True),
    row("share that digits cannot write", ANY, None, forms=INEXACT),
    row("every", "year years month months week weeks day days decade decades hour hours minute minutes night nights", rf"~(?P<u>{_TIME})\b", counts.every, forms="digits words ordinal", before="every"),
    row("ordinal, superlative", ANY, rf"(?:~|-){_SUPERLATIVE}\b", counts.rank, forms=ORDINAL),
    row("ranked", ANY, r"(?!-)(?!~(?:year|time|quarter|day|century|week|month)\b)", counts.rank, forms=ORDINAL, before="ranked ranks rank ranking came finished placed"),
    row("place", "place", r"~place\b", counts.rank, forms=ORDINAL, before="in"),
    row("ordinal", ANY, None, forms=ORDINAL),
    row("times a", "a an per each every", r"(?=~(?:an?~|per~|each~|every~))", counts.times_of, forms=TIMES),
    row("adverb of number", ANY, None, forms=TIMES),
    row("times a", "times", r"~times(?=~(?:an?|per|each|every)~)", counts.times_of),
    row("number of a week", ANY, None, counts.number_of_week, forms=DIGITS, before="week weeks", refuses=True),
    row("level of an interval", "% percent per", LEVEL.pattern, forms=DIGITS),
    row("points", f"% percent per percentage pct basis bp bps b pp pps ppt ppts p of {ATTACHED} {JOINED}", _POINTS, shares.points),
    row("part of a point", f"of a percentage {JOINED}", r"(?:~of)?(?:~an?)?(?:~|-)percentage(?:~|-)points?\b", shares.points, forms=PART),
    row("half a percent", "of a one 1", r"(?:~of)?~(?:an?|one|1)~per~?cent\b", shares.part_of_percent, forms=PART),
    row("percent", "% percent per pct <attached> <joined>", r"[ \u00a0]?%|(?:~|-)(?:percent|per~cent|pct)\b", shares.percent),
    row("half of", "of the its their his her our all these those this that", r"(?=~(?:of~)?(?:the|its|their|his|her|our|all|these|those|this|that)\b)(?:~of\b)?|~of(?=~[A-Za-z])", shares.share_in_words, forms=f"{PART} {FRACTION}"),
    row("two units of time", "hour hours hr hrs minute minutes min mins year years", TWO_UNITS, two_units, forms="digits words"),
    row("half a unit", "a an <joined> hour mile acre", r"(?:~an?~|-|~(?=(?:hour|mile|acre)\b))(?P<u>[a-z]+)\b", shares.half_unit, forms=PART),
    row("change by a part", ANY, r"(?=[.,;:)]|$|~(?:to|in|from|since|between|over|on|during|and|while|compared|against|when|after|within|last|this|year)\b)", shares.changed_by_part, forms=PART),
    row("part of a whole", ANY, None, forms=PART),
    row("vague magnitude", "of", r"~of\b", counts.vague, forms=VAGUE),
    row("vague magnitude", ANY, None, counts.vague, forms=VAGUE),
    row("so many of so many", "of", r"~of~(?:the~|its~|their~|all~)?(?P<whole>\d[\d,]{0,12}(?:\.\d{1,3})?|[a-z]+(?:-[a-z]+)?)(?=~)", shares.out_of),
    row("one N in so many", ANY, r"~(?P<noun>[a-z-]{3,20}(?:~[a-z-]{3,20})?)~in~(?:every~)?(?=[a-z\d])", shares.one_noun_in, forms=WORDS),
    row("result of a vote", ANY, None, shares.votes, forms=DIGITS, refuses=True),
    row("one in so many", "in out", r"~(?:in|out~of)~(?:every~|each~)?(?=[a-z\d])", shares.proportion, forms="words digits"),
    row("ratio", ANY, None, shares.ratio, ranges=True),
    row("year of prices", "u us dollars prices euros international constant", r"(?=[ \u00a0])(?<=\b(?:19[4-9]\d|20[0-4]\d))~(?:(?:constant|international|US|U\.S\.)~)?(?:dollars|euros|prices)\b", forms=DIGITS, before="in constant real current at over from on to above below than"),
    row("amount, currency", _CURRENCY_KEYS, None, money.money_behind),
    row("amount, scaled code", _SCALED_KEYS, r"~?(?P<s>[MBk])(?P<c>[A-Z]{3})\b", money.scaled_money),
    row("rate of so many", "per /", r"(?=~per~|/10{0,2}[ ,\u00a0]?000\b(?!/))", shares.rate),
    row("one per so many", ANY, r"~(?P<noun>[a-z-]{3,20}(?:~[a-z-]{3,20})?)(?=~per~(?:\d|[a-z]))", shares.one_per),
    row("people of an age", "year years <joined>", r"(?:~|-)years?(?:~|-)olds\b", forms="digits words"),
    row("age", "year years month months week weeks day days yo y <joined>", r"(?:~|-)(?P<u>years?|months?|weeks?|days?)(?:(?:~|-)olds?\b|~of~age\b)|[ ]?(?P<y>yo|y/o|y\.o\.)(?!\w)", counts.age),
    row("temperature", "° degree degrees deg celsius fahrenheit centigrade <attached> c f", r"(?:[ \u00a0]?°|~(?:degrees?|deg\b\.?))?~?(?P<u>[Cc]elsius|[Ff]ahrenheit|[Cc]entigrade|[Cc]elcius|[Ff]arenheit|(?:(?<=°)|(?<=°[ ])|(?<=degrees[ ])|(?<=degree[ ])|(?<=deg[ ]))[CcFf])\b", counts.temperature),
    row("angle", "° deg", r"[ \u00a0]?(?:°|deg\b\.?)(?![ ]?[\dCFNSEWcf])", counts.angle),
    row("number, abbreviated unit", _UNIT_KEYS, r"[ \u00a0]?(?P<open>[(\[{<])?(?P<u>(?:sq|cu)\.?[ \u00a0]?[a-z]+|[A-Za-zµμ][\w/²³]*(?:\^[23](?!\d))?)(?![\w²³^])(?(open)[)\]}>])", counts.measured),
    row("letters and digits", ATTACHED, r"(?=[^\W\d_])"),
    row("hyphened unit", JOINED, rf"-(?P<u>{COMPOUND_WORD})\b(?!-old)", counts.compound),
    row("number in a compound", JOINED, r"-[^\W\d_]\w*"),
    row("digits that go on", "- – / . , :", r"(?:[-–/.,:]\d+)+"),
    row("numbers with a dash", ANY, None, counts.falling, refuses=True, ranges=True),
    row("number, noun", ANY, None, counts.counted),
    row("count that points back", ANY, None, counts.pointing_back, forms=WORDS, refuses=True),
    row("number in a name", ANY, None, counts.in_a_name, forms=DIGITS, refuses=True),
    row("number without a unit", ANY, None, forms="digits words fraction"),
    row("vague number without a unit", ANY, None, forms=VAGUE),
)  # fmt: skip
RULES: Final[tuple[PatternRow, ...]] = (*preceding.RULES, *ROWS)
"""All rows; the first ones refuse by what stands before the number, and are asked first."""
ANCHORS: Final = frozenset(
    form
    for word in (
        *NUMBER_WORDS, *SCALE_WORDS, *PART_WORDS, *VAGUE_WORDS, *TIMES_WORDS, *ORDINALS, *TENS,
    )
    for form in (word, word.capitalize())
) | {"<short>", "<four>", "<long>", "<decimal>", "<grouped>", "<sign>"}  # fmt: skip
"""The anchors at which a numeral can begin."""

_KEYED: Final = Keyed(ROWS)
_FOLLOWING: Final = re.compile(
    r"(?P<gap>[ \u00a0\u202f\t]{1,8}(?:\n[ \t\u00a0]{0,16})?|\n[ \t\u00a0]{0,16})?"
    r"(?:(?P<dash>-)?(?P<word>[^\W\d_]+)|(?P<digit>\d)|(?P<mark>\S))"
)
_ATTACHED_CODE: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(code) for code in sorted(PRINTED_CODES | GLUED_CODES))})$"
)
_DASHES: Final = frozenset("-−–—‐‑")
_DIGIT_RUN: Final = re.compile(r"[\d.,]*\d")


def mentions(
    text: str, anchors: Anchors | None = None, taken: Sequence[Span] = ()
) -> list[Mention[Amount]]:
    """Return the quantities of a text, in order, with their hedges; refused spans among them.

    A refused span has no value. No two overlap: what a row claims is not read again. No number
    that begins within a span of `taken`, which are in order, is read at all.
    """
    found: list[Mention[Amount]] = []
    claimed = index = 0
    last = len(taken)
    dialled = [*find_telephones(text)][::-1]
    for word, start in words_of(text) if anchors is None else anchors:
        if start < claimed or word not in ANCHORS:
            continue
        while dialled and dialled[-1].end <= start:
            dialled.pop()
        if dialled and dialled[-1].start <= start:
            found.append(Mention("telephone", dialled[-1], None))
            claimed = dialled[-1].end
            continue
        while index < last and taken[index].end <= start:
            index += 1
        if index < last and taken[index].start <= start:
            continue
        for mention in _at(text, start, claimed):
            found.append(mention)
            claimed = mention.span.end
    return with_shared_units(text, found)


def _at(text: str, start: int, claimed: int) -> Iterable[Mention[Amount]]:
    """Return what the number that begins at an anchor states; two mentions for two levels."""
    minus = _minus_before(text, start, claimed)
    if not isinstance(minus, int):
        return minus
    numeral = numeral_at(text, start)
    if numeral is not None and text[start - 1 : start] == "." and numeral.form == DIGITS:
        numeral = _without_zero(text, numeral)
        minus = int(text[numeral.start - 1 : numeral.start] in ("-", "−"))
    if numeral is None or numeral.start < claimed:
        return ()
    if numeral.top is not None and not is_range(text, numeral):
        numeral = number_at(text, start)
        if numeral is None:
            return ()
    try:
        reading = preceding.reading_of(text, numeral, minus=minus, claimed=claimed)
    except Refused as refused:
        return (Mention(preceding.UNKNOWN.name, Span(numeral.start, refused.end), None),)
    if (refusal := preceding.refused_before(reading)) is not None:
        return (refusal,)
    return _by_rows(reading)


def _minus_before(text: str, start: int, claimed: int) -> int | tuple[Mention[Amount], ...]:
    """Return how far before the digits a minus stands; mentions, or none, where no number begins."""
    left = text[start - 1] if start else " "
    if left in ".,/" or left.isalnum() or left == "_":
        attached = _ATTACHED_CODE.search(text, max(0, start - 5), start)
        return 0 if _opens(text, start) or attached else ()
    if left in "'’" and text[start - 2 : start - 1].isdecimal():
        return ()
    if left in _DASHES and start - 1 >= claimed:
        return _after_dash(text, start)
    bracketed = _BRACKETED_MINUS.search(text, max(claimed, start - 5), start)
    if bracketed is not None:
        return start - bracketed.start("minus")
    return 2 if left == " " and _PARTED_MINUS.search(text, max(claimed, start - 5), start) else 0


def _after_dash(text: str, start: int) -> int | tuple[Mention[Amount], ...]:
    """Return 1 where the dash before a number is its minus, 0 for a dash that joins or lists."""
    left, before = text[start - 1], text[start - 2 : start - 1]
    if before.isalpha() and text[start].isdigit():
        return (Mention(preceding.HYPHENED.name, Span(start, _digits_end(text, start)), None),)
    if before.isalnum():
        return ()
    joined = before in (")", "]", "%") or (before != "" and before in _DASHES)  # "--5": a dash
    bullet = left == "–" and before in ("", "\n")
    return int(left in "-−–" and not (joined or bullet) and text[start].isdigit())


def _opens(text: str, start: int) -> bool:
    """Tell whether a number can begin behind a mark: a sentence without a blank, not "1.2.3"."""
    return text[start - 1] in ".,/" and not text[start - 2 : start - 1].isalnum() and start > 1


def _without_zero(text: str, numeral: Numeral) -> Numeral:
    """Return the decimal whose zero is not printed (".5 percent"), else the number as it is."""
    start = numeral.start - 1
    digits = _DIGITS.match(text, numeral.start)
    if digits is None or not _BEFORE_POINT.search(text, max(0, start - 1), start):
        return numeral
    places = -(digits.end() - digits.start())
    return replace(
        numeral, start=start, value=numeral.value.scaleb(places), step=numeral.step.scaleb(places),
        top=None, joint=None,
    )  # fmt: skip


_BRACKETED_MINUS: Final = re.compile(r"(?:^|[ \u00a0])(?P<minus>\([-−–]\)[ \u00a0]?)$")
"""A minus in brackets of its own, as Indian offices print it: "(-)0.1 percent"."""
_PARTED_MINUS: Final = re.compile(r":[ \u00a0]{1,2}[-−] $")
"""A minus that a blank parts from its number, behind a label; behind other words it is a dash."""
_DIGITS: Final = re.compile(r"\d{1,9}(?![\d,.]\d)")
_BEFORE_POINT: Final = re.compile(r"(?:^|[\s(:$€£−-])$")


def _digits_end(text: str, start: int) -> int:
    match = _DIGIT_RUN.match(text, start)
    return match.end() if match else start + 1


def _by_rows(reading: Reading) -> Iterable[Mention[Amount]]:
    """Return what the first row that does not decline makes of a reading."""
    text, numeral = reading.text, reading.numeral
    end = numeral.end
    key, extra = _key(text, end)
    before = (
        SIGN
        if reading.sign and reading.sign[-1] in CURRENCY_SIGNS
        else CODE
        if reading.sign
        else ""
    )
    word = before or reading.before.lower()
    for each in _KEYED.of(key, extra, numeral.form, ranges=numeral.top is not None):
        if each.before and word not in each.before:
            continue
        match = None
        if each.pattern is not None and (match := each.pattern.match(text, end)) is None:
            continue
        if each.convert is None:
            span = Span(reading.start, match.end() if match else end)
            return (Mention(each.name, span, None),)
        try:
            amount = each.convert(reading if match is None else reading.with_match(match))
            if amount is not None:
                amount = in_brackets(reading, _with_interval(text, numeral, amount))
                amount = _of_packing(text, amount)
        except Refused as refused:
            return (Mention(each.name, Span(reading.start, refused.end), None),)
        if amount is not None:
            return levels(each.name, reading, amount)
    return ()


def _of_packing(text: str, amount: Amount) -> Amount:
    """Return the size of a packing as one with its noun: "the price of a 50 kg bag of cement"."""
    measured = amount.kind == "level" and is_measure(amount.quantity.unit)
    if not measured or _PACKING.match(text, amount.end) is None:
        return amount
    return replace(amount, compound=True)


_PACKING: Final = re.compile(rf"[ \u00a0-](?:{pattern_of(quantity_words.PACKINGS)})s?\b")


def _with_interval(text: str, numeral: Numeral, amount: Amount) -> Amount:
    """Return an amount with the interval that stands behind its unit, and what it is a rate of."""
    quantity = amount.quantity
    if quantity.low is not None or quantity.value_high is not None or amount.end == len(text):
        return amount
    interval = interval_at(text, amount.end, quantity.value, numeral.factor)
    if interval is None:
        return amount
    quantity, end = replace(quantity, low=interval.low, high=interval.high), interval.end
    kind = amount.kind
    if quantity.per is None:
        per, end = per_at(text, end)
        if per is not None:
            quantity, kind = replace(quantity, per=per), "rate"
    return replace(amount, quantity=quantity, kind=kind, end=end)


def _key(text: str, end: int) -> tuple[str, str | None]:
    """Return the key of what stands behind a numeral, and what else is known of it."""
    match = _FOLLOWING.match(text, end)
    if match is None:
        return ANY, None
    gap, dash, word, digit, mark = match.groups()
    if word is None:
        return (DIGIT if digit else mark), None
    if dash:
        return ("-" if gap is None else ANY), (JOINED if gap is None else None)
    if gap is None:
        return word.lower(), ATTACHED
    return word.lower(), CAPITAL if word[0].isupper() else None
