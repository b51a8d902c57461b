"""The board of the scenario workshop: stories with the marks on them; in the later parts notes, by kind or by role."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.activities.boards import Face, NoteBoard
from facilitator.activities.read import rules
from facilitator.activities.read.board_desk import StoryDesk
from facilitator.activities.read.board_roles import SmallRole
from facilitator.activities.read.board_wall import StoryWall, rows_of, told_by_role
from facilitator.looks.tokens import Theme
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

_BADGE = 44
_ABOUT = ("paragraph", "scenario", "element", "idea")
_TOLD = ("mark", "who", "headline")


class Board(NoteBoard):
    """Signals and methods are those of every board. While stories are read their words stand above the notes."""

    always = True

    def __init__(self, face: Face, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(face, theme, parent)
        self.stories = StoryDesk(theme, self) if face == "desk" else None
        self.notes_wall = self.wall
        self.story_wall = StoryWall(theme, self) if face == "wall" else None
        self._names: dict[str, str] = {}
        self.small_role = SmallRole(self) if face == "desk" else None
        if self.stories and self.small_role:
            self.layers.setSpacing(8)
            self.layers.insertWidget(0, self.stories, 3)
            self.layers.insertWidget(0, self.small_role)
            self.small_role.asked.connect(self.asked)
            self.stories.asked.connect(self.asked)
        if self.story_wall:
            self.layers.addWidget(self.story_wall, 1)
            self.story_wall.turned.connect(self.turned)
            self.story_wall.hide()

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names what differs since the last call, None means all."""
        phase = run.state.phase(run.id)
        reading, told = phase == rules.READ, phase in (rules.READ, rules.PLENARY)
        self._names = names_of(run)
        if self.story_wall and self.notes_wall:
            self.wall = self.story_wall if told else self.notes_wall
            self.story_wall.setVisible(told)
            self.notes_wall.setVisible(not told)
            self.layers.activate()
            if told:
                self.run, self.groups = run, groups
                made = rows_of(run) if reading else told_by_role(run, self._notes(run), groups)
                self.story_wall.show_rows(*made)
                return
        super().show_state(run, groups, changed)
        if self.stories and self.cards:
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
        if self.small_role and self.run:
            by_role = self.run.state.phase(self.run.id) in (rules.READ, rules.CRITIQUE)
            counted = self.workshop.people.by_group() if by_role and self.workshop else {}
            self.small_role.show_roles(self.run.state, self.groups, counted)

    def _stands(self, run: StageRun, note: Note) -> bool:
        """Stages that share a state each show their own notes; the plenary shows those of the critique."""
        return belongs(run, note) and super()._stands(run, note)

    def _notes(self, run: StageRun) -> list[Note]:
        return [note for note in super()._notes(run) if belongs(run, note)]

    def badge(self, note: Note) -> str:
        """What a note is about: a paragraph, a story, an element, an idea; of an idea who takes the first step."""
        named = (self._names.get(str(note.fields.get(name, "")), "") for name in _ABOUT)
        said = [*named, *(str(note.fields.get(name, "")) for name in _TOLD)]
        return ", ".join(word for word in (*map(_short, said), super().badge(note)) if word)

    def wall_text(self, note: Note) -> str:
        """The words of a note on the wall; before them its kind and story, or the headline of a vision."""
        field = self.run.stage.columns if self.run else None
        kind = next((c.label for c in (field.choices if field else ()) if note.fields.get("kind") == c.value), "")
        letter = str(note.fields.get("scenario", ""))
        before = [str(note.fields.get("headline", "")), kind, letter if letter in self._names else ""]
        words = ", ".join(word for word in before if word)
        return f"{words}: {note.text}" if words else note.text

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        for part in (self.stories, self.story_wall, self.notes_wall):
            if part is not None:
                part.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """At the desk: letters so many times as large. On the wall: px here for a px of a wall 1080 px high."""
        super().set_text_scale(scale)
        for part in (self.story_wall, self.notes_wall):
            if part is not None:
                part.set_scale(scale)

    def set_per_page(self, count: int) -> None:
        """Six, four or two notes a page of the wall; fewer means larger letters."""
        for part in (self.story_wall, self.notes_wall):
            if part is not None:
                part.set_per_page(count)

    def shown_keys(self) -> list[str]:
        """The notes that stand on this board now; a story is no note."""
        reading = self.run is not None and self.run.state.phase(self.run.id) == rules.READ
        return [] if reading and self._tells_stories() else super().shown_keys()

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now."""
        return self.story_wall.words() if self.story_wall and self._tells_stories() else super().shown_texts()

    def _tells_stories(self) -> bool:
        return self.story_wall is not None and self.wall is self.story_wall


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _BADGE else f"{words[: _BADGE - 1]}\u2026"


def belongs(run: StageRun, note: Note) -> bool:
    """Whether a note is shown in a stage: its own, and in the plenary what the role groups wrote before."""
    state: rules.State = run.state
    told = state.phase(run.id) == rules.PLENARY and state.phase(note.stage) == rules.CRITIQUE
    return note.stage == run.id or told


def names_of(run: StageRun) -> dict[str, str]:
    """What the ids in a stage's item fields mean, in words."""
    state: rules.State = run.state
    found: dict[str, str] = {}
    for stage in state.phases.values():
        for one in stage.fields:
            if one.kind == "item":
                found |= dict(state.choices(stage.id, one))
    return found
