"""After words were erased they are in nothing that the program ever wrote, but for what it says it cannot reach."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.cli import run
from facilitator.desktop.parts.settings import Recent, Seen, Settings
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.workshop import Workshop
from facilitator.records import erasing, load
from facilitator.store import copies, file
from facilitator.store.faults import Moved
from facilitator.store.feed import open_feed
from found import holding

NAME = "Zoë Ångström"
SAID = f"Ask {NAME} for the keys of the hall"
KEYS = ("focused-conversation", "kj", "evaluation", "attitude-survey")
METHODS = [part for key in KEYS for part in ("--method", key)]
FIELDS = {"kind": "next_step", "owner": NAME}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Path:
    """A programme in which somebody is named in every way, with all that the program makes of one."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    made = tmp_path / "poole.facilitator"
    assert run(["new", str(made), "--title", f"With {NAME}", *METHODS]) == 0
    workshop = load.workshop(made)[1]
    with contextlib.closing(open_feed(made)) as feed:
        feed.append(list(said(workshop)))
        copies.back_up(made)
        made.rename(tmp_path / "away")
        with pytest.raises(Moved):
            feed.changed()
    (tmp_path / "away").rename(made)
    caplog.clear()
    copies.restore_from(made, copies.back_up(made))
    copies.copy_to(made, tmp_path / "poole copy.facilitator")
    copies.back_up(tmp_path / "poole copy.facilitator")
    late = copies.folder(made) / f".{'0123456789abcdef'}.part"
    file.create(late)
    with contextlib.closing(open_feed(late)) as feed:
        feed.append(list(said(workshop)))
    os.utime(late, (0, 0))
    return made


def said(workshop: Workshop) -> Iterator[Draft]:
    """What names somebody, in notes and about them."""
    note = Draft("note", {"text": SAID, "fields": FIELDS, "group": "par"}, workshop.id, "decisional", key="first")
    yield note
    for kind, body in (
        ("edited", {"text": f"{SAID}, please"}),
        ("edited", {"text": "Ask somebody for the keys"}),
        ("moved", {"fields": {"owner": NAME}}),
        ("hidden", {"reason": f"It names {NAME}"}),
        ("restored", {}),
        ("parked", {}),
        ("outcome", {"outcome": "done", "words": f"{NAME} was asked"}),
    ):
        yield Draft(kind, {"target": note.key, **body}, workshop.id, "decisional")
    yield Draft("grouped", {"notes": []}, workshop.id, "group", key="pile")
    yield Draft("titled", {"cluster": "pile", "title": SAID}, workshop.id, "group")
    yield acts.note(workshop, workshop.run("objective") or workshop.parking, "Somebody has the keys")
    for stage in ("evaluation", "before", "after"):
        yield from forms(workshop, stage)
    yield Draft("theme", {"id": "keys", "name": f"Keys and {NAME}", "inside": f"The keys that {NAME} has",
                          "outside": f"Not {NAME}",
                          "targets": ["first"], "by": "second"})  # fmt: skip
    yield Draft("coder", {"id": "second", "name": NAME})
    yield Draft("workshop_edited", {"facilitator": NAME, "aims": [f"Meet {NAME}"]}, workshop.id)
    yield Draft("programme", {"sponsor": NAME, "task_group": [{"name": NAME}]})


def forms(workshop: Workshop, stage: str) -> Iterator[Draft]:
    """A form with words, sent again with others, and answers that nobody is found by."""
    run = workshop.runs[stage]
    instrument = run.state.instrument
    wave = run.state.wave_of(stage)
    asked = next((question.id for question in instrument.in_wave(wave).questions if question.kind == "text"), "")
    more = {"version": instrument.version, "wave": wave, "source": "phone"}
    if not asked:
        yield Draft("stage_opened", {}, workshop.id, stage)
        scale = next(question.id for question in instrument.questions if question.kind == "scale")
        for n in range(6):
            yield Draft("answers", {**more, "answers": {scale: n % 5 + 1}, "token": f"t{n}"}, workshop.id, stage)
        yield Draft("stage_closed", {}, workshop.id, stage)
        return
    yield Draft("stage_opened", {}, workshop.id, stage)
    for n in range(6):
        yield Draft(
            "answers", {**more, "answers": {asked: f"Fine, says number {n}"}, "token": f"t{n}"}, workshop.id, stage
        )
    for words in (SAID, f"{SAID}, and soon"):
        yield Draft("answers", {**more, "answers": {asked: words}, "token": "hers"}, workshop.id, stage)
    for number, source in ((7, "paper"), (8, "caller")):
        typed = {**more, "answers": {asked: f"{SAID} ({source})"}, "token": f"paper-{number}", "form": number}
        yield Draft("answers", {**typed, "source": source}, workshop.id, stage)
    earlier = {**more, "version": "of last year", "answers": {"gone": f"{SAID}, last year"}, "token": "earlier"}
    yield Draft("answers", earlier, workshop.id, stage)
    yield Draft("stage_closed", {}, workshop.id, stage)


def made_of_it(path: Path, out: Path) -> None:
    """Every paper and every export that the commands make."""
    for form in ("pdf", "html", "docx"):
        named = ["document", str(path), "evaluation-summary", "--format", form]
        assert run([*named, "--out", str(out / f"summary.{form}")]) == 0
    assert run(["export", str(path), "--format", "csv,json", "--out", str(out)]) == 0
    assert run(["export", str(path), "--overall", "--format", "json", "--out", str(out)]) == 0


def of_it(path: Path) -> list[erasing.Written]:
    """All that is to be erased."""
    programme, workshop = load.workshop(path)
    every = erasing.everything(workshop, programme)
    return [each for each in every if each.says(NAME)]


def test_erased_words_are_in_nothing_that_the_program_wrote_but_in_what_it_names(path: Path, tmp_path: Path) -> None:
    made_of_it(path, tmp_path / "given away")
    with contextlib.closing(open_feed(path)) as feed:
        assert len([entry for entry in feed.pull(0) if NAME in json.dumps(entry.body, ensure_ascii=False)]) == 21
    before, named = holding(tmp_path, NAME), set(erasing.remaining(path, load.programme(path).workshops))
    assert {path, *copies.of(path), *copies.put_beside(path)} < before
    assert erasing.erase(path, of_it(path)) > 0
    after = holding(tmp_path, NAME)
    assert after
    assert after <= named
    assert {each.parent for each in after} == {tmp_path / "given away"}
    made_of_it(path, tmp_path / "made again")
    assert not holding(tmp_path / "made again", NAME)


def test_what_was_said_of_a_note_goes_with_it_and_can_go_alone(path: Path) -> None:
    programme, workshop = load.workshop(path)
    every = erasing.everything(workshop, programme)
    (note,) = [each for each in every if each.key == "first"]
    assert note.text == "Ask somebody for the keys"
    assert note.says(f"{NAME} hall")
    (reason,) = [each for each in every if each.called == "Why a note was withheld"]
    assert reason.text == f"It names {NAME}"
    erasing.erase(path, [reason])
    assert load.workshop(path)[1].find("first")[1].text == note.text
    erasing.erase(path, [note])
    with contextlib.closing(open_feed(path)) as feed:
        bodies = [entry.body for entry in feed.pull(0) if entry.body.get("target") == "first"]
    assert NAME not in str(bodies)


def test_a_title_that_quotes_a_note_is_offered_with_it(path: Path) -> None:
    programme, workshop = load.workshop(path)
    every = erasing.everything(workshop, programme)
    (note,) = [each for each in every if each.key == "first"]
    assert [each.text for each in erasing.quoting(every, [note])] == [SAID]


def test_a_damaged_safe_copy_hinders_nothing_and_is_named(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    torn = copies.folder(path) / "poole 1999.facilitator"
    torn.write_bytes(b"torn" * 300)
    erasing.erase(path, of_it(path))
    assert erasing.remaining(path, []) == [torn]
    assert torn.name in caplog.text
    caplog.clear()


def test_the_list_of_what_was_open_forgets_titles_too(tmp_path: Path) -> None:
    settings = Settings(file=tmp_path / "settings.json")
    for name, of in (("a", "w1"), ("b", "w1"), ("c", "w2")):
        settings.remember(Recent(name, f"With {NAME}", 1, [Seen(of, f"With {NAME}", stage=NAME)]))
    settings.forget_words({"w1"})
    told = {
        recent.path: (recent.title, recent.workshops[0].title, recent.workshops[0].stage) for recent in settings.recent
    }
    kept = (f"With {NAME}", f"With {NAME}", NAME)
    assert told == {"a": ("", "", ""), "b": ("", "", ""), "c": kept}
