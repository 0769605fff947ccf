"""The plain form of a word, and the participles of a verb."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from timeline.reading.language import measure_words as classes

_IRREGULAR: Final = dict(
    pair.split(":")
    for pair in """rose:rise risen:rise rising:rise fell:fall fallen:fall grew:grow grown:grow
    shrank:shrink shrunk:shrink was:be were:be is:be are:be been:be being:be am:be had:have has:have
    having:have made:make making:make spent:spend stood:stand held:hold took:take taken:take lost:lose
    gave:give given:give became:become began:begin begun:begin paid:pay met:meet led:lead went:go
    gone:go came:come built:build brought:bring said:say saw:see seen:see sent:send sold:sell
    bought:buy kept:keep got:get wrote:write written:write won:win slid:slide sank:sink sunk:sink
    hit:hit cut:cut cutting:cut set:set setting:set dropped:drop dropping:drop dealt:deal fed:feed
    taught:teach caught:catch fled:flee drove:drive driven:drive chose:choose chosen:choose drank:drink
    ate:eat ran:run running:run knew:know known:know felt:feel found:find thought:think left:leave
    wore:wear spoke:speak broke:break broken:break struck:strike shot:shoot dipped:dip slipped:slip
    slipping:slip totalled:total totaled:total totalling:total totaling:total lent:lend put:put
    spread:spread does:do did:do done:do living:live lived:live using:use used:use dying:die died:die
    leaving:leave owed:owe owing:owe starting:start goes:go heard:hear told:tell laid:lay sought:seek born:bear shown:show drew:draw drawn:draw
    threw:throw flew:fly withdrew:withdraw withdrawn:withdraw sat:sit shut:shut understood:understand
    overcame:overcome undertook:undertake undertaken:undertake underwent:undergo rebuilt:rebuild
    swam:swim won:win dug:dig hid:hide hidden:hide lay:lie stole:steal stolen:steal
    fought:fight froze:freeze frozen:freeze forgot:forget hung:hang meant:mean rode:ride ridden:ride
    sang:sing sung:sing shook:shake shaken:shake slept:sleep swept:sweep tore:tear torn:tear woke:wake
    withheld:withhold withstood:withstand arose:arise arisen:arise bound:bind bent:bend
    lit:light rang:ring swore:swear sworn:swear""".split()
)
_KNOWN: Final = (
    classes.CHANGE_VERBS
    | classes.LEVEL_VERBS
    | frozenset(classes.SPENDING_VERBS)
    | frozenset(
        """contribute donate allocate purchase receive serve examine save generate distribute produce
    complete hire care vaccinate immunize immunise consume dispense release exchange manage change
    arrange increase argue evacuate relocate locate resettle settle displace use provide close move
    create describe include please issue inaugurate launch execute dedicate state chair make come double
    decline ease reduce decrease narrow measure estimate value schedule endorse supply handle fine bathe
    leave live die give take drive arrive""".split()
    )
)
_SHORT: Final = re.compile(r"[^aeiou]{0,3}[aeiou][^aeiouwxy]")
"""A stem of one short syllable: it would have doubled its consonant ("stopped"), had it no "e"."""
_ENDINGS_WITH_E: Final = (
    "c", "v", "u", "dg", "rg", "eas", "clos", "rat", "lat", "cat", "nat", "iz", "dors", "quir", "vid", "leg",
)  # fmt: skip
_PEOPLE: Final = {"people": "people", "persons": "people", "men": "man", "women": "woman", "children": "child"}  # fmt: skip


@lru_cache(maxsize=32_768)
def lemma(word: str) -> str:
    """Return the plain form of a verb or noun, in lower case ("rose": rise, "adults": adult)."""
    word = word.lower()
    known = _IRREGULAR.get(word) or _prefixed(word, _IRREGULAR)
    if known is not None:
        return known
    if word.endswith("eed"):
        return word[:-1] if word[:-1] in _ENDING_IN_EE else word
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return _stem(word[: -len(ending)])
    return singular(word)


def _prefixed(word: str, forms: Mapping[str, str]) -> str | None:
    """Return the form of a verb that has letters before one with a known form."""
    for letters in _BEFORE_STEMS:
        form = forms.get(word[len(letters) :]) if word.startswith(letters) else None
        if form is not None and len(word) >= len(letters) + 3:
            return letters + form
    return None


def _stem(base: str) -> str:
    doubled = base[:-1]
    if base[-1:] == base[-2:-1] and doubled in _DOUBLED:
        return doubled
    if base + "e" in _KNOWN or base.endswith(_ENDINGS_WITH_E) or _SHORT.fullmatch(base):
        return base + "e"
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls":
        return base[:-1]
    return base[:-1] + "y" if base.endswith("i") else base


def singular(word: str) -> str:
    """Return a lower-case noun or verb form without its "s"."""
    if word in _PEOPLE:
        return _PEOPLE[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_PARTICIPLES: Final = dict(
    pair.split(":")
    for pair in """make:made spend:spent hold:held take:taken give:given pay:paid meet:met lead:led
    build:built bring:brought see:seen send:sent sell:sold buy:bought keep:kept get:got write:written
    win:won lend:lent put:put cut:cut hit:hit set:set leave:left deal:dealt feed:fed teach:taught
    catch:caught lose:lost grow:grown begin:begun find:found go:gone run:run flee:fled come:come
    tell:told hear:heard lay:laid seek:sought bear:born show:shown draw:drawn throw:thrown
    withdraw:withdrawn understand:understood overcome:overcome undertake:undertaken undergo:undergone
    rebuild:rebuilt sink:sunk drink:drunk drive:driven choose:chosen break:broken speak:spoken
    know:known eat:eaten wear:worn think:thought shrink:shrunk rise:risen fall:fallen become:become
    stand:stood hide:hidden strike:struck shoot:shot spread:spread say:said feel:felt steal:stolen
    fight:fought freeze:frozen forget:forgotten hang:hung mean:meant ride:ridden sing:sung shake:shaken
    sleep:slept sweep:swept tear:torn wake:woken withhold:withheld withstand:withstood arise:arisen
    bind:bound bend:bent light:lit ring:rung swear:sworn read:read cost:cost split:split beat:beaten
    breed:bred forgive:forgiven forbid:forbidden forego:foregone""".split()
)
_DOUBLED: Final = frozenset(
    """run get set cut put hit win begin plan ship stop drop slip dip rob swim occur refer prefer
    remit transfer defer confer infer incur recur commit admit permit submit omit emit equip control
    patrol enrol fulfil instal compel expel propel level travel equal total signal rival channel tunnel cancel label model fuel tag scan
    trim grab ban map tap tip top cap wrap trap strip step rip clip flip trip chip log jog beg
    hug plug dig quit fit spot plot shut""".split()
)
_ENDING_IN_EE: Final = ("agree", "disagree", "free", "guarantee", "decree")
_BEFORE_STEMS: Final = ("re", "over", "under", "out", "fore", "mis")
"""Letters before a verb that is bent as without them: "repaid", "oversold"."""


@lru_cache(maxsize=8_192)
def participle(word: str) -> str:
    """Return the past participle of a verb form ("provides": provided, "took": taken)."""
    plain = lemma(word)
    known = _PARTICIPLES.get(plain) or _prefixed(plain, _PARTICIPLES)
    if known is not None:
        return known
    if word.endswith("ed") and not word.endswith("eed"):
        return word
    if plain.endswith("e"):
        return plain + "d"
    if plain.endswith("y") and plain[-2:-1] not in ("a", "e", "o"):
        return plain[:-1] + "ied"
    return plain + (plain[-1] if plain in _DOUBLED else "") + "ed"


@lru_cache(maxsize=8_192)
def gerund(word: str) -> str:
    """Return the form in -ing of a verb form ("started": starting, "live": living)."""
    if word.endswith("ing") and len(word) > 4:
        return word
    plain = lemma(word)
    if plain.endswith("ie"):
        return plain[:-2] + "ying"
    if plain.endswith("e") and not plain.endswith("ee") and plain != "be":
        return plain[:-1] + "ing"
    return plain + (plain[-1] if plain in _DOUBLED else "") + "ing"
