"""A questionnaire that somebody edits: its order, its versions, and what is said of its words."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities import contract
from facilitator.activities.survey import editing
from facilitator.activities.survey.advice import look_over
from facilitator.activities.survey.files import as_tables, tables
from facilitator.activities.survey.instrument import Instrument
from facilitator.activities.survey.instrument_file import SurveyError, parse
from facilitator.activities.survey.versions import is_same, next_version, pieces, stands
from facilitator.model.method_text import text_of
from facilitator.paths import resources

FILES = contract.activity("survey").files
BUILT_IN = sorted((resources() / "surveys").glob("*.toml"))
S1 = (resources() / "surveys" / "attitudes-S1.toml").read_text(encoding="utf-8")


def copy(text: str = S1) -> str:
    """A copy to be changed."""
    return FILES.copied(FILES.locked(text), "mine", "Mine", ())


def changed(text: str, *changes, before: str = S1, new: str = "S2") -> str:
    """The text after some changes to its tables."""
    table = tables(text)
    for change in changes:
        change(table)
    return editing.written(table, text, "mine.toml", parse(before, "x"), new)


def words(at: int, said: str):
    """Give a question other words."""
    return lambda table: editing.edit(table["questions"][at], {"text": said})


def statements(*texts: tuple[str, int]) -> Instrument:
    """A questionnaire of statements with their directions, whose group is asked first."""
    table = editing.blank("k", "T")
    one = table["questions"].pop()
    for n, (text, direction) in enumerate(texts):
        table["questions"].append({**one, "id": f"q{n}", "text": text, "step": n + 2, "direction": direction})
    return parse(text_of(table), "k.toml")


# ------------------------------------------------------------------ versions


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_every_questionnaire_is_the_same_after_it_was_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    made = parse(text, path.name)
    assert parse(text_of(as_tables(made)), path.name) == made
    assert parse(text_of(tables(text), text), path.name) == made
    mine = parse(copy(text), "mine.toml")
    assert (mine.wording, mine.version, mine.key) == (made.wording, made.version, "mine")


def test_a_changed_word_is_a_new_version_and_the_old_word_the_old_one_again() -> None:
    text = copy()
    was = tables(text)["questions"][1]["text"]
    after = changed(text, words(1, f"{was} today"))
    assert parse(after, "x").version == "S2"
    assert parse(changed(after, words(1, was)), "x").version == "S1"
    assert parse(changed(text, lambda table: table.update(title="Other title")), "x").version == "S1"


def test_another_order_or_direction_is_a_new_version_too() -> None:
    for change in (lambda t: editing.move(t, 1, 2), lambda t: editing.edit(t["questions"][1], {"direction": -1})):
        assert parse(changed(copy(), change), "x").version == "S2"


def test_a_copy_of_a_draft_has_a_version_of_its_own() -> None:
    draft = changed(copy(), words(1, "Other words"))
    again = FILES.copied(draft, "again", "Again", ("S2", "S3"))
    assert (tables(again)["version"], tables(again)["made_from"]) == ("S4", "attitudes-S1")


@pytest.mark.parametrize(
    ("version", "taken", "found"),
    [("S1", ("S1",), "S2"), ("1", ("2",), "3"), ("own", (), "own-2"), ("E2 2026", (), "E2 2027"), ("", (), "2")],
)
def test_the_next_version(version: str, taken: tuple[str, ...], found: str) -> None:
    assert next_version(version, taken) == found


def test_new_words_are_told_apart() -> None:
    now, before = "running or providing centre services", "running or providing services"
    assert [piece.words for piece in pieces(now, before) if piece.changed] == ["centre"]
    made, was = parse(changed(copy(), words(1, "Other words")), "x"), parse(S1, "x")
    assert [stands(question, was) for question in made.questions] == ["same", "words", "same", "same"]


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("words"), st.integers(0, 9), st.text(min_size=1, max_size=30)),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("add"), st.integers(0, 9), st.sampled_from([sort for sort, _ in editing.ASKED])),
        st.tuples(st.just("remove"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("duplicate"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("turn"), st.integers(0, 9), st.sampled_from([sort for sort, _ in editing.ASKED])),
        st.tuples(st.just("join"), st.integers(0, 9), st.booleans()),
    ),
    max_size=8,
)


def one_edit(deed, at, what):
    """One of EDITS, of whichever question there is."""

    def change(table):
        every = table["questions"]
        at_one = at % len(every)
        if deed == "words":
            editing.edit(every[at_one], {"text": what})
        elif deed == "move":
            editing.move(table, at_one, what % len(every))
        elif deed == "add":
            editing.add(table, at_one, what)
        elif deed == "remove" and len(every) > 1:
            editing.remove(table, at_one)
        elif deed == "duplicate":
            editing.duplicate(table, at_one)
        elif deed == "turn":
            editing.turn_into(every[at_one], what)
        elif deed == "join":
            joined = editing.pages(table)
            joined[at_one] = what
            editing.turn_pages(table, joined)

    return change


@given(EDITS)
def test_whatever_is_edited_versions_are_one_only_where_every_word_is(edits) -> None:
    before, text = parse(S1, "x"), copy()
    for edit in edits:
        text = changed(text, one_edit(*edit))
    made, _ = editing.look(text, "mine.toml")
    assert made is not None
    assert (made.version == before.version) == is_same(made, before)
    ids = [question.id for question in made.questions]
    assert len(set(ids)) == len(ids)
    steps = [question.step for question in made.questions]
    assert steps == sorted(steps), "phones ask in the order of the list"


def test_a_question_that_is_moved_leaves_the_pages_of_others_as_they_are() -> None:
    table = deepcopy(tables((resources() / "surveys" / "evaluation-E1.toml").read_text(encoding="utf-8")))
    ids = [each["id"] for each in table["questions"]]
    joined = dict(zip(ids, editing.pages(table), strict=True))
    assert joined["materials"]
    editing.move(table, ids.index("pace"), 0)
    after = dict(zip([each["id"] for each in table["questions"]], editing.pages(table), strict=True))
    assert {**after, "pace": False} == {**joined, "pace": False}


def test_an_answer_whose_words_are_changed_keeps_what_stands_for_it() -> None:
    before = [{"value": "slow", "label": "Too slow"}, {"value": "right", "label": "Right"}]
    assert editing.choices(["Far too slow", "Right"], before)[0]["value"] == "slow"
    added = editing.choices(["Right", "New", "Too slow"], before)
    assert [each["value"] for each in added] == ["right", "a1", "slow"]


def test_translations_of_words_that_nobody_says_any_more_go_with_them() -> None:
    table = tables(copy())
    first, second = (each["text"] for each in table["questions"][1:3])
    table["other"] = {"cy": {first: "Un", second: "Dau"}}
    text = changed(text_of(table), words(1, "Other words"))
    assert parse(text, "x").other == {"cy": {second: "Dau"}}


# ------------------------------------------------------------------ advice


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("We are heard and our ideas are used.", "two things at once"),
        ("I can phone and/or write to them.", "and/or"),
        ("Obviously this council listens.", "suggests the answer"),
        ("I do not know whom to ask.", "other way round"),
        (" ".join(["word"] * 30), "30 words long"),
    ],
)
def test_what_goes_wrong_with_a_statement_is_said(said: str, told: str) -> None:
    assert any(told in each.sentence for each in look_over(statements((said, 1))) if each.question == "q0")


def test_a_plain_statement_is_left_alone() -> None:
    assert look_over(statements(("I know whom to ask.", 1))) == []


def test_too_few_turned_too_many_and_two_alike_are_said() -> None:
    one_way = look_over(statements(*((f"This is statement {n}.", 1) for n in range(9))))
    assert any("one way round" in each.sentence for each in one_way)
    assert any("9 statements" in each.sentence for each in one_way)
    few = look_over(statements(*((f"This is statement {n}.", -1 if n == 0 else 1) for n in range(8))))
    assert any("Of 8 statements 1 is" in each.sentence for each in few)
    alike = look_over(statements(("I know whom to ask.", 1), ("I know whom to ask", -1)))
    assert any("the same as the question 'q0'" in each.sentence for each in alike)


@pytest.mark.parametrize("same", ["A1", "a1"])
def test_two_ids_alike_are_refused_with_line_and_column(same: str) -> None:
    """In whatever letters: tables of answers ask for none in particular."""
    text = copy().replace('id = "A2"', f'id = "{same}"')
    lines = text.split("\n")
    line = lines.index(f'id = "{same}"', lines.index('id = "A1"') + 1) + 1
    with pytest.raises(SurveyError) as raised:
        parse(text, "mine.toml")
    assert raised.value.problems[0].at == (line, 1)
    assert f"mine.toml, line {line}, column 1" in str(raised.value)


@pytest.mark.parametrize(("name", "one", "other"), [("value", "a1", "A1"), ("label", "Yes", "yes ")])
def test_two_answers_alike_are_refused_with_line_and_column(name: str, one: str, other: str) -> None:
    table = tables(copy())
    editing.add(table, 1, "choice")
    table["questions"][1]["text"] = "Which?"
    for choice, words_of_it in zip(table["questions"][1]["choices"], (one, other), strict=True):
        choice[name] = words_of_it
    text = text_of(table)
    with pytest.raises(SurveyError, match=f"Two of its choices have the same {name}") as raised:
        parse(text, "mine.toml")
    line = next(n for n, each in enumerate(text.split("\n"), 1) if each.startswith("choices"))
    assert raised.value.problems[0].at == (line, 1)


def test_how_waves_are_paired_is_no_word_of_it_and_kept_by_the_stages() -> None:
    text = changed(copy(), lambda table: table.update(pairing="self-made"))
    made = parse(text, "x")
    assert (made.version, made.pairing, "pairing" in made.to_dict()) == ("S1", "self-made", False)
    with pytest.raises(SurveyError, match="line 7, column 1, field 'pairing': Must be one of: card"):
        parse(text.replace('pairing = "self-made"', 'pairing = "guess"'), "x.toml")
