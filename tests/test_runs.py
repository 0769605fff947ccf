"""Captures that were seen at times are grouped into editions, whatever the order they came in."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from editions import EXAMPLES
from storing import forget, see_one, store_one
from timeline.decode import plain
from timeline.edition.incoming import edition_of_document, text_key_of
from timeline.edition.metadata import EditionMetadata
from timeline.edition.runs import TextSighting, labels, runs, stated_of, with_sightings
from timeline.model import Capture, Claim
from timeline.store import database, queries, upkeep
from timeline.store.address import Address
from timeline.store.sightings import StoredCapture
from timeline.values import Period

A, B = "In 2021, trade came to $5 billion.\n", "The council will meet in Ottawa next year.\n"
A_AGAIN = "In 2021,  trade came to $5 billion.\n"


def seen(
    at: str, text: str, stated: str = "", origin: str = "http://example.org/a"
) -> TextSighting:
    return TextSighting(f"{at}T10:00:00Z" if len(at) == 10 else at, text, stated, text, origin)


def told(*sightings: TextSighting) -> list[tuple[str, int]]:
    """Return the date and the number of sightings of each run."""
    return [(run.published.edtf, len(run.sightings)) for run in runs(sightings)]


# ---------------------------------------------------------------- which editions there are


def test_a_text_that_comes_back_is_a_third_edition() -> None:
    found = told(
        seen("2022-05-01", "a"), seen("2022-06-07", "b"), seen("2022-07-01", "b"),
        seen("2022-08-01", "a"),
    )  # fmt: skip
    assert found == [
        ("[..2022-05-01]", 1), ("[2022-05-01..2022-06-07]", 2), ("[2022-07-01..2022-08-01]", 1),
    ]  # fmt: skip


def test_two_texts_on_one_day_are_dated_to_it() -> None:
    found = told(seen("2022-05-01T08:00:00Z", "a"), seen("2022-05-01T09:00:00Z", "b"))
    assert found == [("[..2022-05-01]", 1), ("2022-05-01", 1)]


def test_stated_dates_that_differ_keep_equal_texts_apart() -> None:
    found = told(
        seen("2022-05-01", "a", "2022-04"), seen("2022-06-01", "a"),
        seen("2022-07-01", "a", "2022-06-30"),
    )  # fmt: skip
    assert found == [("2022-04", 2), ("2022-06-30", 1)]


def test_what_was_seen_before_a_stated_date_is_not_of_that_date() -> None:
    assert told(seen("2021-05-01", "a"), seen("2022-05-01", "a", "2022-04")) == [
        ("[..2021-05-01]", 1), ("2022-04", 1),
    ]  # fmt: skip


def test_a_stated_edition_that_is_seen_again_after_another_is_one() -> None:
    found = told(
        seen("2022-05-01", "a", "2022-04"), seen("2022-06-01", "b"),
        seen("2022-07-01", "a", "2022-04"),
    )  # fmt: skip
    assert found == [("[2022-05-01..2022-06-01]", 1), ("2022-04", 2)]


def test_a_commit_dates_what_it_begins() -> None:
    commit = "git:/repo#0123456789ab:a.md"
    found = runs([seen("2022-05-01", "a", origin=commit), seen("2022-06-01", "b", origin=commit)])
    assert [run.published.edtf for run in found] == ["2022-05-01", "2022-06-01"]
    claims = with_sightings((), [(s.at, s.origin) for s in found[0].sightings])
    assert claims == (Claim("commit", Period.parse("2022-05-01"), "0123456789ab"),)
    assert stated_of(claims) is None


def test_labels_are_days_with_the_time_where_two_runs_begin_on_one() -> None:
    found = runs(
        [
            seen("2022-05-01T08:00:00Z", "a"), seen("2022-05-01T09:00:00Z", "b"),
            seen("2022-06-01", "a"), seen("2022-07-01", "b"),
        ]
    )  # fmt: skip
    assert labels(found, {"2022-07-01"}) == (
        "2022-05-01t080000z", "2022-05-01t090000z", "2022-06-01", "2022-07-01t100000z",
    )  # fmt: skip


# ---------------------------------------------------------------- through the store


@dataclass(frozen=True)
class Arrival:
    """Bytes, when they were seen (None for a file), and the date that is stated for them."""

    text: str
    at: str | None
    stated: str | None


def arrive(connection: Connection, arrival: Arrival) -> str:
    """Store what arrives and return what became of it."""
    data = arrival.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    origin = "http://example.org/a" if arrival.at else "/a.txt"
    capture = Capture(data=data, sha256=sha256, origin=origin, media="text/plain", at=arrival.at)
    document = plain.decode(capture)
    if arrival.at is not None and arrival.stated is None:
        seen_then = StoredCapture(
            capture=capture,
            text_key=text_key_of(document.passages),
            seen=((arrival.at, origin),),
        )
        return see_one(connection, "sheet", seen_then).action
    published = None if arrival.stated is None else Period.parse(arrival.stated)
    claims = () if published is None else (Claim("user", published),)
    if arrival.at is not None:
        claims = with_sightings(claims, [(arrival.at, origin)])
    stated = EditionMetadata(publication="sheet", published=published, claims=claims)
    edition = edition_of_document("", "sheet", capture, document, stated)
    return store_one(connection, edition).action


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def connection(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    """A connection to a database with all tables that every example leaves empty."""
    if request.param == "sqlite":
        target = str(tmp_path_factory.mktemp("runs") / "timeline.db")
    else:
        target = request.getfixturevalue("module_server")
    database.upgrade(target)
    with database.opened(Address.parse(target), write=True) as opened:
        yield opened


@contextmanager
def trying(connection: Connection) -> Iterator[None]:
    """Do something in a transaction that leaves nothing behind."""
    transaction = connection.begin()
    try:
        yield
    finally:
        transaction.rollback()


def dump_of(connection: Connection, arrivals: Sequence[Arrival]) -> list[str]:
    with trying(connection):
        for arrival in arrivals:
            arrive(connection, arrival)
        return [*upkeep.dump(connection)]


TIMES = ("2021-01-01T00:00:00Z", "2021-01-01T12:00:00Z", "2021-06-01T00:00:00Z",
         "2022-01-01T00:00:00Z", "2023-01-01T00:00:00Z")  # fmt: skip
# One text states one date, as a page does: what states a date does so in its bytes.
STATED = {"C 2021.\n": "2021", "C  2021.\n": "2021", "C 2021. \n": "2022-01-01"}
arrivals = st.lists(
    st.one_of(
        st.builds(
            Arrival, st.sampled_from([A, B, A_AGAIN, "C 2021.\n\n"]), st.sampled_from(TIMES),
            st.none(),
        ),
        st.tuples(st.sampled_from(sorted(STATED)), st.sampled_from(TIMES)).map(
            lambda pair: Arrival(*pair, STATED[pair[0]])
        ),
        st.sampled_from([Arrival(A, None, "2021-06-01"), Arrival(B, None, None)]),
    ),
    min_size=2,
    max_size=7,
)  # fmt: skip


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(arrivals, st.randoms(use_true_random=False))
def test_the_order_in_which_captures_arrive_does_not_matter(
    connection: Connection, some: list[Arrival], dice: st.DataObject
) -> None:
    expected = dump_of(connection, some)
    dice.shuffle(some)  # type: ignore[attr-defined]
    assert dump_of(connection, some) == expected


def test_every_order_of_a_text_that_comes_back_gives_the_same(connection: Connection) -> None:
    some = [Arrival(text, at, None) for text, at in zip((A, B, A, A_AGAIN), TIMES, strict=False)]
    assert len({"\n".join(dump_of(connection, each)) for each in itertools.permutations(some)}) == 1


def test_captures_that_are_known_change_nothing(connection: Connection) -> None:
    some = [Arrival(text, at, None) for text, at in zip((A, B, A, A_AGAIN), TIMES, strict=False)]
    with trying(connection):
        assert [arrive(connection, each) for each in some] == [
            "stored", "stored", "stored", "sighted",
        ]  # fmt: skip
        before = [*upkeep.dump(connection)]
        assert [arrive(connection, each) for each in some] == ["known"] * 4
        assert [*upkeep.dump(connection)] == before


def test_forgetting_an_edition_joins_those_around_it(connection: Connection) -> None:
    some = [Arrival(text, at, None) for text, at in zip((A, B, A), TIMES, strict=False)]
    expected = dump_of(connection, [some[0], some[2]])
    with trying(connection):
        for each in some:
            arrive(connection, each)
        (middle,) = (
            e.imprint
            for e in queries.editions(connection)
            if e.imprint.label == "2021-01-01t120000z"
        )
        forget(connection, middle)
        assert [*upkeep.dump(connection)] == expected


def test_the_store_is_whole_after_runs_were_split_and_joined(connection: Connection) -> None:
    with trying(connection):
        for text, at in zip((A, A, B, A_AGAIN), (TIMES[0], TIMES[3], TIMES[2], TIMES[4]),
                            strict=True):  # fmt: skip
            arrive(connection, Arrival(text, at, None))
        assert [*upkeep.verify(connection)] == []
        assert [
            (e.imprint.label, None if e.imprint.published is None else e.imprint.published.edtf)
            for e in queries.editions(connection)
        ] == [
            ("2021-01-01", "[..2021-01-01]"), ("2021-06-01", "[2021-01-01..2021-06-01]"),
            ("2022-01-01", "[2021-06-01..2022-01-01]"),
        ]  # fmt: skip
