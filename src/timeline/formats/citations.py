"""What a reader copies to cite a fact: one line, BibTeX, CSL-JSON.

The edition is what is cited; the key of the fact, and where its words stand, say where in it.
Source of the fields: CSL 1.0.2, "Appendix III: Types" and "Appendix IV: Variables".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from timeline.formats.display import visible, write_issue_date, write_period
from timeline.formats.jsonlists import dumps
from timeline.model import Imprint, Span
from timeline.values import Period

_POINT: Final = re.compile(r"(-?\d{4})(?:-(0\d|1[0-2]))?(?:-(\d\d))?")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'()\[\]{}|\\^`]+", re.IGNORECASE)
_LATEX: Final = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}#$%&_"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A fact as it is cited: `words` are those of the document, else of a summary (no `span`).

    `span` are the characters that state it, `section` the headings above, outermost first.
    """

    key: str
    imprint: Imprint
    words: str
    span: Span | None = None
    section: tuple[str, ...] = ()


def source_address(source: str | None) -> str | None:
    """Return the address of a web page that a source names, None where it names none."""
    found = None if source is None else _ADDRESS.search(source)
    return None if found is None else found[0].rstrip(".,;:!?")


def write_citation(cited: Citation) -> str:
    """Return one line to cite a fact by."""
    imprint = cited.imprint
    words = f"“{cited.words}”" if cited.span is not None else f"{cited.words}."
    edition = f"edition {imprint.label}, {write_issue_date(imprint)}"
    line = f"{words} {imprint.title or imprint.publication}, {edition}, {_where(cited)}."
    address = source_address(imprint.source)
    return visible(f"{line} {cited.key}." + ("" if address is None else f" {address}"))


def write_bibtex(cited: Citation) -> str:
    """Return an entry of BibTeX, its last line without an end."""
    imprint = cited.imprint
    address = source_address(imprint.source)
    words = _latex(cited.words)
    quoted = f"``{words}''" if cited.span is not None else f"{words},"
    fields = {
        "title": f"{{{_latex(imprint.title or imprint.publication)}}}",
        "edition": _latex(imprint.label),
        **_year(imprint.published),
        "note": f"{quoted} {_latex(_where(cited))} ({_latex(cited.key)})",
        **({} if address is None else {"url": _latex_address(address)}),
    }
    name = re.sub(r"[^A-Za-z0-9.:-]", "-", cited.key)
    lines = [f"@misc{{{name},", *(f"  {field} = {{{text}}}," for field, text in fields.items())]
    return "\n".join([*lines, "}"])


def csl_record(cited: Citation) -> dict[str, Any]:
    """Return an item of CSL-JSON."""
    imprint = cited.imprint
    address = source_address(imprint.source)
    return {
        "id": cited.key,
        "type": "document",
        "title": imprint.title or imprint.publication,
        "edition": imprint.label,
        **({} if imprint.published is None else {"issued": _issued(imprint.published)}),
        **({} if address is None else {"URL": address}),
        **({"section": " > ".join(cited.section)} if cited.section else {}),
        "note": f"{cited.words} ({_where(cited)}; {cited.key})",
    }


def write_csl(cited: Citation) -> str:
    """Return CSL-JSON: a list of one item, as programs for references read it; a line a field."""
    fields = (f"{dumps(name)}: {dumps(value)}" for name, value in csl_record(cited).items())
    return "[{" + ",\n  ".join(fields) + "}]"


def citation_record(cited: Citation) -> dict[str, Any]:
    """Return all forms of a citation, as a part of the JSON of a fact."""
    return {
        "text": write_citation(cited),
        "bibtex": write_bibtex(cited),
        "csl": csl_record(cited),
    }


def _where(cited: Citation) -> str:
    if cited.span is None:
        return "as entered from a summary"
    section = cited.section[-1] if cited.section else None
    under = "" if section in (None, cited.imprint.title) else f"section “{section}”, "
    return f"{under}characters {cited.span.start} to {cited.span.end}"


def _issued(published: Period) -> dict[str, Any]:
    """Return a date as CSL has it: parts of one day, or of two; else in words."""
    text = published.edtf
    ends = [_POINT.fullmatch(end) for end in re.split(r"\.\.|/", text.strip("[]").rstrip("~?%"))]
    parts = [[int(part) for part in end.groups() if part] for end in ends if end is not None]
    if len(parts) != len(ends):
        return {"literal": write_period(published)}
    exact = text[-1] not in "~?%]"
    return {"date-parts": parts, **({} if exact else {"circa": True})}


def _year(published: Period | None) -> dict[str, str]:
    if published is None:
        return {}
    found = _POINT.fullmatch(published.edtf)
    if found is None:
        return {"year": _latex(write_period(published))}
    return {"year": found[1], **({} if found[2] is None else {"month": str(int(found[2]))})}


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in visible(text))


def _latex_address(address: str) -> str:
    return re.sub(r"[%#&_]", lambda found: f"\\{found[0]}", address)
