"""What users read is plain English: help, messages, the README, how-tos and the reference."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SPEAKING = ("cli", "workflow", "ingestion", "edition", "sources", "store", "decode", "formats")
"""Packages whose strings reach users; the strings of `reading` are words that it looks for."""
STRUCK = (
    r"kept aside", r"left aside", r"said otherwise", r"\bOf (?:pages|web archive files),",
    r"\bbegins? so\b", r"\bsince when\b", r"\bin so many\b", r"\bits leave\b", r"short of memory",
    r"\btaken for (?:an|no) edition\b", r"\bnamed so\b", r"\b(?:is|are) told\b", r"\bmade anew\b",
    r"\bas far as it goes\b", r"\bwhat became of it since\b", r"[,;] else\b", r"\bof a new text\b",
    r"\bbehind (?:a|an|the|its|their|it)\b", r"\bknown before\b", r"\bis no edition\b",
)  # fmt: skip
"""Phrases that an editor strikes: dialect, or a translation that shows."""


def pages() -> Iterator[Path]:
    """Yield the documents for users; decisions are notes, and rules.md lists rules and cases."""
    yield from (ROOT / "README.md", ROOT / "CONTRIBUTING.md")
    for page in sorted((ROOT / "docs").rglob("*.md")):
        if page.parent.name != "decisions" and page.name != "rules.md":
            yield page


def messages(path: Path) -> Iterator[str]:
    """Yield the strings of a module without its docstrings, which only developers read."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield node.value


def struck(text: str) -> list[str]:
    return [match[0] for phrase in STRUCK for match in re.finditer(phrase, " ".join(text.split()))]


@pytest.mark.parametrize("page", [*pages()], ids=lambda page: page.name)
def test_no_page_has_a_phrase_that_an_editor_strikes(page: Path) -> None:
    assert struck(page.read_text(encoding="utf-8")) == []


def test_no_message_has_a_phrase_that_an_editor_strikes() -> None:
    source = ROOT / "src" / "timeline"
    modules = [
        source / "errors.py",
        *(m for name in SPEAKING for m in (source / name).rglob("*.py")),
    ]
    found = [
        f"{module.relative_to(source)}: {phrase}"
        for module in modules
        for message in messages(module)
        for phrase in struck(message)
    ]
    assert found == []


def test_the_editor_strikes_dialect_and_nothing_else() -> None:
    assert struck("A captcha is kept aside, so it is no edition.") == [
        "kept aside",
        "is no edition",
    ]
    assert struck("timeline reads the article, not the menus; otherwise it stops.") == []
