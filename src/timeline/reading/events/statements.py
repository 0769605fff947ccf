"""What a verb says of its subject, as words that stand alone: the title and the actors come of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from timeline.model import Span
from timeline.reading.dates import resolve
from timeline.reading.events import event_words
from timeline.reading.events.own_clauses import own_clause, plain_subject
from timeline.reading.events.postponements import puts_off
from timeline.reading.events.titles import title_case, title_of
from timeline.reading.language import verb_groups
from timeline.reading.language.actors import after_lead, is_hollow
from timeline.reading.language.parsed_sentence import Clause, ParsedSentence
from timeline.reading.language.sentences import PARTING_COMMA, SAYING
from timeline.reading.language.verb_groups import Predicate


@dataclass(frozen=True, slots=True)
class ClauseStatement:
    """The words of a clause, its title, and the words of its subject."""

    words: str
    title: str
    subject: str

    def with_name(self, name: str) -> ClauseStatement:
        """Return the same said of a name, which the subject stands for."""
        short = _ARTICLE.sub("", " ".join(self.subject.split())).strip(" ,")
        if not self.title.lower().startswith(short.lower()):
            return self
        said = self.title[len(short) :]
        verb = sum(1 for _ in takewhile(_HELPS.__contains__, said.lower().split())) + 1
        title = title_case(name + said, least=len(name.split()) + verb)
        return ClauseStatement(f"{name} {self.words}", title, name)


_HELPS: Final = event_words.OPENS_NO_TITLE
_ARTICLE: Final = re.compile(r"^(?:the|this)\s+", re.IGNORECASE)


def state_clause(
    text: str,
    parsed: ParsedSentence,
    clause: Clause,
    verb: Predicate,
    date: Span,
    *,
    dated: bool = False,
) -> ClauseStatement | None:
    """Return what a verb says, without the date unless `dated`; None where its subject cannot be told.

    Where a date follows the verb, the next verb begins something else: what stands there is left
    out. A verb behind "and" and a participle take their subject from where it stands.
    """
    clause = own_clause(text, clause, verb, date)
    end = _end(text, parsed, clause, verb, date)
    over = _subject_elsewhere(text, parsed, clause, verb, date)
    if over is None:
        if verb.reduced and (
            _leads_in(text, parsed, clause, verb) or not text[clause.start : verb.start].strip()
        ):
            return None
        start = _behind_preposition(text, clause, verb, date)
        end = end if start == clause.start else min(end, max(date.end, verb.end))
        words = text[start:end]
        own = None if dated else (date.start - start, date.end - start)
        subject = _head(text, clause, verb, date)
        if is_hollow(subject):
            return None
        title = title_of(words, verb.end - start, own)
        return ClauseStatement(words, title, after_lead(subject))
    over = plain_subject(text, over, date)
    if is_hollow(over.of(text)):
        return None
    head = over.of(text) + " "
    words = head + text[verb.start : end]
    shift = len(head) - verb.start
    place = (date.start + shift, date.end + shift) if date.start >= verb.start else None
    subject = over.of(text)
    if over.start <= date.start < over.end:
        place = (date.start - over.start, date.end - over.start)
        subject = text[_behind_date(text, over.start, date, over.end) : over.end] or subject
    place = None if dated else place
    return ClauseStatement(words, title_of(words, verb.end + shift, place), after_lead(subject))


def _end(text: str, parsed: ParsedSentence, clause: Clause, verb: Predicate, date: Span) -> int:
    """Return where the words of a verb end: before the next verb, or behind the clause it reports."""
    behind = max(date.end, verb.end)
    following = parsed.behind(behind, clause)
    if parsed.tokens.lower[verb.last] in SAYING and not _is_main(text, date, following):
        that = _ENDS_WITH_THAT.search(text, verb.end, clause.end) is not None
        return _end_of_said(parsed, clause.end) if that else clause.end
    told = parsed.tokens.lower[verb.last] in event_words.TOLD
    if verb.start > date.start or (told and " that " in text[date.end : clause.end]):
        return clause.end
    reduced = verb.reduced or (verb.first == verb.last and parsed.before(verb, clause) is not None)
    adjoins = date.start - verb.end < _ADJOINS
    main = _is_main(text, date, following) or _precedes_verb(parsed, date)
    if adjoins and ((reduced and not verb.joined) or main):
        return date.end
    if reduced and not verb.joined and text[date.end : date.end + 1] == ",":
        return date.end
    if _TURNS.match(text, date.end, clause.end) is not None:
        return date.end
    end = clause.end if following is None else following.start
    if following is not None and _GOES_ON.match(text, date.end, end) is not None:
        return date.end
    if following is not None and (aside := _ASIDE.search(text, date.end, end)) is not None:
        return aside.start()
    comma = None if clause.subject is None else PARTING_COMMA.search(text, behind, end)
    return end if comma is None else comma.start()


def _end_of_said(parsed: ParsedSentence, start: int) -> int:
    """Return where what is said ends, whose first clause may have only nouns: "that cells, yards"."""
    said = parsed.clause_at(start)
    if parsed.behind(said.start, said) is None:
        said = parsed.clause_at(said.end)
    return said.end


def _behind_preposition(text: str, clause: Clause, verb: Predicate, date: Span) -> int:
    """Return where the words of a clause begin: "under the law adopted in 2023," is of the law."""
    aside = text[: verb.start].rstrip().endswith(",")
    leads = 0 < date.start - verb.end < _ADJOINS and (aside or text[date.end : date.end + 1] == ",")
    alone = verb.first == verb.last and not verb.joined
    led = _LEADS_NOUN.match(text, clause.start, verb.start) if leads and alone else None
    return clause.start if led is None else led.end()


_LEADS_NOUN: Final = re.compile(
    r"\s*(?:Under|In|By|With|Through|At|For|From|On)\s+(?=(?:the|an?|its)\s)"
)


def _is_main(text: str, date: Span, following: Predicate | None) -> bool:
    """Tell whether the verb of the clause follows the date of a participle: "built in 1950 fell"."""
    if following is None or following.joined or following.reduced:
        return False
    return not text[date.end : following.start].strip()


def _precedes_verb(parsed: ParsedSentence, date: Span) -> bool:
    """Tell whether a finite verb follows a date: "passed in 2019 and amended in 2021 requires".

    A plain noun there is one that was misread: "formed in 2022 reports in June".
    """
    tokens = parsed.tokens
    at, before = bisect_left(tokens.starts, date.end), bisect_left(tokens.starts, date.start) - 1
    led = tokens.at(before) in verb_groups.PREPOSITIONS
    misread = led and tokens.kind(at) == "n" and tokens.words[at].islower()
    return misread or tokens.kind(at) == "v"


_ASIDE: Final = re.compile(r",\s+(?:with\s[^,]*|(?:the|an?)\s[^,]{2,40})$")
"""What follows a date and is no part of what its verb says: ", the ministry (said)"."""
_GOES_ON: Final = re.compile(r",?\s+(?:and|but)\s+\S")
"""What goes on with another statement behind a date."""
_TURNS: Final = re.compile(r",\s+but\s+\S|\s+and\s+(?:[a-z]+\s+){1,2}(?:in|on)\s+(?:\d|[A-Z])")
"""What goes on with another statement: "became free in 1962 and independent on 3 June 1970"."""
_ENDS_WITH_THAT: Final = re.compile(r"\bthat\s*$")
_ADJOINS: Final = 16
"""How near a date follows the participle that it belongs to ("enacted in late 2019")."""


def _leads_in(text: str, parsed: ParsedSentence, clause: Clause, verb: Predicate) -> bool:
    """Tell whether a participle only leads in what follows it, with a subject that is not found."""
    if parsed.before(verb, clause) is not None:
        return False
    opens = not text[clause.start : verb.start].strip() and "," in text[verb.end : clause.end]
    return opens or parsed.behind(verb.end, clause) is not None


def _subject_elsewhere(
    text: str, parsed: ParsedSentence, clause: Clause, verb: Predicate, date: Span
) -> Span | None:
    """Return the subject of a verb that does not stand at the head of its clause."""
    first = verb
    while _is_joined(parsed, first) and (before := parsed.before(first, clause)) is not None:
        first = before
    if first is not verb:
        own = _subject_elsewhere(text, parsed, clause, first, date)
        start = _behind_date(text, clause.start, date, first.start)
        return own or _between(text, start, _before_adverbs(parsed, first))
    if first.reduced and _only_adverbs(text[clause.start : first.start]):
        return clause.subject or _subject_behind(text, parsed, clause, first, date)
    before = parsed.before(first, clause)
    if (behind := _behind_opening(text, parsed, clause, before, first)) is not None:
        return behind
    says = before is not None and parsed.tokens.lower[before.last] in SAYING - {"found"}
    if before is not None and says and not before.reduced:
        return _between(text, before.end, first.start)
    if before is not None and parsed.modifies(before, first):
        return clause.subject
    if first.first == first.last:
        if (named := _explained(text, parsed, clause, before, first)) is not None:
            return named
        if before is not None:
            return _led_by_participles(text, parsed, clause, first) or parsed.noun_before(
                first.first
            )
    if clause.subject is not None and _only_adverbs(
        _undated(text, clause.start, first.start, date)
    ):
        return clause.subject
    if clause.subject is not None and before is not None and _resumes(parsed, before, first):
        return clause.subject
    return None


def _behind_opening(
    text: str, parsed: ParsedSentence, clause: Clause, before: Predicate | None, verb: Predicate
) -> Span | None:
    """Return the subject behind a participle that opens its clause: "Founded by Ada, the bank was"."""
    if before is None or not before.reduced or text[clause.start : before.start].strip():
        return None
    comma = text.rfind(",", before.end, verb.start)
    if comma < 0 or verb.start - comma > _FAR or verb.reduced:
        return None
    words = parsed.tokens.words[bisect_left(parsed.tokens.starts, comma) + 1 : verb.first]
    opens = bool(words) and (words[0].lower() in verb_groups.DETERMINERS or words[0][0].isupper())
    return _between(text, comma + 1, verb.start) if opens else None


def _explained(
    text: str, parsed: ParsedSentence, clause: Clause, before: Predicate | None, verb: Predicate
) -> Span | None:
    """Return the noun that is said to be what a participle was done to.

    "The Tribunal is a body created in 2011"; "the Chamber, an agency created in 2011".
    """
    if before is None:
        match = _APPOSED.fullmatch(text, clause.start, verb.start)
        led = match is not None and match["noun"].split()[0].lower() in _LEADS_IN
        return None if match is None or led else Span(*match.span("noun"))
    if before.aspect != verb_groups.IS or _A_NOUN.fullmatch(text, before.end, verb.start) is None:
        return None
    return clause.subject or _between(text, clause.start, before.start)


def _led_by_participles(
    text: str, parsed: ParsedSentence, clause: Clause, verb: Predicate
) -> Span | None:
    """Return a subject that participles open: "nominated and elected members with a mandate met"."""
    tokens = parsed.tokens
    first = at = bisect_left(tokens.starts, clause.start)
    while tokens.tags[at] == "VBN" or (at > first and tokens.tags[at] in ("CC", "RB")):
        at += 1
    opens = at > first and tokens.kinds[at] == "n" and at < verb.first
    plain = not any(
        tokens.kinds[n] in "vme" or tokens.lower[n] == "," for n in range(at, verb.first)
    )
    return _between(text, clause.start, verb.start) if opens and plain else None


_A_NOUN: Final = re.compile(
    r"\s+an?\s+(?:(?!of\b|in\b|for\b|with\b|to\b|on\b|by\b)[\w’'-]+\s+){1,5}"
)
_LEADS_IN: Final = verb_groups.PREPOSITIONS | {"after", "before", "following"}
"""What leads a clause in: "After the vote, a new council met" explains nothing."""
_APPOSED: Final = re.compile(rf"(?P<noun>[^,]*[^,\s]),{_A_NOUN.pattern}")


def _is_joined(parsed: ParsedSentence, verb: Predicate) -> bool:
    """Tell whether a verb goes on with the one before: "began in May and expects to end it"."""
    at = verb.first - 1
    while parsed.tokens.at(at) in _ADVERBS:
        at -= 1
    return verb.joined or (not verb.reduced and parsed.tokens.at(at) == "and")


def _before_adverbs(parsed: ParsedSentence, verb: Predicate) -> int:
    """Return where a subject ends that adverbs part from its verb: "the board last met"."""
    tokens, at = parsed.tokens, verb.first
    while at > 0 and tokens.lower[at - 1] in _ADVERBS:
        at -= 1
    return tokens.starts[at]


def _only_adverbs(words: str) -> bool:
    """Tell whether nothing stands before a participle but what says when or how: "first imposed"."""
    return all(word in _ADVERBS or word.endswith("ly") for word in words.lower().split())


_ADVERBS: Final = event_words.BEFORE_PARTICIPLE


def _resumes(parsed: ParsedSentence, before: Predicate, verb: Predicate) -> bool:
    """Tell whether a relative clause ended between two verbs: "that was built in 1990 was widened"."""
    between = parsed.tokens.lower[before.last + 1 : verb.first]
    finite = not (verb.reduced or verb.joined)
    return finite and (not between or between[0] in verb_groups.PREPOSITIONS) and "," not in between


def _undated(text: str, start: int, end: int, date: Span) -> str:
    """Return what stands before a verb besides a date and its preposition."""
    if not start <= date.start < end:
        return text[start:end].strip(" ,\n")
    lead = _PREPOSITION.sub("", text[start : date.start])
    return (lead + text[date.end : end]).strip(" ,\n")


def _head(text: str, clause: Clause, verb: Predicate, date: Span) -> str:
    """Return the words before a verb without a date and the preposition that leads it in."""
    if not clause.start <= date.start < verb.start:
        return text[clause.start : verb.start]
    behind = text[_behind_date(text, clause.start, date, verb.start) : verb.start]
    if behind.strip():
        return behind
    return _PREPOSITION.sub("", text[clause.start : date.start])


_PREPOSITION: Final = re.compile(
    r"\b(?:in|on|by|at|since|during|of|from)\s+(?:the\s+)?$", re.IGNORECASE
)


def _between(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if start < end else None


def _behind_date(text: str, start: int, date: Span, verb: int) -> int:
    """Return where a subject begins that a date leads in."""
    if not start <= date.start < verb:
        return start
    end = date.end
    while end < verb and (text[end].isspace() or text[end] == ","):
        end += 1
    return end


def _subject_behind(
    text: str, parsed: ParsedSentence, clause: Clause, verb: Predicate, date: Span
) -> Span | None:
    """Return the subject that follows a participle: "Founded in 1950, the bank grew"."""
    parting = PARTING_COMMA.search(text, max(date.end, verb.end), clause.end)
    if parting is None:
        return None
    comma = parting.start()
    following = parsed.behind(comma, clause)
    end = following.start if following is not None else _present(parsed, comma, clause.end)
    return _between(text, comma + 1, end) if end is not None and end - comma < _FAR else None


def _present(parsed: ParsedSentence, start: int, end: int) -> int | None:
    """Return where a verb in the present begins that no list holds: "the bank lends to farmers"."""
    tokens = parsed.tokens
    low = bisect_left(tokens.starts, start) + 1
    for index in range(low + 1, min(low + _SUBJECT_WORDS, len(tokens.words) - 1)):
        word, following = tokens.lower[index], tokens.lower[index + 1]
        sings = word.endswith("s") and not tokens.lower[index - 1].endswith("s")
        object_follows = (
            following in verb_groups.PREPOSITIONS or following in verb_groups.DETERMINERS
        )
        if sings and object_follows and tokens.starts[index] < end:
            return tokens.starts[index]
    return None


_SUBJECT_WORDS: Final = 8
_FAR: Final = 100
"""How long a subject is at most, in characters."""
INFINITIVE: Final = re.compile(r"\s+to\s+[a-z]+")


def aspect_of(text: str, verb: Predicate, date: Span) -> str:
    """Return the aspect of a verb with its complement: "committed to invest" is not yet invested.

    A deadline is that of what somebody wants: "promised a bridge by 2025", "set a target by 2025".
    """
    if verb.start > date.start or verb.aspect != verb_groups.PAST:
        return verb.aspect
    infinitive = INFINITIVE.match(text, verb.end) is not None
    by_then = resolve.signal(text, date.start) == "by"
    word = text[verb.start : verb.end].split()[-1].lower()
    if puts_off(text[verb.start : verb.end], text[verb.end : date.start]):
        return verb_groups.POSTPONED
    wanted = word in event_words.PLEDGES or _TARGET.match(text, verb.end)
    if by_then and wanted:
        return verb_groups.PLANNED
    if infinitive and word in event_words.WANTING:
        return verb_groups.WISHED
    return verb_groups.INTENDED if infinitive else verb.aspect


_TARGET: Final = re.compile(
    r"\s+(?:an?|the|its|their)\s+(?:\w+\s+)?(?:target|goal|aim|deadline)s?\b"
)
