"""The printed summary, read back as a reader of PDFs reads it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from facilitator.activities import contract
from facilitator.documents import summary
from facilitator.documents.last_resort import PLAIN
from facilitator.documents.reading import how_to_read
from facilitator.documents.writing import write
from facilitator.looks.pdf.document import Flowable
from facilitator.looks.pdf.face import Face, Glyph
from facilitator.model.entry import Entry
from facilitator.records import load
from facilitator.store.faults import Fault
from records_day import START, Writer, a_day, folded, stored

MADE = START + 311 * 60_000
WORDS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200)


def printed(entries: Sequence[Entry], folder: Path, file_name: str = "groups.facilitator") -> PdfReader:
    """The summary of those entries."""
    programme, workshop = folded(entries)
    out = folder / "summary.pdf"
    write(summary.DOCUMENT, workshop, programme, out, made_at=MADE, file_name=file_name)
    return PdfReader(io.BytesIO(out.read_bytes()))


def words(reader: PdfReader) -> str:
    """All words on all pages, with single spaces."""
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def outline(reader: PdfReader) -> list[str]:
    """The titles of the bookmarks, those inside others too."""

    def flat(items: list[Any]) -> list[str]:
        return [t for item in items for t in (flat(item) if isinstance(item, list) else [str(item.title)])]

    return flat(reader.outline)


def test_the_summary_is_as_it_was(tmp_path: Path, golden: Callable[[str, bytes], None]) -> None:
    reader = printed(a_day(), tmp_path)
    pages = "\f\n".join(page.extract_text() + "\n" for page in reader.pages)
    golden("summary.txt", pages.encode())


def test_head_figures_and_facts(tmp_path: Path) -> None:
    reader = printed(a_day(), tmp_path)
    said = words(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == "What could we do: together?"
    assert reader.metadata.author == "Jo Bell"
    assert reader.metadata.subject == "Evaluation summary \u00b7 Voluntary groups"
    assert said.startswith("Evaluation summary \u00b7 Voluntary groups")
    assert "15 November 2011, Poole. Sponsor: Borough. Facilitator: Jo Bell. 10:20 to 10:51." in said
    assert "6 took part, as counted in the room" in said
    assert "As counted in the room. 3 phones joined." in said
    assert "\u201cSmall first\u201d" in said
    assert "Know how ready" in said
    assert "One page" in said


def test_minutes_planned_and_actual_add_up(tmp_path: Path) -> None:
    said = words(printed(a_day(), tmp_path))
    rows = re.findall(r"\d\. \w+ \d\d:\d\d to \d\d:\d\d (\d+) (\d+) ([+\u2212]?\d+)", said)
    assert [row[:2] for row in rows] == [("3", "3"), ("7", "7"), ("5", "8"), ("2", "2"), ("10", "9"), ("2", "2")]
    assert "All 29 31 +2" in said
    assert "31 min held, of 29 planned" in said


def test_words_stand_as_they_were_written_and_nothing_withheld_is_seen(tmp_path: Path) -> None:
    said = words(printed(a_day(), tmp_path))
    for text in ("Two groups are parent-run", "=1+1", "hopeful, but tired", "worried about our name", "Bus times"):
        assert text in said
    assert "Joined with 11: \u201cMums run ours\u201d" in said
    assert (
        "The Tuesday session Wording edited by the facilitator. First written: \u201cThe Tuesady session\u201d" in said
    )
    assert "Somebody sees this differently" in said
    assert "1 item withheld (names a person 1). 1 item withdrawn. 1 item moved to the parking lot." in said
    assert "Mrs X" not in said
    assert "secret" not in said
    assert "Passed to the managers" in said
    assert said.index("hopeful") < said.index("Uneasy, 1") < said.index("worried")


def test_joined_notes_follow_the_fate_of_each(tmp_path: Path) -> None:
    day = Writer()
    day.begin()
    day.add("stage_opened", "facts")
    kept, taken_back, first, second, third = (
        day.add("note", "facts", text=text) for text in ("Kept", "Taken back", "One more", "Hidden later", "Left alone")
    )
    day.add("merged", "facts", targets=[first, second], into=kept)
    day.add("merged", "facts", targets=[third], into=taken_back)
    day.add("hidden", "facts", target=second, reason="names a person")
    day.add("withdrawn", "facts", target=taken_back, by="phone")
    said = words(printed(day.entries, tmp_path))
    assert "2. Facts 2 notes and 1 joined with them \u00b7 the aim was: shared facts" in said
    assert "Joined with 5: \u201cOne more\u201d" in said
    assert "Left alone" in said
    assert "Hidden later" not in said
    assert "Taken back" not in said


def test_an_empty_stage_says_so_and_talk_is_no_gap(tmp_path: Path) -> None:
    said = words(printed(a_day(), tmp_path))
    assert "4. Silence No contributions." in said
    assert "This part needed no writing." in said


def test_decisions_carry_support_with_its_n(tmp_path: Path) -> None:
    said = words(printed(a_day(), tmp_path))
    assert re.search(r"Test one service Table 1 Ann 5 1 1 7", said)
    assert re.search(r"Write to the council Nobody yet, by 1 December 2011 \u2013 \u2013 \u2013 0", said)
    assert "No one yet: Write to the council" in said
    assert "by phone and by hands in the room" in said
    assert "3 by phone and 4 by hands" in said
    assert said.index("What we resolve") < said.index("A next step") < said.index("Still open")
    assert "2 decision lines, 1 with an owner; 1 more left open" in said


def test_a_goal_is_printed_as_the_aim_it_was(tmp_path: Path) -> None:
    said = words(printed(a_day(), tmp_path))
    assert "2. Facts 3 notes and 1 joined with them \u00b7 the aim was: shared facts" in said


def test_how_to_read_comes_from_the_record(tmp_path: Path) -> None:
    said = words(printed(a_day(), tmp_path)).partition("How to read this summary")[2]
    assert "in Feelings and Close no seat, group or table was kept with what people wrote" in said
    assert "14 comments in all" in said
    assert "14 in all: 9 on the first page, 3 lines in stages that decide, 1 withheld, 1 withdrawn." in said
    assert "11 from phones, 1 typed in by a scribe, 1 from paper, 1 typed in by table hosts" in said
    assert "edited by the facilitator (Jo Bell)" in said
    assert "In Feelings what people wrote was not shown to the room as a whole." in said
    assert "before the workshop was finished" not in said
    assert "%" not in said


def test_every_page_says_where_it_comes_from(tmp_path: Path) -> None:
    reader = printed(a_day(), tmp_path)
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page
        assert "Illustrative sample." in page
        assert "Made 15 November 2011, 15:31 from groups.facilitator" in page
        assert "REHEARSAL" not in page


def test_bookmarks_lead_to_every_section(tmp_path: Path) -> None:
    titles = outline(printed(a_day(), tmp_path))
    wanted = ["Who took part", "The challenge", "Planned and actual minutes", "2. Facts", "5. Decide", "Parking lot"]
    assert [title for title in titles if title in wanted] == wanted
    assert titles[0] == "What could we do: together?"
    assert titles[-1] == "How to read this summary"


def test_a_rehearsal_is_stamped_on_every_page(tmp_path: Path) -> None:
    reader = printed(a_day(rehearsal=True), tmp_path)
    for page in reader.pages:
        said = page.extract_text()
        assert b"/Artifact BMC" in page.get_contents().get_data()
        assert "REHEARSAL" not in said
        assert "Rehearsal: not a record." in said
    assert "This was a rehearsal" in words(reader)


def test_a_workshop_that_goes_on_says_so(tmp_path: Path) -> None:
    day = Writer()
    day.begin()
    day.add("stage_opened", "facts")
    said = words(printed(day.entries, tmp_path, file_name=""))
    assert "10:20, still open" in said
    assert "Begun at 10:20, not ended yet." in said and "10:20 to 10:20" not in said
    assert "before the workshop was finished" in said
    assert "Made 15 November 2011, 15:31" in said
    assert "Records " in said
    assert "\u2013 people; nobody was counted" in said
    assert "How decisions were made" not in said


def test_an_activity_says_in_its_own_words_how_it_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    _, workshop = folded(a_day())
    ours = next(said for said in how_to_read(workshop) if "How decisions were made" in said)
    assert ours.startswith("How decisions were made: lines were written down in Decide; whether all agreed")
    by_lot = replace(contract.report("discuss"), decided=lambda run: f"by lot in {run.id}" * run.stage.decides)
    monkeypatch.setattr(contract.surface("discuss", "report"), "REPORT", by_lot)
    said = next(said for said in how_to_read(workshop) if "How decisions were made" in said)
    assert said.startswith("How decisions were made: by lot in decide. A low count is no vote against")


FACTS = (
    ("programme", {"sponsor": "The council", "starts": "2011-04-01", "ends": "2013-04-30"}),
    (
        "programme",
        {"objectives": ["Plain words", "Shared rooms"], "groups": [{"id": "vcs", "label": "Voluntary groups"}]},
    ),
    ("programme", {"task_group": [{"name": "Ann Other", "group": "vcs"}, {"name": "Bo", "group": ""}]}),
    ("challenge", {"id": "c1", "text": "Are they ready?", "settled": "Centres stay", "said": "2012-11-20"}),
    ("challenge", {"id": "c2", "text": "Which outcomes?"}),
)


def test_the_programmes_facts_are_printed_as_far_as_they_are_known_and_nobody_is_named(tmp_path: Path) -> None:
    entries = list(a_day())
    assert "The programme" not in words(printed(entries, tmp_path))
    for kind, body in FACTS:
        entries.append(Entry(entries[-1].seq + 1, f"fact-{len(entries)}", "", "", START, "", kind, body))
    said = words(printed(entries, tmp_path))
    for told in (
        "The programme Voluntary groups Sponsor: The council",
        "It runs from 1 April 2011 to 30 April 2013.",
        "What it is for 1. Plain words 2. Shared rooms",
        "Are they ready? as said on 20 November 2012 settled Centres stay",
        "Which outcomes? Nothing is said about it yet.",
        "2 people in the task group: 1 from Voluntary groups.",
    ):
        assert told in said
    assert "Ann Other" not in said


def test_a_summary_is_whole_or_not_there(tmp_path: Path) -> None:
    programme, workshop = folded(a_day())
    (tmp_path / "summary.pdf").mkdir()
    with pytest.raises(Fault, match="is a folder"):
        write(summary.DOCUMENT, workshop, programme, tmp_path / "summary.pdf", made_at=MADE)
    assert [path.name for path in tmp_path.iterdir()] == ["summary.pdf"]


def test_the_file_is_never_changed_by_a_summary(tmp_path: Path) -> None:
    path = stored(tmp_path / "day.facilitator", a_day())
    before = path.read_bytes()
    programme, workshop = load.workshop(path)
    write(summary.DOCUMENT, workshop, programme, tmp_path / "summary.pdf", made_at=MADE, file_name=path.name)
    assert path.read_bytes() == before


@settings(max_examples=20, deadline=None)
@given(texts=st.lists(WORDS, min_size=1, max_size=4), title=WORDS)
def test_any_words_can_be_printed(texts: list[str], title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    day = Writer()
    day.begin(title=title, challenge=texts[0], aims=texts, place=texts[-1])
    day.add("joined", person="p", group=texts[0])
    for text in texts:
        key = day.add("note", "facts", text=text, group=text, table=text[:3], question=texts[0])
        day.add("edited", "facts", target=key, text=f"{text} {text}")
        day.add("note", "decide", text=text, fields={"kind": text, "owner": text, "by": text})
        day.add("note", "feelings", text=text, fields={"tone": text})
    said = words(printed(day.entries, tmp_path_factory.mktemp("any")))
    for heading in ("Who took part", "Planned and actual minutes", "How to read this summary"):
        assert heading in said
    plain = [text for text in texts if re.fullmatch("[A-Za-z]+", text)]
    assert [text for text in plain if text not in said] == []


def test_a_note_of_many_pages_and_many_joined_ones_fit(tmp_path: Path) -> None:
    day = Writer()
    day.begin()
    day.add("stage_opened", "facts")
    long = day.add("note", "facts", text="word " * 2000 + "end of the long one", source="import")
    day.add("edited", "facts", target=long, text="other " * 2000 + "end of the new one", protects=False)
    others = [day.add("note", "facts", text=f"like that {n}") for n in range(80)]
    day.add("merged", "facts", targets=others, into=long)
    said = words(printed(day.entries, tmp_path))
    assert "end of the long one" in said
    assert "end of the new one" in said
    assert "Said by 81 notes; the others follow." in said
    assert "like that 79" in said


@pytest.mark.logs("made part by part", "is shown plainly")
def test_a_part_that_fails_is_printed_plainly_and_the_rest_as_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(run: object, context: object) -> list[Any]:
        raise ZeroDivisionError("nobody foresaw this")

    breaking = replace(contract.report("collect"), section=breaks)
    monkeypatch.setattr(contract.surface("collect", "report"), "REPORT", breaking)
    programme, workshop = folded(a_day())
    out = tmp_path / "summary.pdf"
    plain = write(summary.DOCUMENT, workshop, programme, out, made_at=MADE)
    assert plain == ["2. Facts", "3. Feelings", "4. Silence", "6. Close"]
    said = words(PdfReader(out))
    assert said.count(PLAIN) == 4
    assert "Two groups are parent-run" in said
    assert "The Tuesday session" in said
    assert "Mrs X" not in said
    assert "My secret" not in said
    assert "Test one service" in said
    assert "Who took part" in said
    assert "nobody foresaw this" in caplog.text


@pytest.mark.logs("made part by part", "is shown plainly")
def test_a_part_that_fails_only_on_the_page_is_printed_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Breaks(Flowable):
        def wrap(self, width: float, height: float) -> tuple[float, float]:
            raise TypeError("nobody foresaw that")

    for name in ("opening", "rated", "times"):
        monkeypatch.setattr(summary, name, lambda *_given: [Breaks()])
    programme, workshop = folded(a_day())
    out = tmp_path / "summary.pdf"
    plain = write(summary.DOCUMENT, workshop, programme, out, made_at=MADE)
    assert plain == ["What could we do: together?", "Evaluation", "Planned and actual minutes"]
    said = words(PdfReader(out))
    assert "Borough" in said and "Parents: 2" in said and "Two groups are parent-run" in said
    assert "nobody foresaw that" in caplog.text


@pytest.mark.logs("made part by part", "is shown plainly")
def test_words_that_cannot_be_set_at_all_stand_in_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shape = Face.shape

    def breaks(face: Face, words: str, rtl: bool = False) -> tuple[Glyph, ...]:
        if "\u263a" in words:
            raise ValueError("a font that fails")
        return shape(face, words, rtl)

    monkeypatch.setattr(Face, "shape", breaks)
    entries = [
        replace(e, body={**e.body, "title": "Day \u263a", "notice": "\u263a"}) if e.kind == "workshop" else e
        for e in a_day()
    ]
    said = words(printed(entries, tmp_path, "day \u263a.facilitator"))
    assert "Day \\u263a" in said and "day \\u263a.facilitator" in said
    assert "Two groups are parent-run" in said and "Test one service" in said
    assert "a font that fails" in caplog.text
