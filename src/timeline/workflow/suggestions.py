"""The name that somebody may have meant, and what there is near a question without an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from timeline.label_search import Search

if TYPE_CHECKING:
    from timeline.store.database import Connection

_ALIKE: Final = 65
"""From which likeness, 0 to 100, a name is worth suggesting: one slip in a short word."""
_FEW: Final = 3
_SHORT: Final = 3
"""Letters of a word that is like too many others."""
_EMPTY: Final = "It holds no editions. Run 'timeline ingest FOLDER' or 'timeline load --sample'."


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name most like another, None where none is much like it."""
    from rapidfuzz import fuzz, process  # late: only after a mistake

    found = process.extractOne(name, sorted(names), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if found is None else str(found[0])


def hints(
    database: str,
    about: str,
    *,
    publication: str | None = None,
    words: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    dated: bool = False,
    seen: bool = False,
) -> list[str]:
    """Return in sentences what there is near what was asked for and not found.

    `about` is figures, events or items, the last for both; `words` are those of a measure or a
    title; `dated` and `seen` tell whether a range, or a day on which it was known, was given.

    Raises DatabaseError.
    """
    from timeline.store import database as databases
    from timeline.store import queries, statements

    with databases.reading(database) as connection:
        stored = queries.editions(connection)
        if not stored:
            return [_EMPTY]
        found: list[str] = []
        if words is not None:
            found += _near(connection, about, publication, words)
        subjects = {"figures": ("figures",), "events": ("events",)}.get(about, ())
        for subject in subjects:
            if not statements.occurring(connection, subject, "kind", publication):
                found += _nowhere(connection, subject, publication)
                continue
            for column, value in (("kind", kind), ("status", status)):
                if value is not None:
                    there = statements.occurring(connection, subject, column, publication)
                    found.append(f"{subject.capitalize()} by {column}: {_counted(there)}.")
            extent = statements.extent(connection, subject, publication) if dated else None
            if extent is not None:
                found.append(f"All {subject} are from {extent[0]} to {extent[1]}.")
        if seen:
            days = [
                i.imprint.published for i in stored if publication in (None, i.imprint.publication)
            ]
            first = min(
                (day for day in days if day is not None), key=lambda p: p.first, default=None
            )
            found.append(
                "No edition has a date of publication."
                if first is None
                else f"The first edition was published {first.edtf}."
            )
    return found


def nearest_words(database: str, text: str, *, publication: str | None = None) -> list[str]:
    """Return in sentences which words of measures and titles are nearest to those of a search.

    Raises DatabaseError.
    """
    from timeline.store import database as databases
    from timeline.store import queries, statements
    from timeline.text import stem, words

    with databases.reading(database) as connection:
        if not queries.counts(connection)["editions"]:
            return [_EMPTY]
        names = [title for _, _, title in statements.titles(connection, publication)]
        for _, texts in statements.measures(connection, publication):
            names += filter(None, texts)
    there = {word for name in names for word in words(name)}
    stems = set(map(stem, there))
    missing = [word for word in words(text) if len(word) > _SHORT and stem(word) not in stems]
    found = {word: nearest(word, there) for word in missing}
    return [f"Nearest to {word!r}: {near!r}." for word, near in found.items() if near is not None]


def _near(connection: Connection, about: str, publication: str | None, words: str) -> Iterator[str]:
    from timeline.store import statements

    names: dict[str, set[str]] = {}
    if about != "events":
        measured = statements.measures(connection, publication)
        names["measures"] = {texts[0] for _, texts in measured if texts[0]}
    if about != "figures":
        names["titles"] = {title for _, _, title in statements.titles(connection, publication)}
    return alike(words, names)


def alike(words: str, names: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield in sentences which names of each kind are nearest to some words.

    Names that share words come first, then those that are spelled much like them.
    """
    from rapidfuzz import fuzz, process
    from rapidfuzz.utils import default_process

    for what, of in names.items():
        found = Search(words).nearest(of, _FEW)
        spelled = process.extract(
            words, sorted(of), scorer=fuzz.WRatio, processor=default_process, limit=_FEW,
            score_cutoff=_ALIKE,
        )  # fmt: skip
        found = [*dict.fromkeys((*found, *(name for name, *_ in spelled)))][:_FEW]
        if found:
            yield f"Nearest {what}: {', '.join(map(repr, found))}."
        elif of:
            yield f"None of the {len(set(of))} {what} is like it."


def _nowhere(connection: Connection, subject: str, publication: str | None) -> Iterator[str]:
    """Yield that a publication, or the whole database, states none of a subject, and who does."""
    from timeline.store import statements

    there = statements.occurring(connection, subject, "publication", None)
    if publication is None or not there:
        yield f"None of its editions states any {subject}."
    else:
        others = f"other publications do: {_counted(there)}"
        yield f"No edition of {publication} states any {subject}; {others}."


def _counted(there: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in there.items())
