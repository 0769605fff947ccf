"""Give each temporal expression its place in the calendar, from its preposition and its context.

A month or a day without its year takes the running year of a narrative, the year of a yearly
report, or the date of publication in a text about its own time; which of the three a text is, says
`timeline.reading.dates.genre`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from timeline.model import DateExpression, Quote, Span
from timeline.reading.dates import (
    asides,
    completion,
    genre,
    nearest_year,
    recurring_dates,
    running_totals,
    sentence_years,
)
from timeline.reading.dates.timex import (
    DURATION,
    SPEECH,
    TEXT,
    TIME,
    TOLD,
    DateValue,
    Partial,
    Relative,
    timex_value,
)
from timeline.reading.dates.told_quarter import ToldQuarter, last_quarter, same_quarter
from timeline.reading.matching.engine import Mention
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, year_of

_JUST_BEFORE: Final = 90
"""How far a date in full reaches on, in characters, in a text about its own time."""

# The preposition that governs a date; an article and "the year" may stand between.
_SIGNAL: Final = re.compile(
    r"\b(?P<word>[Ss]ince|[Aa]s~(?:of|at)|[Bb]y|[Uu]ntil|[Tt]ill|(?<!way\s)(?<!\b[Aa]ll\s)[Tt]hrough|[Ff]rom|[Bb]efore|[Aa]fter)"
    r"~(?:about~|around~)?(?P<article>the~)?(?P<noun>year~|(?:end|beginning)~of~)?$".replace(
        "~", r"\s+"
    )
)
_YEAR: Final = re.compile(r"-?\d{4}")
_THIS_YEAR: Final = Relative("Y", 0, SPEECH)
"""Of a yearly report "the end of the year" is that of the year which it tells of."""
_LAST_DAY: Final = date.max.toordinal()
"""Weeks are counted from year 1 to 9999, where Python's calendar knows their days."""


def signal(text: str, start: int, *, year: bool = False) -> str | None:
    """Return the preposition that governs the date at `start`, lower case.

    A year behind a bare article belongs to the noun after it ("by the 1972 agreement"): None.
    """
    match = _SIGNAL.search(text, max(0, start - 32), start)
    if match is None or (year and match["article"] and not match["noun"]):
        return None
    return re.sub(r"^as\s.*", "as of", match["word"].lower())


def expressions(
    text: str, found: Sequence[Mention[DateValue]], published: Period | None
) -> tuple[DateExpression, ...]:
    """Return what an edition's text says of time, with prepositions and context applied.

    "since 2002" resolves to 2002/.., "as of" and "by July 2023" to ../2023-07. A stretch of "the
    year" takes the last year named before it; "the last eight years" counts back from the year of
    publication. What cannot be placed keeps its TIMEX3 value and has no period.
    """
    if not found:
        return ()
    speech = _Context(text, found, published)
    result = []
    for mention in found:
        value = mention.value
        if value is None:
            continue
        if value.lean is not None:
            value = recurring_dates.repeated(text, mention.span, value) or value
        timex, own = speech.place(mention, value)
        result.append(
            DateExpression(
                quote=Quote(mention.span, mention.span.of(text)),
                type=value.type,
                value=timex,
                edtf=own,
                resolved=_resolved(text, mention.span, own),
                endpoints=completion.placed(value.endpoints, own),
                recurrence=value.every,
                rule=mention.rule,
            )
        )
    return tuple(result)


def _resolved(text: str, span: Span, own: Period | None) -> Period | None:
    if own is None or "/" in own.edtf:
        return own
    led = signal(text, span.start, year=own.precision == "year")
    match "since" if running_totals.is_running(text, span) else led:
        case "since":
            return own.since()
        case "as of" | "by" | "until" | "till":
            return own.until()
        case "through" if own.precision in ("day", "month", "year"):
            return own.until()
        case _:
            return own


class _Context:
    """The running date of a text while its expressions are placed one after another."""

    def __init__(
        self, text: str, found: Sequence[Mention[DateValue]], published: Period | None
    ) -> None:
        self._text = text
        self._published = None
        if published is not None and published.first != OPEN_PAST and published.last != OPEN_FUTURE:
            self._published = published
        self._genre = genre.genre(text, found, self._published)
        self._narrates = self._genre == genre.NARRATIVE
        self._reported = None
        if self._genre == genre.REPORT and self._published is not None:
            self._reported = genre.year_reported(text, found, self._published)
        self._quarters = ToldQuarter(text, self._published)
        self._running: Period | None = None
        self._told: Period | None = None
        self._named: int | None = None
        self._last: Span | None = None
        self._stretch: tuple[Period, Span] | None = None
        self._tells_days = genre.tells_days(found)

    def place(self, mention: Mention[DateValue], value: DateValue) -> tuple[str, Period | None]:
        """Return the TIMEX3 value and the period of an expression, and move the running date."""
        own, timex = value.period, value.value
        match value.lean:
            case Partial() as partial:
                own = self._partial(partial, mention.span)
                if value.type != DURATION:
                    timex = (
                        completion.partial_timex(partial) if own is None else timex_value(own.edtf)
                    )
            case Relative() if value.year is not None:
                timex = timex_value((own := self._quarters.of_year(value.year)).edtf)
            case Relative() as relative if value.type == TIME:
                return self._time(value.value, relative, mention.span.start)
            case Relative() as relative:
                timex, own = self._relative(relative, mention.span.start)
            case None if mention.rule == "first of the year":
                own = completion.first_of(value.value, value.year or self._named or self._year())
            case None if mention.rule == "past of":
                own = completion.counted_back(value.value, published=self._published)
        named = _YEAR.match(own.edtf) if own is not None and value.lean is None else None
        if named is not None and not asides.is_apart(self._text, mention.span):
            self._named = int(named[0])
        if value.type == TIME and own is not None:
            timex = f"{timex_value(own.edtf)}{value.value}"
        if own is not None and value.endpoints and own.precision == "interval":
            self._stretch = own, mention.span
        self._quarters.hear(mention, value, own)
        if not self._counts_from_speech(value):
            self._move_to(mention, own, timex)
        return timex, own

    def _counts_from_speech(self, value: DateValue) -> bool:
        """Tell whether a date counts from the day of publication, which moves no narrative."""
        if not isinstance(value.lean, Relative) or self._published is None:
            return False
        back = value.lean.amount < 0 and value.lean.unit in ("Y", "M")
        return back or not self._narrates

    def _move_to(self, mention: Mention[DateValue], own: Period | None, timex: str) -> None:
        """Move the running date to the period of an expression, where the text goes on from it."""
        if own is not None and own.precision in ("year", "month", "day", "season", "quarter"):
            lasts = self._narrates and asides.lasts_until(self._text, mention.span.start)
            began = asides.begins(self._text, mention.span.start)
            if began or (self._is_aside(own, mention.span) if own.precision == "year" else lasts):
                return
            self._running = Period.parse(own.edtf.rstrip("~?%"))
            self._last = mention.span
            if own.precision in ("month", "day"):
                self._told = self._running
        elif own is not None and mention.rule == "early, mid, late year":
            year = Period.parse(timex)
            if not self._is_aside(year, mention.span):
                self._running = year

    def _time(self, hour: str, day: Relative, start: int) -> tuple[str, Period | None]:
        """Return a time of day on the day that it leans on; the running date stays."""
        own = self._running if self._narrates else None
        if own is None or own.precision != "day" or day.unit != "D":
            _, own = self._relative(day, start)
        elif day.amount:
            _, own = completion.shifted(day, own)
        if own is None or own.precision != "day":
            return hour, None
        return f"{timex_value(own.edtf)}{hour}", own

    def _year(self) -> int | None:
        match = None if self._running is None else _YEAR.match(self._running.edtf)
        return int(match[0]) if match else None

    def _listed(self, partial: Partial, span: Span) -> Period | None:
        """Return a month with the year of another one of its sentence: "In June and July 1944"."""
        end = span.end
        year = sentence_years.year_behind(self._text, partial, end)
        year = year or sentence_years.year_of_list(self._text, partial, span.start)
        year = year or sentence_years.year_of_following(self._text, partial, span.start, end)
        if year is None and self._running is not None and self._last is not None:
            year = sentence_years.year_of_preceding(
                self._text, partial, span.start, self._running, self._last.end
            )
        return None if year is None else completion.complete(partial, year)

    def _partial(self, partial: Partial, span: Span) -> Period | None:
        if partial.after:
            return completion.after(partial, self._running)
        return self._listed(partial, span) or self._leaning(partial, span.start)

    def _leaning(self, partial: Partial, start: int) -> Period | None:
        if partial.of is not None:
            if partial.of.amount == 0 and partial.of.origin != SPEECH and self._named is not None:
                return completion.complete(partial, self._named)
            _, year_named = self._relative(partial.of, start)
            match = None if year_named is None else _YEAR.match(year_named.edtf)
            return completion.complete(partial, int(match[0])) if match else None
        if partial.part is not None and partial.turn is None and self._follows_quarter(start):
            return completion.complete(partial, self._year() or 0)
        if (year := self._goes_on_from(partial, start)) is not None:
            return completion.complete(partial, year)
        turned = partial.turn in (-1, 1) and self._has_left(start)
        if not turned and (
            self._narrates or self._published is None or self._tells_of_another_time(start)
        ):
            year, last = self._year(), self._last
            if self._genre == genre.REPORT and not (last and genre.leads(self._text, last, start)):
                return None
            if year is None:
                return self._near(partial, start)
            return self._in_tense(
                partial,
                start,
                year
                + completion.turns_over(partial, self._told, self._running)
                + (partial.turn or 0),
            )
        if self._reported is not None:
            return self._in_tense(partial, start, self._reported + (partial.turn or 0))
        return self._near(partial, start)

    def _in_tense(self, partial: Partial, start: int, year: int) -> Period | None:
        """Return a date in the year that is told of, unless the tense of its sentence forbids it."""
        own, published = completion.complete(partial, year), self._published
        if own is None or published is None or partial.turn is not None:
            return own
        forbidden = nearest_year.contradicts(self._text, start, own, published)
        return self._near(partial, start) if forbidden else own

    def _has_left(self, start: int) -> bool:
        """Tell whether a page, which tells no days, has left other years: "last year" is of now."""
        told = self._told is None or not self._is_one_sentence(self._last, start)
        return self._published is not None and told and not self._tells_days

    def _goes_on_from(self, partial: Partial, start: int) -> int | None:
        """Return the year of a day or month that goes on from another date of its sentence."""
        published = self._published
        if partial.turn is not None or published is None or self._narrates:
            return None
        if self._stretch is not None and self._is_one_sentence(self._stretch[1], start):
            return sentence_years.year_within(partial, self._stretch[0])
        before = self._running
        if before is None or not self._is_one_sentence(self._last, start):
            return None
        return sentence_years.year_going_on(partial, before, published)

    def _is_one_sentence(self, span: Span | None, start: int) -> bool:
        """Tell whether no sentence ends between a date, where there is one, and a place."""
        ends = nearest_year.SENTENCE_END.search
        return span is not None and not ends(self._text, span.end, start)

    def _follows_quarter(self, start: int) -> bool:
        """Tell whether a quarter in full stands before in the sentence: "in Q1 2022 and in Q2"."""
        if self._running is None or self._running.precision != "quarter":
            return False
        return self._is_one_sentence(self._last, start)

    def _tells_of_another_time(self, start: int) -> bool:
        """Tell whether a date in full just before is years away from publication."""
        if self._running is None or self._published is None:
            return False
        if self._last is None or start - self._last.end > _JUST_BEFORE:
            return False
        if self._genre == genre.REPORT:
            told = self._running.precision in ("month", "day")
            return told and self._is_one_sentence(self._last, start)
        if self._running.precision not in ("month", "day") and (
            not self._is_one_sentence(self._last, start)
            or asides.stood_in_aside(self._text, self._last, start)
        ):
            return False
        return abs(self._running.last - self._published.last) > genre.NEAR_DAYS

    def _is_aside(self, own: Period, span: Span) -> bool:
        told = self._told if self._narrates else None
        return asides.stands_beside(self._text, own, span, told)

    def _near(self, partial: Partial, start: int) -> Period | None:
        if self._published is None:
            return None
        return nearest_year.nearest(self._text, partial, start, self._published)

    def _relative(self, relative: Relative, start: int) -> tuple[str, Period | None]:
        origin = self._running
        year = {_THIS_YEAR: self._reported, Relative("Y", 0, TEXT): self._named}.get(relative)
        if year is not None:
            return timex_value((own := Period.of(year)).edtf), own
        if relative.origin == TOLD:
            near = None if self._narrates else self._published
            relative = replace(relative, origin=completion.origin_of(origin, near))
        if relative.origin == SPEECH:
            spoken = relative.unit == "Y" and not relative.ago and self._has_left(start)
            origin = self._published if spoken or not self._narrates else self._running
            if relative.ago and relative.unit == "Y" and relative.amount == -1:
                origin = self._compared(origin)
            if relative.ends_year and (told := self._year_told_near(start)) is not None:
                return timex_value(told.edtf), told
            if self._narrates and relative.unit == "D" and relative.amount == 0:
                return "PRESENT_REF", None
        elif relative.unit == "q" and (origin is None or origin.precision != "quarter"):
            origin = self._quarters.period
        elif (relative.unit, relative.amount) == ("Y", -1) and self._genre == genre.NEWS:
            origin = self._year_before(start)
        if origin is None or "/" in origin.edtf or relative.origin == TOLD:
            return completion.relative_timex(relative), None
        if not 1 <= origin.first <= _LAST_DAY and relative.unit in ("W", "wd", "WE"):
            return completion.relative_timex(relative), None
        if relative.unit == "wd":
            return self._weekday(relative, origin, start)
        if relative.unit == "y":
            own = Period.of(self._quarters.year or year_of(origin.first))
            return timex_value(own.edtf), own
        if relative.unit == "Q":
            return self._quarter(relative)
        if relative.unit == "WE":
            return completion.weekend(relative, origin)
        return completion.shifted(relative, origin)

    def _compared(self, origin: Period | None) -> Period | None:
        """Return what "a year ago" counts from: in news the quarter that is told of."""
        if self._narrates:
            running = self._running
            return running if running is not None and running.precision == "quarter" else origin
        return self._quarters.period if self._quarters.is_meant else origin

    def _year_before(self, start: int) -> Period | None:
        """Return what "a year earlier" counts from in news, where figures are compared.

        A date of the paragraph, the quarter that is told of, or the time of the text.
        """
        replaced, last = self._quarters.replaced_at, self._last
        if self._is_told_near(start) and (replaced is None or (last and last.start > replaced)):
            return self._running
        return self._quarters.period if self._quarters.is_meant else self._published

    def _is_told_near(self, start: int) -> bool:
        return self._last is not None and "\n\n" not in self._text[self._last.end : start]

    def _year_told_near(self, start: int) -> Period | None:
        """Return the year of the date before in the paragraph, if it was over at publication."""
        near = self._is_told_near(start)
        return completion.year_over(self._running, self._published) if near else None

    def _quarter(self, relative: Relative) -> tuple[str, Period | None]:
        """Return the quarter that is told of, else the last one that ended before publication."""
        running = self._running
        if running is None or running.precision != "quarter":
            if self._narrates or self._published is None:
                return "PRESENT_REF", None
            running = last_quarter(self._published)
        if not self._narrates and self._quarters.period is not None:
            running = self._quarters.period
        own = same_quarter(running, year_of(running.first) + relative.amount)
        return timex_value(own.edtf), own

    def _weekday(self, relative: Relative, origin: Period, start: int) -> tuple[str, Period | None]:
        if origin.precision != "day" or self._narrates:
            return completion.relative_timex(relative), None
        ahead = relative.turn == 1 or (
            relative.turn is None and nearest_year.is_coming_weekday(self._text, start)
        )
        return completion.weekday(relative, origin, ahead=ahead)
