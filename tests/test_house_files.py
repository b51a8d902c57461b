"""Whatever file or folder the program makes, nobody else on the computer can read it."""

from __future__ import annotations

import ast
import contextlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.cli import run
from facilitator.desktop.parts import own_files
from facilitator.desktop.parts.logbook import OwnFile
from facilitator.desktop.parts.settings import Settings
from facilitator.model.entry import Draft
from facilitator.paths import own, own_folder, own_methods, user_data
from facilitator.store import copies
from facilitator.store.faults import Moved
from facilitator.store.feed import keeping, open_feed
from test_house import SOURCE

MAKING = {"mkdir", "makedirs", "write_text", "write_bytes", "mkdtemp", "mkstemp", "copyfile", "FileHandler"}
POSIX = os.name == "posix"
OTHERS = 0o077 if POSIX else 0
"""What the group and everybody else may do; elsewhere that is not said by a file's mode."""


def made(path: Path) -> Iterator[str]:
    """Where a module makes a file or a folder in another way than by `paths.own` and `paths.own_folder`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = [each.value for each in node.args[:2] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        writes = name == "open" and any(len(mode) < 4 and set(mode) & set("wax+") for mode in said)
        private = any(each.arg == "opener" and ast.unparse(each.value) == "own" for each in node.keywords)
        if name in MAKING or (writes and not private) or (name == "open" and "O_CREAT" in ast.unparse(node)):
            yield f"{path.name}:{node.lineno} {ast.unparse(node)[:80]}"
        elif name in ("connect", "address") and "rwc" in said:
            yield f"{path.name}:{node.lineno} {name}"


def open_to_others(folder: Path) -> list[Path]:
    """The files and folders in a folder that somebody else can read or write."""
    return [each for each in folder.rglob("*") if each.stat().st_mode & OTHERS]


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """New files are readable by all unless whoever makes them says otherwise, as on most computers."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_every_file_and_folder_is_made_through_one_door() -> None:
    found = [place for path in SOURCE.rglob("*.py") if path.name != "paths.py" for place in made(path)]
    assert found == []


def test_a_file_that_is_made_in_any_other_way_is_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    ways = ('path.open("w")', 'open(path, "ab")', "path.mkdir()", 'path.write_text("")', "os.open(path, os.O_CREAT)")
    ways = (
        *ways,
        "logging.FileHandler(path)",
        'sqlite3.connect(address(path, "rwc"))',
        'open(path, "x", opener=other)',
    )
    for way in ways:
        module.write_text(way, encoding="utf-8")
        assert len(list(made(module))) >= 1, way
    module.write_text('open(path, "w", opener=own)\nopen(path)\npath.open("rb")', encoding="utf-8")
    assert list(made(module)) == []


@pytest.mark.usefixtures("usual_umask")
def test_nobody_else_can_read_what_the_commands_and_the_store_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    folder = own_folder(tmp_path / "mine")
    path, out = folder / "day.facilitator", folder / "out"
    assert run(["new", str(path), "--title", "Our hall", "--method", "focused-conversation"]) == 0
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([Draft("programme", {"sponsor": "Borough of Poole"})])
        assert path.with_name(f"{path.name}-wal").exists()
        hold = keeping(path, "w").take()
        assert open_to_others(tmp_path) == []
        hold.release()
    copies.restore_from(path, copies.back_up(path))
    copies.copy_to(path, folder / "elsewhere.facilitator")
    assert run(["export", str(path), "--out", str(out / "deep" / "deeper")]) == 0
    assert run(["export", str(path), "--out", str(out), "--overall", "--format", "json"]) == 0
    document = ["document", str(path), "evaluation-summary"]
    for form in ("pdf", "html", "docx"):
        assert run([*document, "--format", form, "--out", str(out / f"summary.{form}")]) == 0
    assert run(["document", str(path), "paper-forms", "--out", str(out / "forms.pdf")]) == 0
    with contextlib.closing(open_feed(path)) as feed:
        path.rename(folder / "moved.facilitator")
        with pytest.raises(Moved):
            feed.changed()
    assert len([each for each in folder.glob("*.facilitator") if " kept " in each.name]) == 1
    caplog.clear()
    assert open_to_others(tmp_path) == []


@pytest.mark.usefixtures("usual_umask")
def test_nobody_else_can_read_what_the_window_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    Settings(file=user_data() / "settings.json").save()
    own_files.put(own_methods() / "mine.toml", "")
    handler = OwnFile(own_folder(user_data() / "logs") / "window.log", encoding="utf-8", delay=True)
    handler.emit(logging.LogRecord("x", logging.ERROR, "", 0, "something", None, None))
    handler.close()
    assert len([each for each in tmp_path.rglob("*") if each.is_file()]) == 3
    assert open_to_others(tmp_path) == []


@pytest.mark.usefixtures("usual_umask")
def test_a_folder_of_the_user_stays_as_it_is_and_one_of_the_program_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    for folder in (tmp_path / "theirs", tmp_path / "home", user_data() / "logs"):
        folder.mkdir()
    own_folder(tmp_path / "theirs" / "ours")
    own_folder(user_data() / "logs")
    assert set(open_to_others(tmp_path)) == ({tmp_path / "theirs", tmp_path / "home"} if POSIX else set())


@pytest.mark.usefixtures("usual_umask")
def test_what_is_made_in_a_folder_that_a_group_shares_is_the_groups(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2775)
    os.umask(0o002)
    os.close(own(str(shared / "file"), os.O_CREAT | os.O_WRONLY))
    own_folder(shared / "folder")
    modes = [each.stat().st_mode & 0o777 for each in sorted(shared.iterdir())]
    assert not POSIX or modes == [0o660, 0o770]
