"""Any Unicode text whatever in any field: the phone's page is there, and nothing that a phone sends is our error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from web_helpers import Phone, W, append, at_stage, entries, make, play

import nasty
from facilitator.model.entry import Draft
from facilitator.web.seats import Buckets

HTML = {"accept": "text/html"}


def storable(words: str) -> str:
    """Words as far as the log takes them: it refuses half a character."""
    return words.encode("utf-8", "replace").decode()


def in_these_words(path: Path, words: str) -> None:
    """A programme whose every field that a phone may be shown holds these words."""
    said = storable(words) + "x"
    make(path, title=said)
    facts = {"title": said, "place": said, "challenge": said, "notice": said, "wifi": said, "starts": said}
    groups = [{"id": "vcs", "label": said, "short": said}, {"id": said[:40], "label": said[:300]}]
    stage = {"title": said, "questions": [said, f"{said}2"], "hint": said, "goal": said}
    append(path, Draft("workshop_edited", {**facts, "groups": groups}, W), at_stage("stage_edited", "facts", **stage))
    append(path, at_stage("note", "facts", text=said, group=said, table=said), at_stage("revealed", "facts"))


@pytest.mark.parametrize("words", nasty.WORDS, ids=range(len(nasty.WORDS)))
def test_a_phone_is_answered_whatever_is_written(words: str, tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    in_these_words(path, words)

    async def scenario(phone: Phone) -> None:
        phone.room.buckets = Buckets(burst=1000)
        home = f"/{phone.code}"
        assert (await phone.get(home, headers=HTML)).status_code == 200
        state = await phone.get(f"{home}/state")
        assert state.json()["stage"]["title"].endswith("x")
        sent = {
            "text": words,
            "group": words,
            "table": words,
            "disputed": words,
            "question": words,
            "group_words": words,
        }
        body = json.dumps(sent)
        for target in ("stage/facts", "join", "stage/parking", "stage/facts/withdraw"):
            for accept in ("text/html", "application/json"):
                headers = {"content-type": "application/json", "accept": accept}
                answer = await phone.post(f"{home}/{target}", content=body, headers=headers)
                assert answer.status_code < 500, (target, accept)
        plain = {name: storable(value) for name, value in sent.items()}
        assert (await phone.post(f"{home}/stage/facts", data=plain, headers=HTML)).status_code < 500
        assert (await phone.get(f"{home}?saved={'%00%ff'}&done=x&early=%ed%a0%80", headers=HTML)).status_code == 200

    play(path, scenario)
    assert all(storable(str(entry.body)) == str(entry.body) for entry in entries(path))


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16-le", "base64", "idna", "none", "\u00e9"])
def test_a_form_in_any_character_set_is_answered(charset: str, tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    make(path)
    long = b"+2AA- \\ud800" + b"w" * 200

    async def scenario(phone: Phone) -> None:
        parts = [b"--b", b'Content-Disposition: form-data; name="text"', b"", long, b"--b--", b""]
        kind = f"multipart/form-data; boundary=b; charset={charset}".encode("latin-1")
        answer = await phone.post(
            f"/{phone.code}/stage/facts", content=b"\r\n".join(parts), headers={"content-type": kind, **HTML}
        )
        assert answer.status_code in (400, 413)

    play(path, scenario)
