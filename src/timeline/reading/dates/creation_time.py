"""The days within which a text must have been written, by its own tenses and dates.

After the latest dated happening that it tells in the past tense, and after the latest date that its
figures are as of; before the end of the earliest one that it tells in the future. A date whose year
is not printed bounds nothing, because its year came of the date of the edition; nor does what
somebody is said to have said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from timeline.lexicon import pattern_of
from timeline.model import DateExpression, Diagnostic, Imprint, Passage, Span
from timeline.reading.dates import resolve
from timeline.reading.language import verb_groups
from timeline.reading.language.sentences import SAYING
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, day_text

LATE: Final = "published-late"
_LONGEST_QUOTE: Final = 200
_SURE: Final = ("day", "month", "year")
_REPORTED: Final = re.compile(rf"[\"“”]|\b(?:{pattern_of(SAYING)}|says|say|would)\b")


class DatedStatement(Protocol):
    """What a text tells with a date: its tense, where it stands, and in which passage."""

    @property
    def when(self) -> Period | None: ...
    @property
    def aspect(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def passage(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Written:
    """The days, and the stretches of text that bound them; None where nothing does.

    `told` is the latest dated happening that is told in the past tense: its first day, and where.
    """

    period: Period | None
    after: Span | None = None
    before: Span | None = None
    told: tuple[int, Span] | None = None

    @property
    def is_bounded(self) -> bool:
        """Tell whether the days lie between two dates, so that "last year" has a place."""
        return self.after is not None and self.before is not None


def written(
    text: str,
    events: Sequence[DatedStatement],
    dates: Sequence[DateExpression],
    passages: Sequence[Passage],
) -> Written:
    """Return the days within which a text must have been written."""
    told = [event for event in events if event.when is not None and _is_printed(text, event)]
    past = [(e.when.first, e.span) for e in told if e.aspect == verb_groups.PAST and e.when]
    latest = max(past, key=lambda each: each[0], default=None)
    past += [(d.edtf.first, d.quote.span) for d in dates if d.edtf is not None and _as_of(text, d)]
    first, after = max(past, key=lambda each: each[0], default=(OPEN_PAST, None))
    future = [
        (e.when.last, e.span)
        for e in told
        if e.aspect == verb_groups.FUTURE and e.when and e.when.last >= first
        and not _REPORTED.search(passages[e.passage].quote.text)
    ]  # fmt: skip
    last, before = min(future, key=lambda each: each[0], default=(OPEN_FUTURE, None))
    if after is None and before is None:
        return Written(None)
    start = "" if after is None else day_text(first)
    end = "" if before is None else day_text(last)
    days = Period.parse(start if start == end else f"[{start}..{end}]")
    return Written(days, after, before, latest)


def contradictions(
    passages: Sequence[Passage], imprint: Imprint, found: Written
) -> Iterator[Diagnostic]:
    """Yield a warning where the stated publication lies after the days of writing.

    What is told as still to come tells that only of a text that also tells what has happened: a
    plan by itself may be behind its time.
    """
    published, within = imprint.published, found.period
    if published is None or within is None or found.before is None or found.told is None:
        return
    if published.first > within.last:
        past, ahead = (quote_around(passages, span) for span in (found.told[1], found.before))
        yield Diagnostic(
            LATE,
            f"published {published.edtf}, but the text must have been written within "
            f'{within.edtf}, because it says "{past}" and speaks of "{ahead}" as still to come '
            "(a later copy?)",
            found.before,
        )


def quote_around(passages: Sequence[Passage], span: Span) -> str:
    """Return the sentence in which a stretch of text stands, in one line and cut where it is long."""
    at = bisect_right(passages, span.start, key=lambda each: each.quote.span.start) - 1
    words = " ".join(passages[max(at, 0)].quote.text.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1].rstrip()}…"


def _is_printed(text: str, event: DatedStatement) -> bool:
    """Tell whether the text prints the year of an event, which is then no matter of the edition."""
    when = event.when
    return when is not None and when.precision in _SURE and when.edtf[:4] in event.span.of(text)


def _as_of(text: str, date: DateExpression) -> bool:
    return (
        date.edtf is not None
        and date.edtf.precision in _SURE
        and date.edtf.edtf[:4] in date.quote.text
        and resolve.signal(text, date.quote.span.start) == "as of"
    )
