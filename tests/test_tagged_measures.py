"""The way from words to a measure: tags, kinds, chunks, statements, and the table of shapes."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence

import pytest

from extraction import read_text, rows
from timeline.model import Span
from timeline.reading.figures.measures import SHAPES
from timeline.reading.language import sentences, tagger
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.finite_verbs import chunks_of, settled_words
from timeline.reading.language.lemmas import gerund, lemma, participle
from timeline.reading.language.statements import statements_of
from timeline.reading.language.tagged_words import Mark, Word, tagged_words
from timeline.reading.language.tokens import tokens_of


def words_of(text: str, *amounts: str) -> tuple[Word, ...]:
    spans = [Span(text.index(amount), text.index(amount) + len(amount)) for amount in amounts]
    marks = [Mark(span, "level", is_measured=True) for span in spans]
    return tagged_words(text, 0, len(text), marks, ())


def chunks(text: str, *amounts: str) -> list[tuple[str, str]]:
    found = chunks_of(words_of(text, *amounts))
    return [(chunk.kind, " ".join(word.text for word in chunk.words)) for chunk in found]


def test_a_word_has_the_tag_that_its_neighbours_give_it() -> None:
    assert tagger.tags_of("They rose in May .".split()) == ["PRP", "VBD", "IN", "NNP", "."]
    assert tagger.tags_of("The fall was small .".split())[1] == "NN"


def test_the_weights_are_whole_numbers() -> None:
    model = tagger.weights()
    assert all(type(each) is int for row in model.features.values() for each in row)
    assert len(model.tags) > 40


def test_the_licence_of_the_weights_lies_beside_them() -> None:
    licence = tagger.WEIGHTS.with_name("LICENSE.tagger.txt").read_text(encoding="utf-8")
    assert "Matthew Honnibal" in licence and "MIT License" in licence


def test_a_command_that_reads_no_text_loads_no_weights() -> None:
    program = (
        "import sys, timeline.reading.extract; from timeline.reading.language import tagger; "
        "sys.exit(tagger.weights.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_possessive_and_a_negation_are_tokens_of_their_own() -> None:
    text = "Tarn's mills don't pay $4."
    assert [printed for printed, _ in tokens_of(text, 0, len(text))] == [
        "Tarn", "'s", "mills", "do", "n't", "pay", "$", "4", ".",
    ]  # fmt: skip


def test_an_amount_is_one_word_with_its_unit() -> None:
    words = words_of("They paid about $4 million for it.", "$4 million")
    assert [(word.text, word.kind) for word in words][2:4] == [("about", "r"), ("$4 million", "#")]


def test_a_sentence_without_a_verb_for_the_tagger_has_one_for_the_reader() -> None:
    assert ("V", "cut") in chunks("The fund cut fees by $4.", "$4")


def test_of_two_past_forms_the_first_says_more_of_the_subject() -> None:
    found = chunks("Sales made online increased to $4.", "$4")
    assert ("E", "made") in found and ("V", "increased") in found


def test_each_clause_has_its_own_subject() -> None:
    found = statements_of(
        chunks_of(words_of("Exports rose by $4 and imports fell by $3.", "$4", "$3"))
    )
    assert [(each.kind, each.subject[0].first) for each in found] == [
        ("main", "exports"),
        ("main", "imports"),
    ]


def test_a_bracket_belongs_to_the_chunk_before_it() -> None:
    (statement,) = statements_of(chunks_of(words_of("Rents ($4) rose.", "$4")))
    assert [chunk.kind for chunk in statement.chunks] == ["N", "V"]
    assert [chunk.kind for chunk in statement.chunks[0].aside] == ["#"]


@pytest.mark.parametrize(
    ("word", "plain", "past", "going"),
    [
        ("provides", "provide", "provided", "providing"),
        ("took", "take", "taken", "taking"),
        ("live", "live", "lived", "living"),
        ("carries", "carry", "carried", "carrying"),
        ("died", "die", "died", "dying"),
        ("sank", "sink", "sunk", "sinking"),
    ],
)
def test_a_verb_has_its_forms(word: str, plain: str, past: str, going: str) -> None:
    assert (lemma(word), participle(word), gerund(word)) == (plain, past, going)


def test_no_two_shapes_have_one_name() -> None:
    assert [name for name, n in Counter(shape.name for shape in SHAPES).items() if n > 1] == []


def test_every_shape_reads_a_case() -> None:
    seen: set[str] = set()
    for table in ("measures.tsv", "trends.tsv", "periods.tsv"):
        for row in rows(table):
            seen |= {figure.rules[1] for figure in read_text(row["text"]).figures}
    assert {shape.name for shape in SHAPES} - seen == set()


def test_a_figure_names_the_shape_that_read_its_measure() -> None:
    (figure,) = read_text("Exports rose by 4% in 2012.").figures
    assert figure.rules == ("percent", "X rose by amount")


def test_what_no_shape_reads_takes_its_name_from_the_heading() -> None:
    (figure,) = read_text("# Wool exports, 2012\n\n- 4%\n").figures
    assert (figure.measure, figure.rules[-1]) == ("Wool exports", "the heading above")


def test_figures_and_events_read_one_parse_of_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(words: Sequence[Word]) -> list[Chunk]:
        read.append(len(words))
        return chunks_of(words)

    monkeypatch.setattr(sentences, "chunks_of", counted)
    snapshot = read_text("The ministry opened 12 clinics in Orle on 3 May 2021.")
    assert (len(snapshot.figures), len(snapshot.events), len(read)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Shipments resumed in May.", "v"),
        ("The two governments established diplomatic relations.", "v"),
        ("Construction of the line started in March.", "v"),
        ("A study released by the forum found gaps.", "e"),
        ("In a report released in May the board named three firms.", "e"),
        ("The act passed in May requires a permit.", "e"),
        ("Ships built in the war were sold.", "e"),
    ],
)
def test_a_past_form_is_a_verb_or_a_participle_by_what_stands_around_it(
    text: str, verb: str
) -> None:
    words = settled_words(chunks_of(words_of(text)))
    assert next(word.kind for word in words if word.tag in ("VBD", "VBN")) == verb
