"""Plural nouns: told by their form, and brought to the singular."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from timeline.text import singular

_NOT_PLURAL: Final = frozenset(
    """is was has as this its thus plus versus various previous serious numerous famous less across
    towards besides perhaps always sometimes yes us his hers theirs ours status basis crisis
    analysis campus virus bonus census consensus focus process access success address business
    progress congress express mass class loss news series species gas bus illness fitness""".split()
)
_PLURALS: Final = frozenset(
    """people men women children alumni police personnel staff youth cattle livestock troops feet
    data criteria media phenomena dead wounded injured aircraft series species fishermen businessmen
    policemen congressmen policewomen congresswomen sheep fish head crises bases analyses
    census gases buses classes processes addresses businesses losses viruses campuses""".split()
)


@lru_cache(maxsize=16_384)
def is_plural(word: str) -> bool:
    """Tell whether a word can be a plural noun by its form."""
    lower = word.lower()
    if lower in _PLURALS:
        return True
    return (
        len(lower) > 2
        and lower.endswith("s")
        and not lower.endswith(("ss", "'s", "’s"))
        and not word.isupper()
        and lower not in _NOT_PLURAL
    )


_IRREGULAR: Final = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "alumni": "alumnus",
    "feet": "foot", "pence": "penny", "fishermen": "fisherman", "businessmen": "businessman", "crises": "crisis",
    "policemen": "policeman", "criteria": "criterion", "bases": "base", "analyses": "analysis",
    "lives": "life", "wives": "wife", "families": "family", "buses": "bus", "gases": "gas",
    "series": "series", "species": "species", "cases": "case", "databases": "database",
    "exercises": "exercise", "licenses": "license", "courses": "course", "houses": "house",
    "purchases": "purchase", "increases": "increase", "releases": "release", "nurses": "nurse",
    "horses": "horse", "universes": "universe", "diseases": "disease", "responses": "response",
    "movies": "movie", "ties": "tie", "sizes": "size", "prizes": "prize", "axes": "axe",
}  # fmt: skip


@lru_cache(maxsize=16_384)
def singular_noun(noun: str) -> str:
    """Return the canonical singular of a counted noun, lower case unless a proper name."""
    lower = noun.lower()
    return _IRREGULAR.get(lower) or singular(lower if not noun[:1].isupper() else noun)
