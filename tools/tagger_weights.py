"""Convert the weights of the part-of-speech tagger: python -m tools.tagger_weights WHEEL.

WHEEL is textblob_aptagger-0.2.0-py2.py3-none-any.whl from PyPI. Its weights are a pickle, which the
package itself never reads: this script reads it once, with a reader that refuses everything but
sets and dictionaries, and writes JSON with integers (hundredths).
"""

from __future__ import annotations

import collections
import gzip
import io
import json
import pickle
import sys
import zipfile
from pathlib import Path
from typing import Any

MEMBER = "textblob_aptagger/trontagger-0.1.0.pickle"
TARGET = Path("src/timeline/reading/language/data/tagger.json.gz")
LEAST = 0.6
"""Weights below this are left out; the accuracy on held-out sentences does not suffer."""


class PlainReader(pickle.Unpickler):
    """A reader of pickles that refuses to make anything but sets and dictionaries."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in {("__builtin__", "set"), ("builtins", "set")}:
            return set
        if (module, name) == ("collections", "defaultdict"):
            return collections.defaultdict
        raise pickle.UnpicklingError(f"{module}.{name} is refused")


def converted(raw: bytes) -> dict[str, Any]:
    """Return the tags, the words with one tag, and the weights of each feature as pairs."""
    weights, unambiguous, classes = PlainReader(io.BytesIO(raw), encoding="utf-8").load()
    tags = sorted(classes)
    number = {tag: index for index, tag in enumerate(tags)}
    features = {}
    for feature, row in weights.items():
        kept = [(number[tag], round(w * 100)) for tag, w in row.items() if abs(w) >= LEAST]
        if kept:
            features[feature] = [each for pair in kept for each in pair]
    return {"classes": tags, "tagdict": unambiguous, "weights": features}


def main() -> None:
    """Write the weights anew."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        data = converted(wheel.read(MEMBER))
    with gzip.GzipFile(TARGET, "wb", mtime=0) as file:
        file.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    print(f"{len(data['weights'])} features, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
