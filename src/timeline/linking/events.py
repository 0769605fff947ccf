"""Link the events of two editions: the same happening, planned or past, whatever its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from timeline.alignment import Pair, Weights, candidates, title_stems, unpriced
from timeline.linking.coming_again import comes_again
from timeline.linking.pairing import Found, Matcher, content_keys
from timeline.model import Event, Snapshot
from timeline.values import Period

_ALIKE_ON_ONE_DATE: Final = {"day": 50, "month": 55}
"""From which likeness two titles of one date are one happening; 65 for longer periods."""
_IN_PLACE, _SURE = 15, 50
"""What one sentence speaks for, and from which score on two sentences are one."""
_SAME_ACTOR: Final = 10
"""What a named actor of both speaks for."""
_ALIKE_REFINED, _ALIKE_REDATED = 65, 75
_PLANNED: Final = frozenset({"scheduled", "postponed"})
_YEAR: Final = 366
_BROUGHT_FORWARD: Final = 45
"""In days."""


def link_events(before: Snapshot, after: Snapshot, passages: Mapping[Pair, int]) -> Found:
    """Return the links: same title and date, same date, finer date, and other date last.

    Given are the links of passages with their scores: events of one sentence need be less alike.
    """
    matcher = Matcher(before.events, after.events)
    matcher.link_equal(content_keys(before.events), content_keys(after.events))
    if not (matcher.first and matcher.second):
        return matcher.found
    old = [title_stems(event.title) for event in before.events]
    new = [title_stems(event.title) for event in after.events]
    matcher.link_groups(
        {i: (old[i], *_date(before.events[i])) for i in matcher.first},
        {j: (new[j], *_date(after.events[j])) for j in matcher.second},
        "same title and date",
    )
    old_sums = [unpriced(event.title) for event in before.events]
    new_sums = [unpriced(event.title) for event in after.events]
    matcher.link_groups(
        {i: (old_sums[i], *_date(before.events[i])) for i in matcher.first},
        {j: (new_sums[j], *_date(after.events[j])) for j in matcher.second},
        "same title and date, other sum",
    )
    # linked events count too: they tell which dates the other edition states
    weights = Weights((*old, *new))
    pairs = [
        (
            weights.shares(old[i], new[j])[0]
            + (_IN_PLACE if _near(before.events[i], after.events[j], passages) else 0),
            (i, j),
        )
        for i, j in candidates(dict(enumerate(old)), dict(enumerate(new)))
        if i in matcher.first or j in matcher.second
    ]
    matcher.link_best(_on_one_date(pairs, before, after))
    matcher.link_best(_refined(pairs, before, after))
    matcher.link_best(_redated(pairs, before, after))
    return matcher.found


def _near(old: Event, new: Event, passages: Mapping[Pair, int]) -> bool:
    """Tell whether two events stand in sentences that are linked for their words."""
    if old.passage is None or new.passage is None:
        return False
    return passages.get((old.passage, new.passage), 0) >= _SURE


def _date(event: Event) -> tuple[Pair | None, str | None]:
    when = event.when
    return None if when is None else (when.first, when.last), event.recurrence


def _on_one_date(
    pairs: list[tuple[int, Pair]], before: Snapshot, after: Snapshot
) -> Iterator[tuple[int, Pair, str]]:
    for score, (i, j) in pairs:
        old, new = before.events[i], after.events[j]
        if _date(old) == _date(new):
            precision = None if old.when is None else old.when.precision
            score += _SAME_ACTOR if _share_actor(old, new) else 0
            if score >= _ALIKE_ON_ONE_DATE.get(precision or "", 65):
                yield score, (i, j), "same date, similar title"


def _share_actor(old: Event, new: Event) -> bool:
    """Tell whether a name of two words or more stands among the actors of both."""
    return any(" " in name for name in {*old.actors} & {*new.actors})


def _refined(
    pairs: list[tuple[int, Pair]], before: Snapshot, after: Snapshot
) -> Iterator[tuple[int, Pair, str]]:
    for score, (i, j) in pairs:
        old, new = before.events[i], after.events[j]
        if score >= _ALIKE_REFINED and old.recurrence == new.recurrence and _nested(old, new):
            yield score, (i, j), "similar title, one date within the other"


def _nested(old: Event, new: Event) -> bool:
    """Tell whether one date is the other, told more finely.

    What happened within the years of a programme is not the programme: a point within an interval
    counts only where both begin on one day.
    """
    one, other = old.when, new.when
    if one is None or other is None or not (one.contains(other) or other.contains(one)):
        return False
    return ("/" in one.edtf) == ("/" in other.edtf) or one.first == other.first


def _redated(
    pairs: list[tuple[int, Pair]], before: Snapshot, after: Snapshot
) -> Iterator[tuple[int, Pair, str]]:
    """Yield what may be one happening under two dates: where neither edition states the other's."""
    rows = list(_on_one_date(pairs, before, after))
    stated_old, stated_new = {pair[0] for _, pair, _ in rows}, {pair[1] for _, pair, _ in rows}
    for score, (i, j) in pairs:
        if score < _ALIKE_REDATED or i in stated_old or j in stated_new:
            continue
        if _told_too_early(before, i, after, j) or _told_too_early(after, j, before, i):
            continue
        if comes_again(before, before.events[i], after, after.events[j]):
            continue
        if _one_happening(before.events[i], after.events[j], score):
            yield score, (i, j), "similar title, other date"


def _told_too_early(one: Snapshot, i: int, other: Snapshot, j: int) -> bool:
    """Tell whether an edition tells what had happened, and the other dates it after that came out.

    The next election of its kind is no correction of the last one.
    """
    published, when = one.imprint.published, other.events[j].when
    if published is None or when is None or one.events[i].status in _PLANNED:
        return False
    return other.events[j].status not in _PLANNED and when.first > published.last


def _one_happening(old: Event, new: Event, score: int) -> bool:
    """Tell whether statuses and dates allow one happening; the same either way round."""
    if "recurring" in (old.status, new.status) or old.recurrence or new.recurrence:
        return old.status == new.status
    if old.when is None or new.when is None or "cancelled" in (old.status, new.status):
        return True
    match old.status in _PLANNED, new.status in _PLANNED:
        case True, True:
            return True
        case True, False:
            return _kept(old.when, new)
        case False, True:
            return _kept(new.when, old)
    # two past dates are a correction, unless it meets again and again or one lies in the other
    within = old.when.contains(new.when) or new.when.contains(old.when)
    return score >= 100 and not within and "meeting" not in (old.kind, new.kind)


def _kept(plan: Period, fact: Event) -> bool:
    """Tell whether what happened can be what was planned: not long before it, nor a year after.

    A vote can be brought forward by some weeks; what meets again and again met before.
    """
    if fact.when is None:
        return False
    early = 0 if fact.kind == "meeting" else _BROUGHT_FORWARD
    return plan.first - early <= fact.when.last and fact.when.first - plan.last < _YEAR
