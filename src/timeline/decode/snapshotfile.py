"""Snapshot files: the figures and events of one edition as canonical JSON.

Canonical means keys sorted, two blanks of indent, one final line end, and nothing that is null,
empty or a default of the contract's step: `encode(decode(x)) == x` for all that `encode` wrote.
A snapshot file says what an edition states and where the edition comes from, not where in its
text: spans, quotes, passages and rules are neither written nor kept when they are read.

A file is refused as a whole, with every problem that was found and where it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, TypeVar

from timeline import schemas
from timeline.errors import MalformedError, UnreadableError
from timeline.model import COMPLETE, Capture, Event, Figure, Imprint, Snapshot
from timeline.records import (
    SNAPSHOT_SCHEMA,
    SNAPSHOT_SCHEMAS,
    Record,
    event_of,
    event_record,
    figure_of,
    figure_record,
    imprint_record,
    stated,
)
from timeline.values import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

T = TypeVar("T", Figure, Event)

MEDIA: Final = "application/json"

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LONGEST_INTEGER: Final = 15
_TYPES: Final = {"array": "a list", "object": "an object"}


# ---------------------------------------------------------------- writing


def encode(snapshot: Snapshot) -> bytes:
    """Return the canonical file of an edition's figures and events."""
    record = {
        "schema": SNAPSHOT_SCHEMA,
        **imprint_record(snapshot.imprint),
        "written": None if snapshot.written is None else snapshot.written.edtf,
        "figures": [_stated(figure_record(figure)) for figure in snapshot.figures],
        "events": [_stated(event_record(event)) for event in snapshot.events],
    }
    text = json.dumps(_stated(record), ensure_ascii=False, indent=2, sort_keys=True)
    return f"{_SURROGATE.sub(_escaped, text)}\n".encode()


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _stated(record: Record) -> Record:
    kept = {key: value for key, value in stated(record).items() if value not in (None, [], {})}
    if kept.get("step") == "1":
        del kept["step"]
    return kept


# ---------------------------------------------------------------- reading


def decode(capture: Capture) -> Snapshot:
    """Return what a snapshot file states.

    Raises UnreadableError for bytes that are no JSON, MalformedError, with all problems, for
    JSON that breaks the contract. Spans, passages and rules in the file are left aside.
    """
    value = _parsed(capture)
    if not isinstance(value, _Object):
        raise MalformedError(capture.origin, [f"the file: {_shown(value)} is not an object"])
    if value.get("schema") not in SNAPSHOT_SCHEMAS:
        named = _shown(value["schema"]) if "schema" in value else "nothing"
        known = " or ".join(map(repr, SNAPSHOT_SCHEMAS))
        raise MalformedError(capture.origin, [f"schema: {named} is not {known}"])
    problems = [*_unfit(value), *_violations(value)]
    if problems:
        raise MalformedError(capture.origin, problems)
    figures = _items(value, "figures", figure_of, problems)
    events = _items(value, "events", event_of, problems)
    problems += _contradictions(value)
    if problems:
        raise MalformedError(capture.origin, problems)
    return Snapshot(
        imprint=_imprint(value),
        doc=PurePath(capture.origin).stem,
        sha256=capture.sha256,
        written=_period(value, "written"),
        figures=figures,
        events=events,
    )


def _imprint(value: Mapping[str, Any]) -> Imprint:
    return Imprint(
        publication=value["publication"],
        label=value["edition"],
        published=_period(value, "published"),
        title=value.get("title"),
        source=value.get("source"),
        coverage=value.get("coverage", COMPLETE),
        notes=tuple(sorted(value.get("notes", {}).items())),
    )


def _period(value: Mapping[str, Any], key: str) -> Period | None:
    text = value.get(key)
    return None if text is None else Period.parse(text)


def _items(
    value: Mapping[str, Any], key: str, of: Callable[[Record], T], problems: list[str]
) -> tuple[T, ...]:
    items = []
    for index, record in enumerate(value.get(key, [])):
        try:
            items.append(of(stated(record)))
        except ValueError as error:
            problems.append(f"{key}[{index}]: {error}")
    return tuple(items)


def _contradictions(value: Mapping[str, Any]) -> Iterator[str]:
    for index, record in enumerate(value.get("events", [])):
        when = _period(record, "edtf")
        derived = None if when is None else when.precision
        if record.get("precision", derived) != derived:
            yield (
                f"events[{index}].precision: {_shown(record['precision'])} is not the precision "
                f"of {_shown(record.get('edtf'))}, {_shown(derived)}"
            )


# ---------------------------------------------------------------- JSON, strictly


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that no field of the contract takes, as it is written: 1e9, 0.5, NaN."""

    text: str


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys were given twice."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        found.twice = tuple(sorted({key for key in keys if keys.count(key) > 1}))
    return found


def _integer(text: str) -> int | _Number:
    return int(text) if len(text) <= _LONGEST_INTEGER else _Number(text)


def _parsed(capture: Capture) -> object:
    remedy = "Give a snapshot file as written by 'timeline snapshot'."
    try:
        text = capture.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"not UTF-8 at byte {error.start}"
        raise UnreadableError(capture.origin, what, remedy) from None
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_Number,
            parse_int=_integer,
            parse_constant=_Number,
        )
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise UnreadableError(capture.origin, what if text.strip() else "empty", remedy) from None
    except RecursionError:
        raise UnreadableError(capture.origin, "nested too deeply", remedy) from None


def _unfit(value: object, path: str = "") -> Iterator[str]:
    """Yield what JSON may hold but no database can keep: keys given twice, NUL, half characters."""
    match value:
        case _Object():
            for key in value.twice:
                yield f"{_below(path, key)}: given twice"
            for key, member in value.items():
                yield from _unfit(member, _below(path, key))
        case list():
            for index, member in enumerate(value):
                yield from _unfit(member, f"{path}[{index}]")
        case str() if "\0" in value:
            yield f"{path}: contains a NUL character"
        case str() if _SURROGATE.search(value):
            yield f"{path}: contains half a surrogate pair"
        case _:
            pass


def _below(path: str, key: str) -> str:
    name = key if re.fullmatch(r"\w{1,60}", key) else json.dumps(key[:60])
    return f"{path}.{name}" if path else name


# ---------------------------------------------------------------- the contract


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator, FormatChecker, validators  # late: loading only

    checker = FormatChecker(formats=())
    checker.checks("edtf", raises=ValueError)(_is_edtf)
    extend: Any = validators.extend  # its stubs leave it untyped
    strict = extend(Draft202012Validator, {"pattern": _pattern})
    return strict(schemas.load("snapshot"), format_checker=checker)


def _pattern(_: Validator, pattern: str, value: object, __: object) -> Iterator[ValidationError]:
    """Match as JSON Schema means it: $ is the end, never a place before a last line end."""
    from jsonschema.exceptions import ValidationError

    if isinstance(value, str) and not re.search(pattern.removesuffix("$") + r"\Z", value):
        yield ValidationError("does not match")


def _is_edtf(value: object) -> bool:
    if isinstance(value, str):
        Period.parse(value)
    return True


def _violations(value: object) -> Iterator[str]:
    errors = _validator().iter_errors(value)
    for error in sorted(errors, key=lambda e: [str(part).zfill(9) for part in e.absolute_path]):
        yield from _said(error)


def _said(error: Any) -> Iterator[str]:
    """Yield what one ValidationError of jsonschema means, in our words."""
    path = ""
    for part in error.absolute_path:
        path = f"{path}[{part}]" if isinstance(part, int) else _below(path, part)
    match error.validator, error.instance:
        case "additionalProperties", dict() as members:
            known = error.schema["properties"]
            for key in sorted(set(members) - set(known)):
                yield f"{_below(path, key)}: no such field"
        case "required", dict() as members:
            for key in error.validator_value:
                if key not in members and f"{key!r} is" in error.message:
                    yield f"{_below(path, key)}: missing"
        case "enum", value:
            names = ", ".join(str(name) for name in error.validator_value if name is not None)
            yield f"{path}: {_shown(value)} is not one of {names}"
        case "format", value if error.cause is not None and "ends before" in str(error.cause):
            yield f"{path}: {error.cause}, so it is not an EDTF date"
        case "type", int() | _Number() as number if not isinstance(number, bool):
            kind = error.schema.get("title", "a text")
            if "integer" in error.validator_value:
                yield f"{path}: {_shown(number)} is not {kind}"
            else:
                yield f"{path}: {_shown(number)} is a number; write {kind} as a string"
        case _, value:
            kind = error.schema.get("title") or _TYPES.get(str(error.schema.get("type")), "a text")
            yield f"{path}: {_shown(value)} is not {kind}"


def _shown(value: object) -> str:
    match value:
        case _Number():
            return value.text[:60]
        case str():
            return repr(value if len(value) <= 60 else f"{value[:59]}…")
        case dict():
            return "an object"
        case list():
            return "a list"
        case _:
            return json.dumps(value)
