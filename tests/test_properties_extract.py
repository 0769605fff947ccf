"""The laws of the extractor, over texts made of what its rules look for."""

from __future__ import annotations

import re
import textwrap
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from extraction import read_text, rows
from timeline.decode.plain import document
from timeline.model import KINDS_OF_EVENT, KINDS_OF_FIGURE, STATUSES, Event, Figure, Quote, Span
from timeline.reading.dates import patterns as date_patterns
from timeline.reading.matching.engine import mention_of
from timeline.reading.quantities import numerals
from timeline.reading.quantities import patterns as quantity_patterns
from timeline.reading.quantities.pattern_rows import PatternRow
from timeline.records import date_record, event_of, event_record, figure_of, figure_record
from timeline.text import normal
from timeline.values import (
    QUALIFIERS,
    Period,
    Quantity,
    day_number,
    day_text,
    decimal_key,
    decimal_text,
    parse_decimal,
    scaled,
)

law = settings(max_examples=300, deadline=None)
slow_law = settings(max_examples=120, deadline=None)

# ---------------------------------------------------------------- texts

NUMBERS_TEXT = (
    "3 5 12 15th 47 1990 1990s 2008-2023 2020 2,020 1,990 7.5 30 816\u00a0000 1441 863 two twelve "
    "hundred ninth second-largest 99 1.5 $263 US$25,000 \u20ac3 C$7 15% 202-555-0142 86-36 "
    "2003-02-11 14.7.1989 12/25/1996 1998/99 4-5 10:30 FY2008 Q2 1850's 21st 18th two-thirds"
)
WORDS_TEXT = (
    "in In on of the The and to from between since Since as by until for May March april June "
    "Dec. early mid-late late every Every each twice times a year years month day week percent "
    "per cent million billion thousand dollars euros USD EUR people students port ports entry "
    "Century century quarter half first last past next spring Winter annual annually currently now "
    "more than nearly about at least up met meets will meet signed Treaty council Council Orle "
    "founded was were has been reached totaled trade exports anniversary Resolution Article Box "
    "Boeing No. miles km mile four-week one One dozens Hundreds millions each ago Street Ave XQ "
    "20013 est. BC fiscal annum Strong K Celsius degrees ago later yesterday Sunday few recently "
    "old end beginning cents pounds kg this following"
)
NUMBERS, WORDS = NUMBERS_TEXT.split(), WORDS_TEXT.split()
GLUE = [
    " ",
    " ",
    " ",
    " ",
    "\u00a0",
    "\n",
    ", ",
    ". ",
    "; ",
    " \u2013 ",
    "-",
    "\u2013",
    "(",
    ") ",
    ": ",
    "/",
]

fragments = st.lists(
    st.tuples(st.one_of(st.sampled_from(NUMBERS), st.sampled_from(WORDS)), st.sampled_from(GLUE)),
    max_size=25,
).map(lambda parts: "".join(word + glue for word, glue in parts))

SENTENCES = [
    "The council met on 12 September 2022 in Tarn.",
    "In 2023, goods trade came to nearly $800 billion, according to the \"harbor office\".",
    "Since 1998 the Reed Program has trained more than 9,000 nurses and 40 doctors.",
    "The next meeting will be held in September 2024 in the city of Orle.",
    "The harbor treaty entered into force on July 1, 2020, and it holds to this day.",
    "The river's basin of 1,250,000 acres feeds between 5 and 7 million people.",
    "Orle's share was 15 percent in the first half of 1999 and 7.5% in the years 2003-2008.",
    "They meet three times a year, and they vote every six years, as the \"Accord\" says.",
    "Some 47 active land ports of entry and two hundred and five ships were counted.",
    "As of May 2021, the fund's 84 grants ($25,000 each) had gone to 120 teams.",
    "Tarn, the second-largest port, held the 2012-2014 seat on the joint council.",
    "The 1972 Harbor Accord of the 18th century's heirs was renewed in early 2017.",
]  # fmt: skip
paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)
published = st.sampled_from([None, "2020", "2023-08", "[2023-07..2023-09]", "1990-01-01"])


def values(text: str) -> tuple[list[Any], list[Any], list[Any]]:
    """Return what a text states, without the places and the words of it."""
    snapshot = read_text(text, "2023-08")
    found = [date_record(item) for item in snapshot.dates]
    figures = [figure_record(item) for item in snapshot.figures]
    events = [event_record(item) for item in snapshot.events]
    number = ("value", "value_high", "step", "unit", "per", "qualifier", "kind", "period", "as_of")
    return (
        [(item["type"], item["value"], item["edtf"], item["resolved"]) for item in found],
        [tuple(item[field] for field in number) for item in figures],
        [(item["edtf"], item["status"], item["kind"], item["recurrence"]) for item in events],
    )


# ---------------------------------------------------------------- reading


@law
@given(st.text(max_size=300), published)
def test_no_text_of_any_alphabet_makes_it_raise(text: str, edition: str | None) -> None:
    read_text(text, edition)


@law
@given(fragments, published)
def test_every_result_quotes_the_text_at_its_span(text: str, edition: str | None) -> None:
    read_text(text, edition)


@law
@given(
    st.text(
        alphabet="0123456789.,-\u2013/$%():;'\"\u2019 \u00a0\u202f\n\tabT£²½٣１\u0660ⅷ\u200b\ud7ff",
        max_size=200,
    )
)
def test_no_heap_of_digits_and_marks_makes_it_raise(text: str) -> None:
    read_text(text)


LINES = st.lists(
    st.sampled_from(
        ["", "", "# Orle", "### Trade ##", "====", "----", "- twelve ships", "* x", "• Tarn, 2020",
         "The port is open. The mill is shut.", "Area: 12 acres", "- ten rafts\n  or more", "Trade",
         "The port of Orle is open on all days of the week but one, as he says",
         "5 min read", "+ - +", "\u2013", "…", "No. 5 est. 2021) U.S. \u00a0 (a b) c."]
    ),
    max_size=12,
)  # fmt: skip


INDENTED_UNDER_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t](?:.*\n[^\S\n]|\s)", re.MULTILINE)
"""What follows a heading without a blank line and with an indent is lost, and one of
no-break spaces is kept; see passages.tsv.
"""


@law
@given(st.one_of(LINES.map("\n".join), st.text(alphabet="ab.#-*• \n=:?!\u00a0", max_size=80)))
def test_passages_cover_all_but_marks_once_and_in_order(text: str) -> None:
    assume(not INDENTED_UNDER_HEADING.search(text))
    spans = [passage.quote.span for passage in document(text).passages]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = set[int]().union(*(range(span.start, span.end) for span in spans))
    left = {character for at, character in enumerate(text) if at not in covered}
    assert {character for character in left if not character.isspace()} <= set("#-*•+=\u2013")
    assert all(span.of(text).strip() == span.of(text) for span in spans)


@law
@given(text=fragments)
def test_anchors_hide_no_date_that_begins_with_a_word(text: str) -> None:
    anchored = {(mention.rule, mention.span) for mention in date_patterns.TABLE.find(text)}
    for rule in date_patterns.RULES:
        for match in rule.pattern.finditer(text):
            mention = mention_of(rule, match)
            inside = text[: match.start()][-1:].isalnum() and match[0][0].isalnum()
            if mention is not None and mention.value is not None and not inside:
                assert (mention.rule, mention.span) in anchored


class EveryRow:
    """Keys that leave out no row."""

    def of(self, key: str, extra: str | None, form: str, *, ranges: bool) -> tuple[PatternRow, ...]:
        return tuple(
            r for r in quantity_patterns.ROWS if form in r.forms and (ranges or not r.ranges)
        )


@law
@given(text=fragments)
def test_the_glance_at_plain_digits_changes_no_numeral(text: str) -> None:
    starts = [match.start() for match in re.finditer(r"(?<![\d.,])\d", text)]
    found = [numerals.number_at(text, start) for start in starts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numerals, "_RUN", re.compile(r"(?!)"))
        assert [numerals.number_at(text, start) for start in starts] == found


@law
@given(text=fragments)
def test_keys_hide_no_row(text: str) -> None:
    keyed = quantity_patterns.mentions(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantity_patterns, "_KEYED", EveryRow())
        assert quantity_patterns.mentions(text) == keyed


@slow_law
@given(paragraphs)
def test_no_break_spaces_change_no_value(text: str) -> None:
    assert values(text.replace(" ", "\u00a0")) == values(text)


@slow_law
@given(paragraphs)
def test_curly_quotation_marks_change_no_value(text: str) -> None:
    curly = text.replace("'", "\u2019").replace(' "', " \u201c").replace('"', "\u201d")
    assert values(curly) == values(text)


AT_A_NOUN = re.compile(r"2012-2014 seat|1972 Harbor")
"""A line break between a year and the noun that it belongs to changes what is read; see
test_extract.py.
"""


@slow_law
@given(
    paragraphs.filter(lambda text: AT_A_NOUN.search(text) is None),
    st.integers(min_value=60, max_value=100),
)
def test_the_width_of_lines_changes_no_value(text: str, width: int) -> None:
    wrapped = textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)
    assert values(wrapped) == values(text)


@slow_law
@given(paragraphs, paragraphs)
def test_what_stands_in_another_paragraph_changes_no_figure(text: str, other: str) -> None:
    _, figures, _ = values(text)
    assert values(f"{text}\n\n{other}")[1][: len(figures)] == figures


_LISTS = re.compile(r"\b(?:respectively|including)\b")
"""What makes a list of numbers, of which each is read by the whole of it."""
_BY_ITSELF = re.compile(r"\d[⁰¹²³⁴⁵⁶⁷⁸⁹]|\bfrom \d+ in \d+ to \d+\.")
"""A mark that is set apart when a text is decoded, before its quantities are read; and a number
without a noun, which the one before it has.
"""


def around(text: str, quote: Quote) -> str:
    """Return a quote with the few words that a rule may read before and behind it."""
    start = text.rfind(" ", 0, max(0, quote.span.start - 40)) + 1
    end = text.find(" ", quote.span.end + 24)
    return text[start : end if end >= 0 else len(text)]


TEXTS = [
    row["text"]
    for name in ("quantities.tsv", "measures.tsv")
    for row in rows(name)
    if "\n" not in row["text"]  # a table, whose cells are read one by one
    and _BY_ITSELF.search(row["text"]) is None
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_span_of_a_figure_reads_again_to_its_value(text: str) -> None:
    for figure in read_text(text).figures:
        assert figure.quote is not None
        found = [
            m.value.quantity
            for m in quantity_patterns.mentions(
                text if _LISTS.search(text) else around(text, figure.quote)
            )
            if m.value
        ]
        values = [(each.value, each.value_high) for each in found]
        assert (figure.quantity.value, figure.quantity.value_high) in values


DATED = [row["text"] for row in rows("dates.tsv")]


@pytest.mark.parametrize("text", DATED)
def test_the_span_of_a_date_in_full_reads_again_to_its_value(text: str) -> None:
    for mention in date_patterns.mentions(text):
        if mention.value is not None and mention.value.lean is None:
            quote = Quote(mention.span, mention.span.of(text))
            again = [m.value for m in date_patterns.mentions(around(text, quote))]
            assert mention.value.value in [each.value for each in again if each is not None]


# ---------------------------------------------------------------- periods

YEARS = st.integers(min_value=-3000, max_value=9999)
POINTS = st.one_of(
    YEARS.map(lambda year: Period.of(year)),
    st.builds(Period.of, YEARS, st.integers(1, 12)),
    st.builds(Period.of, YEARS, st.integers(1, 12), st.integers(1, 28)),
)
PERIODS = st.one_of(
    POINTS,
    st.builds(lambda point, mark: Period.parse(point.edtf + mark), POINTS, st.sampled_from("~?%")),
    st.builds(lambda y, part: Period.parse(f"{y:04}-{part}"), st.integers(1, 9999),
              st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36])),
    st.integers(0, 999).map(lambda decade: Period.parse(f"{decade:03}X")),
    st.integers(0, 99).map(lambda century: Period.parse(f"{century:02}XX")),
    POINTS.map(Period.since),
    POINTS.map(Period.until),
    st.tuples(POINTS, POINTS).map(
        lambda ends: Period.between(*sorted(ends, key=lambda p: (p.first, p.last)))
    ),
    st.tuples(POINTS, POINTS)
    .map(lambda ends: sorted(ends, key=lambda p: (p.first, p.last)))
    .map(lambda ends: Period.parse(f"[{ends[0].edtf}..{ends[1].edtf}]")),
)  # fmt: skip


@law
@given(PERIODS)
def test_a_period_reads_what_it_prints(period: Period) -> None:
    assert Period.parse(period.edtf) == period
    assert period.first <= period.last
    assert period.overlaps(period.first, period.last)
    assert period.contains(period)


@law
@given(st.text(max_size=20))
@example("2023-13")
@example("2023-00")
@example("/")
@example("../..")
@example("[..]")
@example("2023/2022")
@example("٢٠٢٣")
def test_what_is_no_period_is_a_value_error_and_nothing_else(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert period.edtf == text


@law
@given(st.dates(), st.integers(min_value=0, max_value=5))
def test_day_numbers_are_those_of_the_calendar(day: date, cycles: int) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number == day.toordinal()
    assert day_text(number) == day.isoformat()
    earlier = day_number(day.year - 400 * cycles, day.month, day.day)
    assert number - earlier == cycles * 146_097
    if day < date.max:
        assert day_number(*(day + timedelta(1)).timetuple()[:3]) == number + 1


# ---------------------------------------------------------------- decimals

DECIMALS = st.one_of(
    st.builds(
        lambda digits, places: Decimal(digits).scaleb(-places),
        st.integers(min_value=-(10**29), max_value=10**29),
        st.integers(min_value=0, max_value=28),
    ),
    st.integers(-20, 20).map(Decimal),
    st.sampled_from(["0", "-0", "0.10", "1.0", "1.23", "-1.23", "-1.2", "100", "1E+5"]).map(
        Decimal
    ),
)


@law
@given(DECIMALS)
def test_a_decimal_reads_what_it_prints(number: Decimal) -> None:
    printed = decimal_text(number)
    assert parse_decimal(printed) == number
    assert decimal_text(parse_decimal(printed)) == printed
    assert "E" not in printed
    assert not (("." in printed) and printed.endswith(("0", ".")))


@law
@given(DECIMALS, DECIMALS)
def test_keys_of_decimals_sort_as_the_numbers_do(first: Decimal, second: Decimal) -> None:
    keys = decimal_key(first), decimal_key(second)
    assert (keys[0] < keys[1], keys[0] == keys[1]) == (first < second, first == second)


@law
@given(DECIMALS, st.sampled_from([1, 12, 1000, 10**6, 10**12]))
def test_scaling_keeps_every_digit(number: Decimal, factor: int) -> None:
    assert Fraction(scaled(number, factor)) == Fraction(number) * factor


@law
@given(st.text(max_size=12))
@example("1e5")
@example("NaN")
@example("١٢")
@example("1.")
@example("+1")
@example(" 1")
@example("9" * 500)
def test_what_is_no_decimal_is_a_value_error_and_nothing_else(text: str) -> None:
    try:
        number = parse_decimal(text)
    except ValueError:
        return
    assert number == Decimal(text)


# ---------------------------------------------------------------- records

WORD = st.text(alphabet="abé \"'1", min_size=1, max_size=8)
MAYBE = st.none() | WORD
QUOTES = st.none() | st.builds(
    lambda start, text: Quote(Span(start, start + len(text)), text), st.integers(0, 99), WORD
)
RULES = st.lists(WORD, max_size=2).map(tuple)
FIGURES = st.builds(
    Figure,
    quantity=st.builds(
        Quantity, value=DECIMALS, unit=MAYBE, step=DECIMALS, value_high=st.none() | DECIMALS,
        low=st.none() | DECIMALS, high=st.none() | DECIMALS, per=MAYBE,
        qualifier=st.sampled_from(sorted(QUALIFIERS)),
    ),
    measure=WORD, kind=st.sampled_from(KINDS_OF_FIGURE), unit_text=MAYBE,
    direction=st.sampled_from([None, "up", "down"]), base=MAYBE, scope=MAYBE, whole=MAYBE,
    subject=MAYBE, counterpart=MAYBE, period=st.none() | PERIODS, period_text=MAYBE,
    as_of=st.none() | PERIODS, source=MAYBE, quote=QUOTES, passage=st.none() | st.integers(0, 9),
    rules=RULES,
)  # fmt: skip
EVENTS = st.builds(
    Event, title=WORD, status=st.sampled_from(STATUSES), when=st.none() | PERIODS,
    kind=st.sampled_from(KINDS_OF_EVENT), actors=RULES, recurrence=st.sampled_from([None, "3/P1Y"]),
    bounds=st.none() | PERIODS, quote=QUOTES, passage=st.none() | st.integers(0, 9), rules=RULES,
)  # fmt: skip


@law
@given(FIGURES)
def test_the_record_of_a_figure_leads_back_to_it(figure: Figure) -> None:
    assert figure_of(figure_record(figure)) == figure


@law
@given(EVENTS)
def test_the_record_of_an_event_leads_back_to_it(event: Event) -> None:
    assert event_of(event_record(event)) == event


# ---------------------------------------------------------------- normal forms


@law
@given(st.one_of(st.text(max_size=60), fragments))
def test_a_normal_form_is_its_own_and_loses_no_digit_or_percent(text: str) -> None:
    form = normal(text)
    assert normal(form) == form
    for kept in "0123456789%.,":
        assert form.count(kept) >= text.count(kept)
