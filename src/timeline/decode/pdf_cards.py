"""Key figures of a PDF: a number in large letters, and below it in small ones what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from timeline.decode.pdf_heads import Join
from timeline.decode.pdf_lines import PdfLine
from timeline.decode.value_lines import is_named_value

_LARGER: Final = 1.2
"""A number is at least so many times as high as its name."""
_BELOW: Final = 1.2
"""A name begins at most so many heights of the number below it."""
_WRAPPED: Final = 1.5
"""The lines of a name are at most so many of their heights apart."""
_ASIDE: Final = 6.0
"""Points by which number and name begin, or have their middles, apart."""
_MOST_LINES: Final = 3
_ALIKE: Final = 1.05


def with_cards(lines: Sequence[PdfLine], join: Join) -> Iterator[PdfLine]:
    """Yield the lines in order, a number and the name below it drawn as two lines of a block."""
    place = 0
    while place < len(lines):
        if cards := _cards_in_row(lines, place):
            for at, (value, below) in enumerate(cards):
                number = -1 - (1 + at) * len(lines) - place
                yield replace(value, drawn=value.text, table=number)
                yield replace(below, drawn=below.text, table=number)
            place += 2
            continue
        name = _name_below(lines, place)
        text = join([line.text for line in name]) if name else ""
        if not name or not is_named_value(lines[place].text, text):
            yield lines[place]
            place += 1
            continue
        number = -1 - len(lines) - place
        for line, drawn in ((lines[place], lines[place].text), (name[0], text)):
            yield replace(line, text=drawn, drawn=drawn, table=number)
        place += 1 + len(name)


def _cards_in_row(lines: Sequence[PdfLine], place: int) -> list[tuple[PdfLine, PdfLine]]:
    """Return the numbers of a line, each with the name below it; none for other lines."""
    values, names = lines[place], lines[place + 1] if place + 1 < len(lines) else lines[place]
    pairs = list(zip(_single(values), _single(names), strict=False))
    fits = (
        values.page == names.page
        and not (values.drawn or names.drawn)
        and len(values.pieces) == len(names.pieces) > 1
        and names.height * _LARGER <= values.height
        and -names.height < values.bottom - names.top <= _BELOW * values.height
        and all(_is_in_line(v, n) and is_named_value(v.text, n.text) for v, n in pairs)
    )
    return pairs if fits else []


def _single(line: PdfLine) -> Iterator[PdfLine]:
    """Yield the pieces of a line as lines of their own."""
    for piece in line.pieces:
        yield replace(line, text=piece.text, left=piece.left, right=piece.right, pieces=())


def _name_below(lines: Sequence[PdfLine], place: int) -> Sequence[PdfLine]:
    """Return the lines at once below a line in larger letters, none where they are too many."""
    value = lines[place]
    name: list[PdfLine] = []
    for at in range(place + 1, len(lines)):
        line = lines[at]
        above = name[-1] if name else value
        if line.drawn or line.pieces or value.drawn or value.pieces or line.page != value.page:
            break
        apart = above.bottom - line.top if name else value.bottom - line.top
        most = (_WRAPPED - 1) * line.height if name else _BELOW * value.height
        sized = line.height * _LARGER <= value.height and (
            not name or max(line.height, above.height) <= _ALIKE * min(line.height, above.height)
        )
        if not (sized and -line.height < apart <= most and _is_in_line(value, line)):
            break
        name.append(line)
    return name if len(name) <= _MOST_LINES else ()


def _is_in_line(value: PdfLine, name: PdfLine) -> bool:
    middles = abs((value.left + value.right) - (name.left + name.right)) / 2
    return min(abs(value.left - name.left), middles) <= _ASIDE
