"""The laws of Markdown: no number is lost, no markup is read, and nesting costs no time."""

from __future__ import annotations

import re
from itertools import count
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editions import EXAMPLES
from growth import excess
from timeline.decode import decode
from timeline.model import Capture, Document, Imprint
from timeline.reading.extract import read

law = settings(max_examples=EXAMPLES, deadline=None)
HERE, GONE = 2_000_000, 7_000_000
"""Numbers from these on are made, for what a reader sees and for what none does."""
DRESSES = (
    "{}", "**{}**", "*{}*", "_{}_", "__{}__", "***{}***", "`{}`", "==x{}==", "<b>{}</b>",
    "<span class='x'>{}</span>", "[{}](https://a.example/{gone})", "[{}](<b {gone}> 'T {gone}')",
    "[{}][ref]", "[**{}**][]", "[{}]{{.small}}", "&nbsp;{}&#32;", "![{gone}]({gone}.png) {}",
    "[![{gone}](a.png) {}](b)", "{}[^n]", "{} <!-- {gone} -->", "~~{gone}~~ {}", "[{}]",
    "<del>{gone}</del> {}", "[{}](b){{#id-{gone}}}", "<br>{}", "<kbd>{}</kbd>", "**_{}_**",
)  # fmt: skip
"""What a number can stand in, of which a reader sees nothing but the number."""
ODD = (
    "~~ {}", "\\*{}\\*", "[[page-3|{}]]", "* {}", "** {}", "`` {}", "[ {}", "![ {}", "<{}", "<b {}",
    "&{};", "^{}", "{{{}", "| {}", "{}  \n", "{}\\\n", "<!-- {}", "<s>{}", "_{}",
    "]({}", "{}](", "[^{}",
)  # fmt: skip
"""What looks like a beginning of markup, or is text."""
BLOCKS = (
    "{}\n", "# {}\n", "### {} ###\n", "{}\n===\n", "{}\n---\n", "> {}\n", "- {}\n", "1. {}\n",
    "  * {}\n", "- [x] {}\n", "> - {}\n", "> [!NOTE]\n> {}\n", "| A | {} |\n|---|---|\n| b | c |\n",
    "A | B\n-|-\nc | {} | d\n", "[^n]: {}\n", "<div>\n{}\n</div>\n",
    "<details><summary>{}</summary>\n\n</details>\n", "    {}\n", "***\n{}\n",
    "<table><tr><td>{}</td><td>b</td></tr></table>\n", "<table>\n\n<tr><td>\n\n{}\n\n</table>\n",
    "```\n{gone}\n```\n{}\n", "~~~ x\n{gone}\n~~~\n{}\n", "<!--\n{gone}\n\n{gone}\n-->\n{}\n",
    "<script>\n{gone}\n\n</script>\n{}\n", "[x]: https://a.example/{gone} \"{gone}\"\n\n{}\n",
    "<del>\n\n{gone}\n\n</del>\n\n{}\n", "::: {{.box}}\n{}\n:::\n", "!!! note \"{}\"\n",
    "{{% include x {gone} %}}\n{}\n", "***\n\n- - -\n{}\n", "- a\n    - b\n        - {}\n",
)  # fmt: skip
BROKEN = (
    "```\n{}\n", "99. {}\n", "<h2>{}\n", "<del>{}\n", "<table><td>{}\n", "<!-- {}\n", "|-|\n{}\n",
    "---\n{}\n", "~~~\n{}\n```\n", "> ```\n{}\n", "<pre>{}\n", "</div>{}\n", "<summary>{}\n",
)  # fmt: skip
WORDS = ("The port had {} ships.", "In 2019 it took {} tons.", "Exports were {} in 2020.", "{}")
ENDS = re.compile(r"-->|</(?:del|script)>")
"""What ends what a beginning hides: with it, a number after the beginning is seen by nobody."""
MARKUP = re.compile(r"[*`~#\[\]{}|<>\\]|__|&\w+;")


@st.composite
def sources(draw: st.DrawFn, *, whole: bool) -> str:
    """Return a source; `whole` markup is complete, and its blocks are parted by blank lines."""
    here, gone = count(HERE), count(GONE)

    def filled(form: str, inner: object) -> str:
        for _ in range(form.count("{gone}")):
            form = form.replace("{gone}", str(next(gone)), 1)
        return form.format(inner)

    blocks, dresses = (BLOCKS, DRESSES)
    if not whole:
        blocks = tuple(form for form in BLOCKS + BROKEN if not ENDS.search(form))
        dresses = tuple(form for form in DRESSES + ODD if not ENDS.search(form))
    parts = ["[ref]: https://a.example\n\n"]
    for form in draw(st.lists(st.sampled_from(blocks), min_size=1, max_size=6)):
        chosen = draw(st.lists(st.sampled_from(dresses), min_size=1, max_size=3))
        words = [draw(st.sampled_from(WORDS)).format(filled(d, next(here))) for d in chosen]
        parts.append(filled(form, " ".join(words)))
        parts.append("\n" if whole else draw(st.sampled_from(["\n", ""])))
    named = re.findall(r"\[\*{0,2}(2\d{6})\*{0,2}\](?:\[\])?", "".join(parts))
    return "".join((*parts, *(f"\n[{n}]: a\n[**{n}**]: a\n" for n in named if whole)))


def document(source: str) -> Document:
    capture = Capture(data=source.encode(), sha256="0", origin="a.md", media="text/markdown")
    found = decode(capture)
    for passage in found.passages:
        assert passage.quote.span.of(found.text) == passage.quote.text
    return found


def numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"[27]\d{6}", text)}


@law
@given(sources(whole=False))
def test_no_number_that_a_reader_sees_is_lost(source: str) -> None:
    assume(len(re.findall("```|~~~", source)) < 2)
    lost = numbers(source) - numbers(document(source).text)
    assert {number for number in lost if number < GONE} == set()


@law
@given(sources(whole=True))
def test_markup_is_complete_and_none_is_read(source: str) -> None:
    found = document(source)
    here = {number for number in numbers(source) if number < GONE}
    assert numbers(found.text) == here
    snapshot = read(found, Imprint(publication="a", label="a"), doc="a", sha256="")
    stated = [figure.measure or "" for figure in snapshot.figures]
    stated += [event.title for event in snapshot.events]
    assert [text for text in (*stated, found.title or "") if MARKUP.search(text)] == []


@pytest.mark.parametrize("sign", ["> ", "- ", "1. ", "> - ", "* "])
def test_forty_levels_are_read_in_a_second(sign: str) -> None:
    began = process_time()
    depth = 40 // len(sign.split())
    assert document(f"# T\n\n{sign * depth}It had 12 boats.\n").text.endswith(
        "\n\nIt had 12 boats."
    )
    lines = "".join(f"{'  ' * level}- level {level}\n" for level in range(40))
    assert document(lines).text.split("\n\n") == [f"level {level}" for level in range(40)]
    assert process_time() - began < 1


@pytest.mark.parametrize("sign", ["> ", "- ", "1. "])
def test_what_is_nested_beyond_reading_is_not_lost(sign: str) -> None:
    assert "It had 12 boats." in document(f"# T\n\n{sign * 5_000}It had 12 boats.\n").text


@pytest.mark.parametrize("sign", ["[", "*", "`", "_", "~", ">", "<", "&", "|", "#", "\\", "]("])
def test_64_kilobytes_of_a_sign_cost_what_grows_with_them(sign: str) -> None:
    def made(size: int) -> str:
        return f"# T\n\n{sign * (size // len(sign))}"

    assert excess(document, made, 64_000) is None
