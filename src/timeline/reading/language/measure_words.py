"""The classes of words that naming a measure turns on: data, no rule.

Verbs come from the lexicon of verbs, all else from `data/measure_words.tsv`; each in its plain form
("rise" for rises, rose and risen).
"""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes
from timeline.reading.language.verbs import VERBS

_CLASSES: Final = read_classes(
    "reading/language/data/measure_words.tsv",
    (
        "results", "change-nouns", "forms-of-money", "hollow-nouns", "measure-nouns",
        "time-nouns", "unit-words", "people", "persons", "supplied", "pronouns", "subordinators", "clause-leads",
        "hedges", "determiners", "articles", "prepositions", "comparison-leads", "comparatives",
        "nouns-in-ing", "trailing-adverbs", "nouns-that-state", "leading-nouns", "sizes",
        "superlatives", "fractions", "targets", "rates", "before-infinitives", "foreseen", "telling-verbs", "no-groups",
        "agent-stems", "vague-numbers", "past-forms", "plans", "people-plurals", "people-in-the-singular",
        "counted-plurals", "amount-nouns", "empty-plurals", "change-nouns-of-units",
        "ways-of-measuring", "noun-like-verbs", "demonstratives", "uncommon-verbs",
        "verbs-before-numbers", "taking-time", "doubling-verbs", "verbs-in-ee", "moving-verbs", "directions", "lead-adverbs", "joined-terms", "nouns-of-trade", "lone-adjectives",
    ),
)  # fmt: skip

CHANGE_VERBS: Final = VERBS.measures["change"]
CHANGERS: Final = VERBS.measures["changes-object"]
"""Verbs of change whose object is what changes: "cut its staff by 12"."""
RESULTS: Final = _CLASSES["results"]
CHANGE_NOUNS: Final = _CLASSES["change-nouns"]
LEVEL_VERBS: Final = VERBS.measures["level"]
SHARE_VERBS: Final = VERBS.measures["share"]
POSSESSING_VERBS: Final = VERBS.measures["has"]
SEEING_VERBS: Final = VERBS.measures["sees"]
"""Verbs whose subject is whose a change is: "shops saw a fall of 2% in sales"."""
SAYING_VERBS: Final = VERBS.measures["says"]
"""Verbs whose subject is the source of a figure, no part of what it measures."""
ASSERTING_VERBS: Final = SAYING_VERBS | VERBS.measures["asserts"]
"""Verbs that a statement can follow without "that"."""
INTRANSITIVE_VERBS: Final = VERBS.measures["no-object"]
"""Verbs without an object, whose past form says what somebody did: "reported 30 people died"."""
SPENDING_VERBS: Final = VERBS.money
"""Verbs that give or take money, and what their money is called."""
FORMS_OF_MONEY: Final = _CLASSES["forms-of-money"]
HOLLOW_NOUNS: Final = _CLASSES["hollow-nouns"]
MEASURE_NOUNS: Final = _CLASSES["measure-nouns"]
TIME_NOUNS: Final = _CLASSES["time-nouns"]
UNIT_WORDS: Final = _CLASSES["unit-words"]
PEOPLE: Final = _CLASSES["people"]
PRONOUNS: Final = _CLASSES["pronouns"]
PERSONS: Final = _CLASSES["persons"]
SUPPLIED: Final = _CLASSES["supplied"]
SUBORDINATORS: Final = _CLASSES["subordinators"]
CLAUSE_LEADS: Final = _CLASSES["clause-leads"]
HEDGES: Final = _CLASSES["hedges"]
DETERMINERS: Final = _CLASSES["determiners"]
ARTICLES: Final = _CLASSES["articles"]
DEMONSTRATIVES: Final = _CLASSES["demonstratives"]
PREPOSITIONS: Final = _CLASSES["prepositions"]
COMPARISON_LEADS: Final = _CLASSES["comparison-leads"]
COMPARATIVES: Final = _CLASSES["comparatives"]
NOUNS_IN_ING: Final = _CLASSES["nouns-in-ing"]
TRAILING_ADVERBS: Final = _CLASSES["trailing-adverbs"]
NOUNS_THAT_STATE: Final = _CLASSES["nouns-that-state"]
LEADING_NOUNS: Final = _CLASSES["leading-nouns"]
SIZES: Final = _CLASSES["sizes"]
SUPERLATIVES: Final = _CLASSES["superlatives"]
FRACTIONS: Final = _CLASSES["fractions"]
TARGETS: Final = _CLASSES["targets"]
RATES: Final = _CLASSES["rates"]
COMMON_VERBS: Final = (
    (CHANGE_VERBS - _CLASSES["uncommon-verbs"])
    | POSSESSING_VERBS
    | (frozenset(SPENDING_VERBS) - {"fund", "budget"})
    | _CLASSES["noun-like-verbs"]
)
"""Verbs that a tagger takes for nouns where they are short: "cut", "shares", "exports"."""
DOUBLING_VERBS: Final = _CLASSES["doubling-verbs"]
VERBS_IN_EE: Final = _CLASSES["verbs-in-ee"]
MOVING_VERBS: Final = _CLASSES["moving-verbs"]
DIRECTIONS: Final = _CLASSES["directions"]
PLANS: Final = _CLASSES["plans"]
LEAD_ADVERBS: Final = _CLASSES["lead-adverbs"]
"""Pairs of words, with a hyphen, that lead a sentence in and say nothing of it."""
LONE_ADJECTIVES: Final = _CLASSES["lone-adjectives"]
"""Adjectives that stand for their noun in a list."""
NOUNS_OF_TRADE: Final = _CLASSES["nouns-of-trade"]
"""Nouns that look like verbs in the singular."""
JOINED_TERMS: Final = _CLASSES["joined-terms"]
"""Pairs of words, with a hyphen, that are one noun: "value added"."""
TAKING_TIME: Final = _CLASSES["taking-time"]
VERBS_BEFORE_NUMBERS: Final = _CLASSES["verbs-before-numbers"]
"""Verbs that a tagger takes for nouns before a number: "the camp houses 900 people"."""
BEFORE_INFINITIVES: Final = _CLASSES["before-infinitives"]
FORESEEN: Final = _CLASSES["foreseen"]
TELLING_VERBS: Final = _CLASSES["telling-verbs"]
INCLUDING_VERBS: Final = VERBS.measures["includes"]
"""Verbs that tell a part of what stands before: "killing nine people, including two nurses"."""
SETTING_VERBS: Final = VERBS.measures["sets"]
EXPECTING_VERBS: Final = VERBS.measures["expects"]
COPULAS: Final = VERBS.measures["copula"]
NO_GROUPS: Final = _CLASSES["no-groups"]
HELPING_VERBS: Final = VERBS.measures["helps"]
"""Verbs of which another verb tells more: "saw sales grow by 5%"."""
REACHING_VERBS: Final = VERBS.measures["reaches"]
"""Verbs that state a level of things, and an act of those who act: "reached 2,000 farmers"."""
AGENT_STEMS: Final = _CLASSES["agent-stems"]
VAGUE_NUMBERS: Final = _CLASSES["vague-numbers"]
PAST_FORMS: Final = _CLASSES["past-forms"]
PEOPLE_PLURALS: Final = _CLASSES["people-plurals"]
PEOPLE_IN_THE_SINGULAR: Final = _CLASSES["people-in-the-singular"]
COUNTED_PLURALS: Final = _CLASSES["counted-plurals"]
AMOUNT_NOUNS: Final = _CLASSES["amount-nouns"]
EMPTY_NOUNS: Final = HOLLOW_NOUNS - {"target", "goal", "value"}
EMPTY_PLURALS: Final = _CLASSES["empty-plurals"]
CHANGE_NOUNS_OF_UNITS: Final = _CLASSES["change-nouns-of-units"]
WAYS_OF_MEASURING: Final = _CLASSES["ways-of-measuring"]
