"""Rows of a table: what a numeral is, by what stands before and behind it.

A row is data: a name, the keys of what can stand behind the numeral, a pattern, and a function
from the reading to an amount. The first row of the table that does not decline decides. The keys
are an optimisation, never a filter: the tests try every row at every numeral.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from timeline.errors import RuleTableError
from timeline.reading.matching.engine import compile_pattern
from timeline.reading.quantities.amounts import Amount, Reading
from timeline.reading.quantities.numerals import (
    DIGITS,
    FRACTION,
    INEXACT,
    ORDINAL,
    PART,
    TIMES,
    VAGUE,
    WORDS,
)

Convert = Callable[[Reading], Amount | None]

ANY, CAPITAL, ATTACHED, JOINED, DIGIT, SIGN, CODE = (
    "<any>", "<capital>", "<attached>", "<joined>", "<digit>", "<sign>", "<code>",
)  # fmt: skip
"""Keys that are no word or mark: anything, a word with a capital, letters at once behind the digits,
a hyphen and letters, a digit; before the number, a currency sign or code."""


@dataclass(frozen=True, slots=True)
class PatternRow:
    """One way of writing a quantity, or a number that is none.

    `keys` are what can stand behind the numeral, a word in lower case, a mark or one of the keys
    above; `before` what must stand before it; `forms` the forms of numerals that it takes, `ranges`
    whether it takes nothing but two joined numbers.
    `pattern` is matched where the numeral ends. A row that refuses claims its span and yields no
    value: it has no function, or one that tells a number to refuse (`Refused`) from one to decline.
    A function that returns None declines.
    """

    name: str
    keys: tuple[str, ...]
    pattern: re.Pattern[str] | None
    convert: Convert | None
    forms: frozenset[str]
    before: frozenset[str]
    refuses: bool
    ranges: bool


_KEYS: Final = frozenset((ANY, CAPITAL, ATTACHED, JOINED, DIGIT, SIGN, CODE))
_FORMS: Final = frozenset((DIGITS, WORDS, FRACTION, ORDINAL, VAGUE, PART, INEXACT, TIMES))
_CARDINAL: Final = frozenset((DIGITS, WORDS, FRACTION))


def row(
    name: str, keys: str, pattern: str | None, convert: Convert | None = None, *,
    forms: str = "", before: str = "", refuses: bool = False, ranges: bool = False,
) -> PatternRow:  # fmt: skip
    """Declare a row; words are separated by blanks, "~" in the pattern is the gap of two words.

    Raises RuleTableError for a form of numerals that there is not, and for a key in angle brackets
    that is none of the keys above.
    """
    for each in (*keys.split(), *before.split()):
        if each[:1] == "<" and each[-1:] == ">" and each not in _KEYS:
            raise RuleTableError(name, each, sorted(_KEYS))
    for form in forms.split():
        if form not in _FORMS:
            raise RuleTableError(name, form, sorted(_FORMS))
    return PatternRow(
        name, tuple(keys.split()), None if pattern is None else compile_pattern(pattern), convert,
        frozenset(forms.split()) or _CARDINAL, frozenset(before.split()), refuses or convert is None, ranges,
    )  # fmt: skip


class Keyed:
    """Rows by what stands behind a numeral and by its form, each list in the order of the table."""

    def __init__(self, rows: tuple[PatternRow, ...]) -> None:
        self._rows = rows
        self._known = {key for each in rows for key in each.keys}
        self._lists: dict[tuple[str, str | None, str, bool], tuple[PatternRow, ...]] = {}

    def of(self, key: str, extra: str | None, form: str, *, ranges: bool) -> tuple[PatternRow, ...]:
        """Return the rows for a key, for what else is known of what stands behind, and for a form."""
        if key not in self._known:
            key = ANY
        found = self._lists.get((key, extra, form, ranges))
        if found is None:
            keys = {key, extra, ANY}
            found = tuple(
                each
                for each in self._rows
                if keys & set(each.keys) and form in each.forms and (ranges or not each.ranges)
            )
            self._lists[key, extra, form, ranges] = found
        return found
