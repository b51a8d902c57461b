"""Boards in a language of the machine's own: every sentence on them is one that can be told in the reader's."""

from __future__ import annotations

import string
import unicodedata

import pytest
from any_day import DAYS, folded, reworded
from PySide6.QtWidgets import QApplication

import pseudo
import seen
from facilitator.activities import boards
from facilitator.activities.boards import DeskBoard, WallBoard
from facilitator.desktop.run.sheet import unit_for

GREEK = str.maketrans(string.ascii_letters, ("αβγδεζηθικλμνξοπρστυφχψως" * 3)[:52])
DESKS = SMALL_DESK, _ = ((820, 560), (894, 690))
"""What is left for a board in a window of 1366 x 768 and of 1440 x 900, px."""
SCREENS = ((1366, 768), (1440, 900), (1920, 1080))
SLICES = {"forces": "forces", "market": "market", "dating": "rotate", "storm": "rotate"}
"""The days, and the activity that each is about."""


def in_greek(words: str) -> str:
    """The words without one Latin letter."""
    plain = (char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char))
    return "".join(plain).translate(GREEK)


def words_on(board: DeskBoard | WallBoard) -> list[str]:
    """Every word on a board."""
    QApplication.processEvents()
    return [seen.painted(board.widget), *seen.told(board.widget)]


def left(words: str) -> str:
    """What of these was not told in the reader's language."""
    return pseudo.unmarked(seen.uncut(words))


@pytest.mark.walk
@pytest.mark.parametrize(("day", "kind"), SLICES.items())
def test_desk_and_wall_say_everything_in_the_readers_language(
    in_machine: None, qapp: QApplication, day: str, kind: str
) -> None:
    _, workshop = folded(reworded(DAYS[day](), in_greek))
    found: dict[tuple[str, str], str] = {}
    for run in (run for run in workshop.stages if run.stage.activity == kind):
        desk = boards.desk(run.stage.activity)("light")
        desk.know(workshop)
        wall = boards.wall(run.stage.activity)("projector")
        for board, size in ((desk, SMALL_DESK), (wall, (1776, 800))):
            board.widget.resize(*size)
            board.widget.show()
            board.show_state(run, workshop.groups)
            said = [*words_on(board), *board.shown_texts()]
            for note in list(run.notes)[:3] if board is desk else ():
                desk.choose(note.key)
                said += words_on(desk)
            if rest := " ".join(filter(None, map(left, said))):
                found[(run.id, type(board).__module__.rpartition(".")[2])] = rest
            board.widget.close()
            board.widget.deleteLater()
    assert found == {}


@pytest.mark.walk
@pytest.mark.parametrize("day", DAYS)
def test_nothing_at_the_desk_is_clipped_where_sentences_are_long(
    in_machine: None, qapp: QApplication, day: str
) -> None:
    _, workshop = folded(reworded(DAYS[day](), in_greek))
    found: dict[tuple[str, int], list[str]] = {}
    for run in workshop.stages:
        desk = boards.desk(run.stage.activity)("light")
        desk.know(workshop)
        desk.widget.show()
        for size in DESKS:
            desk.widget.resize(*size)
            desk.show_state(run, workshop.groups)
            if cut := seen.clipped(desk.widget):
                found[run.id, size[0]] = cut
        desk.widget.close()
        desk.widget.deleteLater()
    assert found == {}


@pytest.mark.walk
@pytest.mark.parametrize("day", DAYS)
def test_no_sentence_of_ours_is_cut_short_on_a_wall(in_machine: None, qapp: QApplication, day: str) -> None:
    _, workshop = folded(reworded(DAYS[day](), in_greek))
    found: dict[tuple[str, int], list[str]] = {}
    for run in workshop.stages:
        wall = boards.wall(run.stage.activity)("projector")
        wall.widget.show()
        for size in SCREENS:
            unit = unit_for(*size)
            wall.set_scale(unit)
            wall.widget.resize(round(size[0] - 144 * unit), round(size[1] - 590 * unit))
            for revealed in (False, True):
                run.revealed = revealed
                wall.show_state(run, workshop.groups)
                cut = seen.cut_short(seen.painted(wall.widget))
                if cut := cut + seen.clipped(wall.widget):
                    found[run.id, size[0]] = cut
        wall.widget.close()
        wall.widget.deleteLater()
    assert found == {}
