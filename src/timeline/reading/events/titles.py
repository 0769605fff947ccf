"""Short titles of events, from the words of their clause.

A title reads alone: the clause without its date, brackets and trailing detail, in title case. Its
verb keeps the tense of the text; nothing is put in that the text does not say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import Final

from timeline.reading.events import event_words
from timeline.reading.language import tagger, verb_groups
from timeline.reading.language.actors import BRACKETS, DATELINE, LEAD
from timeline.reading.language.calendar_words import MONTH_NAMES, any_of
from timeline.reading.language.sentences import PARTING_COMMA, SAYING
from timeline.reading.language.verb_forms import BE_PAST, BE_PRESENT, NO_LEVELS, ROLES

MAX_WORDS: Final = 12
_FEWEST: Final = 4
_MOST: Final = 16
"""A title is as long as this where its verb stands late, or it tells what somebody said."""
_SAYS: Final = 2
"""A verb with so many words before its date says enough: what a comma adds behind it can go."""
_WHEN: Final = re.compile(
    r"\s*(?:[Ww]hen|[Aa]fter|[Bb]efore|[Oo]nce|[Aa]lthough|[Tt]hough|[Bb]ecause|[Ww]hile|[Uu]ntil)\s"
)
"""What leads in a clause that ends at the comma behind its date."""
_ALSO: Final = re.compile(
    r",\s(?:[a-z]+ing\b|(?:\d{1,3}|[a-z]+)\s(?:day|week|month|year)s?\s(?:after|before)\b)"
)
_EFFECTIVE: Final = re.compile(
    r",\s(?:(?:with\s)?effect(?:ive)?|(?:less|more)\sthan|just|shortly|soon)\b"
)
"""What says from when something is so that was done on another date, or how near that was."""
_GOES_ON_BEHIND: Final = re.compile(r",\s(?:and|but)\s*$")
"""What joins another statement to a clause that ends with it."""
_THAT: Final = "that"
_CUTS: Final = event_words.TITLE_CUTS
_LONG_HEAD: Final = 12
"""What stands before a verb loses its leading parts where it has more words: the verb must show."""
_LISTS: Final = re.compile(
    r"(?!\s*(?:[A-Z][a-z]+ly|At|In|On|By|During|After|Following|With|For|Under|Despite|Since|As|To)\b)"
    r"(?:[^,]+,\s)+(?:and|or)\s[^,]*$"
)
"""A head of which the commas part the items of a list: "talks among Tarn, Orle, and Venn"."""
_SMALL: Final = event_words.TITLE_SMALL
_DATE_LEAD: Final = re.compile(
    r"(?:\b(?:with\s+effect\s+from|[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|to|(?:(?:[Hh]alf|[Mm]id|[Pp]art)way\s+)?[Tt]hrough|[Dd]uring|of|[Ff]rom|for|[Bb]etween|[Aa]s\s+of"
    r"|[Aa]round|(?:no|not)\s+later\s+than|[Cc]irca|ca?\.)\s+(?:about\s+|around\s+)?)?(?:the\s+)?"
    r"(?:(?:end|start|beginning|middle|close|eve|week|night|morning|evening|course|(?:first|second|latter)\s+(?:half|part))"
    r"\s+of\s+(?:the\s+)?)?(?:year\s+)?$"
)
_DETAIL: Final = re.compile(
    r",[”\"’]?\s|;|\s[–—]\s|\s(?:that|which|who|where|when|unless|if|whether|including|such\s+as|in\s+order\s+to)\s"
    r"|\s(?:[a-z0-9]+\s(?:day|week|month|year)s?\s)?(?:later|earlier|sooner)\sthan\s(?:planned|expected|scheduled)\b"
    r"|\s(?:ahead\sof|behind)\s(?:schedule|plan)\b"
)
"""What says more than a title tells."""
_TRAILING: Final = event_words.TITLE_SMALL | event_words.TITLE_ENDS
_SAID: Final = re.compile(r"\s+that\b")
_PARTICLE: Final = re.compile(r"\s(?P<word>in|on|up|off|out|over|down)\s*")
"""What belongs to a verb before the preposition of its date: "was sworn in on 3 May"."""
_TOLD: Final = re.compile(r"\s+(?:[^\s,;]+\s+){1,8}?that\b")
"""Behind a verb of telling, whom it tells: "told the committee that"."""
_MANNER: Final = re.compile(
    r"\s(?:by|with)\s(?:a\s)?(?:majority|vote|margin)\sof\s\d+(?:[–-]\d+|\s(?:votes?\s)?to\s\d+)"
    r"|\s[a-z0-9]+\s(?:day|week|month|year)s?\s(?:early|late|(?:later|earlier|sooner)\sthan\s(?:planned|expected|scheduled)|(?:ahead\sof|behind)\s(?:schedule|plan|time))\b"
)
"""How a vote was won, or how early something was, which a title can go without."""
_PLANNED_THEN: Final = re.compile(
    r"(?<=[a-z])\s(?:planned|scheduled)\s(?=(?:was|were|has|have|had|will|would)\s)"
)
"""What is left of a plan whose date was taken out: "the meeting planned was cancelled"."""
_ASIDE: Final = re.compile(r"(?<!\s)\s+[–—]\s.{0,300}?\s[–—]\s", re.DOTALL)
_OPENING: Final = re.compile(
    r"^[\s,]*(?:With|Through|Under|Despite|Following|In|During|By|After|For|At|Within|Over|Amid|Upon"
    r"|According\sto|As\spart\sof|(?:[A-Z][a-z]+ly\s)?To|(?:The\s)?(?:First|Second|Third|Last|Only))\s[^,]{2,70},\s+(?=\S)",
    re.IGNORECASE,
)
_OWN_MONTH: Final = re.compile(rf"(?:In|On)\s(?:{any_of(MONTH_NAMES)})\s")
"""A date that a verb has already: "In March the board found" tells of no other year."""
_IS_SO_CALLED: Final = re.compile(
    r"^(?P<noun>[^,]{2,60}),\san?\s[^,]{2,60},\s+(?!and\b|or\b)"
    r"|^(?!\s*[A-Z][a-z]+ly\b)(?P<led>\s*(?!(?:In|On|At|By|With|For|During|After|Under|Despite|As|From|To)\s)[^,]{2,60}),\s"
    r"(?:after|before|while|with|in|under|despite|at|as)\s[^,]{2,90},\s+"
    r"(?!(?:and|or|the|an?|its|their|this|these)\b|[A-Z])"
)
"""What explains the first noun, between commas: "The Mamluks, a military caste, took control"."""
_ADVERB: Final = re.compile(r"^[A-Z][a-z]+ly,\s+(?=\S)")
_RUN_IN: Final = re.compile(
    r"^\s*(?:[A-Z][^:.,;]{2,60}:\s+(?=[A-Z])|[^:.]{0,40}\b[Nn]ote\s?[:–—-]+\s*)"
)
"""A heading before the sentence that it leads in: "Background: The port was opened in 1901"."""
_OPENER: Final = re.compile(r"\s*(?:At|In|On|During|After|Following|With|By)\s[^,]{1,70}$")
"""What leads in a date before a comma: "At its meeting ending on 6 November 2024,"."""
_PARTS_SUBJECT: Final = re.compile(r",|\S\s+(?:the|an?|its|their)\s")
"""What parts an opening with its date from the subject behind it."""
_COPULA: Final = re.compile(r"\s(?:is|are|was|were|will\s+be)[\s.,;:]{0,4}$")
_WORD: Final = re.compile(r"\S+")
_LONGEST_TAIL: Final = 1_000
"""Characters behind a verb in which the end of a title is looked for."""


def title_of(clause: str, predicate: int, date: tuple[int, int] | None) -> str:
    """Return the title of a clause; `predicate` is where its verb group ends within it.

    `date`, [start, end) within the clause, is taken out with its preposition, brackets go, and
    what follows the first comma behind the verb is left to the quote.
    """
    head, tail, particle = _take_out_date(clause, predicate, date)
    head = _IS_SO_CALLED.sub(_first_noun, _ASIDE.sub(" ", BRACKETS.sub("", head)))
    if not _is_list(head):
        while len(head.split()) > _LONG_HEAD and (comma := PARTING_COMMA.search(head)):
            head = head[comma.end() :]
    tail = _MANNER.sub("", BRACKETS.sub("", tail[: 2 * _LONGEST_TAIL]))
    verb = "".join(head.split()[-1:]).lower()
    saying = _SAID if verb in SAYING else _TOLD if verb in event_words.TOLD else None
    cut = _find_detail(tail, None if saying is None else saying.match(tail))
    words = head + (tail[: cut.start()] if cut else tail)
    words = _unquote(" ".join(words.split()))
    words = _PLANNED_THEN.sub(" ", words)
    for opening in (DATELINE, _RUN_IN, _ADVERB, _OPENING):
        words = opening.sub("", words)
    title, least = _COPULA.sub("", LEAD.sub("", words)).rstrip(" .,;:"), len(head.split())
    if particle and title.endswith(f" {particle}"):
        title = title_case(title.removesuffix(particle), least=least)
        return f"{title} {particle.capitalize()}"
    return title_case(title, least=least)


def _take_out_date(
    clause: str, predicate: int, date: tuple[int, int] | None
) -> tuple[str, str, str]:
    """Return a clause up to its verb and behind it, without its date and the date's preposition.

    The third is the small word that the date parts from its verb, empty without one.
    """
    head, tail = clause[:predicate], clause[predicate:]
    if date is None or date[0] < 0:
        return head, tail, ""
    start, end = date
    lead = _DATE_LEAD.search(clause, max(0, start - 32), start)
    start = lead.start() if lead else start
    particle = _PARTICLE.fullmatch(clause, predicate, start) if lead else None
    end += clause[end : end + 1] == ","
    quoted = clause[end : end + 1] in ("”", '"')
    ends = (
        quoted
        or _ALSO.match(clause, end - 1) is not None
        or _EFFECTIVE.match(clause, end - 1) is not None
        or _GOES_ON_BEHIND.match(clause, end - 1) is not None
        or (clause[end - 1 : end] == "," and _says_enough(clause, predicate, start))
    )
    if end <= predicate:
        opens = _PARTS_SUBJECT.match(clause, end - 1) and _OPENER.match(clause, 0, start)
        head = f"{'' if opens else clause[:start]} {clause[end:predicate]}"
    elif start >= predicate:
        tail = f"{clause[predicate:start]}{', ' if ends else ' '}{clause[end + quoted :]}"
    else:
        head, tail = clause[:start], clause[end:]
    return head, tail, particle["word"] if particle else ""


def _first_noun(match: re.Match[str]) -> str:
    return f"{match['noun'] or match['led']} "


def _is_list(head: str) -> bool:
    """Tell whether the commas of a head part the items of a list, and no statements."""
    if _LISTS.match(head) is None:
        return False
    tags = tagger.tags_of([word.strip(",") or word for word in head.split()])
    listed = tags[: len(head.rpartition(",")[0].split())]
    return ("TO", "VB") not in pairwise(tags) and not any(tag in _FINITE for tag in listed)


def _find_detail(tail: str, said: re.Match[str] | None) -> re.Match[str] | None:
    """Return what says more than a title tells, behind a verb.

    A comma between adjectives parts nothing ("a final, signed report"), nor does one in a list
    before the verb of what is said ("reported that cells, yards and kitchens were dirty").
    """
    tail = tail[:_LONGEST_TAIL]
    words = [*_WORD.finditer(tail)]
    tags = tagger.tags_of([word[0].strip(",;:.") or word[0] for word in words])
    starts = [word.start() for word in words]
    for found in _DETAIL.finditer(tail, said.end() if said else 1):
        at = bisect_left(starts, found.end()) - 1
        comma = "," in found[0]
        if comma and tags[at : at + 1] == ["JJ"] and _goes_on(tags[at + 1 : at + 3]):
            continue
        first = bisect_left(starts, said.end()) if said else 0
        if comma and said and not any(tag in _FINITE for tag in tags[first : at + 1]):
            continue
        return found
    return None


def _goes_on(tags: list[str]) -> bool:
    """Tell whether an adjective, a noun or a participle with its noun follows a comma."""
    return tags[:1] in (["JJ"], ["NN"]) or (tags[:1] == ["VBN"] and tags[1:] in (["NN"], ["NNS"]))


_FINITE: Final = ("VBD", "VBZ", "VBP", "MD")


def _says_enough(clause: str, predicate: int, date: int) -> bool:
    """Tell whether a verb needs nothing behind the comma of its date: "when the board met in May,"."""
    return _WHEN.match(clause) is not None or len(clause[predicate:date].split()) >= _SAYS


def reads_alone(title: str) -> bool:
    """Tell whether a title says of whom it tells, in two words: "Occupied by Tarn" does not."""
    first, _, rest = title.partition(" ")
    if _ABSOLUTE.search(title) is not None:
        return False
    if _ENDS_WITH_PRONOUN.search(title) is not None or title.startswith("According to "):
        return False
    if not rest or first.lower() in _AUXILIARIES or _OWN_MONTH.match(title) is not None:
        return False
    led = rest.split()[0].lower() in verb_groups.PREPOSITIONS
    return not (led and tagger.tags_of([first.lower(), *rest.split()])[0] == "VBN")


def drop_pronoun(title: str) -> str:
    """Return a title without the pronoun of whoever publishes: "Opened an Office", "To Publish It".

    It stays where too little would be left.
    """
    match = _OPENS_WITH_PRONOUN.match(title)
    if match is None:
        return title
    rest = title[match.end() :]
    ahead = "To " if match["will"] else ""
    return ahead + rest if reads_alone(rest) else title


_OPENS_WITH_PRONOUN: Final = re.compile(
    r"(?:I|We)\s+(?:(?:Also|Then|Later|First|Now)\s+)?"
    r"(?:(?P<will>Will)\s+|(?:Have|Has|Had|Was|Were)\s+(?:Been\s+)?)?"
)
_ABSOLUTE: Final = re.compile(r"\s(?:Having|Being)\s")
"""What tells beside a sentence, without a verb of its own: "the First Having Taken Place"."""
_ENDS_WITH_PRONOUN: Final = re.compile(r"\S\s(?:I|It|They|He|She|We)\s\S+$")
"""What only says more of a noun: "Measures It Took"."""


_AUXILIARIES: Final = event_words.OPENS_NO_TITLE


def title_case(words: str, *, least: int = 0) -> str:
    """Return words in title case, not ending in a function word.

    More than `MAX_WORDS` are cut where a phrase ends, but not among the `least` first, which have
    the verb.
    """
    parts = _cut_at_phrase(_WORD.findall(words), least)
    if parts[-1:] == ["per"]:
        parts = parts[:-2]  # "unchanged at 3.75 per"
    while parts and (_ends_open(parts[-1]) or _is_left_day(parts)) and not _is_over(parts):
        parts.pop()
    if _is_over(parts):
        parts = [*parts[:-1], parts[-1].capitalize()]
    cased = [
        part if index and part.lower() in _SMALL else _FIRST_LETTER.sub(_upper, part, count=1)
        for index, part in enumerate(parts)
    ]
    return _unquote(_hollow(" ".join(cased)).strip(" ,;:.–—("))


_FIRST_LETTER: Final = re.compile(r"^[“\"‘]?\w")


def _upper(match: re.Match[str]) -> str:
    return match[0].upper()


def _unquote(title: str) -> str:
    """Return a title without the quotation mark that a cut leaves open."""
    if title.count("“") != title.count("”"):
        return title.replace("“", "").replace("”", "")
    return title[1:] if title[:1] == '"' and title.count('"') == 1 else title


def _cut_at_phrase(parts: list[str], least: int) -> list[str]:
    """Return the longest run of whole phrases that is short enough, behind the verb."""
    if len(parts) <= MAX_WORDS:
        return parts
    parts = parts[: _MOST + 1]
    tags = tagger.tags_of([part.strip(",;:.") or part for part in parts])
    first = max(least + 1, _FEWEST, _behind_said_verb(parts, tags))
    for most in (MAX_WORDS, _MOST):
        most = _MOST if _THAT in parts[:MAX_WORDS] else most
        for loose in (False, True):
            for at in range(min(most, len(parts) - 1), first - 1, -1):
                if _ends_phrase(parts, tags, at, loose=loose):
                    return parts[:at]
    return parts[:_MOST]


def _behind_said_verb(parts: list[str], tags: list[str]) -> int:
    """Return which word follows the verb of what is said: "reported that wards and cells were full"."""
    if _THAT not in parts[:MAX_WORDS]:
        return 0
    said = range(parts.index(_THAT) + 1, len(tags) - 1)
    verb = next((at for at in said if tags[at] in _FINITE), -1)
    while 0 <= verb < len(tags) - 1 and tags[verb + 1] in ("VB", "VBD", "VBN", "RB"):
        verb += 1
    return verb + 1


def _ends_phrase(parts: list[str], tags: list[str], at: int, *, loose: bool) -> bool:
    """Tell whether a phrase ends before a word: a noun, and what can go without; `loose` any other.

    A name goes on behind "of" and "and": "the Bureau of Mines", "the Rivers and Dams Act".
    """
    named = at + 1 < len(parts) and parts[at + 1][0].isupper() and tags[at] in ("CC", "IN")
    goes_on = named and (parts[at] not in _CUTS - {"and"} or _is_of_text(parts, at))
    is_so = tags[at - 1] == "JJ" and ROLES.get(parts[at - 2].lower()) in (BE_PAST, BE_PRESENT)
    if not (tags[at - 1].startswith("NN") or is_so) or goes_on:
        return False
    if tags[at] == "TO":
        return loose and tags[at + 1 : at + 2] == ["VB"]
    return parts[at].lower() in _CUTS or (loose and tags[at] in _OPEN_PHRASE)


_OPEN_PHRASE: Final = ("IN", "CC", "VBG", "VBN", "WDT", "WP", "WRB")


def _is_of_text(parts: list[str], at: int) -> bool:
    """Tell whether a word stands within the name of a text: "the Law on Inland Ports"."""
    return parts[at] in ("on", "for", "against") and parts[at - 1] in event_words.NAMED_THINGS


def _ends_open(word: str) -> bool:
    """Tell whether a word cannot be the last of a title: a mark, or one that leads something in."""
    bare = word.strip(",;:.").lower()
    return not bare or bare in _TRAILING


def _is_over(parts: list[str]) -> bool:
    """Tell whether a small word at the end belongs to its verb: "declared over", "fell through"."""
    if len(parts) < 2:
        return False
    over = parts[-1] == "over" and parts[-2].endswith(("ed", "en"))
    return over or (parts[-2].lower(), parts[-1]) in NO_LEVELS


def _is_left_day(parts: list[str]) -> bool:
    """Tell whether words end with a day whose month was taken out: "met on 6"."""
    return len(parts) > 1 and parts[-1].strip(",").isdigit() and parts[-2].lower() in ("on", "and")


def _hollow(title: str) -> str:
    """Return a title without the bracket that a date taken out leaves open or empty."""
    if title.count("(") == title.count(")"):
        return title.replace("()", "").replace("( )", "")
    return title.replace("(", "").replace(")", "")
