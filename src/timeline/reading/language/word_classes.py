"""Classes of English words that several rules ask for: one list each, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "reading/language/data/word_classes.tsv",
    (
        "determiner", "preposition", "relative", "conjunction", "modal", "negation",
        "no-event-verb", "scheduled", "intending", "staying", "changes-now", "hearsay", "unfulfilled", "vague-count", "claim",
        "plural", "no-plural",
        "no-source", "before-saying", "body", "evidence", "inquiry", "tells-source", "no-join",
        "behind-adjective", "before-place", "no-actor", "names-nobody", "adverb", "noun-in-ly", "opens-object",
        "ends-amount", "ends-noun", "parts-statement", "behind-participle", "condition", "saying",
        "turn", "when", "opener", "and", "subject-pronoun", "begins-subject", "no-subject", "leads", "personal", "honorific", "kin", "accord", "office-holder", "stands-for-noun",
        "of-place", "thing", "be", "in-name", "before-source", "other-calendar",
    ),
)  # fmt: skip

DETERMINERS: Final = _CLASSES["determiner"]
PREPOSITIONS: Final = _CLASSES["preposition"]
RELATIVES: Final = _CLASSES["relative"]
CONJUNCTIONS: Final = _CLASSES["conjunction"]
MODALS: Final = _CLASSES["modal"]
NEGATIONS: Final = _CLASSES["negation"]
NO_EVENT_VERBS: Final = _CLASSES["no-event-verb"]
SCHEDULED: Final = _CLASSES["scheduled"]
INTENDING: Final = _CLASSES["intending"]
CHANGES_NOW: Final = _CLASSES["changes-now"]
STAYING: Final = _CLASSES["staying"]
HEARSAY: Final = _CLASSES["hearsay"]
UNFULFILLED: Final = _CLASSES["unfulfilled"]
VAGUE_COUNTS: Final = _CLASSES["vague-count"]
CLAIMS: Final = _CLASSES["claim"]
PLURALS: Final = _CLASSES["plural"]
NO_PLURALS: Final = _CLASSES["no-plural"]
NAMES_NOBODY: Final = _CLASSES["names-nobody"]
NO_SOURCES: Final = _CLASSES["no-source"]
BEFORE_SAYING: Final = _CLASSES["before-saying"]
BODIES: Final = _CLASSES["body"]
EVIDENCE: Final = _CLASSES["evidence"]
INQUIRIES: Final = _CLASSES["inquiry"]
TELLS_SOURCE: Final = _CLASSES["tells-source"]
NOT_JOINING: Final = _CLASSES["no-join"]
BEHIND_ADJECTIVES: Final = _CLASSES["behind-adjective"]
BEFORE_PLACES: Final = _CLASSES["before-place"]
NO_ACTORS: Final = _CLASSES["no-actor"]
ADVERBS: Final = _CLASSES["adverb"]
NOUNS_IN_LY: Final = _CLASSES["noun-in-ly"]
OPENS_OBJECT: Final = _CLASSES["opens-object"]
ENDS_AMOUNT: Final = _CLASSES["ends-amount"]
ENDS_NOUN: Final = _CLASSES["ends-noun"]
PARTS_STATEMENT: Final = _CLASSES["parts-statement"]
BEHIND_PARTICIPLES: Final = _CLASSES["behind-participle"]
CONDITIONS: Final = _CLASSES["condition"]
SAYING: Final = _CLASSES["saying"]
TURNS: Final = _CLASSES["turn"]
WHEN: Final = _CLASSES["when"]
OPENERS: Final = _CLASSES["opener"]
AND: Final = _CLASSES["and"]
SUBJECT_PRONOUNS: Final = _CLASSES["subject-pronoun"]
BEGINS_SUBJECT: Final = _CLASSES["begins-subject"]
NO_SUBJECT: Final = _CLASSES["no-subject"]
LEADS: Final = _CLASSES["leads"]
OF_PLACES: Final = _CLASSES["of-place"]
THINGS: Final = _CLASSES["thing"]
PERSONAL: Final = _CLASSES["personal"]
STANDS_FOR_NOUN: Final = _CLASSES["stands-for-noun"]
OFFICE_HOLDERS: Final = _CLASSES["office-holder"]
ACCORDS: Final = _CLASSES["accord"]
KIN: Final = _CLASSES["kin"]
HONORIFICS: Final = _CLASSES["honorific"]
BE_FORMS: Final = _CLASSES["be"]
IN_NAMES: Final = _CLASSES["in-name"]
BEFORE_SOURCES: Final = _CLASSES["before-source"]
OTHER_CALENDARS: Final = _CLASSES["other-calendar"]
