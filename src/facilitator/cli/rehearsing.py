"""`rehearse`: a workshop with pretend participants, by itself or under the hands of a facilitator at the window."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from facilitator import paths
from facilitator.activities import samples
from facilitator.cli.doctor import has_screen
from facilitator.cli.parser import Refusal
from facilitator.model import moment
from facilitator.model.bodies import ServingStopped
from facilitator.model.say import Decimal, say
from facilitator.rehearsal import play, server, stage_file, years
from facilitator.rehearsal.crowd import Tally
from facilitator.rehearsal.script import PEOPLE
from facilitator.rehearsal.years import Result as Years
from facilitator.store.feed import append_to

SPEED = 60.0
SPEED_ON_SCREEN = 4.0


def rehearse(options: Namespace) -> int:
    """Play a rehearsal; 0 when everything that was sent was taken."""
    if options.file and options.method:
        print(say("Name a FILE or a method, not both."), file=sys.stderr)
        return 2
    if options.sample and _whole(options.sample):
        return _years(options)
    alone = options.no_screen or not has_screen()
    if moment.VARIABLE not in os.environ:
        if alone and not options.no_screen:
            print(say("There is no screen here, so the rehearsal runs by itself."), file=sys.stderr)
        return _again(options, moment.rehearsal_clock(options.speed or (SPEED if alone else SPEED_ON_SCREEN)))
    if alone or options.join:
        signal.signal(signal.SIGTERM, _interrupted)
    if options.join:
        return _join(options)
    out = options.out or _usual_place()
    path = play.own_file(out)
    said = _make(path, options)
    workshop, script = play.prepare(
        path, play=said, count=options.participants, seed=options.seed, csv=options.comments
    )
    if not alone:
        return _with_window(path, workshop.id, options, len(script.roles))
    result = play.play_to_the_end(path, workshop, script, out)
    _tell(result, options.json)
    return 0 if result.good else 1


def _usual_place() -> Path:
    """A folder of its own for the results: here, or where this folder takes no files, in the user's own."""
    here = Path.cwd() if os.access(Path.cwd(), os.W_OK) else paths.user_data()
    return here / f"rehearsal {datetime.now():%Y-%m-%d %H.%M.%S}"


def _whole(sample: str) -> bool:
    """Whether a sample is a whole programme. Raises Refusal where there is no such sample."""
    try:
        return samples.is_programme(sample)
    except KeyError as error:
        raise Refusal(error.args[0]) from None


def _years(options: Namespace) -> int:
    """Play a whole programme, each workshop on its own day; 0 when everything that was sent was taken."""
    from facilitator.programme import sample as programmes

    if options.file or options.participants or options.comments:
        print(say("This sample brings its own people and what they say: leave the rest out."), file=sys.stderr)
        return 2
    sample = programmes.find(options.sample)
    if moment.VARIABLE not in os.environ:
        if not options.no_screen:
            print(say("This sample plays by itself, without a window."), file=sys.stderr)
        folder = paths.own_folder_for_now()
        try:
            return _again(options, moment.clock_that_is_set(folder / "clock", years.begins(sample)))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    signal.signal(signal.SIGTERM, _interrupted)
    out = options.out or _usual_place()
    result = years.play_through(play.own_file(out), sample, out)
    _tell_years(result, options.json)
    return 0 if result.good else 1


def _again(options: Namespace, clock: str) -> int:
    """Run the same command in a process whose clock, like that of every process it starts, is another."""
    environment = {**os.environ, moment.VARIABLE: clock}
    child = server.start(options.typed, environment=environment)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                child.terminate()
    finally:
        server.end(child)


def _interrupted(_signal: int, frame: FrameType | None) -> None:
    """End as at Ctrl+C, which ends a running loop of events from within, also where Ctrl+C itself is not heard."""
    ctrl_c = signal.getsignal(signal.SIGINT)
    if not callable(ctrl_c):
        raise KeyboardInterrupt
    ctrl_c(signal.SIGINT, frame)


def _make(path: Path, options: Namespace) -> Mapping[str, Any]:
    """Make the rehearsal's own file; returns what a sample's people say, or nothing."""
    try:
        if options.file:
            stage_file.from_file(path, options.file)
            return samples.find(options.sample).play if options.sample else {}
        if options.method:
            stage_file.from_method(path, options.method, options.participants or PEOPLE)
            return {}
        options.sample = options.sample or samples.listed()[0]
        return stage_file.from_sample(path, options.sample)
    except KeyError as error:
        raise Refusal(error.args[0]) from None


def _with_window(path: Path, workshop: str, options: Namespace, count: int) -> int:
    """Open the window on the rehearsal's file, while pretend people play in a process beside it."""
    from PySide6.QtCore import QCoreApplication

    from facilitator.desktop.shell.app import run
    from facilitator.desktop.shell.rehearsing import RehearsalPlan

    playing: list[subprocess.Popen[str]] = []

    def begin(url: str) -> None:
        words = ["rehearse", str(path), "--join", url, "--seed", str(options.seed)]
        words += ["--participants", str(options.participants)] if options.participants else []
        words += ["--sample", options.sample] if options.sample else []
        words += ["--comments", str(options.comments)] if options.comments else []
        playing.append(server.start(words))

    def end() -> None:
        for process in playing:
            server.end(process)

    def leave(*_: object) -> None:
        end()
        QCoreApplication.exit(0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    try:
        return run(path, rehearsal=RehearsalPlan(begin, end, say("{n} pretend person", "{n} pretend people", n=count)))
    finally:
        end()
        append_to(path, [ServingStopped().draft(workshop)])


def _join(options: Namespace) -> int:
    """The pretend people of a rehearsal at the window: they answer whatever stage the facilitator opens."""
    said = samples.find(options.sample).play if options.sample else {}
    workshop, script = play.prepare(
        options.file, play=said, count=options.participants, seed=options.seed, csv=options.comments
    )
    play.play_along(options.file, workshop, script, options.join)
    return 0


def _tell_years(result: Years, as_json: bool) -> None:
    tally = result.tally
    if as_json:
        print(json.dumps(result.to_json(), ensure_ascii=False))
    else:
        print(
            say(
                "{workshops}, {people}, {accepted} of {sent} new in the log, {refused} refused, in {seconds} s.",
                workshops=say("{n} workshop", "{n} workshops", n=len(result.workshops)),
                people=say("{n} attendance", "{n} attendances", n=result.people),
                accepted=tally.accepted,
                sent=say("{n} message", "{n} messages", n=tally.sent),
                refused=len(tally.refused),
                seconds=Decimal(result.seconds, 0),
            )
        )
        print(say("Programme: {file}", file=result.file))
        print(say("Summaries:"), *(str(path) for path in result.summaries), sep="\n  ")
        print(say("Records:"), *(str(path) for path in result.records), sep="\n  ")
    _tell_refused(tally)


def _tell_refused(tally: Tally) -> None:
    for sentence, count in tally.reasons().items():
        print(
            say("Refused once: {sentence}", "Refused {n} times: {sentence}", n=count, sentence=sentence),
            file=sys.stderr,
        )


def _tell(result: play.Result, as_json: bool) -> None:
    if as_json:
        print(json.dumps(result.to_json(), ensure_ascii=False))
    else:
        print(_counts(result))
        print(say("Summary: {file}", file=result.summary))
        print(say("Records:"), *(str(path) for path in result.records), sep="\n  ")
    _tell_refused(result.tally)
    if result.rows_left_out:
        rows = say(
            "{n} row was empty or over 2000 characters and was not sent.",
            "{n} rows were empty or over 2000 characters and were not sent.",
            n=result.rows_left_out,
        )
        print(rows, file=sys.stderr)


def _counts(result: play.Result) -> str:
    tally = result.tally
    counts = {
        "people": say("{n} pretend person", "{n} pretend people", n=result.participants),
        "accepted": tally.accepted,
        "sent": say("{n} message", "{n} messages", n=tally.sent),
        "repeated": tally.repeated,
        "refused": len(tally.refused),
        "seconds": Decimal(result.seconds, 0),
    }
    if tally.told_late:
        return say(
            "{people}, {accepted} of {sent} new in the log, {repeated} sent twice, "
            "{refused} refused, {late} told that time was up, in {seconds} s.",
            late=len(tally.told_late),
            **counts,
        )
    return say(
        "{people}, {accepted} of {sent} new in the log, {repeated} sent twice, {refused} refused, in {seconds} s.",
        **counts,
    )
