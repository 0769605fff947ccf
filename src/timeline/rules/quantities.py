"""Rules for stated quantities: money, percentages, counts, ranks, rates, durations, ranges.

Refusals come first, as rules of their own: a number in a name, a law, an address is no figure.
The span is number, scale word and unit; the hedge before it is read as its qualifier.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from timeline.model import Span
from timeline.rules import amounts
from timeline.rules.amounts import Amount
from timeline.rules.engine import (
    Anchors,
    Mention,
    Rule,
    RuleTable,
    refusal,
    rule,
    settle,
)
from timeline.rules.numbers import (
    DIGITS,
    FRACTION,
    MINUS,
    NOT_BEFORE,
    NOT_INSIDE,
    ORDINAL,
    SCALE,
    SHORT_SCALE,
    WORDS,
)
from timeline.rules.units import ABBREVIATIONS, CURRENCY_NAMES
from timeline.values import Quantity

_NUMBER: Final = rf"(?:{DIGITS}|{WORDS})"
_BETWEEN: Final = r"(?P<between>(?<=etween[ \u00a0\n]))?(?P<by>(?<=\bby[ \u00a0\n]))?"
_AND: Final = r"(?(between)~and~|(?(by)[ ]?[-–—][ ]?|(?:~to~|[ ]?[-–—][ ]?)))"
"""What joins the ends of a range: "and" only behind "between"; "by X to Y" is a change and a level."""
_SYMBOL: Final = (
    r"(?:US[ ]?\$|(?:usd|mxn|aud|cad|nzd)\$|[Cc][ ]?\$|A\$|NZ\$|(?:HK|hk)[ ]?\$|R\$|Mex\$|[$€£¥₹])"
)
_CODE: Final = r"(?:USD|EUR|GBP|JPY|CAD|AUD|MXN|CHF|CNY|RMB|INR|BRL|KES|SDR|XDR|usd|eur|rmb)"
_PER: Final = r"(?:~(?:a|an|per|each|every)~(?P<per>day|week|month|year|hour|minute|person|capita|household|family|share|barrel|ton|head)\b)?"
_SUPERLATIVE: Final = (
    r"(?:(?:most|least)(?:~|-)[a-z]+|[a-z]{2,}(?:est)|leading|top|largest|ranked|ranking)"
)


_ABBREVIATED: Final = "|".join(
    re.escape(unit).replace(r"\ ", r"\s")
    for unit in sorted(ABBREVIATIONS, key=len, reverse=True)
    if unit not in ("m", "t", "g", "l", "in", "nm")
)
_COMPOUND_UNIT: Final = (
    r"(?:mile|kilometer|kilometre|meter|metre|foot|inch|ounce|gallon|liter|litre|acre|hectare|ton|tonne"
    r"|pound|barrel|hour|minute|kilogram|bit|degree|watt|volt"
    r"|day|week|month|year|decade|member|nation|country|state|seat|person|point|lane|story|bed"
    r"|judge|justice|party|page|megawatt|man|woman)"
)
_RANGE_TAIL: Final = rf"(?:{_AND}(?P<n2>{_NUMBER})(?:~(?P<s2>{SCALE}))?)?"

RULES: Final[tuple[Rule[Amount], ...]] = (
    refusal("name with a hyphen and a number", "sign", r"(?<=[A-Za-z])[-](?P<span>\d+\w*)"),
    refusal("numbered thing", "numbered", r"(?:No\.?|[A-Z]?[a-z]+s?|P\.L\.)~(?:No\.?~)?(?P<span>\d+(?:[-.,]\d+)*(?:\([a-z0-9]\))?)"),
    refusal("letters and digits", "digit", rf"\d+(?:st|nd|rd|th)\b(?!(?:~|-){_SUPERLATIVE})|\d+(?!(?:USD|EUR|GBP|JPY|CAD|AUD|MXN|CHF)\b)[A-Z][A-Za-z]*\b(?<![KMB])|\d+K~[A-Z]\w+"),
    refusal("street number", "digit", r"\d{1,5}~(?:[A-Z][\w.]*~){1,3}(?:Ave|Avenue|St|Street|Road|Rd|Blvd|Boulevard|Drive|NW|NE|SW|SE)\b", needs="Ave St Road Rd Blvd Boul Drive NW NE SW SE"),
    refusal("postal code", "digit", r"(?<=[A-Z]{2}[ \u00a0])\d{5}(?:-\d{4})?\b"),
    refusal("telephone", "digit", r"(?:\d{3}[-.]){1,2}\d{3}[-.]\d{4}\b|\d{3}[-.]\d{4}\b", needs="- ."),
    refusal("clock time", "digit", r"\d{1,2}:\d\d(?::\d\d)?\b|\d{1,2}~?[ap]\.?m\b", needs=": m"),
    refusal("coordinates", "digit", r"\d{1,3}~\d\d~[NSEW]\b|\d{1,3}°[ ]?(?:\d{1,2}['′’]|[NSEW]\b|north|south|east|west)", needs="N S E W °"),
    refusal("one of", "number", r"[Oo]ne~of\b"),
    refusal("reading time", "digit", r"\d{1,3}~min(?:ute)?s?~read\b", needs="read"),
    rule("symbol, amount", "symbol sign", rf"(?:{MINUS})?{_BETWEEN}(?P<c>{_SYMBOL})[ \u00a0]?(?P<n>{DIGITS})(?:(?:~|-)(?P<s>{SCALE})\b|(?P<s0>{SHORT_SCALE})\b)?(?:{_AND}(?:{_SYMBOL})?(?P<n2>{DIGITS})(?:~(?P<s2>{SCALE})\b)?)?{NOT_BEFORE}(?:~(?:USD|US~dollars)\b)?{_PER}", amounts.money),
    rule("code, amount", "code", rf"{_BETWEEN}(?P<c>{_CODE})[ \u00a0]?(?P<n>{DIGITS})(?:~(?P<s>{SCALE})\b)?(?:{_AND}(?P<n2>{DIGITS})(?:~(?P<s2>{SCALE})\b)?)?{NOT_BEFORE}{_PER}", amounts.money),
    rule("amount, currency", "digit number", rf"{NOT_INSIDE}{_BETWEEN}(?P<n>{_NUMBER})(?:(?:~|-)(?P<s>{SCALE})|(?P<s0>{SHORT_SCALE}))?{_RANGE_TAIL}(?:~(?P<c>{CURRENCY_NAMES}|{_CODE})\b|[ \u00a0]?(?P<c0>[$€£¥₹](?!\d)|{_CODE}\b)){_PER}", amounts.money, needs="ollar euro Euro peso pound ranc yen yuan renminbi hilling upee reais markka guilder mark eseta lira zlot uble kron won rand baht cent pence $ € £ ¥ ₹ USD EUR GBP JPY CAD AUD MXN CHF CNY RMB INR BRL KES SDR XDR usd eur rmb"),
    rule("percent", "digit number sign", rf"(?:{NOT_INSIDE}|{MINUS}){_BETWEEN}(?P<n>{_NUMBER})(?:{_AND}(?P<n2>{_NUMBER}))?(?:[ \u00a0]?%|(?:~|-)(?:percent|per~cent|pct)\b(?:~points?\b|age~points?\b)?|~percentage~points?\b)", amounts.percent, needs="% per pct"),
    rule("scaled pounds", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})~(?P<s>{SCALE})~(?P<c>pounds)\b{_PER}", amounts.money, needs="pounds"),
    rule("percent with a fraction", "digit", rf"{NOT_INSIDE}(?P<n>(?:\d{{1,3}}[ \u00a0]?)?{FRACTION})[ \u00a0]?(?:%|percent\b)", amounts.fraction_percent, needs="/ ½ ¼ ¾ ⅛"),
    rule("number, abbreviated unit", "digit sign", rf"(?:{NOT_INSIDE}|{MINUS}){_BETWEEN}(?P<n>{DIGITS})(?:~(?P<s>{SCALE})~|{_AND}(?P<n2>{DIGITS}))?[ \u00a0]?(?P<open>[(\[{{<])?(?P<u>{_ABBREVIATED})(?![\w²³])(?(open)[)\]}}>])(?:~(?:a|per)~(?P<per>day|year|hour|month))?", amounts.abbreviated),
    rule("number, short unit", "digit", rf"{NOT_INSIDE}{_BETWEEN}(?P<n>{DIGITS})(?:{_AND}(?P<n2>{DIGITS}))?(?:(?P<u>[mtgl]|in)|[ \u00a0](?P<u1>[mtg]))(?!\w)(?=[ \u00a0]?(?:[,.;)x×]|$|\n|and\b|or\b|by\b|is\b|long\b|wide\b|high\b|tall\b|deep\b|above\b|below\b|of\b))", amounts.abbreviated),
    rule("age", "digit number", rf"{NOT_INSIDE}{_BETWEEN}(?P<n>{_NUMBER})(?:{_AND}(?P<n2>{_NUMBER}))?(?:~|-)(?P<u>years?|months?|weeks?|days?)(?:(?:~|-)olds?\b|~of~age\b)", amounts.age, needs="old of"),
    rule("temperature", "digit sign", rf"(?:{NOT_INSIDE}|{MINUS}){_BETWEEN}(?P<n>{DIGITS})(?:{_AND}(?P<n2>{DIGITS}))?(?:[ \u00a0]?°|~(?:degrees?|deg\b\.?))?~?(?P<u>[Cc]elsius|[Ff]ahrenheit|[Cc]entigrade|[Cc]elcius|[Ff]arenheit|(?:(?<=°)|(?<=°[ ])|(?<=degrees[ ])|(?<=degree[ ])|(?<=deg[ ]))[CcFf])\b", amounts.temperature, needs="elsius ahren entig elcius aren ° deg"),
    rule("angle", "digit", rf"{NOT_INSIDE}(?P<n>{DIGITS})[ \u00a0]?(?:°|deg\b\.?)(?![ ]?[\dCFNSEWcf])", amounts.angle, needs="° deg"),
    rule("fraction, noun", "digit sign", rf"(?:{NOT_INSIDE}|(?<![\w.,/]))(?P<n>(?:\d{{1,4}}[ \u00a0]?)?{FRACTION})(?:~|-)", amounts.fraction, needs="/ ½ ¼ ¾ ⅛"),
    rule("dollars and cents", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})~(?P<c>dollars?|euros?)(?:~and)?~(?P<cents>{_NUMBER})~cents?\b", amounts.dollars_and_cents, needs="cent"),
    rule("half a million", "half", rf"(?P<n>[Hh]alf|[Qq]uarter)~(?:an?~|of~an?~)?(?P<s>{SCALE})\b(?:~(?P<c>{CURRENCY_NAMES}|{_CODE})\b)?", amounts.half_scale),
    rule("ordinal, superlative", "ordinal digit", rf"(?<![\w-])(?P<o>{ORDINAL})(?:~|-){_SUPERLATIVE}\b", amounts.rank, needs="st nd rd th"),
    rule("every", "every", rf"[Ee]very~(?:(?P<o>{ORDINAL})|(?P<n>{_NUMBER}))~(?P<u>years?|months?|weeks?|days?|decades?|hours?|minutes?)\b", amounts.every),
    rule("times a", "number digit times", rf"(?:(?P<n>{_NUMBER})~times|(?P<n1>[Oo]nce|[Tt]wice))~(?:a|an|per|each|every)~(?P<per>year|month|week|day|decade)\b", amounts.times_of, needs="times nce wice"),
    rule("hyphened unit", "digit number", rf"{NOT_INSIDE}(?P<n>{DIGITS}|{WORDS})-(?P<u>{_COMPOUND_UNIT})\b(?!-old|-long-)", amounts.compound, needs="-"),
    rule("vague magnitude", "vague", r"(?P<n>[Hh]undreds|[Tt]housands|[Dd]ozens)~of~(?P<m>thousands|millions)\b(?:~of\b)?|(?P<n1>[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions|[Bb]illions)~of\b(?!~(?:thousands|millions)\b)", amounts.vague),
    rule("one in so many", "digit number", rf"{NOT_INSIDE}(?:(?P<n>[Oo]ne)~(?:in|out~of)|(?P<n1>{_NUMBER})~out~of)~(?:every~)?(?P<d>\d{{1,3}}|{WORDS})\b(?![.,]\d)", amounts.proportion, needs="in out"),
    rule("and a half", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})~and~a~half(?:~(?P<s>{SCALE}))?\b", amounts.half, needs="half"),
    rule("number, noun", "digit number sign", rf"(?:{NOT_INSIDE}|{MINUS}){_BETWEEN}(?P<n>{_NUMBER})(?:(?:~|-)(?P<s>{SCALE})\b)?{_RANGE_TAIL}{NOT_BEFORE}(?!-[A-Za-z])", amounts.counted),
)  # fmt: skip


TABLE: Final = RuleTable(
    rules=RULES,
    words={
        "numbered": (
            "No Nos P section sections article articles chapter chapters resolution resolutions title "
            "page pages box law laws route table figure boeing airbus annex phase flight paragraph "
            "paragraphs decree order room rule form model version"
        ),
        "symbol": "US usd mxn aud cad nzd c C A NZ HK hk R Mex",
        "code": "USD EUR GBP JPY CAD AUD MXN CHF CNY RMB INR BRL KES SDR XDR usd eur rmb",
        "every": "every",
        "times": "once twice",
        "half": "half quarter",
        "vague": "dozens hundreds thousands millions billions",
        "ordinal": (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
            "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth twenty thirty "
            "forty fifty sixty seventy eighty ninety"
        ),
        "number": (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
            "eighty ninety"
        ),
    },
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


def mentions(text: str, anchors: Anchors | None = None) -> list[Mention[Amount]]:
    """Return the quantities of a text, settled, with their hedges; refused spans among them."""
    found = []
    for mention in TABLE.find(text, anchors):
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
