"""The names of months, days of the week, seasons and holidays, which dates and numbers ask for.

One line of a file in `dates/data` is one name; the patterns of the rules derive from them.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.lexicon import read_lexicon

_FOLDER: Final = "reading/dates/data"
_MONTHS: Final = read_lexicon(f"{_FOLDER}/months.tsv", ("name", "number", "short", "words_too"))
_YES: Final = ("", "yes")
_MONTH_NUMBERS: Final = range(1, 13)
_WEEKDAY_NUMBERS: Final = range(1, 8)
_SEASON_CODES: Final = range(21, 25)
_DAYS: Final = range(1, 32)


def _table(file: str, columns: tuple[str, ...], allowed: range) -> dict[str, int]:
    """Return the numbers of names in lower case; raises LexiconError for one out of range."""
    found: dict[str, int] = {}
    for entry in read_lexicon(f"{_FOLDER}/{file}", columns):
        entry.one_of(columns[1], [str(number) for number in allowed])
        found[entry["name"].lower()] = entry.integer(columns[1])
    return found


def any_of(names: tuple[str, ...]) -> str:
    """Return a pattern for any of the names, in their order."""
    return "|".join(map(re.escape, names))


MONTH_NAMES: Final = tuple(entry["name"] for entry in _MONTHS)
SHORT_MONTHS: Final = tuple(form for entry in _MONTHS for form in entry.words("short"))
SURE_MONTHS: Final = tuple(
    entry["name"] for entry in _MONTHS if entry.one_of("words_too", _YES) != "yes"
)
"""Names of months that are nothing else."""
MONTH_WORDS: Final = tuple(name for name in MONTH_NAMES if name not in SURE_MONTHS)
"""Names of months that are words too."""
MONTHS: Final = {
    form.lower(): int(entry.one_of("number", [str(number) for number in _MONTH_NUMBERS]))
    for entry in _MONTHS
    for form in (entry["name"], *entry.words("short"))
}
"""The numbers of months by their names and abbreviations, in lower case."""
WEEKDAYS: Final = _table("weekdays.tsv", ("name", "number"), _WEEKDAY_NUMBERS)
"""The numbers of days of the week by their names, in lower case; Monday is 1."""
WEEKDAY_NAMES: Final = tuple(name.capitalize() for name in WEEKDAYS)
SEASONS: Final = _table("seasons.tsv", ("name", "code"), _SEASON_CODES)
"""The codes of seasons by their names, in lower case."""
SEASON: Final = (
    "(?:" + "|".join(f"[{name[0].upper()}{name[0]}]{name[1:]}" for name in SEASONS) + ")"
)
"""A pattern for a season, with a capital or without."""
_HOLIDAYS: Final = read_lexicon(f"{_FOLDER}/holidays.tsv", ("name", "month", "day", "weekday"))
HOLIDAYS: Final = {
    entry["name"].lower(): (
        int(entry.one_of("month", [str(number) for number in _MONTH_NUMBERS])),
        int(entry.one_of("day", [str(number) for number in _DAYS])),
        int(entry.one_of("weekday", ["", *(str(number) for number in _WEEKDAY_NUMBERS)]) or 0),
    )
    for entry in _HOLIDAYS
}
"""Month, day and day of the week (0 for any) of holidays by their names, in lower case."""
HOLIDAY_NAMES: Final = tuple(
    sorted((entry["name"] for entry in _HOLIDAYS), key=lambda name: (-len(name), name))
)
"""Names of holidays as printed, the longest first."""
