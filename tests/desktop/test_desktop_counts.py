"""The window counts a comment once, also where several stages share what was written."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from facilitator.activities import library
from facilitator.desktop.record.state import stages
from facilitator.desktop.shell import open_programme
from facilitator.model import acts
from facilitator.model.entry import Entry
from facilitator.model.record import comments
from records_day import folded


def test_a_note_of_a_stage_that_goes_on_is_counted_once(qapp: QApplication) -> None:
    methods = [library.find("force-field")]
    drafts = acts.create({"title": "Day"}, methods, workshop="talk01")
    entries = [Entry(n, d.key, d.workshop, d.stage, 1, d.person, d.kind, d.body) for n, d in enumerate(drafts, 1)]
    workshop = folded(entries)[1]
    shared = next(run for run in workshop.stages if len(run.phases) > 1)
    note = {"text": "A force", "fields": {"side": "driver"}, "source": "phone"}
    workshop = folded([*entries, Entry(50, "note-1", "talk01", shared.id, 1, "", "note", note)])[1]
    assert comments(workshop).total == 1
    assert open_programme.seen(workshop).notes == 1
    table = stages(workshop, 1)
    counted = [each.text() for each in table.findChildren(QLabel)][7::4]
    assert sorted(counted) == ["0"] * (len(workshop.stages) - 1) + ["1"]
    table.deleteLater()
