"""Labelled fields: "Area: total: 900 sq km; land: 850 sq km (2019 est.)", as almanacs print them.

The label is the measure, with the labels and items under it as its path. What stands between two
values is read once, from left to right: labels end in a colon or a spaced dash, items are parted by
commas, semicolons, brackets and line ends, and a date in brackets holds for the values before it
that have none. A number within a label, and every number of a field that holds addresses or codes,
is no figure. Prose within a field is left to the rules for prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import DateExpression
from timeline.reading.fields import field_parts, field_words
from timeline.reading.fields.field_changes import direction_of, moves
from timeline.reading.fields.labels import (
    ASIDE,
    EDGES,
    is_prose,
    is_silent,
    is_told,
    item_name,
    joined,
    last_label,
    undated,
)
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount

_NEAR_COLON: Final = 64
MAX_GAP: Final = 300
"""How far before a value its labels and its item are looked for, in characters."""
_RANKING: Final = re.compile(r"\bcomparison to the world\b|\brank(?:ing)?\b", re.IGNORECASE)
_YEARLY_RATE: Final = re.compile(
    r"\b(?:growth|inflation|interest|discount|lending)\b", re.IGNORECASE
)
_RATIO: Final = re.compile(r"\b(?:rate|ratio|density|index|per)\b", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"\([^()]{0,120}\)")
_BASIS: Final = re.compile(
    r"(?:f\.?o\.?b\.?|c\.?i\.?f\.?|as of|end of|yearend|year-end|mid|ca?\.|[,\s]|FY)*"
)
_CLOSES: Final = re.compile(
    r"\s*(?:\(?est\.?|es\b|estimates?|prelim\.?|projected|proj\.?)?[^()\n]{0,40}?\)|\s*est\."
)
_ESTIMATED: Final = re.compile(r"\s*(?:est\b|es\b|estimate)")
_RIGHT: Final = re.compile(
    r"[ \u00a0]+(?P<words>[^\d,;:()\n\[\]]{1,70}?)\s*(?=[,;\n)\[]|\((?!s\))|\.?$|\.\s)"
)
_WHOLE: Final = re.compile(
    r"[ \u00a0]+(?:of|in)\s+(?:the\s+)?(?P<whole>[^\d,;:()\n\[\]]{2,60}?)\s*(?=[,;:(\n)\[]|\.?$|\.\s)"
)
_INSIDE_LABEL: Final = re.compile(
    r"(?:[ \u00a0](?:k?m|ft|ha|kg|years?|months?|percent))?[ \u00a0]{0,2}(?P<near>\)?):(?=\s)|[ \u00a0](?:and|or)[ \u00a0](?:over|older|above|more|under|younger|less)[^:;,\n]{0,24}:\s"
)
_LABEL_RUN: Final = re.compile(r"[^:;()\n]{1,60}:(?=\s)")
_DIALLED: Final = re.compile(r"\(\d{1,4}\)[ -]?\d")
"""The area code of a telephone number, and what it is followed by."""
_AREA_CODE: Final = re.compile(r"\(\d{1,4}\) $")
_TELLS: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|be|been|by)\s")
_MARK: Final = re.compile(r"[,;:()\n]")
_ITEM_BREAK: Final = re.compile(r"[;(\0]|,(?!\d)|^/")
_PART: Final = re.compile(r"^\s*(?:of which|of whom|thereof)(?:,? |$)")
"""What leads in a part of the value before: "Staff: 412 (of whom 198 women)"."""
_GROUP: Final = re.compile(rf"[ \u00a0]\((?P<who>{pattern_of(field_words.GROUPS)})\)")
_STRUCTURE: Final = frozenset(":;()/–-")
"""Marks without which what stands before a value is an item of a list and no more."""
_ATTACHED: Final = frozenset("(/")
_YEAR: Final = re.compile(r"(?:1[0-9]|20)\d\d")
_LABEL_AHEAD: Final = re.compile(r"[^:;,()\n\d]{0,48}:(?=\s)")


@dataclass(slots=True)
class FieldValue:
    """A value of a field: what it measures, the whole of a share, when, and how it is meant.

    `measure` is None where the value stands in prose.
    """

    mention: Mention[Amount]
    measure: str | None = None
    whole: str | None = None
    when: DateExpression | None = None
    estimated: bool = False
    kind: str | None = None
    direction: str | None = None
    heading: DateExpression | None = None


def read(
    text: str,
    start: int,
    end: int,
    label: str,
    amounts: Sequence[Mention[Amount]],
    dates: Sequence[DateExpression],
    *,
    prose: bool = False,
) -> Iterator[FieldValue]:
    """Yield the values of a field; `start` is where the content behind its label begins.

    With `prose`, a passage that ends in a full stop is a later sentence of the field.
    """
    if text[end - 1] == ".":
        prose = prose or _TELLS.search(text, start, min(end, start + 250)) is not None
        start += text[start] == ":"
    prose = (prose and text[end - 1] == ".") or is_told(label)
    own_dates = [date for date in dates if date.edtf is not None]
    heading: DateExpression | None = None
    if own_dates and own_dates[0].quote.span.start < start:
        heading = own_dates.pop(0)
        if _is_of_every_year(text, heading):
            heading = None
        else:
            label = undated(label, heading.quote.text)
    walk = _Walk(text, start, end, label, prose=prose)
    values: list[FieldValue] = []
    d = given = 0
    for index, mention in enumerate(amounts):
        while d < len(own_dates) and own_dates[d].quote.span.start < mention.span.start:
            date = own_dates[d]
            if (
                text[date.quote.span.end : date.quote.span.end + 1] == ":"
                or (settled := _give(text, date, values, given, start)) is None
            ):
                heading = date
            else:
                given = settled
            d += 1
        following = amounts[index + 1].span.start if index + 1 < len(amounts) else end
        above = values[-1].mention if values else mention
        value = walk.value(field_parts.with_unit_above(text, above, mention), following)
        if value is not None:
            value.heading = heading
            if value.direction and values and moves(text, values[-1].mention.span, mention.span):
                value.measure = values[-1].measure
            values.append(value)
    for date in own_dates[d:]:
        given = _give(text, date, values, given, start) or given
    _spread(values)
    _date_at_once(text, own_dates, values)
    yield from values


def _is_of_every_year(text: str, date: DateExpression) -> bool:
    """Tell whether a month in a label only says which of them: "Average July temperature: 24°C"."""
    end = date.quote.span.end
    return date.quote.text.isalpha() and text[end] == " " and text[end + 1].islower()


class _Walk:
    """Where the reading of a field has come to: the path of labels, and the end of what was read."""

    __slots__ = ("_end", "_label", "_path", "_position", "_prose", "_silent", "_text")

    def __init__(self, text: str, start: int, end: int, label: str, *, prose: bool) -> None:
        self._text, self._end = text, end
        self._label = label
        self._position = start
        self._path: tuple[str, ...] = ()
        self._silent = is_silent(label)
        self._prose = prose

    def value(self, mention: Mention[Amount], following: int) -> FieldValue | None:
        """Return what a quantity is in the field; None where it is part of a label or no quantity."""
        text, span = self._text, mention.span
        if span.start < self._position:
            return None
        gap = text[max(self._position, span.start - MAX_GAP) : span.start]
        same_line = "\n" not in gap
        line = gap if same_line else gap[gap.rfind("\n") + 1 :]
        end = span.end
        colon = text.find(":", end, min(end + _NEAR_COLON, self._end)) >= 0
        item: str | None = None
        if colon:
            ahead = _INSIDE_LABEL.match(text, end, self._end)
            if ahead is None:
                if self._opens_label(line, same_line, end):
                    return None
            elif not ahead["near"]:
                return None
            else:
                item = self._item(line.rstrip(" (") + ": ")
        if item is None:
            item = self._item(line)
        self._position = end
        amount = mention.value
        if amount is None or self._silent or _is_dialled(text, span.start):
            return None
        right_end = min(following, self._end)
        if self._prose and same_line and ": " not in gap:
            return FieldValue(mention)
        part = field_parts.part_of_it(text, end, right_end)
        if part:
            share = amount.quantity.unit == "percent"
            measure = joined(self._label, (*self._path, part))
            return FieldValue(mention, measure, self._label if share else None)
        self._prose = self._is_told(amount, item, text[end : min(right_end, end + 48)])
        if self._prose:
            return FieldValue(mention)
        return self._figure(mention, amount, item_name(item), right_end, runs=colon)

    def _is_told(self, amount: Amount, item: str, behind: str) -> bool:
        """Tell whether a value stands in prose, by the words before and behind it."""
        return (
            (amount.kind == "rank" and not amount.bare)
            or (item != "" and is_prose(item))
            or (behind[:1] == " " and is_prose(_MARK.split(behind, 1)[0]))
        )

    def _opens_label(self, line: str, same_line: bool, end: int) -> bool:
        """Tell whether a number that opens a new segment is followed by its colon ("under 15 years: ")."""
        if ":" in line or (same_line and (", " in line or ";" in line)):
            return False
        return _LABEL_AHEAD.match(self._text, end, self._end) is not None

    def _item(self, line: str) -> str:
        """Follow the labels before a value in its line; return the words of the item at its end."""
        if line == ": ":
            return ""
        if _STRUCTURE.isdisjoint(line):
            item = line.rstrip(EDGES)
            return "" if item[-1:] == "," else _PART.sub("", item.rpartition(", ")[2])
        if line[:1] in _ATTACHED and ":" in line:
            line = line[line.find(" ") + 1 :]
        if "(" in line and ")" in line:
            line = _BRACKETED.sub(ASIDE, line)
        if "-" in line or "–" in line:
            line = line.replace("--", ": ").replace(" - ", ": ").replace(" – ", ": ")
        *labels, item = line.split(": ")
        if not labels and item.endswith(":"):
            labels, item = [item[:-1]], ""
        if labels:
            self._follow(labels)
        item = item.rstrip()
        if item[-2:] == f"{ASIDE}," and ";" in item:
            item = item[:-2]
        item = item.rstrip(EDGES)
        if item[-2:] == " (":
            item = item[:-2]  # "wool (34%), fish (21%)"
        if "," in item or ";" in item or "(" in item or ASIDE in item or item[:1] == "/":
            item = _ITEM_BREAK.split(item)[-1]
        return _PART.sub("", item.removeprefix(")"))  # "wool (34%) and fish (21%)"

    def _follow(self, labels: Sequence[str]) -> None:
        """Take labels into the path; one behind other content is a new one, not one below."""
        path: list[str] = []
        for label in labels:
            name, alone = last_label(label)
            if not name or _YEAR.fullmatch(name):
                continue
            if not alone:
                path.clear()
            path.append(name)
        if path:
            self._path = tuple(path)
            self._silent = is_silent(self._label) or is_silent(path[-1])

    def _words_behind(self, end: int, right_end: int) -> tuple[str, ...]:
        """Return the words behind a value that name it, none where they say something else."""
        behind = _RIGHT.match(self._text, end, right_end)
        words = item_name(behind["words"]) if behind else ""
        if behind and field_parts.says_how_often(behind["words"]):
            return ()
        plain = words and "/" not in words[:12] and len(words.split()) <= 5
        return (words,) if plain and not _BASIS.fullmatch(words) else ()

    def _changed(self, mention: Mention[Amount], amount: Amount, item: str) -> FieldValue | None:
        """Return how far a value has moved, None where it is a value of its own."""
        unit, negative = amount.quantity.unit, amount.quantity.value < 0
        direction = direction_of(self._text, mention.span, unit, negative=negative)
        if direction is None:
            return None
        name = item.strip("+-−– ")
        path = (*self._path, name) if name else self._path
        return FieldValue(mention, joined(self._label, path), direction=direction)

    def _figure(
        self, mention: Mention[Amount], amount: Amount, item: str, right_end: int, *, runs: bool
    ) -> FieldValue:
        """Return a value with its measure; `runs` says that a colon follows nearby."""
        path = list(self._path)
        unit = amount.quantity.unit
        whole = None
        end = mention.span.end
        moved = self._changed(mention, amount, item)
        if moved is not None:
            return moved
        if unit == "percent" and self._text[end : end + 4] in (" of ", " in "):
            match = _WHOLE.match(self._text, end, right_end)
            whole = " ".join(match["whole"].split()) if match else None
        group = _GROUP.match(self._text, end, self._end)
        if item:
            path.append(item)
        elif group is not None:
            path.append(group["who"])
        elif (
            amount.kind == "count" and amount.noun and not is_ratio(" ".join((self._label, *path)))
        ):
            path.append(" ".join(amount.noun.split()))
        elif (
            whole is None
            and self._text[end : end + 1] == " "
            and not (runs and _LABEL_RUN.match(self._text, end, self._end))
        ):
            path += self._words_behind(end, right_end)
        kind = amount.kind
        if amount.bare and _RANKING.search(path[-1] if path else self._label):
            kind = "rank"
            self._path = ()
        elif unit == "percent" and is_yearly(" ".join((self._label, *path))):
            kind = "rate"
        return FieldValue(mention, joined(self._label, tuple(path)), whole, kind=kind)


def _is_dialled(text: str, start: int) -> bool:
    """Tell whether a number is the area code of a telephone number, or stands behind one."""
    before = text[start - 1 : start]
    if before == "(":
        return _DIALLED.match(text, start - 1) is not None
    return (
        text[start - 2 : start] == ") "
        and _AREA_CODE.search(text, max(0, start - 8), start) is not None
    )


@lru_cache(maxsize=8_192)
def is_ratio(name: str) -> bool:
    return _RATIO.search(name) is not None


@lru_cache(maxsize=8_192)
def is_yearly(name: str) -> bool:
    return _YEARLY_RATE.search(name) is not None


def _give(
    text: str, date: DateExpression, values: Sequence[FieldValue], given: int, start: int
) -> int | None:
    """Give a date in brackets to the values before it that have none; return how many are settled.

    None where it belongs to what follows: no value stands before it, or a new item does.
    """
    span = date.quote.span
    opening = text.rfind("(", max(start, span.start - 32), span.start)
    if opening < 0 or _BASIS.fullmatch(text, opening + 1, span.start) is None:
        return given
    if _CLOSES.match(text, span.end, span.end + 60) is None:
        return given
    parted = text.rfind(";", max(start, opening - 80), opening)
    if not values or parted >= values[-1].mention.span.end:
        return None
    hedged = _ESTIMATED.match(text, span.end) is not None
    for value in values[given:]:
        if value.kind != "rank" and value.measure is not None:
            value.when, value.estimated = date, hedged
    return len(values)


def _spread(values: Sequence[FieldValue]) -> None:
    """Give values the date of their heading, else the one date of the field before them.

    The latter holds for values in the same unit only.
    """
    dates = {id(value.when) for value in values if value.when is not None}
    model: FieldValue | None = None
    for value in values:
        if value.when is not None:
            model = value
        elif value.kind == "rank" or value.measure is None:
            continue
        elif value.heading is not None:
            value.when = value.heading
        elif model is not None and len(dates) == 1 and _same_unit(model, value):
            value.when, value.estimated = model.when, model.estimated


def _date_at_once(text: str, dates: Sequence[DateExpression], values: Sequence[FieldValue]) -> None:
    """Give values the date that follows them at once, before that of the heading."""
    for value in values:
        if value.measure is not None and value.when in (None, value.heading):
            end = value.mention.span.end
            value.when = field_parts.date_at_once(text, end, dates) or value.when


def _same_unit(first: FieldValue, second: FieldValue) -> bool:
    one, other = first.mention.value, second.mention.value
    return one is not None and other is not None and one.quantity.unit == other.quantity.unit
