"""Classes of English words that the rules of figures ask for, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "reading/figures/data/word_classes.tsv",
    (
        "rising-verb", "falling-verb", "rising-noun", "falling-noun", "higher", "lower", "make",
        "sharing", "resulting", "growing", "compared-with", "before-change", "before-level",
        "behind-change-noun", "moves-by",
        "code-head", "code-word", "ends-predicate", "denial", "these", "between-two", "compares",
        "change-adjective", "before-group", "behind-count", "behind-change", "before-rank",
        "particle", "particle-verb", "taking-up", "equals", "measure", "bringing", "norm",
        "of-people", "usual", "losing", "extending", "exceeding", "dated-head", "of-things",
        "state-of-part", "adding", "sum", "trading", "moving", "remaining", "covering", "coin",
        "zero", "running", "hollow-heading", "outcome",
        "below-zero", "form-of-sum", "in-per-cent", "kind-of-text", "leading", "foretold", "heads-changes",
        "cells", "shown", "cost",
    ),
)  # fmt: skip

RISING_VERBS: Final = _CLASSES["rising-verb"]
FALLING_VERBS: Final = _CLASSES["falling-verb"]
RISING_NOUNS: Final = _CLASSES["rising-noun"]
FALLING_NOUNS: Final = _CLASSES["falling-noun"]
HIGHER: Final = _CLASSES["higher"]
LOWER: Final = _CLASSES["lower"]
MAKING: Final = _CLASSES["make"]
SHARING: Final = _CLASSES["sharing"]
RESULTING: Final = _CLASSES["resulting"]
GROWING: Final = _CLASSES["growing"]
COMPARED_WITH: Final = _CLASSES["compared-with"]
BEFORE_CHANGES: Final = _CLASSES["before-change"]
BEFORE_LEVELS: Final = _CLASSES["before-level"]
BEHIND_CHANGE_NOUNS: Final = _CLASSES["behind-change-noun"]
MOVES_BY: Final = _CLASSES["moves-by"]
CODE_HEADS: Final = _CLASSES["code-head"]
CODE_WORDS: Final = _CLASSES["code-word"]
ENDS_PREDICATES: Final = _CLASSES["ends-predicate"]
DENIALS: Final = _CLASSES["denial"]
THESE: Final = _CLASSES["these"]
BETWEEN_TWO: Final = _CLASSES["between-two"]
COMPARES: Final = _CLASSES["compares"]
CHANGE_ADJECTIVES: Final = _CLASSES["change-adjective"]
BEFORE_GROUPS: Final = _CLASSES["before-group"]
BEHIND_COUNTS: Final = _CLASSES["behind-count"]
BEHIND_CHANGES: Final = _CLASSES["behind-change"]
BEFORE_RANKS: Final = _CLASSES["before-rank"]
PARTICLE_VERBS: Final = _CLASSES["particle-verb"]
PARTICLES: Final = _CLASSES["particle"]
TAKING_UP: Final = _CLASSES["taking-up"]
EQUALS: Final = _CLASSES["equals"]
MEASURES: Final = _CLASSES["measure"]
OUTCOMES: Final = _CLASSES["outcome"]
BELOW_ZERO: Final = _CLASSES["below-zero"]
BRINGING: Final = _CLASSES["bringing"]
NORMS: Final = _CLASSES["norm"]
USUAL: Final = _CLASSES["usual"]
OF_PEOPLE: Final = _CLASSES["of-people"]
LOSING: Final = _CLASSES["losing"]
EXTENDING: Final = _CLASSES["extending"]
EXCEEDING: Final = _CLASSES["exceeding"]
OF_THINGS: Final = _CLASSES["of-things"]
DATED_HEADS: Final = _CLASSES["dated-head"]
STATES_OF_PARTS: Final = _CLASSES["state-of-part"]
SUMS: Final = _CLASSES["sum"]
IN_PER_CENT: Final = _CLASSES["in-per-cent"]
FORETOLD: Final = _CLASSES["foretold"]
LEADING: Final = _CLASSES["leading"]
HEADS_CHANGES: Final = _CLASSES["heads-changes"]
KINDS_OF_TEXT: Final = _CLASSES["kind-of-text"]
FORMS_OF_SUMS: Final = _CLASSES["form-of-sum"]
ADDING: Final = _CLASSES["adding"]
TRADING: Final = _CLASSES["trading"]
MOVING: Final = _CLASSES["moving"]
REMAINING: Final = _CLASSES["remaining"]
COVERING: Final = _CLASSES["covering"]
COINS: Final = _CLASSES["coin"]
ZEROS: Final = _CLASSES["zero"]
RUNNING: Final = _CLASSES["running"]
HOLLOW_HEADINGS: Final = frozenset(each.replace("-", " ") for each in _CLASSES["hollow-heading"])
"""Headings that say where in a text one is, and not of what."""
CELLS: Final = _CLASSES["cells"]
SHOWN: Final = _CLASSES["shown"]
COSTS: Final = _CLASSES["cost"]
