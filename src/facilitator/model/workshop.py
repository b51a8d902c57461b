"""Folds the log into workshops: agenda, open stage, clock, people. Each stage's entries go to its activity's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from facilitator.model.clock import MINUTE, Clock
from facilitator.model.entry import Entry
from facilitator.model.item import Item
from facilitator.model.method import Method, Stage, stage_from_dict
from facilitator.model.people import Groups, People
from facilitator.model.run import CLOSED, OPEN, Rules, StageRun

PARKING = "parking"
PARKING_STAGE = Stage(
    id=PARKING,
    title="Parking lot",
    activity="collect",
    goal="Keep what matters but is off the path",
    prompt="What should not be forgotten?",
    hint="It is looked at before the end.",
    timer="OPEN",
    visibility="host",
)

BOOKKEEPING = frozenset({"presence", "serving", "serving_stop"})
"""Entries about this computer, not about the workshop: in no export, and nothing that phones are told of."""


@dataclass(slots=True)
class Block:
    """One method in a workshop's day."""

    id: str
    method: Method
    challenge: str


@dataclass(slots=True)
class Info:
    """What a workshop is called, where, when and for whom. `starts` is `HH:MM` or empty; `date` ISO 8601."""

    title: str = "Workshop"
    date: str = ""
    place: str = ""
    sponsor: str = ""
    challenge: str = ""
    facilitator: str = ""
    starts: str = ""
    tables: int = 0
    aims: tuple[str, ...] = ()
    object: str = ""
    notice: str = ""
    wifi: str = ""
    wifi_password: str = ""


@dataclass(slots=True)
class Screen:
    """What the room's screen shows: `view` is `join`, `stage` or `nothing`; blank and hold lie over it."""

    view: str = "join"
    blank: bool = False
    held_at: int | None = None


@dataclass(slots=True)
class Change:
    """What one entry changed. `reset` means: look at everything again."""

    workshop: str
    stage: str
    kind: str
    keys: set[str] = field(default_factory=set)
    reset: bool = False


class Workshop:
    """One workshop, folded. `rules_of` gives an activity's rules by its kind."""

    def __init__(self, workshop_id: str, rules_of: Callable[[str], Rules]) -> None:
        self.id = workshop_id
        self._rules_of = rules_of
        self.entries: list[Entry] = []
        self._clear()

    def _clear(self) -> None:
        self.seq = 0
        self.created_at = 0
        self.info = Info()
        self.code = ""
        self.rehearsal = False
        self.groups = Groups()
        self.blocks: list[Block] = []
        self.runs: dict[str, StageRun] = {}
        self.parking = self._new_run(PARKING_STAGE, "")
        self.parking.status = OPEN
        self.open_id = ""
        self.screen = Screen()
        self.people = People()
        self.finished_at: int | None = None
        self.serving: Mapping[str, Any] | None = None
        self.serving_seq = 0

    def _new_run(self, stage: Stage, block: str) -> StageRun:
        rules = self._rules_of(stage.activity)
        clock = Clock(stage.timer, stage.minutes * MINUTE)
        if stage.continues:
            state = self.runs[stage.continues].state
            state.phases[stage.id] = stage
        else:
            state = rules.start(stage, lambda: self.feed(stage.id))
        return StageRun(stage, block, clock, rules, state)

    # ------------------------------------------------------------------ reading

    @property
    def stages(self) -> list[StageRun]:
        """The agenda's stages in order, without the parking lot."""
        return list(self.runs.values())

    @property
    def current(self) -> StageRun | None:
        """The stage that is open, if one is."""
        return self.runs.get(self.open_id)

    def run(self, stage_id: str) -> StageRun | None:
        """The stage with that id, the parking lot among them."""
        return self.parking if stage_id == PARKING else self.runs.get(stage_id)

    def block_of(self, run: StageRun) -> Block | None:
        """The method that a stage belongs to."""
        return next((b for b in self.blocks if b.id == run.block), None)

    def neighbour(self, step: int) -> StageRun | None:
        """The stage `step` places after the open one; before the first opening, the first."""
        ids = list(self.runs)
        if not ids:
            return None
        if not self.open_id:
            done = [n for n, run in enumerate(self.stages) if run.status == CLOSED]
            place = (max(done) + step) if done else (0 if step > 0 else -1)
        else:
            place = ids.index(self.open_id) + step
        return self.runs[ids[place]] if 0 <= place < len(ids) else None

    def parked(self) -> list[tuple[StageRun, Any]]:
        """Every note in the parking lot, `(where it was written, note)`, in the order written."""
        found = [(self.parking, n) for n in self.parking.notes.having("live", "parked")]
        found += [(run, n) for run in self.runs.values() for n in run.own_notes() if n.status == "parked"]
        return sorted(found, key=lambda pair: pair[1].seq)

    def find(self, key: str) -> tuple[StageRun, Any] | None:
        """The note with that key and its stage."""
        for run in (*self.runs.values(), self.parking):
            note = run.notes.get(key)
            if note is not None:
                return run, note
        return None

    def feed(self, stage_id: str) -> list[Item]:
        """What the stages that feed a stage have produced by now, in order."""
        run = self.runs.get(stage_id)
        sources = [self.runs[s] for s in run.stage.feeds] if run else []
        return [item for source in sources for item in source.rules.items(source.state)]

    def touched_by(self, change: Change) -> set[str]:
        """The stages that look different after a change: its own, those that share its state, those it feeds."""
        run = self.runs.get(change.stage)
        if run is None:
            return {change.stage}
        same = {r.id for r in self.runs.values() if r.state is run.state}
        return same | {r.id for r in self.runs.values() if same & set(r.stage.feeds)}

    def forecast(self, now: int) -> dict[str, tuple[int, int]]:
        """`(start, end)` of every stage: as it was for those done, as it will be if the rest goes to plan."""
        found: dict[str, tuple[int, int]] = {}
        at = now
        for run in self.runs.values():
            if run.status == OPEN:
                start = run.spans[0][0]
                at = max(now, now + run.clock.remaining(now) if run.clock.started else start + run.planned())
                found[run.id] = (start, at)
            elif run.status == CLOSED:
                found[run.id] = (run.spans[0][0], run.spans[-1][1] or now)
            else:
                found[run.id] = (at, at + run.planned())
                at += run.planned()
        return found

    def drift(self, now: int) -> int:
        """Milliseconds behind (above zero) or ahead of the plan, counted from the first opening."""
        first = min((run.spans[0][0] for run in self.runs.values() if run.spans), default=None)
        if first is None:
            return 0
        planned_end = first + sum(run.planned() for run in self.runs.values())
        last = list(self.forecast(now).values())[-1][1]
        return last - planned_end

    # ------------------------------------------------------------------ folding

    def fold(self, entry: Entry) -> Change:
        """Apply one entry in place."""
        self.entries.append(entry)
        if entry.kind == "retracted":
            self._refold()
            return Change(self.id, "", entry.kind, reset=True)
        return self._apply(entry)

    def _refold(self) -> None:
        dead = retracted(self.entries)
        self._clear()
        for entry in self.entries:
            if entry.kind != "retracted" and entry.key not in dead:
                self._apply(entry)
        self.seq = self.entries[-1].seq

    def _apply(self, entry: Entry) -> Change:
        self.seq = entry.seq
        change = Change(self.id, entry.stage, entry.kind)
        if entry.kind in _WORKSHOP_KINDS:
            _WORKSHOP_KINDS[entry.kind](self, entry)
            change.reset = entry.kind in ("workshop", "workshop_edited", "method", "stage_edited")
            return change
        run = self.run(entry.stage)
        if run is None:
            return change
        if entry.person:
            self.people.see(entry.person, entry.at).wrote_in.add(run.id)
        if entry.kind in _STAGE_KINDS:
            _STAGE_KINDS[entry.kind](self, run, entry)
        change.keys = run.rules.fold(run.state, entry)
        return change

    # one function a kind; each is given the workshop, and the stage where there is one

    def _created(self, entry: Entry) -> None:
        self.created_at = entry.at
        self.code = str(entry.body.get("code", ""))
        self.rehearsal = bool(entry.body.get("rehearsal"))
        self._edited(entry)

    def _edited(self, entry: Entry) -> None:
        known = {name: value for name, value in entry.body.items() if name in Info.__dataclass_fields__}
        if "aims" in known:
            known["aims"] = tuple(known["aims"])
        self.info = replace(self.info, **known)
        if "groups" in entry.body:
            self.groups = Groups.from_body(entry.body["groups"])

    def _method(self, entry: Entry) -> None:
        method = Method.from_dict(entry.body["method"])
        block = str(entry.body["block"])
        self.blocks.append(Block(block, method, str(entry.body.get("challenge", ""))))
        names = {s.id: s.id if s.id not in self.runs else f"{block}-{s.id}" for s in method.stages}
        for stage in method.stages:
            feeds = tuple(names[f] for f in stage.feeds)
            renamed = replace(stage, id=names[stage.id], feeds=feeds, continues=names.get(stage.continues, ""))
            self.runs[renamed.id] = self._new_run(renamed, block)

    def _stage_edited(self, entry: Entry) -> None:
        run = self.runs.get(entry.stage)
        if run is None:
            return
        run.stage = stage_from_dict({**asdict(run.stage), **entry.body, "id": run.id})
        run.state.phases[run.id] = run.stage
        if run.state.stage.id == run.id:
            run.state.stage = run.stage
        run.clock.length = run.stage.minutes * MINUTE

    def _joined(self, entry: Entry) -> None:
        person = self.people.see(entry.person, entry.at)
        person.group = str(entry.body.get("group", person.group))
        person.table = str(entry.body.get("table", person.table))

    def _counted(self, entry: Entry) -> None:
        self.people.counted = {str(g): int(n) for g, n in entry.body.get("groups", {}).items()}

    def _presence(self, entry: Entry) -> None:
        self.people.connected = int(entry.body.get("connected", 0))
        self.people.wrote = {str(s): int(n) for s, n in entry.body.get("wrote", {}).items()}

    def _serving(self, entry: Entry) -> None:
        self.serving = entry.body if entry.kind == "serving" else None
        self.serving_seq = entry.seq

    def _screen(self, entry: Entry) -> None:
        self.screen.view = str(entry.body.get("view", self.screen.view))
        self.screen.blank = bool(entry.body.get("blank", self.screen.blank))
        if "hold" in entry.body:
            self.screen.held_at = entry.seq if entry.body["hold"] else None

    def _finished(self, entry: Entry) -> None:
        if self.current:
            self.current.close(entry.at)
        self.open_id = ""
        self.finished_at = entry.at if entry.kind == "finished" else None

    def _opened(self, run: StageRun, entry: Entry) -> None:
        if self.current and self.current is not run:
            self.current.close(entry.at)
        if run.id != PARKING:
            run.open(entry.at)
            self.open_id = run.id
            self.screen.view = "join" if run.stage.screen == "join" else "stage"

    def _closed(self, run: StageRun, entry: Entry) -> None:
        if run.id != PARKING:
            run.close(entry.at)
            self.open_id = "" if self.open_id == run.id else self.open_id

    def _revealed(self, run: StageRun, entry: Entry) -> None:
        run.revealed = entry.kind == "revealed"

    def _timer(self, run: StageRun, entry: Entry) -> None:
        verb = entry.body.get("verb")
        if verb == "start":
            run.clock.start(entry.at)
        elif verb == "pause":
            run.clock.pause(entry.at)
        elif verb == "add":
            run.clock.add(int(entry.body.get("seconds", 0)))

    def _round(self, run: StageRun, entry: Entry) -> None:
        """A new round of the stage: its own clock, of `seconds`, starts now."""
        run.round = int(entry.body.get("n", run.round + 1))
        run.clock = Clock(run.stage.timer, int(entry.body.get("seconds", 0)) * 1000, started=entry.at)

    def _asked(self, run: StageRun, entry: Entry) -> None:
        run.asking = max(0, min(int(entry.body.get("question", 0)), len(run.stage.asks) - 1))

    def _ticked(self, run: StageRun, entry: Entry) -> None:
        point = int(entry.body.get("point", -1))
        (run.ticked.add if entry.body.get("on", True) else run.ticked.discard)(point)


_WORKSHOP_KINDS: dict[str, Callable[[Workshop, Entry], None]] = {
    "workshop": Workshop._created,
    "workshop_edited": Workshop._edited,
    "method": Workshop._method,
    "stage_edited": Workshop._stage_edited,
    "joined": Workshop._joined,
    "attendance": Workshop._counted,
    "presence": Workshop._presence,
    "serving": Workshop._serving,
    "serving_stop": Workshop._serving,
    "screen": Workshop._screen,
    "finished": Workshop._finished,
    "reopened": Workshop._finished,
}
_STAGE_KINDS: dict[str, Callable[[Workshop, StageRun, Entry], None]] = {
    "stage_opened": Workshop._opened,
    "stage_closed": Workshop._closed,
    "revealed": Workshop._revealed,
    "covered": Workshop._revealed,
    "timer": Workshop._timer,
    "ticked": Workshop._ticked,
    "asked": Workshop._asked,
    "round": Workshop._round,
}


def retracted(entries: Iterable[Entry]) -> set[str]:
    """The keys of the entries that were undone. A later undo may undo an undo, so the newest is read first."""
    dead: set[str] = set()
    for entry in reversed(list(entries)):
        if entry.kind == "retracted" and entry.key not in dead:
            dead.add(str(entry.body.get("target", "")))
    return dead


class Programme:
    """A whole file, folded: its title and its workshops in the order they were made."""

    def __init__(self, rules_of: Callable[[str], Rules]) -> None:
        self._rules_of = rules_of
        self.title = ""
        self.seq = 0
        self.workshops: dict[str, Workshop] = {}

    def fold(self, entry: Entry) -> Change:
        """Apply one entry in place."""
        self.seq = entry.seq
        if not entry.workshop:
            if entry.kind == "programme":
                self.title = str(entry.body.get("title", self.title))
            return Change("", "", entry.kind, reset=True)
        workshop = self.workshops.get(entry.workshop)
        if workshop is None:
            workshop = self.workshops[entry.workshop] = Workshop(entry.workshop, self._rules_of)
        return workshop.fold(entry)

    def fold_all(self, entries: Iterable[Entry]) -> None:
        """Apply entries in order."""
        for entry in entries:
            self.fold(entry)

    def pick(self, workshop_id: str | None) -> Workshop | None:
        """The workshop with that id; without one the newest that is not finished, else the newest."""
        if workshop_id:
            return self.workshops.get(workshop_id)
        everything = list(self.workshops.values())
        going = [w for w in everything if w.finished_at is None]
        return going[-1] if going else everything[-1] if everything else None
