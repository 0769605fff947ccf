"""The chunks of a sentence parted into clauses, each with its kind, and brackets taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk

REACH: Final = 60

"""How many chunks ahead a verb is looked for."""


def with_asides(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks outside brackets, each with those of the bracket behind it."""
    flat: list[Chunk] = []
    asides: dict[int, list[Chunk]] = {}
    depth, last = 0, -1
    for at, chunk in enumerate(chunks):
        if chunk.kind == "(":
            depth += 1
            stray = bool(flat) and flat[-1].kind == "," and bool(chunks[at + 1 : at + 2])
            if stray and chunks[at + 1].amounts:
                flat.pop()  # "by 3 tonnes, (20%) to 12"
        elif chunk.kind == ")":
            depth = max(0, depth - 1)
        elif depth:
            if last >= 0:
                asides.setdefault(last, []).append(chunk)
        else:
            flat.append(chunk)
            if chunk.kind not in ",;":
                last = len(flat) - 1
    for index, inside in asides.items():
        flat[index] = replace(flat[index], aside=tuple(inside))
    return flat


def has_verb(chunks: Sequence[Chunk]) -> bool:
    """Tell whether a finite verb stands among chunks."""
    return any(chunk.kind == "V" for chunk in chunks)


def _verb_ahead(chunks: Sequence[Chunk], first: int, stops: str) -> bool:
    for chunk in chunks[first : first + REACH]:
        if chunk.kind in stops:
            return False
        if chunk.kind == "V":
            return True
    return False


class _Parting:
    """The chunks of a sentence, parted one after the other; what is gathered has one kind."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks
        self.parts: list[tuple[str, tuple[Chunk, ...]]] = []
        self.gathered: list[Chunk] = []
        self.kind = "main"

    def close(self, kind: str) -> None:
        """End what is gathered; what comes is of a kind."""
        if self.gathered:
            self.parts.append((self.kind, tuple(self.gathered)))
        self.gathered, self.kind = [], kind

    def at(self, index: int) -> Chunk | None:
        return self.chunks[index] if index < len(self.chunks) else None

    def step(self, index: int) -> int:
        """Gather or part at a chunk; return the index of the next one."""
        for way in (_at_stop, _at_comparison, _at_clause, _at_conjunction, _at_comma):
            after = way(self, index)
            if after is not None:
                return after
        self.gathered.append(self.chunks[index])
        return index + 1


def parted(chunks: Sequence[Chunk]) -> Iterator[tuple[str, tuple[Chunk, ...]]]:
    parting = _Parting(chunks)
    index = 0
    while index < len(chunks):
        index = parting.step(index)
    parting.close("")
    yield from parting.parts


def _at_stop(parting: _Parting, index: int) -> int | None:
    if parting.chunks[index].kind != ";":
        return None
    parting.close("main")
    return index + 1


def _at_comparison(parting: _Parting, index: int) -> int | None:
    """Compared with …, following …, up from …"""
    chunk, following = parting.chunks[index], parting.at(index + 1)
    compares = chunk.is_preposition(*classes.COMPARISON_LEADS)
    opens = not parting.parts and not any(each.kind in "VN#" for each in parting.gathered)
    if compares and opens:
        comma = next(
            (
                i
                for i in range(index, min(index + REACH, len(parting.chunks)))
                if parting.chunks[i].kind == ","
            ),
            None,
        )
        if comma is not None and has_verb(parting.chunks[comma : comma + REACH]):
            parting.gathered = []
            return comma + 1
    against = chunk.is_preposition("against") and following is not None and following.kind == "#"
    if compares or against or (chunk.kind == "E" and chunk.verb == "follow"):
        parting.close("comparison")
        parting.gathered.append(chunk)
        return index + 1
    moves = chunk.kind in "RP" and chunk.first in ("up", "down")
    if moves and following is not None and following.first in ("from", "on", "by"):
        parting.close("comparison")
        return index + 1
    return None


def _at_clause(parting: _Parting, index: int) -> int | None:
    """Said that …; while …"""
    chunk, gathered = parting.chunks[index], parting.gathered
    more = parting.at(index + 1) is not None
    said = any(each.kind == "V" and each.verb in classes.SAYING_VERBS for each in gathered)
    leads = bool(gathered) and (gathered[-1].kind in "VA" or (said and gathered[-1].kind == "D"))
    leads = leads or _tells_somebody(gathered)
    if chunk.kind == "W" and chunk.first == "that" and leads and more:
        parting.close("main")
        return index + 1
    says = bool(gathered) and gathered[-1].kind == "V" and gathered[-1].verb in classes.SAYING_VERBS
    if says and chunk.kind == "N" and _verb_ahead(parting.chunks, index + 1, ",;SW&"):
        parting.close("main")
        parting.gathered.append(chunk)
        return index + 1
    told = not gathered or any(each.kind in "VGE#" for each in gathered)
    opposed = parting.kind == "apposition" and chunk.first in ("while", "whereas", "although")
    if chunk.kind == "S" and (told or opposed):
        parting.close("when" if chunk.first == "since" else "sub")
        return index + 1
    return None


def _tells_somebody(gathered: Sequence[Chunk]) -> bool:
    """Tell whether a clause ends with who is told what follows: "told the council that"."""
    verb = next((at for at in range(len(gathered) - 1, 0, -1) if gathered[at].kind == "V"), 0)
    behind = gathered[verb + 1 :]
    kinds = "".join(chunk.kind for chunk in behind)
    tells = gathered[verb].verb in classes.TELLING_VERBS if gathered else False
    return tells and kinds in ("N", "NPD", "ND") and not behind[0].amounts


def _at_conjunction(parting: _Parting, index: int) -> int | None:
    """… and fell; … and imports fell"""
    chunk, following = parting.chunks[index], parting.at(index + 1)
    if chunk.kind != "&" or following is None:
        return None
    verb = has_verb(parting.gathered)
    aside = parting.kind in ("comparison", "participle", "apposition") and not verb
    if aside and following.kind == "N" and _verb_ahead(parting.chunks, index + 1, ",;SW#"):
        parting.close("main")
        return index + 1
    if verb and following.kind == "V":
        parting.close("coordinate")
        return index + 1
    if verb and following.kind in "N#P" and _verb_ahead(parting.chunks, index + 1, ",;SW"):
        parting.close("main")
        return index + 1
    return None


def _at_comma(parting: _Parting, index: int) -> int | None:
    chunk, following = parting.chunks[index], parting.at(index + 1)
    if chunk.kind != "," or following is None:
        return None
    third = parting.at(index + 2)
    verb = has_verb(parting.gathered)
    if following.is_preposition("of") and third is not None and third.kind == "W":
        parting.close("of which")
        return index + 3
    if following.kind == "#" and _is_of_which(parting, index + 2):
        parting.close("of which")
        parting.gathered.append(following)
        return index + 4
    earlier = parting.parts[-1] if parting.parts else None
    open_main = earlier is not None and earlier[0] == "main" and not has_verb(earlier[1])
    if following.kind == "V" and verb and open_main:
        parting.close("resume")
        return index + 1
    if following.kind == "W":
        subject = "" if third is None or third.kind != "N" else third.first
        place = following.first == "where" and subject not in classes.PRONOUNS
        timed = bool(subject) and (following.first == "when" or place)
        parting.close("when" if timed else "which")
        return index + 2
    kind = _kind_behind_comma(following, third) if verb else ""
    if kind:
        parting.close(kind)
        return index + 1
    against = following.is_preposition("against") and third is not None and third.kind == "#"
    if following.is_preposition(*classes.COMPARISON_LEADS) or against:
        return index + 1
    if verb and following.kind == "&":
        after = _at_conjunction(parting, index + 1)
        return index + 1 if after is not None and not parting.gathered else None
    return _at_next_clause(parting, index, following) if verb and following.kind in "N#" else None


def _at_next_clause(parting: _Parting, index: int, following: Chunk) -> int | None:
    """…, imports fell; a clause that opens the sentence ends at its first comma."""
    gathered = parting.gathered
    of_whole = gathered[0].is_preposition("of") and len(gathered) > 1
    first = not any(each.kind == "," for each in gathered)
    if of_whole and first and gathered[1].amounts:
        return None
    opens = not parting.parts and parting.kind in ("sub", "when")
    stops = ",;SW" if opens else ",;SW&"  # "Since it began, N and N have …"
    if not _verb_ahead(parting.chunks, index + 1, stops):
        return None
    parting.close("main")
    return index + 1


def _is_of_which(parting: _Parting, index: int) -> bool:
    """Tell whether "of which" or "of whom" stands at a chunk: "staff, 18 percent of whom are new"."""
    leads, which = parting.at(index), parting.at(index + 1)
    return (
        leads is not None and leads.is_preposition("of") and which is not None and which.kind == "W"
    )


def _kind_behind_comma(following: Chunk, third: Chunk | None) -> str:
    """Return the kind of what a comma parts from a clause with a verb, empty for the same."""
    if following.kind in "GE":
        return "participle"
    stated = third is not None and (third.kind == "#" or bool(third.amounts))
    led = third is not None and following.first == "with"
    if following.is_preposition("with", "including", "of") and (stated or led):
        return "participle"
    if following.kind != "N":
        return ""
    determined = following.head in classes.HOLLOW_NOUNS and following.words[0].kind == "d"
    return "apposition" if following.head in classes.CHANGE_NOUNS or determined else ""
