"""The fuzzer of `make fuzz`, for a moment: its texts are read, and a fault is told and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import fuzz


def test_made_texts_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.run(3, 20) == 0
    assert capsys.readouterr().out.startswith("seed 20, 3 s")


def test_the_same_seed_makes_the_same_texts() -> None:
    pieces = fuzz.material()
    first, second = fuzz.random.Random(5), fuzz.random.Random(5)
    made = [fuzz.made(pieces, first) for _ in range(20)]
    assert made == [fuzz.made(pieces, second) for _ in range(20)]
    assert len(set(made)) > 15


def test_a_text_that_raises_is_printed_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(text: str, _: str | None) -> list[str]:
        raise ValueError("odd")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fuzz, "faults", fails)
    assert fuzz.run(5, 9) == 1
    (written,) = tmp_path.iterdir()
    assert written.name == "fuzz-9-0.txt"
    assert "ValueError: odd" in capsys.readouterr().out


def test_a_sign_that_belongs_to_what_was_read_before_is_no_sign_again() -> None:
    assert not fuzz.faults("8 decimetre and minus 0.3 per cent", None)
