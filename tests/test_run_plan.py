"""Which editions a publication is to have, planned by values alone."""

from __future__ import annotations

from pathlib import Path

from commands import done, names
from timeline.edition.run_plan import PublicationState, RunPlan, plan_runs, state_of
from timeline.model import Capture, Claim, Imprint
from timeline.store.sightings import CaptureSummary, StoredCapture
from timeline.values import Period
from webarchives import Archive

WEB = "https://example.org/sheet"


def run(label: str, published: str, text: str, *days: str) -> tuple[Imprint, CaptureSummary]:
    """Return a stored run of one text, whose bytes are named after it."""
    imprint = Imprint(
        publication="sheet", label=label, published=Period.parse(published), source=WEB
    )
    summary = CaptureSummary(
        label=label,
        sha256=text,
        text_key=text,
        claims=(Claim("capture", Period.parse(f"[..{min(days)}]")),),
        seen=tuple((f"{day}T10:00:00Z", WEB) for day in sorted(days)),
    )
    return imprint, summary


def state(*stored: tuple[Imprint, CaptureSummary]) -> PublicationState:
    imprints = {imprint.label: (imprint, summary.sha256) for imprint, summary in stored}
    return state_of(imprints, [summary for _, summary in stored])


def arriving(day: str, text: str) -> StoredCapture:
    capture = Capture(data=b"", sha256=text, origin=WEB, media="text/html")
    return StoredCapture(capture=capture, text_key=text, seen=((f"{day}T10:00:00Z", WEB),))


def built(plan: RunPlan) -> list[tuple[str | None, str, str]]:
    """Return the label before, the label and the date of each edition that is built."""
    dates = [each.imprint.published for each in plan.new]
    return [
        (each.old, each.imprint.label, "" if date is None else date.edtf)
        for each, date in zip(plan.new, dates, strict=True)
    ]


MAY = run("2022-05-01", "[..2022-05-01]", "a", "2022-05-01")
JULY = run("2022-07-01", "[2022-05-01..2022-07-01]", "b", "2022-07-01")


def test_what_is_as_it_should_be_stays() -> None:
    plan = plan_runs("sheet", state(MAY, JULY))
    assert (built(plan), plan.gone) == ([], ())
    assert plan.kept == {"2022-05-01", "2022-07-01"}


def test_a_new_text_at_the_end_builds_one_edition() -> None:
    plan = plan_runs("sheet", state(MAY, JULY), arrived=arriving("2022-08-01", "c"))
    assert built(plan) == [(None, "2022-08-01", "[2022-07-01..2022-08-01]")]
    assert plan.gone == ()


def test_a_text_that_was_seen_again_builds_none() -> None:
    plan = plan_runs("sheet", state(MAY, JULY), arrived=arriving("2022-08-01", "b"))
    assert (built(plan), plan.gone) == ([], ())
    (_, july) = plan.wanted
    assert [at for at, _ in july.seen["b"]] == ["2022-07-01T10:00:00Z", "2022-08-01T10:00:00Z"]


def test_a_text_between_two_others_dates_the_later_one_anew() -> None:
    plan = plan_runs("sheet", state(MAY, JULY), arrived=arriving("2022-06-01", "c"))
    assert built(plan) == [
        (None, "2022-06-01", "[2022-05-01..2022-06-01]"),
        ("2022-07-01", "2022-07-01", "[2022-06-01..2022-07-01]"),
    ]
    assert plan.gone == ("2022-07-01",)


def test_a_label_that_another_takes_is_left() -> None:
    plan = plan_runs("sheet", state(MAY, JULY), taken=frozenset({"2022-07-01"}))
    assert built(plan) == [("2022-07-01", "2022-07-01t100000z", "[2022-05-01..2022-07-01]")]


def test_two_texts_of_one_stated_date_have_two_labels() -> None:
    def stating(text: str, day: str) -> tuple[Imprint, CaptureSummary]:
        claims = (Claim("meta", Period.parse("2022-05-01")),)
        seen = ((f"{day}T10:00:00Z", WEB),)
        label = f"undated-0000000{text}"
        summary = CaptureSummary(label=label, sha256=text, text_key=text, claims=claims, seen=seen)
        return Imprint(publication="sheet", label=label), summary

    plan = plan_runs("sheet", state(stating("c", "2022-06-01"), stating("d", "2022-07-01"), MAY))
    assert built(plan) == [
        ("2022-05-01", "2022-05-01t100000z", "[..2022-05-01]"),
        (None, "2022-05-01", "2022-05-01"),
        (None, "2022-05-01-d", "2022-05-01"),
    ]


def test_a_page_that_states_its_date_gets_it_back_and_its_label(tmp_path: Path) -> None:
    """Another text that was seen on that day keeps the label that tells the two apart."""
    page = "<h1>Ports</h1><meta name='date' content='2022-06-03'><p>There are 47 ports.</p>"
    archive = Archive().page("2022-06-03", "There were 45 ports.\n")
    archive.page("2022-07-01", page, media="text/html")
    where = ("--db", tmp_path / "a.db")
    path = archive.written(tmp_path / "a.warc.gz")
    done("ingest", path, "--publication", "sheet", "--force", *where)
    there = ["sheet@2022-06-03t100000z", "sheet@2022-06-03"]
    assert names(tmp_path / "a.db") == there
    done("amend", "sheet@2022-06-03", "--published", "unknown", *where)
    assert names(tmp_path / "a.db") == there
    done("db", "verify", *where)
