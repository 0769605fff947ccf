"""Changes with direction and base: "rose by 12 percent from 2018", "a decline of 5 percent".

Only what the text calls a change is one: "fell to 3" states a level, "doubled" no number. A fall
is a positive value with direction down. The base is the date or the amount that it starts from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import DateExpression, Figure, Span
from timeline.reading.figures import figure_words
from timeline.reading.figures.comparisons import EXTREME, is_day
from timeline.reading.language.measure_words import CHANGE_NOUNS, RATES, RESULTS
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount
from timeline.reading.quantities.units import TIMES

UP, DOWN = "up", "down"

_VERB: Final = {
    **dict.fromkeys(figure_words.RISING_VERBS, UP),
    **dict.fromkeys(figure_words.FALLING_VERBS, DOWN),
}
_NOUN: Final = {
    **dict.fromkeys(figure_words.RISING_NOUNS, UP),
    **dict.fromkeys(figure_words.FALLING_NOUNS, DOWN),
}
COMPARED: Final = {
    **dict.fromkeys(figure_words.HIGHER, UP),
    **dict.fromkeys(figure_words.LOWER, DOWN),
}
NOUNS: Final = frozenset(_NOUN)
_RISE_IN: Final = re.compile(
    r"(?:\s{1,2}\([^()]{1,30}\))?(?:[ \u00a0-](?:net|real|annual|further|nominal|overall))?[ \u00a0-]"
    rf"(?:(?P<noun>{pattern_of(NOUNS)})\s{{1,2}}in\b"
    rf"|(?P<other>{pattern_of(NOUNS - RESULTS)})(?:\s{{1,2}}(?:on|over|from|since|between|compared)\b|[.,;]|$))"
)
_OFF: Final = re.compile(
    rf"\s{{1,2}}(?:\([^()]{{1,30}}\)\s{{1,2}})?(?P<word>{pattern_of(COMPARED)})\s{{1,2}}than\s{{1,2}}(?:(?:it|they|he|she|we)\s{{1,2}}(?:had\s{{1,2}})?(?:expected|forecast|planned|predicted|projected|budgeted|estimated)\b|in\b|at\b|under\b|during\b|before\b|now\b|today\b|currently\b|an?\s{{1,2}}(?:year|month|quarter|week)\b|(?:two|three|four|five|six|nine|ten|twelve|\d{{1,2}})\s(?:years|months|quarters|weeks)\s(?:before|earlier|ago|previously)\b|the\s{{1,2}}(?:previous|same|preceding|prior|(?:year|month|quarter|week)\s{{1,2}}(?:before|earlier))\b|last\b|\d{{4}}\b"
    r"|(?:(?:was|were|had\s{1,2}been)\s{1,2})?(?:(?:first|initially|originally|previously|earlier)\s{1,2})?"
    r"(?:estimated|expected|planned|forecast|reported|budgeted|projected|published|thought|assumed|announced)\b)"
)
"""An amount that is off what it was at another time, or what it was taken to be: "£2 million less
than a year earlier", "than first estimated"."""
_UP_ON: Final = re.compile(r"\s(?P<word>up|down)\son\s(?:\d{4}\b|[A-Z]|(?:the|last|a)\s)")
"""What stands behind an amount that is off another one: "1.9 points up on 2022"."""
_MORE_THINGS: Final = re.compile(
    r"\S{1,12}\s(?P<word>more|fewer)\s[^.,;()]{2,60}?\sthan\s(?:in\b|a\s(?:year|month|week)\b|the\s(?:previous|year)\b|last\b|\d{4}\b)"
)
_OFF_PLAN: Final = re.compile(
    r"\s{1,2}(?:(?P<under>under|below|short\s{1,2}of|behind"
    rf"|(?:{pattern_of(figure_words.LOWER)})\s{{1,2}}than)|over|above|ahead\s{{1,2}}of|(?:{pattern_of(figure_words.HIGHER)})\s{{1,2}}than)"
    r"\s{1,2}(?:the\s{1,2}|its\s{1,2}|their\s{1,2})?(?P<plan>(?:(?:original|revised|adjusted|annual|initial|approved|seasonal|long-term|(?:[a-z]{3,6}|\d{1,2})-year)\s{1,2})?"
    r"(?:(?:forecasts?|targets?|budget|plans?|estimates?|projections?|expectations|appropriations?|allocations?)\b|(?:average|norm|normal|mean)\b(?=[.,;:)]|$|\s(?:for|of|in|and|but)\b)))"
)
"""What was planned or is usual, behind an amount that is off it: "5% under forecast"."""
_SIGNED: Final = re.compile(
    r"[(;]\s?(?P<sign>\+)[\d.]$|\d\s?(?:[A-Za-z]{1,12}\s){0,3}\((?:[-−–]|[-−–]\d)$"
)
"""A sign in brackets behind an amount: "€3 billion (+4%)"; "growth (-2%)" is a level."""
_ARROW: Final = re.compile(r"[▲△↑⬆]\s?\+?$")
"""An arrow up before a percentage: "▲ 3.7%"; a number behind an arrow down is not read."""
_SIGNED_COUNT: Final = re.compile(
    r"\d(?:\s[A-Za-z]{1,16}){0,2}\s\((?:(?P<sign>\+)\s?|[-−–]\s?)[\d$€£]?$"
)
"""A sign in brackets behind a number: "214,000 (+18,000)"; a sum below zero may be another one."""
_FALLEN: Final = re.compile(r"[A-Za-z]\s\((?:[-−–]|[-−–]\d)$")
_RATE: Final = re.compile(
    rf"\b(?:{pattern_of(RATES | CHANGE_NOUNS | RESULTS | figure_words.BELOW_ZERO)})s?\b",
    re.IGNORECASE,
)
"""A fall in brackets behind what has fallen: "motor vehicles (-8.3%)"; a rate can be below zero."""
_MAKE: Final = figure_words.MAKING
_HEDGES: Final = figure_words.BEFORE_CHANGES
_LEVEL_WORDS: Final = figure_words.BEFORE_LEVELS
_GROWS_AT: Final = re.compile(
    r"\b(?P<verb>gr[eo]w|grows|grown|growing|r[io]se|rises|risen|rising|expand(?:s|ed|ing)?|increas(?:e|es|ed|ing)|fell|fallen|falling"
    r"|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shrank|shrinking|contract(?:s|ed|ing))\s+(?:[a-z]+ly\s+)?at\s+"
    r"(?:(?:an?|the|its)\s+(?:[a-z-]+\s+){0,3}(?:rate|pace|speed)\s+of\s+)?(?:(?:an?|about|around|some|nearly|over|only|just|estimated|average|almost)\s+){0,3}$",
    re.IGNORECASE,
)
"""What grows at a percentage changes by it: "grew at an annual rate of 6.8%"."""
_FROM: Final = re.compile(
    rf"[,\s)]*(?:\([^()]{{0,30}}\)\s*)?(?:(?:(?:annual|net|real|further|overall)\s+)?(?:{'|'.join(sorted(_NOUN))})\s+)?(?:(?:higher|lower|more|less|fewer|up|down)\s+(?:in\s+\d{{4}}\s+)?(?:\([^()]{{0,80}}\)\s+)?)?"
    r"(?:from|since|than(?:\s+(?:in|at|during|when\s+(?:the\s+)?(?:series|records?)\s+began\s+in|(?:its|their|the)(?:\s+[a-z]+)?\s+(?:peak|low|trough)\s+in))?|over|compared\s+(?:with|to)|relative\s+to|against|(?P<on>on))"
    r"(?:\s+(?:the|its|their))?(?:\s+(?:level|levels|year|period|figure|(?:same|corresponding|comparable)\s+(?:period|time|year|months?|weeks?|quarters?|half)))?"
    r"(?:\s+(?:of|in))?\s+",
)
_WILL: Final = re.compile(r"\b(?:will|would|shall|(?:is|are)\s(?:to|set\sto|due\sto))\s[^.;]*$")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z-]*")
_NOUN_BEHIND: Final = re.compile(r"\s+(?P<noun>[a-z]+)\b")
_NAMED: Final = figure_words.BEHIND_CHANGE_NOUNS
"""Nouns that name with a noun of change what is no change: "a 5% growth rate"."""
_MOVES: Final = figure_words.MOVES_BY
"""Verbs whose amount, without "to", is how far they go ("fell 50 cents")."""
_TELLS: Final = re.compile(rf"\b(?:by|of|up|down|{pattern_of(_MOVES)})\s")
"""Only behind these words does an amount that is no percentage state a change."""


def direction(
    text: str, start: int, span: Span, unit: str | None, *, counts: bool = False
) -> str | None:
    """Return the direction of the change that a quantity states, None where it states none.

    `start` is where the clause begins; with `counts`, the quantity counts things, which a verb of
    movement can have for its object ("sank seven ships").
    """
    left = text[max(start, span.start - 64) : span.start]
    if (off := _off_another(text, span, counts=counts)) is not None:
        return off
    if unit == "percent" and _FALLEN.search(f"{left}{text[span.start]}"):
        return None if _RATE.search(left) else DOWN
    if unit in ("percent", "percentage point") and _ARROW.search(left) is not None:
        return UP
    signs = _SIGNED if unit == "percent" else _SIGNED_COUNT
    signed = signs.search(f"{left}{text[span.start]}")
    if signed is not None and (signed["sign"] or unit == "percent" or counts):
        return UP if signed["sign"] == "+" else DOWN
    if (most := _most_moved(text, start, span)) is not None:
        return most
    if unit == "percent" and (sign := _of_two_levels(text, start, span.start)) is not None:
        return sign
    if text[span.start - 1 : span.start] == "(" and text.startswith((") in ", ") of "), span.end):
        return _NOUN.get(left[:-1].rstrip().rpartition(" ")[2])
    if unit not in ("percent", None) and (sign := _noun_behind(text, span.end)) is not None:
        return sign
    if unit != "percent" and not _TELLS.search(left):
        return None
    words = left.replace(",", " , ").replace("(", " ( ").split()
    by, hedged = _drop_hedges(words)
    last = words[-1].lower() if words else ""
    grows = _GROWS_AT.search(left) if unit == "percent" else None
    if grows is not None:
        return _VERB[grows["verb"].lower()]
    if last == "of":
        noun = words[-2].lower() if len(words) > 1 else ""
        return None if noun in RESULTS and unit != "percent" else _NOUN.get(noun)
    if last in _LEVEL_WORDS:
        return None
    sign = _of_verb(words, unit, by=by, hedged=hedged, counts=counts)
    if sign is None and unit == "percent":
        return _behind(text, span.end)
    return sign or None


def _off_another(text: str, span: Span, *, counts: bool) -> str | None:
    """Return the direction in which an amount is off another: "12% less than in 2012"."""
    off = _OFF.match(text, span.end)
    if off is not None:
        return COMPARED[off["word"]]
    if counts and (more := _MORE_THINGS.match(f"{span.of(text)}{text[span.end : span.end + 24]}")):
        return COMPARED[more["word"]]
    if counts and " fewer " in span.of(text):
        return DOWN  # "hired 45 fewer teachers"
    if (on := _UP_ON.match(text, span.end)) is not None:
        return COMPARED[on["word"]]
    plan = _OFF_PLAN.match(text, span.end)
    if plan is not None:
        return DOWN if plan["under"] else UP
    return None


def _most_moved(text: str, start: int, span: Span) -> str | None:
    """Return the direction of what was largest where a bracket stands: "the largest fall was in Orle (3%)"."""
    if text[span.start - 1 : span.start] != "(" or text.startswith(" of ", span.end):
        return None  # "the largest fall was in steel (12% of output)"
    moved = _MOST_MOVED.search(text, max(start, span.start - _MOST_REACH), span.start)
    return (
        None
        if moved is None
        else _NOUN[(moved["noun"] or moved["subject"]).lower().removesuffix("s")]
    )


_MOST_MOVED: Final = re.compile(
    rf"\b(?:{EXTREME}\s(?:[a-z-]+\s){{0,2}}(?P<noun>(?:{pattern_of(NOUNS - RESULTS)})s?)|(?P<subject>(?:{pattern_of(NOUNS - RESULTS)})s?)\s(?:(?:in|of)\s[^.;:()]{{1,40}}?\s)?(?:was|were|is|are)\s{EXTREME})\s"
    rf"(?:(?!{EXTREME}\s)(?:[^.;:]|\.\d))*?\b(?:in|for|among|at|from|to|by|and)\s(?:(?!(?:{EXTREME}|with|where|whose)\s)[^.;:()])*\($"
)
_MOST_REACH: Final = 200


def _of_two_levels(text: str, start: int, at: int) -> str | None:
    """Return the direction of a change told behind its levels: "rose from €6 to €7, or 9.8 per cent"."""
    levels = _TWO_LEVELS.search(text, max(start, at - _LEVELS_REACH), at)
    return None if levels is None else _VERB.get(levels["verb"].lower())


_TWO_LEVELS: Final = re.compile(
    rf"\b(?P<verb>{pattern_of(_VERB)})\s(?:[a-z]+ly\s)?from\s[^,;()%]*\d[^;()%]*\sto\s[^;()%]*\d[^;()%]*?(?:,?\sor|,\sthat\sis,)\s(?:by\s)?$"
)
_LEVELS_REACH: Final = 120


def _drop_hedges(words: list[str]) -> tuple[bool, bool]:
    """Take hedges, "by" and "up to" off the end of words; tell whether "by" and others were there."""
    by = hedged = False
    while words:
        word = words[-1].lower()
        if word == "by":
            by = True
        elif word == "to" and len(words) > 1 and words[-2].lower() == "up":
            hedged = True
            words.pop()
        elif word == "of" or word in _LEVEL_WORDS or word not in _HEDGES:
            break
        else:
            hedged = True
        words.pop()
    return by, hedged


def _of_verb(
    words: Sequence[str], unit: str | None, *, by: bool, hedged: bool, counts: bool
) -> str | None:
    """Return the direction of the verb that ends words; empty where it surely states no change."""
    word = words[-1].lower() if words else ""
    if word == "up" and len(words) > 1 and words[-2].lower() in _MAKE:
        return ""
    particle = word in ("up", "down") and len(words) > 1
    if particle and (words[-2].lower() in _TAKES or (counts and _is_particle(words))):
        return ""
    sign = _VERB.get(word)
    moves = by or unit == "percent" or word in ("up", "down") or (word in _MOVES and not counts)
    if sign is not None and moves:
        vague = word in ("up", "down") and hedged and not by and unit != "percent"
        return "" if vague else sign
    if by:
        return next((_VERB[w.lower()] for w in reversed(words[-14:]) if w.lower() in _VERB), None)
    return None


def _is_particle(words: Sequence[str]) -> bool:
    """Tell whether "up" or "down" goes with a verb that has things as its object: "set up"."""
    return words[-2].lower() in figure_words.PARTICLE_VERBS


_TAKES: Final = figure_words.TAKING_UP


def _noun_behind(text: str, end: int) -> str | None:
    """Return the direction of the noun behind an amount: "a £2 million rise in lending"."""
    match = _RISE_IN.match(text, end)
    return None if match is None else _NOUN[match["noun"] or match["other"]]


_GOES_ON: Final = re.compile(
    r"\s{0,2}(?:\([^()]{1,40}\)\s{0,2})?(?:on\s{1,2}the\s{1,2}(?:week|month|quarter|year)\s{0,2})?"
    r"(?:,?\s{0,2}\(|(?:,|,?\s{0,2}\b(?:and|or)\b)\s{1,2})(?:by\s{1,2}|or\s{1,2})?"
)


_TIME: Final = (
    r"(?:(?:this|next|last)\s{1,2}(?:week|month|quarter|year)\b|(?:in|on|over|during|between|from|since|for)\s{1,2}(?:the\s{1,2}|all\s{1,2})?(?:[A-Z]|\d|year|month|quarter|week|half|first|second|third|fourth"
    r"|final|last|previous|same|(?:two|three|four|five|six|nine|twelve)\s))"
)
_GOES_ON_IN_TIME: Final = re.compile(
    rf"(?:\s{{1,2}}(?:month|quarter|week|year)[ -]on[ -](?:month|quarter|week|year))?\s{{1,2}}{_TIME}"
    r"(?:(?!\s(?:was|were|is|are|has|have|had|to|at|of)\s)[^.;()]){0,40}?,?\s{1,2}(?:and|after|following|against|compared\swith)\s{1,2}(?:by\s{1,2})?(?:(?:a\s)?(?:further|another)\s)?"
)
"""What stands between two changes of one thing at two times: "0.3% in May and 2.0% in the year to May"."""
_IN_TIME: Final = re.compile(rf"\s{{1,2}}{_TIME}")
_ENDS: Final = re.compile(
    r"\s{0,2}(?:[,.;:)]|$|\n)|,?\s{1,2}(?:and|or|on|in|respectively|from|over|compared|during|between|against)\b"
)
"""What follows an amount of a list that has no noun of its own."""


def goes_on(text: str, end: int, span: Span) -> bool:
    """Tell whether what is said of one amount holds for the next: "rose by 2%, 3% and 5%"."""
    if _GOES_ON.fullmatch(text, end, span.start) is not None:
        return _ENDS.match(text, span.end) is not None
    again = _GOES_ON_IN_TIME.fullmatch(text, end, span.start)
    return again is not None and _IN_TIME.match(text, span.end) is not None


def says_again(text: str, end: int, span: Span) -> bool:
    """Tell whether an amount says a change again in another unit.

    "An increase of 2% or 4,000 jobs", "9% (£159) higher".
    """
    between = text[end : span.start]
    if _OR.fullmatch(between) is not None:
        return True
    return between == " (" and _COMPARED_BEHIND.match(text, span.end) is not None


_OR: Final = re.compile(r",?\sor\s(?:(?:about|around|some|nearly|almost|just|over|under)\s){0,2}")
_COMPARED_BEHIND: Final = re.compile(rf"\)\s(?:{pattern_of(COMPARED)})\b")


def _behind(text: str, end: int) -> str | None:
    """Return the direction of the word behind a percentage ("a 12 percent rise", "5% lower")."""
    match = _WORD.match(text, end + 1) if text[end : end + 1] in " \u00a0\n-" else None
    if match is None:
        return None
    word = match[0].lower()
    if word in COMPARED:
        return COMPARED[word]
    if word in _NOUN:
        named = _NOUN_BEHIND.match(text, match.end())
        return None if named and named["noun"] in _NAMED else _NOUN[word]
    if word in figure_words.CHANGE_ADJECTIVES:
        following = _NOUN_BEHIND.match(text, match.end())
        return _NOUN.get(following["noun"]) if following else None
    return None


def is_its_stretch(text: str, previous: Figure | None, mention: Mention[Amount]) -> bool:
    """Tell whether a length of time only says over how long something was so.

    "Up 8% over a year", "the first rise in three years", "the fewest for ten years".
    """
    start = mention.span.start
    if mention.value is None or mention.value.quantity.unit not in TIMES:
        return False
    if _REFERS.search(text, max(0, start - _FIRST_REACH), start) is not None:
        return True
    if _FIRST_IN.search(text, max(0, start - _FIRST_REACH), start) is not None:
        return True
    if _FROM_NOW.match(text, mention.span.end):
        return True
    if _ENDING.match(text, mention.span.end) and text.startswith(" the ", start - 5):
        return True
    if previous is None or previous.quote is None:
        return False
    if text[previous.quote.span.end : start] == " " and _EARLIER.match(text, mention.span.end):
        return True
    if previous.kind != "change":
        return False
    return _OVER.fullmatch(text, previous.quote.span.end, start) is not None


_FIRST_IN: Final = re.compile(
    rf"\b{EXTREME}\b(?:\s[a-z-]+){{0,4}}\s(?:in|for|over)\s(?:(?:the\s)?(?:last|past)\s)?(?:(?:about|over|nearly|almost|more\sthan|at\sleast)\s)?$"
)
_FIRST_REACH: Final = 60
_REFERS: Final = re.compile(
    r"\b(?:for|over|in|during|within|throughout)\s(?:the|these|those)\s(?:last|past|preceding|previous|prior|next|coming|following)\s$"
)
"""What makes a length of time one that others are told over: "steady for the preceding six months"."""
_FROM_NOW: Final = re.compile(r"\s(?:from\s(?:now|today)|hence)\b")
_ENDING: Final = re.compile(r"\s(?:ending|ended|up\sto)\s")
_EARLIER: Final = re.compile(r"\s(?:before|earlier|ago|previously)(?=[.,;)]|$)")
_OVER: Final = re.compile(r"\s(?:over|in|within|during)\s(?:the\s)?(?:(?:next|last|past)\s)?")


def plan_of(text: str, span: Span) -> str | None:
    """Return the plan or the average that an amount is off, as words: "18% over budget"."""
    plan = _OFF_PLAN.match(text, span.end)
    return None if plan is None else plan["plan"]


def base_of(text: str, span: Span, dates: tuple[DateExpression, ...]) -> DateExpression | None:
    """Return the date that a change starts from, at once behind it ("since 2018", "from 2019")."""
    match = _FROM.match(text, span.end, span.end + 160)
    if match is None:
        return None
    for date in dates:
        if date.quote.span.start >= match.end():
            is_at = date.quote.span.start == match.end()
            starts = is_at and date.type != "DURATION"  # "by 4 million over the next ten years"
            dated = date.edtf is not None and date.edtf.precision in ("day", "month")
            ahead = dated and _WILL.search(text, max(0, span.start - 80), span.start)
            starts = starts and not ahead  # "will go up by 5% from July"
            return date if starts and not (match["on"] and is_day(date)) else None
    return None
