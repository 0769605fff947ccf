"""The key of one item is the same whether its edition is read as a whole or not."""

from __future__ import annotations

from dataclasses import replace

from editions import event, figure, snapshot
from timeline.keys import event_keys, figure_keys
from timeline.model import Capture, Event, Figure, Quote, Span
from timeline.series import block
from timeline.store import database, key_places, queries, writes

BYTES = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")


def quoted(item: Figure, start: int, end: int) -> Figure:
    return replace(item, quote=Quote(Span(start, end), "x" * (end - start)), passage=0)


def marked(item: Event, start: int, end: int) -> Event:
    return replace(item, quote=Quote(Span(start, end), "x" * (end - start)), passage=0)


FIGURES = (
    quoted(figure("exports", "1"), 5, 9),
    quoted(figure("imports", "2"), 5, 9),
    quoted(figure("5 9", "3"), 1, 4),
    figure("5 9", "4"),
    figure("exports", "5"),
    figure("Exports 2", "6"),
    figure("exports", "7"),
    quoted(figure("ports", "8"), 5, 9),
    figure("5 9 2", "9"),
    figure("%", "10"),
)
EVENTS = (
    marked(event("Port opened", "2001"), 2, 8),
    marked(event("Ports opened", "2002"), 2, 8),
    event("Port opened", "2003"),
    event("Port opened", "2004"),
)


def test_the_keys_of_some_items_are_those_that_the_whole_edition_gives_them(target: str) -> None:
    labels = ("2021", "2022")
    with database.writing(target) as connection, connection.begin():
        for label in labels:
            stated = snapshot(label, figures=FIGURES, events=EVENTS, texts=("x" * 10,))
            stated = replace(stated, sha256=BYTES.sha256)
            writes.add_edition(
                connection, stated, BYTES, text="x" * 10, text_key=label,
                blocks=[block(each) for each in EVENTS],
            )  # fmt: skip
    with database.reading(target) as connection:
        whole = {}
        for label in labels:
            stated = queries.snapshot(connection, "us-mexico", label)
            for item, keys in (
                ("figure", figure_keys(stated.imprint, stated.figures)),
                ("event", event_keys(stated.imprint, stated.events)),
            ):
                for number, key in enumerate(keys):
                    whole[item, ("us-mexico", label, number)] = key
        for (item, place), key in whole.items():
            assert key_places.item_keys(connection, item, [place]) == {place: key}
        for item in ("figure", "event"):
            places = [place for kind, place in whole if kind == item]
            found = key_places.item_keys(connection, item, places)
            assert found == {place: whole[item, place] for place in places}
        assert key_places.item_keys(connection, "event", [("us-mexico", "1999", 0)]) == {}
