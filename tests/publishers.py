"""Two documents in three editions each, in the manner of those who publish them.

The bulletin of a harbour authority revises a figure, puts a plan off and holds it, and drops a
line; the facts of a ministry carry a share along and never mention a plan again.
"""

from __future__ import annotations

from pathlib import Path

from commands import listed, written

HARBOUR = {
    "2021": (
        "2021-03-30",
        (
            "# Westmere Harbour Authority: Annual Traffic Bulletin\n\n"
            "## Freight\n\n"
            "The port handled 18.4 million tonnes of cargo in 2020. "
            "Container traffic came to 412,000 TEU in 2020.\n\n"
            "## Passengers\n\nFerries carried 2.3 million passengers in 2020.\n\n"
            "## Works\n\n"
            "The new container terminal is scheduled to open in September 2022. "
            "A public hearing on the dredging plan will be held on 14 June 2021.\n\n"
            "## Staff\n\nThe authority employed 640 people in 2020. "
            "It employed 12 lighthouse keepers in 2020.\n"
        ),
    ),
    "2022": (
        "2022-03-29",
        (
            "# Westmere Harbour Authority: Annual Traffic Bulletin\n\n"
            "## Freight\n\n"
            "The port handled 18.9 million tonnes of cargo in 2020 (revised). "
            "The port handled 20.2 million tonnes of cargo in 2021. "
            "Container traffic came to 455,000 TEU in 2021.\n\n"
            "## Passengers\n\nFerries carried 3.1 million passengers in 2021.\n\n"
            "## Works\n\n"
            "The new container terminal is now scheduled to open in March 2023. "
            "A public hearing on the dredging plan was held on 14 June 2021.\n\n"
            "## Staff\n\nThe authority employed 655 people in 2021.\n"
        ),
    ),
    "2023": (
        "2023-04-04",
        (
            "# Westmere Harbour Authority: Annual Traffic Bulletin\n\n"
            "## Freight\n\n"
            "The port handled 21.0 million tonnes of cargo in 2022. "
            "Container traffic came to 468,000 TEU in 2022.\n\n"
            "## Passengers\n\nFerries carried 3.1 million passengers in 2021.\n\n"
            "## Works\n\n"
            "The new container terminal opened on 6 March 2023. "
            "Dredging of the outer channel will begin in October 2023.\n\n"
            "## Staff\n\nThe authority employed 655 people in 2021.\n"
        ),
    ),
}

MEALS = {
    "2019": (
        "2019-09-02",
        (
            "# School Meals in Norland: Facts\n\n"
            "The programme was launched in January 2015. "
            "In 2018, 1.2 million pupils received a free meal. "
            "The government spent €85 million on school meals in 2018.\n\n"
            "In 2018, 64% of primary schools took part in the programme.\n\n"
            "A review of the programme is planned for May 2020.\n"
        ),
    ),
    "2021": (
        "2021-09-06",
        (
            "# School Meals in Norland: Facts\n\n"
            "The programme was launched in January 2015. "
            "In 2020, 1.35 million pupils received a free meal. "
            "The government spent €97 million on school meals in 2020.\n\n"
            "In 2018, 64% of primary schools took part in the programme.\n\n"
            "New nutrition standards came into force on 1 August 2021.\n"
        ),
    ),
    "2023": (
        "2023-09-04",
        (
            "# School Meals in Norland: Facts\n\n"
            "The programme was launched in January 2015. "
            "In 2022, 1.5 million pupils received a free meal. "
            "The government spent €110 million on school meals in 2022.\n\n"
            "In 2022, 71% of primary schools took part in the programme.\n\n"
            "The programme will be extended to secondary schools in September 2024.\n"
        ),
    ),
}

PUBLICATIONS = {"harbour": HARBOUR, "school-meals": MEALS}


def folder_of(publication: str, place: Path) -> Path:
    """Write the editions of a publication into a folder of its name, and return it."""
    folder = place / publication
    editions = PUBLICATIONS[publication]
    for label, (_, text) in editions.items():
        written(folder, f"{label}.md", text)
    return listed(
        folder,
        *(
            {"file": f"{label}.md", "edition": label, "published": published}
            for label, (published, _) in editions.items()
        ),
    )
