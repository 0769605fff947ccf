"""What `timeline` says by itself."""

from __future__ import annotations

from timeline.cli.common import Settings
from timeline.cli.output import write
from timeline.errors import DatabaseMissingError, TimelineError


def show(settings: Settings) -> None:
    """Say what the program is, which database it sees with counts, and the next step."""
    from timeline.store import database
    from timeline.workflow import queries

    lines = [
        "timeline turns editions of an official document into events, figures and exact changes.",
        "",
    ]
    where = database.describe(settings.database)
    try:
        held = queries.counts(settings.database)
    except DatabaseMissingError:
        lines += [f"Database: {where}, which does not exist yet.", "Next:     " + _begin()]
    except TimelineError as error:
        lines += [f"Database: {error}"]
    else:
        lines += [f"Database: {where}, with {_counted(held)}."]
        lines += ["Next:     " + ("timeline events --from 2020" if held["editions"] else _begin())]
    lines += ["Help:     timeline --help"]
    write(f"{line}\n" for line in lines)


def _begin() -> str:
    return "timeline load --sample or timeline ingest FOLDER"


def _counted(held: dict[str, int]) -> str:
    names = {
        "publications": held["publications"],
        "editions": held["editions"],
        "figures": held["figures"],
        "happenings": held["happenings"],
    }
    return ", ".join(
        f"{number:,} {name if number != 1 else name.removesuffix('s')}"
        for name, number in names.items()
    )
