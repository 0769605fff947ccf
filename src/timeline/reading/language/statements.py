"""The statements of a sentence: its chunks parted into clauses, each with verb and subject.

Kinds: "main"; "sub" behind a subordinator; "coordinate" where a second verb has the subject of the
first; "comparison" ("compared with …"); "participle" (", accounting for …"); "apposition"
(", an increase of …"); "which" behind a comma. A bracket belongs to the chunk before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from timeline.reading.language import clause_parts, word_classes
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.clause_parts import REACH, has_verb

_FRONTABLE: Final = "PRAEGID"

_FRONT_PLACES: Final = word_classes.BEFORE_PLACES


@dataclass(frozen=True, slots=True)
class TaggedStatement:
    """A clause: `chunks` without what leads it in, the index of its `verb`, its `subject`.

    `main` is the clause before it that a clause without a subject is about, `before` the one that
    stands before it; `place` is the phrase that leads it in and says where ("In Tarn, "); `relative` are the chunks of its relative clauses; `whole` is the group
    that it tells a part of ("Of 300 schools, ", ", of which "). `lead` is the last phrase that leads it in,
    `opening` all that stand before its chunks.
    """

    kind: str
    chunks: tuple[Chunk, ...]
    verb: int | None = None
    subject: tuple[Chunk, ...] = ()
    main: TaggedStatement | None = None
    before: TaggedStatement | None = None
    place: tuple[Chunk, ...] = ()
    lead: tuple[Chunk, ...] = ()
    opening: tuple[Chunk, ...] = ()
    relative: frozenset[int] = frozenset()
    whole: tuple[Chunk, ...] = ()
    of_which: bool = False

    @property
    def predicate(self) -> Chunk | None:
        """The chunk of its verb."""
        return None if self.verb is None else self.chunks[self.verb]

    @property
    def topic(self) -> TaggedStatement | None:
        """The clause whose subject it is about: itself where it has one."""
        own = bool(self.subject) and self.kind in ("main", "sub")
        return self if own else self.main


def statements_of(chunks: Sequence[Chunk]) -> tuple[TaggedStatement, ...]:
    """Return the statements of a sentence, in order."""
    parts = list(clause_parts.parted(clause_parts.with_asides(chunks)))
    found: list[TaggedStatement] = []
    main = lone = None
    for index, (kind, part) in enumerate(parts):
        following = parts[index + 1][0] if index + 1 < len(parts) else ""
        statement = _read(kind, part, following)
        if kind == "resume":
            main = lone or main
        statement = replace(statement, main=main, before=found[-1] if found else None)
        if any(chunk.amounts for chunk in statement.opening):
            found.append(TaggedStatement("lead", statement.opening, main=statement))
        found.append(statement)
        if statement.kind == "main" and statement.verb is None and statement.subject:
            lone = main = statement
        elif statement.kind in ("main", "sub") and statement.subject:
            aside = kind == "when" and main is not None and _goes_on(statement, following)
            main = main if aside or (statement.of_which and lone is not None) else statement
    return tuple(found)


def _goes_on(when: TaggedStatement, following: str) -> bool:
    """Tell whether the clause before a "when" or "since" goes on behind it.

    "fell in 2015, when the bank failed, and reached 9%"; "has grown since the series began, peaking
    at 40"; an amount within the aside can be what a participle tells more of.
    """
    told = any(chunk.amounts for chunk in when.chunks)
    return following == "coordinate" or (following == "participle" and not told)


def _read(kind: str, chunks: tuple[Chunk, ...], following: str) -> TaggedStatement:
    """Return a statement with its verb and subject; `following` is the kind of the next one."""
    of_which = kind == "of which"
    kind = {"of which": "main", "resume": "coordinate", "when": "sub"}.get(kind, kind)
    statement = TaggedStatement(kind, chunks, of_which=of_which)
    if kind in ("main", "sub"):
        statement = _without_lead(statement, following)
    statement = _with_whole(_without_dates(statement))
    if kind == "participle":
        statement = _with_own_subject(statement)
    relative = _relative(statement)
    statement = replace(statement, relative=relative, verb=_verb(statement, relative))
    subject = _subject(statement)
    waits = statement.verb is None and following in ("which", "of which", "comparison")
    nominal = bool(statement.chunks) and statement.chunks[0].kind == "N"
    if statement.kind == "main" and waits and nominal:
        subject = statement.chunks
    return replace(statement, subject=subject)


def _without_lead(statement: TaggedStatement, following: str) -> TaggedStatement:
    """Take what leads a clause in apart from it: "In Tarn, ", "Adjusted for prices, "."""
    chunks, lead, place = statement.chunks, statement.lead, statement.place
    opening: tuple[Chunk, ...] = ()
    while chunks and chunks[0].kind in _FRONTABLE and chunks[0].first != "of":
        pairs = pairwise(chunks[:REACH])
        among = chunks[0].first in ("among", "amongst")
        if among and any(one.kind == "," and other.kind == "#" for one, other in pairs):
            break
        end = next((i for i, chunk in enumerate(chunks) if chunk.kind in ",V"), None)
        pronoun = _pronoun_behind_lead(chunks, end)
        if pronoun:
            place = chunks[:pronoun] if _tells_place(chunks[:pronoun]) else place
            lead, opening, chunks = chunks[:pronoun], opening + chunks[:pronoun], chunks[pronoun:]
            break
        lead = chunks[:end] if end else lead
        if end is None or chunks[end].kind == "V":
            break
        goes_on = following in ("which", "of which") and end + 1 < len(chunks)
        if not has_verb(chunks[end:]) and not goes_on:
            break
        place = chunks[:end] if _tells_place(chunks[:end]) else place
        opening += chunks[:end]
        chunks = chunks[end + 1 :]
    return replace(statement, chunks=chunks, lead=lead, place=place, opening=opening)


def _pronoun_behind_lead(chunks: Sequence[Chunk], end: int | None) -> int:
    """Return where the subject stands at once behind a phrase: "among girls it was 36%".

    It is a pronoun, or begins with an article: "in its 31 audits the court made".
    """
    if end is None or end < 3 or chunks[end].kind != "V" or not chunks[0].is_preposition():
        return 0
    before, subject = chunks[end - 2], chunks[end - 1]
    opens = before.kind in "ND" and subject.words[0].kind == "d"
    return end - 1 if subject.kind == "N" and (subject.first in ("it", "they") or opens) else 0


def _tells_place(lead: Sequence[Chunk]) -> bool:
    if not lead[0].is_preposition(*_FRONT_PLACES) or len(lead) < 2 or lead[1].kind != "N":
        return False
    plain = all(chunk.kind in "NP&" and not chunk.amounts for chunk in lead)
    return plain and lead[1].head not in classes.TIME_NOUNS | classes.LEADING_NOUNS


def _without_dates(statement: TaggedStatement) -> TaggedStatement:
    """Take the date that opens a clause apart from it: "In 2020 exports rose"."""
    chunks = statement.chunks
    while len(chunks) > 3 and chunks[0].kind == "P" and chunks[1].kind == "D":
        if chunks[2].kind not in "N#":
            break
        chunks = chunks[2:]
    led = chunks[:5]
    if [c.kind for c in led] == ["P", "N", "P", "D", "N"] and led[1].last in _WHOLES:
        chunks = chunks[4:]  # "Over the whole of 2023 costs rose"
    return replace(statement, chunks=chunks)


_WHOLES: Final = ("whole", "course", "rest", "remainder", "end", "start", "middle", "beginning")


def _with_whole(statement: TaggedStatement) -> TaggedStatement:
    """Of 300 schools, 40 percent …; Among men, 12% …"""
    chunks = statement.chunks
    if not chunks or not chunks[0].is_preposition("of", "among", "amongst"):
        return statement
    comma = next((i for i, chunk in enumerate(chunks[:REACH]) if chunk.kind == ","), None)
    if not comma or comma + 1 >= len(chunks):
        return statement
    of_amount = bool(chunks[1].amounts) and chunks[0].first == "of"
    if chunks[comma + 1].kind != "#" and not (of_amount and has_verb(chunks[comma:])):
        return statement
    return replace(statement, whole=chunks[1:comma], chunks=chunks[comma + 1 :])


def _with_own_subject(statement: TaggedStatement) -> TaggedStatement:
    """With trade totaling $3 million: a clause of its own."""
    chunks = statement.chunks
    if len(chunks) <= 3 or not chunks[0].is_preposition("with") or chunks[1].kind != "N":
        return statement
    verb = next((i for i in range(2, min(len(chunks), REACH)) if chunks[i].kind == "G"), None)
    if verb is None or any(c.kind not in "NP" or c.amounts for c in chunks[1:verb]):
        return statement
    finite = replace(chunks[verb], kind="V")
    return replace(statement, kind="sub", chunks=(*chunks[1:verb], finite, *chunks[verb + 1 :]))


def _relative(statement: TaggedStatement) -> frozenset[int]:
    """Return the chunks of the relative clauses that say more of a noun of the clause."""
    chunks = statement.chunks
    if statement.kind == "which":
        return frozenset()
    found: set[int] = set()
    index = 1
    while index < len(chunks):
        if chunks[index].kind == "W":
            verbs = [
                i
                for i in range(index + 1, len(chunks))
                if chunks[i].kind == "V" or (i == index + 1 and chunks[i].kind == "E")
            ]
            end = verbs[1] if len(verbs) > 1 else len(chunks)
            found |= set(range(index, end))
            index = end
        else:
            index += 1
    return frozenset(found)


def _verb(statement: TaggedStatement, relative: frozenset[int]) -> int | None:
    chunks = statement.chunks
    for index, chunk in enumerate(chunks):
        if chunk.kind == "V" and index not in relative:
            return index
    if statement.kind in ("main", "sub"):
        for index, chunk in enumerate(chunks):
            if chunk.kind != "E" or index in relative or not index:
                continue
            if chunks[index - 1].kind in "NR" and chunk.verbs[-1].lower.endswith(("ed", "t", "n")):
                stated = chunk.verb in classes.CHANGE_VERBS | classes.LEVEL_VERBS
                follows = index + 1 < len(chunks) and chunks[index + 1].kind in "N#"
                if stated or follows:
                    return index
                break
    return 0 if chunks and chunks[0].kind in "GE" else None


def _is_as_share(chunks: Sequence[Chunk]) -> bool:
    """Tell whether chunks say what a measure is a share of: ", as a percentage of output, "."""
    two = len(chunks) == 2 and chunks[0].first == "as" and chunks[1].kind == "N"
    return two and chunks[1].head in ("percentage", "share", "proportion")


def _subject(statement: TaggedStatement) -> tuple[Chunk, ...]:
    verb, chunks = statement.verb, statement.chunks
    if not verb or chunks[verb].kind not in "VE":
        return ()
    subject = chunks[:verb]
    if subject[-1].kind == "," and len(subject) > 3:
        comma = next(i for i, chunk in enumerate(subject) if chunk.kind == ",")
        joined = any(chunk.kind == "&" for chunk in subject[comma:])
        if 0 < comma < len(subject) - 1 and not joined and subject[0].kind == "N":
            aside = subject[comma + 1].is_preposition("excluding", "including")
            aside = aside or _is_as_share(subject[comma + 1 : comma + 3])
            return subject if aside else subject[:comma]
    return subject
