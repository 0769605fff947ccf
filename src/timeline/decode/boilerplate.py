"""Mark what a site puts around a document: banners, menus, date lines, link lists, comment forms.

A row is a way in which chrome is written, by the word that it begins with. What is marked stays in
the text and is not read. A row matches a whole passage: a sentence that only begins like chrome
("Share prices rose to 12 dollars.") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from timeline.model import BOILERPLATE as BOILERPLATE
from timeline.model import Passage

_DAY: Final = (
    r"(?:[A-Z][a-z]+day,?~)?(?:[A-Z][a-z]+\.?~\d{1,2},~\d{4}|\d{1,2}~[A-Z][a-z]+\.?~\d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})"
    r"(?:,?~(?:at~)?\d{1,2}:\d\d(?:~?[AaPp]\.?[Mm]\.?)?(?:~[A-Z]{2,4})?)?"
)
# Rows: name, the words it begins with in lower case, the pattern of the whole passage.
_ROWS: Final = (
    ("reading time", "<digits> reading estimated", r"(?:(?:[Ee]stimated~)?[Rr]eading~time:?~)?\d{1,3}~min(?:ute)?s?(?:~read)?"),
    ("pointer sentence", "for more further additional", r"(?:For~)?(?:[Mm]ore|[Ff]urther|[Aa]dditional)~information\b.{0,60}\b(?:is|are|can~be|may~be)~(?:available|found|obtained)\b.*"),
    ("comment form", "leave your post submit required save notify name email add", r"Leave~a~(?:Reply|Comment)\b.{0,60}|Your~email~address~will~not\b.*|(?:Post|Submit|Add)~(?:a~)?[Cc]omment|Required~fields~are~marked\b.*|Save~my~name\b.*|Notify~me~of~(?:new|follow)\b.*|(?:Name|E-?mail)~?\*"),
    ("comments", "<digits> no comments posted filed tags tagged categories category", r"(?:\d{1,5}|No)~(?:[Cc]omments?|[Rr](?:esponses?|eplies)(?:~to\b[^.]{0,80})?)|Comments~(?:are~)?(?:closed|off)\.?|Posted~(?:by|in)\b[^.\d]{0,60}|Filed~under:?[^.]{0,80}|(?:Tags|Tagged|Categor(?:ies|y)):[^.]{0,120}"),
    ("date line", "posted published updated last page date-line", rf"(?:(?:Page~)?[Ll]ast~(?:[Uu]pdated|[Mm]odified|[Rr]eviewed|[Rr]evised|[Cc]hanged|[Ee]dited)|Posted|Published|Updated)~?(?:on|:)?:?~?{_DAY}\.?"),
    ("page number", "page <digits>", r"Page~\d{1,4}(?:~(?:of|/)~\d{1,4})?|\d{1,4}~-"),
    ("copyright", "copyright © (c) all powered designed hosted built <theme> |", r"(?:Copyright~(?:©|\([cC]\)|by\b|\d{4}|[A-Z])|©|\([cC]\)~).{0,300}|All~rights~reserved\b.{0,200}|\|?~?(?:Powered|Designed|Hosted|Built)~by\b.{0,60}|\|?~?\w+~by~.{0,40}\b[Tt]hemes?\b.{0,10}"),
    ("official banner", "an here's here’s official a secure share", r"An~official~website~of\b.{0,120}|Here.s~how~you~know.{0,20}|Official~websites~use~\S+.{0,100}|A~\.\w{2,8}~website~belongs\b.{0,120}|Secure~\.\w{2,8}~websites~use\b.{0,80}|A~lock~\(.{0,120}|Share~sensitive~information~only\b.{0,80}"),
    ("archive banner", "you this the note external archived information", r"You~are~viewing:?~.{0,200}|(?:This~is|The~page~you~are~viewing~is)~(?:an~)?archived?\b.{0,200}|Archived~[Cc]ontent\b.{0,200}|This~(?:page|site|content)~(?:has~been~(?:archived|moved)|is~no~longer~(?:updated|maintained))\b.{0,200}|(?:NOTE:~)?Content~in~this~archive\b.{0,200}|NOTE:~Content\b.{0,200}|External~links~to~other~Internet~sites\b.*|Information~released~online~(?:from|between|prior|before)\b.{0,120}|The~Wayback~Machine\b.{0,200}"),
    ("cookies", "we this by accept cookie cookies", r"(?:We|This~(?:web)?site)~uses?~cookies\b.*|By~(?:continuing|using)\b.{0,60}\b(?:cookies|terms~of~use|site)\b.*|Accept~(?:all~)?[Cc]ookies|Cookies?~(?:[Pp]olicy|[Ss]ettings|[Pp]references)"),
    ("browser", "please javascript your loading", r"(?:Please~enable~)?Java[Ss]cript\b.{0,100}\b(?:enabled?|required|disabled)\b.{0,60}|Please~(?:enable|upgrade)\b.{0,80}|Your~browser~(?:does~not|is)\b.{0,100}|Loading(?:…|\.\.\.)?"),
    ("navigation", "skip menu search toggle back close home main jump go next previous older newer read view see show", r"Skip~to~(?:main~)?(?:content|navigation)\b.{0,40}|(?:Main~)?[Mm]enu|Search(?:~(?:this|the)~site|~form|…|\.\.\.)?|Toggle~[a-z]+|(?:Back|Jump|Go)~to~(?:[Tt]op|main|home|content|results)\b.{0,20}|Close|Home(?:~page)?|(?:Next|Previous|Older|Newer)~(?:[Aa]rticle|[Pp]age|[Pp]osts?|[Ee]ntry)|(?:Read|View|See|Show)~(?:[Mm]ore|[Aa]ll)(?:…|\.\.\.|~[›»>→])?"),
    ("service links", "privacy terms accessibility sitemap site foia no contact about sign subscribe follow connect newsletter log login register disclaimer careers help download", r"Privacy(?:~(?:[Pp]olicy|[Nn]otice|[Ss]tatement|&~[Tt]erms))?|Terms~(?:of~(?:[Uu]se|[Ss]ervice)|(?:and|&)~[Cc]onditions)|Accessibility(?:~[Ss]tatement)?|Site~?[Mm]ap|FOIA|No~FEAR~Act(?:~\w+)?|(?:Contact|About)~[Uu]s|Sign~(?:in|up)(?:~for\b[^.\d]{0,50})?|Subscribe(?:~(?:to|now|for)\b[^.\d]{0,50})?|(?:Follow|Connect~with)~[Uu]s(?:~on\b[^.\d]{0,40})?|Newsletter|Log~?[Ii]n|Login|Register|Disclaimer|Careers|Help|Download~(?:the~)?(?:PDF|as~PDF|full~(?:text|report))\b.{0,20}"),
    ("share links", "share tweet print e-mail email facebook twitter linkedin whatsapp copy", r"(?:Share|Tweet|Print|E-?mail|Facebook|Twitter|LinkedIn|WhatsApp)(?:~(?:this|on|via|to)~(?:a~)?(?:[Aa]rticle|[Pp]age|[Pp]ost|[Ss]tory|[Ff]riend|Facebook|Twitter|LinkedIn|WhatsApp|X|[Ee]-?mail|social~media))?|Copy~link"),
    ("picture credit", "photo image picture credit", r"(?:Photo|Image|Picture)~(?:[Cc]redit|by|courtesy)\b[^.]{0,80}\.?|(?:Photo|Image|Credit):[^.]{0,80}\.?"),
    ("address of a page", "<link>", r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+"),
)  # fmt: skip
_LISTS: Final = re.compile(
    r"(?:Related|Recent|Popular|Latest|Most~(?:read|popular|viewed))(?:~(?:[Aa]rticles?|[Pp]osts?|[Cc]ontent|[Ll]inks?|[Nn]ews|[Ss]tories"
    r"|[Pp]ages?|[Cc]omments?|[Rr]eleases))?:?|You~(?:may|might)~also~like:?|External~[Ll]inks:?|See~[Aa]lso:?|Further~[Rr]eading:?"
    r"|Archives:?|Categories:?|In~[Tt]his~[Ss]ection:?|On~[Tt]his~[Pp]age:?|Quick~[Ll]inks:?|Useful~[Ll]inks:?|Share~[Tt]his:?|Tags:?".replace(
        "~", r"\s+"
    )
)
"""Headings above lists of links, which are chrome to the next heading or sentence."""
_MENU: Final = re.compile(
    r"(?:Home|Main|Start|Menu)(?:\s*[|>»›/·•]\s*[A-Z][\w&’' -]{1,40}){1,8}"
    r"|(?:[A-Z][\w&’' -]{1,24}\s*[|·•]\s*){2,12}[A-Z][\w&’' -]{1,24}"
)
"""A line of links: a path from the home page, or words between bars."""
_ANNOUNCES_LINKS: Final = re.compile(r"(?:listed|links|sources|resources)\b[^.]{0,30}:$", re.DOTALL)
_LONGEST: Final = 400
"""No chrome of one passage is longer, in characters, but a pointer and its like."""


def _spaced(pattern: str) -> str:
    """Return a pattern with its gaps: "~" is one between two words, "~?" one that may be none."""
    return pattern.replace("~?", r"\s*").replace("~", r"\s+")


_FIRST: Final = {
    word: tuple(row for row in _ROWS if word in row[1].split())
    for _, words, _ in _ROWS
    for word in words.split()
}
"""The rows that can match what begins with a word; most texts need none of their patterns."""


@lru_cache(maxsize=len(_ROWS))
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_spaced(pattern), re.DOTALL)


_DATE_ALONE: Final = re.compile(_spaced(_DAY))


def marked(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages with chrome marked as boilerplate.

    A list that follows a sentence or heading announcing links is chrome to its end, and so is a
    date that stands alone above the title. A heading that is chrome heads nothing.
    """
    result: list[Passage] = []
    in_links = False
    headings: set[str] = set()
    for passage in passages:
        text = passage.quote.text
        chrome = _is_chrome(text)
        if passage.kind == "heading":
            if not result and _DATE_ALONE.fullmatch(text):
                chrome = True
            in_links = _LISTS.fullmatch(text) is not None
            chrome = chrome or in_links
        elif in_links and (passage.kind == "item" or text[-1] not in ".!?"):
            chrome = True
        else:
            in_links = chrome and _ANNOUNCES_LINKS.search(text) is not None
        if chrome and passage.kind == "heading":
            headings.add(" ".join(text.split()))
        if headings.intersection(passage.path):
            path = tuple(name for name in passage.path if name not in headings)
            passage = replace(passage, path=path)
        result.append(replace(passage, kind=BOILERPLATE) if chrome else passage)
    return tuple(result)


def _is_chrome(text: str) -> bool:
    if len(text) > _LONGEST and not text.startswith(("For ", "More ", "External ")):
        return False
    rows = (row for key in _keys(text) for row in _FIRST[key])
    if any(_compiled(pattern).fullmatch(text) for _, _, pattern in rows):
        return True
    return ("|" in text or "·" in text or text.startswith("Home")) and bool(_MENU.fullmatch(text))


def _keys(text: str) -> Iterator[str]:
    """Yield the keys of the rows that can match a text."""
    first = text.split(None, 1)[0].lower().rstrip(":*,")
    if first in _FIRST:
        yield first
    if first[:1].isdigit():
        yield "<digits>"
    if "://" in first or "@" in first or first.startswith("www."):
        yield "<link>"
    if "heme" in text:
        yield "<theme>"
