"""What makes up an amount of something told before: "wool made up a third of it"."""

from __future__ import annotations

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace
from timeline.reading.language import measure_words as classes


def find_part(place: AmountPlace) -> str:
    """Return what a sentence says makes up, or accounts for, the amount; empty for no such verb.

    The verb may be left out behind another part: "and schools for 30 of them".
    """
    verb = place.verb
    if verb is None or not place.is_behind_verb:
        return ""
    subject = place.text(place.statement.subject)
    if verb.verb in classes.SHARE_VERBS and place.governing() == place.index - 1:
        return subject
    lead, before = place.at(place.index - 1), place.at(place.index - 2)
    accounts = verb.verb in figure_words.SHARING
    if not accounts or lead is None or lead.first != "for" or before is None:
        return ""
    return subject if before.kind == "V" else place.text([before]) if before.kind == "N" else ""
