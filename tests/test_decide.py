"""What becomes of an edition that comes in: a table of what is stored, what comes, what follows."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import pytest

from timeline.edition.decide import (
    Decision,
    Insert,
    Known,
    Replace,
    Sighting,
    StoredMatches,
    Update,
    decide,
    is_told_as_known,
)
from timeline.edition.incoming import IncomingEdition
from timeline.edition.metadata import EditionMetadata, label_of
from timeline.errors import LabelTakenError
from timeline.model import Capture, Claim, Document, Imprint, Snapshot
from timeline.store.queries import EditionCapture
from timeline.values import Period

WEB = "https://example.org/sheet"


class Kept(NamedTuple):
    """A stored capture, and its edition; `run` where that is grouped by times."""

    label: str
    published: str | None
    data: str
    text: str
    origin: str = "/a/sheet.txt"
    run: bool = False
    title: str | None = None
    claims: tuple[tuple[str, str], ...] = ()


class Came(NamedTuple):
    """A capture that comes in; what it says of its date itself is `says`."""

    data: str
    text: str
    published: str | None = None
    label: str | None = None
    origin: str = "/a/sheet.txt"
    title: str | None = None
    says: str | None = None
    snapshot_file: bool = False


def imprint(label: str, published: str | None, title: str | None = None) -> Imprint:
    period = None if published is None else Period.parse(published)
    return Imprint(publication="sheet", label=label, published=period, title=title)


def undated(data: str) -> str:
    return label_of(None, sha256(data))


def sha256(data: str) -> str:
    return hashlib.sha256(data.encode()).hexdigest()


def matches(stored: tuple[Kept, ...]) -> StoredMatches:
    return StoredMatches(
        captures=tuple(
            EditionCapture(
                imprint=imprint(each.label, each.published, each.title),
                sha256=sha256(each.data),
                origin=each.origin,
                media="text/plain",
                text_key=each.text,
                claims=tuple(Claim(by, Period.parse(date)) for by, date in each.claims),
            )
            for each in stored
        ),
        runs=frozenset(each.label for each in stored if each.run),
    )


def arriving(came: Came) -> IncomingEdition:
    published = None if came.published is None else Period.parse(came.published)
    own = () if came.says is None else (Claim("meta", Period.parse(came.says)),)
    outside = () if published is None else (Claim("user", published),)
    stated = EditionMetadata(
        publication="sheet",
        label=came.label,
        published=published,
        title=came.title,
        claims=(*outside, *own),
    )
    data = came.data.encode()
    named = stated.new_imprint(sha256(came.data))
    return IncomingEdition(
        where="in.txt",
        capture=Capture(
            data=data, sha256=sha256(came.data), origin=came.origin, media="text/plain"
        ),
        stated=stated,
        imprint=named,
        doc="in",
        text_key=came.text,
        document=None if came.snapshot_file else Document(text="", claims=stated.claims),
        snapshot=(
            Snapshot(imprint=named, doc="in", sha256=sha256(came.data))
            if came.snapshot_file
            else None
        ),
    )


OLD = Kept("2021", "2021", "one", "a")
BOUND = Kept("2021", "2021", "one", "a", claims=(("user", "2021"),))
LOOSE = Kept(undated("one"), None, "one", "a")
RUN = Kept("2021-05-01", "[..2021-05-01]", "one", "a", WEB, run=True)
HASHED_RUN = RUN._replace(label="2021-05-01t100000z-0123abcd")
NAMED_RUN = Kept("spring", "[..2021-05-01]", "one", "a", WEB, run=True)
CASES: list[tuple[str, tuple[Kept, ...], Came, Decision]] = [
    ("nothing is stored", (), Came("one", "a", "2021"), Insert()),
    ("nothing is stored, and nothing is known of the date", (), Came("one", "a"), Insert()),
    ("another text of another date", (OLD,), Came("two", "b", "2022"), Insert()),
    ("the same text of another date", (OLD,), Came("two", "a", "2022"), Insert()),
    (
        "the same bytes of another date from another place",
        (OLD,),
        Came("one", "a", "2022", origin="/b/sheet.txt"),
        Insert(),
    ),
    (
        "the same bytes from the same place",
        (BOUND,),
        Came("one", "a", "2021"),
        Known(imprint("2021", "2021")),
    ),
    (
        "the same bytes from another place, of the same date",
        (BOUND,),
        Came("one", "a", "2021", origin="/b/sheet.txt"),
        Known(imprint("2021", "2021")),
    ),
    (
        "the same bytes, of which nothing is said now",
        (BOUND,),
        Came("one", "a", origin="/b/sheet.txt"),
        Known(imprint("2021", "2021")),
    ),
    (
        "bytes without a date, read again",
        (LOOSE,),
        Came("one", "a"),
        Known(imprint(undated("one"), None)),
    ),
    (
        "a snapshot file that is loaded again",
        (OLD,),
        Came("one", "a", "2021", label="other", snapshot_file=True),
        Known(imprint("2021", "2021")),
    ),
    (
        "the same bytes, of which a date is claimed for the first time, which is the one they have",
        (OLD,),
        Came("one", "a", "2021"),
        Update(imprint("2021", "2021"), imprint("2021", "2021")),
    ),
    (
        "the same bytes from the same place under another date",
        (OLD,),
        Came("one", "a", "2022"),
        Update(imprint("2021", "2021"), imprint("2022", "2022")),
    ),
    (
        "bytes without a date get one, wherever they are",
        (LOOSE,),
        Came("one", "a", "2022", origin="/b/sheet.txt"),
        Update(imprint(undated("one"), None), imprint("2022", "2022")),
    ),
    (
        "bytes without a date turn out to say one themselves",
        (LOOSE,),
        Came("one", "a", says="2022"),
        Update(imprint(undated("one"), None), imprint("2022", "2022")),
    ),
    (
        "what the bytes say of their date does not outweigh the one that they were given",
        (Kept("2021", "2021", "one", "a", claims=(("user", "2021"), ("meta", "2022"))),),
        Came("one", "a", says="2022"),
        Known(imprint("2021", "2021")),
    ),
    (
        "the same bytes get a label",
        (BOUND,),
        Came("one", "a", label="final"),
        Update(imprint("2021", "2021"), imprint("final", "2021")),
    ),
    (
        "the same bytes get a title",
        (BOUND,),
        Came("one", "a", title="Sheet"),
        Update(imprint("2021", "2021"), imprint("2021", "2021", "Sheet")),
    ),
    (
        "a label that a person gave does not follow the date",
        (Kept("final", "2021", "one", "a"),),
        Came("one", "a", "2022"),
        Update(imprint("final", "2021"), imprint("final", "2022")),
    ),
    (
        "of two editions of the same bytes, that of the same place and date is meant",
        (
            Kept("2020", "2020", "one", "a", "/b/sheet.txt"),
            Kept("2021", "2021", "one", "a", claims=(("user", "2021"),)),
        ),
        Came("one", "a", "2021"),
        Known(imprint("2021", "2021")),
    ),
    (
        "the same text in other bytes, of the same date",
        (OLD,),
        Came("two", "a", "2021"),
        Sighting(imprint("2021", "2021")),
    ),
    (
        "the same text in other bytes, both without a date",
        (LOOSE,),
        Came("two", "a"),
        Sighting(imprint(undated("one"), None)),
    ),
    (
        "the same text of the same date, under a label that is free",
        (OLD,),
        Came("two", "a", "2021", label="final"),
        Sighting(imprint("2021", "2021")),
    ),
    (
        "a date is no matter of a run: a file of the text of one is an edition of its own",
        (RUN,),
        Came("two", "a", "2021"),
        Insert(),
    ),
    (
        "a run that is named after its day leaves the label to a file",
        (RUN,),
        Came("two", "b", "2021-05-01"),
        Insert(),
    ),
    (
        "the bytes of a run from its address, which state their date now",
        (RUN,),
        Came("one", "a", "2021-05-01", origin=WEB),
        Update(imprint("2021-05-01", "[..2021-05-01]"), imprint("2021-05-01", "2021-05-01")),
    ),
]
TAKEN: list[tuple[str, tuple[Kept, ...], Came, Decision]] = [
    (
        "another text of the same date",
        (OLD,),
        Came("two", "b", "2021"),
        Replace(imprint("2021", "2021")),
    ),
    (
        "another text under a label that is held",
        (Kept("final", "2021", "one", "a"),),
        Came("two", "b", "2022", label="final"),
        Replace(imprint("final", "2021")),
    ),
    (
        "a run that a person named keeps its name",
        (NAMED_RUN,),
        Came("two", "b", "2021", label="spring"),
        Replace(imprint("spring", "[..2021-05-01]")),
    ),
    (
        "a run that only the hash of its bytes tells from others has no other name",
        (HASHED_RUN,),
        Came("two", "b", "2021", label="2021-05-01t100000z-0123abcd"),
        Replace(imprint("2021-05-01t100000z-0123abcd", "[..2021-05-01]")),
    ),
    (
        "the same bytes get a date whose label another text holds",
        (Kept("2022", "2022", "two", "b"), OLD),
        Came("one", "a", "2022"),
        Update(imprint("2021", "2021"), imprint("2022", "2022"), imprint("2022", "2022")),
    ),
]


@pytest.mark.parametrize(
    ("stored", "came", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
@pytest.mark.parametrize("replacing", [False, True], ids=["", "replacing"])
def test_what_is_stored_and_what_comes_in_decide_what_becomes_of_it(
    stored: tuple[Kept, ...], came: Came, wanted: Decision, replacing: bool
) -> None:
    assert decide(matches(stored), arriving(came), replacing=replacing) == wanted


@pytest.mark.parametrize(
    ("stored", "came", "wanted"), [case[1:] for case in TAKEN], ids=[case[0] for case in TAKEN]
)
def test_a_label_that_other_content_holds_is_taken_only_where_that_is_asked_for(
    stored: tuple[Kept, ...], came: Came, wanted: Decision
) -> None:
    with pytest.raises(LabelTakenError, match=r"in\.txt: sheet@.* is already stored"):
        decide(matches(stored), arriving(came), replacing=False)
    assert decide(matches(stored), arriving(came), replacing=True) == wanted


def test_what_is_sighted_at_other_times_too_claims_nothing_more() -> None:
    """The day of a capture is claimed by its sightings: the same one again is nothing new."""
    kept = matches((RUN._replace(claims=(("meta", "2021"), ("capture", "[..2021-05-01]"))),))
    seen = StoredMatches(
        captures=kept.captures,
        runs=kept.runs,
        seen={"2021-05-01": (("2021-05-01T10:00:00Z", WEB),)},
    )
    came = arriving(Came("one", "a", origin=WEB, says="2021"))
    assert decide(seen, came, replacing=False) == Known(kept.captures[0].imprint)


def test_only_what_is_news_has_to_be_extracted() -> None:
    one, other = imprint("2021", "2021"), imprint("2022", "2022")
    assert [is_told_as_known(each) for each in (Known(one), Update(one, one))] == [True, True]
    news = (Insert(), Replace(one), Sighting(one), Update(one, other))
    assert not any(map(is_told_as_known, news))
