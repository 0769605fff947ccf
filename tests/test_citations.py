"""What is copied to cite a fact is whole in its own language, whatever a document says."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions import event, imprint
from timeline.formats.citations import (
    Citation,
    source_address,
    write_bibtex,
    write_citation,
    write_csl,
)
from timeline.keys import event_keys
from timeline.model import Imprint, Span
from timeline.values import Period


def cited(
    words: str = "Trade came to $5.", published: str | None = "2023-08", title: str = "Sheet"
) -> Citation:
    edition = Imprint(
        publication="p", label="1", title=title,
        published=None if published is None else Period.parse(published),
        source="The ministry, https://example.org/a_b (copy)",
    )  # fmt: skip
    return Citation(key="p@1#figure-0-5", imprint=edition, words=words, span=Span(0, 5))


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2023", {"date-parts": [[2023]]}),
        ("2023-08-02", {"date-parts": [[2023, 8, 2]]}),
        ("2023~", {"date-parts": [[2023]], "circa": True}),
        ("[2023-07..2023-09]", {"date-parts": [[2023, 7], [2023, 9]], "circa": True}),
        ("2021/2022", {"date-parts": [[2021], [2022]]}),
        ("199X", {"literal": "1990s"}),
    ],
)
def test_a_date_is_written_as_csl_has_it(published: str, issued: object) -> None:
    (item,) = json.loads(write_csl(cited(published=published)))
    assert item["issued"] == issued


def test_an_undated_edition_is_cited_without_a_date() -> None:
    (item,) = json.loads(write_csl(cited(published=None)))
    assert "issued" not in item
    assert "year" not in write_bibtex(cited(published=None))
    assert ", undated, " in write_citation(cited(published=None))


def test_a_date_that_is_no_month_is_told_in_words() -> None:
    assert "year = {between July and Sept. 2023}" in write_bibtex(
        cited(published="[2023-07..2023-09]")
    )


def test_what_latex_would_read_as_its_own_is_escaped() -> None:
    entry = write_bibtex(cited(words=r"5% of $6 & #7_8 {x} \y ~z ^"))
    assert (
        r"5\% of \$6 \& \#7\_8 \{x\} \textbackslash{}y \textasciitilde{}z \textasciicircum{}"
        in entry
    )


@given(st.text(min_size=1), st.text(min_size=1))
def test_an_entry_keeps_its_braces_and_a_line_its_end(words: str, title: str) -> None:
    entry = write_bibtex(cited(words=words, title=title))
    depth = 0
    for mark in re.findall(r"(?<!\\)(?:\\\\)*([{}])", entry.replace(r"\{", "").replace(r"\}", "")):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0
    assert "\n" not in write_citation(cited(words=words, title=title))
    assert json.loads(write_csl(cited(words=words, title=title)))[0]["title"] == title


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("The ministry (https://example.org/a), 2023.", "https://example.org/a"),
        ("See http://example.org.", "http://example.org"),
        ("javascript:alert(1)", None),
        ("ftp://example.org", None),
        ("https://", None),
        ("/home/me/file.txt", None),
        (None, None),
    ],
)
def test_a_source_leads_to_a_page_of_the_web_or_nowhere(
    source: str | None, address: str | None
) -> None:
    assert source_address(source) == address


def test_events_of_an_edition_have_keys_of_their_own() -> None:
    events = [event("Fair of Lyon", "2020"), event("Fair of Lyon", "2021"), event("!", None)]
    assert event_keys(imprint("2022"), events) == [
        "us-mexico@2022#event-fair-lyon", "us-mexico@2022#event-fair-lyon-2",
        "us-mexico@2022#event-untitled",
    ]  # fmt: skip
