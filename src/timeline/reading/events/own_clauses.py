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
