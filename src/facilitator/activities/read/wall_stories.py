"""The stories on the room's screen, in letters for eight metres, page by page; marks under them once revealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.activities.read import rules
from facilitator.activities.read.page import shown_counts
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.cards.text import Laid, lay, lines_of
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.wall.drawn import DrawnWall
from facilitator.looks.qt.wall.fit import in_one_line
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

READ_MS = 45_000
"""A page stays so long before the next one comes by itself: time to read about 100 words aloud."""
_TITLE, _TEXT, _COUNTS, _FLOOR = 56, 52, 40, 36
_HEAD, _FOOT, _GAP, _EDGE = 72, 56, 20, 48
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph on the wall: its story's name (or a role's), its words, its marks in words and in all."""

    story: str
    text: str
    marks: str = ""
    total: int = 0


def rows_of(run: StageRun) -> tuple[list[Row], str]:
    """The stories as rows, and the line at the foot; how they were marked only once that is revealed."""
    state: rules.State = run.state
    counts = state.counts() if run.revealed else {}
    rows = []
    for story in state.scenarios():
        for p in story.paragraphs:
            given = counts.get(p.id, {})
            marks = room_t(shown_counts(given)) if counts else ""
            rows.append(Row(room_t.reader(story.name), room_t.reader(p.text), marks, sum(given.values())))
    said = room_t(
        "{n:,} person marked something. No story wins.",
        "{n:,} people marked something. No story wins.",
        n=state.readers(),
    )
    return rows, said if run.revealed else ""


def told_by_role(run: StageRun, notes: Iterable[Note], groups: Groups) -> tuple[list[Row], str]:
    """What each role wrote in the critique, role after role and kind after kind, and the line at the foot."""
    state: rules.State = run.state
    roles: dict[str, list[Note]] = {}
    for note in notes:
        roles.setdefault(str(note.fields.get("role") or note.group), []).append(note)
    kinds = {c.value: room_t(c.label) for s in state.phases.values() if s.columns for c in s.columns.choices}
    order = list(kinds)
    rows = []
    for role, those in roles.items():
        ranked = sorted(those, key=lambda n: (_place(order, n.fields.get("kind")), n.seq))
        name = groups.label(role) if role else room_t("Everyone")
        rows += [Row(name, _said(note, kinds)) for note in ranked]
    told = room_t("What was written before, role by role.")
    return rows, told if rows else room_t("Nothing was written before. Listen to each role.")


def _place(order: Sequence[str], kind: object) -> int:
    return order.index(str(kind)) if kind in order else len(order)


def _said(note: Note, kinds: Mapping[str, str]) -> str:
    before = [kinds.get(str(note.fields.get("kind", "")), ""), str(note.fields.get("scenario", ""))]
    before.append(room_t("a guess") if note.fields.get("guessed") else "")
    words = room_t.listed(before, "")
    return room_t("{about}: {note}", about=words, note=note.text) if words else note.text


class StoryWall(DrawnWall):
    """Pages of paragraphs, one story at a time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, turn_ms=READ_MS)
        self._letters_up = 1.0
        self._rows: list[Row] = []
        self._foot = ""
        self._sheets: list[list[tuple[Row, float]]] = [[]]

    def show_rows(self, rows: list[Row], foot: str) -> None:
        """Draw these; a new story begins on a new page. Nothing is done where nothing differs."""
        if (rows, foot) != (self._rows, self._foot):
            self._rows, self._foot = rows, foot
            self.setAccessibleName(" ".join(self.words()))
            self._count_pages()

    def words(self) -> list[str]:
        """Every word that stands on it, over all pages."""
        found: list[str] = []
        for row in self._rows:
            if row.story not in found:
                found.append(row.story)
            found += [row.text, row.marks] if row.marks else [row.text]
        return [*found, self._foot] if self._foot else found

    def set_per_page(self, count: int) -> None:
        """Fewer notes a page mean larger letters here too."""
        super().set_per_page(count)
        self._letters_up = {6: 1.0, 4: 1.15, 2: 1.3}.get(count, 1.0)
        self._count_pages()

    # ------------------------------------------------------------------ pages

    def _font(self, size: float, weight: int) -> QFont:
        return qt.font_of(TypeSpec(size, size, weight), self._px * self._letters_up)

    def _edge(self) -> float:
        """Room at the left for the beams, once there are marks."""
        return _EDGE * self._px if any(row.total for row in self._rows) else 0.0

    def _width(self) -> float:
        return max(120.0, self.width() - self._edge())

    def _high(self, row: Row) -> float:
        """What a paragraph takes, its marks and the free space under it included."""
        return self._laid(row.text).height + self._under(row)

    def _under(self, row: Row) -> float:
        """What stands under a paragraph: its marks, and free space."""
        marks = QFontMetricsF(self._font(_COUNTS, 650)).height() if row.marks else 0.0
        return marks + _GAP * self._px

    def _laid(self, text: str) -> Laid:
        font = self._font(_TEXT, 500)
        return lay(text, font, self._width(), QFontMetricsF(font).height())

    def _parts(self, row: Row, room: float) -> list[Row]:
        """A paragraph that is longer than a page, in parts that are not; its marks stand under each of them."""
        font = self._font(_TEXT, 500)
        each = max(1, int((room - self._under(row)) // QFontMetricsF(font).height()))
        lines = lines_of(row.text, font, self._width())
        return [replace(row, text="".join(lines[at : at + each]).strip()) for at in range(0, len(lines), each)]

    def _page_count(self) -> int:
        """The paragraphs are laid anew: another size holds other ones."""
        room = self.height() - (_HEAD + _FOOT) * self._px
        sheets: list[list[tuple[Row, float]]] = []
        used, story = 0.0, ""
        for row in (part for whole in self._rows for part in self._parts(whole, room)):
            high = self._high(row)
            if not sheets or row.story != story or used + high > room:
                sheets.append([])
                used, story = 0.0, row.story
            sheets[-1].append((row, high))
            used += high
        self._sheets = sheets or [[]]
        return len(self._sheets)

    # ------------------------------------------------------------------ drawing

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """The story's name, its paragraphs, and what the page is."""
        p = QPainter(self)
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        p.fillRect(self.rect(), qt.colour("window", self._look))
        u, sheet = self._px, self._sheets[self._at]
        if sheet:
            self._say(p, QRectF(0, 0, self.width(), _HEAD * u), sheet[0][0].story, _TITLE)
        top = _HEAD * u
        most = max((row.total for row in self._rows), default=0)
        for row, high in sheet:
            self._draw_row(p, QRectF(0, top, self.width(), high), row, most)
            top += high
        page = room_t("{page} of {pages}", page=self.page(), pages=self.pages()) if self.pages() > 1 else ""
        foot = room_t.listed((self._foot, page))
        self._say(p, QRectF(0, self.height() - _FOOT * u, self.width(), _FOOT * u), foot, _FLOOR, "text_2")
        p.end()

    def _say(self, p: QPainter, box: QRectF, words: str, size: float, role: str = "text") -> None:
        font = qt.font_of(TypeSpec(size, size, 650 if size == _TITLE else 500), self._px)
        p.setFont(in_one_line(words, font, box.width()))
        p.setPen(qt.colour(role, self._look))
        p.drawText(box, _MIDDLE, p.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width())))

    def _draw_row(self, p: QPainter, box: QRectF, row: Row, most: int) -> None:
        """A paragraph; at its left a beam that is the thicker the more it was marked, under it the marks in words."""
        u = self._px
        if row.total and most:
            thick = max(6.0, 28.0 * row.total / most) * u
            beam = QRectF(0, box.top() + 6 * u, thick, box.height() - _GAP * u)
            p.fillRect(beam, qt.colour("text_strong", self._look))
        inside = QRectF(self._edge(), box.top(), self._width(), box.height())
        p.setPen(qt.colour("text", self._look))
        self._laid(row.text).draw(p, inside.left(), inside.top())
        if row.marks:
            p.setFont(self._font(_COUNTS, 650))
            line = QFontMetricsF(p.font()).height()
            under = QRectF(inside.left(), box.bottom() - _GAP * u - line, inside.width(), line)
            p.drawText(under, _MIDDLE, row.marks)
