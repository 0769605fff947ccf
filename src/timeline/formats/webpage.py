"""One self-contained page of HTML: no script, nothing loaded, every text of a document escaped.

Colours have a contrast of at least 4.5 to 1 in both schemes, and none of them says anything alone.
On a narrow screen the cells of a table stand below each other under their headings; the roles are
written out because that takes them from a table in some browsers.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as html_escape
from typing import Final

from timeline.formats.display import visible

_STYLE: Final = """\
:root { color-scheme: light dark; --page: #fff; --text: #1b1b1b; --quiet: #595959; --line: #d0d0d0;
  --in: #0b5a1e; --in-back: #e0f4e4; --out: #96171d; --out-back: #fde6e7; --other: #6d4a00;
  --other-back: #fdf1d5; --link: #0b4fa8; }
@media (prefers-color-scheme: dark) { :root { --page: #16181c; --text: #e8e8e8; --quiet: #aeb2b8;
  --line: #41454c; --in: #8fe0a3; --in-back: #12361c; --out: #ffb0b3; --out-back: #4a171a;
  --other: #f3cf83; --other-back: #40310d; --link: #93c0ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; }
caption { text-align: start; color: var(--quiet); padding: .25rem 0; }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0;
  border-bottom: 1px solid var(--line); }
thead th { white-space: nowrap; }
tbody th { font-weight: 600; }
.change { display: inline-block; padding: 0 .5em; border: 1px solid; border-radius: .3em;
  font-weight: 600; white-space: nowrap; color: var(--other); background: var(--other-back); }
.change.in { color: var(--in); background: var(--in-back); }
.change.out { color: var(--out); background: var(--out-back); }
.change.quiet { color: var(--quiet); background: none; }
.about { color: var(--quiet); font-size: .9rem; }
ins { color: var(--in); background: var(--in-back); text-decoration: underline 2px; }
del { color: var(--out); background: var(--out-back); text-decoration: line-through 2px; }
ins, del { text-underline-offset: .15em; padding: 0 .1em; border-radius: .15em;
  -webkit-box-decoration-break: clone; box-decoration-break: clone; }
ins::before, ins::after, del::before, del::after { position: absolute; width: 1px;
  height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
del::before { content: " [taken out: "; } ins::before { content: " [put in: "; }
ins::after, del::after { content: "] "; }
ol.passages { list-style: none; margin: 1rem 0; padding: 0; }
ol.passages > li { padding: .75rem 0; border-bottom: 1px solid var(--line); }
ol.passages p { margin: .4rem 0 0; max-width: 46rem; }
ol.passages .text { padding-inline-start: .9rem; border-inline-start: 3px solid var(--line); }
ol.passages .label { color: var(--quiet); font-size: .9rem; }
details { margin-top: .25rem; font-size: .9rem; color: var(--quiet); }
details p { margin: .25rem 0; }
summary { cursor: pointer; }
figure { margin: 1rem 0; } figure div { overflow-x: auto; } figcaption { color: var(--quiet); }
nav ul { padding-inline-start: 1.25rem; }
@media (max-width: 42rem) {
  table, caption, tbody, tr, th, td { display: block; width: 100%; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  th, td { border: 0; padding: .1rem 0; }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--quiet); }
}
@media print { nav { display: none; } }
"""


def escape(text: str) -> str:
    """Return a text as HTML shows it: no markup in it, every control character visible."""
    return html_escape(visible(text), quote=True)


def page(title: str, body: str, style: str = "") -> str:
    """Return a whole page; `title` is a text, `body` is HTML, `style` is CSS beside our own."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}{style}</style>\n</head>\n<body>\n"
        f"<main>\n{body}</main>\n</body>\n</html>\n"
    )


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; the first cell of a row is its heading. The cells are HTML, the rest text."""
    head = "".join(
        f'<th scope="col" role="columnheader">{escape(each)}</th>'
        if each
        else '<td role="cell"></td>'
        for each in heads
    )
    body = "".join(_row(heads, row) for row in rows)
    return (
        f'<table role="table">\n<caption>{escape(caption)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{body}</tbody>\n</table>\n'
    )


def _row(heads: Sequence[str], row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(
        f'<td role="cell" data-head="{escape(head)}">{cell}</td>'
        for head, cell in zip(heads[1:], others, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr>\n'
