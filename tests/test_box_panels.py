"""What a checkbox, a tab or a slide shows is read, and what hides behind a menu is not."""

from __future__ import annotations

import pytest

from pages import read

INSIDE = "<p>The clinic saw 640 patients in 2019.</p>"
UNSEEN = f"<div style='display:none'>{INSIDE}</div>"
BOXES = [
    f"<div><input type=checkbox id=x><label for=x>Care</label>{UNSEEN}</div>",
    f"<label for=x>Care</label><input type=checkbox id=x><div hidden>{INSIDE}</div>",
    f"<ul><li><input type=checkbox checked><i></i><h3>Care</h3><div hidden>{INSIDE}</div></ul>",
    f"<input id=x type=radio><label for=x><b>Care</b></label><section hidden>{INSIDE}</section>",
]


@pytest.mark.parametrize("part", BOXES)
def test_what_a_checkbox_opens_is_read_under_its_label(part: str) -> None:
    page = f"<main><h1>Health</h1><h2>Money</h2><p>It cost $5.</p>{part}</main>"
    *_, heading, last = read(page).passages
    assert (heading.kind, heading.quote.text) == ("heading", "Care")
    assert last.quote.text == "The clinic saw 640 patients in 2019."
    assert last.path[-1] == "Care"


def test_the_labels_of_a_row_of_radio_buttons_are_tabs() -> None:
    page = f"""<main><h1>Health</h1><p>It cost $5.</p><input type=radio name=r id=a checked>
        <input type=radio name=r id=b><div><label for=a>2018</label><label for=b>2019</label></div>
        <div><div><p>It saw 500 patients in 2018.</p></div>{UNSEEN}</div></main>"""
    texts = [p.quote.text for p in read(page).passages]
    assert texts[2:] == [
        "2018", "2019", "It saw 500 patients in 2018.", "The clinic saw 640 patients in 2019.",
    ]  # fmt: skip


def test_radio_buttons_with_their_labels_between_them_are_a_row_too() -> None:
    page = f"""<main><h1>Health</h1><p>It cost $5.</p><input type=radio name=r id=a checked>
        <label for=a>2018</label><input type=radio name=r id=b><label for=b>2019</label>
        <div><p>It saw 500 patients in 2018.</p></div>{UNSEEN}</main>"""
    texts = [p.quote.text for p in read(page).passages]
    assert texts[2:] == [
        "2018", "2019", "It saw 500 patients in 2018.", "The clinic saw 640 patients in 2019.",
    ]  # fmt: skip


OPENED = [
    f"<h5 class=toggle_title>Care</h5><div class=toggle_content hidden>{INSIDE}</div>",
    f"<a class=tabs__tab href='#x'>Care</a><div class=tabs__panel hidden id=x>{INSIDE}</div>",
    f"<div class=swiper-slide aria-hidden=true>{INSIDE}</div>",
    f"<h3>Care</h3><div itemprop=acceptedAnswer hidden>{INSIDE}</div>",
    f"<dl><dt><a href='#'>Care</a><dd hidden>{INSIDE}</dl>",
    f"<div class='ui accordion'><div>Care</div><div class=content hidden>{INSIDE}</div></div>",
]


@pytest.mark.parametrize("part", OPENED)
def test_what_folds_or_slides_by_its_class_is_read(part: str) -> None:
    page = f"<main><h1>Health</h1><p>It cost $5 in 2020, and this is a line.</p>{part}</main>"
    assert "640 patients" in read(page).text


HIDDEN = [
    f"<input type=checkbox id=x><label for=x>Menu</label>{UNSEEN}",
    f"<input type=text id=x><label for=x>Care</label>{UNSEEN}",
    f"<p>Care</p>{UNSEEN}",
    f"<dl><dt>Care<dd hidden>{INSIDE}</dl>",
]


@pytest.mark.parametrize("part", HIDDEN)
def test_what_no_box_opens_stays_hidden(part: str) -> None:
    page = f"<main><h1>Health</h1><p>It cost $5 in 2020, and this is a line.</p>{part}</main>"
    assert "640" not in read(page).text


def test_a_table_told_by_its_roles_alone_is_one() -> None:
    page = """<main><h1>Ports</h1><p>It is so.</p><div role=table><div role=rowgroup><div role=row>
        <span role=columnheader>Port</span><span role=columnheader>Ships</span></div></div>
        <div role=row><span role=rowheader>Orle</span><span role=cell>64</span></div></div>"""
    last = read(page).passages[-1]
    assert (last.quote.text, last.labels) == ("64", ("Orle", "Ships"))
    assert last.locator is not None
    assert last.locator.endswith("/div[1]/div[2]/span[2]")


CARDS = [
    "<div><div>64%</div><p>of wells were dry in 2019</p></div>",
    "<div><h3>64%</h3><div>of wells were dry in 2019</div></div>",
    "<div><p>of wells were dry in 2019</p><div><b>64%</b></div></div>",
]


@pytest.mark.parametrize("card", CARDS)
def test_the_number_of_a_card_is_a_cell_under_the_words_beside_it(card: str) -> None:
    page = f"<main><h1>Wells</h1><p>It is so.</p>{card}<p>It stays so.</p></main>"
    found = next(p for p in read(page).passages if p.quote.text == "64%")
    assert (found.kind, found.labels) == ("item", ("of wells were dry in 2019",))


@pytest.mark.parametrize(
    "part",
    ["<div><h2>2019</h2><p>The wells were dry</p></div>", "<p>64%</p><p>of wells were dry</p>"],
)
def test_a_year_and_a_number_between_others_are_no_card(part: str) -> None:
    page = f"<main><h1>Wells</h1><p>It is so.</p>{part}<p>It stays so.</p></main>"
    assert not any(p.labels for p in read(page).passages)


def test_a_number_and_its_name_that_touch_are_two_words() -> None:
    card = "<div><span class=n>640</span><span class=l>wells</span></div>"
    assert "640 wells" in read(f"<main><h1>Wells</h1><p>It is so.</p>{card}</main>").text
    one = "<p>In 20<b class=a>19</b> it was the 5<sup class=b>th</sup> mil<i class=c>lion</i>.</p>"
    assert "In 2019 it was the 5th million." in read(f"<main><h1>W</h1>{one}</main>").text


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (("<p>It cost $5<a class=msocomanchor href='#_msocom_1'>[AB1]</a> then.</p>"
          "<div style='mso-element:comment-list'><p>Was it 6?</p></div>"), "It cost $5 then."),
        ("<h2>Cost<a href='#cost'>¶</a></h2><p>It cost $5 then.</p>", "Cost\n\nIt cost $5 then."),
        ("<p>It cost $5 then.</p><pre><code>x = 77</code></pre>", "It cost $5 then."),
        ("<p>It has 41<em style='position:relative;top:-.4em'>7</em> wells.</p>",
         "It has 41 wells."),
        ("<p>It holds 4 hm<sup>3</sup>.</p>", "It holds 4 hm³."),
    ],
)  # fmt: skip
def test_remarks_and_code_are_no_text_of_a_page(part: str, text: str) -> None:
    page = f"<main><h1>Wells</h1><p>The office writes this for all of its readers.</p>{part}</main>"
    assert read(page).text.split("readers.\n\n")[1] == text
