"""Editions of the page of a country that does not exist, for tests of what runs through them.

From one to the next figures are updated, left out and stated again, rescoped and carried along;
plans are put off, held and never mentioned again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from commands import done, listed, written

_HEAD = "# Valdoria\n\n## Economy\n\n"

EDITIONS: dict[str, tuple[dict[str, str], str]] = {
    "2015": (
        {"published": "2015-06"},
        (
            "Exports of timber came to $4.2 billion in 2014. "
            "Imports of machinery came to $2.1 billion in 2014. "
            "The fishing fleet had 410 vessels in 2014. "
            "In 1998, the country exported 14,000 tons of wool.\n\n"
            "Two-way trade in goods and services with Norland came to $9.5 billion in 2014.\n\n"
            "## Plans\n\n"
            "Parliamentary elections are scheduled for September 2016. "
            "The census will be held in October 2016.\n\n"
            "## Figures\n\nRailways: 1,220 km (2014)\nUnemployment rate: 6.1% (2014)\n"
        ),
    ),
    "2016": (
        {"published": "2016-06"},
        (
            "Exports of timber came to $4.5 billion in 2015. "
            "Imports of machinery came to $2.3 billion in 2015. "
            "The fishing fleet had 410 vessels in 2014. "
            "In 1998, the country exported 14,000 tons of wool.\n\n"
            "Two-way trade in goods and services with Norland came to $9.9 billion in 2015.\n\n"
            "## Plans\n\n"
            "Parliamentary elections are scheduled for November 2016. "
            "The census will be held in October 2016.\n\n"
            "## Figures\n\nRailways: 1,220 km (2014)\nUnemployment rate: 6.4% (2015)\n"
        ),
    ),
    "2017": (
        {"published": "2017-06"},
        (
            "Exports of timber came to $4.9 billion in 2016. "
            "The fishing fleet had 410 vessels in 2014. "
            "In 1998, the country exported 14,000 tons of wool.\n\n"
            "Two-way trade in goods with Norland came to $7.1 billion in 2016.\n\n"
            "## Plans\n\n"
            "Parliamentary elections were held on November 13, 2016.\n\n"
            "## Figures\n\nUnemployment rate: 6.0% (2016)\n"
        ),
    ),
    "2019": (
        {"published": "2019-06"},
        (
            "Exports of timber came to $5.3 billion in 2018. "
            "Imports of machinery came to $2.9 billion in 2018. "
            "The fishing fleet had 410 vessels in 2014. "
            "In 1998, the country exported 14,000 tons of wool.\n\n"
            "Two-way trade in goods with Norland came to $7.6 billion in 2018.\n\n"
            "## Plans\n\n"
            "The next parliamentary elections are scheduled for November 2020.\n\n"
            "## Figures\n\nRailways: 1,260 km (2018)\n"
            "Unemployment rate: 5.2% (2018)\nUnemployment rate: 5.9% (2018)\n"
        ),
    ),
    "2020": (
        {"published": "2020-03", "coverage": "partial"},
        ("Exports of timber came to $5.1 billion in 2019.\n"),
    ),
    "draft": (
        {"published": "unknown"},
        (
            "Exports of timber came to $9.9 billion in 2019.\n\n"
            "## Plans\n\nThe census will be held in October 2016.\n"
        ),
    ),
}


def ingest(folder: Path, database: object, labels: Iterable[str] = tuple(EDITIONS)) -> None:
    """Store some of the editions, in this order."""
    for label in labels:
        said, text = EDITIONS[label]
        entry = {"file": f"{label}.md", "edition": label, "coverage": "complete", **said}
        if said["published"] == "unknown":
            entry["published"] = None  # type: ignore[assignment]
        home = folder / label
        written(home, f"{label}.md", _HEAD + text)
        listed(home, dict(entry))
        done("ingest", home, "--publication", "valdoria", "--db", database, "--quiet")
