"""The verbs: one lexicon for events and figures, `data/verbs.tsv`, one line a verb.

A line has the forms of a verb, and for each class of words the forms that belong to it. What the
classes mean stands at the head of the file; the modules that read verbs take their sets from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline import lexicon
from timeline.lexicon import Entry, read_lexicon

_FORMS: Final = lexicon.VERB_COLUMNS[:5]
_EVENT_CLASSES: Final = (
    "finite", "participle", "now", "bare", "level", "maybe-level", "measured", "measured-of",
    "transitive", "state", "denying", "denying-bare", "be-past", "be-present", "have", "will",
    "plans", "duty", "reporting",
)  # fmt: skip
_SPENDS: Final = "spends"
_MEASURE_CLASSES: Final = (
    "change", "changes-object", "level", "share", "has", "sees", "says", "asserts", "no-object",
    _SPENDS, "includes", "sets", "expects", "copula", "helps", "reaches",
)  # fmt: skip
_NONE: Final = "-"


def _regular(base: str, form: str) -> str:
    """Return a form of a verb as its spelling alone makes it."""
    ends_in_y = base.endswith("y") and base[-2:-1] not in "aeiou"
    if form == "s":
        if ends_in_y:
            return base[:-1] + "ies"
        return base + ("es" if base.endswith(("s", "x", "ch", "sh", "z", "o")) else "s")
    if form == "past":
        if ends_in_y:
            return base[:-1] + "ied"
        return base + ("d" if base.endswith("e") else "ed")
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"


def _forms(entry: Entry) -> dict[str, tuple[str, ...]]:
    """Return the forms of a verb by their names; some verbs lack one, some have two."""
    base = entry["base"]
    forms: dict[str, tuple[str, ...]] = {"base": (base,)}
    for name in _FORMS[1:]:
        if entry[name] == _NONE:
            forms[name] = ()
        elif entry[name]:
            forms[name] = entry.words(name)
        else:
            forms[name] = forms["past"] if name == "participle" else (_regular(base, name),)
    return forms


def _classed(entry: Entry, forms: dict[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Return the forms of a verb by the classes for events that its line names."""
    found: dict[str, set[str]] = {}
    written = {form: (form,) for spellings in forms.values() for form in spellings}
    members_of = {**written, **forms}
    for name, members in entry.by_name("events").items():
        _require_known(entry, name, _EVENT_CLASSES)
        found[name] = {form for member in members for form in members_of.get(member, ())}
        if not all(members_of.get(member) for member in members):
            raise entry.fault(f"{name!r} has a form that {entry['base']!r} has not")
    return found


def _require_known(entry: Entry, name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise entry.fault(f"{name!r} is no class of verbs; they are {', '.join(known)}")


def _spends(entry: Entry) -> bool:
    """Tell whether a verb gives or takes money; raises LexiconError where its line says half."""
    spends, money = _SPENDS in entry.words("measures"), entry["money"]
    if spends and not money:
        raise entry.fault(f"{entry['base']!r} is a verb that spends and has no word for its money")
    if money and not spends:
        raise entry.fault(f"'money' has {money!r}, but {entry['base']!r} is no verb that spends")
    return spends


@dataclass(frozen=True, slots=True)
class VerbLexicon:
    """What the lines of the lexicon say together, all in lower case.

    `classes` has the forms of each class for events, `measures` the plain forms of each class for
    figures; `money` what the money of a spending verb is called, by its plain form. `bases` are the
    plain forms, `plain` has them by each other form, and `participles` and `gerunds` have what a
    plain form makes where spelling alone does not make it. Modal verbs are in none of these.
    """

    classes: Mapping[str, frozenset[str]]
    measures: Mapping[str, frozenset[str]]
    money: Mapping[str, str]
    bases: frozenset[str]
    plain: Mapping[str, str]
    participles: Mapping[str, str]
    gerunds: Mapping[str, str]


def read_verbs() -> VerbLexicon:
    """Read the lexicon; raises LexiconError for a class or a form that there is not."""
    classes: dict[str, set[str]] = {name: set() for name in _EVENT_CLASSES}
    measures: dict[str, set[str]] = {name: set() for name in _MEASURE_CLASSES}
    money: dict[str, str] = {}
    inflected: dict[str, dict[str, tuple[str, ...]]] = {}
    for entry in read_lexicon(lexicon.VERBS, lexicon.VERB_COLUMNS):
        forms = _forms(entry)
        for name, members in _classed(entry, forms).items():
            classes[name] |= members
        for name in entry.words("measures"):
            _require_known(entry, name, _MEASURE_CLASSES)
            measures[name].add(entry["base"])
        if _spends(entry):
            money[entry["base"]] = entry["money"]
        if forms["ing"]:
            inflected[entry["base"]] = forms
    return VerbLexicon(
        _frozen(classes),
        _frozen(measures),
        money,
        bases=frozenset(inflected),
        plain={
            form: base
            for base, forms in inflected.items()
            for name in _FORMS[1:]
            for form in forms[name]
        },
        participles=_irregular(inflected, "participle", "past"),
        gerunds=_irregular(inflected, "ing", "ing"),
    )


def _irregular(
    inflected: Mapping[str, Mapping[str, tuple[str, ...]]], name: str, regular: str
) -> dict[str, str]:
    """Return the first spelling of a form by the plain form of its verb, where it is irregular."""
    return {
        base: forms[name][0]
        for base, forms in inflected.items()
        if forms[name][0] != _regular(base, regular)
    }


def _frozen(found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in found.items()}


VERBS: Final = read_verbs()
"""The lexicon that came with the program."""
