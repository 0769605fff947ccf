"""The clauses of a sentence: cut at marks and conjunctions that part two statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from timeline.model import Span
from timeline.reading.language import verb_groups, word_classes
from timeline.reading.language.dated_words import LEADS, date_at, find_behind_date, find_turns
from timeline.reading.language.finite_verbs import settled_words
from timeline.reading.language.noun_phrases import MOST_WORDS, noun_before, person_before, stretch
from timeline.reading.language.parsed_sentence import Clause, ParsedSentence
from timeline.reading.language.sentences import SAYING, Sentence, clip_around
from timeline.reading.language.tagged_words import in_a_row
from timeline.reading.language.tokens import Tokens, behind_adverbs, line_starts
from timeline.reading.language.verb_groups import Predicate

_TURNS: Final = word_classes.TURNS | {";"}
_WHEN: Final = word_classes.WHEN
"""What leads a clause in that says when or why: a verb follows, else it is a preposition."""
_OPENERS: Final = _WHEN | word_classes.OPENERS
_PARTS: Final = frozenset(": ( )".split())
"""What parts the values of a field."""
_DASHES: Final = frozenset("–—")
_AND: Final = word_classes.AND
_STOPS: Final = word_classes.AND | frozenset(", ; : ( )".split())
_PRONOUNS: Final = word_classes.SUBJECT_PRONOUNS
_BEGIN_SUBJECT: Final = _PRONOUNS | word_classes.BEGINS_SUBJECT
_PARTS_SUBJECT: Final = _STOPS | word_classes.NO_SUBJECT
"""What cannot stand within the subject that follows an "and"."""
_OF_PLACES: Final = word_classes.OF_PLACES
_BEFORE_SITES: Final = _OF_PLACES - {"from", "to"} | {"and"}
_LONGEST: Final = 40
"""Words within which the "and" of a list is looked for."""


def parse_sentence(sentence: Sentence, *, field: bool = False) -> ParsedSentence:
    """Take a sentence apart; labels, lines and brackets of a field part what they stand between."""
    first, last = sentence.dates[0].quote.span.start, sentence.dates[-1].quote.span.end
    begin, stop = clip_around(sentence.text, sentence.start, sentence.end, first, last)
    words = settled_words(sentence.chunks)
    low = bisect_left(words, begin, key=lambda word: word.start)
    high = bisect_left(words, stop, key=lambda word: word.start)
    tokens = in_a_row(words[low:high])
    turns = find_turns(sentence, tokens)
    verbs = [
        verb
        for verb in verb_groups.predicates(tokens, {behind: at for at, behind in turns.items()})
        if date_at(sentence, verb.start) is None
    ]
    clauses = _Cutter(sentence, tokens, verbs, turns).cut_all(field=field)
    return ParsedSentence(tokens, tuple(clauses), tuple(verbs))


class _Cutter:
    """Cuts a sentence into clauses, word after word.

    `_first` is the first word of the open clause, which begins at `_start` and has its subject in
    `_subject` where that stands outside. `_opened` is the subject of the sentence while a relative
    clause stands open, `_dashed` the same while an aside between dashes does.
    """

    def __init__(
        self, sentence: Sentence, tokens: Tokens, verbs: Sequence[Predicate], turns: dict[int, int]
    ) -> None:
        self._sentence = sentence
        self._tokens = tokens
        self._lower = tokens.lower
        self._verbs = verbs
        self._begins = [verb.first for verb in verbs]
        self._turns = turns
        self._found: list[Clause] = []
        self._start = sentence.start
        self._subject: Span | None = None
        self._first = 0
        self._opened: Span | None = None
        self._dashed: Span | None = None

    def cut_all(self, *, field: bool) -> list[Clause]:
        """Return the clauses, in order; labels, lines and brackets of a field part them too."""
        lines = line_starts(self._sentence.text, self._tokens) if field else frozenset()
        for index, word in enumerate(self._lower):
            if field and index and (self._lower[index - 1] in _PARTS or index in lines):
                self._cut(self._tokens.starts[index])
                self._first, self._opened = index, None
            for cut in _WAYS.get(word, ()):
                if cut(self, index):
                    break
        self._cut(self._sentence.end)
        return self._found

    def _cut(self, at: int, subject: Span | None = None) -> None:
        """End the open clause; `subject` is that of the next one where it stands outside."""
        if at > self._start:
            self._found.append(Clause(self._start, at, self._subject))
        self._start, self._subject = at, subject

    def _cut_behind(self, index: int, subject: Span | None = None) -> bool:
        """Begin a clause behind a word."""
        self._cut(self._tokens.end(index), subject)
        self._first, self._opened = index + 1, None
        return True

    def _has_verb(self, low: int, high: int) -> bool:
        """Tell whether a verb begins from one word on and before another."""
        index = bisect_left(self._begins, low)
        return index < len(self._begins) and self._begins[index] < high

    def _follows_verb(self, index: int) -> bool:
        """Tell whether a verb begins in the open clause before a word."""
        return self._has_verb(self._first, index)

    def _is_dated(self, index: int) -> bool:
        """Tell whether a date stands at a word."""
        starts = self._tokens.starts
        return index < len(starts) and date_at(self._sentence, starts[index]) is not None

    def _before_date(self, index: int) -> int:
        """Return the number of the word before a date and what leads it in: "said in May that"."""
        if not index or not self._is_dated(index - 1):
            return index - 1
        at = index - 2
        while at > 0 and self._lower[at] in LEADS:
            at -= 1
        return at

    def _before_own_date(self, index: int) -> int:
        """Return where a noun ends behind which a verb stands with its date: "ships built in 2023"."""
        at, last = self._before_date(index), bisect_left(self._begins, index) - 1
        dated = at != index - 1 and last >= 0 and self._verbs[last].last == at
        return self._verbs[last].first if dated else index

    # ------------------------------------------------------------ ways of cutting
    # Each returns whether it settles what becomes of its word.

    def turn_at_and(self, index: int) -> bool:
        """Cut behind an "and" with a date of its own, where a verb follows that this date is of."""
        behind = self._turns.get(index)
        if behind is None or not self._follows_verb(index):
            return False
        if self._has_verb(behind, behind + 1):
            subject = self._subject or self._own_subject()
        elif self._lower[behind : behind + 1] and _opens_subject(self._tokens, behind):
            stop = bisect_left(self._begins, behind)
            last = self._begins[stop] if stop < len(self._begins) else len(self._lower)
            words = self._lower[behind:last]
            if last - behind > MOST_WORDS or not _STOPS.isdisjoint(words):
                return False
            subject = None
        else:
            return False
        self._cut(self._tokens.end(index), subject)
        self._first, self._opened = behind, None
        return True

    def turn_at_comma(self, comma: int) -> bool:
        """Cut at a comma and the "and" behind it: "was built, and in 1995 moved"."""
        return self._tokens.at(comma + 1) in _AND and self.turn_at_and(comma + 1)

    def begin_another(self, index: int) -> bool:
        """Cut where a subject with a verb of its own follows: "closed, and the fund opened".

        Behind a date no determiner is needed: "closed on 3 May and contracts will be awarded".
        """
        behind = index + 1
        named = self._is_named(behind) or self._is_counted(behind)
        if not self._follows_verb(index) or not (
            named or self._tokens.at(behind) in _BEGIN_SUBJECT
        ):
            return False
        at = bisect_left(self._begins, behind)
        least = behind + (not named)
        if at == len(self._begins) or not least < self._begins[at] <= behind + MOST_WORDS:
            return False
        finite = not (self._verbs[at].reduced or self._verbs[at].joined)
        subject = self._lower[behind : self._begins[at]]
        return finite and _PARTS_SUBJECT.isdisjoint(subject) and self._cut_behind(index)

    def _is_counted(self, behind: int) -> bool:
        """Tell whether a number follows a comma and an "and": ", and 85,000 visitors came"."""
        return self._tokens.kind(behind) in ("#", "c") and self._tokens.at(behind - 2) == ","

    def _is_named(self, behind: int) -> bool:
        """Tell whether a noun follows the "and" behind a date, and no date of its own."""
        noun = self._tokens.kinds[behind : behind + 1] in ("n", "j")
        return noun and self._is_dated(behind - 2) and not self._is_dated(behind)

    def cut_at_turn(self, index: int) -> bool:
        """Cut at a semicolon, and at a "while" or "but" that a verb follows."""
        if self._lower[index] == ";" or self._has_verb(index, len(self._lower)):
            own = self._lower[index] == "but" and self._follows_verb(index)
            own = own and self._has_verb(index + 1, index + 2)
            self._cut_behind(index, self._subject or self._own_subject() if own else None)
        return True

    def cut_at_dash(self, index: int) -> bool:
        """Cut at a dash; what follows an aside between dashes goes on with what stood before it."""
        if index <= self._first + self._is_dated(self._first) or self._is_dated(index):
            return False
        resumes = self._has_verb(index + 1, index + 2)
        subject, self._dashed = self._dashed if resumes else None, None
        if subject is None and not self._follows_verb(index):
            self._dashed = stretch(self._start, self._tokens.end(index - 1))
        return self._cut_behind(index, subject)

    def cut_before_verb(self, comma: int) -> bool:
        """Cut at a comma that a verb follows, whose subject stands before it."""
        at = behind_adverbs(self._tokens, comma + 1)
        if not self._has_verb(at, at + 1) or comma <= self._first:
            return False
        subject, self._opened = self._opened, None
        opened = None
        if subject is None:
            aside = self._subject_before_aside(comma)
            subject = aside or self._subject_of_list(comma) or self._explained_noun(comma)
            if aside is None and not self._follows_verb(comma):
                opened = stretch(self._start, self._tokens.end(comma - 1))
        self._cut_behind(comma, subject)
        self._opened = opened
        return True

    def cut_after_opening(self, comma: int) -> bool:
        """Cut at the comma that ends an opening clause: "When the mill closed, workers left"."""
        return (
            self._tokens.at(self._first) in _OPENERS
            and self._follows_verb(comma)
            and self._has_verb(comma + 1, len(self._lower))
            and self._cut_behind(comma)
        )

    def cut_before_and(self, comma: int) -> bool:
        """Cut behind a comma and "and" that part two statements."""
        return (
            self._tokens.at(comma + 1) in ("and", "or")
            and self._follows_verb(comma)
            and self._has_verb(comma + 2, len(self._lower))
            and not self._has_verb(comma + 2, comma + 3)
            and self._cut_behind(comma + 1)
        )

    def cut_at_when(self, index: int) -> bool:
        """Cut before what says when or why, where a verb follows before the next mark."""
        lower = self._lower
        if index <= self._first or not self._follows_verb(index) or self._is_dated(index + 1):
            return False
        stop = next((n for n in range(index, len(lower)) if lower[n] in (",", ";")), len(lower))
        if self._has_verb(index, stop) and not self._verbs[bisect_left(self._begins, index)].joined:
            self._cut(self._tokens.starts[index])
            self._first, self._opened = index, None
        return True

    def cut_at_that(self, index: int) -> bool:
        """Cut behind the "that" of what is said; one without a verb behind it begins no clause."""
        before = self._tokens.at(self._before_date(index))
        if before in SAYING:
            if self._has_verb(index, len(self._lower)):
                self._cut_behind(index)
            return True
        return before == "," or not self._has_verb(index + 1, index + 2)

    def cut_at_relative(self, index: int) -> bool:
        """Cut behind a relative pronoun, whose noun stands before it."""
        lower = self._lower
        if not index or not self._has_verb(index, len(lower)):
            return False
        word, comma = lower[index], lower[index - 1] == ","
        find = person_before if word == "who" else noun_before
        noun = find(self._tokens, self._before_own_date(index - comma))
        if word == "which" and comma and noun is not None:
            noun = self._object_before(index - 1) or self._plain_subject(index - 1, noun) or noun
        leads = lower[index - 1] in verb_groups.PREPOSITIONS or word in ("where", "whose")
        if comma and not self._follows_verb(index):
            self._opened = stretch(self._start, self._tokens.end(index - 2))
        self._cut(self._tokens.end(index), None if leads else noun)
        self._first = index + 1
        return True

    # ------------------------------------------------------------ subjects that stand outside

    def _own_subject(self) -> Span | None:
        """Return the subject of the first verb of the open clause."""
        verb = self._verbs[bisect_left(self._begins, self._first)]
        return _subject_of(self._sentence, self._start, verb.start)

    def _object_before(self, comma: int) -> Span | None:
        """Return what stands between the last verb of the open clause and its comma."""
        lower, begins = self._lower, self._begins
        last = bisect_left(begins, comma) - 1
        low = self._verbs[last].last + 1 if last >= 0 and begins[last] >= self._first else comma
        low += low < comma and lower[low] in verb_groups.DETERMINERS
        stop = comma
        if self._is_dated(comma - 1):
            stop -= 1 + (lower[comma - 2] in verb_groups.PREPOSITIONS)
        if not 0 < stop - low <= MOST_WORDS or "," in lower[low:stop]:
            return None
        if any(self._is_dated(at) for at in range(low, stop)):
            return None
        return stretch(self._tokens.starts[low], self._tokens.end(stop - 1))

    def _subject_before_aside(self, comma: int) -> Span | None:
        """Return the subject that an aside between commas parts from its verb."""
        lower, low = self._lower, self._first
        while low < comma and lower[low] in verb_groups.PREPOSITIONS and "," in lower[low:comma]:
            if self._subject_behind_date(low) is not None:
                break
            low = lower.index(",", low) + 1
        behind = self._subject_behind_date(low) or low
        if behind >= comma or "," not in lower[behind:comma] or self._follows_verb(comma):
            return None
        return stretch(self._tokens.starts[low], self._tokens.end(lower.index(",", behind) - 1))

    def _subject_behind_date(self, index: int) -> int | None:
        """Return the number of the word that begins a subject behind a date: "In 1250 the Varn,"."""
        behind = find_behind_date(self._sentence, self._tokens, index - 1)
        opens = behind is not None and _opens_subject(self._tokens, behind)
        return behind if opens else None

    def _plain_subject(self, comma: int, noun: Span, least: int = 1) -> Span | None:
        """Return all of a subject before a comma; none where `least` words of a name end it."""
        tokens, low = self._tokens, self._first
        at = bisect_left(tokens.starts, noun.start)
        named = sum(word[0].isupper() for word in tokens.words[at:comma][:least]) == least
        if named and at > low and tokens.at(at - 1) not in _BEFORE_SITES:
            return None
        led = tokens.at(low) in verb_groups.PREPOSITIONS or self._follows_verb(comma)
        led = led or any(self._is_dated(n) for n in range(low, comma))
        if led or comma - low > MOST_WORDS or "," in self._lower[low:comma]:
            return None
        return stretch(tokens.starts[low], tokens.end(comma - 1))

    def _explained_noun(self, comma: int) -> Span | None:
        """Return the noun that a participle behind a comma is of; none where that may be a place."""
        noun = noun_before(self._tokens, comma)
        if noun is None:
            return None
        before = self._tokens.at(bisect_left(self._tokens.starts, noun.start) - 1)
        return self._plain_subject(comma, noun, 2) or (None if before in _OF_PLACES else noun)

    def _subject_of_list(self, comma: int) -> Span | None:
        """Return the subject of a verb behind a comma that goes on with those of the open clause.

        "was founded in 1990, moved", "studied in Tarn, taught, and became", not "in Tarn, led by".
        """
        if not self._follows_verb(comma):
            return None
        lower = self._lower
        verb = self._verbs[bisect_left(self._begins, self._first)]
        far = range(comma + 1, min(comma + _LONGEST, len(lower)))
        last = next((at for at in far if lower[at] == "and"), len(lower))
        goes_on = lower[last - 1 : last] == (",",) and self._has_verb(last + 1, last + 2)
        if not self._is_dated(comma - 1) and (verb.reduced or not goes_on):
            return None
        return self._subject or self._own_subject()


_WAYS: Final[Mapping[str, tuple[Callable[[_Cutter, int], bool], ...]]] = {
    **dict.fromkeys(_WHEN, (_Cutter.cut_at_when,)),
    **dict.fromkeys(("who", "which", "where", "whose"), (_Cutter.cut_at_relative,)),
    "that": (_Cutter.cut_at_that, _Cutter.cut_at_relative),
    ",": (
        _Cutter.turn_at_comma,
        _Cutter.cut_before_verb,
        _Cutter.cut_after_opening,
        _Cutter.cut_before_and,
    ),
    **dict.fromkeys(_DASHES, (_Cutter.cut_at_dash,)),
    **dict.fromkeys(_TURNS, (_Cutter.cut_at_turn,)),
    **dict.fromkeys(_AND, (_Cutter.turn_at_and, _Cutter.begin_another)),
    "but": (_Cutter.turn_at_and, _Cutter.begin_another, _Cutter.cut_at_turn),
}
"""The ways of cutting at a word or mark, in the order in which they are tried."""


def _opens_subject(tokens: Tokens, index: int) -> bool:
    """Tell whether a word can be the first of the subject that follows a date."""
    word = tokens.lower[index]
    return word in verb_groups.DETERMINERS or word in _PRONOUNS or tokens.words[index][0].isupper()


def _subject_of(sentence: Sentence, start: int, verb: int) -> Span | None:
    """Return what stands before the first verb of a clause, without a date that leads it in."""
    text, low = sentence.text, start
    index = bisect_left(sentence.dates, verb, key=lambda date: date.quote.span.start)
    while index > 0 and (span := sentence.dates[index - 1].quote.span).start >= start:
        if text[span.end : verb].strip(" ,\n"):
            low = span.end
            break
        index -= 1
    while low < verb and (text[low].isspace() or text[low] == ","):
        low += 1
    return stretch(low, low + len(text[low:verb].rstrip()))
