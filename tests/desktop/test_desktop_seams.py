"""Where console and activities meet: notes of other stages, refusals, what a vote came to, what is typed for a note."""

from __future__ import annotations

from pathlib import Path

from console_help import Room, room
from PySide6.QtWidgets import QApplication, QComboBox

from facilitator.activities import library
from facilitator.desktop.run.acts import APART
from facilitator.desktop.run.typing_panel import fields_of
from facilitator.model import acts
from facilitator.model.bodies import Hidden, Merged
from facilitator.model.entry import Draft
from facilitator.model.workshop import Workshop


def with_method(r: Room, key: str) -> None:
    """Another method behind the first."""
    r.write(acts.add_method("w", library.find(key), key))
    r.spin(lambda: any(block.id == key for block in r.day.blocks))


def add(r: Room, stage: str, kind: str, **body: object) -> str:
    """An entry in a stage; returns its key, once the desk has it."""
    draft = Draft(kind, dict(body), "w", stage)
    r.write(draft)
    r.idle()
    return draft.key


def look(r: Room, stage: str) -> None:
    r.console.look(stage)
    r.spin(lambda: r.console.area.run is r.run(stage))


def refusals(r: Room) -> list[str]:
    found: list[str] = []
    r.console.refused.connect(found.append)
    return found


def test_a_note_of_an_earlier_stage_is_hidden_where_it_was_written(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        with_method(r, "kj")
        key = add(r, "write", "note", text="The gate is locked")
        look(r, "group")
        board = r.console.area.board
        assert board is not None
        board.choose(key)
        assert [note.key for note in r.console.acts.chosen("live")] == [key]
        r.console.acts.do(Hidden(key, "by mistake"))
        r.spin(lambda: r.run("write").notes.by_key[key].status == "hidden")
        assert r.day.entries[-1].stage == "write"
        r.console.area.open_note(key)
        assert r.console.area.note.isVisible()


def test_notes_of_two_stages_are_not_joined(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        one, other = add(r, "facts", "note", text="One"), add(r, "feel", "note", text="Other")
        look(r, "facts")
        said = refusals(r)
        r.console.acts.do(Merged((other,), one))
        assert said == [APART]
        assert r.kinds("merged") == []


def test_what_the_rules_refuse_is_said_and_not_stored(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        with_method(r, "open-space")
        keys = [add(r, "propose", "note", text=text, fields={"convener": "Ana"}) for text in ("Paths", "Lights")]
        look(r, "propose")
        said = refusals(r)
        r.console.acts.do(Merged((keys[0],), keys[1]))
        assert "Topics are not joined like notes" in said[0]
        r.console.acts.do(Hidden(keys[0], "by mistake"))
        assert said[1:] == [""]
        r.spin(lambda: r.kinds("hidden"))
        assert r.kinds("merged") == []


def test_the_chart_wears_the_ranks_once_the_vote_is_closed(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        with_method(r, "kj")
        notes = [add(r, "write", "note", text=text) for text in ("Gate", "Fence")]
        group = add(r, "group", "grouped", notes=notes)
        add(r, "title", "titled", cluster=group, title="The edge of the park is closed to people")
        item = next(iter(r.run("vote").state.candidates()))
        add(r, "vote", "vote", choices={item.id: 1}, token="t")
        look(r, "combine")
        board = r.console.area.board
        assert board is not None
        assert board.view.ranks == {}
        r.write(Draft("stage_opened", {}, "w", "vote"), Draft("stage_closed", {}, "w", "vote"))
        r.spin(lambda: r.run("vote").status == "closed")
        look(r, "combine")
        r.spin(lambda: board.view.ranks == {item.id: 1})


def test_what_is_typed_for_a_report_says_which_topic(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        with_method(r, "open-space")
        topic = add(r, "propose", "note", text="Paths", fields={"convener": "Ana"})
        stage = next(run.id for run in r.day.stages if run.stage.options.get("phase") == "sessions")
        look(r, stage)
        r.console.area.open_scribe()
        panel = r.console.area.scribe
        box, part = panel.fields["topic"], panel.fields["part"]
        assert isinstance(box, QComboBox) and isinstance(part, QComboBox)
        panel.text.setPlainText("Two paths flood")
        panel.save.click()
        assert "Which topic" in panel.wrong.text()
        box.setCurrentIndex(box.findData(topic))
        part.setCurrentIndex(part.findData("agreed"))
        panel.save.click()
        r.spin(lambda: any(n.text == "Two paths flood" for n in r.run(stage).notes))
        note = next(n for n in r.run(stage).notes if n.text == "Two paths flood")
        assert (note.fields["topic"], note.fields["part"]) == (topic, "agreed")


def test_the_scribe_offers_new_topics_and_keeps_what_was_chosen(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        with_method(r, "open-space")
        first = add(r, "propose", "note", text="Paths", fields={"convener": "Ana"})
        stage = next(run.id for run in r.day.stages if run.stage.options.get("phase") == "sessions")
        look(r, stage)
        r.console.area.open_scribe()
        box = r.console.area.scribe.fields["topic"]
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(first))
        second = add(r, "propose", "note", text="Lights", fields={"convener": "Bo"})
        r.console.refresh()
        assert box.findData(second) > 0
        assert box.currentData() == first


def test_fields_of_the_host_are_typed_and_stored(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        with_method(r, "open-space")
        look(r, "propose")
        r.console.area.open_scribe()
        panel = r.console.area.scribe
        assert "seeded" in panel.fields
        panel.text.setPlainText("Bins")
        panel.fields["convener"].setText("Ana")
        panel.fields["seeded"].setChecked(True)
        panel.save.click()
        r.spin(lambda: len(r.run("propose").notes))
        assert next(iter(r.run("propose").notes)).fields["seeded"] is True


def of_phase(workshop: Workshop, phase: str) -> str:
    return next(run.id for run in workshop.stages if run.stage.options.get("phase") == phase)


def test_ideas_name_their_force_and_green_ideas_what_they_answer(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        with_method(r, "force-field")
        force = add(r, of_phase(r.day, "name"), "note", text="No money", fields={"side": "restrainer"})
        act = r.run(of_phase(r.day, "act"))
        wanted = next(field for field in fields_of(act) if field.id == "force")
        assert act.choices(wanted) == [(force, "No money")]
    with room(tmp_path / "hats") as r:
        with_method(r, "six-hats")
        stages = {run.stage.options.get("hat"): run.id for run in r.day.stages}
        risk = add(r, stages["black"], "note", text="It floods")
        green = r.run(stages["green"])
        item = next(field for field in fields_of(green) if field.kind == "item")
        assert (risk, "It floods") in green.choices(item)


def test_how_many_are_present_stands_beside_how_many_voted(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        with_method(r, "kj")
        notes = [add(r, "write", "note", text=text) for text in ("No hall", "No heating")]
        group = add(r, "group", "grouped", notes=notes)
        add(r, "title", "titled", cluster=group, title="Nowhere warm to meet")
        add(r, "", "attendance", groups={"vcs": 5, "par": 3})
        assert {run.present for run in (*r.day.stages, r.day.parking)} == {8}
        look(r, "vote")
        board = r.console.area.board
        assert board is not None
        assert board.vote.voted.text() == "Nobody of 8 has voted yet"
