"""Ask for the pages of large databases, and write a site of 1,000 editions.

The editions are those of 10 publications, 100 each, with 20 figures and 3 events; another database
holds 100,000 happenings; and two editions of 100,000 characters are read from made-up texts. A page
is asked for once, and then five times from a real server on loopback; the median is told. A site
is written by one process, and then by two into another folder: both have to have the same bytes.
Run: python -m benchmarks.web [EDITIONS] [HAPPENINGS]
"""

from __future__ import annotations

import http.client
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Final

import uvicorn

import timeline
from benchmarks.made import happenings
from benchmarks.store import PROGRAM
from benchmarks.table import Line, run_apart, tell
from timeline import series
from timeline.edition.derived import RecentSnapshot, refresh
from timeline.keys import figure_keys
from timeline.model import (
    Capture,
    Event,
    Figure,
    Imprint,
    Passage,
    Quote,
    Snapshot,
    Span,
)
from timeline.store import database, queries, writes
from timeline.values import Period, Quantity, day_text
from timeline.web.app import create_app
from timeline.web.server import listening
from timeline.workflow.queries import events

EACH, FIGURES, EVENTS = 100, 20, 3
"""Editions of a publication; figures and events of an edition."""
CHARACTERS: Final = 100_000
TODAY: Final = 739_000
FIRST, CHRONOLOGY, EDITION, DIFF, SEARCH, SERIES = 100, 300, 150, 400, 150, 100
"""Milliseconds that a page may take."""
AT_FIRST: Final = 1_000
"""Milliseconds of the processor that a page may take when it is asked for the first time."""
SITE, SITE_MEMORY = 60, 600
"""Seconds that a site may take, and MiB that its processes may have together."""
CAPTURE: Final = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")


def edition(publication: str, number: int, dice: random.Random) -> tuple[Snapshot, str]:
    """Return an edition, its number from 0, and its text."""
    month = f"{2015 + number // 12}-{number % 12 + 1:02}"
    texts, figures, events, at = [], [], [], 0
    for place in range(FIGURES + EVENTS):
        amount, year = dice.randrange(100, 999), 2014 + number // 12
        if place < FIGURES:
            text, of = f"Exports of sector {place} were ${amount} million in {year}.", "$"
        else:
            text, of = f"Council {place} met in the capital of region {number} in {month}.", "met"
        start = at + text.index(of)
        quote = Quote(Span(start, start + len(of)), of)
        if place < FIGURES:
            value = Quantity(value=Decimal(amount * 10**6), unit="USD")
            figures.append(Figure(quantity=value, measure=f"exports of sector {place}",
                kind="level", period=Period.of(year), quote=quote, passage=place,
                rules=("money",)))  # fmt: skip
        else:
            events.append(Event(title=f"Council {place} Met in the Capital of Region {number}",
                status="occurred", when=Period.parse(month), kind="meeting", actors=(),
                quote=quote, passage=place, rules=("clause",)))  # fmt: skip
        texts.append(Passage(Quote(Span(at, at + len(text)), text), "sentence", ("Trade",)))
        at += len(text) + 1
    imprint = Imprint(
        publication=publication, label=month, published=Period.parse(month), title="The Brief"
    )
    snapshot = Snapshot(imprint=imprint, doc=month, sha256="0" * 64, figures=tuple(figures),
        events=tuple(events), passages=tuple(texts))  # fmt: skip
    return snapshot, "\n".join(passage.quote.text for passage in texts)


def blocks(snapshot: Snapshot) -> list[str]:
    return [series.block(event) for event in snapshot.events]


def store_editions(path: str, count: int) -> None:
    """Store so many editions, each linked with the one before it."""
    dice = random.Random(1)
    with database.writing(path) as connection:
        for number in range(count // EACH):
            recent = RecentSnapshot()
            for place in range(EACH):
                each, text = edition(f"brief-{number}", place, dice)
                with connection.begin():
                    writes.add_edition(
                        connection, each, CAPTURE, text=text, text_key="x", blocks=blocks(each)
                    )
                    refresh(connection, each.imprint.publication, blocks(each), recent, stored=each)


def store_happenings(path: str, count: int) -> None:
    """Store one edition and so many happenings."""
    each, text = edition("brief", 0, random.Random(1))
    with database.writing(path) as connection, connection.begin():
        writes.add_edition(connection, each, CAPTURE, text=text, text_key="x", blocks=blocks(each))
        made = happenings(each.imprint, count)
        writes.replace_happenings(connection, "brief", [], made)


def long_text(year: int) -> str:
    """Return a text of `CHARACTERS`; a third of its sentences differ from year to year."""
    dice, lines, length = random.Random(7), ["# Yearly report\n"], 0
    while length < CHARACTERS:
        amount = dice.randrange(100, 900) + (year % 100 if dice.random() < 0.3 else 0)
        lines.append(
            f"In the province of {chr(65 + len(lines) % 26)}{len(lines)}ville, the ministry "
            f"reported sales of {amount} million dollars after the new market was opened, and "
            "the people who work there were content with what the year had brought to them.\n"
            if len(lines) % 20
            else f"## Part {len(lines) // 20}\n"
        )
        length += len(lines[-1])
    return "\n".join(lines)


def store_long(folder: Path, path: str) -> None:
    """Read two editions of a long text."""
    for year in (2022, 2023):
        text = folder / f"{year}.md"
        text.write_text(long_text(year), encoding="utf-8")
        timeline.ingest(path, [str(text)], publication="report", published=str(year))


@contextmanager
def server(path: str) -> Iterator[http.client.HTTPConnection]:
    """Serve a database on loopback while a block runs."""
    app = create_app(path, today=lambda: TODAY)
    runs = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
    bound = listening("127.0.0.1", 0)
    thread = threading.Thread(target=runs.run, args=([bound],), daemon=True)
    thread.start()
    while not runs.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield http.client.HTTPConnection("127.0.0.1", bound.getsockname()[1], timeout=300)
    finally:
        runs.should_exit = True
        thread.join(10)
        bound.close()


def ask(connection: http.client.HTTPConnection, address: str) -> float:
    """Return the milliseconds of the processor in which an address is answered."""
    began = time.process_time()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return 1000 * (time.process_time() - began)


def tell_page(connection: http.client.HTTPConnection, what: str, address: str, most: int) -> None:
    """Tell how long a page takes at first, and when it has been asked for before."""
    tell(Line(f"{what}, at first", ask(connection, address), "ms", most=AT_FIRST))
    tell(Line(what, median(ask(connection, address) for _ in range(5)), "ms", most=most))


def tell_site(path: str, place: Path, count: int) -> None:
    """Tell how long a site takes one process and two. Raises SystemExit where they differ."""
    folders = [place / "one", place / "two"]
    for jobs, folder in enumerate(folders, start=1):
        began = time.perf_counter()
        command = [*PROGRAM, "--db", path, "site", str(folder), "--today", day_text(TODAY)]
        ran = run_apart(*command, "--jobs", str(jobs))
        took, by = time.perf_counter() - began, "one process" if jobs == 1 else "two processes"
        what = f"site of {count:,} editions, {by}"
        tell(Line(f"{what}, of the processor", ran.seconds, "s"))
        tell(Line(f"{what}, by the clock", took, "s", most=SITE if jobs == 2 else None))
        tell(Line(f"{what}, memory of the largest", ran.memory, "MiB", most=SITE_MEMORY / 2))
    one, two = (written(folder) for folder in folders)
    if one != two:
        raise SystemExit(f"{len(one.items() ^ two.items())} files differ")
    tell(Line("files of it", len(one), ""))


def written(folder: Path) -> dict[str, bytes]:
    """Return the hashes of the files of a folder by their names."""
    return {
        str(each.relative_to(folder)): sha256(each.read_bytes()).digest()
        for each in folder.rglob("*")
        if each.is_file()
    }


def main() -> None:
    """Print the times and whether they are as asked for."""
    count, happened = (
        int(sys.argv[at]) if len(sys.argv) > at else default
        for at, default in ((1, 1_000), (2, 100_000))
    )
    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/editions.db"
        store_editions(path, count)
        with server(path) as asked:
            tell_page(asked, f"first page, {count:,} editions", "/", FIRST)
            tell_page(asked, "chronology of them", "/events", CHRONOLOGY)
            tell_page(asked, "search", "/search?q=exports+sector", SEARCH)
            tell_page(asked, "figures", "/figures", CHRONOLOGY)
            tell_page(asked, "figures of a sector", "/figures?measure=sector+7", CHRONOLOGY)
            tell_page(asked, "series", f"/series/brief-0@2015-01/{first_key(path)}", SERIES)
            tell_page(asked, "happening", f"/happening/brief-0/{first_happening(path)}", SERIES)
            tell_page(asked, "edition", "/brief-0@2015-01", SERIES)
            tell_page(asked, "what is to be checked", "/status", SERIES)
        tell_site(path, Path(place), count)
        path = f"{place}/happenings.db"
        store_happenings(path, happened)
        with server(path) as asked:
            tell_page(asked, f"chronology, {happened:,} happenings", "/events", CHRONOLOGY)
            tell_page(asked, "its 500th page", "/events?page=500", CHRONOLOGY)
            tell_page(asked, "ten years of it", "/events?from=2010&to=2019", CHRONOLOGY)
            tell_page(asked, "words in it", "/events?q=region+77", CHRONOLOGY)
            tell_page(asked, "first page", "/", FIRST)
        path = f"{place}/long.db"
        store_long(Path(place), path)
        with server(path) as asked:
            tell_page(asked, f"edition of {CHARACTERS:,} characters", "/report@2023", EDITION)
            tell_page(asked, "diff of two of them", "/report@2023/since/report@2022", DIFF)


def first_key(path: str) -> str:
    """Return the part of the address of the first figure."""
    with database.reading(path) as connection:
        stated = queries.snapshot(connection, "brief-0", "2015-01")
    return next(iter(figure_keys(stated.imprint, stated.figures))).partition("#")[2]


def first_happening(path: str) -> str:
    """Return the key of the first happening of a publication."""
    return next(iter(events(path, publication="brief-0", limit=1))).key


if __name__ == "__main__":
    main()
