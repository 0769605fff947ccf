"""Name what became of a linked figure or event, in the closed list of the delta contract.

The first name that applies is the change; what else applies is a flag beside it. Values are
compared exactly, those in two units of one kind by the size of their units. The period of a
figure is the one it refers to, else the one it is stated as of.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from timeline.measurement import dimension, in_base
from timeline.model import UNCHANGED, Event, Figure
from timeline.text import normal, words
from timeline.values import OPEN_FUTURE, OPEN_PAST, QUALIFIERS, Period

Named = tuple[str, tuple[str, ...]]
"""A change and its flags, in the order of the contract."""
_EXACT: Final = Context(prec=2_000)  # the default context would round after 28 digits


# ---------------------------------------------------------------- what became of a figure

PRICES: Final = re.compile(
    r"""\b(?: f\.?o\.?b\b | c\.?i\.?f\b
        | (?:current|constant|\d{4})(?:[ ]year)?[ ](?:us[ ])?(?:dollars|prices)
        | (?:base|price)[ ]year[ ]\d{4} )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a text prints of the prices in which a value is: a price year, f.o.b. or c.i.f."""
_MAKES: Final = frozenset(
    "crude refined gross net real nominal adjusted unadjusted constant current".split()
)
"""Words of a label that say which make of a thing is measured, so that another is another one."""
_JUMP: Final = 5
FLAGS: Final = (
    "requalified", "jump", "sign-flip", "period-went-back", "rebased", "redefined", "reworded",
    "moved",
)  # fmt: skip
"""What can be said beside the change of a figure, in the order of the contract."""


def figure_change(old: Figure, new: Figure) -> Named:
    """Return what became of a figure, and what else is to be said of it."""
    change = name_figure_change(old, new)
    flags = {
        "requalified": change != "requalified" and _requalified(old, new),
        "jump": _jump(old, new),
        "sign-flip": old.quantity.value < 0 < new.quantity.value
        or new.quantity.value < 0 < old.quantity.value,
        "period-went-back": _went_back(_when(old), _when(new)),
        "rebased": _basis(old) != _basis(new),
        "redefined": _make(old) != _make(new),
        "reworded": normal(old.measure) != normal(new.measure),
    }
    return change, tuple(flag for flag, holds in flags.items() if holds)


def name_figure_change(old: Figure, new: Figure) -> str:
    """Return what became of a figure, without what else is to be said of it."""
    if (apart := name_what_sets_apart(old, new)) is not None:
        return apart
    one, other = _days(_when(old)), _days(_when(new))
    if _numbers(old) != _numbers(new):
        if one is None or other is None:
            return "changed"
        if one != other:
            return "updated"
        if _agree(old, new):
            return "rounded"
        return "updated" if _goes_on(one) else "restated"
    if one is not None and other is not None and one != other:
        return "redated"
    return "requalified" if _requalified(old, new) else UNCHANGED


def states_another_value(one: Figure, other: Figure) -> bool:
    """Tell whether two figures have two values, not one that is printed with two precisions."""
    return _numbers(one) != _numbers(other) and not _agree(one, other)


def _goes_on(days: tuple[int, int]) -> bool:
    """Tell whether a period has no end: "since January" they are more each time."""
    return days[1] == OPEN_FUTURE


def name_what_sets_apart(old: Figure, new: Figure) -> str | None:
    """Return why two figures are of two series, rescoped or unit-changed; None where of one."""
    if {*words(old.scope or "")} != {*words(new.scope or "")}:
        return "rescoped"
    return "unit-changed" if _other_unit(old, new) else None


def _other_unit(old: Figure, new: Figure) -> bool:
    """Tell whether two units are two.

    What is counted can go by another word, or by none; one length can be printed in two units, and
    so can a longer one, unless the digits are the same or it is far longer.
    """
    units = old.quantity.unit, new.quantity.unit
    if units[0] == units[1]:
        return False
    if all(dimension(unit) == "count" for unit in units):
        return None not in units and _numbers(old) != _numbers(new)
    if _base(old) != _base(new):
        return True
    printed = old.quantity.value == new.quantity.value
    return _numbers(old) != _numbers(new) and (printed or _jump(old, new))


def _when(figure: Figure) -> Period | None:
    return figure.period or figure.as_of


def _days(when: Period | None) -> tuple[int, int] | None:
    return None if when is None else (when.first, when.last)


def _numbers(figure: Figure) -> tuple[Decimal | None, ...]:
    """Return the stated numbers, in the base unit of their own."""
    quantity = figure.quantity
    stated = quantity.value, quantity.value_high, quantity.low, quantity.high
    return tuple(None if number is None else in_base(number, quantity.unit)[0] for number in stated)


def _base(figure: Figure) -> str | None:
    return in_base(figure.quantity.value, figure.quantity.unit)[1]


def _agree(old: Figure, new: Figure) -> bool:
    """Tell whether two values of one unit are one value printed with two precisions."""
    if old.quantity.step == new.quantity.step:
        return False
    steps = [in_base(each.quantity.step, each.quantity.unit)[0] for each in (old, new)]
    coarse, fine = (old, new) if steps[0] > steps[1] else (new, old)
    step = max(steps)
    for one, other in zip(_numbers(coarse)[:2], _numbers(fine)[:2], strict=True):
        if one is None or other is None:
            if one is not other:
                return False
            continue
        above = _EXACT.subtract(abs(other), abs(one))  # a half is rounded up: 12.5 is 13
        twice = _EXACT.multiply(above, Decimal(2))
        if not -step <= twice < step:
            return False
    return True


def _requalified(old: Figure, new: Figure) -> bool:
    return QUALIFIERS[old.quantity.qualifier] != QUALIFIERS[new.quantity.qualifier]


def _jump(old: Figure, new: Figure) -> bool:
    if _base(old) != _base(new) or not (old.quantity.value and new.quantity.value):
        return False
    low, high = sorted(_EXACT.abs(_numbers(figure)[0] or Decimal(0)) for figure in (old, new))
    return high > _EXACT.multiply(low, Decimal(_JUMP))


def _went_back(old: Period | None, new: Period | None) -> bool:
    return old is not None and new is not None and new.first <= old.first and new.last < old.last


def _basis(figure: Figure) -> tuple[object, ...]:
    """Return what a value is measured against: price year, f.o.b. or c.i.f., start of a change."""
    prices = _prices_in((figure.measure, figure.scope, figure.period_text))
    return normal(figure.base) if figure.base else "", prices


@lru_cache(maxsize=16_384)
def _prices_in(texts: tuple[str | None, ...]) -> tuple[str, ...]:
    found = {
        match.lower().replace(".", "") for text in texts if text for match in PRICES.findall(text)
    }
    return tuple(sorted(found))


def _make(figure: Figure) -> frozenset[str]:
    """Return which make of a thing a label says is measured: crude oil, net exports."""
    return _MAKES.intersection(words(figure.measure))


def label_in(figure: Figure, newest: Figure) -> str:
    """Return what a series is called where it states a figure: as now, or by its own make then."""
    return (figure if _make(figure) != _make(newest) else newest).measure


def with_flag(flags: tuple[str, ...], flag: str) -> tuple[str, ...]:
    """Return flags with one more, in the order of the contract."""
    return tuple(name for name in FLAGS if name == flag or name in flags)


# ---------------------------------------------------------------- what became of an event

_PLANNED: Final = frozenset({"scheduled", "postponed"})
_FACT: Final = frozenset({"occurred", "ongoing"})


def event_change(old: Event, new: Event) -> Named:
    """Return the first name that applies; the others are flags beside it."""
    occurred = old.status in _PLANNED and new.status in _FACT
    cancelled = old.status != "cancelled" and new.status == "cancelled"
    dated = _dated(old, new)
    names = [
        *(["occurred"] if occurred else []),
        *(["cancelled"] if cancelled else []),
        *([dated] if dated else []),
        *(["requalified"] if old.status != new.status and not (occurred or cancelled) else []),
    ] or [UNCHANGED]
    reworded = normal(old.title) != normal(new.title)
    return names[0], (*names[1:], *(["reworded"] if reworded else []))


def _dated(old: Event, new: Event) -> str | None:
    if old.recurrence and new.recurrence and old.recurrence != new.recurrence:
        return "rescheduled"
    one, other = old.when, new.when
    if _days(one) == _days(other):
        return None
    if one is not None and other is not None and one.first == other.first == OPEN_PAST:
        # an end that was put off lies in no date that was coarser
        return "corrected" if old.status == new.status == "occurred" else "rescheduled"
    if one is None or (other is not None and one.contains(other)):
        return "refined"
    if other is None or other.contains(one):
        return "coarsened"
    return "rescheduled" if old.status in _PLANNED else "corrected"
