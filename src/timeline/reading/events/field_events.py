"""Events of labelled fields: since when somebody is in office, when an election was and will be held.

"President Ada Reed (since 1 May 2019)"; "Senate - last held on 3 May 2020 (next to be held in May
2024)"; "Independence: 4 July 1901 (from Tarn)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.events.mentions import found
from timeline.reading.events.status import Found
from timeline.reading.events.titles import title_case
from timeline.reading.language import verb_groups
from timeline.reading.language.sentences import Sentence

_IN_OFFICE: Final = re.compile(
    r"(?:^|[:;,\n)]|--|–|\band\b)\s*(?P<who>[A-Z][^:;,()\n]{3,80}?)\s*\(since\s+$"
)
_HELD: Final = re.compile(
    r"\b(?P<what>last|next\s+to\s+be|to\s+be)\s+held\s+(?:on\s+|in\s+|by\s+)?$"
)
_PARTS: Final = re.compile(r"[:;\n()]")
_BEGINNINGS: Final = frozenset(
    """independence established establishment founded foundation constitution formation union adopted
    signed ratified ratification proclaimed promulgated effective accession inaugurated opened
    opening launched launch""".split()
)
"""Labels whose date is that of what they name."""
_BRACKET: Final = re.compile(r"\s*\((?P<words>[^()]{3,60})\)")
_WHO: Final = 90
_HELD_NEAR: Final = 40
_REACH: Final = 240


def of_field(sentence: Sentence, date: DateExpression, label: str) -> Iterator[Found]:
    """Yield the event that a field states in one of its own ways of writing."""
    text, span = sentence.text, date.quote.span
    low = max(sentence.start, span.start - _REACH)
    since = "since" in text[max(low, span.start - 8) : span.start]
    office = _IN_OFFICE.search(text, low, span.start) if since else None
    if office is not None:
        who = office["who"]
        yield found(
            sentence, date, Span(office.start("who"), span.end), title=title_case(who),
            words="", aspect=verb_groups.PERFECT, rule="in office since", subject=who,
        )  # fmt: skip
        return
    held = _HELD.search(text, max(low, span.start - _HELD_NEAR), span.start)
    if held is not None:
        past = held["what"] == "last"
        who = _voted(text, low, held.start(), label)
        title = f"{who} {'Last Held' if past else 'Next to Be Held'}"
        yield found(
            sentence, date, Span(held.start(), span.end), title=title_case(title), words=title,
            aspect=verb_groups.PAST if past else verb_groups.FUTURE, rule="held last, held next",
        )  # fmt: skip
        return
    if label.lower().split()[-1] in _BEGINNINGS and _opens_value(text, sentence, span):
        behind = _BRACKET.match(text, span.end, sentence.end)
        title = f"{label}: {behind['words']}" if behind else label
        end = behind.end() if behind else span.end
        yield found(
            sentence, date, Span(span.start, end), title=title_case(title), words=title,
            aspect=verb_groups.PAST, rule="date of a field",
        )  # fmt: skip


def _voted(text: str, low: int, at: int, label: str) -> str:
    """Return what is held: the words before "last held", else the label of the field."""
    held = text.rfind("last held", low, at + len("last held"))
    who = "" if held < 0 else _PARTS.split(text[max(low, held - _WHO) : held])[-1]
    who = " ".join(who.strip(" -–—").split())
    return (
        who if who.lower() not in ("", "election", "elections") else f"{label}: {who or 'election'}"
    )


def _opens_value(text: str, sentence: Sentence, span: Span) -> bool:
    """Tell whether a date is the first word of a value: behind the label, or a semicolon."""
    before = text[sentence.start : span.start].rstrip()
    return before[-1:] in (":", ";")
