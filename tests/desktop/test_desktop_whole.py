"""Every window, dialogue and table, in the language made by machine, in small windows, large letters and long names."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from frame_help import GROUPS, Opener, note, programme, settle, until
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QDialog, QTreeWidget

import seen
from facilitator import desktop, roomcheck
from facilitator.desktop.methods.place import NameDialog
from facilitator.desktop.parts import within
from facilitator.desktop.parts.dialogs import AboutDialog, House, SureDialog, WhereDialog
from facilitator.desktop.parts.saving import Sentence
from facilitator.desktop.questionnaires import shelf as questionnaires
from facilitator.desktop.questionnaires.dialogs import StageDialog
from facilitator.desktop.record.erase import ErasePicker
from facilitator.desktop.record.papers import DocumentPreview, Papers
from facilitator.desktop.record.printing import Preview
from facilitator.desktop.record.take_in import TakeInDialog, stages
from facilitator.desktop.roompage.dialog import PageDialog
from facilitator.desktop.run.parking import ParkingDialog
from facilitator.desktop.run.people import CountDialog
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.guide import GuideWindow
from facilitator.desktop.shell.key_list import every_key
from facilitator.desktop.shell.keys import KeySheet
from facilitator.desktop.shell.new_workshop import NewWorkshop
from facilitator.desktop.shell.open_programme import OpenProgramme
from facilitator.desktop.shell.room_check import RoomCheck
from facilitator.desktop.shell.safe_copies import RestoreDialog
from facilitator.looks.qt import look
from facilitator.looks.qt.words import t
from facilitator.model.entry import Draft
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.records import imports
from facilitator.roomcheck import Finding
from facilitator.store import copies

GREEK = "Τι μπορούμε να κάνουμε μαζί"
LONG = "Ωω" * 40
"""A word, or the name of a file, with no place in it where a line could end."""
LOOKS = [((1366, 768), 1.0), ((1024, 700), 1.0), ((1366, 768), 1.3)]
IDS = ["1366x768", "1024x700", "130 %"]


@pytest.fixture(params=[GREEK, LONG], ids=["words", "one long word"])
def name(request: pytest.FixtureRequest) -> str:
    """What everything is called that people give a name to."""
    return str(request.param)


@pytest.fixture(params=LOOKS, ids=IDS)
def screen(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[int, int]]:
    """The size of the only screen, in px, with letters of a size on it."""
    size, scale = request.param
    monkeypatch.setattr(within, "free_screens", lambda: [QRect(0, 0, *size)])
    look.apply(qapp, "light", scale)
    yield size
    look.apply(qapp, "light", 1.0)


@pytest.fixture
def window(in_machine: None, screen: tuple[int, int], window_of: Opener, tmp_path: Path, name: str) -> MainWindow:
    """A window as large as its screen, on a workshop whose own words are Greek."""
    place = tmp_path / "there" if name == GREEK else tmp_path / name[:20]
    place.mkdir()
    path = programme(
        place / ("day.facilitator" if name == GREEK else f"{name}.facilitator"),
        Draft("workshop_edited", {"place": name, "groups": groups(name), "challenge": name}, "w1"),
        Draft("programme", {"title": name}),
        note(name, "objective"),
        Draft("note", {"text": name}, "w1", "parking"),
        title=name,
    )
    made = window_of()
    made.resize(*screen)
    made.programmes.open(path, "", "plan")
    settle()
    return made


def groups(name: str) -> list[dict[str, str]]:
    """Two partner groups of a name."""
    return [
        {"id": group["id"], "label": f"{name} {at}", "short": group["short"]} for at, group in enumerate(GROUPS[:2])
    ]


def now(window: MainWindow) -> OpenProgramme:
    """The programme that is open."""
    assert window.programmes.now is not None
    return window.programmes.now


def workshop_of(window: MainWindow) -> Workshop:
    """The workshop that is open."""
    workshop = now(window).desk.workshop
    assert workshop is not None
    return workshop


def comments(window: MainWindow) -> QDialog:
    """The dialogue on a file of comments."""
    path, workshop = now(window).path, workshop_of(window)
    source = path.with_name("cards.csv" if path.stem == "day" else f"{path.stem}.csv")
    source.write_text(f"text,stage\n{workshop.info.title},objective\nένα, δύο, τρία\n", encoding="utf-8")
    return TakeInDialog(
        source.name, stages(workshop), lambda stage, code: imports.look(path, source, workshop.id, stage, code), window
    )


def safe_copies(window: MainWindow) -> QDialog:
    """The list of safe copies, with one in it."""
    copies.back_up(now(window).path)
    dialog = RestoreDialog([now(window).path], window)
    rows = dialog.findChild(QTreeWidget)
    assert rows is not None
    until(rows.topLevelItemCount)
    return dialog


def checked(window: MainWindow) -> QDialog:
    """The look over the room, once it is done."""
    dialog = RoomCheck(window)
    until(lambda: dialog.found)
    return dialog


def sure(window: MainWindow) -> QDialog:
    """A question about a file, with others listed and a word to type."""
    path = now(window).path
    return SureDialog(
        t("{name} exists already. Replace it?", name=path.name),
        [t("It is in {folder}.", folder=path.parent), t("The words cannot be brought back.")],
        t("Erase for good"),
        window,
        word="α",
        listed=[str(path)] * 3,
    )


def stage(window: MainWindow) -> QDialog:
    """Which stage asks a questionnaire, of a draft with a long title."""
    book = next(each for each in questionnaires.books() if each.key == "attitudes-1")
    path = questionnaires.copy("survey", book.text, workshop_of(window).info.title, stays=True)
    return StageDialog(questionnaires.read("survey", path), workshop_of(window).stages, window)


def document(window: MainWindow) -> QDialog:
    """The preview of the summary."""
    papers, key = Papers(now(window).desk), "evaluation-summary"
    return DocumentPreview(papers, key, papers.pages(key)(), workshop_of(window).info.title, window)


def guide(window: MainWindow) -> QDialog:
    """The guide at a method."""
    made = GuideWindow(window)
    made.open_page("kj")
    return made


DIALOGS: dict[type[QDialog], Callable[[MainWindow], QDialog]] = {
    AboutDialog: lambda window: AboutDialog("1.0.0", window),
    CountDialog: lambda window: CountDialog(workshop_of(window), window),
    DocumentPreview: document,
    ErasePicker: lambda window: ErasePicker(workshop_of(window), window),
    GuideWindow: guide,
    KeySheet: lambda window: KeySheet(every_key(window.menus.by_title()), window),
    NameDialog: lambda window: NameDialog(workshop_of(window).info.title, window),
    NewWorkshop: lambda window: NewWorkshop(window, beside=now(window).path, like=workshop_of(window)),
    PageDialog: lambda window: PageDialog(now(window).service, window),
    ParkingDialog: lambda window: ParkingDialog(workshop_of(window), window),
    RestoreDialog: safe_copies,
    RoomCheck: checked,
    Sentence: lambda window: Sentence(
        t("{name} is open here. Choose another name.", name=now(window).path.name), window
    ),
    StageDialog: stage,
    SureDialog: sure,
    TakeInDialog: comments,
    WhereDialog: lambda window: WhereDialog([(t("This programme"), now(window).path)], window),
}
"""Every dialogue of the window, and how it is made."""
OF_NONE = {House, Preview}
"""What dialogues are made of; nobody sees them by themselves."""


def below(kind: type[QDialog]) -> set[type[QDialog]]:
    """Every dialogue of the program that is made from this one."""
    return {each for sub in kind.__subclasses__() for each in (sub, *below(sub)) if sub.__module__.startswith("facil")}


def test_every_dialogue_there_is_is_looked_at() -> None:
    for module in pkgutil.walk_packages(desktop.__path__, f"{desktop.__name__}."):
        importlib.import_module(module.name)
    assert below(QDialog) - OF_NONE == set(DIALOGS)


def test_every_other_window_is_the_rooms_or_the_number_of_a_screen() -> None:
    folder = Path(desktop.__file__).parent.parent
    files = {each.name for each in folder.rglob("*.py") if "Qt.WindowType." in each.read_text(encoding="utf-8")}
    asks = {"within.py"}
    assert files - asks == {"room_window.py", "screens.py"}


@pytest.mark.walk
def test_nothing_is_cut_in_any_dialogue(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [
        Finding(say("Network"), False, say("no network: join the room's Wi-Fi, or open a hotspot on this computer")),
        Finding(say("Fonts"), True, say("there is one")),
    ]
    monkeypatch.setattr(roomcheck, "look", lambda: wrong)
    before, found = window.size(), {}
    for kind, made in DIALOGS.items():
        dialog = made(window)
        dialog.open()
        settle()
        fits = dialog.width() <= window.width() and dialog.height() <= window.height()
        found[kind.__name__] = seen.clipped(dialog) + ([] if fits else [f"too large: {dialog.size()}"])
        dialog.reject()
        dialog.deleteLater()
        settle()
    assert {kind: cut for kind, cut in found.items() if cut} == {}
    assert window.size() == before


def test_nothing_is_cut_in_any_place(window: MainWindow) -> None:
    before, found = window.size(), {}
    for place in ("programme", "plan", "run", "evaluate", "record"):
        window.go(place)
        settle()
        found[place] = seen.clipped(window)
    assert {place: cut for place, cut in found.items() if cut} == {}
    assert window.size() == before
