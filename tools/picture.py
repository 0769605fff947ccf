"""Draw `docs/diff.svg`, the picture of the README, from what `timeline diff` prints.

The picture is a page of a terminal. Its colours follow the reader's choice of light or dark, and
its text alternative is the output itself. With --check, only say whether it is stale.

Run: python -m tools.picture [--check]
"""

from __future__ import annotations

import re
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Final

import timeline
from timeline.formats import registry
from timeline.formats.deltarows import Wanted

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURE: Final = ROOT / "docs" / "diff.svg"
BEFORE: Final = "us-mexico@2021"
AFTER: Final = "us-mexico@2022"

_COLUMN: Final = 7.85
"""Width of a character in pixels, at 13 pixels of size."""
_LINE: Final = 21
_MARGIN: Final = 20
_STYLE: Final = """\
svg { color-scheme: light dark; }
text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  fill: #1f2328; white-space: pre; }
.page { fill: #f6f8fa; stroke: #d0d7de; }
.head { font-weight: 700; }
.change { fill: #7a4d00; }
.old { fill: #96171d; font-weight: 700; }
.new { fill: #0b5a1e; font-weight: 700; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .page { fill: #161b22; stroke: #30363d; }
  .change { fill: #e3b341; }
  .old { fill: #ff9492; }
  .new { fill: #6bd58a; }
}
"""
_ROW: Final = re.compile(r"^(  )([a-z-]+)( .*)$")
_VALUES: Final = re.compile(r"^(.*: )(\S.*?)( -> )(.+)$")


def output() -> str:
    """Return what `timeline diff` prints of two bundled editions, without its empty sections."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "picture.db")
        timeline.load(database, [str(ROOT / "snapshots")])
        delta = timeline.diff(database, BEFORE, AFTER)
        text = str(registry.write_delta("text", delta, Wanted()))
    return text.partition("\nEvents:")[0].rstrip("\n")


def picture(text: str) -> str:
    """Return a terminal's page with the command and its output, as SVG."""
    command = f"timeline diff {BEFORE} {AFTER}"
    lines = [f"$ {command}", *text.splitlines()]
    width = round(max(map(len, lines)) * _COLUMN) + 2 * _MARGIN
    height = len(lines) * _LINE + 2 * _MARGIN
    rows = "".join(
        f'<text xml:space="preserve" x="{_MARGIN}" y="{_MARGIN + _LINE * number + 15}">'
        f"{_painted(line)}</text>\n"
        for number, line in enumerate(lines)
        if line
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="title text">\n'
        f'<title id="title">Output of {escape(command)}</title>\n'
        f'<desc id="text">{escape(text)}</desc>\n'
        f"<style>\n{_STYLE}</style>\n"
        f'<rect class="page" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>\n'
        f"{rows}</svg>\n"
    )


def _painted(line: str) -> str:
    row = _ROW.match(line)
    if row is None:
        return f'<tspan class="head">{escape(line)}</tspan>'
    values = _VALUES.match(row[3])
    said = escape(row[3])
    if values is not None:
        about, old, arrow, new = map(escape, values.groups())
        said = f'{about}<tspan class="old">{old}</tspan>{arrow}<tspan class="new">{new}</tspan>'
    return f'{row[1]}<tspan class="change">{row[2]}</tspan>{said}'


def main(arguments: list[str]) -> int:
    """Write the picture, or with --check return 1 if it is not what it would be."""
    drawn = picture(output())
    if "--check" not in arguments:
        PICTURE.write_text(drawn, encoding="utf-8")
    elif not PICTURE.is_file() or PICTURE.read_text(encoding="utf-8") != drawn:
        print(f"{PICTURE} is stale. Run: make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
