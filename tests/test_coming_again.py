"""What comes again with each edition is another happening each time."""

from __future__ import annotations

import pytest

from editions import event, imprint
from timeline.decode import plain
from timeline.delta import diff
from timeline.linking import link
from timeline.model import Event, Snapshot


def told(title: str, when: str, status: str, *, heading: str, published: str | None) -> Snapshot:
    stated: Event = event(title, when, status)
    return Snapshot(
        imprint=imprint(published or "undated", published),
        doc="a",
        sha256="0" * 64,
        events=(stated,),
        passages=plain.document(f"# {heading}\n\nIt is so, and long enough.\n").passages,
    )


def changes(old: Snapshot, new: Snapshot) -> list[str]:
    found = [
        [row.change for row in diff(a, b, link(a, b)).events] for a, b in ((old, new), (new, old))
    ]
    assert len(found[0]) == len(found[1])
    return sorted(found[0])


ANOTHER = ["added", "dropped"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # a year goes by between the editions, and between the days
        (("Parliament Adopted the Budget", "2023-12-14", "occurred"),
         ("Parliament Adopted the Budget", "2024-12-12", "occurred"), ANOTHER),
        (("Review Will Be Presented", "2024-07-10", "scheduled"),
         ("Review Will Be Presented", "2025-07-09", "scheduled"), ANOTHER),
        # a plan that slips, if by a year, is the same plan
        (("Second Reserve Will Be Opened", "2024", "scheduled"),
         ("Second Reserve Will Be Opened", "2025", "scheduled"), ["rescheduled"]),
        (("Review Will Be Presented", "2024-07-10", "scheduled"),
         ("Review Will Be Presented", "2024-11-20", "scheduled"), ["rescheduled"]),
        (("Review Will Be Presented", "2024-07-10", "scheduled"),
         ("Review Will Be Presented", "2025-07-09", "postponed"), ["rescheduled"]),
        # another turn, by its name
        (("Results of the Second Quarter Will Be Published", "2024-08-14", "scheduled"),
         ("Results of the Third Quarter Will Be Published", "2024-11-14", "scheduled"), ANOTHER),
        (("Figures for March Will Be Released", "2024-04-10", "scheduled"),
         ("Figures for April Will Be Released", "2024-05-10", "scheduled"), ANOTHER),
        (("Bids for the First Lot Will Be Opened", "2024-04-10", "scheduled"),
         ("Bids for the Second Lot Will Be Opened", "2024-05-10", "scheduled"), ANOTHER),
        (("Bids for the First Lot Will Be Opened", "2024-04-10", "scheduled"),
         ("Bids for the First Lot Will Be Opened", "2024-05-10", "scheduled"), ["rescheduled"]),
        # a date that was wrong
        (("Parliament Adopted the Budget", "2023-12-14", "occurred"),
         ("Parliament Adopted the Budget", "2023-12-15", "occurred"), ["corrected"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("dated", [True, False])
def test_what_moves_on_with_the_editions_is_another_happening(
    old: tuple[str, str, str], new: tuple[str, str, str], expected: list[str], dated: bool
) -> None:
    heads = ("Budget brief", "Budget brief") if dated else ("Budget 2024", "Budget 2025")
    dates = ("2024-01-15", "2025-01-20") if dated else (None, None)
    sides = [
        told(*one, heading=head, published=date)
        for one, head, date in zip((old, new), heads, dates, strict=True)
    ]
    assert changes(*sides) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2024-06-19", ANOTHER), (None, ANOTHER), ("2024-04-30", ["rescheduled"])],
)
def test_the_next_meeting_is_not_the_one_that_was_next(
    published: str | None, expected: list[str]
) -> None:
    """Before the old day has come, it can be put off; after it, another one is next."""
    title = "Next Meeting of the Board Will Be Held"
    old = told(title, "2024-05-07", "scheduled", heading="Outlook", published="2024-03-20")
    new = told(title, "2024-08-20", "scheduled", heading="Outlook", published=published)
    assert changes(old, new) == expected
