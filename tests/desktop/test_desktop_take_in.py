"""Taking comments in at the window: what is taken, what not and why stands there before anybody agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from frame_help import GROUPS, Opener, append, entries, programme, settle, until
from PySide6.QtWidgets import QApplication, QComboBox

from facilitator.activities import library
from facilitator.desktop.record.take_in import TakeInDialog, stages, surveys
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.records import imports, load

WORDS = (
    "\u0417\u0430\u043b \u0445\u043e\u043b\u043e\u0434\u043d\u044b\u0439, \u0438 \u0442\u0451\u043c\u043d\u044b\u0439"
)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A CSV in an encoding of its own, with a row that is cut by a comma."""
    source = tmp_path / "cards.csv"
    source.write_bytes(f'text,stage\n"{WORDS}",objective\nWarm, and dark, too\n'.encode("cp1251"))
    return source


def dialog(path: Path, source: Path) -> TakeInDialog:
    """The dialogue on a file."""
    workshop = load.workshop(path)[1]
    return TakeInDialog(
        source.name, stages(workshop), lambda stage, encoding: imports.look(path, source, workshop.id, stage, encoding)
    )


def choose(box: QComboBox, value: str) -> None:
    """Choose in a list what stands for a value."""
    box.setCurrentIndex(box.findData(value))


def test_the_guess_the_first_rows_and_what_is_left_out_are_shown(
    qapp: QApplication, tmp_path: Path, cards: Path
) -> None:
    shown = dialog(programme(tmp_path / "day.facilitator"), cards)
    assert "Read as Cyrillic (Windows), which is a guess" in shown.read.text()
    assert shown.rows.item(0, 0).text() == WORDS
    assert "1 comment to import." in shown.about.text()
    assert "more cells than in the first row" in shown.about.text()
    choose(shown.encoding, "cp1252")
    assert shown.read.text() == "Read as Western European (Windows)."
    assert shown.rows.item(0, 0).text() != WORDS
    choose(shown.encoding, "utf-8")
    assert "cannot be read as Unicode (UTF-8)" in shown.about.text()
    assert (shown.plan, shown.go_on.isEnabled()) == (None, False)
    choose(shown.encoding, "")
    choose(shown.where, "parking")
    assert [draft.stage for draft in shown.plan.drafts] == ["parking"]
    shown.deleteLater()
    settle()


def test_what_is_agreed_to_is_taken_in(
    window_of: Opener, tmp_path: Path, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = programme(tmp_path / "day.facilitator", Draft("stage_opened", {}, "w1", "objective"))
    window = window_of()
    window.programmes.open(path, place="record")
    place = window.programmes.now.record
    monkeypatch.setattr("facilitator.desktop.record.place.ask", lambda _shown: False)
    place.take_in_from(cards)
    assert list(load.workshop(path)[1].run("objective").notes) == []
    monkeypatch.setattr("facilitator.desktop.record.place.ask", lambda _shown: True)
    place.take_in_from(cards)
    until(lambda: window.messages.sentence("summary") == "1 comment was imported.")
    assert [note.text for note in load.workshop(path)[1].run("objective").notes] == [WORDS]


# ------------------------------------------------------------------ answers

HEAD = "wave,token,group,item,value,source\n"
ROWS = "before,T1,VCS,route,2,telephone\nbefore,T2,VCS,route,3,paper\nafter,T1,VCS,route,4,\n"


def answers(tmp_path: Path, rows: str = ROWS, encoding: str = "utf-8") -> Path:
    """A CSV of answers to the attitude survey."""
    source = tmp_path / "answers.csv"
    source.write_bytes((HEAD + rows).encode(encoding))
    return source


def came(window: MainWindow, workshop: str, stage: str) -> int:
    """How many forms came in, as the window knows."""
    run = window.programmes.now.desk.programme.workshops[workshop].run(stage)
    return run.state.answered_by(stage)


@pytest.fixture
def agreed(monkeypatch: pytest.MonkeyPatch) -> list[TakeInDialog]:
    """Whoever is asked agrees; what was shown is kept."""
    shown: list[TakeInDialog] = []
    monkeypatch.setattr("facilitator.desktop.record.place.ask", lambda dialog: shown.append(dialog) or True)
    return shown


def test_answers_are_shown_before_they_are_taken_in_and_undone_whole(
    window_of: Opener, tmp_path: Path, agreed: list[TakeInDialog]
) -> None:
    path = programme(tmp_path / "day.facilitator", method="attitude-survey")
    window = window_of()
    window.programmes.open(path, place="record")
    window.programmes.now.record.take_in_from(answers(tmp_path))
    (shown,) = agreed
    assert shown.where.currentText() == "Survey: attitudes-1, version 1"
    assert "3 forms to import." in shown.about.text()
    assert shown.rows.item(0, 4).text() == "2"
    until(lambda: window.messages.sentence("summary") == "3 forms were imported.")
    assert sorted(entry.body["source"] for entry in entries(path, "answers")) == ["caller", "import", "paper"]
    until(lambda: came(window, "w1", "before") == 2)
    window.undo()
    until(lambda: came(window, "w1", "before") == 0)
    window.redo()
    until(lambda: came(window, "w1", "before") == 2)
    window.undo()
    until(lambda: (came(window, "w1", "before"), came(window, "w1", "after")) == (0, 0))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("before,T3,VCS,nonsense,2,", "line 5, column 'item': There is no item 'nonsense'"),
        ("before,T3,VCS,route,9,", "line 5, column 'value': '9' is not an answer to route"),
        ("during,T3,VCS,route,2,", "line 5, column 'wave': Nobody asks this in the wave 'during'"),
        ("before,T1,VCS,route,4,telephone", "line 5, column 'token': 'T1' answered route in line 2 already"),
        ("before,T3,Nobody,route,4,", "line 5, column 'group': There is no partner group 'Nobody'"),
    ],
)
def test_what_cannot_be_taken_is_named_with_line_and_column_and_nothing_is(
    qapp: QApplication, tmp_path: Path, row: str, told: str
) -> None:
    path = programme(tmp_path / "day.facilitator", method="attitude-survey")
    source = answers(tmp_path, f"{ROWS}{row}\n")
    where = surveys(load.programme(path), "w1")
    shown = TakeInDialog(
        source.name,
        where,
        lambda chosen, encoding: imports.look_at_answers(path, source, *chosen.split("\n"), encoding),
    )
    assert told in shown.about.text()
    assert "Nothing was imported" in shown.about.text()
    assert (shown.plan, shown.go_on.isEnabled()) == (None, False)
    shown.deleteLater()
    settle()


def test_answers_of_two_workshops_are_undone_in_both(
    window_of: Opener, tmp_path: Path, agreed: list[TakeInDialog]
) -> None:
    path = programme(tmp_path / "day.facilitator", method="attitude-survey:first")
    append(
        path, *acts.create({"title": "Later"}, [library.find("attitude-survey:second")], groups=GROUPS, workshop="w2")
    )
    window = window_of()
    window.programmes.open(path, "w1", place="record")
    window.programmes.now.record.take_in_from(answers(tmp_path))
    assert "column 'wave'" in agreed[0].about.text(), "the workshop that is open asks one wave alone"
    source = answers(tmp_path)
    shown = TakeInDialog(
        source.name,
        surveys(load.programme(path), "w1"),
        lambda chosen, encoding: imports.look_at_answers(path, source, *chosen.split("\n"), encoding),
    )
    choose(shown.where, "attitudes-1\n")
    assert shown.plan is not None
    imports.take(path, shown.plan)
    for deed, both in ((None, (2, 1)), (window.undo, (0, 0)), (window.redo, (2, 1)), (window.undo, (0, 0))):
        if deed is not None:
            deed()
        until(lambda both=both: (came(window, "w1", "before"), came(window, "w2", "after")) == both)
    shown.deleteLater()
    settle()
