"""Documents -> what they state, without a database."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from timeline.decode import decode, plain
from timeline.edition import metadata
from timeline.edition.given_dates import period_given
from timeline.edition.metadata import EditionMetadata, StatedMetadata
from timeline.edition.own_dates import find_own_date
from timeline.errors import (
    MalformedError,
    MissingExtraError,
    MissingFileError,
    RefusedError,
    TimelineError,
)
from timeline.formats.jsonlists import dumps
from timeline.model import Document, Imprint, Snapshot
from timeline.reading.extract import read
from timeline.records import snapshot_record
from timeline.sources import files
from timeline.sources.files import Place
from timeline.sources.troubles import explain_syntax_error
from timeline.values import Period

_SURROGATE = re.compile("[\ud800-\udfff]")


def extract(paths: Iterable[str], *, published: str | None = None) -> Iterator[Snapshot]:
    """Yield what each document states, from files and folders of text, Markdown, HTML and PDF.

    `published` is EDTF. Without it, the date comes from the folder's `editions.json`, the name of
    the file, or the page.

    Raises UsageError for an invalid date or a missing file, RefusedError for an unreadable file.
    """
    for snapshot, _ in each(paths, published=published):
        if isinstance(snapshot, TimelineError):
            raise snapshot
        yield snapshot


def each(
    paths: Iterable[str], *, published: str | None = None
) -> Iterator[tuple[Snapshot, str] | tuple[TimelineError, None]]:
    """Yield the snapshot and the text of each document, or the error that refused it."""
    given = metadata.parse_stated(None, published, None, None)
    for path in paths:
        try:
            found = files.documents(path)
        except (RefusedError, MissingFileError, MissingExtraError) as error:
            yield error, None
            continue
        for problem in found.problems:
            yield problem, None
        for place in found.places:
            try:
                pair = edition(place, given)
            except (RefusedError, MissingFileError, MissingExtraError) as error:
                yield error, None
                continue
            yield pair


def edition(place: Place, given: StatedMetadata, *, own_date: bool = False) -> tuple[Snapshot, str]:
    """Return what a file states and its text.

    With `own_date`, a text of which nobody else says when it was published is dated by what it
    says of itself. Raises UnreadableError, MissingFileError.
    """
    document, imprint, doc, sha256 = _document(place, given, own_date=own_date)
    return read(document, imprint, doc=doc, sha256=sha256), document.text


def _document(
    place: Place, given: StatedMetadata, *, own_date: bool = False
) -> tuple[Document, Imprint, str, str]:
    capture = files.read(place)
    document = decode(capture)
    stated = metadata.gather(place, given, document)
    unknown = place.listed is not None and place.listed.undated
    if own_date and stated.date is None and not unknown:
        stated = replace(stated, published=find_own_date(document))
    document, imprint = stated.attach_claims(document), stated.new_imprint(capture.sha256)
    return document, imprint, place.stem, capture.sha256


# ---------------------------------------------------------------- finished answers


@dataclass(frozen=True, slots=True)
class ExtractOutcome:
    """What became of one document: the text to print, or why it was refused and what exit status
    that means. `note` says why there is nothing to print.
    """

    content: str = ""
    note: str | None = None
    error: str | None = None
    status: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of each document: the form of its answer, and of explanations only those
    that touch the text `find`.
    """

    form: str
    find: str | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """One document to read: a file, a line with where it stands, or the error that came of it."""

    place: Place | None = None
    line: bytes = b""
    where: str = ""
    error: ExtractOutcome | None = None

    @property
    def size(self) -> int:
        """About how many bytes there are to read, where that is known."""
        return len(self.line) or _USUAL


_USUAL: Final = 50_000
_CHUNK: Final = 400_000
"""Bytes that a worker is handed at a time: enough that handing over costs little."""


def answers_of_files(
    paths: Iterable[str],
    form: str,
    *,
    published: str | None = None,
    jobs: int = 1,
    find: str | None = None,
) -> Iterator[ExtractOutcome]:
    """Yield the finished answer of each document, in order; `form` is jsonl, json or text.

    `jobs` is the number of processes that read; what is yielded is the same for any.
    """
    given = metadata.parse_stated(None, published, None, None)
    yield from _answers(_file_tasks(paths), Asked(form, find), given, None, jobs)


def answers_of_lines(
    path: str,
    form: str,
    *,
    published: str | None = None,
    jobs: int = 1,
    find: str | None = None,
) -> Iterator[ExtractOutcome]:
    """Yield the finished answer of each line of a file or pipe that is not empty, in order.

    Raises MissingFileError, UnreadableError.
    """
    day = period_given("--published", published)
    given = metadata.parse_stated(None, None, None, None)
    where = "standard input" if path == files.STANDARD_INPUT else path
    tasks = (
        _Task(line=line, where=f"{where}: line {number}")
        for number, line in enumerate(files.lines(path), start=1)
        if line.strip()
    )
    yield from _answers(tasks, Asked(form, find), given, day, jobs)


def _file_tasks(paths: Iterable[str]) -> Iterator[_Task]:
    for path in paths:
        try:
            found = files.documents(path)
        except (RefusedError, MissingFileError, MissingExtraError) as error:
            yield _Task(error=_refused(error))
            continue
        yield from (_Task(error=_refused(problem)) for problem in found.problems)
        yield from (_Task(place=place) for place in found.places)


def _answers(
    tasks: Iterable[_Task], asked: Asked, given: StatedMetadata, published: Period | None, jobs: int
) -> Iterator[ExtractOutcome]:
    if jobs == 1:
        for task in tasks:
            yield _answer(task, asked, given, published)
        return
    from timeline.ingestion.worker_pool import map_in_workers

    work = partial(_answer_all, asked=asked, given=given, published=published)
    yield from map_in_workers(work, _chunks(tasks), jobs)


def _chunks(tasks: Iterable[_Task]) -> Iterator[list[_Task]]:
    chunk: list[_Task] = []
    size = 0
    for task in tasks:
        chunk.append(task)
        size += task.size
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _answer_all(
    tasks: list[_Task], *, asked: Asked, given: StatedMetadata, published: Period | None
) -> list[ExtractOutcome]:
    return [_answer(task, asked, given, published) for task in tasks]


def _answer(
    task: _Task, asked: Asked, given: StatedMetadata, published: Period | None
) -> ExtractOutcome:
    if task.error is not None:
        return task.error
    try:
        if task.place is not None:
            read_document = _document(task.place, given)
        else:
            read_document = _document_of_line(task.line, task.where, published)
    except (RefusedError, MissingFileError, MissingExtraError) as error:
        return _refused(error)
    document, imprint, doc, sha256 = read_document
    form = asked.form
    if form.startswith(_EXPLAINED):
        return _explained(document, imprint, doc, asked)
    if form.startswith(_LEFT_OUT):
        return _left_out(document, doc, form.removeprefix(_LEFT_OUT))
    text, snapshot = document.text, read(document, imprint, doc=doc, sha256=sha256)
    if form == "text":
        return ExtractOutcome(text)
    indent = 2 if form == "json" else None
    return ExtractOutcome(dumps(snapshot_record(snapshot), indent=indent))


_EXPLAINED: Final = "explained "
"""What a form begins with that asks for explanations: "explained jsonl"."""


_LEFT_OUT: Final = "left out "
"""What a form begins with that asks for what is left out."""


def _left_out(document: Document, doc: str, form: str) -> ExtractOutcome:
    """Return what is not read: what the text does not hold, and chrome that it holds."""
    from timeline.formats import left_out

    records = left_out.records(document, doc)
    if form == "text":
        return ExtractOutcome("".join(map(left_out.line, records)))
    indent = 2 if form == "json" else None
    told = [dumps(record, indent=indent) for record in records]
    return ExtractOutcome(("\n" if form == "jsonl" else ",\n").join(told))


def _explained(document: Document, imprint: Imprint, doc: str, asked: Asked) -> ExtractOutcome:
    from timeline.formats import explanations
    from timeline.workflow.explain import explain

    form = asked.form.removeprefix(_EXPLAINED)
    found = explain(document, imprint, find=asked.find)
    if not found and asked.find:
        return ExtractOutcome(note=f"{doc}: {_not_there(asked.find, document.text)}")
    if form == "text":
        return ExtractOutcome("".join(explanations.text(found)))
    indent = 2 if form == "json" else None
    records = [dumps(explanations.record(doc, each), indent=indent) for each in found]
    return ExtractOutcome(("\n" if form == "jsonl" else ",\n").join(records))


def _not_there(find: str, text: str) -> str:
    """Return why nothing overlaps some words: they are not in the text, or only in other places."""
    from timeline.workflow.explain import places_of

    count = len(places_of(find, text))
    if count:
        times = "once" if count == 1 else f"{count} times"
        return f"{find!r} occurs {times}, but no date, figure, event or number is there."
    lower = text.lower()
    others = places_of(find.lower(), lower) if len(lower) == len(text) else []
    but = f", but {text[slice(*others[0])]!r} does" if others else ""
    return f"nothing found: {find!r} does not occur{but}."


def _refused(error: TimelineError) -> ExtractOutcome:
    return ExtractOutcome(error=str(error), status=error.exit_status)


def _document_of_line(
    line: bytes, where: str, published: Period | None
) -> tuple[Document, Imprint, str, str]:
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MalformedError(where, [explain_syntax_error(error, "JSON")]) from None
    if not isinstance(value, dict):
        raise MalformedError(where, ["not an object"])
    doc, text, date = (value.get(key) for key in ("doc", "text", "published"))
    problems = []
    if not isinstance(doc, str):
        problems.append("doc: not a string")
    if not isinstance(text, str):
        problems.append("text: not a string")
    elif _SURROGATE.search(text):
        problems.append("text: contains half a surrogate pair")
    if date is not None and published is None:
        try:
            published = Period.parse(date)
        except (ValueError, TypeError, AttributeError):
            problems.append(f"published: {date!r} is not an EDTF date")
    if problems or not isinstance(doc, str) or not isinstance(text, str):
        raise MalformedError(where, problems)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    stated = EditionMetadata(publication=metadata.slug(doc) or "untitled", published=published)
    return plain.document(text), stated.new_imprint(sha256), doc, sha256
