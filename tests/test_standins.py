from __future__ import annotations

import pytest

from timeline.decode.error_pages import find_stand_in, lost_its_text
from timeline.decode.plain import document

ARTICLE = (
    "# Trade of the Two Countries\n\n"
    + "Trade in goods reached $12 billion in 2022, and the two countries built a bridge. " * 30
)

BORDER = """# Border

The country counts 47 ports of entry, and it denied entry to 404 people in 2022, as the ministry
told the two parliaments in its report of that year.
"""
POWER = """# Power

Maintenance of the dam was planned for 2023 by the two governments, which had agreed on it in 2019
and paid half of it each, as the treaty says.
"""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# Just a moment...\n\nChecking your browser before you go on.", "a block page"),
        ("# Access Denied\n\nReference 18.2f. Ask the owner of the site.", "a block page"),
        ("Your access has been blocked because of where you are.", "a block page"),
        ("Please confirm that you are not a robot and go on to the page.", "a captcha"),
        ("Our systems have detected unusual traffic from your network.", "a captcha"),
        ("# 404 - Page Not Found\n\nIt may have been moved. Try the search.", "an error page"),
        ("The page you requested could not be found on this server.", "an error page"),
        ("# Not found\n\nSorry.", "an error page"),
        ("The service is temporarily unavailable. Come back tomorrow.", "an error page"),
        ("This site is undergoing scheduled maintenance until Monday.", "an error page"),
        ("Please log in to view this report of the ministry.", "a login page"),
        ("Your session has expired. Go back to the start.", "a login page"),
        ("This domain is for sale.", "a parked domain"),
    ],
)
def test_what_stands_in_place_of_a_page_is_told(text: str, reason: str) -> None:
    assert (find_stand_in(document(text)) or "").startswith(reason)


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        f"{ARTICLE}\n\nThe embassy warned of captcha fraud and of access denied at the border.",
        BORDER,
        POWER,
    ],
)
def test_an_edition_is_not_taken_for_a_stand_in(text: str) -> None:
    assert find_stand_in(document(text)) is None


def test_an_edition_that_lost_most_of_its_text_is_told() -> None:
    short = document("# Trade\n\n" + "Trade in goods reached $12 billion in the year 2022. " * 4)
    assert lost_its_text(short, None) is None
    assert lost_its_text(short, 90) is None
    assert lost_its_text(short, 400) == (
        "a page that lost its text (41 words; the previous edition has 400)"
    )
    assert lost_its_text(document("One line."), None) == "a page of 2 words"
