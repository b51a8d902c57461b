"""The pretend people in the room: each follows its phone and, when a stage opens, sends its turns in their time."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.activities.playing import Role, Turn
from facilitator.model import cards
from facilitator.model.entry import public
from facilitator.model.workshop import Workshop
from facilitator.rehearsal.phone import Phone
from facilitator.rehearsal.script import Script

COMES_BACK_S = 0.5
LOOKS_S = 0.05
"""So often somebody who will come too late looks whether it is too late by now."""


@dataclass(slots=True)
class Tally:
    """What became of everything that was sent. `accepted` was new, `repeated` was there already, the rest refused.

    `told_late` is what those were told who sent when a stage had locked by itself: nothing of it counts as sent.
    """

    sent: int = 0
    accepted: int = 0
    repeated: int = 0
    refused: list[tuple[str, int, str]] = field(default_factory=list)
    told_late: list[str] = field(default_factory=list)

    def took(self, where: str, status: int, data: Mapping[str, Any]) -> None:
        """Count what the server answered to one thing that was sent."""
        self.sent += 1
        if status == 201:
            self.accepted += 1
        elif status == 200:
            self.repeated += 1
        else:
            self.refuse(where, status, data)

    def refuse(self, where: str, status: int, data: Mapping[str, Any]) -> None:
        """Note that something was not taken, and what was said of it."""
        self.refused.append((where, status, str(data.get("error", ""))))

    def add(self, other: Tally) -> None:
        """Count what became of another part of it too."""
        self.sent += other.sent
        self.accepted += other.accepted
        self.repeated += other.repeated
        self.refused += other.refused
        self.told_late += other.told_late

    def reasons(self) -> Mapping[str, int]:
        """The refusals counted: `409 Table 2 has 3 lines already.`"""
        return Counter(f"{status} {sentence}" for _, status, sentence in self.refused)

    def to_json(self) -> dict[str, Any]:
        """What was sent and what became of it, as JSON values."""
        return {
            "sent": self.sent,
            "accepted": self.accepted,
            "repeated": self.repeated,
            "refused": len(self.refused),
            "refusals": dict(self.reasons()),
        }


class Crowd:
    """Everybody with a phone. `seconds` gives a stage's length in real seconds, by its id."""

    def __init__(self, workshop: Workshop, script: Script, seconds: Mapping[str, float], url: str) -> None:
        self.script, self.seconds, self.url = script, seconds, url
        self.tally = Tally()
        self.joined = 0
        self._tables = workshop.info.tables
        self._by_card = {run.id: run.root for run in workshop.stages if cards.asked(run.stage)}
        self._secret = workshop.secret
        self._carded: dict[str, list[Phone]] = {stage: [] for stage in self._by_card}
        self._opened = {run.id: asyncio.Event() for run in workshop.stages}
        self._opened_at: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._hosts = {role.table: role for role in reversed(script.roles) if role.phone}

    def start(self, *, speak_for_all: bool) -> None:
        """Let everybody come in. With `speak_for_all` a neighbour's phone sends for those who have none."""
        for role in self.script.roles:
            if role.phone:
                self._spawn(self._live(role, self._turns_of(role, speak_for_all)))

    async def stop(self) -> None:
        """Everybody goes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def problem(self) -> BaseException | None:
        """Why a pretend person broke off, if one did."""
        return next((t.exception() for t in self._tasks if t.done() and not t.cancelled() and t.exception()), None)

    def _spawn(self, life: Any) -> None:
        self._tasks.add(asyncio.ensure_future(life))

    def _turns_of(self, role: Role, speak_for_all: bool) -> list[Turn]:
        mute = {r.id: r for r in self.script.roles if not r.phone}
        found = [turn for turn in self.script.turns if turn.by == role.id]
        if speak_for_all and self._hosts.get(role.table) is role:
            for turn in self.script.turns:
                if turn.by in mute and mute[turn.by].table == role.table and "text" in turn.form:
                    turn.group = turn.group or mute[turn.by].group
                    found.append(turn)
        return found

    async def _live(self, role: Role, turns: list[Turn]) -> None:
        if role.late and role.late[0] in self._opened:
            stage, at = role.late
            await self._opened[stage].wait()
            await asyncio.sleep(at * self.seconds[stage])
        phone = Phone(self.url)
        await self._come_in(phone, role)
        self.joined += 1
        begun: set[str] = set()
        while True:
            try:
                state = (await phone.get("/state")).data()
                self._see(open_stage(state), phone, turns, begun)
                async for stage in phone.changes(int(state.get("seq", 0))):
                    self._see(stage, phone, turns, begun)
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                pass
            await asyncio.sleep(COMES_BACK_S)

    async def _come_in(self, phone: Phone, role: Role) -> None:
        page = await phone.get()
        if page.status != 200:
            self.tally.refuse("page", page.status, page.data())
        table = role.table if role.table.isdigit() and int(role.table) <= self._tables else ""
        form = {"group": role.group, "table": table}
        answer = await phone.post("/join", form)
        if answer.status >= 400 or not answer.status:
            self.tally.refuse("join", answer.status, answer.data())

    def _see(self, stage: str, phone: Phone, turns: list[Turn], begun: set[str]) -> None:
        if stage not in self._opened or stage in begun:
            return
        begun.add(stage)
        self._opened_at.setdefault(stage, time.monotonic())
        for earlier in list(self._opened)[: list(self._opened).index(stage) + 1]:
            self._opened[earlier].set()
        mine = sorted((turn for turn in turns if turn.during == stage), key=lambda turn: turn.at)
        if mine:
            self._spawn(self._act(phone, mine))

    async def _act(self, phone: Phone, turns: list[Turn]) -> None:
        for turn in turns:
            due = self._opened_at[turn.during] + turn.at * self.seconds[turn.during]
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            while turn.after and not turn.after.done:
                await asyncio.sleep(0.02)
            if turn.after and not turn.after.seq:
                turn.done = True
                continue
            if turn.late:
                await self._locked(phone, turn.during)
            await self._send(phone, turn)

    async def _locked(self, phone: Phone, stage: str) -> None:
        """Wait until a stage takes nothing any more."""
        now = stage
        while now == stage:
            await asyncio.sleep(LOOKS_S)
            with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                now = open_stage((await phone.get("/state")).data())

    async def _send(self, phone: Phone, turn: Turn) -> None:
        form = {**turn.form, "key": turn.key, **({"group": turn.group} if turn.group else {})}
        path = f"/stage/{turn.stage}"
        await self._give_card(phone, turn.stage)
        if "withdraw" in turn.form:
            form, path = {"key": turn.form["withdraw"]}, f"{path}/withdraw"
        if "target" in turn.form:
            form["target"] = public(turn.form["target"])
        if "item" in turn.form:
            form["item"] = public(turn.form["item"])
        for _ in range(2 if turn.twice else 1):
            answer = await phone.post(path, form)
            if turn.late and answer.status == 409:
                self.tally.told_late.append(str(answer.data().get("error", "")))
                break
            self.tally.took(turn.stage, answer.status, answer.data())
            turn.seq = int(answer.data().get("seq", turn.seq))
        turn.done = True

    async def _give_card(self, phone: Phone, stage: str) -> None:
        """Type the code of a card of one's own, once, where a stage asks for it."""
        there = self._carded.get(stage)
        if there is None or phone in there:
            return
        there.append(phone)
        code = cards.code(self._secret, self._by_card[stage], len(there))
        answer = await phone.post(f"/stage/{stage}", {"card": code})
        if answer.status >= 400 or not answer.status:
            self.tally.refuse(stage, answer.status, answer.data())


def open_stage(state: Mapping[str, Any]) -> str:
    """The id of the stage that takes notes now; empty when none does."""
    stage = state.get("stage") or {}
    return str(stage.get("id", "")) if stage.get("open") else ""
