"""Run tables of declarative rules over text.

A rule is data: a name, the class of anchor at which it begins, a pattern, and a function from
match to value. An anchor is a token of the text: a number, a sign, or one of the words of its
class. A rule is tried only where an anchor of its class stands, with one of the pieces that it needs
within `REACH` characters. Both are optimisations, never filters: the tests check that an
unrestricted scan finds the same mentions.

A rule that raises ValueError (31 June) claims its span and yields no value; one that returns None
declines. Overlaps are settled once, at the end: refusals first, then the longest span, then the
rule that stands first. No rule sees what another found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Generic, TypeVar

from timeline.errors import RuleTableError
from timeline.model import Span

V = TypeVar("V")

GAP: Final = r"(?:[^\S\n]{1,8}\n?[^\S\n]{0,16}|\n[^\S\n]{0,16})"
"""White space between two words of one passage: at most one line break."""
REACH: Final = 120
"""How far behind its anchor a rule's needed piece ends, at most: two long numbers and their words."""


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
    source: str
    convert: Callable[[re.Match[str]], V | None]
    refuses: bool = False
    article: bool = False
    needs: tuple[str, ...] = ()
    reach: int = REACH

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern: compiled when it is first asked for."""
        return compile_pattern(self.source)


def rule(
    name: str,
    starts: str,
    pattern: str,
    convert: Callable[[re.Match[str]], V | None],
    *,
    article: bool = False,
    needs: str = "",
    reach: int = REACH,
) -> Rule[V]:
    """Declare a rule. The pattern is verbose; "~" in it stands for the gap between two words.

    A group named "span" is the span of the mention; without one it is the whole match. With
    `article`, a "the" before the match belongs to it ("the end of 2007"). Of `needs`,
    pieces of text separated by blanks, every match holds one whole within the first `reach`
    characters from its anchor.
    """
    return Rule(
        name, tuple(starts.split()), pattern, convert,
        article=article, needs=tuple(needs.split()), reach=reach,
    )  # fmt: skip


def refusal(
    name: str, starts: str, pattern: str, *, needs: str = "", reach: int = REACH
) -> Rule[V]:
    """Declare a way of writing that is none of the table's values and hides what it covers."""
    return Rule(
        name, tuple(starts.split()), pattern, lambda _: None, refuses=True,
        needs=tuple(needs.split()), reach=reach,
    )  # fmt: skip


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a verbose, case-sensitive pattern in which "~" stands for the gap of two words."""
    return re.compile(pattern.replace("~", GAP), re.VERBOSE)


class _Group(Generic[V]):
    """Rules of a class that need the same pieces within the same reach; compiled at first use."""

    __slots__ = ("_matchers", "needs", "reach", "rules")

    def __init__(self, reach: int, needs: tuple[str, ...], rules: tuple[Rule[V], ...]) -> None:
        self.reach = reach
        self.needs = needs
        self.rules = rules
        self._matchers: tuple[tuple[_Match, Rule[V]], ...] | None = None

    def matchers(self) -> tuple[tuple[_Match, Rule[V]], ...]:
        if self._matchers is None:
            self._matchers = tuple((each.pattern.match, each) for each in self.rules)
        return self._matchers


_Match = Callable[[str, int], "re.Match[str] | None"]
_Groups = tuple[_Group[V], ...]


@dataclass(frozen=True, slots=True)
class RuleTable(Generic[V]):
    """Rules and their anchors: `words` has the literals of each class, separated by blanks.

    Classes that are there without words: "digit" for any number without grouped thousands, or, by
    the length of its run of digits, "short" (1 or 2), "four" and "long", or "decimal"; "grouped"
    for one with thousands; "sign" for signs of fractions. Words stand as written and with a
    capital. Raises RuleTableError for a rule that starts nowhere, or at a class
    that is none of these.
    """

    rules: tuple[Rule[V], ...]
    words: Mapping[str, str]
    entries: Mapping[str, tuple[_Groups[V], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {*self.words, "digit", *(name.strip("<>") for name in (*_RUNS, _GROUPED, _SIGN))}
        for each in self.rules:
            for start in each.starts or ("",):
                if start not in known:
                    raise RuleTableError(each.name, start, sorted(known))
        entries = {name: (self._groups(name),) for name in (*_RUNS, _GROUPED, _SIGN)}
        for name, words in self.words.items():
            groups = self._groups(name)
            for word in words.split():
                for form in {word, word[:1].upper() + word[1:]}:
                    entries[form] = (*entries.get(form, ()), groups)
        object.__setattr__(self, "entries", entries)

    def _groups(self, name: str) -> _Groups[V]:
        """Return the rules of a class by what they need."""
        own = {name.strip("<>")} | ({"digit"} if name in _RUNS else set())
        groups: dict[tuple[int, tuple[str, ...]], list[Rule[V]]] = {}
        for candidate in self.rules:
            if own & set(candidate.starts):
                groups.setdefault((candidate.reach, candidate.needs), []).append(candidate)
        return tuple(_Group(reach, needs, tuple(rules)) for (reach, needs), rules in groups.items())

    def find(self, text: str, anchors: Anchors | None = None) -> list[Mention[V]]:
        """Return all mentions, overlapping ones too, in the order of their anchors.

        `anchors` are those of the text, where they were found for several tables at once.
        """
        entries = self.entries
        found: list[Mention[V]] = []
        for word, start in anchors_of(text, (self,)) if anchors is None else anchors:
            for groups in entries.get(word, ()):
                _try(groups, text, start, found)
        return found


Anchors = list[tuple[str, int]]
"""The anchors of a text: the name of its entry, a word or a class, and where it stands."""
_RUNS: Final = ("<short>", "<four>", "<long>", "<decimal>")
_GROUPED: Final = "<grouped>"
_SIGN: Final = "<sign>"


def anchors_of(text: str, tables: Iterable[RuleTable[Any]], more: Iterable[str] = ()) -> Anchors:
    """Return the anchors of a text that any of the tables or `more` names, in order."""
    known = set(more).union(*(table.entries for table in tables))
    found: Anchors = []
    for token in _TOKEN.finditer(text):
        if token.lastindex == 1:
            word = token[1]
            if word in known:
                found.append((word, token.start()))
        else:
            found.append((_number_class(token, text), token.start()))
    return found


def words_of(text: str) -> Anchors:
    """Return every word and number of a text as an anchor, whether a table knows it or not."""
    return [
        (token[1] if token.lastindex == 1 else _number_class(token, text), token.start())
        for token in _TOKEN.finditer(text)
    ]


def _number_class(token: re.Match[str], text: str) -> str:
    """Return the class of a number by how it is written."""
    kind = token.lastindex
    if kind == 3:
        return _GROUPED
    start, end = token.span()
    short, four, long_, decimal = _RUNS
    if kind == 4:
        return decimal
    if kind is None and not text[start].isdecimal():
        return _SIGN
    length = end - start
    return short if length < 3 else four if length == 4 else long_


_TOKEN: Final = re.compile(
    r"([^\W\d_½¼¾⅛]+)|(\d+)(?![\d.,])|(\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?)|(\d+\.\d+(?!\.?\d))"
    r"|\d+|[½¼¾⅛]"
)


def _try(groups: _Groups[V], text: str, start: int, found: list[Mention[V]]) -> None:
    width, window = 0, ""
    for group in groups:
        needs = group.needs
        if needs:
            if group.reach != width:
                width = group.reach
                window = text[start : start + width]
            for piece in needs:
                if piece in window:
                    break
            else:
                continue
        for matching, candidate in group.matchers():
            match = matching(text, start)
            if match is not None:
                mention = mention_of(candidate, match)
                if mention is not None:
                    found.append(mention)


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
    found = list(mentions)
    if len(found) < 2:
        return found
    rank = {rule.name: (not rule.refuses, index) for index, rule in enumerate(order)}

    def precedence(mention: Mention[V]) -> tuple[bool, int, int, int]:
        accepts, index = rank[mention.rule]
        return accepts, mention.span.start - mention.span.end, index, mention.span.start

    taken = Intervals()
    kept = [m for m in sorted(found, key=precedence) if taken.add(m.span)]
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
