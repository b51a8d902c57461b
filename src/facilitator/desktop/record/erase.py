"""Choosing whose words are erased: those in one place, or all that their writer wrote where that is known."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.dialogs import CONFIRM, House, SureDialog
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.workshop import Workshop
from facilitator.records import erasing
from facilitator.records.erasing import Written

_WRITTEN = Qt.ItemDataRole.UserRole


class ErasePicker(House):
    """Pick words by searching for them. `keys` are the entries to erase, once they were chosen and confirmed."""

    def __init__(self, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(
            t("Erase one person’s words"),
            parent,
            t("The words go from this file and its safe copies for good. That something was here stays in the count."),
        )
        self.keys: list[str] = []
        self._workshop = workshop
        self.resize(640, 520)
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("Find it by its words"))
        self.search.setAccessibleName(t("Find it by its words"))
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(t("What people wrote"))
        self.list.currentItemChanged.connect(lambda _now, _before: self._chosen())
        self.whole = QCheckBox()
        self.about = label("", tone="quiet", wrap=True)
        for widget in (self.search, self.list, self.whole, self.about):
            self.column.addWidget(widget)
        self.column.setStretchFactor(self.list, 1)
        self.go_on = Button(t("Erase…"), look="bad")
        self.go_on.clicked.connect(self._confirm)
        self.finish(self.closing(t("Leave it")), self.go_on)
        self._every = erasing.written(workshop)
        for each in self._every:
            self._add(each)
        self._chosen()

    def _add(self, each: Written) -> None:
        group = self._workshop.groups.label(each.group) if each.group else ""
        who = t.listed((group, each.table), "")
        where = t("{title}: {who}", title=each.where, who=who) if who else t(each.where)
        item = QListWidgetItem(f"{each.text}\n{where}")
        item.setData(_WRITTEN, each)
        item.setSizeHint(QSize(100, 2 * self.list.fontMetrics().lineSpacing() + 14))
        self.list.addItem(item)

    def _filter(self, words: str) -> None:
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(any(word not in item.text().casefold() for word in words.casefold().split()))

    def _picked(self) -> Written | None:
        item = self.list.currentItem()
        found = item.data(_WRITTEN) if item is not None else None
        return found if isinstance(found, Written) else None

    def _chosen(self) -> None:
        picked = self._picked()
        self.go_on.setEnabled(picked is not None)
        others = len(erasing.of_same_person(self._every, picked)) - 1 if picked else 0
        self.whole.setVisible(others > 0)
        self.whole.setChecked(others > 0)
        self.whole.setText(
            t("Also the other entry of the same person", "Also the {n} other entries of the same person", n=others)
        )
        alone = picked is not None and picked.run is not None and not picked.person
        self.about.setText(
            t("This stage kept no person: nothing else of the same writer can be found.") if alone else ""
        )
        self.about.setVisible(alone)

    def _confirm(self) -> None:
        picked = self._picked()
        if picked is None:
            return
        chosen = erasing.of_same_person(self._every, picked) if self.whole.isChecked() else [picked]
        asked = t("Erase the words of this entry?", "Erase the words of these {n} entries?", n=len(chosen))
        sentences = [t("The words cannot be brought back."), t("Papers and exports made before keep them.")]
        if ask(SureDialog(asked, sentences, t("Erase for good"), self, word=CONFIRM)):
            self.keys = [each.key for each in chosen]
            self.accept()
