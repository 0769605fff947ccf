"""The table of cases of the decoder of plain text: headings, sentences, items, chrome."""

from __future__ import annotations

import pytest

from extraction import params, read_text, several


@pytest.mark.parametrize("row", params("passages.tsv", "what"))
def test_row(row: dict[str, str]) -> None:
    passages = read_text(row["text"]).passages
    assert [passage.quote.text for passage in passages] == several(row["passages"])
    assert [passage.kind for passage in passages] == several(row["kinds"])
    assert [" > ".join(passage.path) or None for passage in passages] == several(row["paths"])
