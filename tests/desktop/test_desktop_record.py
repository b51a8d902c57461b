from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path

import pytest
from frame_help import Opener, entries, note, programme, settle, until
from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from facilitator.desktop.parts import choosing, dialogs
from facilitator.desktop.parts.dialogs import SureDialog
from facilitator.desktop.record import papers, printing
from facilitator.desktop.record.erase import ErasePicker
from facilitator.desktop.record.state import figures, standing
from facilitator.desktop.shell.frame import MainWindow
from facilitator.documents import contract
from facilitator.looks.qt.buttons import Button
from facilitator.looks.rendering import Form
from facilitator.model.entry import Draft
from facilitator.model.workshop import Workshop
from facilitator.records import erasing, exports, load
from facilitator.store import copies
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed

POSIX = os.name == "posix"
SECRET = "Miss Kowalska of number nine said so"


def recorded(tmp_path: Path) -> Path:
    """A file with a stage, notes of several fates and people."""
    return programme(
        tmp_path / "day.facilitator",
        Draft("joined", {"group": "par", "table": "1"}, "w1", person="p1"),
        Draft("joined", {"group": "vcs", "table": "2"}, "w1", person="p2"),
        Draft("stage_opened", {}, "w1", "objective"),
        note(SECRET, "objective", "p1", group="par"),
        note("And again from me", "objective", "p1", group="par"),
        note("Two groups run already", "objective", group="vcs"),
        note("Rude", "objective"),
    )


def at_record(window_of: Opener, path: Path) -> MainWindow:
    """A window on a file's record."""
    window = window_of()
    window.programmes.open(path, place="record")
    return window


def test_figures_count_notes_people_and_minutes(window_of: Opener, tmp_path: Path) -> None:
    window = at_record(window_of, recorded(tmp_path))
    workshop = window.programmes.now.desk.workshop
    found = figures(workshop, workshop.current.spans[0][0] + 10 * 60_000)
    assert (found.notes, found.statuses, found.people) == (4, {"live": 4}, 2)
    assert (found.planned, found.actual) == (40, 10)
    assert standing(workshop) == "Under way: Objective is open."
    shown = [label.text() for label in window.programmes.now.record.state.findChildren(QLabel)]
    assert "4" in shown
    assert "Voluntary & community sector" in shown


def test_the_summary_and_the_records_are_written_aside(window_of: Opener, tmp_path: Path) -> None:
    window = at_record(window_of, recorded(tmp_path))
    target = tmp_path / "out" / "summary.pdf"
    target.parent.mkdir()
    window.programmes.now.record.summary_to(target)
    assert window.messages.sentence("summary") == "Making the summary"
    until(lambda: window.messages.sentence("summary") == "The summary is saved: summary.pdf")
    assert target.read_bytes().startswith(b"%PDF")
    line = window.messages.line("summary")
    assert [button.text() for button in line.buttons[:2]] == ["Open", "Show folder"]
    window.programmes.now.record.export_to(target.parent)
    until(lambda: window.messages.sentence("summary").endswith("files are in out."))
    assert {path.suffix for path in target.parent.iterdir()} == {".pdf", ".csv", ".xlsx"}


def test_what_is_for_another_laptop_is_apart_from_the_records_for_others(window_of: Opener, tmp_path: Path) -> None:
    window = at_record(window_of, recorded(tmp_path))
    place = window.programmes.now.record
    shown = [label.text() for label in place.findChildren(QLabel)]
    assert any("Do not pass it on" in words for words in shown)
    place.export_to(tmp_path / "out", ("json",))
    until(lambda: window.messages.sentence("summary") == "1 file is in out.")
    (made,) = (tmp_path / "out").iterdir()
    assert next(iter(json.loads(made.read_text(encoding="utf-8")))) == "about"


def test_all_of_it_leaves_the_window_only_after_a_question_that_says_what_is_in_it(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, folders, told = at_record(window_of, recorded(tmp_path)), [], []
    monkeypatch.setattr(choosing, "folder", lambda *given: folders.append(given) or tmp_path / "out")
    for answer in (0, 1):
        monkeypatch.setattr(SureDialog, "exec", lambda dialog, answer=answer: told.append(dialog) or answer)
        sentences = [label.text() for label in told[-1].findChildren(QLabel)] if told else []
        window.programmes.now.record.move_on()
        assert len(folders) == answer
    assert any("every answer, ids that stand for people" in words for words in sentences)
    until(lambda: window.messages.sentence("summary") == "1 file is in out.")


def preview_of(window: MainWindow, name: str) -> papers.DocumentPreview:
    """The preview that a button of the record opens."""
    getattr(window.programmes.now.record, name)()
    until(lambda: isinstance(QApplication.activeModalWidget(), papers.DocumentPreview))
    return QApplication.activeModalWidget()


def test_the_preview_shows_every_document_as_pages(window_of: Opener, tmp_path: Path) -> None:
    window = at_record(window_of, recorded(tmp_path))
    preview = preview_of(window, "preview")
    keys = [document.key for document in contract.every()]
    assert [preview.choice.itemData(at) for at in range(preview.choice.count())] == keys
    seen, workshop = {}, window.programmes.now.desk.workshop
    order = contract.Order(workshop, window.programmes.now.desk.programme, workshop.created_at)
    keys = [document.key for document in contract.every() if not document.nothing(order)]
    for at in (*map(preview.choice.findData, keys[1:]), 0):
        preview.choice.setCurrentIndex(at)
        preview.choice.activated.emit(at)
        until(lambda: "A4" in preview.words.text())
        seen[preview.key] = preview.document.getAllText(0).text()
    assert seen.keys() == set(keys)
    assert len(set(seen.values())) == len(keys)
    preview.reject()


def test_a_document_opens_as_a_web_page_and_as_a_text_that_only_its_user_can_read_and_goes_with_the_programme(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(papers, "open_outside", opened.append)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    window = at_record(window_of, recorded(tmp_path))
    preview = preview_of(window, "paper_forms")
    assert preview.key == "paper-forms"
    preview.web_button.click()
    until(lambda: len(opened) == 1)
    preview.text_button.click()
    until(lambda: len(opened) == 2)
    assert opened[0].read_bytes().startswith(b"<!doctype html>")
    assert opened[1].read_bytes().startswith(b"PK")
    for path, ending in zip(opened, (".html", ".docx"), strict=True):
        assert path.name.endswith(f"_paper-forms{ending}")
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o400, 0o700)
    preview.reject()
    assert all(path.is_file() for path in opened), "somebody is still looking"
    assert list((tmp_path / "tmp").iterdir())
    window.programmes.close()
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype"), ("docx", b"PK")])
def test_a_document_is_saved_in_each_of_its_forms(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: Form, begins: bytes
) -> None:
    window = at_record(window_of, recorded(tmp_path))
    preview = preview_of(window, "preview")
    monkeypatch.setattr(papers, "ask_save", lambda _parent, _question, start, *_kinds, **_spared: start)
    action = preview.save_button.menu().actions()[list(papers.SAVED).index(form)]
    action.trigger()
    until(lambda: preview.words.text().startswith("Saved: "))
    saved = tmp_path / preview.words.text().removeprefix("Saved: ")
    assert saved.suffix == f".{form}"
    assert saved.read_bytes().startswith(begins)
    preview.reject()


def test_what_cannot_be_made_is_said_in_the_preview(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = at_record(window_of, recorded(tmp_path))
    preview = preview_of(window, "preview")
    refused = Fault("These stages need no paper: nothing is written or chosen in them.")

    def nothing(*_given: object, **_how: object) -> None:
        raise refused

    with monkeypatch.context() as patch:
        patch.setattr(papers, "make", nothing)
        preview.choice.setCurrentIndex(1)
        preview.choice.activated.emit(1)
        until(lambda: preview.words.text() == refused.sentence)
        assert not preview.print_button.isEnabled()
        assert not preview.web_button.isEnabled()
    preview.choice.setCurrentIndex(0)
    preview.choice.activated.emit(0)
    until(lambda: "A4" in preview.words.text())
    assert preview.print_button.isEnabled()
    preview.reject()


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(window_of: Opener, tmp_path: Path) -> None:
    window = at_record(window_of, recorded(tmp_path))
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    window.programmes.now.record.summary_to(blocked / "summary.pdf")
    until(lambda: window.messages.line("summary") is not None and window.messages.line("summary").kind == "bad")
    assert "could not be written" in window.messages.sentence("summary")


def test_the_pages_of_the_summary_are_drawn_on_the_printer(window_of: Opener, tmp_path: Path) -> None:
    window = at_record(window_of, recorded(tmp_path))
    target = tmp_path / "summary.pdf"
    window.programmes.now.record.summary_to(target)
    until(target.exists)
    document = printing.read(target)
    printer = printing.printer_for("Day")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    assert list(printing.draw(document, printer)) == list(range(1, document.pageCount() + 1))
    assert printing.read(tmp_path / "paper.pdf").pageCount() == document.pageCount()
    printer.setFromTo(1, 1)
    assert list(printing.draw(document, printer)) == [1]
    (tmp_path / "no.pdf").write_bytes(b"not a page")
    with pytest.raises(Fault, match="could not be read"):
        printing.read(tmp_path / "no.pdf")


def blank(target: Path, pages: int) -> Path:
    """A PDF of so many empty pages."""
    writer = QPdfWriter(str(target))
    painter = QPainter(writer)
    for _ in range(pages - 1):
        writer.newPage()
    painter.end()
    return target


def printed_by(preview: printing.Preview, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say "print" in the system's dialogue, into a file."""

    def accepted(_dialog: QPrintDialog) -> int:
        preview.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        preview.printer.setOutputFileName(str(paper))
        return 1

    monkeypatch.setattr(printing.QPrintDialog, "exec", accepted)
    preview.print_button.click()


def test_the_window_has_its_turn_between_the_pages_that_are_printed(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, said = QWidget(), []
    preview = printing.Preview(blank(tmp_path / "long.pdf", 12), "Long", window)
    preview.show()
    beat = QTimer(preview)
    beat.timeout.connect(lambda: said.append(preview.words.text()))
    beat.start(0)
    printed_by(preview, tmp_path / "paper.pdf", monkeypatch)
    until(lambda: not isValid(preview))
    turns = [words for words in dict.fromkeys(said) if words.startswith("Printing page ")]
    assert len(turns) >= 10
    assert printing.read(tmp_path / "paper.pdf").pageCount() == 12
    del window


def test_a_preview_that_is_closed_prints_no_more_pages(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    preview = printing.Preview(blank(tmp_path / "long.pdf", 40), "Long", window)
    preview.show()
    printed_by(preview, tmp_path / "paper.pdf", monkeypatch)
    preview.reject()
    until(lambda: not isValid(preview))
    assert printing.read(tmp_path / "paper.pdf").pageCount() < 40
    del window


def test_a_printer_that_takes_nothing_is_said_in_the_preview(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qt_warnings: list[str]
) -> None:
    window = QWidget()
    preview = printing.Preview(blank(tmp_path / "long.pdf", 2), "Long", window)
    preview.show()
    printed_by(preview, tmp_path / "no folder" / "paper.pdf", monkeypatch)
    assert qt_warnings == ["QPainter::begin(): Returned false"]
    qt_warnings.clear()
    assert preview.words.text().startswith("The printer did not take the pages.")
    assert preview.print_button.isEnabled()
    preview.close()
    settle()


def test_pages_of_a_preview_are_made_larger_and_smaller_from_what_is_seen(qapp: QApplication, tmp_path: Path) -> None:
    window = QWidget()
    preview = printing.Preview(blank(tmp_path / "long.pdf", 3), "Long", window)
    preview.show()
    settle()
    smaller, larger, whole = (button for button in preview.findChildren(Button) if button is not preview.print_button)
    wide = preview.fitting()
    larger.click()
    assert preview.view.zoomFactor() == pytest.approx(wide * 1.25)
    for _ in range(20):
        larger.click()
    assert preview.view.zoomFactor() == 2.0
    for _ in range(20):
        smaller.click()
    assert preview.view.zoomFactor() == 0.25
    whole.click()
    assert preview.fitting() < wide
    preview.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
    preview.resize(3000, 900)
    settle()
    assert (wide := preview.fitting()) > 2.0
    larger.click()
    assert preview.view.zoomFactor() == pytest.approx(wide)  # never smaller than it was
    preview.close()
    settle()


def test_a_page_is_never_stretched() -> None:
    assert printing.page_fit(QSize(595, 842), QRect(0, 0, 2480, 3508)).height() == 3508
    letter = printing.page_fit(QSize(595, 842), QRect(0, 0, 2550, 3300))
    assert (letter.height(), letter.center().x()) == (3300, pytest.approx(1275, abs=2))
    assert letter.width() / letter.height() == pytest.approx(595 / 842, abs=0.002)


def test_finishing_asks_first_and_can_be_taken_back(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded(tmp_path)
    window = at_record(window_of, path)
    record = window.programmes.now.record
    monkeypatch.setattr(SureDialog, "exec", lambda _: 0)
    record.finish_button.click()
    settle()
    assert entries(path, "finished") == []
    monkeypatch.setattr(SureDialog, "exec", lambda _: 1)
    record.finish_button.click()
    until(lambda: record.finish_button.text() == "Open the workshop again")
    assert window.programmes.now.desk.workshop.current is None
    until(lambda: copies.of(path))
    record.finish_button.click()
    until(lambda: record.finish_button.text() == "Finish the workshop")


def test_erasing_needs_the_word(qapp: QApplication) -> None:
    dialog = SureDialog("Erase?", ["Gone for good."], "Erase", word=dialogs.CONFIRM)
    assert not dialog.deed.isEnabled()
    dialog.typed.setText("erase")
    assert not dialog.deed.isEnabled()
    dialog.typed.setText("ERASE")
    assert dialog.deed.isEnabled()
    dialog.deleteLater()
    settle()


def of_same_person(workshop: Workshop, one: erasing.Written) -> list[str]:
    return [each.key for each in erasing.of_same_person(erasing.written(workshop), one)]


def test_the_picker_finds_all_notes_of_one_person_where_that_is_known(qapp: QApplication, tmp_path: Path) -> None:
    workshop = load.workshop(recorded(tmp_path))[1]
    notes = list(workshop.run("objective").notes)
    found = {each.key: each for each in erasing.written(workshop)}
    assert of_same_person(workshop, found[notes[0].key]) == [notes[0].key, notes[1].key]
    assert of_same_person(workshop, found[notes[2].key]) == [notes[2].key]
    picker = ErasePicker(workshop)
    picker.search.setText("kowalska")
    assert [picker.list.item(n).isHidden() for n in range(4)] == [False, True, True, True]
    picker.list.setCurrentRow(0)
    assert picker.whole.isChecked()
    picker.list.setCurrentRow(2)
    assert picker.whole.isHidden()
    assert not picker.about.isHidden()
    picker.deleteLater()
    settle()


def test_erased_words_are_in_no_file_and_in_no_view(window_of: Opener, tmp_path: Path) -> None:
    path = recorded(tmp_path)
    copies.back_up(path)
    window = at_record(window_of, path)
    before = window.programmes.now
    workshop = before.desk.workshop
    first = next(iter(workshop.run("objective").notes)).key
    keys = of_same_person(workshop, next(each for each in erasing.written(workshop) if each.key == first))
    before.record.erase_keys(keys)
    until(lambda: window.messages.sentence("erased").startswith("The words of 2 entries were erased"))
    until(lambda: entries(path, "erased"))
    assert window.programmes.now is not before
    assert window.place == "record"
    words = [n.text for n in window.programmes.now.desk.workshop.run("objective").notes]
    assert SECRET not in words
    assert "Two groups run already" in words
    window.commands.close()
    for stored in (path, *copies.of(path), *tmp_path.glob("day.facilitator-*")):
        assert SECRET.encode() not in stored.read_bytes()


def test_who_erases_is_told_which_files_keep_the_words(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = recorded(tmp_path), []
    programme, workshop = load.workshop(path)
    files = exports.export(programme, workshop, ("csv",), tmp_path / "out")
    monkeypatch.setattr(SureDialog, "exec", lambda dialog: asked.append(dialog) or 1)
    picker = ErasePicker(workshop, programme=programme, path=path)
    picker.list.setCurrentRow(0)
    picker.go_on.click()
    (dialog,) = asked
    listed = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    assert listed == sorted(f"{file.name}, in {tmp_path / 'out'}" for file in files)
    assert "These files, made before, keep them" in " ".join(said.text() for said in dialog.findChildren(QLabel))
    assert picker.keys
    picker.deleteLater()
    settle()


def test_words_of_the_programme_are_erased_in_the_window(window_of: Opener, tmp_path: Path) -> None:
    path = recorded(tmp_path)
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([Draft("programme", {"sponsor": SECRET, "task_group": [{"name": "Bert"}]})])
    window = at_record(window_of, path)
    desk = window.programmes.now.desk
    (sponsor,) = [each for each in erasing.told(desk.programme) if each.text == SECRET]
    window.programmes.now.record.erase_keys([sponsor.key])
    until(lambda: window.messages.sentence("erased").startswith("The words of 1 entry were erased"))
    facts = window.programmes.now.desk.programme.aspects["facts"]
    assert (facts.sponsor, [member.name for member in facts.task_group]) == ("", ["Bert"])


def test_the_preview_opens_and_prints_what_it_shows(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = at_record(window_of, recorded(tmp_path))
    window.menus.actions["print"].trigger()
    until(lambda: window.findChild(printing.Preview))
    preview = window.findChild(printing.Preview)
    assert window.messages.sentence("summary") == ""
    pages = preview.document.pageCount()
    assert pages > 0
    printed_by(preview, tmp_path / "paper.pdf", monkeypatch)
    until(lambda: not isValid(preview))
    assert printing.read(tmp_path / "paper.pdf").pageCount() == pages
    assert not POSIX or (tmp_path / "paper.pdf").stat().st_mode & 0o077 == 0


def test_no_file_is_made_for_a_preview(window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "for all"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    window = at_record(window_of, recorded(tmp_path))
    for make in (window.programmes.now.record.preview, window.programmes.now.record.paper_forms):
        make()
        until(lambda: window.findChild(printing.Preview))
        window.findChild(printing.Preview).close()
        until(lambda: not window.findChild(printing.Preview))
    assert list(folder.iterdir()) == []
    assert list(tmp_path.rglob("*.pdf")) == []
