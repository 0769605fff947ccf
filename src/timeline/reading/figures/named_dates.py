"""Dates that are a part of a name, or of what something came after, and date no figure."""

from __future__ import annotations

import re
from typing import Final

from timeline.model import DateExpression

_OPENING: Final = 24
_REACH: Final = 100
_PREPOSITION: Final = re.compile(
    r"(?<![a-z])(?:[Ii]n|[Dd]uring|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Aa]fter|[Bb]efore|[Bb]etween|of)\s$"
)
_LEGAL: Final = r"(?:laws?|acts?|treaty|convention|constitution|agreement|accords?|protocol|decree|ordinance|statute|regulations?|directive|code|charter)"
_NAMED: Final = re.compile(rf"\s(?:[A-Z]|(?:seat|term|{_LEGAL})\b)")
_LAW_OF: Final = re.compile(
    rf"\b(?:{_LEGAL}|(?:notice|circular|order|resolution|bill)(?=\s(?:no\b|\d)))"
    r"(?:\s(?:no\.?\s?)?[\d,./-]+)?\s+of\s+$",
    re.IGNORECASE,
)


def is_in_name(text: str, date: DateExpression) -> bool:
    """Tell whether a year belongs to the name behind it (the 2022 Declaration).

    A preposition before the year makes it a date ("In 2022 Orle built").
    """
    if _is_of_forecast(text, date):
        return True
    start, end = date.quote.span.start, date.quote.span.end
    if text[end : end + 1] == "," and _BEHIND_THAT.search(text, max(0, start - _REACH), start):
        return True
    if _DONE_THEN.search(text, max(0, start - _REACH), start) and _GOES_ON.match(text, end):
        return True
    if _WE_DID.search(text, max(0, start - _OPENING), start):
        return True
    if date.edtf is None or date.edtf.precision not in ("year", "interval"):
        return False
    if _LAW_OF.search(text, max(0, start - _OPENING), start):
        return True
    if _ANNOUNCED_IN.search(text, max(0, start - _OPENING), start) and _NOUN.match(text, end):
        return True
    if _NAMED.match(text, end, end + _OPENING) is None:
        return False
    return _PREPOSITION.search(text, max(0, start - 10), start) is None


_ANNOUNCED_IN: Final = re.compile(
    r"\b(?:announced|promised|made|listed|named|proposed|foreseen|pledged|unveiled|published|included|presented|set\sout|laid\sdown|agreed|adopted|approved|planned)"
    r"\s(?:in|under|by|with)\s(?:the|its|their|our)\s$"
)
"""What was done in a paper of that year: "measures announced in the 2022 budget"."""
_DONE_THEN: Final = re.compile(
    r"(?:^|[.!?]\s|\n|,\s)(?:An?|The|a|the)\s[^.,;:()]{2,60}\s(?:[a-z]{3,}ed|begun|held|built|set\sup|(?:that|which)\s(?:began|opened|started))\s(?:in|on|at)\s(?:the\s)?$"
)
_GOES_ON: Final = re.compile(r"\s(?:has|have|had|is|are|was|were|will)\s")
"""What was done to a subject, before its verb: "An outbreak declared on 2 May had caused 31 cases"."""
_WE_DID: Final = re.compile(
    r"\b(?!(?:since|when|after|before|while|as|because|that|until|if|where|once|and|but)\s)[a-z]{2,}\s"
    r"(?:we|they|it|he|she|I)\s(?:had\s)?[a-z]{3,}(?:ed|un|lt|de|ght|ld|nt)\s(?:in|on|at)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""What says more of a noun: "found work through the scheme we launched in 2022"."""
_NOUN: Final = re.compile(r"\s[a-z]")
_BEHIND_THAT: Final = re.compile(
    r"(?:^|[.!?]\s|\n)(?:After|Following|Before|Ahead\sof|Prior\sto)\s(?:the|an?|its|their)\s[^.,;:()]{1,60}\sof\s$"
)
"""What a date is of that something came after: "Following the earthquake of 3 May 2023, 90 left"."""
_FORECAST: Final = re.compile(
    r"\s(?:[a-z]+\s)?(?:projections?|forecasts?|outlook|bulletin|report|review|statement|round)\b"
)
_DETERMINED: Final = re.compile(r"\b(?:the|its|their|our|last)\s(?:previous\s)?$", re.IGNORECASE)


def _is_of_forecast(text: str, date: DateExpression) -> bool:
    """Tell whether a month says which forecast or report something is told in: "the June projections"."""
    start, end = date.quote.span.start, date.quote.span.end
    month = date.value[:2].isalnum() and re.search(r"-\d\d$", date.value) is not None
    if not month or _FORECAST.match(text, end) is None:
        return False
    return _DETERMINED.search(text, max(0, start - _OPENING), start) is not None
