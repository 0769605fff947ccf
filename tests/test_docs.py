"""The documents are true: the reference is current, and commands print what pages show."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import click
import httpcore
import pytest

from timeline.cli.program import COMMANDS, program, run
from tools import lowest, picture, reference
from webserver import Reply, serving

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
OF_A_SERVER = "postgresql.md"  # what it shows is run by the owner of a server: in test_roles
PAGES = [README, ROOT / "docs" / "tutorial.md", *(p for p in HOW_TO if p.name != OF_A_SERVER)]
LEFT_OUT = "…"
PARTS = (
    "# timeline", "<img src=", "## Install", "$ make demo", "$ make test", "$ pip install .",
    "## Five everyday commands", "## Look at it in a browser", "## Six lines of Python",
    "## Why not", "## How accurate is it?", "## Where to go on",
)  # fmt: skip
"""Of the README, in their order."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its path, groups too."""
    for name in program.list_commands(click.Context(program)):
        command = program.get_command(click.Context(program), name)
        assert command is not None
        yield f"timeline {name}", command
        if isinstance(command, click.Group):
            for member, inner in command.commands.items():
                yield f"timeline {name} {member}", inner


def shown(page: Path) -> list[tuple[str, str]]:
    """Return the commands of a page, in order, with what it shows of their output."""
    found = []
    for block in re.findall(
        r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize("name", reference.pages())
def test_the_page_of_reference_is_what_make_docs_writes(name: str) -> None:
    page = reference.FOLDER / name
    assert page.read_text(encoding="utf-8") == reference.pages()[name], "run: make docs"


def test_every_command_gives_an_example_that_calls_it() -> None:
    without = [
        path
        for path, command in commands()
        if not isinstance(command, click.Group)
        and not re.search(rf"\n +{path}\b", command.help or "")
    ]
    assert without == []


def test_every_command_and_option_has_a_help() -> None:
    silent = [
        f"{path} {parameter.name}"
        for path, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []
    assert [path for path, command in commands() if not command.get_short_help_str()] == []


def test_the_list_of_commands_has_no_two_headings_for_one() -> None:
    names = [name for heading in COMMANDS.values() for name in heading]
    assert len(names) == len(set(names))


def _prepare(page: Path, folder: Path) -> None:
    """Make what a page says to make: its scripts, and its list of pages to watch."""
    text = page.read_text(encoding="utf-8")
    for script in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        subprocess.run(["sh", "-e", "-c", script], cwd=folder, check=True, capture_output=True)
    for listed in re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        (folder / "timeline.toml").write_text(listed)


@pytest.fixture
def _web(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve the pages and the archive of the documents: each of their hosts is this server."""
    examples = ROOT / "examples/us-mexico-example"
    texts = {year: (examples / f"{year}.md").read_bytes() for year in (2022, 2023)}
    captures = {
        "20221102100000": 2022, "20221230100000": 2022, "20230820100000": 2023,
        "20231001100000": 2023,
    }  # fmt: skip
    url = "http://www.example.org/us-mexico"
    with serving() as server:
        server.replies["/ruritania"] = Reply((ROOT / "examples/pages/ministry.html").read_bytes())
        rows = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
        for stamp, year in captures.items():
            digest = "OLD" if year == 2022 else stamp  # the later text has other chrome each time
            rows.append([stamp, url, "text/markdown", "200", digest])
            body = texts[year] + (b"\n" if stamp == "20231001100000" else b"")
            kind = {"Content-Type": "text/markdown"}
            server.replies[f"/web/{stamp}id_/{url}"] = Reply(body, 200, kind)
        fields = urlencode({"url": url, "output": "json", "fl": ",".join(rows[0])})
        server.replies[f"/cdx/search/cdx?{fields}"] = Reply(json.dumps(rows).encode())
        plain, port = httpcore.SyncBackend(), int(server.base.rpartition(":")[2])
        monkeypatch.setattr(
            "timeline.sources.addresses.Backend.connect_tcp",
            lambda _, **asked: plain.connect_tcp(**{**asked, "host": "127.0.0.1", "port": port}),
        )
        yield


@pytest.mark.usefixtures("_web")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_its_commands_print(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    """In a new folder with the bundled data, in order; "…" stands for lines left out."""
    for folder in ("snapshots", "examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "demo").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("TIMELINE_DB", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    if page.name == "version-control.md" and shutil.which("git") is None:
        pytest.skip("no git here")
    _prepare(page, tmp_path)
    ran = 0
    for command, expected in shown(page):
        words = shlex.split(command)
        if words[0] != "timeline":
            continue
        status = run(program, words[1:])
        out, err = capfdbinary.readouterr()
        printed = (out + err).decode()
        assert status == 0, f"{command}: {printed}"
        rest = printed
        for lines in re.split(rf"^{LEFT_OUT}$", expected, flags=re.MULTILINE):
            part = lines.strip("\n")
            assert part in rest, f"{command}: the page shows\n{part}\nand this is left\n{rest}"
            rest = rest[rest.index(part) + len(part) :]
        ran += 1
    assert ran > (8 if page == README else 1)


def test_the_readme_shows_the_two_commands_of_a_fresh_machine() -> None:
    assert {"make demo", "make test"} <= {command for command, _ in shown(README)}


def test_the_readme_counts_the_tests_that_there_are(request: pytest.FixtureRequest) -> None:
    """Judged where all are collected; which of them a machine skips is its own affair."""
    options = request.config.option
    collected = {item.path for item in request.session.items}
    if options.keyword or options.markexpr or collected != {*(ROOT / "tests").glob("test_*.py")}:
        return
    (output,) = (output for command, output in shown(README) if command == "make test")
    stated = sum(map(int, re.findall(r"(\d+) (?:passed|skipped|xfailed)", output)))
    assert stated == len(request.session.items), "README.md: 'make test' prints other counts"


def test_the_readme_has_its_parts_in_order() -> None:
    text = README.read_text(encoding="utf-8")
    places = [text.find(part) for part in PARTS]
    assert -1 not in places
    assert places == sorted(places)


def test_the_picture_of_the_readme_shows_what_the_command_prints() -> None:
    drawn = picture.PICTURE.read_text(encoding="utf-8")
    assert drawn == picture.picture(picture.output()), "run: make docs"
    assert len(drawn) < 20_000
    (alternative,) = re.findall(r'<img src="docs/diff.svg" alt="([^"]+)"', README.read_text())
    assert all(number in alternative for number in ("55", "47"))


def test_every_picture_of_a_page_is_small_and_shown_with_words_for_who_cannot_see_it() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    shown_pictures = {
        (page.parent / target).resolve()
        for page in pages
        for target in re.findall(
            r"!\[[^\]]{20,}\]\(([^)]+\.png)\)", page.read_text(encoding="utf-8")
        )
    }
    pictures = {*(ROOT / "docs" / "pictures").iterdir()}
    assert shown_pictures == pictures
    assert all(picture.stat().st_size < 200_000 for picture in pictures)


def test_the_lines_of_python_in_the_readme_print_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    ((code, shows),) = re.findall(
        r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL
    )
    assert len([line for line in code.splitlines() if line]) == 6
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue() == shows


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_promised_dependency_has_a_lower_bound_that_can_be_installed() -> None:
    constraints = list(lowest.constraints(lowest.PYPROJECT.read_text(encoding="utf-8")))
    assert "sqlalchemy==2.0.40" in constraints
    assert all(re.fullmatch(r"[\w.-]+==[\d.]+", each) for each in constraints)
    with pytest.raises(ValueError, match="one lower bound"):
        lowest.lowest("click<9")
