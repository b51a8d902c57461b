"""The view in the file, CSV, XLSX, and what the JSON gives on another laptop say the same, row for row."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import any_day
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import upstream
from facilitator.activities import lenses, library, samples
from facilitator.model import acts, mixing
from facilitator.model.entry import Draft, Entry
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.records import exports, imports, load
from facilitator.store import file
from facilitator.store.feed import open_feed

NOW = 1_421_370_640_000
SHARED = {
    "id": "comment_id",
    "workshop": "workshop_id",
    "method": "method",
    "prompt": "prompt",
    "text": "text",
    "partner_group": "partner_group",
    "source": "source",
    "at": "submitted_at",
    "status": "status",
}
"""The columns of the view `comments`, and what the exports call them."""
GIVEN = ("points", "by_phone", "by_hands")


def stored(path: Path, programme: Programme, workshop: Workshop) -> Path:
    """A file with the programme and the workshop, whose stages that keep nobody are over."""
    entries = sorted([*programme.entries, *mixing.mixed(workshop).entries], key=lambda entry: entry.seq)
    file.create(path)
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([entry.as_draft() for entry in entries])
    return path


def view(path: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a view."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f"SELECT * FROM {name} ORDER BY id")]


def in_csv(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a CSV, without the marks that keep spreadsheets from running cells."""
    rows = csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline=""))
    return [{key: re.sub(r"^'(?=[=+\-@\t\r])", "", cell) for key, cell in row.items()} for row in rows]


def in_xlsx(raw: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of every sheet but the first, by the sheet's name, as a reader of workbooks finds them."""
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    found = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).findall(".//m:sheet", names)
        for number, sheet in enumerate(sheets, 1):
            tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            rows = [["".join(cell.itertext()) for cell in row] for row in tree.findall(".//m:row", names)]
            if sheet.get("name") != "README":
                found[str(sheet.get("name"))] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return found


def seen(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The rows of the view `comments` as the exports have them."""
    return written(
        [{ours: "" if row[name] is None else str(row[name]) for name, ours in SHARED.items()} for row in rows]
    )


def written(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of an export, as far as the view has them, by their numbers."""
    return sorted(
        ({name: row[name] for name in SHARED.values()} for row in rows), key=lambda row: int(row["comment_id"])
    )


def as_xml(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: cell.replace("\r\n", "\n").replace("\r", "\n") for name, cell in row.items()} for row in rows]


def as_told(rows, comments):
    """Rows of the file's own view, which knows groups that others are not told, without those."""
    told = [row["partner_group"] for row in written(comments)]
    return [
        {**row, "partner_group": row["partner_group"] if group else ""} for row, group in zip(rows, told, strict=True)
    ]


def assert_one_record(programme: Programme, workshop: Workshop) -> None:
    """View, CSV, XLSX and JSON of a workshop agree."""
    workshop = mixing.mixed(workshop)
    files = exports.csv_files(programme, workshop, NOW)
    tables = exports.records_of(programme, workshop, NOW)
    book = in_xlsx(exports.to_xlsx(exports.README, tables))
    assert set(book) == {name.removesuffix(".csv") for name in files}
    for name, rows in book.items():
        assert rows == as_xml(in_csv(files, name)), name
    comments = in_csv(files, "comments")
    with tempfile.TemporaryDirectory() as folder:
        path = stored(Path(folder) / "a.facilitator", programme, workshop)
        assert as_told(seen(view(path, "comments")), comments) == written(comments)
        source, again = Path(folder) / "day.json", Path(folder) / "b.facilitator"
        source.write_bytes(exports.to_json(programme, workshop))
        file.create(again)
        imports.import_json(again, source)
        assert exports.csv_files(*load.workshop(again), NOW) == files
        assert as_told(seen(view(again, "comments")), comments) == written(comments)
        assert_the_votes_add_up(in_csv(files, "votes") if "votes.csv" in files else [], view(path, "votes"), workshop)


def assert_the_votes_add_up(rows: list[dict[str, str]], ballots: list[dict[str, Any]], workshop: Workshop) -> None:
    """Each item of a vote by dots has in the export what the view `votes` adds up to."""
    for run in workshop.stages:
        if run.stage.activity != "vote" or run.stage.options.get("style") == "rank":
            continue
        given = {row["item"]: 0 for row in ballots}
        for row in ballots:
            given[row["item"]] += row["n"] if row["stage"] == run.id else 0
        points = [int(row["points"]) for row in rows if row["stage"] == run.stage.title]
        assert sorted(filter(None, points)) == sorted(filter(None, given.values()))


@pytest.mark.parametrize("name", any_day.DAYS)
def test_every_activitys_day_is_one_record(name: str) -> None:
    assert_one_record(*any_day.folded(any_day.DAYS[name]()))


class Log:
    """A workshop with every stage of some methods, as entries that can be added to."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.programme = programmes.empty()
        self.at, self.seq = NOW, 0
        self.add(Draft("programme", {"title": "Programme"}))
        for draft in drafts:
            self.add(draft)

    @property
    def workshop(self) -> Workshop:
        (found,) = self.programme.workshops.values()
        return found

    def add(self, draft: Draft) -> str:
        self.at, self.seq = self.at + 61_000, self.seq + 1
        key = f"key{self.seq}"
        self.programme.fold(
            Entry(self.seq, key, draft.workshop, draft.stage, self.at, draft.person, draft.kind, draft.body)
        )
        return key

    def play(self) -> None:
        """Open every stage, and do in it all that may become of notes."""
        workshop = self.workshop
        for run in list(workshop.stages):
            self.add(Draft("stage_opened", {}, workshop.id, run.id))
            if run.stage.activity == "rotate":
                for n in (1, 2, 3):
                    self.add(Draft("round", {"n": n, "seconds": 60}, workshop.id, run.id))
                    body = {"text": f"In round {n}", "team": n % 3, "table": str(n), "source": "phone"}
                    self.add(Draft("note", body, workshop.id, run.id))
            keys = [self.add(draft) for draft in upstream.notes(workshop, run)]
            for change in upstream.changes(workshop, run, keys).values():
                self.add(change)


@pytest.mark.parametrize("key", sorted(library.methods()))
def test_every_method_is_one_record(key: str) -> None:
    groups = [{"id": "PAR", "label": "Parents"}]
    log = Log(acts.create({"title": "Day"}, [library.find(key)], groups=groups, workshop="w"))
    log.play()
    assert_one_record(log.programme, log.workshop)


@pytest.mark.parametrize("key", [key for key in samples.listed() if not samples.is_programme(key)])
def test_every_sample_is_one_record(key: str) -> None:
    log = Log(samples.find(key).drafts(workshop="w"))
    log.play()
    assert_one_record(log.programme, log.workshop)


ACTS = ("hidden", "restored", "parked", "withdrawn", "refiled", "filed", "merged", "edited", "note", "retracted")


def any_act(data: st.DataObject, log: Log) -> Draft:
    """Something that is done with notes, wherever they stand and whatever they are by now."""
    workshop = log.workshop
    runs = [*workshop.stages, workshop.parking]
    stage = data.draw(st.sampled_from([run.id for run in runs]))
    keys = [note.key for run in runs for note in run.notes] or ["none"]
    some, kind = st.sampled_from(keys), data.draw(st.sampled_from(ACTS))
    target = data.draw(some)
    home = workshop.find(target)
    if kind not in ("note", "retracted") and home and data.draw(st.integers(0, 5)):
        stage = home[1].stage
    body: dict[str, Any] = {"target": target}
    if kind == "filed":
        body |= {"to": data.draw(st.sampled_from([run.id for run in runs]))}
    elif kind == "merged":
        body = {"targets": data.draw(st.lists(some, min_size=1, max_size=3)), "into": data.draw(some)}
    elif kind == "edited":
        body |= {"text": data.draw(st.sampled_from(("Better", "=1+1", "two\nlines")))}
    elif kind == "note":
        team, group = data.draw(st.integers(0, 9)), data.draw(st.sampled_from(("", "PAR", "other", "Scouts")))
        fields = {"on": target, "kind": data.draw(st.sampled_from(("new", "builds", "answer")))}
        body = {"text": "Said", "team": team, "table": str(team), "group": group, "fields": fields}
        body |= {"board": data.draw(st.integers(0, 5)), "source": data.draw(st.sampled_from(("", "phone", "paper")))}
    elif kind == "retracted":
        body = {"target": data.draw(st.sampled_from([entry.key for entry in workshop.entries[2:]] or ["none"]))}
    return Draft(kind, body, workshop.id, stage, person=data.draw(st.sampled_from(("", "p1", "p2"))))


@settings(max_examples=6)
@given(data=st.data())
@pytest.mark.parametrize("keys", [("six-hats",), ("board-storm",), ("speed-dating", "arrival"), ("open-space", "kj")])
def test_any_log_is_one_record(keys: tuple[str, ...], data: st.DataObject) -> None:
    groups = [{"id": "PAR", "label": "Parents"}]
    methods = [library.find(key) for key in keys]
    log = Log(acts.create({"title": "Day"}, methods, groups=groups, workshop="w"))
    assert not lenses.doubts(methods[0])
    for number, run in enumerate(log.workshop.stages):
        log.add(Draft("stage_opened", {}, "w", run.id))
        if run.stage.activity == "rotate":
            log.add(Draft("round", {"n": number + 1, "seconds": 60}, "w", run.id))
        for draft in upstream.notes(log.workshop, run)[:2]:
            log.add(draft)
    for _ in range(data.draw(st.integers(1, 12))):
        log.add(any_act(data, log))
    assert_one_record(log.programme, log.workshop)
