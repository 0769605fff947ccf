"""Where the statements of a sentence part, so that a date of the one holds for no figure of the other.

A cut is where a new statement begins; an insert is a phrase with dates of its own: ", revived in
2021,", a bracket, or ", most of it between October and March".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.language.sentences import Sentence

_CUT: Final = re.compile(
    r";|(?<=[a-z]{3})[.!?]\s+(?=[A-Z])|,?\s+(?:while|whereas|but|although|though)\s|,\s+(?:making|replacing)\s|\s[–—]\s"
    r"|(?:,|\sand|,\s+and)\s+(?=(?:was|were|is|are|has|have|had|will)\s)"
    r"|,\s+and\s+(?=[^,;]{1,80}\s(?:was|were|has\s+been|will\s+be)\s+"
    r"(?!estimated|valued|recorded|measured|reported|projected)[a-z]+(?:ed|en|nt|ld|de)\b)"
    r"|,\s+and\s+(?=[^,;]{1,60}\s(?:has|have|had)\s+(?!been\b)[a-z]+ed\s)"
    r"|,\s+and\s+(?=(?:[^,;]|,(?=\d)){1,80}\s(?:is|are)\s+(?:now|currently)\s)"
    r"|,?\sand\s(?=(?:wants|plans|hopes|aims|expects|intends|needs|seeks)\s)"
    r"|,?\s(?=before\s[a-z]+ing\s)|\sand\s(?=worth\s)"
    r"|,\s+and\s+(?=(?:last|this|next|earlier\s+this|later\s+this)\s+(?:year|month|week|quarter|spring|summer|autumn|winter)\s)"
)
"""What parts two statements, so that a date of the one holds for no figure of the other."""
CLAUSE: Final = 240
"""How many characters of a clause are looked at on each side of an amount."""
_BASE_REACH: Final = 100
"""How far before a date the words stand that say what was done on it, in characters."""
_WAS_DONE: Final = re.compile(r"\b(?:was|were)\s+[a-z]{3,}(?:ed|en|nt|lt|de|ld|nd|un)\s[^,;]*$")
_DID: Final = re.compile(r"\b(?:[a-z]{3,}ed|began|became|came|went|took)\s[^,;]*$")
_IS_NOW: Final = re.compile(
    r",|(?P<and>,?\s+and)\s+(?:(?:now|today|currently|still)\s+)?(?=[a-z]{2,}[^\Ws]s\s)"
)
"""What parts what was done on a date from what is so now."""
_INSERT: Final = re.compile(
    r",\s+(?:and\s+)?(?:the\s+[a-z]{3,}est\s+(?:of\s+(?:these|them|which)\s+)?(?:being|was|is)|(?:most\s+recently|last|lastly)\s(?:in|on|at)|(?:during|after|under|in|by|the\s+(?:first|second|next|last|rest)\s+of)\s+(?:which|whom)|which|who|whom|whose|where|when|(?!compared\b)[a-z]{3,}(?:ed|ing)|built|held|known|made|set|due|begun|born|led|bought|sold|paid|given|taken|lent|sent|laid|shut|won|brought"
    r"|(?:most|much|half|all|some|many|none|nearly\s+all|the\s+bulk|the\s+rest)\s+of\s+(?:it|them|which|whom|these|this))\s(?:(?!\sand\sworth\s)[^,;:]|,(?=\d)){0,160}"
)
_OPENS_DONE: Final = re.compile(
    r"(?:First\s+)?(?:[A-Z][a-z]+ed|Built|Set\s+up|Begun|Born|Made|Held)\s+(?:in|on|by|at|as|under|between|from)\s[^,;:]{0,100},"
)
"""What was done to the subject, and when: "Founded in 1889, the school has 300 pupils"."""
_OF_DONE: Final = re.compile(
    r"Of\s[^,;:]{0,120}\b[a-z]{2,}(?:ed|en|de|nt|ld)\s[^,;:]{0,60}\d{4},(?=[^.;:]{0,60}?\b(?:have|has|are|is|remain|will)\b)"
)
"""A whole that was made then, of which a clause says what is so: "Of 54 bills drafted in 2021, 38 have passed"."""
_LEVEL_THEN: Final = re.compile(
    r",\s(?:[a-z]+\s){0,2}[$€£]?\d[^;:()]{0,60}?\bin\s(?:[A-Z][a-z]+\s)?(?:19|20)\d\d(?=,\s(?:has|have|is|are|will)\b)"
)
"""How much it was at another time: "the budget, 18 million in 2022, has been raised"."""
_PLAN_OF: Final = re.compile(
    r"\b(?:in|of|than|with|under|by)\s(?:the\s|its\s|their\s|an?\s)?(?:[a-z-]+\s){0,2}"
    r"(?:budget|plan|forecast|projection|estimate|law|act|decree|report|outlook|programme|strategy)s?\s"
    r"(?P<when>(?:approved|adopted|published|released|presented|submitted|tabled|announced|issued|passed)\s(?:on|in)\s[^.,;:()]{3,40})"
)
"""A plan and the day that it is from: "compared with 21 billion in the budget approved on 3 May"."""
BRACKETED: Final = re.compile(r"\([^()]{1,200}\)")
_FRAME: Final = 5
"""How many characters a bracket has beside its date at most, on each side: "(in 2019)"."""
_SINCE: Final = re.compile(
    r"\b(?:ha(?:s|ve)\s+since|(?:is|are)\s+now|now\s+[a-z]+s|before\s+[a-z]+ing)\b"
)
_AND: Final = re.compile(r"\band\s+$")
_PRESENT: Final = ("VBZ", "VBP")


def cuts_of(sentence: Sentence) -> tuple[int, ...]:
    """Return where the statements of a sentence begin, and where it ends."""
    text, start, end = sentence.text, sentence.start, sentence.end
    inner = {*(m.end() for m in _CUT.finditer(text, start, end)), *_done(sentence)}
    inner |= {*_begun(sentence)}
    return start, *sorted(inner), end


def _begun(sentence: Sentence) -> Iterator[int]:
    """Yield where it is told what came of something that began on a date: "and reached 300 homes"."""
    for found in _BEGAN.finditer(sentence.text, sentence.start, sentence.end):
        first, last = found.span("when")
        if any(first <= date.quote.span.start < last for date in sentence.dates):
            yield found.end()


_BEGAN: Final = re.compile(
    r"\b(?:began|begun|started|opened|launched|resumed)\s(?P<when>[^,;]{1,80}?)\s+and\s+(?=(?:[a-z]+ly\s)?[a-z]+(?:ed|ew|nt|ght|ve|ld)\s)"
)
"""What began, when, and a verb behind it: what came of it has no date."""


def inserts_of(
    sentence: Sentence, dates: Sequence[DateExpression]
) -> tuple[tuple[int, int], ...]:  # fmt: skip
    """Return the phrases of a sentence whose dates hold within them alone."""
    text, start, end = sentence.text, sentence.start, sentence.end
    inserts = tuple((m.start(), m.end()) for m in _INSERT.finditer(text, start, end))
    if (level := _LEVEL_THEN.search(text, start, end)) is not None:
        inserts = tuple(sorted((*inserts, level.span())))
    if (plan := _PLAN_OF.search(text, start, end)) is not None:
        inserts = tuple(sorted((*inserts, plan.span("when"))))
    if (done := _OPENS_DONE.match(text, start, end)) is not None:
        inserts = (done.span(), *(each for each in inserts if each[0] >= done.end() - 1))
    if (whole := _OF_DONE.match(text, start, end)) is not None:
        inserts = (whole.span(), *(each for each in inserts if each[0] >= whole.end() - 1))
    if "(" in text[start:end]:
        brackets = ((m.start(), m.end()) for m in BRACKETED.finditer(text, start, end))
        inserts = tuple(sorted((*inserts, *(b for b in brackets if not _is_date(b, dates)))))
    return inserts


def _done(sentence: Sentence) -> Iterator[int]:
    """Yield where what was done on a date ends: "was founded in 1963, employs 120 nurses".

    So does "opened in 1994 and treats": what is so now was not so then.
    """
    for date in sentence.dates:
        at = date.quote.span
        behind = _IS_NOW.match(sentence.text, at.end)
        if behind is None:
            continue
        low = max(sentence.start, at.start - _BASE_REACH)
        done = _DID if behind["and"] else _WAS_DONE
        if done.search(sentence.text, low, at.start) is None:
            continue
        first = bisect_left(sentence.amounts, sentence.start, key=lambda amount: amount.start)
        if first == len(sentence.amounts) or sentence.amounts[first].start > at.start:
            yield behind.end()


def _is_date(bracket: tuple[int, int], dates: Sequence[DateExpression]) -> bool:
    """Tell whether a bracket holds little but a date: it tells when what stands before it holds."""
    start, end = bracket
    return any(
        start < d.quote.span.start < end
        and d.quote.span.start - start <= _FRAME
        and end - d.quote.span.end <= _FRAME
        for d in dates
    )


def is_since_then(text: str, start: int, span: Span) -> bool:
    """Tell whether a clause says how much it has become since: "and has since dropped to 63%"."""
    return _SINCE.search(text, max(start, span.start - CLAUSE), span.start) is not None


def is_of_another_tense(sentence: Sentence, span: Span, date: DateExpression) -> bool:
    """Tell whether a clause says what is so, and the one with a date before it what was done then."""
    finite = [chunk for chunk in sentence.chunks if chunk.kind == "V"]
    then = [chunk for chunk in finite if chunk.words[0].start < date.quote.span.start]
    own = [c for c in finite if date.quote.span.end <= c.words[0].start]
    if not then or not own:
        return False
    return own[0].words[0].tag in _PRESENT and then[-1].words[0].tag == "VBD"


_OF_WHOLE: Final = re.compile(r"\s+of\s+(?:the|its|their|our)\s+")


def is_of_the_whole(sentence: Sentence, span: Span, date: DateExpression) -> bool:
    """Tell whether a date is that of the whole: "repaid 60 of the 150 million borrowed in 2019"."""
    at = bisect_left(sentence.amounts, span.end, key=lambda amount: amount.start)
    if at == len(sentence.amounts):
        return False
    whole = sentence.amounts[at]
    if _OF_WHOLE.fullmatch(sentence.text, span.end, whole.start) is None:
        return False
    between = [c for c in sentence.chunks if whole.end <= c.words[0].start < date.quote.span.start]
    return bool(between) and between[0].kind == "E" and all(c.kind in "EP" for c in between)


def is_of_past_act(sentence: Sentence, span: Span, date: DateExpression) -> bool:
    """Tell whether a date behind an amount is of what was done, and the amount of what is so.

    "The line runs for 218 km and carried 3.2 million people in 2022" has its length in any year.
    """
    finite = [chunk for chunk in sentence.chunks if chunk.kind == "V"]
    own = [chunk for chunk in finite if chunk.words[0].start < span.start]
    stop = date.quote.span.start
    other = [chunk for chunk in finite if span.end <= chunk.words[0].start < stop]
    if not own or not other or not _AND.search(sentence.text, span.end, other[-1].words[0].start):
        return False
    return own[-1].words[0].tag in _PRESENT and other[-1].words[0].tag == "VBD"


def behind_bracket(text: str, end: int) -> int:
    """Return where a bracket right behind an amount ends: "$4.2 billion (3% of output) in 2027"."""
    bracket = BRACKETED.match(text, end + 1) if text[end : end + 1] == " " else None
    return end if bracket is None else bracket.end()
