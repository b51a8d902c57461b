"""A scenario workshop at the desk: stories with the marks on them; in the later parts notes, by kind or by role."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.activities.read import rules
from facilitator.activities.read.desk_panels import Hands, OtherSide, SmallRole
from facilitator.activities.read.desk_paragraphs import ROW, ParagraphList, Row, Stories
from facilitator.activities.read.notes import belongs, names_of
from facilitator.looks.qt.kit import label, margins, put_text
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.moment import now_ms
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

_BADGE = 44
_ABOUT = ("paragraph", "scenario", "element", "idea")
_TOLD = ("mark", "who", "headline")


class Board(NoteDesk):
    """While stories are read their words stand above the notes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.stories, self.small_role = StoryPanel(theme, self), SmallRole(self)
        self._names: dict[str, str] = {}
        self.layers.setSpacing(8)
        self.layers.insertWidget(0, self.stories, 3)
        self.layers.insertWidget(0, self.small_role)
        self.small_role.asked.connect(self.asked)
        self.stories.asked.connect(self.asked)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names what differs since the last call, None means all."""
        reading = run.state.phase(run.id) == rules.READ
        self._names = names_of(run)
        super().show_state(run, groups, changed)
        self.stories.setVisible(reading)
        self.cards.setVisible(not reading or bool(run.own_notes()))
        self.setFocusProxy(self.stories.list if reading else self.cards)
        if reading:
            self.stories.show_stories(run)
        self._show_small_role()

    def know(self, workshop: Workshop) -> None:
        """Told of the workshop round the stage: how many people each role has."""
        super().know(workshop)
        self._show_small_role()

    def _show_small_role(self) -> None:
        """Only where people work by role, and only with those who joined or were counted."""
        if self.run:
            by_role = self.run.state.phase(self.run.id) in (rules.READ, rules.CRITIQUE)
            counted = self.workshop.people.by_group() if by_role and self.workshop else {}
            self.small_role.show_roles(self.run.state, self.groups, counted)

    def _stands(self, run: StageRun, note: Note) -> bool:
        """Stages that share a state each show their own notes; the plenary shows those of the critique."""
        return belongs(run, note) and super()._stands(run, note)

    def badge(self, note: Note) -> str:
        """What a note is about: a paragraph, a story, an element, an idea; of an idea who takes the first step."""
        named = (self._names.get(str(note.fields.get(name, "")), "") for name in _ABOUT)
        said = [*named, *(str(note.fields.get(name, "")) for name in _TOLD)]
        return t.listed(map(_short, said), "")

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self.stories.list.set_theme(theme)


class StoryPanel(QWidget):
    """The stories; `asked(body)` asks for marks counted by hand, or for a paragraph to be added.

    Marks are there once none can change any more, or once the room sees them too.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.marked, self.about = label(kind="heading"), label(kind="label", tone="quiet", wrap=True)
        self.rows = Stories(self)
        self.list = ParagraphList(theme, self)
        self.list.setModel(self.rows)
        self.hands, self.other_side = Hands(self), OtherSide(self)
        column = QVBoxLayout(self)
        margins(column, 0, 0, 0, 0)
        for part in (self.marked, self.about, self.other_side, self.list, self.hands):
            column.addWidget(part, 1 if part is self.list else 0)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.hands.asked.connect(self.asked)
        self.other_side.asked.connect(self.asked)

    def show_stories(self, run: StageRun) -> None:
        """Show a stage as it is now; the chosen paragraph stays chosen."""
        other, self.run = run is not self.run, run
        state: rules.State = run.state
        chosen = "" if other else self.chosen()
        locked = run.revealed or not run.answers_open(now_ms())
        self.rows.show_state(state, locked=locked)
        keys = [row.key for row in self.rows.rows]
        if chosen in keys and chosen != self.chosen():
            self.list.setCurrentIndex(self.rows.index(keys.index(chosen)))
        n, marked = state.readers(), t("No marks yet")
        if n:
            marked = t("{n:,} person marked something", "{n:,} people marked something", n=n)
        put_text(self.marked, marked)
        put_text(self.about, _about_words(state.earlier(), locked=locked))
        stories = state.scenarios()
        self.other_side.show_for(stories[0].letter if len(stories) == 1 and not state.added else "")
        self._follow()

    def chosen(self) -> str:
        """The id of the paragraph that is chosen; "" when none is."""
        row = self.list.currentIndex().data(ROW)
        return row.key if isinstance(row, Row) else ""

    def _follow(self) -> None:
        row = self.list.currentIndex().data(ROW)
        if self.run is None or not isinstance(row, Row) or not row.key:
            self.hands.hide()
            return
        self.hands.show_paragraph(row.key, row.name, self.run.state)


def _about_words(earlier: int, *, locked: bool) -> str:
    said = []
    if earlier:
        said.append(
            t("{n} mark on an earlier wording left out.", "{n} marks on an earlier wording left out.", n=earlier)
        )
    if locked:
        said.append(t("No story wins: the marks say what to talk about."))
    else:
        said.append(t("Marks stay hidden until you show them or close the stage. Choose a paragraph to count hands."))
    return " ".join(said)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _BADGE else f"{words[: _BADGE - 1]}\u2026"
