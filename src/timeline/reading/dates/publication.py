"""What is stated of the day of publication, by whom, and where it does not fit together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from timeline.model import Claim, Diagnostic, Passage
from timeline.reading.dates.creation_time import Written, quote_around
from timeline.values import OPEN_PAST, Period
from timeline.vocabulary import CLAIMANTS

CONTRADICT: Final = "dates-contradict"
_STATED: Final = ("user", "editions.json", "name")
"""Those who speak of the edition from outside the capture."""
_LATER: Final = ("commit", "capture")
"""What was captured on a day was published on it or before it."""
_WHO_NAMED: Final = ("user", "editions.json")
"""Who states the date of a file knows its name: "2016.txt" may be the report of that year."""
_ZONES: Final = 1
"""Two clocks may differ by a day on the same moment."""
_AHEAD: Final = re.compile(
    r"^\W*(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|\b(?:by|until|till|through|before|for|with effect|effective|the (?:19|20)\d\d)\b"
    r"|\bfrom (?:\d\d? )?(?:(?:19|20)\d\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
"""What is told in the past may itself look ahead ("pledged to forgive it by 1994"); and a date
alone is one that a figure is as of, which may be an estimate for a day to come."""


def is_stated(claim: Claim) -> bool:
    """Tell whether a claim comes from outside the capture: a user, a list, a name."""
    return claim.by in _STATED


def is_seen(claim: Claim) -> bool:
    """Tell whether a claim says no more than when the text was there."""
    return claim.by in _LATER


def believed(claims: Iterable[Claim]) -> Claim | None:
    """Return the claim of the first claimant that names a day; of several, the earliest.

    A claim that is open to the past ("by then") is a bound, and no date of publication.
    """
    naming = [claim for claim in claims if claim.published.first > OPEN_PAST]
    return min(naming, key=_rank, default=None)


def _rank(claim: Claim) -> tuple[int, int, int]:
    return CLAIMANTS.index(claim.by), claim.published.first, claim.published.last


def merged(old: Sequence[Claim], new: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return what is claimed of bytes that are read again.

    What is stated from outside now takes the place of all that was stated from outside; what the
    capture says itself, that of what it said by the same claimant.
    """
    states_now = any(map(is_stated, new))
    again = {claim.by for claim in new} - {*_LATER}
    kept = (claim for claim in old if not (states_now if is_stated(claim) else claim.by in again))
    return tuple(dict.fromkeys((*kept, *new)))


def contradictions(
    claims: Sequence[Claim], text: str, passages: Sequence[Passage], within: Written
) -> Iterator[Diagnostic]:
    """Yield a warning where the claims do not fit together, or not with what the text tells.

    One names all that do not agree with the claim that is believed; one each says which claim
    lies before what the text tells as past, or after what it tells as still to come.
    """
    best = believed(claims)
    if best is None:
        return
    if best.by in _WHO_NAMED:
        claims = [claim for claim in claims if claim.by != "name"]
    others = [claim for claim in claims if _differ(best, claim)]
    if others:
        said = "; ".join(said_by(claim) for claim in others)
        yield Diagnostic(CONTRADICT, f"{said_by(best)}, which is believed, but {said}")
    for claim in claims:
        if claim.published.first > OPEN_PAST and not is_seen(claim):
            yield from _against_text(claim, text, passages, within, is_best=claim == best)


def _differ(best: Claim, claim: Claim) -> bool:
    """Tell whether no day fits both claims."""
    first, last = claim.published.first, claim.published.last
    if is_seen(claim):
        first = OPEN_PAST
    return best.published.first > last + _ZONES or first > best.published.last + _ZONES


def _against_text(
    claim: Claim, text: str, passages: Sequence[Passage], within: Written, *, is_best: bool
) -> Iterator[Diagnostic]:
    if within.period is None or within.told is None:
        return
    day, told = within.told
    if claim.published.last < day and not _AHEAD.search(" ".join(told.of(text).split())):
        said = quote_around(passages, told)
        yield Diagnostic(
            CONTRADICT, f'{said_by(claim)}, but the text speaks of "{said}" as past', told
        )
    # That the believed date lies too late is told of the edition itself: "published-late".
    if not is_best and within.before is not None and claim.published.first > within.period.last:
        said = quote_around(passages, within.before)
        yield Diagnostic(
            CONTRADICT,
            f'{said_by(claim)}, but the text speaks of "{said}" as still to come',
            within.before,
        )


def said_by(claim: Claim) -> str:
    """Return who states which date, with the words: structured-data says 2023 (datePublished)."""
    words = "" if claim.text is None else f" ({claim.text[:80]})"
    return f"{claim.by} says {_date(claim.published)}{words}"


def _date(period: Period) -> str:
    return period.edtf if period.first > OPEN_PAST else f"by {period.edtf.strip('[].')}"
