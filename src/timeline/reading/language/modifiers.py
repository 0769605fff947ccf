"""Where a subject ends that has a clause, a participle or an aside behind its noun."""

from __future__ import annotations

from typing import Final

from timeline.reading.language import measure_verbs
from timeline.reading.language.sentence_words import ARTICLES, RELATIVE, Words, is_verb

ADVERBS: Final = frozenset("also jointly currently already now still recently to together".split())
_SAID: Final = frozenset("said says claimed alleged noted added".split())
_CUTS: Final = frozenset(("while", "whereas", "because", "although", "though", "but", ";", ":"))


def with_modifiers(words: Words, begin: int, end: int, verb: int) -> int:
    """Return where a subject ends whose noun has a clause or an aside of its own behind it.

    "The amount spent online was", "the share of adults who smoke fell", "net debt, excluding the
    banks, stood": two finite verbs without a joint between them are never of one subject.
    """
    lower, group = words.lower, verb
    while group > end and (
        lower[group - 1] in measure_verbs.AUXILIARIES
        or lower[group - 1] in AHEAD
        or lower[group - 1] in ADVERBS
        or lower[group - 1].endswith("ly")
    ):
        group -= 1
    if not begin < end < group or lower[verb].endswith("ing"):
        return end
    if lower[verb - 1] == "to" and lower[group] not in measure_verbs.AUXILIARIES:
        return end
    if (
        group == verb
        and lower[verb + 1 : verb + 2] == ("by",)
        and measure_verbs.role(lower[verb]) == measure_verbs.ACT
    ):
        return end
    if words.words[end - 1] == "," and end - 1 > begin:
        end -= 1
    if words.words[end] == ",":
        aside = lower[end + 1] in _ASIDES and words.words[group - 1] == ","
        return group - 1 if aside and group - end <= _ASIDE_WORDS else end
    between = range(end, group)
    if any(words.words[i] in ",;:" or lower[i] in _CUTS or lower[i] in _SAID for i in between):
        return end
    if any(lower[i] in ("and", "or") and is_verb(words, i + 1) for i in between):
        return end
    if lower[end] in RELATIVE:
        return group if group > end + 1 else end
    if not measure_verbs.is_participle(lower[end]) or lower[end] in measure_verbs.SAYING:
        return end
    states = (
        measure_verbs.role(lower[verb]) in (measure_verbs.BE, measure_verbs.MEASURE)
        or lower[group] in measure_verbs.AUXILIARIES
    )
    if not states or lower[end + 1] in ARTICLES:
        return end
    loose = (i for i in range(end + 1, group) if is_verb(words, i))
    return end if any(not measure_verbs.is_participle(lower[i]) for i in loose) else group


AHEAD: Final = frozenset(
    """to projected expected forecast estimated set likely due thought assumed believed predicted planned
    scheduled""".split()
)
"""What stands between an auxiliary and the verb of what is expected ("is set to rise")."""
_ASIDES: Final = frozenset("excluding net adjusted measured as per".split())
_ASIDE_WORDS: Final = 12
