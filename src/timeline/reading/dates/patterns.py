"""Rules for temporal expressions: calendar dates, ranges, durations, recurrences, deictics.

One row is one way of writing. The span leaves out prepositions and articles and keeps the words
that move the calendar value (early, mid, late, every, last).
"""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span
from timeline.reading.dates import (
    other_forms,
    recurring_dates,
    relative_dates,
    spoken_years,
    stretches,
    times_of_day,
    timex,
    unnamed_quarters,
)
from timeline.reading.dates.bare_years import bare_year, years_between
from timeline.reading.dates.point_pairs import DASH, TO, D, M, Y, between, pair
from timeline.reading.language.calendar_words import (
    HOLIDAY_NAMES,
    MONTH_NAMES,
    MONTH_WORDS,
    SEASON,
    SEASONS,
    SHORT_MONTHS,
    SURE_MONTHS,
    WEEKDAY_NAMES,
    any_of,
)
from timeline.reading.language.number_words import (
    NOT_INSIDE,
    ORDINAL,
    ORDINALS,
    TENS,
    UNITS,
    WORDS,
)
from timeline.reading.matching.engine import (
    Anchors,
    Mention,
    Rule,
    RuleTable,
    refusal,
    rule,
    settle,
)

_LONG: Final = any_of(MONTH_NAMES)
_SHORT: Final = any_of(SHORT_MONTHS)
TINY_MONTH: Final = f"(?:{_SHORT}|{any_of(tuple(name for name in MONTH_NAMES if len(name) == 3))})"
LED: Final = r"(?:(?<=\b[Bb]etween[ \u00a0])(?=\w{3,9}\.?(?:~(?:1[0-9]|20)\d\d)?~(?:and|to)~)|(?<=\b[Ff]rom[ \u00a0])(?=\w{3,9}\.?(?:~(?:1[0-9]|20)\d\d)?~(?:to|through|until|till)~)|(?=\w{3,9}\.?(?:~(?:1[0-9]|20)\d\d)?[ ]?[-–—]))"
"""Two months are the ends of one stretch behind "between" or "from", and with a dash."""
DAY: Final = f"(?:{any_of(WEEKDAY_NAMES)})"
UNIT: Final = r"(?:day|week|month|year|decade|hour|minute)"
PART: Final = r"(?:\b(?:[Ee]arly|[Mm]id|[Ll]ate))"
LONG_MONTH: Final = f"(?:{any_of(SURE_MONTHS)})"
_AFTER_MONTH: Final = "|".join(
    rf"(?<=\b{name}{joint}[ \u00a0])"
    for name in MONTH_NAMES
    for joint in (",", "[ ]and", "[ ]or", ",[ ]and")
)
"""Behind another month of a list."""
MONTH_OR_WORD: Final = (
    r"(?:(?<=\b[Ii]n[ \u00a0])|(?<=\bof[ \u00a0])|(?<=\b[Bb]y[ \u00a0])|(?<=\bto[ \u00a0])"
    r"|(?<=\b[Ss]ince[ \u00a0])|(?<=\b[Uu]ntil[ \u00a0])|(?<=\b[Ff]rom[ \u00a0])"
    rf"|(?<=\b[Dd]uring[ \u00a0])|(?<=\b[Bb]etween[ \u00a0])|{_AFTER_MONTH})(?:{any_of(MONTH_WORDS)})"
    rf"|(?<=\b[Tt]he[ \u00a0])(?:{any_of(MONTH_WORDS)})(?=~(?!hares?\b|family|families|sisters|brothers|poles?\b|with\b|from\b)[a-z]{{4,}})"
)
"""Months that are words too: behind a preposition or another month, or between "the" and a noun."""
_SHORT_DAY: Final = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
WEEKDAY: Final = rf"(?:(?:{DAY}|{_SHORT_DAY}),?~(?:the~)?)?"
"""A day of the week before a date belongs to it."""
STATED: Final = r"(?:the|an?|his|her|its|their|our|my|your|this|that|these|those|it|they|he|she|we|any|each|every)\b"
"""What a stretch of time behind "before" counts from ("ten days before the vote"): no date then."""
_BEGIN: Final = dict.fromkeys(name[:3] for name in (*MONTH_NAMES, *SHORT_MONTHS))
MONTHS_BEGIN: Final = " ".join((*_BEGIN, *(begin.upper() for begin in _BEGIN)))
"""What every name of a month begins with."""
SEASONS_NEED: Final = " ".join(f"{name} {name.capitalize()}" for name in SEASONS)
HOLIDAY: Final = any_of(HOLIDAY_NAMES).replace(r"\ ", "~").replace("'", "[’']")
EDGE: Final = r"(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle|[Cc]lose|[Ee]arly~part|[Ll]atter~part)"
BC: Final = r"(?:BCE?\b|bce?\b|B\.~?C\b\.?(?:E\.)?|b\.c\.)"
OTHER_ERA: Final = r"(?:AH|A\.H\.|BE|B\.E\.|BS|B\.S\.|SH|S\.H\.|H\.?)(?!\w|\.\w)"
"""The letters of the Islamic, the Buddhist and the Nepalese era behind or before a year."""
NO_SURE_ERA: Final = r"(?:AH|A\.H\.|BS|B\.S\.|SH|S\.H\.|H\.?)(?!\w|\.\w)"
"""Those of them whose years no year of ours is all of."""
_N: Final = rf"(?:\d{{1,4}}(?:\.\d)?|{WORDS})"
_AMOUNT: Final = r"(?:\d{1,3}(?:,\d{3})+~[a-z]|\d{3}~[a-z]{3,}|\d{1,3}(?:\.\d{1,2})?(?:%|~(?:per~?cent|people|persons|million|billion)\b))"
"""A number behind a month that is no day and no year: "In February 6,310 people"."""
_YEAR_OF: Final = (
    r"(?:(?:financial|fiscal|tax|calendar|marketing|crop|academic|school|accounting)~)?"
)
LENGTH: Final = rf"(?<!this[ ])(?<!each[ ])(?<!every[ ])(?<!last[ ])(?P<length>(?P<n>{WORDS}|\d\d?)(?:~|-)(?:consecutive~|calendar~)?(?P<u>month|week|year|day|decade)s?(?:~period)?|(?:(?P<nth>first|second|third|fourth|final)(?:~|-))?(?P<one>quarter)|{_YEAR_OF}(?P<year>year)|(?P<single>half-year|half~year|month|week|fortnight|decade))"
"""How long a stretch is that another date bounds: "three months", "the financial year"."""
BOUND: Final = rf"(?P<bound>(?P<d>{D})(?:~of)?~(?P<m>{M})(?:,?~(?P<y>{Y}))?|(?:(?:end|mid)-|(?:the~)?end~of~)?(?P<m2>{M})(?:~(?P<d2>{D})(?:,~(?P<y3>{Y}))?|,?~(?P<y2>{Y}))?|(?P<y4>{Y})(?:[-/–]\d\d(?!\d))?)(?![\w/]|-\w)"
"""The day, month or year that bounds it."""
QUARTER_WORD: Final = r"(?:first|second|third|fourth|final|last|opening|1st|2nd|3rd|4th)"
SPOKEN_YEAR: Final = r"[Nn]ineteen~(?P<n>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:(?:-|~)(?:one|two|three|four|five|six|seven|eight|nine))?)"
SHORT_YEAR: Final = r"(?:(?:1[0-9]|20)\d\d|['’]?\d\d)"
MONTHS_IN_BRACKETS: Final = rf"(?:~\((?:{M})(?:~to~|~?[-–]~?)(?:{M})\))"
"""The months that a quarter has, printed behind it: "Quarter 3 (July to September) 2024"."""

RULES: Final[tuple[Rule[timex.DateValue], ...]] = (
    refusal("name of the century", "short ordinal", r"(?:\d\d?(?:st|nd|rd|th)|[A-Z][a-z]+(?:-[A-Z][a-z]+)?)~Century\b", needs="Century"),
    refusal("street number", "digit", r"\d{1,5}~(?:[A-Z][\w.]*~){1,3}(?:Ave|Avenue|St|Street|Road|Rd|Blvd|Boulevard|Drive|NW|NE|SW|SE)\b", needs="Ave St Road Rd Blvd Boul Drive NW NE SW SE"),
    refusal("postal code", "long", r"(?<=[A-Z]{2}[ \u00a0])\d{5}(?:-\d{4})?\b"),
    refusal("telephone", "long", r"\d{3}[-.]\d{3}[-.]\d{4}\b", needs="- .", reach=4),
    refusal("free telephone", "four", r"1[38]00[ -]\d{3}[ -]\d{3,4}\b(?!,)"),
    rule("iso day", "four", rf"{NOT_INSIDE}(?P<y>(?:1[0-9]|20)\d\d)(?P<dash>[-/])(?P<m>0[1-9]|1[0-2])(?P=dash)(?P<d>0[1-9]|[12]\d|3[01])\b(?![-/\d])", timex.iso_day, needs="- /", reach=5),
    rule("day.month.year", "short", r"(?<![\w.,/-])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:1[0-9]|20)\d\d)\b(?!\.\d)", timex.iso_day, needs=".", reach=3),
    rule("slashed day", "short", r"(?<![\w.,/-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:1[0-9]|20)\d\d)\b(?!/)", timex.slashed, needs="/", reach=3),
    rule("day month year", "short weekday", rf"{WEEKDAY}{NOT_INSIDE}(?P<d>{D})(?:~(?:day~)?of)?(?:~|-)(?P<m>{M})[.,]?(?:~|-)(?:of~)?(?P<y>{Y})\b", timex.day, needs=MONTHS_BEGIN),
    rule("part of a day of a date", "part hours", rf"(?:(?:[Ee]arly|[Ll]ate)~(?:in~the~)?)?(?P<p>morning|afternoon|evening|night)~of~(?:(?P<d>{D})~(?P<m>{M})|(?P<m2>{M})~(?P<d2>{D}))(?:,?~(?P<y>{Y}))?\b", times_of_day.part_of_date, article=True, needs=MONTHS_BEGIN),
    rule("holiday of a year", "holiday", rf"(?P<name>{HOLIDAY}),?~(?:of~|in~)?(?P<y>{Y})\b", timex.holiday),
    rule("year season", "four", rf"{NOT_INSIDE}(?P<y>(?:1[0-9]|20)\d\d)~(?P<s>{SEASON})\b(?!~[a-z]{{3,}}s\b)", timex.season, needs=SEASONS_NEED, reach=14),
    rule("decade before Christ", "long short", rf"{NOT_INSIDE}(?P<y>\d{{1,2}}0)s~{BC}", timex.decade_before_christ, article=True, needs="BC bc B. b.", reach=12),
    rule("month day, year", "month weekday", rf"{WEEKDAY}(?P<m>{M})~(?:the~)?(?P<d>{D})(?:,~?|~(?:of~)?)(?P<y>{Y})\b", timex.day),
    rule("days with full stops", "short", rf"{NOT_INSIDE}{pair('D[.]', 'D[.]~M,?~Y')}\b", between, needs=MONTHS_BEGIN),
    rule("two days with a slash", "short", rf"{NOT_INSIDE}(?P<a>(?P<d1>{D}))/(?P<b>(?P<d2>{D})(?:~of)?~(?P<m2>{M})(?:,?~(?P<y2>{Y}))?)(?!\w)", other_forms.two_days, needs=MONTHS_BEGIN),
    rule("weekday of a month", "ordinal first turn", rf"(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ll]ast)~(?P<w>{DAY})~(?:of|in)~(?P<m>{M})(?:,?~(?:of~)?(?P<y>{Y}))?(?!\w)", other_forms.weekday_of_month, article=True, needs="day", reach=24),
    rule("week by its number", "stretch", rf"(?:[Cc]alendar~)?[Ww]eek~(?P<n>[1-9]|[1-4]\d|5[0-3])(?:~of~|,?~|/)(?P<y>{Y})\b", other_forms.numbered_week),
    rule("week behind its year", "four", r"(?<![\w.,/$€£¥₹-])(?P<y>(?:19|20)\d\d)-?W(?P<n>0[1-9]|[1-4]\d|5[0-3])(?!\w)", other_forms.numbered_week, needs="W", reach=6),
    rule("year of another era beside ours", "long four other", rf"(?:{NOT_INSIDE}\d{{4}}~?{OTHER_ERA}|(?<!\w)(?!H){OTHER_ERA}~?\d{{4}})~?[(/]~?(?P<y>(?:1[89]|20)\d\d)(?:[-–/]\d\d(?:\d\d)?)?\b\)?", other_forms.year_of_two_eras, needs="AH A.H BE B.E BS B.S SH S.H H"),
    rule("year of our era beside another", "four", rf"{NOT_INSIDE}(?P<y>{Y})~?[(/]~?\d{{4}}~?{OTHER_ERA}\)?", other_forms.year_of_two_eras, needs="AH A.H BE B.E BS B.S SH S.H H"),
    rule("Buddhist year", "long four", rf"{NOT_INSIDE}(?P<y>2[456]\d\d)~?(?:BE|B\.E\.)(?!\w)", other_forms.buddhist_year, needs="BE B.E"),
    rule("Buddhist year", "other", r"(?:BE|B\.E\.)~?(?P<y>2[456]\d\d)\b", other_forms.buddhist_year),
    refusal("year of another era", "long four", rf"{NOT_INSIDE}(?<!\d[(/])(?<!\d[ ][(/])\d{{4}}~?{NO_SURE_ERA}(?!~?[(/]~?(?:1[89]|20)\d\d\b)", needs="AH A.H BS B.S SH S.H H"),
    refusal("year of another era", "other", rf"(?<!\d[(/])(?<!\d[ ][(/])(?<!\w)(?!H){NO_SURE_ERA}~?\d{{4}}\b(?!~?[(/]~?(?:1[89]|20)\d\d\b)"),
    rule("days month year", "short weekday", rf"{WEEKDAY}{NOT_INSIDE}{pair('D', 'D(?:~of)?~M,?~Y')}\b", between, needs=MONTHS_BEGIN),
    rule("month days, year", "month", rf"{pair('M~D', 'D,?~Y')}\b", between),
    rule("day month to day month year", "short weekday", rf"{WEEKDAY}{NOT_INSIDE}{pair('D~M(?:~Y)?', 'D~M,?~Y')}\b", between, needs=MONTHS_BEGIN),
    rule("month day to month day, year", "month", rf"{pair('M~D(?:,~Y)?', 'M~D,?~Y')}\b", between),
    rule("month year", "month", rf"(?P<m>{M})(?:,?~|~of~)(?P<y>{Y})\b", timex.month),
    rule("month to month year", "month", rf"{pair('M(?:~Y)?', 'M~Y')}\b", between),
    rule("month year to month", "month", rf"{LED}{pair('M~Y', 'M')}\b(?!,?~(?:of~)?(?:1[0-9]|20)\d\d\b|~?\d)", between),
    rule("early, mid, late year", "part", rf"(?P<part>{PART})(?:~in)?(?:~|-)(?P<y>{Y})\b(?!s)", timex.part_of_year, article=True),
    rule("early, mid, late month year", "part", rf"(?P<part>{PART})(?:~|-)(?P<m>{M})~(?P<y>{Y})\b", timex.part_of_month),
    rule("years with a dash", "four", rf"{NOT_INSIDE}(?P<a>(?:1[0-9]|20)\d\d){DASH}(?P<b>\d\d(?:\d\d)?)\b(?![-.,]?\d|~?(?:percent|%))", timex.years),
    rule("years with to", "four", r"(?:(?<=\b[Ii]n[ \u00a0])|(?<=\b[Ff]or[ \u00a0])|(?<=\b[Dd]uring[ \u00a0])|(?<=\b[Yy]ear[ \u00a0]))(?P<a>(?:19|20)\d\d)~to~(?P<b>(?:19|20)\d\d)\b(?!-|,?\d)", timex.year_and_next, needs="to"),
    rule("years with a slash", "four", rf"{NOT_INSIDE}(?P<a>(?:1[89]|20)\d\d)/(?P<b>\d\d(?:\d\d)?)\b(?![-/.,]?\d)", timex.years, needs="/"),
    rule("between and, from to", "four", rf"(?:(?<=[Bb]etween[ \u00a0\n])|(?<=[Ff]rom[ \u00a0\n])|(?<=[Ff]rom[ ]about[ ])|(?<=[Ff]rom[ ]around[ ]))(?P<a>{Y})~(?:and|to|through|until)~(?P<b>(?:1[0-9]|20)\d\d)\b(?![.,]\d)", years_between, needs="and to through until"),
    rule("decade", "four", rf"{NOT_INSIDE}(?P<y>(?:1[0-9]|20)\d0)['’]?s\b", timex.decade, article=True, needs="s"),
    rule("part of decade", "part", rf"{PART}(?:~|-)(?:the~)?(?P<y>(?:1[0-9]|20)\d0)['’]?s\b", timex.decade, article=True, needs="s"),
    rule("century", "short ordinal", rf"(?<![\w-])(?P<n>{ORDINAL})(?:~|-)[Cc]entury\b(?<!Century)", timex.century, article=True, needs="entury"),
    rule("season", "season part", rf"(?:{PART}(?:~|-))?(?P<s>{SEASON})(?:~|,~|~of~)(?P<y>{Y})(?:[/–-](?:{Y}|\d\d))?\b", timex.season, article=True),
    rule("quarter", "quarter", rf"(?:Q(?P<n>[1-4])~(?P<y>{Y}))\b", timex.quarter),
    rule("quarter in words", "ordinal short", rf"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)~quarter(?:~of)?~(?P<y>{Y})\b", timex.quarter, needs="quarter"),
    rule("year quarter", "four", rf"{NOT_INSIDE}(?P<y>{Y})~(?P<n>first|second|third|fourth)(?:~|-)quarter\b", timex.quarter, needs="quarter"),
    rule("year half", "four", rf"{NOT_INSIDE}(?P<y>{Y})~(?P<n>first|second)~half\b(?!~of)", timex.half, needs="half"),
    rule("half year", "ordinal short edge turn", rf"(?P<n>first|second|1st|2nd|latter|last)~half~of~(?P<y>{Y})\b", timex.half, article=True, needs="half", reach=14),
    rule("weeks of a month", "first turn", rf"(?P<e>[Ff]irst|[Ll]ast)~(?:(?P<n>two|three|2|3)~)?(?P<u>weeks?|days)~of~(?P<m>{M})(?:,?~(?P<y>{Y}))?\b(?!~?\d)", relative_dates.weeks_of_month, article=True, needs="week days", reach=24),
    rule("decade of two digits", "short", r"(?:(?<=\b[Tt]he[ \u00a0])|(?<=\b[Tt]he[ \u00a0]['’])|(?<=early[ -])|(?<=late[ -])|(?<=mid-))(?P<y>[2-9]0)s\b(?!~(?:BC|B\.C))", timex.short_decade, needs="0s", reach=3),
    rule("year of our era", "era", r"A\.?D\.?~(?P<y>\d{1,4})\b(?![.,]\d)", timex.year_of_our_era),
    rule("year of our era", "short long four", rf"{NOT_INSIDE}(?P<y>\d{{1,4}})~?(?:AD|CE|A\.D\.)(?!\w)", timex.year_of_our_era, needs="AD CE A.D", reach=9),
    rule("stretch that ended", "digit number stretch ordinal", rf"{NOT_INSIDE}{LENGTH}~(?:ended|ending|to|(?(n)(?:through|up~to)|(?!)))~{BOUND}", stretches.ended, needs="ended ending to through"),
    rule("stretch that ended on a day", "stretch", rf"(?P<length>(?:financial|fiscal|tax|accounting)~(?P<one>year))~(?:ended|ending)~on~{BOUND}", stretches.ended, needs="ended ending"),
    rule("stretch that began", "digit number stretch", rf"{NOT_INSIDE}{LENGTH}~(?:beginning|starting|commencing)~(?:on~)?{BOUND}", stretches.begun, needs="beginning starting commencing"),
    rule("week of a day", "stretch", rf"(?P<length>(?P<one>week))~of~(?:the~)?{BOUND}", stretches.begun, needs=MONTHS_BEGIN),
    rule("days of a month", "first turn", rf"(?P<e>[Ff]irst|[Ll]ast)~(?P<n>\d\d?|{WORDS})~(?P<u>weeks?|days?)~of~(?P<m>{M}),?~(?P<y>{Y})\b", stretches.counted_days, article=True, needs="week day", reach=40),
    rule("month of a year to a year", "month", rf"(?:(?<=\b[Ff]rom[ \u00a0])|(?<=\b[Bb]etween[ \u00a0]))(?P<a>(?P<m>{M})~(?P<y>{Y}))~(?:to|until|through|and)~(?P<b>(?P<y2>{Y}))\b", stretches.month_to_year),
    rule("quarter by its letter", "quarter", rf"Q(?P<n>[1-4])(?:~of~|[-/]|~)?(?P<y>{SHORT_YEAR})(?![\w/]|[.,]\d|-\d)", stretches.quarter),
    rule("quarter behind its year", "four", rf"{NOT_INSIDE}(?P<y>(?:1[0-9]|20)\d\d)[:-]?~?[Qq](?P<n>[1-4])(?!\w)", stretches.quarter, needs="Q q", reach=8),
    rule("quarter before its letter", "short", rf"{NOT_INSIDE}(?P<n>[1-4])Q(?:~of~|~|[-/])?(?P<y>{SHORT_YEAR})(?!\w|[.,]\d)", stretches.quarter, needs="Q", reach=2),
    rule("quarter by its number", "quarters", rf"(?:Quarter|quarter)~(?P<n>[1-4]){MONTHS_IN_BRACKETS}?,?~(?:of~)?(?P<y>{Y})\b", stretches.quarter),
    rule("quarter with its months", "ordinal turn edge quarter", rf"(?:(?P<n>{QUARTER_WORD})(?:~|-)quarter|Q(?P<n2>[1-4])){MONTHS_IN_BRACKETS},?~(?:of~)?(?P<y>{Y})\b", stretches.quarter, article=True, needs="("),
    rule("quarter by its last month", "month", rf"(?P<m>{M})(?:~|-)quarter(?:~of)?~(?P<y>{Y})\b", stretches.quarter_of_month, needs="quarter"),
    rule("quarter alone by its last month", "month", rf"(?P<m>{_LONG})(?:~|-)quarter\b(?!~(?:of~)?\d)", relative_dates.quarter_of_month, needs="quarter"),
    rule("year to date", "stretch", r"(?<!inancial[ \u00a0])(?<!iscal[ \u00a0])[Yy]ear(?:~to~|-to-)date\b(?=[.,;:)]|$|\n|~(?:\d|some~|about~|nearly~|over~|more~than~|there~|the~))", relative_dates.year_to_date, needs="date"),
    rule("last quarter of a year", "turn edge", r"(?P<n>final|last|opening)~quarter~of~(?P<y>(?:1[0-9]|20)\d\d)\b", stretches.quarter, article=True, needs="quarter", reach=16),
    rule("quarter to quarter", "quarter", rf"Q(?P<n>[1-4])(?P<a>)(?:~(?P<y>{Y}))?(?P<end>){TO}(?P<b>)Q(?P<n2>[1-4])~(?P<y2>{Y})\b", stretches.quarters),
    rule("two quarters of a year", "ordinal short", r"(?P<a>(?P<n>first|second|third|1st|2nd|3rd))~(?:and|to)~(?P<b>(?:the~)?(?P<n2>second|third|fourth|2nd|3rd|4th))(?:~|-)quarters?(?:~of)?~(?P<y>)(?P<y2>(?:1[0-9]|20)\d\d)\b(?![/–-]\d)", stretches.quarters, article=True, needs="quarter", reach=40),
    rule("quarter of a year told of", "quarter", r"(?:(?<=\b[Ii]n[ \u00a0])|(?<=\b[Oo]f[ \u00a0])|(?<=\b[Bb]y[ \u00a0])|(?<=\b[Ss]ince[ \u00a0])|(?<=\b[Uu]ntil[ \u00a0])|(?<=\b[Dd]uring[ \u00a0])|(?<=\b[Ff]or[ \u00a0])|(?<=\b[Ff]rom[ \u00a0])|(?<=\bto[ \u00a0])|(?<=\band[ \u00a0]))Q(?P<n>[1-4])(?!\w|[./]\d|~?-?\d|~(?:FY|fiscal|of)\b)", stretches.quarter_alone),
    rule("quarter before", "turn", r"(?P<turn>[Pp]revious|[Pp]receding|[Tt]hat)~quarter\b(?!-|~(?:of|century|mile)\b)", relative_dates.quarter_before),
    rule("edge to edge", "part edge", rf"(?P<a>(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd)-(?P<y>{Y})){TO}(?P<b>(?P<part2>early|mid|late|end)-(?P<y2>{Y}))\b", stretches.edges),
    rule("part of a month to another month", "part edge", rf"(?P<a>(?:[Ee]arly|[Mm]id|[Ll]ate)(?:~|-)(?:in~)?(?P<m>{M})(?:~(?P<y>{Y}))?)(?:{DASH}|~(?:to|through|until|till)~)(?P<b>(?:(?:early|mid|late)(?:~|-))?(?P<m2>{M})~(?P<y2>{Y}))\b", stretches.parts_of_months),
    rule("quarter of a fiscal year", "quarter halves", r"(?:Q[1-4]|H[12])~?(?:of~)?(?:(?:the~)?(?:FY[ \u00a0]?|[Ff]iscal~(?:[Yy]ear~)?|[Ff]inancial~[Yy]ear~)(?P<y>(?:1[0-9]|20)\d\d|\d\d)(?:[/–-]\d\d(?:\d\d)?)?|(?P<y2>20\d\d)[/–-]\d\d(?:\d\d)?)\b(?!-\d)", stretches.fiscal_part),
    rule("part of a fiscal year", "ordinal short edge turn", rf"(?:{QUARTER_WORD}(?:~|-)(?:quarter|half)|[Ff]irst~(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d\d?)~months)~of~(?:the~)?(?:(?:FY[ \u00a0]?|[Ff]iscal~(?:[Yy]ear~)?|[Ff]inancial~[Yy]ear~)(?P<y>(?:1[0-9]|20)\d\d|\d\d)(?:[/–-]\d\d(?:\d\d)?)?|(?P<y2>(?:19|20)\d\d)[/–-]\d\d(?:\d\d)?)\b(?!-\d)", stretches.fiscal_part, article=True, needs="of", reach=24),
    rule("half by its letter", "halves", rf"H(?P<n>[12])(?:~of~|[-/]|~)?(?P<y>{SHORT_YEAR})(?![\w/]|[.,]\d|-\d)", stretches.half),
    rule("half behind its year", "four", r"(?<![\w.,/$€£¥₹-])(?P<y>(?:1[0-9]|20)\d\d)[:-]?~?H(?P<n>[12])(?!\w)", stretches.half, needs="H", reach=8),
    rule("half before its letter", "short", rf"{NOT_INSIDE}(?P<n>[12])H(?:~of~|~|[-/])?(?P<y>{SHORT_YEAR})(?!\w|[.,]\d)", stretches.half, needs="H", reach=2),
    rule("edge joined to a year", "edge stretch", rf"(?:(?:[Ee]nd|[Mm]id)-|[Yy]ear-end~)(?P<m>(?!))?(?P<y>{Y})\b(?![-–/]\d)", timex.edge, article=True),
    rule("edge joined to a month", "edge", rf"[Ee]nd-(?P<m>{M}),?~(?P<y>{Y})\b", timex.edge),
    rule("edge joined to a month alone", "edge", rf"[Ee]nd-(?P<m>{_LONG})\b(?!,?~?\d)", relative_dates.month),
    rule("day, month, two digits", "short", rf"{NOT_INSIDE}(?P<d>{D})(?:-(?P<m>{M})-(?P<y>\d\d)|~(?P<m3>{M})~(?:['’](?P<y3>\d\d)|(?P<y4>\d\d)(?=[.,;:)]?(?:$|\n|[ ](?![a-z])|[.,;:)]))))(?![\w/]|[.,]\d|-\d)", stretches.short_day, needs=MONTHS_BEGIN, reach=16),
    rule("month, two digits", "month", rf"(?P<m>{M})~?['’](?P<y>\d\d)(?![\w/]|[.,]\d|-\w)", stretches.short_month),
    rule("month with a hyphen, two digits", "month", rf"(?:(?<=\b[Ii]n[ \u00a0])|(?<=\b[Ss]ince[ \u00a0])|(?<=\b[Uu]ntil[ \u00a0])|(?<=\b[Ff]rom[ \u00a0])|(?<=\b[Bb]y[ \u00a0])|(?<=\bto[ \u00a0])|(?<=\b[Oo]f[ \u00a0]))(?P<m>{TINY_MONTH})-(?P<y>\d\d)(?![\w/]|[.,]\d|-\w)", stretches.short_month),
    rule("month/year", "short", r"(?:(?<=\b[Ii]n[ \u00a0])|(?<=\b[Ss]ince[ \u00a0])|(?<=\b[Uu]ntil[ \u00a0])|(?<=\b[Ff]rom[ \u00a0])|(?<=\b[Bb]y[ \u00a0])|(?<=\bto[ \u00a0])|(?<=\b[Dd]uring[ \u00a0])|(?<=\b[Bb]efore[ \u00a0])|(?<=\b[Aa]fter[ \u00a0]))(?P<m>0[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\w/]|[.,]\d)", stretches.slashed_month, needs="/", reach=3),
    rule("year month", "four", rf"{NOT_INSIDE}(?P<y>(?:1[0-9]|20)\d\d)~(?P<a>(?P<m1>{M}))(?:[-–/](?P<b>(?P<m2>{M})))?(?<!\.)(?![\w/]|~?\d|-\w)", stretches.year_month, needs=MONTHS_BEGIN, reach=8),
    rule("decade in words", "nineteen", r"[Nn]ineteen(?:~|-)(?P<n>(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)\b", spoken_years.decade_in_words, article=True),
    rule("fiscal years", "fiscal", rf"(?P<a>(?:(?P<many>[Ff]iscal~[Yy]ears~|[Ff]inancial~[Yy]ears~)|FY[ \u00a0]?|[Ff]iscal~(?:[Yy]ear~)?|[Ff]inancial~[Yy]ear~)(?P<y>{Y}))(?:~(?:to|and|through)~|~?[-–]~?(?(many)|(?=FY)))(?P<b>(?:(?:FY[ \u00a0]?|[Ff]iscal~(?:[Yy]ear~)?))?(?P<y2>{Y}))\b(?![/-]\d)", stretches.fiscal_years),
    rule("fiscal year with a slash", "fiscal", r"(?:FY[ \u00a0]?|[Ff]iscal~(?:[Yy]ear~)?|[Ff]inancial~[Yy]ear~)(?P<a>(?:19|20)\d\d)[/–-](?P<b>\d\d(?:\d\d)?)\b(?![/.,]?\d)", timex.years),
    rule("fiscal year", "fiscal", rf"(?:FY[ \u00a0]?|[Ff]iscal~(?:[Yy]ear~)?|[Ff]inancial~[Yy]ear~)(?P<y>{Y}|\d\d)(?:[/–-]\d\d(?:\d\d)?)?\b", timex.fiscal),
    rule("year", "four", rf"{NOT_INSIDE}{Y}\b(?![-–/]\d)", bare_year),
    rule("first of the year", "first", rf"(?<!\bits[ \u00a0])(?<!\btheir[ \u00a0])[Ff]irst~(?P<n>{_N})~(?P<u>months|weeks|days)\b(?!~(?:after|following|since)\b)(?:~of~(?:the~year\b|(?P<y>{Y})\b))?", timex.first_of_year, needs="months weeks days"),
    rule("past of", "turn", rf"(?:last|past|previous)~(?P<n>{_N})~(?P<u>years|months|weeks|days|decades|hours)\b", timex.duration),
    rule("next of", "turn", rf"(?:next|coming|following)~(?P<n>{_N})~(?P<u>years|months|weeks|days|decades|hours)\b", timex.duration),
    rule("reference stretch", "digit number", rf"{NOT_INSIDE}(?P<before>(?<=[Pp]revious[ \u00a0]))?(?P<span>(?P<n>{_N})(?:~|-)(?P<u>month|week|year|quarter|day|decade))\b(?(before)|(?:(?:~|-)(?:on|over)(?:~|-)(?:previous|month|year|quarter|the)|(?:~(?!(?:at|of|in|on|for|to|with|and|the|an?)\b)[A-Za-z]{{1,16}}){{0,2}}~(?:periods?|averages?|rates?|inflation|growth|basis|comparisons?|highs?|lows?|mean|trend|yields?)\b|~moving\b))", stretches.reference, needs="day week month year quarter decade", reach=60),
    rule("duration", "digit number", rf"{NOT_INSIDE}(?<!first[ \u00a0])(?<!\b[Aa]ged[ \u00a0])(?P<n>{_N})(?:~|-)(?:(?:consecutive|full|whole|calendar|additional|more)~)?(?P<u>{UNIT}s?)\b(?!-olds?\b|~olds?\b|~of~age\b)", timex.duration, needs="day week month year decade hour minute", reach=80),
    rule("every", "every", rf"(?:[Ee]very|[Ee]ach)~(?:(?P<other>other)~|(?P<o>{ORDINAL})~|(?P<n>{_N})~)?(?P<u>{UNIT}s?)\b", recurring_dates.every),
    rule("every named", "every", rf"(?:[Ee]very|[Ee]ach)~(?:(?P<other>other)~)?(?:(?P<w>{DAY})|(?P<m>{M})(?:~(?P<d>{D})\b)?|(?P<d2>{D})~(?P<m2>{M})|(?P<s>{SEASON}))\b", recurring_dates.every_named),
    rule("weekdays", "weekdays", rf"(?P<w>{DAY})s\b(?!~[A-Z])", recurring_dates.weekdays),
    rule("times a", "number short times", rf"(?P<n>[Oo]nce|[Tt]wice|[Tt]hrice|(?:\d{{1,2}}|{WORDS})~times)(?:~(?:a|an|per|each|every)~)(?P<u>{UNIT})\b", recurring_dates.times, needs="nce wice times"),
    rule("adverb of recurrence", "recurs", r"(?:[Bb]iennial(?:ly)?|[Tt]riennial|[Ss]emi-?annual(?:ly)?|[Bb]iannual(?:ly)?|[Aa]nnual(?:ly)?|[Yy]early|[Mm]onthly|[Ww]eekly|[Dd]aily|[Qq]uarterly)\b(?!~(?:(?:cash|net|operating|pretax)~)?(?:dividends?|earnings|profits?|loss|losses|results|sales|revenues?)\b)", recurring_dates.adverb),
    rule("present", "deictic", r"(?:[Cc]urrently|[Nn]ow|[Tt]o~date|[Tt]hus~far|[Aa]t~present|[Tt]hese~days)\b", timex.present),
    rule("years before Christ", "digit", rf"{NOT_INSIDE}(?P<a>\d{{1,4}}){TO}(?P<b>\d{{1,4}})~?{BC}", timex.years_before_christ, needs="BC bc B. b."),
    rule("year before Christ", "digit", rf"{NOT_INSIDE}(?P<y>\d{{1,4}})~?{BC}", timex.before_christ, needs="BC bc B. b."),
    rule("month year before Christ", "month", rf"(?P<m>{M})(?:~(?P<d>{D}))?,?~(?P<y>\d{{1,4}})~?{BC}", timex.before_christ),
    rule("season before Christ", "season part", rf"(?:{PART}~)?(?P<s>{SEASON})~of~(?P<y>\d{{1,4}})~?{BC}", timex.season_before_christ, article=True),
    rule("century before Christ", "short ordinal first", rf"(?<![\w-])(?P<n>{ORDINAL})(?:~|-)[Cc]entury~{BC}", timex.century_before_christ, article=True, needs="entury"),
    rule("edge of a year", "edge", rf"{EDGE}~of~(?:the~year~)?(?P<m>(?!))?(?P<y>{Y})\b(?!s)(?!~?(?:BC|B\.C))", timex.edge, article=True),
    rule("edge of a month of a year", "edge", rf"{EDGE}~of~(?P<m>{M}),?~(?P<y>{Y})\b", timex.edge, article=True),
    rule("edge of a month", "edge", rf"{EDGE}~of~(?P<m>{_LONG})\b(?:(?=~{_AMOUNT})|(?!~?\d))", relative_dates.month, article=True),
    rule("day month to day month", "short weekday", rf"{WEEKDAY}{NOT_INSIDE}{pair('D~M', 'D~M')}(?!\w)(?!,?~(?:of~)?(?:1[0-9]|20)\d\d\b)", between, needs=MONTHS_BEGIN),
    rule("month day to month day", "month", rf"{pair('M~D', 'M~D')}\b(?![,.]\d|,~(?:1[0-9]|20)\d\d\b)", between),
    rule("hour", "short", rf"{NOT_INSIDE}(?P<h>\d{{1,2}})(?:[:.](?P<min>\d\d))?~?(?P<half>[AaPp])(?:\.[Mm]\.|[Mm]\b)(?:~(?:EST|EDT|CST|CDT|PST|PDT|GMT|UTC|local~time)\b)?(?:,?~(?:on~)?(?:(?P<w>{DAY})\b|(?P<m>{M})~(?P<d>{D})\b(?!,?~?(?:1[0-9]|20)\d\d)))?", times_of_day.clock, needs="m M", reach=9),
    rule("hour of 24", "short", r"(?:(?<=\b[Aa]t[ \u00a0])|(?<=\b[Bb]y[ \u00a0])|(?<=\b[Uu]ntil[ \u00a0])|(?<=\bfrom[ \u00a0]))(?P<h>\d{1,2}):(?P<min>\d\d)(?![\d:])(?!~?[ap]\.?m)(?:~(?:hours|hrs|GMT|UTC)\b)?", times_of_day.clock, needs=":", reach=3),
    rule("part of a weekday", "weekday noon", rf"(?:(?P<q>[Nn]oon|[Mm]idnight)~(?:on~)?)?(?P<w>{DAY})(?(q)|~(?P<p>morning|afternoon|evening|night)s?)\b", times_of_day.part_of_weekday),
    rule("weekend", "weekend turn", r"(?:(?<=\b[Tt]he[ \u00a0])|(?P<turn>[Tt]his|[Ll]ast|[Nn]ext|[Cc]oming|[Pp]ast)~)weekend\b", relative_dates.weekend, article=True, needs="weekend"),
    rule("duration and a half", "digit number one", rf"{NOT_INSIDE}(?:(?P<n>\d{{1,3}}|{WORDS})~(?:and~(?:a~)?half|1/2)(?:~|-)(?P<u>{UNIT})s?|[Aa]n?~(?P<u2>{UNIT})~and~a~half)\b(?!-olds?\b|~olds?\b)", relative_dates.half_more, needs="half 1/2"),
    rule("units of no number", "units", r"(?:(?<=\b[Ff]or[ \u00a0])|(?<=\b[Ww]ithin[ \u00a0])|(?<=\b[Ii]n[ \u00a0]))(?P<u>days|weeks|months|years|decades|centuries)\b(?=[,.;:)]|~(?:after|before|of|that|now|the|when|and)\b|~(?:[a-z]+ly)\b)", relative_dates.unit_or_more),
    rule("the past", "past", r"(?<=\b[Tt]he[ \u00a0])past\b(?=[,.;:)]|~(?:and|has|have|had|that|to|it|they|he|she|we|was|were|is)\b)", relative_dates.past_reference, article=True),
    rule("part of a day", "turn named", r"(?P<turn>[Tt]his|[Tt]hat(?:~same)?|[Ll]ast|[Yy]esterday|[Tt]omorrow|[Nn]ext|[Ff]ollowing|[Ss]ame)~(?P<p>morning|afternoon|evening|night)\b", times_of_day.part_of_day, article=True, needs="morning afternoon evening night", reach=32),
    rule("tonight", "named", r"[Tt]onight\b", times_of_day.tonight),
    rule("a year before what is told", "told", r"(?<![\w-])[Yy]ear-(?:ago|earlier)\b(?!-|~(?:quarter|period|(?:[a-z]+)(?:~|-)(?:quarter|months|period|half))\b)(?=~[a-z$€£\d])", relative_dates.year_back),
    rule("quarter a year before", "told", r"(?<![\w-])[Yy]ear-(?:ago|earlier)~(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?:~|-)quarter\b", relative_dates.quarter_year_back, article=True),
    rule("quarter told", "told turn", r"(?:(?<=\b[Tt]he[ \u00a0])quarter\b(?!~(?:of|to|past|century|mile)\b|-)|latest~(?:quarter|period)\b|(?P<back>year-(?:ago|earlier)~(?:quarter|period)\b|[Ll]ast~year[’']s~quarter\b|(?:corresponding|comparable|same|similar)~(?:period|quarter)~(?:of~)?last~year\b))", relative_dates.quarter_told, article=True),
    rule("year-end", "told", r"(?:(?<=\b[Bb]y[ \u00a0])|(?P<at>(?<=\b[Aa]t[ \u00a0]))|(?<=\b[Uu]ntil[ \u00a0])|(?<=\b[Bb]efore[ \u00a0])|(?<=\b[Aa]round[ \u00a0])|(?<=\b[Bb]y[ \u00a0]the[ \u00a0])|(?P<past>(?<=\b[Ss]ince[ \u00a0])))year(?:-|~|[’']s~)end\b(?=[.,;:)]|$|\n|~(?:and|or|but|to|in|from|that|which|when|as|after|for|he|she|it|they|the|we)\b)", relative_dates.year_end, needs="end", reach=12),
    rule("full year", "full", r"(?<=\b[Tt]he[ \u00a0])full~year\b(?!-|~(?:of|ended|ending|to|before|after|(?:1[0-9]|20)\d\d)\b)", relative_dates.year_told, article=True),
    rule("quarter of now", "turn", r"(?P<turn>[Tt]his|[Cc]urrent|[Nn]ext|[Cc]oming)~quarter\b(?!-|~(?:of|past|to|century|mile)\b)", relative_dates.quarter_of_now, article=True),
    rule("edge of what is told", "edge", rf"{EDGE}~of~(?P<turn>the|this|last|next|that)~(?P<u>year|month|week)\b(?!~(?:of|ended|ending|before|after)\b)", relative_dates.edge_told, article=True),
    rule("period of a year told of", "four", rf"(?<=\b[Tt]he[ \u00a0])(?P<y>{Y})~(?:quarter|period)\b(?!-|~(?:of|drama|piece|costumes?|finals?)\b)", relative_dates.period_of_year, article=True, needs="quarter period", reach=14),
    rule("year in words", "nineteen", rf"{SPOKEN_YEAR}\b(?!~(?:thousand|hundred|million|people|percent))", spoken_years.year_in_words),
    rule("month of a year in words", "month", rf"(?P<m>{M})~(?:of~)?{SPOKEN_YEAR}\b", spoken_years.month_in_words, needs="ineteen"),
    rule("season of a year in words", "season", rf"(?P<s>{SEASON})~(?:of~)?{SPOKEN_YEAR}\b", spoken_years.season_in_words, article=True, needs="ineteen"),
    rule("thousands in words", "told", r"(?<=\b[Tt]he[ \u00a0])year~two~thousand\b(?:~(?:and~)?(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)?(?!~(?:hundred|years))", spoken_years.thousands_in_words, article=True, needs="thousand", reach=24),
    rule("decade by its tens", "tens", r"(?:(?<=\b[Tt]he[ \u00a0])|(?<=\b[Tt]he[ \u00a0]early[ \u00a0-])|(?<=\b[Tt]he[ \u00a0]late[ \u00a0-])|(?<=\b[Tt]he[ \u00a0]mid-))(?P<n>twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b(?!-)", spoken_years.decade_by_tens, article=True),
    rule("month day", "month weekday", rf"(?<!\b\d[ ])(?<!\b\d\d[ ]){WEEKDAY}(?P<m>{M})~(?:the~)?(?P<d>{D})\b(?![,.]\d|~?(?:percent|%|people|members|million|billion)|,~(?:1[0-9]|20)\d\d\b|[-–]\d|:\d)", relative_dates.month_day),
    rule("month of a year told", "month", rf"(?P<m>{M})(?:~(?P<d>{D}))?,?~(?:of~)?(?:the~)?(?P<turn>that(?:~same)?|this|same|last|next|following|previous)~year\b", relative_dates.month_of_year),
    rule("quarter of a year told", "turn", r"(?P<turn>[Tt]his|[Ll]ast|[Nn]ext)~year[’']s~(?P<n>first|second|third|fourth)(?:~|-)quarter\b", relative_dates.quarter),
    rule("month to month", "month", rf"{LED}{pair('M', 'M')}\b(?!,?~(?:of~)?(?:1[0-9]|20)\d\d\b|~?\d)", between),
    rule("month days", "month", rf"{pair('M~D', 'D')}\b(?![,.]\d|,~(?:1[0-9]|20)\d\d\b)", between),
    rule("day month", "short weekday", rf"{WEEKDAY}{NOT_INSIDE}(?P<d>{D})(?:~of)?(?:~|-)(?P<m>{M})(?!\w)(?!,?~(?:of~)?(?:1[0-9]|20)\d\d\b)", relative_dates.month_day, article=True, needs=MONTHS_BEGIN),
    rule("days month", "short weekday", rf"{WEEKDAY}{NOT_INSIDE}{pair('D', 'D(?:~of)?~M')}(?!\w)(?!,?~(?:1[0-9]|20)\d\d\b)", between, needs=MONTHS_BEGIN),
    rule("month", "month", rf"(?P<m>{LONG_MONTH}|{MONTH_OR_WORD})\b(?:(?=~{_AMOUNT})|(?!,?~(?:of~)?(?:1[0-9]|20)\d\d\b|~?\d|~{D}\b|[’']s?~[A-Z]))", relative_dates.month),
    rule("part of month", "part", rf"{PART}(?:~|-)(?:in~)?(?P<m>{_LONG})\b(?!,?~(?:1[0-9]|20)\d\d\b)", relative_dates.month),
    rule("month that follows", "turn", rf"[Ff]ollowing~(?P<m>{M})\b(?!,?~\d)", relative_dates.month_after, article=True),
    rule("turn month", "turn", rf"(?P<turn>[Ll]ast|[Tt]his|[Nn]ext)~(?P<m>{_LONG})\b(?!~\d)", relative_dates.month),
    rule("season alone", "season", r"(?:(?<=\b[Ii]n[ \u00a0])|(?<=\b[Bb]y[ \u00a0])|(?<=\b[Tt]he[ \u00a0])|(?<=\b[Dd]uring[ \u00a0])|(?<=\b[Uu]ntil[ \u00a0])|(?<=\b[Tt]hrough[ \u00a0])|(?<=\b[Ee]arly[ \u00a0])|(?<=\b[Ll]ate[ \u00a0])|(?<=\b[Tt]hat[ \u00a0]))(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\b(?!~(?:of~)?\d|~[A-Z]|~[a-z]+s?~(?:of|program))", relative_dates.season, article=True),
    rule("holiday alone", "holiday turn", rf"(?<!\b[Ee]very[ ])(?<!\b[Ee]ach[ ])(?:(?P<turn>[Ll]ast|[Tt]his|[Nn]ext)~)?(?P<name>{HOLIDAY})\b(?=[.,;:)”\"]|$|\n|~(?:and|or|but|to|in|at|on|from|with|that|which|when|where|as|after|before|because|since|for|by|he|she|it|they|we|the|will)\b|~[a-z]{{2,}}(?:ed|ing)\b)(?!,?~(?:of~|in~)?{Y}\b)", relative_dates.holiday),
    rule("turn season", "turn", rf"(?P<turn>[Ll]ast|[Tt]his~past|[Tt]his|[Nn]ext|[Tt]hat)~(?P<s>{SEASON})\b(?!~(?:of~)?(?:1[89]|20)\d\d\b(?![.,]\d))", relative_dates.season),
    rule("quarter alone", "ordinal first", r"(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?:~|-)quarter\b(?!~(?:of~)?\d|~of~(?:the|all|its|their|a)\b)", relative_dates.quarter, article=True),
    rule("turn of unit", "turn part sooner", r"(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)~)?(?P<turn>[Ll]ast|[Pp]revious|[Pp]receding|[Tt]his|[Tt]hat(?:~same)?|[Ss]ame|[Nn]ext|[Ff]ollowing|[Cc]oming|(?<=\b[Tt]he[ \u00a0])current)~(?P<u>day|week|month|year)\b(?!-|~of~(?:the|[A-Z]|\d|his|her|their|its)\b)", relative_dates.turned, article=True),
    rule("ago, later", "digit number one", rf"{NOT_INSIDE}(?P<n>\d{{1,3}}|{WORDS}|[Aa]n?)~(?P<u>(?:day|week|month|year|decade)s?)~(?P<w>ago|(?:later|earlier)(?!~than\b)|before(?!~(?:{STATED}|[A-Z\d]))|afterwards|previously)\b", relative_dates.ago, needs="ago later earlier before afterwards previously"),
    rule("named day", "named", r"(?P<d>[Yy]esterday|[Tt]oday|[Tt]omorrow)\b(?![’']s~[A-Z])", relative_dates.named_day),
    rule("weekday", "weekday", rf"(?P<w>{DAY})\b", relative_dates.weekday),
    rule("turn weekday", "turn", rf"(?P<turn>[Ll]ast|[Tt]his|[Nn]ext)~(?P<w>{DAY})\b", relative_dates.weekday),
    rule("vague past", "vague units", r"(?:(?:[Ss]everal|[Mm]any|[Ss]ome|[Aa]~few)~)?(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades|[Cc]enturies)~ago\b", relative_dates.past_reference, needs="ago", reach=24),
    rule("recent past", "vague", r"[Rr]ecent~(?:days|weeks|months|years|decades)\b", relative_dates.past_reference),
    rule("soon", "soon", r"[Ss]oon\b(?!~(?:as|after|before|became|found|followed|afterwards?)\b)", relative_dates.soon),
    rule("near term", "future", r"(?<=\b[Tt]he[ \u00a0])(?:near|short)~term\b", relative_dates.future_reference, article=True),
    rule("future", "future", r"(?:[Nn]ear~)?[Ff]uture\b", relative_dates.future_reference, article=True),
    rule("vague duration", "vague turn", rf"(?:(?:next|past|last|coming)~(?:few|several|(?P<two>couple~of))|[Cc]oming|[Aa]~few|[Aa]~(?P<pair>couple~of)|[Ss]everal|many|some(?!~quarters))~(?P<u>hours|days|weeks|months|quarters|years|decades|centuries)\b(?!~(?:ago|later|earlier)\b|~before\b(?!~{STATED}))", relative_dates.vague_duration),
    rule("one unit", "one", r"(?:(?<=\b[Ff]or[ \u00a0])|(?<=\b[Ww]ithin[ \u00a0])|(?<=\b[Aa]fter[ \u00a0])|(?<=\b[Aa]bout[ \u00a0])|(?<=\b[Oo]ver[ \u00a0])|(?<=\bthan[ \u00a0])|(?<=\b[Aa]lmost[ \u00a0])|(?<=\b[Nn]early[ \u00a0])|(?<=\bhalf[ \u00a0])|(?<=\b[Oo]nly[ \u00a0])|(?<=\blasted[ \u00a0])|(?<=\blasting[ \u00a0])|(?<=\b[Bb]arely[ \u00a0])|(?<=\b[Jj]ust[ \u00a0]))an?~(?:(?:additional|extra|further|full|whole)~)?(?P<u>(?<!half[ \u00a0]an[ \u00a0])hour|(?<!half[ \u00a0]a[ \u00a0])minute|day|week|month|year|decade|century)\b(?!~(?:ago|later|earlier|before)|~and~a~half)", relative_dates.one_unit),
    rule("recently", "recently", r"[Rr]ecently\b", relative_dates.past_reference),
)  # fmt: skip

_WORDS_OF_NUMBERS: Final = " ".join((*UNITS, *TENS)).removeprefix("zero ")
_ORDINAL_WORDS: Final = " ".join((*ORDINALS, *TENS)).removeprefix("first ")


TABLE: Final = RuleTable(
    rules=RULES,
    words={
        "month": " ".join((*MONTH_NAMES, *SHORT_MONTHS, *(name.upper() for name in MONTH_NAMES))),
        "part": "early mid late",
        "stretch": (
            "year quarter month week fortnight half decade financial fiscal tax calendar marketing "
            "crop academic school accounting"
        ),
        "quarters": "quarter",
        "halves": "H",
        "first": "first",
        "turn": "last this that same next following coming preceding previous past current",
        "edge": "end start beginning middle close early latter mid final opening",
        "named": "yesterday today tomorrow tonight",
        "sooner": "earlier later",
        "told": "quarter latest year corresponding comparable similar",
        "nineteen": "nineteen",
        "full": "full",
        "soon": "soon",
        "tens": "twenties thirties forties fifties sixties seventies eighties nineties",
        "future": "future near short",
        "hours": "morning afternoon evening night",
        "holiday": " ".join({re.split(r"\W", name)[0] for name in HOLIDAY_NAMES}),
        "era": "AD A",
        "other": "AH A BE B BS SH S H",
        "noon": "noon midnight",
        "weekend": "weekend",
        "units": "days weeks months years decades centuries",
        "past": "past",
        "weekday": f"{' '.join(WEEKDAY_NAMES)} Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun",
        "vague": "a several many some recent",
        "recently": "recently",
        "one": "a an",
        "every": "every each",
        "weekdays": " ".join(f"{name}s" for name in WEEKDAY_NAMES),
        "times": "once twice thrice",
        "season": " ".join(SEASONS),
        "quarter": "Q",
        "fiscal": "FY fiscal financial",
        "deictic": "currently now to thus at these",
        "recurs": (
            "biennial biennially triennial triennially semiannual semiannually semi biannual "
            "biannually annual annually yearly monthly weekly daily quarterly"
        ),
        "number": _WORDS_OF_NUMBERS,
        "ordinal": f"first {_ORDINAL_WORDS}",
    },
)


def mentions(text: str, anchors: Anchors | None = None) -> list[Mention[timex.DateValue]]:
    """Return the temporal expressions of a text, settled, refused spans among them."""
    settled = settle(TABLE.find(text, anchors), RULES)
    found = [_led(text, each) if each.rule in _LED else each for each in settled]
    return unnamed_quarters.with_unnamed(text, found)


_LED: Final = frozenset(
    (
        "decade",
        "decade by its tens",
        "century",
        "decade before Christ",
        "century before Christ",
        "year before Christ",
        "quarter",
        "quarter by its letter",
    )
)
_LEADS: Final = re.compile(
    r"(?:\b(?:the~)?(?:[Ee]arly|[Mm]id|[Ll]ate)(?:~|-)|\b(?:the~)?(?:end|beginning|start|middle|close)~of~(?:the~)?"
    r"|\b(?:[Cc]a\.|[Cc]irca)~)(?:the~)?$".replace("~", r"\s{1,2}"),
    re.IGNORECASE,
)
_REACH: Final = 32


def _led(text: str, mention: Mention[timex.DateValue]) -> Mention[timex.DateValue]:
    """Return a decade, century or year before Christ with the words that say which part of it."""
    start = mention.span.start
    lead = _LEADS.search(text, max(0, start - _REACH), start)
    if lead is None or mention.value is None:
        return mention
    return Mention(mention.rule, Span(lead.start(), mention.span.end), mention.value)
