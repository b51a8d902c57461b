"""The console and the room's screen with any words in every field of the workshop and of its stages."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from console_help import STAGES, room
from PySide6.QtWidgets import QApplication

import nasty
from facilitator.desktop.run.join import BY_HAND
from facilitator.desktop.run.scene import Scene
from facilitator.looks.qr import wifi_text
from facilitator.model.entry import Draft

TOLD = ("title", "place", "sponsor", "facilitator", "object", "challenge", "notice", "wifi", "wifi_password", "starts")
STAGE = ("title", "goal", "hint")


@pytest.mark.walk
@pytest.mark.parametrize("first", range(0, len(nasty.WORDS), 6))
def test_console_and_wall_hold_any_words(qapp: QApplication, tmp_path: Path, first: int) -> None:
    places = count(first)

    def word() -> str:
        return nasty.WORDS[next(places) % len(nasty.WORDS)].encode("utf-8", "replace").decode()

    groups = [{"id": name, "label": word(), "short": word()} for name in ("vcs", "par")]
    told: dict[str, object] = {name: word() for name in TOLD}
    with room(tmp_path, Draft("workshop_edited", {**told, "groups": groups, "aims": [word(), word()]}, "w")) as r:
        scene = Scene(r.desk)
        scene.resize(960, 540)
        scene.show()
        for stage in STAGES:
            edited = {name: word() for name in STAGE}
            asks = {"questions": [word(), word()], "script": [word(), word()]}
            r.write(Draft("stage_edited", {**edited, **asks}, "w", stage.id), Draft("stage_opened", {}, "w", stage.id))
            body = {
                "text": word() or "x",
                "source": "phone",
                "group": "par",
                "table": word(),
                "fields": {"owner": word()},
            }
            r.write(*(Draft("note", body, "w", stage.id) for _ in range(3)))
            r.idle()
            scene.grab()
            r.window.grab()
        r.write(Draft("screen", {"view": "join"}, "w"))
        r.idle()
        scene.grab()
        scene.release()
        scene.close()
        scene.deleteLater()


def test_a_name_that_no_network_can_have_gives_words_and_no_code(qapp: QApplication, tmp_path: Path) -> None:
    assert wifi_text("n" * 32, "p" * 63)
    assert wifi_text("\u00e9" * 17, "") == ""
    assert wifi_text("Hall", "p" * 65) == ""
    with room(tmp_path, Draft("workshop_edited", {"wifi": "w" * 4000}, "w")) as r:
        scene = Scene(r.desk)
        scene.show()
        scene.grab()
        assert scene.kind == "join"
        assert BY_HAND in scene.words()
        scene.release()
        scene.close()
        scene.deleteLater()
