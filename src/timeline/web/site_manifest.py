"""Which files of a folder a site has written, so that nothing else is ever removed.

A file is noted before it is written, by whichever process writes it, and the notes become the
manifest when the run ends. What a killed run has written is known by its notes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from timeline.errors import BadValueError
from timeline.version import __version__
from timeline.whole_files import growing

MANIFEST: Final = "timeline-site.json"
NOTES: Final = "timeline-site.log"


def files_written_before(root: Path) -> set[str]:
    """Return the files that earlier runs wrote into a folder.

    Raises BadValueError where the folder holds something else, OSError.
    """
    if not root.exists():
        return set()
    if not root.is_dir():
        raise BadValueError("OUT", str(root), "a folder. Name a new or an empty one.")
    manifest = root / MANIFEST
    if not manifest.exists():
        if any(root.iterdir()):
            raise BadValueError(
                "OUT", str(root), "empty, nor a site of timeline. Name a new or an empty folder."
            )
        return set()
    try:
        return {*map(str, json.loads(manifest.read_bytes())["files"]), *_noted(root)}
    except (ValueError, KeyError, TypeError):
        raise BadValueError(
            "OUT", str(root), f"readable: its {MANIFEST} is damaged. Name a new folder."
        ) from None


def write_manifest(root: Path, names: Iterable[str]) -> None:
    """Tell which files are written, in place of the notes. Raises OSError."""
    told = {"timeline": __version__, "files": sorted(names)}
    write_file(root / MANIFEST, (json.dumps(told, indent=1) + "\n").encode())
    (root / NOTES).unlink(missing_ok=True)


def keep_notes(root: Path) -> None:
    """Write the manifest of a run that ends early: what was there before, and what is noted."""
    if _noted(root):
        names = files_written_before(root)
        write_manifest(root, (name for name in names if (root / name).is_file()))


def write_noted(root: Path, name: str, data: bytes) -> bool:
    """Write a file of a site, and tell whether its bytes were others. Raises OSError."""
    with (root / NOTES).open("a", encoding="utf-8") as notes:
        notes.write(f"{name}\n")
    return write_file(root / name, data)


def write_file(path: Path, data: bytes) -> bool:
    """Write a file whole if its bytes are others, and tell whether they were. Raises OSError."""
    with suppress(OSError):
        if path.read_bytes() == data:
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with growing(path, durable=False) as part:
        part.write_bytes(data)
    return True


def _noted(root: Path) -> list[str]:
    try:
        return (root / NOTES).read_text("utf-8").splitlines()
    except OSError:
        return []
