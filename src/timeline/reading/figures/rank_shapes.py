"""What a rank is of, and in what: "Tarn is the ninth highest source of students"."""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, name_of
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.phrases import complement_end

_ORDINAL: Final = re.compile(
    r"(?:\d+(?:st|nd|rd|th)|(?:[a-z]+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|[a-z]+tieth))"
)


def rank(place: AmountPlace) -> Measure | None:
    """Tarn is the ninth highest source of students."""
    subject = subject_of(place)
    making = _made(place)
    main = place.statement.main
    if making.lower() in classes.PRONOUNS:
        making = place.text(main.subject) if main is not None else subject
    subject = making or subject
    head = _ranked(place)
    words = head.split()
    while words and (
        words[0].lower() in classes.SUPERLATIVES | figure_words.BEFORE_RANKS
        or _is_ordinal(words[0])
    ):
        words.pop(0)
    head = " ".join(words)
    if place.is_before_verb and not making:
        return about(f"rank of {head}" if head else "rank")
    whose = f"rank of {subject}" if subject else "rank"
    if not head:
        return Measure(whose, name_of(subject))
    if words[-1] in classes.CHANGE_NOUNS and place.stands:
        head = f"{head} in {place.stands}"
    return Measure(f"{whose} as {head}", name_of(subject))


def _ranked(place: AmountPlace) -> str:
    """Return what something is first or second in, with what hangs on it."""
    if place.where.aside is not None:
        inner = place.chunk.aside
        at = place.where.aside
        return place.text(inner[at : complement_end(inner, at)]) if inner[at].kind == "N" else ""
    return place.complement(place.index) if place.chunk.kind == "N" else ""


def _is_ordinal(word: str) -> bool:
    lower = word.lower()
    return lower.split("-")[-1] in classes.SUPERLATIVES or _ORDINAL.fullmatch(lower) is not None


def _made(place: AmountPlace) -> str:
    """Making Tarn the second-largest trading partner: who is made so."""
    at = place.governing()
    if at is None or place.chunks[at].verb not in ("make", "replace"):
        return ""
    return place.text(place.chunks[at + 1 : place.index])
