"""Questionnaires in the window: copied, changed with a preview and checks, versioned, locked, asked in a workshop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from frame_help import GROUPS, Opener, append, entries, programme, settle, until
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import seen
from facilitator import paths
from facilitator.activities import boards, library
from facilitator.desktop.parts.own_files import ShelfFault
from facilitator.desktop.questionnaires import shelf
from facilitator.desktop.questionnaires.place import QuestionnairesPlace
from facilitator.looks.qt.fields import GrowingText
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.records import load

BUILT_IN = paths.resources() / "surveys"


def book(key: str) -> shelf.Book:
    """The one with this key."""
    found = shelf.find(key)
    assert found is not None
    return found


def own_copy(key: str = "attitudes-S1") -> shelf.Book:
    """A copy of a built-in one in the own folder."""
    one = book(key)
    return shelf.read("survey", shelf.copy("survey", one.text, one.title, stays=True))


@pytest.fixture
def place(qapp: QApplication, home: Path) -> Iterator[QuestionnairesPlace]:
    made = QuestionnairesPlace()
    made.resize(1440, 860)
    made.show()
    made.show_shelf()
    settle()
    yield made
    made.close()
    made.deleteLater()
    settle()


def shown(widget: QWidget) -> str:
    """Every visible label within."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def write(place: QuestionnairesPlace, at: int, words: str) -> None:
    """Type other words into a question."""
    assert place.page is not None
    editor = place.page.editor
    editor.show_question(at)
    field = editor.form.first
    assert isinstance(field, GrowingText)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


# ------------------------------------------------------------------ the shelf


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.toml")), ids=lambda path: path.stem)
def test_every_questionnaire_can_be_copied_and_is_found_by_methods(home: Path, path: Path) -> None:
    before = path.read_bytes()
    copy = own_copy(path.stem)
    assert (copy.own, copy.leaf.usable, copy.leaf.made_from) == (True, True, path.stem)
    assert copy.leaf.version == book(path.stem).leaf.version
    assert copy.title == book(path.stem).title, "people read the title on their phones"
    assert copy.path.name == f"{copy.key}.toml"
    assert path.read_bytes() == before


def test_nothing_is_written_over_a_built_in_or_a_locked_one(home: Path) -> None:
    builtin = book("attitudes-S1")
    with pytest.raises(ShelfFault, match="stay as they are"):
        shelf.save(builtin, builtin.text)
    copy = own_copy()
    locked = shelf.read("survey", shelf.save(copy, copy.text, draft=False))
    assert locked.stays
    with pytest.raises(ShelfFault, match="Make a new version"):
        shelf.save(locked, copy.text)
    with pytest.raises(ShelfFault, match="stays"):
        shelf.delete(builtin)


def test_what_another_program_changed_is_not_lost(home: Path) -> None:
    copy = own_copy()
    copy.path.write_text(copy.text + "\n# from another editor\n", encoding="utf-8")
    with pytest.raises(ShelfFault, match="Another program"):
        shelf.save(copy, copy.text + "\n# mine\n")
    assert "another editor" in copy.path.read_text(encoding="utf-8")


def test_a_file_goes_out_and_comes_in_as_it_is(place: QuestionnairesPlace, tmp_path: Path) -> None:
    copy = own_copy()
    target = tmp_path / "out.toml"
    place.export(copy, target)
    place.take_in(target)
    assert "is here already" in place.messages.sentence("shelf")
    shelf.delete(copy)
    place.take_in(target)
    assert book(copy.key).text == copy.text
    target.write_text(copy.text.replace("Small local groups", "Small groups"), encoding="utf-8")
    place.take_in(target)
    assert {b.key for b in shelf.books() if b.own} == {copy.key, f"{copy.key}-2"}, "other words take nobody's place"


def test_a_wrong_file_is_refused_with_line_and_column_and_nothing_comes_in(
    place: QuestionnairesPlace, tmp_path: Path
) -> None:
    text = book("attitudes-S1").text.replace('id = "A2"', 'id = "A1"').replace("attitudes-S1", "twice")
    source = tmp_path / "twice.toml"
    source.write_text(text, encoding="utf-8")
    line = [n for n, each in enumerate(text.split("\n"), 1) if each == 'id = "A1"'][1]
    place.take_in(source)
    assert f"twice.toml, line {line}, column 1" in place.messages.sentence("shelf")
    assert "earlier question" in place.messages.sentence("shelf")
    assert not any(each.own for each in shelf.books())


def test_what_is_no_questionnaire_is_said_and_a_programme_is_not_opened(
    place: QuestionnairesPlace, tmp_path: Path
) -> None:
    for path in (programme(tmp_path / "day.facilitator"), tmp_path / "notes.txt"):
        place.take_in(path)
        assert "is not a questionnaire" in place.messages.sentence("shelf")
    (tmp_path / "odd.toml").write_bytes(b"key = \xff\xfe")
    place.take_in(tmp_path / "odd.toml")
    assert "cannot be read" in place.messages.sentence("shelf")
    (tmp_path / "half.toml").write_text('key = "half"\ntitle = "', encoding="utf-8")
    place.take_in(tmp_path / "half.toml")
    assert "it ends too early, in line 2, column 10" in place.messages.sentence("shelf")
    assert not any(each.own for each in shelf.books())


def test_delete_can_be_taken_back(place: QuestionnairesPlace) -> None:
    copy = own_copy()
    place.delete(copy)
    assert shelf.find(copy.key) is None
    line = place.messages.line("shelf")
    assert line is not None
    line.buttons[0].click()
    assert book(copy.key).text == copy.text


# ------------------------------------------------------------------ the editor


def test_a_changed_word_is_a_new_version_and_says_so_at_once(place: QuestionnairesPlace) -> None:
    place.open_book(own_copy())
    assert place.page is not None
    editor = place.page.editor
    was = editor.form.first.toPlainText() if editor.show_question(1) is None else ""
    write(place, 1, "Small groups surely have a route in")
    until(editor.form.new_words.isVisible)
    assert "New words make a new version, S3." in shown(editor.form)
    assert "Answers to S1 stay apart, and are never added to those of S3." in shown(editor.form)
    assert "suggests the answer" in shown(editor.form)
    assert "Version S3" in place.page.state.text()
    until(lambda: "Small groups surely have a route in" in shown(editor.phone))
    editor.form.new_words.button.click()
    assert editor.form.first.toPlainText() == was
    assert "Version S1" in place.page.state.text()
    assert not editor.form.new_words.isVisible()
    place.page.editor.undo()
    assert editor.form.first.toPlainText() == "Small groups surely have a route in"


def test_the_keys_move_double_add_and_take_away(place: QuestionnairesPlace) -> None:
    place.open_book(own_copy())
    assert place.page is not None
    editor = place.page.editor
    rows = editor.list.rows

    def ids() -> list[str]:
        return [str(each["id"]) for each in editor.table["questions"]]

    editor.show_question(1)
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids() == ["partner_group", "A2", "A1", "A3"]
    QTest.keyClick(rows, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ids() == ["partner_group", "A2", "A1", "A1_2", "A3"]
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert ids() == ["partner_group", "A2", "A1", "A3"]
    QTest.keyClick(rows, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    until(editor.list.menu.isVisible)
    editor.list.menu.actions()[4].trigger()
    editor.list.menu.close()
    assert ids() == ["partner_group", "A2", "A1", "q1", "A3"]
    assert editor.table["questions"][3]["kind"] == "text"
    for _ in range(4):
        QTest.keyClick(rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ids() == ["partner_group", "A1", "A2", "A3"]
    assert editor.text() == place.now.text if place.now else False
    QTest.keyClick(rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert ids() == ["partner_group", "A2", "A1", "A3"]


def test_a_question_is_dragged_elsewhere(place: QuestionnairesPlace) -> None:
    place.open_book(own_copy())
    assert place.page is not None
    rows = place.page.editor.list.rows
    rows.model().moveRow(QModelIndex(), 2, QModelIndex(), 5)
    until(lambda: [each["id"] for each in place.page.editor.table["questions"]][-1] == "A1")


@pytest.mark.parametrize("sort", ["scale", "choice", "several", "text", "date", "score", "consent"])
def test_every_kind_of_question_is_written_and_shown_on_the_phone(place: QuestionnairesPlace, sort: str) -> None:
    place.open_book(own_copy())
    assert place.page is not None
    editor = place.page.editor
    editor.list.added.emit(4, sort)
    write(place, 4, "What now")
    editor.keep()
    assert [str(each.sentence) for each in editor.problems] == []
    until(lambda: "What now" in shown(editor.phone))
    assert editor.asked is not None
    assert editor.asked.questions[4].kind == sort


def test_what_is_wrong_is_marked_and_not_saved(place: QuestionnairesPlace) -> None:
    copy = own_copy()
    place.open_book(copy)
    assert place.page is not None
    editor = place.page.editor
    editor.list.added.emit(1, "statement")
    assert any("Is needed" in words for words in editor.notes.words())
    assert not place.save()
    assert "while something in it is wrong" in place.messages.sentence("save")
    assert copy.path.read_text(encoding="utf-8") == copy.text
    editor.notes.setCurrentRow(0)
    editor.show_question(-1)
    QTest.keyClick(editor.notes, Qt.Key.Key_Return)
    assert editor.list.at() == 1


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1024), (1.0, 1366), (1.3, 1024), (1.3, 1366)])
def test_nothing_of_the_editor_is_cut_in_any_window(
    window_of: Opener, qapp: QApplication, scale: float, width: int
) -> None:
    window = window_of()
    window.settings.change(scale=scale)
    window.dress()
    window.resize(width, 768)
    window.show_questionnaires()
    place = window.over_shown()
    assert isinstance(place, QuestionnairesPlace)
    place.open_book(own_copy())
    write(place, 1, "Surely we have a way in and a say")
    assert place.page is not None
    editor = place.page.editor
    editor.keep()
    settle()
    assert set(seen.clipped(window)) == set()
    assert editor.phone.isVisible() == (width > 1040 * scale)
    if not editor.phone.isVisible():
        editor.turn.click()
        settle()
        assert editor.phone.isVisible()
        assert set(seen.clipped(window)) == set()
    window.settings.change(scale=1.0)
    window.dress()


def test_save_lock_and_a_new_version_of_what_is_locked(
    place: QuestionnairesPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = own_copy()
    place.open_book(copy)
    write(place, 1, "We have a way in")
    assert place.is_changed()
    assert place.page is not None
    QTest.keyClick(place.page.editor.form.first, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    until(lambda: not place.is_changed())
    assert book(copy.key).leaf.version == "S3"
    asked: list[str] = []
    monkeypatch.setattr(
        "facilitator.desktop.questionnaires.place.ask", lambda dialog: asked.append(shown(dialog)) or True
    )
    place.lock()
    assert book(copy.key).leaf.locked
    assert "stay as they are" in shown(place.page)
    assert not place.page.editor.form.isEnabled()
    place.page.copy_button.click()
    assert place.now is not None
    assert place.now.book is not None
    assert (place.now.book.leaf.made_from, place.now.book.stays) == (copy.key, False)
    write(place, 1, "We have another way in")
    place.page.editor.keep()
    assert "Version S4" in place.page.state.text()


def test_the_evaluation_form_is_edited_in_the_same_editor(place: QuestionnairesPlace) -> None:
    place.open_book(own_copy("evaluation-E1"))
    assert place.page is not None
    editor = place.page.editor
    editor.go_to("pace")
    until(lambda: "Too slow" in shown(editor.phone))
    editor.form.answers.committed.emit(["Far too slow", "Right", "Too fast"])
    assert "Version E3" in place.page.state.text()
    assert editor.table["questions"][7]["choices"][0] == {"value": "too_slow", "label": "Far too slow"}
    assert place.save()


def test_changes_that_are_not_saved_are_asked_about(window_of: Opener) -> None:
    window = window_of()
    window.menus.actions["questionnaires"].trigger()
    place = window.over_shown()
    assert isinstance(place, QuestionnairesPlace)
    place.open_book(own_copy())
    write(place, 1, "Other words")
    window.close()
    assert window.isVisible()
    line = place.messages.line("leave")
    assert line is not None
    line.buttons[1].click()
    until(lambda: not window.isVisible())


# ------------------------------------------------------------------ in a workshop


def test_the_plan_leads_to_what_a_stage_asks_and_both_waves_take_the_new_words(
    window_of: Opener, tmp_path: Path
) -> None:
    path = programme(tmp_path / "day.facilitator", method="attitude-survey")
    window = window_of()
    window.programmes.open(path, place="plan")
    plan = window.programmes.now.plan
    plan.stages.chosen.emit("before")
    assert "It asks “What you think now”, version 1." in shown(plan.stage)
    plan.stage.form_button.click()
    place = window.over_shown()
    assert isinstance(place, QuestionnairesPlace)
    write(place, 1, "We have a way in")
    assert place.page is not None
    place.page.editor.head.edited.emit({"pairing": "self-made"})
    assert place.save()
    until(lambda: len(entries(path, "stage_edited")) == 2)
    workshop = load.workshop(path)[1]
    for stage in ("before", "after"):
        survey = workshop.run(stage).stage.options["survey"]
        assert (survey["version"], survey["questions"][1]["text"]) == ("2", "We have a way in")
        assert workshop.run(stage).stage.options["pairing"] == "self-made"
    assert {workshop.run(stage).stage.options["wave"] for stage in ("before", "after")} == {"before", "after"}
    place.go_back()
    until(lambda: "version 2" in shown(plan.stage))
    window.undo()
    until(lambda: "version 1" in shown(plan.stage))


def test_once_the_first_wave_has_opened_the_words_stay_and_it_is_said_why(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", method="attitude-survey")
    window = window_of()
    window.programmes.open(path, place="plan")
    plan = window.programmes.now.plan
    plan.stages.chosen.emit("after")
    plan.stage.form_button.click()
    place = window.over_shown()
    assert isinstance(place, QuestionnairesPlace)
    write(place, 1, "Other words")
    append(path, Draft("stage_opened", {}, "w1", "before"))
    until(lambda: window.programmes.now.desk.workshop.run("before").status != "waiting")
    assert not place.save(), "it opened while somebody was typing"
    assert "It has been open, so its words stay" in place.messages.sentence("save")
    place.show_shelf()
    place.open_stage("after")
    assert place.page is not None
    assert not place.page.editor.form.isEnabled()
    assert "It has been open, so its words stay" in shown(place.page)
    assert not place.page.save_button.isVisible()
    assert entries(path, "stage_edited") == []
    place.page.copy_button.click()
    assert [each.leaf.made_from for each in shelf.books() if each.own] == ["attitudes-1"]


def test_words_for_one_workshop_never_get_into_another(window_of: Opener, tmp_path: Path) -> None:
    day, other = (programme(tmp_path / f"{name}.facilitator", method="attitude-survey") for name in ("day", "other"))
    append(other, *acts.create({"title": "Other"}, [library.find("attitude-survey")], groups=GROUPS, workshop="w2"))
    window = window_of()
    window.programmes.open(day, place="plan")
    window.show_questionnaires("before")
    place = window.over_shown()
    assert isinstance(place, QuestionnairesPlace)
    write(place, 1, "Other words")
    assert place.is_changed()
    window.programmes.open(other, "w2", place="plan")
    window.show_questionnaires()
    assert not place.save()
    assert "not open any more" in place.messages.sentence("save")
    assert entries(other, "stage_edited") == entries(day, "stage_edited") == []
    window.programmes.open(day, place="plan")
    window.show_questionnaires()
    assert place.save()
    until(lambda: len(entries(day, "stage_edited")) == 2)


def test_one_of_the_shelf_is_asked_in_the_workshop_and_locked_with_that(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", method="attitude-survey")
    window = window_of()
    window.programmes.open(path, place="plan")
    window.show_questionnaires()
    place = window.over_shown()
    assert isinstance(place, QuestionnairesPlace)
    copy = own_copy()
    place.use(copy, "before")
    until(lambda: len(entries(path, "stage_edited")) == 2)
    assert book(copy.key).leaf.locked
    asked = [load.workshop(path)[1].run(stage).stage.options for stage in ("before", "after")]
    assert [options["survey"]["key"] for options in asked] == [copy.key] * 2
    assert [options["instrument"] for options in asked] == [copy.key] * 2


def test_the_keys_of_the_editor_are_told() -> None:
    assert {row.keys for row in boards.editor_keys("survey")} >= {"Ctrl+T", "Ctrl+D", "Alt+Up|Alt+Down", "Del"}
