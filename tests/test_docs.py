"""What the README must say: every command, option, verb, key and method. What is not documented fails."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from facilitator.activities import library, samples
from facilitator.cli import run
from facilitator.cli.parser import build

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
COMMANDS = README.partition("## Commands")[2].partition("## Keys")[0]
KEYS = README.partition("## Keys")[2].partition("## Where files live")[0]


def options(parser: argparse.ArgumentParser) -> set[str]:
    """The options that a parser's help lists, its own `--help` left out."""
    return set(re.findall(r"(?<![\w-])--[a-z][\w-]*", parser.format_help())) - {"--help"}


PARSERS: dict[str, argparse.ArgumentParser] = build().get_default("commands")


def paragraph(command: str) -> str:
    """What the README says about a command, up to the next one."""
    begun = COMMANDS.partition(f"**`facilitator {command}")[2]
    assert begun, f"{command} has no paragraph"
    return begun.partition("**`facilitator ")[0]


@pytest.mark.parametrize("command", sorted(PARSERS))
def test_every_command_is_explained_with_its_options_and_an_example(command: str) -> None:
    said = paragraph(command)
    general = COMMANDS.partition("**`facilitator ")[0]
    missing = {name for name in options(PARSERS[command]) if name not in said and name not in general}
    assert missing == set()
    assert re.search(rf"^    facilitator {command}\b", said, re.MULTILINE)


def test_every_verb_is_explained() -> None:
    verbs = PARSERS["control"].get_default("verbs")
    assert "status" in verbs
    assert {verb for verb in verbs if not re.search(rf"`{verb}[ `]", paragraph("control"))} == set()


def test_every_method_and_sample_is_named() -> None:
    assert {key for key in library.methods() if f"`{key}`" not in README} == set()
    assert {key for key in samples.listed() if key not in README} == set()


def test_the_examples_of_the_readme_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    examples = re.findall(r"^    facilitator (.+)$", COMMANDS, re.MULTILINE)
    assert len(examples) >= len(PARSERS)
    for example in examples:
        words = shlex.split(example)
        if words[0] in PARSERS:
            assert build().parse_args(words).command == words[0]


def test_every_key_of_the_window_is_in_the_table(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from facilitator.desktop.parts import settings
    from facilitator.desktop.shell.frame import MainWindow

    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path))
    file = tmp_path / "day.facilitator"
    assert run(["new", str(file), "--method", "focused-conversation"]) == 0
    window = MainWindow(settings.load(), None, serves=False)
    window.show()
    qapp.processEvents()
    window.programmes.open(file, place="run")
    qapp.processEvents()
    keys = {
        sequence.toString(QKeySequence.SequenceFormat.PortableText)
        for action in window.actions()
        for sequence in action.shortcuts()
    }
    window.guard.release()
    window.close()
    qapp.processEvents()
    listed = {key.strip() for row in re.findall(r"^\|(.+)\|$", KEYS, re.MULTILINE) for key in re.split(r"[|]|, ", row)}
    assert {"Space", "Ctrl+Z"} <= keys
    assert {key for key in keys if key not in listed} == set()
