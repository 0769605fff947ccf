"""The chunks of a sentence: its words grouped by patterns over their kinds.

    N noun phrase   # amount alone   V finite verbs   E participle   G form in -ing  I infinitive
    P preposition   S subordinator   W relative       & conjunction  A adjective or number
    R adverb        D date           , ; ( ) marks

Whether a past form is the verb of its clause or says more of a noun is settled afterwards, in
`timeline.reading.language.finite_verbs`.
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


def grouped(words: Sequence[Word]) -> Iterator[Chunk]:
    """Yield the chunks of words, before its past forms are settled."""
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
    opens = at == 0 and not (letters[0] == "g" and "," in letters[:10].partition("v")[0])
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
    said = [word.lower for word in words[:3]]
    if size > 2 and words[0].kind == "#" and said[1] in _TURNS and said[2] in classes.TIME_NOUNS:
        return kind, 1  # "brought in $640 million last season"
    for index in range(1, size):
        before = words[index - 1]
        timed = before.kind == "n" and lemma(before.text) in classes.TIME_NOUNS
        if words[index].kind == "#" and timed:
            return kind, index
    joint = letters.find("&", at, at + size)
    leads = int(bool(following) and following[0].lower == "for")
    again = (
        letters.startswith("#", at + size + leads)
        and "#" in letters[max(0, at - LONGEST) : max(at, joint)]
    )
    if joint > at and again:
        return kind, joint - at  # "53% of men and children 48%"
    behind = following[0].lower if following and following[0].kind in "it" else ""
    last = words[-1].lower
    if size == 1:
        states = last in ("accounts", "results", "amount", "amounts", "stands")
        follows = at > 0 and letters[at - 1] in "n)D"
        return ("V" if states and follows and behind in ("for", "from", "to", "at") else kind), size
    if last in classes.NOUNS_THAT_STATE and behind in ("for", "from", "to", "at", "by"):
        clause = re.split(r"[,;&w(]", letters[max(0, at - LONGEST) : at])[-1]
        if "v" not in clause and "m" not in clause:
            return kind, size - 1
    return kind, size


_TURNS: Final = ("last", "this", "next")


def _without_second_verb(words: Sequence[Word]) -> tuple[str, int]:
    """Part two finite verbs side by side: "the amount spent | grew"."""
    verbs = [i for i, word in enumerate(words) if word.kind in "ve"]
    if len(verbs) > 1:
        last, before = words[verbs[-1]], words[verbs[-2]]
        finite = last.tag in ("VBD", "VBZ", "VBP", "VBN") and before.tag in ("VBD", "VBN")
        if finite and lemma(before.text) not in _AUXILIARIES:
            return "E", verbs[-2] + 1
        told, helps = words[verbs[0]], words[verbs[1]]
        reduced = told.tag in ("VBD", "VBN") and lemma(told.text) not in _AUXILIARIES
        if reduced and helps.tag in ("VBD", "VBZ", "VBP") and lemma(helps.text) in _AUXILIARIES:
            return "E", verbs[0] + 1
    groups = [i for i, word in enumerate(words) if word.kind in "veg"]
    last_two = [words[i] for i in groups[-2:]]
    parted = [word.kind for word in last_two] == ["e", "g"] and lemma(last_two[0].text) != "be"
    return "V", groups[-1] if parted else len(words)


_AUXILIARIES: Final = ("be", "have", "do")


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
