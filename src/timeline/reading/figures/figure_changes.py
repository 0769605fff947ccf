"""What an amount of prose says of a change: whether it is one, and its direction."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from timeline.model import Figure
from timeline.reading.figures import value_changes
from timeline.reading.figures.amount_places import Measure
from timeline.reading.figures.measures import MeasureReading
from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.sentences import Sentence
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount

_CHANGING: Final = ("level", "count", "share", "change", "duration")
"""Kinds of amounts that can be a change."""
_PROPORTION: Final = "one in so many"
"""The rule of a share that no word before it makes a change: "fewer than one in ten"."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """What an amount says of a change: its direction, and the figure that it goes on with."""

    direction: str | None = None
    goes_on: Figure | None = None
    is_change: bool = False


def change_of(
    sentence: Sentence, mention: Mention[Amount], amount: Amount, previous: Figure | None
) -> FigureChange:
    """Return what an amount says of a change by the words around it, or by the figure before it."""
    direction = None
    if amount.kind in _CHANGING and mention.rule != _PROPORTION:
        direction = value_changes.direction(
            sentence.text, sentence.start, mention.span, amount.quantity.unit,
            counts=amount.kind == "count",
        )  # fmt: skip
    again = previous if _goes_on(sentence.text, previous, mention) else None
    direction = direction or (again.direction if again is not None else None)
    return FigureChange(direction, again, direction is not None or amount.kind == "change")


_OFF: Final = {
    **dict.fromkeys(("above", "faster", "stronger", "longer"), value_changes.UP),
    **dict.fromkeys(("below", "slower", "weaker", "shorter", "short"), value_changes.DOWN),
}
"""Words behind an amount that is off another one: "12% above the average"."""
_GROWS_AT: Final = re.compile(
    r"\b(?:(?P<up>gr[eo]w\w*|r[io]s(?:e|es|en|ing)|expand\w*|increas\w*)|declin\w*|f[ae]ll\w*|shr[aiu]nk\w*|contract\w*|decreas\w*)"
    r"\s+(?:at\s+(?:[a-z]+\s+){0,2}|(?:[a-z]+\s+){0,3}(?:in|among|for|at)\s+[^.,;()]{1,60}\s\()$"
)
"""The verb of a change that its amount follows at a distance: "grew at 3%", "rose most in Orle (5%)"."""
_NEXT_WORD: Final = re.compile(r"\s{1,2}(?P<word>[a-z]+)\b")


def of_growth_before(
    sentence: Sentence, previous: Figure | None, mention: Mention[Amount], reading: MeasureReading
) -> MeasureReading:
    """Return a reading, about what the figure before measures where it goes on with its growth."""
    if previous is None or not _is_growth_before(sentence, previous, mention, reading):
        return reading
    return replace(reading, measure=replace(reading.measure, phrase=previous.measure))


def _is_growth_before(
    sentence: Sentence, previous: Figure, mention: Mention[Amount], reading: MeasureReading
) -> bool:
    """Tell whether a percentage is how much it was before: "rose by 5%, down from 6% in May"."""
    if previous.quote is None or mention.value is None or previous.quantity.unit != "percent":
        return False
    grew = previous.kind == "change" and mention.value.quantity.unit == "percent"
    between = sentence.text[previous.quote.span.end : mention.span.start]
    again = previous.measure == f"change in {reading.measure.phrase}"
    return grew and again and _SLOWED.fullmatch(between) is not None


_SLOWED: Final = re.compile(
    r"[^.;()]{0,60},\s(?:(?:revised\s)?(?:down|up|slower|faster|easing|slowing)|revised)\s(?:from|than)\s"
    r"|[^.;()]{0,40},\s(?:[a-z]+ly\s)?(?:more|less|higher|lower|faster|slower|stronger|weaker)\sthan\sthe\s"
)


def of_multiple(text: str, mention: Mention[Amount], reading: MeasureReading) -> MeasureReading:
    """Return a reading, of a level where another one is a multiple of it: "double the 1,420 of May"."""
    start = mention.span.start
    phrase = reading.measure.phrase
    if not phrase.startswith("change in ") or not _MULTIPLE_OF.search(
        text, max(0, start - 16), start
    ):
        return reading
    return replace(reading, measure=replace(reading.measure, phrase=phrase[len("change in ") :]))


_MULTIPLE_OF: Final = re.compile(
    r"\b(?:double|twice|treble|triple|half|times)\s(?:the|its|their)\s$"
)


def with_direction(
    change: FigureChange,
    measure: Measure,
    text: str,
    mention: Mention[Amount],
    previous: Figure | None,
) -> FigureChange:
    """Return a change whose direction is told by a word behind it, or by the change before it."""
    unit = None if mention.value is None else mention.value.quantity.unit
    if change.direction is not None or not f"{measure.phrase} ".startswith("change "):
        return change
    behind = _NEXT_WORD.match(text, mention.span.end)
    sign = _OFF.get(behind["word"]) if behind is not None else None
    if unit not in RELATIVE and sign is None:
        return change
    start = mention.span.start
    grows = _GROWS_AT.search(text, max(0, start - 90), start) if sign is None else None
    if grows is not None:
        sign = value_changes.UP if grows["up"] else value_changes.DOWN
    if sign is None and previous is not None and f"{previous.measure} ".startswith("change "):
        again = previous.quantity.unit == unit and previous.direction is not None
        sign = previous.direction if again and not _names_change(text, previous, mention) else None
    return change if sign is None else FigureChange(sign, change.goes_on, is_change=True)


RELATIVE: Final = ("percent", "percentage point", "basis point")


def _names_change(text: str, previous: Figure, mention: Mention[Amount]) -> bool:
    """Tell whether a word of another direction stands between two changes."""
    start = 0 if previous.quote is None else previous.quote.span.end
    words = re.findall(r"[a-z]+", text[start : mention.span.start])
    return any(lemma(word) in classes.CHANGE_VERBS | classes.CHANGE_NOUNS for word in words)


def _goes_on(text: str, previous: Figure | None, mention: Mention[Amount]) -> bool:
    """Tell whether a percentage, or an amount of one unit, goes on with the change before it."""
    if previous is None or previous.direction is None or previous.quote is None:
        return False
    unit = None if mention.value is None else mention.value.quantity.unit
    if value_changes.says_again(text, previous.quote.span.end, mention.span):
        return True
    akin = unit in ("percent", "percentage point") or unit == previous.quantity.unit
    return akin and value_changes.goes_on(text, previous.quote.span.end, mention.span)
