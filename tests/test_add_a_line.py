"""One line in one data file, and every behaviour follows; a wrong line is named with its file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import LexiconError, RuleTableError
from timeline.lexicon import read_classes, read_lexicon
from timeline.reading.matching.engine import RuleTable, rule
from timeline.reading.quantities.pattern_rows import row

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "timeline"
TESTS = Path(__file__).resolve().parent
UNITS = "reading/quantities/data/units.tsv"
CURRENCIES = "reading/quantities/data/currencies.tsv"
PROGRAM = """
import json, sys
from pathlib import Path
from timeline import lexicon

lexicon.PACKAGE = Path(sys.argv[1])  # before anything reads a lexicon

from extraction import read_text
from editions import figure
from timeline.changes import figure_change
from timeline.measurement import dimension

asked = json.load(sys.stdin)
read = []
for text in asked["texts"]:
    found = read_text(text, "2023")
    read.append({
        "figures": [
            [str(f.quantity.value), f.quantity.unit, f.quantity.per, f.quantity.qualifier]
            for f in found.figures
        ],
        "dates": [d.resolved and d.resolved.edtf for d in found.dates],
        "events": [e.kind for e in found.events],
    })
changes = [
    figure_change(figure("stock", *old, period="2021"), figure("stock", *new, period="2021"))[0]
    for old, new in asked["changes"]
]
dimensions = [dimension(unit) for unit in asked["units"]]
print(json.dumps({"read": read, "dimensions": dimensions, "changes": changes}))
"""


class Copy:
    """A copy of the data files, which a process of its own reads in place of the package's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path in PACKAGE.rglob("data"):
            shutil.copytree(path, folder / path.relative_to(PACKAGE))

    def add(self, file: str, line: str) -> None:
        path = self.folder / file
        path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")

    def remove(self, file: str, name: str) -> str:
        """Take the line of a name away, and return it."""
        path = self.folder / file
        text = path.read_text("utf-8")
        (line,) = re.findall(rf"^{name}\t.*$", text, re.MULTILINE)
        path.write_text(text.replace(line + "\n", ""), "utf-8")
        return str(line)

    def run(self, asked: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(PACKAGE.parent), str(TESTS)])
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, str(self.folder)],
            input=json.dumps({"texts": [], "units": [], "changes": [], **asked}),
            env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def asked(self, *texts: str, **more: Any) -> dict[str, Any]:
        done = self.run({"texts": texts, **more})
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    def read(self, text: str) -> dict[str, list[Any]]:
        return dict(self.asked(text)["read"][0])


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


STATED = {
    "The cellar held 40 vedros of oil.": ["40", "vedro", None, "exact"],
    "The cellar held 40 vdr in May.": ["40", "vedro", None, "exact"],
    "The mill has a 500-vedro tank.": ["500", "vedro", None, "exact"],
    "The mill pressed 40 vedros per day.": ["40", "vedro", "day", "exact"],
    "The mill pays 40 dollars a vedro.": ["40", "USD", "vedro", "exact"],
    "The cellar holds between 2000 and 2020 vedros.": ["2000", "vedro", None, "exact"],
    "The cellar held 2010 vdr of oil.": ["2010", "vedro", None, "exact"],
}
"""Texts with an invented unit, and what their figures are."""
VEDRO = "vedro\tvolume\tcubic metre\t0.0125\t\tvdr"


def test_a_line_makes_a_unit_that_is_found_joined_rated_and_compared(copy: Copy) -> None:
    amounts = {
        "units": ["vedro", "vdr", "vedro of oil"],
        "changes": [
            (("80", "vedro"), ("1", "cubic metre")),
            (("80", "vedro"), ("1000", "litre")),
            (("80", "vedro"), ("80", "litre")),
        ],
    }
    before = copy.asked(*STATED, **amounts)
    copy.add(UNITS, VEDRO)
    after = copy.asked(*STATED, **amounts)
    assert before["dimensions"] == ["count"] * 3
    assert after["dimensions"] == ["volume"] * 3
    assert after["changes"] == ["unchanged", "unchanged", "unit-changed"]
    assert [each["figures"] for each in after["read"]] == [[figure] for figure in STATED.values()]
    counted = [old == new for old, new in zip(before["read"], after["read"], strict=True)]
    plain = "The cellar held 40 vedros", "The mill pressed"
    assert counted == [text.startswith(plain) for text in STATED]


def test_what_a_line_measures_is_no_year_and_no_event(copy: Copy) -> None:
    texts = (
        "The cellar holds between 2000 and 2020 vedros.",
        "From 2000 to 2020 vedros were sold.",
        "The cellar held 2010 vdr of oil.",
    )
    assert copy.asked(*texts)["read"][0]["dates"] == ["2000/2020"]
    copy.add(UNITS, VEDRO)
    for found in copy.asked(*texts)["read"]:
        assert (found["dates"], found["events"]) == ([], [])


def test_a_unit_without_its_line_is_a_counted_noun(copy: Copy) -> None:
    line = copy.remove(UNITS, "hectolitre")
    text = "The mill has a 500-hectolitre tank and pays 12 dollars a hectolitre."
    without = copy.asked(text, units=["hectolitre", "hL"])
    assert without["dimensions"] == ["count", "count"]
    assert without["read"][0]["figures"] == [["12", "USD", None, "exact"]]
    copy.add(UNITS, line)
    assert copy.read(text)["figures"] == [
        ["500", "hectolitre", None, "exact"],
        ["12", "USD", "hectolitre", "exact"],
    ]


def test_a_line_makes_a_currency(copy: Copy) -> None:
    texts = {
        "The port cost 5 million zoltas.": [["5000000", "QZK", None, "exact"]],
        "The port cost QZK 5 million.": [["5000000", "QZK", None, "exact"]],
        "The port cost Zt 5 million.": [["5000000", "QZK", None, "exact"]],
        "The bank printed a 500-zolta note.": [["500", "QZK", None, "exact"]],
        "The ticket costs between 2000 and 2020 zoltas.": [["2000", "QZK", None, "exact"]],
        "Orland paid 40 pesos.": [["40", "QZK", None, "exact"]],
    }
    copy.add(CURRENCIES, "QZK\tyes\tzolta\t\t\t\t\t\tZt\t\t\tpeso: Orland")
    read = copy.asked(*texts)["read"]
    assert [found["figures"] for found in read] == list(texts.values())
    assert [found["dates"] for found in read] == [[]] * len(texts)


@pytest.mark.parametrize(
    ("file", "line", "text", "dates"),
    [
        ("months.tsv", "Brumal\t11\tBrum", "It opened on 4 Brum 2019.", ["2019-11-04"]),
        ("months.tsv", "Brumal\t11\tBrum", "It opened in Brumal 2019.", ["2019-11"]),
        ("months.tsv", "Brumal\t11\tBrum", "It shut on Brumal 4, 2019.", ["2019-11-04"]),
        ("weekdays.tsv", "Restday\t7", "It opened on Restday, 2 June 2019.", ["2019-06-02"]),
        ("seasons.tsv", "monsoon\t22", "It opened in the monsoon of 2019.", ["2019-22"]),
        ("holidays.tsv", "Boxing Day\t12\t26", "It shut on Boxing Day 2019.", ["2019-12-26"]),
    ],
)
def test_a_line_makes_a_word_of_the_calendar(
    file: str, line: str, text: str, dates: list[str], copy: Copy
) -> None:
    assert copy.read(text)["dates"] != dates or file == "weekdays.tsv"
    copy.add(f"reading/dates/data/{file}", line)
    assert copy.read(text)["dates"] == dates


def test_a_line_makes_a_verb_that_makes_an_event(copy: Copy) -> None:
    texts = "The board smote the plan on 4 May 2019.", "The plan was smitten on 4 May 2019."
    assert copy.asked(texts[0])["read"][0]["events"] == []
    copy.add(
        "reading/language/data/verbs.tsv",
        "smite\t\tsmote\tsmitten\t\tfinite: past; participle: participle",
    )
    assert [found["events"] for found in copy.asked(*texts)["read"]] == [["other"]] * 2


def test_a_line_makes_a_noun_that_is_an_event_and_another_its_kind(copy: Copy) -> None:
    text = "Members were charged over the 2014 mooting of the river council."
    assert copy.read(text)["events"] == []
    copy.add("reading/events/data/event_nouns.tsv", "mooting\thappening")
    assert copy.read(text)["events"] == ["other"]
    copy.add("reading/events/data/kinds.tsv", "gathering\tmooting, mootings")
    assert copy.read(text)["events"] == ["gathering"]


def test_a_line_makes_a_name_that_has_a_year_of_its_own(copy: Copy) -> None:
    text = "The herders remember the 2014 Larch Mootfest."
    assert copy.read(text)["events"] == []
    copy.add("reading/events/data/word_classes.tsv", "named-thing\tMootfest")
    assert copy.read(text)["events"] == ["other"]


@pytest.mark.parametrize(
    ("file", "line", "text", "figure"),
    [
        (
            "reading/quantities/data/hedges.tsv",
            "a hair under\tjust under\tbefore",
            "The port cost a hair under $5 million.",
            ["5000000", "USD", None, "just under"],
        ),
        (
            "reading/quantities/data/hedges.tsv",
            "or longer\tat least\tbehind",
            "The port is 500 metres or longer.",
            ["500", "metre", None, "at least"],
        ),
        (
            "reading/language/data/scale_words.tsv",
            "myriad\t10000\tmyr",
            "The port cost $5 myr.",
            ["50000", "USD", None, "exact"],
        ),
        (
            "reading/quantities/data/nouns.tsv",
            "person\tlamplighter",
            "The port employs 500 lamplighters.",
            ["500", "person", None, "exact"],
        ),
        (
            "reading/quantities/data/fixed_names.tsv",
            "keeper\tlight",
            "The port has 500 keepers of light.",
            ["500", "keeper of light", None, "exact"],
        ),
        (
            "reading/quantities/data/rate_symbols.tsv",
            "gbd\tgallon\tday\t1",
            "The port used 500 gbd in 2019.",
            ["500", "gallon", "day", "exact"],
        ),
    ],
)
def test_a_line_makes_a_word_beside_a_number(
    file: str, line: str, text: str, figure: list[str | None], copy: Copy
) -> None:
    assert copy.read(text)["figures"] != [figure]
    copy.add(file, line)
    assert copy.read(text)["figures"] == [figure]


# ---------------------------------------------------------------- wrong lines

WRONG = [
    (UNITS, "vedro\tvolume\tcubic metre\ttwelve", "'factor' has 'twelve', which is no number"),
    (UNITS, "vedro\tvolume\tcubic metre\t-1", "'factor' has '-1', which is no number above zero"),
    (UNITS, "metre\tlength\tmetre\t1", "'metre' stands in line"),
    (UNITS, "vedro\tvolume\tcubic metre\t2\tlitre", "'litre' is a litre already"),
    (UNITS, "vedro\tvolume\tcubic metre\t2\tvedra,vedrum", "a comma without a blank"),
    (UNITS, "vedro\tcount\tvedro\t1", "would be a counted thing"),
    (UNITS, "vedro\tvolume\tvedro\t2", "its factor must be 1"),
    (UNITS, "vedro\tvolume\tlitre\t1\t\t\t\t\t\tchance", "'found' has 'chance'"),
    (UNITS, "vedro\t\t\t1" + "\t" * 9, "13 cells stand under 10 columns"),
    (CURRENCIES, "QZK\tmaybe", "'in_use' has 'maybe', which is none of"),
    (CURRENCIES, "QZK\tyes\teuro", "'euro' in 'names' is EUR already"),
    (CURRENCIES, "QZK\tyes\tzolta\t\tzolty", "'plurals' has 'zolty', which is no 'name: thing'"),
    ("reading/quantities/data/hedges.tsv", "a hair over\thairy\tbefore", "'hedge' has 'hairy'"),
    ("reading/language/data/verbs.tsv", "smite\t\tsmote\t\t\tpast: past", "is no class of verbs"),
    ("reading/language/data/verbs.tsv", "smite\t\tsmote\t\t\tnow: third", "has a form that"),
    ("reading/language/data/verbs.tsv", "smite" + "\t" * 6 + "spends", "no word for its money"),
    ("reading/language/data/verbs.tsv", "smite" + "\t" * 7 + "pay", "is no verb that spends"),
    ("reading/language/data/word_classes.tsv", "verby\tsmite", "'class' has 'verby'"),
    ("reading/language/data/word_classes.tsv", "modal\twould", "'would' is a modal already"),
    ("reading/language/data/number_words.tsv", "score\ttwenty\tten", "which is no whole number"),
    ("reading/dates/data/months.tsv", "Brumal\t13", "'number' has '13', which is none of"),
    ("reading/events/data/event_nouns.tsv", "mooting\thappens", "'happens' is no class of nouns"),
    ("reading/events/data/word_classes.tsv", "fair\tMootfest", "'class' has 'fair'"),
    ("reading/figures/data/header_units.tsv", "gross\tdozens\t144", "'says' has 'dozens'"),
]


@pytest.mark.parametrize(("file", "line", "problem"), WRONG, ids=[each[2] for each in WRONG])
def test_a_wrong_line_is_named_with_its_file_and_number(
    file: str, line: str, problem: str, copy: Copy
) -> None:
    copy.add(file, line)
    number = len((copy.folder / file).read_text("utf-8").splitlines())
    done = copy.run({})
    assert done.returncode
    message = done.stderr.strip().splitlines()[-1]
    assert f"{file}, line {number}: " in message
    assert problem in message


def test_a_lexicon_with_other_columns_or_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        read_lexicon(str(tmp_path / "none.tsv"), ("name",))
    path = tmp_path / "a.tsv"
    path.write_text("# a comment\nname\tsize\n", "utf-8")
    with pytest.raises(LexiconError, match="line 2: the columns are not name, factor"):
        read_lexicon(str(path), ("name", "factor"))


def test_a_class_without_words_and_a_line_without_a_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("class\twords\nnoun\tcat dog\n", "utf-8")
    assert read_classes(str(path), ("noun",)) == {"noun": frozenset(("cat", "dog"))}
    with pytest.raises(LexiconError, match="no line has the class 'verb'"):
        read_classes(str(path), ("noun", "verb"))
    path = tmp_path / "b.tsv"
    path.write_text("name\tsize\n\t5\n", "utf-8")
    with pytest.raises(LexiconError, match="line 2: 'name' is empty"):
        read_lexicon(str(path), ("name", "size"))


def test_a_rule_that_starts_at_an_unknown_class_is_refused_as_its_table_is_built() -> None:
    good = rule("year", "four", r"\d{4}", lambda match: match[0])
    bad = rule("moon", "phases", r"moon", lambda match: match[0])
    nowhere = rule("tide", "", r"tide", lambda match: match[0])
    RuleTable(rules=(good,), words={})
    with pytest.raises(RuleTableError, match="The rule 'moon' starts at 'phases'"):
        RuleTable(rules=(good, bad), words={"phase": "full new"})
    with pytest.raises(RuleTableError, match="The rule 'tide' starts at ''"):
        RuleTable(rules=(good, nowhere), words={})


def test_a_row_with_an_unknown_key_or_form_is_refused() -> None:
    with pytest.raises(RuleTableError, match="'<colour>'"):
        row("colour", "<colour>", None)
    with pytest.raises(RuleTableError, match="'roman'"):
        row("roman", "m", None, forms="roman")


def test_help_reads_no_lexicon() -> None:
    program = (
        "import sys; from timeline.cli.program import program, run; run(program, ['--help']);"
        "print('timeline.lexicon' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "False"
