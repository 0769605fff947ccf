"""Captures of a publication -> runs of equal text, each of them an edition.

The captures stand in the order of the times at which they were seen, and neighbours of equal text
are one run: A, B, A are three. What states a date of publication keeps to it: captures of one text
and one stated date are one edition, those of two stated dates never, and what states none joins
a neighbour of equal text that does, unless it was seen before the date that is stated.

The runs are a function of all captures, whatever the order in which they came in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.model import Claim
from timeline.reading.dates import publication as claim_rules
from timeline.values import Period, day_number

CAPTURE: Final = "capture"
COMMIT: Final = "commit"
GIT: Final = "git:"
"""What the origin of a file in version control begins with: git:<repository>#<commit>:<path>."""

_LABEL = re.compile(r"\d{4}-\d\d-\d\d(t\d{6}z(?P<hash>-[0-9a-f]{8})?)?")


@dataclass(frozen=True, slots=True, order=True)
class TextSighting:
    """One time at which one text was seen; in this order they stand in their publication.

    `at` is ISO 8601 in UTC to the second; `stated` the EDTF text of the date of publication that
    is stated for these bytes, empty for none.
    """

    at: str
    text_key: str
    stated: str
    sha256: str
    origin: str

    @property
    def day(self) -> str:
        """The day on which it was seen."""
        return self.at[:10]


@dataclass(frozen=True, slots=True)
class Run:
    """Sightings of one edition, by time; `stated` is empty where none of them states a date.

    `published` is the stated date, else one day after the last sighting of the run before and
    up to the first of its own.
    """

    sightings: tuple[TextSighting, ...]
    stated: str
    published: Period

    @property
    def first(self) -> TextSighting:
        """The earliest of its sightings."""
        return self.sightings[0]


def stated_of(claims: Iterable[Claim]) -> Claim | None:
    """Return the claim that is believed, None where only the time of capture or commit speaks."""
    return claim_rules.believed(claim for claim in claims if claim.by not in (COMMIT, CAPTURE))


def own_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims that the bytes themselves make, wherever they are found."""
    return tuple(
        claim
        for claim in claims
        if not claim_rules.is_stated(claim) and claim.by not in (COMMIT, CAPTURE)
    )


def with_sightings(claims: Iterable[Claim], seen: Iterable[tuple[str, str]]) -> tuple[Claim, ...]:
    """Return the claims of a capture with those that its sightings, (at, origin) pairs, make.

    A commit dates a text to its day, a capture up to its day; the earliest of each counts.
    """
    found: dict[str, Claim] = {}
    for at, origin in sorted(seen):
        if origin.startswith(GIT):
            commit = origin.rpartition("#")[2].partition(":")[0]
            found.setdefault(COMMIT, Claim(COMMIT, Period.parse(at[:10]), commit))
        else:
            found.setdefault(CAPTURE, Claim(CAPTURE, Period.parse(f"[..{at[:10]}]")))
    told = (claim for claim in claims if claim.by not in (COMMIT, CAPTURE))
    return (*told, *(found[by] for by in (COMMIT, CAPTURE) if by in found))


def runs(sightings: Iterable[TextSighting]) -> tuple[Run, ...]:
    """Return the runs of a publication: by their first sightings, those that state a date last."""
    found: list[list[TextSighting]] = []
    for each in sorted(set(sightings)):
        if found and _joins(found[-1], each):
            found[-1].append(each)
        else:
            found.append([each])
    undated: list[Run] = []
    dated: dict[tuple[str, str], list[TextSighting]] = {}
    before: TextSighting | None = None
    for group in found:
        stated = _stated(group)
        if stated:
            dated.setdefault((stated, group[0].text_key), []).extend(group)
        else:
            day = None if before is None else before.day
            published = date_first_seen(day, group[0].day, group[0].origin)
            undated.append(Run(tuple(group), "", published))
        before = group[-1]
    return (
        *undated,
        *(Run(tuple(group), stated, Period.parse(stated)) for (stated, _), group in dated.items()),
    )


def _joins(group: Sequence[TextSighting], each: TextSighting) -> bool:
    if each.text_key != group[0].text_key:
        return False
    stated = _stated(group)
    if not stated and each.stated:
        year, month, day = map(int, group[0].day.split("-"))
        return Period.parse(each.stated).first <= day_number(year, month, day)
    return each.stated in ("", stated)


def _stated(group: Sequence[TextSighting]) -> str:
    return next((each.stated for each in group if each.stated), "")


def date_first_seen(before: str | None, day: str, origin: str) -> Period:
    """Return when a text was published that was first seen on a day, by EDTF's "one of".

    `before` is the day on which another text of the publication was seen last, None for never.
    """
    if origin.startswith(GIT) or before == day:
        return Period.parse(day)
    return Period.parse(f"[{before or ''}..{day}]")


# ---------------------------------------------------------------- labels


def labels(found: Sequence[Run], taken: Collection[str]) -> tuple[str, ...]:
    """Return the labels of runs that state no date: the day of the first sighting.

    Where two begin on a day, or the day is taken, with the time ("2022-06-07t100000z"), and where
    that does not tell them apart, with the hash of the bytes.
    """
    days = Counter(run.first.day for run in found)
    times = Counter(_time(run) for run in found)
    names = []
    for run in found:
        name = run.first.day
        if days[name] > 1 or name in taken:
            name = _time(run)
            if times[name] > 1 or name in taken:
                name = f"{name}-{run.first.sha256[:8]}"
        names.append(name)
    return tuple(names)


def _time(run: Run) -> str:
    return f"{run.first.day}t{run.first.at[11:19].replace(':', '')}z"


def is_label(label: str) -> bool:
    """Tell whether a label is of the form that `labels` makes, and no name that a person gave."""
    return _LABEL.fullmatch(label) is not None


def gives_way(label: str) -> bool:
    """Tell whether a run of this label takes another one where something else is to have it.

    A name that a person gave stays, and so does one with a hash, after which there is no other.
    """
    form = _LABEL.fullmatch(label)
    return form is not None and form["hash"] is None
