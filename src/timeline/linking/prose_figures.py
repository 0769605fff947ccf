"""Figures of prose as sentences state them: what is measured, where, of which time."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from timeline.linking import topics
from timeline.linking.topics import Aliases, Words
from timeline.measurement import dimension, in_base
from timeline.model import Figure, Snapshot
from timeline.values import Period

DWARFED: Final = 8
"""So many times as large is another thing's amount; fitted on two editions of a yearly bulletin."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_START: Final = re.compile(
    r"\b(?:than|since|from|compared with|compared to|against)(?: in)? $", re.IGNORECASE
)
"""What stands before the year that something is compared with."""
_VERBS: Final = re.compile(
    r"\b(?:[A-Za-z]+(?:ed|ing)|born|built|found|given|held|kept|lost|made|paid|sent|sold|spent|taken)\b"
)
"""Participles, which say what was done and not what is measured."""
_LASTS: Final = "duration"
_CHANGE: Final = "change in "
"""How the measures begin that name no thing of their own, and those of changes."""
_BEGAN: Final = re.compile(
    r"\b(?:since|when) (?:the |these |this )?(?:series|records?|statistics)"
    r" (?:began|started) in (\d{4})\b",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"(?:Compared (?:with|to)|Relative to|Since) (\d{4}),")
"""How a sentence begins that says what all its changes start from."""
_BASE: Final = re.compile(
    r"[^%.;]{0,20}(?:\([^()]{0,80}\))?[^%.;()]{0,20}"
    r"\b(?:compared (?:with|to)|than in|relative to) (\d{4})\b"
)
"""What says behind a change what it starts from, where that year is no date of its own."""
_FROM_TO: Final = re.compile(r"\bfrom [^.;]{1,40}? in (\d{4}) to [^;]{1,40}$")
"""What says before a change what it starts from: "from 12 in 1990 to 18 in 2012, a rise of"."""
_PERFECT: Final = re.compile(r"\b(?:has|have|had)\s+(?:been\s+)?(?:\w+ly\s+)?\w+")
_ONE_YEAR: Final = re.compile(r"[12]\d{3}")


class ProseFigure(NamedTuple):
    """A figure as a sentence states it.

    `block` is what two figures must have in common to be compared at all, `size` the value in the
    base of its unit. `core` is its measure without who did or reported it, `verbs` are its
    participles. `days` are the first and last day of its period, where one is stated, `year`
    is the year that it is about, or the last one that its paragraph names before it. `start` is
    the year that a change goes back to, None where that is not stated. A figure is `doubtful` that
    is read as no change although its measure is one.
    """

    place: int
    block: tuple[str, str | None, str]
    unit: str | None
    value: Decimal
    size: tuple[Decimal, str | None]
    measure: Words
    topic: Words
    whole: Words
    names: Words
    core: Words
    verbs: Words
    context: Words
    sentence: Words
    section: tuple[str, ...]
    paragraph: int
    days: tuple[int, int] | None
    year: int | None
    start: int | None
    doubtful: bool

    @property
    def rare(self) -> bool:
        """Tell whether its unit is one that few measures have."""
        return self.unit not in (None, "person", "percent", "percentage point", "year")


def prose_figures(
    snapshot: Snapshot, places: Sequence[int], known: Aliases
) -> dict[int, ProseFigure]:
    """Return those of some figures that stand in sentences: no fields, no cells and no ranks."""
    found = {}
    made = _made_of(_Itself(snapshot), known)
    for place in places:
        if place in made:
            found[place] = made[place]
            continue
        figure = snapshot.figures[place]
        at = figure.passage
        if at is None or figure.quote is None or "field" in figure.rules or figure.kind == "rank":
            continue
        if not (snapshot.passages[at].labels or figure.measure.startswith(_LASTS)):
            found[place] = made[place] = _prose_figure(snapshot, place, at, known)
    return found


class _Itself:
    """A snapshot as a key that is equal to no other, without a look at what it holds."""

    __slots__ = ("snapshot",)

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.snapshot is other.snapshot

    def __hash__(self) -> int:
        return id(self.snapshot)


@lru_cache(maxsize=2)
def _made_of(_edition: _Itself, _known: Aliases) -> dict[int, ProseFigure]:
    """Return what was made of an edition: it is compared with the one before and the one after."""
    return {}


def find_title(snapshot: Snapshot) -> str:
    """Return the title of an edition, else its first heading; empty where there is none."""
    headings = (p.quote.text for p in snapshot.passages if p.kind == "heading")
    return snapshot.imprint.title or next(headings, "")


def latest_year(snapshot: Snapshot) -> int | None:
    """Return the latest year that a figure of an edition is about, up to its publication.

    Where nobody says when that was, up to the latest year of its title.
    """
    published = snapshot.imprint.published
    named = [int(match[0]) for match in _YEAR.finditer(find_title(snapshot))]
    until = max(named, default=None) if published is None else _last_year(published)
    dated = (figure.period or figure.as_of for figure in snapshot.figures)
    ends = {when.edtf.rpartition("/")[2] for when in dated if when is not None}
    years = [year for year in map(_year_of, ends) if year is not None]
    return max((year for year in years if until is None or year <= until), default=None)


def _prose_figure(snapshot: Snapshot, place: int, at: int, known: Aliases) -> ProseFigure:
    figure, passage = snapshot.figures[place], snapshot.passages[at]
    quantity, when = figure.quantity, _when(figure)
    whole = topics.topic(figure.whole, known)
    measure = topics.topic(figure.measure, known)
    text = passage.quote.text
    began = _began(text)
    open_ended = when is None or when.edtf.endswith("/..") or when.edtf == str(began)
    year = None if open_ended else _last_year(when)
    end = 0 if figure.quote is None else figure.quote.span.end - passage.quote.span.start
    start = _start(figure, text, end, year, began)
    year = year or _year_before(snapshot, figure, at, {start, began})
    return ProseFigure(
        place=place,
        block=(dimension(quantity.unit), quantity.per, figure.kind),
        unit=quantity.unit,
        value=quantity.value,
        size=in_base(quantity.value, quantity.unit),
        measure=measure,
        topic=measure - whole,
        whole=whole,
        names=topics.names(figure, known),
        core=topics.topic(figure.measure.partition(" by ")[0], known),
        verbs=topics.topic(_verbs(figure.measure), known),
        context=topics.context(passage, snapshot.imprint.title, known),
        sentence=topics.words_of((text,), known),
        section=passage.path,
        paragraph=passage.block,
        days=None if when is None or open_ended else (when.first, when.last),
        year=year,
        start=start,
        doubtful=figure.measure.startswith(_CHANGE) and figure.kind != "change",
    )


@lru_cache(maxsize=4_096)
def _began(sentence: str) -> int | None:
    """Return the year that a sentence says all its changes start from, None where it says none."""
    match = _FIRST.match(sentence) or _BEGAN.search(sentence)
    return None if match is None else int(match[1])


@lru_cache(maxsize=4_096)
def _verbs(measure: str) -> str:
    return " ".join(_VERBS.findall(measure))


def _when(figure: Figure) -> Period | None:
    return figure.period or figure.as_of


def _last_year(when: Period | None) -> int | None:
    """Return the year that a period ends in, None for one without an end."""
    return None if when is None else _year_of(when.edtf.rpartition("/")[2])


def _year_of(edtf: str) -> int | None:
    match = _ONE_YEAR.match(edtf)
    return None if match is None else int(match[0])


def _year_before(
    snapshot: Snapshot, figure: Figure, at: int, starts: Collection[int | None]
) -> int | None:
    """Return the last year that the paragraph names before a figure, None where it names none.

    What a list is about is said by the paragraph that it follows.
    """
    passages, place = snapshot.passages, at
    quote = figure.quote
    end = 0 if quote is None else quote.span.start - passages[at].quote.span.start
    block = passages[at].block
    while place >= 0:
        passage = passages[place]
        if passage.block != block:
            if passages[at].kind != "item" or passage.path != passages[at].path:
                break
            block = passage.block if passage.kind != "item" else block
        text = passage.quote.text
        for match in reversed([*_YEAR.finditer(text, 0, end if place == at else len(text))]):
            if int(match[0]) not in starts and not _START.search(text, 0, match.start()):
                return int(match[0])
        place -= 1
    return None


def _start(
    figure: Figure, sentence: str, end: int, year: int | None, began: int | None
) -> int | None:
    """Return the year that a change goes back to; one of a single year to the year before.

    `end` is where its quote ends in the sentence.
    """
    if figure.kind != "change":
        return None
    edtf = "" if figure.period is None else figure.period.edtf
    if figure.base is not None and (start := _first_year(figure.base)) is not None:
        return start
    if "/" in edtf:
        return _year_of(edtf)
    if began is not None:
        return began
    before = sentence[: end - len(figure.quote.text if figure.quote else "")]
    if (match := _BASE.match(sentence, end) or _FROM_TO.search(before)) is not None:
        return int(match[1])
    single = _ONE_YEAR.fullmatch(edtf) is not None and not _PERFECT.search(sentence)
    return year - 1 if single and year is not None else None


def _first_year(text: str) -> int | None:
    match = _YEAR.search(text)
    return None if match is None else int(match[0])
