"""The pages: one a phone, made from what is folded, complete without script."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from facilitator.activities import contract
from facilitator.activities.contract import Sender
from facilitator.looks.languages import Reader, languages, reader
from facilitator.model import cards
from facilitator.model.notes import WITHDRAWN
from facilitator.model.people import OTHER, Groups
from facilitator.model.run import CLOSED, OPEN, WAITING, StageRun
from facilitator.model.say import Time, say
from facilitator.model.workshop import Workshop
from facilitator.web.assets import assets_for
from facilitator.web.kept import JOINING, Sent, at_stage, kept_words
from facilitator.web.room import Room
from facilitator.web.seats import COOKIE_HOURS, Seat
from facilitator.web.telling import Templates

LATE = say("Saved on the facilitator’s laptop, marked as late. The facilitator decides whether it counts.")


@dataclass(frozen=True, slots=True)
class Said:
    """What a page has to say to this phone: that a note is saved, or why one was refused, with what was typed.

    `early` is the stage whose form somebody who leaves early asks for. `late`: what was refused may be sent as late.
    """

    saved: str = ""
    error: str = ""
    done: str = ""
    stage: str = ""
    early: str = ""
    late: bool = False
    typed: Mapping[str, Any] = field(default_factory=dict)


@cache
def templates(to: Reader) -> Templates:
    """The templates for the phones of one language."""
    names = list(assets_for(to))
    return Templates(to, {"style": names[0], "script": names[1]})


def warm_up() -> None:
    """Read and compile every template in every language, so that the first phone need not wait."""
    for tag in languages():
        for name in ("workshop.html", "code.html", *(f"{kind}/page.html" for kind in contract.KINDS)):
            templates(reader(tag)).get_template(name)


def sender_of(room: Room, seat: Seat, run: StageRun, group: str = "") -> Sender:
    """Who a seat is in a stage, with no more than the stage's anonymity keeps."""
    workshop = room.workshop
    person = seat.person(workshop.id)
    known = workshop.people.by_id.get(person)
    phone = seat.token(workshop.id, run.root)
    return Sender(
        person=person if run.stage.anonymity == "named" else "",
        token=run.cards.get(phone, "") if cards.asked(run.stage) else phone,
        group=group or (known.group if known else ""),
        table=known.table if known else "",
    )


def wants_card(room: Room, seat: Seat, run: StageRun) -> bool:
    """Whether a phone has still to give the code of a card before it takes part in a stage."""
    return cards.asked(run.stage) and not sender_of(room, seat, run).token


_NO_WORDS = frozenset(
    ("key", "card", "act", "target", "group", "table", "choice", "lang", "seat", "late", "question", "version")
)
"""Fields of a form in which nobody writes words."""


def code_page(to: Reader, error: str = "", typed: Mapping[str, Any] | None = None, *, asks: bool = True) -> bytes:
    """The page that asks for the join code, or one that says why not where it `asks` nothing.

    What somebody `typed` into a form that led nowhere stands in it, so that it is not lost.
    """
    every = (value for name, value in (typed or {}).items() if name not in _NO_WORDS)
    words = [value for value in every if isinstance(value, str) and value.strip()]
    made = templates(to).get_template("code.html").render(error=error, typed=words, asks=asks)
    return made.encode("utf-8", "replace")


def workshop_page(room: Room, seat: Seat, to: Reader, said: Said | None = None) -> bytes:
    """The page of the open stage for one seat, in its reader's language."""
    said = said or Said()
    workshop, now = room.workshop, room.now()
    run = workshop.current if workshop.finished_at is None else None
    person = workshop.people.by_id.get(seat.person(workshop.id))
    asks_who = bool(workshop.groups) or workshop.info.tables > 0
    sender = sender_of(room, seat, run or workshop.parking)
    made = (
        templates(to)
        .get_template("workshop.html")
        .render(
            w=workshop,
            info=workshop.info,
            run=run,
            view=contract.page(run.stage.activity).view(run, sender, workshop.groups) if run else {},
            early=_early(room, seat),
            wants_card=lambda each: wants_card(room, seat, each),
            joining=asks_who and person is None,
            asks_who=asks_who,
            group=_group(workshop.groups, person.group if person else ""),
            table=person.table if person else "",
            groups=_choices(workshop.groups),
            seat=_seat_mark(seat.person(workshop.id)),
            carry=seat.cookie if seat.alone else "",
            carried=seat.carried,
            kept=lambda each: _promise(to, workshop, at_stage(each)),
            kept_joining=_promise(to, workshop, JOINING),
            hours=COOKIE_HOURS,
            clock=_clock(run, now),
            locks=_locks(run, now),
            again=_again(workshop, said),
            now=now / 1000,
            seq=max(room.shown_seq, 0),
            said=said,
            saved=_saved(workshop, said.saved),
        )
    )
    if seat.alone:
        made = _carrying(made, workshop.code, seat.cookie)
    return made.encode("utf-8", "replace")  # a phone may send half a character, and gets back what it typed


def _carrying(page: str, code: str, seat: str) -> str:
    """A page whose forms and addresses bring the seat, for a browser that perhaps keeps no cookie."""

    def link(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}&amp;seat={seat}" if found[2] else f"{found[1]}?seat={seat}"

    page = re.sub(rf'(<a [^>]*href="/{re.escape(code)})(\?[^"#]*)?', link, page)
    return _FORM.sub(rf'\1<input type="hidden" name="seat" value="{seat}">', page)


_FORM = re.compile(r'(<form\b[^>]*method="post"[^>]*>)')


def _promise(to: Reader, workshop: Workshop, sent: Sent) -> dict[str, str]:
    """What is kept of what a form sends and what is not, in a reader's language."""
    return _kept(to, sent, groups=bool(workshop.groups), tables=workshop.info.tables > 0)


@lru_cache(maxsize=256)
def _kept(to: Reader, sent: Sent, *, groups: bool, tables: bool) -> dict[str, str]:
    kept, dropped = kept_words(sent, groups=groups, tables=tables)
    return {"kept": str(to.value(kept)), "dropped": str(to.value(dropped))}


def _early(room: Room, seat: Seat) -> list[tuple[StageRun, dict[str, Any]]]:
    """The forms that people can fill in though their stages are not open: before those who leave early have gone, or
    after they were closed, where answers can be changed all day.
    """
    workshop = room.workshop
    if workshop.finished_at is not None:
        return []
    others = [run for run in workshop.stages if run.status == WAITING or run.stage.options.get("stays")]
    open_to_all = [run for run in others if run.status in (WAITING, CLOSED) and run.takes_entries(room.now())]
    return [
        (run, contract.page(run.stage.activity).view(run, sender_of(room, seat, run), workshop.groups))
        for run in open_to_all
    ]


@lru_cache(maxsize=4096)
def _seat_mark(person: str) -> str:
    return hashlib.sha256(f"mark{person}".encode()).hexdigest()[:8]


def _group(groups: Groups, group: str) -> dict[str, Any]:
    other = bool(group) and groups.get(group) is None
    return {
        "id": group,
        "label": groups.label(group) if group else "",
        "no": groups.no(group),
        "choice": OTHER if other else group,
        "words": group if other and group != OTHER else "",
    }


def _choices(groups: Groups) -> list[dict[str, Any]]:
    known = [{"id": g.id, "label": g.label, "no": groups.no(g.id)} for g in groups]
    return [*known, {"id": OTHER, "label": say("Another group"), "no": 0}] if known else []


def _locks(run: StageRun | None, now: int) -> dict[str, Any]:
    """When the open stage locks (Unix seconds, None for never), and whether it has by now."""
    at = run.locks_at(now) if run else None
    shut = run is not None and run.status == OPEN and run.takes_late(now)
    return {"at": None if at is None else at / 1000, "now": shut}


def _again(workshop: Workshop, said: Said) -> dict[str, Any] | None:
    """What was refused since it is late, to be sent as late: its stage, its fields, and the words among them."""
    run = workshop.run(said.stage) if said.late else None
    if run is None:
        return None
    fields = {name: value for name, value in said.typed.items() if name not in ("late", "seat")}
    told = {name: value for name, value in fields.items() if isinstance(value, str)}
    return {"stage": run.id, "title": run.stage.title, "fields": told, "words": told.get("text", "")}


def _saved(workshop: Workshop, key: str) -> dict[str, Any] | None:
    found = workshop.find(key) if key else None
    if found is None:
        return None
    run, note = found
    return {
        "key": note.key,
        "stage": run.id,
        "text": "" if note.status == WITHDRAWN else note.first or note.text,
        "time": Time(note.at),
        "withdrawn": note.status == WITHDRAWN,
    }


def clock_state(run: StageRun | None, now: int) -> dict[str, Any]:
    """The clock for phones: its phase, when it ends (Unix seconds or None), and whether it is paused."""
    if run is None:
        return {"phase": "waiting", "ends_at": None, "paused": False}
    ends = run.clock.ends_at(now)
    return {
        "phase": run.clock.phase(now),
        "ends_at": None if ends is None else ends / 1000,
        "paused": run.clock.paused is not None,
    }


def _clock(run: StageRun | None, now: int) -> dict[str, Any]:
    state = clock_state(run, now)
    ends = state["ends_at"]
    return {**state, "until": Time(int(ends * 1000)) if ends is not None and not state["paused"] else ""}
