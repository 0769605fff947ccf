"""Editions of an official document in; dated events, figures and exact changes out.

The functions here do what the commands of the same name do. They are loaded when they are first
used, so that `import timeline` costs nothing. A database is a path or an SQLAlchemy URL.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from timeline.version import __version__

if TYPE_CHECKING:
    from timeline.workflow.compare import diff
    from timeline.workflow.correct import amend, forget
    from timeline.workflow.export import export
    from timeline.workflow.extract import extract
    from timeline.workflow.history import history
    from timeline.workflow.ingest import ingest
    from timeline.workflow.load import load
    from timeline.workflow.queries import editions, events, figures, show, snapshot
    from timeline.workflow.search import search
    from timeline.workflow.status import status

__all__ = [
    "__version__", "amend", "diff", "editions", "events", "export", "extract", "figures", "forget",
    "history", "ingest", "load", "search", "show", "snapshot", "status",
]  # fmt: skip

_MODULES: Final = {
    "amend": "correct",
    "diff": "compare",
    "editions": "queries",
    "events": "queries",
    "export": "export",
    "extract": "extract",
    "figures": "queries",
    "forget": "correct",
    "history": "history",
    "ingest": "ingest",
    "load": "load",
    "search": "search",
    "show": "queries",
    "snapshot": "queries",
    "status": "status",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"timeline.workflow.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
