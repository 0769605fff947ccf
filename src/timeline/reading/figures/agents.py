"""Who acts where others reach a level: "the campaign reached 900 farmers", "arrivals reached 900"."""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, name_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.plurals import is_plural
from timeline.reading.quantities.units import is_person


def acts_on(place: AmountPlace, name: str) -> bool:
    """Tell whether what is named acts on what the amount counts, and is no level of it."""
    return is_agent(name) or _serves(place, name)


def is_agent(subject: str) -> bool:
    """Tell whether a subject is a name, or a noun of those who act."""
    head = subject.rpartition(" ")[2].lower()
    return name_of(subject) is not None or any(stem in head for stem in classes.AGENT_STEMS)


def _serves(place: AmountPlace, name: str) -> bool:
    """Tell whether those whom something reaches are no level of it: "the scheme reached 900 families".

    "Arrivals reached 900 people" is a level, for arrivals are people.
    """
    if place.unit not in _SERVED or place.preposition:
        return False
    head = re.split(r" (?:of|in|at|by|for|from|on|among) ", name, maxsplit=1)[0].split()[-1].lower()
    own = classes.HOLLOW_NOUNS | classes.MEASURE_NOUNS | classes.PEOPLE_IN_THE_SINGULAR
    counts = own | classes.COUNTED_PLURALS | figure_words.OF_PEOPLE
    return head not in counts and not (is_plural(head) and is_person(head))


_SERVED: Final = ("person", "household", "family")
