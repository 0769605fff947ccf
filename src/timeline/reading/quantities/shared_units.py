"""Numbers of a list that leave their unit to the last: "5 and 6 million doses respectively".

"Respectively" says that the numbers are a list and no range or name, so that each has the unit and
the scale of the last: 64 percent and 71 percent, 12, 15 and 19 million tonnes. So does the same
count of decimals ("3.9 and 2.7 per cent"), and "to" before a number and "from" behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import Span
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities import quantity_words
from timeline.reading.quantities.amounts import Amount
from timeline.reading.quantities.currencies import ANY_SIGN
from timeline.reading.quantities.numerals import DIGITS, number_at
from timeline.values import scaled

_RESPECTIVELY: Final = re.compile(r"[^.;\n]{0,120}(?:\.\d[^.;\n]{0,120})*,?\s+respectively\b")
_LED: Final = re.compile(r"\brespectively,?\s{1,2}(?:[a-z]{1,12}\s{1,2}){0,5}$")
_NUMBER: Final = (
    rf"(?:{ANY_SIGN})?(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,9}})(?:\.\d{{1,6}})?(?![\d%])"
)
_LIST: Final = re.compile(
    rf"(?<![\w.,/$€£-]){_NUMBER}(?:,\s{{1,2}}{_NUMBER}){{0,6}}(?:\s{{1,2}}and\s{{1,2}}|,\s{{1,2}}and\s{{1,2}})$"
)
_EACH: Final = re.compile(_NUMBER)
_DECIMAL: Final = rf"(?:{ANY_SIGN})?\d{{1,3}}(?:,\d{{3}}){{0,3}}\.\d{{1,4}}(?![\d%])"
_ALIKE: Final = re.compile(
    rf"(?<![\w.,/$€£-]){_DECIMAL}(?:,\s{{1,2}}{_DECIMAL}){{0,4}},?\s{{1,2}}and\s{{1,2}}$"
)
_FORMER: Final = re.compile(
    rf"\bto\s{{1,2}}(?:a\s|about\s|around\s|just\s|only\s)?(?P<listed>{_NUMBER},?\s{{1,2}}(?:(?:up|down)\s)?from\s{{1,2}})$"
)
"""A level and the one before it, of which only the latter has its unit: "eased to 4.4 from 4.6 per cent"."""
_BETWEEN: Final = re.compile(r"\bbetween\s{1,2}$")
_REACH: Final = 120
_BESIDE_BRACKET: Final = re.compile(r"(?<![\w.,/$€£-])(\d{1,3}(?:\.\d{1,3})?)[ \u00a0]$")


def with_shared_units(text: str, mentions: Sequence[Mention[Amount]]) -> list[Mention[Amount]]:
    """Return mentions, in order, with those of the numbers that leave their unit to another."""
    read = [_without_bracket(text, mention) for mention in mentions]
    taken = {new.span.start for new, old in zip(read, mentions, strict=True) if new is not old}
    mentions = [
        new
        for new, old in zip(read, mentions, strict=True)
        if new is not old or new.span.start not in taken
    ]
    shared = [each for mention in mentions for each in _sharing(text, mention)]
    if not shared:
        return mentions
    starts = {each.span.start for each in shared}
    kept = [mention for mention in mentions if mention.span.start not in starts]
    return sorted((*kept, *shared), key=lambda mention: mention.span.start)


def _without_bracket(text: str, mention: Mention[Amount]) -> Mention[Amount]:
    """Return "8.1 (7.9) per cent" as 8.1 percent: the bracket holds what was said or expected before.

    It is no minus there, and the text does not say of when it is.
    """
    amount, start = mention.value, mention.span.start
    if amount is not None and amount.bare and text[start - 1 : start] == "(":
        if _PERCENT_BEHIND_BRACKET.match(text, mention.span.end) is None:
            return mention
        start -= 1
    elif amount is None or text[start : start + 1] != "(" or amount.quantity.unit != "percent":
        return mention
    before = _BESIDE_BRACKET.search(text, max(0, start - 16), start)
    number = None if before is None else number_at(text, before.start())
    if before is None or number is None or number.form != DIGITS or number.factor != 1:
        return mention
    end = before.end(1)
    quantity = replace(amount.quantity, value=number.value, step=number.step, unit="percent")
    kind = "share" if amount.bare else amount.kind
    percent = replace(
        amount, quantity=quantity, end=end, start=None, bare=False, kind=kind, unit_text="percent"
    )  # fmt: skip
    return Mention("percent", Span(before.start(), end), percent)


_PERCENT_BEHIND_BRACKET: Final = re.compile(r"\)(?:[ \u00a0]?%|[ \u00a0](?:percent|per\s+cent)\b)")


def _sharing(text: str, mention: Mention[Amount]) -> Iterator[Mention[Amount]]:
    """Yield the numbers before an amount that have its unit."""
    amount, start = mention.value, mention.span.start
    if amount is None or amount.quantity.value_high is not None:
        return
    listed = _listed_before(text, mention)
    if listed is None:
        return
    last = number_at(text, start + _sign_length(text, start))
    if last is None or last.form != DIGITS or (amount.bare and last.factor == 1):
        return
    for match in _EACH.finditer(text, listed.start, listed.end):
        number = number_at(text, match.start() + _sign_length(text, match.start()))
        if number is None or number.factor != 1:
            continue
        quantity = replace(
            amount.quantity,
            value=scaled(number.value, last.factor),
            step=scaled(number.step, last.factor),
            qualifier="exact",
        )
        span = Span(match.start(), match.end())
        yield Mention(
            mention.rule, span, replace(amount, quantity=quantity, end=match.end(), start=None)
        )


def _listed_before(text: str, mention: Mention[Amount]) -> Span | None:
    """Return where the numbers before an amount stand that leave their unit to it."""
    start = mention.span.start
    low = max(0, start - _REACH)
    listed = _LIST.search(text, low, start)
    if listed is not None and (
        _RESPECTIVELY.match(text, mention.span.end)
        or _LED.search(text, max(0, listed.start() - _REACH), listed.start())
    ):
        return Span(*listed.span())
    former = _FORMER.search(text, low, start)
    if former is not None:
        own, last = former["listed"].split()[0].rstrip(","), mention.span.of(text).split()[0]
        return Span(*former.span("listed")) if _has_decimals(own) == _has_decimals(last) else None
    alike = _ALIKE.search(text, low, start)
    if alike is None or not _has_decimals(mention.span.of(text).split()[0]):
        return None
    return None if _BETWEEN.search(text, low, alike.start()) else Span(*alike.span())


def _has_decimals(number: str) -> bool:
    return re.search(r"\d\.\d", number) is not None


def _sign_length(text: str, start: int) -> int:
    sign = _SIGN.match(text, start)
    return 0 if sign is None else sign.end() - start


_SIGN: Final = re.compile(rf"{ANY_SIGN}[ \u00a0]?")

# ---------------------------------------------------------------- numbers of what was counted before

_NUMBER_IS: Final = re.compile(
    r"\b[Nn]umber of [^.;:()\d]{2,80}(?:\b(?:was|were|is|are|reached|totall?ed|to|at|from)\s)"
    r"(?:\d[\d,]{0,8},?\s(?:[^.;:()\d]{0,24}(?:19|20)\d\d\s)?(?:to|and|(?:(?:up|down)\s)?from)\s)?"
    r"(?:(?:about|around|some|only|just|over|under|nearly|almost|approximately)\s)?$"
)
"""What says that a number follows, however small: "the number of judges rose from 48 in 2015 to"."""
_TOTAL_IS: Final = re.compile(
    r"\b(?:brings?|bringing|brought|takes?|taking|took)\s(?:the|its|their)\s(?:[a-z]+\s){0,2}(?:total|number|tally|count|toll)\b[^.;:()\d]{0,60}\sto\s$"
)
_PEOPLE_ARE: Final = re.compile(
    r"\b(?:[Ss]taff|[Ww]orkforce|[Hh]eadcount|[Mm]embership|[Ff]leet|[Cc]rew)\b[^.;:()\d]{0,60}"
    r"\b(?:rose|fell|grew|rises|falls|grows|increased|decreased|declined|shrank|dropped|expanded|risen|fallen|grown|numbers|numbered|went|up|down|cut)\s"
    r"(?:from\s\d[\d,]{0,8}\s(?:in\s(?:[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d\s)?to\s|(?:to|at)\s(?:\d[\d,]{0,8},?\s(?:in\s(?:[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d,?\s)?(?:(?:up|down)\s)?from\s)?|from\s)?"
    r"(?:(?:about|around|some|only|just|over|under|nearly|almost|approximately)\s)?$"
)
"""What tells how many people or ships there are, so that a small number is no name."""
_CASES_ARE: Final = re.compile(
    rf"\b(?:{pattern_of(quantity_words.TALLIED)})\b[^.;:()\d]{{0,60}}"
    r"\b(?:rose|fell|grew|rises|falls|increased|decreased|declined|dropped|jumped|climbed|slipped|eased|risen|fallen|up|down|doubled|trebled|tripled|halved)"
    r"(?:\s[a-z]+){0,6},?\s(?:by\s[\d.,]+(?:\s?%|\sper\s?cent),?\s)?(?:to|from)\s(?:\d[\d,]{0,8},?\s(?:(?:up|down)\s)?(?:from|to)\s)?"
    r"(?:(?:about|around|some|only|just|over|under|nearly|almost|approximately)\s)?$",
    re.IGNORECASE,
)
"""What tells how many cases or arrivals there were: "Cholera cases fell again, to 412 from 530"."""
_SET_AGAINST: Final = re.compile(
    r"(?<![\w,.$€£-])\d[\d,]*\s+[a-z]{3,}\b[^.;:()$€£%]{0,160}?"
    r"(?:\b(?:(?:up\s+|down\s+)?from|against|compared\s+(?:with|to)|versus|and(?:\s+to)?|than\s+the|to)\s+(?:(?:only|just|some|about|around)\s+)?"
    r"|\b(?:(?:a\s+)?further|another|an\s+additional)\s+)$"
)
_MORE: Final = re.compile(r"\b(?:further|another|additional)\s+$")
_DATED: Final = re.compile(
    r"\s+(?:more|fewer|less|higher|lower)\s+than\s+(?:in|at|during|a|the|last)\b|\s+(?:(?:in|during|for)\s+(?:(?:early|mid|late)[ -])?(?:FY\s?|fiscal\s(?:year\s)?|[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d\b"
    r"|in\s+[A-Z][a-z]{2,8}\b|(?:a|one)\s+(?:year|month|week|quarter)\s+(?:earlier|before|ago)\b|the\s+(?:year|month|week|quarter)\s+before\b"
    r"|(?:in\s+)?the\s+(?:same|previous|preceding|corresponding)\s+(?:year|month|week|quarter|period|half))"
)
_ENDS: Final = re.compile(r"[.,;)]?(?:\s|$)")


def is_number_of(text: str, start: int) -> bool:
    """Tell whether "the number of" something, or its total, leads a number in, or the one before it."""
    low = max(0, start - _REACH)
    leads = (_NUMBER_IS, _TOTAL_IS, _PEOPLE_ARE, _CASES_ARE)
    return any(lead.search(text, low, start) is not None for lead in leads)


def is_of_the_count_before(text: str, start: int, end: int) -> bool:
    """Tell whether a number counts what another one before it does: "63 audits, against 58 in 2021".

    Another time stands behind it, or "a further" before it ("and in May a further 310").
    """
    more = _MORE.search(text, max(0, start - _OPENING), start)
    if _DATED.match(text, end) is None and (more is None or _ENDS.match(text, end) is None):
        return False
    return _SET_AGAINST.search(text, max(0, start - _LONG_REACH), start) is not None


_OPENING: Final = 24
_LONG_REACH: Final = 240
