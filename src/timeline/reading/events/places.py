"""A date where it stands: its sentence, its clause, the verb and the nouns that it may belong to.

What is asked of a place is found once, when it is first asked for. The dates of a sentence share a
`DatedSentence`, which remembers which verb has a date already: a date dates one thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.dates import resolve
from timeline.reading.events import event_nouns, event_words
from timeline.reading.events.date_lists import cut_before_next_date, is_list_between, span_its_list
from timeline.reading.events.event_nouns import DatedNoun
from timeline.reading.events.kinds import is_happening
from timeline.reading.events.mentions import make_mention, time_of_event
from timeline.reading.events.postponements import puts_off
from timeline.reading.events.pronouns import name_objects, name_owner
from timeline.reading.events.statements import ClauseStatement, state_clause
from timeline.reading.events.status import EventMention
from timeline.reading.events.titles import drop_pronoun, reads_alone, title_case
from timeline.reading.fields.labels import is_told, label_of
from timeline.reading.language import verb_groups
from timeline.reading.language.clauses import parse_sentence
from timeline.reading.language.coreference import Antecedents
from timeline.reading.language.found_once import FoundOnce
from timeline.reading.language.parsed_sentence import Clause, ParsedSentence
from timeline.reading.language.sentences import Sentence, clip_around
from timeline.reading.language.verb_groups import Predicate
from timeline.values import Period

NEAR: Final = 90
"""How far before a date the words stand that say what it is for, in characters."""
_FEW_WORDS: Final = 3
"""A title of a field with so many words is led in by the label."""
_BEHIND_ASIDE: Final = re.compile(r",\s+(?:in|on|at|by|during)\s+(?:the\s+|early\s+|late\s+)?$")
"""What leads in a date behind an aside: "met in Tarn, chaired by the mayor, in May 2019"."""
_HAVE_DATES: Final = event_words.ACT_NOUNS | event_words.NEXT_OF_FIELD
_BRACKET_ENDS: Final = re.compile(r"(?:\s+[a-z]{1,3}\.?)?[),;:]")
_PUT_OFF_TO: Final = re.compile(r"\s+(?:to|until|till)\s+(?:the\s+)?")
_TODAY: Final = re.compile(r"\b(?:today|yesterday|tomorrow)\s\($", re.IGNORECASE)
_PRIOR_TO: Final = re.compile(
    r"(?:\b[Pp]rior\s+to|(?<!\bno)(?<!\bnot)\s(?:later|earlier)\s+than)\s+(?:the\s+)?$"
)
"""What makes a date the bound of something; "no later than" makes it a deadline."""


class DatedSentence:
    """A sentence while its dates are given to its verbs and nouns, one after another."""

    def __init__(self, sentence: Sentence, antecedents: Antecedents) -> None:
        self.sentence = sentence
        self.whole = Clause(sentence.start, sentence.end)
        self._antecedents = antecedents
        self._led: set[int] = set()
        self._last: tuple[Span, int] | None = None
        self._bounds: set[int] = set()

    @FoundOnce
    def label(self) -> str | None:
        """The label of a field; None for prose, a date, and where a label announces prose."""
        label = label_of(self.sentence.text, self.sentence.start, self.sentence.end)
        dated = any(date.quote.text == label for date in self.sentence.dates)
        return None if label is not None and (dated or is_told(label)) else label

    @FoundOnce
    def parsed(self) -> ParsedSentence:
        return parse_sentence(self.sentence, field=self.label is not None)

    def name_subject(self, said: ClauseStatement) -> ClauseStatement:
        """Return what is said with the name that its subject stands for, where there is one."""
        name = self._antecedents.of(said.subject, self.sentence)
        if name is not None:
            return said.with_name(name)
        return name_owner(said, lambda pronoun: self._antecedents.of(pronoun, self.sentence))

    def give_to_verb(self, date: Span, verb: Predicate) -> None:
        """Remember that a verb has a date, so that a later date is that of something else."""
        if verb.start > date.start:
            self._led.add(verb.start)
        self._last = date, verb.start

    def has_other_date(self, verb: Predicate, clause: Clause, date: Span) -> bool:
        """Tell whether an earlier date dates a verb already, and this one is no second of a list."""
        if self._last is not None and self._last[1] == verb.start:
            return not is_list_between(self.sentence.text, self._last[0].end, date.start)
        if verb.start > date.start:
            return False
        while verb.joined and verb.start not in self._led:
            before = self.parsed.before(verb, clause)
            if before is None:
                break
            verb = before
        return verb.start in self._led

    def take_as_bounds(self, date: DateExpression) -> None:
        """Remember that a date bounds how long something recurs."""
        self._bounds.add(date.quote.span.start)

    def is_bounds(self, date: DateExpression) -> bool:
        return date.quote.span.start in self._bounds


class DatedPlace:
    """A date of a sentence, with the clause, verb and nouns around it.

    `kept_apart_by` names the condition that keeps the date from the verb of its clause, once the
    rows of clauses were tried.
    """

    def __init__(self, around: DatedSentence, date: DateExpression) -> None:
        self.around = around
        self.sentence = around.sentence
        self.text = around.sentence.text
        self.date = date
        self.span = date.quote.span
        self.kept_apart_by: str | None = None

    @FoundOnce
    def parsed(self) -> ParsedSentence:
        return self.around.parsed

    @FoundOnce
    def label(self) -> str | None:
        return self.around.label

    @FoundOnce
    def precision(self) -> str | None:
        """How fine the date is; None for one without a place in the calendar."""
        return None if self.date.edtf is None else self.date.edtf.precision

    @FoundOnce
    def is_single(self) -> bool:
        """Whether the date is one day, month, year or the like, not a stretch between two."""
        return self.date.edtf is not None and "/" not in self.date.edtf.edtf

    @FoundOnce
    def time(self) -> Period | None:
        """The time of an event on the date."""
        return self.moved_to or time_of_event(self.sentence, self.date) or self.date.edtf

    @FoundOnce
    def moved_to(self) -> Period | None:
        """The new date of what is put off to it, or moved from the one end of a range to the other.

        What is moved so has a date itself: a vote, not an archive.
        """
        verb, start = self.verb, self.span.start
        if verb is None or verb.start > start:
            return None
        if verb.aspect == verb_groups.POSTPONED and _PUT_OFF_TO.fullmatch(
            self.text, verb.end, start
        ):
            return self.date.edtf
        past = verb.aspect == verb_groups.PAST and not verb.passive
        if past and puts_off(self.text[verb.start : verb.end], self.text[verb.end : start]):
            return self.date.edtf
        if not self.date.endpoints:
            return None
        tokens = self.parsed.tokens
        low, high = (bisect_left(tokens.starts, edge) for edge in (self.clause.start, start))
        moves = tokens.lower[verb.last] in event_words.MOVES_DATE and tokens.at(high - 1) == "from"
        words = tokens.lower[low:high]
        dated = verb.aspect == verb_groups.POSTPONED or not _HAVE_DATES.isdisjoint(words)
        if not moves or not (dated or any(map(is_happening, words))):
            return None
        return Period.parse(self.date.endpoints[-1].value)

    @FoundOnce
    def is_put_off(self) -> bool:
        """Whether what was planned for the date has another one now: "has been postponed to 3 May"."""
        verb = self.verb
        if verb is None or verb.aspect != verb_groups.POSTPONED or self.span.end > verb.start:
            return False
        starts = (date.quote.span.start for date in self.sentence.dates)
        return any(_PUT_OFF_TO.fullmatch(self.text, verb.end, at) for at in starts if at > verb.end)

    @FoundOnce
    def opens_bracket(self) -> bool:
        """Whether the date stands in brackets, alone or as an estimate."""
        opens = self.text[self.span.start - 1 : self.span.start] == "("
        return opens and bool(_BRACKET_ENDS.match(self.text, self.span.end))

    @FoundOnce
    def is_bracketed(self) -> bool:
        """Whether the date only stands behind a name in brackets; "today (3 May)" is a date."""
        return (
            self.opens_bracket
            and self.is_single
            and not _TODAY.search(self.text, max(0, self.span.start - 12), self.span.start)
        )

    @FoundOnce
    def only_bounds(self) -> bool:
        """Whether something is told before or after the date, or holds then."""
        start = self.span.start
        if _PRIOR_TO.search(self.text, max(0, start - NEAR), start):
            return True
        signal = resolve.signal(self.text, start, year=self.precision == "year")
        return signal in ("as of", "before", "after")

    # ------------------------------------------------------------ the noun of a date

    @FoundOnce
    def modifies_noun(self) -> bool:
        return event_nouns.modifies_noun(self.sentence, self.parsed, self.span)

    @FoundOnce
    def is_of_noun(self) -> bool:
        """Whether the date belongs to the noun behind it, which does not only say when."""
        owns = event_nouns.is_owner(self.text, self.span)
        scene = not owns and event_nouns.is_scene(self.parsed, self.span)
        return not scene and self.modifies_noun

    @FoundOnce
    def noun_after(self) -> DatedNoun | None:
        return event_nouns.find_after_date(self.sentence, self.parsed, self.span)

    @FoundOnce
    def noun_before(self) -> DatedNoun | None:
        dated = self.verb is not None and self.verb_has_other_date
        start = self.verb.end if dated and self.verb is not None else self.clause.start
        return event_nouns.find_before_date(self.sentence, self.parsed, self.span, start)

    # ------------------------------------------------------------ the verb of a date

    @FoundOnce
    def _governed(self) -> tuple[Clause, Predicate | None]:
        """The clause of the date and its verb: past an aside, that of the clause that goes on."""
        parsed, start = self.parsed, self.span.start
        clause = parsed.clause_at(start)
        verb = parsed.governing(clause, start)
        if (off := parsed.called_off(clause, verb)) is not None:
            clause, verb = parsed.clause_at(off.start), off
        elif verb is None and (resumed := parsed.resumed(clause)) is not None:
            clause, verb = resumed, parsed.behind(resumed.start, resumed)
        if verb is not None and verb.reduced and _BEHIND_ASIDE.search(self.text, verb.end, start):
            finite = parsed.interrupted(verb)
            if finite is not None:
                clause, verb = parsed.clause_at(finite.start), finite
        return clause, verb

    @FoundOnce
    def clause(self) -> Clause:
        return self._governed[0]

    @FoundOnce
    def verb(self) -> Predicate | None:
        return self._governed[1]

    @FoundOnce
    def aspect(self) -> str | None:
        """What the verb says of its subject: past, future, a level …; None without a verb."""
        return None if self.verb is None else self.verb.aspect

    @FoundOnce
    def opening(self) -> Clause:
        """The clause in which the date stands behind a comma, otherwise that of its verb."""
        own = self.parsed.clause_at(self.span.start)
        return own if "," in self.text[own.start : self.span.start] else self.clause

    @FoundOnce
    def near(self) -> int:
        """Where the words before the date begin that say what it is for."""
        return max(self.clause.start, self.span.start - NEAR)

    @FoundOnce
    def verb_has_other_date(self) -> bool:
        verb = self.verb
        if verb is None:
            return False
        return self._is_past_aside(verb) or self.around.has_other_date(verb, self.clause, self.span)

    def _is_past_aside(self, verb: Predicate) -> bool:
        """Tell whether a participle with a date ended at a comma: "founded in 1950, opens in May"."""
        if not verb.reduced or verb.end > self.span.start:
            return False
        earlier = (date.quote.span for date in self.sentence.dates)
        return any(
            verb.end <= other.start < self.span.start
            and "," in self.text[other.end : self.span.start]
            and not is_list_between(self.text, other.end, self.span.start)
            for other in earlier
        )

    # ------------------------------------------------------------ what is stated

    @FoundOnce
    def said(self) -> ClauseStatement | None:
        """What the verb of the clause says; None where its subject cannot be told."""
        return None if self.verb is None else self._state(self.clause, self.verb)

    @FoundOnce
    def first_verb(self) -> Predicate | None:
        """The verb of the date within the whole sentence."""
        return self.parsed.governing(self.around.whole, self.span.start)

    @FoundOnce
    def said_by_sentence(self) -> ClauseStatement | None:
        """What the whole sentence says, without regard to its clauses."""
        verb = self.first_verb
        return None if verb is None else self._state(self.around.whole, verb)

    def _state(self, clause: Clause, verb: Predicate) -> ClauseStatement | None:
        listed = span_its_list(self.sentence, self.span, clause)
        leads = verb.start < listed.start
        within = cut_before_next_date(self.sentence, clause, listed) if leads else clause
        first, last = min(verb.start, listed.start), max(verb.end, listed.end)
        low, high = clip_around(self.text, within.start, within.end, first, last)
        within = replace(within, start=low, end=high)
        said = state_clause(self.text, self.parsed, within, verb, listed, dated=self.modifies_noun)
        if said is None:
            return None
        named = self.around.name_subject(said)
        return name_objects(named, self.text, self.parsed, verb)

    def mention_statement(
        self, said: ClauseStatement, verb: Predicate, clause: Clause, *, aspect: str, rule: str
    ) -> EventMention:
        """Return the event that a statement makes, quoted from its verb to its date."""
        title = drop_pronoun(said.title)
        short = len(title.split()) <= _FEW_WORDS or not reads_alone(title)
        if self.label is not None and short:
            title = f"{title_case(self.label)}: {title}"
        start = min(self.span.start, verb.start)
        end = min(max(self.span.end, verb.end), max(clause.end, self.span.end))
        mention = make_mention(
            self.sentence, self.date, Span(start, end), title=title, words=said.words,
            aspect=aspect, subject=said.subject, rule=rule,
        )  # fmt: skip
        return mention if self.moved_to is None else replace(mention, when=self.moved_to)
