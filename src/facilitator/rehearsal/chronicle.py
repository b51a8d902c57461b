"""Plays what a sample of a whole programme says, moment by moment, each on its own day: phones send over real HTTP, the
facilitator writes into the log. The clock of the rehearsal stands until it is set on to the next moment.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from facilitator.activities import contract
from facilitator.activities.playing import Cast, Role
from facilitator.model import acts, bodies, moment
from facilitator.model.entry import Draft
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.rehearsal.crowd import Tally, open_stage
from facilitator.rehearsal.phone import Phone
from facilitator.store.faults import Fault
from facilitator.store.port import Feed

PATIENCE_S = 30.0
"""How long, in real seconds, a phone waits until it is told that a stage has opened."""
LOOKS_S = 0.005
REVIEWED_H = 18
"""At this hour of a day after the workshop the facilitator puts right what people asked to have put right."""

Do = Callable[[], Awaitable[None]]


def key_of(*names: object) -> str:
    """The key in the log of something that a sample says: always the same, and made as a phone makes one."""
    return hashlib.sha256(" ".join(map(str, names)).encode()).hexdigest()[:32]


def ms(at: str | datetime) -> int:
    """A local time, such as 2011-11-15T10:22, in milliseconds since 1970."""
    told = datetime.fromisoformat(at) if isinstance(at, str) else at
    return round(told.timestamp() * 1000)


class Seat:
    """One person with a phone, who may change tables. `number` tells them from the others of their group."""

    def __init__(self, group: str, number: int, phone: Phone) -> None:
        self.group, self.number, self.phone = group, number, phone
        self.table = ""
        self.joined = False


class Chronicle:
    """One workshop of the programme, as its `play` tells it. `url` is its page; "" where nobody has a phone."""

    def __init__(self, workshop: Workshop, play: Mapping[str, Any], feed: Feed, url: str) -> None:
        self.workshop, self.play, self.tally = workshop, play, Tally()
        self._feed, self._url = feed, url
        self._seats = [Seat(who["group"], n, Phone(url)) for n, who in enumerate(play["people"])] if url else []
        self._moments: list[tuple[int, int, Do]] = []

    async def lead(self) -> None:
        """Everything in the order of time. Raises Fault."""
        self._plan_stages()
        for said in self.play["comments"]:
            self._plan_comment(said)
        self._plan_waves()
        self._plan_forms()
        for at, _place, do in sorted(self._moments, key=lambda one: one[:2]):
            moment.set_clock(at)
            await do()

    # ------------------------------------------------------------------ when

    def _at(self, at: int, do: Do, place: int = 2) -> None:
        """Plan something: of one moment, first what closes (0), then what opens (1), then all the rest."""
        self._moments.append((at, place, do))

    def _plan_stages(self) -> None:
        """The stages as long as they were open; then the workshop is over."""
        ends = 0
        for n, each in enumerate(self.play["times"]):
            run = self._run(each["stage"])
            opens, ends = ms(each["opens"]), ms(each["opens"]) + 60_000 * int(each["minutes"])
            self._at(opens, self._opening(run, first=not n), 1)
            self._at(ends, self._writing(bodies.Closed().draft(self.workshop.id, run.id)), 0)
        self._at(ends, self._writing(bodies.Finished().draft(self.workshop.id)), 3)

    def _plan_comment(self, said: Mapping[str, Any]) -> None:
        run, key, at = self._run(said["stage"]), key_of(said["id"]), ms(said["at"])
        about = {name: str(said.get(name, "")) for name in ("group", "table")}
        text, number = said.get("first_words", said["text"]), int(said.get("question", 0))
        if said["source"] == "phone":
            form = {"text": text, "question": str(number), "key": key}
            self._at(at, self._sending(run, about["group"], about["table"], form))
        else:
            asks = run.stage.asks
            question = asks[number] if len(asks) > 1 else ""
            note = acts.note(self.workshop, run, text, source=said["source"], question=question, **about)
            self._at(at, self._writing(replace(note, key=key)))
        if status := said.get("status"):
            self._plan_fate(run, said, key, status)
        if day := said.get("edited"):
            edited = bodies.Edited(key, text=said["text"]).draft(self.workshop.id, run.id)
            self._at(ms(_review(day)), self._writing(edited))

    def _plan_fate(self, run: StageRun, said: Mapping[str, Any], key: str, status: str) -> None:
        """A comment is kept from others a minute after it came, or taken back by who wrote it."""
        soon = ms(said["at"]) + 60_000
        if status == "withheld":
            self._at(soon, self._writing(bodies.Hidden(key, reason=said["reason"]).draft(self.workshop.id, run.id)))
        elif said["source"] == "phone":
            form = {"key": key}
            self._at(soon, self._sending(run, said["group"], said.get("table", ""), form, "/withdraw"))
        else:
            back = bodies.Withdrawn(key).draft(self.workshop.id, run.id)
            self._at(ms(_review(said["taken_back"])), self._writing(back))

    def _plan_waves(self) -> None:
        """A form of each person who answered before, and after; somebody whose code was lost has a new phone."""
        waves: Mapping[str, Any] = self.play.get("attitudes", {})
        for wave in ("before", "after") if waves else ():
            run = self._run(waves[wave])
            there = [row for row in waves["answers"] if row[wave]]
            phones = self._phones_of(waves["answers"])
            for at, row in zip(self._spread(run.id, len(there)), there, strict=True):
                form = {**row[wave], "key": key_of(self.workshop.id, wave, row["by"])}
                self._at(at, self._posting(run, phones[row["by"]], form))

    def _phones_of(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Phone]:
        """The phone behind each answer: the people of a group one after another, and a new one for whoever is left."""
        left = {row["group"]: [seat.phone for seat in self._seats if seat.group == row["group"]] for row in rows}
        found = {}
        for row in sorted(rows, key=lambda row: row["before"] is None):
            found[row["by"]] = left[row["group"]].pop(0) if left[row["group"]] else Phone(self._url)
        return found

    def _plan_forms(self) -> None:
        """How many people were present, and the forms that they sent."""
        given: Mapping[str, Any] = self.play.get("forms", {})
        if not given:
            return
        run = self._run(given["stage"])
        there = [Role(str(n)) for n in range(given["present"])]
        counted = contract.deeds(run, Cast(there, Random(), {}, given={"survey": given}))
        self._at(
            ms(self._times(run.id)["opens"]) + 1000,
            self._writing(*(act.what["said"].draft(self.workshop.id, run.id) for act in counted)),
        )
        for n, (at, answers) in enumerate(
            zip(self._spread(run.id, len(given["answers"])), given["answers"], strict=True)
        ):
            form = {**answers, "key": key_of(self.workshop.id, "form", n)}
            self._at(at, self._posting(run, self._seats[n].phone, form))

    def _spread(self, stage: str, n: int) -> list[int]:
        """So many moments, spread over the middle of a stage."""
        times = self._times(stage)
        length = 60_000 * int(times["minutes"])
        return [ms(times["opens"]) + round(length * (0.25 + 0.6 * place / max(1, n))) for place in range(n)]

    def _times(self, stage: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = next(each for each in self.play["times"] if each["stage"] == stage)
        return found

    # ------------------------------------------------------------------ what

    def _run(self, stage: str) -> StageRun:
        run = self.workshop.run(stage)
        if run is None:
            raise KeyError(stage)
        return run

    def _writing(self, *drafts: Draft) -> Do:
        async def do() -> None:
            self._feed.append(drafts)

        return do

    def _opening(self, run: StageRun, *, first: bool) -> Do:
        async def do() -> None:
            if first:
                self._feed.append([bodies.Counted(self.play["came"]).draft(self.workshop.id)])
            start = acts.timer(run, self.workshop, "start")
            self._feed.append([acts.open_stage(self.workshop, run.id), start])
            tables = self.workshop.info.tables
            for seat in self._seats if first else ():
                await self._sit(seat, str(seat.number % tables + 1) if tables else "")

        return do

    def _sending(self, run: StageRun, group: str, table: str, form: Mapping[str, Any], more: str = "") -> Do:
        """Somebody of a group sends; whoever sits at that table already, else one who comes over to it."""

        async def do() -> None:
            mine = [seat for seat in self._seats if seat.group == group]
            who = next((seat for seat in mine if seat.table == table), mine[int(form["key"], 16) % len(mine)])
            await self._sit(who, table)
            await self._posting(run, who.phone, form, more)()

        return do

    def _posting(self, run: StageRun, phone: Phone, form: Mapping[str, Any], more: str = "") -> Do:
        async def do() -> None:
            await self._told(phone, run.id)
            await self._post(phone, f"/stage/{run.id}{more}", form)

        return do

    async def _sit(self, seat: Seat, table: str) -> None:
        if seat.joined and seat.table == table:
            return
        if not seat.joined:
            await seat.phone.get()
        key = key_of(self.workshop.id, seat.number, table, self.tally.sent)
        await self._post(seat.phone, "/join", {"group": seat.group, "table": table, "key": key})
        seat.joined, seat.table = True, table

    async def _told(self, phone: Phone, stage: str) -> None:
        """Wait until the phone is told that a stage is open."""
        until = time.monotonic() + PATIENCE_S
        while open_stage((await phone.get("/state")).data()) != stage:
            if time.monotonic() > until:
                raise Fault(say("The room page did not open '{stage}' in time.", stage=self._run(stage).stage.title))
            await asyncio.sleep(LOOKS_S)

    async def _post(self, phone: Phone, path: str, form: Mapping[str, Any]) -> None:
        answer = await phone.post(path, form)
        self.tally.took(path, answer.status, answer.data())


def _review(day: str) -> datetime:
    return datetime.fromisoformat(day) + timedelta(hours=REVIEWED_H)
