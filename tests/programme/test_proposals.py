"""Proposals: one main one a theme, no firmer than people left them, on paper and in the records for others."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_themes_tables import made

from facilitator.documents import contract as documents
from facilitator.documents import writing
from facilitator.looks.blocks import Band, Block, Keep, Table, Text
from facilitator.model.entry import Draft, Entry
from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.programme import contract
from facilitator.programme.disclosure import decided
from facilitator.programme.proposals.bodies import FirmnessTold, MainChosen, ProposalRemoved, ProposalTold
from facilitator.programme.proposals.report import section
from facilitator.programme.proposals.rules import Proposal, State
from facilitator.programme.themes.bodies import ThemesMerged, ThemeTold
from facilitator.records import load
from facilitator.records.exports import export_whole
from facilitator.records.imports import import_json
from facilitator.store import file
from facilitator.store.feed import open_feed

OUTREACH = ProposalTold("p1", "Place outreach where need is clustered", "t1", "evidence")
OPENINGS = ProposalTold("p2", "More openings could follow", "t1", "experience")
THEMES = (ThemeTold("t1", "Community").draft(""), ThemeTold("t2", "Money").draft(""))


class Book:
    """A programme without workshops, to which something may be told."""

    def __init__(self, *said: Packed | Draft) -> None:
        self.programme = contract.empty()
        for each in (*THEMES, *said):
            self.tell(each)

    def tell(self, said: Packed | Draft) -> str | None:
        """Keep it, unless something is wrong: the sentence that says what."""
        draft = said if isinstance(said, Draft) else said.draft("")
        refusal = self.programme.check(draft)
        if refusal is None:
            seq = self.programme.seq + 1
            self.programme.fold(Entry(seq, draft.key, "", "", seq, "", draft.kind, draft.body))
        return refusal

    def of(self, proposal: str) -> Proposal:
        """A proposal as it is now."""
        state: State = self.programme.aspects["proposals"]
        return state.proposals[proposal]


def words_of(blocks: list[Block]) -> str:
    """All that stands in blocks."""
    found: list[str] = []

    def walk(thing: Any) -> None:
        match thing:
            case str():
                found.append(thing)
            case Text():
                found.append("".join(run.words for run in thing.runs))
            case Keep():
                walk(list(thing.parts))
            case Table():
                walk(list(thing.rows))
            case Band():
                found.append(f"[{thing.words}]")
            case list() | tuple():
                for each in thing:
                    walk(each)
            case _:
                found.append(str(getattr(thing, "words", "")))

    walk(blocks)
    return "\n".join(found)


def test_a_theme_has_one_main_proposal_and_taking_it_back_gives_the_other_back() -> None:
    book = Book(OUTREACH, OPENINGS, MainChosen("p1"))
    second = MainChosen("p2").draft("")
    book.tell(second)
    assert (book.of("p1").main, book.of("p2").main) == (False, True)
    book.tell(Draft("retracted", {"target": second.key, "what": second.kind}))
    assert (book.of("p1").main, book.of("p2").main) == (True, False)
    book.tell(MainChosen("p1", on=False))
    assert not book.of("p1").main


def test_what_goes_to_another_theme_takes_nobodys_place_as_the_main_one() -> None:
    book = Book(OUTREACH, MainChosen("p1"), ProposalTold("p2", "Money first", "t2"), MainChosen("p2"))
    book.tell(ProposalTold("p1", theme="t2"))
    assert (book.of("p1").main, book.of("p2").main) == (False, True)


def test_nothing_makes_a_proposal_firmer_but_the_rooms_words() -> None:
    book = Book(OUTREACH)
    assert book.of("p1").firmness == "idea"
    assert book.tell(ProposalTold("p1", text="It will be placed where need is clustered")) is None
    assert book.of("p1").firmness == "idea"
    assert "what the room said" in str(book.tell(FirmnessTold("p1", "agreed", "  ")))
    assert book.tell(FirmnessTold("p1", "agreed", "Yes, as long as parents choose", "2011-11-15")) is None
    assert (book.of("p1").firmness, book.of("p1").now.words) == ("agreed", "Yes, as long as parents choose")
    assert "who, and by when" in str(book.tell(FirmnessTold("p1", "committed", "I will")))
    assert book.tell(FirmnessTold("p1", "committed", "I will", who="Ruth Kell", by="2013-04-23")) is None
    assert [each.firmness for each in book.of("p1").said] == ["agreed", "committed"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (ProposalTold("p9", "  ", "t1"), "own words"),
        (ProposalTold("", "No id"), "without an id"),
        (ProposalTold("p1", basis="hearsay"), "rests on"),
        (ProposalTold("p1", text="x" * 2001), "too long"),
        (MainChosen("p9"), "not there any more"),
        (FirmnessTold("p9", "idea", "Said"), "not there any more"),
        (FirmnessTold("p1", "certain", "Said"), "agreed or committed"),
        (FirmnessTold("p1", "agreed", "Said", "soon"), "not a date"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(said: Packed, why: str) -> None:
    book = Book(OUTREACH)
    assert why in str(book.tell(said))
    assert book.of("p1") == Book(OUTREACH).of("p1")


def test_the_words_that_it_began_with_are_kept() -> None:
    book = Book(OUTREACH)
    book.tell(ProposalTold("p1", text="Place outreach nearer"))
    assert (book.of("p1").first, book.of("p1").edited) == (OUTREACH.text, True)
    assert "edited" in words_of(section(book.programme, decided(book.programme)))
    book.tell(ProposalRemoved("p1"))
    assert section(book.programme, decided(book.programme)) == []


def test_a_theme_without_a_proposal_says_so_and_a_merged_theme_brings_its_own() -> None:
    book = Book(OPENINGS, OUTREACH, MainChosen("p1"))
    said = words_of(section(book.programme, decided(book.programme)))
    assert said.index("[Community]") < said.index(str(OUTREACH.text)) < said.index(str(OPENINGS.text))
    assert said.index("[Money]") < said.index("No proposal for this theme")
    book.tell(ThemesMerged(("t1",), "t2"))
    said = words_of(section(book.programme, decided(book.programme)))
    assert "[Community]" not in said and said.index("[Money]") < said.index(str(OUTREACH.text))
    assert "No proposal" not in said


ids = st.sampled_from(["p1", "p2", "p3", ""])
themes = st.sampled_from(["t1", "t2", "gone", ""])
anything = st.text(max_size=20)
doings = st.one_of(
    st.builds(lambda i, t, w: ProposalTold(i, w, t).draft(""), ids, themes, anything),
    st.builds(lambda i, on: MainChosen(i, on=on).draft(""), ids, st.booleans()),
    st.builds(lambda i, f, w: FirmnessTold(i, f, w).draft(""), ids, anything, anything),
    st.builds(lambda i: ProposalRemoved(i).draft(""), ids),
    st.builds(Draft, st.sampled_from(["proposal", "proposal_main", "firmness"]),
              st.dictionaries(st.sampled_from(["id", "text", "targets", "hands", "theme", "on"]),
                              st.one_of(st.none(), anything, st.integers(), st.lists(anything, max_size=2)))),
    st.just(ThemesMerged(("t1",), "t2").draft("")),
)  # fmt: skip


@given(st.lists(doings, max_size=12))
def test_whatever_is_in_a_file_each_theme_has_one_main_proposal_at_most(done: list[Draft]) -> None:
    programme = contract.empty()
    for n, each in enumerate((*THEMES, *done), 1):
        programme.fold(Entry(n, each.key, "", "", n, "", each.kind, each.body))
    state: State = programme.aspects["proposals"]
    main = [each.theme for each in state.proposals.values() if each.main]
    assert len(set(main)) == len(main)
    told = contract.tables(programme, decided(programme)).get("proposals", ((), []))[1]
    assert {row["id"] for row in told} == set(state.proposals) and len(told) == len(state.proposals)
    section(programme, decided(programme))


def test_records_and_paper_tell_them_and_they_move_to_another_file(tmp_path: Path) -> None:
    path = made(tmp_path / "two.facilitator")
    notes = [note for run in load.programme(path).workshops["w1"].stages for note in run.own_notes()][:3]
    told = [
        ProposalTold("p1", "=Place outreach", "t1", "evidence", targets=(*(note.key for note in notes), "gone")),
        FirmnessTold("p1", "agreed", "Yes, if parents choose", "2011-11-15", hands={"for": 21, "of": 24}),
        ProposalTold("p2", "A guess", "t2", "guess"),
        MainChosen("p1"),
    ]
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([each.draft("") for each in told])
    programme = load.programme(path)
    export_whole(programme, ("csv", "json"), tmp_path / "out")
    (table,) = (tmp_path / "out").glob("*_proposals.csv")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert list(first) == ["id", "theme", "text", "main", "basis", "firmness", "comment_ids"]
    assert (first["theme"], first["text"], first["main"]) == ("Being asked", "'=Place outreach", "yes")
    assert (first["basis"], first["firmness"], second["firmness"]) == ("evidence", "agreed", "idea")
    assert first["comment_ids"] == ";".join(str(note.no) for note in notes)
    (whole,) = (tmp_path / "out").glob("*_programme.json")
    other = tmp_path / "other.facilitator"
    file.create(other)
    import_json(other, whole)
    assert printed(load.programme(other)) == printed(programme)
    assert "agreed" in printed(programme) and "21 for" in printed(programme)


def printed(programme: Programme) -> str:
    """What is said of the proposals on paper."""
    return words_of(section(programme, decided(programme)))


@pytest.mark.parametrize("form", ["pdf", "html", "docx"])
def test_the_overall_summary_is_made_with_them(tmp_path: Path, form: Any) -> None:
    path = made(tmp_path / "two.facilitator", OUTREACH.draft(""), FirmnessTold("p1", "idea", "Said").draft(""))
    programme = load.programme(path)
    order = documents.Order(programme.workshops["w1"], programme, 1_400_000_000_000)
    content, plain = writing.make(documents.find("overall-summary"), order, form)
    assert content and plain == []
