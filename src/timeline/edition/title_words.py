"""Tell whether two titles can be those of editions of one publication.

They can where they have a telling word in common: none of time, of numbering, or of what any
document is called. They can also where the whole first part, before a colon or a dash, names one
kind of document ("Winter Forecast: Tailwinds"). Two countries in otherwise equal titles are two
publications.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.reading.dates.timex import MONTHS
from timeline.text import words

_TIMES: Final = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "first half quarter year month week day fiscal financial spring summer autumn fall winter "
    "monday tuesday wednesday thursday friday saturday sunday "
    "one two three four five six seven eight nine ten eleven twelve "
    "edition issue volume vol number no nr part version update updated revised revision "
    "provisional preliminary interim final draft new latest special mid end early late".split()
) | frozenset(MONTHS)
"""Words of when, and of which one of several."""
_BARE: Final = frozenset(
    "report press release news content key point highlight foreword preface executive summary "
    "introduction overview title document note paper statement speech remark address review "
    "annual quarterly monthly weekly daily yearly main general full short text page home index "
    "chapter section annex appendix table contents data figure fact information conclusion "
    "result method methodology background".split()
)
"""Words that say nothing of what a document is, even alone."""
_KINDS: Final = frozenset(
    "bulletin outlook forecast projection yearbook almanac monitor survey sheet factsheet brief "
    "briefing newsletter statistic statistical account indicator trend analysis assessment study "
    "plan programme program strategy circular communique ministry department office agency bureau "
    "board council committee commission service authority minister secretary president governor "
    "government national federal official public country state international world global "
    "regional local communiqué".split()
)
"""Words that name a kind of document, or who issues it, and not which."""
_ROMAN: Final = re.compile(
    r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_FIRST_PART: Final = re.compile(r"\s*:\s|\s[-–—|]\s|\s*—\s*")
# Source: the short English names of the members of the United Nations.
_COUNTRIES: Final = (
    "Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, "
    "Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, "
    "Bolivia, Bosnia, Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, "
    "Cameroon, Canada, Cabo Verde, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia, "
    "Cuba, Cyprus, Czechia, Czech Republic, Denmark, Djibouti, Dominica, Dominican Republic, "
    "Ecuador, Egypt, El Salvador, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, "
    "Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Grenada, Guatemala, Guinea, "
    "Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, "
    "Italy, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, "
    "Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, "
    "Malawi, Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Micronesia, Moldova, "
    "Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, "
    "Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Norway, "
    "Oman, Pakistan, Palau, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland, "
    "Portugal, Qatar, Romania, Russia, Rwanda, Samoa, San Marino, Saudi Arabia, Senegal, Serbia, "
    "Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, "
    "South Africa, South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, "
    "Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Tunisia, Turkey, "
    "Turkmenistan, Tuvalu, Uganda, Ukraine, United Kingdom, Uruguay, Uzbekistan, Vanuatu, "
    "US, UK, Venezuela, Vietnam, Yemen, Zambia, Zimbabwe"
)
_NAMES: Final = frozenset(words(name) for name in _COUNTRIES.split(", "))
_LONGEST_NAME: Final = max(map(len, _NAMES))


def agree(one: str, other: str) -> bool:
    """Tell whether two titles can be those of one publication, apart from dates and numbers.

    A title without a telling word says nothing against any other.
    """
    first, second = telling_words(one), telling_words(other)
    if not first or not second:
        return True
    if name_two_countries(one, other):
        return False
    if first & second:
        return True
    kind = _kind(one)
    return bool(kind) and kind == _kind(other)


def name_two_countries(one: str, other: str) -> bool:
    """Tell whether two titles are equal but for the country that each of them names."""
    (first, rest), (second, left) = _countries(one), _countries(other)
    return bool(rest and first - second and second - first) and rest == left


@lru_cache(maxsize=1_024)
def telling_words(title: str) -> frozenset[str]:
    """Return the words of a title that tell its publication from others."""
    return frozenset(_without(words(title), _TIMES | _BARE | _KINDS))


def _kind(title: str) -> frozenset[str]:
    """Return the first part of a title of two, apart from its time, where it names a kind."""
    first, *rest = _FIRST_PART.split(title, maxsplit=1)
    found = frozenset(_without(words(first), _TIMES))
    return found if rest and found - _BARE else frozenset()


def _without(said: tuple[str, ...], left_out: frozenset[str]) -> list[str]:
    return [
        word
        for word in said
        if word not in left_out
        and not any(map(str.isdigit, word))
        and not _ROMAN.fullmatch(word)
        and not (len(word) == 1 and word.isascii())
    ]


@lru_cache(maxsize=1_024)
def _countries(title: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Return the countries that a title names, and its other telling words."""
    said = words(title)
    found: set[tuple[str, ...]] = set()
    rest: list[str] = []
    at = 0
    while at < len(said):
        names = (said[at : at + size] for size in range(_LONGEST_NAME, 0, -1))
        name = next((each for each in names if each in _NAMES), None)
        if name is None:
            rest.append(said[at])
        else:
            found.add(name)
        at += 1 if name is None else len(name)
    return frozenset(found), frozenset(_without(tuple(rest), _TIMES))
