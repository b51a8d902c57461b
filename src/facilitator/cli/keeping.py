"""`summary`, `document`, `documents`, `export`, `import`: what is kept, and how it leaves and comes in."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from facilitator.cli.parser import Refusal
from facilitator.cli.reading import say_read_only
from facilitator.looks import languages
from facilitator.looks.rendering import Form
from facilitator.model.moment import now_ms
from facilitator.model.programme import Programme
from facilitator.model.say import Listed, say
from facilitator.model.workshop import Workshop
from facilitator.paths import own, own_folder, user_data
from facilitator.records import load
from facilitator.records.codebook import told as codes_told
from facilitator.store.feed import open_or_create


def summary(options: Namespace) -> int:
    """Write the printed summary."""
    return _write(options, "overall-summary" if options.overall else "evaluation-summary", {})


def document(options: Namespace) -> int:
    """Write one document as it was asked for."""
    there = languages.languages()
    if options.lang not in there:
        names = Listed(tuple(there), "")
        raise Refusal(say("There is no language '{lang}'. There are: {names}.", lang=options.lang, names=names))
    how = {"form": options.format, "lang": options.lang, "paper": options.paper, "published": options.published}
    return _write(options, options.key, how)


def documents(options: Namespace) -> int:
    """List the documents; of a file also whether there is anything to print, and whether more is expected."""
    from facilitator.documents import contract

    listed: list[dict[str, Any]] = [
        {"key": document.key, "title": document.title, "formats": list(get_args(Form))} for document in contract.every()
    ]
    if options.file:
        programme, workshop = _chosen(options)
        order = contract.Order(workshop, programme, now_ms())
        for row, document in zip(listed, contract.every(), strict=True):
            nothing = document.nothing(order)
            row |= {"printable": not nothing, "why_not": nothing, "state": "final" if order.final else "draft"}
    if options.json:
        print(json.dumps(listed, ensure_ascii=False))
        return 0
    for row in listed:
        more = f"  {row['why_not'] or row['state']}" if options.file else ""
        print(f"{row['key']}  {row['title']}{more}")
    return 0


def _chosen(options: Namespace) -> tuple[Programme, Workshop]:
    """The workshop that records are made of; which one is said where it was not named and there are others."""
    say_read_only(options.file)
    programme, workshop, told = load.held(options.file, options.workshop or None)
    if told:
        print(told, file=sys.stderr)
    return programme, workshop


def _write(options: Namespace, key: str, how: dict[str, Any]) -> int:
    from facilitator.documents import contract
    from facilitator.documents.writing import write

    try:
        wanted = contract.find(key)
    except KeyError as error:
        raise Refusal(error.args[0]) from None
    programme, workshop = load.workshop(options.file) if wanted.overall else _chosen(options)
    with _trouble_in_the_log() as log:
        plain = write(wanted, workshop, programme, options.out, made_at=now_ms(), file_name=options.file.name, **how)
    _say_plain(plain, log)
    print(options.out)
    return 0


def _say_plain(plain: list[str], log: Path) -> None:
    """Say which parts of a document could only be shown plainly."""
    if plain:
        sentence = say(
            "Printed as plain lists: {sections}. What went wrong is written in {log}.",
            sections=Listed(tuple(plain), ""),
            log=log,
        )
        print(sentence, file=sys.stderr)


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
                own_folder(log.parent)
                with open(log, "w", encoding="utf-8", errors="backslashreplace", opener=own) as file:
                    file.write(heard.getvalue())


def export(options: Namespace) -> int:
    """Write the records, with --everything also every document; print their paths."""
    from facilitator.cli import packing
    from facilitator.records import exports

    if options.overall:
        say_read_only(options.file)
        programme = load.programme(options.file)
        workshops = list(programme.workshops.values())
    else:
        programme, workshop = _chosen(options)
        workshops = [workshop]
    now = now_ms()
    with _trouble_in_the_log() as log:
        wanted = workshops if options.everything else []
        files, plain = packing.documents(programme, wanted, now, options.file.name)
    _say_plain(plain, log)
    indexed = options.everything or exports.is_archive(options.out)
    more = (
        exports.Bundle(files, packing.index(programme if options.overall else workshops[0], now)) if indexed else None
    )
    if options.overall:
        written = exports.export_whole(programme, options.format, options.out, made_at=now, more=more)
    else:
        written = exports.export(programme, workshops[0], options.format, options.out, made_at=now, more=more)
    for path in written:
        print(path)
    return 0


def take_in(options: Namespace) -> int:
    """Take in a JSON (prints the ids of its workshops), a CSV of comments or of answers, or a codebook (prints how many
    were new, after saying what is taken and what is not).
    """
    from facilitator.records.imports import import_json, is_codebook

    source: Path = options.source
    if not source.is_file():
        raise Refusal(say("{file} is not there.", file=source.name))
    if source.suffix.casefold() != ".json":
        return (
            _codebook(options) if not options.survey and is_codebook(source, options.encoding) else _comments(options)
        )
    with open_or_create(options.file):  # with nothing in it: an imported workshop brings its own title
        workshops = import_json(options.file, source)
    print("\n".join(workshops))
    return 0


def _comments(options: Namespace) -> int:
    """Say what a CSV brings and what not; then take it in, unless it was only to be looked at, or somebody who types
    says no.
    """
    from facilitator.records.imports import look, look_at_answers, take

    if options.survey:
        plan = look_at_answers(options.file, options.source, options.survey, options.workshop or "", options.encoding)
    else:
        plan = look(options.file, options.source, options.workshop or None, options.stage or None, options.encoding)
    if _agreed(plan.said, options):
        print(take(options.file, plan))
    return 0


def _codebook(options: Namespace) -> int:
    """Say what a codebook brings, then take it in as comments are."""
    from facilitator.records.imports import look_at_codebook, take_codebook

    taking = look_at_codebook(load.programme(options.file), options.source, options.encoding)
    if _agreed(codes_told(taking), options):
        print(take_codebook(options.file, taking))
    return 0


def _agreed(told: Sequence[str], options: Namespace) -> bool:
    """Say what would be taken in, and whether it is to be: not where it was only looked at. Whoever types is asked."""
    for sentence in told:
        print(sentence, file=sys.stderr)
    if not options.look and sys.stdin is not None and sys.stdin.isatty():
        print(say("Import them? Type yes."), file=sys.stderr)
        if input().strip().casefold() not in ("yes", "y"):
            raise Refusal(say("Nothing was imported."))
    return not options.look
