"""Follow figures of prose by what they measure, wherever two editions state it.

The sentences of a bulletin are written anew each time, so that neither their words nor their
places lead from one edition to the next. What leads is the topic: what one edition calls a thing
and the other does not must be explained by the words around it, or the two are strangers.
An edition that states one value two or three times has one figure with several statements: the
first of them goes with the first of the other edition. Of several values of one series the latest
goes with the latest, and an earlier one with that of the same period.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from timeline.alignment import Pair, Weights, candidates_of_each
from timeline.linking import topics
from timeline.linking.cells import alike_sections
from timeline.linking.pairing import Matcher
from timeline.linking.prose_figures import (
    DWARFED,
    ProseFigure,
    find_title,
    latest_year,
    prose_figures,
)
from timeline.linking.restated_figures import (
    APART,
    RestatedFigure,
    restated_figures,
    spans_differ,
    times_speak,
)
from timeline.linking.topics import Words
from timeline.model import Snapshot
from timeline.text import words

_LEAST: Final = 62
"""From which score on two topics are one; fitted on ten pairs of made-up bulletins."""
_STRANGE, _PARTED = 15, 10
_BESIDE, _MANY = 3, 4
"""How many figures behind one its share is looked for; how many statements are compared."""
_TOLD, _COVERED, _DIGITS = 64, 60, 3
"""Score of a measure that the other sentence tells of, and how much of it that must tell."""
_INCIDENT, _MONTH = 100, 31
"""So many people, in so many days, are those of one happening."""
_REASON: Final = "same thing measured"


def link_indicators(
    matcher: Matcher, before: Snapshot, after: Snapshot, near: Callable[[Pair], bool]
) -> None:
    """Link what is left of the figures of prose by what they measure, and keep strangers apart.

    `near` tells whether two figures stand in linked passages.
    """
    sides = zip((before, after), matcher.left, strict=True)
    if not all(any(s.figures[k].passage is not None for k in left) for s, left in sides):
        return
    known = topics.aliases((before, after))
    first, second = (
        prose_figures(snapshot, left, known)
        for snapshot, left in zip((before, after), matcher.left, strict=True)
    )
    if not (first and second):
        return
    old = restated_figures([*first.values()], latest_year(before))
    new = restated_figures([*second.values()], latest_year(after))
    titles = (topics.topic(find_title(side), known) for side in (before, after))
    compared = _Compared(old, new, frozenset[str]().union(*titles))
    linked = _link(matcher, compared, compared.named())
    _link_beside(matcher, compared, linked)
    _link(matcher, compared, compared.told())
    matcher.refuse(compared.strangers(first, second, near))


def _link(matcher: Matcher, compared: _Compared, rows: Iterator[tuple[int, Pair]]) -> list[Pair]:
    """Link groups, best first; return the places of their statements that are linked."""
    linked: list[Pair] = []
    for score, (i, j) in sorted(rows, key=lambda row: (-row[0], sum(row[1]), row[1])):
        old, new = compared.old[i], compared.new[j]
        if old.linked or new.linked:
            continue
        old.linked = new.linked = True
        for one, other in zip(old.members, new.members, strict=False):
            matcher.link((one.place, other.place), min(score, 100), _REASON)
            linked.append((one.place, other.place))
    return linked


def _link_beside(matcher: Matcher, compared: _Compared, linked: Sequence[Pair]) -> None:
    """Link the shares of one whole that are told beside linked figures, in their paragraphs."""
    of = [
        {m.place: group for group in side for m in group.members}
        for side in (compared.old, compared.new)
    ]
    for i, j in linked:
        found = [
            {
                id(groups[k]): groups[k]
                for k in range(place + 1, place + 1 + _BESIDE)
                if k in groups and not groups[k].linked and _shares(groups[place], groups[k])
            }
            for groups, place in zip(of, (i, j), strict=True)
        ]
        pairs = [
            (old, new)
            for old in found[0].values()
            for new in found[1].values()
            if compared.same_whole(old.lead, new.lead)
        ]
        if len(pairs) == 1:
            ((old, new),) = pairs
            old.linked = new.linked = True
            for one, other in zip(old.members, new.members, strict=False):
                matcher.link((one.place, other.place), _LEAST, "same share, beside a linked figure")


def _shares(group: RestatedFigure, share: RestatedFigure) -> bool:
    """Tell whether a share is told in a paragraph of a figure."""
    paragraphs = {member.paragraph for member in group.members}
    of_another = share.lead.whole - group.lead.measure
    return bool(of_another) and share.lead.paragraph in paragraphs


# ---------------------------------------------------------------- two editions


class _Compared:
    """Which groups of two editions can be one figure, and how much speaks for it."""

    def __init__(
        self, old: Sequence[RestatedFigure], new: Sequence[RestatedFigure], titles: Words
    ) -> None:
        self.old, self.new, self._titles = old, new, titles
        self._counts = [Counter(_named(group.lead) for group in side) for side in (old, new)]
        self._called = [
            frozenset().union(*(m.measure | m.whole for group in side for m in group.members))
            for side in (old, new)
        ]
        of_parts = [
            [(m, called) for group in side for m in group.members]
            for side, called in zip((old, new), reversed(self._called), strict=True)
        ]
        self._parts = [{m.place: m.topic & m.core & of for m, of in side} for side in of_parts]
        self._beside = [_words_beside(side) for side in (old, new)]
        self._weights = Weights([m.measure for group in (*old, *new) for m in group.members])

    def named(self) -> Iterator[tuple[int, Pair]]:
        """Yield the pairs of groups that measure one thing by their labels, with their scores."""
        for first, second in self._blocks().values():
            for i, others in candidates_of_each(
                {i: self.old[i].words for i in first if not self.old[i].repeats},
                {j: self.new[j].words for j in second if not self.new[j].repeats},
            ):
                for j in others:
                    score = self.score(self.old[i], self.new[j])
                    if score >= _LEAST:
                        yield score, (i, j)

    def told(self) -> Iterator[tuple[int, Pair]]:
        """Yield the pairs of which one sentence tells what the other figure measures.

        The label of the one says nothing, or both state the same value.
        """
        for first, second in self._blocks().values():
            old = {i: self.old[i] for i in first if not self.old[i].linked}
            new = {j: self.new[j] for j in second if not self.new[j].linked}
            leads = [group.lead for group in new.values()]
            sizes = {lead.size for lead in leads}
            named = all(lead.topic for lead in leads)
            for i, others in candidates_of_each(
                {i: self._said(group) for i, group in old.items()},
                {j: self._said(group) for j, group in new.items()},
                wanted={
                    i
                    for i, group in old.items()
                    if not (named and group.lead.topic) or group.lead.size in sizes
                },
            ):
                for j in others:
                    score = self._told(old[i], new[j])
                    if score >= _LEAST:
                        yield score, (i, j)

    def _blocks(self) -> dict[Hashable, tuple[list[int], list[int]]]:
        blocks: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, groups in enumerate((self.old, self.new)):
            for k, group in enumerate(groups):
                blocks[group.lead.block][side].append(k)
        return blocks

    @staticmethod
    def _said(group: RestatedFigure) -> Words:
        return group.words | group.lead.sentence

    def _told(self, old: RestatedFigure, new: RestatedFigure) -> int:
        one, other = old.lead, new.lead
        same = one.size == other.size and _tells(one)
        both = bool(one.topic and other.topic)
        if (both and not same) or bool(one.whole) != bool(other.whole):
            return 0
        if (both and self.apart(one, other)) or _dwarfs(one, other):
            return 0
        covered = 0
        if one.topic and (same or not other.topic):
            covered = self._covered(one.topic, other.sentence)
        if other.topic and (same or not one.topic):
            covered = max(covered, self._covered(other.topic, one.sentence))
        if covered < _COVERED:
            return 0
        return _TOLD + times_speak(old, new) + covered // 10

    def _covered(self, topic: Words, sentence: Words) -> int:
        """Return how much of a topic a sentence has, of 100: two words or more."""
        shared = topic & sentence
        return 100 * self._weights.of(shared) // self._weights.of(topic) if len(shared) > 1 else 0

    def same_whole(self, old: ProseFigure, new: ProseFigure) -> bool:
        """Tell whether two shares are of one whole, in one kind and unit."""
        return old.block == new.block and self._whole(old, new) == 0

    def score(self, old: RestatedFigure, new: RestatedFigure) -> int:
        """Return what speaks for two groups being one figure, 0 and less where they are not."""
        here, there = old.lead.section, new.lead.section
        if here != there and (there in old.rivals or here in new.rivals):
            return 0
        if len(old.members) == len(new.members) == 1:
            best = self._alike(old.lead, new.lead)
        else:
            pairs = product(old.members[:_MANY], new.members[:_MANY])
            best = max([self._alike(one, other) for one, other in pairs])
        return best + times_speak(old, new) if best else 0

    def _alike(self, old: ProseFigure, new: ProseFigure) -> int:
        shared = old.topic & new.topic
        if not shared or (old.block[0] == "count" and old.unit != new.unit):
            return 0
        if self._called_apart(old, new):
            return 0
        whole = self._whole(old, new)
        if len(shared) < 2 and whole != 0 and not (self._alone(old, new) or self._once(old, new)):
            return 0
        more, other = old.topic - new.topic, new.topic - old.topic
        strange = more - new.context, other - old.context
        if self.apart(old, new):
            return 0
        of = self._weights.of
        both = 3 * of(shared)
        apart = 3 * (of(strange[0]) + of(strange[1]))
        told = of(more - strange[0] - self._titles) + of(other - strange[1] - self._titles)
        score = 100 * both // (both + apart + told)
        against = _STRANGE * (all(strange) + _dwarfs(old, new)) + (whole or 0)
        return max(score - against, 0)

    def apart(self, old: ProseFigure, new: ProseFigure) -> bool:
        """Tell whether something says that two statements are of two things."""
        more = (old.measure - new.measure) - new.context
        other = (new.measure - old.measure) - old.context
        if not (more.isdisjoint(topics.PARTS) and other.isdisjoint(topics.PARTS)):
            return True
        if topics.are_opposite(old.measure | old.verbs, new.measure | new.verbs):
            return True
        return not (more.isdisjoint(old.names) and other.isdisjoint(new.names))

    def _swapped(self, old: ProseFigure, new: ProseFigure) -> bool:
        """Tell whether each of two things stands under its own name in the other's sentence."""
        one, other = old.topic | old.verbs, new.topic | new.verbs
        there, here = self._beside[1][new.sentence], self._beside[0][old.sentence]
        return bool(one & (there - other) and other & (here - one))

    def _called_apart(self, old: ProseFigure, new: ProseFigure) -> bool:
        """Tell whether one edition has a word for a part of its things that it leaves out here."""
        one, other = self._parts[0][old.place], self._parts[1][new.place]
        return not (one - new.topic <= new.context and other - old.topic <= old.context)

    def _whole(self, old: ProseFigure, new: ProseFigure) -> int | None:
        """Return what two wholes speak against, None where neither figure is a share of one."""
        if old.whole and new.whole:
            return 0 if self._weights.shares(old.whole, new.whole)[0] >= 50 else APART
        return _PARTED if old.whole or new.whole else None

    def _alone(self, old: ProseFigure, new: ProseFigure) -> bool:
        """Tell whether one word says all that is measured, in a unit that few measures have.

        A title that the word is printed with says no more of it.
        """
        one, other = (each.topic - self._titles or each.topic for each in (old, new))
        return one == other and old.rare and new.rare

    def _once(self, old: ProseFigure, new: ProseFigure) -> bool:
        """Tell whether one word says all, and says it once below a heading that both have."""
        if old.topic != new.topic or not alike_sections(_under(old), _under(new)):
            return False
        if _are_incidents(old, new):
            return False
        return self._counts[0][_named(old)] == self._counts[1][_named(new)] == 1

    def strangers(
        self,
        first: Mapping[int, ProseFigure],
        second: Mapping[int, ProseFigure],
        near: Callable[[Pair], bool],
    ) -> Callable[[Pair], bool]:
        """Return what tells whether two figures must not be linked by their places either."""
        of_old = {m.place: group for group in self.old for m in group.members}
        of_new = {m.place: group for group in self.new for m in group.members}

        def are_strangers(pair: Pair) -> bool:
            old, new = first.get(pair[0]), second.get(pair[1])
            if old is None or new is None:
                return False
            groups = of_old[pair[0]], of_new[pair[1]]
            if near(pair):
                same = old.value == new.value
                return not same and (self._known_apart(old, new) or spans_differ(*groups))
            if _tells(old) and old.value == new.value:
                return False
            if self.apart(old, new) or _contrast(old, new):
                return True
            if self._called_apart(old, new):
                return True
            timed = "change" in old.block or (old.days is not None and new.days is not None)
            return timed and times_speak(*groups) < 0

        return are_strangers

    def _known_apart(self, old: ProseFigure, new: ProseFigure) -> bool:
        """Tell whether one of two measures of one head is what the other edition states elsewhere.

        Nor is one place or country another, whatever stands around it, nor a thing its opposite.
        """
        if topics.are_opposite(old.measure | old.verbs, new.measure | new.verbs):
            return True
        if old.topic and new.topic and old.topic.isdisjoint(new.topic):
            return self._swapped(old, new)
        more, other = old.core - new.core - new.context, new.core - old.core - old.context
        if not (old.topic and new.topic):
            return bool(more & old.names or other & new.names)
        if not (old.core & new.core and more and other):
            return False
        if (more <= old.verbs) != (other <= new.verbs):
            return False
        if more & self._called[1] or other & self._called[0]:
            return True
        return bool(more & old.names and other & new.names)


def _are_incidents(old: ProseFigure, new: ProseFigure) -> bool:
    """Tell whether two small counts of people are each of its own day or month.

    "Two prisoners" whom a fight killed in May are not "seven prisoners" of a fire in June.
    """
    if old.days is None or new.days is None or old.days == new.days:
        return False
    return all(
        each.unit == "person"
        and each.value < _INCIDENT
        and each.days is not None
        and each.days[1] - each.days[0] < _MONTH
        for each in (old, new)
    )


def _under(figure: ProseFigure) -> tuple[str, ...]:
    return words(figure.section[-1]) if figure.section else ()


def _named(figure: ProseFigure) -> Hashable:
    return figure.block, figure.topic, _under(figure)


def _words_beside(groups: Sequence[RestatedFigure]) -> Mapping[Words, Words]:
    """Return what is measured in each sentence."""
    found: dict[Words, Words] = defaultdict(frozenset)
    for group in groups:
        for member in group.members:
            found[member.sentence] |= member.topic | member.verbs
    return found


def _tells(statement: ProseFigure) -> bool:
    """Tell whether a value has so many digits that few others are equal to it."""
    return len(statement.value.normalize().as_tuple().digits) >= _DIGITS


def _dwarfs(old: ProseFigure, new: ProseFigure) -> bool:
    """Tell whether one value is far too large to be the other's."""
    one, other = abs(old.size[0]), abs(new.size[0])
    low, high = (one, other) if one <= other else (other, one)
    return bool(low) and high > low * DWARFED


def _contrast(old: ProseFigure, new: ProseFigure) -> bool:
    """Tell whether two measures of one head differ on both sides in words that nothing explains."""
    if not old.measure & new.measure:
        return False
    return bool(old.measure - new.measure - new.context and new.measure - old.measure - old.context)
