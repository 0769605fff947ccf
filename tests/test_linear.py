"""No pattern is quadratic: near-misses of any kind are read in time that grows with the text."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import timeline.reading
from extraction import read_text
from growth import FAST, excess, seconds
from timeline.decode import boilerplate
from timeline.decode.plain import document
from timeline.model import Imprint
from timeline.reading import extract
from timeline.reading.dates import patterns as date_patterns
from timeline.reading.extract import read
from timeline.reading.quantities import patterns as quantity_patterns

SIZE = 100_000

NEAR_MISSES = {
    "digits": "1",
    "zeros": "0",
    "letters": "a",
    "capitals": "A",
    "blanks": " ",
    "no-break spaces": "\u00a0",
    "line breaks": "\n",
    "lines of one letter": "a\n",
    "brackets": "(",
    "closed brackets": "() ",
    "commas": "1,1,1,",
    "thousands": ",000",
    "spaced thousands": "000\u00a0",
    "points": "1.",
    "dashes": "1-",
    "long dashes": "\u2013",
    "slashes": "1/",
    "colons": "1:",
    "dollars": "$",
    "dollars and digits": "$1 ",
    "percents": "1% to ",
    "months": "May ",
    "days of months": "3 May ",
    "month ranges": "May to ",
    "years": "1990 ",
    "year ranges": "1990-",
    "between": "between 1990 and ",
    "early": "early ",
    "number words": "two ",
    "hyphened number words": "twenty-two ",
    "hundreds and": "hundred and ",
    "scales": "million ",
    "one hundred": "one hundred and two thousand and ",
    "ordinals": "ninth ",
    "every": "every other ",
    "times": "three times a ",
    "quarters": "first quarter of ",
    "plurals": "1 ships ",
    "modifiers": "47 big ",
    "names": "Orle ",
    "names of": "1972 Orle of the ",
    "street": "12 Larch ",
    "coordinated": "9 ships, boats, ",
    "ports of": "ports of ",
    "hedges": "more than ",
    "verbs": "met ",
    "futures": "will be ",
    "had been": "has been ",
    "clauses": "while it met in 2020, and ",
    "verbs of one subject": "ended in 2020, moved, ",
    "verbs with their dates": "it met in 2020 and in 2021 moved; ",
    "months that recur": "it met in May each year, ",
    "dates of nouns": " of 2020 was held",
    "semicolons": "it met in 2020; ",
    "sentences": "It met in 2020. ",
    "abbreviations": "est. ",
    "anniversaries": "50th anniversary of ",
    "sources": "according to the ",
    "participles": "plan, adopted by ",
    "subjects": "the trade of the land ",
    "headings": "# Orle\n\n",
    "bullets": "- 12 ships\n",
    "rules": "---\n",
    "fields": "Area: 12 acres; ",
    "links": "More information is available ",
    "relative clauses": "clerk, who met, ",
    "reported": "said that they ",
    "dashes and verbs": "clerk \u2013 met \u2013 ",
    "terms": "Ada Reed (since ",
    "votes": "Senate - last held ",
    "months to months": "from May to June ",
    "menus": "Home | About | ",
    "pronouns": "It met. They left in 2020. ",
    "the agreement": "The agreement ended in 2020. ",
    "shares": "5% ",
    "back ticks": "`",
    "pictures": "![",
    "intervals": "4.1 (95% CI 3.2\u2013",
    "decimal commas": "1,2 ",
    "apostrophes": "1'234",
    "margins": "4 \u00b1 ",
    "sections": "sections 5.1, 5.2(3), ",
    "rates per": "4 per 100,000 ",
    "ratios": "ratio 4:1 ",
    "minus": "minus ",
    "amounts of an account": "$4 and ($3) ",
    "lakhs": "Rs 4 lakh crore ",
    "telephones of many digits": f"tel {33 * '1'}x ",
}

FINDERS: dict[str, Callable[[str], object]] = {
    "dates": date_patterns.mentions,
    "quantities": quantity_patterns.mentions,
}


def repeated(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def slowed(function: Callable[[str], object], piece: str, size: int = SIZE) -> str | None:
    """Return why a function is not linear in a text of one piece, None where it is."""
    return excess(function, partial(repeated, piece), size)


# ---------------------------------------------------------------- each pattern, as it is called

READING = Path(timeline.reading.__file__).parent
WINDOW = 600
"""Characters that a search between two places is fed with at a time; callers keep below that."""


def called(path: Path) -> dict[str, set[tuple[str, int]]]:
    """Return the methods of patterns that a module calls by name, with how many arguments."""
    found = defaultdict(set)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        function = node.func if isinstance(node, ast.Call) else None
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            found[function.value.id].add((function.attr, len(node.args)))  # type: ignore[attr-defined]
    return found


def patterns() -> Iterator[tuple[str, re.Pattern[str], set[tuple[str, int]]]]:
    """Yield every compiled pattern of the rules with its name and the ways in which it is called.

    Patterns in tables are matched where an anchor or a first word stands.
    """
    at_a_place = {("match", 2)}
    for path in sorted(READING.rglob("[a-z]*.py")):
        name = ".".join(path.relative_to(READING).with_suffix("").parts)
        module = importlib.import_module(f"timeline.reading.{name}")
        ways = called(path)
        for constant, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{name}.{constant}", value, ways.get(constant, set()) or at_a_place
            elif isinstance(value, dict):
                for key, each in value.items():
                    if isinstance(each, re.Pattern):
                        yield f"{name}.{constant}[{key}]", each, at_a_place
    for name, _, chrome in boilerplate._ROWS:
        yield f"chrome: {name}", boilerplate._compiled(chrome), at_a_place
    for rule in date_patterns.RULES:
        yield f"date rule: {rule.name}", rule.pattern, at_a_place
    for row in quantity_patterns.ROWS:
        if row.pattern is not None:
            yield f"row: {row.name}", row.pattern, at_a_place


def feed(pattern: re.Pattern[str], ways: set[tuple[str, int]], text: str) -> None:
    for method, arguments in ways:
        if method in ("match", "fullmatch"):
            pattern.match(text)
        elif arguments == 3:
            for start in range(0, len(text), WINDOW):
                for _ in pattern.finditer(text, start, start + WINDOW):
                    pass
        else:
            for _ in pattern.finditer(text):
                pass


PATTERNS = {name: (pattern, ways) for name, pattern, ways in patterns()}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_linear_where_it_is_tried(name: str) -> None:
    pattern, ways = PATTERNS[name]
    slow = {}
    for kind, piece in NEAR_MISSES.items():
        text = repeated(piece, SIZE // 8)
        if seconds(lambda text: feed(pattern, ways, text), text) > FAST / 4:
            slow[kind] = slowed(lambda text: feed(pattern, ways, text), piece)
    assert {kind: why for kind, why in slow.items() if why} == {}


# ---------------------------------------------------------------- tables and documents


@pytest.mark.parametrize("name", FINDERS)
@pytest.mark.parametrize("piece", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_a_table_finds_in_linear_time(name: str, piece: str) -> None:
    assert slowed(FINDERS[name], piece) is None


@pytest.mark.parametrize("piece", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_a_document_is_split_in_linear_time(piece: str) -> None:
    assert slowed(document, piece) is None


@pytest.mark.parametrize("piece", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_a_document_is_read_in_linear_time(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    imprint = Imprint(publication="test", label="test")
    monkeypatch.setattr(extract, "repeats_in", lambda passages: ())  # or most pieces were left out

    def whole(text: str) -> None:
        read(document(text), imprint, doc="test", sha256="")

    assert slowed(whole, piece, SIZE // 4) is None


@pytest.mark.parametrize("piece", ["5% ", "5%, ", "$4 million ", "1990 ", "12 km 30 m "])
def test_a_number_said_for_64_kilobytes_is_read_in_less_than_a_second(piece: str) -> None:
    read_text("5% of it")  # what is found once for all texts is no part of the time
    assert seconds(read_text, repeated(piece, 65_536)) < 1


def test_a_long_text_of_many_kinds_is_read_whole() -> None:
    text = "\n\n".join(piece * 20 for piece in NEAR_MISSES.values())
    assert read_text(text).passages
