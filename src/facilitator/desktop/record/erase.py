"""Choosing whose words are erased: those in one place, or all that their writer wrote where that is known."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.dialogs import CONFIRM, House, SureDialog
from facilitator.desktop.parts.within import size_within
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.records import erasing
from facilitator.records.erasing import Written

_WRITTEN = Qt.ItemDataRole.UserRole


class ErasePicker(House):
    """Pick words by searching for them. `keys` are the entries to erase, once they were chosen and confirmed."""

    def __init__(
        self,
        workshop: Workshop | None,
        parent: QWidget | None = None,
        *,
        programme: Programme | None = None,
        path: Path | None = None,
    ) -> None:
        super().__init__(
            t("Erase one person’s words"),
            parent,
            t("The words go from this file and its safe copies for good. That something was here stays in the count."),
        )
        self.keys: list[str] = []
        self._workshop, self._path = workshop, path
        self._workshops = list(programme.workshops) if programme else []
        size_within(self, 640, 520)
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("Find it by its words"))
        self.search.setAccessibleName(t("Find it by its words"))
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(t("What people wrote"))
        self.list.currentItemChanged.connect(lambda _now, _before: self._chosen())
        self.whole = QCheckBox()
        self.quotes = QCheckBox()
        self.about = label("", tone="quiet", wrap=True)
        self.whole.toggled.connect(lambda _: self._offer_quotes())
        for widget in (self.search, self.list, self.whole, self.quotes, self.about):
            self.column.addWidget(widget)
        self.column.setStretchFactor(self.list, 1)
        self.go_on = Button(t("Erase…"), look="bad")
        self.go_on.clicked.connect(self._confirm)
        self.finish(self.closing(t("Leave it")), self.go_on)
        self._every = erasing.everything(workshop, programme)
        for each in self._every:
            self._add(each)
        self._chosen()

    def _add(self, each: Written) -> None:
        group = self._workshop.groups.label(each.group) if each.group and self._workshop else ""
        who = t.listed((group, each.table), "")
        where = t("{title}: {who}", title=each.where, who=who) if who else t(each.where)
        if each.changed:
            where = t("{where}, with earlier words", where=where)
        item = QListWidgetItem(f"{each.text}\n{where}")
        item.setData(_WRITTEN, each)
        item.setSizeHint(QSize(100, 2 * self.list.fontMetrics().lineSpacing() + 14))
        self.list.addItem(item)

    def _filter(self, words: str) -> None:
        for at in range(self.list.count()):
            item = self.list.item(at)
            written: Written = item.data(_WRITTEN)
            item.setHidden(not (written.says(words) or _all_in(words, item.text())))

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
        alone = picked is not None and picked.run is not None and not picked.person and not picked.aside
        self.about.setText(
            t("This stage did not keep who wrote: nothing else by the same writer can be found.") if alone else ""
        )
        self.about.setVisible(alone)
        self._offer_quotes()

    def _taken(self) -> list[Written]:
        """What was picked, with the rest of the same person's where that is wished."""
        picked = self._picked()
        if picked is None:
            return []
        return erasing.of_same_person(self._every, picked) if self.whole.isChecked() else [picked]

    def _offer_quotes(self) -> None:
        found = erasing.quoting(self._every, self._taken())
        self.quotes.setVisible(bool(found))
        self.quotes.setChecked(bool(found))
        self.quotes.setText(
            t(
                "Also the other place that quotes these words",
                "Also the {n} other places that quote these words",
                n=len(found),
            )
        )
        self.quotes.setToolTip("\n".join(each.text for each in found))

    def _confirm(self) -> None:
        chosen = self._taken()
        if not chosen:
            return
        if self.quotes.isChecked():
            chosen += erasing.quoting(self._every, chosen)
        asked = t("Erase the words of this entry?", "Erase the words of these {n} entries?", n=len(chosen))
        kept = self._kept_elsewhere(chosen)
        known = t("These files, made before, keep them. Delete them, or make them again:")
        elsewhere = known if kept else t("Papers and exports made before keep them.")
        sentences = [t("The words cannot be brought back."), elsewhere]
        if ask(SureDialog(asked, sentences, t("Erase for good"), self, word=CONFIRM, listed=kept)):
            self.keys = [each.key for each in chosen]
            self.accept()

    def _kept_elsewhere(self, chosen: list[Written]) -> list[str]:
        """The files that keep what is erased, as far as the program knows, each with its folder."""
        if self._path is None:
            return []
        workshops = {each.workshop for each in chosen}
        if "" in workshops:
            workshops.update(self._workshops)
        found = erasing.remaining(self._path, workshops)
        return [t("{name}, in {folder}", name=path.name, folder=path.parent) for path in found]


def _all_in(words: str, text: str) -> bool:
    return all(word in text.casefold() for word in words.casefold().split())
