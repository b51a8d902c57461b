"""A tenth activity, written into a folder of its own and named in one tuple, is played without another file changed."""

from __future__ import annotations

import contextlib
import csv
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, get_args

import docx
import pytest
from page_forms import forms_of
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from web_helpers import GROUPS, Phone, W, append, entries, play

from facilitator import activities
from facilitator.activities import boards, contract, library
from facilitator.activities.playing import Cast
from facilitator.desktop.methods.stage import StageTable
from facilitator.desktop.record.erase import ErasePicker
from facilitator.documents import contract as documents
from facilitator.documents.writing import write
from facilitator.looks.rendering import Form
from facilitator.model import acts
from facilitator.model.workshop import Change
from facilitator.records import erasing, load, tables
from facilitator.rehearsal import people
from facilitator.rehearsal.script import people as roles_for
from facilitator.rehearsal.script import words
from facilitator.store import file
from facilitator.store.feed import open_feed
from facilitator.web.room import shows

APPLAUSE = {
    "__init__.py": """
from facilitator.activities.applause.bodies import Clap
from facilitator.activities.contract import Activity
from facilitator.model.kinds import Kind, Told

CLAP = Kind(
    Clap, quiet=True, slow=True, told=Told.STATE, words=("wish",),
    thanks="Your applause is saved.", back="Your applause is taken back.",
)
ACTIVITY = Activity("Applause", (CLAP,), takes_words=True, awaits_everybody=True, plays=True, prints=True)
""",
    "bodies.py": """
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import Switched


@dataclass(frozen=True)
class Clap(Switched):
    kind: ClassVar[str] = "clap"
    target: str = ""
    wish: str = ""
""",
    "rules.py": """
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.activities.applause.bodies import Clap
from facilitator.model.deciding import Act, Acts
from facilitator.model.method import Field
from facilitator.model.run import ActivityState, no_feed


@dataclass(slots=True)
class State(ActivityState):
    claps: dict = field(default_factory=dict)
    wishes: list = field(default_factory=list)
    judges: ClassVar[bool] = True

    def ranks(self):
        return {key: 1 for key, people in self.claps.items() if people}

    def typed(self, stage):
        return (Field("who", "Who is meant", "text"),)


def start(stage, feed=no_feed):
    return State(stage, feed)


def check(state, draft):
    return ACTS.refuse(state, draft)


def fold(state, entry):
    return ACTS.fold(state, entry) or state.notes.fold(entry)


def _wrong(state, asked, clap):
    return None if clap.target in state.notes.by_key else "That is no longer there."


def _clap(state, entry, clap):
    people = state.claps.setdefault(clap.target, set())
    (people.add if clap.on else people.discard)(clap.token or entry.key)
    state.wishes.append(clap.wish)
    return {clap.target}


ACTS = Acts(Act(Clap, _clap, _wrong))


def items(state):
    return state.notes.items(state.stage.id)
""",
    "page.py": """
from facilitator.activities import words
from facilitator.activities.applause.bodies import Clap
from facilitator.model.bodies import Noted
from facilitator.model.entry import public


def view(run, sender, groups):
    notes = [{"name": public(n.key), "text": n.text, "mine": sender.token in run.state.claps.get(n.key, ())}
             for n in run.notes]
    return {"notes": notes, "shown": ()}


def read(run, form, sender):
    if "target" not in form:
        return Noted(words.words(form, limit=run.stage.limit))
    key, on = words.target(form, run.notes.by_key), words.one_line(form, "choice") != "off"
    return Clap(key, words.one_line(form, "wish"), on=on, token=sender.token)
""",
    "page.html": """
{{ parts.top(run) }}
{% for note in view.notes %}
<form action="/{{ w.code }}/stage/{{ run.id }}" method="post"><p>{{ note.text }}</p>
<input type="hidden" name="key" value="{{ new_key() }}"><input type="hidden" name="target" value="{{ note.name }}">
<input name="wish" value=""><button name="choice" value="on">Clap</button><button name="choice" value="off">No</button>
</form>
{% endfor %}
<form class="write" action="/{{ w.code }}/stage/{{ run.id }}" method="post" data-stage="{{ run.id }}">
<input type="hidden" name="key" value="{{ new_key() }}"><textarea name="text"></textarea><button>Send</button></form>
""",
    "desk.py": """
from facilitator.activities.desk import NoteDesk


class Board(NoteDesk):
    def badge(self, note):
        return f"{len(self.run.state.claps.get(note.key, ()))} clapped"
""",
    "wall.py": """
from facilitator.activities.wall import NoteWall


class Board(NoteWall):
    always = True
""",
    "report.py": """
from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.looks.blocks import Bar, Column, Table


def section(run, context):
    claps = {note.key: len(run.state.claps.get(note.key, ())) for note in run.notes}
    most = max(claps.values(), default=0)
    rows = [[n.text, Bar(claps[n.key], most, f"{claps[n.key]} clapped")] for n in paper.standing(run)]
    return [Table(rows, [Column("whom we thank"), Column("applause")]), *paper.left_out(run, context)]


def rows(run, groups):
    return {"applause": [{"text": n.text, "claps": len(run.state.claps.get(n.key, ()))} for n in run.notes]}


def decided(run):
    return f"in {run.stage.title} the loudest applause counted"


REPORT = Report(section, rows, decided=decided)
""",
    "paper.py": """
from facilitator.activities import slips
from facilitator.looks.blocks import Slip, Slips, Ticks, strong


def forms(run, blank):
    return [Slips(tuple(Slip((strong(run.prompt), Ticks(("Loud", "Quiet"))), blank.code(no)) for no in blank.numbers))]
""",
    "play.py": """
from facilitator.activities.playing import Act, Turn


def people(run, cast):
    roles = cast.roles[:3]
    notes = [Turn(role.id, run.id, 0.5, {"text": "Thank you all"}, cast.key()) for role in roles]
    clap = {"target": notes[0].key, "choice": "on"}
    return [*notes, *(Turn(role.id, run.id, 0.8, clap, cast.key(), after=notes[0]) for role in roles)]


def deeds(run, cast):
    return [Act(run.id, 0.9, "reveal", {})]
""",
}
METHOD = """
key = "thanks"
title = "Thanks"
purpose = "p"
credit = "c"
[[stages]]
id = "speak"
title = "Speak"
activity = "collect"
prompt = "Whom do we thank?"
[[stages]]
id = "clap"
title = "Clap"
activity = "applause"
prompt = "For whom do we clap?"
feeds = ["speak"]
"""
HTML = {"accept": "text/html"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def applause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The activity in its folder, and its name in the tuple."""
    folder = tmp_path / "more" / "applause"
    folder.mkdir(parents=True)
    for name, text in APPLAUSE.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(activities, "__path__", [*activities.__path__, str(folder.parent)])
    monkeypatch.setattr(contract, "KINDS", (*contract.KINDS, "applause"))
    yield
    for name in [name for name in sys.modules if name.startswith("facilitator.activities.applause")]:
        del sys.modules[name]
    contract.activity.cache_clear()


@pytest.fixture
def path(tmp_path: Path, applause: None) -> Path:
    """A programme file with the activity's stage open."""
    made = tmp_path / "day.facilitator"
    file.create(made)
    method = library.check_text(METHOD, "thanks.toml")
    drafts = acts.create({"title": "Thanks", "tables": 2}, [method], groups=GROUPS, workshop=W)
    append(made, *drafts)
    append(made, acts.open_stage(load.workshop(made)[1], "clap"))
    return made


async def with_and_without_script(phone: Phone) -> None:
    """A note from the script; then applause by a form of the page, given and taken back."""
    note = await phone.send_note("clap", text="The people who made tea", key="tea-tea-tea")
    assert note.status_code == 201
    home = f"/{phone.code}"
    form = next(f for f in forms_of((await phone.get(home, headers=HTML)).text) if "target" in f.fields)
    for fields, thanks in zip(form.filled(), ("Your applause is saved.", "Your applause is taken back."), strict=True):
        sent = {**fields, "key": "", "wish": "Ann Other should have a rest"}
        answer = await phone.post(form.action, data=sent, headers=HTML)
        assert thanks in (await phone.get(answer.headers["location"], headers=HTML)).text
    refused = await phone.send_note("clap", target="0" * 12)
    assert refused.status_code == 409


def test_phones_take_part_with_script_and_without(path: Path) -> None:
    play(path, with_and_without_script)
    assert [entry.kind for entry in entries(path) if entry.stage == "clap"][1:] == ["note", "clap", "clap"]


def test_window_and_phones_know_what_follows_from_its_kinds(path: Path) -> None:
    play(path, with_and_without_script)
    workshop = load.workshop(path)[1]
    change = Change(W, "clap", "clap", same=frozenset({"clap"}))
    kind = contract.kind_changed(workshop, change)
    assert (kind.quiet, kind.slow) == (True, True)
    assert shows(workshop, change)
    assert workshop.runs["clap"].judges
    assert [field.id for field in workshop.runs["clap"].typed()] == ["who"]


def test_its_boards_its_name_in_the_editor_and_its_place_in_the_list_to_erase(path: Path, qapp: QApplication) -> None:
    play(path, with_and_without_script)
    workshop = load.workshop(path)[1]
    for board in (boards.desk("applause")("light"), boards.wall("applause")("projector")):
        board.show_state(workshop.runs["clap"], workshop.groups)
        board.widget.grab()
        board.widget.deleteLater()
    form = StageTable()
    combos: Any = form.cells["activity"].findChildren(type(form.continues))
    assert "Applause" in [box.itemText(n) for box in combos for n in range(box.count())]
    picker = ErasePicker(workshop)
    listed = [picker.list.item(n).text().split("\n")[0] for n in range(picker.list.count())]
    assert "The people who made tea" in listed
    assert "Ann Other should have a rest" in listed
    form.deleteLater()
    picker.deleteLater()


def blanked(path: Path, chosen: Sequence[erasing.Written]) -> int:
    """Erase what was written; how many entries it was."""
    with contextlib.closing(open_feed(path)) as feed:
        return feed.blank(erasing.blanks(chosen), erasing.echoes())


def test_its_words_are_erased_and_its_figures_stay(path: Path) -> None:
    play(path, with_and_without_script)
    found = [each for each in erasing.written(load.workshop(path)[1]) if "Ann Other" in each.text]
    assert blanked(path, found) == 2
    assert b"Ann Other" not in path.read_bytes()
    assert load.workshop(path)[1].runs["clap"].state.claps == {"tea-tea-tea": set()}


def test_its_rows_are_exported_and_the_summary_is_printed(path: Path) -> None:
    play(path, with_and_without_script)
    programme, workshop = load.workshop(path)
    rows = tables.tables(programme, workshop, workshop.created_at)["applause"]
    assert [(row["stage"], row["text"], row["claps"]) for row in rows] == [("Clap", "The people who made tea", 0)]
    assert contract.report("applause").decided(workshop.runs["clap"]) == "in Clap the loudest applause counted"


def words_of(made: Path) -> str:
    """All that stands in a document, whatever its form."""
    if made.suffix == ".pdf":
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(made).pages)
    if made.suffix == ".html":
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", made.read_text(encoding="utf-8"))).split())
    return " ".join(
        " ".join(each.text or "" for each in docx.Document(str(made)).element.body.iter(f"{WORD}t")).split()
    )


@pytest.mark.parametrize("form", get_args(Form))
def test_its_section_and_its_paper_are_in_every_form_of_document(path: Path, form: Form) -> None:
    play(path, with_and_without_script)
    programme, workshop = load.workshop(path)
    said = {}
    order = documents.Order(workshop, programme, workshop.created_at)
    for document in documents.every():
        if document.nothing(order):
            continue
        out = path.with_name(f"{document.key}.{form}")
        assert write(document, workshop, programme, out, made_at=workshop.created_at, form=form) == []
        said[document.key] = words_of(out)
    for told in ("whom we thank", "The people who made tea", "0 clapped", "in Clap the loudest applause counted"):
        assert told in said["evaluation-summary"]
    assert said["paper-forms"].count("Loud") == 8
    assert said["paper-forms"].count("For whom do we clap?") == 8


AT_START = """
from facilitator import activities
from facilitator.activities import contract

activities.__path__.append({folder!r})
contract.KINDS = (*contract.KINDS, "applause")
"""


def test_pretend_people_play_it_over_http_to_the_printed_page(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processes of a rehearsal find the folder and the name in the tuple at their start, as this one does."""
    (tmp_path / "start").mkdir()
    at_start = AT_START.format(folder=str(tmp_path / "more"))
    (tmp_path / "start" / "sitecustomize.py").write_text(at_start, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, (tmp_path / "start", *filter(None, sys.path)))))
    call = [sys.executable, "-m", "facilitator", "rehearse", str(path), "--participants", "4", "--speed", "400"]
    call += ["--no-screen", "--json", "--out", str(tmp_path / "out")]
    answer = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False, timeout=240)
    assert (answer.returncode, answer.stderr) == (0, "")
    found = json.loads(answer.stdout)
    assert found["refused"] == 0
    (made,) = (Path(each) for each in found["records"] if each.endswith("_applause.csv"))
    with made.open(encoding="utf-8-sig", newline="") as stream:
        rows = [(row["text"], row["claps"]) for row in csv.DictReader(stream)]
    assert sorted(rows, key=lambda row: row[1]) == [("Thank you all", "0")] * 2 + [("Thank you all", "3")]
    assert "3 clapped" in words_of(Path(found["summary"]))


def test_pretend_people_play_it(path: Path) -> None:
    workshop = load.workshop(path)[1]
    cast = Cast(roles_for(workshop, {}, 5), Random(1), words())
    script = people.write(workshop, cast, {})
    assert [turn.form.get("text") for turn in script.turns if turn.stage == "clap"] == ["Thank you all"] * 3 + [
        None
    ] * 3
    assert [act.do for act in script.acts if act.stage == "clap"] == ["reveal"]
