"""Which file a workshop is in: no rehearsal's, no safe copy by mistake, and none led from two windows unsaid."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from frame_help import Opener, append, entries, note, programme, settle, until
from PySide6.QtWidgets import QApplication, QDialog

from children import line_of
from facilitator.desktop.parts import choosing
from facilitator.desktop.parts.settings import load
from facilitator.desktop.shell import commands
from facilitator.desktop.shell.new_workshop import NewWorkshop
from facilitator.looks.qt.groups_field import USUAL
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.records import load as records
from facilitator.store import copies
from facilitator.store.feed import lead

LED = "This programme is open in another window of the program."


# ---------------------------------------------------------------------- the order of a mixed day


def test_the_methods_of_a_day_follow_each_other_as_they_were_chosen(
    qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    dialog = NewWorkshop(method="kj", folder=str(tmp_path))
    assert dialog.order.text() == ""
    dialog.methods["evaluation"].setChecked(True)
    dialog.methods["focused-conversation"].setChecked(True)
    assert dialog.order.text() == "In this order: KJ method, Evaluation, Focused conversation."
    dialog.methods["kj"].setChecked(False)
    dialog.methods["kj"].setChecked(True)
    assert dialog.order.text() == "In this order: Evaluation, Focused conversation, KJ method."
    dialog.title.setText("Day")
    dialog.make()
    assert dialog.made is not None
    made = records.workshop(*dialog.made)[1]
    assert [block.method.key for block in made.blocks] == ["evaluation", "focused-conversation", "kj"]
    dialog.deleteLater()
    settle()


# ---------------------------------------------------------------------- where a new one may go


def asked_of_new(window_of: Opener, path: Path, monkeypatch: pytest.MonkeyPatch) -> NewWorkshop:
    """The dialogue for a new workshop, asked for while a file is open."""
    shown: list[NewWorkshop] = []

    def ask(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewWorkshop)
        shown.append(dialog)
        return False

    monkeypatch.setattr(commands, "ask", ask)
    window = window_of()
    assert window.programmes.open(path, "", "plan")
    window.menus.actions["new"].trigger()
    return shown[0]


def test_a_programme_that_is_open_takes_another_workshop(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = programme(tmp_path / "day.facilitator")
    dialog = asked_of_new(window_of, path, monkeypatch)
    assert dialog.path == path
    assert dialog.groups.usual.text() == "Use the groups of What could we do together?"
    dialog.groups.usual.click()
    assert [group["short"] for group in dialog.groups.value()] == ["VCS", "CCM", "LA", "PAR"]


def test_a_rehearsal_s_file_is_offered_for_no_new_workshop(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = programme(tmp_path / "day.facilitator")
    append(path, *acts.create({"title": "Tried out"}, [], workshop="w2", rehearsal=True))
    dialog = asked_of_new(window_of, path, monkeypatch)
    assert dialog.path != path
    assert not dialog.into_open.isVisibleTo(dialog)
    monkeypatch.setattr(choosing, "file_to_write", lambda *_: path)
    dialog.other.click()
    assert dialog.path != path
    assert dialog.trouble.text() == "day.facilitator is for rehearsing. Choose another file."


def test_the_groups_to_begin_with_fit_any_place() -> None:
    said = " ".join(str(label) for _, label, _ in USUAL).lower()
    assert not any(word in said for word in ("children", "centre", "parents", "school", "local authority"))
    assert len(USUAL) == 4


# ---------------------------------------------------------------------- safe copies


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """An automatic safe copy of a programme."""
    return copies.back_up(programme(tmp_path / "day.facilitator", note("Nobody came", "objective")))


def test_a_safe_copy_is_marked_and_makes_none_of_itself(window_of: Opener, tmp_path: Path, copy: Path) -> None:
    window = window_of(serves=True)
    assert window.programmes.open(copy, "", "run")
    now = window.programmes.now
    assert now is not None
    assert window.windowTitle() == "Voluntary groups - Facilitator - Safe copy"
    assert window.top_bar.safe_copy.isVisible()
    assert "This is a safe copy of day.facilitator." in window.messages.sentence("safe copy")
    now.desk.ask(Draft("timer", {"verb": "start"}, "w1", "objective"))
    until(lambda: not now.backups.busy)
    settle()
    assert now.service.state == "off"
    assert not copies.folder(copy).exists()
    assert load().recent == []
    line = window.messages.line("safe copy")
    assert line is not None
    assert [button.text() for button in line.buttons] == ["Open a copy of it"]
    line.buttons[0].click()
    until(lambda: window.programmes.now is not now)
    opened = window.programmes.now
    assert opened is not None
    assert opened.path.parent == tmp_path
    assert opened.path.name.startswith("day copy ")
    assert not opened.is_safe_copy
    assert not window.top_bar.safe_copy.isVisible()


def test_only_what_stands_among_the_safe_copies_of_a_file_is_one(tmp_path: Path, copy: Path) -> None:
    assert copies.original_of(copy) == tmp_path / "day.facilitator"
    assert copies.original_of(copies.back_up(tmp_path / "day.facilitator")) == tmp_path / "day.facilitator"
    other = copy.with_name("my own.facilitator")
    shutil.copy(copy, other)
    assert copies.original_of(other) is None
    assert copies.original_of(tmp_path / "day.facilitator") is None
    assert copies.original_of(tmp_path / copy.name) is None


# ---------------------------------------------------------------------- two windows


def test_a_second_window_on_a_file_is_told_so(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    words = "import sys, pathlib; from facilitator.store.feed import lead; h = lead(pathlib.Path(sys.argv[1])); "
    words += "print('led' if h else 'not', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", words, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert line_of(other) == "led\n"
        window = window_of()
        assert window.programmes.open(path)
        assert LED in window.messages.sentence("led")
        window.programmes.close()
        other.communicate(timeout=60)
    assert window.programmes.open(path)
    assert window.messages.sentence("led") == ""


def test_a_window_lets_go_of_a_file_that_it_closes(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = window_of()
    for _ in range(2):
        assert window.programmes.open(path)
        assert lead(path) is None
        window.programmes.read_anew("plan")
        assert window.messages.sentence("led") == ""
        window.programmes.close()
        hold = lead(path)
        assert hold is not None
        with contextlib.closing(contextlib.ExitStack()) as stack:
            stack.callback(hold.release)
    assert entries(path, "workshop")
