"""Made-up editions, figures and happenings, as many as are asked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

from timeline.model import Event, Figure, Happening, Imprint, Quote, Snapshot, Span, Statement
from timeline.values import Period, Quantity, day_text

MEETING = "The council met in the capital."


def figures(dice: random.Random, count: int) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            quantity=Quantity(value=Decimal(dice.randrange(10**9)), unit="USD"),
            measure=f"exports of sector {number}",
            kind="level",
            period=Period.of(1950 + number % 70),
            quote=Quote(Span(60 * number, 60 * number + 12), "$100 million"),
            passage=number,
            rules=("money",),
        )
        for number in range(count)
    )


def happenings(imprint: Imprint, count: int) -> Iterator[Happening]:
    dice = random.Random(1)
    for number in range(count):
        edtf = day_text(dice.randrange(690_000, 740_000))  # 1890 to 2027
        event = Event(
            title=f"Council {number} Met in the Capital of Region {number % 977}",
            status="occurred",
            when=Period.parse(edtf),
            kind="meeting",
            actors=("council",),
            quote=Quote(Span(number, number + 7), "council"),
            passage=0,
            rules=("clause",),
        )
        yield Happening(
            key=f"{edtf}:council-{number}",
            block=edtf,
            newest=Statement(imprint=imprint, event=event, sentence=MEETING, number=number),
            stated_in=(imprint.label,),
            when=event.when,
            dated=imprint.label,
        )


def editions(count: int, size: int, *, publications: int = 1) -> Iterator[Snapshot]:
    """Yield editions of `size` figures each, dated a year apart, by publication."""
    dice = random.Random(2)
    for number in range(count):
        which, year = number % publications, number // publications
        yield Snapshot(
            imprint=Imprint(
                publication=f"brief-{which}",
                label=f"{1000 + year}",
                published=Period.of(1000 + year),
            ),
            doc=str(number),
            sha256="0" * 64,
            figures=figures(dice, size),
        )
