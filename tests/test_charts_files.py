from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from drawings import texts
from editions import event, figure, imprint, one_happening
from timeline.charts.drawing import Drawing
from timeline.charts.lettering import cut_label, text_width, wrap_label
from timeline.charts.png import to_png
from timeline.charts.series_chart import draw_series
from timeline.charts.standalone import standalone
from timeline.charts.strip import draw_strip
from timeline.charts.stylesheet import DARK, LIGHT, stylesheet
from timeline.errors import MissingExtraError
from timeline.model import Series, StatedFigure, Statement
from timeline.values import day_number

TODAY = day_number(2026, 11, 28)
SVG = "{http://www.w3.org/2000/svg}"


def strip() -> Drawing:
    stated = (
        event('Bridge "Opens" <b>&', "2023-05", "scheduled"),
        event("Talks Are Held", "2019/..", "ongoing"),
        event("Works Begin", "2022", "occurred"),
    )
    found = [
        one_happening(Statement(imprint=imprint(), event=each), key=f"k{number}")
        for number, each in enumerate(stated)
    ]
    return draw_strip(found, today=TODAY, link=lambda each: f"/happening/{each.key}")


def chart() -> Drawing:
    rows = (("2022", "2021", "200"), ("2023", "2021", "260"), ("2023", "2022", "300"))
    members = tuple(
        StatedFigure(imprint=imprint(label, label), figure=figure("output", value, period=period))
        for label, period, value in rows
    )
    drawing = draw_series(Series(key="k", members=members), link=lambda _: "/cite")
    assert drawing is not None
    return drawing


@pytest.mark.parametrize("drawing", [strip(), chart()], ids=["strip", "series"])
def test_a_file_of_its_own_holds_its_style_its_title_and_what_it_says(drawing: Drawing) -> None:
    root = ET.fromstring(standalone(drawing).encode())
    assert root.tag == f"{SVG}svg" and root.attrib["role"] == "img"
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == (
        drawing.title, drawing.caption,
    )  # fmt: skip
    assert "prefers-color-scheme: dark" in (root.findtext(f"{SVG}style") or "")
    assert [each.text for each in root.iter(f"{SVG}text")] == texts(drawing)
    assert not list(root.iter(f"{SVG}a")) and "aria-hidden" not in root.attrib


def test_each_class_of_a_drawing_is_in_the_style_sheet() -> None:
    css = stylesheet()
    for drawing in (strip(), chart()):
        for name in {
            n for found in re.findall(r'class="([^"]+)"', drawing.svg) for n in found.split()
        }:
            assert f".{name}" in css or name in ("strip", "series"), name


def test_the_style_sheet_uses_no_variable_that_is_not_a_token() -> None:
    asked = set(re.findall(r"var\(--([a-z0-9-]+)\)", stylesheet()))
    assert asked <= set(LIGHT) and set(LIGHT) == set(DARK)
    assert "url(" not in stylesheet() and len(stylesheet()) < 5_000


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_each_colour_can_be_seen_in_both_schemes(tokens: dict[str, str]) -> None:
    shapes = set(tokens) - {"page", "rule", *(n for n in tokens if n.startswith("heat"))}
    for name in shapes:
        assert contrast(tokens[name], tokens["page"]) >= (3 if name == "edge" else 4.5), name
    for heat in range(1, 6):
        text = tokens.get(f"heat-text-{heat}", tokens["text"])
        assert contrast(text, tokens[f"heat-{heat}"]) >= 4.5, heat


def test_a_file_becomes_a_picture_of_twice_its_size() -> None:
    pytest.importorskip("vl_convert", reason="the extra 'charts' is not installed")
    picture = to_png(standalone(strip()))
    assert picture.startswith(b"\x89PNG\r\n")
    size = [int.from_bytes(picture[at : at + 4], "big") for at in (16, 20)]
    assert size == [2 * strip().width, 2 * strip().height]
    silent = re.sub(r"<text.*?</text>", "", standalone(strip()))
    assert len(picture) > len(to_png(silent)) + 2_000, "the labels are drawn"


def test_without_the_extra_a_picture_is_refused_with_advice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'timeline-editions\[charts\]'"):
        to_png(standalone(strip()))


def test_letters_are_as_wide_as_in_the_font() -> None:
    ttfonts = pytest.importorskip("reportlab.pdfbase.ttfonts", reason="reportlab is not installed")
    path = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not path.exists():
        pytest.skip("the font DejaVu Sans is not installed")
    widths = ttfonts.TTFontFile(str(path)).charWidths
    text = "Two Countries’ Trade: $863.4 billion – Москва, Ελλάδα"
    exact = sum(widths[ord(letter)] for letter in text) * 13 / 1_000
    assert text_width(text, 13) == pytest.approx(exact, rel=0.001)


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("High-Level Economic Dialogue", 38, "High-Level Economic Dialogue"),
        ("Two Governments Agree in the Hall", 30, "Two Governments Agree …"),
        ("Honorificabilitudinitatibus", 12, "Honorificab…"),
        ("a b", 2, "a…"),
        ("", 5, ""),
        ("tab\tand\nline", 38, "tab and line"),
    ],
)
def test_a_label_is_cut_at_a_word(text: str, letters: int, expected: str) -> None:
    assert cut_label(text, letters, 13, 500) == expected


def test_a_number_and_its_power_of_ten_stay_in_one_line() -> None:
    assert wrap_label("estimated $3.25 trillion", 13, 100) == ("estimated", "$3.25 trillion")
