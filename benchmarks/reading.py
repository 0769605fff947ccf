"""Read a narrative, a report and fields, beside one compiled regular expression on the same texts.

The floor finds years, days, money, percentages and numbers, ignoring case, and makes nothing of
them; reading finds dates, figures and events, places them and says what they are. Printed are
characters a second and the ratio, of the fastest of several rounds in turn. The texts are made here
from a fixed seed. Run: python -m benchmarks.reading
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

from benchmarks.table import Line, tell
from timeline.decode.plain import document
from timeline.model import Imprint
from timeline.reading.extract import read

CHARACTERS = 400_000
ROUNDS = 5
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|million|billion|dozens?|half|first|second|third|fourth|fifth|sixth)"
)
FLOOR = re.compile(
    rf"\b{_MONTH}\b\.?(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?|\b\d{{1,2}}\s+{_MONTH}\s+\d{{4}}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:early|mid|late)[- ](?:1[5-9]|20)\d\d\b"
    r"|\b(?:last|next|this)\s+(?:week|month|year)\b|\b(?:1[5-9]|20)\d\ds?\b"
    r"|[$€£]\s?\d[\d,.]*(?:\s+(?:million|billion|trillion))?"
    r"|\b\d[\d,.]*\s?(?:%|percent\b|per\s+cent\b|(?:million|billion)\b|dollars\b|euros\b|people\b)"
    rf"|\b\d[\d,.]*\b|\b{_WORD}(?:[-\s]{_WORD})*\b(?:\s+(?:percent|people|dollars|years|months|days)\b)?",
    re.IGNORECASE,
)
NARRATIVE = (
    "In {year} the army of {place} crossed the river and took the fort of {other}.",
    "On {day} {month} {year}, the fleet sailed for {place}, where the siege had begun.",
    "The king left {place} in {month}, and his brother held the bridge until the spring.",
    "Two days later the walls fell, and the garrison of {count} men marched out.",
    "The treaty, signed in {place} on {month} {day}, {year}, ended the war of the two crowns.",
    "Few of those who had followed the duke through the hills came back to their farms.",
    "The people of {other} remembered the winter as the hardest of their lives.",
    "Neither side had the means to go on, and both looked to their neighbours for help and money.",
    "The hill towns opened their gates, since no help was to be had from the council of the plain.",
    "His letters to the queen speak of rain, hunger and of the low spirits of the officers.",
)
REPORT = (
    "In {month} the ministry of {place} reported that {count} families had left the valley.",
    "According to the bureau, trade in goods came to ${money} billion in {year}.",
    "The court ruled that the law on the press, adopted in {year}, was in force.",
    "Some {count} teachers were trained, an increase of {percent} percent over the year before.",
    "The government generally respected these rights, although some officials did not.",
    "Observers from {other} visited the prison on {month} {day} and spoke with the guards.",
    "There were no reports of persons who were held for their views during the year.",
    "The law forbids such acts, and the authorities took some steps to hold officials to account.",
    "Civil society groups said that the police lacked the means to look into most complaints.",
    "Journalists worked freely in the capital, while those in the provinces were often threatened.",
    "Workers may form and join unions, but employers found ways to keep them from doing so.",
    "As of {month} {year}, the fund had paid ${money} million to {count} schools in {place}.",
)
FIELDS = (
    "Population: {count},{thousands} ({year} est.)\n",
    "Exports: ${money} billion ({year}); commodities - coffee, tea, fish; partners: {place} 12%\n",
    "Area: total: {count},{thousands} sq km; land: {count},100 sq km; water: {percent},230 sq km\n",
    "Independence: {day} {month} {year} (from {other})\n",
    "Labor force: {money} million ({year} est.); by occupation: agriculture {percent}%\n",
    "Legislative branch: Senate ({percent} seats; six-year terms); last held {month} {year}\n",
    "Climate: mild and wet on the coast of {place}, cold in the hills of {other}\n",
    "Terrain: low plain of fens and rivers that rises in the north to wooded hills\n",
)
MONTHS = "January February March April May June July August September October November".split()
PLACES = "Orle Tarn Reed Fenn Larch Mirren Sallow Alder".split()


def made(sentences: tuple[str, ...], seed: int) -> str:
    """Return a text of so many characters of sentences in any order."""
    random_ = random.Random(seed)
    parts: list[str] = []
    size = 0
    while size < CHARACTERS:
        place, other = random_.choices(PLACES, k=2)
        sentence = random_.choice(sentences).format(
            year=random_.randrange(1850, 2024), day=random_.randrange(1, 29),
            month=random_.choice(MONTHS), place=place, other=other,
            count=random_.randrange(20, 900), thousands=f"{random_.randrange(1000):03}",
            money=f"{random_.randrange(1, 99)}.{random_.randrange(10)}",
            percent=random_.randrange(3, 90),
        )  # fmt: skip
        ends = sentence.endswith("\n")
        parts.append(sentence if ends else sentence + random_.choice((" ", " ", " ", "\n\n")))
        size += len(parts[-1])
    return "".join(parts)


def reads(text: str) -> None:
    """Read a whole text."""
    read(document(text), Imprint(publication="bench", label="bench"), doc="bench", sha256="")


def scans(text: str) -> None:
    """Find all that the floor finds."""
    for _ in FLOOR.finditer(text):
        pass


def best(function: Callable[[str], None], text: str) -> float:
    """Return the seconds of processor time that a function takes for a text, once."""
    began = time.process_time()
    function(text)
    return time.process_time() - began


def main() -> None:
    """Print characters a second of both, and their ratio, text by text."""
    kinds = {"narrative": NARRATIVE, "report": REPORT, "fields": FIELDS}
    for number, (kind, sentences) in enumerate(kinds.items()):
        text = made(sentences, number)
        reads(text[:20_000])
        ours = floor = float("inf")
        for _ in range(ROUNDS):  # in turn, so that a busy machine is as hard on each
            floor = min(floor, best(scans, text))
            ours = min(ours, best(reads, text))
        rate, beside = len(text) / ours, len(text) / floor
        tell(Line(f"read a {kind}", rate, "characters/s", "a scan for digits", beside))


if __name__ == "__main__":
    main()
