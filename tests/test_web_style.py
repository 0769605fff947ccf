"""The stylesheet by its own words: every colour can be read, by day and by night."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from timeline.charts.stylesheet import DARK, LIGHT
from timeline.web import render

CSS = (files("timeline.web") / "static" / "style.css").read_text(encoding="utf-8")
SCRIPT = (files("timeline.web") / "static" / "script.js").read_text(encoding="utf-8")
TEXTS = (
    "text quiet link visited occurred scheduled ongoing recurring postponed cancelled overdue"
).split()
SHAPES = ["edge", "focus"]
PAIRS = [
    ("ins", "ins-back"), ("del", "del-back"), ("text", "hit"), ("text", "figure"),
    ("text", "event"), ("text", "heat-1"), ("text", "heat-2"), ("heat-text-4", "heat-4"),
    ("heat-text-5", "heat-5"),
]  # fmt: skip


def tokens(part: str) -> dict[str, str]:
    """Return the colours that a part of the stylesheet names; those of other names stand in."""
    found = dict(re.findall(r"--([\w-]+): (#\w+|var\(--\w+\));", part))
    return {name: found.get(value[6:-1], value) for name, value in found.items()}


ALWAYS, DARKER, *_ = CSS.split("@media")
DAY = tokens(ALWAYS)
NIGHT = tokens(ALWAYS) | tokens(DARKER)
NIGHT |= dict.fromkeys(("postponed", "cancelled"), NIGHT["quiet"])
SCHEMES = pytest.mark.parametrize("colours", [DAY, NIGHT], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb" or "#rgb", as WCAG 2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_highest_ratio_there_is() -> None:
    assert ratio("#000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@SCHEMES
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_stands_out_from_paper_and_from_what_is_raised(
    colours: dict[str, str], name: str
) -> None:
    assert ratio(colours[name], colours["page"]) >= 4.5
    assert ratio(colours[name], colours["raised"]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_stands_out_from_paper(colours: dict[str, str], name: str) -> None:
    assert ratio(colours[name], colours["page"]) >= 3
    assert ratio(colours[name], colours["raised"]) >= 3


@SCHEMES
@pytest.mark.parametrize(("text", "back"), PAIRS)
def test_a_text_on_a_back_of_its_own_stands_out(
    colours: dict[str, str], text: str, back: str
) -> None:
    assert ratio(colours[text], colours[back]) >= 4.5


@SCHEMES
def test_a_link_in_marked_text_stands_out(colours: dict[str, str]) -> None:
    assert ratio(colours["link"], colours["hit"]) >= 4.5


def test_a_drawing_as_a_file_has_the_colours_of_the_page() -> None:
    assert {name: DAY[name] for name in LIGHT} == LIGHT
    assert {name: NIGHT[name] for name in DARK} == DARK


def test_every_variable_that_is_asked_for_is_set() -> None:
    whole = render.asset("style.css").decode()
    assert {*re.findall(r"var\(--([\w-]+)", whole)} <= {*re.findall(r"--([\w-]+):", whole)}


def test_stylesheet_and_script_stay_small_and_ask_nobody() -> None:
    assert len(CSS.encode()) <= 12 * 1024
    assert len(SCRIPT.encode()) <= 6 * 1024
    for text in (CSS, SCRIPT):
        assert "http" not in text
        assert "url(" not in text
    assert "@import" not in CSS
