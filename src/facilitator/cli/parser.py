"""What may be typed. Each command names the function that does it, which is imported only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import Any

from facilitator.cli.words import Parser, Subparsers
from facilitator.cli.words import command as _command
from facilitator.cli.words import data as _json
from facilitator.cli.words import file as _file
from facilitator.cli.words import workshop as _workshop
from facilitator.model.reasons import reason
from facilitator.model.say import say

INTRODUCTION = say("""Runs workshops from a laptop in the room.

Without a command it opens the window: facilitator [FILE]. FILE is a programme file, NAME.facilitator.
Every command explains itself: facilitator COMMAND --help""")


class Refusal(Exception):
    """What was asked cannot be done; the sentence is for the user, and the exit code is 1."""


def dispatch(arguments: list[str]) -> int:
    """Parse and run; return the exit code."""
    if not arguments:  # the window alone: there is nothing to parse
        return _do("windows:open_window", argparse.Namespace(file=None))
    parser = build()
    if not (arguments[0] in parser.get_default("commands") or arguments[0].startswith("-")):
        arguments = ["open", *arguments]
        parser = Parser(prog="facilitator", description=INTRODUCTION)
        _open(parser.add_subparsers(dest="command"))
        if _is_no_file(arguments[1:]):
            _say(say("There is no command '{name}' and no such file. See: facilitator --help", name=arguments[1]))
            return 2
    try:
        options = parser.parse_args(arguments)
    except SystemExit as wanted:
        return int(wanted.code or 0)
    options.typed = arguments
    if getattr(options, "with_starter", False):
        from facilitator.cli.starter import end_with_starter

        end_with_starter()
    return _do(options.do, options)


def _do(what: str, options: argparse.Namespace) -> int:
    """Run the function that a command names, `module:function`."""
    module, _, function = what.partition(":")
    return _carry_out(lambda: getattr(importlib.import_module(f"facilitator.cli.{module}"), function)(options))


def _is_no_file(words: list[str]) -> bool:
    """Whether what was typed in place of a command is neither a file nor looks like one: a slip of the keys."""
    return bool(words) and not words[0].startswith("-") and not Path(words[0]).suffix and not Path(words[0]).exists()


def _carry_out(command: Any) -> int:
    """Run a command; what the user or the world can mend becomes one sentence on stderr."""
    try:
        return int(command() or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _say(say("{what}: {why}.", what=error.filename or say("The system"), why=reason(error)))
    except Exception as error:
        if sentence := _sentence(error):
            return _say(sentence)
        raise


def _sentence(error: Exception) -> str:
    """What to tell the user about an error that is not ours; empty for a bug."""
    from facilitator.model.method_file import MethodError
    from facilitator.store.faults import Fault

    return str(error) if isinstance(error, Refusal | Fault | MethodError) else ""


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def build() -> Parser:
    """The parser of every command; its default `commands` is each command's parser by its name."""
    parser = Parser(prog="facilitator", description=INTRODUCTION)
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title=say("commands"))
    keeping = (_summary, _document, _documents, _export, _import, _themes, _check)
    for add in (_new, _methods, _serve, _control, _rehearse, *keeping, _doctor):
        add(commands)
    parser.set_defaults(commands=commands.choices)
    return parser


def _version() -> str:
    from facilitator import __version__

    return f"facilitator {__version__}"


def _starter(parser: argparse.ArgumentParser) -> None:
    """For what this program itself starts: the standard input is a pipe, and the process ends when that does."""
    parser.add_argument("--with-starter", action="store_true", help=argparse.SUPPRESS)


def _open(commands: Subparsers) -> None:
    parser = _command(
        commands, "open", "windows:open_window", say("Opens the window."), "facilitator poole.facilitator"
    )
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=say("the programme file to open"))


def _new(commands: Subparsers) -> None:
    example = 'facilitator new day.facilitator --title "Our centres" --method focused-conversation --group Parents'
    words = say("makes a programme file, or adds a workshop to one, and prints the workshop's id")
    parser = _command(commands, "new", "making:new", words, example)
    _file(parser, say("the programme file to make or to add to"))
    parser.add_argument("--title", help=say("what the workshop is called"))
    parser.add_argument("--programme", metavar="TITLE", default="", help=say("what the whole programme is called"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--method", metavar="KEY", action="append", default=[], help=say("a method of the day; may be repeated")
    )
    what.add_argument("--sample", metavar="KEY", help=say("a sample workshop instead, such as poole"))
    parser.add_argument("--challenge", help=say("the question that the workshop is about"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=say("the day it takes place"))
    parser.add_argument("--starts", metavar="HH:MM", help=say("when it begins"))
    parser.add_argument("--place", help=say("where it takes place"))
    parser.add_argument("--sponsor", help=say("who asked for it"))
    parser.add_argument("--facilitator", help=say("who leads it"))
    parser.add_argument("--tables", metavar="N", type=int, help=say("how many tables there are"))
    parser.add_argument(
        "--group",
        metavar="NAME",
        action="append",
        default=[],
        help=say("a partner group, NAME or SHORT=NAME; repeat it"),
    )
    _json(parser, say("print the workshop's id, its code and the file as JSON"))


def _methods(commands: Subparsers) -> None:
    words = say("lists the methods, or checks a method file")
    parser = _command(commands, "methods", "making:methods", words, "facilitator methods check my-method.toml")
    _json(parser, say("print the list as JSON"))
    parts = parser.add_subparsers(dest="part", metavar="check PATH")
    check = _command(
        parts, "check", "making:check_method", say("checks a method file"), "facilitator methods check my.toml"
    )
    check.add_argument("path", metavar="PATH", type=Path, help=say("the method file"))


def _serve(commands: Subparsers) -> None:
    words = say("serves the phones of one workshop, without the window, and prints a line of JSON when it is ready")
    parser = _command(commands, "serve", "leading:serve", words, "facilitator serve day.facilitator --port 8080")
    _file(parser)
    _workshop(parser)
    parser.add_argument(
        "--host", metavar="H", default="0.0.0.0", help=say("address to listen on; without it all of them")
    )
    parser.add_argument(
        "--port", metavar="P", type=_port, default=8080, help=say("port, 8080; 0 takes one that is free")
    )
    _starter(parser)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(say("a port is a whole number from 0 to 65535"))
    return int(text)


def _control(commands: Subparsers) -> None:
    words = say("leads a workshop from a script or a key pad")
    parser = _command(commands, "control", "leading:control", words, "facilitator control day.facilitator next")
    _file(parser)
    _workshop(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, title=say("verbs"))
    said = {
        "status": say("says which stage is open, what its clock shows and how many people wrote"),
        "next": say("opens the next stage"),
        "back": say("opens the previous stage again"),
        "open": say("opens one stage, by its id or its title"),
        "close": say("closes the open stage"),
        "reveal": say("shows the open stage's notes to the room"),
        "timer": say("starts, pauses, lengthens or shortens the open stage's clock"),
        "finish": say("ends the workshop"),
    }
    for verb, meaning in said.items():
        more = {"open": " reflective", "timer": " +120"}.get(verb, "")
        one = _command(verbs, verb, "leading:control", meaning, f"facilitator control day.facilitator {verb}{more}")
        if verb == "open":
            one.add_argument("stage", metavar="STAGE", help=say("the stage's id or title"))
        if verb == "timer":
            one.add_argument("change", metavar="start|pause|+SECONDS|-SECONDS", type=_change, help=say("what to do"))
        _json(one, say("print where the workshop stands as JSON"))
    parser.set_defaults(verbs=verbs.choices)


def _change(text: str) -> str:
    if text in ("start", "pause") or (text[:1] in "+-" and text[1:].isascii() and text[1:].isdigit()):
        return text
    raise argparse.ArgumentTypeError(say("say start, pause, or seconds such as +120 or -60"))


def _rehearse(commands: Subparsers) -> None:
    words = say("plays a workshop with pretend participants over real HTTP, to the summary and the records")
    example = "facilitator rehearse --sample poole --no-screen --speed 200 --out rehearsal"
    parser = _command(commands, "rehearse", "rehearsing:rehearse", words, example)
    _file_or_none = say("a programme to rehearse; a copy is used, and the file itself stays as it is")
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=_file_or_none)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--sample", metavar="KEY", help=say("a sample workshop; without anything poole"))
    what.add_argument("--method", metavar="KEY", help=say("a bare method, with invented people"))
    parser.add_argument("--participants", metavar="N", type=_count, help=say("how many pretend people, 1 to 2000"))
    parser.add_argument(
        "--comments",
        metavar="CSV",
        type=Path,
        help=say("a CSV with a column 'text' (and perhaps 'group'); each row is sent once"),
    )
    parser.add_argument(
        "--speed", metavar="X", type=_speed, help=say("how many times as fast as real time: 60, with a window 4")
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help=say("the folder for the results; made if it is not there")
    )
    parser.add_argument("--no-screen", action="store_true", help=say("play it to the end by itself, without a window"))
    parser.add_argument("--seed", metavar="S", type=int, default=1, help=say("the same number plays the same workshop"))
    parser.add_argument("--join", metavar="URL", default="", help=argparse.SUPPRESS)
    _starter(parser)
    _json(parser, say("print the counts and paths as JSON"))


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 2000:
        raise argparse.ArgumentTypeError(say("a whole number from 1 to 2000"))
    return int(text)


def _speed(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 5000:
        raise argparse.ArgumentTypeError(say("a number from 0.1 to 5000"))
    return value


def _summary(commands: Subparsers) -> None:
    words = say("writes the printed summary of a workshop, or of all of them, as a PDF")
    parser = _command(
        commands, "summary", "keeping:summary", words, "facilitator summary day.facilitator --out day.pdf"
    )
    _file(parser)
    _workshop(parser)
    parser.add_argument("--overall", action="store_true", help=say("the whole programme, all its workshops"))
    parser.add_argument("--out", metavar="X.pdf", type=Path, required=True, help=say("the PDF to write"))


def _document(commands: Subparsers) -> None:
    words = say("writes one document, to print, to read on any device, or to edit")
    example = "facilitator document day.facilitator evaluation-summary --format docx --out day.docx"
    parser = _command(commands, "document", "keeping:document", words, example)
    _file(parser)
    parser.add_argument("key", metavar="KEY", help=say("which document: evaluation-summary, paper-forms"))
    _workshop(parser)
    parser.add_argument("--format", choices=("pdf", "html", "docx"), default="pdf", help=say("pdf, html or docx"))
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help=say("a4, or letter as in America"))
    parser.add_argument("--lang", metavar="L", default="en-GB", help=say("its language, en-GB without it"))
    published = say("a copy for everyone: groups are told apart only from ten people up")
    parser.add_argument("--published", action="store_true", help=published)
    parser.add_argument("--out", metavar="PATH", type=Path, required=True, help=say("the file to write"))


def _documents(commands: Subparsers) -> None:
    words = "lists the documents there are; of a file also what there is to print, and whether more is expected"
    parser = _command(commands, "documents", "keeping:documents", words, "facilitator documents day.facilitator")
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="the programme file")
    _workshop(parser)
    _json(parser, "print the list as JSON")


def _export(commands: Subparsers) -> None:
    words = say("writes the records of a workshop, or of the whole programme; the file itself is not changed")
    example = "facilitator export day.facilitator --format csv,xlsx --out records"
    parser = _command(commands, "export", "keeping:export", words, example)
    _file(parser)
    _workshop(parser)
    parser.add_argument("--overall", action="store_true", help=say("the whole programme, all its workshops"))
    parser.add_argument(
        "--format",
        metavar="LIST",
        type=_formats,
        default=("csv", "xlsx"),
        help=say(
            "csv, xlsx (both for others, as without it), json (all, for another laptop), qdc (the codebook alone)"
        ),
    )
    words = say("also every document in every format, with an index")
    parser.add_argument("--everything", action="store_true", help=words)
    parser.add_argument(
        "--out",
        metavar="DIR|X.zip",
        type=Path,
        required=True,
        help=say("the folder for the records, or one file for all of them"),
    )


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",")))
    if not wanted or not set(wanted) <= {"csv", "xlsx", "json", "qdc"}:
        raise argparse.ArgumentTypeError(say("formats are csv, xlsx, json and qdc, with commas between"))
    return wanted


def _import(commands: Subparsers) -> None:
    words = say("imports an exported JSON, a CSV of comments or of survey answers, or a codebook (CSV or .qdc)")
    parser = _command(commands, "import", "keeping:take_in", words, "facilitator import day.facilitator cards.csv")
    _file(parser, say("the programme file; made if it is not there and a JSON is imported"))
    parser.add_argument("source", metavar="SOURCE", type=Path, help=say("the JSON, CSV or .qdc file"))
    _workshop(parser)
    parser.add_argument("--stage", metavar="STAGE", default="", help=say("for a CSV: the stage its comments belong to"))
    parser.add_argument(
        "--survey",
        metavar="KEY",
        default="",
        help=say("for a CSV of answers (wave,token,group,item,value): the survey that they belong to"),
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        default="",
        help=say("for a CSV: how its characters are stored, such as utf-8, cp1252 or cp1251; without it the likeliest"),
    )
    words = say("for a CSV or a codebook: say what would be imported, what not and why; no more")
    parser.add_argument("--look", action="store_true", help=words)


def _themes(commands: Subparsers) -> None:
    words = say("suggests themes for the comments of a workshop, or of the whole programme; the file is not changed")
    parser = _command(commands, "themes", "themes:themes", words, "facilitator themes day.facilitator --suggest")
    _file(parser)
    parser.add_argument("--workshop", metavar="ID", default="", help=say("which workshop; without it all of them"))
    parser.add_argument("--suggest", action="store_true", required=True, help=say("suggest themes"))
    parser.add_argument(
        "--k", metavar="N|auto", type=_how_many, default=0, help=say("how many; without it as many as fit")
    )
    _json(parser)


def _how_many(text: str) -> int:
    if text == "auto":
        return 0
    if not text.isdecimal() or not 1 <= int(text) <= 60:
        raise argparse.ArgumentTypeError(say("write how many, from 1 to 60, or auto"))
    return int(text)


def _check(commands: Subparsers) -> None:
    words = say("looks a file over: whether it is sound, its version, what is in it")
    parser = _command(commands, "check", "checking:check", words, "facilitator check day.facilitator")
    _file(parser)
    parser.add_argument(
        "--restore-from",
        metavar="BACKUP",
        type=Path,
        help=say("put this safe copy in the file's place; the old one is kept"),
    )
    parser.add_argument(
        "--save-apart",
        metavar="NEW",
        type=Path,
        help=say("save what can still be read of a damaged file as this new one; the damaged one is kept as it is"),
    )
    words = say("a document or a folder of records: made from these very records, an earlier state of them, or others")
    parser.add_argument("--against", metavar="PATH", type=Path, help=words)
    _json(parser, say("print what was found as JSON"))


def _doctor(commands: Subparsers) -> None:
    words = say("looks this computer over: screen, libraries, addresses, firewall, VPN, power, disk, port, fonts")
    parser = _command(commands, "doctor", "doctor:doctor", words, "facilitator doctor")
    words = say("how many phones may come: whether the network has room for them")
    parser.add_argument("--expected", metavar="N", type=int, default=0, help=words)
    _json(parser, say("print what was found as JSON"))
