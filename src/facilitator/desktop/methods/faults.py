"""What is wrong in a method's text and what to think of, as a list that leads to the lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from facilitator.desktop.methods.shelf import Checked
from facilitator.desktop.methods.tables import line_in
from facilitator.desktop.methods.text import Marks
from facilitator.looks.qt.forms import Notices
from facilitator.looks.qt.icons import icon
from facilitator.looks.qt.words import t
from facilitator.model.method_file import Problem
from facilitator.model.method_text import line_of

_LINE = Qt.ItemDataRole.UserRole


class NotesList(QListWidget):
    """Problems first, then advice. Enter or a click gives the line (from 0)."""

    line_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("What to look at"))
        self.setWordWrap(True)
        self.setMaximumHeight(150)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._asked)
        self.itemClicked.connect(self._asked)

    def show_checked(self, checked: Checked, text: str) -> Marks:
        """Show what checking found; returns the marks for the text's lines."""
        rows = [(_line(problem, text), True, _said(problem)) for problem in checked.problems]
        for doubt in checked.doubts:
            words = t(
                "Advice on stage '{stage}': “{question}” {sentence}",
                stage=doubt.stage,
                question=doubt.question,
                sentence=doubt.sentence,
            )
            rows.append((line_of(text, doubt.stage, "questions"), False, words))
        self.clear()
        marks: dict[int, tuple[bool, str]] = {}
        for line, wrong, words in rows:
            item = QListWidgetItem(icon("alert" if wrong else "warn", "bad" if wrong else "warn", 16), words)
            item.setData(_LINE, line)
            self.addItem(item)
            before = marks.get(line, (False, ""))
            marks[line] = (wrong or before[0], f"{before[1]}\n{words}".strip())
        self.setVisible(bool(rows))
        return marks

    def words(self) -> list[str]:
        """Every sentence that is shown."""
        return [self.item(row).text() for row in range(self.count())]

    def _asked(self, item: QListWidgetItem) -> None:
        self.line_asked.emit(int(item.data(_LINE)))


def notices(checked: Checked, stage: str) -> Notices:
    """What to say under the fields of a stage's form, or of the method's own for no stage."""
    found: Notices = {}
    for problem in checked.problems:
        if problem.stage == stage:
            found.setdefault(problem.field.partition(".")[0], (True, t(problem.sentence)))
    return found


def _line(problem: Problem, text: str) -> int:
    return line_in(problem.sentence, line_of(text, problem.stage, problem.field))


def _said(problem: Problem) -> str:
    stage, field, sentence = problem.stage, problem.field, problem.sentence
    if stage and field:
        return t("Stage '{stage}', field '{field}': {sentence}", stage=stage, field=field, sentence=sentence)
    if stage:
        return t("Stage '{stage}': {sentence}", stage=stage, sentence=sentence)
    if field:
        return t("Field '{field}': {sentence}", field=field, sentence=sentence)
    return t(sentence)
