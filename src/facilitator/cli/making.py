"""`new` and `methods`: making a programme file and looking at the methods."""

from __future__ import annotations

import json
import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from facilitator.activities import library, samples
from facilitator.cli.parser import Refusal
from facilitator.model import acts
from facilitator.model.bodies import ProgrammeTold
from facilitator.model.method import Method
from facilitator.model.say import say
from facilitator.records import load
from facilitator.store.feed import is_there, open_or_create

FACTS = ("title", "challenge", "date", "starts", "place", "sponsor", "facilitator", "tables")


def new(options: Namespace) -> int:
    """Make a programme file or add a workshop to it; print the workshop's id."""
    info = {name: value for name in FACTS if (value := getattr(options, name)) is not None}
    _look_over(info)
    workshop = acts.new_id()
    path: Path = options.file
    taken = {w.code for w in load.programme(path).workshops.values()} if is_there(path) else set()
    if options.sample and _whole(options.sample):
        return _programme(options, info)
    if options.sample:
        sample = _sample(options.sample)
        if options.group:
            info["groups"] = groups(options.group)
        drafts = sample.drafts(workshop=workshop, taken_codes=taken, **info)
    else:
        methods = [method(key) for key in options.method]
        drafts = acts.create(info, methods, groups=groups(options.group), taken_codes=taken, workshop=workshop)
    title = [ProgrammeTold(options.programme).draft("")] if options.programme else []
    with open_or_create(path) as feed:
        feed.append([*title, *drafts])
    found = {"workshop": workshop, "code": load.workshop(path, workshop)[1].code, "file": str(path)}
    print(json.dumps(found, ensure_ascii=False) if options.json else workshop)
    return 0


def _programme(options: Namespace, info: dict[str, Any]) -> int:
    """Make the file of a whole programme, its workshops planned; print the id of each, in the order of their days."""
    from facilitator.programme import sample as programmes

    if info or options.group:
        raise Refusal(say("This sample is a whole programme and brings its own facts: name only the file."))
    if is_there(options.file):
        sentence = say("{file} is there already. A whole programme needs a file of its own.", file=options.file.name)
        raise Refusal(sentence)
    sample, made, taken = programmes.find(options.sample), [], set[str]()
    drafts = sample.planned()
    if options.programme:
        drafts.append(ProgrammeTold(options.programme).draft(""))
    for planned in sample.workshops.values():
        workshop = acts.new_id()
        drafts += planned.drafts(workshop=workshop, taken_codes=taken)
        made.append(workshop)
        taken |= {str(draft.body.get("code", "")) for draft in drafts}
    with open_or_create(options.file) as feed:
        feed.append(drafts)
    held = load.programme(options.file).workshops
    if options.json:
        each = [{"workshop": name, "code": held[name].code} for name in made]
        print(json.dumps({**each[0], "file": str(options.file), "workshops": each}, ensure_ascii=False))
    else:
        print(*made, sep="\n")
    return 0


def _whole(key: str) -> bool:
    try:
        return samples.is_programme(key)
    except KeyError as error:
        raise Refusal(error.args[0]) from None


def _look_over(info: dict[str, Any]) -> None:
    try:
        date.fromisoformat(info.get("date", "2026-01-01"))
    except ValueError:
        raise Refusal(say("'{given}' is not a date such as 2026-03-31.", given=info["date"])) from None
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", info.get("starts", "09:00")):
        raise Refusal(say("'{given}' is not a time such as 09:30.", given=info["starts"]))
    if not 0 <= info.get("tables", 0) <= 200:
        raise Refusal(say("Give the number of tables from 0 to 200."))


def groups(names: Sequence[str]) -> list[dict[str, str]]:
    """Partner groups from `NAME` or `SHORT=NAME`. Raises Refusal when one stands there twice."""
    found: list[dict[str, str]] = []
    for name in names:
        short, _, label = (part.strip() for part in name.rpartition("="))
        if not label:
            raise Refusal(say("A partner group needs a name."))
        place = re.sub(r"\W+", "-", (short or label).casefold()).strip("-") or f"g{len(found) + 1}"
        found.append({"id": place, "label": label, **({"short": short} if short else {})})
    if len({group["id"] for group in found}) < len(found):
        raise Refusal(say("Two partner groups have the same name."))
    return found


def method(key: str) -> Method:
    """The method with that key. Raises Refusal."""
    try:
        return library.find(key)
    except KeyError as error:
        raise Refusal(error.args[0]) from None


def _sample(key: str) -> samples.Sample:
    try:
        return samples.find(key)
    except KeyError as error:
        raise Refusal(error.args[0]) from None


def methods(options: Namespace) -> int:
    """List the methods; files that cannot be used are named on stderr."""
    found, problems = library.read()
    rows = [
        {"key": m.key, "title": m.title, "minutes": m.minutes, "stages": [s.id for s in m.stages]}
        for m in found.values()
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        wide = max((len(key) for key in found), default=0)
        for m in found.values():
            stages = " > ".join(s.title for s in m.stages)
            line = say("{minutes} min  {title}: {stages}", minutes=f"{m.minutes:3}", title=m.title, stages=stages)
            print(f"{m.key:{wide}}", line, sep="  ")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 0


def check_method(options: Namespace) -> int:
    """Check a method file; its questions are looked over too, as advice."""
    from facilitator.activities import lenses
    from facilitator.model.questions import look_over

    found = library.check(options.path)
    about = {
        "file": options.path.name,
        "title": found.title,
        "stages": say("{n} stage", "{n} stages", n=len(found.stages)),
        "minutes": say("{n} minute", "{n} minutes", n=found.minutes),
    }
    print(say("{file} is sound: {title}, {stages}, {minutes}.", **about))
    for doubt in [*look_over(found), *lenses.doubts(found)]:
        about = {"stage": doubt.stage, "question": doubt.question, "doubt": doubt.sentence}
        print(say("Advice, stage '{stage}', \"{question}\": {doubt}", **about))
    return 0
