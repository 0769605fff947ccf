"""What a quantity measures, for when, and who says so: from the words around it.

The measure is a noun phrase without number, year or hedge, taken from the counted noun and its
complement, from the subject of a measuring verb, or from what money is for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from timeline.model import DateExpression, Span
from timeline.rules import anchoring
from timeline.rules.amounts import Amount
from timeline.rules.clauses import Sentence
from timeline.rules.units import TIMES, canonical, is_plural, singular_noun
from timeline.values import Period

MAX_WORDS: Final = 12
_CLAUSE_CUT: Final = re.compile(r";|,?\s+(?:while|whereas|but)\s|,\s+(?:making|replacing)\s")
_MEASURING: Final = re.compile(
    r"[,\s]*\b(?:(?:which|that|and)\s+)?(?:reach(?:ed|es|ing)|total(?:l?ed|s|l?ing)|stood\s+at|stands\s+at|amounted\s+to"
    r"|was|were|is|are|remained|remains|account(?:ed|s|ing)\s+for|represent(?:ed|s|ing)|exceed(?:ed|s|ing)"
    r"|averag(?:ed|es|ing)|came\s+to|grew|rose|fell|increased|decreased|declined|cost|measured|ranked"
    r"|estimated\s+at|supported|has|have|had|received|contributed|provided|awarded|committed|appropriated"
    r"|share|shares|maintains?|become|became|includes?|included)\b"
)
_LEAD_PHRASE: Final = re.compile(
    r"(?:in|on|by|since|during|between|from|as\s+of|according\s+to|to|for|at|under)\b[^,]{0,120},\s*",
    re.IGNORECASE,
)
_LEAD_WORDS: Final = re.compile(
    r"(?:(?:and|with|also|plus|the|a|an|its|their|there|currently|which|that|while)\b[,\s]+){1,6}",
    re.IGNORECASE,
)
_COMPLEMENT: Final = re.compile(
    r"\s+(?:of|in|from|to|between|throughout|along|across|with|on|at|for)\s+(?:[^,.;:()]|(?<=[A-Z])\.){2,60}"
)
_COMPLEMENT_CUT: Final = re.compile(
    r"\s+(?:in|by|since|during|as\s+of|from|until)\s+(?:the\s+)?(?:[A-Z][a-z]+\s+)?\d{4}\b.*$"
    r"|\s+(?:who|which|that|to\s+[a-z]+e?|and\s+(?:has|have|is|are|was|were)|participating|using|including)\b.*$"
    r"|\s+(?:and|plus|or)\s+(?:\d|the\s|\$).*$|\s+with\s.*$"
)
_UP_TO_STOP: Final = re.compile(r"\s*(?:[^,.;:()]|(?<=[A-Z])\.){0,80}")
_NOUN_BEHIND: Final = re.compile(
    r"\s+(?P<noun>(?:[\w’'-]+\s+){0,3}?[\w’'-]+)(?=\s+(?:with|of|in|for|to|that|which|who|and|focused|on)\b|[,.;:)]|$)"
)
_SPENT_ON: Final = re.compile(
    r"[^,.;()]{0,30}?\s(?:for|on|in|to|under)\s+(?:the\s+)?(?P<noun>(?:[^,.;:()]|(?<=[A-Z])\.){3,70})"
)
_SPENDING: Final = re.compile(
    r"\b(?:invest(?:ed|s|ing)?|award(?:ed|s|ing)?|appropriat(?:ed|es|ing)|provid(?:ed|es|ing)|contribut(?:ed|es|ing)"
    r"|included|allocat(?:ed|es|ing)|pledg(?:ed|es|ing)|commit(?:ted|s)?|spent|spend(?:s|ing)?|donat(?:ed|es)|gave|fund(?:ed|s|ing)?)"
    r"\s+(?:[a-z]+\s+){0,2}$"
)
_GOODS: Final = re.compile(
    r"(?i)"
    r"\bgoods\s+and\s+services\b|\bgoods\b|\bservices\b(?=\s+(?:trade|exports|imports))"
)
_OF: Final = re.compile(r"^\s+of\s")
_OF_LEFT: Final = re.compile(
    r"(?P<noun>(?:[\w’'.-]+\s+){1,5})of\s+(?:an?\s+)?(?:\w+\s+)?(?:\w+\s+)?$"
)
_SOURCE: Final = re.compile(
    r"\b[Aa]ccording\s+to\s+(?P<who>[^,.;()]{2,80}?)(?=[,.;()]|$|\s+(?:in|from)\s+\d{4})"
)


CONTEXT: Final = 400
"""How far to the left and right of a number its words are looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the quantities of a sentence, found once for all of them.

    `cuts` are the offsets at which its clauses begin, with its end; `dates` those that can be a
    period; `source` the attributed source of the whole sentence.
    """

    sentence: Sentence
    cuts: tuple[int, ...]
    dates: tuple[DateExpression, ...]
    source: str | None

    def clause_at(self, position: int) -> tuple[int, int]:
        index = max(bisect_right(self.cuts, position), 1)
        return self.cuts[index - 1], self.cuts[min(index, len(self.cuts) - 1)]


def surroundings(sentence: Sentence) -> Surroundings:
    """Return what stands around the quantities of a sentence."""
    text, start, end = sentence.text, sentence.start, sentence.end
    cuts = {start, end, *(m.end() for m in _CLAUSE_CUT.finditer(text, start, end))}
    dates = tuple(d for d in sentence.dates if d.edtf is not None and not _in_name(text, d))
    return Surroundings(sentence, tuple(sorted(cuts)), dates, _source_of(sentence))


def measure_of(around: Surroundings, span: Span, amount: Amount, previous: str | None) -> str:
    """Return what an amount measures; `previous` is the measure before it in the sentence."""
    sentence = around.sentence
    text = sentence.text
    left = text[max(sentence.start, span.start - CONTEXT) : span.start]
    right = text[span.end : min(sentence.end, span.end + CONTEXT)]
    unit = amount.quantity.unit
    if amount.bare:
        return _bare(left, previous)
    if amount.kind == "rank":
        return _clean("rank as " + _complemented("", right, lead=True))
    if unit == "percent":
        whole = _complemented("", right, lead=False)
        if whole:
            return _clean(("share " if amount.kind == "share" else "change ") + whole)
        return _subject(left)
    noun = amount.noun or amount.unit_text
    if amount.kind in ("count", "duration") and unit not in TIMES and noun:
        if noun in ("people", "persons", "inhabitants") and (of := _OF_LEFT.search(left)):
            return _clean(of["noun"])
        return _clean(_complemented(noun, right, lead=False))
    if unit in TIMES or amount.compound:
        behind = _NOUN_BEHIND.match(_OF.sub(" ", right, count=1))
        return _clean(behind["noun"] if behind else "") or _subject(left) or "duration"
    if _SPENDING.search(left) and (spent := _SPENT_ON.match(right)):
        return _clean(_COMPLEMENT_CUT.sub("", spent["noun"]))
    return _subject(left) or _clean(_complemented("", right, lead=True)) or (unit or "number")


def _bare(left: str, previous: str | None) -> str:
    if left.endswith("("):
        name = re.search(r"((?:[A-Z][\w’'-]*\s+)+|[\w’'-]+\s+[\w’'-]+\s*)$", left[:-1])
        label = " ".join(name[0].split()) if name else ""
        head = previous.split(",")[0] if previous else head_noun(left) or ""
        return _clean(f"{head}, {label}" if head and label else head or label)
    return previous or _subject(left) or "number"


def _complemented(noun: str, right: str, *, lead: bool) -> str:
    """Return a noun with the prepositional phrase behind it; with `lead`, the words at once behind."""
    if lead:
        words = _UP_TO_STOP.match(right)
        return _COMPLEMENT_CUT.sub("", words[0] if words else "").strip()
    match = _COMPLEMENT.match(right)
    tail = _COMPLEMENT_CUT.sub("", match[0]) if match else ""
    return f"{noun}{tail}".strip()


def _subject(left: str) -> str:
    """Return the subject of the last measuring verb before a number."""
    clause = left[max((m.end() for m in _CLAUSE_CUT.finditer(left)), default=0) :]
    verbs = list(_MEASURING.finditer(clause))
    while len(verbs) > 1 and not clause[verbs[-2].end() : verbs[-1].start()].strip():
        verbs.pop()
    if verbs:
        start = verbs[-2].end() if len(verbs) > 1 else 0
        clause = clause[start : verbs[-1].start()]
    return _clean(
        re.split(r",\s+(?:with\s+)?|\s+with\s+(?=[a-z]+\s+[a-z]+$)", _without_lead(clause))[-1]
    )


def _without_lead(words: str) -> str:
    """Return words without the adverbials and function words that open them."""
    start = len(words) - len(words.lstrip())
    while (
        match := _LEAD_PHRASE.match(words, start) or _LEAD_WORDS.match(words, start)
    ) is not None:
        start = match.end()
    return words[start:]


def _clean(words: str) -> str:
    plain = re.sub(r"\([^()]*\)?", " ", words)
    parts = _without_lead(" ".join(plain.split())).split()[:MAX_WORDS]
    number = next((i for i, part in enumerate(parts) if i and _NUMBER.fullmatch(part)), len(parts))
    parts = parts[:number]
    while parts and parts[-1].lower() in _TRAILING:
        parts.pop()
    return " ".join(parts).strip(" ,.;:–—-")


_NUMBER: Final = re.compile(r"[$€£]?\d[\d,.]*%?")
_TRAILING: Final = frozenset(
    "of in on at by for from to with and or the a an its their as over under about approximately "
    "nearly estimated some than more less that which well between last past first".split()
)


def scope_of(around: Surroundings, span: Span, measure: str) -> str | None:
    """Return the words that make two measures of trade different: goods, or goods and services."""
    match = _GOODS.search(measure)
    if match is None:
        start, _ = around.clause_at(span.start)
        start = max(start, span.start - CONTEXT)
        match = _GOODS.search(around.sentence.text, start, span.start)
    return " ".join(match[0].lower().split()) if match else None


def _source_of(sentence: Sentence) -> str | None:
    match = _SOURCE.search(sentence.text, sentence.start, sentence.end)
    if match is None:
        return None
    who = " ".join(match["who"].split())
    return who.removeprefix("the ") if who[4:5].isupper() else who


def period_of(around: Surroundings, span: Span) -> tuple[Period | None, str | None, Period | None]:
    """Return (period, its words, as-of date) of an amount: the date that its clause states.

    The date right behind the number wins where no other number stands between, then the nearest
    before it in its clause, then any other of the clause, then one that opens the sentence.
    """
    chosen = _date_of(around, span)
    if chosen is None:
        return None, None, None
    if anchoring.signal(around.sentence.text, chosen.quote.span.start) in ("as of", "by"):
        return None, None, chosen.edtf
    return chosen.resolved, chosen.quote.text, None


def _date_of(around: Surroundings, span: Span) -> DateExpression | None:
    if not around.dates:
        return None
    sentence, dates = around.sentence, around.dates
    start, end = around.clause_at(span.start)
    after = bisect_left(dates, span.end, key=lambda date: date.quote.span.start)
    behind = dates[after] if after < len(dates) and dates[after].quote.span.start < end else None
    last = bisect_right(dates, span.start, key=lambda date: date.quote.span.end)
    before = dates[last - 1] if last and dates[last - 1].quote.span.start >= start else None
    if behind is not None:
        next_amount = bisect_left(sentence.amounts, span.end, key=lambda amount: amount.start)
        free = (
            next_amount == len(sentence.amounts)
            or sentence.amounts[next_amount].start >= behind.quote.span.start
        )
        far = behind.quote.span.start - span.end > _FAR
        if free and not (far and before is not None and _opens(sentence, before)):
            return behind
    if before is not None:
        return before
    if behind is not None:
        return behind
    return dates[last - 1] if last else None


_FAR: Final = 60
"""A date further behind a number than this yields to one that opens the sentence."""


def _opens(sentence: Sentence, date: DateExpression) -> bool:
    return date.quote.span.start - sentence.start < 24


def _in_name(text: str, date: DateExpression) -> bool:
    """Tell whether a year belongs to the name behind it (the 2022 Declaration)."""
    if date.edtf is None or date.edtf.precision not in ("year", "interval"):
        return False
    return (
        re.match(r"\s(?:[A-Z]|seat\b|term\b)", text[date.quote.span.end : date.quote.span.end + 6])
        is not None
    )


_PLURAL_HEAD: Final = re.compile(
    r"\b((?!most|the|all|and|with)[a-z]{4,}\s+)?([a-z]+(?:s|ren|men|ple))\b"
)


def head_unit(left: str) -> tuple[str | None, str | None]:
    """Return unit and counted noun of the last plural before a number that has none of its own."""
    noun = head_noun(left)
    if noun is None:
        return None, None
    *modifiers, head = noun.split()
    return canonical(head), " ".join((*modifiers, singular_noun(head)))


def head_noun(left: str) -> str | None:
    """Return the last plural noun before a number, with the adjective before it."""
    for match in reversed(list(_PLURAL_HEAD.finditer(left))):
        if is_plural(match[2]) and match[2] not in _NOT_HEADS:
            return (match[1] or "") + match[2]
    return None


_NOT_HEADS: Final = frozenset("groups kinds types sorts categories areas ways".split())
