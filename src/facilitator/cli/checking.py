"""`check`: whether a file is sound, what is in it, and whether a document or records were made from it."""

from __future__ import annotations

import contextlib
import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from facilitator.cli.parser import Refusal
from facilitator.cli.reading import say_read_only
from facilitator.model.fingerprint import fingerprint
from facilitator.model.programme import Programme
from facilitator.model.record import comments, held_or_planned, in_order_held
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.records import load
from facilitator.records.against import Found, compare
from facilitator.store import copies
from facilitator.store.faults import Fault
from facilitator.store.feed import keeping, save_readable


def _not_while_served(path: Path) -> None:
    """Refuse while phones write into the file: what they send would go into the one that is put aside."""
    there = None
    with contextlib.suppress(Fault):
        there = next(filter(None, (keeping(path, key).who() for key in load.programme(path).workshops)), None)
    if there is not None:
        if there.url:
            where = say("The room page of this file is on at {url}.", url=there.url)
        else:
            where = say("The room page of this file is on.")
        raise Refusal(say("{on} Stop it first, then put the safe copy in place.", on=where))


def check(options: Namespace) -> int:
    """Look a file over; 0 when it is sound. With a safe copy, put it in the file's place first."""
    if options.restore_from:
        if not options.restore_from.is_file():
            raise Refusal(say("{file} is not there.", file=options.restore_from.name))
        _not_while_served(options.file)
        aside = copies.restore_from(options.file, options.restore_from)
        if aside and not options.json:
            print(say("The file as it was is kept as {file}.", file=aside.name))
    say_read_only(options.file)
    report = copies.check(options.file)
    if options.against and not report.problems:
        return _against(options)
    if options.save_apart:
        n = save_readable(options.file, options.save_apart)
        print(
            say(
                "{n} entry could be read and is saved as {file}. {damaged} was left as it is.",
                "{n} entries could be read and are saved as {file}. {damaged} was left as it is.",
                n=n,
                file=options.save_apart.name,
                damaged=options.file.name,
            )
        )
        return 0
    if options.json:
        programme = programmes.empty() if report.problems else load.programme(options.file)
        there = {"workshops": _workshops(programme), **_marked(programme)}
        found = {"file": str(options.file), "sound": not report.problems, **asdict(report), **there}
        print(json.dumps(found, ensure_ascii=False))
        return 1 if report.problems else 0
    if report.problems:
        good = copies.newest_good(options.file)
        mend = ""
        if good:
            mend = say("Its newest good safe copy is {copy}. To put it in place: --restore-from", copy=good)
        elif copies.is_damaged(options.file):
            mend = say("There is no good safe copy. To save apart what is readable, as another file: --save-apart NEW")
        raise Refusal("\n".join(filter(None, (*report.problems, mend))))
    _tell_sound(options, report)
    return 0


def _tell_sound(options: Namespace, report: copies.Report) -> None:
    """What is in a sound file, with the fingerprint of each of its records."""
    entries = say("{n} entry", "{n} entries", n=report.entries)
    print(
        say(
            "{file} is sound: version {version}, {entries}.",
            file=options.file.name,
            version=report.version,
            entries=entries,
        )
    )
    programme = load.programme(options.file)
    print(say("  The whole programme: records {fingerprint}", fingerprint=fingerprint(programme).printed))
    for each in _workshops(programme):
        stages = say("{n} stage", "{n} stages", n=each["stages"])
        notes = say("{n} comment", "{n} comments", n=each["comments"])
        about = {**each, "stages": stages, "notes": notes}
        if each["held"]:
            print(say("  {id}: {title}, {stages}, {notes}, held {date}, records {fingerprint}", **about))
        else:
            print(say("  {id}: {title}, {stages}, {notes}, not held yet, records {fingerprint}", **about))


def _marked(room: Workshop | Programme) -> dict[str, Any]:
    """The fingerprint of records, as it is printed and whole."""
    mark = fingerprint(room)
    return {"fingerprint": mark.printed, "sha256": mark.digest}


def _workshops(programme: Programme) -> list[dict[str, Any]]:
    """Every workshop of a file, in the order they were made."""
    held = [each.id for each in in_order_held(programme)]
    return [
        {
            "id": workshop.id,
            "title": workshop.info.title,
            "date": held_or_planned(workshop),
            "held": workshop.id in held,
            "stages": len(workshop.stages),
            "comments": comments(workshop).total,
            **_marked(workshop),
        }
        for workshop in programme.workshops.values()
    ]


def _against(options: Namespace) -> int:
    """Say what a document or a folder of records was made from; 0 where it is these records, earlier or now."""
    if not options.against.exists():
        raise Refusal(say("{file} is not there.", file=options.against.name))
    found = compare(load.programme(options.file), options.against)
    others = [each for each in found if each.verdict == "other"]
    earlier = [each for each in found if each.verdict == "earlier"]
    if options.json:
        verdict = "other" if others else "earlier" if earlier else "same"
        told = {"file": str(options.file), "against": str(options.against), "verdict": verdict}
        print(json.dumps({**told, "files": [asdict(each) for each in found]}, ensure_ascii=False))
        return 1 if others else 0
    for each in found:
        if each.verdict != "other":
            print(_told(each))
    if earlier and options.against.is_dir():
        print(say("Tables of an earlier state are not compared."))
    if others:
        raise Refusal("\n".join(_told(each) for each in others))
    return 0


def _told(found: Found) -> str:
    """What a file was made from, in one sentence."""
    if found.verdict == "same" and found.of:
        return say("{name} was made from these very records of '{of}'.", name=found.name, of=found.of)
    if found.verdict == "same":
        return say("{name} is what these records make.", name=found.name)
    if found.verdict == "earlier":
        return say("{name} was made from an earlier state of '{of}': {n} entry came since.",
                   "{name} was made from an earlier state of '{of}': {n} entries came since.",
                   n=found.entries, name=found.name, of=found.of)  # fmt: skip
    return say("{name} was made from other records, or one of the two was changed.", name=found.name)
