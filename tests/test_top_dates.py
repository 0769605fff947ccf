"""The dates of publication that texts and Markdown files state below their titles."""

from __future__ import annotations

import pytest

from timeline.decode import decode
from timeline.model import Capture

STATED = {
    "a day below the title": ("Prices rise\n\n14 March 2024\n\nPrices rose by 3%.", "2024-03-14"),
    "a day in bold": ("# Prices rise\n\n**14 March 2024**\n\nPrices rose by 3%.", "2024-03-14"),
    "below a masthead": (
        "# Bureau of Tarn\n\n## Prices\n\n14 March 2024\n\nIt fell.",
        "2024-03-14",
    ),
    "said to be published": ("Prices\n\nPublished: 14 March 2024\n\nPrices rose.", "2024-03-14"),
    "an office and a day": (
        "# Prices\n\nNational Statistical Office of Orland, 14 March 2024\n\nIt fell.",
        "2024-03-14",
    ),
    "an office of two fields": (
        "# Prices\n\nDepartment for Trade and Industry of Tarn, 14 March 2024\n\nIt fell.",
        "2024-03-14",
    ),
    "a dateline": ("# Port opens\n\nOrle, 14 March 2024 - The port opened today.", "2024-03-14"),
}
NOT_STATED = {
    "a month": "Prices rise\n\nMarch 2024\n\nPrices rose by 3%.",
    "a meeting": "# Pact\n\nSpecial Meeting of the Council of Tarn, 14 March 2024\n\nIt met.",
    "in a sentence": "# Port\n\nOn 14 March 2024 a crane fell.\n\nIt was repaired.",
    "of one section of several": "# Port\n\n## News\n\n14 March 2024\n\nIt opened.\n\n## Tides",
    "of an event to come": "# Meeting\n\nThe meeting takes place on 14 March 2024 in Orle.",
    "far below": "# Port\n\n" + "A crane was built here.\n\n" * 9 + "14 March 2024\n",
}


def stated(text: str, media_type: str) -> list[str]:
    document = decode(Capture(data=text.encode(), sha256="", origin="a", media=media_type))
    return [claim.published.edtf for claim in document.claims]


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
@pytest.mark.parametrize(("text", "published"), STATED.values(), ids=STATED)
def test_a_text_states_when_it_was_published(text: str, published: str, media_type: str) -> None:
    assert set(stated(text, media_type)) == {published}


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
@pytest.mark.parametrize("text", NOT_STATED.values(), ids=NOT_STATED)
def test_other_days_at_the_top_are_not_those_of_publication(text: str, media_type: str) -> None:
    assert stated(text, media_type) == []
