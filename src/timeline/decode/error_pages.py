"""Tell what a server sends in place of a page: a block page, a captcha, an error, a login.

A row is a way in which such pages are written, looked for in the title, in the first heading, and
in the text where that is short: an article about captchas is none. Nothing here is certain, so
what it finds is set aside with its reason and is never thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from timeline.model import BOILERPLATE, Document, Passage

_SHORT: Final = 250
"""Words: a longer text is a page, whatever phrase stands in it."""
_LEAST: Final = 20
"""Words: a page with fewer says nothing that an edition states."""
_LOST: Final = 0.4
"""An edition with a smaller part of the words of the one before has lost its text."""
_LONG_ENOUGH: Final = 100
"""Words of the edition before, from which such a loss is told."""

# Rows: the reason, and the phrases that say it.
_ROWS: Final = tuple(
    (reason, re.compile(pattern.replace("~", r"\s+"), re.IGNORECASE))
    for reason, pattern in (
        ("a captcha", r"\b(?:captcha|are~you~(?:a~)?(?:human|robot)|(?:verify|confirm|prove)~(?:that~)?you(?:~are|.re)~(?:a~)?(?:human|not~a~(?:ro)?bot)|i(?:~am|.m)~not~a~robot|unusual~traffic|automated~(?:requests|access|queries))\b"),
        ("a block page", r"\b(?:access~(?:is~|has~been~)?(?:denied|blocked|restricted)|you~(?:have~been|are|were)~blocked|request~(?:was~)?(?:blocked|unsuccessful)|attention~required|checking~(?:if~the~site~connection|your~browser)|just~a~moment|pardon~our~interruption|enable~javascript~and~cookies|not~available~in~your~(?:country|region)|too~many~requests|rate~limit(?:ed)?|403~forbidden|forbidden~403)\b|^forbidden$"),
        ("an error page", r"\b(?:(?:error~)?(?:404|410)\b.{0,20}\b(?:not~found|gone|error)|error~[45]\d\d|page~(?:you~\w+~)?(?:(?:is~|was~|could~|can~)?not~(?:be~)?(?:found|exist|available)|cannot~be~found|no~longer~exists)|(?:internal~server|server|application|database)~error|(?:bad|gateway)~(?:gateway|time-?out)|service~(?:is~)?(?:temporarily~)?unavailable|temporarily~(?:unavailable|down|offline)|(?:under|down~for|scheduled|undergoing)~(?:\w+~)?maintenance|site~is~(?:currently~)?(?:offline|unavailable)|something~went~wrong)\b|^not~found$"),
        ("a login page", r"\b(?:(?:please~)?(?:log|sign)~in~to~(?:continue|view|access)|session~(?:has~)?(?:expired|timed~out)|login~required|authentication~required)\b"),
        ("a parked domain", r"\b(?:domain~(?:name~)?(?:is~|may~be~)?(?:for~sale|parked|has~expired)|buy~this~domain|account~(?:has~been~)?suspended)\b"),
    )
)  # fmt: skip


def find_stand_in(document: Document) -> str | None:
    """Return in words what a document is in place of an edition, None for an edition."""
    if words_of(document.passages) >= _SHORT:
        return None
    headings = (p.quote.text for p in document.passages if p.kind == "heading")
    for text in (document.title or "", next(headings, ""), document.text):
        for reason, pattern in _ROWS:
            found = pattern.search(" ".join(text.split()))
            if found is not None:
                return f'{reason} ("{found[0]}")'
    return None


def words_of(passages: Iterable[Passage]) -> int:
    """Return how many words a document has, chrome left out."""
    return sum(len(p.quote.text.split()) for p in passages if p.kind != BOILERPLATE)


def lost_its_text(document: Document, before: int | None) -> str | None:
    """Return in words how little is left of a page, None where it is enough.

    `before` are the words of the edition before, None where there is none.
    """
    words = words_of(document.passages)
    if words < _LEAST:
        return f"a page of {words} words" if words > 1 else "a page without text"
    return shrank(document, before)


def shrank(document: Document, before: int | None) -> str | None:
    """Return in words how much of a page is gone since the edition before, None for little."""
    words = words_of(document.passages)
    if before is not None and before >= _LONG_ENOUGH and words < before * _LOST:
        return f"a page that lost its text ({words} words; the previous edition has {before})"
    return None
