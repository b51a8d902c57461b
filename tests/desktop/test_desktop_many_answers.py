"""More answers than people were counted in the room, as from one person with many cookies: desk and paper say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from console_help import room
from PySide6.QtWidgets import QApplication

from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.model.entry import Draft

SAID = "232 answered, but 25 were counted in the room: someone may have answered more than once."


@pytest.mark.parametrize("counted", [25, 0, 232])
def test_desk_and_paper_say_when_answers_outnumber_the_people_counted(
    counted: int, qapp: QApplication, tmp_path: Path
) -> None:
    line = Draft("note", {"text": "A bench", "table": "1", "source": "phone"}, "w", "decide", key="line")
    given = [
        Draft("support", {"target": "line", "choice": "support", "token": f"t{n}"}, "w", "decide") for n in range(232)
    ]
    with room(tmp_path / "day", line, *given) as r:
        r.open("decide")
        if counted:
            r.write(Draft("attendance", {"groups": {"par": counted}}, "w"))
        r.idle()
        out = tmp_path / "summary.html"
        write(summary.DOCUMENT, r.day, r.desk.programme, out, made_at=r.day.created_at + 1, form="html")
        beyond = r.console.area.beyond
        wanted = SAID if counted == 25 else ""
        r.spin(lambda: beyond.text() == wanted)
        assert beyond.isVisible() == bool(wanted)
        assert (SAID in out.read_text(encoding="utf-8")) == bool(wanted)


def test_the_desk_says_how_many_cards_are_in_of_those_who_were_counted(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path / "day") as r:
        stage = r.day.runs["decide"].stage
        r.write(Draft("stage_edited", {"options": {**stage.options, "card_code": True}}, "w", "decide"))
        r.open("decide")
        shown = r.console.area.cards
        r.spin(lambda: shown.text() == "0 cards are in. Count the room to see how many are missing.")
        r.write(Draft("attendance", {"groups": {"par": 25}}, "w"))
        for token, card in (("a", "one"), ("b", "two"), ("c", "two")):
            r.write(Draft("card", {"token": token, "card": card}, "w", "decide"))
        r.spin(lambda: shown.text() == "2 cards are in, of 25 people counted in the room.")
        assert shown.isVisible()
