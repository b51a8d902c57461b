"""The room page takes order and times out of what was sent where nobody is kept, and loses nothing by it."""

from __future__ import annotations

from pathlib import Path

from web_helpers import Phone, W, append, at_stage, entries, make, play

from facilitator.model.entry import Draft


def test_what_keeps_nobody_is_mixed_once_its_stage_is_over_and_can_still_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    make(path, "feelings")

    async def scenario(phone: Phone) -> None:
        for n in range(6):
            phone.cookies.clear()
            assert (await phone.post(f"/{phone.code}/join", json={"group": "par"})).status_code == 201
            assert (await phone.send_note("feelings", text=f"feeling {n}", key=f"feeling-{n}")).status_code == 201
        assert phone.room.mix() is None
        append(path, at_stage("stage_closed", "feelings"), Draft("finished", {}, W))
        phone.room.follow()
        mixing = phone.room.mix()
        assert mixing is not None
        await mixing
        phone.room.follow()
        phone.room.mix()
        phone.room.follow()
        stored = entries(path)
        assert [entry.kind for entry in stored].count("mixed") == 1
        assert phone.room.workshop.entries == [entry for entry in stored if entry.workshop == W]
        notes = list(phone.room.workshop.runs["feelings"].notes)
        assert [note.key for note in notes] != [f"feeling-{n}" for n in range(6)]
        assert {note.text for note in notes} == {f"feeling {n}" for n in range(6)}
        assert {note.at for note in notes} == {phone.room.workshop.runs["feelings"].spans[0][0]}
        taken = await phone.post(f"/{phone.code}/stage/feelings/withdraw", json={"key": "feeling-3"})
        assert taken.status_code == 201
        found = phone.room.workshop.runs["feelings"].notes.get("feeling-3")
        assert found is not None
        assert found.status == "withdrawn"

    play(path, scenario)
