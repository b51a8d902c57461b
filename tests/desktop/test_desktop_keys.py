"""Keys and menus: the sheet of keys lists what there is, letters act, what has nothing to act on is grey."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from console_help import Room, opened, room
from frame_help import Opener, note, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

import facilitator
from facilitator.activities import boards, contract
from facilitator.activities.desk import NoteDesk
from facilitator.desktop.shell.key_list import every_key, shortcuts
from facilitator.looks.qt.keylist import KeyRow
from facilitator.model.entry import Draft
from facilitator.model.notes import PARKED

Key = Qt.Key
SRC = Path(facilitator.__file__).parent
NO_DEEDS = {
    "desktop/shell/keys.py": "keeps keys for the control that has the focus, and does nothing with them",
    "looks/qt/kit.py": "leaves a key to whoever claims it",
}
SWALLOWED = {
    "desktop/run/board.py": {"Left", "Right", "Up", "Down"},
    "programme/themes/desk_counts.py": {"Return", "Escape"},
    "programme/events/desk.py": {"Escape"},
    "programme/themes/desk_second.py": {"0", "Backspace"},
}
"""Arrows that no board took go no further; Enter opens what is chosen and Esc goes back, there as in every list; a
second reading takes the keys that the list of comments tells."""


# ---------------------------------------------------------------------- the letters


@pytest.mark.parametrize(("key", "mode"), [(Key.Key_E, "edit"), (Key.Key_X, "hide")])
def test_e_rewords_the_chosen_note_and_x_hides_it(qapp: QApplication, tmp_path: Path, key: Qt.Key, mode: str) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        r.choose(r.note("facts", "two groups"))
        r.console.area.to_board()
        r.key(key)
        assert r.console.area.note.mode == mode


def test_p_parks_the_chosen_note_and_j_joins_several(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        parked, one, two = (r.note("facts", text) for text in ("later", "the fee", "the price"))
        r.choose(parked)
        r.console.area.to_board()
        r.key(Key.Key_P)
        r.spin(lambda: (n := r.run("facts").notes.get(parked)) and n.status == PARKED)
        r.choose(one, two)
        r.key(Key.Key_J)
        assert r.console.area.note.mode == "merge"


def test_v_reveals_what_was_written_in_private(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("feel", 1)) as r:
        r.spin(lambda: r.console.area.run is r.run("feel"))
        r.console.area.to_board()
        r.key(Key.Key_V)
        r.spin(lambda: r.run("feel").revealed)


def test_the_letters_sleep_while_somebody_writes(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        r.choose(r.note("facts", "two groups"))
        r.console.open_search()
        for key in (Key.Key_E, Key.Key_X, Key.Key_P, Key.Key_J, Key.Key_V):
            r.key(key)
        assert r.console.area.head.search.text().lower() == "expjv"
        assert not r.console.area.note.isVisible()
        assert r.kinds("parked") == []


# ---------------------------------------------------------------------- the sheet of keys


def names_in(cap: str) -> set[str]:
    """The keys of a cap of a row, as Qt names them, without what is held with them."""
    if "-" in cap:
        return {cap[0]}
    last = QKeySequence(cap)[0].key()
    return {last.name.removeprefix("Key_")}


def declared(tree: ast.Module, path: Path) -> tuple[KeyRow, ...] | None:
    """The rows that a module declares; None for one that has none."""
    assigned = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
    assigned += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    if not any(isinstance(target, ast.Name) and target.id == "KEYS" for target in assigned):
        return None
    name = ".".join(("facilitator", *path.relative_to(SRC).with_suffix("").parts))
    module = __import__(name, fromlist=["KEYS"])
    return tuple(module.KEYS)


def taken(tree: ast.Module) -> set[str]:
    """The keys that a module asks for by name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
            found.add(node.attr.removeprefix("Key_"))
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("StandardKey"):
            if node.attr == "Redo":
                continue  # another on every system; the one for all is asked for beside it
            standard = QKeySequence(getattr(QKeySequence.StandardKey, node.attr))
            found.add(standard[0].key().name.removeprefix("Key_"))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "QKeySequence":
            found |= {name for arg in node.args if isinstance(arg, ast.Constant) for name in names_in(str(arg.value))}
    return {"Return" if name == "Enter" else name for name in found}


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    for path in sorted(SRC.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "Key_" in source or "StandardKey" in source or "QShortcut" in source or "KEYS" in source:
            yield path.relative_to(SRC).as_posix(), path, ast.parse(source)


def test_whoever_takes_a_key_lists_it_and_lists_no_other(qapp: QApplication) -> None:
    seen = 0
    for name, path, tree in modules():
        keys = taken(tree) - SWALLOWED.get(name, set())
        rows = declared(tree, path) if "KEYS" in ast.unparse(tree) else None
        if name in NO_DEEDS or (not keys and rows is None) or not all(isinstance(row, KeyRow) for row in rows or ()):
            continue
        told = {one for row in rows or () for cap in row.caps() for one in names_in(cap)}
        if "returnPressed" in path.read_text(encoding="utf-8"):
            keys |= {"Return"} & told
        assert keys == told, name
        seen += 1
    assert seen > 12


def test_the_sheet_lists_every_key_and_nothing_else(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator"), "", "run")
    listed = [cap for section in every_key(window.menus.by_title()) for line in section.lines for cap in line.caps]
    words = {line.words for section in every_key(window.menus.by_title()) for line in section.lines}
    of_menus = [key for action in window.actions() for key in shortcuts(action)]
    rows = [row for _, path, tree in modules() for row in declared(tree, path) or () if isinstance(row, KeyRow)]
    rows += [row for kind in contract.KINDS for row in boards.desk(kind).key_rows()]
    of_rows = {
        cap
        if "-" in cap
        else QKeySequence(cap.replace("Return", "Enter")).toString(QKeySequence.SequenceFormat.NativeText)
        for row in rows
        for cap in row.caps()
    }
    assert set(listed) == {*of_menus, *of_rows}
    assert {str(row.words).replace("&", "") for row in rows} <= words
    assert all(listed.count(key) >= 1 for key in of_menus)


def test_every_board_lists_the_keys_of_its_own_modules(qapp: QApplication) -> None:
    for kind in contract.KINDS:
        listed = set(boards.desk(kind).key_rows())
        listed |= set(boards.editor_keys(kind)) if contract.activity(kind).files.folder else set()
        for name, path, tree in modules():
            if name.startswith(f"activities/{kind}/desk"):
                assert {row for row in declared(tree, path) or () if isinstance(row, KeyRow)} <= listed, name
        assert kind == "cluster" or set(NoteDesk.key_rows()) <= listed


# ---------------------------------------------------------------------- menus


def menus_in(actions: Iterable[QAction]) -> Iterator[list[QAction]]:
    """A menu's actions, and those of every menu in it."""
    mine = list(actions)
    yield mine
    for action in mine:
        inner = action.menu()
        if isinstance(inner, QMenu):
            inner.aboutToShow.emit()
            yield from menus_in(inner.actions())


def mnemonics(actions: Iterable[QAction]) -> list[str]:
    return [
        sequence.toString()
        for action in actions
        if not action.isSeparator() and not (sequence := QKeySequence.mnemonic(action.text())).isEmpty()
    ]


def test_no_menu_has_one_mnemonic_twice(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    bar = [menu.menuAction() for menu in window.menus.all()]
    path = programme(tmp_path / "day.facilitator", note("Parking & waiting & fees", "open"), title="Here & now & then")
    window.programmes.open(path, "", "run")
    settle()
    now = window.programmes.now
    assert now is not None
    bar = [menu.menuAction() for menu in window.menus.all()]
    many = [mnemonics(bar), *(mnemonics(each) for menu in window.menus.all() for each in menus_in(menu.actions()))]
    now.desk.ask(Draft("finished", {}, "w1"))
    until(lambda: now.desk.workshop is not None and now.desk.workshop.finished_at)
    until(lambda: "again" in now.console.action("end").text())
    many += [mnemonics(each) for menu in window.menus.all() for each in menus_in(menu.actions())]
    assert len(many) > 8
    for found in many:
        assert sorted(set(found)) == sorted(found)


def test_a_group_s_name_with_an_ampersand_is_no_mnemonic(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("feel", 1)) as r:
        r.choose(r.note("feel", "well", fields={"tone": "+"}))
        menu = r.console.action("move").menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        assert [action.text() for action in menu.actions()] == ["Encouraged\t1", "Uneasy\t2"]
        assert mnemonics(menu.actions()) == []


def grey(r: Room) -> set[str]:
    names = (
        *("timer", "more", "less", "next", "on", "open", "return", "look_back", "end", "page", "larger", "smaller"),
        *("shut", "type", "cover", "show", "read", "edit", "hide", "again", "park", "merge", "part", "move"),
    )
    return {name for name in names if not r.console.action(name).isEnabled()}


NOTES = {"show", "read", "edit", "hide", "again", "park", "merge", "part", "move"}
QUIET = {"return", "page", "smaller", "shut", "cover"}


def test_what_has_nothing_to_act_on_is_grey(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        r.spin(lambda: r.console.area.run is r.run("talk"))
        assert grey(r) == {*NOTES, *QUIET, "timer", "more", "less", "look_back"}
        r.open("facts")
        r.spin(lambda: r.console.area.run is r.run("facts"))
        r.spin(lambda: grey(r) == {*NOTES, *QUIET, "open"})
        r.choose(r.note("facts", "two groups"))
        r.spin(lambda: grey(r) == {"again", "merge", "part", "move", *QUIET, "open"})
        r.console.look("talk")
        assert grey(r) == {*NOTES, *QUIET, "look_back"} - {"return"}
        r.console.action("larger").trigger()
        r.console.action("larger").trigger()
        assert grey(r) == {*NOTES, *QUIET, "look_back", "larger"} - {"return", "smaller"}
        r.write(Draft("finished", {}, "w"))
        r.spin(lambda: r.day.finished_at)
        r.spin(lambda: {"next", "open"} <= grey(r))
        assert r.console.action("end").isEnabled()


def test_ending_the_day_is_asked_at_any_stage_and_opens_no_other(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        r.spin(lambda: r.console.area.run is r.run("facts"))
        r.console.action("end").trigger()
        r.idle()
        assert r.day.open_id == "facts"
        assert r.console.area.ask_bar.isVisible()
        r.console.area.ask_bar.yes.click()
        r.spin(lambda: r.day.finished_at)
        r.spin(lambda: r.console.action("end").text() == "Op&en the day again")
        r.console.action("end").trigger()
        r.spin(lambda: r.day.finished_at is None)


def test_undo_and_find_are_grey_where_there_is_nothing(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    assert not window.menus.actions["find"].isEnabled()
    assert not window.menus.actions["copies"].isEnabled()
    window.programmes.open(programme(tmp_path / "day.facilitator"), "", "run")
    now = window.programmes.now
    assert now is not None
    edit = next(menu for menu in window.menus.all() if menu.title() == "&Edit")
    edit.aboutToShow.emit()
    assert {window.menus.actions[name].isEnabled() for name in ("undo", "redo")} == {False}
    edit.aboutToHide.emit()
    assert {window.menus.actions[name].isEnabled() for name in ("undo", "redo")} == {True}
    now.console.acts.next_stage()
    until(lambda: now.desk.workshop is not None and now.desk.workshop.open_id)
    edit.aboutToShow.emit()
    assert [window.menus.actions[name].isEnabled() for name in ("undo", "redo")] == [True, False]
    edit.aboutToHide.emit()
    window.show_methods()
    assert not window.menus.actions["find"].isEnabled()
