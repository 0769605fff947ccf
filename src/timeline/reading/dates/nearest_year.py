"""Which of the days around publication a date without its year, or a day of the week, is.

"In April" is the last one, or the next where that is much nearer; words of its sentence that look
ahead or back turn that round.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.dates import completion
from timeline.reading.dates.timex import Partial
from timeline.reading.language import measure_words, verb_groups
from timeline.reading.language.finite_verbs import read_words
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.sentences import SAYING
from timeline.reading.language.tokens import Tokens
from timeline.values import Period, year_of

_WILL: Final = re.compile(
    r"(?:\b(?:will|shall|(?<!\bbeen\s)scheduled|(?<!-)(?<!\bbeen\s)(?<!\bthan\s)(?<!\bas\s)expected|slated|plans?\s+to|(?<!\bas\s)(?<!\bpreviously\s)planned|planning|set|(?<!\bbeen\s)due|(?<!\bnot\s)(?<!\b[Uu]p\s)until|next|coming|upcoming"
    r"|(?:is|are)\s+to|would\s+be\s+\w+ing)\b[^.;:]{0,60}|\bas\s+(?:early|soon)\s+as\s+(?:on\s+)?)$"
)
_AND_DID: Final = re.compile(
    r"\b(?:and|but|that|which|who|after|when|before)\s+(?:\w+\s+){0,4}?(?:\w{2,}ed|said|met|fell|rose|lost|won|went|came|took|made|held|told|began)\s+(?:\w+\s+){0,3}(?:on\s+)?$"
)
"""A past verb of another clause between what looks ahead and a weekday."""
_WILL_BEHIND: Final = re.compile(
    r"[^.;:\n]{3,40}?\b(?:will|shall|must|(?:have|has)\sto|(?:is|are)\sto)\b"
)
_PLANS_BEHIND: Final = re.compile(
    r"\w+,?\s(?:[^.;:,\n]|,(?=\s[^,.]{1,40},)){3,80}?\b(?:will|shall|plans?\s+to|(?:is|are)\s+(?:scheduled|expected|due|set)\s+to)\b"
)
"""What a weekday that opens its sentence looks ahead to: "On Tuesday, the league plans to meet"."""
_AND_DOES: Final = re.compile(
    r"\s(?:and|but)\s(?:re)?(?:opens|closes|ends|starts|begins|returns|resumes|meets|departs|leaves)"
    r"\s(?:again\s)?(?:on\s)?$"
)
"""What a sentence goes on with that lies ahead: "opened on Monday and closes on Friday"."""
_POSSESSIVE: Final = re.compile(r"\w+[’']s?\b")
_OTHER_CLAUSE: Final = re.compile(r"[,;:\"“”]|\b(?:that|which|who|when|after|since)\b")
CUES: Final = 80
"""How far before a date the words stand that tell whether it lies ahead, in characters."""
_SENTENCE_CUES: Final = 120
"""The same within one sentence, for a month or a day without its year."""
_OF_VERB: Final = re.compile(
    r"\s+(?:(?:[a-z]+ly|again|back|off|over|up|out|place|effect|office)\s+)?(?:on|in)\s+(?:early\s+|late\s+|mid-)?"
)
"""What stands between a verb and its date."""
_OPENS: Final = re.compile(r"\s*(?:In|On|By)\s+(?:the\s+end\s+of\s+)?(?:early\s+|late\s+|mid-)?")
"""A date that opens its sentence: "In January, the council opened an office"."""
SENTENCE_END: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bGov)[.!?]\s|\n\n"
)
"""An end of a sentence, and not of an initial or a title before a name."""
_RUNS: Final = re.compile(
    r"\b(?:(?:runs?|continues?|remains?|lasts?|stays?)\s(?:[A-Za-z]+\s){0,3}?|(?:is|are)\s(?:(?:open|closed|valid)\s)?)(?:through|until|till|up\sto)\s(?:the\s)?$"
)
"""What still goes on up to a date: "the fair runs through January 5"."""
_PULL: Final = 3
"""So many times as far as the other one must the nearer of two dates around publication be."""
_NEXT_QUARTER: Final = 100
"""A quarter that begins later than so many days from publication is not meant without its year."""
_RECENT: Final = re.compile(
    r"\b(?:[Ss]ince|[Uu]ntil|through|[Aa]s\s+of|ended|(?<!effect\s)(?<!effective\s)from)\s+(?:the\s+)?$"
)
_AGAINST_LEVEL: Final = re.compile(
    r"\b(?:from|than|against|compared\s+(?:with|to)|versus)\s+[A-Z]{0,3}[$€£]?[\d.,]*\d(?:(?!\sto\s)[^.;:]){0,30}?\s(?:in|on|at\sthe\send\sof)\s+(?:the\s+)?$"
)
"""A level that another is set against: "declined to 4.08%, from 4.31% in January"."""
_SINCE: Final = re.compile(r"\b[Ss]ince\s+(?:(?:early|late)\s+|mid-|the\s+)?$")
"""What has lasted since a date began before publication."""
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|to\s+be|should|(?<!\bthan\s)(?<!\bas\s)expected|scheduled|planned|due|plans?|next|upcoming|set\s+to|(?:postponed|delayed|put\s+off|rescheduled|deferred)\s+(?:to|until|till|for))\b|,\s+effective\s+(?:as\s+of\s+|on\s+)?$"
)

_MOVED_FROM: Final = re.compile(
    r"\b(?:moved|shifted|postponed|delayed|put\s+off|rescheduled|deferred|pushed\s+back)"
    r"(?:\s[^.,;:()]{1,60})?\s+from\s+(?:the\s+)?$"
)
"""What leads in an old date and a new one, of which the tense of the verb tells nothing."""


def nearest(text: str, partial: Partial, start: int, published: Period) -> Period | None:
    """Return the last one before publication, or the next where it is much nearer.

    Words that look ahead turn that round: then the last one needs to be much nearer.
    """
    year = year_of(published.last)
    around = [
        p for p in (completion.complete(partial, year + n) for n in (-1, 0, 1)) if p is not None
    ]
    if partial.length is not None:
        return next((p for p in reversed(around) if p.last <= published.last), None)
    limit = published.first if partial.turn == -1 else published.last + 1
    past = next((p for p in reversed(around) if p.first < limit), None)
    if partial.last_month and _MOVED_FROM.search(text, max(0, start - CUES), start):
        return min(around, key=lambda p: abs(p.first + p.last - 2 * published.last))
    if partial.last_month and not partial.last_day and not looks_ahead(text, start):
        return next((p for p in reversed(around) if p.first + p.last < 2 * limit), past)
    coming = next((p for p in around if p.last >= published.first), None)
    if partial.turn == 0:
        return completion.complete(partial, year)
    if partial.turn is not None:
        return past if partial.turn == -1 else coming
    if coming is None or past is None:
        return coming or past
    behind = published.first - past.first
    ahead = max(coming.first - published.first, 0)
    before = _sentence_before(text, start)
    if partial.part is not None and partial.part >= 33:
        return coming if ahead <= _NEXT_QUARTER and looks_ahead(text, start) else past
    if _is_over(text, start, before):
        return past
    if _comes_behind(text, start, before) or _RUNS.search(before):
        return coming
    if _rises_then(before):
        return coming if ahead < _PULL * behind else past
    told = _has_told_what_was(before) or _tells_only_what_was(before)
    told = told or _measures_what_was(before, text, start)
    if not told and _tells_what_comes(before):
        return coming
    if (_AHEAD.search(before) or tells_of_a_plan(before)) and not told:
        return coming if ahead < _PULL * behind else past
    if told or behind <= _PULL * ahead or _RECENT.search(before):
        return past
    return past if _OPENS.fullmatch(before) and _tells_what_was(text, start) else coming


def _is_over(text: str, start: int, before: str) -> bool:
    """Tell whether a date is one since when, of a bracket, or of a level that came before."""
    if _SINCE.search(before) or _IN_BRACKET.search(text, max(0, start - 2), start):
        return True
    return _AGAINST_LEVEL.search(before) is not None and _AHEAD.search(before) is None


def _comes_behind(text: str, start: int, before: str) -> bool:
    """Tell whether the verb behind a date tells what comes: "on 3 May the board will meet".

    Behind a mark or an "and" it is that of another clause, if the date has a verb before it:
    "approved it on 3 May and will send it", "once set for 3 May, will now meet".
    """
    found = _WILL_BEHIND.match(text, start)
    if found is None:
        return False
    return _PARTS.search(found[0]) is None or not verb_groups.predicates(
        read_words(before, 0, len(before))
    )


_PARTS: Final = re.compile(r",(?!\s(?:which|when|where|as)\b)|\s(?:and|but)\s")
_IN_BRACKET: Final = re.compile(r"\($")
"""What opens a bracket is told beside what is so now: "2.7% (June: 2.9%)"."""


def contradicts(text: str, start: int, own: Period, published: Period) -> bool:
    """Tell whether the tense of a sentence forbids the year that the text before gives a date.

    "Buses will run from 29 March" behind a paragraph on 2019 is not of 2019; nor is "the hall
    closed on 3 May" of a year to come.
    """
    before = _sentence_before(text, start)
    if own.first > published.last:
        return _has_told_what_was(before)
    if own.last >= published.first:
        return False
    if own.precision == "month" and len(set(_YEARS.findall(before))) > 1:
        return True
    begins = start - len(before)
    opens_paragraph = "\n\n" in text[max(0, begins - 2) : begins + 2]
    ahead = _COMES.search(before) or (
        _COMES_BEHIND.match(text, start) and _comes_behind(text, start, before)
    )
    return bool(ahead) or (opens_paragraph and tells_of_a_plan(before))


_YEARS: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
"""Behind two years of a sentence a month alone is of none of them."""
_COMES: Final = re.compile(
    r"\b(?:delayed|postponed|deferred|put\soff|pushed\sback)\s(?:until|till|to)\s(?:the\s)?$|\b(?:will|shall|(?:is|are)\s(?:scheduled|expected|due|set|planned|to)|next)\b[^.;:\"“”\n]{0,80}$"
)
_COMES_BEHIND: Final = re.compile(r"[^.;:\"“”\n]{3,40}?\b(?:will|shall)\b")
"""What is still to come when a text is written, and not in somebody's words."""


def ended_before(text: str, start: int) -> bool:
    """Tell whether the end of a year is one that was: "stood at 8% at the end of the year"."""
    before = _sentence_before(text, start)
    if not (at := _AT.search(before)):
        return False
    tokens = read_words(before, 0, len(before))
    finite = [index for index, kind in enumerate(tokens.kinds) if kind in "vm"]
    if finite:
        said = at["at"] is not None and tokens.tags[finite[-1]] == "VBD"
        return said and _TO_DO.search(before, tokens.end(finite[-1])) is None
    behind = _words_behind(text, start)
    verb = next((index for index, kind in enumerate(behind.kinds) if kind in "vm"), None)
    return verb is not None and behind.tags[verb] == "VBD"


_AT: Final = re.compile(r"(?:\b(?P<at>[Aa]t)|^\s*By)\s+(?:the\s+)?$")


def _tells_what_was(text: str, start: int) -> bool:
    """Tell whether the first verb behind a date says what has happened."""
    verbs = verb_groups.predicates(_words_behind(text, start))
    return bool(verbs) and verbs[0].aspect in (verb_groups.PAST, verb_groups.PERFECT)


def _has_told_what_was(before: str) -> bool:
    """Tell whether a date is that of a verb in the past right before it: "the ferry sank on"."""
    tokens = read_words(before, 0, len(before))
    verbs = verb_groups.predicates(tokens)
    if not verbs or verbs[-1].aspect != verb_groups.PAST or verbs[-1].reduced:
        return False
    return (
        tokens.lower[verbs[-1].last] not in SAYING
        and _OF_VERB.fullmatch(before, verbs[-1].end) is not None
    )


def _tells_only_what_was(before: str) -> bool:
    """Tell whether the verb of a date is in the past, and wants nothing: "was shut for repairs in"."""
    tokens = read_words(before, 0, len(before))
    verbs = verb_groups.predicates(tokens)
    if not verbs or verbs[-1].aspect != verb_groups.PAST or verbs[-1].reduced:
        return False
    behind = before[verbs[-1].end :]
    wants = _TO_DO.search(behind) or _OTHER_CLAUSE.search(behind) or _AHEAD.search(before)
    return tokens.lower[verbs[-1].last] not in SAYING and not wants


_MEASURING: Final = (
    measure_words.CHANGE_VERBS
    | measure_words.LEVEL_VERBS
    | measure_words.POSSESSING_VERBS
    | measure_words.SEEING_VERBS
)
"""Verbs that make no event, so that they are no predicates."""


def _measures_what_was(before: str, text: str, start: int) -> bool:
    """Tell whether a value is told in the past: "fell to 5% in June", "stocks in June covered 4 days"."""
    tokens = read_words(before, 0, len(before))
    finite = [at for at, kind in enumerate(tokens.kinds) if kind in "vm"]
    if finite:
        end = tokens.end(finite[-1])
        other = _OTHER_CLAUSE.search(before, end) or _AHEAD.search(before)
        return _is_past_measuring(tokens, finite[-1]) and not other
    behind = _words_behind(text, start)
    verb = next((at for at, kind in enumerate(behind.kinds) if kind in "vme"), None)
    return verb is not None and bool(before.strip()) and _is_past_measuring(behind, verb)


def _rises_then(before: str) -> bool:
    """Tell whether a value is told in the present to change on a date: "VAT goes up on 1 July"."""
    tokens = read_words(before, 0, len(before))
    finite = [at for at, kind in enumerate(tokens.kinds) if kind in "vm"]
    if not finite or tokens.tags[finite[-1]] not in ("VBZ", "VBP", "NNS"):
        return False
    verb, end = lemma(tokens.words[finite[-1]]), tokens.end(finite[-1])
    moves = verb in ("go", "come") and before[end:].lstrip().startswith(("up", "down"))
    changes = moves or verb in measure_words.CHANGE_VERBS
    alone = tokens.kinds[finite[-1] + 1 : finite[-1] + 2] not in ("e", "g")
    return changes and alone and _OTHER_CLAUSE.search(before, end) is None


def _is_past_measuring(tokens: Tokens, at: int) -> bool:
    """Tell whether a verb states a value in the past, and is no auxiliary."""
    alone = tokens.kinds[at + 1 : at + 2] not in ("e", "g")
    past = tokens.tags[at] in ("VBD", "VBN") and tokens.kinds[at] == "v"
    return past and alone and lemma(tokens.words[at]) in _MEASURING


_TO_DO: Final = re.compile(r"\b(?:to|for\sthe)\b|\b\w{1,24}ing\b")


def _tells_what_comes(before: str) -> bool:
    """Tell whether the last verb before a date says what is sure to come: "is to be introduced on"."""
    tokens = read_words(before, 0, len(before))
    verbs = verb_groups.predicates(tokens)
    if not verbs or verbs[-1].aspect != verb_groups.FUTURE:
        return False
    sure = tokens.lower[verbs[-1].first] in ("is", "are")
    return sure and _OTHER_CLAUSE.search(before, verbs[-1].end) is None


def tells_of_a_plan(before: str) -> bool:
    """Tell whether the last verb before a date tells in the present what comes: "they meet on"."""
    tokens = read_words(before, 0, len(before))
    verbs = verb_groups.predicates(tokens)
    return (
        bool(verbs)
        and verbs[-1].aspect == verb_groups.PRESENT
        and tokens.lower[verbs[-1].last] not in SAYING
        and _OTHER_CLAUSE.search(before, verbs[-1].end) is None
    )


def _sentence_before(text: str, start: int) -> str:
    """Return what stands before a date in its sentence, near enough to tell where it lies."""
    before = text[max(0, start - _SENTENCE_CUES) : start]
    ends = [match.end() for match in SENTENCE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def _words_behind(text: str, start: int) -> Tokens:
    """Return the words of a sentence from a date on."""
    ends = SENTENCE_END.search(text, start, start + _SENTENCE_CUES)
    return read_words(text, start, ends.start() if ends else start + _SENTENCE_CUES)


def looks_ahead(text: str, start: int) -> bool:
    """Tell whether words around a date say that it lies ahead."""
    before = _sentence_before(text, start)
    return bool(_AHEAD.search(before) or _WILL_BEHIND.match(text, start))


def is_coming_weekday(text: str, start: int) -> bool:
    """Tell whether words before a day of the week say that it lies ahead."""
    before = _sentence_before(text, start)
    if _OPENS.fullmatch(before) and _PLANS_BEHIND.match(text, start):
        return not _tells_what_was(text, start)
    if _AND_DOES.search(before):
        return True
    if tells_of_a_plan(before) and _POSSESSIVE.match(text, start) is None:
        return True
    will = _WILL.search(text, max(0, start - CUES), start)
    return will is not None and _AND_DID.search(text, will.start(), start) is None
