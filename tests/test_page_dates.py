"""Dates of publication: what a page states, who is believed, and what does not fit together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import timeline as library
from commands import done, dump, listed, names, written
from pages import read
from timeline.model import Claim
from timeline.reading.dates import publication as claim_rules
from timeline.reading.dates.publication import believed, merged
from timeline.values import Period

BODY = "<h1>Trade</h1><p>The treaty entered into force on July 1, 2020. It is kept.</p>"


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def claims(head: str = "", body: str = BODY) -> list[tuple[str, str, str | None]]:
    """Return who states which date in which words."""
    document = read(f"<html><head>{head}</head><body>{body}</body></html>")
    return [(claim.by, claim.published.edtf, claim.text) for claim in document.claims]


# ---------------------------------------------------------------- structured data


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "Article", "datePublished": "2021-03-03T23:30:00-05:00"},
        [{"@type": "Article", "datePublished": "2021-03-03"}],
        {"@graph": [{"@type": "WebPage", "datePublished": "2021-03-03"}, {"@type": "Person"}]},
        {"mainEntity": {"@type": "Report", "datePublished": "March 3, 2021"}},
        {"schema:datePublished": "20210303"},
        {"datePublished": "2021-03-03", "comment": [{"datePublished": "2022-01-01"}]},
        {"datePublished": "2021-03-03", "itemListElement": [{"datePublished": "2022-01-01"}]},
    ],
)
def test_structured_data_says_when_the_page_was_published(value: object) -> None:
    assert claims(linked(value)) == [("structured-data", "2021-03-03", "datePublished")]


@pytest.mark.parametrize(
    "block",
    [
        '<script type="application/ld+json">{"datePublished": </script>',
        linked({"datePublished": "soon"}),
        linked({"datePublished": "2021-02-31"}),
        linked({"datePublished": None}),
        linked({"datePublished": 20210303}),
        linked({"datePublished": "03/04/2021"}),
        '<script type="application/ld+json">' + "[" * 5_000 + "</script>",
        '<script>{"datePublished": "2021-03-03"}</script>',
    ],
)
def test_structured_data_that_is_broken_says_nothing(block: str) -> None:
    assert claims(block) == []


def test_what_is_modified_was_out_by_then_and_is_no_date_of_publication() -> None:
    found = claims(linked({"dateModified": "2025-01-03", "datePublished": "2021-03-03"}))
    assert found == [
        ("structured-data", "[..2025-01-03]", "dateModified"),
        ("structured-data", "2021-03-03", "datePublished"),
    ]


def test_microdata_is_structured_data() -> None:
    body = f'{BODY}<time itemprop="datePublished" datetime="2021-03-03">3/3</time>'
    assert ("structured-data", "2021-03-03", "datePublished") in claims(body=body)


# ---------------------------------------------------------------- meta


@pytest.mark.parametrize(
    ("name", "content", "edtf"),
    [
        ("article:published_time", "2021-03-03T10:00:00Z", "2021-03-03"),
        ("DC.Date", "2021-03-03", "2021-03-03"),
        ("dcterms.issued", "2021-03", "2021-03"),
        ("DC.date.issued", "2021", "2021"),
        ("citation_publication_date", "2021/3/3", "2021-03-03"),
        ("pubdate", "Wed, 03 Mar 2021 15:54:16 GMT", "2021-03-03"),
        ("date", "3 March 2021", "2021-03-03"),
        ("article:modified_time", "2021-03-03", "[..2021-03-03]"),
        ("last-modified", "2021-03-03", "[..2021-03-03]"),
    ],
)
def test_a_meta_states_a_date(name: str, content: str, edtf: str) -> None:
    for attribute in ("name", "property"):
        meta = f'<meta {attribute}="{name}" content="{content}">'
        assert claims(meta) == [("meta", edtf, name.lower())]


def test_a_meta_of_something_else_states_none() -> None:
    assert claims('<meta name="viewport" content="2021-03-03"><meta name="date">') == []


# ---------------------------------------------------------------- the byline


BYLINES = [
    ("<p>Published March 3, 2021</p>", "2021-03-03"),
    ("<p>Posted on: Wednesday, March 3, 2021 at 10:00 a.m. EST</p>", "2021-03-03"),
    ("<p>March 3, 2021</p>", "2021-03-03"),
    ("<p>3 March 2021 | By the press office</p>", "2021-03-03"),
    ("<p>By Ann Author - March 3, 2021 10:15 GMT</p>", "2021-03-03"),
    ("<p>March 3, 2021 - The treaty is signed</p>", None),
    ("<ul><li>March 3, 2021</li></ul>", None),
    ("<div class=byline>By the press office, March 3, 2021</div>", "2021-03-03"),
    ("<p><time datetime='2021-03-03T10:00'>last Wednesday</time></p>", "2021-03-03"),
    ("<span>Release date: 2021-03-03</span>", "2021-03-03"),
    ("<p>Last updated: March 3, 2021</p>", "[..2021-03-03]"),
    ("<p>The treaty of March 3, 2021 is kept.</p>", None),
    ("<p>It was signed on March 3, 2021.</p>", None),
    ("<p>Published by the ministry in several editions</p>", None),
    ("<p>By Ada Reed<br>12 March 2021</p>", "2021-03-12"),
    ("<p>12 March 2021<br>By Ada Reed</p>", "2021-03-12"),
    ("<p>From: the ministry<br>Published: March 3, 2021<br>Ref. 12</p>", "2021-03-03"),
    ("<p>Submitted by admin on <time datetime='2021-03-03'>03/03/2021</time></p>", "2021-03-03"),
    ("<p>Release date: March 3, 2021 | Next release: June 9, 2021</p>", "2021-03-03"),
    ("<p>Next release: June 9, 2021</p>", None),
    ("<p>Submitted on March 3, 2021</p>", None),
    ("<p>Retrieved March 3, 2021</p>", None),
    ("<p>03/04/2021</p>", None),
]


@pytest.mark.parametrize(("line", "edtf"), BYLINES)
def test_a_line_beside_the_title_may_state_a_date(line: str, edtf: str | None) -> None:
    line = line.replace("span", "div")
    for body in (f"<h1>Trade</h1>{line}<p>It is so.</p>", f"{line}<h1>Trade</h1><p>It is so.</p>"):
        assert [each[:2] for each in claims(body=body)] == ([("byline", edtf)] if edtf else [])


def test_far_from_the_title_only_an_update_is_a_date_of_the_page() -> None:
    far = "<p>It is so.</p>" * 9
    assert claims(body=f"<h1>T</h1>{far}<p>Published March 3, 2021</p>") == []
    found = claims(body=f"<h1>T</h1>{far}<footer><p>Page last reviewed: 3 March 2021</p></footer>")
    assert [each[:2] for each in found] == [("byline", "[..2021-03-03]")]


def test_a_line_may_state_when_it_was_published_and_when_updated() -> None:
    body = "<h1>T</h1><p>Updated April 5, 2022. Published March 3, 2021</p><p>It is so.</p>"
    assert [each[:2] for each in claims(body=body)] == [
        ("byline", "[..2022-04-05]"),
        ("byline", "2021-03-03"),
    ]


SENTENCES = [
    "The statute was published on June 9, 1998.",
    "Two hostages were released on June 9, 2019.",
    "Stamps were issued on June 9, 1961.",
    "Bonds issued on June 9, 2011",
    "On June 9, 2021, by order of the court, the mine was shut.",
    "On June 9, 2021 at 9:30 the board of the bank meets.",
    "On June 9, 2021",
    "Signed on June 9, 2020; in force on July 1, 2021.",
    "Next publication date: June 9, 2021",
    "To be updated on June 9, 2021.",
    "The fees were revised on June 9, 2019.",
    "Fees updated on June 9, 2019",
    "The rate was changed on June 9, 2001 to 4 percent.",
    "The lists were updated on 9 June 2016 and 30 names added.",
    "Published on June 9, 2019 and June 9, 2020",
    "June 9, 2021 - the strike ends",
    "June 9, 2021 | The strike ends after a week",
    "By order of the court, June 9, 2021",
    "Opened: June 9, 1971",
    "Updated figures for June 9, 2021",
    "As of June 9, 2021",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_line_that_says_more_is_text_and_states_no_date(line: str) -> None:
    for body in (
        f"<h1>Mining</h1><p>{line}</p><p>It is so.</p>",
        f"<h1>Mining</h1>{'<p>It is so.</p>' * 9}<p>{line}</p><p>It is so.</p>",
        f"<h1>Mining</h1><p class=dateline>{line}</p><p>It is so.</p>"
        if len(line.split()) > 8 and line.endswith(".")
        else f"<h1>Mining</h1><div>{line}</div><p>It is so.</p>",
    ):
        assert claims(body=body) == []
        assert line in read(f"<main>{body}</main>").text


DATELINES = [
    ("Issued on June 9, 2021", "2021-06-09"),
    ("Date published: 9 June 2021", "2021-06-09"),
    ("Publication date: 9 June 2021", "2021-06-09"),
    ("First published online 9 June 2021.", "2021-06-09"),
    ("Published by the Ministry of Mines on 9 June 2021", "2021-06-09"),
    ("Press release | 9 June 2021", "2021-06-09"),
    ("9 June 2021 | Ministry of Mines | 4 min read", "2021-06-09"),
    ("9 June 2021, by Ann Author and Bob Writer", "2021-06-09"),
    ("Posted <time datetime='2021-06-09T08:00'>a week ago</time>", "2021-06-09"),
    ("Page last reviewed: 9 June 2021", "[..2021-06-09]"),
    ("Last updated on Wednesday, 9 June 2021 at 17:30 CET", "[..2021-06-09]"),
    ("Last update: 9 June 2021", "[..2021-06-09]"),
    ("This page was last updated on June 9, 2021.", "[..2021-06-09]"),
    ("Date of last revision: June 9, 2021", "[..2021-06-09]"),
]


@pytest.mark.parametrize(("line", "edtf"), DATELINES)
def test_a_line_with_nothing_but_a_lead_and_a_date_is_a_dateline(line: str, edtf: str) -> None:
    body = f"<h1>Mining</h1><p>{line}</p><p>It is so.</p>"
    assert [each[1] for each in claims(body=body)] == [edtf]
    assert "2021" not in read(body).text


def test_a_lead_and_its_date_in_two_blocks_are_one_line() -> None:
    far = "<p>It is so.</p>" * 9
    for pair in (
        "<dl><dt>Date modified:</dt><dd><time property=dateModified>2021-06-09</time></dd></dl>",
        "<div><div>Last updated</div><div>June 9, 2021</div></div>",
    ):
        body = f"<main><h1>Mining</h1>{far}{pair}</main>"
        assert {each[1] for each in claims(body=body)} == {"[..2021-06-09]"}
        assert read(body).text.endswith("It is so.")


def test_a_date_below_the_heading_of_something_else_is_none_of_the_page() -> None:
    for part in (
        "<div><h3><a href=/x>A flood</a></h3><p>May 5, 2010</p></div>",
        "<p>It is so.</p><h2>Floods</h2><p>May 5, 2010</p>",
    ):
        assert claims(body=f"<h1>Mining</h1>{part}") == []
    body = "<h1>Mining</h1><h2>What it gives</h2><p>May 5, 2010</p><p>It is so.</p>"
    assert [each[1] for each in claims(body=body)] == ["2010-05-05"]


def test_of_a_list_of_dates_the_one_of_publication_is_stated() -> None:
    terms = "<dl><dt>Release date:<dd>May 5, 2021<dt>Next release:<dd>May 5, 2022</dl>"
    body = f"<h1>Mining</h1>{terms}<p>It is so.</p>"
    assert [each[1] for each in claims(body=body)] == ["2021-05-05"]
    assert "2021" not in read(body).text
    assert "2022" in read(body).text


OTHER_DATES = [
    linked({"@type": "VideoObject", "name": "A mine", "datePublished": "2015-01-01"}),
    linked({"@type": ["ImageObject"], "datePublished": "2015-01-01"}),
    linked([{"headline": "A flood", "datePublished": "2012-01-01"},
            {"headline": "A strike", "datePublished": "2013-01-01"}]),
    linked({"datePublished": "1970-01-01T00:00:00Z"}),
    linked({"datePublished": "2999-01-01", "dateModified": "2999-01-01"}),
    '<meta name="dcterms.issued" content="1970-01-01">',
    '<meta name="date" content="1961-05-04">',
]  # fmt: skip


@pytest.mark.parametrize("head", OTHER_DATES)
def test_the_date_of_something_else_is_none_of_the_page(head: str) -> None:
    assert claims(head) == []


OTHER_PROPERTIES = [
    "<aside><p><time itemprop=datePublished datetime=2014-08-08>8/8</time></p></aside>",
    (
        "<div itemscope itemtype='http://schema.org/Article'><a href=/x>A flood</a>"
        "<meta itemprop=datePublished content=2014-08-08></div>"
    ),
    (
        "<div itemscope itemtype='http://schema.org/VideoObject'>"
        "<meta itemprop=datePublished content=2014-08-08></div>"
    ),
    (
        "<article><h3><a href=/x>A flood</a></h3><meta itemprop=datePublished content=2014-08-08>"
        "</article>"
    ),
]


@pytest.mark.parametrize("part", OTHER_PROPERTIES)
def test_the_date_of_a_teaser_or_a_film_is_none_of_the_page(part: str) -> None:
    assert claims(body=f"{BODY}{part}") == []


def test_of_several_articles_the_one_with_the_title_is_the_page() -> None:
    head = linked([{"headline": "A flood", "datePublished": "2012-01-01"},
                   {"headline": "Trade", "datePublished": "2021-03-03"}])  # fmt: skip
    assert [each[1] for each in claims(head)] == ["2021-03-03"]
    scope = "<div itemscope itemtype='http://schema.org/Article'><meta itemprop=datePublished "
    body = f"{scope} content=2021-03-03>{BODY}</div>"
    assert [each[1] for each in claims(body=body)] == ["2021-03-03"]


def test_when_a_text_was_begun_counts_only_where_nothing_else_is_stated() -> None:
    created = '<meta name="dcterms.created" content="2009-09-09">'
    assert [each[1] for each in claims(created)] == ["2009-09-09"]
    issued = '<meta property="article:published_time" content="2022-01-02">'
    assert [each[1] for each in claims(created + issued)] == ["2022-01-02"]


@pytest.mark.parametrize(
    "data",
    [
        '<!-- {"@type": "Report", "datePublished": "2021-03-03"} -->',
        '//<![CDATA[\n{"datePublished": "2021-03-03"}\n//]]>',
        '{"@type": ["WebPage", "Report"], "datePublished": ["2021-03-03"]}',
    ],
)
def test_structured_data_is_read_in_its_wrappings(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    assert [each[1] for each in claims(head)] == ["2021-03-03"]


# ---------------------------------------------------------------- who is believed


def claim(by: str, edtf: str) -> Claim:
    return Claim(by, Period.parse(edtf))


def test_the_first_claimant_is_believed_and_a_bound_never() -> None:
    meta, bound = claim("meta", "2022"), claim("structured-data", "[..2021-03-03]")
    assert believed([bound]) is None
    assert believed([meta, bound]) == meta
    assert believed([meta, claim("user", "2020"), claim("name", "2019")]) == claim("user", "2020")
    two = claim("byline", "2021"), claim("byline", "2020")
    assert believed(two) == believed(two[::-1]) == two[1]


def test_what_is_said_again_takes_the_place_of_what_was_said_before() -> None:
    old = claim("user", "2020"), claim("meta", "2019"), claim("capture", "2018")
    assert set(merged(old, [claim("name", "2021")])) == {claim("name", "2021"), *old[1:]}
    assert set(merged(old, [claim("meta", "2017")])) == {old[0], claim("meta", "2017"), old[2]}
    assert set(merged(old, [claim("capture", "2017")])) == {*old, claim("capture", "2017")}


PAGE = f"""<html><head>{linked({"datePublished": "2021-03-03", "dateModified": "2025-01-03"})}
<meta name="dcterms.issued" content="2021-03-02"></head><body>
<h1>Trade</h1><p class=byline>Posted June 9, 2023</p>
<p>The treaty entered into force on July 1, 2020. The council will meet in May 2022.</p>
</body></html>"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def dates(database: Path, edition: str) -> list[tuple[str, str, str]]:
    """Return who states which date of an edition, and whether that is believed."""
    out = done("show", edition, "--dates", "--db", database, "--format", "jsonl").stdout
    rows = [json.loads(line) for line in out.splitlines()]
    return [(row["by"], row["published"], row["believed"]) for row in rows]


def test_all_dates_are_kept_and_shown_with_the_one_that_is_believed(
    tmp_path: Path, database: Path
) -> None:
    page = written(tmp_path, "page.html", PAGE)
    result = done("ingest", page, "--db", database)
    assert names(database) == ["trade@2021-03-03"]
    assert "structured-data says 2021-03-03 (datePublished), which is believed" in result.stderr
    assert dates(database, "trade") == [
        ("structured-data", "2021-03-03", "yes"),
        ("structured-data", "[..2025-01-03]", "no"),
        ("meta", "2021-03-02", "no"),
        ("byline", "2023-06-09", "no"),
        ("text", "[2020-07-01..2022-05-31]", "no"),
    ]
    shown = done("show", "trade", "--db", database)
    assert "but byline says 2023-06-09 (Posted June 9, 2023)" in shown.stderr
    assert "byline says" not in shown.stdout
    assert '"The council will meet in May 2022." as still to come' in shown.stderr


def test_the_date_of_a_republished_copy_is_told(tmp_path: Path, database: Path) -> None:
    page = written(tmp_path, "page.html", PAGE.replace("2021-03", "2024-03"))
    result = done("ingest", page, "--db", database)
    assert "published 2024-03-03, but the text must have been written within" in result.stderr
    assert 'because it says "The treaty entered into force on July 1, 2020." and' in result.stderr
    assert "a later copy?" in result.stderr


def test_a_date_before_what_the_text_tells_is_told(tmp_path: Path, database: Path) -> None:
    result = done("ingest", written(tmp_path, "2019.html", f"<body>{BODY}"), "--db", database)
    assert (
        'name says 2019, but the text speaks of "The treaty entered into force on July 1, 2020."'
        in result.stderr
    )


@pytest.mark.parametrize(
    "told",
    [
        "It pledged to forgive it by 2024.",
        "About 5 million people (as of January 2021) live there.",
        "The rate was raised to 5 percent from January 2021.",
        "The tax was abolished with effect from 1 January 2021.",
    ],
)
def test_what_looks_ahead_does_not_tell_when_a_text_was_written(told: str, tmp_path: Path) -> None:
    page = written(tmp_path, "2020.html", f"<h1>Trade</h1><p>{told}</p><p>It is kept.</p>")
    (snapshot,) = library.extract([str(page)])
    assert snapshot.diagnostics == ()


@pytest.mark.parametrize(
    "told",
    [
        "2012 will be finalised.",
        "The accounts will be finalised in June 2013.",
        "The council will meet in May 2014.",
    ],
)
def test_a_plan_alone_does_not_tell_when_a_text_was_written(told: str, tmp_path: Path) -> None:
    page = written(tmp_path, "2020.html", f"<h1>Trade</h1><p>{told}</p><p>It is kept.</p>")
    (snapshot,) = library.extract([str(page)])
    assert snapshot.diagnostics == ()


def test_whoever_states_the_date_of_a_file_knows_its_name(tmp_path: Path) -> None:
    page = written(tmp_path, "2016.html", f"<body>{BODY}")
    (snapshot,) = library.extract([str(page)], published="2021-03-03")
    assert snapshot.diagnostics == ()


def test_dates_that_agree_are_not_told(tmp_path: Path, database: Path) -> None:
    page = written(tmp_path, "2021.html", PAGE.replace("June 9, 2023", "March 4, 2021"))
    assert " says " not in done("ingest", page, "--db", database).stderr
    assert dates(database, "trade")[0] == ("name", "2021", "yes")


def test_a_user_a_list_and_a_name_come_before_what_the_page_says(
    tmp_path: Path, database: Path
) -> None:
    written(tmp_path / "r", "2020-12.html", PAGE)
    folder = listed(tmp_path / "r", {"file": "2020-12.html", "published": "2021-02"})
    done("ingest", folder, "--db", database, "--published", "2021-01")
    assert dates(database, "r")[:3] == [
        ("user", "2021-01", "yes"),
        ("editions.json", "2021-02", "no"),
        ("name", "2020-12", "no"),
    ]


def test_a_date_that_the_list_says_is_unknown_stays_unknown(tmp_path: Path, database: Path) -> None:
    written(tmp_path / "r", "2020-12.html", PAGE)
    folder = listed(tmp_path / "r", {"file": "2020-12.html", "edition": "one", "published": None})
    for _ in range(2):
        done("ingest", folder, "--db", database)
        assert '"published": null' in done("editions", "--db", database, "--format", "json").stdout
    done("ingest", folder, "--db", database, "--published", "2021-01")
    assert '"published": "2021-01"' in done("editions", "--db", database, "--format", "json").stdout


def test_a_file_named_by_its_date_is_of_the_publication_of_its_folder(
    tmp_path: Path, database: Path
) -> None:
    for year in (2021, 2022):
        written(tmp_path / "harbour", f"{year}.txt", f"Summary\n\nTrade came to {year} tons.\n")
        done("ingest", tmp_path / "harbour" / f"{year}.txt", "--db", database)
    assert names(database) == ["harbour@2021", "harbour@2022"]


def test_a_new_statement_is_an_update_and_the_page_does_not_take_it_back(
    tmp_path: Path, database: Path
) -> None:
    page = written(tmp_path, "page.html", PAGE)
    done("ingest", page, "--db", database)
    result = done("ingest", page, "--db", database, "--published", "2021-01")
    assert "published 2021-03-03 -> 2021-01" in result.stderr
    before = dump(database)
    assert "nothing changed" in done("ingest", page, "--db", database).stderr
    assert dump(database) == before
    assert dates(database, "trade")[0] == ("user", "2021-01", "yes")


def test_new_claims_of_known_bytes_are_kept_without_a_new_edition(
    tmp_path: Path, database: Path
) -> None:
    page = written(tmp_path, "2021-03-03.html", PAGE)
    done("ingest", page, "--db", database)
    done("ingest", page, "--db", database, "--published", "2021-03-03")
    assert names(database) == ["trade@2021-03-03"]
    assert dates(database, "trade")[:2] == [
        ("user", "2021-03-03", "yes"),
        ("name", "2021-03-03", "yes"),
    ]


def test_what_amend_says_is_the_users(tmp_path: Path, database: Path) -> None:
    done("ingest", written(tmp_path, "2020.html", PAGE), "--db", database)
    done("amend", "trade@2020", "--published", "2021", "--db", database)
    assert dates(database, "trade")[0] == ("user", "2021", "yes")
    assert not any(by == "name" for by, _, _ in dates(database, "trade"))
    done("amend", "trade@2021", "--published", "unknown", "--db", database)
    (name,) = names(database)
    assert dates(database, name)[0] == ("structured-data", "2021-03-03", "no")


def test_the_order_in_which_captures_come_does_not_matter(tmp_path: Path) -> None:
    pages = [
        written(tmp_path, "a.html", PAGE),
        written(tmp_path, "b.html", PAGE.replace("<h1>", "<nav>Menu</nav><h1>")),
        written(tmp_path, "c.html", PAGE.replace("2021-03-03", "2021-04-03")),
    ]
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    done("ingest", *pages, "--db", one)
    done("ingest", *pages[::-1], "--db", other)
    assert dump(one) == dump(other)
    assert names(one) == ["trade@2021-03-03", "trade@2021-04-03"]


def test_extract_dates_a_page_by_what_it_says(tmp_path: Path) -> None:
    (snapshot,) = library.extract([str(written(tmp_path, "page.html", PAGE))])
    assert snapshot.imprint.published == Period.parse("2021-03-03")
    assert claim_rules.CONTRADICT in {item.code for item in snapshot.diagnostics}


# ---------------------------------------------------------------- what only looks like a dateline


CHRONOLOGIES = [
    (
        "<p>{}</p><p>The mine was opened.</p><p>{}</p><p>The mine was shut.</p>",
        ("5 May 2003", "6 June 2009"),
    ),
    (
        "<div class=date>{}</div><p>Opened.</p><div class=date>{}</div><p>The mine was shut.</p>",
        ("5 May 2003", "6 June 2009"),
    ),
    (
        "<p>{}</p><p>The mine was opened.</p><h2>{}</h2><p>The mine was shut.</p>",
        ("5 May 2003", "2009"),
    ),
    (
        "<p>Copper act</p><p>{}</p><p>Tin act</p><p>{}</p>",
        ("Published 5 May 2013", "Published 6 June 2019"),
    ),
    (
        "<p>{}</p><p>Copper act</p><p>{}</p><p>Tin act</p>",
        ("Published 5 May 2013", "Published 6 June 2019"),
    ),
]


@pytest.mark.parametrize(("form", "dated"), CHRONOLOGIES)
def test_the_dates_of_a_chronology_or_a_list_are_text(form: str, dated: tuple[str, str]) -> None:
    body = f"<main><h1>Mining</h1>{form.format(*dated)}</main>"
    assert claims(body=body) == []
    text = read(body).text
    assert all(each in text for each in dated)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Mining</h1><p>5 May 2013</p><p>It was shut.</p><dl><dt>6 June 2009<dd>Opened</dl>",
        (
            "<h1>Mining</h1><p>Published 5 May 2013</p><p>The acts are these.</p>"
            "<p>Tin act</p><p>Published 6 June 2009</p>"
        ),
        "<h1>Mining</h1><p class=byline>5 May 2013</p><p>It is.</p><p>6 June 2009</p><p>Shut.</p>",
        "<main><h1>Mining</h1><p>5 May 2013</p><p>It is so.</p></main><footer><p>6 June 2009</p>",
    ],
)  # fmt: skip
def test_one_date_below_the_title_is_the_pages_whatever_else_is_listed(body: str) -> None:
    assert [each[1] for each in claims(body=body)] == ["2013-05-05"]


CHANGED = [
    "Amended 9 June 2021.",
    "Revised on 9 June 2021.",
    "Last revised on 9 June 2021.",
    "Article amended on 9 June 2021.",
    "Last updated: 9 June 2021",
]


@pytest.mark.parametrize("line", CHANGED)
def test_within_the_text_a_line_that_says_when_it_was_changed_is_text(line: str) -> None:
    for some in ("<p>It is so.</p>" * 9, f"<p>{'The levy is kept as it was. ' * 6}</p>" * 5):
        body = f"<main><h1>Mining</h1>{some}<p>{line}</p><p>The levy stays.</p></main>"
        assert line in read(body).text
        assert claims(body=body) == []


@pytest.mark.parametrize("line", CHANGED)
def test_at_the_end_or_outside_a_line_that_says_when_it_was_changed_is_of_the_page(
    line: str,
) -> None:
    far = "<p>It is so.</p>" * 9
    for body in (
        f"<main><h1>Mining</h1>{far}<p>{line}</p><div class=share-bar>Share</div></main>",
        f"<main><h1>Mining</h1>{far}<p>{line}</p><p><a href='#'>Back to the top</a></p></main>",
        f"<main><h1>Mining</h1>{far}</main><footer><p>{line}</p><p>Castle Street</p></footer>",
        f"<main><h1>Mining</h1><p>{line}</p>{far}</main>",
    ):
        assert [each[1] for each in claims(body=body)] == ["[..2021-06-09]"]
        assert line not in read(body).text


def test_items_that_say_when_a_law_was_amended_are_text() -> None:
    items = "<ul><li>Amended 9 June 2021</li><li>Issued 5 May 1999</li></ul>"
    for body in (
        f"<main><h1>Mining</h1>{items}</main>",
        f"<main><h1>Mining</h1>{items}<p>A b.</p>",
    ):
        assert claims(body=body) == []
        assert "Amended 9 June 2021" in read(body).text
        assert "Issued 5 May 1999" in read(body).text


@pytest.mark.parametrize(
    "line",
    [
        "Reviewed 9 June 2020 by Parliament.",
        "Edited by Parliament on 9 June 2021",
        "Amended by the Senate on 9 June 2021.",
        "Published on 9 June 2021 by the Crown.",
        "The site was released on 9 June 2021",
        "The site was reviewed on 9 June 2021",
    ],
)
def test_a_line_that_says_who_did_it_or_to_what_is_text(line: str) -> None:
    body = f"<main><h1>Mining</h1><p>{line}</p><p>It is so.</p></main>"
    assert claims(body=body) == []
    assert line in read(body).text


@pytest.mark.parametrize(
    "line",
    [
        "Signed on 9 June 1999 by both queens",
        "4 queens met on 9 June 2021",
        "The levy rose on 9 June 2021",
        "On 9 June 2021 the mine was shut",
    ],
)
@pytest.mark.parametrize("name", ["dateline", "published-date", "byline", "entry-meta"])
def test_a_class_makes_no_sentence_a_dateline(line: str, name: str) -> None:
    for tag in ("p", "div"):
        body = f"<main><h1>Mining</h1><{tag} class={name}>{line}</{tag}><p>It is so.</p></main>"
        assert claims(body=body) == []
        assert line in read(body).text


@pytest.mark.parametrize(
    "line",
    [
        "<span>Ann Author</span> <span>9 June 2021</span>",
        "Strelsau | 9 June 2021",
        "By Ann Author <time>9 June 2021</time> 4 min read",
        "By <a href=/a>Ann Author</a>, Strelsau correspondent | 9 June 2021 | 2 comments",
    ],
)
def test_a_class_says_that_names_beside_a_date_are_those_of_authors(line: str) -> None:
    body = f"<main><h1>Mining</h1><div class=byline>{line}</div><p>It is so.</p></main>"
    assert [each[1] for each in claims(body=body)] == ["2021-06-09"]
    assert "2021" not in read(body).text


def test_a_class_says_that_a_line_without_a_date_names_the_author() -> None:
    page = "<main><h1>Mining</h1><p class=byline>{}</p><p>It is so.</p></main>"
    by = "By Ann Author of the Strelsau Desk."
    assert by not in read(page.format(by)).text
    told = "By then the mines of the north had closed."
    assert told in read(page.format(told)).text


@pytest.mark.parametrize(
    "line", ["Velden, 30 November 2020", "Port Orle (Tarn), Monday, 30 November 2020"]
)
def test_a_day_behind_a_place_below_the_title_is_that_of_the_page(line: str) -> None:
    body = f"<h1>Tariffs</h1><p>{line}</p><p>The treaty entered into force in July.</p>"
    assert claims(body=body) == [("byline", "2020-11-30", line)]


def test_a_place_and_a_day_within_a_sentence_are_no_date_of_the_page() -> None:
    body = "<h1>Tariffs</h1><p>Velden, 30 November 2020 saw the treaty signed.</p>"
    assert claims(body=body) == []


# ---------------------------------------------------------------- a dateline that opens the text


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("VELDEN, 3 May 2024 – The council met on Monday.", "VELDEN, 3 May 2024"),
        ("Velden, May 3, 2024 (Harbour News) - “We met”, it said.", "Velden, May 3, 2024"),
        ("Port of Velden (3 May 2024) — Two ferries sank.", "Port of Velden (3 May 2024)"),
    ],
)
def test_a_place_and_a_day_that_open_the_text_date_the_page(opening: str, said: str) -> None:
    found = read(f"<html><body><h1>Trade</h1><p>{opening}</p></body></html>")
    assert [(c.by, c.published.edtf, c.text) for c in found.claims] == [
        ("byline", "2024-05-03", said)
    ]
    assert opening in found.text


@pytest.mark.parametrize(
    "text",
    [
        "<p>The fire of 3 May 2024 – The mill burned.</p>",
        "<p>Velden, 3 May 2024 – a black day – is remembered.</p>",
        "<p>Velden, 3 May 2024 – The mill burned.</p><p>Orle, 4 May 2023 – The port closed.</p>",
        "<ul><li>Velden, 3 May 2024 – The mill burned.</li></ul>",
        "<p>The port is open.</p><h2>Older news</h2><p>Velden, 3 May 2024 – The mill burned.</p>",
    ],
)
def test_a_day_of_what_is_told_is_no_dateline(text: str) -> None:
    assert claims(body=f"<h1>Trade</h1>{text}") == []


def test_a_line_that_says_so_goes_before_a_dateline() -> None:
    body = "<h1>Trade</h1><p>Published 5 May 2024</p><p>VELDEN, 3 May 2024 – The council met.</p>"
    assert claims(body=body) == [("byline", "2024-05-05", "Published 5 May 2024")]
