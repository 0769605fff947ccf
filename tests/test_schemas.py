"""The contracts as JSON Schema: complete, closed, and kept by what the program writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from timeline import schemas
from timeline.decode import plain
from timeline.delta import diff
from timeline.formats.deltajson import record
from timeline.formats.deltarows import CHANGES, EVERYTHING, Wanted
from timeline.linking import link
from timeline.model import (
    KINDS_OF_EVENT,
    KINDS_OF_FIGURE,
    STATUSES,
    Capture,
    Event,
    Figure,
    Imprint,
    Snapshot,
)
from timeline.reading.extract import read
from timeline.records import (
    DELTA_SCHEMA,
    SNAPSHOT_SCHEMA,
    SNAPSHOT_SCHEMAS,
    event_record,
    figure_record,
    imprint_record,
    snapshot_record,
)
from timeline.values import QUALIFIERS, Period, Quantity
from timeline.vocabulary import PLACES_OF_MEASURE, SALIENCES

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "us-mexico-example"
BUNDLED = sorted((ROOT / "snapshots").glob("*/*.json"))


def checker() -> FormatChecker:
    formats = FormatChecker(formats=())

    @formats.checks("edtf", raises=ValueError)
    def edtf(value: object) -> bool:
        return not isinstance(value, str) or bool(Period.parse(value))

    return formats


def faults(name: str, value: object) -> list[str]:
    validator = Draft202012Validator(schemas.load(name), format_checker=checker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def example(label: str) -> Snapshot:
    row = next(
        row
        for row in json.loads((EXAMPLE / "editions.json").read_text())
        if row["edition"] == label
    )
    data = (EXAMPLE / row["file"]).read_bytes()
    capture = Capture(data=data, sha256="0" * 64, origin=row["file"], media="text/markdown")
    imprint = Imprint(
        publication="us-mexico-example", label=label, published=Period.parse(row["published"])
    )
    return read(plain.decode(capture), imprint, doc=label, sha256="0" * 64)


def objects(schema: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object schema with the place where it stands."""
    if isinstance(schema, dict):
        if "properties" in schema and "type" in schema:
            yield path, schema
        for key, part in schema.items():
            yield from objects(part, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from objects(part, f"{path}/{index}")


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_is_valid_closed_and_describes_every_field(name: str) -> None:
    schema = schemas.load(name)
    Draft202012Validator.check_schema(schema)
    found = list(objects(schema))
    assert len(found) > 5
    for path, one in found:
        assert one.get("additionalProperties") is False, path
        counted = path.startswith("/properties/summary/properties")
        described = [counted or "description" in field for field in one["properties"].values()]
        assert all(described), path


def test_the_schemas_know_the_keys_and_lists_of_the_records() -> None:
    schema = schemas.load("snapshot")
    figure = Figure(quantity=Quantity(value=Decimal(1), unit=None), measure="m", kind="count")
    event = Event(title="t", status="occurred")
    snapshot = Snapshot(imprint=Imprint(publication="p", label="l"), doc="d", sha256="")
    defs = schema["$defs"]
    assert list(defs["event"]["properties"]) == list(event_record(event))
    assert set(schema["properties"]) == set(snapshot_record(snapshot))
    assert set(imprint_record(snapshot.imprint)) < set(schema["properties"])
    assert schema["properties"]["schema"]["enum"] == [*SNAPSHOT_SCHEMAS]
    assert SNAPSHOT_SCHEMAS[-1] == SNAPSHOT_SCHEMA
    assert schemas.load("delta")["properties"]["schema"]["enum"][-1] == DELTA_SCHEMA
    assert list(defs["figure"]["properties"]) == list(figure_record(figure))
    assert tuple(defs["kindOfFigure"]["enum"]) == KINDS_OF_FIGURE
    assert tuple(defs["kindOfEvent"]["enum"]) == KINDS_OF_EVENT
    assert tuple(defs["status"]["enum"]) == STATUSES
    assert tuple(defs["salience"]["enum"]) == (*SALIENCES, None)
    assert tuple(defs["placeOfMeasure"]["enum"]) == (*PLACES_OF_MEASURE, None)
    assert tuple(defs["qualifier"]["enum"]) == tuple(QUALIFIERS)


def test_both_schemas_define_what_they_share_alike() -> None:
    snapshot, delta = schemas.load("snapshot")["$defs"], schemas.load("delta")["$defs"]
    shared = set(snapshot) & set(delta)
    assert {"figure", "event", "decimal"} <= shared
    assert {name: snapshot[name] for name in shared} == {name: delta[name] for name in shared}


def test_the_text_of_a_schema_is_its_file() -> None:
    assert json.loads(schemas.text("delta")) == schemas.load("delta")


@pytest.mark.parametrize("label", ["2021", "2022", "2023"])
def test_what_is_extracted_from_a_text_keeps_the_contract(label: str) -> None:
    snapshot = example(label)
    assert snapshot.figures and snapshot.events and snapshot.dates and snapshot.passages
    assert faults("snapshot", json.loads(json.dumps(snapshot_record(snapshot)))) == []


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_snapshot_file_keeps_the_contract(path: Path) -> None:
    assert faults("snapshot", json.loads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("wanted", [CHANGES, EVERYTHING])
def test_a_delta_keeps_the_contract(wanted: Wanted) -> None:
    before, after = example("2022"), example("2023")
    delta = record(diff(before, after, link(before, after)), wanted)
    assert delta["figures"] and delta["events"] and delta["passages"]
    assert faults("delta", json.loads(json.dumps(delta))) == []


def test_the_schema_refuses_what_the_contract_refuses() -> None:
    good = snapshot_record(example("2023"))
    for key, value in (("value", "1e9"), ("value", 1), ("kind", "size"), ("period", "2023-02-30")):
        figures = [{**good["figures"][0], key: value}]
        assert faults("snapshot", {**good, "figures": figures}), (key, value)
    assert faults("snapshot", {**good, "comment": "x"})


@pytest.mark.parametrize("after", ["2021", "2022", "2023"])
def test_a_delta_counts_all_rows_and_prints_those_that_say_something(after: str) -> None:
    one, other = example("2022"), example(after)
    delta = diff(one, other, link(one, other))
    complete, short = record(delta, EVERYTHING), record(delta)
    for about in ("figures", "events", "passages"):
        told = [row for row in complete[about] if not row.get("noise")]
        assert sum(complete["summary"][about].values()) == len(told)
        assert short["summary"] == complete["summary"]
        loud = [row for row in told if row["change"] not in ("unchanged", "not-covered")]
        assert short[about] == loud
    noise = [row for row in complete["passages"] if row["noise"]]
    assert sum(complete["summary"]["noise"].values()) == len(noise)
