"""Every dialogue and every table of the window, in the language made by machine, in small windows and large letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from frame_help import Opener, note, programme, settle
from PySide6.QtWidgets import QApplication, QDialog

import seen
from facilitator import roomcheck
from facilitator.desktop.parts.dialogs import SureDialog, WhereDialog
from facilitator.desktop.parts.saving import Sentence
from facilitator.desktop.record.erase import ErasePicker
from facilitator.desktop.record.take_in import TakeInDialog
from facilitator.desktop.roompage.dialog import PageDialog
from facilitator.desktop.run.parking import ParkingDialog
from facilitator.desktop.run.people import CountDialog
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.open_programme import OpenProgramme
from facilitator.desktop.shell.room_check import RoomCheck
from facilitator.desktop.shell.safe_copies import RestoreDialog
from facilitator.looks.qt import look
from facilitator.looks.qt.words import room_t, t
from facilitator.model.entry import Draft
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.records import imports
from facilitator.roomcheck import Finding

GREEK = "Τι μπορούμε να κάνουμε μαζί"
LOOKS = [((1366, 768), 1.0), ((1024, 700), 1.0), ((1366, 768), 1.3)]
IDS = ["1366x768", "1024x700", "130 %"]


@pytest.fixture
def told(machine: str, qapp: QApplication) -> Iterator[None]:
    """Facilitator and room read the language made by machine."""
    t.use(machine)
    room_t.use(machine)
    yield
    t.use()
    room_t.use()


@pytest.fixture(params=LOOKS, ids=IDS)
def window(request: pytest.FixtureRequest, told: None, window_of: Opener, tmp_path: Path) -> Iterator[MainWindow]:
    """A window of a size, in letters of a size, on a workshop whose own words are Greek."""
    size, scale = request.param
    path = programme(
        tmp_path / "day.facilitator",
        Draft("workshop_edited", {"place": "Αθήνα", "groups": [], "challenge": GREEK}, "w1"),
        Draft("programme", {"title": GREEK}),
        note("Σημείωση", "objective"),
        title=GREEK,
    )
    made = window_of()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.apply(app, "light", scale)
    made.resize(*size)
    made.programmes.open(path, "", "plan")
    settle()
    yield made
    look.apply(app, "light", 1.0)


def now(window: MainWindow) -> OpenProgramme:
    """The programme that is open."""
    assert window.programmes.now is not None
    return window.programmes.now


def comments(window: MainWindow, workshop: Workshop, tmp_path: Path) -> QDialog:
    """The dialogue on a file of comments."""
    source = tmp_path / "cards.csv"
    source.write_text(f"text,stage\n{GREEK},objective\nένα, δύο, τρία\n", encoding="utf-8")
    path = tmp_path / "day.facilitator"
    return TakeInDialog(
        source.name, workshop, lambda stage, code: imports.look(path, source, workshop.id, stage, code), window
    )


DIALOGS: dict[str, Callable[[MainWindow, Workshop, Path], QDialog]] = {
    "comments": comments,
    "count": lambda window, workshop, _: CountDialog(workshop, window),
    "parking": lambda window, workshop, _: ParkingDialog(workshop, window),
    "page": lambda window, *_: PageDialog(now(window).service, window),
    "erase": lambda window, workshop, _: ErasePicker(workshop, window),
    "copies": lambda window, _, folder: RestoreDialog([folder / "day.facilitator"], window),
    "check": lambda window, *_: RoomCheck(window),
    "where": lambda window, _, folder: WhereDialog([(t("Programme"), folder)], window),
    "sure": lambda window, *_: SureDialog(
        t("Erase one person’s words"), [t("The words cannot be brought back.")], t("Erase for good"), window, word="α"
    ),
    "sentence": lambda window, *_: Sentence(t("{name} is open here. Choose another name.", name=GREEK), window),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_nothing_is_cut_in_a_dialogue(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    found = [
        Finding(say("Network"), False, say("no network: join the room's Wi-Fi, or open a hotspot on this computer")),
        Finding(say("Fonts"), True, say("there is one")),
    ]
    monkeypatch.setattr(roomcheck, "look", lambda: found)
    workshop = now(window).desk.workshop
    assert workshop is not None
    dialog = DIALOGS[name](window, workshop, tmp_path)
    dialog.open()
    settle()
    fits = dialog.width() <= window.width() and dialog.height() <= window.height()
    assert (seen.clipped(dialog), fits) == ([], True)
    dialog.reject()
    dialog.deleteLater()
    settle()


@pytest.mark.parametrize("place", ["programme", "plan", "run", "evaluate", "record"])
def test_nothing_is_cut_in_a_place(window: MainWindow, place: str) -> None:
    window.go(place)
    settle()
    found = seen.clipped(window)
    assert found == [], "\n".join(found)
