"""A facilitator's own methods: duplicate, change in form and text, save whole or not at all, import, export, delete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from frame_help import Opener, settle, until
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator import paths
from facilitator.activities import library
from facilitator.desktop.methods import shelf, tables
from facilitator.desktop.methods.editor import MethodEditor
from facilitator.desktop.methods.place import MethodsPlace
from facilitator.desktop.methods.text import TextPane
from facilitator.desktop.parts import own_files
from facilitator.desktop.shell.guide import GuidePage, GuideWindow, made, page
from facilitator.desktop.shell.new_workshop import NewWorkshop
from facilitator.looks.qt.fields import GrowingText, TextField
from facilitator.store import file

BUILT_IN = paths.resources() / "methods"


def book(key: str) -> shelf.Book:
    """The book with this key."""
    return next(b for b in shelf.books() if b.key == key)


def own_copy(key: str = "kj") -> shelf.Book:
    """A copy of a built-in method in the own folder."""
    return shelf.read(shelf.duplicate(book(key)))


@pytest.fixture
def place(qapp: QApplication, home: Path) -> Iterator[MethodsPlace]:
    made = MethodsPlace()
    made.refresh()
    yield made
    made.deleteLater()
    settle()


@pytest.fixture
def editor(qapp: QApplication, home: Path) -> Iterator[MethodEditor]:
    made = MethodEditor()
    made.resize(1440, 860)
    made.open_book(own_copy())
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()
    settle()


# ------------------------------------------------------------------ the shelf


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.toml")), ids=lambda p: p.stem)
def test_every_method_can_be_duplicated_and_used(home: Path, path: Path) -> None:
    before = path.read_bytes()
    copy = own_copy(path.stem)
    assert copy.method is not None
    assert copy.own
    assert copy.key != path.stem
    assert copy.method.stages == library.check(path).stages
    assert copy.key in library.methods()
    assert path.read_bytes() == before


def test_a_second_copy_gets_a_name_of_its_own(home: Path) -> None:
    first, second = own_copy(), own_copy()
    assert (first.title, second.title) == ("KJ method (own)", "KJ method (own 2)")
    assert first.key != second.key


def test_nothing_is_written_over_a_built_in_or_another_method(home: Path) -> None:
    builtin = book("kj")
    with pytest.raises(own_files.ShelfFault, match="Duplicate it"):
        shelf.save(builtin.path, builtin.text, opened=builtin.text)
    copy = own_copy()
    text = shelf.renamed(copy.text, "force-field", "Mine")
    with pytest.raises(own_files.ShelfFault, match="'force-field' belongs to 'Force field'"):
        shelf.save(copy.path, text, opened=copy.text)
    assert copy.path.read_text(encoding="utf-8") == copy.text


def test_a_wrong_text_is_not_saved_at_all(home: Path) -> None:
    copy = own_copy()
    with pytest.raises(own_files.ShelfFault, match="not saved"):
        shelf.save(copy.path, copy.text.replace('timer = "SOFT"', 'timer = "SOGT"', 1), opened=copy.text)
    assert copy.path.read_text(encoding="utf-8") == copy.text
    assert [p.name for p in copy.path.parent.iterdir()] == [copy.path.name], "no half-written file stays"


def test_what_another_program_changed_is_not_lost(home: Path) -> None:
    copy = own_copy()
    copy.path.write_text(copy.text + "\n# from another editor\n", encoding="utf-8")
    with pytest.raises(own_files.ShelfFault, match="Another program"):
        shelf.save(copy.path, copy.text + "\n# mine\n", opened=copy.text)
    assert "another editor" in copy.path.read_text(encoding="utf-8")


def test_a_new_key_takes_the_file_along(home: Path) -> None:
    copy = own_copy()
    path = shelf.save(copy.path, shelf.renamed(copy.text, "our-wall", "Our wall"), opened=copy.text)
    assert path.name == "our-wall.toml"
    assert not copy.path.exists()


def test_a_folder_that_cannot_be_written_is_said(home: Path) -> None:
    blocked = home / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(own_files.ShelfFault, match="Nothing was changed"):
        own_files.put(blocked / "a.toml", "text")
    assert blocked.read_text(encoding="utf-8") == ""


def test_delete_keeps_the_file_and_can_be_taken_back(home: Path) -> None:
    copy = own_copy()
    old = shelf.delete(copy)
    assert old.suffix == ".old"
    assert copy.key not in library.methods()
    assert own_files.put_back(old) == copy.path
    assert copy.key in library.methods()
    with pytest.raises(own_files.ShelfFault, match="stays"):
        shelf.delete(book("kj"))


def test_an_own_file_with_mistakes_is_on_the_shelf_with_what_is_wrong(home: Path) -> None:
    copy = own_copy()
    copy.path.write_text("key = 'half'\ntitle = \"Half\"\n[[stages", encoding="utf-8")
    found = shelf.read(copy.path)
    assert (found.key, found.title, found.method) == ("half", "Half", None)
    assert "not TOML" in found.checked.problems[0].sentence


# ------------------------------------------------------------------ import and export


def test_a_file_goes_out_and_comes_back(place: MethodsPlace, tmp_path: Path) -> None:
    copy = own_copy()
    place.export(copy, tmp_path / "kj-ours.toml")
    assert (tmp_path / "kj-ours.toml").read_text(encoding="utf-8") == copy.text
    shelf.delete(copy)
    place.refresh()
    place.take_in(tmp_path / "kj-ours.toml")
    assert place.messages.sentence("shelf") == "Imported: KJ method (own)"
    chosen = place.shelf.book()
    assert chosen is not None
    assert chosen.key == copy.key


def test_a_wrong_file_is_not_imported_and_says_where(place: MethodsPlace, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(own_copy().text.replace('activity = "vote"', 'activity = "sing"'), encoding="utf-8")
    count = len(shelf.books())
    place.take_in(bad)
    said = place.messages.sentence("shelf")
    assert said.startswith("It is not imported. bad.toml, stage 'vote', field 'activity'")
    assert len(shelf.books()) == count


def test_a_programme_under_the_name_of_a_method_is_not_read(place: MethodsPlace, tmp_path: Path) -> None:
    programme, link = tmp_path / "day.facilitator", tmp_path / "day.toml"
    file.create(programme)
    link.symlink_to(programme)
    place.take_in(link)
    assert place.messages.sentence("shelf").startswith("day.toml is not a method")


def test_a_key_that_is_taken_asks(place: MethodsPlace, tmp_path: Path) -> None:
    copy = own_copy()
    source = tmp_path / "theirs.toml"
    source.write_text(copy.text.replace("minutes = { default = 8", "minutes = { default = 9", 1), encoding="utf-8")
    place.refresh()
    place.take_in(source)
    line = place.messages.line("shelf")
    assert line is not None
    assert [button.text() for button in line.buttons] == ["Take the place of mine", "Keep both", "Leave it"]
    line.buttons[0].click()
    assert "default = 9" in copy.path.read_text(encoding="utf-8")
    assert copy.path.with_name(f"{copy.path.name}.old").read_text(encoding="utf-8") == copy.text


def test_a_built_in_key_can_only_be_kept_beside(place: MethodsPlace, tmp_path: Path) -> None:
    source = tmp_path / "kj.toml"
    source.write_text(book("kj").text, encoding="utf-8")
    place.take_in(source)
    line = place.messages.line("shelf")
    assert line is not None
    assert [button.text() for button in line.buttons] == ["Keep both", "Leave it"]
    line.buttons[0].click()
    assert [b.title for b in shelf.books() if b.own] == ["KJ method (imported)"]


# ------------------------------------------------------------------ the editor


def test_the_form_writes_into_the_text_and_undo_takes_it_back(editor: MethodEditor) -> None:
    before = editor.text()
    editor.show_step(1)
    goal = editor.stage.cells["goal"].findChildren(GrowingText)[0]
    goal.setFocus()
    goal.setPlainText("what we want to know")
    editor.stage.keep()
    assert 'goal = "what we want to know"' in editor.text()
    assert editor.text().splitlines()[0] == before.splitlines()[0], "comments stay"
    assert editor.is_changed()
    editor.undo()
    assert editor.text() == before
    assert goal.toPlainText() == "everyone's own answers, before they hear anyone else's"
    editor.redo()
    assert 'goal = "what we want to know"' in editor.text()


def test_ctrl_z_in_a_field_undoes_the_method_and_not_the_field_alone(editor: MethodEditor) -> None:
    before = editor.text()
    editor.show_step(1)
    editor.stage.minutes.setValue(9)
    editor.stage.minutes.keeper.keep()
    assert "default = 9" in editor.text()
    goal = editor.stage.cells["goal"].findChildren(GrowingText)[0]
    QTest.keyClick(goal, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == before


def test_typing_reaches_the_text_in_a_pause_and_is_not_disturbed_by_it(editor: MethodEditor) -> None:
    editor.show_step(1)
    goal = editor.stage.cells["goal"].findChildren(GrowingText)[0]
    goal.setFocus()
    goal.selectAll()
    QTest.keyClicks(goal, "our own ")
    until(lambda: 'goal = "our own"' in editor.text())
    QTest.keyClicks(goal, "answers")
    until(lambda: 'goal = "our own answers"' in editor.text())
    assert goal.toPlainText() == "our own answers"


def test_an_id_is_taken_when_it_is_whole_and_never_empty(editor: MethodEditor) -> None:
    editor.show_step(1)
    field = editor.stage.cells["id"].findChildren(TextField)[0]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "not")
    editor.rested()
    assert 'id = "not"' not in editor.text()
    QTest.keyClicks(field, "es")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert 'id = "notes"' in editor.text()
    assert editor.checked.method is not None
    editor.stage.edited.emit({"id": ""})
    assert 'id = "notes"' in editor.text()


def test_the_text_shows_in_the_form_as_it_is_typed(editor: MethodEditor) -> None:
    editor.show_step(1)
    editor.pane.setPlainText(editor.text().replace('title = "Write alone"', 'title = "Write in peace"'))
    until(lambda: editor.stage.head.text() == "Stage 2: Write in peace")
    assert "Not saved yet" in editor.state.text()


def test_a_mistake_is_said_beside_the_field_the_line_and_in_the_list(editor: MethodEditor) -> None:
    editor.show_step(0)
    editor.pane.setPlainText(editor.text().replace("priority = 1", "priority = 7", 1))
    editor.check()
    assert editor.stage.cells["priority"].below.text() == "Must be a whole number from 1 to 3."
    assert editor.notes.words() == ["Stage 'focus', field 'priority': Must be a whole number from 1 to 3."]
    line = editor.text().split("\n").index("priority = 7")
    editor.notes.itemClicked.emit(editor.notes.item(0))
    assert editor.pane.textCursor().blockNumber() == line
    said: list[str] = []
    editor.refused.connect(said.append)
    assert not editor.save()
    assert said == ["It is not saved while something in it is wrong: the places are marked."]


def test_a_text_that_cannot_be_read_shuts_the_form_until_it_is_mended(editor: MethodEditor) -> None:
    good = editor.text()
    editor.pane.setPlainText(good.replace("[[stages]]", "[[stages", 1))
    editor.check()
    assert not editor.forms.isEnabled()
    assert not editor.broken.isHidden()
    editor.pane.setPlainText(good)
    editor.check()
    assert editor.forms.isEnabled()
    assert editor.broken.isHidden()


def test_doubts_about_questions_are_advice_and_do_not_stop_saving(editor: MethodEditor) -> None:
    editor.show_step(0)
    editor.stage.edited.emit({"prompt": "Is this good?"})
    assert any("yes or no" in words for words in editor.notes.words())
    assert editor.save()
    assert not editor.is_changed()


def test_stages_move_by_key_and_what_no_longer_fits_is_said(editor: MethodEditor) -> None:
    editor.show_step(1)
    steps = editor.steps.list
    QTest.keyClick(steps, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [s["id"] for s in tables.stages(editor.table)][:2] == ["write", "focus"]
    assert editor.steps.at() == 0
    assert any("'focus' is not an earlier stage" in words for words in editor.notes.words())
    QTest.keyClick(steps, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [s["id"] for s in tables.stages(editor.table)][:2] == ["focus", "write"]
    assert editor.notes.words() == []


def test_stages_move_by_dragging(editor: MethodEditor) -> None:
    steps = editor.steps.list
    assert steps.model().moveRow(QModelIndex(), 8, QModelIndex(), 6), "what the list does when a row is dropped"
    settle()
    assert [s["id"] for s in tables.stages(editor.table)][-3:] == ["combine", "relations", "vote"]


def test_a_stage_that_goes_takes_along_what_points_to_it(editor: MethodEditor) -> None:
    at = [s["id"] for s in tables.stages(editor.table)].index("relations")
    editor.show_step(at)
    QTest.keyClick(editor.steps.list, Qt.Key.Key_Delete)
    assert editor.checked.method is not None
    assert all("relations" not in preset.stages for preset in editor.checked.method.presets)
    editor.steps.added.emit(2)
    assert tables.stages(editor.table)[2]["id"] == "stage-1"
    assert editor.checked.method is not None


def test_a_new_id_is_followed_by_what_points_to_it(editor: MethodEditor) -> None:
    at = [s["id"] for s in tables.stages(editor.table)].index("group")
    editor.show_step(at)
    editor.stage.edited.emit({"id": "sort"})
    method = editor.checked.method
    assert method is not None
    assert [s.id for s in method.stages if s.continues == "sort"] == ["title", "relations", "combine"]
    assert method.presets[0].options == {"sort": {"mode": "wall"}}


def test_options_are_lines_and_wrong_lines_are_not_kept(editor: MethodEditor) -> None:
    editor.show_step(3)
    options = editor.stage.options
    assert options.toPlainText() == 'phase = "group"\nmode = "phones"'
    options.setPlainText('phase = "group"\nmode =')
    options.keeper.keep()
    assert "Not kept" in editor.stage.cells["options"].below.text()
    assert 'mode = "phones"' in editor.text()
    options.setPlainText('phase = "group"\nmode = "wall"')
    options.keeper.keep()
    assert 'mode = "wall"' in editor.text()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nb\nc", "a\nx\nc"),
        ("a\nb", "a"),
        ("a", "a\nb\n"),
        ("", "a\nb"),
        ("a\nb\n", ""),
        ("a\na", "a\na\na"),
        ("🙂 a\nb", "🙂 a\n🙂b"),
    ],
)
def test_replacing_text_gives_that_text_and_undoes_in_one_step(qapp: QApplication, old: str, new: str) -> None:
    pane = TextPane()
    pane.setPlainText(old)
    pane.replace_text(new)
    assert pane.toPlainText() == new
    pane.undo()
    assert pane.toPlainText() == old


# ------------------------------------------------------------------ in the window


def test_an_own_method_appears_on_the_start_page_and_in_new_workshop(window_of: Opener) -> None:
    window = window_of()
    window.menus.actions["methods"].trigger()
    methods = window.methods_shown()
    assert methods is not None
    methods.duplicate(book("focused-conversation"))
    methods.editor.head.edited.emit({"title": "Our talk"})
    assert methods.editor.save()
    methods.editor.left.emit()
    methods.shelf.left.emit()
    assert window.methods_shown() is None
    until(lambda: "Our talk" in [tile.title for tile in window.start.tiles])
    tile = next(tile for tile in window.start.tiles if tile.title == "Our talk")
    assert tile.aside.startswith("yours · ")
    dialog = NewWorkshop(window)
    assert any(box.text().startswith("Our talk") for box in dialog.methods.values())


def test_unsaved_changes_are_asked_about_before_they_go(window_of: Opener) -> None:
    window = window_of()
    window.show_methods()
    methods = window.methods_shown()
    assert methods is not None
    methods.duplicate(book("kj"))
    methods.editor.head.edited.emit({"title": "Changed"})
    methods.editor.left.emit()
    line = methods.messages.line("leave")
    assert line is not None
    assert methods.is_editing()
    line.buttons[2].click()
    window.close()
    assert window.isVisible()
    line = methods.messages.line("leave")
    assert line is not None
    line.buttons[1].click()
    assert not window.isVisible()
    assert [b.title for b in shelf.books() if b.own] == ["KJ method (own)"]


def test_deleting_offers_to_put_it_back(place: MethodsPlace) -> None:
    copy = own_copy()
    place.delete(copy)
    assert "off the shelf" in place.messages.sentence("shelf")
    line = place.messages.line("shelf")
    assert line is not None
    line.buttons[0].click()
    chosen = place.shelf.book()
    assert chosen is not None
    assert chosen.key == copy.key


def test_renaming_keeps_key_and_comments(place: MethodsPlace) -> None:
    copy = own_copy()
    place.rename(copy, 'The "wall"')
    now = shelf.read(copy.path)
    assert (now.key, now.title) == (copy.key, 'The "wall"')
    assert now.text.splitlines()[0].startswith("# ")


# ------------------------------------------------------------------ the guide


def test_the_guide_shows_pages_and_follows_links(qapp: QApplication, home: Path) -> None:
    guide = GuideWindow()
    guide.open_page("board-storm")
    assert guide.key() == "board-storm"
    assert guide.page.toPlainText().startswith("Board storm")
    guide.page.asked.emit("kj")
    assert guide.key() == "kj"
    guide.open_page("how-to-write-a-method")
    assert "A whole file" in guide.page.toPlainText()
    guide.close()


def test_the_guide_takes_another_look_once_somebody_looks_at_it(
    qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed, show_words = [], GuidePage.show_words
    monkeypatch.setattr(GuidePage, "show_words", lambda page, words: dressed.append(words) or show_words(page, words))
    guide = GuideWindow()
    guide.open_page("kj")
    guide.hide()
    before = len(dressed)
    for sheet in ("QLabel { color: red; }", "QLabel { color: blue; }"):
        qapp.setStyleSheet(sheet)
    settle()
    assert len(dressed) == before
    guide.show()
    assert len(dressed) == before + 1
    for sheet in ("", "QLabel { color: red; }"):
        qapp.setStyleSheet(sheet)
        assert len(dressed) == before + 1
    until(lambda: len(dressed) == before + 2)
    settle()
    guide.hide()
    guide.show()
    settle()
    assert len(dressed) == before + 2
    guide.close()


def test_an_own_method_has_a_page_made_of_itself(home: Path) -> None:
    copy = own_copy()
    assert copy.method is not None
    assert page(copy.key) == made(copy.method)
    assert "### Write alone, 8 minutes" in page(copy.key)
    assert page("no-such") == ""


def test_f1_on_a_tile_and_on_the_shelf_opens_the_guide(window_of: Opener) -> None:
    window = window_of()
    until(lambda: window.start.tiles)
    tile = next(tile for tile in window.start.tiles if tile.key == "kj")
    QTest.keyClick(tile, Qt.Key.Key_F1)
    guide = window.findChild(GuideWindow)
    assert guide is not None
    assert guide.key() == "kj"
    window.show_methods("force-field")
    methods = window.methods_shown()
    assert methods is not None
    QTest.keyClick(methods.shelf.list, Qt.Key.Key_F1)
    assert guide.key() == "force-field"
    guide.close()


def test_a_page_is_dressed_in_the_houses_lettering(qapp: QApplication) -> None:
    shown = GuidePage()
    shown.show_words("# One\n\nText\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    head = shown.document().begin()
    assert head.blockFormat().headingLevel() == 1
    assert head.blockFormat().bottomMargin() == 10
