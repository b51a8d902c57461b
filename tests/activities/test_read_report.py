"""A scenario workshop in the record: stories in full with marks, critique by role and story, visions, ideas, offers."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from read_day import GROUPS, IDEAS, a_run, act, going_on, mark, paragraph, stage_of

from facilitator import paths
from facilitator.activities import library, paper
from facilitator.activities.read import report, rules
from facilitator.looks.pdf.document import Document
from facilitator.model.method_file import MethodError
from facilitator.model.run import StageRun


def printed(
    run: StageRun,
    folder: Path,
    cells: Mapping[tuple[str, str], int] | None = None,
    named: Collection[str] | None = None,
) -> str:
    """The words of a stage's section as a reader gets them from the PDF."""
    assert shutil.which("pdftotext"), "pdftotext is needed to read what was printed"
    target = folder / "out.pdf"
    document = Document(target, "T")
    document.add(*report.section(run, paper.Context(GROUPS, 0, cells=cells or {}, named=named)))
    document.build()
    said = subprocess.run(
        ["pdftotext", "-layout", str(target), "-"], check=True, capture_output=True, text=True, timeout=240
    )
    return " ".join(said.stdout.split())


def test_every_story_is_printed_in_full_with_its_marks_and_words(tmp_path: Path) -> None:
    run = a_run("read")
    for token in "abc":
        mark(run, token, "A1", "worry")
    act(run, rules.HANDS, paragraph=paragraph(run, "B2"), counts={"unlikely": 2}, readers=2)
    act(
        run,
        "note",
        text="Our bus stops at six",
        group="PAR",
        fields={"paragraph": paragraph(run, "B2"), "mark": "worry"},
    )
    act(run, rules.ADDED, scenario="A", text="Nobody runs it.")
    said = printed(run, tmp_path)
    assert "5 people marked something (n=5). 2 of them by hands or on paper." in said
    assert "There was no vote for the best story." in said
    assert "1 Six groups run it. 0 3 0 0" in said
    assert "2 The bus takes long. 0 0 2 0" in said
    assert "! Worry: \u201cOur bus stops at six\u201d" in said
    assert "Added in the room, on purpose the other way." in said
    assert said.count("One team runs it.") == 1
    assert stage_of("read").options["interest"] in said


def test_critique_is_counted_by_role_and_story_and_guesses_are_marked(tmp_path: Path) -> None:
    run = going_on(a_run("read"), "critique")
    act(run, "note", text="Who has the key?", group="VCS", table="2", fields={"scenario": "B", "kind": "worry"})
    act(run, "note", text="Cold rooms", group="VCS", fields={"scenario": "B", "kind": "worry", "guessed": True})
    act(run, "note", text="Known by name", group="VCS", fields={"scenario": "A", "kind": "keep"})
    act(run, rules.JOINED, role="VCS", **{"with": "PAR"})
    said = printed(run, tmp_path)
    assert "Voluntary groups sat with Parents." in said
    assert "Voluntary groups Keep 1 Worry 2 3" in said
    assert "B: One door \u2013 Voluntary groups" in said
    assert "A guess for people who are not here" in said
    assert "Nothing was written by: Parents." in said
    assert "1 entry marked as a guess" in said
    rows = report.rows(run, GROUPS)["critique"]
    assert {"scenario": "B: One door", "role": "Voluntary groups", "kind": "Worry", "n": 2} in rows


def test_a_role_of_too_few_people_stands_beside_none_of_their_words(tmp_path: Path) -> None:
    run = going_on(a_run("read"), "critique")
    for group, words in (("VCS", "Cold rooms"), ("PAR", "Who has the key?"), ("", "Far away")):
        act(run, "note", text=words, group=group, fields={"scenario": "B", "kind": "worry"})
    said = printed(run, tmp_path, named={"VCS"})
    assert "B: One door \u2013 Voluntary groups" in said and "B: One door \u2013 Role not told" in said
    assert "Parents" not in said
    assert "Role not told Worry 2 2" in " ".join(said.replace("\u2013", "").split())
    vision = going_on(run, "vision")
    act(vision, "note", text="A hall for all", group="PAR", fields={"headline": "All in"})
    assert "Parents" not in printed(vision, tmp_path, named={"VCS"})
    assert "Parents" in printed(vision, tmp_path)


def test_visions_stand_side_by_side(tmp_path: Path) -> None:
    run = a_run("vision", twin=True)
    fields = {"headline": "The door is open", "values": "near, fair", "side": "wanted", "who": "We"}
    act(run, "note", text="A mother comes in from the rain.", group="PAR", fields=fields)
    act(run, "note", text="The shutters are down.", group="PAR", fields={"headline": "Closed", "side": "feared"})
    said = printed(run, tmp_path)
    assert said.index("The door is open") < said.index("Closed") < said.index("A mother comes in")
    assert "Values: near, fair" in said
    assert "The one we fear" in said


def test_an_idea_is_a_card_with_all_it_says(tmp_path: Path) -> None:
    run = a_run("ideas", IDEAS)
    fields = {"who": "Ann", "first_step": "Ask the caretaker", "element": "idea2", "scale": "months"}
    act(run, "note", text="One calendar", table="3", fields=fields)
    said = printed(run, tmp_path)
    assert "One calendar Who: Ann \u00b7 First step: Ask the caretaker" in said
    assert "Which shared element is it for? A van" in said
    assert "theme group" not in said
    assert "theme group 3" in printed(run, tmp_path, {("", "3"): 5})


def test_offers_stand_under_the_ideas_in_the_order_of_the_vote(tmp_path: Path) -> None:
    run = a_run("commit", IDEAS)
    act(run, "note", text="We chair it", fields={"idea": "idea1", "kind": "lead"})
    act(run, "note", text="We bring tea", fields={"idea": "idea1", "kind": "support"})
    said = printed(run, tmp_path)
    assert said.index("One calendar") < said.index("A van")
    assert "To lead it: \u201cWe chair it\u201d" in said
    assert "2 offers in all (n=2)." in said
    assert report.rows(run, GROUPS)["offers"] == [
        {"comment_id": "", "idea": IDEAS[0].text, "dots": 7.0, "lead": 1, "support": 1},
        {"comment_id": "", "idea": "A van", "dots": None, "lead": 0, "support": 0},
    ]


@pytest.mark.parametrize("name", ["critique", "plenary", "vision", "ideas", "commit"])
def test_a_part_that_was_left_out_says_so(name: str, tmp_path: Path) -> None:
    run = a_run(name)
    run.spans.clear()
    assert "This stage was not held." in printed(run, tmp_path)


def test_withheld_words_are_counted_and_not_printed(tmp_path: Path) -> None:
    run = a_run("vision")
    act(run, "note", "n", text="Ann is always late", group="PAR", fields={"headline": "H"})
    act(run, "hidden", target="n", reason="names a person")
    said = printed(run, tmp_path)
    assert "always late" not in said
    assert "1 item withheld (names a person 1)." in said


def test_marks_are_exported_with_their_n() -> None:
    run = a_run("read")
    mark(run, "a", "A1")
    first = report.rows(run, GROUPS)["marks"][0]
    assert (first["scenario"], first["paragraph"], first["like"], first["n"]) == ("A: Many hands", 1, 1, 1)


def test_more_than_four_stories_are_refused_with_file_stage_and_field(tmp_path: Path) -> None:
    text = (paths.resources() / "methods" / "scenario-workshop.toml").read_text(encoding="utf-8")
    story = '\n[[stages.options.scenarios]]\ntitle = "T{0}"\nparagraphs = ["p"]\n'
    place = '\n[[stages]]\nid = "critique"'
    file = tmp_path / "own.toml"
    file.write_text(text.replace(place, story.format(1) + story.format(2) + place), encoding="utf-8")
    with pytest.raises(
        MethodError, match=r"own\.toml, stage 'read', field 'options\.scenarios': 5 stories are too many"
    ):
        library.check(file)


def test_the_counts_of_a_role_add_up_to_its_entries(tmp_path: Path) -> None:
    run = going_on(a_run("read"), rules.CRITIQUE)
    kind = run.stage.columns
    assert kind is not None
    for n, fields in enumerate(({"scenario": "A", kind.id: kind.choices[0].value}, {"scenario": "A"}, {}, {})):
        act(run, "note", text=f"entry {n}", group="PAR", fields=fields)
    label = kind.choices[0].label
    words = printed(run, tmp_path)
    assert "No story named" in words and f"{label} 1, Other 1" in words and "Other 2" in words
    assert sum(row["n"] for row in report.rows(run, GROUPS)["critique"]) == 4
