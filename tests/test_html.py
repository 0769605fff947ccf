"""Pages: what of them is the document, of which kind, and the way back into the page."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser

from commands import done, names, refused, timeline, written
from growth import GENEROUS
from pages import BARE, BLOG, GOVERNMENT, TEXT, capture, read
from test_seed import SHARED
from timeline import schemas
from timeline.decode import decode, plain
from timeline.errors import UnreadableError
from timeline.model import Document, Imprint
from timeline.reading import extract
from timeline.sources import files
from timeline.values import Period

CORPUS = SHARED / "corpus" / "hrr"


def shown(page: str | bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the kind, the text and the labels of each passage."""
    return [(p.kind, p.quote.text, p.labels) for p in read(page).passages]


def texts(page: str | bytes) -> list[str]:
    return [passage.quote.text for passage in read(page).passages]


# ---------------------------------------------------------------- the document and the chrome


@pytest.mark.parametrize("page", [GOVERNMENT, BLOG, BARE], ids=["government", "blog", "bare"])
def test_the_same_article_is_read_out_of_every_site(page: str) -> None:
    document = read(page)
    assert document.text == TEXT
    assert document.title == "Trade with Ruritania"


def test_headings_make_the_paths_and_lists_the_items() -> None:
    title = "Trade with Ruritania"
    assert [(p.kind, p.path[1:], p.quote.text[:12]) for p in read(BARE).passages] == [
        ("heading", (), "Trade with R"),
        ("sentence", (), "Ruritania is"),
        ("sentence", (), "In 2022, tra"),
        ("heading", (), "Agreements"),
        ("item", ("Agreements",), "The treaty e"),
        ("item", ("Agreements",), "The next cou"),
        ("item", ("Agreements",), "It will be h"),
        ("heading", (), "People"),
        ("sentence", ("People",), "About 5 mill"),
    ]
    assert {p.path[0] for p in read(BARE).passages[1:]} == {title}


def test_a_heading_ends_with_its_section_and_a_nested_one_stands_below() -> None:
    page = """<article><section><h1>T</h1></section>
        <section><h3>Summary</h3><p>It is so.</p></section>
        <section><h4>Section 1.</h4><h3>Rights</h3>
            <section><h3>a. Life</h3><p>It was so.</p></section>
            <section><h3>b. Press</h3><p>It is not so.</p></section></section>
        <p>It ends so.</p></article>"""
    assert [(p.path, p.quote.text) for p in read(page).passages if p.kind != "heading"] == [
        (("T", "Summary"), "It is so."),
        (("T", "Rights", "a. Life"), "It was so."),
        (("T", "Rights", "b. Press"), "It is not so."),
        (("T",), "It ends so."),
    ]


def test_a_heading_in_a_frame_of_its_own_heads_what_follows() -> None:
    page = "<main><h1>T</h1><section><h2>Summary</h2></section><p>It is so.</p></main>"
    assert read(page).passages[-1].path == ("T", "Summary")


def test_a_caption_heads_its_table_alone() -> None:
    page = "<h1>T</h1><table><caption>Trade</caption><tr><td>A<td>1</table><p>It is so.</p>"
    assert [p.path for p in read(page).passages] == [
        (), ("T",), ("T", "Trade"), ("T", "Trade"), ("T",),
    ]  # fmt: skip


def test_a_line_with_nothing_but_the_date_is_no_text() -> None:
    by = "<p>By Ann Author - March 3, 2021</p>"
    assert texts(f"<h1>T</h1>{by}<p>It is so.</p>") == ["T", "It is so."]
    told = "<ul><li>March 3, 2021</li></ul><p>July 1, 2020 - the treaty is signed.</p>"
    assert len(texts(f"<h1>T</h1>{told}")) == 3


KEPT = [
    ("a header within the article", "<article><header><h1>T</h1></header><p>A b.</p></article>"),
    ("a form around the whole page", "<form action=x><h1>T</h1><p>A b.</p></form>"),
    ("a body named after its tags", "<body class='share tags menu'><h1>T</h1><p>A b.</p></body>"),
    (
        "an article of a category",
        "<article class='tag-social share'><h1>T</h1><p>A b.</p></article>",
    ),
    ("a page that is hidden as a whole", "<div style='display: none'><h1>T</h1><p>A b.</p></div>"),
    ("a footer of a quotation", "<main><h1>T</h1><blockquote><footer>A b.</footer></blockquote>"),
    ("an empty main", "<main></main><div><h1>T</h1><p>A b.</p></div>"),
    ("hidden until it is found", "<h1>T</h1><p hidden=until-found>A b.</p>"),
    ("an open dialog", "<h1>T</h1><dialog open>A b.</dialog>"),
    ("details that are closed", "<h1>T</h1><details><p>A b.</p></details>"),
    ("a side box with prose", "<main><h1>T</h1><aside><p>A b.</p></aside></main>"),
]


@pytest.mark.parametrize("page", [k[1] for k in KEPT], ids=[k[0] for k in KEPT])
def test_what_may_be_the_document_is_kept(page: str) -> None:
    assert texts(page) == ["T", "A b."]


LEFT_OUT = [
    "<p hidden>X</p>",
    "<p aria-hidden=true>X</p>",
    "<p style='color:red;display:none'>X</p>",
    "<p style='VISIBILITY: hidden'>X</p>",
    "<span class=sr-only>X</span>",
    "<span class='a visually-hidden'>X</span>",
    "<script>X</script>",
    '<script>"</p>"; X</script>',
    "<style>X</style>",
    "<template><p>X</p></template>",
    "<noscript>X</noscript>",
    "<svg><title>X</title></svg>",
    "<img src=a.png alt=X>",
    "<select><option>X</select>",
    "<button>X</button>",
    "<textarea>X</textarea>",
    "<iframe>X</iframe>",
    "<!-- X -->",
    "<?xml X ?>",
    "<nav>X</nav>",
    "<div role=navigation>X</div>",
    "<dialog>X</dialog>",
    "<div role=dialog>X</div>",
    "<div class='breadcrumb'>X</div>",
    "<div class='share'><a href=/a>X</a> <a href=/b>Y</a></div>",
    "<div class='post-tags'>X</div>",
    "<ul><li><a href='#a'>X</a><li><a href='#b'>Y</a><li><a href='#c'>Z</a></ul>",
    "<p class=byline>X</p>",
    "<p><time datetime=2020-01-01>X</time></p>",
    "<ruby><rt>X</rt></ruby>",
]


@pytest.mark.parametrize("part", LEFT_OUT)
def test_chrome_within_the_document_is_left_out(part: str) -> None:
    page = f"<main><h1>T</h1><p>It is a long day's sentence.</p>{part}<p>B c.</p></main>"
    assert texts(page) == ["T", "It is a long day's sentence.", "B c."]


# ---------------------------------------------------------------- blocks and text


HEAD = "<tr><td rowspan=2><td colspan=2>Goods<tr><td>In<td>Out"
BLOCKS = [
    ("white space", "<p> A  b\n\tc.</p>", [("sentence", "A b c.", ())]),
    ("a blank that does not break", "<p>A&nbsp;b.</p>", [("sentence", "A\u00a0b.", ())]),
    ("entities", "<p>A &amp; b &lt; c&#8217;s.</p>", [("sentence", "A & b < c’s.", ())]),
    ("soft hyphens", "<p>Agree&shy;ments&#8203; are.</p>", [("sentence", "Agreements are.", ())]),
    ("a place to break", "<p>Agree<wbr>ments are.</p>", [("sentence", "Agreements are.", ())]),
    ("inline markup", "<p>A <b>b<i>c</i></b>d <em>e</em>.</p>", [("sentence", "A bcd e.", ())]),
    ("a quotation", "<p>He said <q>yes</q>.</p>", [("sentence", "He said “yes”.", ())]),
    ("an index", "<p>CO<sub>2</sub> is.</p>", [("sentence", "CO2 is.", ())]),
    ("a time", "<p>On <time datetime=2020>May 1</time> it is.</p>",
     [("sentence", "On May 1 it is.", ())]),
    ("sentences", "<p>It was. It is.</p>",
     [("sentence", "It was.", ()), ("sentence", "It is.", ())]),
    ("text beside blocks", "<div>A b.<p>C d.</p>E f.</div>",
     [("sentence", "A b.", ()), ("sentence", "C d.", ()), ("sentence", "E f.", ())]),
    ("a line end", "<p>Area: 5 km<br>People: 7 million</p>",
     [("item", "Area: 5 km", ()), ("item", "People: 7 million", ())]),
    ("two line ends", "<p>A b.<br>\n<br>C d.</p>",
     [("sentence", "A b.", ()), ("sentence", "C d.", ())]),
    ("unclosed tags", "<p>A b.<p>C d.<ul><li>E<li>F</ul>",
     [("sentence", "A b.", ()), ("sentence", "C d.", ()), ("item", "E", ()), ("item", "F", ())]),
    ("a list of paragraphs", "<ul><li><p>A b.</p><p>C d.</p></li></ul>",
     [("item", "A b.", ()), ("item", "C d.", ())]),
    ("text before and after a list", "<ul><li>A b<ul><li>C d</ul>E f</ul>",
     [("item", "A b", ()), ("item", "C d", ()), ("item", "E f", ())]),
    ("a heading in a link", "<a href=x><h2>A <span>b</span></h2></a><p>C d.</p>",
     [("heading", "A b", ()), ("sentence", "C d.", ())]),
    ("a heading by its looks", "<p><b>Trade</b></p><p>C d.</p>",
     [("heading", "Trade", ()), ("sentence", "C d.", ())]),
    ("a heading of two lines", "<h2>A<br>b</h2><p>C d.</p>",
     [("heading", "A b", ()), ("sentence", "C d.", ())]),
    ("a summary", "<details><summary>Trade</summary><p>C d.</p></details>",
     [("heading", "Trade", ()), ("sentence", "C d.", ())]),
    ("terms", "<dl><dt>Area<dd>5 km<dt>People<dt>Nations<dd>7<dd>8</dl>",
     [("item", "Area", ()), ("item", "5 km", ("Area",)), ("item", "People", ()),
      ("item", "Nations", ()), ("item", "7", ("People", "Nations")),
      ("item", "8", ("People", "Nations"))]),
    ("a table",
     "<table><tr><th>Year<th>Goods<th>All<tr><th>2021<td>5<td>9<tr><th>2022<td>6<td>8</table>",
     [("item", "Year", ()), ("item", "Goods", ()), ("item", "All", ()), ("item", "2021", ()),
      ("item", "5", ("2021", "Goods")), ("item", "9", ("2021", "All")), ("item", "2022", ()),
      ("item", "6", ("2022", "Goods")), ("item", "8", ("2022", "All"))]),
    ("cells that span",
     f"<table><thead>{HEAD}</thead><tr><th rowspan=2>Ore<td>1<td>2<tr><td>3<td>4</table>",
     [("item", "Goods", ()), ("item", "In", ()), ("item", "Out", ()), ("item", "Ore", ()),
      ("item", "1", ("Ore", "Goods", "In")), ("item", "2", ("Ore", "Goods", "Out")),
      ("item", "3", ("Ore", "Goods", "In")), ("item", "4", ("Ore", "Goods", "Out"))]),
    ("a table without heads", "<table><tr><td>In 2020<td>5<tr><td>In 2021<td>6</table>",
     [("item", "In 2020", ()), ("item", "5", ("In 2020",)), ("item", "In 2021", ()),
      ("item", "6", ("In 2021",))]),
    ("bold heads", "<table><tr><td><b>Year</b><td><b>Goods</b><tr><td>2020<td>5</table>",
     [("item", "Year", ()), ("item", "Goods", ()), ("item", "2020", ()),
      ("item", "5", ("2020", "Goods"))]),
    ("years above", "<table><tr><td><td>2020<td>2021<tr><td>Goods<td>5<td>6</table>",
     [("item", "2020", ()), ("item", "2021", ()), ("item", "Goods", ()),
      ("item", "5", ("Goods", "2020")), ("item", "6", ("Goods", "2021"))]),
    ("a caption", "<table><caption>Trade<tr><td>A<td>1</table><p>B c.</p>",
     [("heading", "Trade", ()), ("item", "A", ()), ("item", "1", ("A",)),
      ("sentence", "B c.", ())]),
    ("a table that places things", "<table role=presentation><tr><td><p>A b.<td><p>C d.</table>",
     [("sentence", "A b.", ()), ("sentence", "C d.", ())]),
    ("lines as they stand", "<pre>Trade\n\n  It was  5.\n</pre>",
     [("heading", "Trade", ()), ("sentence", "It was  5.", ())]),
    ("the mark of a footnote",
     "<p>It was $5 billion<sup><a href='#n'>1</a></sup> then.<sup>2</sup></p>",
     [("sentence", "It was $5 billion then.", ())]),
    ("an ordinal", "<p>The 21<sup>st</sup> day.</p>", [("sentence", "The 21st day.", ())]),
    ("a power", "<p>It has 10<sup>6</sup> men on 5 km<sup>2</sup> now.</p>",
     [("sentence", "It has 10⁶ men on 5 km² now.", ())]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), [b[1:] for b in BLOCKS], ids=[b[0] for b in BLOCKS])
def test_a_block_becomes_passages(
    page: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    # What comes last is never a heading by its looks: there is text below it.
    assert shown(f"{page}<p>End it is.</p>") == [*expected, ("sentence", "End it is.", ())]


CELLS = """<h1>T</h1><table><tr><th>Year<th>Exports<th>Imports
<tr><th>2021<td>$25 billion<td>$30 billion in 2020<tr><th>All<td>5 ships<td>$7 per ton</table>"""


def test_the_heads_of_a_table_say_what_its_figures_measure_and_when() -> None:
    document = read(CELLS)
    imprint = Imprint(publication="p", label="e")
    snapshot = extract.read(document, imprint, doc="d", sha256="0")
    found = [
        (f.quote.text, f.measure, None if f.period is None else f.period.edtf)
        for f in snapshot.figures
        if f.quote is not None
    ]
    assert found[:2] == [
        ("$25 billion", "Exports", "2021"),
        ("$30 billion", "Imports", "2020"),
    ]
    assert snapshot.figures[0].rules[-1] == "cell"
    assert "cell" not in snapshot.figures[2].rules  # it says itself what it counts


# ---------------------------------------------------------------- the way back


def resolved(page: str, locator: str) -> str:
    """Return the text of the element that an XPath of child steps leads to, as browsers do."""
    node = LexborHTMLParser(page).root
    assert node is not None
    root, *steps = re.findall(r"/([\w*-]+)(?:\[(\d+)\])?", locator)
    assert root[0] == "html"
    for name, position in steps:
        children = [c for c in node.iter() if name in ("*", c.tag)]
        node = children[int(position or 1) - 1]
    return node.text(deep=True) or ""


def visible(text: str) -> str:
    return re.sub("[\\s\u00ad\u200b\u2060\ufeff“”]", "", text)


def check_ways_back(page: str, document: Document) -> None:
    end = 0
    for passage in document.passages:
        span = passage.quote.span
        assert span.start >= end
        assert span.of(document.text) == passage.quote.text
        assert passage.locator is not None
        assert visible(passage.quote.text) in visible(resolved(page, passage.locator))
        end = span.end


@pytest.mark.parametrize("page", [GOVERNMENT, BLOG, BARE, *(block[1] for block in BLOCKS[:25])])
def test_a_locator_leads_to_the_element_of_its_passage(page: str) -> None:
    check_ways_back(page, read(page))


def test_an_element_with_an_odd_name_is_located_by_its_place() -> None:
    page = "<body><p>A b.</p><o:p><p>C d.</p></o:p></body>"
    assert read(page).passages[1].locator == "/html[1]/body/*[2]/p[1]".replace("[1]/b", "/b")
    check_ways_back(page, read(page))


WORDS = st.sampled_from(
    ["A b. ", "It is.", " 5 km ", "&nbsp;", "&shy;", "<br>", "\n", "“x”", "é", "2020", "Trade"]
)
TAGS = st.sampled_from(
    "p div ul li h1 h2 h3 b i span table tr td th dl dt dd pre article main details a form "
    "section header q center x-y".split()
)


@given(
    st.recursive(
        WORDS,
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
            TAGS,
            st.lists(inner, max_size=5),
        ),
        max_leaves=25,
    )
)
def test_every_span_re_reads_and_every_locator_resolves(body: str) -> None:
    page = f"<body><p>It is so.</p>{body}</body>"
    check_ways_back(page, read(page))


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("data", "media"),
    [
        ("<p>Café’s “5” – 7.</p>".encode(), "text/html"),
        ("\ufeff<p>Café’s “5” – 7.</p>".encode(), "text/html"),
        ("<p>Café’s “5” – 7.</p>".encode("utf-16"), "text/html"),
        ("<meta charset=iso-8859-1><p>Café’s “5” – 7.</p>".encode("cp1252"), "text/html"),
        ("<p>Café’s “5” – 7.</p>".encode("cp1252"), "text/html"),
        ("<p>Café’s “5” – 7.</p>".encode("cp1252"), "text/html; charset=latin1"),
        ("<meta charset=latin-1><p>Café’s “5” – 7.</p>".encode(), "text/html"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
         + "<p>Café’s “5” – 7.</p>".encode("cp1252"), "text/html"),
        ("<meta charset=utf-16><p>Café’s “5” – 7.</p>".encode(), "text/html"),
        ("<meta charset=no-such><p>Café’s “5” – 7.</p>".encode("cp1252"), "text/html"),
        ("<meta charset=utf-8><p>Café’s “5” – 7.</p>".encode("cp1252"), "text/html"),
        ("<p>Café’s “5” – 7.</p>".encode("cp1252"), "text/html; charset=utf-8"),
        (f"<script>{'x' * 2000}</script><meta charset=macintosh><p>Café’s “5” – 7.</p>"
         .encode("mac-roman"), "text/html"),
    ],
)  # fmt: skip
def test_the_encoding_is_found(data: bytes, media: str) -> None:
    assert read(data, media).text == "Café’s “5” – 7."


def test_an_encoding_that_is_not_kept_to_is_told() -> None:
    (odd,) = read("<meta charset=utf-8><p>Café – ".encode() + b"Caf\xe9 it is.</p>").diagnostics
    assert odd.code == "encoding"
    assert "1 characters are unreadable: it says utf-8" in odd.message
    (odd,) = read(b"<meta charset=utf-8><p>Fees of \xa35 million.</p>").diagnostics
    assert "read as windows-1252: it says utf-8, but is not UTF-8" in odd.message
    (odd,) = read("<meta charset=latin1><p>Café it is.</p>".encode()).diagnostics
    assert "read as UTF-8, although it says latin1" in odd.message


@pytest.mark.parametrize("label", ["rot13", "zlib", "unicode_escape", "utf-7", "idna", "x" * 39])
def test_a_label_cannot_ask_for_a_codec_that_is_none_of_a_page(label: str) -> None:
    page = f"<meta charset={label}><p>Caf+AOk- it is.</p>".encode()
    assert read(page).text == "Caf+AOk- it is."


# ---------------------------------------------------------------- pages that mean harm


HOSTILE = {
    "nested": "<div>" * 20_000 + "<p>A b.</p>",
    "nested and closed": "<div>" * 9_000 + "<p>A b.</p>" + "</div>" * 9_000,
    "formatting": "<b>" * 9_000 + "<p>A b.</p>" * 9_000,
    "different formatting": "".join(f"<b id={n}>" for n in range(9_000)) + "<p>x</p>" * 9_000,
    "one line": "<p>" + "It was 5 million in 2020. " * 40_000,
    "one word": "<p>" + "a" * 1_000_000,
    "a huge attribute": f"<p title='{'x' * 1_000_000}'>A b.</p>",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">A b.</p>",
    "no end of a comment": "<p>A b.</p>" + "<!--" * 200_000,
    "no end of a tag": "<p>A b.</p>" + "<a " * 200_000,
    "no end of a script": "<p>A b.</p>" + "<script>" * 100_000,
    "no end of a quotation": "<p>A b.</p>" + "<a title=\"" * 100_000,
    "end tags": "<p>A b.</p>" + "</div></b>" * 200_000,
    "tables": "<table><tr><td>" * 5_000 + "A b.",
    "cells": "<table><tr>" + "<td colspan=1000 rowspan=1000>A" * 5_000 + "</table>",
    "lists": "<ul><li>" * 5_000 + "A b.",
    "links": "<a href=x>A b</a> " * 50_000,
    "white space": "<p>A" + " \n" * 500_000 + "b.</p>",
    "breaks": "<p>A b." + "<br>" * 200_000 + "C d.</p>",
    "NULs": "<p>A\0 b.</p>" + "<p>It is so, or is it not?</p>" * 20,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_that_means_harm_is_read_or_refused_soon(name: str) -> None:
    began = time.process_time()
    try:
        document = read(HOSTILE[name])
    except UnreadableError as error:
        message = str(error)
    else:
        message = "" if document.passages else "nothing was read"
    assert re.search(r"^$|nested deeper|left open|over 5000 attributes", message)
    assert time.process_time() - began < GENEROUS


def test_a_deep_page_is_read_with_a_locator_of_an_element_above() -> None:
    page = "<body>" + "<div>" * 3_000 + "<p>A b.</p>" + "</div>" * 3_000 + "<p>C d.</p>"
    document = read(page)
    assert [passage.quote.text for passage in document.passages] == ["A b.", "C d."]
    check_ways_back(page, document)


def test_broken_bytes_and_pages_without_text_are_refused(tmp_path: Path) -> None:
    assert "binary data" in refused(3, "extract", written(tmp_path, "a.html", b"\x89PNG\0\0\0\0"))
    empty = written(tmp_path, "b.html", "<html><body><script>1</script></body></html>")
    assert "a page without text" in refused(3, "extract", empty)


def test_a_page_larger_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LIMIT", 1_000)
    page = written(tmp_path, "a.html", BARE + " " * 1_000)
    assert "larger than" in refused(3, "extract", page)


# ---------------------------------------------------------------- through the commands


def test_every_command_that_reads_documents_reads_pages(tmp_path: Path) -> None:
    page = written(tmp_path, "2023.html", GOVERNMENT)
    text = written(tmp_path, "2022.txt", TEXT.replace("63", "61"))
    assert done("extract", page, "--text").stdout == TEXT
    record = json.loads(done("extract", page).stdout)
    assert [figure["value"] for figure in record["figures"]][:2] == ["63000000000", "55000000000"]
    assert "63000000000" in done("extract", page, "--explain").stdout
    assert "{+63+} billion" in done("diff", text, page).stdout
    database = tmp_path / "a.db"
    done("ingest", page, "--publication", "ruritania", "--db", database)
    assert names(database) == ["ruritania@2023"]


@pytest.mark.parametrize(
    "begin",
    [
        "",
        "\n  ",
        "\ufeff",
        "<!-- saved from url=(0014)about:internet -->\n",
        "<?xml version='1.0'?>",
    ],
)
def test_standard_input_and_a_file_without_an_ending_are_known_by_how_they_begin(
    begin: str, tmp_path: Path
) -> None:
    assert done("extract", "-", "--text", given=begin + GOVERNMENT).stdout == TEXT
    page = written(tmp_path, "saved", begin + BLOG)
    assert done("extract", page, "--text").stdout == TEXT


def test_a_page_under_an_ending_that_says_nothing_is_read_when_it_is_named(tmp_path: Path) -> None:
    page = written(tmp_path, "mexico.aspx", GOVERNMENT)
    assert done("extract", page, "--text").stdout == TEXT
    assert "are not supported" in refused(3, "extract", written(tmp_path, "a.aspx", "A text.\n"))


def test_a_text_about_markup_stays_a_text(tmp_path: Path) -> None:
    text = "The tag <html> begins a page.\n"
    assert done("extract", "-", "--text", given=text).stdout == text
    page = written(tmp_path, "a.txt", BARE)
    assert done("extract", page, "--text").stdout == BARE


def test_extraction_prints_where_each_passage_is_in_its_page(tmp_path: Path) -> None:
    path = written(tmp_path, "2021.html", "<main><h1>Trade</h1><p>It reached $5.</p></main>")
    record = json.loads(done("extract", path).stdout)
    Draft202012Validator(schemas.load("snapshot")).validate(record)
    assert [passage["locator"] for passage in record["passages"]] == [
        "/html/body/main[1]/h1[1]",
        "/html/body/main[1]/p[1]",
    ]
    plain = json.loads(done("extract", written(tmp_path, "2021.txt", "It reached $5.")).stdout)
    assert "locator" not in plain["passages"][0]


def test_the_same_article_in_another_site_is_another_sighting(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    for name, page in (("a.html", GOVERNMENT), ("b.html", BLOG), ("c.html", BARE)):
        path = written(tmp_path, name, page)
        result = timeline("ingest", path, "--publication", "r", "--published", "2023",
                          "--db", database)  # fmt: skip
        assert result.exit_code == 0, result.output
    assert names(database) == ["r@2023"]
    assert "known" in result.stderr or "sighted" in result.stderr or "same text" in result.stderr


def test_what_is_stored_of_a_page_leads_back_into_it(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    done("ingest", written(tmp_path, "2023.html", BARE), "--db", database)
    assert "/html/body/ul[1]/li[1]" in done("db", "dump", "--db", database).stdout


# ---------------------------------------------------------------- real pages


@pytest.fixture(scope="module")
def corpus() -> Path:
    if not (CORPUS / "html").is_dir():
        pytest.skip(f"no real pages in {SHARED} (set TIMELINE_SHARED)")
    return CORPUS


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def stated(document: Document, published: str) -> tuple[list[object], list[object]]:
    """Return the figures and the events of a document, without where they stand."""
    imprint = Imprint(publication="p", label="e", published=Period.parse(published), title="t")
    snapshot = extract.read(document, imprint, doc="d", sha256="0")
    bare = {"quote": None, "passage": None}
    figures = [replace(figure, **bare) for figure in snapshot.figures]
    return list(figures), [replace(event, **bare) for event in snapshot.events]


@pytest.mark.parametrize(("year", "published"), [(2019, "2020-03-03"), (2022, "2023-02-23")])
def test_a_real_page_states_what_its_text_states(corpus: Path, year: int, published: str) -> None:
    page = decode(capture((corpus / "html" / f"mexico-{year}.html").read_bytes()))
    text = plain.document((corpus / "mexico" / f"{year}.txt").read_text("utf-8"))
    assert stated(page, published) == stated(text, published)


def test_a_folder_of_real_pages_is_stored_with_sections_and_dates(
    corpus: Path, tmp_path: Path
) -> None:
    database = tmp_path / "a.db"
    for country, publication in (("mexico", "html"), ("kenya", "kenya")):
        pages = sorted((corpus / "html").glob(f"{country}-*.html"))
        done("ingest", *pages, "--publication", publication, "--db", database)
    dated = ["html@2020-03-03", "html@2023-02-23", "html@2024-04-17"]
    assert names(database)[:3] == dated
    assert len(names(database)) == 5
    for name in dated:
        rows = done("show", name, "--db", database, "--format", "jsonl").stdout.splitlines()
        assert len({tuple(json.loads(row)["section"]) for row in rows}) > 20


@pytest.mark.parametrize("year", [2019, 2022, 2023, 2024])
def test_a_real_page_gives_the_words_of_its_text_and_no_menu(corpus: Path, year: int) -> None:
    document = decode(capture((corpus / "html" / f"mexico-{year}.html").read_bytes()))
    expected = words((corpus / "mexico" / f"{year}.txt").read_text("utf-8"))
    found = words(document.text)
    assert (expected & found).total() >= 0.99 * expected.total()
    assert (found - expected).total() <= 12  # the title of the page
    for item in ("In this section", "Back to Top", "Download Report", "Search", "Tags"):
        assert item not in {passage.quote.text for passage in document.passages}


# ---------------------------------------------------------------- what is named after chrome


NAMED = [
    "<p class=menu>{}</p>",
    "<ul><li class=sidebar>{}</li></ul>",
    "<div class=sidebar><p>{}</p></div>",
    "<div class=newsletter>{}</div>",
    "<div class=advert><ul><li>{}</li></ul></div>",
    "<dl>{}<dt>Tin<dd>Lead</dl>",
    "<dl><dt>Tin<dd>Lead</dd><p>{}</p></dl>",
    "<menu><li>{}</li></menu>",
    "<object data=a.png>{}</object>",
]


@pytest.mark.parametrize("form", NAMED)
def test_in_an_article_a_sentence_with_a_number_is_text_whatever_holds_it(form: str) -> None:
    told = "The mines paid 640 crowns in 2019."
    for tag in ("main", "article"):
        page = f"<{tag}><h1>Mining</h1><p>It is so.</p>{form.format(told)}</{tag}>"
        assert told in texts(page)


@pytest.mark.parametrize(
    "part",
    [
        "<div class=sidebar><a href=/a>12 mines</a> <a href=/b>Tin</a></div>",
        "<div class=newsletter>Subscribe now</div>",
        "<div class=sidebar><p>Find more on our site.</p></div>",
        "<div class=comments><p>I was there in 1999.</p></div>",
        "<div class=cookies><p>We keep them for 90 days.</p></div>",
        "<p class=menu>12 mines</p>",
        "<menu><li>Copy</li><li>Print</li></menu>",
    ],
)
def test_in_an_article_what_says_nothing_of_it_is_chrome_by_its_name(part: str) -> None:
    assert texts(f"<main><h1>Mining</h1><p>It is so, and stays so.</p>{part}</main>") == [
        "Mining", "It is so, and stays so.",
    ]  # fmt: skip


def test_outside_the_article_a_box_is_chrome_by_its_name() -> None:
    box = "<div class=sidebar><p>The ministry has had 640 readers in 2019.</p></div>"
    page = f"<body>{box}<div><h1>Mining</h1><p>{'It is so. ' * 9}</p></div>"
    assert "640" not in read(page).text


# ---------------------------------------------------------------- what is left out


def test_what_is_left_out_is_listed_with_its_reason_and_its_place(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.html",
        "<nav>Home | Harbour</nav><main><h1>Quay</h1><p class=date>Published 4 May 2021</p>"
        "<p>It took <s>40</s> 45<sup><a href='#n1'>1</a></sup> ships.</p>"
        "<p hidden>Old words.</p><p>All rights reserved.</p></main>",
    )
    records = [
        json.loads(line)
        for line in done("extract", path, "--left-out", "--format", "jsonl").stdout.splitlines()
    ]
    assert {record["text"]: record["reason"] for record in records} == {
        "Home | Harbour": "outside the article",
        "Published 4 May 2021": "a line with the date of the page",
        "40": "struck out",
        "1": "the mark of a note",
        "Old words.": "hidden",
        "All rights reserved.": "put around the document by the site",
    }
    text = done("extract", path, "--text").stdout
    for record in records:
        if record["start"] is None:
            assert record["locator"].startswith("/html/body")
        else:
            assert text[record["start"] : record["end"]] == record["text"]
    assert (
        "struck out (/html/body/main[1]/p[2]/s[1]): 40"
        in done("extract", path, "--left-out").stdout
    )
    assert "--left-out works without" in refused(2, "extract", path, "--left-out", "--text")
