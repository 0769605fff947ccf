"""The part of a clause that is a verb's own: "(bringing home 40) since the war began on 3 May"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from timeline.model import Span
from timeline.reading.language.parsed_sentence import Clause
from timeline.reading.language.verb_groups import Predicate


def own_clause(text: str, clause: Clause, verb: Predicate, date: Span) -> Clause:
    """Return the part of a clause that a "since" with a noun of its own leads in before its verb."""
    led = None
    if verb.end < date.start and not verb.reduced:
        led = _SINCE_IT_WAS.search(text, clause.start, verb.start)
    return clause if led is None else replace(clause, start=led.end())


_SINCE_IT_WAS: Final = re.compile(r"(?<!\byears)\ssince\s(?=(?:the|its|an)\s[^,;:]{2,60}$)")


def plain_subject(text: str, subject: Span, date: Span) -> Span:
    """Return a subject without what leads it in or explains it.

    "Tried under the Press Act, which was repealed"; "the fund, an agency set up in 2011, closed".
    """
    led = _LEADS_SUBJECT.match(text, subject.start, subject.end)
    noun = subject if led is None else Span(led.end(), subject.end)
    found = _EXPLAINED.fullmatch(text, noun.start, noun.end)
    within = noun.start <= date.start < noun.end
    return noun if found is None or within else Span(*found.span("noun"))


_EXPLAINED: Final = re.compile(r"(?P<noun>[^,]{2,80}),\s+an?\s[^,]{2,60}")
_LEADS_SUBJECT: Final = re.compile(
    r"\s*(?i:(?:in|on)\s+[a-z]+\s+of|under|in|of|by|with|through|at|for|from|on|to|into|against)\s+"
    r"(?:[a-z]+ing\s+(?=[A-Z]))?"
)
