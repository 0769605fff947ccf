"""The shapes of a list: what each of its amounts measures, where only the first has a verb."""

from __future__ import annotations

from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, change_in, name_of
from timeline.reading.figures.bracket_shapes import is_most, is_superlative
from timeline.reading.figures.change_shapes import is_plain_noun
from timeline.reading.figures.count_shapes import has_counted_noun
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import gerund


def named_before_colon(place: AmountPlace) -> Measure | None:
    """Women: 6.9 per cent; men: 7.7 per cent: a name, a colon and an amount, and no verb."""
    words = place.parsed.words
    if any(word.kind in "vm" for word in words):
        return None
    at = next((i for i, word in enumerate(words) if word.amount == place.number), 0)
    first = at - 1
    if at < 2 or words[first].text != ":":
        return None
    if words[first - 1].kind == "D":  # "New arrivals in May: 1,930"
        first -= 2 if words[first - 2].kind == "i" else 1
    last = first - 1
    while first > 0 and words[first - 1].kind in "njs+":
        first -= 1
    parted = first <= 0 or words[first - 1].text in (";", ",")
    if first > last or last < 0 or not parted:
        return None
    return about(place.parsed.text[words[first].start : words[last].end])


def next_of_a_list(place: AmountPlace) -> Measure | None:
    """The population of Tarn rose by 8%, Fenn by 3%; tax on fuel … and tax on tobacco for $2."""
    verb, index = place.statement.verb, place.index
    if verb is None and (name := _without_verb(place)):
        return _next(place, name, moves=False)
    if index < 3 or verb is None or verb > index or place.chunk.kind != "#":
        return None
    end = index - 1 if place.preposition in ("by", "to", "at", "for") else index
    chunks = place.chunks
    if (own := _owned_again(place, end)) is not None:
        return _moved(own, _moves(place))
    begin = end
    while begin > 1 and is_plain_noun(chunks[begin - 1]) and chunks[begin - 2].kind == "P":
        begin -= 2
    noun = chunks[end - 1]
    named = any(word.kind == "n" for word in noun.words[:-1])
    empty = classes.TIME_NOUNS if named else classes.TIME_NOUNS | classes.HOLLOW_NOUNS
    if not is_plain_noun(noun) or noun.head in empty:
        return None
    moves = _moves(place)
    if (extreme := _other_extreme(place, noun)) and end > 1 and _joins(place, end - 2):
        return _moved(extreme, moves)
    if begin > 1 and begin < end and is_plain_noun(chunks[begin - 1]) and _joins(place, begin - 2):
        return _moved(place.text(chunks[begin - 1 : end]), moves)
    two = end > 3 and [c.kind for c in chunks[end - 4 : end - 1]] == [",", "N", "&"]
    if two and is_plain_noun(chunks[end - 3]) and _joins(place, end - 4):
        return _next(place, place.text(chunks[end - 3 : end]), moves)
    if end > 1 and _joins(place, end - 2):
        return _next(place, place.text([noun]), moves)
    if end > 2 and chunks[end - 2].kind == "P" and _joins(place, end - 3):
        subject = place.text(place.statement.subject) or place.stands
        if subject.lower() in classes.PRONOUNS:
            subject = place.stands  # "among women it was 67%, among men 76%"
        lead = chunks[end - 2].first
        head, found, _ = subject.rpartition(f" {lead} ")
        return _moved(f"{head if found else subject} {lead} {place.text([noun])}", moves)
    return None


def _other_extreme(place: AmountPlace, noun: Chunk) -> str:
    """Return what the other end of a range is of: "the lowest bid was 2 million, the highest 3"."""
    last = place.last_told
    if last is None or len(noun.words) > 2 or not is_superlative(noun):
        return ""
    words = last.measure.phrase.split()
    chunks = place.chunks[: place.index - 1]
    said = {word.lower for chunk in chunks for word in chunk.words if is_most(word)}
    at = next((i for i, word in enumerate(words) if word.lower() in said), None)
    return "" if at is None else " ".join([*words[:at], noun.last, *words[at + 1 :]])


def _without_verb(place: AmountPlace) -> str:
    """Wind provided 14 GWh, a rise of 11%, and hydro 3 GWh: the next of the list, empty if none.

    So is wool in "By sector: food $2 million, wool $1 million".
    """
    before, joint = place.at(place.index - 1), place.at(place.index - 2)
    if place.statement.kind not in ("apposition", "main") or before is None or joint is None:
        return ""
    joins = joint.kind == "&" or (joint.kind == "," and place.statement.kind == "main")
    named = joins and is_plain_noun(before) and before.head not in classes.HOLLOW_NOUNS
    return place.text([before]) if named and _joins(place, place.index - 2) else ""


def same_act_again(place: AmountPlace) -> Measure | None:
    """Some 248 worked part time and 364 full time: as many doing the same otherwise."""
    last, verb, before = place.last_told, place.verb, place.before
    joined = before is not None and before.kind in "&,"
    if last is None or verb is None or not verb.verbs or not joined or not place.amount.bare:
        return None
    at = place.statement.verb or 0
    subject = [chunk for chunk in place.chunks[:at] if last.number in chunk.amounts]
    done = gerund(verb.verbs[-1].lower)
    head, found, _ = last.measure.phrase.rpartition(f" {done} ")
    if not subject or not found or last.kind != "count" or not place.is_behind_verb:
        return None
    rest = place.text(place.chunks[place.index : place.end_of(place.index)], opening=True)
    return about(f"{head} {done} {rest}") if rest else None


def _owned_again(place: AmountPlace, end: int) -> str | None:
    """Tarn's population grows by 8%, Orle's by 3%: the same of another owner."""
    chunks = place.chunks
    if end < 3 or chunks[end - 1].words[-1].kind != "s" or not is_plain_noun(chunks[end - 2]):
        return None
    mark = chunks[end - 1].words[-1].text
    _, owned, thing = place.text(place.statement.subject).partition(f"{mark} ")
    return (
        f"{place.text([chunks[end - 2]])}{mark} {thing}"
        if owned and _joins(place, end - 3)
        else None
    )


def _joins(place: AmountPlace, index: int) -> bool:
    """Tell whether a chunk joins the next of a list to one that has an amount."""
    chunk = place.at(index)
    if chunk is None or chunk.kind not in "&,":
        return False
    verb = place.statement.verb or 0
    return any(each.amounts for each in place.chunks[verb + 1 : index])


def _moves(place: AmountPlace) -> bool:
    verb = place.verb
    changes = verb is not None and verb.verb in classes.CHANGE_VERBS
    return changes and place.preposition in ("by", "")


def _moved(phrase: str, moves: bool) -> Measure:
    return change_in(phrase) if moves else about(phrase)


def _next(place: AmountPlace, name: str, moves: bool) -> Measure:
    """Return the measure of the next of a list, which stands for what it is like in the last one.

    "Sales in Tarn were 4 and Orle 3" are sales in Orle; "receipts of health were 4 and education 3"
    those of education, and so are they where health receives 4 and education 3; but "exports of wool were 4 and imports 3" has another measure.
    """
    last = place.last_told
    phrase = "" if last is None else last.measure.phrase
    lead = max(_LIKE, key=phrase.rfind)
    head, found, tail = phrase.rpartition(lead)
    if last is None or not found:
        return _moved(name, moves)
    if tail == place.text(place.statement.subject) and last.kind == place.kind:
        return Measure(f"{head}{lead}{name}", last.measure.subject and name_of(name))
    named = name[:1].isupper()
    plain = " " not in f"{tail}{name}" and not {tail, name} & figure_words.MEASURES
    if tail[:1].isupper() == named and (named or plain):
        return Measure(f"{head}{lead}{name}", last.measure.subject and name)
    return _moved(name, moves)


_LIKE: Final = (" of ", " by ", " in ", " to ", " from ", " on ", " with ")
"""What leads in that in which the items of a list differ."""


def after_a_name(place: AmountPlace) -> Measure | None:
    """Five peoples: Orle, 6.6 million persons; Tarn, 5.3 million."""
    chunks, index = place.chunks, place.index
    if place.statement.verb is not None or index < 2 or place.at(index - 1) is None:
        return None
    name = chunks[index - 2]
    if chunks[index - 1].kind != "," or name.kind != "N" or name.amounts or place.is_percent:
        return None
    if any(chunk.kind not in "N&" for chunk in chunks[: index - 1]) or place.kind == "change":
        return None
    label = place.text([name])
    head = place.complement(index) if has_counted_noun(place) else place.stands.split(", ")[0]
    return Measure(f"{head}, {label}") if head and label else None
