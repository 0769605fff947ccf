"""Rules for stated quantities: money, percentages, counts, ranks, rates, durations, ranges.

Refusals come first, as rules of their own: a number in a name, a law, an address is no figure.
The span is number, scale word and unit; the hedge before it is read as its qualifier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from timeline.model import Span
from timeline.rules.engine import (
    Mention,
    Rule,
    RuleTable,
    refusal,
    rule,
    settle,
)
from timeline.rules.nouns import CountedNoun, counted_noun
from timeline.rules.numbers import (
    DIGITS,
    NOT_BEFORE,
    NOT_INSIDE,
    ORDINAL,
    SCALE,
    SHORT_SCALE,
    WORDS,
    any_step,
    any_value,
    ordinal_value,
    scale_factor,
    times,
)
from timeline.rules.units import CURRENCIES, TIMES, canonical
from timeline.values import Quantity, scaled


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at its span; `extent` is where the span ends when the noun after it is counted.

    `unit_text` is the counted noun in the singular, `noun` the same as printed; `bare` marks a
    number whose unit stands elsewhere, or nowhere; `compound` one that is joined to its unit by a
    hyphen ("2,000-mile").
    """

    quantity: Quantity
    kind: str
    unit_text: str | None = None
    noun: str | None = None
    extent: int | None = None
    bare: bool = False
    compound: bool = False


_NUMBER: Final = rf"(?:{DIGITS}|{WORDS})"
_AND: Final = r"(?:~(?:to|and)~|[ ]?[-–—][ ]?)"
_SYMBOL: Final = r"(?:US\$|C\$|A\$|NZ\$|HK\$|R\$|Mex\$|[$€£¥₹])"
_CODE: Final = r"(?:USD|EUR|GBP|JPY|CAD|AUD|MXN|CHF|CNY|INR|BRL|KES|SDR|XDR)"
_CURRENCY: Final = (
    r"(?:(?:U\.S\.|US|American|Canadian|Australian)~dollars?|dollars?|euros?"
    r"|(?:Mexican~)?pesos?|pounds~sterling|(?:Swiss~)?francs?|(?:Japanese~)?yen|yuan|renminbi"
    r"|(?:Kenyan~)?shillings?|(?:Indian~)?rupees?|reais)"
)
_PER: Final = (
    r"(?:~(?:a|an|per|each|every)~(?P<per>day|week|month|year|hour|minute|person|capita|household|family)\b)?"
)
_SUPERLATIVE: Final = (
    r"(?:(?:most|least)(?:~|-)[a-z]+|[a-z]{2,}(?:est)|leading|top|largest|ranked|ranking)"
)


def _quantity(
    match: re.Match[str], unit: str | None, *, low: str = "n", high: str = "n2", per: str | None = None
) -> Quantity:
    """Return the quantity of a match with number and scale groups, a range where `n2` stands."""
    groups = match.groupdict()
    scale = groups.get("s") or None
    if groups.get(high) is None:
        factor = scale_factor(scale)
        return Quantity(
            value=times(any_value(match[low]), scale),
            unit=unit,
            step=scaled(any_step(match[low]), factor),
            per=per,
        )
    first, second = any_value(match[low]), any_value(match[high])
    last_scale = groups.get("s2") or None
    first_scale = scale or last_scale
    value, top = times(first, first_scale), times(second, last_scale or scale)
    if top <= value:
        raise ValueError("a range that falls")
    step = scaled(any_step(match[high]), scale_factor(last_scale or scale))
    return Quantity(value=value, unit=unit, step=step, value_high=top, per=per)


def _currency(text: str) -> str:
    key = " ".join(text.lower().split())
    return CURRENCIES.get(key) or CURRENCIES.get(key.removesuffix("s")) or key.upper()


def _money(match: re.Match[str]) -> Amount:
    groups = match.groupdict()
    per = groups.get("per")
    quantity = _quantity(match, _currency(match["c"]), per=per)
    return Amount(quantity, "rate" if per else "level", match["c"])


_FALLS_OR_RISES: Final = re.compile(r"\bby\s+(?:[a-z]+\s+){0,3}$")


def _percent(match: re.Match[str]) -> Amount:
    before = match.string[max(0, match.start() - 40) : match.start()]
    kind = "change" if _FALLS_OR_RISES.search(before) else "share"
    return Amount(_quantity(match, "percent"), kind, "percent")


def _rank(match: re.Match[str]) -> Amount:
    value = Decimal(ordinal_value(match["o"]))
    return Amount(Quantity(value=value, unit="rank"), "rank", "rank")


def _counted(match: re.Match[str]) -> Amount | None:
    """A number before a noun, or a number alone where its unit must stand elsewhere."""
    text = match.string
    noun = counted_noun(text, match.end())
    if noun is None:
        return _bare(match)
    if _is_anaphoric(match, noun) or (match["n"].lower() in ("one", "zero") and not match["s"]):
        return None
    per = _RATE.match(text, noun.end)
    kind = "duration" if noun.unit in TIMES else "rate" if per else "count"
    quantity = _quantity(match, noun.unit, per=per["per"] if per else None)
    end = per.end() if per else noun.end
    return Amount(quantity, kind, noun.unit_text, noun.text, extent=end)


_RATE: Final = re.compile(r"\s+(?:a|an|per|each|every)\s+(?P<per>day|week|month|year|hour|minute)\b")
_AT_NAME: Final = re.compile(r"[ \u00a0]+[A-Z]")
_ELIDED: Final = re.compile(
    r"\s+(?:started|began|died|received|participated|applied|arrived|returned|entered|joined|fled"
    r"|were|are|was|have|had|did|of\s+(?:them|these|those|whom|which))\b"
)


def _bare(match: re.Match[str]) -> Amount | None:
    """A number without a noun: in brackets, with an elided noun, or large and exact."""
    text, end = match.string, match.end()
    if _AT_NAME.match(text, end) or not (match["n"][0].isdigit() or match["s"] or match["n2"]):
        return None
    in_brackets = text[match.start() - 1 : match.start()] == "(" and text[end : end + 1] in ");"
    grouped = "," in match["n"] or "." in match["n"] or match["s"] is not None
    if not (in_brackets or grouped or match["n2"] or _ELIDED.match(text, end)):
        return None
    return Amount(_quantity(match, None), "count", None, bare=True)


_DEFINITE: Final = re.compile(r"\b(?:[Tt]he|[Aa]ll|[Bb]oth|[Tt]hese|[Tt]hose|[Oo]ther)\s+$")
_TEN: Final = 10


def _is_anaphoric(match: re.Match[str], noun: CountedNoun) -> bool:
    """Tell whether a small definite count only points back ("the two countries")."""
    if noun.modified or noun.unit in TIMES or match["n"][0].isdigit() or match["s"]:
        return False
    before = match.string[max(0, match.start() - 10) : match.start()]
    return _DEFINITE.search(before) is not None and any_value(match["n"]) <= _TEN


def _compound(match: re.Match[str]) -> Amount:
    unit = canonical(match["u"])
    kind = "duration" if unit in TIMES else "level" if unit in _LENGTHS else "count"
    return Amount(_quantity(match, unit), kind, match["u"], compound=True)


_LENGTHS: Final = frozenset("mile kilometer meter foot acre hectare ton".split())


def _every(match: re.Match[str]) -> Amount:
    number = Decimal(ordinal_value(match["o"])) if match["o"] else any_value(match["n"])
    return Amount(Quantity(value=number, unit=canonical(match["u"])), "rate", match["u"])


_VAGUE: Final = {"dozens": 12, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9}


def _vague(match: re.Match[str]) -> Amount | None:
    value = Decimal(_VAGUE[match["n"].lower()])
    if match["m"]:
        value = scaled(value, _VAGUE[match["m"].lower()])
    noun = counted_noun(match.string, match.end())
    if noun is None:
        return None
    quantity = Quantity(value=value, unit=noun.unit, step=value, qualifier="at least")
    return Amount(quantity, "count", noun.unit_text, noun.text, extent=noun.end)


def _half(match: re.Match[str]) -> Amount | None:
    """"Two and a half million people", "one and a half hours"."""
    whole = times(any_value(match["n"]) + Decimal("0.5"), match["s"])
    step = scaled(Decimal("0.5"), scale_factor(match["s"]))
    noun = counted_noun(match.string, match.end())
    unit = noun.unit if noun else None
    kind = "duration" if unit in TIMES else "count"
    return Amount(
        Quantity(value=whole, unit=unit, step=step),
        kind,
        noun.unit_text if noun else None,
        noun.text if noun else None,
        extent=noun.end if noun else None,
        bare=noun is None,
    )


def _symbol(match: re.Match[str]) -> Amount:
    amount = _money(match)
    if match["s0"] is None:
        return amount
    factor = scale_factor(match["s0"])
    quantity = amount.quantity
    return replace(
        amount,
        quantity=replace(
            quantity,
            value=scaled(quantity.value, factor),
            step=scaled(quantity.step, factor),
        ),
    )


def _times_of(match: re.Match[str]) -> Amount:
    if match["n1"]:
        number = Decimal(1 if match["n1"].lower() == "once" else 2)
    else:
        number = any_value(match["n"])
    return Amount(Quantity(value=number, unit="time", per=match["per"]), "rate", "time")


_COMPOUND_UNIT: Final = (
    r"(?:mile|kilometer|kilometre|meter|metre|foot|acre|hectare|ton|tonne|pound|barrel|hour|minute"
    r"|day|week|month|year|decade|member|nation|country|state|seat|person|point|lane|story|bed"
    r"|judge|justice|party|page|megawatt|man|woman)"
)
_RANGE_TAIL: Final = rf"(?:{_AND}(?P<n2>{_NUMBER})(?:~(?P<s2>{SCALE}))?)?"

RULES: Final[tuple[Rule[Amount], ...]] = (
    refusal("name with a hyphen and a number", "digit", r"(?<=[A-Z]-)\d+\w*|(?<=[a-zA-Z]{2}-)\d+\b"),
    refusal("letters and digits", "digit", r"\d+(?:st|nd|rd|th)\b|\d+[A-Z][A-Za-z]*\b(?<![KMB])|\d+K~[A-Z]\w+"),
    refusal("number in a name", "digit", r"(?:(?<=[A-Z][a-z]{3}[ \u00a0])|(?<=[A-Z][a-z]{4}[ \u00a0])|(?<=[A-Z][A-Z][ \u00a0]))\d{1,4}\b(?=[.,;)’'])(?![.,]\d)"),
    refusal("numbered thing", "digit", r"(?:(?<=\bNo\.[ \u00a0])|(?<=[Ss]ection[ \u00a0])|(?<=[Aa]rticle[ \u00a0])|(?<=[Cc]hapter[ \u00a0])|(?<=[Rr]esolution[ \u00a0])|(?<=[Tt]itle[ \u00a0])|(?<=[Pp]age[ \u00a0])|(?<=[Bb]ox[ \u00a0])|(?<=[Ll]aw[ \u00a0])|(?<=[Rr]oute[ \u00a0])|(?<=[Tt]able[ \u00a0])|(?<=[Ff]igure[ \u00a0])|(?<=[Bb]oeing[ \u00a0])|(?<=[Aa]nnex[ \u00a0])|(?<=[Pp]hase[ \u00a0])|(?<=[Ff]light[ \u00a0])|(?<=P\.L\.[ \u00a0])|(?<=[Pp]aragraph[ \u00a0]))\d+(?:[-.,]\d+)*(?:\([a-z0-9]\))?"),
    refusal("street number", "digit", r"\d{1,5}~(?:[A-Z][\w.]*~){1,3}(?:Ave|Avenue|St|Street|Road|Rd|Blvd|Boulevard|Drive|NW|NE|SW|SE)\b"),
    refusal("postal code", "digit", r"(?<=[A-Z]{2}[ \u00a0])\d{5}(?:-\d{4})?\b"),
    refusal("telephone", "digit", r"(?:\d{3}[-.]){1,2}\d{3}[-.]\d{4}\b|\d{3}[-.]\d{4}\b"),
    refusal("clock time", "digit", r"\d{1,2}:\d\d(?::\d\d)?\b|\d{1,2}~?[ap]\.?m\b"),
    refusal("coordinates", "digit", r"\d{1,3}~\d\d~[NSEW]\b|\d{1,3}°"),
    refusal("number before a name", "digit", rf"{DIGITS}K?~Strong\b|{DIGITS}~[A-Z][a-z]+~(?:in~the~[A-Z]|[A-Z][a-z]+~[A-Z])"),
    refusal("one of", "number", r"[Oo]ne~of\b"),
    refusal("reading time", "digit", r"\d{1,3}~min(?:ute)?s?~read\b"),
    rule("symbol, amount", "symbol", rf"(?P<c>{_SYMBOL})[ \u00a0]?(?P<n>{DIGITS})(?:(?:~|-)(?P<s>{SCALE})\b|(?P<s0>{SHORT_SCALE})\b)?(?:{_AND}(?:{_SYMBOL})?(?P<n2>{DIGITS})(?:~(?P<s2>{SCALE})\b)?)?{NOT_BEFORE}(?:~(?:USD|US~dollars)\b)?{_PER}", _symbol),
    rule("code, amount", "code", rf"(?P<c>{_CODE})[ \u00a0]?(?P<n>{DIGITS})(?:~(?P<s>{SCALE})\b)?(?:{_AND}(?P<n2>{DIGITS})(?:~(?P<s2>{SCALE})\b)?)?{NOT_BEFORE}{_PER}", _money),
    rule("amount, currency", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})(?:(?:~|-)(?P<s>{SCALE}))?{_RANGE_TAIL}~(?P<c>{_CURRENCY}|{_CODE})\b{_PER}", _money),
    rule("percent", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})(?:{_AND}(?P<n2>{_NUMBER}))?(?:[ \u00a0]?%|(?:~|-)(?:percent|per~cent|pct)\b(?:~points?\b|age~points?\b)?|~percentage~points?\b)", _percent),
    rule("ordinal, superlative", "ordinal digit", rf"(?<![\w-])(?P<o>{ORDINAL})(?:~|-){_SUPERLATIVE}\b", _rank),
    rule("every", "every", rf"[Ee]very~(?:(?P<o>{ORDINAL})|(?P<n>{_NUMBER}))~(?P<u>years?|months?|weeks?|days?|decades?|hours?|minutes?)\b", _every),
    rule("times a", "number digit times", rf"(?:(?P<n>{_NUMBER})~times|(?P<n1>[Oo]nce|[Tt]wice))~(?:a|an|per|each|every)~(?P<per>year|month|week|day|decade)\b", _times_of),
    rule("hyphened unit", "digit number", rf"{NOT_INSIDE}(?P<n>{DIGITS}|{WORDS})-(?P<u>{_COMPOUND_UNIT})\b(?!-old|-long-)", _compound),
    rule("vague magnitude", "vague", r"(?P<n>[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions|[Bb]illions)(?:~of~(?P<m>thousands|millions))?~of\b", _vague),
    rule("and a half", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})~and~a~half(?:~(?P<s>{SCALE}))?\b", _half),
    rule("number, noun", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})(?:(?:~|-)(?P<s>{SCALE})\b)?{_RANGE_TAIL}{NOT_BEFORE}(?!-[A-Za-z])", _counted),
)  # fmt: skip


_NUMBER_WORDS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
TABLE: Final = RuleTable(
    anchor=re.compile(
        rf"""(?P<digit>(?<!\d)\d)
        |(?P<symbol>\b(?:US|C|A|NZ|HK|R|Mex)\$|[$€£¥₹])
        |\b(?:(?P<code>{_CODE})\b
        |(?P<every>[Ee]very)\b
        |(?P<times>[Oo]nce|[Tt]wice)\b
        |(?P<vague>[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions|[Bb]illions)\b
        |(?P<ordinal>(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh
            |twelfth|\w+teenth|\w+tieth|(?:twen|thir|for|fif|six|seven|eigh|nine)ty-[a-z]+(?:st|nd|rd|th))\b)
        |(?P<number>(?:{"|".join(_NUMBER_WORDS.split())}
            |{"|".join(word.capitalize() for word in _NUMBER_WORDS.split())})\b))""",
        re.VERBOSE,
    ),
    rules=RULES,
)

_QUALIFIERS: Final = {
    "approximately": "approximately", "about": "approximately", "around": "approximately",
    "roughly": "approximately", "some": "approximately", "circa": "approximately",
    "estimated": "estimated", "est.": "estimated",
    "more than": "more than", "in excess of": "more than", "greater than": "more than",
    "over": "over", "above": "above", "exceeding": "more than",
    "at least": "at least", "no fewer than": "at least", "no less than": "at least",
    "nearly": "nearly", "almost": "nearly", "close to": "close to", "just under": "just under",
    "under": "under", "below": "under", "less than": "less than", "fewer than": "less than",
    "up to": "up to", "as many as": "up to", "as much as": "up to",
    "at most": "at most", "no more than": "at most",
}  # fmt: skip
_HEDGE: Final = re.compile(
    r"(?<![\w-])(?P<hedge>"
    + "|".join(
        re.escape(hedge).replace(r"\ ", r"\s+")
        for hedge in sorted(_QUALIFIERS, key=len, reverse=True)
    )
    + r")\s+(?:total\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)


def qualifier(text: str, start: int) -> str:
    """Return the hedge that stands before the number at `start`, by its name in the closed list."""
    match = _HEDGE.search(text, max(0, start - 28), start)
    if match is None:
        return "exact"
    return _QUALIFIERS[" ".join(match["hedge"].lower().split())]


def _hedged(quantity: Quantity, text: str, start: int) -> Quantity:
    """Return a quantity with the hedge before it; zeros that round it are no printed precision.

    "nearly $800 billion" is printed to 100 billion, "$263 billion" to one, "2,000 miles" to one.
    """
    hedge = qualifier(text, start)
    step = quantity.step
    if (hedge != "exact" or step > 1) and quantity.value_high is None and quantity.value:
        _, digits, exponent = quantity.value.as_tuple()
        zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
        step = max(step, Decimal(1).scaleb(zeros + int(exponent)))
    return replace(quantity, qualifier=hedge, step=step)


def mentions(text: str) -> list[Mention[Amount]]:
    """Return the quantities of a text, settled, with their hedges; refused spans among them."""
    found = []
    for mention in TABLE.find(text):
        amount = mention.value
        if amount is not None:
            span = mention.span
            if amount.extent is not None:
                span = Span(span.start, amount.extent)
            if amount.quantity.qualifier == "exact":
                amount = replace(amount, quantity=_hedged(amount.quantity, text, span.start))
            mention = Mention(mention.rule, span, amount)
        found.append(mention)
    return settle(found, RULES)
