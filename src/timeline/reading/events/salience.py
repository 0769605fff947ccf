"""How much an event matters to a chronology: core, or minor by the first row that holds.

A row is minor only where it is plain: what recurs, work that goes on, an anniversary, a date of the
document itself, a name in passing. All else is core. The words of the rows are in
`data/salience.tsv`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.model import Event, Passage
from timeline.reading.language.lemmas import lemma
from timeline.vocabulary import CORE, MINOR

_CLASSES: Final = (
    "work", "life", "document", "text", "issue", "material", "making", "act", "relation",
)  # fmt: skip


def _words_by_class() -> dict[str, frozenset[str]]:
    """Return the words of each class; raises LexiconError for a class that there is not."""
    found: dict[str, set[str]] = {name: set() for name in _CLASSES}
    for entry in read_lexicon("reading/events/data/salience.tsv", ("class", "words"), "words"):
        if entry["class"] not in found:
            known = ", ".join(_CLASSES)
            raise entry.fault(f"{entry['class']!r} is no class of words; they are {known}")
        found[entry["class"]].update(entry.words("words"))
    return {name: frozenset(words) for name, words in found.items()}


_WORDS: Final = _words_by_class()


@dataclass(frozen=True, slots=True)
class EventPlace:
    """An event with its sentence, and the other events that the sentence states."""

    event: Event
    sentence: str
    others: Sequence[Event]

    @property
    def rule(self) -> str:
        """The row of the patterns that read it."""
        return self.event.rules[0] if self.event.rules else ""


@dataclass(frozen=True, slots=True)
class SalienceRule:
    """A reason for which an event is minor: its name, with an example, and when it holds."""

    name: str
    example: str
    holds: Callable[[EventPlace], bool]


# ---------------------------------------------------------------- what the rows ask

_HAS_DONE: Final = re.compile(
    r"\b(?:Has|Have)\s(?:(?:Also|Been|Far|Jointly|Regularly|Since|Thus|Together)\s)*(?P<verb>\w+)"
)
_IS_DONE: Final = re.compile(r"\b(?:Is|Are)\s(?P<verb>\w+(?:ed|wn))\b")
_HELPER: Final = re.compile(r"(?:Was|Were|Is|Are|Been|Be|Being|Had)", re.IGNORECASE)
_SECOND: Final = re.compile(r"\s(?:and|but|while|that)\s", re.IGNORECASE)
"""What a second thing may stand behind, whose verb is not that of the event."""
_DONE: Final = re.compile(
    r"^(?P<subject>.+?)\s(?:(?:Was|Were|Is|Are|(?:Will|Is\sto|Are\sto)\sBe|(?:Has|Have|Had)\sBeen)\s"
    r"(?:(?:Also|First|Last|Next|Re)\s)*(?P<verb>\w+)|(?P<place>Took\sPlace|Will\sTake\sPlace))"
)
_NAMES_ITSELF: Final = re.compile(
    r"\b(?:this|the\s(?:next|present|previous|latest|current))\s(?:[\w-]+\s){0,4}?(?P<noun>[\w-]+)"
    r"(?=\s(?:was|were|is|are|will|has|have)\b)",
    re.IGNORECASE,
)
_COMPLEMENT: Final = re.compile(r"\s(?:of|on|for|from|by|in|about|with)\s")
_MANY: Final = re.compile(
    r"^(?:(?:About|Almost|Around|At|Close|Least|More|Nearly|Over|Some|Than|To)\s)*"
    r"(?:\d{3,}|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s(?:Million|Billion))\s"
)
_COUNTED_BACK: Final = re.compile(r"(\d{4})~/(\d{4})~")
_TEXTS: Final = frozenset({"law", "treaty", "agreement"})
_WORD: Final = re.compile(r"[a-z]+")
_NAMED: Final = "name with a year"


def _goes_on(place: EventPlace) -> bool:
    """Tell whether an event is a stretch of years that is not over."""
    when = place.event.when
    lasting = when is not None and when.precision == "interval"
    return lasting and place.event.status == "ongoing" and not _begins_on_a_day(place.event)


def _begins_on_a_day(event: Event) -> bool:
    """Tell whether a stretch has a first day: it began with something that happened."""
    return event.when is not None and event.when.edtf.partition("/")[0].count("-") > 1


def _is_running_work(place: EventPlace) -> bool:
    if not _goes_on(place) or not place.rule.startswith("clause,"):
        return False
    title = place.event.title
    done = _HAS_DONE.search(title) or _IS_DONE.search(title)
    if done is not None:
        return _is_of(done["verb"], "work")
    return any(
        word.endswith("ed") and _is_of(word, "work") and not _HELPER.fullmatch(before)
        for before, word in pairwise(_SECOND.split(title)[0].split())
    )


def _is_running_total(place: EventPlace) -> bool:
    counts = _MANY.match(place.event.title) is not None
    return counts and _goes_on(place) and _HAS_DONE.search(place.event.title) is not None


def _is_counted_back(place: EventPlace) -> bool:
    edtf = "" if place.event.when is None else place.event.when.edtf
    found = _COUNTED_BACK.fullmatch(edtf)
    return found is not None and int(found[2]) - int(found[1]) > 1


def _is_derived(place: EventPlace) -> bool:
    if place.rule == "derived from an anniversary":
        words = _WORD.findall(place.event.title.lower())
        return _WORDS["act"].isdisjoint(words[:2])
    return place.rule == "derived from so many years"


def _is_anniversary(place: EventPlace) -> bool:
    words = _WORD.findall(place.event.title.lower())
    return place.rule == "anniversary" and _WORDS["relation"].isdisjoint(words)


def _is_named_in_passing(place: EventPlace) -> bool:
    """Tell whether a law or a treaty is only named where something else is told with its date."""
    if place.rule != _NAMED or place.event.kind not in _TEXTS:
        return False
    return any(
        other.rules and other.rules[0].startswith("clause,") and other.when != place.event.when
        for other in place.others
    )


def _is_of_a_life(place: EventPlace) -> bool:
    if not place.rule.startswith("clause,"):
        return False
    done = _DONE.match(place.event.title)
    if done is not None:
        return _is_of(done["verb"] or "", "life")
    words = place.event.title.split()
    return any(_is_of(word, "life") for word in words[1:4] if word.endswith("ed"))


def _is_of_the_document(place: EventPlace) -> bool:
    done = _DONE.match(place.event.title)
    if done is None or not _is_of(done["verb"] or "", "issue"):
        return False
    subject, *complement = _COMPLEMENT.split(done["subject"].lower(), maxsplit=1)
    noun = _plain(subject.split()[-1])
    if noun in _WORDS["document"] and (not complement or noun == "minutes"):
        return True
    itself = _NAMES_ITSELF.search(place.sentence)
    return itself is not None and _plain(itself["noun"]) == noun in _WORDS["text"]


def _is_of_its_making(place: EventPlace) -> bool:
    done = _DONE.match(place.event.title)
    if done is None:
        return False
    noun = _plain(done["subject"].split()[-1])
    if done["place"]:
        return noun == "fieldwork"
    return noun in _WORDS["material"] and _is_of(done["verb"], "making")


def _is_of(verb: str, name: str) -> bool:
    """Tell whether a form of a verb is of a class: "revised" is of "revise"."""
    plain = lemma(verb)
    return plain in _WORDS[name] or f"{plain}e" in _WORDS[name]


def _plain(noun: str) -> str:
    """Return a noun in lower case as the lexicon has it, in the singular or as it stands."""
    lower = noun.lower()
    known = _WORDS["document"] | _WORDS["material"]
    return lower if lower in known else lemma(lower)


# ---------------------------------------------------------------- the rows

MINOR_IF: Final = (
    SalienceRule(
        "it recurs", "The board meets six times a year.",
        lambda place: place.event.status == "recurring",
    ),
    SalienceRule(
        "it is work that goes on", "Since 2010, the fund has supported farmers.", _is_running_work
    ),
    SalienceRule(
        "it is a total that grows", "Since 2010, 4,000 nurses have joined the Reed Scheme.", _is_running_total
    ),
    SalienceRule(
        "its years are counted back", "In the last eight years, donors contributed $40 million.",
        _is_counted_back,
    ),
    SalienceRule(
        "its year is only worked out", "In 2022, they celebrated 200 years of relations.",
        _is_derived,
    ),
    SalienceRule(
        "it is an anniversary", "The year 2020 marked the 50th anniversary of the treaty.",
        _is_anniversary,
    ),
    SalienceRule(
        "it is named in passing", "The country acceded to the 1951 Convention in 1968.",
        _is_named_in_passing,
    ),
    SalienceRule("it introduces a person", "The mayor was born in 1961.", _is_of_a_life),
    SalienceRule(
        "it is a date of the document", "The next release will be published on 14 May 2024.",
        _is_of_the_document,
    ),
    SalienceRule(
        "it tells how the data were made", "Interviews were carried out in May 2022.",
        _is_of_its_making,
    ),
)  # fmt: skip
"""Why an event is minor; the first that holds is named."""


def rated(events: Sequence[Event], passages: Sequence[Passage]) -> tuple[Event, ...]:
    """Return events with their salience; a minor one names the row that makes it so."""
    by_passage: defaultdict[int | None, list[Event]] = defaultdict(list)
    for event in events:
        by_passage[event.passage].append(event)
    return tuple(_rated(event, by_passage[event.passage], passages) for event in events)


def _rated(event: Event, stated: Sequence[Event], passages: Sequence[Passage]) -> Event:
    sentence = "" if event.passage is None else passages[event.passage].quote.text
    place = EventPlace(event, sentence, [other for other in stated if other is not event])
    reason = next((row.name for row in MINOR_IF if row.holds(place)), None)
    if reason is None:
        return replace(event, salience=CORE)
    return replace(event, salience=MINOR, rules=(*event.rules, f"{MINOR}: {reason}"))
