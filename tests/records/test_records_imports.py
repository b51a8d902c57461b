"""What is taken in: an exported JSON byte for byte, a CSV whatever its encoding, and a sentence for what is wrong."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.model import acts
from facilitator.model.entry import Draft, Entry, clean
from facilitator.model.record import everything
from facilitator.records import csv_in, exports, imports, load
from facilitator.store import file
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed
from records_day import START, Writer, a_day, folded, stored

WORDS = (
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=60)
    .map(clean)
    .filter(bool)
)


@pytest.fixture
def day_file(tmp_path: Path) -> Path:
    """A programme file with a workshop whose facts stage is open."""
    day = Writer()
    day.begin()
    day.add("stage_opened", "facts")
    return stored(tmp_path / "day.facilitator", day.entries)


def texts(path: Path, stage: str = "facts") -> list[str]:
    """The notes of a stage."""
    run = load.workshop(path)[1].run(stage)
    assert run is not None
    return [note.text for note in run.notes]


def changed(tmp_path: Path, **more: Any) -> Path:
    """An exported JSON with something put in the place of something else."""
    data = json.loads(exports.to_json(*folded(a_day())))
    for name, value in more.items():
        data[name] = value(data[name]) if callable(value) else value
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_round_trip_gives_the_same_bytes(tmp_path: Path) -> None:
    raw = exports.to_json(*folded(a_day()))
    (tmp_path / "day.json").write_bytes(raw)
    again = stored(tmp_path / "again.facilitator")
    assert imports.import_json(again, tmp_path / "day.json") == ["talk01"]
    programme, workshop = load.workshop(again)
    assert programme.title == "Voluntary groups"
    assert exports.to_json(programme, workshop) == raw


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["facts", "feelings", "parking"])), max_size=8), WORDS)
def test_any_workshop_makes_the_round_trip(notes: list[tuple[str, str]], title: str) -> None:
    day = Writer()
    day.begin(title=title)
    keys = [day.add("note", stage, text=text) for text, stage in notes]
    for key in keys[::2]:
        undone = day.add("hidden", "facts", target=key)
        day.add("retracted", target=undone)
    raw = exports.to_json(*folded(day.entries))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "day.json"
        source.write_bytes(raw)
        path = stored(Path(folder) / "x.facilitator")
        imports.import_json(path, source)
        assert exports.to_json(*load.workshop(path)) == raw


def test_the_order_of_notes_makes_the_round_trip(tmp_path: Path) -> None:
    day = Writer()
    day.begin()
    one, *_rest, last = [day.add("note", "facts", text=text) for text in ("one", "two", "three")]
    day.add("moved", "facts", target=last, before=one)
    raw = exports.to_json(*folded(day.entries))
    (tmp_path / "day.json").write_bytes(raw)
    path = stored(tmp_path / "x.facilitator")
    imports.import_json(path, tmp_path / "day.json")
    assert texts(path) == ["three", "one", "two"]
    assert exports.to_json(*load.workshop(path)) == raw


FACTS = st.one_of(
    st.fixed_dictionaries(
        {}, optional={"title": WORDS, "sponsor": WORDS, "objectives": st.lists(WORDS, max_size=3)}
    ).map(lambda body: ("programme", body)),
    st.fixed_dictionaries({"id": st.sampled_from("ab"), "text": WORDS, "open": WORDS}).map(
        lambda body: ("challenge", body)
    ),
    st.sampled_from("ab").map(lambda key: ("challenge_removed", {"id": key})),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(FACTS, max_size=6), WORDS, st.booleans())
def test_any_programme_makes_the_round_trip(facts: list[tuple[str, dict[str, Any]]], title: str, undone: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, source, again = (Path(folder) / name for name in ("a.facilitator", "p.json", "b.facilitator"))
        file.create(path)
        with contextlib.closing(open_feed(path)) as log:
            for key in ("one", "two"):
                log.append([Draft("programme", {"title": title}), *acts.create({"title": title}, [], workshop=key)])
                log.append([Draft(kind, body) for kind, body in facts])
            if undone and (taken_back := acts.undo(load.programme(path))):
                log.append([taken_back, Draft("serving", {"url": "http://x"}, "one")])
        before = load.programme(path)
        source.write_bytes(exports.whole_to_json(before))
        stored(again)
        assert imports.import_json(again, source) == ["one", "two"]
        after = load.programme(again)
        assert (after.title, after.aspects) == (before.title, before.aspects)
        assert exports.whole_to_json(after) == source.read_bytes()
        with pytest.raises(Fault, match="already"):
            imports.import_json(again, source)


def test_a_whole_programme_goes_into_no_other(tmp_path: Path) -> None:
    path, source = stored(tmp_path / "day.facilitator", a_day()), tmp_path / "day.json"
    source.write_bytes(exports.whole_to_json(load.programme(path)))
    other = tmp_path / "other.facilitator"
    file.create(other)
    with contextlib.closing(open_feed(other)) as log:
        log.append([Draft("programme", {"title": "Ours"})])
    with pytest.raises(Fault, match="with facts of its own"):
        imports.import_json(other, source)
    assert load.programme(other).workshops == {}


def test_a_second_import_of_a_workshop_is_refused(tmp_path: Path) -> None:
    path = stored(tmp_path / "day.facilitator", a_day())
    (tmp_path / "day.json").write_bytes(exports.to_json(*folded(a_day())))
    with pytest.raises(Fault, match=r"already in day\.facilitator"):
        imports.import_json(path, tmp_path / "day.json")


def test_a_workshop_joins_another_one(tmp_path: Path) -> None:
    other = Writer("other01")
    other.begin(title="Another")
    other.add("note", "facts", text="here first")
    path = stored(tmp_path / "two.facilitator", other.entries)
    (tmp_path / "day.json").write_bytes(exports.to_json(*folded(a_day())))
    imports.import_json(path, tmp_path / "day.json")
    programme = load.programme(path)
    assert list(programme.workshops) == ["other01", "talk01"]
    assert len(programme.workshops["talk01"].runs["facts"].notes) == 7


def broken(place: int, /, **fields: Any) -> Any:
    """Changes one entry."""

    def change(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        entries[place] |= fields
        return entries

    return change


def with_method(name: str, value: object) -> Any:
    """Puts a value into the first stage of the first method."""

    def change(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        body = next(entry["body"] for entry in entries if entry["kind"] == "method")
        body["method"]["stages"][0][name] = value
        return entries

    return change


DEEP: dict[str, Any] = {}
for _ in range(30):
    DEEP = {"in": DEEP}


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"schema": "other"}, "neither a workshop nor a programme that this program exported"),
        ({"version": 99}, "newer program"),
        ({"version": True}, "which version"),
        ({"entries": []}, "no entries"),
        ({"entries": ["x"]}, "entry 1: its 'seq' is missing"),
        ({"entries": broken(5, seq=1)}, "entry 6: its number"),
        ({"entries": broken(5, at=-1)}, "entry 6: Its time lies before 1970"),
        ({"entries": broken(5, at=9 * 10**15)}, "entry 6: Its time lies before 1970 or after 2100"),
        ({"entries": broken(5, kind="timer", body={"verb": "add", "seconds": 10**15})}, "lengthens or shortens"),
        ({"entries": broken(5, kind="timer", body={"verb": "add", "seconds": "60"})}, "Its 'seconds' is not"),
        ({"entries": broken(5, kind="timer", body={"verb": "add", "seconds": 10**400})}, "larger than this program"),
        ({"entries": broken(5, kind="hidden", body={"target": []})}, "Its 'target' is not what it should be"),
        ({"entries": broken(5, kind="attendance", body={"groups": {"a": "3"}})}, "Its 'groups' is not"),
        ({"entries": broken(5, kind="note", body={"text": "w" * 400_000})}, "400000 characters long; 10000 fit"),
        ({"entries": broken(5, kind="note", body={"text": "w", "fields": DEEP})}, "nested too deep"),
        ({"entries": broken(5, kind="k" * 101)}, "longer than 100 characters"),
        (
            {"entries": broken(5, kind="stage_edited", stage="facts", body={"minutes": 10**6})},
            "to what no stage can be",
        ),
        (
            {"entries": broken(5, kind="stage_edited", stage="facts", body={"activity": "vote"})},
            "to what no stage can be",
        ),
        ({"entries": with_method("activity", "juggle")}, "does not know the activity 'juggle'"),
        ({"entries": with_method("minutes", 10**15)}, "is not as a method should be"),
        ({"entries": with_method("questions", [7, {}])}, "is not as a method should be"),
        ({"entries": with_method("options", {"lines": "many"})}, "The option 'lines' of its stage 'open' is not what"),
        ({"entries": with_method("options", {"offered": ["w" * 3000]})}, "The option 'offered' of its stage"),
        (
            {"entries": broken(5, kind="stage_edited", stage="facts", body={"options": {"words": 10**9}})},
            "The option 'words' of its stage 'facts'",
        ),
        ({"entries": broken(5, key="")}, "entry 6: its key"),
        ({"entries": broken(5, workshop="x")}, "entry 6: it belongs to another workshop"),
        ({"entries": broken(0, kind="note")}, "entry 1: the first entry must make the workshop"),
        ({"entries": broken(1, body={"method": {}})}, "entry 2: Its method has no stages"),
        ({"entries": broken(6, body={"text": "\ud800"})}, "entry 7: it has half a character"),
    ],
)
def test_a_wrong_json_is_refused_with_its_place(what: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    path = stored(tmp_path / "empty.facilitator")
    with pytest.raises(Fault, match=sentence):
        imports.import_json(path, changed(tmp_path, **what))
    assert not load.programme(path).workshops


@pytest.mark.parametrize("raw", [b"", b"\xff\x00", b"[" * 200_000, b'{"a": NaN}', b"[]", b'{"a": 1e999}'])
def test_what_is_no_json_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(raw)
    with pytest.raises(Fault, match=r"x\.json"):
        imports.import_json(stored(tmp_path / "empty.facilitator"), tmp_path / "x.json")


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ";"), ("utf-8", "|")],
)
def test_any_usual_encoding_and_separator(encoding: str, separator: str, day_file: Path, tmp_path: Path) -> None:
    rows = [["Text", "Group"], ["Caf\u00e9, and more", "parents"], ["", "PAR"], ["\u00bd day", "VCS"]]
    lines = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    (tmp_path / "in.csv").write_bytes(lines.encode(encoding))
    assert imports.import_csv(day_file, tmp_path / "in.csv") == 2
    run = load.workshop(day_file)[1].runs["facts"]
    assert [(n.text, n.group, n.source) for n in run.notes] == [
        ("Caf\u00e9, and more", "PAR", "import"),
        ("\u00bd day", "VCS", "import"),
    ]


def test_a_second_import_adds_only_what_is_new(day_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("text\nsame\nsame\nother\n", encoding="utf-8")
    assert imports.import_csv(day_file, source) == 3
    assert imports.import_csv(day_file, source) == 0
    source.write_text("text\nother\nsame\nsame\nnew\n", encoding="utf-8")
    assert imports.import_csv(day_file, source) == 1
    assert texts(day_file) == ["same", "same", "other", "new"]


def test_stage_and_time_are_used(day_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    rows = "text,stage,at\na,Feelings,2026-03-31T10:15:00Z\nb,2,\nc,parking,\nd,,\n"
    source.write_text(rows, encoding="utf-8")
    imports.import_csv(day_file, source)
    assert texts(day_file, "feelings") == ["a"]
    assert texts(day_file) == ["b", "d"]
    assert texts(day_file, "parking") == ["c"]
    note = next(iter(load.workshop(day_file)[1].runs["feelings"].notes))
    assert note.at == 1_774_952_100_000
    assert imports.import_csv(day_file, source, "talk01", "silent") == 4


def test_a_stage_that_keeps_nothing_gets_no_group(day_file: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text,group\na,Parents\n", encoding="utf-8")
    imports.import_csv(day_file, tmp_path / "in.csv", stage="feelings")
    assert [n.group for n in load.workshop(day_file)[1].runs["feelings"].notes] == [""]


def test_our_own_comments_come_back_as_they_were(day_file: Path, tmp_path: Path) -> None:
    made = exports.export(*folded(a_day()), ["csv"], tmp_path / "out", made_at=0)
    imports.import_csv(day_file, made[0])
    notes = list(load.workshop(day_file)[1].runs["facts"].notes)
    assert [n.text for n in notes][2] == "=1+1"
    assert "Mrs X never answers" not in [n.text for n in notes]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("words\na\n", "no column 'text'"),
        ("", "no column 'text'"),
        ("text,stage\nok,\nx,nowhere\n", "row 3: there is no stage 'nowhere'"),
        ("text,at\nok,\nx,yesterday\n", "row 3: 'yesterday' is not a time"),
        ("text,at\nx,1900-01-01\n", "row 2: '1900-01-01' is before 1970"),
        ("text\nok\n" + "x" * 10_001 + "\n", "row 3: the text is too long: 10001, and 10000 is the limit"),
        ("text,stage\nx,open\n", "row 2: There is nothing to type"),
        ("text,table\nx," + "9" * 99 + "\n", "row 2: what stands under 'table' is too long: 99, where 12 fit"),
        ("text,stage,by\nOne line,decide,soon\n", "row 2: 'soon' is not a date such as 2026-03-31"),
        ("text,stage,owner\nOne line,decide," + "A" * 400 + "\n", "row 2: This is 400 characters long; 80 fit"),
        ('text\n"' + "x" * 140_000 + '"\n', "row 2: a cell is too long"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken(rows: str, sentence: str, day_file: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(Fault, match=sentence):
        imports.import_csv(day_file, tmp_path / "in.csv")
    assert texts(day_file) == []


@pytest.mark.parametrize("name", ["link.csv", "link.json", "opened.db"])
@pytest.mark.parametrize("take_in", [imports.import_csv, imports.import_json])
def test_an_open_programme_under_another_name_is_not_read(
    take_in: Any, name: str, day_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = stored(tmp_path / "opened.db", a_day())
    (tmp_path / "link.csv").symlink_to(opened)
    (tmp_path / "link.json").symlink_to(opened)
    read: list[str] = []
    plain = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *how, **more: read.append(self.name) or plain(self, *how, **more))
    with contextlib.closing(open_feed(opened)) as log:
        assert log.pull(0, 1)
        with pytest.raises(Fault, match="is a programme, not records to import"):
            take_in(day_file, tmp_path / name)
    assert {"opened.db", name} & set(read) == set()


def test_a_source_that_is_not_there_is_a_sentence(day_file: Path, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"gone\.csv cannot be read"):
        imports.import_csv(day_file, tmp_path / "gone.csv")
    with pytest.raises(Fault, match=r"gone\.json cannot be read"):
        imports.import_json(day_file, tmp_path / "gone.json")


@given(st.binary(max_size=80))
def test_no_bytes_break_the_decoder(raw: bytes) -> None:
    text, encoding, _guessed = csv_in.decode("in.csv", raw)
    assert isinstance(text, str)
    assert encoding in csv_in.ENCODINGS


def test_an_export_of_the_same_workshop_adds_nothing(day_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "x.csv"
    source.write_text("text\nhello\nworld\n", encoding="utf-8")
    assert imports.import_csv(day_file, source, stage="facts") == 2
    programme, workshop = load.workshop(day_file)
    written = exports.export(programme, workshop, ["csv"], tmp_path / "out")
    comments = next(path for path in written if path.name.endswith("comments.csv"))
    assert imports.import_csv(day_file, comments) == 0
    assert texts(day_file) == ["hello", "world"]


def told(day_file: Path, source: Path, **how: str) -> str:
    """What is said before anything is taken in; nothing is."""
    before = len(load.workshop(day_file)[1].entries)
    said = " ".join(imports.look(day_file, source, **how).told)
    assert len(load.workshop(day_file)[1].entries) == before
    return said


def test_the_same_words_from_another_table_are_taken(day_file: Path, tmp_path: Path) -> None:
    for name in ("table 1.csv", "table 2.csv"):
        (tmp_path / name).write_text("text\nNo parking\n", encoding="utf-8")
        assert imports.import_csv(day_file, tmp_path / name) == 1
    assert texts(day_file) == ["No parking", "No parking"]
    assert "1 row was imported from a file of this name before" in told(day_file, tmp_path / "table 2.csv")


@pytest.mark.parametrize(
    ("rows", "taken", "why"),
    [
        ("text,group\nThe hall is cold, and dark\nWarm,Parents\n", ["Warm"], "group that this workshop does not have"),
        ("text,group\nCold, dark, far\nWarm,Parents\n", ["Warm"], "more cells than in the first row"),
        ("text,group\nCold,Scouts\nWarm,PAR\n", ["Warm"], "group that this workshop does not have"),
        ("text,group\n,PAR\nWarm,\n", ["Warm"], "no words in them: row 2."),
        ("text,mood\nWarm,good\n", ["Warm"], "Not taken: the columns mood."),
    ],
)
def test_what_is_left_out_is_said_before_with_its_row(
    rows: str, taken: list[str], why: str, day_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text(rows, encoding="utf-8")
    said = told(day_file, tmp_path / "in.csv")
    assert why in said
    assert said.startswith("1 comment to import.")
    imports.import_csv(day_file, tmp_path / "in.csv")
    assert texts(day_file) == taken


@pytest.mark.parametrize("rows", ['text\n"one\ntwo\nthree\n', 'text\n"one\ntwo "three" four\n', 'text\n"a"b\n'])
def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(rows: str, day_file: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(Fault, match="row 2: a quotation mark is opened and not closed") as met:
        imports.import_csv(day_file, tmp_path / "in.csv")
    assert not {"delimiter", "field limit", "EOF", "unexpected"} & set(met.value.sentence.split())
    assert texts(day_file) == []


def test_question_table_and_answers_are_taken(day_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    rows = (
        "text,stage,question,table,Tone,disputed\nA,facts,What was new?,3,,yes\nB,feelings,,,Good,\nC,feelings,,,odd,\n"
    )
    source.write_text(rows, encoding="utf-8")
    assert "does not offer: row 4." in told(day_file, source)
    imports.import_csv(day_file, source)
    workshop = load.workshop(day_file)[1]
    (fact,) = workshop.runs["facts"].notes
    assert (fact.question, fact.table, fact.fields) == ("What was new?", "3", {"disputed": True})
    assert [note.fields for note in workshop.runs["feelings"].notes] == [{"tone": "+"}, {}]


def test_our_own_comments_keep_question_and_status_and_the_rest_is_said(day_file: Path, tmp_path: Path) -> None:
    comments = exports.export(*folded(a_day()), ["csv"], tmp_path / "out", made_at=START)[0]
    said = told(day_file, comments)
    assert "What stood beside the comments (such as a tone), their votes and withheld words are not in it" in said
    assert "no words in them" in said
    imports.import_csv(day_file, comments)
    notes = {note.text: note for note in load.workshop(day_file)[1].runs["facts"].notes}
    assert notes["The Tuesday session"].question == "What was new?"
    assert notes["Mums run ours"].status == "merged"
    assert notes["Who pays for the cr\u00e8che?"].status == "parked"


ELSEWHERE = {
    "cp1251": "\u0417\u0430\u043b \u0445\u043e\u043b\u043e\u0434\u043d\u044b\u0439 \u0438 \u0442\u0451\u043c",
    "cp1250": "\u017b\u00f3\u0142te \u015bwiat\u0142o nie dzia\u0142a, prosz\u0119 o wi\u0119cej \u0142awek",
    "cp932": "\u4f1a\u5834\u304c\u5bd2\u3044\u3067\u3059\u3002\u99d0\u8eca\u5834\u304c\u5c11\u306a\u3059\u304e\u308b",
    "mac_roman": "Trop peu de places pr\u00e8s de l\u2019\u00e9cole, \u00e7a ne marche pas \u00e0 No\u00ebl",
    "cp1252": "Le caf\u00e9 est ferm\u00e9 le mercredi, trop peu de places pr\u00e8s de l\u2019\u00e9cole",
}


@pytest.mark.parametrize("encoding", ELSEWHERE)
def test_an_encoding_is_guessed_aloud_and_can_be_chosen(encoding: str, day_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(f'text\n"{ELSEWHERE[encoding]}"\n'.encode(encoding))
    guess = imports.look(day_file, source)
    assert (guess.sheet.encoding, guess.sheet.guessed) == (encoding, True)
    assert guess.sheet.first[1] == [ELSEWHERE[encoding]]
    chosen = imports.look(day_file, source, encoding=encoding)
    assert (chosen.sheet.encoding, chosen.sheet.guessed) == (encoding, False)
    with pytest.raises(Fault, match="cannot be read as Unicode"):
        imports.look(day_file, source, encoding="utf-8")


@pytest.mark.parametrize("redone", [False, True])
def test_undo_after_an_import_takes_all_of_it_back_and_shows_no_withheld_word(tmp_path: Path, redone: bool) -> None:
    path = stored(tmp_path / "day.facilitator", a_day())
    before = load.workshop(path)[1]
    rows = "text,stage,status,status_reason,comment_id\r\nFine,facts,live,,\r\nMrs X is late,facts,hidden,a name,\r\n"
    source = tmp_path / "rows.csv"
    source.write_text(rows + "Also fine,close,live,,\r\n", encoding="utf-8")
    assert imports.import_csv(path, source) == 3
    workshop = load.workshop(path)[1]
    for turn in range(2 if redone else 1):
        draft = (acts.undo, acts.redo)[turn](workshop)
        assert draft is not None
        with contextlib.closing(open_feed(path)) as feed:
            feed.append([draft, *acts.along(workshop, draft)])
        workshop = load.workshop(path)[1]
        live = [note.text for run in workshop.stages for note in run.notes.having("live")]
        assert "Mrs X is late" not in live
        assert ("Fine" in live) == ("Also fine" in live) == bool(turn)
        with contextlib.closing(sqlite3.connect(path)) as db:
            viewed = {text for (text,) in db.execute("SELECT text FROM comments WHERE status = 'live'")}
        assert viewed - {note.text for note in workshop.parking.notes} == set(live)
    if not redone:
        assert [n.text for _r, n in everything(workshop)] == [n.text for _r, n in everything(before)]
        last = acts.undo(workshop)
        assert last is not None
        assert last.body["what"] == "finished"


def test_what_is_of_the_desk_is_known_by_what_it_is() -> None:
    def entry(kind: str, person: str = "", **body: Any) -> Entry:
        return Entry(1, "k", "w", "s", 0, person, kind, body)

    own = [entry("hidden", target="a"), entry("note", text="a", source="paper"), entry("grouped", notes=["a"])]
    own += [entry("note", text="a", source="import", together="t"), entry("withdrawn", target="a")]
    others = [entry("note", text="a"), entry("note", text="a", source="phone"), entry("hidden", source="import")]
    others += [entry("support", target="a", token="t"), entry("withdrawn", target="a", by="phone")]
    others += [entry("placed", person="p", note="a"), entry("hidden", source="elsewhere", target="a")]
    assert all(map(acts.mine, own))
    assert not any(map(acts.mine, others))
