"""`summary`, `document`, `export`, `import` and `check`: what is kept of a workshop, and whether the file is sound."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli.parser import Refusal
from facilitator.model.moment import now_ms
from facilitator.model.say import Listed, say
from facilitator.paths import user_data
from facilitator.records import load
from facilitator.store import file, keeper
from facilitator.store.faults import Fault
from facilitator.store.feed import identity

if TYPE_CHECKING:
    from facilitator.looks.rendering import Form


SUMMARY = "evaluation-summary"
"""The key of the evaluation summary among the documents."""


def summary(options: Namespace) -> int:
    """Write the printed summary."""
    return _write_summary(options, "pdf")


def document(options: Namespace) -> int:
    """Write one document in the form that was asked for."""
    if options.key != SUMMARY:
        raise Refusal(say("There is no document '{key}'. There is: {known}.", key=options.key, known=SUMMARY))
    return _write_summary(options, options.format)


def _write_summary(options: Namespace, form: Form) -> int:
    from facilitator.records.summary import write_summary

    programme, workshop = load.workshop(options.file, options.workshop or None)
    with _trouble_in_the_log() as log:
        plain = write_summary(
            workshop, programme, options.out, made_at=now_ms(), file_name=options.file.name, form=form
        )
    if plain:
        sentence = say(
            "Printed as plain lists: {sections}. What went wrong is written in {log}.",
            sections=Listed(tuple(plain), ""),
            log=log,
        )
        print(sentence, file=sys.stderr)
    print(options.out)
    return 0


@contextlib.contextmanager
def _trouble_in_the_log() -> Iterator[Path]:
    """What goes wrong and is survived is written to a file of the logs, not to the screen."""
    log = user_data() / "logs" / "summary.log"
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    try:
        yield log
    finally:
        logging.getLogger().removeHandler(handler)
        if heard.getvalue():
            with contextlib.suppress(OSError):
                log.parent.mkdir(parents=True, exist_ok=True)
                log.write_text(heard.getvalue(), encoding="utf-8", errors="backslashreplace")


def export(options: Namespace) -> int:
    """Write the records; print their paths."""
    from facilitator.records.exports import export as write
    from facilitator.records.exports import export_whole

    if options.overall:
        for path in export_whole(load.programme(options.file), options.format, options.out):
            print(path)
        return 0
    programme, workshop = load.workshop(options.file, options.workshop or None)
    for path in write(programme, workshop, options.format, options.out):
        print(path)
    return 0


def take_in(options: Namespace) -> int:
    """Take in a JSON (prints the ids of its workshops) or a CSV of comments (prints how many were new)."""
    from facilitator.records.imports import import_csv, import_json

    source: Path = options.source
    if not source.is_file():
        raise Refusal(say("{file} is not there.", file=source.name))
    if source.suffix.casefold() != ".json":
        print(import_csv(options.file, source, options.workshop or None, options.stage or None))
        return 0
    if options.file.exists():
        print("\n".join(import_json(options.file, source)))
        return 0
    _make_empty(options.file)
    try:
        print("\n".join(import_json(options.file, source)))
    except BaseException:
        options.file.unlink(missing_ok=True)
        raise
    return 0


def _make_empty(path: Path) -> None:
    """A programme file without a workshop and without a title: an imported workshop brings its own."""
    file.create(path)


def _not_while_served(path: Path) -> None:
    """Refuse while phones write into the file: what they send would go into the one that is put aside."""
    there = None
    with contextlib.suppress(Fault):
        this = identity(path)
        there = next(filter(None, (keeper.who(this, key) for key in load.programme(path).workshops)), None)
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
        aside = file.restore_from(options.file, options.restore_from)
        if aside and not options.json:
            print(say("The file as it was is kept as {file}.", file=aside.name))
    report = file.check(options.file)
    if options.json:
        print(
            json.dumps({"file": str(options.file), "sound": not report.problems, **asdict(report)}, ensure_ascii=False)
        )
        return 1 if report.problems else 0
    if report.problems:
        raise Refusal("\n".join(report.problems))
    about = {"file": options.file.name, "version": report.version, "entries": report.entries}
    print(say("{file} is sound: version {version}, {entries} entries.", **about))
    for workshop in load.programme(options.file).workshops.values():
        notes = sum(len(run.notes) for run in (*workshop.stages, workshop.parking))
        about = {"id": workshop.id, "title": workshop.info.title, "stages": len(workshop.stages), "notes": notes}
        print(say("  {id}: {title}, {stages} stages, {notes} comments", **about))
    return 0
