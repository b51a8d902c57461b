import io

from cluster_day import LONER, SAMPLE, Wall, sample_wall
from pypdf import PdfReader

from facilitator.activities.cluster import report
from facilitator.activities.paper import Context
from facilitator.looks.pdf.document import Document
from facilitator.model.people import Group, Groups


def printed(wall, *phases):
    """The words of the sections, in order, with single spaces."""
    target = io.BytesIO()
    document = Document(target, "KJ")
    for phase in phases:
        run = wall.runs[phase]
        run.spans.append((0, 1))
        document.add(*report.section(run, Context(Groups(), 0)))
    document.build()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())


def test_groups_are_printed_with_every_note_word_for_word():
    wall, _found = sample_wall()
    said = printed(wall, "group")
    for title, notes in SAMPLE.values():
        assert title in said
        assert all(note in said for note in notes)
    assert LONER in said and "22 notes: 21 in 7 groups, 1 on its own." in said
    assert "Notes were moved at the desk." in said and "the program proposed nothing" in said


def test_titles_proposed_are_printed_beside_the_one_chosen_and_splits_are_told():
    wall, found = sample_wall()
    wall.do("note", "title", text="Families first", fields={"for": found["G1"], "token": "a"}, source="phone")
    wall.do("note", "title", text="families first", fields={"for": found["G1"], "token": "b"}, source="phone")
    wall.do("split", "title", cluster=found["G2"], notes=["n3"], why="two sentences")
    said = printed(wall, "title")
    assert "“Families first” (2)" in said and "2 titles proposed" in said
    assert "Group 2 was split: 1 note became group 8 (two sentences)." in said
    assert "No title was given, so it could not be voted on." in said


def test_the_chart_is_printed_with_its_key_and_every_arrow():
    wall, found = sample_wall()
    wall.do("related", "relations", **{"from": found["G3"], "to": found["G5"], "kind": "opposes"}, why="money")
    said = printed(wall, "relations")
    for words in ("leads to", "causes each other", "supports", "opposes", "money"):
        assert words in said


def test_merges_are_printed_with_their_counts_and_the_story_as_told():
    wall, found = sample_wall()
    poll = wall.do("merge_asked", "combine", groups=[found["G6"], found["G7"]])
    wall.do("merge_hands", "combine", poll=poll, same=24, different=1)
    wall.do("merge_settled", "combine", poll=poll, merge=False)
    wall.do("note", "combine", text="First we ask, then we build.", source="scribe")
    said = printed(wall, "combine")
    assert "24 1 25 left as two" in said and "First we ask, then we build." in said
    assert report.rows(wall.runs["combine"], Groups())["merges"][0]["unanimous"] is False


def test_what_was_not_held_says_so():
    wall = Wall(0)
    assert "No contributions." in printed(wall, "group")
    assert "No arrows were drawn." in printed(wall, "relations")
    assert "No groups were joined" in printed(wall, "combine")


def test_rows_tell_groups_members_moves_and_arrows():
    wall, found = sample_wall()
    groups = Groups([Group("vcs", "Local groups", "VCS", 1)])
    wall.do("copied", note="n0", cluster=found["G2"])
    made = report.rows(wall.runs["group"], groups)
    assert [row["title"] for row in made["groups"]] == [title for title, _notes in SAMPLE.values()]
    assert len(made["group_notes"]) == 23 and len(made["moves"]) == 21
    assert made["group_notes"][1]["partner_group"] == "Local groups"
    assert made["group_notes"][-1]["copy"] is True
    arrows = report.rows(wall.runs["relations"], groups)["relations"]
    by_name = {row["title"]: row["group_id"] for row in made["groups"]}
    ends = {"from": SAMPLE["G7"][0], "relation": "supports", "to": SAMPLE["G6"][0], "why": ""}
    assert arrows[2] == {**ends, "from_id": by_name[ends["from"]], "to_id": by_name[ends["to"]]}


def test_groups_of_groups_are_printed_inside_each_other():
    wall = Wall(3)
    inner = wall.titled("n0", "n1", title="What these two say")
    outer = wall.do("nested", groups=[inner], parent="")
    wall.do("titled", "title", cluster=outer, title="What all of it says")
    said = printed(wall, "group")
    assert "inside “What all of it says”" in said
    assert report.rows(wall.runs["group"], Groups())["groups"][0]["level"] == 2


def test_a_note_hung_twice_is_counted_so_that_the_groups_add_up():
    wall, found = sample_wall()
    wall.do("copied", note="n0", cluster=found["G2"])
    said = printed(wall, "group")
    assert "22 notes and 1 copy: 22 in 7 groups, 1 on its own." in said


def test_groups_that_were_joined_say_how_many_said_so():
    wall, found = sample_wall()
    poll = wall.do("merge_asked", "combine", groups=[found["G6"], found["G7"]])
    wall.do("merge_hands", "combine", poll=poll, same=2, different=0)
    wall.do("merge_settled", "combine", poll=poll, merge=True, present=2)
    said = printed(wall, "combine", "group")
    assert "joined: 2 of 2 present said so" in said and "if everyone present says they are the same" in said
    assert "joined with: " in said


def test_groups_that_were_joined_by_those_who_answered_say_that_it_was_no_more() -> None:
    wall, found = sample_wall()
    poll = wall.do("merge_asked", "combine", groups=[found["G6"], found["G7"]])
    wall.do("merge_hands", "combine", poll=poll, same=2, different=0)
    wall.try_to("merge_settled", "combine", poll=poll, merge=True)
    said = printed(wall, "combine")
    assert "joined, as 2 of 2 who answered said" in said and "present" not in said and "by all" not in said
