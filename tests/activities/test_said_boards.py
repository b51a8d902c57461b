"""The boards of grouping, scenario workshops and votes in the language made by machine: every sentence is a message.

What people wrote is Greek here, so that any Latin word outside the marks was never said as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import read_day
import vote_day
from cluster_day import Wall
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

import pseudo
from facilitator.activities import boards
from facilitator.activities.cluster.bodies import Placed
from facilitator.activities.cluster.desk import Board as ClusterDesk
from facilitator.activities.cluster.desk_menu import Menu
from facilitator.activities.read.desk import Board as ReadDesk
from facilitator.activities.vote.desk import Board as VoteDesk
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.model.item import Item
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

GROUPS = Groups.from_body([{"id": "PAR", "label": "Γονείς", "short": "ΓΟΝ"}, {"id": "VCS", "label": "Ομάδες"}])
STORIES = [
    {"title": "Πολλά χέρια", "values": "μαζί", "paragraphs": ["Έξι ομάδες.", "Οι μισοί είναι εθελοντές."]},
    {"title": "Μία πόρτα", "values": "ίσα", "paragraphs": ["Μία ομάδα.", "Το λεωφορείο αργεί."]},
]
NAMES = ("A", "B", "A1", "A2", "A3", "B1", "B2")
"""The letters and numbers by which people call stories and paragraphs."""


pytestmark = pytest.mark.usefixtures("in_machine")


def says(widget: QWidget) -> list[str]:
    """Every text that a widget shows or speaks."""
    found = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    if isinstance(widget, QLabel | QAbstractButton):
        found.append(widget.text())
    if isinstance(widget, QLineEdit) and not isinstance(widget.parent(), QAbstractSpinBox):
        found.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        found += [widget.itemText(row) for row in range(widget.count())]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        found += [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]
    return found


def left_over(texts: list[str]) -> list[str]:
    """The texts with words that were never said as messages."""
    return [text for text in texts if [w for w in pseudo.unmarked(text).split() if w.strip(":.,()") not in NAMES]]


def look_over(board: QWidget) -> None:
    """No sentence of a board is left out, and none is cut that does not end in dots by design."""
    board.resize(1100, 700)
    board.show()
    QApplication.processEvents()
    for widget in (board, *board.findChildren(QWidget)):
        assert left_over(says(widget)) == [], type(widget).__name__
        if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel) and not widget.wordWrap():
            assert not widget.isVisible() or widget.width() >= widget.sizeHint().width(), widget.text()


@pytest.fixture
def shown() -> Iterator[Callable[[QWidget], None]]:
    """Looks a board over, and throws it away at the end."""
    boards_there: list[QWidget] = []

    def look(board: QWidget) -> None:
        boards_there.append(board)
        look_over(board)

    yield look
    for each in boards_there:
        each.close()
        each.deleteLater()


# ---------------------------------------------------------------------- grouping


def a_wall() -> tuple[Wall, list[str]]:
    """Notes in groups with a title and without, one inside the other, a copy, arrows drawn and proposed."""
    wall = Wall([f"Σημείωση {n}" for n in range(10)], mode="tables")
    groups = [wall.titled("n0", "n1", title="Πρώτα οι γονείς και μετά οι άλλοι"), wall.group("n2", "n3", "n4")]
    groups += [wall.group("n5"), wall.group("n6")]
    wall.do("nested", groups=[groups[2]], parent=groups[1])
    wall.do("copied", note="n0")
    for turn in range(5):
        wall.do("grouped", notes=["n7"], cluster=groups[turn % 2])
    wall.do("related", "relations", **{"from": groups[0], "to": groups[1], "kind": "leads_to", "why": "γιατί"})
    said = {"from": groups[1], "to": groups[0], "kind": "supports"}
    for _ in range(2):
        wall.do("note", "relations", text="ναι", fields=said)
    wall.do("note", "title", text="Μαζί", fields={"for": groups[1]})
    return wall, groups


@pytest.mark.parametrize("phase", ["group", "title", "relations", "combine"])
def test_every_sentence_on_the_wall_and_the_chart_at_the_desk_is_a_message(
    shown: Callable[[QWidget], None], phase: str
) -> None:
    wall, groups = a_wall()
    if phase == "combine":
        wall.do("merge_asked", "combine", groups=[groups[0], groups[3]])
    board = ClusterDesk("light")
    board.show_state(wall.runs[phase], GROUPS)
    for chosen in ([], ["n2"], [groups[0]], groups[:2]):
        board.view.choose(chosen)
        shown(board)
        menu = QMenu()
        Menu(board.view, phase).fill(menu, board)
        rows = [*menu.actions(), *(a for m in menu.findChildren(QMenu) for a in m.actions())]
        assert left_over([row.text().partition("\t")[0] for row in rows if isinstance(row, QAction)]) == []
        menu.deleteLater()
    heads = [item.head for item in board.view.groups.values()]
    assert left_over([words for head in heads for words in (head.title, head.number, head.aside)]) == []
    assert left_over([item.said for item in board.view.notes.values()]) == []
    assert left_over([" ".join(arrow.lines()) for arrow in board.view.arrows.values()]) == []
    board.ask(Placed("gone"))
    assert left_over([board.hint.text()]) == []


@pytest.mark.parametrize("phase", ["group", "relations"])
def test_every_sentence_on_the_wall_of_groups_is_a_message(phase: str) -> None:
    wall, groups = a_wall()
    board = boards.wall("cluster")("projector")
    board.widget.resize(1776, 300 if phase == "relations" else 620)
    board.set_scale(1.0)
    board.show_state(wall.runs[phase], GROUPS)
    board.show_results({groups[0]: 1})
    texts = []
    for _ in range(6):
        texts += board.shown_texts()
        board.next_page()
    assert len(texts) > 5
    assert left_over(texts) == []
    board.widget.deleteLater()


# ---------------------------------------------------------------------- scenario workshops


def a_reading(**options: object) -> StageRun:
    run = read_day.a_run("read", **{"scenarios": STORIES, **options})
    for token in "abc":
        read_day.mark(run, token, "A1", "worry")
    read_day.act(run, "hand_marks", paragraph=read_day.paragraph(run, "A2"), counts={"like": 3}, readers=4)
    return run


@pytest.mark.parametrize("revealed", [False, True])
def test_every_sentence_beside_the_stories_is_a_message(shown: Callable[[QWidget], None], *, revealed: bool) -> None:
    for run in (a_reading(), a_reading(scenarios=STORIES[:1])):
        run.revealed = revealed
        desk, wall = ReadDesk("light"), boards.wall("read")("projector")
        desk.show_state(run, GROUPS)
        desk.stories.list.setCurrentIndex(desk.stories.rows.index(1))
        shown(desk)
        desk.small_role.show_roles(run.state, GROUPS, {"PAR": 2, "VCS": 9})
        shown(desk)
        wall.show_state(run, GROUPS)
        assert left_over(wall.shown_texts()) == []
        wall.widget.deleteLater()


def test_what_was_written_by_role_is_told_in_messages(qapp: QApplication) -> None:
    critique = read_day.going_on(a_reading(), "critique")
    for kind in ("keep", "worry"):
        fields = {"kind": kind, "scenario": "B", "guessed": True}
        read_day.act(critique, "note", text="Ποιος έχει το κλειδί;", group="PAR", fields=fields)
    plenary = read_day.going_on(critique, "plenary")
    for run in (critique, plenary):
        run.revealed = True
        wall = boards.wall("read")("projector")
        wall.show_state(run, GROUPS)
        texts = wall.shown_texts()
        assert texts
        assert left_over(texts) == []
        wall.widget.deleteLater()


# ---------------------------------------------------------------------- votes


@pytest.mark.parametrize("style", ["dots", "rank"])
def test_every_sentence_of_a_vote_is_a_message(shown: Callable[[QWidget], None], style: str) -> None:
    items = [Item(f"key{n}", words, "ideas") for n, words in enumerate(("Το κλειδί", "Η πόρτα", "Το παιδί"))]
    run = vote_day.a_vote(style, items, own=False)
    for present in (0, 9):
        run.present = present
        desk, wall = VoteDesk("light"), boards.wall("vote")("projector")
        for deed in (None, ("a", {"k0": 1}), ("b", {"k1": 1})):
            if deed:
                vote_day.cast(run, deed[0], "VCS", **deed[1])
            desk.show_state(run, GROUPS)
            desk.vote.list.setCurrentIndex(desk.vote.ranking.index(0))
            shown(desk)
        vote_day.act(run, "hand_votes", counts={"key0": 2}, voters=2)
        for revealed in (False, True):
            run.revealed = revealed
            desk.show_state(run, GROUPS)
            shown(desk)
            wall.show_state(run, GROUPS)
            assert left_over(wall.shown_texts()) == []
        run.revealed = False
        wall.widget.deleteLater()


# ---------------------------------------------------------------------- notes


def test_what_stands_with_a_note_at_the_desk_is_a_message(qapp: QApplication) -> None:
    run = read_day.a_run("critique", [Item("idea", "Ιδέα", "read")])
    board = ReadDesk("light")
    told = [board.empty_text(run)]
    for key in ("a", "b"):
        read_day.act(run, "note", key, text="Ναι", table="2", group="PAR", fields={})
    read_day.act(run, "merged", into="a", targets=["b"])
    board.know(Workshop("w", lambda _: run.rules))
    board.show_state(run, GROUPS)
    model = board.cards.model
    spoken = [str(model.data(model.index(row))) for row in range(model.rowCount())]
    heads = [column.title for column, _ in board.cards.headings()]
    run.close(3)
    told.append(board.empty_text(run))
    assert left_over([*told, *heads, board.badge(run.notes.by_key["a"])]) == []
    assert spoken
    board.deleteLater()
