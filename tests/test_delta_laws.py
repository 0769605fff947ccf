"""The laws of change, over snapshots with near-duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import deepdiff.diff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions import EXAMPLES, FIGURES, neighbours, snapshots, windows
from timeline.alignment import Item, common, content_key, word_marks
from timeline.delta import content_of, diff, differs, patch, reverse
from timeline.linking import link
from timeline.model import UNCHANGED, Delta, Figure, Link, Snapshot
from timeline.records import content, event_record, figure_record

PAIRS = st.one_of(st.tuples(snapshots("2021"), snapshots("2022")), neighbours(), windows())

law = settings(max_examples=EXAMPLES, deadline=None)


class _NoDifflib:
    def __getattr__(self, name: str) -> None:
        pytest.fail(f"difflib.{name} must not run")


@pytest.fixture(autouse=True, scope="module")
def _without_difflib() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(deepdiff.diff, "difflib", _NoDifflib())
        yield


def compare(before: Snapshot, after: Snapshot) -> Delta:
    return diff(before, after, link(before, after))


@law
@given(PAIRS)
def test_patching_with_the_difference_gives_the_other_edition(
    pair: tuple[Snapshot, Snapshot],
) -> None:
    before, after = pair
    assert content_of(patch(before, compare(before, after))) == content_of(after)


@law
@given(PAIRS)
def test_a_patch_reads_only_the_rows_that_differ(pair: tuple[Snapshot, Snapshot]) -> None:
    before, after = pair
    delta = compare(before, after)
    thin = Delta(
        before=before,
        after=after,
        figures=tuple(filter(differs, delta.figures)),
        events=tuple(filter(differs, delta.events)),
        passages=tuple(filter(differs, delta.passages)),
    )
    assert content_of(patch(before, thin)) == content_of(after)


@law
@given(PAIRS)
def test_reversing_a_difference_is_comparing_the_other_way_round(
    pair: tuple[Snapshot, Snapshot],
) -> None:
    before, after = pair
    assert reverse(compare(before, after)) == compare(after, before)


@law
@given(PAIRS)
def test_links_are_the_same_either_way_round(pair: tuple[Snapshot, Snapshot]) -> None:
    before, after = pair
    there, back = link(before, after), link(after, before)
    for one, other in (
        (there.figures, back.figures),
        (there.events, back.events),
        (there.passages, back.passages),
    ):
        turned = [Link(item.after, item.before, item.score, item.reason) for item in other]
        assert sorted(turned, key=lambda item: item.before) == list(one)
        assert len({item.before for item in one}) == len({item.after for item in one}) == len(one)


@law
@given(snapshots("2022"))
def test_an_edition_compared_with_itself_has_no_change(edition: Snapshot) -> None:
    delta = compare(edition, edition)
    rows: list[Any] = [*delta.figures, *delta.events, *delta.passages]
    assert {row.change for row in rows} <= {UNCHANGED}
    assert not any(map(differs, rows))
    assert not delta.changed


def _rows(rows: Sequence[Any]) -> int:
    return sum(map(differs, rows))


@law
@given(PAIRS)
def test_there_are_no_more_rows_than_items_that_differ(pair: tuple[Snapshot, Snapshot]) -> None:
    before, after = pair
    delta = compare(before, after)
    sides: list[tuple[Sequence[Any], Sequence[Item], Sequence[Item]]] = [
        (delta.figures, before.figures, after.figures),
        (delta.events, before.events, after.events),
        (delta.passages, before.passages, after.passages),
    ]
    for rows, old, new in sides:
        old_keys, new_keys = [*map(content_key, old)], [*map(content_key, new)]
        in_place = len(common(old_keys, new_keys))
        assert _rows(rows) <= len(old) + len(new) - 2 * in_place
    for rows, old, new in sides[:2]:
        old_counts, new_counts = Counter(map(content_key, old)), Counter(map(content_key, new))
        other = [row for row in rows if not row.before or not row.after or row.fields]
        assert len(other) <= ((old_counts - new_counts) + (new_counts - old_counts)).total()


@law
@given(PAIRS)
def test_every_item_stands_in_exactly_one_row(pair: tuple[Snapshot, Snapshot]) -> None:
    before, after = pair
    delta = compare(before, after)
    sides: list[tuple[Sequence[Any], int, int]] = [
        (delta.figures, len(before.figures), len(after.figures)),
        (delta.events, len(before.events), len(after.events)),
    ]
    for rows, old, new in sides:
        assert sorted(row.before_at for row in rows if row.before) == [*range(old)]
        assert [row.after_at for row in rows if row.after] == [*range(new)]
    assert [at for row in delta.passages for at in row.after_at] == [*range(len(after.passages))]
    assert [p for row in delta.passages for p in row.after] == [*after.passages]


@law
@given(PAIRS)
def test_the_fields_are_those_that_a_plain_comparison_finds(
    pair: tuple[Snapshot, Snapshot],
) -> None:
    delta = compare(*pair)
    sides: list[tuple[Sequence[Any], Any]] = [
        (delta.figures, figure_record),
        (delta.events, event_record),
    ]
    for rows, record in sides:
        for row in rows:
            if row.before is None or row.after is None:
                assert row.fields == ()
                continue
            old, new = content(record(row.before)), content(record(row.after))
            plain = [(name, old[name], new[name]) for name in old if old[name] != new[name]]
            told = [(n, *([*v] if isinstance(v, tuple) else v for v in f)) for n, *f in row.fields]
            assert told == plain


@law
@given(FIGURES, FIGURES)
def test_equal_keys_are_equal_records(one: Figure, other: Figure) -> None:
    equal = content(figure_record(one)) == content(figure_record(other))
    assert (content_key(one) == content_key(other)) is equal


@law
@given(*[st.text(alphabet="ab 1.%\u2212\n", max_size=30)] * 2)
def test_word_marks_rebuild_both_wordings(old: str, new: str) -> None:
    marks = word_marks(old, new)
    assert "".join(one for _, one, _ in marks) == old
    assert "".join(other for _, _, other in marks) == new
    turned = {"+": "-", "-": "+"}
    back = word_marks(new, old)
    assert tuple((turned.get(mark, mark), b, a) for mark, a, b in marks) == back


@law
@given(PAIRS)
def test_every_row_is_counted_once_and_noise_is_no_change(pair: tuple[Snapshot, Snapshot]) -> None:
    before, after = pair
    delta = compare(before, after)
    summary = delta.summary()
    assert sum(summary["passages"].values()) + sum(summary["noise"].values()) == len(delta.passages)
    without = replace(delta, passages=tuple(row for row in delta.passages if not row.noise))
    assert delta.changed == without.changed
    assert all(differs(row) for row in delta.passages if row.noise)
    turned = reverse(delta)
    assert turned.summary()["noise"] == summary["noise"]
    assert turned.changed == delta.changed
