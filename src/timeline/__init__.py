"""Editions of an official document in; dated events, figures and exact changes out.

`timeline.open("timeline.db")` returns a database with a method for each command. The functions here
do the same, and take the database, a path or an SQLAlchemy URL, as their first argument. All are
loaded when they are first used, so that `import timeline` costs nothing.

What they return is in `timeline.model`; what they raise on purpose is in `timeline.errors`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from timeline.version import __version__

if TYPE_CHECKING:
    from timeline import errors, model, values
    from timeline.database import Database, open  # noqa: A004
    from timeline.edition.outcome import Outcome
    from timeline.ingestion.web import FetchPolicy
    from timeline.lists import Changes, Rows
    from timeline.workflow.blame import blame
    from timeline.workflow.compare import diff, log
    from timeline.workflow.correct import amend, forget
    from timeline.workflow.export import export
    from timeline.workflow.extract import extract
    from timeline.workflow.history import history
    from timeline.workflow.ingest import ingest
    from timeline.workflow.load import load
    from timeline.workflow.queries import dates, editions, events, figures, show, snapshot
    from timeline.workflow.search import search
    from timeline.workflow.status import status

__all__ = [
    "Changes", "Database", "FetchPolicy", "Outcome", "Rows", "__version__", "amend", "blame",
    "dates", "diff", "editions", "errors", "events", "export", "extract", "figures", "forget",
    "history", "ingest", "load", "log", "model", "open", "search", "show", "snapshot",
    "status", "values",
]  # fmt: skip

_MODULES: Final = {
    "Changes": "lists",
    "Database": "database",
    "FetchPolicy": "ingestion.web",
    "Outcome": "edition.outcome",
    "Rows": "lists",
    "amend": "workflow.correct",
    "blame": "workflow.blame",
    "dates": "workflow.queries",
    "diff": "workflow.compare",
    "editions": "workflow.queries",
    "events": "workflow.queries",
    "export": "workflow.export",
    "extract": "workflow.extract",
    "figures": "workflow.queries",
    "forget": "workflow.correct",
    "history": "workflow.history",
    "ingest": "workflow.ingest",
    "load": "workflow.load",
    "log": "workflow.compare",
    "open": "database",
    "search": "workflow.search",
    "show": "workflow.queries",
    "snapshot": "workflow.queries",
    "status": "workflow.status",
}
_SUBMODULES: Final = ("errors", "model", "values")


def __getattr__(name: str) -> Any:
    if name in _SUBMODULES:
        return import_module(f"timeline.{name}")
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"timeline.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES, *_SUBMODULES})
