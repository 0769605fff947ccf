"""What to say where a question has no answer: what was searched, where, and what there is."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from typing import Any, Final

import click
from click.core import ParameterSource

from timeline.cli.common import Settings

_NOT_ASKED: Final = frozenset(
    {"form", "output", "limit", "jobs", "exit_code", "triangle", "exact", "iso_dates", "everything"}
)


_WORDS: Final = ("measure", "search", "wanted", "find")
"""The parameters that hold words of a measure or a title."""


def searched(settings: Settings) -> str:
    """Return what the command line asked for, and of which database."""
    from timeline.store import database

    return f"Searched: {_asked()} in {database.describe(settings.database)}."


def _asked() -> str:
    """Return what the command line asked for, as it can be written again."""
    context = click.get_current_context()
    given = [
        _written(parameter, context.params[parameter.name])
        for parameter in context.command.params
        if parameter.name in context.params
        and parameter.name not in _NOT_ASKED
        and context.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE
    ]
    return " ".join(filter(None, given)) or "everything"


def said(settings: Settings, head: str, about: str) -> str:
    """Return a sentence that there is nothing, what was searched, and what is near.

    `about` is figures, events or items.
    """
    from timeline.workflow import suggestions

    asked = {
        name: value
        for name, value in click.get_current_context().params.items()
        if isinstance(value, str)
    }
    near = suggestions.hints(
        settings.database,
        about,
        publication=asked.get("publication"),
        words=next((asked[name] for name in _WORDS if name in asked), None),
        kind=asked.get("kind"),
        status=asked.get("status"),
        dated="since" in asked or "until" in asked,
        seen="as_of" in asked or "in_print" in asked,
    )
    return " ".join((head, searched(settings), *near))


def unfound(words: str | None, labels: Collection[str]) -> str:
    """Return that nothing of a comparison fits, what was asked for, and the nearest labels."""
    from timeline.workflow import suggestions

    near = [] if words is None else suggestions.alike(words, {"labels": labels})
    return " ".join((f"Nothing of that is in either edition. Searched: {_asked()}.", *near))


def _written(parameter: click.Parameter, value: Any) -> str:
    """Return an option as it can be written again."""
    values = value if isinstance(value, tuple) else (value,)
    if isinstance(parameter, click.Argument):
        return shlex.join(map(str, values))
    name = max(parameter.opts, key=len)
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return name
    return " ".join(f"{name} {shlex.quote(str(each))}" for each in values)


def undated(count: int) -> str:
    """Return what follows the name of a format that left events out: "; 2 events …"."""
    if not count:
        return ""
    return f"; {count} {'event' if count == 1 else 'events'} without a date left out"
