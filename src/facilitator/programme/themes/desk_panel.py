"""The themes beside the list: a card each, with number, name, count and definition, on which comments are dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import KeyCap
from facilitator.looks.qt.fields import ChoiceField, GrowingText, TextField
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import button, discard, label, put_text, refill, sign_button
from facilitator.looks.qt.words import t
from facilitator.programme.themes.bodies import ThemeRemoved, ThemesMerged, ThemeTold
from facilitator.programme.themes.desk_list import COMMENTS
from facilitator.programme.themes.offers import Group, Suggested
from facilitator.programme.themes.rules import LONGEST_NAME, State, Theme

_KEYS = 9
"""So many themes have a key of their own."""


class ThemeCard(QFrame):
    """One theme. `asked(body)` asks for a change, `dropped(theme, keys)` to put comments into it, `opened(theme)` to
    see those that it has.
    """

    asked = Signal(object)
    dropped = Signal(str, list)
    opened = Signal(str)

    def __init__(self, theme: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAcceptDrops(True)
        qt.mark(self, panel="card")
        self._cap = KeyCap(str(number))
        self._cap.setVisible(number <= _KEYS)
        self.name = TextField(t("Name of the theme"))
        self.name.setMaxLength(LONGEST_NAME)
        self.count = button("", look="quiet", tip=t("List its comments"))
        self.count.clicked.connect(lambda: self.opened.emit(theme))
        self.away = sign_button("close", t("Remove this theme; its comments are to be sorted again"))
        self.inside, self.outside = GrowingText(t("What is in it")), GrowingText(t("What is not in it"))
        self.merge = ChoiceField([("", t("Merge into"))])
        self.name.committed.connect(lambda words: self.asked.emit(ThemeTold(theme, name=words)))
        self.inside.committed.connect(lambda words: self.asked.emit(ThemeTold(theme, inside=words)))
        self.outside.committed.connect(lambda words: self.asked.emit(ThemeTold(theme, outside=words)))
        self.away.clicked.connect(lambda: self.asked.emit(ThemeRemoved(theme)))
        self.merge.committed.connect(self._merge)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._cap)
        head.addWidget(self.name, 1)
        head.addWidget(self.count)
        head.addWidget(self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.inside)
        column.addWidget(self.outside)
        column.addWidget(self.merge)

    def _merge(self, into: str) -> None:
        if into:
            self.merge.show_value("")
            self.asked.emit(ThemesMerged((self.theme,), into))

    def show_theme(self, theme: Theme, number: int, n: int, others: Sequence[tuple[str, str]]) -> None:
        """Show it as it is now, with how many comments it has."""
        self.name.show_value(theme.name)
        self.inside.show_value(theme.inside)
        self.outside.show_value(theme.outside)
        put_text(self.count, str(n))
        self.count.setAccessibleName(t("{n} comment in theme {number}", "{n} comments in theme {number}",
                                       n=n, number=number))  # fmt: skip
        self.name.setAccessibleName(t("Name of theme {number}", number=number))
        self.inside.setAccessibleName(t("What is in theme {number}", number=number))
        self.outside.setAccessibleName(t("What is not in theme {number}", number=number))
        self.merge.setAccessibleName(t("Merge theme {number} into another", number=number))
        self.away.setAccessibleName(t("Remove theme {number}", number=number))
        self.merge.setVisible(bool(others))
        refill(self.merge, [("", t("Merge into")), *others])

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        """Comments may be dropped."""
        if event.mimeData().hasFormat(COMMENTS):
            event.acceptProposedAction()
            qt.mark(self, panel="sunken")

    @guarded
    def dragLeaveEvent(self, event: QDragLeaveEvent, /) -> None:
        """They went elsewhere."""
        qt.mark(self, panel="card")

    @guarded
    def dropEvent(self, event: QDropEvent, /) -> None:
        """They were dropped."""
        qt.mark(self, panel="card")
        keys = bytes(event.mimeData().data(COMMENTS).data()).decode().split("\n")
        event.acceptProposedAction()
        self.dropped.emit(self.theme, keys)


class SuggestionCard(QFrame):
    """One suggested theme: its terms, how many comments, one of them. `taken(group)` asks to make it a theme."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, group: Group, example: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="card")
        self.group = group
        n = len(group.members)
        take, leave = button(t("Make it a theme")), button(t("Leave it"), look="quiet")
        take.clicked.connect(lambda: self.taken.emit(self.group))
        leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(take)
        row.addWidget(leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(label(group.name.words, "strong", wrap=True))
        column.addWidget(label(example, "body", wrap=True))
        about = t("{n} comment that is alike", "{n} comments that are alike", n=n)
        column.addWidget(label(about, "caption", "quiet"))
        column.addLayout(row)


class ThemePanel(QWidget):
    """All themes, and under them those that are suggested."""

    asked = Signal(object)
    dropped = Signal(str, list)
    opened = Signal(str)
    made = Signal(object)
    """A suggested `Group` is to be a theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, ThemeCard] = {}
        self.suggestions: list[SuggestionCard] = []
        self._order: list[str] = []
        self._cards, self._below = QVBoxLayout(), QVBoxLayout()
        for column in (self._cards, self._below):
            column.setSpacing(10)
        self._about = label("", "caption", "quiet", wrap=True)
        self._about.hide()
        self.hint = label("", "body", "quiet", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(self.hint)
        whole.addLayout(self._cards)
        whole.addWidget(self._about)
        whole.addLayout(self._below)
        whole.addStretch(1)

    def show_themes(self, state: State, counts: Mapping[str, int], otherwise: str) -> None:
        """Show the themes as they are now; the sentence says what to do where there is none."""
        put_text(self.hint, otherwise)
        if self._order != list(state.themes):
            self._order = list(state.themes)
            while self.cards:
                discard(self._cards, self.cards.popitem()[1])
            for number, theme in enumerate(self._order, 1):
                card = ThemeCard(theme, number)
                card.asked.connect(self.asked)
                card.dropped.connect(self.dropped)
                card.opened.connect(self.opened)
                self.cards[theme] = card
                self._cards.addWidget(card)
        for number, (theme, card) in enumerate(self.cards.items(), 1):
            others = [(each.id, each.name) for each in state.themes.values() if each.id != theme]
            card.show_theme(state.themes[theme], number, counts.get(theme, 0), others)
        self._show_about()

    def show_suggested(self, found: Suggested, example: Mapping[int, str]) -> None:
        """Show suggested themes; `example` has the words of the comment that stands for each, by its place."""
        while self.suggestions:
            self._leave(self.suggestions[-1])
        many = found.languages
        about = t("Suggested. Nothing is a theme until you make it one.")
        apart = t("The comments are in {n} language; each language was grouped by itself.",
                  "The comments are in {n} languages; each language was grouped by itself.", n=many)  # fmt: skip
        how = t("Comments are alike here in words and in meaning.") if found.by_meaning else t(
            "Comments are alike here in their words; what they mean was not looked at.")  # fmt: skip
        put_text(self._about, t.listed((about, how, apart if many > 1 else "")))
        for group in found.groups:
            card = SuggestionCard(group, example.get(group.name.example, ""))
            card.taken.connect(self.made)
            card.taken.connect(lambda _group, card=card: self._leave(card))
            card.left.connect(lambda card=card: self._leave(card))
            self.suggestions.append(card)
            self._below.addWidget(card)
        self._show_about()

    def _show_about(self) -> None:
        """What to do next stands where there is nothing yet; what suggestions are, over them."""
        self._about.setVisible(bool(self.suggestions))
        self.hint.setVisible(not self._order and not self.suggestions)

    def _leave(self, card: SuggestionCard) -> None:
        if card in self.suggestions:
            self.suggestions.remove(card)
            discard(self._below, card)
            self._show_about()
