"""Two editions -> what changed; each is a stored edition, a snapshot file or a document."""

from __future__ import annotations

from pathlib import Path

from timeline.decode import snapshotfile
from timeline.delta import diff as delta_of
from timeline.linking import link
from timeline.model import Delta, Snapshot
from timeline.sources import files
from timeline.workflow import extract
from timeline.workflow.imprints import Options


def diff(database: str, before: str, after: str) -> Delta:
    """Return what changed from one edition to another.

    Each is the name of a stored edition, or the path of a snapshot file (.json) or of a text or
    Markdown document; a path that exists comes first, and two paths need no database.

    Raises UsageError, RefusedError, DatabaseError.
    """
    old, new = _snapshot(database, before), _snapshot(database, after)
    return delta_of(old, new, link(old, new))


def _snapshot(database: str, name: str) -> Snapshot:
    if name == files.STANDARD_INPUT or Path(name).is_file():
        if Path(name).suffix.lower() == ".json":
            return snapshotfile.decode(files.read(files.Place(path=name), files.SNAPSHOT))
        (place,) = files.documents(name).places
        return extract.edition(place, Options())[0]
    from timeline.workflow import ask  # late: two documents are compared without a database

    return ask.snapshot(database, name)
