"""Run tables of declarative rules over text.

A rule is data: a name, the class of anchor at which it begins, a pattern, and a function from
match to value. An anchor is a token of the text: a number, a sign, or one of the words of its
class. A rule is tried only where an anchor of its class stands, and a class with many rules only
where its gate, the union of their patterns, matches. Both are optimisations, never filters: the
tests check that an unrestricted scan finds the same mentions.

A rule that raises ValueError (31 June) claims its span and yields no value; one that returns None
declines. Overlaps are settled once, at the end: refusals first, then the longest span, then the
rule that stands first. No rule sees what another found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from timeline.model import Span

V = TypeVar("V")

GAP: Final = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"
"""White space between two words of one passage: at most one line break."""


@dataclass(frozen=True, slots=True)
class Mention(Generic[V]):
    """One value as it stands at one span; `value` is None where the rule refused the span."""

    rule: str
    span: Span
    value: V | None


@dataclass(frozen=True, slots=True)
class Rule(Generic[V]):
    """One way of writing: `starts` are the anchor classes at which a match can begin."""

    name: str
    starts: tuple[str, ...]
    pattern: re.Pattern[str]
    convert: Callable[[re.Match[str]], V | None]
    refuses: bool = False
    article: bool = False
    general: bool = False


def rule(
    name: str,
    starts: str,
    pattern: str,
    convert: Callable[[re.Match[str]], V | None],
    *,
    article: bool = False,
    general: bool = False,
) -> Rule[V]:
    """Declare a rule. The pattern is verbose; "~" in it stands for the gap between two words.

    A group named "span" is the span of the mention; without one it is the whole match. With
    `article`, a "the" before the match belongs to it ("the end of 2007"). A `general` rule matches
    at most anchors of its class, so that no gate is worth its time.
    """
    return Rule(
        name, tuple(starts.split()), compile_pattern(pattern), convert,
        article=article, general=general,
    )  # fmt: skip


def refusal(name: str, starts: str, pattern: str) -> Rule[V]:
    """Declare a way of writing that is none of the table's values and hides what it covers."""
    return Rule(name, tuple(starts.split()), compile_pattern(pattern), lambda _: None, True)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a verbose, case-sensitive pattern in which "~" stands for the gap of two words."""
    return re.compile(pattern.replace("~", GAP), re.VERBOSE)


@dataclass(frozen=True, slots=True)
class RuleTable(Generic[V]):
    """Rules and their anchors: `words` has the literals of each class, separated by blanks.

    Classes that are there without words: "digit" for any number, or, by the length of its run of
    digits, "short" (1 or 2), "four" and "long"; "sign" for the other characters of `_SIGNS`.
    Words stand as written and with a capital.
    """

    rules: tuple[Rule[V], ...]
    words: Mapping[str, str]
    _entries: dict[str, tuple[_Entry[V], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        classes = {start for rule in self.rules for start in rule.starts} | {*_RUNS, "sign"}
        by_class = {name: self._entry(name) for name in classes}
        entries: dict[str, tuple[_Entry[V], ...]] = {
            name: (by_class[name],) for name in (*_RUNS, "sign") if by_class[name].open or by_class[name].gated
        }
        for name, words in self.words.items():
            for word in words.split():
                for form in {word, word[:1].upper() + word[1:]}:
                    entries[form] = (*entries.get(form, ()), by_class[name])
        object.__setattr__(self, "_entries", entries)

    def _entry(self, name: str) -> _Entry[V]:
        own = {name, "digit"} if name in _RUNS else {name}
        rules = [rule for rule in self.rules if own & set(rule.starts)]
        gated = tuple(rule for rule in rules if not rule.general)
        if len(gated) <= _FEW_RULES:
            return _Entry(tuple(rules), None, ())
        return _Entry(tuple(rule for rule in rules if rule.general), _gate(gated), gated)

    def find(self, text: str) -> list[Mention[V]]:
        """Return all mentions, overlapping ones too, in the order of their anchors."""
        entries = self._entries
        short, four, long_ = (entries.get(name, ()) for name in _RUNS)
        sign = entries.get("sign", ())
        found: list[Mention[V]] = []
        for token in _TOKEN.finditer(text):
            if token.lastindex == 1:
                here = entries.get(token[0], ())
            elif token.lastindex == 2:
                length = token.end() - token.start()
                here = short if length < 3 else four if length == 4 else long_
            else:
                here = sign
            for entry in here:
                _try(entry, text, token.start(), found)
        return found


_TOKEN: Final = re.compile(r"([^\W\d_]+)|(\d+)|[$€£¥₹½¼¾⅛−-]")
_SIGNS: Final = "$€£¥₹½¼¾⅛−-"
_RUNS: Final = ("short", "four", "long")
_FEW_RULES: Final = 3


@dataclass(frozen=True, slots=True)
class _Entry(Generic[V]):
    """The rules of a class; those behind the gate are tried where the gate matches."""

    open: tuple[Rule[V], ...]
    gate: re.Pattern[str] | None
    gated: tuple[Rule[V], ...]


def _try(entry: _Entry[V], text: str, start: int, found: list[Mention[V]]) -> None:
    rules = entry.open
    if entry.gate is not None and entry.gate.match(text, start) is not None:
        rules += entry.gated
    for candidate in rules:
        match = candidate.pattern.match(text, start)
        if match is not None:
            mention = mention_of(candidate, match)
            if mention is not None:
                found.append(mention)


def _gate(rules: Iterable[Rule[V]]) -> re.Pattern[str]:
    """Compile the union of patterns, without their groups: it matches where one of them does."""
    union = "|".join(f"(?:{_without_groups(rule.pattern.pattern)})" for rule in rules)
    return re.compile(union, re.VERBOSE)


def _without_groups(pattern: str) -> str:
    """Return a pattern whose groups are not captured; what depends on one may match or not."""
    plain = re.sub(r"\(\?P<\w+>", "(?:", pattern)
    while (found := re.search(r"\(\?\(\w+\)", plain)) is not None:
        end = _closing(plain, found.end())
        plain = f"{plain[: found.start()]}(?:{plain[found.end() : end]}|){plain[end + 1 :]}"
    return plain


def _closing(pattern: str, start: int) -> int:
    """Return where the group that is open at `start` closes."""
    depth, in_class, index = 1, False, start
    while True:
        character = pattern[index]
        if character == "\\":
            index += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        else:
            depth += (character == "(") - (character == ")")
            if depth == 0:
                return index
        index += 1


def mention_of(rule: Rule[V], match: re.Match[str]) -> Mention[V] | None:
    """Return what a rule makes of its match, None where it declines."""
    name = "span" if "span" in rule.pattern.groupindex else 0
    start, end = match.span(name)
    if rule.article and match.string[max(0, start - 4) : start].lower() == "the ":
        start -= 4
    span = Span(start, end)
    if rule.refuses:
        return Mention(rule.name, span, None)
    try:
        value = rule.convert(match)
    except ValueError:
        return Mention(rule.name, span, None)
    return None if value is None else Mention(rule.name, span, value)


def settle(mentions: Iterable[Mention[V]], order: tuple[Rule[V], ...]) -> list[Mention[V]]:
    """Return the mentions that stand, in order, without overlap; refused ones keep their span."""
    rank = {rule.name: (not rule.refuses, index) for index, rule in enumerate(order)}

    def precedence(mention: Mention[V]) -> tuple[bool, int, int, int]:
        accepts, index = rank[mention.rule]
        return accepts, mention.span.start - mention.span.end, index, mention.span.start

    taken = Intervals()
    kept = [m for m in sorted(mentions, key=precedence) if taken.add(m.span)]
    return sorted(kept, key=lambda mention: mention.span)


class Intervals:
    """A set of spans without overlap, asked in logarithmic time."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in spans:
            self.add(span)

    def overlaps(self, span: Span) -> bool:
        """Tell whether any character of the span is covered."""
        index = bisect_right(self._ends, span.start)
        return index < len(self._starts) and self._starts[index] < span.end

    def add(self, span: Span) -> bool:
        """Add a span unless it overlaps one that is there; tell whether it was added."""
        index = bisect_right(self._ends, span.start)
        if index < len(self._starts) and self._starts[index] < span.end:
            return False
        self._starts.insert(index, span.start)
        self._ends.insert(index, span.end)
        return True
