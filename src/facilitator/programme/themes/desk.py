"""The workspace of themes: every comment of the programme at the left, the themes at the right, all by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.fields import ChoiceField, TextField
from facilitator.looks.qt.kit import button, label, line, put_text, refill
from facilitator.looks.qt.words import t
from facilitator.model.acts import new_id
from facilitator.model.entry import new_key
from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.model.record import group_label
from facilitator.model.say import say
from facilitator.programme.comments import Comment, of_programme
from facilitator.programme.themes import desk_words
from facilitator.programme.themes.bodies import Coded, CoderTold, ThemeTold, Uncoded, Unplaced
from facilitator.programme.themes.desk_counts import CountsView
from facilitator.programme.themes.desk_list import (
    ALL,
    KEYS,
    NOWHERE,
    TO_DO,
    CommentList,
    CommentModel,
    RowPainter,
    Wanted,
)
from facilitator.programme.themes.desk_panel import ThemePanel
from facilitator.programme.themes.desk_second import SecondView
from facilitator.programme.themes.desk_study import Study
from facilitator.programme.themes.offers import OFFERED, Group, Suggested
from facilitator.programme.themes.rules import State
from facilitator.programme.themes.standing import Standing

__all__ = ["KEYS", "Desk"]
_WHICH = ((ALL, say("All comments")), (TO_DO, say("Still to do")), (NOWHERE, say("Could not be placed")))
_TYPING_MS = 150
_EVERY_WORKSHOP, _EVERY_STAGE = ("", say("Every workshop")), ("", say("Every stage"))


class Desk(QWidget):
    """The workspace. `asked(body)` asks to keep something."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self._comments: list[Comment] = []
        self._standing = Standing()
        self._read: tuple[tuple[str, int], ...] = ()
        self._coder = ""
        self.study = Study(self)
        self.model = CommentModel(self.study.offer, self)
        self.search = line(t("Search the comments"))
        self.workshop = ChoiceField([_EVERY_WORKSHOP])
        self.stage = ChoiceField([_EVERY_STAGE])
        self.which = ChoiceField(list(_WHICH))
        self.list = CommentList()
        self._painter = RowPainter(self.model, self._place, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._painter)
        self.panel = ThemePanel()
        self.coder = TextField(t("Your name or initials"))
        self.sum, self.chosen, self.refusal = label("", "strong"), label("", "strong"), label("", "label", "bad")
        self.aside = label("", "caption", "quiet", wrap=True)
        self.suggest, self.count = button(t("Suggest themes")), button(t("Counts"))
        self.counts, self.views, self._sorting = CountsView(), QStackedWidget(), QWidget()
        self.second, self.again = SecondView(), button(t("Second reading"))
        self.new, self.from_chosen = button(t("New theme"), icon="plus"), button(t("New theme from these"))
        self.nowhere = button(t("Could not be placed"), key="0")
        self.offers = [button("", key="" if n else "Enter") for n in range(OFFERED)]
        self.told, self.who = label("", "caption", "quiet", wrap=True), label("", "caption", "quiet", wrap=True)
        self.nothing = label("", "body", "quiet", wrap=True)
        self._names()
        self._connect()
        self._arrange()

    def _names(self) -> None:
        self.workshop.setAccessibleName(t("Which workshop"))
        self.stage.setAccessibleName(t("Which stage"))
        self.which.setAccessibleName(t("Which comments"))
        self.coder.setAccessibleName(t("Who sorts the comments"))
        self.refusal.setWordWrap(True)
        self.refusal.hide()

    def _connect(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._narrow)
        self.search.textEdited.connect(lambda _: self._typing.start())
        for box in (self.workshop, self.stage, self.which):
            box.committed.connect(lambda _: self._narrow())
        self.list.placed.connect(self._place_by_key)
        self.list.taken.connect(lambda: self._take(0))
        self.list.refused.connect(self._refuse)
        self.list.cleared.connect(lambda: self.asked.emit(Uncoded(tuple(self._keys()), by=self._coder)))
        self.list.chosen.connect(self._show_chosen)
        self.panel.asked.connect(self.asked)
        self.panel.dropped.connect(self._put)
        self.panel.opened.connect(self._show_theme)
        self.panel.made.connect(self._make)
        self.coder.committed.connect(self._is_coder)
        self.suggest.clicked.connect(self._suggest)
        self.count.clicked.connect(lambda: self._show_view(self.counts))
        self.again.clicked.connect(lambda: self._show_view(self.second))
        self.second.asked.connect(self.asked)
        for view in (self.counts, self.second):
            view.left.connect(lambda: self._show_view(self._sorting))
        self.new.clicked.connect(self._new)
        self.from_chosen.clicked.connect(self._split)
        self.nowhere.clicked.connect(lambda: self._place_by_key(0, further=False))
        for n, offer in enumerate(self.offers):
            offer.clicked.connect(lambda _=False, n=n: self._take(n))
        self.study.ready.connect(self._is_ready)
        self.study.progressed.connect(self._tell_progress)
        self.study.suggested.connect(self._show_suggested)

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        filters, deeds, below = QWidget(), QWidget(), QWidget()
        for holder, parts in (
            (filters, (self.workshop, self.stage, self.which)),
            (deeds, (self.chosen, *self.offers, self.nowhere, self.from_chosen)),
            (below, (self.new, self.suggest, self.again, self.count)),
        ):
            wrapped = WrapRow(holder)
            for part in parts:
                wrapped.addWidget(part)
        for column in (left, right):
            column.setSpacing(8)
        for widget in (self.search, filters, self.nothing, self.list, self.who, deeds):
            left.addWidget(widget, int(widget is self.list))
        head = QHBoxLayout()
        head.addWidget(self.sum, 1)
        head.addWidget(self.coder)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.panel)
        for widget in (self.refusal, area, self.told, below):
            right.addWidget(widget, int(widget is area))
        right.insertLayout(0, head)
        right.insertWidget(1, self.aside)
        row, whole = QHBoxLayout(self._sorting), QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        whole.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(24)
        row.addLayout(left, 5)
        row.addLayout(right, 3)
        for view in (self._sorting, self.counts, self.second):
            self.views.addWidget(view)
        whole.addWidget(self.views)

    def _show_view(self, view: QWidget) -> None:
        """Go to sorting, or to the figures."""
        self.views.setCurrentWidget(view)
        if self._programme is not None:
            self.show_programme(self._programme)
        self.panes()[0].setFocus()

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        if self.views.currentWidget() is not self._sorting:
            away = self.views.currentWidget() is self.second
            return self.second.panes() if away else [self.counts.table, self.counts.trail.list, self.counts.back]
        return [self.list, self.search, self.new]

    # ------------------------------------------------------------------ showing

    def show_programme(self, programme: Programme) -> None:
        """Show comments and themes as they are now."""
        self._programme = programme
        self.refusal.hide()
        if self.views.currentWidget() is self.counts:
            self.counts.show_programme(programme)
            return
        if self.views.currentWidget() is self.second:
            self.second.show_programme(programme, of_programme(programme))
            return
        read = tuple((each.id, each.seq) for each in programme.workshops.values())
        if read != self._read:
            self._read = read
            self._show_comments(of_programme(programme))
        state = self._state()
        self.study.learn(state)
        self._standing.follow(state)
        how_far, aside = desk_words.how_far(self._standing, len(self._comments))
        put_text(self.sum, how_far)
        put_text(self.aside, aside)
        self.aside.setVisible(bool(aside))
        self.panel.show_themes(state, self._standing.counts, desk_words.no_theme(len(self._comments)))
        refill(self.which, [*((key, t(words)) for key, words in _WHICH),
                            *((theme.id, theme.name) for theme in state.themes.values())])  # fmt: skip
        self._narrow()
        self._show_chosen()

    def _state(self) -> State:
        state: State = self._programme.aspects["themes"] if self._programme else State()
        return state

    def _show_comments(self, comments: list[Comment]) -> None:
        programme = self._programme
        if comments == self._comments or programme is None:
            return
        same = [each.for_others for each in comments] == [each.for_others for each in self._comments]
        self._comments = comments
        self._standing = Standing((each.key for each in comments), (each.key for each in comments if not each.no))
        workshops = [(each.id, each.info.title) for each in programme.workshops.values()]
        refill(self.workshop, [("", t(_EVERY_WORKSHOP[1])), *workshops])
        stages = dict.fromkeys((each.stage, t(each.where)) for each in comments)
        refill(self.stage, [("", t(_EVERY_STAGE[1])), *stages])
        if not same:
            self.study.begin(comments)

    def _narrow(self) -> None:
        wanted = Wanted(*(str(x) for x in (self.search.text(), self.workshop.currentData(), self.stage.currentData(),
                                           self.which.currentData())))  # fmt: skip
        for box in (self.workshop, self.stage, self.which):
            box.setToolTip(box.currentText())
        self.model.show(self._comments, self._state(), wanted)
        self.nothing.setVisible(not self.model.rowCount())
        put_text(self.nothing, desk_words.nothing_listed(len(self._comments), wanted))

    def _place(self, comment: Comment) -> str:
        """Where a comment comes from, in a line."""
        workshop = self._programme.workshops.get(comment.workshop) if self._programme else None
        if workshop is None:
            return ""
        group = t(group_label(workshop, comment.group)) if comment.group else ""
        event = workshop.info.title if len(self._read) > 1 else ""
        table = t("table {table}", table=comment.table) if comment.table else ""
        return t.listed((group, table, t(comment.where), event, t("joined with another") if comment.joined else ""))

    def _show_chosen(self) -> None:
        rows = self._rows()
        put_text(self.chosen, t("{n} chosen", "{n} chosen", n=len(rows)) if rows else t("Nothing is chosen"))
        one = self.model.comment(rows[0]) if len(rows) == 1 else None
        put_text(self.who, desk_words.who(self._programme, self._state(), one) if one and self._programme else "")
        self.nowhere.setEnabled(bool(rows))
        self.from_chosen.setEnabled(bool(rows))
        offered = self.study.offer(self.model.comment(rows[0]).key).themes if rows else ()
        for n, offer in enumerate(self.offers):
            offer.setVisible(n < len(offered))
            if n < len(offered):
                put_text(offer, self.model.title(offered[n]))

    def _tell_progress(self, share: float) -> None:
        looking = self.study.is_suggesting
        put_text(self.told, desk_words.progress(share, looking))
        put_text(self.suggest, t("Stop looking") if looking else t("Suggest themes"))
        self.suggest.setEnabled(self.study.is_ready)

    def _is_ready(self) -> None:
        self.study.learn(self._state())
        self.model.repaint()
        self._show_chosen()
        self.suggest.setEnabled(True)

    # ------------------------------------------------------------------ sorting

    def _rows(self) -> list[int]:
        return sorted(index.row() for index in self.list.selectedIndexes())

    def _keys(self) -> list[str]:
        return [self.model.comment(row).key for row in self._rows()]

    def _offered(self, keys: Sequence[str]) -> str:
        """The theme that is suggested for all of these, if it is one."""
        found = {self.model.offered(key).likely for key in keys}
        return found.pop() if len(found) == 1 else ""

    def _put(self, theme: str, keys: Sequence[str]) -> None:
        """Put comments into a theme; each keeps which theme was suggested for it."""
        together = new_key() if len(keys) > 1 else ""
        by_offer: dict[str, list[str]] = {}
        for key in keys:
            by_offer.setdefault(self.model.offered(key).likely, []).append(key)
        for offered, some in by_offer.items():
            self.asked.emit(Coded(tuple(some), theme, by=self._coder, offered=offered, together=together))

    def _place_by_key(self, number: int, further: bool) -> None:
        keys, themes, state = self._keys(), list(self._state().themes), self._state()
        if not keys or number > len(themes):
            return
        if not number:
            self.asked.emit(Unplaced(tuple(keys), by=self._coder, offered=self._offered(keys)))
        elif further:
            theme = themes[number - 1]
            has = all(theme in state.of(key).all for key in keys)
            said: Packed = Uncoded(tuple(keys), theme, by=self._coder) if has else Coded(
                tuple(keys), theme, further=True, by=self._coder
            )  # fmt: skip
            self.asked.emit(said)
            return
        else:
            self._put(themes[number - 1], keys)
        self._go_on()

    def _go_on(self) -> None:
        """Choose the next comment that is still to be sorted."""
        rows = self._rows()
        if rows:
            index = self.model.index(self.model.next_open(rows[-1]))
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)

    def _take(self, n: int) -> None:
        """Put what is chosen into the theme that is offered at that place; by Enter only what is suggested."""
        rows = self._rows()
        if not rows:
            return
        if n or len(rows) == 1:
            offered = self.study.offer(self.model.comment(rows[0]).key).themes
            if n < len(offered):
                self._put(offered[n], self._keys())
                self._go_on()
            return
        for key in self._keys():
            if likely := self.model.offered(key).likely:
                self._put(likely, [key])
        self._go_on()

    def _refuse(self) -> None:
        self.model.refused.update(self._keys())
        self.model.repaint()
        self._go_on()

    # ------------------------------------------------------------------ themes

    def _show_theme(self, theme: str) -> None:
        """List the comments of one theme."""
        self.which.show_value(theme)
        self._narrow()
        self.list.setFocus()

    def _is_coder(self, name: str) -> None:
        known = {words: key for key, words in self._state().coders.items()}
        if not name:
            self._coder = ""
        elif name in known:
            self._coder = known[name]
        else:
            self._coder = new_id()
            self.asked.emit(CoderTold(self._coder, name))

    def _free_name(self, wish: str) -> str:
        taken = {theme.name.casefold() for theme in self._state().themes.values()}
        ways = (wish, *(t("{name} {number}", name=wish, number=n) for n in range(2, 99)))
        return next((way for way in ways if way.casefold() not in taken), wish)

    def _new(self) -> str:
        theme = new_id()
        self.asked.emit(ThemeTold(theme, self._free_name(t("New theme"))))
        return theme

    def _split(self) -> None:
        """Make a theme of what is chosen; where all of it has one theme, that one is split."""
        keys, state = self._keys(), self._state()
        if not keys:
            return
        of = {state.of(key).theme for key in keys}
        before = of.pop() if len(of) == 1 else ""
        wish = state.themes[before].name if before in state.themes else t("New theme")
        name = self._free_name(wish)
        self.asked.emit(ThemeTold(new_id(), name, split=before, targets=tuple(keys), by=self._coder))

    def _suggest(self) -> None:
        if self.study.is_suggesting:
            self.study.stop()
        else:
            self.study.suggest()
            self._tell_progress(0.0)

    def _show_suggested(self, found: Suggested) -> None:
        places = {group.name.example for group in found.groups}
        self.panel.show_suggested(found, {at: self._comments[at].for_others for at in places})

    def _make(self, group: Group) -> None:
        theme = new_id()
        self.study.hint(theme, [self._comments[at].key for at in group.members])
        self.asked.emit(ThemeTold(theme, self._free_name(group.name.words[:100])))

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept, and show again what is."""
        if self._programme is not None:
            self.show_programme(self._programme)
        self.second.refuse(sentence)
        self.refusal.setText(sentence)
        self.refusal.show()
