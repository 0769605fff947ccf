"""A document of another publication is told from a new edition, and refused."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from commands import done, names, refused, timeline, written
from repositories import commit, repository
from timeline.decode.page_address import site_of
from timeline.edition.title_words import agree
from timeline.ingestion.web import FetchPolicy
from timeline.model import Capture
from timeline.workflow.watch import watch
from webserver import Reply, serving

HARBOURS = """# Harbours of the coast

## Freight

In 2019, the harbours handled 31 million tons of freight. The quay of Sandvik was closed on
4 May 2019.
"""
LATER = """# Harbours of the coast, 2021

## Ferries

Ferries carried 2.1 million passengers last year, and a second berth was opened in March 2021.
"""
RENAMED = """# Ports and waterways

## Freight

In 2021, the harbours handled 34 million tons of freight. Canals are dredged by two companies.
"""
LATEST = """# Ports and waterways

## Canals

Canals are dredged by three companies. The lock at Elm was rebuilt in 2022.
"""
SCHOOLS = """# Schools in figures

## Pupils

Some 412,000 children went to school in 2020. A law on free lunches was passed on 9 June 2020.
"""
HOSPITALS = """# Beds in hospitals

## Wards

There were 9,100 beds in the wards in 2020. The clinic in Brook was founded in 1998.
"""
FORESTS = """# Woodland survey

## Trees

Spruce covers 38 percent of the woodland, as counted in 2018.
"""
FOLDER = {
    "a.md": HARBOURS,
    "b.md": SCHOOLS,
    "c.md": HOSPITALS,
    "d.md": FORESTS,
    "e.md": LATER,
}


def folder(home: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        written(home, name, text)
    return home


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Consumer prices, May 2023", "Consumer Prices - June 2024", True),
        ("Inflation report No. 4 (revised)", "Inflation Report, third quarter", True),
        ("Relations with Norland", "Valdoria: relations with Norland", True),
        ("Budget 2024", "2023 budget: spending and revenue", True),
        ("2021", "Fisheries", True),
        ("Executive summary", "Fisheries", True),
        ("Fisheries", "Schools", False),
        ("Health bulletin", "Trade bulletin", False),
        ("Отчёт о торговле", "Школы", False),
        ("Отчёт о торговле 2020", "отчёт о торговле, 2021", True),
        ("Address on the fishing levy by Minister Ada Brook", "Fishing levy, by Ole Strand", True),
        ("Winter Outlook: Calm Waters", "Summer Outlook: Rough Waters", True),
        ("Spring Forecast - A slow thaw", "Autumn Forecast - The long dusk", True),
        ("Tin Almanac XXVIII", "Tin Almanac XXIX", True),
        ("Fourteenth Cod Review", "Cod in the bays: a survey", True),
        ("Press release: Trams", "Press release: Vaccines", False),
        ("Annual report: Trams", "Annual report: Vaccines", False),
        ("Ministry of Ports: annual report", "Ministry of Health: annual report", False),
        ("Quarterly Review of Timber", "Quarterly Review of Pearls", False),
        ("National statistics on trams", "National statistics on vaccines", False),
        ("U.S. Ties With Peru", "U.S. Ties With Ghana", False),
        ("U.S. Ties With Peru", "U.S. Ties With Peru and Ghana", True),
        ("Trade with New Zealand, 2020", "Trade with South Africa, 2020", False),
        ("Trade with New Zealand", "Trade with New Zealand and others", True),
        ("Ferries of Norway", "Ferries of the north", True),
    ],
)
def test_titles_agree_apart_from_dates_and_numbers(one: str, other: str, expected: bool) -> None:
    assert agree(one, other) is expected
    assert agree(other, one) is expected


def test_a_folder_of_different_documents_is_no_publication(tmp_path: Path) -> None:
    home, database = folder(tmp_path / "mixed", FOLDER), tmp_path / "a.db"
    result = timeline("ingest", home, "--db", database)
    assert result.exit_code == 3
    assert len(names(database)) == 2  # the first one and the later edition of it
    errors = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert [Path(line.split(": ")[1]).name for line in errors] == ["b.md", "c.md", "d.md"]
    assert (
        "this document, titled 'Schools in figures', has no passage, figure or event in common "
        "with the publication of mixed@undated-"
    ) in errors[0]
    assert "Use --publication to give it one of its own, or --force" in errors[0]


def test_what_is_refused_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    home = folder(tmp_path / "mixed", FOLDER)
    found = []
    for jobs in ("1", "2"):
        database = tmp_path / f"{jobs}.db"
        result = timeline("ingest", home, "--jobs", jobs, "--db", database)
        found.append((result.exit_code, result.stderr, names(database)))
    assert found[0] == found[1]


def test_two_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    one = folder(tmp_path / "north" / "reports", {"2020.md": HARBOURS, "2021.md": LATER})
    other = folder(tmp_path / "south" / "reports", {"2018.md": SCHOOLS, "2019.md": SCHOOLS})
    done("ingest", one, "--db", database)
    before = names(database)
    result = timeline("ingest", other, "--db", database)
    assert result.exit_code == 3
    assert names(database) == before
    done("ingest", other, "--publication", "schools", "--db", database)
    assert names(database)[2:] == ["schools@2018", "schools@2019"]


def test_two_reports_about_one_country_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    """They have no title, and words and the label of a figure in common."""
    sheet = "Norland exports timber, herring and machines. Unemployment was 6 percent in {year}.\n"
    courts = (
        "Norland has three courts. Judges in Norland heard complaints about prisons, about delays "
        "of trials and about the police. Unemployment was 6 percent among former prisoners.\n"
    )
    more = "The parliament of Norland passed no law about machines.\n"
    database = tmp_path / "a.db"
    one = folder(
        tmp_path / "almanac" / "norland",
        {f"{year}.txt": sheet.format(year=year) for year in (2019, 2020)},
    )
    other = folder(tmp_path / "rights" / "norland", {"2021.txt": courts, "2022.txt": courts + more})
    done("ingest", one, "--db", database)
    result = timeline("ingest", other, "--db", database)
    assert result.exit_code == 3
    assert "2021.txt: this document, without a title, has too little in common" in result.stderr
    assert len(names(database)) == 2
    done("ingest", other, "--publication", "rights", "--db", database)
    moved = folder(tmp_path / "copies" / "norland", {"2023.txt": sheet.format(year=2023)})
    done("ingest", moved, "--db", database)
    assert "norland@2023" in names(database)


def test_force_stores_what_has_nothing_in_common(tmp_path: Path) -> None:
    home, database = folder(tmp_path / "mixed", FOLDER), tmp_path / "a.db"
    done("ingest", home, "--force", "--db", database)
    assert len(names(database)) == 5
    done("ingest", home, "--db", database)  # known bytes are no strangers


def test_a_publication_that_the_user_names_is_looked_at_too(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    harbours, schools = written(tmp_path, "h.md", HARBOURS), written(tmp_path, "s.md", SCHOOLS)
    asked = ("--publication", "coast", "--db", database)
    done("ingest", harbours, *asked, "--published", "2020")
    assert "has no passage, figure or event in common" in refused(3, "ingest", schools, *asked)
    done("ingest", schools, *asked, "--published", "2021", "--force")
    assert names(database) == ["coast@2020", "coast@2021"]


def test_a_bulletin_whose_sentences_are_all_new_and_a_renamed_one_are_known(
    tmp_path: Path,
) -> None:
    database = tmp_path / "a.db"
    for label, text in (("2020", HARBOURS), ("2021", LATER), ("2022", RENAMED), ("2023", LATEST)):
        sheet = written(tmp_path, f"coast/{label}.md", text)
        done("ingest", sheet, "--publication", "coast", "--db", database)
    assert len(names(database)) == 4


def test_in_one_folder_the_order_of_a_publication_that_changed_makes_no_difference(
    tmp_path: Path,
) -> None:
    for number, order in enumerate(permutations((HARBOURS, RENAMED, LATEST))):
        home = folder(
            tmp_path / str(number) / "coast",
            {f"{place}.md": text for place, text in enumerate(order)},
        )
        done("ingest", home, "--db", tmp_path / f"{number}.db")
        assert len(names(tmp_path / f"{number}.db")) == 3


def test_what_has_no_title_is_known_by_its_words(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    plain = {
        "1.txt": "In 2019, the harbours handled 31 million tons of freight.\n",
        "2.txt": "Some 412,000 children of the villages went to schools and nurseries.\n",
        "3.txt": "Freight rose to 34 million tons in 2020, says the union of dockers.\n",
        "4.txt": "1,204 in 2020.\n",
    }
    result = timeline("ingest", folder(tmp_path / "notes", plain), "--db", database)
    assert result.exit_code == 3
    (error,) = (line for line in result.stderr.splitlines() if line.startswith("Error: "))
    assert "2.txt: this document, without a title, has no passage, figure or event" in error
    assert len(names(database)) == 3
    other = folder(tmp_path / "more" / "notes", {"5.md": SCHOOLS})
    assert "titled 'Schools in figures'" in refused(3, "ingest", other, "--db", database)


def test_pages_whose_titles_say_nothing_are_known_by_their_words(tmp_path: Path) -> None:
    for number, text in enumerate((HARBOURS, SCHOOLS)):
        body = text.partition("\n\n")[2].replace("## ", "")
        page = f"<main><h1>Annual report</h1><p>{body}</p></main>"
        written(tmp_path / "hosts", f"202{number}.html", page)
    database = tmp_path / "a.db"
    told = refused(3, "ingest", tmp_path / "hosts", "--db", database)
    assert "2021.html: this document, titled 'Annual report', has no passage" in told
    assert names(database) == ["hosts@2020"]


def test_titles_that_the_list_of_a_folder_states_count(tmp_path: Path) -> None:
    database, home = tmp_path / "a.db", tmp_path / "lists"
    folder(home, {"a.md": HARBOURS, "b.md": SCHOOLS})
    entries = [{"file": name, "title": "The yearbook"} for name in ("a.md", "b.md")]
    written(home, "editions.json", json.dumps(entries))
    done("ingest", home, "--db", database)


def test_a_snapshot_file_names_its_publication_itself(tmp_path: Path) -> None:
    database, other = tmp_path / "a.db", tmp_path / "b.db"
    for label, text, where in (("2020", HARBOURS, database), ("2021", SCHOOLS, other)):
        sheet = written(tmp_path, f"{label}.md", text)
        done("ingest", sheet, "--publication", "coast", "--db", where)
    written(tmp_path, "snap.json", done("snapshot", "coast@2021", "--db", other).stdout)
    done("load", tmp_path / "snap.json", "--db", database)


HEADS = {
    "canonical": '<link rel="canonical" href="https://{}/sheet">',
    "unquoted": "<link href=https://{}/sheet rel=canonical>",
    "shared as": '<meta property="og:url" content="https://{}/sheet">',
}


def saved(head: str, site: str, sentence: str) -> str:
    """Return a page as a browser saves it, whose head names its site."""
    named = HEADS[head].format(site)
    return f"<head>{named}<title>Key facts</title></head><h1>Key facts</h1><p>{sentence}</p>"


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    ("site", "sentence", "known"),
    [
        ("schools.example", "Some 412,000 children of the country went to school in 2020.", False),
        ("www.ports.example", "The lock at Elm was rebuilt in 2022 by two firms.", True),
        ("archive.ports.example", "The lock at Elm was rebuilt in 2022 by two firms.", True),
        ("harbours.example", "The harbours handled 34 million tons of freight in 2021.", True),
    ],
    ids=["another site", "the same", "a part of it", "moved"],
)
def test_pages_of_one_title_from_two_sites_are_told_apart(
    head: str, site: str, sentence: str, known: bool, tmp_path: Path
) -> None:
    first = "The harbours handled 31 million tons of freight in 2019."
    sheet = tmp_path / "sheet"
    written(sheet, "2020.html", saved(head, "ports.example", first))
    written(sheet, "2022.html", saved(head, site, sentence))
    database = tmp_path / "a.db"
    if known:
        done("ingest", sheet, "--db", database)
    else:
        assert "--publication" in refused(3, "ingest", sheet, "--db", database)
    assert len(names(database)) == (2 if known else 1)


@pytest.mark.parametrize(
    ("origin", "site"),
    [
        ("https://www.fish.gov.uk:8080/p", "fish.gov.uk"),
        ("http://a.b.example.org./p", "example.org"),
        ("http://127.0.0.1:80/p", "127.0.0.1"),
        ("page.html", None),
    ],
)
def test_the_site_of_a_page_is_the_name_that_was_given_away(origin: str, site: str | None) -> None:
    capture = Capture(data=b"<p>It is so.", sha256="", origin=origin, media="text/html")
    assert site_of(capture) == site


def page(title: str, sentence: str) -> Reply:
    return Reply(
        f"<html><body><h1>{title}</h1><p>{' '.join([sentence] * 9)}</p></body></html>".encode()
    )


def test_a_page_is_itself_whatever_it_says_and_another_page_is_looked_at(tmp_path: Path) -> None:
    database = str(tmp_path / "a.db")
    with serving() as server:
        listed = tmp_path / "timeline.toml"
        listed.write_text(
            "".join(
                f'[[watch]]\npublication = "coast"\nurl = "{server.url(path)}"\n'
                for path in ("/one", "/two")
            )
        )

        def seen() -> list[str]:
            policy = FetchPolicy(allow_private=True, pace=0)
            found = [each.outcome for each in watch(database, str(listed), policy=policy)]
            return [each.action for each in found]

        harbours = "The harbours handled 31 million tons of freight in 2019."
        schools = "Some 412,000 children of the country went to school in 2020."
        server.replies["/one"] = page("Harbours", harbours)
        server.replies["/two"] = page("Schools", schools)
        assert seen() == ["stored", "refused"]
        server.replies["/one"] = page("Beds", "There were 9,100 beds in the wards of 2020.")
        server.replies["/two"] = page("Harbours", "Ferries carried 2.1 million passengers in 2021.")
        assert seen() == ["stored", "stored"]


def test_another_file_of_a_repository_is_looked_at_and_a_renamed_one_is_known(
    tmp_path: Path,
) -> None:
    database = tmp_path / "a.db"
    home = repository(tmp_path / "repository")
    commit(home, "2020-02-01", "north/sheet.md", HARBOURS)
    commit(home, "2020-03-01", "north/sheet.md", FORESTS)
    commit(home, "2020-04-01", "south/sheet.md", SCHOOLS)
    asked = ("ingest", "--git", home, "--db", database)
    done(*asked, "north/sheet.md")
    assert len(names(database)) == 2
    assert timeline(*asked, "south/sheet.md").exit_code == 3
    assert len(names(database)) == 2
    done(*asked, "south/sheet.md", "--force")
    assert len(names(database)) == 3


def with_words(title: str, *paragraphs: str) -> str:
    return "\n\n".join((f"# {title}", *paragraphs)) + "\n"


BERTHS = "In 2020, the harbour of Sandvik had 41 berths for ferries and 12 for freight."
NURSES = "In 2020, the clinics of the valley had 318 nurses and 77 doctors in their wards."


@pytest.mark.parametrize(
    ("shared", "kept"),
    [
        ("All rights are reserved.", False),
        ("All rights in the tables and maps are reserved by the office.", False),
        ("For more information on these tables, write to the desk of the registrar.", False),
        ("Figures may not add up to the totals shown because of rounding.", False),
        ("See tables overleaf.", False),
        ("The population was 5.1 million in 2020.", False),
        ("The old lock at Elm was rebuilt by two firms from Tarn.", True),
    ],
)
def test_what_any_document_says_makes_no_publication(
    tmp_path: Path, shared: str, kept: bool
) -> None:
    texts = {
        "2020.md": with_words("Ferry traffic", BERTHS, shared),
        "2021.md": with_words("Nursing staff", NURSES, shared),
    }
    result = timeline("ingest", folder(tmp_path / "mixed", texts), "--db", tmp_path / "a.db")
    assert (result.exit_code == 0) is kept, result.output


def test_a_label_that_any_document_has_makes_no_publication(tmp_path: Path) -> None:
    texts = {
        "2020.md": with_words("Ferry traffic", BERTHS, "Population: 5.1 million"),
        "2021.md": with_words("Nursing staff", NURSES, "Population: 5.3 million"),
    }
    home = folder(tmp_path / "mixed", texts)
    assert timeline("ingest", home, "--db", tmp_path / "a.db").exit_code == 3


def test_sheets_of_one_form_for_two_countries_are_told_apart(tmp_path: Path) -> None:
    texts = {
        f"{year}.md": with_words(
            f"Ties With {country}",
            "## Mining",
            f"Exports of copper: ${year} in 2019",
            "## Fisheries",
        )
        for year, country in ((2020, "Peru"), (2021, "Ghana"))
    }
    home = folder(tmp_path / "mixed", texts)
    assert timeline("ingest", home, "--db", tmp_path / "a.db").exit_code == 3
    both = "A treaty of friendship between the three states was signed in Tarn in 1951."
    same = {name: f"{text}\n{both}\n" for name, text in texts.items()}
    done("ingest", folder(tmp_path / "same", same), "--db", tmp_path / "b.db")


@pytest.mark.parametrize("stated", [{}, {"title": "Ferry traffic"}])
def test_files_that_a_folder_lists_are_editions_of_one_publication(
    tmp_path: Path, stated: dict[str, str]
) -> None:
    home, database = tmp_path / "coast", tmp_path / "a.db"
    folder(home, {"a.md": HARBOURS, "b.md": SCHOOLS, "c.md": FORESTS})
    entries = [{"file": name} for name in ("a.md", "b.md")]
    written(home, "editions.json", json.dumps([entries[0] | stated, entries[1]]))
    result = timeline("ingest", home, "--db", database)
    assert [
        line for line in result.stderr.splitlines() if "this document, titled 'Woodland" in line
    ]
    assert len(names(database)) == 2
    written(home, "d.md", HOSPITALS)
    written(home, "editions.json", json.dumps([*entries, {"file": "d.md"}]))
    done("ingest", home / "d.md", "--publication", "coast", "--db", database)
    assert len(names(database)) == 3
    other = folder(tmp_path / "south" / "coast", {"c.md": FORESTS})
    written(other, "editions.json", json.dumps([{"file": "c.md"}]))
    assert timeline("ingest", other, "--db", database).exit_code == 3


def test_a_title_that_says_nothing_agrees_with_no_other(tmp_path: Path) -> None:
    texts = {"Overview": BERTHS, "Ferry traffic": NURSES, "Woodland": "Spruce covers 38 percent."}
    kept = []
    for number, order in enumerate(permutations(texts)):
        home = tmp_path / str(number) / "mixed"
        folder(home, {f"{n}.md": with_words(title, texts[title]) for n, title in enumerate(order)})
        database = tmp_path / f"{number}.db"
        assert timeline("ingest", home, "--db", database).exit_code == 3, order
        kept.append(len(names(database)))
    assert kept == [2, 2, 2, 2, 1, 1]  # the first two share words
