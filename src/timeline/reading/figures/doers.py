"""Clauses whose subject says, expects or does something, or goes somewhere: it is not measured.

"Analysts expect 3 percent" is of what was told before; "the ministry wants to train 40" and "the
mill bought flour at $2 a kilo" are not amounts of a ministry or a mill.
"""

from __future__ import annotations

from typing import Final

from timeline.measurement import dimension
from timeline.reading.figures import figure_words
from timeline.reading.figures.agents import is_agent
from timeline.reading.figures.amount_places import AmountPlace, Measure, about
from timeline.reading.figures.leaning import leans
from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import gerund

_STATING: Final = (
    classes.LEVEL_VERBS
    | classes.CHANGE_VERBS
    | classes.SHARE_VERBS
    | classes.POSSESSING_VERBS
    | classes.REACHING_VERBS
    | classes.SEEING_VERBS
    | classes.SETTING_VERBS
    | classes.COPULAS
)
"""Verbs whose amount is one of their subject."""


def told_before(place: AmountPlace) -> Measure | None:
    """Inflation was 4%. Analysts expect 3%: what somebody says or expects of what was told before."""
    at = place.governing()
    if at is None or at != place.index - 1 or not _opens_list(place, at):
        return None
    verb = place.chunks[at]
    expects = verb.verb in classes.EXPECTING_VERBS and not verb.is_passive
    if not expects or verb.kind != "V" or place.chunk.kind != "#":
        return None
    return about(place.stands) if place.stands else None


def _opens_list(place: AmountPlace, at: int) -> bool:
    return at == place.statement.verb and place.kind != "change"


def price_paid(place: AmountPlace) -> Measure | None:
    """The reserve bought 300 tonnes at $245 a tonne: the price of what is bought or sold."""
    at = place.governing()
    if at is None or place.preposition != "at" or dimension(place.unit) != "money":
        return None
    if place.chunks[at].verb not in figure_words.TRADING:
        return None
    things = [c for c in place.chunks[at + 1 : place.index] if c.kind == "N"]
    name = place.text(things[:1])
    return about(f"price of {name}" if name else "price")


def amount_moving(place: AmountPlace) -> Measure | None:
    """The remaining $4 million came from the city: where an amount that opens a clause goes."""
    verb, chunks = place.verb, place.chunks
    opens = place.is_before_verb and place.chunk.kind == "#" and place.is_sum_alone
    if not opens or verb is None or verb.is_passive or not verb.verbs:
        return None
    left = any(word.lower in figure_words.REMAINING for word in place.chunk.words)
    name = "remaining amount" if left else "amount"
    if verb.verb not in figure_words.MOVING:
        return about(name) if left and dimension(place.unit) == "money" else None
    first = (place.statement.verb or 0) + 1
    end = first
    while end < len(chunks) and chunks[end].kind in "NP" and not chunks[end].amounts:
        end += 1
    where = place.text(chunks[first:end], opening=True)
    return about(f"{name} {gerund(verb.verbs[-1].lower)} {where}") if where else about(name)


"""Verbs that say where money or goods go, and are not what is done with them."""


def does_something(place: AmountPlace, name: str) -> bool:
    """Tell whether a clause says what its subject did, so that its amount is none of the subject."""
    at = place.governing()
    if at is None or not name or (at != place.statement.verb and place.chunks[at].kind != "I"):
        return False
    verb = place.chunks[at]
    if not verb.verbs or verb.is_passive or verb.kind not in "VI" or not is_agent(name):
        return False
    first = place.verb
    return verb.verb not in _STATING and (first is None or first.verb not in _STATING)


def stands_alone(place: AmountPlace) -> bool:
    """Tell whether a noun is what something is done by, or what "it" does something to.

    ", partly offset by a contribution of 0.1 points"; "it imposed fines of $4 million".
    """
    lead, verb = place.at(place.index - 3), place.verb
    if lead is not None and lead.is_preposition("by"):
        return True
    topic = place.statement.topic
    subject = () if topic is None else topic.subject
    alone = len(subject) == 1 and leans(subject[0])
    alone = alone and lead is not None and lead.kind == "V"
    states = classes.LEVEL_VERBS | classes.POSSESSING_VERBS | classes.SEEING_VERBS | classes.COPULAS
    acts = verb is not None and bool(verb.verbs) and not verb.is_passive
    return alone and acts and verb is not None and verb.verb not in states


def held_in(place: AmountPlace) -> str:
    """Return what a clause says is so in a part of them: "prices rose in 17 out of 21 counties"."""
    verb, subject = place.verb, place.statement.subject
    if verb is None or place.preposition != "in" or place.statement.verb != place.index - 2:
        return ""
    if not subject or any(chunk.amounts for chunk in subject) or len(verb.verbs) != 1:
        return ""
    return f"in which {place.text(subject)} {verb.verbs[0].text}"


def where_behind(place: AmountPlace) -> str:
    """Return where the part is that a relative clause tells: "of whom 10 million in the north, were"."""
    lead, noun = place.behind, place.at(place.index + 2)
    if lead is None or noun is None or not lead.is_preposition("in", "from", "at"):
        return ""
    return "" if noun.kind != "N" or noun.amounts else place.text([lead, noun], opening=True)
