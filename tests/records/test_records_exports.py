"""The exported files: promised columns, harmless cells, the same bytes for the same workshop, whole or not at all."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.entry import Entry
from facilitator.records import exports, files, load
from facilitator.store import whole
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed
from records_day import START, Writer, a_day, folded, stored

PROMISED = (
    "programme,workshop_id,workshop,date,stage_no,stage,method,prompt,comment_id,text,partner_group,source,submitted_at,"
    "theme,status,status_reason,votes,score"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV as the tools of others read it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def csv_files(out: Path) -> dict[str, Path]:
    """Files by the name of their table."""
    programme, workshop = folded(a_day())
    made = exports.export(programme, workshop, ["csv"], out, made_at=START)
    return {path.stem.split("_", 2)[2]: path for path in made}


@pytest.mark.parametrize("name", ["comments", "stage_times", "attendance", "decisions", "parking_lot", "edits"])
def test_csv_is_as_it_was(name: str, tmp_path: Path, golden: Callable[[str, bytes], None]) -> None:
    golden(f"{name}.csv", csv_files(tmp_path)[name].read_bytes())


def test_json_is_as_it_was(golden: Callable[[str, bytes], None]) -> None:
    golden("workshop.json", exports.to_json(*folded(a_day())))


def test_comments_have_the_promised_form(tmp_path: Path) -> None:
    path = csv_files(tmp_path)["comments"]
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf" + PROMISED.encode() + b"\r\n")
    assert path.name == "2011-11-15_What-could-we-do-together_comments.csv"
    rows = {row["comment_id"]: row for row in rows_of(path)}
    by_text = {row["text"]: row for row in rows.values()}
    assert len(rows) == 14
    assert by_text["'=1+1"]["partner_group"] == "", "so few were there that it would point to somebody"
    (withheld,) = (row for row in rows.values() if row["status"] == "hidden")
    assert (withheld["text"], withheld["status_reason"]) == ("", "names a person")
    merged = by_text["Mums run ours"]
    assert merged["status"] == "merged"
    assert rows[merged["status_reason"].removeprefix("merged into comment ")]["text"] == "Two groups are parent-run"
    assert by_text["Test one service"]["votes"] == "7"
    assert by_text["Test one service"]["score"] == "5"
    assert {row["status"] for row in rows.values()} == {"live", "merged", "hidden", "withdrawn", "parked"}
    assert {row["workshop_id"] for row in rows.values()} == {"talk01"}
    assert "My secret" not in raw.decode()
    assert "Mrs X" not in raw.decode()


def test_times_are_coarse_where_nothing_of_the_person_is_kept(tmp_path: Path) -> None:
    rows = rows_of(csv_files(tmp_path)["comments"])
    feelings = [row for row in rows if row["prompt"] == "How does it feel?"]
    opened = {r["stage"]: r["opened"] for r in rows_of(csv_files(tmp_path)["stage_times"])}["Feelings"]
    assert [row["submitted_at"] for row in feelings] == [opened, opened]
    assert all(len(row["submitted_at"]) == len("2011-11-15T10:20Z") for row in rows)
    assert [row["text"] for row in feelings] == ["hopeful, but tired", "worried\nabout our name"]


def test_attendance_says_how_it_is_known(tmp_path: Path) -> None:
    counted = rows_of(csv_files(tmp_path)["attendance"])
    assert [(r["partner_group"], r["people"], r["basis"]) for r in counted] == [
        ("Voluntary & community sector", "4", "counted in the room"),
        ("Parents", "2", "counted in the room"),
    ]


def test_phones_count_only_where_nobody_counted_the_room(tmp_path: Path) -> None:
    day = Writer()
    day.begin()
    day.add("joined", person="a", group="PAR")
    day.add("joined", person="b")
    made = exports.export(*folded(day.entries), ["csv"], tmp_path, made_at=START)
    rows = rows_of(next(p for p in made if "attendance" in p.name))
    assert [(r["partner_group"], r["people"], r["basis"]) for r in rows] == [
        ("Voluntary & community sector", "0", "joined by phone"),
        ("Parents", "1", "joined by phone"),
        ("Not said", "1", "joined by phone"),
    ]


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=5))
def test_any_cell_comes_back_and_none_is_a_formula(cells: list[str]) -> None:
    names = [f"c{n}" for n in range(len(cells))]
    raw = exports.to_csv(names, [dict(zip(names, cells, strict=True))])
    head, back = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert head == names
    for cell, found in zip(cells, back, strict=True):
        assert found.removeprefix("'") == cell.removeprefix("'")
        assert not found.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert found == cell or cell[0] in "=+-@\t\r"


def test_numbers_stay_numbers() -> None:
    assert exports.harmless(-3) == -3
    assert exports.harmless("-3") == "'-3"


def test_the_password_of_the_network_stays_here() -> None:
    raw = exports.to_json(*folded(a_day(wifi="Hall", wifi_password="open sesame")))
    assert b"Hall" in raw
    assert b"sesame" not in raw


def test_the_file_is_never_changed(tmp_path: Path) -> None:
    path = stored(tmp_path / "day.facilitator", a_day())
    before = path.read_bytes()
    programme, workshop = load.workshop(path)
    exports.export(programme, workshop, ["csv", "json"], tmp_path / "out")
    assert path.read_bytes() == before
    assert len(workshop.entries) == len(a_day()) - 1


def test_json_says_nothing_of_this_computer(tmp_path: Path) -> None:
    programme, workshop = folded(a_day())
    data = json.loads(exports.to_json(programme, workshop))
    assert list(data) == ["about", "entries", "programme", "schema", "version", "workshop"]
    assert "should not be given" in data["about"]
    assert not {"presence", "serving", "programme"} & {entry["kind"] for entry in data["entries"]}


def test_an_unknown_format_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"'docx'.*csv, xlsx, json"):
        exports.export(*folded(a_day()), ["csv", "docx"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_when_one_file_cannot_be(tmp_path: Path) -> None:
    programme, workshop = folded(a_day())
    comments, *_, last = exports.export(programme, workshop, ["csv"], tmp_path, made_at=START)
    comments.write_text("the old comments", encoding="utf-8")
    last.unlink()
    in_the_way = tmp_path / f"{files.stem(programme, workshop)}_workshop.json"
    in_the_way.mkdir()
    with pytest.raises(Fault, match="is a folder"):
        exports.export(programme, workshop, ["csv", "json"], tmp_path, made_at=START)
    assert comments.read_text(encoding="utf-8") == "the old comments"
    assert not last.exists()
    assert in_the_way.is_dir()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_what_was_replaced_comes_back_when_a_later_file_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old", encoding="utf-8")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if Path(target) == second:
            raise PermissionError(13, "open in another program")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(Fault, match="open in another program"):
        whole.write_whole({first: b"new", second: b"new"})
    assert first.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Fault, match="could not be written"):
        exports.export(*folded(a_day()), ["json"], tmp_path / "file" / "out")


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Local groups: what / could \\ we do?", "Local-groups-what-could-we-do"),
        ("..\\..//", "workshop"),
        ("", "workshop"),
        ("Caf\u00e9 children's", "Caf\u00e9-childrens"),
        ("\u4e00" * 100, "\u4e00" * 40),
        ("\u09ac\u09be\u0982\u09b2\u09be \U0001f389", "\u09ac\u09be\u0982\u09b2\u09be"),
        ("x" * 50 + " y", "x" * 40),
    ],
)
def test_titles_become_safe_names(title: str, short: str) -> None:
    assert files.short_title(title) == short


def test_two_workshops_of_one_name_have_two_file_names() -> None:
    first, second = Writer(), Writer("other01")
    first.begin()
    second.begin()
    programme, workshop = folded([*first.entries, *second.entries])
    names = [files.stem(programme, w) for w in programme.workshops.values()]
    assert names[0] == files.stem(programme, workshop) == "2011-11-15_What-could-we-do-together"
    assert names[1] == f"{names[0]}-2"


def another(**info: Any) -> list[Entry]:
    """A workshop of another programme with the same title and date."""
    day = Writer("talk02")
    day.begin(**info)
    day.add("stage_opened", "facts")
    day.add("note", "facts", text="Only in the other one", source="phone")
    return day.entries


@pytest.mark.parametrize("formats", [["csv"], ["json"], ["csv", "json"]])
def test_two_workshops_of_one_name_are_both_kept_in_one_folder(formats: list[str], tmp_path: Path) -> None:
    first = exports.export(*folded(a_day()), formats, tmp_path, made_at=START)
    kept = {path: path.read_bytes() for path in first}
    second = exports.export(*folded(another()), formats, tmp_path, made_at=START)
    assert {path: path.read_bytes() for path in first} == kept
    assert {path.name.split("_")[1] for path in second} == {"What-could-we-do-together-2"}
    assert "Only in the other one" in "".join(path.read_text(encoding="utf-8-sig") for path in second)
    assert exports.export(*folded(a_day()), formats, tmp_path, made_at=START) == first
    assert exports.export(*folded(another()), formats, tmp_path, made_at=START) == second
    assert len(list(tmp_path.iterdir())) == len(first) + len(second)


@pytest.mark.parametrize("there", [b"", b"{", b"[]", b'{"workshop": 7}', b"\xff\xfe\x00", b'{"a": 1}'])
def test_a_file_that_is_no_export_of_this_workshop_stays(there: bytes, tmp_path: Path) -> None:
    first = tmp_path / "2011-11-15_What-could-we-do-together_workshop.json"
    first.write_bytes(there)
    made = exports.export(*folded(a_day()), ["json"], tmp_path)
    assert [path.name for path in made] == ["2011-11-15_What-could-we-do-together-2_workshop.json"]
    assert first.read_bytes() == there


def test_an_export_that_replaces_nothing_gets_a_number_beside_an_earlier_one(tmp_path: Path) -> None:
    first = exports.export(*folded(a_day()), ["csv"], tmp_path)
    first[0].write_bytes(b"with somebody's remarks")
    second = exports.export(*folded(a_day()), ["csv"], tmp_path, replaces=False)
    assert first[0].read_bytes() == b"with somebody's remarks"
    assert {path.name for path in first} & {path.name for path in second} == set()
    assert all("-2_" in path.name for path in second)


NO_TARGET = ("x.facilitator", "X.Facilitator", "x.facilitator-wal", "plain.db", "open.pdf", "link.pdf")


@pytest.mark.parametrize("name", NO_TARGET)
def test_no_record_takes_the_place_of_a_programme(name: str, tmp_path: Path) -> None:
    stored(tmp_path / "plain.db")
    (tmp_path / "open.pdf").write_bytes(b"as it is")
    (tmp_path / "open.pdf-wal").touch()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "plain.db")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(Fault, match="is a programme file and is not replaced"):
        whole.write_whole({tmp_path / "good.csv": b"new", tmp_path / name: b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_programme_that_is_open_is_not_opened_to_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stored(tmp_path / "day.db", a_day())
    opened: list[str] = []
    plain = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *how, **more: opened.append(self.name) or plain(self, *how, **more))
    with contextlib.closing(open_feed(path)) as log:
        assert log.pull(0, 1)
        assert whole.is_programme(path)
        assert "day.db" not in opened
    assert whole.is_programme(path)
