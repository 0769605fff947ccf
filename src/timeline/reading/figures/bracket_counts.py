"""What the counts of a bracket measure: a part of what stands before it, or one of a list.

"Some 900 arrivals (410 women and 490 men)", "production of milk (4 million tonnes) and wool (300 tonnes)".
"""

from __future__ import annotations

import re

from timeline.reading.figures import figure_words
from timeline.reading.figures import part_shapes as parts
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, change_in, name_of
from timeline.reading.figures.bare_numbers import head_noun
from timeline.reading.figures.bracket_shapes import share_of
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.phrases import is_time
from timeline.reading.quantities.units import is_measure


def counted_in_bracket(place: AmountPlace) -> Measure | None:
    """The council (12 members) met; a change in a bracket is one of what stands before."""
    aside, at = place.chunk.aside, place.where.aside or 0
    inner = aside[at]
    if at > 1 and aside[at - 1].is_preposition("of") and aside[at - 2].head in classes.CHANGE_NOUNS:
        return change_in(subject_of(place))
    if inner.kind != "N" or not inner.amounts:
        return None
    if inner.head in classes.CHANGE_NOUNS:
        return change_in(subject_of(place))
    places = place.parsed.places
    told = [
        each
        for each in place.amounts_told
        if each.number in places and places[each.number].aside is None
    ]
    last = told[-1] if told else None
    if last is None or last.kind != "count" or place.is_percent or is_measure(place.unit or ""):
        return None
    if last.number not in place.chunk.amounts and place.chunk.kind not in "VEI":
        return None
    part = place.text([inner])
    own = not part or (last.noun and part.split()[-1] == last.noun)
    return None if own else Measure(f"{part} of {last.base}", last.measure.subject)


def beside_counted(place: AmountPlace) -> Measure | None:
    """Visitors are in Summer Work (5,501), Camp Life (3,221): each name is one of a list."""
    if place.is_percent or place.chunk.kind not in "NA" or place.chunk.amounts:
        return None
    own = place.chunk.aside[place.where.aside or 0]
    if own.kind == "N" and not place.amount.bare:
        return about(f"{place.text([own])} of {_label(place)}")  # "shops (up to ten employees)"
    label = _label(place)
    head = _head(place)
    if not label or not head:
        return None
    if head.lower() in classes.PRONOUNS:
        return about(label)
    led, lead, names = place.text(place.statement.subject).rpartition(" of ")
    listed = re.split(r",? and |, ", names)
    if led and label in listed and len(listed) > 1:
        return about(f"{led}{lead}{label}")
    if place.chunk.kind == "A":
        return None
    lower, last = label.lower(), place.last_told
    first = None if last is None else last.measure.subject
    if first and head.endswith(f" {first}") and name_of(label):
        return Measure(
            f"{head.removesuffix(first)}{label}", label
        )  # "with 488, ahead of Tarn (301)"
    if (listed_before := _label_before(place)) and f" {head}".endswith(f" {listed_before}"):
        return about(f"{head.removesuffix(listed_before)}{label}")
    same = head == label or (lower == label and label in head)
    return about(head) if same else Measure(f"{head}, {label}")


def _label_before(place: AmountPlace) -> str:
    """Return the name in whose bracket the amount before stands, empty for none."""
    last = place.last_told
    where = None if last is None else place.parsed.places.get(last.number)
    if where is None or where.aside is None:
        return ""
    return place.text([place.parsed.statements[where.statement].chunks[where.chunk]])


def _label(place: AmountPlace) -> str:
    return place.text([place.chunk])


def _head(place: AmountPlace) -> str:
    """Return what the amounts of a list count: that before it, else the plural noun before it."""
    last = place.last_told
    if last is not None:
        return last.base.removeprefix("share of ").split(", ")[0]
    opening = place.chunk.aside[0].words[0].start
    return head_noun(place.parsed.words, opening) or place.text(place.statement.subject)


def at_another_time(place: AmountPlace) -> Measure | None:
    """31% of kitchens failed (2017 audit: 48%): the same at the time that the bracket names."""
    aside, at = place.chunk.aside, place.where.aside or 0
    dated = (
        place.is_percent and at == 0 and "".join(chunk.kind for chunk in aside) == "#PD"
    )  # "(29% in 2022)"
    labelled = at > 1 and aside[at].kind == "#" and aside[at - 1].words[0].text == ":"
    if not (dated or labelled):
        return None
    if labelled and not any(chunk.kind == "D" or is_time(chunk) for chunk in aside[: at - 1]):
        return None
    told = [each for each in place.amounts_told if each.number in place.parsed.places]
    same = [each for each in told if place.unit in (each.unit, None)]
    return same[-1].measure if same else None


def labelled_group(place: AmountPlace) -> Measure | None:
    """35% of families have no roof (widows: 48%): the group that the bracket names."""
    aside, at = place.chunk.aside, place.where.aside or 0
    last = place.last_outside_brackets
    if at < 2 or aside[at].kind != "#" or aside[at - 1].words[0].text != ":" or last is None:
        return None
    noun, whole = aside[at - 2], last.measure.whole
    if noun.amounts or last.unit != place.unit:
        return None
    name = place.text([noun])
    if noun.last in figure_words.USUAL:
        return about(f"{name} of {last.base}")  # "rainfall was 40 mm (normal: 52 mm)"
    if noun.kind != "N":
        return None
    if not whole or whole not in last.measure.phrase:
        return None
    if name_of(name) is not None:
        return Measure(f"{last.measure.phrase} in {name}", name, whole, f" in {name}")
    return Measure(last.measure.phrase.replace(whole, name, 1), None, name)


def amount_each(place: AmountPlace) -> Measure | None:
    """84 grants ($25,000 each)."""
    last = place.last_told
    if "each" not in place.words_behind(1) or last is None:
        return None
    that = place.before_that
    if place.preposition == "of" and that is not None and that.kind == "N" and not that.amounts:
        return Measure(f"{place.text([that])} of {last.base}", last.measure.subject)
    return Measure(f"amount of {last.base}", last.measure.subject)


def share_behind_date(place: AmountPlace) -> Measure | None:
    """Debt reached €131 billion at the end of 2026 (73% of GDP): the share of the sum of the clause."""
    if place.chunk.kind != "D":
        return None
    told, whole = place.last_outside_brackets, parts.whole_in_bracket(place)
    aside, at = place.chunk.aside, place.where.aside or 0
    of = at + 1 < len(aside) and aside[at + 1].is_preposition("of")
    numbers = {number for chunk in place.chunks[: place.index] for number in chunk.amounts}
    if told is None or told.number not in numbers or not (place.is_percent and of):
        return None
    if told.kind not in ("level", "count") or told.unit == "percent":
        return None
    return parts.in_whole(told.measure, whole) if whole else share_of(place, told.measure.phrase)
