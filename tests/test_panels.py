"""What a reader opens is the document, headings in buttons head, and all articles are read."""

from __future__ import annotations

import pytest

from pages import read

INSIDE = "<p>The clinic saw 640 patients in 2019.</p>"
BOX = f"<div id=x hidden>{INSIDE}</div>"
UNSEEN = f"<div id=x style='display: none'>{INSIDE}</div>"
OPENED = [
    f"<h3><button aria-expanded=false aria-controls=x>Care</button></h3>{BOX}",
    f"<h3><button aria-controls=x>Care</button></h3><div id=x aria-hidden=true>{INSIDE}</div>",
    f"<h3><button>Care</button></h3><div hidden>{INSIDE}</div>",
    f"<h3><a href='#x' aria-expanded=false>Care</a></h3>{UNSEEN}",
    f"<h3><a href='#x'>Care</a></h3>{BOX}",
    f"<button class=accordion>Care</button><div style='display:none'>{INSIDE}</div>",
    f"<button data-bs-toggle=collapse data-bs-target='#x'>Care</button>{BOX}",
    f"<div role=heading aria-level=3><button>Care</button></div>{BOX}",
    f"<button aria-expanded=false aria-controls=x><h3>Care <i>+</i></h3></button>{BOX}",
    f"<div><h3><button>Care</button></h3></div><div hidden>{INSIDE}</div>",
    f"<h3 role=button aria-controls=x>Care</h3>{BOX}",
    f"<h3 id=a>Care</h3><section aria-labelledby=a hidden>{INSIDE}</section>",
    f"<h3>Care</h3><div class=accordion-body style='display:none'>{INSIDE}</div>",
]  # fmt: skip


@pytest.mark.parametrize("part", OPENED)
def test_what_a_button_a_link_or_a_heading_opens_is_read_below_it(part: str) -> None:
    page = f"<main><h1>Health</h1><h2>Money</h2><p>It cost $5.</p>{part}</main>"
    *_, heading, last = read(page).passages
    assert (heading.kind, heading.quote.text) == ("heading", "Care")
    assert last.quote.text == "The clinic saw 640 patients in 2019."
    assert last.path[-1] == "Care"


def test_tabs_beside_each_other_are_lines() -> None:
    tabs = "<div><a role=tab href='#a'>2018</a><a role=tab href='#b'>2019</a></div>"
    page = f"<main><h1>Health</h1><p>It cost $5.</p>{tabs}<div id=a>{INSIDE}</div></main>"
    assert [p.quote.text for p in read(page).passages][2:4] == ["2018", "2019"]


def test_all_tabs_are_read_and_none_heads_another() -> None:
    page = f"""<main><h1>Health</h1><div role=tablist><button role=tab aria-controls=a>2018</button>
        <button role=tab aria-controls=b>2019</button></div>
        <div role=tabpanel id=a><p>It saw 500 patients in 2018.</p></div>
        <div role=tabpanel id=b hidden aria-hidden=true>{INSIDE}</div></main>"""
    passages = read(page).passages
    assert [p.quote.text for p in passages if p.kind == "sentence"] == [
        "It saw 500 patients in 2018.", "The clinic saw 640 patients in 2019.",
    ]  # fmt: skip
    assert {p.path for p in passages[1:]} == {("Health",)}


HIDDEN = [
    f"<p hidden>{INSIDE[3:]}",
    f"<div style='display:none'>{INSIDE}</div>",
    f"<h3>Care</h3><div hidden>{INSIDE}</div>",
    f"<button aria-controls=x>Menu</button><div id=x hidden>{INSIDE}</div>",
    f"<button aria-controls=x>Toggle search form</button><div id=x hidden>{INSIDE}</div>",
    f"<button aria-controls=x>Care</button><nav id=x hidden>{INSIDE}</nav>",
    f"<button aria-controls=x>Care</button><div id=x hidden role=dialog>{INSIDE}</div>",
    "<button aria-controls=x>Care</button><ul id=x hidden><li><a href=/a>640 men</a></ul>",
    f"<a href='#x'>Care</a><div id=x hidden>{INSIDE}</div>",
]


@pytest.mark.parametrize("part", HIDDEN)
def test_what_nothing_opens_and_what_a_menu_holds_stay_hidden(part: str) -> None:
    page = f"<main><h1>Health</h1><p>It cost $5 in 2020, and this is a long line.</p>{part}</main>"
    assert "640" not in read(page).text


@pytest.mark.parametrize(
    "button",
    ["<button>Send</button>", "<h2>Money <button>Copy link</button></h2>",
     "<button aria-expanded=false>Show more</button><p>It is so.</p>",
     "<button>Care</button>"],
)  # fmt: skip
def test_a_button_that_heads_nothing_is_no_text(button: str) -> None:
    text = read(f"<main><h1>Health</h1><p>It cost $5.</p>{button}<p>It is so.</p></main>").text
    assert not {"Send", "Copy", "Show", "Care"} & set(text.split())


NORTH = (
    "<article><h2>North</h2><p>In 2019 the north had 120 schools for its children.</p></article>"
)
SOUTH = (
    "<article><h2>South</h2><p>In 2019 the south had 130 schools for its children.</p></article>"
)


@pytest.mark.parametrize(
    "body",
    [
        NORTH + SOUTH,
        f"<div id=page><h1>Schools</h1>{NORTH}{SOUTH}</div>",
        f"<main><h1>Schools</h1>{NORTH}</main><main>{SOUTH}</main>",
        f"<header><h1>Schools</h1></header><div>{NORTH}<section>{SOUTH}</section></div>",
    ],
)
def test_all_articles_of_a_page_are_read(body: str) -> None:
    text = read(f"<body><nav><a href=/>Home</a></nav>{body}<footer>By 40 men</footer>").text
    assert "120" in text
    assert "130" in text
    assert "40 men" not in text


def test_a_teaser_beside_an_article_is_none_of_it() -> None:
    long = "<p>In 2019 the north had 120 schools for its children, and the state paid for all.</p>"
    teaser = "<article><h3><a href=/x>South</a></h3><p>The south has 130 schools.</p></article>"
    page = f"<article><h1>North</h1>{long * 5}</article>{teaser}{teaser}"
    assert "130" not in read(page).text


QUAY = "<h1>Quay</h1><p>It took 45 ships.</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<body><div id=root></div><noscript>{QUAY}</noscript></body>",
        f"<frameset cols='20%'><frame src=a><noframes><body>{QUAY}</body></noframes></frameset>",
    ],
)
def test_what_stands_in_for_scripts_or_frames_is_read_where_nothing_else_is(page: str) -> None:
    assert read(f"<html>{page}</html>").text == "Quay\n\nIt took 45 ships."


def test_what_stands_in_for_scripts_is_no_text_beside_the_document() -> None:
    page = "<p>It took 45 ships.</p><noscript><p>Turn scripts on to see 7 more.</p></noscript>"
    assert read(page).text == "It took 45 ships."
