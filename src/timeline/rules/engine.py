"""Run tables of declarative rules over text.

A rule is data: a name, the class of anchor at which it begins, a pattern, and a function from
match to value. A table has one anchor pattern with a named group a class; a rule is tried only
where an anchor of its class stands. The anchor is an optimisation, never a filter: every match
of a rule begins at one, and the tests check that an unrestricted scan finds the same mentions.

A rule that raises ValueError (31 June) claims its span and yields no value; one that returns None
declines. Overlaps are settled once, at the end: refusals first, then the longest span, then the
rule that stands first. No rule sees what another found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
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


def rule(
    name: str,
    starts: str,
    pattern: str,
    convert: Callable[[re.Match[str]], V | None],
    *,
    article: bool = False,
) -> Rule[V]:
    """Declare a rule. The pattern is verbose; "~" in it stands for the gap between two words.

    A group named "span" is the span of the mention; without one it is the whole match. With
    `article`, a "the" before the match belongs to it ("the end of 2007").
    """
    return Rule(name, tuple(starts.split()), compile_pattern(pattern), convert, article=article)


def refusal(name: str, starts: str, pattern: str) -> Rule[V]:
    """Declare a way of writing that is none of the table's values and hides what it covers."""
    return Rule(name, tuple(starts.split()), compile_pattern(pattern), lambda _: None, True)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a verbose, case-sensitive pattern in which "~" stands for the gap of two words."""
    return re.compile(pattern.replace("~", GAP), re.VERBOSE)


@dataclass(frozen=True, slots=True)
class RuleTable(Generic[V]):
    """Rules with one anchor pattern, whose named groups are the classes of anchors."""

    anchor: re.Pattern[str]
    rules: tuple[Rule[V], ...]
    _by_start: dict[str, tuple[Rule[V], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_start = {
            name: tuple(r for r in self.rules if name in r.starts)
            for name in self.anchor.groupindex
        }
        object.__setattr__(self, "_by_start", by_start)

    def find(self, text: str) -> list[Mention[V]]:
        """Return all mentions, overlapping ones too, in the order of their anchors."""
        by_start = self._by_start
        found: list[Mention[V]] = []
        for anchor in self.anchor.finditer(text):
            start = anchor.start()
            for candidate in by_start[anchor.lastgroup or ""]:
                match = candidate.pattern.match(text, start)
                if match is not None:
                    mention = mention_of(candidate, match)
                    if mention is not None:
                        found.append(mention)
        return found


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
