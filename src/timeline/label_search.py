"""Find labels by words: the one way in which every command matches what a user asks for.

What is asked for in one's own words finds a label that has all of them, in any order and with any
endings: "environmental tax" finds "revenue from environmentally related taxes". Words are whole:
"prison" does not find "imprisonment". A grade says how well a label fits, so that the best come
first; what a label leaves out, the texts around it may say.

What a number is called is seldom all that a sentence says of it, so that figures are also found by
their sentence and their headings, after all that are found by their names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from timeline.model import Figure, StatedFigure
from timeline.text import common_beginning, normal, stem, words

SAME: Final = 0
LABEL: Final = 1
AROUND: Final = 2
CONTEXT: Final = 3
"""The grades: a label of these words and no other, one that has them all, one where some of them
stand only in the texts around it, and a figure where they stand in its sentence or headings."""
QUESTIONS: Final = frozenset(
    "about among any between concerning did do does each had how many much regarding than these "
    "those what when where whether which who whose why".split()
)
"""Words of a question that name nothing."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a user asks for: some words, or with `exact` a whole label, whatever its case."""

    text: str
    exact: bool = False

    @property
    def stems(self) -> frozenset[str]:
        """Return the stems that all have to be there; none where nothing was asked for."""
        asked = words(self.text)
        return frozenset(map(stem, [word for word in asked if word not in QUESTIONS] or asked))

    def grade(self, label: str | None, *around: str | None) -> int | None:
        """Return how well a label fits, the lower the better; None where it does not."""
        if self.exact:
            return SAME if label is not None and normal(label) == normal(self.text) else None
        asked, own = self.stems, text_stems(label)
        if not asked:
            return None
        if asked <= own:
            return SAME if asked == own else LABEL
        found = own.union(*map(text_stems, around))
        return AROUND if asked <= found else None

    def rank(self, label: str | None, *around: str | None) -> tuple[int, int] | None:
        """Return the grade, and how many words of the label were not asked for."""
        grade = self.grade(label, *around)
        return None if grade is None else (grade, len(text_stems(label) - self.stems))

    def best(self, texts: Iterable[tuple[str | None, ...]]) -> int | None:
        """Return the grade of the best of several labels, each with the texts around it."""
        grades = [self.grade(*each) for each in texts]
        return min((grade for grade in grades if grade is not None), default=None)

    @property
    def needles(self) -> tuple[str, ...]:
        """Return what a text must contain, whatever its case, so that it can have the words.

        They spare a database the reading of other rows, and find no more and no less.
        """
        return tuple(sorted(filter(None, map(common_beginning, self.stems))))

    def nearest(self, labels: Iterable[str], limit: int) -> list[str]:
        """Return the labels that share the most words with what was asked for, most of them first.

        Of those that share as many, the shortest come first.
        """
        asked = self.stems
        shared = [(len(asked & text_stems(label)), len(label), label) for label in set(labels)]
        found = sorted((-count, size, label) for count, size, label in shared if count)
        return [label for *_, label in found[:limit]]


@lru_cache(maxsize=65_536)
def text_stems(text: str | None) -> frozenset[str]:
    """Return the stems of the content words of a text, none for none."""
    return frozenset() if text is None else frozenset(map(stem, words(text)))


def figure_texts(figure: Figure) -> tuple[str | None, ...]:
    """Return what a figure measures, then the other texts that name it."""
    return (
        figure.measure, figure.unit_text, figure.quantity.unit, figure.scope, figure.subject,
        figure.counterpart, figure.whole,
    )  # fmt: skip


def rank_of_figure(asked: Search, row: StatedFigure) -> tuple[int, int] | None:
    """Return the rank of a figure by what names it, else by its sentence and its headings.

    A sentence has to have two of the words, for it can tell of much else; headings count only where
    one of the words names the figure.
    """
    names = figure_texts(row.figure)
    rank = asked.rank(*names)
    wanted = asked.stems
    if rank is not None or asked.exact or not wanted:
        return rank
    own = frozenset().union(*map(text_stems, names))
    said = own | text_stems(row.sentence)
    by_sentence = len(wanted) > 1 and wanted <= said
    by_headings = not own.isdisjoint(wanted) and wanted <= said.union(*map(text_stems, row.section))
    if not (by_sentence or by_headings):
        return None
    return CONTEXT, len(text_stems(row.figure.measure) - wanted)
