"""`serve` and `control`: the phones' server, and what a facilitator does, from a script."""

from __future__ import annotations

import contextlib
import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitator.cli.parser import Refusal
from facilitator.model import acts
from facilitator.model.bodies import ClockSet, Closed, Finished, Revealed
from facilitator.model.clock import figures
from facilitator.model.entry import Draft
from facilitator.model.moment import now_ms
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say
from facilitator.model.workshop import Workshop


def serve(options: Namespace) -> int:
    """Serve phones until told to stop."""
    from facilitator.records import load
    from facilitator.store.feed import read_only
    from facilitator.web.serve import serve as serve_phones

    if sentence := read_only(options.file):
        raise Refusal(sentence)
    _, workshop = load.workshop(options.file, options.workshop or None)
    return serve_phones(options.file, workshop.id, options.host, options.port)


def control(options: Namespace) -> int:
    """Do one verb, then say where the workshop stands."""
    from facilitator.cli.reading import say_read_only
    from facilitator.model import mixing
    from facilitator.records import erasing, load
    from facilitator.store.faults import Fault
    from facilitator.store.feed import append_to, open_feed

    if options.verb == "status":
        say_read_only(options.file)
    _, workshop = load.workshop(options.file, options.workshop or None)
    with contextlib.suppress(Fault):
        append_to(options.file, [ClockSet().draft(workshop.id)])
    _, workshop = load.workshop(options.file, workshop.id)
    if options.verb != "status":
        append_to(options.file, VERBS[options.verb](workshop, options))
        _, workshop = load.workshop(options.file, workshop.id)
        with contextlib.closing(open_feed(options.file)) as feed:
            erasing.mix(feed, workshop.id, mixing.due(workshop, now_ms()))
    found = status(workshop, now_ms(), served(options.file, workshop))
    print(json.dumps(found, ensure_ascii=False) if options.json else in_words(found))
    return 0


def served(path: Path, workshop: Workshop) -> dict[str, Any] | None:
    """What the log says of the room page, if it is on: of this very file, not of one that this is a copy of."""
    from facilitator.store.feed import keeping

    there = keeping(path, workshop.id).who()
    told = workshop.serving
    return told.pack() if told and there and (told.port, told.pid) == (there.port, there.pid) else None


def status(workshop: Workshop, now: int, served: dict[str, Any] | None) -> dict[str, Any]:
    """Where a workshop stands, as JSON values; times in Unix seconds, `remaining` in seconds.

    `served` is what the room page says of itself, None while it is off.
    """
    run = workshop.current
    return {
        "workshop": workshop.id,
        "title": workshop.info.title,
        "code": workshop.code,
        "seq": workshop.seq,
        "server_now": now / 1000,
        "stage": _stage(run) if run else None,
        "timer": _timer(run, now) if run else None,
        "people": len(workshop.people),
        "stages": [{**_stage(r), "status": r.status, "notes": len(r.own_notes())} for r in workshop.stages],
        "finished": workshop.finished_at is not None,
        "serving": served,
    }


def _stage(run: StageRun) -> dict[str, Any]:
    stage = run.stage
    return {
        "id": run.id,
        "activity": stage.activity,
        "title": stage.title,
        "prompt": run.prompt,
        "open": run.status == "open",
        "revealed": run.open_to_room,
    }


def _timer(run: StageRun, now: int) -> dict[str, Any]:
    clock = run.clock
    ends = clock.ends_at(now)
    return {
        "phase": clock.phase(now),
        "ends_at": None if ends is None else ends / 1000,
        "paused": clock.paused is not None,
        "remaining": clock.remaining(now) // 1000,
    }


def in_words(found: dict[str, Any]) -> str:
    """A status as a few plain lines."""
    lines: list[str] = [say("{title} (code {code})", title=found["title"], code=found["code"])]
    if found["finished"]:
        lines.append(say("Finished."))
    elif found["stage"] is None:
        lines.append(say("No stage is open."))
    else:
        timer = found["timer"]
        about = {"title": found["stage"]["title"], "time": figures(timer["remaining"] * 1000), "phase": timer["phase"]}
        lines.append(say("Open: {title}, {time} ({phase})", **about))
    lines += [
        say(
            "  {id}: {title}, {status}, {n} note",
            "  {id}: {title}, {status}, {n} notes",
            id=stage["id"],
            title=stage["title"],
            status=stage["status"],
            n=stage["notes"],
        )
        for stage in found["stages"]
    ]
    return "\n".join(lines)


def _open_run(workshop: Workshop) -> StageRun:
    if workshop.current is None:
        raise Refusal(say("No stage is open. Open one first: next, or open STAGE."))
    return workshop.current


def _going(workshop: Workshop) -> None:
    if workshop.finished_at is not None:
        raise Refusal(say("This workshop is finished. Reopen it in the window to go on."))


def _step(by: int) -> Callable[[Workshop, Namespace], list[Draft]]:
    def step(workshop: Workshop, options: Namespace) -> list[Draft]:
        _going(workshop)
        drafts = acts.step(workshop, by)
        if not drafts:
            raise Refusal(say("This was the last stage.") if by > 0 else say("There is no stage before this one."))
        return drafts

    return step


def _open(workshop: Workshop, options: Namespace) -> list[Draft]:
    _going(workshop)
    wanted = options.stage.casefold()
    for run in workshop.stages:
        if wanted in (run.id.casefold(), run.stage.title.casefold()):
            return [acts.open_stage(workshop, run.id)]
    known = Listed(tuple(run.id for run in workshop.stages), "")
    if not workshop.stages:
        raise Refusal(say("There is no stage '{stage}'. There are: none.", stage=options.stage))
    raise Refusal(say("There is no stage '{stage}'. There are: {known}.", stage=options.stage, known=known))


def _close(workshop: Workshop, options: Namespace) -> list[Draft]:
    return [Closed().draft(workshop.id, _open_run(workshop).id)]


def _reveal(workshop: Workshop, options: Namespace) -> list[Draft]:
    return [Revealed().draft(workshop.id, _open_run(workshop).id)]


def _clock(workshop: Workshop, options: Namespace) -> list[Draft]:
    run = _open_run(workshop)
    if options.change in ("start", "pause"):
        return [acts.timer(run, workshop, options.change)]
    return [acts.timer(run, workshop, "add", int(options.change))]


def _finish(workshop: Workshop, options: Namespace) -> list[Draft]:
    _going(workshop)
    return [Finished().draft(workshop.id)]


VERBS: dict[str, Callable[[Workshop, Namespace], list[Draft]]] = {
    "next": _step(1),
    "back": _step(-1),
    "open": _open,
    "close": _close,
    "reveal": _reveal,
    "timer": _clock,
    "finish": _finish,
}
"""What each verb appends. Raises Refusal with a sentence."""
