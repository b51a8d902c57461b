"""Taking what phones send: the hot path. Checks, one draft, and an answer only once it is on disk."""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from facilitator.activities import contract
from facilitator.activities.contract import Refused
from facilitator.model import cards
from facilitator.model.bodies import Joined, Noted, Withdrawn
from facilitator.model.entry import Draft, Entry, clean, new_key
from facilitator.model.moment import steady
from facilitator.model.people import OTHER
from facilitator.model.run import WAITING, StageRun
from facilitator.model.say import say
from facilitator.model.workshop import PARKING
from facilitator.store.faults import Fault, KeyTaken
from facilitator.web import forms, pages
from facilitator.web.answers import CLOSE, HTML, JSON, NO_STORE, Headers, answer, refusal, wants_json
from facilitator.web.language import VARY, reader_of
from facilitator.web.listeners import Receive, Send
from facilitator.web.pages import Said
from facilitator.web.room import Result, Room
from facilitator.web.seats import Seat, new_seat, seat_in, seat_of

logger = logging.getLogger(__name__)

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
LONGEST_GROUP = 80
"""So many characters may the name of a group have that is not on the list."""
NO_CODE = say("There is no workshop with this code here. Look at the screen in the room.")
NO_STAGE = say("There is no such question in this workshop.")
NOT_YET = say("This question is not open yet. Your text is kept on this phone.")
CLOSED = say("This question is closed. Your text is kept on this phone: you can still send it, marked as late.")
OVER = say("The workshop has ended. Your text is kept on this phone.")
NO_CARD = say("Type the code on your card first. Then you can answer.")
TOO_FAST = say("That was very fast. It goes by itself in a moment.")
TOO_FAST_BY_HAND = say("That was very fast, and it is not sent yet. Press the button again in a moment.")
NOT_SAVED = say("The laptop could not save this just now. It is safe on this phone and is sent again.")
NOT_SAVED_BY_HAND = say(
    "The laptop could not save this just now. It is still here: press the button again in a moment."
)
"""`BY_HAND` is for a page without script, which sends nothing by itself and keeps nothing."""
NOT_YET_BY_HAND = say("This question is not open yet, and this was not sent. What you wrote stands below.")
CLOSED_BY_HAND = say("This question is closed, and this was not sent. You can still send it: it is marked as late.")
OVER_BY_HAND = say("The workshop has ended, and this was not sent. What you wrote stands below.")
_BY_HAND: dict[str, str] = {NOT_YET: NOT_YET_BY_HAND, CLOSED: CLOSED_BY_HAND, OVER: OVER_BY_HAND}
TAKEN = say("This was sent before with other words. Send it as a new note.")


@dataclass(slots=True)
class Call:
    """One request that writes: who, in which room, and how to answer."""

    room: Room
    headers: dict[bytes, bytes]
    send: Send
    seat: Seat
    stage: str = ""
    form: dict[str, Any] | None = None

    @property
    def json(self) -> bool:
        """Whether a script asks."""
        return wants_json(self.headers)

    def head(self, kind: tuple[bytes, bytes]) -> Headers:
        """The headers that every answer to this phone begins with."""
        return [kind, NO_STORE, self.seat.set_cookie()] if self.seat.fresh else [kind, NO_STORE]

    async def stored(self, seq: int, draft: Draft, *, fresh: bool, key: str = "") -> None:
        """Say that it is on disk: to a script its number and `key`, to a person on a page with thanks."""
        late = draft.body.get("late") is True
        if self.json:
            more = b', "late": true' if late else b""
            body = b'{"seq": %d, "key": "%s"%s}' % (seq, (key or draft.key).encode(), more)
            await answer(self.send, 201 if fresh else 200, self.head(JSON), body)
            return
        note = draft.kind == Noted.kind and not late
        asked = {"saved": draft.key} if note else {"done": draft.kind, "at": draft.stage}
        asked |= ({"late": "1"} if late else {}) | ({"seat": self.seat.cookie} if self.seat.alone else {})
        if contract.kind_of(self.room.workshop.run(draft.stage), draft.kind).takes_back(draft.body):
            asked["back"] = "1"
        where = (b"location", f"/{quote(self.room.workshop.code)}?{urlencode(asked)}".encode())
        await answer(self.send, 303, [*self.head(HTML), where])

    async def refuse(self, refused: Refused, *, retry: bool, after: float = 0.0) -> None:
        """Say why not, and keep what was typed."""
        more: Headers = [(b"retry-after", b"%d" % max(1, int(after + 0.999)))] if after else []
        if refused.status in (413, 415):
            more.append(CLOSE)
        if self.json:
            body = refusal(refused.sentence, self.headers, retry=retry, late=refused.late)
            await answer(self.send, refused.status, [*self.head(JSON), *more], body)
            return
        sentence, to = _BY_HAND.get(refused.sentence, refused.sentence), reader_of(self.headers)
        said = Said(error=sentence, stage=self.stage, typed=self.form or {}, late=refused.late)
        if self.stage:
            page = pages.workshop_page(self.room, self.seat, to, said)
        else:
            page = pages.code_page(to, sentence, self.form)
        await answer(self.send, refused.status, [*self.head(HTML), VARY, *more], page)


def same_code(asked: str, code: str) -> bool:
    """Whether a typed code is the workshop's: case, spaces and hyphens do not matter."""
    return "".join(asked.split()).replace("-", "").upper() == code.upper()


class Taking:
    """ASGI endpoints under `/CODE/...` that write; `act` is one of the functions below."""

    def __init__(self, room: Room, act: Any) -> None:
        self._room, self._act = room, act

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Read, act, answer."""
        headers = scope["by_name"]
        call = Call(self._room, headers, send, seat_of(headers.get(b"cookie")))
        try:
            parameters = scope["path_params"]
            raw = await forms.body_of(receive, headers)
            call.form = scope["typed"] = await forms.form_of(headers.get(b"content-type"), raw)
            call.seat = seat_in(call.form, call.seat)
            if not same_code(parameters["code"], self._room.workshop.code):
                raise Refused(NO_CODE, 404)
            call.stage = parameters.get("stage", "") or PARKING
            now = time.monotonic()
            self._room.last_stir = now
            wait = 0.0 if call.seat.fresh else self._room.buckets.take(call.seat.cookie, steady())
            if wait:
                sentence = TOO_FAST if call.json else TOO_FAST_BY_HAND
                await call.refuse(Refused(sentence, 429), retry=True, after=wait)
                return
            self._room.presence.seen(call.seat.cookie, now)
            await self._act(call)
        except Refused as refused:
            await call.refuse(refused, retry=False)
        except Fault as fault:
            logger.warning("Not stored: %s", fault.sentence)
            sentence = NOT_SAVED if call.json else NOT_SAVED_BY_HAND
            await call.refuse(Refused(sentence, 503), retry=True, after=2)
        except forms.Gone:
            return


def key_of(form: dict[str, Any]) -> str:
    """The client's key; a new one when it gave none. Raises Refused."""
    key = form.get("key", "")
    if key == "":
        return new_key()
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise Refused(say("'key' must be 8 to 64 letters, figures, hyphens or underscores."))
    return key


def _seq(result: Result) -> tuple[int, bool]:
    if isinstance(result, Fault):
        raise result
    if isinstance(result, KeyTaken):
        raise Refused(TAKEN, 409)
    return result.seq, result.fresh


async def submit(call: Call) -> None:
    """`POST /CODE/stage/STAGE`: a note, an answer, a vote."""
    room, form = call.room, call.form or {}
    workshop = room.workshop
    run = workshop.run(call.stage)
    if run is None:
        call.stage = PARKING
        raise Refused(NO_STAGE, 404)
    key = key_of(form)
    if cards.asked(run.stage) and "card" in form:
        await _card(call, run, key)
        return
    if pages.wants_card(room, call.seat, run):
        raise Refused(NO_CARD, 409)
    sender = pages.sender_of(room, call.seat, run, group_named(room, form))
    person, said = contract.kept(run, sender, contract.page(run.stage.activity).read(run, form, sender))
    before = _stored_before(room, run, key)
    late = before.body.get("late") is True if before else _comes_late(room, run, form)
    draft = (replace(said, late=True) if late else said).draft(workshop.id, run.id, person=person, key=key)
    if before is None:
        check(room, run, draft)
    seq, fresh = _seq(await room.write(draft))
    room.presence.wrote(run.id, call.seat.cookie)
    await call.stored(seq, draft, fresh=fresh)


async def _card(call: Call, run: StageRun, key: str) -> None:
    """Take the code of a card: from now on the card counts here in place of the phone."""
    workshop, given = call.room.workshop, (call.form or {}).get("card")
    if workshop.finished_at is not None:
        raise Refused(OVER, 409)
    typed = " ".join(clean(given).split()) if isinstance(given, str) else ""
    card = cards.mark(workshop.secret, run.root, typed)
    if not typed or not card:
        raise Refused(say("No card for this question has the code “{code}”. Nothing was counted: look at your card and "
                          "type it again.", code=typed) if typed else NO_CARD, 409)  # fmt: skip
    said = cards.Carded(card, source="phone", token=call.seat.token(workshop.id, run.root))
    draft = said.draft(workshop.id, run.id, key=key)
    seq, fresh = _seq(await call.room.write(draft))
    await call.stored(seq, draft, fresh=fresh)


def _stored_before(room: Room, run: StageRun, key: str) -> Entry | None:
    """What is stored under a key already, looked for where it matters: while the stage is open only among the notes."""
    known = run.notes.get(key) is not None or key in run.late
    if not known and run.takes_entries(room.now()):
        return None
    return next((entry for entry in reversed(room.workshop.entries) if entry.key == key), None)


def _comes_late(room: Room, run: StageRun, form: Mapping[str, Any]) -> bool:
    """Whether it comes after its stage was closed, and its sender knows; for as long as the workshop goes on."""
    asks = form.get("late") in (True, "1")
    return asks and room.workshop.finished_at is None and run.takes_late(room.now())


def check(room: Room, run: StageRun, draft: Draft) -> None:
    """Refuse what is against the rules now. With the option `held` a stage keeps notes that come before it opens."""
    if room.workshop.finished_at is not None and run.id != PARKING:
        raise Refused(OVER, 409)
    late = draft.body.get("late") is True
    waits = run.status == WAITING and bool(run.stage.options.get("held"))
    if not late and not waits and not run.takes_entries(room.now()):
        raise Refused(NOT_YET, 409) if run.status == WAITING else Refused(CLOSED, 409, late=True)
    sentence = run.check(draft)
    if sentence:
        raise Refused(sentence, 409)


def group_named(room: Room, form: dict[str, Any]) -> str:
    """The group that a form names: an id of the closed list, or other words; empty when it names none."""
    named = form.get("group", "")
    if not isinstance(named, str):
        raise Refused(say("'group' must be text."))
    if named == OTHER:
        own = form.get("group_words", "")
        named = own if isinstance(own, str) and clean(own) else OTHER
    name = " ".join(clean(named).split())
    if len(name) > LONGEST_GROUP:
        raise Refused(
            say(
                "This name has {n} character; {limit} fit. Shorten it, or use its initials.",
                "This name has {n} characters; {limit} fit. Shorten it, or use its initials.",
                n=len(name),
                limit=LONGEST_GROUP,
            ),
            413,
        )
    return room.workshop.groups.find(name) if name else ""


async def withdraw(call: Call) -> None:
    """`POST /CODE/stage/STAGE/withdraw`: take back a note whose key is given; only its own phone knows the key."""
    form = call.form or {}
    run = call.room.workshop.run(call.stage)
    key = form.get("key", "")
    there = run is not None and isinstance(key, str) and (run.notes.get(key) is not None or key in run.late)
    if run is None or not there:
        raise Refused(say("There is no such note in this question."), 404)
    workshop = call.room.workshop
    draft = _taken_back(workshop.id, run.id, key)
    seq, fresh = _seq(await call.room.write(draft))
    await call.stored(seq, draft, fresh=fresh, key=key)


def _taken_back(workshop: str, stage: str, key: str) -> Draft:
    """The entry that takes a note back; the same however often the phone asks."""
    mark = hashlib.sha256(f"withdrawn{key}".encode()).hexdigest()[:32]
    return Withdrawn(key, "phone").draft(workshop, stage, key=mark)


async def join(call: Call) -> None:
    """`POST /CODE/join`: which group and table a seat is at."""
    room, form = call.room, call.form or {}
    table = form.get("table", "")
    if isinstance(table, int) and not isinstance(table, bool):
        table = str(table)
    if not isinstance(table, str):
        raise Refused(say("'table' must be a number."))
    table = " ".join(clean(table).split())
    most = room.workshop.info.tables
    if table and not (table.isascii() and table.isdigit() and 1 <= int(table[:4]) <= most):
        none, other = say("There are no tables here."), say("The tables here have the numbers 1 to {most}.", most=most)
        raise Refused(other if most else none)
    said = Joined(group=group_named(room, form), table=table and str(int(table)))
    person = call.seat.person(room.workshop.id)
    draft = said.draft(room.workshop.id, person=person, key=key_of(form))
    known = room.workshop.people.by_id.get(person)
    if known is not None and known.joined and (known.group, known.table) == (said.group, said.table):
        await call.stored(room.workshop.seq, draft, fresh=False)
        return
    seq, fresh = _seq(await room.write(draft))
    await call.stored(seq, draft, fresh=fresh)


async def next_person(call: Call) -> None:
    """`POST /CODE/next-person`: a new seat on a shared phone."""
    alone, call.seat = call.seat.alone, new_seat()
    if call.json:
        await answer(call.send, 200, call.head(JSON), b'{"seat": true}')
        return
    more = f"?seat={call.seat.cookie}" if alone else ""
    where = (b"location", f"/{quote(call.room.workshop.code)}{more}".encode())
    await answer(call.send, 303, [*call.head(HTML), where])
