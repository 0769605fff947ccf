"""Explanations as text, a block each, or as JSON objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class _Step(Protocol):
    @property
    def rule(self) -> str: ...
    @property
    def span(self) -> _Span: ...
    @property
    def note(self) -> str: ...


class Explained(Protocol):
    """What is explained, with the steps that led there."""

    @property
    def kind(self) -> str: ...
    @property
    def span(self) -> _Span: ...
    @property
    def text(self) -> str: ...
    @property
    def steps(self) -> tuple[_Step, ...]: ...


def text(explanations: Iterable[Explained]) -> Iterator[str]:
    """Yield a block of lines each: what it is, where, and its steps below."""
    for each in explanations:
        words = " ".join(each.text.split())
        yield f'{each.kind} {each.span.start}-{each.span.end} "{words}"\n'
        for step in each.steps:
            place = f"{step.span.start}-{step.span.end}"
            note = " ".join(step.note.split())
            yield f"    {step.rule} [{place}]: {note}\n"


def record(doc: str, explained: Explained) -> dict[str, Any]:
    """Return an explanation as a flat object with its steps."""
    return {
        "doc": doc,
        "kind": explained.kind,
        "start": explained.span.start,
        "end": explained.span.end,
        "text": explained.text,
        "steps": [
            {"rule": step.rule, "start": step.span.start, "end": step.span.end, "note": step.note}
            for step in explained.steps
        ],
    }
