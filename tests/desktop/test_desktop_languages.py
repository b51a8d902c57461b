"""Every place and dialogue of the window in the language made by machine: no sentence is left out, none is cut."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from frame_help import Opener, note, programme, settle, until
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

import pseudo
import seen
from facilitator import paths
from facilitator.activities import lenses, library
from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.methods.place import MethodsPlace, NameDialog
from facilitator.desktop.parts.dialogs import SureDialog
from facilitator.desktop.questionnaires.place import QuestionnairesPlace
from facilitator.desktop.record.erase import ErasePicker
from facilitator.desktop.record.papers import DocumentPreview
from facilitator.desktop.run.board import BoardArea
from facilitator.desktop.run.parking import ParkingDialog
from facilitator.desktop.run.people import CountDialog
from facilitator.desktop.shell import guide
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.guide import GuideWindow
from facilitator.looks.qt.basics import KeyCap
from facilitator.looks.qt.ledger import LedgerList
from facilitator.looks.qt.words import t
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.programme.events.bodies import ExpectedTold, PeopleTold
from facilitator.programme.events.desk import Desk as Events
from facilitator.programme.plan.bodies import NextReview, Reviewed, RowTold
from facilitator.programme.plan.desk import Desk as Plan
from facilitator.programme.proposals.bodies import FirmnessTold, ProposalTold
from facilitator.programme.proposals.desk import Desk as Proposals
from facilitator.programme.themes.bodies import Coded, ThemeTold
from facilitator.programme.themes.desk import Desk
from facilitator.records import erasing

GREEK = "Τι μπορούμε να κάνουμε μαζί"
DATA = re.compile(r"Facilitator|day\.facilitator|[a-z-]+\.toml|VCS|CCM|LA|PAR|[A-Z]")
"""Names that are the same in every language, keys, and what is data: files and the short names of groups."""


pytestmark = pytest.mark.usefixtures("in_machine")


def says(widget: QWidget) -> Iterator[str]:
    """Everything that a widget says by itself: words, tip, what is said aloud, what stands in an empty field."""
    yield widget.toolTip()
    yield widget.accessibleName()
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QListWidget):
        for at in range(widget.count()):
            yield widget.item(at).text()
            yield widget.item(at).toolTip()
    elif isinstance(widget, QMenu):
        yield widget.title()
        yield from (action.text().partition("\t")[0] for action in widget.actions())


def is_anothers(widget: QWidget) -> bool:
    """Whether a widget is a part of Qt's own, a cap with a key on it, or on the board of a slice."""
    if isinstance(widget, KeyCap) or isinstance(widget.parentWidget(), QTabBar):
        return True
    above = widget
    while above is not None:
        if isinstance(above.parentWidget(), BoardArea) and above in [
            b.widget for b in above.parentWidget().boards.values()
        ]:
            return True
        above = above.parentWidget()
    return False


def left_out(within: QWidget) -> set[str]:
    """What stands in Latin letters outside the marks, anywhere in a widget that can be seen."""
    found = set()
    for widget in [within, *within.findChildren(QWidget)]:
        if widget is not within and (not widget.isVisibleTo(within) or is_anothers(widget)):
            continue
        for said in says(widget):
            words = pseudo.unmarked(re.sub(r"<[^>]*>|&", "", said))
            if [word for word in words.split() if "/" not in word and not DATA.fullmatch(word.strip("-+:;,()·."))]:
                found.add(f"{type(widget).__name__}: {said}")
    return found


def cut(within: QWidget) -> set[str]:
    """Words that have less room than they need, where they do not end in dots by design with the whole in the tip."""
    return set(seen.clipped(within))


@pytest.fixture
def window(window_of: Opener, tmp_path: Path) -> MainWindow:
    """A window on a workshop whose own words are Greek, with notes in the open stage."""
    path = programme(
        tmp_path / "day.facilitator",
        Draft("workshop_edited", {"place": "Αθήνα", "groups": [], "challenge": GREEK}, "w1"),
        Draft("programme", {"title": GREEK}),
        note("Σημείωση", "objective"),
        title=GREEK,
    )
    made = window_of()
    made.resize(1366, 768)
    made.programmes.open(path, "", "plan")
    settle()
    return made


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900)], ids=str)
@pytest.mark.parametrize("place", ["programme", "plan", "run", "evaluate", "record"])
def test_every_place_is_told_whole(window: MainWindow, place: str, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.go(place)
    settle()
    assert left_out(window) | cut(window) == set()


def test_the_figures_of_themes_and_what_is_behind_them_are_told_whole(window_of: Opener, tmp_path: Path) -> None:
    comment = note("Σημείωση", "objective")
    coded = [ThemeTold("t", GREEK).draft(""), Coded((comment.key,), "t", offered="t").draft("")]
    facts = Draft("workshop_edited", {"groups": []}, "w1")
    path = programme(tmp_path / "day.facilitator", facts, comment, *coded, title=GREEK)
    window = window_of()
    window.resize(1366, 768)
    assert window.programmes.open(path, "", "evaluate")
    settle()
    (desk,) = window.findChildren(Desk)
    desk.count.click()
    model = desk.counts.model
    desk.counts.table.setCurrentIndex(model.index(0, 1))
    settle()
    assert desk.counts.trail.told
    words = [str(model.data(model.index(row, column))) for row in range(model.rowCount()) for column in (0, 2, 3)]
    assert left_out(window) | cut(window) | {each for each in words if pseudo.unmarked(each)} == set()


def test_all_events_are_told_whole(window_of: Opener, tmp_path: Path) -> None:
    groups = [{"id": "a", "label": GREEK}, {"id": "b", "label": "Άλλοι"}]
    asked = acts.create({"title": GREEK}, [library.find("evaluation")], groups=groups, workshop="w2")
    asked += [Draft("attendance", {"groups": {"a": 9, "b": 3}}, "w2"), Draft("stage_opened", {}, "w2", "evaluation")]
    for n in range(8):
        answers = {"overall": 1 + n % 5, "do_differently": f"λέξεις {n}", "quote": "yes"}
        body = {"version": "E1", "answers": answers, "token": f"t{n}", "source": "phone"}
        asked.append(Draft("answers", body, "w2", "evaluation"))
    told = [PeopleTold({"a": 8, "b": 6}).draft(""), ExpectedTold("w2", {"a": 9, "b": 7}).draft("")]
    closed = Draft("stage_closed", {}, "w2", "evaluation")
    path = programme(tmp_path / "day.facilitator", *asked, closed, *told, title=GREEK)
    window = window_of()
    window.resize(1366, 768)
    assert window.programmes.open(path, "", "evaluate")
    settle()
    (place,), (desk,) = window.findChildren(EvaluatePlace), window.findChildren(Events)
    place.tabs.setCurrentWidget(desk)
    settle()
    assert desk.story.bars and desk.promises.rows
    assert left_out(window) | cut(window) == set()
    desk.story.bars[0].opened.emit(0)
    settle()
    assert desk.trail.isVisible() and left_out(window) | cut(window) == set()


def test_proposals_are_told_whole(window_of: Opener, tmp_path: Path) -> None:
    comment = note("Σημείωση", "objective")
    told = [ThemeTold("t", GREEK).draft(""), ThemeTold("u", "Άλλο").draft("")]
    told += [ProposalTold("p", GREEK, "t", "guess", targets=(comment.key,)).draft("")]
    told += [ProposalTold("p", "Άλλες λέξεις").draft("")]
    hands = {"for": 3, "live_with": 1, "against": 2, "of": 9}
    told += [FirmnessTold("p", "committed", GREEK, "2012-11-20", "Ρουθ", "2013-04-23", hands).draft("")]
    facts = Draft("workshop_edited", {"groups": []}, "w1")
    path = programme(tmp_path / "day.facilitator", facts, comment, *told, title=GREEK)
    window = window_of()
    window.resize(1366, 768)
    assert window.programmes.open(path, "", "evaluate")
    settle()
    (desk,) = window.findChildren(Proposals)
    assert told_whole(window, "proposals", desk.list, "p") == set()


def test_the_development_plan_is_told_whole(window_of: Opener, tmp_path: Path) -> None:
    groups = [{"id": "VCS", "label": "Ομάδες", "short": "Ομ"}, {"id": "LA", "label": "Δήμος", "short": "Δή"}]
    told = [Draft("programme", {"groups": groups}), ThemeTold("t", GREEK).draft("")]
    told += [RowTold("r", GREEK, "t", GREEK, "Ρουθ", "VCS", partners=("LA",), due="2013-01-14").draft("")]
    told += [RowTold(name, action=GREEK, due="2013-01-14").draft("") for name in ("q", "s")]
    told += [RowTold("u", action=GREEK, lead="Ρουθ").draft(""), NextReview("2013-01-14", "10:00").draft("")]
    told += [Reviewed("r", "at risk", "2012-11-20", GREEK, "", "Ομάδα", 6).draft("")]
    told += [Reviewed("r", "late", "2012-11-21", GREEK).draft("")]
    facts = Draft("workshop_edited", {"groups": []}, "w1")
    path = programme(tmp_path / "day.facilitator", facts, *told, title=GREEK)
    window = window_of()
    window.resize(1366, 768)
    assert window.programmes.open(path, "", "evaluate")
    settle()
    (desk,) = window.findChildren(Plan)
    assert told_whole(window, "plan", desk.list, "") == set()
    assert told_whole(window, "plan", desk.list, "r") == set()


def told_whole(window: MainWindow, tab: str, rows: LedgerList, key: str) -> set[str]:
    """What is left out or cut in a tab of Evaluate where the row of that key is chosen, what is painted included."""
    place = window.programmes.now.places["evaluate"] if window.programmes.now else None
    assert isinstance(place, EvaluatePlace)
    place.tabs.setCurrentIndex(list(place.aspects).index(tab))
    settle()
    rows.choose(key)
    settle()
    painted = {words for line in rows.rows.lines for words in line.spoken}
    return left_out(window) | cut(window) | {each for each in painted if pseudo.unmarked(each).strip(" 0123456789")}


def test_the_run_of_a_day_is_told_whole(window: MainWindow) -> None:
    assert window.programmes.now is not None
    now = window.programmes.now
    window.go("run")
    for name in ("next", "next", "timer"):
        now.console.action(name).trigger()
        settle()
    until(lambda: now.desk.workshop is not None and now.desk.workshop.open_id == "objective")
    settle()
    for name in ("type", "look_back", "return", "parking", "count", "end"):
        now.console.action(name).trigger()
        settle()
        assert left_out(window) | cut(window) == set()
    for dialog in (window.findChild(ParkingDialog), window.findChild(CountDialog)):
        assert dialog is not None
        assert left_out(dialog) | cut(dialog) == set()
    assert {word for word in now.console.room.scene.words() if pseudo.unmarked(word)} == set()


def test_the_start_page_and_the_methods_are_told_whole(window_of: Opener) -> None:
    window = window_of()
    window.resize(1366, 768)
    until(lambda: len(window.start.tiles) > 5)
    assert left_out(window) | cut(window) == set()
    window.show_methods()
    settle()
    assert left_out(window) | cut(window) == set()


def test_what_is_wrong_with_method_files_is_told_whole(window_of: Opener, tmp_path: Path) -> None:
    folder = paths.own_methods()
    folder.mkdir(parents=True, exist_ok=True)
    blank = (paths.resources() / "methods" / "check-out.toml").read_text(encoding="utf-8")
    (folder / "sing.toml").write_text(blank.replace('activity = "', 'activity = "si', 1), encoding="utf-8")
    (folder / "credit.toml").write_text(blank.replace("credit = ", "credi = ", 1), encoding="utf-8")
    window = window_of()
    window.resize(1366, 768)
    until(lambda: len(window.start.tiles) > 5)
    assert left_out(window) | cut(window) == set()
    window.show_methods()
    settle()
    place = window.findChild(MethodsPlace)
    assert place is not None
    for name in ("sing.toml", "credit.toml"):
        place.shelf.show_books(place.shelf.books, str(folder / name))
        settle()
        assert left_out(window) | cut(window) == set()
        place.take_in(folder / name)
        assert "«" in place.messages.sentence("shelf")
        assert left_out(window) | cut(window) == set()


def test_every_menu_is_told_whole(window: MainWindow) -> None:
    window.go("run")
    window.menus.recent.aboutToShow.emit()
    said = {action.text() for menu in window.menus.all() for action in menu.actions() if not action.isSeparator()}
    said |= {menu.title() for menu in window.menus.all()}
    of_lenses = set(lenses.load().words.values())
    assert {words for words in said - of_lenses if pseudo.unmarked(words.replace("&", ""))} == set()


@pytest.mark.parametrize("name", ["new", "copies", "show_files", "about", "about_page", "keys"])
def test_every_dialogue_is_told_whole(window: MainWindow, name: str) -> None:
    deeds: dict[str, Callable[[], object]] = {
        "new": window.commands.new,
        "copies": window.commands.copies,
        "show_files": window.commands.show_files,
        "about": window.commands.about,
        "about_page": window.commands.about_page,
        "keys": window.show_keys,
    }
    seen: list[set[str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(left_out(dialog) | cut(dialog))
        dialog.reject()

    QTimer.singleShot(0, look)
    deeds[name]()
    assert seen == [set()]


def test_the_editor_of_methods_is_told_whole(window_of: Opener) -> None:
    window = window_of()
    window.resize(1366, 768)
    window.show_methods("kj")
    place = window.methods_shown()
    assert place is not None
    place.shelf.buttons["duplicate"].click()
    settle()
    assert place.is_editing()
    for at in (-1, 0):
        place.editor.steps.choose(at)
        settle()
        assert left_out(window) - {f"ElidedLabel: {place.editor.title.text()}"} == set()


def test_the_questionnaires_are_told_whole(window_of: Opener) -> None:
    window = window_of()
    window.resize(1366, 768)
    window.show_questionnaires()
    settle()
    assert left_out(window) | cut(window) == set()
    place = window.over_shown()
    assert isinstance(place, QuestionnairesPlace)
    for key in ("attitudes-1", "evaluation-E1"):
        book = next(each for each in place.listing.books if each.key == key)
        place.listing.asked.emit("look", book)
        settle()
        assert left_out(window) == set()
        place.listing.asked.emit("copy", book)
        assert place.page is not None
        editor = place.page.editor
        for at in range(-1, editor.list.rows.count() - 1):
            editor.show_question(at)
            settle()
            assert left_out(window) | cut(window) - {f"ElidedLabel: {place.page.title.text()}"} == set(), at
        editor.list.added.emit(1, "scale")
        settle()
        assert left_out(window) == set()


def test_the_guide_is_told_whole(window: MainWindow) -> None:
    window.commands.guide()
    shown = window.findChild(GuideWindow)
    assert shown is not None
    assert left_out(shown) | cut(shown) == set()


def test_each_page_of_the_guide_is_shown_in_the_windows_language_or_else_in_english(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english, last = guide.folder(), guide.HOW_TO
    shutil.copytree(english, tmp_path / "guide")
    monkeypatch.setattr(guide, "folder", lambda: tmp_path / "guide")
    (tmp_path / "guide" / pseudo.LANGUAGE).mkdir()
    for path in english.glob("*.md"):
        if path.stem != last:
            words = f"# {pseudo.marked(path.stem)}\n\n{pseudo.marked('More in')} [{pseudo.marked('another')}](kj.md)\n"
            (tmp_path / "guide" / pseudo.LANGUAGE / path.name).write_text(words, encoding="utf-8")
    window.commands.guide()
    shown = window.findChild(GuideWindow)
    assert shown is not None
    keys = [key for key, _ in guide.titles()]
    for key in keys:
        shown.open_page(key)
        assert (key == last) == bool(pseudo.unmarked(shown.page.toPlainText())), key
    shown.page.anchorClicked.emit(QUrl("kj.md"))
    assert shown.key() == "kj"


def test_taking_words_out_is_told_whole(window: MainWindow) -> None:
    assert window.programmes.now is not None
    workshop = window.programmes.now.desk.workshop
    assert workshop is not None
    picker = ErasePicker(workshop)
    said = [each.text for each in erasing.told(workshop)]  # what the fixture says of the day, in English
    assert not [found for found in left_out(picker) if not any(words in found for words in said)]
    assert cut(picker) == set()
    picker.deleteLater()


def test_the_preview_of_a_document_is_told_whole(window: MainWindow) -> None:
    window.go("record")
    assert window.programmes.now is not None
    window.programmes.now.record.preview()
    until(lambda: isinstance(QApplication.activeModalWidget(), DocumentPreview))
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, DocumentPreview)
    assert left_out(preview) | cut(preview) == set()
    menu = preview.save_button.menu()
    assert menu is not None
    assert {action.text() for action in menu.actions() if pseudo.unmarked(action.text())} == set()
    preview.words.setText(t("Making it"))
    assert cut(preview) == set()
    preview.reject()


def test_a_new_key_for_a_method_is_told_whole(window: MainWindow) -> None:
    named = NameDialog(GREEK, window)
    assert left_out(named) | cut(named) == set()
    named.deleteLater()


def test_a_question_is_told_whole(window: MainWindow) -> None:
    assert window.programmes.now is not None
    asked = SureDialog(
        t("Finish the workshop?"), [t("You can open the workshop again later.")], t("Finish the workshop")
    )
    assert left_out(asked) | cut(asked) == set()
    asked.deleteLater()


@pytest.mark.parametrize("content", [None, b"", b"Notes of a day. " * 500, (b"SQLite format 3\0" + bytes(5000))])
def test_why_a_file_cannot_be_opened_is_told_whole(window_of: Opener, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "day.facilitator"
    if content is not None:
        path.write_bytes(content)
    window = window_of()
    assert not window.programmes.open(path)
    settle()
    said = window.messages.sentence("open")
    assert pseudo.unmarked(said) in ("day.facilitator", "")
    assert said
