"""How each kind of entry changes a workshop: one function a kind, the only place where that is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from facilitator.model.clock import MINUTE, Clock
from facilitator.model.entry import Entry
from facilitator.model.facts import PARKING, Block, Info
from facilitator.model.method import Method, Stage, stage_from_dict
from facilitator.model.notes import filed_again
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

if TYPE_CHECKING:
    from facilitator.model.workshop import Workshop


def _created(workshop: Workshop, entry: Entry) -> None:
    workshop.created_at = entry.at
    workshop.code = str(entry.body.get("code", ""))
    workshop.rehearsal = bool(entry.body.get("rehearsal"))
    _edited(workshop, entry)


def _edited(workshop: Workshop, entry: Entry) -> None:
    known = {name: value for name, value in entry.body.items() if name in Info.__dataclass_fields__}
    if "aims" in known:
        known["aims"] = tuple(known["aims"])
    workshop.info = replace(workshop.info, **known)
    if "groups" in entry.body:
        workshop.groups = Groups.from_body(entry.body["groups"])


def _method(workshop: Workshop, entry: Entry) -> None:
    method = Method.from_dict(entry.body["method"])
    block = str(entry.body["block"])
    workshop.blocks.append(Block(block, method, str(entry.body.get("challenge", ""))))
    names = {s.id: s.id if s.id not in workshop.runs else f"{block}-{s.id}" for s in method.stages}
    for stage in method.stages:
        feeds = tuple(names[f] for f in stage.feeds)
        renamed = replace(stage, id=names[stage.id], feeds=feeds, continues=names.get(stage.continues, ""))
        workshop.runs[renamed.id] = workshop.new_run(renamed, block)
    _name_parts_of_the_day(workshop)


def _name_parts_of_the_day(workshop: Workshop) -> None:
    """Tell stages that ask about them (option `activities`) which parts the day has: its methods, else their stages.

    Methods that only ask questions of the same sort as the stage itself are no part to ask about.
    """
    for run in workshop.runs.values():
        if "activities" not in run.stage.options:
            continue
        kind = run.stage.activity
        blocks = [b for b in workshop.blocks if any(s.activity != kind for s in b.method.stages)]
        parts = [{"id": b.id, "title": b.method.title} for b in blocks]
        if len(parts) < 2:
            others = [r.stage for r in workshop.runs.values() if r.stage.activity != kind]
            parts = [{"id": stage.id, "title": stage.title} for stage in others]
        _replace_stage(workshop, run, replace(run.stage, options={**run.stage.options, "activities": parts}))


def _replace_stage(workshop: Workshop, run: StageRun, stage: Stage) -> None:
    run.stage = stage
    run.state.phases[run.id] = stage
    if run.state.stage.id == run.id:
        run.state.stage = stage


def _stage_edited(workshop: Workshop, entry: Entry) -> None:
    run = workshop.runs.get(entry.stage)
    if run is None:
        return
    _replace_stage(workshop, run, stage_from_dict({**asdict(run.stage), **entry.body, "id": run.id}))
    run.clock.length = run.stage.minutes * MINUTE


def _joined(workshop: Workshop, entry: Entry) -> None:
    person = workshop.people.see(entry.person, entry.at)
    person.group = str(entry.body.get("group", person.group))
    person.table = str(entry.body.get("table", person.table))
    workshop.count_present()


def _counted(workshop: Workshop, entry: Entry) -> None:
    workshop.people.counted = {str(g): int(n) for g, n in entry.body.get("groups", {}).items()}
    workshop.count_present()


def _presence(workshop: Workshop, entry: Entry) -> None:
    workshop.people.report(entry.body)


def _serving(workshop: Workshop, entry: Entry) -> None:
    workshop.serving = entry.body if entry.kind == "serving" else None
    workshop.serving_seq = entry.seq


def _screen(workshop: Workshop, entry: Entry) -> None:
    workshop.screen.view = str(entry.body.get("view", workshop.screen.view))
    workshop.screen.blank = bool(entry.body.get("blank", workshop.screen.blank))
    if "hold" in entry.body:
        workshop.screen.held_at = entry.seq if entry.body["hold"] else None


def _finished(workshop: Workshop, entry: Entry) -> None:
    if workshop.current:
        workshop.current.close(entry.at)
    workshop.open_id = ""
    workshop.finished_at = entry.at if entry.kind == "finished" else None


def _opened(workshop: Workshop, run: StageRun, entry: Entry) -> None:
    if workshop.current and workshop.current is not run:
        workshop.current.close(entry.at)
    if run.id != PARKING:
        run.open(entry.at)
        workshop.open_id = run.id
        workshop.screen.view = "join" if run.stage.screen == "join" else "stage"


def _closed(workshop: Workshop, run: StageRun, entry: Entry) -> None:
    if run.id != PARKING:
        run.close(entry.at)
        workshop.open_id = "" if workshop.open_id == run.id else workshop.open_id


def _revealed(workshop: Workshop, run: StageRun, entry: Entry) -> None:
    run.revealed = entry.kind == "revealed"


def follow(workshop: Workshop, run: StageRun, entry: Entry) -> list[tuple[StageRun, Entry]]:
    """What the rules of the stages are told of an entry: most are told to their own stage, as they are.

    A note that is filed again is a new one where it is filed; one that is taken back goes wherever it was filed.
    """
    if entry.kind == "filed":
        note, to = run.notes.get(entry.body.get("target", "")), workshop.runs.get(str(entry.body.get("to", "")))
        body = filed_again(note, to.stage) if note and to else None
        return [(run, entry), (to, replace(entry, kind="note", stage=to.id, body=body))] if to and body else []
    if entry.kind == "withdrawn":
        copies = workshop.filed(str(entry.body.get("target", "")))
        return [(run, entry), *((on, replace(entry, stage=on.id, body={"target": key})) for on, key in copies)]
    return [(run, entry)]


def _timer(workshop: Workshop, run: StageRun, entry: Entry) -> None:
    verb = entry.body.get("verb")
    if verb == "start":
        run.clock.start(entry.at)
    elif verb == "pause":
        run.clock.pause(entry.at)
    elif verb == "add":
        run.clock.add(int(entry.body.get("seconds", 0)))


def _round(workshop: Workshop, run: StageRun, entry: Entry) -> None:
    """A new round of the stage: its own clock, of `seconds`, starts now."""
    run.round = int(entry.body.get("n", run.round + 1))
    run.clock = Clock("ROUND", int(entry.body.get("seconds", 0)) * 1000, started=entry.at)


def _asked(workshop: Workshop, run: StageRun, entry: Entry) -> None:
    run.asking = max(0, min(int(entry.body.get("question", 0)), len(run.stage.asks) - 1))


def _ticked(workshop: Workshop, run: StageRun, entry: Entry) -> None:
    point = int(entry.body.get("point", -1))
    (run.ticked.add if entry.body.get("on", True) else run.ticked.discard)(point)


WORKSHOP_KINDS: dict[str, Callable[[Workshop, Entry], None]] = {
    "workshop": _created,
    "workshop_edited": _edited,
    "method": _method,
    "stage_edited": _stage_edited,
    "joined": _joined,
    "attendance": _counted,
    "presence": _presence,
    "serving": _serving,
    "serving_stop": _serving,
    "screen": _screen,
    "finished": _finished,
    "reopened": _finished,
}
STAGE_KINDS: dict[str, Callable[[Workshop, StageRun, Entry], None]] = {
    "stage_opened": _opened,
    "stage_closed": _closed,
    "revealed": _revealed,
    "covered": _revealed,
    "timer": _timer,
    "ticked": _ticked,
    "asked": _asked,
    "round": _round,
}
