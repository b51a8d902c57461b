"""What is changed in one stage is seen at once in every stage that shares its notes or builds on them.

The board that followed a change must look like one that was drawn anew, at the desk and on the wall.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from frame_help import Opener, programme, settle, until
from PySide6.QtCore import QTimer, QVariantAnimation
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

import upstream
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.run.scene import Scene
from facilitator.desktop.shell.open_programme import OpenProgramme
from facilitator.looks.tokens import load
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.moment import now_ms
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop


def looks(widget: QWidget) -> QImage:
    """What can be seen of a widget."""
    return widget.grab().toImage()


class Eyes:
    """The desk's board and the wall of one sitting."""

    def __init__(self, sitting: OpenProgramme) -> None:
        self.sitting, self.desk = sitting, sitting.desk
        self.wall = Scene(self.desk, "light")
        self.wall.resize(960, 540)
        self.wall.show()
        self.wrong: list[str] = []

    @property
    def workshop(self) -> Workshop:
        assert self.desk.workshop is not None
        return self.desk.workshop

    def do(self, *drafts: Draft) -> None:
        """Ask for something, and wait until all boards have taken it."""
        for draft in drafts:
            self.desk.ask(draft)
            until(lambda draft=draft: any(entry.key == draft.key for entry in self.workshop.entries[-20:]))
        until(self._rests_for_good)

    def _rests_for_good(self) -> bool:
        """Whether nothing waits to be drawn, and what was due has brought nothing more."""
        if not self._rests():
            return False
        settle()
        return self._rests()

    def _rests(self) -> bool:
        """Whether nothing waits to be drawn."""
        timers = [*self.sitting.console.findChildren(QTimer), *self.wall.findChildren(QTimer)]
        fades = [*self.sitting.console.findChildren(QVariantAnimation), *self.wall.findChildren(QVariantAnimation)]
        waits = any(timer.isActive() and timer.isSingleShot() for timer in timers)
        return not waits and all(fade.state() != QVariantAnimation.State.Running for fade in fades)

    def compare(self, said: str) -> None:
        """Note where a board that followed differs from one drawn anew."""
        area = self.sitting.console.area
        followed = looks(area), looks(self.wall)
        self.sitting.console.refresh()
        self.wall.rest(False)
        settle()
        anew = looks(area), looks(self.wall)
        for name, before, after in zip(("desk", "wall"), followed, anew, strict=True):
            if before != after:
                self.wrong.append(f"{said}: the {name} was not what it should be")


def played(eyes: Eyes, upper: StageRun, lower: StageRun) -> None:
    """Write in one stage, go on to the other, and change there what was written."""
    shop = eyes.workshop
    written = upstream.notes(shop, upper)
    eyes.do(acts.open_stage(shop, upper.id), *written)
    keys = [note.key for note in written if upper.notes.get(note.key)]
    eyes.do(acts.open_stage(shop, lower.id), Draft("revealed", {}, shop.id, lower.id))
    eyes.compare(f"{upper.id} to {lower.id}, opened")
    if not keys:
        return
    for said, draft in upstream.changes(shop, upper, keys).items():
        eyes.do(draft)
        eyes.compare(f"{upper.id} to {lower.id}, {said}")
    taken_back = acts.undo(eyes.workshop)
    assert taken_back is not None
    eyes.do(taken_back)
    eyes.compare(f"{upper.id} to {lower.id}, undone")


@pytest.mark.walk
@pytest.mark.parametrize("method", upstream.METHODS)
def test_what_is_changed_upstream_is_seen_downstream(
    window_of: Opener, quick: None, tmp_path: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.activities.desk.NEW_MS", 0)
    monkeypatch.setitem(load().motion, "base", 1)
    begun = now_ms()
    monkeypatch.setattr(Desk, "now", lambda _: begun)  # else a new minute on the wall's clock is taken for a difference
    window = window_of()
    window.resize(1280, 800)
    assert window.programmes.open(programme(tmp_path / "day.facilitator", method=method), "", "run")
    assert window.programmes.now is not None
    eyes = Eyes(window.programmes.now)
    for upper, lower in upstream.METHODS[method]:
        played(eyes, eyes.workshop.runs[upper], eyes.workshop.runs[lower])
    eyes.wall.release()
    eyes.wall.deleteLater()
    assert eyes.wrong == []
