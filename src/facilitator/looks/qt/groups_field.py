"""The closed list of partner groups: a symbol, a name and a short name for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import GroupSign, WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import TextField
from facilitator.looks.qt.kit import discard, sign_button
from facilitator.looks.qt.words import t
from facilitator.model.people import Group, short_name
from facilitator.model.say import say

USUAL = (
    ("res", say("Residents"), say("RES")),
    ("vcs", say("Voluntary and community groups"), say("VCS")),
    ("pub", say("Council and public services"), say("PUB")),
    ("biz", say("Local businesses"), say("BIZ")),
)
SYMBOLS = 6


class GroupRow(QWidget):
    """One partner group."""

    def __init__(self, group_id: str, no: int) -> None:
        super().__init__()
        self.group_id = group_id
        self.symbol = GroupSign()
        self.name = TextField(t("Name of the group"))
        self.short = TextField(t("Short"))
        self.short.setMaxLength(5)
        self.short.setFixedWidth(76)
        self.short.setToolTip(t("Shown on each note: two to five letters"))
        self.away = sign_button("close", t("Remove this group from the list"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.symbol)
        row.addSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.short)
        row.addWidget(self.away)
        self.show_number(no)

    def show_number(self, no: int) -> None:
        """The symbol of its place in the list."""
        self.symbol.show_group(no if no <= SYMBOLS else "other")
        self.name.setAccessibleName(t("Group {no}", no=no))
        self.short.setAccessibleName(t("Short name of group {no}", no=no))
        self.away.setAccessibleName(t("Remove group {no} from the list", no=no))


class GroupsField(QWidget):
    """The list of groups. `committed` gives it as an entry's body holds it: id, label, short.

    A group keeps its id when it is renamed, so that what its people wrote stays theirs.
    """

    committed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[GroupRow] = []
        self._known: list[dict[str, str]] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self._add = Button(t("Add a group"), icon_name="plus", look="quiet")
        self._add.clicked.connect(self._add_row)
        self._offered = [{"id": i, "label": t(label), "short": t(short)} for i, label, short in USUAL]
        self.usual = Button(t("Start with four groups"))
        self.usual.clicked.connect(self.use_usual)
        holder = QWidget()
        below = WrapRow(holder, gap=6)
        below.addWidget(self._add)
        below.addWidget(self.usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._column)
        column.addWidget(holder)

    def value(self) -> list[dict[str, str]]:
        """The groups with a name, as an entry's body holds them."""
        found: list[dict[str, str]] = []
        for row in self.rows:
            label = row.name.text().strip()
            if not label:
                continue
            short = row.short.text().strip() or short_name(label)
            row.group_id = row.group_id or _new_id(short, [group["id"] for group in found])
            found.append({"id": row.group_id, "label": label, "short": short})
        return found

    def show_value(self, groups: Sequence[Group]) -> None:
        """Show what is stored, unless somebody is typing something else."""
        body = _body(groups)
        typing = any(row.name.keeper.typing or row.short.keeper.typing for row in self.rows)
        if typing and self.value() != self._known:
            return
        self._known = body
        self._show(body)

    def offer(self, groups: Sequence[Group], words: str, whole: str = "") -> None:
        """Offer these groups, in such words, in the place of the usual ones; `whole` is in the tooltip."""
        self._offered = _body(groups)
        self.usual.setText(words)
        self.usual.setToolTip(whole)

    def use_usual(self) -> None:
        """Put in the groups that are offered, and go to the first of them, since the button is gone."""
        self._show(self._offered)
        self._keep()
        if self.rows:
            self.rows[0].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, body: Sequence[dict[str, str]]) -> None:
        while len(self.rows) > len(body):
            self._drop(self.rows[-1])
        while len(self.rows) < len(body):
            self._insert("")
        for row, group in zip(self.rows, body, strict=True):
            row.group_id = group["id"]
            row.name.show_value(group["label"])
            row.short.show_value(group["short"])
        self.usual.setVisible(not body)

    def _insert(self, group_id: str) -> GroupRow:
        row = GroupRow(group_id, len(self.rows) + 1)
        row.name.committed.connect(lambda _: self._keep())
        row.short.committed.connect(lambda _: self._keep())
        row.name.returnPressed.connect(self._add_row)
        row.away.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _add_row(self) -> None:
        row = next((r for r in self.rows if not r.name.text().strip()), None) or self._insert("")
        self.usual.setVisible(not self.value())
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: GroupRow) -> None:
        self._drop(row)
        for no, left in enumerate(self.rows, 1):
            left.show_number(no)
        self._keep()

    def _drop(self, row: GroupRow) -> None:
        self.rows.remove(row)
        discard(self._column, row)

    def _keep(self) -> None:
        value = self.value()
        for row in self.rows:
            names = [other.name.text().strip().casefold() for other in self.rows]
            qt.mark(row.name, wrong=bool(row.name.text()) and names.count(row.name.text().strip().casefold()) > 1)
        self.usual.setVisible(not value)
        labels = [group["label"].casefold() for group in value]
        if value != self._known and len(set(labels)) == len(labels):
            self._known = value
            self.committed.emit(value)


def _body(groups: Sequence[Group]) -> list[dict[str, str]]:
    """Groups as an entry's body holds them."""
    return [{"id": g.id, "label": g.label, "short": g.short} for g in groups]


def _new_id(short: str, taken: Sequence[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", short.casefold()).strip("-") or "group"
    return base if base not in taken else next(f"{base}-{n}" for n in range(2, 100) if f"{base}-{n}" not in taken)
