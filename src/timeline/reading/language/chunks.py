"""The chunks of a sentence: its words grouped by patterns over their kinds.

    N noun phrase   # amount alone   V finite verbs   E participle   G form in -ing  I infinitive
    P preposition   S subordinator   W relative       & conjunction  A adjective or number
    R adverb        D date           , ; ( ) marks

Whether a past form is the verb of its clause or says more of a noun is settled behind the first
pass, by the verbs around it: "sales made online increased to 14%".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from timeline.reading.language import measure_words as classes
from timeline.reading.language.lemmas import lemma
from timeline.reading.language.tagged_words import Word

_NOUN_PHRASE: Final = re.compile(
    r"(?:r{1,4}(?=d?\#))?d{0,2}(?:r(?=j)|j|c|\#|s|\+|(?<!n)[eg](?=[jn\#c])|n&(?=j?n)|j&(?=jn)|n|(?<=n),(?=n\+|n&n\+))*"
    r"n(?:c(?![nji]))?[aR]*|d{0,2}p|da+|d+\#?j*|(?<=d)j+|r{1,4}\#"
)
_VERB_GROUP: Final = re.compile(r"(?:r*(?:m|v|e|g|t(?=r*v)))+r*(?:jt(?=v)(?:v|e)+)?")
_SINGLE: Final = {
    "i": "P", "t": "P", "c": "A", "j": "A", "r": "R", "R": "R", "a": "A", "d": "R", "w": "W", "s": "R",
    "+": "&", ".": ";", "e": "E", "g": "G", "n": "N", "m": "R", "v": "R", "p": "N",
}  # fmt: skip
_TOLD: Final = classes.CHANGE_VERBS | classes.LEVEL_VERBS | classes.SHARE_VERBS
"""Verbs that state an amount."""
_PARTS: Final = frozenset(",;SW")
LONGEST: Final = 40
"""Words that a chunk has at most."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A group of words; `head` is the plain form of the noun, `verb` that of the last verb.

    `amounts` are the numbers of the amounts that stand in it, `verbs` its verbs; `aside` holds the
    chunks of a bracket behind it.
    """

    kind: str
    words: tuple[Word, ...]
    head: str = ""
    verb: str = ""
    verbs: tuple[Word, ...] = ()
    amounts: tuple[int, ...] = ()
    aside: tuple[Chunk, ...] = ()

    @property
    def first(self) -> str:
        """The first word, in lower case."""
        return self.words[0].lower

    @property
    def last(self) -> str:
        """The last word, in lower case."""
        return self.words[-1].lower

    @property
    def is_passive(self) -> bool:
        """Tell whether a verb group is passive: a form of "be" before a participle."""
        return (
            len(self.verbs) > 1
            and lemma(self.verbs[-2].text) == "be"
            and self.verbs[-1].kind == "e"
        )

    def is_preposition(self, *words: str) -> bool:
        """Tell whether this is a preposition, one of these where some are given."""
        return self.kind == "P" and (not words or self.first in words)


def chunks_of(words: Sequence[Word]) -> list[Chunk]:
    """Return the chunks of the words of a sentence."""
    chunks = list(_first_pass(words))
    _join_parted_groups(chunks)
    _settle_saying(chunks)
    _settle_lone_participles(chunks)
    _settle_verbs_behind_participles(chunks)
    _settle_second_verbs(chunks)
    _settle_subordinators(chunks)
    _settle_only_participle(chunks)
    return chunks


def _first_pass(words: Sequence[Word]) -> Iterator[Chunk]:
    kinds = [word.kind for word in words]
    letters = "".join(kinds)
    at = 0
    while at < len(kinds):
        end, kind = _verb_group(letters, at)
        if not kind:
            end, kind = _noun_phrase(letters, at)
        if not kind:
            yield _chunk(_SINGLE.get(letters[at], letters[at]), words[at : at + 1], letters[at])
            at += 1
            continue
        kind, size = _trimmed(kind, words[at:end], words[end : end + 1], letters, at)
        following = at + size
        if kind == "N" and following < end and words[following].lower in classes.NOUNS_THAT_STATE:
            letters = f"{letters[:following]}v{letters[following + 1 :]}"
        yield _chunk(kind, words[at:following], letters[at:following])
        at = following


def _verb_group(letters: str, at: int) -> tuple[int, str]:
    """Return where a verb group that begins here ends, with its kind; empty for none."""
    letter = letters[at]
    if letter not in "mvegtr":
        return at, ""
    if letter in "eg" and _modifies_noun(letters, at):
        return at, ""
    match = _VERB_GROUP.match(letters, at, at + LONGEST)
    if match is None or match.end() == at:
        return at, ""
    group = match[0]
    if "v" in group or "m" in group:
        return match.end(), "I" if group.lstrip("r")[0] == "t" else "V"
    if "e" in group or "g" in group:
        return match.end(), "E" if group.rstrip("r")[-1] == "e" else "G"
    return at, ""


def _modifies_noun(letters: str, at: int) -> bool:
    """Tell whether a participle opens a noun phrase: "Rising prices", "in registered firms"."""
    opens = at == 0 and not (letters[0] == "g" and "," in letters[:10])
    if not opens and (at == 0 or letters[at - 1] not in "dji"):
        return False
    match = _NOUN_PHRASE.match(letters, at, at + LONGEST)
    return match is not None and match.end() - at > 1 and letters[match.end() - 1] == "n"


def _noun_phrase(letters: str, at: int) -> tuple[int, str]:
    match = _NOUN_PHRASE.match(letters, at, at + LONGEST)
    if match is None or match.end() == at:
        return at, ""
    of_date = not match[0].strip("d") and letters[match.end() : match.end() + 1] == "D"
    return (at, "") if of_date else (match.end(), "N")


def _trimmed(
    kind: str, words: Sequence[Word], following: Sequence[Word], letters: str, at: int
) -> tuple[str, int]:
    """Return kind and size of a chunk without what the pattern took too much of."""
    size = len(words)
    if kind == "V":
        return _without_second_verb(words)
    if kind != "N":
        return kind, size
    for index in range(1, size):
        before = words[index - 1]
        timed = before.kind == "n" and lemma(before.text) in classes.TIME_NOUNS
        if words[index].kind == "#" and timed:
            return kind, index
    joint = letters.find("&", at, at + size)
    again = letters[at + size : at + size + 1] == "#" and "#" in letters[max(0, at - LONGEST) : at]
    if joint > at and again:
        return kind, joint - at  # "53% of men and children 48%"
    behind = following[0].lower if following and following[0].kind in "it" else ""
    last = words[-1].lower
    if size == 1:
        states = last in ("accounts", "results", "amounts", "stands")
        follows = at > 0 and letters[at - 1] in "n)"
        return ("V" if states and follows and behind in ("for", "from", "to", "at") else kind), size
    if last in classes.NOUNS_THAT_STATE and behind in ("for", "from", "to", "at", "by"):
        clause = re.split(r"[,;&w(]", letters[max(0, at - LONGEST) : at])[-1]
        if "v" not in clause and "m" not in clause:
            return kind, size - 1
    return kind, size


def _without_second_verb(words: Sequence[Word]) -> tuple[str, int]:
    """Part two finite verbs side by side: "the amount spent | grew"."""
    verbs = [i for i, word in enumerate(words) if word.kind in "ve"]
    if len(verbs) > 1:
        last, before = words[verbs[-1]], words[verbs[-2]]
        finite = last.tag in ("VBD", "VBZ", "VBP", "VBN") and before.tag in ("VBD", "VBN")
        if finite and lemma(before.text) not in ("be", "have", "do"):
            return "E", verbs[-2] + 1
    groups = [i for i, word in enumerate(words) if word.kind in "veg"]
    last_two = [words[i] for i in groups[-2:]]
    parted = [word.kind for word in last_two] == ["e", "g"] and lemma(last_two[0].text) != "be"
    return "V", groups[-1] if parted else len(words)


def _chunk(kind: str, words: Sequence[Word], letters: str) -> Chunk:
    """Return a chunk with its head or its verbs; `letters` are the settled kinds of its words."""
    settled = tuple(
        word if word.kind == letter else replace(word, kind=letter)
        for word, letter in zip(words, letters, strict=True)
    )
    if kind == "N" and settled[-1].kind == "#" and not any(w.kind in "njp" for w in settled):
        kind = "#"
    head = verb = ""
    verbs: tuple[Word, ...] = ()
    if kind == "N":
        head = _head(settled)
    elif kind in "VEGI":
        verbs = tuple(w for w in settled if w.kind in "vegm")
        verbs = verbs or (settled if kind == "V" else ())
        verb = lemma(verbs[-1].text) if verbs else ""
    elif kind == "P" and settled[0].lower in classes.SUBORDINATORS:
        kind = "S"
    elif kind == "P" and settled[0].lower == "that":
        kind = "W"
    amounts = tuple(w.amount for w in settled if w.amount is not None and w.kind == "#")
    return Chunk(kind, settled, head, verb, verbs, amounts)


def _head(words: Sequence[Word]) -> str:
    for word in reversed(words):
        if word.kind in "np":
            return lemma(word.text.replace("-", " ").split()[-1])
    return "" if any(word.kind == "j" for word in words) else words[0].lower


def _join_parted_groups(chunks: list[Chunk]) -> None:
    """Join a verb group that a date parts: "has thus far contributed"."""
    for at in range(len(chunks) - 2):
        first, between, last = chunks[at : at + 3]
        parted = between.kind in "DR" and first.kind == "V" and last.kind == "E"
        if parted and first.verb in ("have", "be"):
            words, verbs = first.words + last.words, first.verbs + last.verbs
            chunks[at] = Chunk("V", words, "", last.verb, verbs)
            chunks[at + 2] = replace(between, kind="D")


def _states_amount(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether an amount follows a chunk, with a preposition or without."""
    following = chunks[at + 1 : at + 3]
    return (bool(following) and following[0].kind == "#") or (
        len(following) > 1 and following[0].kind == "P" and following[1].kind == "#"
    )


def _settle_saying(chunks: list[Chunk]) -> None:
    """The board reported 30 people died: a verb of saying, and the verb of what is said."""
    for at in range(1, len(chunks) - 2):
        chunk, noun, told = chunks[at : at + 3]
        lone = chunk.kind in "VE" and len(chunk.verbs) == 1 and chunks[at - 1].kind == "N"
        if not lone or chunk.verb not in classes.SAYING_VERBS or noun.kind != "N":
            continue
        finite = told.kind == "V"
        if told.kind == "E" and len(told.verbs) == 1 and noun.amounts:
            object_follows = at + 3 < len(chunks) and chunks[at + 3].kind == "N"
            finite = object_follows or told.verb in classes.INTRANSITIVE_VERBS
        if finite:
            chunks[at] = replace(chunk, kind="V")
            chunks[at + 2] = replace(told, kind="V")


def _settle_lone_participles(chunks: list[Chunk]) -> None:
    """Make a verb of a lone participle that states an amount, where its clause has no other."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "E" or not at or len(chunk.verbs) != 1:
            continue
        follows = _follows_that(chunks, at) or _follows_joined_number(chunks, at)
        if _opens_and_ends(chunks, at):
            chunks[at] = replace(chunk, kind="V")
            continue
        if chunk.verb not in _TOLD and not follows:
            continue
        low = high = at
        while low and chunks[low - 1].kind not in _PARTS and at - low < LONGEST:
            if chunks[low - 1].kind == "&" and chunks[low].kind == "#":
                break
            low -= 1
        while (
            high + 1 < len(chunks) and chunks[high + 1].kind not in ",;SW&" and high - at < LONGEST
        ):
            high += 1
        relative = low and chunks[low - 1].kind == "W" and at - low > 1
        around = chunks[low : high + 1]
        alone = not any(each.kind == "V" for each in around) and any(
            each.kind in "N#" for each in chunks[low:at]
        )
        if (relative and _states_amount(chunks, at)) or alone:
            chunks[at] = replace(chunk, kind="V")


def _opens_and_ends(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a past form makes a short clause: "Some 600 shops opened in 2020, and …"."""
    kinds = "".join(chunk.kind for chunk in chunks[: at + 6])
    return (
        at == 1
        and bool(chunks[0].amounts)
        and kinds[0] == "N"
        and (kinds[2:6] in ("PD,&", "PD;N") or kinds[2:5] == ",&#")
    )


def _follows_joined_number(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether a past form says what so many did: ", and only 1,200 opened"."""
    if at < 2 or chunks[at - 1].kind != "#" or chunks[at - 2].kind not in ",&":
        return False
    behind = chunks[at + 1 : at + 3]
    return not behind or behind[0].kind in ",;D" or [c.kind for c in behind] == ["P", "D"]


def _follows_that(chunks: Sequence[Chunk], at: int) -> bool:
    """Reported that 12,000 refugees arrived: nouns between "that" and a past form."""
    first = at - 1
    while first > 0 and chunks[first].kind in "NP#AR" and at - first < LONGEST:
        first -= 1
    said = first > 0 and chunks[first - 1].kind in "VED"
    return first < at - 1 and chunks[first].first == "that" and said


def _settle_verbs_behind_participles(chunks: list[Chunk]) -> None:
    """Sales made online increased to 14%: the first past form is the participle."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "E" or chunk.verb not in _TOLD or len(chunk.verbs) != 1:
            continue
        if not _states_amount(chunks, at):
            continue
        first = at - 1
        while first > 0 and chunks[first].kind in "RPN" and at - first < LONGEST:
            first -= 1
        past = first > 0 and _is_lone_past(chunks, first) and chunks[first - 1].kind == "N"
        if past and chunks[first].verb not in classes.CHANGE_VERBS:
            chunks[first] = replace(chunks[first], kind="E")
            chunks[at] = replace(chunk, kind="V")


def _is_lone_past(chunks: Sequence[Chunk], at: int) -> bool:
    chunk = chunks[at]
    past = chunk.kind == "V" and len(chunk.verbs) == 1 and chunk.verbs[0].tag in ("VBD", "VBN")
    return past and chunk.verb not in ("be", "have")


def _settle_second_verbs(chunks: list[Chunk]) -> None:
    """Make participles of past forms behind or before the verb of their clause."""
    seen = False
    for at, chunk in enumerate(chunks):
        if chunk.kind in ",;SW&(":
            seen = False
        if chunk.kind != "V":
            continue
        lone = at > 0 and _is_lone_past(chunks, at) and chunks[at - 1].kind == "N"
        if at > 1 and chunks[at - 2].kind == "V" and chunks[at - 2].verb in classes.SAYING_VERBS:
            lone = False
        if seen and lone:
            if not (chunk.verb in _TOLD and _states_amount(chunks, at)):
                chunks[at] = replace(chunk, kind="E")
        elif lone and _verb_follows(chunks, at):
            chunks[at] = replace(chunk, kind="E")
        else:
            seen = True


def _verb_follows(chunks: Sequence[Chunk], at: int) -> bool:
    """Tell whether the verb of the clause stands behind a past form that says more of a noun."""
    following = chunks[at + 1 : at + 8]
    if len(following) > 1 and following[0].kind == "N" and following[1].kind == "V":
        return chunks[at].verb not in classes.HELPING_VERBS | classes.SAYING_VERBS
    if not following or following[0].kind not in "PRD":
        return False
    for chunk in chunks[at + 1 : at + LONGEST]:
        if chunk.kind in ",;SW&":
            return False
        if chunk.kind == "V":
            return any(each.kind == "V" for each in following)
    return False


def _settle_subordinators(chunks: list[Chunk]) -> None:
    """Make prepositions of subordinators without a verb: "since 2011", "as a percentage"."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "S":
            continue
        for each in chunks[at + 1 : at + LONGEST]:
            if each.kind == "V":
                break
            if each.kind in (",;SW" if chunk.first in classes.CLAUSE_LEADS else ",;S#W"):
                chunks[at] = replace(chunk, kind="P")
                break
        else:
            chunks[at] = replace(chunk, kind="P")


def _settle_only_participle(chunks: list[Chunk]) -> None:
    """Make a verb of the first participle of a sentence that has no other."""
    if any(chunk.kind == "V" for chunk in chunks):
        return
    for at, chunk in enumerate(chunks):
        if chunk.kind == "E" and at and chunks[at - 1].kind in "N)" and len(chunk.verbs) == 1:
            chunks[at] = replace(chunk, kind="V")
            return
        if chunk.kind in ",;":
            return
