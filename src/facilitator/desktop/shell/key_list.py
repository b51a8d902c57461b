"""Every key that there is, for the sheet of keys: those of the menus, of each board, of panels and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t

Menu = tuple[str, Iterable[QAction]]
"""The title of a menu and its actions."""


class Line(NamedTuple):
    """Keys as people read them, and what they do."""

    caps: list[str]
    words: str


class Section(NamedTuple):
    """What belongs together: a menu, a board."""

    title: str
    lines: list[Line]


def shortcuts(action: QAction) -> list[str]:
    """The keys of an action as people read them: `Ctrl+N`, `?`."""
    return [k.toString(QKeySequence.SequenceFormat.NativeText) for k in action.shortcuts() if not k.isEmpty()]


def every_key(menus: Iterable[Menu]) -> list[Section]:
    """All of them, in sections; a section without a key is left out."""
    made = [Section(title, [_of_action(a) for a in actions if shortcuts(a)]) for title, actions in menus]
    return [section for section in (*made, *_of_boards(), _elsewhere()) if section.lines]


def _of_action(action: QAction) -> Line:
    return Line(shortcuts(action), action.text().replace("&", "").rstrip("…"))


def _of_rows(rows: Iterable[KeyRow]) -> list[Line]:
    return [Line([_as_read(cap) for cap in row.caps()], t(row.words).replace("&", "")) for row in rows]


def _as_read(cap: str) -> str:
    """A key as it stands on keyboards: Qt calls the large Enter key Return."""
    if "-" in cap:
        return cap
    return QKeySequence(cap.replace("Return", "Enter")).toString(QKeySequence.SequenceFormat.NativeText)


def _of_boards() -> Iterator[Section]:
    from facilitator.activities import boards, contract
    from facilitator.activities.desk import NoteDesk

    common = NoteDesk.key_rows()
    yield Section(t("On a board of notes"), _of_rows(common))
    for kind in contract.KINDS:
        rows = [row for row in boards.desk(kind).key_rows() if row not in common]
        yield Section(t("On the board of {activity}", activity=contract.activity(kind).title), _of_rows(rows))


def _elsewhere() -> Section:
    from facilitator.activities import boards, contract
    from facilitator.desktop.methods import editor, place, steps
    from facilitator.desktop.questionnaires import page
    from facilitator.desktop.run import board, note_panel, script_panel, side, typing_panel
    from facilitator.desktop.shell import guide, room_check, tiles
    from facilitator.looks.qt import fields, sharebar
    from facilitator.programme import desks

    tables: list[Sequence[KeyRow]] = [
        *(board.KEYS, note_panel.KEYS, typing_panel.KEYS, script_panel.KEYS, side.KEYS, tiles.KEYS),
        *(place.KEYS, steps.KEYS, editor.KEYS, page.KEYS),
        *(boards.editor_keys(kind) for kind in contract.KINDS if contract.activity(kind).files.folder),
        *(fields.KEYS, sharebar.KEYS, guide.KEYS, room_check.KEYS),
        desks.key_rows(),
    ]
    rows = dict.fromkeys(row for table in tables for row in table)
    return Section(t("In panels, fields and lists"), _of_rows(rows))
