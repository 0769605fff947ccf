"""The frozen values that flow between the stages.

source -> `Capture` -> `Document` -> mentions -> `Snapshot` -> store -> `Delta`, `Happening`.
Two stages have two types: a mention stands in the text, a `Figure` or an `Event` is what an
edition states. Sequences are tuples in the order of the text, so that equality is plain `==`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from timeline.values import Period, Quantity
from timeline.vocabulary import KINDS_OF_EVENT as KINDS_OF_EVENT
from timeline.vocabulary import KINDS_OF_FIGURE as KINDS_OF_FIGURE
from timeline.vocabulary import STATUSES as STATUSES

T = TypeVar("T")

COMPLETE: Final = "complete"
PARTIAL: Final = "partial"
BOILERPLATE: Final = "boilerplate"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range [start, end) of Unicode code points in `Document.text`.

    Same meaning as the TextPositionSelector of the W3C Web Annotation Data Model.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"Span needs 0 <= start < end, got [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the characters that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Exact characters of a document and where they stand: `span.of(document.text) == text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something odd in an input that did not stop the reading."""

    code: str
    message: str
    span: Span | None = None


# ---------------------------------------------------------------- from bytes to a document


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What is said about an edition, by its user, its folder or its file, not read in its text.

    `label` matches `[a-z0-9.-]+`; `published` is the vintage (None: unknown); `source` tells a
    reader where the edition comes from; `notes` are further (key, JSON text) pairs, sorted.
    """

    publication: str
    label: str
    published: Period | None = None
    title: str | None = None
    source: str | None = None
    coverage: str = COMPLETE
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> str:
        """The name that users write: us-mexico@2023."""
        return f"{self.publication}@{self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as read: `origin` is the path or address, `media` a MIME type, `sha256` in hex.

    `at` is when they were captured, where that tells something of the document and not of a file:
    ISO 8601 in UTC to the second ("2022-06-07T10:00:00Z"), as in WARC-Date.
    """

    data: bytes
    sha256: str
    origin: str
    media: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A date of publication that somebody states: `by` is one of vocabulary.CLAIMANTS.

    `text` are the words that say it, or the name of the field, where there are any.
    """

    by: str
    published: Period
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, sentence, list item or labelled field, with its place in the document.

    `kind` is heading, sentence, item or boilerplate; `path` the headings above it, outermost
    first; `labels` the row and column heads of a cell or the label of a field; `block` numbers
    the paragraph that it belongs to, from 0, so that neighbours of one paragraph can be told.
    `locator` leads back into the capture: an XPath of the element of a page ("/html/body/p[2]"),
    the page of a PDF ("page=3", as in RFC 8118); None where the text is the capture itself.
    """

    quote: Quote
    kind: str
    path: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    block: int = 0
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a capture holds and its document does not: why, its words, and where it stands."""

    reason: str
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class Document:
    """The decoded text of a capture and its passages, in order and without overlap.

    `claims` are the dates of publication that the capture itself states; `left_out` is what is no
    part of the text.
    """

    text: str
    passages: tuple[Passage, ...] = ()
    title: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    claims: tuple[Claim, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


# ---------------------------------------------------------------- what an edition states


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One end of a range of dates, with its TIMEX3 value."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A temporal expression: `type` and `value` as TIMEX3 has them.

    `edtf` is the value of the quote alone, `resolved` that of quote and preposition (since 2002:
    2002/..); both None for what has no place in the calendar (a duration, a recurrence, "now").
    `recurrence` says how often a set recurs, in ISO 8601: "P6Y", three times a year "3/P1Y".
    """

    quote: Quote
    type: str
    value: str
    edtf: Period | None
    resolved: Period | None
    endpoints: tuple[Endpoint, ...] = ()
    recurrence: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity of a measure, as one edition states it; see `timeline schema` for each field.

    `measure_from` is one of vocabulary.PLACES_OF_MEASURE, None where nothing names the measure.
    `quote`, `passage` (index into `Snapshot.passages`) and `rules` are None and empty where the
    edition was loaded from a snapshot file: a source, but no text.
    """

    quantity: Quantity
    measure: str
    kind: str
    unit_text: str | None = None
    direction: str | None = None
    base: str | None = None
    scope: str | None = None
    whole: str | None = None
    subject: str | None = None
    counterpart: str | None = None
    period: Period | None = None
    period_text: str | None = None
    as_of: Period | None = None
    source: str | None = None
    measure_from: str | None = None
    quote: Quote | None = None
    passage: int | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated happening, as one edition states it.

    `when` is None for what only recurs or is dated by a bare "now"; `recurrence` is an ISO 8601
    duration ("P1Y"; three times a year is "3/P1Y"), `bounds` the stretch within which it recurs.
    `salience` is one of vocabulary.SALIENCES, None where nobody has judged it.
    """

    title: str
    status: str
    when: Period | None = None
    kind: str = "other"
    salience: str | None = None
    actors: tuple[str, ...] = ()
    recurrence: str | None = None
    bounds: Period | None = None
    quote: Quote | None = None
    passage: int | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that one edition states. `written` is when its text must have been written."""

    imprint: Imprint
    doc: str
    sha256: str
    written: Period | None = None
    dates: tuple[DateExpression, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    passages: tuple[Passage, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def sentence(self, item: Figure | Event) -> str | None:
        """Return the text of the passage that states an item, None without a text."""
        return None if item.passage is None else self.passages[item.passage].quote.text

    def section(self, item: Figure | Event) -> tuple[str, ...]:
        """Return the headings above an item, outermost first."""
        return () if item.passage is None else self.passages[item.passage].path


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date of publication that somebody states of an edition, or what its text allows.

    `by` is one of vocabulary.CLAIMANTS, or "text" for the days of writing; `words` are those of
    the claim; `source` is the path or address of the capture that it is stated for.
    """

    imprint: Imprint
    by: str
    published: Period
    words: str | None = None
    believed: bool = False
    source: str | None = None


# ---------------------------------------------------------------- two editions


@dataclass(frozen=True, slots=True)
class Link:
    """Two items of two editions are the same, by their indices; `score` is 0 to 100."""

    before: int
    after: int
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class Links:
    """The links between two snapshots, one to one for figures and events."""

    figures: tuple[Link, ...] = ()
    events: tuple[Link, ...] = ()
    passages: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Generic[T]):
    """What became of one item; a side is None where the item is not stated.

    `change` and `flags` are of the closed lists of the delta contract; `fields` holds
    (name, old, new) for each field that differs, as the contract writes its values.
    `before_at` and `after_at` are the places of the two among the items of their snapshots.
    """

    change: str
    before: T | None
    after: T | None
    flags: tuple[str, ...] = ()
    fields: tuple[tuple[str, object, object], ...] = ()
    score: int | None = None
    reason: str | None = None
    before_at: int | None = None
    after_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageChange:
    """What became of a passage; `words` are (mark, old words, new words) where its text differs.

    The marks are = kept, - taken out, + put in, ~ replaced; all old words joined are the old
    text, all new words the new one. `before_at` and `after_at` are the places of the passages
    in their snapshots.
    """

    change: str
    before: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()
    words: tuple[tuple[str, str, str], ...] = ()
    before_at: tuple[int, ...] = ()
    after_at: tuple[int, ...] = ()

    @property
    def noise(self) -> str | None:
        """Name what is no change of the document, by `vocabulary.NOISES`; None for a change.

        "chrome" is what a site puts around the text; "typography" are other quotation marks,
        dashes, blanks, line breaks or capitals of the same words.
        """
        old, new = ([passage.quote.text for passage in side] for side in (self.before, self.after))
        if self.change == NOT_COVERED or (self.change == UNCHANGED and old == new):
            return None
        if {passage.kind for passage in (*self.before, *self.after)} == {BOILERPLATE}:
            return "chrome"
        return "typography" if self.change == UNCHANGED else None


UNCHANGED: Final = "unchanged"
NOT_COVERED: Final = "not-covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What two editions state differently of one series for one period.

    `series` is the key of the earlier edition's first figure of the series; `basis` what either
    edition prints of a price year or a definition, None where neither does.
    """

    series: str
    before: Figure
    after: Figure
    basis: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """The changes from one edition to another: complete, with what is unchanged too."""

    before: Snapshot
    after: Snapshot
    figures: tuple[Change[Figure], ...] = ()
    events: tuple[Change[Event], ...] = ()
    passages: tuple[PassageChange, ...] = ()
    revisions: tuple[Revision, ...] = ()

    def summary(self) -> dict[str, dict[str, int]]:
        """Count the changes by what they are about and by their name, sorted by name.

        Every row counts once: a passage that is noise by its kind of noise, not by its change.
        """
        names = {
            "figures": [row.change for row in self.figures],
            "events": [row.change for row in self.events],
            "passages": [row.change for row in self.passages if row.noise is None],
            "noise": [row.noise for row in self.passages if row.noise is not None],
        }
        return {
            about: {name: changes.count(name) for name in sorted(set(changes))}
            for about, changes in names.items()
        }

    @property
    def changed(self) -> bool:
        """Tell whether anything differs that the two editions both cover; noise is no change."""
        told = [names for about, names in self.summary().items() if about != "noise"]
        return any(names.keys() - {UNCHANGED, NOT_COVERED} for names in told)


# ---------------------------------------------------------------- all editions


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One edition's statement of an event, with what a reader needs to check it.

    `number` is its place among the events of the edition, from 0.
    """

    imprint: Imprint
    event: Event
    sentence: str | None = None
    section: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Wording:
    """What editions of a publication say of one event with one title and one date.

    `places` are the labels of the editions, each with the number of the event in it; `salience`
    is what all of them give it, `sentence` the first, by its letters, of those that state it.
    """

    block: str
    title: str
    when: Period | None
    places: tuple[tuple[str, int], ...]
    salience: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """The same event through the editions of one publication.

    `newest` is the statement of the edition published last, but for its salience: one edition that
    calls a happening core makes it so; `stated_in` are the labels of all that state it, oldest
    first, one for each statement; `key` is stable and unique within the publication; `block` is
    that of the earliest statement. `when` is the date of the newest statement, or a finer one
    within it that another edition states; `dated` is the label of the edition that states it.
    """

    key: str
    block: str
    newest: Statement
    stated_in: tuple[str, ...]
    when: Period | None
    dated: str

    @property
    def editions(self) -> tuple[str, ...]:
        """The labels of the editions that state it, each once, oldest first."""
        return tuple(dict.fromkeys(self.stated_in))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCount:
    """How many happenings have one status, core or minor ones.

    `first` and `last` are the earliest and the latest day on which one begins or ends, as day
    numbers; None where none has a date.
    """

    status: str
    minor: bool
    count: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """Which happening was found, its days as day numbers, None where it has no date; its status."""

    publication: str
    key: str
    first: int | None
    last: int | None
    status: str
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A figure with the edition that states it, as the list of figures shows it.

    `number` is its place among the figures of the edition, from 0; `key` is what people cite it
    by, None where it has not been asked for.
    """

    imprint: Imprint
    figure: Figure
    sentence: str | None = None
    section: tuple[str, ...] = ()
    number: int = 0
    key: str | None = None


@dataclass(frozen=True, slots=True)
class RelatedSeries:
    """Another series that one was told from: `change` is rescoped or unit-changed.

    `key` is that of the other series, `edition` the label of the edition where they meet.
    """

    change: str
    key: str
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The same figure through the dated editions of one publication.

    `members` are by edition, oldest first, then in the order of the text; `key` is that of the
    first of them, and the key of any leads to the series. `returned` are the labels of editions
    that state it after one that covers all and did not.
    """

    key: str
    members: tuple[StatedFigure, ...]
    returned: tuple[str, ...] = ()
    relatives: tuple[RelatedSeries, ...] = ()

    @property
    def newest(self) -> StatedFigure:
        """The last member."""
        return self.members[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A happening with all statements of it, the oldest edition first.

    `returned` are the labels of editions that state it after one that covers all and did not,
    `unplaced` those of editions that have no place in the order.
    """

    happening: Happening
    statements: tuple[Statement, ...]
    returned: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """What one edition says of a series or a happening, and how that changed.

    `key` and `name` are those of the series or happening. `change` is of the delta contract,
    "first" where no earlier edition states it, "returned" after one that left it out, "undated"
    where the time of the edition is not known. `related` tells of series of another scope or unit:
    "rescoped: us-mexico@2021#figure-1-5".
    """

    key: str
    name: str
    change: str
    item: StatedFigure | Statement
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a reader of the newest editions should know.

    `about` is overdue, stale or contradiction; `items` are the statements that it rests on.
    """

    about: str
    message: str
    items: tuple[StatedFigure | Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSummary:
    """One line of the list of editions."""

    imprint: Imprint
    written: Period | None
    figures: int
    events: int
    captures: int
    has_text: bool
    diagnostics: tuple[Diagnostic, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An item of an edition with the edition that first stated it.

    `since` is that edition, `worded` the one from which on it reads as it does now: the same
    words of a passage, the same quantity and period of a figure, the same date and status of an
    event. Both are of the unbroken run of editions up to `imprint`.
    """

    imprint: Imprint
    item: Passage | Figure | Event
    since: Imprint
    worded: Imprint
    section: tuple[str, ...] = ()
