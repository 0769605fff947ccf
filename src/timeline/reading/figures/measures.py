"""What an amount of prose measures, as a noun phrase on which editions can be joined.

Each row of `SHAPES` is one shape of a measure: its name, when it is asked, and what it reads. The
first row that reads one is taken, and its name is kept with the figure. No number, year or hedge is
part of a measure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from timeline.lexicon import pattern_of
from timeline.measurement import dimension
from timeline.reading.figures import (
    bracket_counts,
    bracket_groups,
    compared_groups,
    doers,
    elided_counts,
    extreme_places,
    money_objects,
    more_shapes,
    parts_of_these,
    remaining_shares,
)
from timeline.reading.figures import bracket_shapes as brackets
from timeline.reading.figures import change_shapes as changes
from timeline.reading.figures import comparison_shapes as comparisons
from timeline.reading.figures import count_shapes as counts
from timeline.reading.figures import gapped_clauses as gaps
from timeline.reading.figures import length_shapes as lengths
from timeline.reading.figures import level_shapes as levels
from timeline.reading.figures import list_shapes as lists
from timeline.reading.figures import part_shapes as parts
from timeline.reading.figures import rank_shapes as ranks
from timeline.reading.figures import share_shapes as shares
from timeline.reading.figures import total_shapes as totals
from timeline.reading.figures.amount_places import AmountPlace, Measure
from timeline.reading.figures.measure_places import farther, place_of_words
from timeline.reading.language import measure_words as classes
from timeline.reading.quantities.units import TIMES
from timeline.vocabulary import CLAUSE, SENTENCE

Condition = Callable[[AmountPlace], bool]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of a measure: `read` is asked where all conditions hold.

    `words_from` is the nearest place in which its words can stand.
    """

    name: str
    when: tuple[Condition, ...]
    read: Callable[[AmountPlace], Measure | None]
    words_from: str = CLAUSE


@dataclass(frozen=True, slots=True)
class MeasureReading:
    """What an amount measures, the shape that read it, and where its words stand.

    The phrase is empty where nothing reads it; `words_from` is None where no words name it.
    """

    measure: Measure
    shape: str
    words_from: str | None


def is_rank(place: AmountPlace) -> bool:
    return place.kind == "rank"


def in_bracket(place: AmountPlace) -> bool:
    return place.where.aside is not None


def in_whole(place: AmountPlace) -> bool:
    return place.where.in_whole


def is_change(place: AmountPlace) -> bool:
    return place.kind == "change"


def is_percent(place: AmountPlace) -> bool:
    return place.is_percent


def is_compound(place: AmountPlace) -> bool:
    return place.amount.compound


def is_time(place: AmountPlace) -> bool:
    return place.unit in TIMES


def is_rate(place: AmountPlace) -> bool:
    return place.amount.kind == "rate"


def is_bare(place: AmountPlace) -> bool:
    return place.amount.bare


def is_money_or_size(place: AmountPlace) -> bool:
    return place.amount.kind in ("level", "rate") and not place.is_percent


def is_sum(place: AmountPlace) -> bool:
    """Money, a size, or millions of which nobody says what they are: "repaid 1.1 billion"."""
    large = place.amount.bare and place.kind == "count" and place.amount.quantity.value >= _MILLION
    return is_money_or_size(place) or (large and place.unit is None)


_MILLION: Final = 1_000_000


def counts_noun(place: AmountPlace) -> bool:
    money = dimension(place.unit) == "money"
    named = counts.has_counted_noun(place) and not place.is_percent and not money
    return named and not _is_sized(place)


def _is_sized(place: AmountPlace) -> bool:
    """Tell whether the noun is what money or a size is of: "a $300 million loan"."""
    determined = place.chunk.words[0].kind == "d"
    return place.kind == "level" and determined


def not_in_bracket(place: AmountPlace) -> bool:
    return place.where.aside is None


def of_whole_text(place: AmountPlace) -> Measure | None:
    """Of 300 schools, 40 percent have a roof."""
    whole = place.statement.whole
    alone = whole[0].kind == "#" and whole[1:2] and whole[1].kind == "E"
    name = place.text(whole)
    return Measure(f"amount {name}" if alone and is_money_or_size(place) else name)


def next_of_pair(place: AmountPlace) -> Measure | None:
    """5 and 6 million doses, respectively: what the second number measures."""
    parsed, nth = place.parsed, place.number + 1
    joined, following = place.behind, place.at(place.index + 2)
    where = parsed.places.get(nth)
    if where is None or joined is None or following is None or joined.kind not in "&,":
        return None
    own = place.chunk.kind == "#" and nth in following.amounts and where.aside is None
    own = own and following.first not in ("up", "down")  # "the index was 126, down 0.2 per cent"
    in_turn = any(word.lower == "respectively" for word in parsed.words)
    listed = place.amount.bare and counts.counts_further_on(place)
    if not own or not (in_turn or listed):
        return None
    return measure_of(replace(place, where=where, number=nth)).measure


def part_of_counted(place: AmountPlace) -> Measure | None:
    """Twelve of the 30 mills have closed: what the clause says of the whole holds for the part."""
    moved = parts.without_whole(place)
    return None if moved is None else measure_of(moved).measure


SHAPES: Final = (
    Shape("of N, X: the whole", (in_whole,), of_whole_text),
    Shape("rank of X as N", (is_rank,), ranks.rank),
    Shape("amount each", (), bracket_counts.amount_each),
    Shape("X (amount; change)", (in_bracket,), bracket_groups.change_beside),
    Shape("followed by X (amount)", (in_bracket,), bracket_groups.follower, SENTENCE),
    Shape("contribution of X (points)", (in_bracket, is_percent), bracket_groups.points_of_group),
    Shape("share of X (share of Y)", (in_bracket,), brackets.share_of_group),
    Shape("X (at another time: amount)", (in_bracket,), bracket_counts.at_another_time),
    Shape("X (Y: amount)", (in_bracket,), bracket_counts.labelled_group),
    Shape("(N amount)", (in_bracket,), brackets.noun_in_bracket),
    Shape("X (change of it)", (in_bracket,), bracket_counts.counted_in_bracket),
    Shape("X did (share)", (in_bracket,), brackets.share_behind_verb),
    Shape("the largest rise was in X (amount)", (in_bracket,), extreme_places.extreme_place),
    Shape("at a time (amount)", (in_bracket,), brackets.after_a_date),
    Shape("half (share) of X", (in_bracket,), brackets.fraction_of),
    Shape("amount at a time (share of it)", (in_bracket,), bracket_counts.share_behind_date),
    Shape("amount (conversion)", (in_bracket,), brackets.amount_before_bracket),
    Shape("N and N (amount of the next)", (in_bracket,), brackets.listed_group),
    Shape("fall (change) in X", (in_bracket,), brackets.change_before_bracket),
    Shape("X is higher in N (amount)", (in_bracket, is_percent), compared_groups.compared_group),
    Shape("compared with N (amount)", (in_bracket,), compared_groups.group_in_comparison, SENTENCE),
    Shape("X has the highest N (amount)", (in_bracket,), brackets.superlative_of_subject),
    Shape("N (amount), without a verb", (in_bracket,), brackets.group_without_verb),
    Shape("N from X (amount)", (in_bracket,), brackets.group_of_counted),
    Shape("N (amount of one of a list)", (in_bracket,), bracket_counts.beside_counted),
    Shape("X did in N (share)", (in_bracket, is_percent), compared_groups.share_of_subject),
    Shape("N (amount)", (in_bracket,), brackets.noun_before_bracket),
    Shape("X: amount", (not_in_bracket,), lists.named_before_colon),
    Shape("amount or conversion", (), parts.conversion),
    Shape("X did amount; Y, amount", (not_in_bracket,), gaps.next_clause, SENTENCE),
    Shape("NAME, amount", (), lists.after_a_name),
    Shape("above the norm of amount", (), totals.norm, SENTENCE),
    Shape("double the norm of amount", (), totals.compared_norm),
    Shape("so long before or after", (is_time,), lengths.how_early),
    Shape("the same at another time", (), comparisons.same_as_before, SENTENCE),
    Shape("so many of so many N", (), part_of_counted),
    Shape("the whole of so many N", (), parts.whole_of_part),
    Shape("and so many in another state", (), parts.in_another_state),
    Shape("of which X amount", (), totals.item_of_which, SENTENCE),
    Shape("of which amount done", (), totals.part_done, SENTENCE),
    Shape("of these, amount", (), parts_of_these.part_of_these, SENTENCE),
    Shape("this compares with amount", (), comparisons.compares, SENTENCE),
    Shape("X worth amount", (), levels.worth),
    Shape("X and Y amount, respectively", (), comparisons.respectively),
    Shape("amount and amount of X", (), next_of_pair),
    Shape("X brings Y to amount", (), totals.brought_to, SENTENCE),
    Shape("X passed the mark of amount", (is_bare,), totals.milestone),
    Shape("X exceeded Y by amount", (), totals.excess),
    Shape("X adds points to Y", (), totals.points_added),
    Shape("share for the remaining X", (is_percent,), remaining_shares.remaining_share),
    Shape("X by amount, Y by amount", (), lists.next_of_a_list),
    Shape("rise of amount in X and amount in Y", (), changes.next_rise),
    Shape("rise of amount in X", (), changes.noun_of_change),
    Shape("X up amount", (), changes.up_or_down),
    Shape("amount more than", (), more_shapes.more_or_less),
    Shape("X rose by amount", (), changes.verb_of_change),
    Shape("X rose to amount", (), changes.verb_of_change_to),
    Shape("rise in X, from amount to amount", (), changes.rise_from_to),
    Shape("X keeps Y at amount", (), changes.set_to),
    Shape("item by amount", (is_change,), comparisons.item_by_amount),
    Shape("change of what stands before", (is_change,), changes.other_change),
    Shape("amount done", (), levels.amount_done),
    Shape("amount-long N", (is_compound,), lengths.compound),
    Shape("times a year", (is_rate,), lengths.frequency),
    Shape("so long, high or deep", (), lengths.size),
    Shape("so many times as much", (), lengths.times_as_much),
    Shape("every so long", (is_rate, is_time), lengths.interval),
    Shape("so long", (is_time,), lengths.length),
    Shape("of which X is amount", (is_percent,), shares.subject_of_which),
    Shape("target of amount", (), shares.target),
    Shape("so many in so many N", (is_percent,), shares.one_in_so_many),
    Shape("per cent of so much", (is_percent,), shares.share_of_amount),
    Shape("per cent of X", (is_percent,), shares.share_of_whole),
    Shape("X expects amount", (), doers.told_before, SENTENCE),
    Shape("X buys Y at amount", (is_money_or_size,), doers.price_paid),
    Shape("so many per cent did", (is_percent,), shares.subject_share),
    Shape("per cent N", (is_percent,), shares.share_with_noun),
    Shape("so many did so, so many otherwise", (is_bare,), lists.same_act_again),
    Shape("home to so many N", (counts_noun,), counts.home_of),
    Shape("done by so many N", (counts_noun,), counts.agent),
    Shape("so many N did", (counts_noun,), counts.subject_count),
    Shape("there are so many N", (counts_noun,), counts.existing_count),
    Shape("X of so many N", (counts_noun,), counts.amount_of_noun),
    Shape("X reported so many N", (counts_noun,), counts.reported_count),
    Shape("X with so many N", (counts_noun,), counts.behind_preposition),
    Shape("X was so many N", (counts_noun,), counts.stated_count),
    Shape("X has so many N", (counts_noun,), counts.possessed_count),
    Shape("X did so many N", (counts_noun,), counts.object_count),
    Shape("so many of the N did", (is_bare,), elided_counts.part_of_plural),
    Shape("so many, noun before", (is_bare,), elided_counts.elided_noun),
    Shape("a further so many did", (is_bare,), elided_counts.further_ones, SENTENCE),
    Shape("so many N", (counts_noun,), counts.plain_count),
    Shape("X above amount", (is_money_or_size,), levels.threshold),
    Shape("Y at a cost of amount", (is_sum,), money_objects.cost_of_object),
    Shape("X of amount", (not_in_bracket,), levels.noun_before_of),
    Shape("X had N at amount", (), levels.object_of_seeing),
    Shape("amount N", (is_money_or_size,), levels.noun_behind),
    Shape("amount goes to Y", (is_sum,), doers.amount_moving),
    Shape("X spent amount on Y", (is_sum,), levels.money_spent),
    Shape("amount is spent on Y", (is_sum,), levels.money_is_spent),
    Shape("Y with N of amount", (is_money_or_size,), levels.had_by_others),
    Shape("X makes amount in Y", (is_sum,), money_objects.money_in_form),
    Shape("X announces amount for Y", (is_sum,), money_objects.money_announced),
    Shape("amount of N done, too", (is_money_or_size,), gaps.so_much_done_too),
    Shape("X did amount", (is_sum,), levels.amount_acted),
    Shape("amount for Y", (), levels.without_verb),
    Shape("X was so many per cent", (is_percent,), shares.share_of_subject),
    Shape("X was amount", (), levels.level_of_subject),
)
"""The shapes of a measure, in the order in which they are asked."""


def _is_nameless(phrase: str) -> bool:
    """Tell whether a phrase is a pronoun whose noun nobody found, or nothing."""
    for lead in ("share of ", "number of ", "duration of ", "cost of ", "amount of ", "length of "):
        phrase = phrase.removeprefix(lead)
    return phrase.lower() in _NAMELESS


def _is_of_unread(measure: Measure, place: AmountPlace) -> bool:
    """Tell whether a share is of an amount that only its unit names: "two thirds of it"."""
    whole = measure.phrase.removeprefix("share of ")
    unread = tuple(e.base for e in place.told if e.is_unread and e.unit)
    return whole != measure.phrase and any(f"{whole} ".startswith(f"{e} ") for e in unread)


_NAMELESS: Final = classes.PRONOUNS | {"", "them", "us"}
NOT_READ: Final = MeasureReading(Measure(""), "", None)


def measure_of(place: AmountPlace) -> MeasureReading:
    """Return what an amount measures, by the first shape that reads it."""
    for shape in _shapes_where(tuple(holds(place) for holds in _CONDITIONS)):
        found = shape.read(place)
        if found is not None and _EXTREME_CHANGE.match(found.phrase):
            found = Measure("change")
        if found is not None and (
            _is_nameless(found.phrase.removeprefix("change in ")) or _is_of_unread(found, place)
        ):
            found = Measure("change") if found.phrase.startswith("change in ") else None
        if found is not None:
            words_from = farther(shape.words_from, place_of_words(found.phrase, place))
            return MeasureReading(_settled(found, place), shape.name, words_from)
    if place.kind == "change":
        return MeasureReading(Measure("change"), "change alone", None)
    return NOT_READ


_OPENING: Final = re.compile(r"^(?:So|Thus) far | with (?:immediate )?effect$")
_EXTREME_CHANGE: Final = re.compile(
    rf"change in (?:[a-z]{{2,}}est|most|least) (?:[a-z-]+ )?(?:{pattern_of(classes.CHANGE_NOUNS - classes.RESULTS)})s?\b"
)
"""A change of a change, which a pronoun stands for that was not found."""

_CONDITIONS: Final = tuple(dict.fromkeys(holds for shape in SHAPES for holds in shape.when))


@cache
def _shapes_where(answers: tuple[bool, ...]) -> tuple[Shape, ...]:
    """Return the shapes to ask, in order, where the conditions hold or not."""
    holding = {holds for holds, answer in zip(_CONDITIONS, answers, strict=True) if answer}
    return tuple(shape for shape in SHAPES if holding.issuperset(shape.when))


def _settled(measure: Measure, place: AmountPlace) -> Measure:
    """Return a measure without the time that opens it, which says of a change that it is one."""
    phrase, whole = _OPENING.sub("", measure.phrase), measure.whole
    if whole is not None and whole.startswith("who "):  # "three quarters of those who died"
        phrase, whole = phrase.replace(f" {whole}", f" those {whole}", 1), f"those {whole}"
    counted = place.amount.kind in ("count", "level") and not place.is_percent
    if counted and phrase.startswith("share of "):  # "79% or 533,900 of them"
        phrase, whole = phrase.removeprefix("share of "), None
    measure = replace(measure, phrase=phrase, whole=whole)
    named = measure.phrase.startswith(("change in ", "rank of "))
    named = named or measure.phrase.split()[-1].lower() in classes.CHANGE_NOUNS
    if place.kind == "change" and not named:
        return Measure(f"change in {measure.phrase}", measure.subject, None, measure.group)
    return measure
