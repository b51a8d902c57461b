"""A method or a survey file that carries its words in other languages too, from the file to an old record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import pseudo
from facilitator.activities.survey import instrument, instrument_file
from facilitator.looks import languages
from facilitator.looks.languages import reader
from facilitator.model.method import Method, Stage
from facilitator.model.method_file import MethodError, parse
from facilitator.model.method_stored import read_method
from facilitator.model.method_text import line_of, spots, table_of, text_of, write
from facilitator.model.say import messages_in

ACTIVITIES = ("collect", "read", "survey")
METHOD = """
key = "talk"
title = "Talk"
purpose = "p"
credit = "c"
[[stages]]
id = "ask"
title = "Ask"
activity = "collect"
prompt = "What is new, {name}?"
[stages.options]
label = "One word"
play = "Ask"
[[stages.fields]]
id = "tone"
label = "Tone"
kind = "choice"
choices = [{ value = "Good", label = "Good" }]
[[stages]]
id = "read"
title = "Stories"
activity = "read"
[[stages.options.scenarios]]
title = "Ask"
paragraphs = ["Good"]
[[presets]]
key = "short"
title = "short"
stages = ["ask"]

[other.qps]
"Ask" = "Gofyn"
"What is new, {name}?" = "Beth sy'n newydd, {name}?"
"One word" = "Un gair"
"Good" = "Da"
"short" = "byr"
"""


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language there is, without a word of these files in its catalogue."""
    (tmp_path / f"{pseudo.LANGUAGE}.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    monkeypatch.setattr(languages, "folder", lambda: tmp_path)
    languages.forget()
    yield
    languages.forget()


def wrong(text: str) -> list[tuple[str, str, int]]:
    """The problems of a method file: field, sentence, line."""
    with pytest.raises(MethodError) as caught:
        parse(text, "talk.toml", ACTIVITIES)
    return [(p.field, p.sentence, line_of(text, p.stage, p.field)) for p in caught.value.problems]


def told(method: Method) -> list[str]:
    to, stage = reader(pseudo.LANGUAGE), method.stages[0]
    said = (stage.title, stage.prompt, stage.options["label"], stage.fields[0].choices[0].label)
    return [to(text) for text in said]


WELSH = ["Gofyn", "Beth sy'n newydd, {name}?", "Un gair", "Da"]


def test_the_file_speaks_its_other_language() -> None:
    method = parse(METHOD, "talk.toml", ACTIVITIES)
    assert told(method) == WELSH
    assert reader(pseudo.LANGUAGE)(method.presets[0].title) == "byr"
    story = method.stages[1].options["scenarios"][0]
    assert [reader(pseudo.LANGUAGE)(text) for text in (story["title"], *story["paragraphs"])] == ["Gofyn", "Da"]
    assert (method.stages[0].prompt, method.stages[0].options["play"]) == ("What is new, {name}?", "Ask")


def test_what_is_no_word_for_people_stays_as_it_is() -> None:
    method = parse(METHOD, "talk.toml", ACTIVITIES)
    kept = {said.one for said in messages_in(method.stages[0])}
    assert "One word" in kept
    assert type(method.stages[0].options["play"]) is str
    assert type(method.stages[0].fields[0].choices[0].value) is str


def test_an_old_record_still_speaks_it() -> None:
    stored = json.loads(json.dumps(parse(METHOD, "talk.toml", ACTIVITIES).to_dict()))
    again = read_method(stored)
    assert told(again) == WELSH
    assert told(again.form("short")) == WELSH


def test_a_method_of_one_language_is_stored_as_before() -> None:
    plain = parse(METHOD.partition("[other")[0], "talk.toml", ACTIVITIES)
    assert "other" not in plain.to_dict()
    assert told(plain) == ["Ask", "What is new, {name}?", "One word", "Good"]


def test_it_is_written_back_as_it_was_read() -> None:
    method = parse(METHOD, "talk.toml", ACTIVITIES)
    text = write(method)
    assert "\n[other.qps]\n" in text
    assert parse(text, "talk.toml", ACTIVITIES) == method
    assert text_of(table_of(method), text) == text
    assert ("other", "qps", "Good") in [spot.path for spot in spots(text)]


@pytest.mark.parametrize(
    ("line", "field", "why"),
    [
        ('"Axe" = "Bwyell"', "other.qps.Axe", "not a text of this file"),
        ('"Talk. 1" = "x"', "other.qps.Talk. 1", "not a text of this file"),
        ('"Talk" = "Siarad {n}"', "other.qps.Talk", "same {names}"),
    ],
)
def test_a_translation_that_fits_nothing_is_told_with_its_line(line: str, field: str, why: str) -> None:
    text = f"{METHOD}{line}\n"
    ((where, sentence, at),) = wrong(text)
    assert (where, why in sentence, at) == (field, True, len(text.split("\n")) - 2)


def test_a_lost_name_is_told_with_its_line() -> None:
    text = METHOD.replace("newydd, {name}?", "newydd?")
    ((where, sentence, at),) = wrong(text)
    assert (where, at) == (
        "other.qps.What is new, {name}?",
        text.split("\n").index('"What is new, {name}?" = "Beth sy\'n newydd?"'),
    )
    assert "same {names}" in sentence


@pytest.mark.parametrize(
    "table", ['[other.Welsh]\n"Talk" = "x"', "[other]\ncy = 1", '[other.cy]\n"Talk" = 1', "other = 1"]
)
def test_a_table_of_another_shape_is_a_problem(table: str) -> None:
    first, rest = (f"{table}\n", "") if table.startswith("other") else ("", table)
    found = wrong(first + METHOD.partition("[other")[0] + rest)
    assert [where.partition(".")[0] for where, _, _ in found] == ["other"]


SURVEY = """
key = "E9"
title = "Form"
version = "E9"
[scale]
low = "poor"
[[questions]]
id = "overall"
kind = "scale"
text = "How was it?"
[other.qps]
"How was it?" = "Sut oedd hi?"
"poor" = "gwael"
"Form" = "Ffurflen"
"""


def test_a_survey_speaks_its_other_language_from_the_stage_it_was_copied_into() -> None:
    made = instrument_file.parse(SURVEY, "E9.toml")
    stored = json.loads(json.dumps(made.to_dict()))
    stage = Stage("form", "Form", "survey", options={"survey": stored})
    copied, to = instrument.of_stage(stage), reader(pseudo.LANGUAGE)
    (question,) = copied.questions
    assert [to(text) for text in (copied.title, question.text, question.low)] == ["Ffurflen", "Sut oedd hi?", "gwael"]
    assert (copied.title, question.text) == ("Form", "How was it?")
    with pytest.raises(instrument_file.SurveyError, match="not a text of this file"):
        instrument_file.parse(f'{SURVEY}"Gone" = "x"\n', "E9.toml")
