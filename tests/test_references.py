"""What a user writes for an edition, and which one it names."""

from __future__ import annotations

import pytest

from timeline.errors import AmbiguousEditionError, EditionNotFoundError
from timeline.model import Imprint
from timeline.values import Period
from timeline.workflow.references import resolve


def imprint(reference: str, published: str | None) -> Imprint:
    publication, _, label = reference.partition("@")
    date = None if published is None else Period.parse(published)
    return Imprint(publication=publication, label=label, published=date)


# In the order of the list of editions.
STORED = [
    imprint("canada@2023", "2023"),
    imprint("canada@-1", "2024"),
    imprint("us-mexico@2019", "2019~"),
    imprint("us-mexico@2022-01", "2022-01"),
    imprint("us-mexico@2022-10", "2022-10"),
    imprint("us-mexico@summer", "[2023-07..2023-09]"),
    imprint("us-mexico@undated-0a1b2c3d", None),
]


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("us-mexico@2019", "us-mexico@2019"),
        ("us-mexico@2022-10", "us-mexico@2022-10"),
        ("us-mexico@201", "us-mexico@2019"),
        ("us-mexico@2022-1", "us-mexico@2022-10"),
        ("us-mexico@2023", "us-mexico@summer"),
        ("us-mexico@2023-07", "us-mexico@summer"),
        ("us-mexico@summer", "us-mexico@summer"),
        ("us-mexico@-1", "us-mexico@summer"),
        ("us-mexico@-2", "us-mexico@2022-10"),
        ("us-mexico@-4", "us-mexico@2019"),
        ("us-mexico", "us-mexico@summer"),
        ("us-mexico@undated-0a1b2c3d", "us-mexico@undated-0a1b2c3d"),
        ("canada@-1", "canada@-1"),
        ("canada@2023", "canada@2023"),
        ("summer", "us-mexico@summer"),
        ("2019", "us-mexico@2019"),
    ],
)
def test_a_reference_names_one_edition(reference: str, found: str) -> None:
    assert resolve(reference, STORED).reference == found


@pytest.mark.parametrize(
    ("reference", "candidates"),
    [
        ("us-mexico@2022", "us-mexico@2022-01, us-mexico@2022-10"),
        (
            "us-mexico@20",
            "us-mexico@2019, us-mexico@2022-01, us-mexico@2022-10, us-mexico@summer",
        ),
        ("202", "canada@2023, canada@-1, us-mexico@2022-01, us-mexico@2022-10, us-mexico@summer"),
        ("@-2", "canada@-1, us-mexico@summer"),
    ],
)
def test_an_ambiguous_reference_names_the_candidates(reference: str, candidates: str) -> None:
    with pytest.raises(
        AmbiguousEditionError, match=f"matches several editions: {candidates}. Write"
    ):
        resolve(reference, STORED)


@pytest.mark.parametrize(
    "reference",
    ["us-mexico@1999", "us-mexico@-5", "us-mexico@sum", "us-mexico@undated", "peru", "peru@-1", ""],
)
def test_a_reference_that_names_nothing_is_refused(reference: str) -> None:
    with pytest.raises(EditionNotFoundError, match=r"^No edition named "):
        resolve(reference, STORED)


def test_a_slip_is_answered_by_the_nearest_name() -> None:
    with pytest.raises(EditionNotFoundError, match="Did you mean 'us-mexico@2019'"):
        resolve("us-mexcio@2019", STORED)


def test_without_any_edition_the_list_is_named() -> None:
    with pytest.raises(EditionNotFoundError, match="Run 'timeline editions'"):
        resolve("us-mexico@2019", [])


def test_undated_editions_have_no_place_in_the_order() -> None:
    with pytest.raises(EditionNotFoundError):
        resolve("us-mexico", STORED[-1:])
