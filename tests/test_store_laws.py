"""The laws of change through both stores: order, repetition, and rebuilding."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

import timeline
from commands import unclaimed
from editions import EXAMPLES, neighbours, snapshots
from storing import forget, store_one
from timeline.decode import plain
from timeline.decode.snapshotfile import MEDIA, encode
from timeline.delta import content_of, diff, patch, reverse
from timeline.edition import derived
from timeline.edition.incoming import (
    IncomingEdition,
    edition_of_document,
    edition_of_snapshot,
)
from timeline.edition.metadata import EditionMetadata
from timeline.linking import link
from timeline.model import COMPLETE, PARTIAL, Capture, Delta, Event, Imprint, Snapshot
from timeline.store import database, links, migration, queries, statements, upkeep, writes
from timeline.store.address import Address
from timeline.values import Period
from timeline.workflow import upkeep as upkeep_of

law = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

SENTENCES = (
    "The Economic Dialogue will be held in September 2023.",
    "The Economic Dialogue was held on September 29, 2023.",
    "The Economic Dialogue was held in September 2022.",
    "The economic dialogue will next be held in 2024.",
    "The two countries will celebrate the bicentenary on December 12, 2022.",
    "The two countries celebrated the bicentenary in 2022.",
    "Two-way trade in goods reached $860 billion in 2022.",
    "Two-way trade in goods and services reached $863 billion in 2022.",
    "Two-way trade in goods reached $779 billion in 2022.",
    "Two-way trade in goods reached $661 billion in 2021.",
    "Trade reached 1.7 billion dollars a day.",
    "There are 55 active land ports of entry.",
    "There are 47 active land ports of entry.",
    "There are 47 active ports of entry.",
)
DATES = (None, "2021", "2022", "2022-06", "2023~", "[2023-07..2023-09]", "2024-02-01")


@st.composite
def readings(draw: st.DrawFn) -> list[IncomingEdition]:
    """Return some editions: each a text of its own, some undated, partial or relabelled."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5),
                st.sampled_from(DATES),
                st.sampled_from([COMPLETE, COMPLETE, PARTIAL]),
                st.booleans(),
            ),
            min_size=2,
            max_size=4,
            unique_by=(lambda row: "".join(row[0]), lambda row: row[1] or "".join(row[0])),
        )
    )
    found = []
    for place, (sentences, published, coverage, labelled) in enumerate(drawn):
        data = "\n\n".join(sentences).encode()
        capture = Capture(
            data=data, sha256=hashlib.sha256(data).hexdigest(), origin="here", media="text/plain"
        )
        stated = EditionMetadata(
            publication="sheet",
            label=f"no.{place}" if labelled else None,
            published=None if published is None else Period.parse(published),
            coverage=coverage,
        )
        found.append(
            edition_of_document(f"{place}", f"{place}", capture, plain.decode(capture), stated)
        )
    return found


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with all tables that every example leaves empty."""
    if request.param == "sqlite":
        target = str(tmp_path_factory.mktemp("laws") / "timeline.db")
    else:
        target = request.getfixturevalue("module_server")
    database.upgrade(target)
    return target


@pytest.fixture(scope="module")
def connection(store: str) -> Iterator[Connection]:
    with database.opened(Address.parse(store), write=True) as opened:
        yield opened


@contextmanager
def trying(connection: Connection) -> Iterator[Connection]:
    """Do something in a transaction that leaves nothing behind."""
    transaction = connection.begin()
    try:
        yield connection
    finally:
        transaction.rollback()


def dump_of(connection: Connection, editions: Sequence[IncomingEdition]) -> list[str]:
    with trying(connection):
        for edition in editions:
            store_one(connection, edition)
        return [*upkeep.dump(connection)]


@law
@given(readings(), st.randoms(use_true_random=False))
def test_the_order_in_which_editions_arrive_does_not_matter(
    connection: Connection, editions: list[IncomingEdition], dice: st.DataObject
) -> None:
    expected = dump_of(connection, editions)
    dice.shuffle(editions)  # type: ignore[attr-defined]
    assert dump_of(connection, editions) == expected


@law
@given(readings())
def test_what_is_read_twice_changes_nothing_and_rebuilding_gives_the_same(
    connection: Connection, editions: list[IncomingEdition]
) -> None:
    with trying(connection):
        for edition in editions:
            store_one(connection, edition)
        expected = [*upkeep.dump(connection)]
        for edition in editions:
            assert store_one(connection, edition).action == "known"
        assert [*upkeep.dump(connection)] == expected
        assert rebuilt(connection) == expected


def rebuilt(connection: Connection) -> list[str]:
    """Return the dump of a database whose links and happenings were removed and made anew."""
    writes.replace_happenings(connection, "sheet", statements.all_blocks(connection, "sheet"), [])
    links.remove(connection, "sheet", links.neighbours(connection, "sheet"))
    left = {json.loads(line)["table"] for line in upkeep.dump(connection)}
    assert left.isdisjoint({"happening", "neighbour", "link"})
    derived.rebuild(connection)
    return [*upkeep.dump(connection)]


TITLES = ("Council Met", "Council of Ministers Met", "Court Ruled", "Treaty Will Be Signed")
EVENTS = st.builds(
    Event,
    title=st.sampled_from(TITLES),
    status=st.sampled_from(["occurred", "scheduled"]),
    when=st.sampled_from(["2020-03-05", "2020-03", "2020", "2021-03"]).map(Period.parse),
    kind=st.just("meeting"),
    salience=st.sampled_from(["core", "minor"]),
)


@st.composite
def repeating(draw: st.DrawFn) -> list[IncomingEdition]:
    """Return editions of successive years, each of which repeats most of the one before."""
    told: list[Event] = []
    found = []
    for year in range(2020, 2020 + draw(st.integers(min_value=2, max_value=5))):
        told = [each for each in told if draw(st.integers(max_value=9, min_value=0))]
        told += draw(st.lists(EVENTS, max_size=2))
        imprint = Imprint(publication="sheet", label=f"{year}", published=Period.of(year))
        stated = Snapshot(imprint=imprint, doc="", sha256="", events=tuple(told))
        data = encode(stated)
        sha256 = hashlib.sha256(data).hexdigest()
        capture = Capture(data=data, sha256=sha256, origin=f"{year}.json", media=MEDIA)
        found.append(edition_of_snapshot("", capture, replace(stated, sha256=sha256)))
    return found


@law
@given(repeating())
def test_events_that_an_edition_repeats_are_told_as_if_all_were_joined_anew(
    connection: Connection, editions: list[IncomingEdition]
) -> None:
    with trying(connection):
        for edition in editions:
            store_one(connection, edition)
        expected = [*upkeep.dump(connection)]
        assert rebuilt(connection) == expected


@law
@given(readings(), st.integers(min_value=0))
def test_an_edition_that_is_forgotten_leaves_what_would_have_been_without_it(
    connection: Connection, editions: list[IncomingEdition], number: int
) -> None:
    gone = editions.pop(number % len(editions))
    expected = dump_of(connection, editions)
    with trying(connection):
        store_one(connection, gone)
        for edition in editions:
            store_one(connection, edition)
        forget(connection, gone.imprint)
        assert [*upkeep.dump(connection)] == expected


@law
@given(st.one_of(st.tuples(snapshots("2021"), snapshots("2022")), neighbours()))
def test_changes_through_the_store_are_those_in_memory(
    connection: Connection, pair: tuple[Snapshot, Snapshot]
) -> None:
    def compare(before: Snapshot, after: Snapshot) -> Delta:
        return diff(before, after, link(before, after))

    before, after = map(_textless, pair)
    with trying(connection):
        for snapshot in (before, after):
            data = encode(snapshot)
            capture = Capture(
                data=data, sha256=hashlib.sha256(data).hexdigest(), origin="here", media=MEDIA
            )
            store_one(connection, edition_of_snapshot("", capture, snapshot))
        old, new = (
            queries.snapshot(connection, "us-mexico", snapshot.imprint.label)
            for snapshot in (before, after)
        )
    delta = compare(old, new)
    assert content_of(old) == content_of(before)
    assert delta.summary() == compare(before, after).summary()
    assert content_of(patch(old, delta)) == content_of(new)
    assert reverse(delta) == compare(new, old)


def _textless(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot as a file has it: no text, so no passages."""
    return replace(
        snapshot,
        passages=(),
        figures=tuple(replace(f, quote=None, passage=None) for f in snapshot.figures),
        events=tuple(replace(e, quote=None, passage=None) for e in snapshot.events),
    )


TEXTS = {"2021": SENTENCES[5], "2022": SENTENCES[0], "2024": SENTENCES[1]}


def _ingested(folder: Path, target: str) -> list[str]:
    folder.mkdir()
    for label, text in TEXTS.items():
        (folder / f"{label}.txt").write_text(text)
    timeline.ingest(target, [str(folder)])
    return [*upkeep_of.dump(target)]


def test_a_database_from_before_there_were_links_gets_them(tmp_path: Path) -> None:
    """As long as it has none, questions link what they need; a writer or `db upgrade` makes all."""
    target = str(tmp_path / "timeline.db")
    _ingested(tmp_path / "sheet", target)
    address = Address.parse(target)

    def back(to: str = "0001") -> None:
        with database.opened(address, write=True, foreign_keys=False) as old, old.begin():
            migration.downgrade(old, to)
            migration.upgrade(old)

    back("0005")  # ratings are lost on the way, and nothing else is
    expected = unclaimed(target)
    asked = timeline.history(target, "dialogue"), timeline.history(target, "trade")
    back()
    assert unclaimed(target) != expected
    assert timeline.history(target, "trade") == asked[1]
    assert any("are missing" in line for line in upkeep_of.verify(target))
    upkeep_of.upgrade(target)
    assert unclaimed(target) == expected
    assert timeline.history(target, "dialogue") == asked[0]
    back()
    later = tmp_path / "2025.txt"
    later.write_text(SENTENCES[-1])
    timeline.ingest(target, [str(later)], publication="sheet")
    assert not [*upkeep_of.verify(target)]
