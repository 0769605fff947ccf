"""Dates of a name, of what something came after, or of when it was foretold: they date no figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import DateExpression
from timeline.reading.figures import figure_words

_REACH: Final = 100
_LEGAL: Final = r"(?:laws?|acts?|treaty|convention|constitution|agreement|accords?|protocol|decree|ordinance|statute|regulations?|directive|code|charter)"
_DETERMINED: Final = r"(?:the|its|their|our|last)"
_DONE_IN_PAPERS: Final = r"(?:announced|promised|made|listed|named|proposed|foreseen|pledged|unveiled|published|included|presented|set\sout|laid\sdown|agreed|adopted|approved|planned)"
_JOINS: Final = r"(?:since|when|after|before|while|as|because|that|until|if|where|once|and|but)"


def _any(date: DateExpression) -> bool:
    return True


def _is_year(date: DateExpression) -> bool:
    return date.edtf is not None and date.edtf.precision in ("year", "interval")


def _is_month(date: DateExpression) -> bool:
    return date.value[:2].isalnum() and re.search(r"-\d\d$", date.value) is not None


@dataclass(frozen=True, slots=True)
class _Named:
    """What stands before and behind a date that dates no figure."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    is_one: Callable[[DateExpression], bool] = _any


_NAMED: Final = (
    # the June projections
    _Named(
        re.compile(rf"\b{_DETERMINED}\s(?:previous\s)?$", re.IGNORECASE),
        re.compile(
            r"\s(?:[a-z]+\s)?(?:projections?|forecasts?|outlook|bulletin|report|review|statement|round)\b"
        ),
        _is_month,
    ),
    # Since the trough in May 2023 they have gained 4%
    _Named(
        re.compile(
            rf"\b[Ss]ince\s{_DETERMINED}\s(?:(?:most|last|previous)\s)?(?!(?:end|start|beginning)\s)[a-z-]+\s(?:in|of|on)\s(?:the\s)?$"
        ),
        re.compile(""),
    ),
    # only 4 tonnes because of the drought in May
    _Named(
        re.compile(
            r"\b(?:because\sof|due\sto|owing\sto|thanks\sto|as\sa\sresult\sof|caused\sby)\s[^.,;:()]{2,60}\s(?:in|of|on)\s(?:the\s)?$"
        ),
        re.compile(""),
    ),
    # Following the earthquake of 3 May 2023, 90 left
    _Named(
        re.compile(
            r"(?:^|[.!?]\s|\n)(?:After|Following|Before|Ahead\sof|Prior\sto)\s(?:the|an?|its|their)\s[^.,;:()]{1,60}\sof\s$"
        ),
        re.compile(","),
    ),
    # An outbreak declared on 2 May had caused 31 cases
    _Named(
        re.compile(
            r"(?:^|[.!?]\s|\n|,\s)(?:An?|The|a|the)\s[^.,;:()]{2,60}\s(?:[a-z]{3,}ed|begun|held|built|set\sup|(?:that|which)\s(?:began|opened|started))\s(?:in|on|at)\s(?:the\s)?$"
        ),
        re.compile(r"\s(?:has|have|had|is|are|was|were|will)\s"),
    ),
    # found work through the scheme we launched in 2022
    _Named(
        re.compile(
            rf"\b(?!{_JOINS}\s)[a-z]{{2,}}\s(?:we|they|it|he|she|I)\s(?:had\s)?"
            r"[a-z]{3,}(?:ed|un|lt|de|ght|ld|nt)\s(?:in|on|at)\s(?:the\s)?$",
            re.IGNORECASE,
        ),
        re.compile(""),
    ),
    # by Decree No 4 of 2019
    _Named(
        re.compile(
            rf"\b(?:{_LEGAL}|(?:notice|circular|order|resolution|bill)(?=\s(?:no\b|\d)))"
            r"(?:\s(?:no\.?\s?)?[\d,./-]+)?\s+of\s+$",
            re.IGNORECASE,
        ),
        re.compile(""),
        _is_year,
    ),
    # measures announced in the 2022 budget
    _Named(
        re.compile(rf"\b{_DONE_IN_PAPERS}\s(?:in|under|by|with)\s(?:the|its|their|our)\s$"),
        re.compile(r"\s[a-z]"),
        _is_year,
    ),
    # the 2022 Declaration; not: In 2022 Orle built
    _Named(
        re.compile(
            r"(?<!\b[Ii]n\s)(?<!\b[Dd]uring\s)(?<!\b(?:[Ss]ince|[Uu]ntil)\s)(?<!\b[Bb]y\s)(?<!\b[Ff]rom\s)"
            r"(?<!\b[Aa]fter\s)(?<!\b[Bb]efore\s)(?<!\b[Bb]etween\s)(?<!\bof\s)$"
        ),
        re.compile(rf"\s(?:[A-Z]|(?:seat|term|{_LEGAL})\b)"),
        _is_year,
    ),
)


# In March the bank had foreseen growth of 2%
_SAID_THEN: Final = _Named(
    re.compile(r"(?:^|[.!?;]\s|\n|,\s)(?:As\s[a-z]+\sas\s)?(?:[Bb]ack\s)?(?:[Ii]n|[Oo]n)\s$"),
    re.compile(
        r",?\s(?!(?:its|their|our)\s)[^.,;:()\d]{2,50}(?<!\b(?:the|was|and))(?<!\bthan)(?<!\b(?:were|been))"
        rf"\s(?:{pattern_of(figure_words.FORETOLD)})\s(?!to\b)"
    ),
)


def dates_no_figure(text: str, date: DateExpression) -> bool:
    """Tell whether a date is that of a name, a law, a paper, or of something else than a figure."""
    return any(_stands(each, text, date) for each in _NAMED)


def tells_when_said(text: str, date: DateExpression) -> bool:
    """Tell whether a date is when somebody foretold what follows, and not for when."""
    return _stands(_SAID_THEN, text, date)


def _stands(named: _Named, text: str, date: DateExpression) -> bool:
    start, end = date.quote.span.start, date.quote.span.end
    return (
        named.behind.match(text, end) is not None
        and named.is_one(date)
        and named.before.search(text, max(0, start - _REACH), start) is not None
    )
