"""What stands above the line: the marks of footnotes, which are left out, and powers, which stay.

A mark says nothing of the number or the word that it hangs on; read as its digits, it makes 885
ships of 88. So it goes, in whatever dress it comes: raised by its element, its class or its style,
linked to its note, as a raised character, in square brackets or as an asterisk. What is raised and
no mark stays: the power of a unit or of ten at its height, so that no digits join, the letters of
an ordinal, the charge of an ion, the upper part of a fraction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from timeline.decode.elements import Element

BEGIN, END = "\1", "\2"
"""Stand around what is raised while a block is put together; no page holds them."""
MARKUP: Final = re.compile("[\1\2]")
_ONE: Final = (
    r"[\[(]?(?:\d{1,3}[a-z]?|[a-zA-Z]|[ivx]{1,5}|[*†‡§¶#]{1,3}|(?:foot)?note ?\d{1,3})[\])]?"
)
_MARK: Final = re.compile(rf"[,;]|(?:[,;]\s?)?{_ONE}(?:\s?[\s,;–-]\s?{_ONE}){{0,6}}")
_CALLED: Final = re.compile(
    r"(?:^|[\s_-])(?:(?:foot|end)?-?notes?(?:-?(?:ref|reference|link|call|anchor|mark))?|fn(?:-?ref)?"
    r"|noteref|cite_ref|mso(?:foot|end)notereference)(?=$|[\s_-])"
)
"""Classes of the mark of a note; the note itself has some of them, and is longer."""
_HIGH_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:superscript|super|sup)(?=$|[\s_-])")
_HIGH_STYLE: Final = re.compile(
    r"vertical-align\s?:\s?(?:super|text-top|\+?\d)|(?:^|[;\s])top\s?:\s?-0?\.\d", re.IGNORECASE
)
_TO_NOTE: Final = re.compile(r"#.{0,40}?(?:fn|ftn|edn|note|cite|ref|endn)", re.IGNORECASE)
_NO_NOTE: Final = 24
"""What is longer, in characters, is no mark."""

_ANY: Final = re.compile("[\1⁄\\[(*†‡§¶⁰¹²³⁴-⁻]")
_ADJACENT: Final = re.compile("\2[ \t\n\r\u00a0]?\1")
_POWER_AND_MARK: Final = re.compile("\1([23])\2(?=[ \t\n\r\u00a0]?\1)")
"""What is raised twice: the power of a unit, and the mark of a note behind it."""
_RAISED: Final = re.compile("([ \t\n\r\u00a0]{0,8})\1([^\1\2]*)\2")
_HIGH: Final = re.compile("[⁰¹²³⁴-⁻](?:[⁰¹²³⁴-⁻]|[,–](?=[⁰¹²³⁴-⁹])){0,8}")
_BRACKETED: Final = re.compile(
    r"(?<=[\w.,;:)”\"'’%])"
    r"(?:\[(?:\d{1,3}|[*†‡]|(?<=\d\[)[a-z]|note \d{1,3})(?:\s?[,–-]\s?\d{1,3}){0,4}\]){1,8}(?!\()"
)
_STARRED: Final = re.compile(
    r"(?<=[\d%)])[*†‡§¶]{1,3}(?![\w*])|(?<=[a-z])[*†‡]{1,3}(?=[\s\0.,;:)]|$)"
    r"|(?<=\d)[ \u00a0][*†‡]{1,3}(?=[\0.,;:)]|$)"
)
_IN_CELL: Final = re.compile(
    r"(?<=[\w%.)])[ \u00a0]?(?:\([a-frp]\)|\[[a-z]\]|\[(?:foot)?note \d{1,3}\])$"
    r"|(?:(?<=[A-Za-z%.)])|(?<=\b(?:19|20)\d\d))[ \u00a0](?:\d{1,2}/[ \u00a0,]{0,2}){1,4}$",
    re.IGNORECASE,
)
"""A letter or a note in brackets behind what a cell says, or "Public debt 2/", as the IMF marks its
notes; (m), (k), (t) and the like are units."""

_PROVISIONAL: Final = re.compile(r"^[^A-Za-z]*\d[^A-Za-z]*\([epr]\)$")

_SUPERSCRIPT: Final = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LINE: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_EXPONENT: Final = re.compile(r"[+−–-]?\d{1,2}")
_CHARGE: Final = re.compile(r"\d?[+−–-]")
_UNIT: Final = re.compile(r"(?:^|[^A-Za-z])(?:[hkcdmµ]?m|ha|sq)$|\d[ \u00a0]?(?:ft|in|mi|yd)$")
_MONEY: Final = re.compile(r"[$€£¥][ \u00a0]?[\d.,]{1,20}[ \u00a0]?m$")
_TEN: Final = re.compile(r"(?<![\d.,])10$")
_TIMES_TEN: Final = re.compile(r"[×x·*][ \u00a0]?10$")
_OF_FRACTION: Final = re.compile(r"\d{1,2}[/⁄]\d{1,2}")
_FRACTION_SLASH: Final = re.compile(r"(?<=\d)⁄(?=\d)")
_SLASH: Final = re.compile(r"[ ]?[⁄/][ ]?(?=\d)")
_ISOTOPE: Final = re.compile(r"[A-Z][a-z]?(?![a-z])")
_CLOSING: Final = frozenset(".,;:)?!%")


def is_mark(element: Element) -> bool:
    """Tell whether an element is the mark of a note by its role, its class or where it leads."""
    if not element.attributes or not 0 < element.chars <= _NO_NOTE:
        return False
    role = f"{element.get('role')} {element.get('epub:type')}".lower()
    if "noteref" in role:
        return True
    link = element.tag == "a" and "#" in element.get("href")
    named = _CALLED.search(element.get("class").lower()) is not None
    if not link and not named:
        return False
    text = " ".join(element.text().split())
    if _MARK.fullmatch(text) is None:
        return False
    return named or text[0] in "[*†‡¶§#" or _TO_NOTE.search(element.get("href")) is not None


def is_raised(element: Element) -> bool:
    """Tell whether an element stands above the line."""
    if element.tag == "sup":
        return True
    if not element.attributes or element.chars > _NO_NOTE:
        return False
    return (
        "class" in element.attributes
        and _HIGH_CLASS.search(element.get("class").lower()) is not None
    ) or ("style" in element.attributes and _HIGH_STYLE.search(element.get("style")) is not None)


def is_note(text: str, target: str) -> bool:
    """Tell whether the words of a link are the number of the note that it leads to."""
    words = " ".join(text.split())
    return _MARK.fullmatch(words) is not None and (
        _TO_NOTE.search(target) is not None or (words[0] in "[*†‡" and target.startswith("#"))
    )


def settled(raw: str) -> str:
    """Return a text without the marks of notes, and with all else that is raised at its place."""
    if _ANY.search(raw) is None:
        return raw
    raw = _HIGH.sub(_high, raw)
    if BEGIN in raw:
        raw = _POWER_AND_MARK.sub(_power, raw)
        raw = MARKUP.sub("", _RAISED.sub(_raised, _ADJACENT.sub("", raw)))
    raw = _STARRED.sub(_starred, _BRACKETED.sub("", raw))
    return _FRACTION_SLASH.sub("/", raw)


def named(text: str) -> str:
    """Return what a cell says without a letter in brackets behind it.

    "120 (p)" stays: behind a number, these letters tell how sure it is.
    """
    return text if _PROVISIONAL.search(text) else _IN_CELL.sub("", text)


def _starred(found: re.Match[str]) -> str:
    """Return the marks behind a word or a number where as many stand before it: they set it off."""
    marks = found[0].strip()
    word = _before(found.string, found.start()).split()[-1:]
    return found[0] if word and word[0].startswith(marks) else ""


def _power(found: re.Match[str]) -> str:
    """Return the power of a unit at its height, what is none as it stands."""
    power = _is_power(_before(found.string, found.start()), found[1])
    return found[1].translate(_SUPERSCRIPT) if power else found[0]


def _high(found: re.Match[str]) -> str:
    """Return raised characters where they are no mark."""
    before = _before(found.string, found.start())
    if _is_power(before, found[0].translate(_LINE)):
        return found[0]
    last = before[-1:]
    marks = last.isdigit() or last in _CLOSING or last in '"”’' or re.search(r"[a-z]{3}$", before)
    return "" if last and marks else found[0]


def _raised(found: re.Match[str]) -> str:
    text = " ".join(found[2].split())
    blank, after = found[1], found.string[found.end() : found.end() + 4]
    before = _before(found.string, found.start())
    number = " " if before[-1:].isdigit() and not blank else blank
    if _OF_FRACTION.fullmatch(text) or (text.isdigit() and len(text) < 3 and _SLASH.match(after)):
        return f"{number}{text}"
    if not blank and (_is_power(before, text) or (before and _CHARGE.fullmatch(text))):
        return text.translate(_SUPERSCRIPT)
    if _MARK.fullmatch(text) is None or (text == "o" and before[-1:] in "nN"):
        return f"{blank}{found[2]}"
    if text.isdigit() and len(text) > 1 and _ISOTOPE.match(after):
        return f"{blank}{text.translate(_SUPERSCRIPT)}"
    return "" if after[:1] in _CLOSING else blank


def _before(text: str, start: int) -> str:
    return text[max(0, start - 32) : start]


def _is_power(before: str, exponent: str) -> bool:
    """Tell whether a number above the line is the power of what stands before it.

    The first power is none, and the marks of notes begin with it.
    """
    if _EXPONENT.fullmatch(exponent) is None:
        return False
    if not exponent[0].isdigit():
        return before[-1:].isalpha() or _TEN.search(before) is not None
    power = int(exponent)
    if _UNIT.search(before) is not None:
        return power in (2, 3) and _MONEY.search(before) is None
    return _TIMES_TEN.search(before) is not None or (power > 1 and _TEN.search(before) is not None)
