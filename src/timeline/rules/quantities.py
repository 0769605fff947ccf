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
    Anchors,
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
    FRACTION,
    MINUS,
    NOT_BEFORE,
    NOT_INSIDE,
    ORDINAL,
    SCALE,
    SHORT_SCALE,
    WORDS,
    any_step,
    any_value,
    fraction_value,
    ordinal_value,
    scale_factor,
    times,
)
from timeline.rules.units import (
    ABBREVIATIONS,
    CURRENCIES,
    CURRENCY_NAMES,
    TIMES,
    canonical,
    is_measure,
    singular_noun,
)
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
_BETWEEN: Final = r"(?P<between>(?<=etween[ \u00a0\n]))?"
_AND: Final = r"(?(between)~and~|(?:~to~|[ ]?[-–—][ ]?))"
"""What joins the ends of a range: "and" only behind "between"."""
_SYMBOL: Final = r"(?:US[ ]?\$|(?:usd|mxn|aud|cad|nzd)\$|[Cc][ ]?\$|A\$|NZ\$|(?:HK|hk)[ ]?\$|R\$|Mex\$|[$€£¥₹])"
_CODE: Final = r"(?:USD|EUR|GBP|JPY|CAD|AUD|MXN|CHF|CNY|RMB|INR|BRL|KES|SDR|XDR|usd|eur|rmb)"
_PER: Final = (
    r"(?:~(?:a|an|per|each|every)~(?P<per>day|week|month|year|hour|minute|person|capita|household|family|share|barrel|ton|head)\b)?"
)
_SUPERLATIVE: Final = (
    r"(?:(?:most|least)(?:~|-)[a-z]+|[a-z]{2,}(?:est)|leading|top|largest|ranked|ranking)"
)


def _quantity(
    match: re.Match[str], unit: str | None, *, low: str = "n", high: str = "n2", per: str | None = None
) -> Quantity:
    """Return the quantity of a match with number and scale groups, a range where `n2` stands."""
    groups = match.groupdict()
    scale = groups.get("s") or groups.get("s0") or None
    if groups.get(high) is None:
        factor = scale_factor(scale)
        value = times(any_value(match[low]), scale)
        return Quantity(
            value=-value if groups.get("minus") else value,
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
    return CURRENCIES.get(key) or CURRENCIES.get(key.removesuffix("s")) or key


def _money(match: re.Match[str]) -> Amount:
    groups = match.groupdict()
    per = groups.get("per")
    printed = match["c"] or match["c0"]
    quantity = _quantity(match, _currency(printed), per=per)
    name = printed.split()
    name[-1] = singular_noun(name[-1])
    return Amount(quantity, "rate" if per else "level", " ".join(name))


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
    if _belongs_to_name(match) or _is_anaphoric(match, noun) or (match["n"].lower() in ("one", "zero") and not match["s"]):
        return None
    per = _RATE.match(text, noun.end)
    kind = "rate" if per else _kind(noun.unit)
    quantity = _quantity(match, noun.unit, per=per["per"] if per else None)
    end = per.end() if per else noun.end
    return Amount(quantity, kind, _noun_text(noun.unit, noun.unit_text), noun.text, extent=end)


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


_NAME_BEFORE: Final = re.compile(r"(?<![.!?:;]\s)(?<![\n(])\b(?P<name>[A-Z][a-z]{2,})[ \u00a0]$")
_NOT_NAMES: Final = frozenset(
    """About Around Some Over Under Nearly Almost Only All The These Those Its Their Our And But Or In
    On At By Of For From With To Since Until Between Than Up More Less Fewer Another Other Of There Are
    Were Was Is Has Have Had January February March April May June July August September October
    November December""".split()
)


def _belongs_to_name(match: re.Match[str]) -> bool:
    """Tell whether a short number closes a name ("Apollo 11 missions", "Type 2 patients")."""
    if not match["n"].isdigit() or len(match["n"]) > 3 or match["s"] or match["n2"]:
        return False
    name = _NAME_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    return name is not None and name["name"] not in _NOT_NAMES and name.start() > 0


def _is_anaphoric(match: re.Match[str], noun: CountedNoun) -> bool:
    """Tell whether a small definite count only points back ("the two countries")."""
    if noun.modified or noun.unit in TIMES or match["n"][0].isdigit() or match["s"]:
        return False
    before = match.string[max(0, match.start() - 10) : match.start()]
    return _DEFINITE.search(before) is not None and any_value(match["n"]) <= _TEN


def _compound(match: re.Match[str]) -> Amount:
    unit = canonical(match["u"])
    return Amount(_quantity(match, unit), _kind(unit), _noun_text(unit, match["u"]), compound=True)


def _noun_text(unit: str | None, printed: str | None) -> str | None:
    """Return the counted noun; a unit of measurement counts none, its name is the unit."""
    return None if is_measure(unit) else printed


def _dollars_and_cents(match: re.Match[str]) -> Amount:
    value = any_value(match["n"]) + any_value(match["cents"]).scaleb(-2)
    quantity = Quantity(value=value, unit=_currency(match["c"]), step=Decimal("0.01"))
    return Amount(quantity, "level", singular_noun(match["c"]))


def _half_scale(match: re.Match[str]) -> Amount | None:
    value = scaled(Decimal("0.5" if match["n"].lower() == "half" else "0.25"), scale_factor(match["s"]))
    if match["c"]:
        return Amount(_exactly(value, _currency(match["c"])), "level", singular_noun(match["c"]))
    noun = counted_noun(match.string, match.end())
    if noun is None:
        return None
    return Amount(_exactly(value, noun.unit), _kind(noun.unit), noun.unit_text, noun.text, noun.end)


def _every(match: re.Match[str]) -> Amount:
    number = Decimal(ordinal_value(match["o"])) if match["o"] else any_value(match["n"])
    return Amount(Quantity(value=number, unit=canonical(match["u"])), "rate")


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
    return Amount(
        Quantity(value=whole, unit=unit, step=step),
        _kind(unit),
        _noun_text(unit, noun.unit_text if noun else None),
        noun.text if noun else None,
        extent=noun.end if noun else None,
        bare=noun is None,
    )


def _times_of(match: re.Match[str]) -> Amount:
    if match["n1"]:
        number = Decimal(1 if match["n1"].lower() == "once" else 2)
    else:
        number = any_value(match["n"])
    return Amount(Quantity(value=number, unit="time", per=match["per"]), "rate", "time")


def _abbreviated(match: re.Match[str]) -> Amount:
    groups = match.groupdict()
    unit = ABBREVIATIONS.get(groups["u"] or groups["u1"]) or canonical(groups["u"] or groups["u1"])
    per = groups.get("per")
    return Amount(_quantity(match, unit, per=per), "rate" if per else "level")


def _age(match: re.Match[str]) -> Amount:
    unit = canonical(match["u"])
    return Amount(_quantity(match, unit), "duration", f"{unit} of age")


def _temperature(match: re.Match[str]) -> Amount:
    unit = "celsius" if match["u"][0] in "Cc" else "fahrenheit"
    return Amount(_quantity(match, unit), "level")


def _angle(match: re.Match[str]) -> Amount:
    return Amount(_quantity(match, "degree"), "level")


def _fraction(match: re.Match[str]) -> Amount | None:
    value = fraction_value(match["n"].replace("\u00a0", " "))
    noun = counted_noun(match.string, match.end() - 1)
    if noun is None:
        single = _SINGLE.match(match.string, match.end())
        unit = canonical(single[0]) if single else None
        if single is None or not is_measure(unit):
            return None
        return Amount(_exactly(value, unit), "level", extent=single.end())
    return Amount(_exactly(value, noun.unit), _kind(noun.unit), noun.unit_text, noun.text, noun.end)


_SINGLE: Final = re.compile(r"[a-z]+")


def _fraction_percent(match: re.Match[str]) -> Amount:
    value = fraction_value(match["n"].replace("\u00a0", " "))
    return Amount(_exactly(value, "percent"), "share", "percent")


def _exactly(value: Decimal, unit: str | None) -> Quantity:
    exponent = value.as_tuple().exponent
    return Quantity(value=value, unit=unit, step=Decimal(1).scaleb(min(0, int(exponent))))


def _kind(unit: str | None) -> str:
    return "duration" if unit in TIMES else "level" if is_measure(unit) else "count"


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
    refusal("letters and digits", "digit", r"\d+(?:st|nd|rd|th)\b|\d+(?!(?:USD|EUR|GBP|JPY|CAD|AUD|MXN|CHF)\b)[A-Z][A-Za-z]*\b(?<![KMB])|\d+K~[A-Z]\w+"),
    refusal("street number", "digit", r"\d{1,5}~(?:[A-Z][\w.]*~){1,3}(?:Ave|Avenue|St|Street|Road|Rd|Blvd|Boulevard|Drive|NW|NE|SW|SE)\b", needs="Ave St Road Rd Blvd Boul Drive NW NE SW SE"),
    refusal("postal code", "digit", r"(?<=[A-Z]{2}[ \u00a0])\d{5}(?:-\d{4})?\b"),
    refusal("telephone", "digit", r"(?:\d{3}[-.]){1,2}\d{3}[-.]\d{4}\b|\d{3}[-.]\d{4}\b", needs="- ."),
    refusal("clock time", "digit", r"\d{1,2}:\d\d(?::\d\d)?\b|\d{1,2}~?[ap]\.?m\b", needs=": m"),
    refusal("coordinates", "digit", r"\d{1,3}~\d\d~[NSEW]\b|\d{1,3}°[ ]?(?:\d{1,2}['′’]|[NSEW]\b|north|south|east|west)", needs="N S E W °"),
    refusal("one of", "number", r"[Oo]ne~of\b"),
    refusal("reading time", "digit", r"\d{1,3}~min(?:ute)?s?~read\b", needs="read"),
    rule("symbol, amount", "symbol sign", rf"(?:{MINUS})?{_BETWEEN}(?P<c>{_SYMBOL})[ \u00a0]?(?P<n>{DIGITS})(?:(?:~|-)(?P<s>{SCALE})\b|(?P<s0>{SHORT_SCALE})\b)?(?:{_AND}(?:{_SYMBOL})?(?P<n2>{DIGITS})(?:~(?P<s2>{SCALE})\b)?)?{NOT_BEFORE}(?:~(?:USD|US~dollars)\b)?{_PER}", _money),
    rule("code, amount", "code", rf"{_BETWEEN}(?P<c>{_CODE})[ \u00a0]?(?P<n>{DIGITS})(?:~(?P<s>{SCALE})\b)?(?:{_AND}(?P<n2>{DIGITS})(?:~(?P<s2>{SCALE})\b)?)?{NOT_BEFORE}{_PER}", _money),
    rule("amount, currency", "digit number", rf"{NOT_INSIDE}{_BETWEEN}(?P<n>{_NUMBER})(?:(?:~|-)(?P<s>{SCALE})|(?P<s0>{SHORT_SCALE}))?{_RANGE_TAIL}(?:~(?P<c>{CURRENCY_NAMES}|{_CODE})\b|[ \u00a0]?(?P<c0>[$€£¥₹](?!\d)|{_CODE}\b)){_PER}", _money, needs="ollar euro Euro peso pound ranc yen yuan renminbi hilling upee reais markka guilder mark eseta lira zlot uble kron won rand baht cent pence $ € £ ¥ ₹ USD EUR GBP JPY CAD AUD MXN CHF CNY RMB INR BRL KES SDR XDR usd eur rmb"),
    rule("percent", "digit number sign", rf"(?:{NOT_INSIDE}|{MINUS}){_BETWEEN}(?P<n>{_NUMBER})(?:{_AND}(?P<n2>{_NUMBER}))?(?:[ \u00a0]?%|(?:~|-)(?:percent|per~cent|pct)\b(?:~points?\b|age~points?\b)?|~percentage~points?\b)", _percent, needs="% per pct"),
    rule("scaled pounds", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})~(?P<s>{SCALE})~(?P<c>pounds)\b{_PER}", _money, needs="pounds"),
    rule("percent with a fraction", "digit", rf"{NOT_INSIDE}(?P<n>(?:\d{{1,3}}[ \u00a0]?)?{FRACTION})[ \u00a0]?(?:%|percent\b)", _fraction_percent, needs="/ ½ ¼ ¾ ⅛"),
    rule("number, abbreviated unit", "digit sign", rf"(?:{NOT_INSIDE}|{MINUS}){_BETWEEN}(?P<n>{DIGITS})(?:~(?P<s>{SCALE})~|{_AND}(?P<n2>{DIGITS}))?[ \u00a0]?(?P<open>[(\[{{<])?(?P<u>{_ABBREVIATED})(?![\w²³])(?(open)[)\]}}>])(?:~(?:a|per)~(?P<per>day|year|hour|month))?", _abbreviated),
    rule("number, short unit", "digit", rf"{NOT_INSIDE}{_BETWEEN}(?P<n>{DIGITS})(?:{_AND}(?P<n2>{DIGITS}))?(?:(?P<u>[mtgl]|in)|[ \u00a0](?P<u1>[mtg]))(?!\w)(?=[ \u00a0]?(?:[,.;)x×]|$|\n|and\b|or\b|by\b|is\b|long\b|wide\b|high\b|tall\b|deep\b|above\b|below\b|of\b))", _abbreviated),
    rule("age", "digit number", rf"{NOT_INSIDE}{_BETWEEN}(?P<n>{_NUMBER})(?:{_AND}(?P<n2>{_NUMBER}))?(?:~|-)(?P<u>years?|months?|weeks?|days?)(?:(?:~|-)olds?\b|~of~age\b)", _age, needs="old of"),
    rule("temperature", "digit sign", rf"(?:{NOT_INSIDE}|{MINUS}){_BETWEEN}(?P<n>{DIGITS})(?:{_AND}(?P<n2>{DIGITS}))?(?:[ \u00a0]?°|~(?:degrees?|deg\b\.?))?~?(?P<u>[Cc]elsius|[Ff]ahrenheit|[Cc]entigrade|[Cc]elcius|[Ff]arenheit|(?:(?<=°)|(?<=°[ ])|(?<=degrees[ ])|(?<=degree[ ])|(?<=deg[ ]))[CcFf])\b", _temperature, needs="elsius ahren entig elcius aren ° deg"),
    rule("angle", "digit", rf"{NOT_INSIDE}(?P<n>{DIGITS})[ \u00a0]?(?:°|deg\b\.?)(?![ ]?[\dCFNSEWcf])", _angle, needs="° deg"),
    rule("fraction, noun", "digit sign", rf"(?:{NOT_INSIDE}|(?<![\w.,/]))(?P<n>(?:\d{{1,4}}[ \u00a0]?)?{FRACTION})(?:~|-)", _fraction, needs="/ ½ ¼ ¾ ⅛"),
    rule("dollars and cents", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})~(?P<c>dollars?|euros?)(?:~and)?~(?P<cents>{_NUMBER})~cents?\b", _dollars_and_cents, needs="cent"),
    rule("half a million", "half", rf"(?P<n>[Hh]alf|[Qq]uarter)~(?:an?~|of~an?~)?(?P<s>{SCALE})\b(?:~(?P<c>{CURRENCY_NAMES}|{_CODE})\b)?", _half_scale),
    rule("ordinal, superlative", "ordinal digit", rf"(?<![\w-])(?P<o>{ORDINAL})(?:~|-){_SUPERLATIVE}\b", _rank, needs="st nd rd th"),
    rule("every", "every", rf"[Ee]very~(?:(?P<o>{ORDINAL})|(?P<n>{_NUMBER}))~(?P<u>years?|months?|weeks?|days?|decades?|hours?|minutes?)\b", _every),
    rule("times a", "number digit times", rf"(?:(?P<n>{_NUMBER})~times|(?P<n1>[Oo]nce|[Tt]wice))~(?:a|an|per|each|every)~(?P<per>year|month|week|day|decade)\b", _times_of, needs="times nce wice"),
    rule("hyphened unit", "digit number", rf"{NOT_INSIDE}(?P<n>{DIGITS}|{WORDS})-(?P<u>{_COMPOUND_UNIT})\b(?!-old|-long-)", _compound, needs="-"),
    rule("vague magnitude", "vague", r"(?P<n>[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions|[Bb]illions)(?:~of~(?P<m>thousands|millions))?~of\b", _vague),
    rule("and a half", "digit number", rf"{NOT_INSIDE}(?P<n>{_NUMBER})~and~a~half(?:~(?P<s>{SCALE}))?\b", _half, needs="half"),
    rule("number, noun", "digit number sign", rf"(?:{NOT_INSIDE}|{MINUS}){_BETWEEN}(?P<n>{_NUMBER})(?:(?:~|-)(?P<s>{SCALE})\b)?{_RANGE_TAIL}{NOT_BEFORE}(?!-[A-Za-z])", _counted),
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
