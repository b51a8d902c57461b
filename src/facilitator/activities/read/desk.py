"""A scenario workshop at the desk: stories with the marks on them; in the later parts notes, by kind or by role."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.activities.read import rules
from facilitator.activities.read.board_desk import StoryDesk
from facilitator.activities.read.board_roles import SmallRole
from facilitator.activities.read.notes import belongs, names_of
from facilitator.looks.tokens import Theme
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
        self.stories, self.small_role = StoryDesk(theme, self), SmallRole(self)
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
        return ", ".join(word for word in (*map(_short, said), super().badge(note)) if word)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self.stories.set_theme(theme)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _BADGE else f"{words[: _BADGE - 1]}\u2026"
