"""The comments behind something at the desk: which there are, and a search that finds others to link."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import button, discard, label, line, put_text, sign_button
from facilitator.looks.qt.words import t
from facilitator.programme.comments import Comment
from facilitator.programme.listed import Behind

MOST = 8
"""So many comments are offered at once."""


class LinkRow(QWidget):
    """One comment, and a button that takes it off, or links it."""

    def __init__(self, comment: Comment, press: Callable[[str], None], *, linked: bool) -> None:
        super().__init__()
        self.comment = comment
        words = t("Withheld: {words}", words=comment.text) if comment.withheld else comment.text
        said = label(words, wrap=True)
        self.press: Button = (
            sign_button("close", t("Take this comment off")) if linked else sign_button("link", t("Link this comment"))
        )
        self.press.clicked.connect(lambda: press(comment.key))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(said)
        text.addWidget(label(t(comment.where), "caption", "quiet", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addLayout(text, 1)
        row.addWidget(self.press)


class Links(QWidget):
    """The comments behind something. `asked(keys)` asks that it be these."""

    asked = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._every: Sequence[Comment] = ()
        self._keys: tuple[str, ...] = ()
        self.rows: list[LinkRow] = []
        self.found: list[LinkRow] = []
        self.title = label("", "strong")
        self.search = line(t("Find a comment to link"))
        self.more = button(t("Link the first one found"), icon="link")
        self.more.hide()
        self._linked, self._offers = QVBoxLayout(), QVBoxLayout()
        self.search.textEdited.connect(lambda _: self._offer())
        self.search.returnPressed.connect(self._first)
        self.more.clicked.connect(self._first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        for part in (self._linked, self._offers):
            part.setSpacing(2)
        column.addLayout(self._linked)
        column.addWidget(self.search)
        column.addWidget(self.more)
        column.addLayout(self._offers)

    def show_links(self, every: Behind, keys: tuple[str, ...]) -> None:
        """Show the comments of these keys, of all that there are."""
        by_key = every.by_key
        there = tuple(key for key in keys if key in by_key)
        put_text(self.title, t("{n} comment behind it", "{n} comments behind it", n=len(there)))
        shown = [(row.comment.key, row.comment.text) for row in self.rows]
        self._every, self._keys = list(by_key.values()), keys
        if shown != [(key, by_key[key].text) for key in there]:
            while self.rows:
                discard(self._linked, self.rows.pop())
            for key in there:
                self.rows.append(LinkRow(by_key[key], self._take_off, linked=True))
                self._linked.addWidget(self.rows[-1])
        self._offer()

    def clear(self) -> None:
        """Forget what was searched for."""
        self.search.clear()
        self._offer()

    def _offer(self) -> None:
        words = self.search.text().strip().casefold()
        fit = [each for each in self._every if words and words in each.text.casefold() and each.key not in self._keys]
        if [each.comment for each in self.found] == fit[:MOST]:
            return
        while self.found:
            discard(self._offers, self.found.pop())
        for each in fit[:MOST]:
            self.found.append(LinkRow(each, self._link, linked=False))
            self._offers.addWidget(self.found[-1])
        self.more.setVisible(bool(fit))

    def _first(self) -> None:
        if self.found:
            self._link(self.found[0].comment.key)

    def _link(self, key: str) -> None:
        self.search.clear()
        now = (*self._keys, key)
        self.asked.emit(now)

    def _take_off(self, key: str) -> None:
        now = tuple(each for each in self._keys if each != key)
        self.asked.emit(now)
