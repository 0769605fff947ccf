"""Classes of English words that the rules of events ask for, in `data/word_classes.tsv`."""

from __future__ import annotations

from typing import Final

from timeline.lexicon import read_classes

_CLASSES: Final = read_classes(
    "reading/events/data/word_classes.tsv",
    (
        "title-small", "title-end", "title-cut", "title-opens-no", "beginning", "recurring-adjective",
        "recurring-event", "of-something", "restates", "told", "recurring-noun", "recurring-act",
        "moves-date", "decided", "nobody", "sets-at", "text", "shown", "change", "level",
        "saw", "taken-place", "before-count", "leads-date", "scene", "noun-stop", "joint",
        "before-participle", "named-thing", "beginning-of", "term", "own-meeting", "extends", "reporting", "decreed",
        "date-head", "event-head", "done-head", "done-now",
        "looked-at", "asked-for", "name-of-year", "act-noun", "no-act", "sets-rate",
        "brings-about", "year-verb", "pledge", "alleging", "refers-back", "allegedly", "awaits", "wanting", "chronicled-level", "next-of-field",
        "deadline-of-field", "of-page", "no-field-title",
        "dates-from", "causes", "gives-until", "spends", "loses", "foretelling", "postponing", "within-gerund", "opens-clause", "rejects", "invited", "receiving", "having-part", "needed", "particle",
    ),
)  # fmt: skip

TITLE_SMALL: Final = _CLASSES["title-small"]
TITLE_ENDS: Final = _CLASSES["title-end"]
TITLE_CUTS: Final = _CLASSES["title-cut"]
OPENS_NO_TITLE: Final = _CLASSES["title-opens-no"]
BEGINNINGS: Final = _CLASSES["beginning"]
RECURRING_ADJECTIVES: Final = _CLASSES["recurring-adjective"]
RECURRING_EVENTS: Final = _CLASSES["recurring-event"]
RECURRING_NOUNS: Final = _CLASSES["recurring-noun"]
TOLD: Final = _CLASSES["told"]
RESTATES: Final = _CLASSES["restates"]
OF_SOMETHING: Final = _CLASSES["of-something"]
RECURRING_ACTS: Final = _CLASSES["recurring-act"]
MOVES_DATE: Final = _CLASSES["moves-date"]
DECIDED: Final = _CLASSES["decided"]
SET: Final = _CLASSES["sets-at"]
NOBODY: Final = _CLASSES["nobody"]
TEXTS: Final = _CLASSES["text"]
SHOWN: Final = _CLASSES["shown"]
CHANGES: Final = _CLASSES["change"]
LEVELS: Final = _CLASSES["level"]
SAW: Final = _CLASSES["saw"]
TAKEN_PLACE: Final = _CLASSES["taken-place"]
BEFORE_COUNT: Final = _CLASSES["before-count"]
LEADS_DATE: Final = _CLASSES["leads-date"]
SCENES: Final = _CLASSES["scene"]
NOUN_STOPS: Final = _CLASSES["noun-stop"]
JOINTS: Final = _CLASSES["joint"]
BEFORE_PARTICIPLE: Final = _CLASSES["before-participle"]
NAMED_THINGS: Final = _CLASSES["named-thing"]
BEGINNINGS_OF: Final = _CLASSES["beginning-of"]
TERMS: Final = _CLASSES["term"]
REPORTING: Final = _CLASSES["reporting"]
DECREED: Final = _CLASSES["decreed"]
LOOKED_AT: Final = _CLASSES["looked-at"]
ASKED_FOR: Final = _CLASSES["asked-for"]
NAMES_OF_YEAR: Final = _CLASSES["name-of-year"]
ACT_NOUNS: Final = _CLASSES["act-noun"]
NO_ACTS: Final = _CLASSES["no-act"]
SETS_RATE: Final = _CLASSES["sets-rate"]
BRINGS_ABOUT: Final = _CLASSES["brings-about"]
YEAR_VERBS: Final = _CLASSES["year-verb"]
PLEDGES: Final = _CLASSES["pledge"]
ALLEGING: Final = _CLASSES["alleging"]
ALLEGEDLY: Final = _CLASSES["allegedly"]
AWAITS: Final = _CLASSES["awaits"]
CHRONICLED_LEVELS: Final = _CLASSES["chronicled-level"]
NEXT_OF_FIELD: Final = _CLASSES["next-of-field"]
DEADLINES_OF_FIELD: Final = _CLASSES["deadline-of-field"]
OF_PAGES: Final = _CLASSES["of-page"]
NO_FIELD_TITLES: Final = _CLASSES["no-field-title"]
WANTING: Final = _CLASSES["wanting"]
RECEIVING: Final = _CLASSES["receiving"]
HAVING_PART: Final = _CLASSES["having-part"]
PARTICLES: Final = _CLASSES["particle"]
NEEDED: Final = _CLASSES["needed"]
REFERS_BACK: Final = _CLASSES["refers-back"]
DATES_FROM: Final = _CLASSES["dates-from"]
CAUSES: Final = _CLASSES["causes"]
GIVES_UNTIL: Final = _CLASSES["gives-until"]
SPENDS: Final = _CLASSES["spends"]
POSTPONING: Final = _CLASSES["postponing"]
FORETELLING: Final = _CLASSES["foretelling"]
LOSES: Final = _CLASSES["loses"]
WITHIN_GERUND: Final = _CLASSES["within-gerund"]
OPENS_CLAUSE: Final = _CLASSES["opens-clause"]
REJECTS: Final = _CLASSES["rejects"]
INVITED: Final = _CLASSES["invited"]
EXTENDS: Final = _CLASSES["extends"]
OWN_MEETINGS: Final = _CLASSES["own-meeting"]
DATE_HEADS: Final = _CLASSES["date-head"]
EVENT_HEADS: Final = _CLASSES["event-head"]
DONE_HEADS: Final = _CLASSES["done-head"]
DONE_NOW: Final = _CLASSES["done-now"]
