"""Rules for temporal expressions: calendar dates, ranges, durations, recurrences, deictics.

One row is one way of writing. The span leaves out prepositions and articles and keeps the words
that move the calendar value (early, mid, late, every, last).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.model import DateExpression, Quote
from timeline.rules import calendar
from timeline.rules.engine import Mention, Rule, RuleTable, refusal, rule, settle
from timeline.rules.numbers import NOT_INSIDE, ORDINAL, WORDS
from timeline.values import Period

M: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
Y: Final = r"(?:1[0-9]|20)\d\d(?!\d|[.,]\d)"
D: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
DASH: Final = r"[ ]?[-–—][ ]?"
TO: Final = rf"(?:{DASH}|~(?:to|and|through|until|till)~)"
UNIT: Final = r"(?:day|week|month|year|decade|hour|minute)"
SEASON: Final = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
PART: Final = r"(?:[Ee]arly|[Mm]id|[Ll]ate)"
_N: Final = rf"(?:\d{{1,4}}(?:\.\d)?|{WORDS})"

RULES: Final[tuple[Rule[calendar.DateValue], ...]] = (
    refusal("name of the century", "digit ordinal", r"(?:\d\d?(?:st|nd|rd|th)|[A-Z][a-z]+(?:-[A-Z][a-z]+)?)~Century\b"),
    refusal("street number", "digit", r"\d{1,5}~(?:[A-Z][\w.]*~){1,3}(?:Ave|Avenue|St|Street|Road|Rd|Blvd|Boulevard|Drive|NW|NE|SW|SE)\b"),
    refusal("postal code", "digit", r"(?<=[A-Z]{2}[ \u00a0])\d{5}(?:-\d{4})?\b"),
    refusal("telephone", "digit", r"\d{3}[-.]\d{3}[-.]\d{4}\b"),
    rule("iso day", "digit", rf"{NOT_INSIDE}(?P<y>(?:1[0-9]|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b(?![-\d])", calendar.iso_day),
    rule("day.month.year", "digit", r"(?<![\w.,/-])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:1[0-9]|20)\d\d)\b(?!\.\d)", calendar.iso_day),
    rule("slashed day", "digit", r"(?<![\w.,/-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:1[0-9]|20)\d\d)\b(?!/)", calendar.slashed),
    rule("day month year", "digit", rf"{NOT_INSIDE}(?P<d>{D})(?:~(?:day~)?of)?(?:~|-)(?P<m>{M})[.,]?(?:~|-)(?:of~)?(?P<y>{Y})\b", calendar.day),
    rule("month day, year", "month", rf"(?P<m>{M})~(?:the~)?(?P<d>{D})(?:,~?|~(?:of~)?)(?P<y>{Y})\b", calendar.day),
    rule("days month year", "digit", rf"{NOT_INSIDE}(?P<a>{D}){TO}(?P<b>{D})(?:~of)?~(?P<m>{M}),?~(?P<y>{Y})\b", calendar.days_of_month),
    rule("month days, year", "month", rf"(?P<m>{M})~(?P<a>{D}){TO}(?P<b>{D}),?~(?P<y>{Y})\b", calendar.days_of_month),
    rule("day month to day month year", "digit", rf"{NOT_INSIDE}(?P<a>(?P<d1>{D})~(?P<m1>{M})(?:~(?P<y1>{Y}))?){TO}(?P<b>(?P<d2>{D})~(?P<m2>{M}),?~(?P<y>{Y}))\b", calendar.days_of_months),
    rule("month day to month day, year", "month", rf"(?P<a>(?P<m1>{M})~(?P<d1>{D})(?:,~(?P<y1>{Y}))?){TO}(?P<b>(?P<m2>{M})~(?P<d2>{D}),?~(?P<y>{Y}))\b", calendar.days_of_months),
    rule("month year", "month", rf"(?P<m>{M})(?:,?~|~of~)(?P<y>{Y})\b", calendar.month),
    rule("month to month year", "month", rf"(?P<a>(?P<m1>{M})(?:~(?P<y1>{Y}))?){TO}(?P<b>(?P<m2>{M})~(?P<y>{Y}))\b", calendar.months),
    rule("early, mid, late year", "part", rf"(?P<part>{PART})(?:~|-)(?P<y>{Y})\b(?!s)", calendar.part_of_year),
    rule("early, mid, late month year", "part", rf"(?P<part>{PART})(?:~|-)(?P<m>{M})~(?P<y>{Y})\b", calendar.part_of_month),
    rule("years with a dash", "digit", rf"{NOT_INSIDE}(?P<a>(?:1[0-9]|20)\d\d){DASH}(?P<b>\d\d(?:\d\d)?)\b(?![-.,]?\d|~?(?:percent|%))", calendar.years),
    rule("years with a slash", "digit", rf"{NOT_INSIDE}(?P<a>(?:1[89]|20)\d\d)/(?P<b>\d\d(?:\d\d)?)\b(?![-/.,]?\d)", calendar.years),
    rule("between and, from to", "digit", rf"(?:(?<=[Bb]etween[ \u00a0\n])|(?<=[Ff]rom[ \u00a0\n]))(?P<a>{Y})~(?:and|to|through|until)~(?P<b>(?:1[0-9]|20)\d\d)\b(?![.,]\d)", calendar.years),
    rule("decade", "digit", rf"{NOT_INSIDE}(?P<y>(?:1[0-9]|20)\d0)['’]?s\b", calendar.decade),
    rule("part of decade", "part", rf"{PART}(?:~|-)(?:the~)?(?P<y>(?:1[0-9]|20)\d0)['’]?s\b", calendar.decade),
    rule("century", "digit ordinal", rf"(?<![\w-])(?P<n>{ORDINAL})(?:~|-)[Cc]entury\b(?<!Century)", calendar.century),
    rule("season", "season", rf"(?P<s>{SEASON})(?:~|,~|~of~)(?P<y>{Y})\b", calendar.season),
    rule("quarter", "quarter ordinal digit", rf"(?:Q(?P<n>[1-4])~(?P<y>{Y}))\b", calendar.quarter),
    rule("quarter in words", "ordinal digit", rf"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)~quarter(?:~of)?~(?P<y>{Y})\b", calendar.quarter),
    rule("half year", "ordinal digit", rf"(?P<n>first|second|1st|2nd)~half~of~(?P<y>{Y})\b", calendar.half),
    rule("fiscal year", "fiscal", rf"(?:FY[ \u00a0]?|[Ff]iscal~[Yy]ear~)(?P<y>{Y}|\d\d)(?:[/–-]\d\d(?:\d\d)?)?\b", calendar.fiscal),
    rule("year", "digit", rf"{NOT_INSIDE}{Y}\b(?![-–/]\d)", calendar.bare_year),
    rule("first of the year", "first", rf"[Ff]irst~(?P<n>{_N})~(?P<u>months|weeks|days)~of~(?:the~year|(?P<y>{Y}))\b", calendar.duration),
    rule("past of", "past", rf"(?:last|past|previous)~(?P<n>{_N})~(?P<u>years|months|weeks|days|decades)\b", calendar.duration),
    rule("duration", "digit number", rf"{NOT_INSIDE}(?<!first[ \u00a0])(?P<n>{_N})(?:~|-)(?:(?:consecutive|full|whole|calendar|additional|more)~)?(?P<u>{UNIT}s?)\b(?!-old|~old\b|~of~age\b)", calendar.duration),
    rule("every", "every", rf"(?:[Ee]very|[Ee]ach)~(?:(?P<other>other)~|(?P<o>{ORDINAL})~|(?P<n>{_N})~)?(?P<u>{UNIT}s?)\b", calendar.every),
    rule("times a", "number digit times", rf"(?P<n>[Oo]nce|[Tt]wice|[Tt]hrice|(?:\d{{1,2}}|{WORDS})~times)(?:~(?:a|an|per|each|every)~)(?P<u>{UNIT})\b", calendar.times),
    rule("adverb of recurrence", "recurs", r"(?:[Bb]iennial(?:ly)?|[Tt]riennial|[Ss]emi-?annual(?:ly)?|[Bb]iannual(?:ly)?|[Aa]nnual(?:ly)?|[Yy]early|[Mm]onthly|[Ww]eekly|[Dd]aily|[Qq]uarterly)\b", calendar.adverb),
    rule("present", "deictic", r"(?:[Cc]urrently|[Nn]ow\b(?!~that)|[Tt]o~date|[Tt]hus~far|[Ss]o~far|[Aa]t~present)\b", calendar.present),
)  # fmt: skip

_WORDS_OF_NUMBERS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_ORDINAL_WORDS: Final = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)


def _alternatives(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


TABLE: Final = RuleTable(
    anchor=re.compile(
        rf"""(?P<digit>(?<![\d])\d)
        |\b(?:(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec
                |JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?=[a-zA-Z]*\b))
        |(?P<part>{PART})
        |(?P<first>[Ff]irst)\b
        |(?P<past>last|past|previous)\b
        |(?P<every>[Ee]very|[Ee]ach)\b
        |(?P<times>[Oo]nce|[Tt]wice|[Tt]hrice)\b
        |(?P<season>{SEASON})\b
        |(?P<quarter>Q[1-4])\b
        |(?P<fiscal>FY|[Ff]iscal)
        |(?P<deictic>[Cc]urrently|[Nn]ow|[Tt]o\s+date|[Tt]hus|[Ss]o\s+far|[Aa]t\s+present)\b
        |(?P<recurs>[Bb]i?ann|[Bb]ienn|[Tt]rienn|[Ss]emi|[Aa]nnual|[Yy]early|[Mm]onthly|[Ww]eekly
                |[Dd]aily|[Qq]uarterly|[Bb]iannual)
        |(?P<number>{_alternatives(_WORDS_OF_NUMBERS)})(?=[\s-])
        |(?P<ordinal>(?:{_alternatives(_ORDINAL_WORDS)}|(?:twenty|thirty|forty|fifty|sixty|seventy
                |eighty|ninety)-[a-z]+th)\b))""",
        re.VERBOSE,
    ),
    rules=RULES,
)

# The preposition that governs a date; an article and "the year" may stand between.
_SIGNAL: Final = re.compile(
    r"\b(?P<word>[Ss]ince|[Aa]s~of|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Bb]efore|[Aa]fter)"
    r"~(?P<article>the~)?(?P<noun>year~|(?:end|beginning)~of~)?$".replace("~", r"\s+")
)


def mentions(text: str) -> list[Mention[calendar.DateValue]]:
    """Return the temporal expressions of a text, settled, refused spans among them."""
    return settle(TABLE.find(text), RULES)


def expressions(
    text: str, found: list[Mention[calendar.DateValue]], published: Period | None
) -> tuple[DateExpression, ...]:
    """Return what an edition's text says of time, with prepositions and context applied.

    "since 2002" resolves to 2002/.., "as of" and "by July 2023" to ../2023-07. A stretch of "the
    year" takes the last year named before it in the text; "the last eight years" counts back from
    the year of publication, if that is known.
    """
    result: list[DateExpression] = []
    year: Period | None = None
    for mention in found:
        value = mention.value
        if value is None:
            continue
        own = value.period
        if mention.rule == "first of the year":
            own = _first_of(value.value, year)
        elif mention.rule == "past of":
            own = _counted_back(value.value, published)
        elif own is not None and own.precision in ("year", "month", "day"):
            year = Period.parse(own.edtf[:4])
        elif mention.rule == "early, mid, late year":
            year = Period.parse(value.value)
        result.append(
            DateExpression(
                quote=Quote(mention.span, mention.span.of(text)),
                type=value.type,
                value=value.value,
                edtf=own,
                resolved=_resolved(text, mention.span.start, own),
                endpoints=value.endpoints,
                recurrence=value.every,
                rule=mention.rule,
            )
        )
    return tuple(result)


def signal(text: str, start: int, *, year: bool = False) -> str | None:
    """Return the preposition that governs the date at `start`, lower case.

    A year behind a bare article belongs to the noun after it ("by the 1972 agreement"): None.
    """
    match = _SIGNAL.search(text, max(0, start - 32), start)
    if match is None or (year and match["article"] and not match["noun"]):
        return None
    return " ".join(match["word"].lower().split())


def _resolved(text: str, start: int, own: Period | None) -> Period | None:
    if own is None or "/" in own.edtf:
        return own
    match signal(text, start, year=own.precision == "year"):
        case "since":
            return own.since()
        case "as of" | "by" | "until" | "till":
            return own.until()
        case _:
            return own


def _first_of(value: str, year: Period | None) -> Period | None:
    """Return the first months ("P4M") of a year."""
    if year is None or not value.endswith("M") or not 1 <= (count := int(value[1:-1])) <= 12:
        return None
    return Period.parse(f"{year.edtf}-01/{year.edtf}-{count:02}")


def _counted_back(value: str, published: Period | None) -> Period | None:
    """Return the approximate stretch of "the last eight years" ("P8Y") before publication."""
    if published is None or not value.endswith("Y") or "[" in published.edtf[1:]:
        return None
    match = re.search(r"\d{4}", published.edtf)
    if match is None:
        return None
    end = int(match[0])
    return Period.parse(f"{end - int(value[1:-1])}~/{end}~")


def with_calendar(dates: tuple[DateExpression, ...], start: int, end: int) -> list[DateExpression]:
    """Return the expressions that have a place in the calendar, within [start, end)."""
    low = bisect_left(dates, start, key=lambda date: date.quote.span.start)
    found = []
    for date in dates[low:]:
        if date.quote.span.start >= end:
            break
        if date.edtf is not None and date.quote.span.end <= end:
            found.append(date)
    return found
