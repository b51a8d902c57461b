"""What papers and records were made from: the fingerprint in each, and what `check --against` says of it."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.cli import run
from facilitator.documents import contract as documents
from facilitator.documents import summary
from facilitator.documents.contract import Order
from facilitator.documents.writing import make, write
from facilitator.looks.rendering import Form
from facilitator.model.entry import Draft
from facilitator.model.fingerprint import canonical, fingerprint
from facilitator.model.mixing import mixed
from facilitator.records import load
from facilitator.records.against import Found, compare, since
from facilitator.records.exports import FORMATS, export, export_whole
from facilitator.records.imports import import_json
from facilitator.store.faults import Fault
from facilitator.store.feed import append_to
from records_day import START, a_day, folded, stored

MADE = START + 311 * 60_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return stored(tmp_path / "day.facilitator", a_day())


def printed(file: Path, form: Form, key: str = "evaluation-summary") -> Path:
    programme, workshop = load.workshop(file)
    out = file.with_name(f"{key}.{form}")
    write(documents.find(key), workshop, programme, out, made_at=MADE, file_name=file.name, form=form)
    return out


def verdicts(file: Path, path: Path) -> set[str]:
    return {each.verdict for each in compare(load.programme(file), path)}


def later(file: Path, many: int) -> None:
    append_to(file, [Draft("note", {"text": f"Note {n}", "source": "scribe"}, "talk01", "facts") for n in range(many)])


def changed(file: Path, words: str = "Test one service") -> None:
    """One byte of one comment becomes another, as somebody with another tool would do it."""
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        done = db.execute("UPDATE log SET body = replace(body, ?, ?)", (words, f"{words[:-1]}X"))
        assert done.rowcount


@pytest.mark.parametrize("form", get_args(Form))
def test_every_document_has_the_fingerprint_in_its_foot_and_for_programs(form: Form) -> None:
    programme, workshop = folded(a_day())
    order = Order(workshop, programme, MADE)
    for document in documents.every():
        about = order.sealed(document.about(order, str), overall=document.overall)
        mark = fingerprint(programme if document.overall else workshop)
        assert any(f"Records {mark.printed}" in line for line in about.foot), document.key
        if not document.nothing(order):
            content, _plain = make(document, order, form)
            assert sealed_in(content, form) == mark.seal


def sealed_in(content: bytes, form: Form) -> str:
    """The seal in a file, as another program would look for it."""
    import io
    import re
    import zipfile

    if form == "docx":
        content = zipfile.ZipFile(io.BytesIO(content)).read("docProps/core.xml")
    return next(iter(re.findall(rb"sha256=[0-9a-f]{64} entries=\d+", content))).decode()


@pytest.mark.parametrize("form", get_args(Form))
def test_a_document_is_of_these_records_then_of_an_earlier_state_and_never_of_others(file: Path, form: Form) -> None:
    paper = printed(file, form)
    programme, workshop = load.workshop(file)
    assert compare(programme, paper) == [Found(paper.name, "same", workshop.info.title)]
    later(file, 3)
    assert compare(load.programme(file), paper) == [Found(paper.name, "earlier", workshop.info.title, 3)]
    changed(file)
    assert verdicts(file, paper) == {"other"}


def test_records_are_these_in_every_format_and_one_changed_byte_is_found(file: Path, tmp_path: Path) -> None:
    programme, workshop = load.workshop(file)
    out = tmp_path / "records"
    formats = [each for each in FORMATS if each != "qdc"]  # there is no theme yet
    export(programme, workshop, formats, out)
    export_whole(programme, formats, out)
    assert verdicts(file, out) == {"same"}
    assert len(compare(programme, out)) == len(list(out.iterdir()))
    for one in sorted(out.iterdir()):
        was = one.read_bytes()
        at = len(was) // 2
        one.write_bytes(was[:at] + bytes([was[at] ^ 1]) + was[at + 1 :])
        assert "other" in verdicts(file, out), one.name
        one.write_bytes(was)
    before = out.with_name("before.facilitator")
    shutil.copy(file, before)
    changed(file)
    assert verdicts(file, out) == {"other"} | ({"same"} & verdicts(file, out))
    assert verdicts(before, out) == {"same"}
    later(before, 2)
    assert {each.entries for each in compare(load.programme(before), out) if each.verdict == "earlier"} == {2}


def test_the_fingerprint_moves_with_records_to_another_laptop(file: Path, tmp_path: Path) -> None:
    programme, workshop = load.workshop(file)
    whole, one = tmp_path / "whole", tmp_path / "one"
    export_whole(programme, ["json"], whole)
    export(programme, workshop, ["json"], one)
    there = stored(tmp_path / "there.facilitator")
    import_json(there, next(whole.iterdir()))
    assert fingerprint(load.programme(there)) == fingerprint(programme)
    other = replace_workshop(tmp_path)
    import_json(other, next(one.iterdir()))
    assert fingerprint(load.programme(other).workshops[workshop.id]) == fingerprint(workshop)
    assert fingerprint(load.programme(other)) != fingerprint(programme)


def replace_workshop(folder: Path) -> Path:
    """A file in which another workshop is already, so that what is taken in gets other places."""
    entries = [replace(e, key=f"z{e.key}", workshop=e.workshop and "other1") for e in a_day()]
    return stored(folder / "other.facilitator", entries)


def test_it_is_that_of_the_mixed_log_before_and_after_mixing() -> None:
    _programme, workshop = folded(a_day())
    assert fingerprint(mixed(workshop)) == fingerprint(workshop)
    assert [entry.key for entry in canonical(mixed(workshop))] == [entry.key for entry in canonical(workshop)]


@given(st.data())
@settings(max_examples=40)
def test_any_entry_that_is_changed_moved_or_gone_gives_another(data: st.DataObject) -> None:
    _, workshop = folded(a_day())
    entry = data.draw(st.sampled_from(canonical(workshop)[2:]))
    mark = fingerprint(workshop)
    gone = workshop.of([e for e in workshop.entries if e.seq != entry.seq])
    assert fingerprint(gone).digest != mark.digest
    said = replace(entry, body={**entry.body, "more": data.draw(st.text(max_size=3))})
    other = workshop.of([said if e.seq == said.seq else e for e in workshop.entries])
    assert fingerprint(other).digest != mark.digest


@given(st.integers(4, 40))
@settings(max_examples=20)
def test_every_earlier_state_is_known_again(many: int) -> None:
    entries = a_day()
    _, workshop = folded(entries)
    then = workshop.of(workshop.entries[:many])
    assert since(workshop, fingerprint(then)) == fingerprint(workshop).entries - fingerprint(then).entries


def test_what_has_no_fingerprint_is_said_and_so_is_a_programme(file: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("Nothing", encoding="utf-8")
    with pytest.raises(Fault, match="says from which records it was made"):
        compare(load.programme(file), plain)
    with pytest.raises(Fault, match="is a programme"):
        compare(load.programme(file), file)
    broken = tmp_path / "x.zip"
    broken.write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(Fault, match="damaged"):
        compare(load.programme(file), broken)


def test_check_says_it_in_sentences_and_in_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = printed(file, "pdf")
    mark = fingerprint(load.workshop(file)[1]).printed
    assert run(["check", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["workshops"][0]["fingerprint"] == mark
    assert told["fingerprint"] == fingerprint(load.programme(file)).printed == told["sha256"][:12]
    assert run(["check", str(file)]) == 0
    assert f"records {mark}" in capsys.readouterr().out
    assert run(["check", str(file), "--against", str(paper)]) == 0
    assert "evaluation-summary.pdf was made from these very records of" in capsys.readouterr().out
    later(file, 1)
    assert run(["check", str(file), "--against", str(paper), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["verdict"], found["files"][0]["entries"]) == ("earlier", 1)
    assert run(["check", str(file), "--against", str(paper)]) == 0
    assert "1 entry came since" in capsys.readouterr().out
    changed(file)
    assert run(["check", str(file), "--against", str(paper)]) == 1
    assert "was made from other records" in capsys.readouterr().err
    assert run(["check", str(file), "--against", str(paper.with_name("gone.pdf"))]) == 1
    assert capsys.readouterr().err == "gone.pdf is not there.\n"


def test_the_index_of_an_archive_says_it_too(file: Path, tmp_path: Path) -> None:
    assert run(["export", str(file), "--out", str(tmp_path / "all.zip"), "--everything"]) == 0
    found = compare(load.programme(file), tmp_path / "all.zip")
    assert {each.verdict for each in found} == {"same"}
    assert {Path(each.name).suffix for each in found} == {".csv", ".xlsx", ".html", ".pdf", ".docx"}


def test_the_summary_of_a_rehearsal_has_it_beside_the_warning() -> None:
    programme, workshop = folded(a_day(rehearsal=True))
    order = Order(workshop, programme, MADE)
    about = order.sealed(summary.DOCUMENT.about(order, str))
    assert about.warning and "Records" in about.made_from
