"""A scenario workshop on the wall: stories and what was written by role, page by page; in the other parts notes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.activities.read import rules
from facilitator.activities.read.notes import belongs, names_of
from facilitator.activities.read.wall_stories import StoryWall, rows_of, told_by_role
from facilitator.activities.wall import NoteWall
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun


class Board(NoteWall):
    """Stories are told where people read and in the plenary; their pages take the place of those of notes."""

    def stands(self, run: StageRun) -> bool:
        """Always: it tells stories, or says that there is nothing yet."""
        return True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.stories = StoryWall(theme, self)
        self._tells = False
        self._names: dict[str, str] = {}
        self.layers.addWidget(self.stories, 1)
        self.stories.turned.connect(self.turned)
        self.stories.hide()

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names what differs since the last call, None means all."""
        phase, told = run.state.phase(run.id), self._tells
        stories = phase in (rules.READ, rules.PLENARY)
        self._tells = stories or not self._notes(run)
        self._names = names_of(run)
        self.stories.setVisible(self._tells)
        self.pages.setVisible(not self._tells)
        self.layers.activate()
        if not self._tells:
            super().show_state(run, groups, None if told else changed)
            return
        self.run, self.groups = run, groups
        made = rows_of(run) if phase == rules.READ else told_by_role(run, self._notes(run), groups)
        self.stories.show_rows(*(made if stories else ([], room_t("No note hangs here yet."))))

    def next_page(self) -> None:
        """Turn to the next page, after the last to the first."""
        (self.stories if self._tells else self.pages).next_page()

    def previous_page(self) -> None:
        """Turn back, from the first to the last."""
        (self.stories if self._tells else self.pages).previous_page()

    def sight(self) -> object | None:
        """What is in sight, to be compared with what was before; of stories it cannot tell."""
        return None if self._tells else super().sight()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self.stories.set_theme(theme)

    def set_scale(self, scale: float) -> None:
        """Px here for a px of a wall 1080 px high."""
        super().set_scale(scale)
        self.stories.set_scale(scale)

    def set_per_page(self, count: int) -> None:
        """Six, four or two notes a page; fewer means larger letters."""
        super().set_per_page(count)
        self.stories.set_per_page(count)

    def shown_keys(self) -> list[str]:
        """The notes that stand on this board now; a story is no note."""
        reading = self.run is not None and self.run.state.phase(self.run.id) == rules.READ
        return [] if reading else super().shown_keys()

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now."""
        return self.stories.words() if self._tells else super().shown_texts()

    def wall_text(self, note: Note) -> str:
        """The words of a note on the wall; before them its kind and story, or the headline of a vision."""
        field = self.run.stage.columns if self.run else None
        kind = next(
            (room_t(c.label) for c in (field.choices if field else ()) if note.fields.get("kind") == c.value), ""
        )
        letter = str(note.fields.get("scenario", ""))
        before = [str(note.fields.get("headline", "")), kind, letter if letter in self._names else ""]
        words = room_t.listed(before, "")
        return room_t("{about}: {note}", about=words, note=note.text) if words else note.text

    def _stands(self, run: StageRun, note: Note) -> bool:
        return belongs(run, note) and super()._stands(run, note)

    def _notes(self, run: StageRun) -> list[Note]:
        return [note for note in super()._notes(run) if belongs(run, note)]
