"""The place of an amount: where it stands in its sentence and what the amounts before it measure.

A shape of a measure (`timeline.reading.figures.measures`) asks a place and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.found_once import FoundOnce
from timeline.reading.language.parsed_stretch import ParsedStretch, Where
from timeline.reading.language.phrases import complement_end, text_of
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.statements import TaggedStatement
from timeline.reading.quantities.amounts import Amount


@dataclass(frozen=True, slots=True)
class Measure:
    """What an amount measures: the phrase, whose it is, and the whole of a share.

    `group` is the part of the phrase that stands behind the amount (" for men").
    """

    phrase: str
    subject: str | None = None
    whole: str | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An amount before in the sentence with what it measures; `noun` is its counted noun."""

    number: int
    measure: Measure
    kind: str
    unit: str | None
    noun: str = ""
    value: Decimal | None = None

    @property
    def is_unread(self) -> bool:
        """Tell whether nothing but its unit names it."""
        return self.measure.phrase == (self.unit or "number")

    @property
    def base(self) -> str:
        """What it measures, or what changes where it is a change."""
        return self.measure.phrase.removeprefix("change in ")


@dataclass(frozen=True)
class AmountPlace:
    """An amount at its place; `stands` is what a pronoun stands for, from the sentence before."""

    parsed: ParsedStretch
    where: Where
    number: int
    amount: Amount
    kind: str
    told: tuple[Told, ...]
    stands_before: str
    end: int = 0
    """Where the amount ends in the text."""
    stands_in_heading: bool = False
    """Whether what a pronoun stands for is told by the heading alone."""

    @property
    def unit(self) -> str | None:
        return self.amount.quantity.unit

    @FoundOnce
    def is_percent(self) -> bool:
        return self.unit in ("percent", "percentage point")

    @FoundOnce
    def statement(self) -> TaggedStatement:
        return self.parsed.statements[self.where.statement]

    @FoundOnce
    def chunks(self) -> tuple[Chunk, ...]:
        return self.statement.chunks

    @property
    def index(self) -> int:
        """The chunk in which the amount stands, or behind which its bracket opens."""
        return self.where.chunk

    @FoundOnce
    def chunk(self) -> Chunk:
        return self.chunks[self.where.chunk]

    @property
    def verb(self) -> Chunk | None:
        return self.statement.predicate

    @property
    def is_before_verb(self) -> bool:
        verb = self.statement.verb
        return verb is not None and self.index < verb

    @property
    def is_behind_verb(self) -> bool:
        verb = self.statement.verb
        return verb is not None and self.index > verb

    def at(self, index: int) -> Chunk | None:
        """Return a chunk of the statement, None outside it."""
        return self.chunks[index] if 0 <= index < len(self.chunks) else None

    @FoundOnce
    def before(self) -> Chunk | None:
        return self.at(self.index - 1)

    @property
    def before_that(self) -> Chunk | None:
        return self.at(self.index - 2)

    @FoundOnce
    def behind(self) -> Chunk | None:
        return self.at(self.index + 1)

    @FoundOnce
    def preposition(self) -> str:
        """The preposition at once before the amount, empty for none; "a total of" is none."""
        before = self.at(self.index - 3) if self.is_total else self.before
        return before.first if before is not None and before.kind == "P" else ""

    @property
    def is_total(self) -> bool:
        """Tell whether "a total of", "an average of" leads the amount in and says no more."""
        before, that = self.before, self.before_that
        of = before is not None and before.is_preposition("of")
        if not of or that is None or that.kind != "N" or that.amounts:
            return False
        return (
            that.head in _TOTALS and that.first in ("a", "an") and len(that.words) == _WITH_ARTICLE
        )

    @property
    def is_mean(self) -> bool:
        """Tell whether a count has decimals, so that it is a mean: "class size is 21.3 pupils"."""
        quantity = self.amount.quantity
        few = quantity.value < _MEANS_BELOW and quantity.per is None
        return quantity.step < 1 and few

    @property
    def is_sum_alone(self) -> bool:
        """Tell whether nothing but a mark or a conjunction stands before the amount in its clause."""
        return all(chunk.kind in "&,R" for chunk in self.chunks[: self.index])

    @property
    def of_something(self) -> bool:
        """Tell whether "of" and a noun follow the amount."""
        noun = self.at(self.index + 2)
        of = self.behind is not None and self.behind.is_preposition("of")
        return of and noun is not None and noun.kind in "NA"

    @FoundOnce
    def amounts_told(self) -> tuple[Told, ...]:
        """The amounts before it that are no ranks and have a measure."""
        return tuple(each for each in self.told if each.kind != "rank" and each.measure.phrase)

    @property
    def last_told(self) -> Told | None:
        told = self.amounts_told
        return told[-1] if told else None

    @property
    def last_outside_brackets(self) -> Told | None:
        """The last amount before it that stands in no bracket, else the last one."""
        places = self.parsed.places
        told = self.amounts_told
        outside = [e for e in told if e.number in places and places[e.number].aside is None]
        return outside[-1] if outside else self.last_told

    @property
    def stands(self) -> str:
        """What a pronoun stands for: what the amount before measures, here or a sentence ago."""
        for each in reversed(self.amounts_told):
            if each.is_unread:
                return ""
            if each.measure.phrase.startswith("duration"):
                continue
            if len(each.measure.phrase) > 3:
                return each.base.removeprefix("share of ")
        return self.stands_before

    def stands_for(self, statement: TaggedStatement) -> str:
        """Return what the pronoun that is the subject of a clause stands for: told before it."""
        statements, places = self.parsed.statements, self.parsed.places
        at = next((i for i, each in enumerate(statements) if each is statement), 0)
        before = [e for e in self.amounts_told if e.number in places]
        before = [e for e in before if places[e.number].statement < at and not e.is_unread]
        return before[-1].base.removeprefix("share of ") if before else self.stands_before

    @property
    def noun(self) -> str:
        """The noun of the last count before it."""
        named = [each for each in self.told if each.noun]
        least = self.amount.quantity.value
        if self.preposition != "including":
            least /= _FAR_MORE  # nobody counts billions of what there were two of
        named = [each for each in named if each.value is None or each.value >= least]
        return named[-1].noun if named else ""

    def told_in(self, chunks: Sequence[Chunk]) -> list[Told]:
        """Return the amounts before it that stand in chunks."""
        numbers = {number for chunk in chunks for number in chunk.amounts}
        return [each for each in self.told if each.number in numbers and each.measure.phrase]

    def told_in_earlier_statements(self) -> list[Told]:
        places = self.parsed.places
        return [
            each
            for each in self.told
            if each.measure.phrase
            and each.number in places
            and places[each.number].statement < self.where.statement
            and places[each.number].aside is None
        ]

    def text(self, chunks: Sequence[Chunk], *, opening: bool = False) -> str:
        """Return chunks as a noun phrase."""
        return text_of(self.parsed.text, chunks, opening=opening)

    def complement(self, index: int, limit: int | None = None) -> str:
        """Return the noun phrase that begins at a chunk, with what hangs on it."""
        return self.text(self.chunks[index : self.end_of(index, limit)])

    def end_of(self, index: int, limit: int | None = None) -> int:
        verb = self.statement.verb
        if limit is None and verb is not None and index < verb:
            limit = verb
        return complement_end(self.chunks, index, self.statement.relative, limit)

    def governing(self) -> int | None:
        """Return the index of the verb, finite or not, that stands before the amount."""
        hidden = self.statement.relative
        for index in range(self.index - 1, -1, -1):
            kind = self.chunks[index].kind
            if kind in "VG" or (kind in "EI" and index not in hidden):
                return index
        return None

    def words_behind(self, most: int) -> Iterator[str]:
        """Yield the words behind the amount, over brackets and "or" with another amount."""
        at = next(
            (i for i, word in enumerate(self.parsed.words) if word.amount == self.number), None
        )
        if at is None:
            return
        words, other, inside = self.parsed.words, False, False
        for index in range(at + 1, min(at + 8, len(words))):
            word = words[index]
            follows_or = index + 1 < len(words) and words[index + 1].lower == "or"
            inside = word.kind == "(" or (inside and word.kind != ")")
            if inside or word.lower == "or":
                other = True
            elif (word.kind == "#" and other) or word.kind == ")":
                continue
            elif word.kind == ",":
                if not (other or follows_or):
                    return
            else:
                yield word.lower
                most -= 1
                if not most:
                    return

    def with_particle(self, form: str) -> str:
        """Return a form of the verb before the amount with its particle: "handed out"."""
        before = self.word_before()
        if self.is_total:
            start = self.chunks[self.index - 2].words[0].start
            before = next((w.lower for w in reversed(self.parsed.words) if w.start < start), "")
        return f"{form} {before}" if before in figure_words.PARTICLES else form

    def word_before(self) -> str:
        """Return the word at once before the amount."""
        for before, word in zip(
            ("", *(w.lower for w in self.parsed.words)), self.parsed.words, strict=False
        ):
            if word.amount == self.number:
                return before
        return ""


_WITH_ARTICLE: Final = 2
_MEANS_BELOW: Final = 1_000
_FAR_MORE: Final = 1_000_000_000
_TOTALS: Final = ("total", "average", "sum", "amount")
_ABOUT: Final = figure_words.BEHIND_CHANGES


def of_change(place: AmountPlace, chunks: Sequence[Chunk], index: int) -> str:
    """Return what a noun of change at a chunk is of: the phrase behind it, or the noun before it."""
    at = index + 1
    while at + 1 < len(chunks):
        chunk, following = chunks[at], chunks[at + 1]
        if chunk.kind == "P" and following.kind == "N" and _says_how(following):
            at += 2
        elif chunk.is_preposition(*_ABOUT) and _is_thing(following):
            end = complement_end(chunks, at + 1, place.statement.relative)
            return place.text(chunks[at + 1 : end])
        elif chunk.kind == "P" and following.kind in "D#N":
            at += 2
        elif chunk.kind in "D#,R":
            at += 1
        else:
            break
    words = [
        w
        for w in chunks[index].words
        if w.kind in "n+s" or (w.kind == "j" and w.lower not in classes.SIZES)
    ]
    named = [word for word in words[:-1] if word.kind == "n"]
    return place.text([Chunk("N", tuple(words[:-1]))]) if named else ""


def _says_how(chunk: Chunk) -> bool:
    prices = chunk.head == "price" and chunk.first in ("current", "constant")
    return chunk.head in classes.WAYS_OF_MEASURING or prices


def _is_thing(chunk: Chunk) -> bool:
    return chunk.kind == "N" and not chunk.amounts and chunk.head not in classes.TIME_NOUNS


_COMMON: Final = re.compile(
    r"(?:ment|tion|sion|ity|ness|ship|ance|ing|ure|age|put|acy|ance|ence|ade|fall|debt|income|wealth|revenue|GDP)$"
)

"""How nouns of a measure end that open a sentence with a capital ("Unemployment", "Output")."""


def name_of(subject: str) -> str | None:
    """Return a subject that is a name, None for a common noun."""
    found = subject.split()
    capitals = sum(1 for word in found if word[:1].isupper())
    if len(found) == 1 and (is_plural(subject) or _COMMON.search(subject) is not None):
        return None
    if len(found) > 1 and is_plural(found[0]) and found[1] in classes.PREPOSITIONS | {"to", "on"}:
        return None
    return subject if found and capitals * 2 > len(found) and len(found) <= 8 else None


def change_in(phrase: str, measure: Measure | None = None) -> Measure:
    """Return the measure of how far something moved."""
    phrase = phrase.removeprefix("change in ")
    name = f"change in {phrase}" if phrase else ""
    subject = name_of(phrase) if measure is None else measure.subject
    return Measure(name, subject, group="" if measure is None else measure.group)


def about(phrase: str) -> Measure:
    """Return a measure that a subject is named by."""
    return Measure(phrase, name_of(phrase))


def has_parts(name: str) -> bool:
    """Tell whether some of what is named can do something: people and things, and no income."""
    head = re.split(r" (?:of|in|at|by|for|from|on|with|who|that|aged)\b", name, maxsplit=1)[0]
    last = head.rpartition(" ")[2].lower()
    narrowed = any(is_plural(word) for word in head.lower().split())
    return narrowed or last in classes.PEOPLE | classes.PEOPLE_IN_THE_SINGULAR
