"""PDF files for tests, drawn by reportlab line by line, so that a test knows where each stands."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

SIZE, LEADING, LEFT, TOP = 11, 14, 72, 740


def pdf(
    pages: Sequence[Sequence[str]],
    *,
    head: str | None = None,
    foot: str | None = None,
    password: str | None = None,
) -> bytes:
    """Return a PDF whose pages have these lines.

    An empty line is a gap, "# " begins a heading, "> " an indented line, "| " one of a column to
    the right, which begins at the top again. "{}" in head and foot is the number of the page.
    """
    buffer = io.BytesIO()
    protection = None if password is None else StandardEncryption(password)
    canvas = Canvas(buffer, invariant=True, encrypt=protection)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont("Helvetica", 9)
        if head is not None:
            canvas.drawString(LEFT, 805, head.format(number))
        y, column = TOP, LEFT
        for line in lines:
            if line.startswith("| ") and column == LEFT:
                y, column = TOP, 320
            _draw(canvas, line, column, y)
            y -= LEADING * (2 if line.startswith("# ") else 1)
        canvas.setFont("Helvetica", 9)
        if foot is not None:
            canvas.drawString(280, 30, foot.format(number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, line: str, column: float, y: float) -> None:
    text = line.removeprefix("| ")
    if line.startswith("# "):
        canvas.setFont("Helvetica-Bold", 18)
        text = line[2:]
    else:
        canvas.setFont("Helvetica", SIZE)
    if line.startswith("> "):
        column, text = column + 20, line[2:]
    canvas.drawString(column, y, text)


def picture() -> bytes:
    """Return a PDF of a page that holds a drawing and no text, as a scan does."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written_pdf(path: Path, pages: Sequence[Sequence[str]], **how: str) -> Path:
    """Write a PDF and return its path."""
    path.write_bytes(pdf(pages, **how))
    return path


def with_content(content: bytes, filters: str) -> bytes:
    """Return a PDF of one page whose content is encoded by these filters."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        f"<</Length {len(content)}/Filter[{filters}]>>stream\n".encode() + content + b"\nendstream",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(f"{len(body):010} 00000 n \n".encode())
        body += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return body + table + end.encode()


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    """Return a PDF of one page that a function draws."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.setFont("Helvetica", SIZE)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()
