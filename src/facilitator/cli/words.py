"""The words that many commands take: a file, a workshop, and that data is printed as JSON."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from facilitator.model.say import say

_FILE, _DATA = say("the programme file"), say("print data as JSON")

Subparsers = Any
"""What argparse's `add_subparsers` returns; it has no public name."""


class Parser(argparse.ArgumentParser):
    """A parser whose help keeps line breaks and that takes no abbreviated options."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**settings, allow_abbrev=False)


def command(commands: Subparsers, name: str, do: str, words: str, example: str) -> Parser:
    """A command of that name, which the function `do` carries out; `example` stands at the end of its help."""
    parser: Parser = commands.add_parser(
        name, help=words, description=words, epilog=say("example:\n  {line}", line=example)
    )
    parser.set_defaults(do=do)
    return parser


def file(parser: argparse.ArgumentParser, words: str = _FILE) -> None:
    """It takes a file."""
    parser.add_argument("file", metavar="FILE", type=Path, help=words)


def workshop(parser: argparse.ArgumentParser) -> None:
    """It takes a workshop."""
    parser.add_argument(
        "--workshop", metavar="ID", default="", help=say("which workshop; without it the newest that goes on")
    )


def data(parser: argparse.ArgumentParser, words: str = _DATA) -> None:
    """It can print data."""
    parser.add_argument("--json", action="store_true", help=words)
