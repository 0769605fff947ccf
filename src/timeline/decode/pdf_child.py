"""A process that reads a PDF, so that one built to exhaust the reader is refused by its name."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any, Final

from timeline.decode.pdf_lines import PdfLine, PdfPiece
from timeline.decode.pdf_pages import ENCRYPTED, MEMORY, SECONDS
from timeline.errors import MissingExtraError, UnreadableError
from timeline.model import Capture

_WAITING: Final = 10 * SECONDS
"""Seconds on the clock after which a process that does not end is ended: a machine may be busy."""
_PROGRAM: Final = """\
import sys
sys.path[:] = {path!r}
from timeline.decode.pdf_pages import main
main()
"""


def read_pages(capture: Capture) -> list[list[PdfLine]]:
    """Return the lines of each page of a PDF, as they are drawn.

    Raises MissingExtraError without pypdfium2, and UnreadableError for a file that is damaged,
    wants a password, or takes too much memory or time.
    """
    if find_spec("pypdfium2") is None:
        raise MissingExtraError("The PDF reader (pypdfium2)", "pdf")
    where = capture.origin
    try:
        ran = subprocess.run(  # noqa: S603  this program, and nothing of the file
            [sys.executable, "-c", _PROGRAM.format(path=sys.path)],
            input=capture.data, capture_output=True, timeout=_WAITING, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _exhausting(where) from None
    if ran.returncode:
        raise _exhausting(where)
    found = json.loads(ran.stdout)
    if found.get("refused") == ENCRYPTED:
        raise UnreadableError(
            where, "encrypted", "Remove the password first, for example: qpdf --decrypt in.pdf"
        )
    if "pages" not in found:
        raise UnreadableError(where, "not a PDF file, or damaged", "Download the file again.")
    return [[_line(written) for written in page] for page in found["pages"]]


def _exhausting(where: str) -> UnreadableError:
    return UnreadableError(
        where,
        f"a PDF that cannot be read within {MEMORY // 2**20} MiB and {SECONDS} seconds",
        "Save its text with a program that you trust with it, and use that.",
    )


def _line(written: list[Any]) -> PdfLine:
    text, page, left, right, bottom, top, pieces, mark, turned = written
    parts = tuple(PdfPiece(*piece) for piece in pieces)
    return PdfLine(text, page, left, right, bottom, top, parts, mark=mark, turned=turned)
