"""What a percentage measures: a share of a whole, or the subject itself."""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Measure, about, has_parts, name_of
from timeline.reading.figures.change_shapes import with_group
from timeline.reading.figures.doers import does_something, held_in
from timeline.reading.figures.predicates import predicate
from timeline.reading.figures.subjects import subject_of
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import gerund, participle

_SHARING: Final = classes.SHARE_VERBS | figure_words.SHARING
"""Verbs that say what part of a whole each of several has."""
_POPULATION: Final = re.compile(r"(?:adult |total |whole )*population")
_AS_SHARE: Final = re.compile(r"as (?:a )?(?:percentage|share|proportion) of")


def subject_of_which(place: AmountPlace) -> Measure | None:
    """Exports, of which wool made up 40%: a share of what stands before "of which"."""
    statement, verb = place.statement, place.verb
    if not statement.of_which or not place.is_percent or verb is None or not place.is_behind_verb:
        return None
    before, last = statement.before, place.last_told
    if before is not None and before.subject and not any(c.amounts for c in before.chunks):
        whole = place.text(before.subject)
    else:
        whole = last.measure.phrase if last is not None else place.stands
    who = place.text(statement.subject)
    if verb.verb in classes.LEVEL_VERBS | classes.SHARE_VERBS:
        return Measure(f"share of {who} in {whole}", name_of(who), whole)
    return Measure(f"share of {whole} {participle(verb.verbs[-1].lower)} by {who}", None, whole)


def one_in_so_many(place: AmountPlace) -> Measure | None:
    """Three in ten pensioners live alone: the noun behind both numbers is the whole."""
    noun = place.amount.noun
    if not noun:
        return None
    said = predicate(place, place.statement, place.chunk) if place.is_before_verb else ""
    said = said or held_in(place)
    return Measure(" ".join(filter(None, ("share of", noun, _narrowed(place), said))), None, noun)


def _narrowed(place: AmountPlace) -> str:
    """Return the participle that narrows what a share is of: "1 in 5 households headed by women"."""
    behind, verb = place.behind, place.statement.verb
    if place.index or behind is None or behind.kind != "E":
        return ""
    end = 1
    while end < len(place.chunks) and place.chunks[end].kind in "EPND" and end != verb:
        if place.chunks[end].amounts:
            return ""
        end += 1
    return place.text(place.chunks[1:end], opening=True)


def share_of_amount(place: AmountPlace) -> Measure | None:
    """The fund has disbursed 46 per cent of the $210 million pledged."""
    at, behind = place.governing(), place.behind
    amount, done = place.at(place.index + 2), place.at(place.index + 3)
    of_amount = behind is not None and behind.is_preposition("of") and amount is not None
    if not of_amount or amount is None or amount.kind != "#" or not amount.amounts:
        return None
    silent = classes.LEVEL_VERBS | classes.SHARE_VERBS | classes.CHANGE_VERBS
    if at != place.index - 1 or place.chunks[at].verb in silent or not place.chunks[at].verbs:
        return None
    said = participle(place.chunks[at].verbs[-1].lower)
    pledged = done is not None and done.kind == "E" and bool(done.verbs)
    whole = f"amount {done.verbs[-1].text}" if done is not None and pledged else "amount"
    who = subject_of(place)
    return Measure(f"share of {whole} {said}" + (f" by {who}" if who else ""), None, whole)


def share_of_whole(place: AmountPlace) -> Measure | None:
    """Some 60 percent of villages have a school; exports accounted for 13 percent of output."""
    if not place.of_something or not place.is_percent:
        return None
    at = place.index + 2
    whole, noun = place.complement(at), place.chunks[at]
    last = place.last_told
    if noun.amounts and not whole:
        whole = place.complement(at + 1)
    alone = len(noun.words) == 1 and noun.first in classes.PRONOUNS
    if alone and place.end_of(at) == at + 1:
        whole = last.base if last is not None else place.stands
    if not whole:
        return None
    statement = place.statement
    if (named := _named_before(place)) is not None:
        return Measure(f"share of {named} in {whole}", name_of(named), whole)
    if place.is_before_verb and statement.kind in ("main", "sub", "coordinate"):
        said = predicate(place, statement, noun)
        return Measure(f"share of {whole} {said}".strip(), None, whole)
    if _has_target(place):
        return None
    if last is not None and _is_equal_to(place):
        return Measure(f"share of {last.base} in {whole}", last.measure.subject, whole)
    shared = last.measure.whole if last is not None and last.unit == place.unit else None
    if shared and last is not None and _is_item(place):
        return Measure(last.measure.phrase.replace(shared, whole, 1), None, whole)
    part = _part_named(place)
    if part:
        return Measure(f"share of {part} in {whole}", name_of(part), whole)
    done_by = _done_by(place)
    if done_by is not None:
        said = f"{gerund(done_by.verbs[-1].lower)} {place.text(place.statement.subject) or subject_of(place)}"
        return Measure(f"share of {whole} {said}", None, whole)
    if statement.kind == "participle" and place.chunks[0].is_preposition("with"):
        return Measure(f"share of {whole}", None, whole)
    who = subject_of(place).removesuffix(f" in {whole}") if _has_subject(place) else ""
    if last is not None and last.measure.whole:
        who = who.removesuffix(f" in {last.measure.whole}")
    return _share_of(place, who, whole)


def _named_before(place: AmountPlace) -> str | None:
    """Return what stands before a share that is told of it aside: "debt, at 51% of output, is high".

    So "coal, once 60% of output, is rare".
    """
    led, behind = place.preposition == "at", place.at(place.end_of(place.index + 2))
    lead = "".join(chunk.kind for chunk in place.chunks[: place.index]).rstrip("RD")
    inserted = lead.endswith(",") and behind is not None and behind.kind == ","
    if not (led or inserted) or not place.is_before_verb:
        return None
    end = place.index - 1 if led else len(lead)
    end -= end > 0 and place.chunks[end - 1].kind == ","
    nouns = place.chunks[:end]
    plain = bool(nouns) and all(c.kind in "NP" and not c.amounts for c in nouns)
    return place.text(nouns) or None if plain else None


def _is_equal_to(place: AmountPlace) -> bool:
    """Tell whether a share says again what stands before: ", equivalent to 3% of output"."""
    at = place.index - 1
    at -= place.preposition in ("to", "of")
    says = at > 0 and place.chunks[at].last in figure_words.EQUALS
    told = place.told_in(place.chunks[:at]) if says and place.chunks[at - 1].kind == "," else []
    return bool(told) and told[-1].unit != place.unit


def _is_item(place: AmountPlace) -> bool:
    """Tell whether a share is an item of a list behind a statement: ": 44% of women, 19% of men"."""
    statement = place.statement
    if statement.kind != "main" or statement.verb is not None or statement.before is None:
        return False
    return not place.preposition and all(c.kind in "#NP&," for c in place.chunks[: place.index])


def _part_named(place: AmountPlace) -> str:
    """Return what a share is called before it: "recorded a deficit of 2.4 percent of output"."""
    that = place.before_that
    if place.preposition != "of" or that is None or that.kind != "N" or that.amounts:
        return ""
    hollow = that.head in classes.HOLLOW_NOUNS | classes.CHANGE_NOUNS | classes.TIME_NOUNS
    if hollow or not place.is_behind_verb:
        return ""
    name, subject = place.text([that]), place.text(place.statement.subject)
    return f"{name} of {subject}" if name and subject else name


def _done_by(place: AmountPlace) -> Chunk | None:
    """Return the verb of what a share of a group does: "was met by 64 (and 71) percent of districts"."""
    at, chunks = place.index, place.chunks
    while at > 1 and chunks[at - 1].kind == "&" and chunks[at - 2].kind == "#":
        at -= 2
    led = at > 1 and chunks[at - 1].is_preposition("by")
    verb = chunks[at - 2] if led else None
    passive = verb is not None and verb.kind == "V" and verb.is_passive
    return verb if passive and verb and verb.verb not in classes.CHANGE_VERBS else None


def _has_subject(place: AmountPlace) -> bool:
    """Tell whether a verb says the share of a subject; "behind 7 percent of attacks" has none."""
    if place.statement.kind in ("comparison", "apposition", "which"):
        return True
    at = place.governing()
    return at is not None and place.preposition in ("", "for", "to", "at", "from", "by", "of")


def _has_target(place: AmountPlace) -> bool:
    that = place.before_that
    return place.preposition == "of" and that is not None and that.head in classes.TARGETS


def _share_of(place: AmountPlace, who: str, whole: str) -> Measure:
    if not who or who in classes.SPENDING_VERBS.values():  # "$12.9 million, 17% of the total"
        return Measure(f"share of {whole}", None, whole)
    people = re.search(r" (?:who|that) |\b(?:people|adults|persons)\b", who)
    own = who.split()[0] in whole.split() and who.split()[0].islower()
    if (_POPULATION.fullmatch(whole) and people) or own:
        return Measure(f"share of {who}", None, who)
    if who.startswith("share of") or _AS_SHARE.search(who):
        return about(who)
    verb = place.verb
    states = (
        verb is None
        or verb.verb in classes.LEVEL_VERBS | classes.SHARE_VERBS | classes.CHANGE_VERBS
    )
    acts = not states and place.preposition != "at"
    if acts and verb is not None and place.governing() == place.statement.verb:
        return Measure(f"share of {whole} {participle(verb.verbs[-1].lower)} by {who}", None, whole)
    return Measure(f"share of {who} in {whole}", name_of(who), whole)


def subject_share(place: AmountPlace) -> Measure | None:
    """… and 18 percent had cells: a share of the whole before, by what is said."""
    if not place.is_percent or not place.is_before_verb or place.chunk.kind != "#":
        return None
    if any(chunk.kind == "N" for chunk in place.chunks[: place.index]):
        return None
    whole = place.statement.whole
    last = place.last_told
    name = ""
    if whole:
        name = place.text(whole)
    elif last is not None:
        name = last.measure.whole or (last.base if last.kind == "count" else "")
    if not name:
        told = [each for each in place.amounts_told if each.kind == "count"]
        name = told[-1].base if told else ""
    said = predicate(place, place.statement, whole[0] if whole else None)
    stands = "" if place.stands_in_heading else place.stands.removeprefix("share of ")
    name = name or (stands if has_parts(stands) else "")
    if not name:  # a heading names no whole
        return Measure(f"share {said}") if said else None
    return Measure(f"share of {name} {said}".strip(), None, name)


def share_with_noun(place: AmountPlace) -> Measure | None:
    """A 6 percent interest rate: the noun behind the percentage."""
    chunk = place.chunk
    if (
        not place.is_percent
        or chunk.kind != "N"
        or not chunk.head
        or chunk.head in ("percent", "cent")
    ):
        return None
    modified = any(word.kind == "n" for word in chunk.words[:-1])
    if chunk.head in classes.HOLLOW_NOUNS and not modified:
        return None
    if chunk.head == "forecast" and place.last_told:
        return place.last_told.measure  # "against 4% forecast in April"
    return about(place.complement(place.index))


def target(place: AmountPlace) -> Measure | None:
    """A target of 40 percent of output."""
    that = place.before_that
    if place.chunk.kind == "N" and place.chunk.head in classes.TARGETS and place.is_percent:
        name, subject = place.text([place.chunk]), subject_of(place)
        own = not subject or subject == name
        return about(name if own else f"{name} of {subject}")
    if place.preposition != "of" or that is None or that.head not in classes.TARGETS:
        return None
    name = place.text([that])
    lead = place.at(place.index - 3)
    set_against = lead is not None and lead.kind == "P"
    subject = subject_of(place) if set_against or place.statement.kind == "comparison" else ""
    return Measure(f"{name} of {subject}" if subject else name, name_of(subject))


def share_of_subject(place: AmountPlace) -> Measure | None:
    """Unemployment stood at 6 percent; the literacy rate was 92 percent."""
    if not place.is_percent:
        return None
    elsewhere = _again_elsewhere(place)
    if elsewhere is not None:
        return elsewhere
    name = subject_of(place)
    last = place.last_told
    again = last is not None and last.kind != "change" and last.unit == place.unit
    if again and last is not None and last.measure.phrase == f"share of {name}":
        return last.measure
    whole = _whole_of_list(place) if name else ""
    if name and not whole and _takes_share(place):
        return about(f"share of {name}")  # "men make up 60%"
    if whole:
        return Measure(f"share of {name} in {whole}", name_of(name), whole)
    verb = place.verb
    paid = verb is not None and verb.verb in classes.SPENDING_VERBS and not verb.is_passive
    if paid and verb is not None and name and place.governing() == place.index - 1:
        said = participle(verb.verbs[-1].lower)
        return Measure(f"share {said} by {name}", name_of(name))  # "the canton paid 60 per cent"
    if does_something(place, name):
        return None
    return with_group(place, name) if name else None


def _takes_share(place: AmountPlace) -> bool:
    """Tell whether a clause says that its subject is so large a part of what it does not name."""
    verb, behind = place.verb, place.behind
    shares = verb is not None and verb.verb in classes.SHARE_VERBS and place.is_behind_verb
    return shares and place.kind == "share" and (behind is None or behind.kind in ",;&")


def _again_elsewhere(place: AmountPlace) -> Measure | None:
    """71% live in camps, and 29% in towns: the same share told of another place."""
    last, lead, noun = place.last_told, place.behind, place.at(place.index + 2)
    joined = place.before is not None and place.before.kind in "&,"
    if last is None or lead is None or noun is None or not joined or last.unit != place.unit:
        return None
    if lead.kind != "P" or noun.kind != "N" or noun.amounts or not last.measure.whole:
        return None
    head, found, _ = last.measure.phrase.rpartition(f" {lead.first} ")
    if not found or place.chunk.kind != "#":
        return None
    return Measure(
        f"{head} {lead.first} {place.complement(place.index + 2)}", None, last.measure.whole
    )


def _whole_of_list(place: AmountPlace) -> str:
    """Return the whole behind the last percentage of a list of shares, empty for none."""
    verb, chunks = place.verb, place.chunks
    if verb is None or verb.verb not in _SHARING or not place.is_behind_verb:
        return ""
    shares = [i for i in range((place.statement.verb or 0) + 1, len(chunks)) if chunks[i].amounts]
    last = shares[-1] if shares else 0
    alone = any(c.kind not in "N#&,PR" for c in chunks[(place.statement.verb or 0) + 1 : last])
    if alone or last <= place.index or last + 2 >= len(chunks):
        return ""
    of_whole = chunks[last + 1].is_preposition("of") and chunks[last + 2].kind == "N"
    return place.complement(last + 2) if of_whole else ""
