"""A sentence taken apart for its dates: its words, its clauses and its verb groups.

A clause knows its subject where that stands outside: the noun before a relative clause or a
participle, the subject of the sentence behind a relative clause that has ended. Sentences are taken
apart in `timeline.reading.language.clauses`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from timeline.model import Span
from timeline.reading.language import verb_groups, word_classes
from timeline.reading.language.noun_phrases import noun_before
from timeline.reading.language.sentences import SAYING
from timeline.reading.language.tokens import Tokens, is_adverb
from timeline.reading.language.verb_groups import Predicate


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with a statement of its own; `subject` where that stands outside."""

    start: int
    end: int
    subject: Span | None = None


_CALLED_OFF: Final = (verb_groups.CANCELLED, verb_groups.POSTPONED)
_NEAR_VERBS: Final = 8
_PARTS_STATEMENT: Final = word_classes.PARTS_STATEMENT | frozenset(", ; :".split())
_LEAD_PHRASES: Final = word_classes.BEHIND_PARTICIPLES
"""What follows a participle that says more of a noun: "bought in shops", "killed by mines"."""
_AFTER_MODAL: Final = ("be", "have", "been")
_CONDITIONS: Final = word_classes.CONDITIONS


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """The words, clauses and verb groups of a sentence, in order, found once for all its dates."""

    tokens: Tokens
    clauses: tuple[Clause, ...]
    verbs: tuple[Predicate, ...]

    def clause_at(self, position: int) -> Clause:
        index = bisect_right(self.clauses, position, key=lambda clause: clause.start)
        return self.clauses[max(index - 1, 0)]

    def governing(self, clause: Clause, at: int) -> Predicate | None:
        """Return the last verb group of a clause before a date, else the first behind it.

        A clause that calls something off is about that, wherever its date stands.
        """
        low = bisect_left(self.verbs, clause.start, key=lambda verb: verb.start)
        for verb in self.verbs[low : low + _NEAR_VERBS]:
            off = verb.aspect in _CALLED_OFF and verb.end <= clause.end
            if off and not self._is_planned_again(verb, at):
                return verb
        middle = bisect_left(self.verbs, at, key=lambda verb: verb.start)
        if middle > low and self.verbs[middle - 1].end <= at:
            return self.verbs[middle - 1]
        if middle > low + 1:
            return self.verbs[middle - 2]
        behind = next((v for v in self.verbs[middle : middle + 2] if v.start >= at), None)
        if behind is None or behind.end > clause.end:
            return None
        return self._main(behind, clause)

    def _is_planned_again(self, off: Predicate, at: int) -> bool:
        """Tell whether a plan stands between what is called off and a date: "and is due on 3 May"."""
        low = bisect_left(self.verbs, off.end, key=lambda verb: verb.start)
        planned = (verb_groups.FUTURE, verb_groups.PLANNED)
        return any(
            verb.aspect in planned and verb.first < verb.last and verb.end <= at
            for verb in self.verbs[low : low + 2]
        )

    def _main(self, verb: Predicate, clause: Clause) -> Predicate:
        """Return the verb of a clause of which the first only says more of its subject."""
        following = self.behind(verb.end, clause)
        return following if following is not None and self.modifies(verb, following) else verb

    def modifies(self, verb: Predicate, following: Predicate) -> bool:
        """Tell whether a participle only says more of the subject of the verb behind it.

        "In June the quantity bought in shops rose": no comma, conjunction or object parts them.
        """
        if verb.first != verb.last or verb.aspect != verb_groups.PAST:
            return False
        between = self.tokens.lower[verb.last + 1 : following.first]
        led = bool(between) and between[0] in _LEAD_PHRASES
        finite = not (following.joined or following.reduced)
        says = not verb.reduced and self.tokens.lower[verb.last] in SAYING
        parted = says or not _PARTS_STATEMENT.isdisjoint(between)
        return led and finite and not parted

    def before(self, verb: Predicate, clause: Clause) -> Predicate | None:
        """Return the verb group before one in its clause."""
        index = bisect_left(self.verbs, verb.start, key=lambda each: each.start) - 1
        found = self.verbs[index] if index >= 0 else None
        return found if found is not None and found.start >= clause.start else None

    def behind(self, position: int, clause: Clause) -> Predicate | None:
        """Return the first verb group of a clause behind a position."""
        index = bisect_left(self.verbs, position, key=lambda each: each.start)
        found = self.verbs[index] if index < len(self.verbs) else None
        return found if found is not None and found.end <= clause.end else None

    def is_hypothetical(self, clause: Clause, verb: Predicate, date: Span) -> bool:
        """Tell whether "if" leads a verb in, or "would" stands before a date, behind its verb."""
        first = bisect_left(self.tokens.starts, clause.start)
        if not _CONDITIONS.isdisjoint(self.tokens.lower[first : verb.first]):
            return True
        if self._is_led_by_modal(verb):
            return True
        if verb.start < date.start:
            first = verb.last + 1
        stop = bisect_left(self.tokens.starts, date.start)
        words = self.tokens.words[first:stop]
        return any(word.lower() in verb_groups.MODALS and word.islower() for word in words)

    def _is_led_by_modal(self, verb: Predicate) -> bool:
        """Tell whether a modal leads a verb in: "would have raised", "may be signed"."""
        at = verb.first - 1
        while at >= 0 and (
            self.tokens.lower[at] in _AFTER_MODAL or is_adverb(self.tokens.lower[at])
        ):
            at -= 1
        return self.tokens.at(at) in verb_groups.MODALS

    def resumed(self, clause: Clause) -> Clause | None:
        """Return the clause that goes on with one that another interrupts before its verb."""
        for each in self.clauses:
            if each.subject is not None and each.start > each.subject.start == clause.start:
                return each
        return None

    def called_off(self, clause: Clause, verb: Predicate | None) -> Predicate | None:
        """Return the verb that calls off what a clause between commas plans: "set for May, was put off"."""
        if verb is None or verb.aspect != verb_groups.PLANNED or clause.subject is None:
            return None
        following = self.clause_at(clause.end)
        goes_on = following.subject == clause.subject and following.start == clause.end
        off = self.behind(following.start, following) if goes_on else None
        return off if off is not None and off.aspect in _CALLED_OFF else None

    def interrupted(self, verb: Predicate) -> Predicate | None:
        """Return the finite verb before a participle that only says more of a noun."""
        index = bisect_left(self.verbs, verb.start, key=lambda each: each.start) - 1
        while index >= 0 and self.verbs[index].reduced:
            index -= 1
        return self.verbs[index] if index >= 0 else None

    def noun_before(self, index: int) -> Span | None:
        """Return the noun phrase that ends before a word, with what an "of" joins to it."""
        return noun_before(self.tokens, index)
