"""How each kind of entry changes a workshop: one function a kind, the only place where that is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, count
from typing import TypeVar

from facilitator.model import bodies, cards
from facilitator.model.clock import MINUTE
from facilitator.model.day import Day
from facilitator.model.deciding import Act, Acts
from facilitator.model.entry import Entry
from facilitator.model.facts import PARKING, Block
from facilitator.model.method import Stage
from facilitator.model.method_stored import changed_stage, read_method
from facilitator.model.notes import filed_again
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import StageRun


def _created(day: Day, entry: Entry, said: bodies.Created) -> None:
    day.created_at = entry.at
    day.code = said.code
    day.secret = entry.key
    day.rehearsal = said.rehearsal
    _edited(day, entry, said)


def _edited(day: Day, entry: Entry, said: bodies.Facts) -> None:
    before = day.info.challenge
    day.info = day.info.told(said)
    if day.info.challenge != before:
        for block in day.blocks:
            block.challenge = day.info.challenge if block.challenge == before else block.challenge
        _tell_the_challenge(day)
    if said.groups is not None:
        day.groups = Groups.from_body(said.groups)


def _method(day: Day, entry: Entry, said: bodies.MethodAdded) -> None:
    method = read_method(said.method)
    if method is None or not all(day.knows(stage.activity) for stage in method.stages):
        return
    block = said.block
    day.blocks.append(Block(block, method, said.challenge))
    names: dict[str, str] = {}
    for stage in method.stages:
        name = _free(day, stage.id, block)
        feeds = tuple(dict.fromkeys(names[f] for f in stage.feeds if f in names))
        before = day.runs.get(names.get(stage.continues, ""))
        goes_on = before.id if before and before.stage.activity == stage.activity else ""
        renamed = replace(stage, id=name, feeds=feeds, continues=goes_on)
        day.runs[name] = day.new_run(renamed, block)
        day.as_planned.append(name)
        names[stage.id] = name
    day.put_in_order()
    _tell_of_the_day(day)
    _tell_the_challenge(day)


def _tell_the_challenge(day: Day) -> None:
    """Tell every stage what its method is about in this workshop."""
    of = {block.id: block.challenge for block in day.blocks}
    for run in day.runs.values():
        run.state.challenge = of.get(run.block, "")


def _free(day: Day, wanted: str, block: str) -> str:
    """An id for a stage that no other has: its own, else with that of its method in the day."""
    names = chain((wanted, f"{block}-{wanted}"), (f"{block}-{wanted}-{n}" for n in count(2)))
    return next(name for name in names if name not in day.runs and name != PARKING)


def _tell_of_the_day(day: Day) -> None:
    """Tell every stage which methods the day has by now: some ask about them."""
    stages = [run.stage for run in day.runs.values()]
    for run in day.runs.values():
        told = run.state.in_day(run.stage, day.blocks, stages)
        if told is not run.stage:
            _replace_stage(run, told)


def _replace_stage(run: StageRun, stage: Stage) -> None:
    run.stage = stage
    run.state.phases[run.id] = stage
    if run.state.stage.id == run.id:
        run.state.stage = stage


def _stage_edited(day: Day, entry: Entry, said: bodies.StageEdited) -> None:
    run = day.runs.get(entry.stage)
    if run is None:
        return
    before = cards.asked(run.stage)
    _replace_stage(run, run.state.changed(run.state.sound(changed_stage(run.stage, said.changes))))
    run.card_gap |= cards.asked(run.stage) != before and run.state.answered_by(run.id) > 0
    run.clock.length = run.stage.minutes * MINUTE
    run.clock.profile = run.stage.timer if "timer" in said.changes else run.clock.profile


def _reordered(day: Day, entry: Entry, said: bodies.Reordered) -> None:
    day.put |= said.places
    day.put_in_order()


def _joined(day: Day, entry: Entry, said: bodies.Joined) -> None:
    person = day.people.see(entry.person, entry.at)
    person.group, person.table, person.joined = said.group, said.table, True
    day.count_present()


def _counted(day: Day, entry: Entry, said: bodies.Counted) -> None:
    day.people.counted = dict(said.groups)
    day.count_present()


def _presence(day: Day, entry: Entry, said: bodies.Presence) -> None:
    day.people.report(said)


def _serving(day: Day, entry: Entry, said: bodies.Serving) -> None:
    day.serving, day.serving_seq = said, entry.seq


def _serving_stopped(day: Day, entry: Entry, said: bodies.ServingStopped) -> None:
    day.serving, day.serving_seq = None, entry.seq


def _screen(day: Day, entry: Entry, said: bodies.ScreenSet) -> None:
    screen = day.screen
    screen.view = screen.view if said.view is None else said.view
    screen.blank = screen.blank if said.blank is None else said.blank
    if said.hold is not None:
        screen.held_at = entry.seq if said.hold else None


def _finished(day: Day, entry: Entry, said: bodies.Finished | bodies.Reopened) -> None:
    if day.current:
        day.current.close(entry.at)
    day.open_id = ""
    day.finished_at = entry.at if isinstance(said, bodies.Finished) else None


WORKSHOP_ACTS: Acts[Day] = Acts(
    Act(bodies.Created, _created),
    Act(bodies.Facts, _edited),
    Act(bodies.MethodAdded, _method),
    Act(bodies.StageEdited, _stage_edited),
    Act(bodies.Reordered, _reordered),
    Act(bodies.Joined, _joined),
    Act(bodies.Counted, _counted),
    Act(bodies.Presence, _presence),
    Act(bodies.Serving, _serving),
    Act(bodies.ServingStopped, _serving_stopped),
    Act(bodies.ScreenSet, _screen),
    Act(bodies.Finished, _finished),
    Act(bodies.Reopened, _finished),
)


# ---------------------------------------------------------------------- leading a stage


def _opened(day: Day, run: StageRun, entry: Entry, said: bodies.Opened) -> None:
    if day.current and day.current is not run:
        day.current.close(entry.at)
    day.zone = said.zone or day.zone
    if run.id != PARKING:
        run.open(entry.at)
        day.open_id = run.id
        day.screen.view = "join" if run.stage.screen == "join" else "stage"


def _closed(day: Day, run: StageRun, entry: Entry, said: bodies.Closed) -> None:
    if run.id != PARKING:
        run.close(entry.at)
        day.open_id = "" if day.open_id == run.id else day.open_id


def _revealed(day: Day, run: StageRun, entry: Entry, said: bodies.Revealed | bodies.Covered) -> None:
    run.revealed = isinstance(said, bodies.Revealed)
    run.ever_revealed |= run.revealed


def follow(day: Day, run: StageRun, entry: Entry) -> list[tuple[StageRun, Entry]]:
    """What the rules of the stages are told of an entry: most are told to their own stage, as they are.

    A note that is filed again is a new one where it is filed; one that is taken back goes wherever it was filed.
    """
    if entry.kind == bodies.Filed.kind:
        said = bodies.Filed.read(entry.body)
        note, to = run.notes.get(said.target), day.runs.get(said.to)
        again = filed_again(note, to.stage) if note and to else None
        return [(run, entry), (to, _as(entry, to, again))] if to and again else []
    if entry.kind == bodies.Withdrawn.kind:
        copies = day.filed(bodies.Withdrawn.read(entry.body).target)
        return [(run, entry), *((on, _as(entry, on, bodies.Withdrawn(key))) for on, key in copies)]
    return [(run, entry)]


def _as(entry: Entry, run: StageRun, said: Packed) -> Entry:
    """An entry as it is told to another stage."""
    return replace(entry, kind=said.kind, stage=run.id, body=said.pack())


def _timer(day: Day, run: StageRun, entry: Entry, said: bodies.Timed) -> None:
    if said.verb == "start":
        run.clock.start(entry.at)
    elif said.verb == "pause":
        run.clock.pause(entry.at)
    elif said.verb == "add":
        run.clock.add(said.seconds or 0)


def _asked(day: Day, run: StageRun, entry: Entry, said: bodies.Asked) -> None:
    run.asking = max(0, min(said.question, len(run.stage.asks) - 1))


def _carded(day: Day, run: StageRun, entry: Entry, said: cards.Carded) -> None:
    run.cards[said.token] = said.card


def _ticked(day: Day, run: StageRun, entry: Entry, said: bodies.Ticked) -> None:
    (run.ticked.add if said.on else run.ticked.discard)(said.point)


B = TypeVar("B", bound=Packed)


def _at_stage(body: type[B], change: Callable[[Day, StageRun, Entry, B], None]) -> Act[Day, B]:
    """An act at one stage, which changes nothing where there is no such stage."""

    def does(day: Day, entry: Entry, said: B) -> None:
        run = day.run(entry.stage)
        if run is not None:
            change(day, run, entry, said)

    return Act(body, does)


STAGE_ACTS: Acts[Day] = Acts(
    _at_stage(bodies.Opened, _opened),
    _at_stage(bodies.Closed, _closed),
    _at_stage(bodies.Revealed, _revealed),
    _at_stage(bodies.Covered, _revealed),
    _at_stage(bodies.Timed, _timer),
    _at_stage(bodies.Ticked, _ticked),
    _at_stage(bodies.Asked, _asked),
    _at_stage(cards.Carded, _carded),
)
