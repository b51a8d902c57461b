"""The pretend facilitator: opens the stages, keeps the clock, types for those without a phone, and tends the notes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from facilitator.activities import contract, lenses
from facilitator.activities.playing import Act, Role, Turn
from facilitator.model import acts, bodies
from facilitator.model.clock import GRACE
from facilitator.model.entry import Draft, new_key
from facilitator.model.moment import speed
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.rehearsal.script import Script
from facilitator.store.port import Feed, Stored

PATIENCE_S = 60.0
"""How long, in real seconds, the facilitator waits for people who are still sending when a stage's time is up."""
NEARLY_S = 15.0
"""So many real seconds before a stage would lock by itself its clock is held while people are still sending. That of a
shorter one is held in the same write that starts it, so that no slowness of the computer can come between.
"""
_ENDS = ("reveal", "enter")
"""Acts before which the facilitator lets people finish."""


class Late(Exception):
    """People were still sending long after a stage's time was up; the sentence says how many."""


class Director:
    """Leads a workshop through `feed`, the one way to change it. `seconds` are real seconds a stage, by its id."""

    def __init__(self, workshop: Workshop, script: Script, seconds: Mapping[str, float], feed: Feed) -> None:
        self.workshop, self.script, self.seconds = workshop, script, seconds
        self._feed = feed
        self._locks, self._held = 0.0, 0.0
        self._waiting: list[Turn] = []
        self._mute = {role.id: role for role in script.roles if not role.phone}

    async def lead(self) -> None:
        """Lead through every stage to the end. Raises Late and Fault."""
        self._write(self._counted())
        for run in self.workshop.stages:
            await self._stage(run)
        self._write(bodies.Finished().draft(self.workshop.id))

    def _counted(self) -> Draft:
        counts: dict[str, int] = {}
        for role in self.script.roles:
            counts[role.group] = counts.get(role.group, 0) + 1
        return bodies.Counted(counts).draft(self.workshop.id)

    async def _stage(self, run: StageRun) -> None:
        """Play one stage: open it, do what is due in the order of time, wait for those who are still sending."""
        waiting = [turn for turn in self.script.turns if turn.during == run.id and not turn.late]
        late = [turn for turn in self.script.turns if turn.during == run.id and turn.late]
        opening = [acts.open_stage(self.workshop, run.id), acts.timer(run, self.workshop, "start")]
        self._waiting = waiting
        self._write(*opening, *self._clocked(run, self.seconds[run.id]))
        begun = time.monotonic()
        keeping = asyncio.ensure_future(self._keep_open(run))
        try:
            await self._play(run, begun)
            await self._wait_for(run, waiting, time.monotonic())
            await keeping
            await self._wait_for(run, late, self._locks + GRACE / 1000 / speed())
        finally:
            keeping.cancel()

    async def _play(self, run: StageRun, begun: float) -> None:
        length = self.seconds[run.id]
        longer = sum(act.what["seconds"] for act in self.script.acts if act.stage == run.id and act.do == "longer")
        for at, do in sorted(self._due(run), key=lambda pair: pair[0]):
            await asyncio.sleep(max(0.0, begun + at * length - time.monotonic()))
            await do()
        await asyncio.sleep(max(0.0, begun + length + longer / speed() - time.monotonic()))

    async def _wait_for(self, run: StageRun, waiting: list[Turn], since: float) -> None:
        until = since + PATIENCE_S
        while any(not turn.done for turn in waiting):
            if time.monotonic() > until:
                left = sum(not turn.done for turn in waiting)
                raise Late(
                    say(
                        "{n} pretend person was still sending in '{stage}' after its time was up.",
                        "{n} pretend people were still sending in '{stage}' after its time was up.",
                        n=left,
                        stage=run.stage.title,
                    )
                )
            await asyncio.sleep(0.02)

    async def _keep_open(self, run: StageRun) -> None:
        """Hold the clock, as one does in the room, while people are still sending and the stage would lock."""
        while run.stage.timer == "HARD" and self._still_sending():
            if held := self._hold(run):
                self._write(*held)
            await asyncio.sleep(0.02)
        if self._held:
            late = min(time.monotonic(), max(self._held, self._locks)) - self._held
            on = acts.timer(run, self.workshop, "start")
            self._write(on, acts.timer(run, self.workshop, "add", -int(late * speed())))
            self._held = 0.0

    def _still_sending(self) -> bool:
        return any(not turn.done for turn in self._waiting)

    def _clocked(self, run: StageRun, left: float) -> list[Draft]:
        """Take note that a clock starts that ends in so many real seconds; where it would lock too soon, hold it."""
        self._locks, self._held = time.monotonic() + left, 0.0
        return self._hold(run)

    def _hold(self, run: StageRun) -> list[Draft]:
        """Hold the clock, once, where it would lock soon and people are still sending."""
        now = time.monotonic()
        if self._held or run.stage.timer != "HARD" or self._locks - now > NEARLY_S or not self._still_sending():
            return []
        self._held = now
        return [acts.timer(run, self.workshop, "pause")]

    def _due(self, run: StageRun) -> list[tuple[float, Callable[[], Any]]]:
        """`(part of the stage, what to do)`: the script's points, the questions, the acts, the hosts' typing."""
        due: list[tuple[float, Callable[[], Any]]] = []
        points = len(run.stage.script)
        for point in range(points):
            draft = bodies.Ticked(point).draft(self.workshop.id, run.id)
            due.append((0.6 * point / points, self._doing(draft)))
        asks = len(run.stage.asks)
        for number in range(1, asks):
            draft = bodies.Asked(number).draft(self.workshop.id, run.id)
            due.append((number / asks, self._doing(draft)))
        due += [(act.at, self._acting(run, act)) for act in self.script.acts if act.stage == run.id]
        due += [(turn.at, self._typing(turn)) for turn in self.script.turns if self._by_host(turn, run)]
        return due

    def _by_host(self, turn: Turn, run: StageRun) -> bool:
        return turn.during == run.id and turn.by in self._mute

    def _doing(self, draft: Draft) -> Callable[[], Any]:
        async def do() -> None:
            self._write(draft)

        return do

    def _typing(self, turn: Turn) -> Callable[[], Any]:
        async def do() -> None:
            if turn.after:
                await self._saved(turn.after)
            draft = self._for_host(turn, self._mute[turn.by])
            if draft:
                turn.seq = self._write(draft)
            turn.done = True

        return do

    def _for_host(self, turn: Turn, role: Role) -> Draft | None:
        """What a host or the facilitator enters for somebody without a phone: a note, or hands counted."""
        run = self.workshop.run(turn.stage)
        if run is None:
            return None
        if "withdraw" in turn.form:
            return acts.at(self.workshop, run, bodies.Withdrawn(turn.form["withdraw"]))
        if "target" in turn.form:
            return self._hands(turn, run)
        form = dict(turn.form)
        text, place = form.pop("text"), int(form.pop("question", 0) or 0)
        asks = run.stage.asks
        question = asks[min(place, len(asks) - 1)] if len(asks) > 1 else ""
        more = {"group": turn.group or role.group, "table": role.table, "fields": form, "question": question}
        return replace(acts.note(self.workshop, run, text, source="host", **more), key=turn.key)

    def _hands(self, turn: Turn, run: StageRun) -> Draft | None:
        """All hands of one line together: those without a phone whose answer is due, this one included."""
        same = [t for t in self.script.turns if t.by in self._mute and t.form.get("target") == turn.form["target"]]
        counts: dict[str, int] = {}
        for one in same:
            if one is turn or one.done:
                counts[one.form["choice"]] = counts.get(one.form["choice"], 0) + 1
        said = contract.activity(run.stage.activity).by_hand(turn.form["target"], counts)
        return said.draft(self.workshop.id, run.id) if said else None

    def _acting(self, run: StageRun, act: Act) -> Callable[[], Any]:
        async def do() -> None:
            names = [*act.what.get("notes", ()), *filter(None, (act.what.get("note"), act.what.get("into")))]
            turns = [turn for name in names if (turn := self.script.named(name))]
            for turn in turns:
                await self._saved(turn)
            if act.do in _ENDS:
                await self._sent_by(run, act.at)
            if len(turns) == len(names) and all(turn.seq for turn in turns):
                keys = {turn.name: turn.key for turn in turns}
                self._write(*self.drafts(run, act, keys))

        return do

    async def _sent_by(self, run: StageRun, at: float) -> None:
        """Wait until what was due before has come: one does not show a result while people still answer."""
        for turn in self.script.turns:
            if turn.during == run.id and turn.at < at:
                await self._saved(turn)

    async def _saved(self, turn: Turn) -> None:
        until = time.monotonic() + PATIENCE_S
        while not turn.done and time.monotonic() < until:
            await asyncio.sleep(0.02)

    def drafts(self, run: StageRun, act: Act, keys: Mapping[str, str]) -> list[Draft]:
        """What an act writes into the log; `keys` of the notes that it names."""
        room, what = self.workshop, act.what
        note = keys.get(str(what.get("note")), "")
        on = self._home(str(what.get("note")), run)
        match act.do:
            case "reveal":
                return [bodies.Revealed().draft(room.id, run.id)]
            case "longer":
                self._locks += int(what["seconds"]) / speed()
                return [acts.timer(run, room, "add", int(what["seconds"]))]
            case "hide":
                return [acts.at(room, on, bodies.Hidden(note, reason=what["reason"]))]
            case "edit":
                return [acts.at(room, on, bodies.Edited(note, text=what["text"]))]
            case "refile":
                return lenses.refile(room, on, note, lenses.load().by_id[str(what["lens"])])
            case "park":
                return [acts.at(room, on, bodies.Parked(note))]
            case "settle":
                return [acts.at(room, on, bodies.Outcome(note, outcome=what["outcome"], words=what["words"]))]
            case "merge":
                return [acts.merge(room, run, [keys[name] for name in what["notes"]], keys[what["into"]])]
            case "enter":
                made = what["said"].draft(room.id, run.id, key=what["key"] or new_key())
                return [made, *(self._clocked(run, what["clock"] / speed()) if what["clock"] is not None else ())]
            case "show":
                return [acts.at(room, run, bodies.Shown(keys[name])) for name in what["notes"]]
        return []

    def _home(self, name: str, run: StageRun) -> StageRun:
        """The stage where a named note was written."""
        turn = self.script.named(name)
        return (self.workshop.run(turn.stage) if turn else None) or run

    def _write(self, *drafts: Draft) -> int:
        """Append; returns the last one's place in the log, 0 when it could not be taken."""
        last = next(reversed(self._feed.append(drafts)), None)
        return last.seq if isinstance(last, Stored) else 0
