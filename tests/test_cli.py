"""The command line: what it answers, its exit codes, and that a user's mistake never shows a traceback."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator import network
from facilitator.activities import contract, library
from facilitator.cli import run
from facilitator.cli.parser import build
from facilitator.model import acts
from facilitator.model.addresses import Address
from facilitator.model.entry import Draft
from facilitator.records import load
from facilitator.store import schema
from facilitator.store.feed import open_or_create

COMMANDS = sorted(build().get_default("commands"))
BAD_METHOD = """
key = "mine"
title = "Mine"
purpose = "p"
credit = "c"
[[stages]]
id = "one"
title = "One"
activity = "shouting"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A programme file with one focused conversation."""
    path = tmp_path / "day.facilitator"
    assert run(["new", str(path), "--title", "Our hall", "--method", "focused-conversation"]) == 0
    return path


def control(file: Path, *words: str) -> int:
    """One verb on a file."""
    return run(["control", str(file), *words])


def open_stage(file: Path) -> str:
    """The id of the open stage; empty when none is."""
    return load.workshop(file)[1].open_id


def process(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """The command line as a process of its own."""
    environment = {**os.environ, "FACILITATOR_HOME": str(home)}
    words = (sys.executable, "-m", "facilitator", *words)
    return subprocess.run(
        words, capture_output=True, text=True, encoding="utf-8", env=environment, check=False, timeout=240
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"facilitator {command}" in shown.partition("example:")[2]


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["new"],
        ["nosuch", "x", "y"],
        ["serve", "x.facilitator", "--port", "70000"],
        ["control", "x.facilitator"],
        ["control", "x.facilitator", "jump"],
        ["control", "x.facilitator", "timer", "soon"],
        ["export", "x.facilitator", "--out", "d", "--format", "docx"],
        ["summary", "x.facilitator"],
        ["document", "x.facilitator", "evaluation-summary"],
        ["document", "x.facilitator", "evaluation-summary", "--format", "odt", "--out", "x"],
        ["rehearse", "--participants", "0"],
        ["rehearse", "--sample", "poole", "--method", "kj"],
        ["rehearse", "x.facilitator", "--method", "kj"],
        ["new", "x.facilitator", "--plan", "p.toml"],
    ],
)
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["new", "F", "--method", "nosuch"],
        ["new", "F", "--sample", "nosuch"],
        ["new", "F", "--date", "tomorrow"],
        ["new", "F", "--starts", "25:00"],
        ["new", "F", "--group", "A", "--group", "A"],
        ["new", "no-folder/F"],
        ["control", "F", "status"],
        ["check", "F"],
        ["check", "F", "--restore-from", "G"],
        ["summary", "F", "--out", "x.pdf"],
        ["document", "F", "evaluation-summary", "--out", "x.pdf"],
        ["export", "F", "--out", "d"],
        ["import", "F", "G.json"],
        ["serve", "F"],
        ["methods", "check", "G.toml"],
        ["rehearse", "F", "--no-screen", "--out", "d"],
        ["rehearse", "--no-screen", "--out", "d", "--sample", "nosuch"],
        ["rehearse", "--no-screen", "--out", "d", "--comments", "G.csv"],
    ],
)
def test_what_cannot_be_done_is_1_and_one_plain_sentence(words: list[str], tmp_path: Path) -> None:
    words = [str(tmp_path / w) if w[:2] in ("F", "G.", "G", "no", "d") and w != "nosuch" else w for w in words]
    answer = process(*words, home=tmp_path)
    assert answer.returncode == 1, answer.stderr
    lines = answer.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].endswith(".")


def test_a_file_that_is_something_else_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "letter.facilitator"
    other.write_text("Dear all, " * 100, encoding="utf-8")
    for words in (["check", str(other)], ["control", str(other), "next"], ["new", str(other)]):
        assert run(words) == 1
        assert "not a Facilitator programme file" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8").startswith("Dear all")


def test_new_makes_a_file_and_prints_the_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "day.facilitator"
    words = ["--title", "Our hall", "--group", "Parents", "--group", "LA=Local authority", "--tables", "3"]
    assert run(["new", str(path), *words, "--date", "2026-03-31", "--method", "focused-conversation"]) == 0
    printed = capsys.readouterr().out.strip()
    programme, workshop = load.workshop(path)
    assert printed == workshop.id
    assert (programme.title, workshop.info.title) == ("", "Our hall")
    assert [(g.label, g.short) for g in workshop.groups] == [("Parents", "PAR"), ("Local authority", "LA")]
    assert (workshop.info.date, workshop.info.tables, len(workshop.stages)) == ("2026-03-31", 3, 6)


def test_new_adds_a_workshop_to_a_file_that_is_there(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = load.programme(file)
    capsys.readouterr()
    assert run(["new", str(file), "--title", "Second", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    after = load.programme(file)
    assert (after.title, before.title) == ("", "")
    assert list(after.workshops)[-1] == made["workshop"]
    assert len({w.code for w in after.workshops.values()} | {made["code"]}) == 2


def test_new_from_the_sample_has_its_questions_and_no_notes(tmp_path: Path) -> None:
    path = tmp_path / "poole.facilitator"
    assert run(["new", str(path), "--sample", "poole", "--place", "Hall 2"]) == 0
    workshop = load.workshop(path)[1]
    assert workshop.info.place == "Hall 2"
    assert "invented" in workshop.info.notice
    assert workshop.runs["reflective"].prompt == "Where did you feel encouraged or uneasy?"
    assert sum(len(run.notes) for run in workshop.stages) == 0


def test_methods_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["methods", "--json"]) == 0
    found = {method["key"]: method for method in json.loads(capsys.readouterr().out)}
    conversation = found["focused-conversation"]
    assert conversation["minutes"] == 40
    assert conversation["stages"] == ["open", "objective", "reflective", "interpretive", "decisional", "close"]
    assert set(conversation) == {"key", "title", "minutes", "stages"}


def test_methods_check_names_file_stage_and_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(BAD_METHOD, encoding="utf-8")
    assert run(["methods", "check", str(mine)]) == 1
    assert "mine.toml, stage 'one', field 'activity'" in capsys.readouterr().err
    mine.write_text(BAD_METHOD.replace("shouting", "collect"), encoding="utf-8")
    assert run(["methods", "check", str(mine)]) == 0
    assert "sound" in capsys.readouterr().out


def test_an_own_method_is_offered_and_a_bad_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path))
    (tmp_path / "methods").mkdir()
    (tmp_path / "methods" / "good.toml").write_text(BAD_METHOD.replace("shouting", "collect"), encoding="utf-8")
    (tmp_path / "methods" / "bad.toml").write_text("key =", encoding="utf-8")
    assert run(["methods"]) == 0
    shown = capsys.readouterr()
    assert "mine" in shown.out
    assert "bad.toml" in shown.err


def test_control_leads_through_the_stages(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb, stage in (("next", "open"), ("next", "objective"), ("back", "open")):
        assert control(file, verb) == 0
        assert open_stage(file) == stage
    assert control(file, "back") == 1
    assert control(file, "open", "Reflective") == 0
    assert open_stage(file) == "reflective"
    assert control(file, "reveal") == 0
    assert load.workshop(file)[1].runs["reflective"].open_to_room
    assert control(file, "close") == 0
    assert open_stage(file) == ""
    capsys.readouterr()
    assert control(file, "close") == 1
    assert capsys.readouterr().err == "No stage is open. Open one first: next, or open STAGE.\n"
    assert control(file, "open", "nosuch") == 1
    assert "objective" in capsys.readouterr().err


def test_control_keeps_the_clock(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    control(file, "next")
    for change in ("+120", "-60", "start", "pause"):
        assert control(file, "timer", change) == 0
    clock = load.workshop(file)[1].runs["open"].clock
    assert (clock.added, clock.running, clock.paused is not None) == (60_000, False, True)
    capsys.readouterr()
    assert control(file, "status", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["stage"]["id"] == "open"
    assert found["timer"]["phase"] == "paused"
    assert 180 < found["timer"]["remaining"] <= 240


def test_control_finishes_and_then_opens_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    control(file, "open", "close")
    assert control(file, "next") == 1
    assert control(file, "finish") == 0
    assert load.workshop(file)[1].finished_at is not None
    capsys.readouterr()
    assert control(file, "next") == 1
    assert "finished" in capsys.readouterr().err


def test_records_go_out_and_come_in_again(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    control(file, "next")
    cards = tmp_path / "cards.csv"
    cards.write_text("text,group\nThe hall is cold,Parents\nمرحبا,\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["import", str(file), str(cards), "--stage", "objective"]) == 0
    assert capsys.readouterr().out.strip() == "2"
    out = tmp_path / "records"
    assert run(["export", str(file), "--format", "csv,json", "--out", str(out)]) == 0
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert all(path.parent == out and path.exists() for path in paths)
    whole = next(path for path in paths if path.suffix == ".json")
    copy = tmp_path / "copy.facilitator"
    assert run(["import", str(copy), str(whole)]) == 0
    assert run(["export", str(copy), "--format", "json", "--out", str(tmp_path / "again")]) == 0
    assert (tmp_path / "again" / whole.name).read_bytes() == whole.read_bytes()
    capsys.readouterr()
    assert run(["export", str(file), "--out", str(tmp_path / "others")]) == 0
    assert {Path(line).suffix for line in capsys.readouterr().out.splitlines()} == {".csv", ".xlsx"}
    assert run(["summary", str(copy), "--out", str(tmp_path / "s.pdf")]) == 0
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")


def test_a_whole_programme_goes_to_another_file(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(file), "--title", "A second one", "--method", "kj"]) == 0
    assert run(["export", str(file), "--overall", "--format", "json", "--out", str(tmp_path / "out")]) == 0
    written = Path(capsys.readouterr().out.splitlines()[-1])
    copy = tmp_path / "copy.facilitator"
    assert run(["import", str(copy), str(written)]) == 0
    assert len(capsys.readouterr().out.split()) == 2
    assert run(["export", str(copy), "--overall", "--format", "json", "--out", str(tmp_path / "again")]) == 0
    assert (tmp_path / "again" / written.name).read_bytes() == written.read_bytes()
    capsys.readouterr()
    assert run(["export", str(file), "--overall", "--out", str(tmp_path / "all")]) == 0
    made = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert {path.suffix for path in made} == {".csv", ".xlsx"}
    times = next(path for path in made if path.name.endswith("_stage_times.csv"))
    with times.open(encoding="utf-8-sig", newline="") as stream:
        assert {row["workshop_id"] for row in csv.DictReader(stream)} == set(load.programme(file).workshops)


def test_an_import_that_fails_leaves_no_file(tmp_path: Path) -> None:
    source = tmp_path / "other.json"
    source.write_text("{}", encoding="utf-8")
    target = tmp_path / "copy.facilitator"
    assert run(["import", str(target), str(source)]) == 1
    assert not target.exists()


def test_check_tells_what_is_in_a_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["check", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["sound"], found["version"], found["kinds"]["method"]) == (True, schema.VERSION, 1)
    assert run(["check", str(file)]) == 0
    assert "Our hall" in capsys.readouterr().out


def test_check_puts_a_safe_copy_back(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from facilitator.store.copies import back_up

    copy = back_up(file)
    control(file, "next")
    assert run(["check", str(file), "--restore-from", str(copy)]) == 0
    assert "kept as" in capsys.readouterr().out
    assert open_stage(file) == ""


def test_doctor_says_whether_the_network_holds_so_many_and_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "addresses", lambda: [Address("192.168.43.20", "wlan0")])
    assert run(["doctor", "--expected", "25"]) == 1
    said = capsys.readouterr().out
    assert "LOOK  Room on the Wi-Fi: This Wi-Fi comes from a phone or a laptop" in said
    assert "Fix: one phone a table is enough; or plug in a router" in said


def test_doctor_looks_everything_over(capsys: pytest.CaptureFixture[str]) -> None:
    run(["doctor", "--json"])
    found = {one["what"]: one for one in json.loads(capsys.readouterr().out)}
    looked = {
        "Network",
        "Room on the Wi-Fi",
        "Firewall",
        "VPN",
        "Client isolation",
        "Power",
        "Disk",
        "Port",
        "Fonts",
    } | {"Sound", "Sleep", "Updates"}
    assert set(found) == {"Python", "Screen", "Window", "Libraries", *looked}
    assert found["Libraries"]["ok"]
    assert found["Fonts"]["ok"]


def test_help_and_serve_load_no_window_toolkit(tmp_path: Path) -> None:
    script = "import sys; from facilitator.cli import run; run({words}); print(*sys.modules, file=sys.stderr)"
    for words in (["--help"], ["serve", str(tmp_path / "nosuch.facilitator")]):
        call = [sys.executable, "-c", script.format(words=words)]
        loaded = subprocess.run(call, capture_output=True, text=True, check=True, timeout=240).stderr.split()
        assert "facilitator.cli.parser" in loaded
        assert [name for name in loaded if name.startswith(("PySide6", "reportlab"))] == []
        if words == ["--help"]:
            assert [name for name in loaded if name.startswith(("starlette", "sqlite3"))] == []


@pytest.mark.logs("made part by part", "is shown plainly")
def test_a_part_that_fails_is_told_in_a_sentence_and_the_summary_is_there(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(run: object, context: object) -> list[object]:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    breaking = replace(contract.report("collect"), section=breaks)
    monkeypatch.setattr(contract.surface("collect", "report"), "REPORT", breaking)
    capsys.readouterr()
    out = tmp_path / "s.pdf"
    assert run(["summary", str(file), "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(out)
    log = tmp_path / "home" / "logs" / "summary.log"
    assert told.err.startswith("Printed as plain lists: 2. ")
    assert told.err.endswith(f"What went wrong is written in {log}.\n")
    assert "nobody foresaw this" in log.read_text(encoding="utf-8")
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype html>"), ("docx", b"PK")])
def test_a_document_is_written_in_each_form(
    form: str, begins: bytes, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    out = tmp_path / f"s.{form}"
    assert run(["document", str(file), "evaluation-summary", "--format", form, "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_bytes().lstrip().startswith(begins)


def test_a_document_is_printed_on_the_paper_of_the_country(file: Path, tmp_path: Path) -> None:
    sizes = {}
    for paper in ("a4", "letter"):
        out = tmp_path / f"{paper}.pdf"
        assert run(["document", str(file), "evaluation-summary", "--paper", paper, "--out", str(out)]) == 0
        page = PdfReader(out).pages[0]
        sizes[paper] = (round(page.mediabox.width), round(page.mediabox.height))
        assert "Planned and actual minutes" in page.extract_text() + PdfReader(out).pages[1].extract_text()
    assert sizes == {"a4": (595, 842), "letter": (612, 792)}


def test_a_language_that_there_is_not_is_named(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["document", str(file), "evaluation-summary", "--lang", "tlh", "--out", str(tmp_path / "x.pdf")]
    assert run(asked) == 1
    assert "There is no language 'tlh'. There are: en-GB" in capsys.readouterr().err


KEYS = [
    "evaluation-summary", "overall-summary", "attendance", "development-plan", "evidence-checklist", "proceedings",
    "agenda", "run-sheet", "cue-cards", "host-scripts", "join-poster", "table-cards", "paper-forms",
]  # fmt: skip


def test_the_documents_there_are_are_listed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["documents", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [each["key"] for each in listed] == KEYS
    assert run(["documents", str(file), "--json"]) == 0
    (summary, *_others, forms) = json.loads(capsys.readouterr().out)
    assert (summary["printable"], summary["state"], forms["formats"]) == (True, "draft", ["pdf", "html", "docx"])
    assert run(["documents", str(file)]) == 0
    assert capsys.readouterr().out.startswith("evaluation-summary  Evaluation summary  draft\n")


def test_a_document_that_there_is_not_is_named(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["document", str(file), "nosuch", "--out", str(tmp_path / "x.pdf")]) == 1
    assert capsys.readouterr().err.endswith(f"There is no document 'nosuch'. There are: {', '.join(KEYS)}.\n")
    assert not (tmp_path / "x.pdf").exists()


def test_no_command_writes_a_record_over_a_programme(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.facilitator"
    assert run(["new", str(other), "--title", "Our hall", "--method", "check-in"]) == 0
    link = tmp_path / "s.pdf"
    link.symlink_to(other)
    before = {path: path.read_bytes() for path in (file, other)}
    for out in (file, other, link):
        capsys.readouterr()
        assert run(["summary", str(file), "--out", str(out)]) == 1
        assert capsys.readouterr().err == f"{out.name} is a programme file and is not replaced. Choose another name.\n"
        assert run(["export", str(file), "--out", str(out)]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert {path: path.read_bytes() for path in (file, other)} == before


def test_what_a_csv_brings_is_said_before_it_is_taken(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = tmp_path / "cards.csv"
    words = "\u0417\u0430\u043b \u0445\u043e\u043b\u043e\u0434\u043d\u044b\u0439"
    cards.write_bytes(f"text,stage\n{words},objective\na,b,c\n".encode("cp1251"))
    capsys.readouterr()
    assert run(["import", str(file), str(cards), "--look"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "read as Cyrillic (Windows), which is a guess" in said.err
    assert "\u0417\u0430\u043b \u0445\u043e\u043b\u043e\u0434\u043d\u044b\u0439 | objective" in said.err
    assert "more cells than in the first row (words with a comma in them need quotation marks): row 3." in said.err
    assert run(["import", str(file), str(cards), "--encoding", "utf-8"]) == 1
    assert "cannot be read as Unicode (UTF-8)" in capsys.readouterr().err
    assert run(["import", str(file), str(cards), "--encoding", "cp1251"]) == 0
    said = capsys.readouterr()
    assert said.out == "1\n"
    assert "guess" not in said.err
    notes = load.workshop(file)[1].run("objective").notes
    assert [note.text for note in notes] == ["\u0417\u0430\u043b \u0445\u043e\u043b\u043e\u0434\u043d\u044b\u0439"]


def test_a_programme_has_the_title_that_it_was_given_and_no_workshops(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load.programme(file).title == ""
    assert run(["new", str(file), "--title", "Two", "--method", "kj", "--programme", "Our year"]) == 0
    assert load.programme(file).title == "Our year"


@pytest.fixture
def year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Three workshops: the one made first was held second, the second first, and the third is still to come."""
    path = tmp_path / "year.facilitator"
    drafts = []
    for key, day in (("wa", 20), ("wb", 10), ("wc", 0)):
        drafts += acts.create({"title": f"Day {key}"}, [library.find("check-in")], workshop=key)
        if day:
            at = 1_700_000_000_000 + day * 86_400_000
            stage = library.find("check-in").stages[0].id
            drafts.append(Draft("stage_opened", {}, key, stage, at=at))
            drafts.append(Draft("finished", {}, key, at=at + 60_000))
    with open_or_create(path) as feed:
        feed.append(drafts)
    return path


def test_check_lists_every_workshop(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(year), "--json"]) == 0
    there = json.loads(capsys.readouterr().out)["workshops"]
    assert [(each["id"], each["held"]) for each in there] == [("wa", True), ("wb", True), ("wc", False)]
    assert {"title", "date", "stages", "comments"} < set(there[0])
    assert run(["check", str(year)]) == 0
    assert "Day wc, 1 stage, 0 comments, not held yet" in capsys.readouterr().out


def test_records_are_of_the_workshop_held_last_and_say_so(
    year: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "s.pdf"
    assert run(["summary", str(year), "--out", str(page)]) == 0
    told = capsys.readouterr().err
    assert "This is of 'Day wa' (wa), held last of those in year.facilitator. Another: --workshop ID" in told
    words = " ".join(PdfReader(page).pages[0].extract_text().split())
    assert "workshop 2 of 2" in words
    assert run(["summary", str(year), "--workshop", "wb", "--out", str(page)]) == 0
    assert capsys.readouterr().err == ""
    assert "workshop 1 of 2" in " ".join(PdfReader(page).pages[0].extract_text().split())
    assert run(["summary", str(year), "--workshop", "wc", "--out", str(page)]) == 0
    assert "of 2" not in " ".join(PdfReader(page).pages[0].extract_text().split())


def test_where_nothing_was_held_the_newest_is_said_to_be_so(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(file), "--title", "A second one", "--method", "kj"]) == 0
    capsys.readouterr()
    assert run(["export", str(file), "--out", str(tmp_path / "out")]) == 0
    assert "No workshop in day.facilitator was held yet" in capsys.readouterr().err


def test_new_makes_a_whole_sample_programme_and_prints_the_id_of_each_workshop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "years.facilitator"
    assert run(["new", str(path), "--sample", "poole-programme"]) == 0
    told = capsys.readouterr().out.split()
    programme = load.programme(path)
    assert told == list(programme.workshops) and len(told) == 6
    assert len({each.code for each in programme.workshops.values()}) == 6
    assert not any(each.rehearsal or each.finished_at for each in programme.workshops.values())
    for words, sentence in (
        ([str(path), "--sample", "poole-programme"], "is there already"),
        ([str(tmp_path / "x.facilitator"), "--sample", "poole-programme", "--title", "Mine"], "brings its own facts"),
    ):
        assert run(["new", *words]) == 1
        assert sentence in capsys.readouterr().err
    assert run(["rehearse", "--sample", "poole-programme", "--participants", "9"]) == 2
    assert "brings its own people" in capsys.readouterr().err
