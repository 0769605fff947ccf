"""Two editions of a bulletin whose sentences were written anew: the links by reading both.

The files of `rewritten/` hold the text of either edition and, below "links", the quotes of the
figures that are one, and below "gaps" those that are not found yet. What is in neither list are
strangers.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extraction import read_text
from timeline.linking import link
from timeline.model import Snapshot

PAIRS = sorted((Path(__file__).parent / "rewritten").glob("*.txt"))
Rows = set[tuple[str, str]]


def parts(file: Path) -> tuple[Snapshot, Snapshot, Rows, Rows]:
    """Return both editions of a file, what is linked in it, and what should be."""
    found = re.split(r"^=== (\w+) ?(.*)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = dict(zip(found[1::3], zip(found[2::3], found[3::3], strict=True), strict=True))
    before, after = (read_text(text, when) for when, text in (named["before"], named["after"]))
    links, gaps = (_rows(named.get(name, ("", ""))[1]) for name in ("links", "gaps"))
    return before, after, links, gaps


def _rows(text: str) -> Rows:
    return {(old, new) for line in text.split("\n") if line for old, new in [line.split(" | ")]}


def linked(before: Snapshot, after: Snapshot) -> Rows:
    quotes = []
    for item in link(before, after).figures:
        old, new = before.figures[item.before].quote, after.figures[item.after].quote
        assert old is not None
        assert new is not None
        quotes.append((old.text, new.text))
    return set(quotes)


@pytest.mark.parametrize("file", PAIRS, ids=[file.stem for file in PAIRS])
def test_figures_of_rewritten_sentences_are_followed_and_strangers_are_not(file: Path) -> None:
    before, after, links, gaps = parts(file)
    found = linked(before, after)
    assert found - links - gaps == set(), "strangers"
    assert links - found == set(), "lost"
    assert found & gaps == set(), "a gap is closed: move its line up to the links"


@pytest.mark.parametrize("file", PAIRS, ids=[file.stem for file in PAIRS])
def test_linking_rewritten_sentences_the_other_way_round_gives_the_same_links(file: Path) -> None:
    before, after, _, _ = parts(file)
    there, back = link(before, after), link(after, before)
    for one, other in ((there.figures, back.figures), (there.passages, back.passages)):
        assert {(i.before, i.after, i.score) for i in one} == {
            (i.after, i.before, i.score) for i in other
        }
