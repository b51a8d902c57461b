"""Every wall as the room reads it: no words are cut, and none stand upon others, whatever there is to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import any_day
import hats_day
import pytest
from any_day import DAYS, folded
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from drawn_words import drawn, faults
from facilitator.activities import library
from facilitator.desktop.run.scene import Scene
from facilitator.model.entry import Entry
from facilitator.model.workshop import Workshop

SIZES = ((1280, 720), (1920, 1080), (1024, 768))
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller"
AT_MOST = 4
"""Pages that are looked at."""


class Led(QObject):
    """Stands for the desk: a workshop as it is, at a time."""

    changed = Signal(list)
    ticked = Signal(object)
    page_url = "http://192.168.178.117:8080/ABCD"

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop

    def now(self) -> int:
        """Half a minute after the last entry."""
        return max(entry.at for entry in self.workshop.entries) + 30_000


def hats() -> list[Entry]:
    """Notes under every hat."""
    day = hats_day.Day("six-hats")
    return [*_told_everywhere(day)]


def small() -> list[Entry]:
    """The short parts of a day."""
    return [*_told_everywhere(hats_day.Day("check-in", "ground-rules", "energiser", "break", "read-back"))]


def _told_everywhere(day: hats_day.Day) -> Sequence[Entry]:
    day.add("", "joined", person="p1", group="par", table="2")
    for run in day.workshop.stages:
        day.add(run.id, "stage_opened")
        if run.stage.activity in ("collect", "discuss"):
            day.note(run.id, "Two groups", why="because nobody else does", tone="+")
    return day.workshop.entries


ALL: dict[str, Callable[[], list[Entry]]] = {**DAYS, "hats": hats, "small": small}


def ready_made(word: Callable[[str], str], entries: Sequence[Entry]) -> list[Entry]:
    """The day in other words, but for the code, which is made by the computer."""
    made = any_day.reworded(entries, word)
    return [
        replace(one, body={**one.body, "code": was.body["code"]}) if "code" in was.body else one
        for one, was in zip(made, entries, strict=True)
    ]


def many(entries: Sequence[Entry], times: int) -> list[Entry]:
    """The day with each note so many times more."""
    notes = [e for e in entries if e.kind == "note"]
    again = [replace(e, key=f"{e.key}x{turn}") for turn in range(times) for e in notes]
    return [*entries, *(replace(e, seq=entries[-1].seq + n) for n, e in enumerate(again, 1))]


def moments(entries: Sequence[Entry]) -> Iterator[tuple[str, Workshop]]:
    """Each stage open again at the end of the day, with its clock, and then shown to the room."""
    _programme, day = folded(entries)
    last = entries[-1]
    for run in day.stages:
        acts: tuple[tuple[str, dict[str, object]], ...] = (
            ("stage_opened", {}),
            ("timer_started", {"ms": 90_000}),
            ("revealed", {}),
        )
        made = [
            Entry(last.seq + n, f"then{n}", day.id, run.id, last.at + 1000 * n, "", kind, body)
            for n, (kind, body) in enumerate(acts, 1)
        ]
        for upto in (2, 3):
            yield f"{run.id} {upto}", folded([*entries, *made[:upto]])[1]


def walk(app: QApplication, entries: Sequence[Entry], sizes: Sequence[tuple[int, int]]) -> list[str]:
    """What is wrong on any page of any wall of a day."""
    found = []
    for name, workshop in moments(entries):
        scene = Scene(Led(workshop))
        scene.show()
        for size in sizes:
            scene.resize(*size)
            for page in range(AT_MOST):
                app.processEvents()
                found += [f"{name} {size} {page}: {each}" for each in faults(drawn(scene))]
                if not scene.may_turn():
                    break
                scene.turn(1)
        scene.release()
        scene.close()
        scene.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return found


@pytest.mark.walk
@pytest.mark.parametrize("name", ALL)
def test_words_stand_within_the_wall_and_apart(name: str, qapp: QApplication) -> None:
    assert walk(qapp, ALL[name](), SIZES) == []


@pytest.mark.walk
@pytest.mark.parametrize("name", ALL)
def test_long_words_too(name: str, qapp: QApplication) -> None:
    day = ready_made(lambda said: f"{said} {LONG} {'and more words about it ' * 4}", ALL[name]())
    assert walk(qapp, day, SIZES[:1]) == []


@pytest.mark.walk
@pytest.mark.parametrize("name", ALL)
def test_however_many_notes_there_are(name: str, qapp: QApplication) -> None:
    assert walk(qapp, many(ALL[name](), 30), SIZES[:1]) == []


def test_in_a_rehearsal_too(qapp: QApplication) -> None:
    """The stamp has a place of its own."""
    entries = DAYS["talk"]()
    made = [replace(e, body={**e.body, "rehearsal": True}) if e.kind == "workshop" else e for e in entries]
    assert folded(made)[1].rehearsal
    assert walk(qapp, made, SIZES) == []


def test_each_method_is_among_them() -> None:
    seen = {block.method.key for made in ALL.values() for block in folded(made())[1].blocks}
    assert library.methods().keys() - seen <= {"lunch", "attitude-survey", "scenario-workshop", "evaluation"}
