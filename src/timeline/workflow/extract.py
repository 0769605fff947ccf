"""Documents -> what they state, without a database."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.decode import plain
from timeline.errors import MalformedError, MissingFileError, RefusedError, TimelineError
from timeline.model import Snapshot
from timeline.reading import read
from timeline.sources import files
from timeline.sources.files import Place
from timeline.values import Period
from timeline.workflow import imprints
from timeline.workflow.imprints import Options, Stated

_SURROGATE = re.compile("[\ud800-\udfff]")


def extract(paths: Iterable[str], *, published: str | None = None) -> Iterator[Snapshot]:
    """Yield what each document states; files and folders of text and Markdown.

    `published` is EDTF; without it the folder's `editions.json` and the names of the files count.

    Raises UsageError for a date that is none and for a missing file, RefusedError for a file that
    cannot be read.
    """
    for snapshot, _ in each(paths, published=published):
        if isinstance(snapshot, TimelineError):
            raise snapshot
        yield snapshot


def each(
    paths: Iterable[str], *, published: str | None = None
) -> Iterator[tuple[Snapshot, str] | tuple[TimelineError, None]]:
    """Yield the snapshot and the text of each document, or the error that refused it."""
    given = imprints.options(None, published, None, None)
    for path in paths:
        try:
            found = files.documents(path)
        except (RefusedError, MissingFileError) as error:
            yield error, None
            continue
        for problem in found.problems:
            yield problem, None
        for place in found.places:
            try:
                pair = edition(place, given)
            except (RefusedError, MissingFileError) as error:
                yield error, None
                continue
            yield pair


def edition(place: Place, given: Options) -> tuple[Snapshot, str]:
    """Return what a file states and its text. Raises UnreadableError, MissingFileError."""
    capture = files.read(place)
    document = plain.decode(capture)
    imprint = imprints.stated(place, given, document.title).new(capture.sha256)
    return read(document, imprint, doc=place.stem, sha256=capture.sha256), document.text


def lines(
    source: Iterable[bytes], where: str, *, published: str | None = None
) -> Iterator[tuple[Snapshot, str] | tuple[TimelineError, None]]:
    """Yield the snapshot and text of each {"doc", "text", "published"?} line, or its error.

    Texts are taken verbatim; empty lines are passed over.
    """
    given = imprints.period_given("--published", published)
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        try:
            pair = _line(line, f"{where}: line {number}", given)
        except RefusedError as error:
            yield error, None
            continue
        yield pair


def _line(line: bytes, where: str, published: Period | None) -> tuple[Snapshot, str]:
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MalformedError(where, [f"not JSON ({error})"]) from None
    if not isinstance(value, dict):
        raise MalformedError(where, ["not an object"])
    doc, text, date = (value.get(key) for key in ("doc", "text", "published"))
    problems = []
    if not isinstance(doc, str):
        problems.append("doc: not a text")
    if not isinstance(text, str):
        problems.append("text: not a text")
    elif _SURROGATE.search(text):
        problems.append("text: holds half a surrogate pair")
    if date is not None and published is None:
        try:
            published = Period.parse(date)
        except (ValueError, TypeError, AttributeError):
            problems.append(f"published: {date!r} is not an EDTF date")
    if problems or not isinstance(doc, str) or not isinstance(text, str):
        raise MalformedError(where, problems)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    stated = Stated(publication=imprints.slug(doc) or "untitled", published=published)
    snapshot = read(plain.document(text), stated.new(sha256), doc=doc, sha256=sha256)
    return snapshot, text
