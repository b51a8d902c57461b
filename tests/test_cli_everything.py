"""`export --everything` and `export --out X.zip`: records, every document in every format, and an index of them all."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from facilitator.cli import run
from facilitator.documents import contract
from facilitator.records import load
from records_day import Writer, a_day, stored

FORMS = ("pdf", "html", "docx")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A programme file with a day in it."""
    return stored(tmp_path / "day.facilitator", a_day())


def endings(names: list[str]) -> set[str]:
    """What the names say after the workshop's day and title."""
    return {name.rpartition("_")[2] for name in names}


def test_everything_is_the_records_and_every_document_with_an_index_that_names_each(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    out = tmp_path / "out"
    assert run(["export", str(file), "--everything", "--out", str(out)]) == 0
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    names = sorted(path.name for path in out.iterdir())
    assert sorted(Path(line).name for line in capsys.readouterr().out.splitlines()) == names
    programme, workshop = load.workshop(file)
    order = contract.Order(workshop, programme, workshop.created_at)
    wanted = {f"{each.key}.{form}" for each in contract.every() if not each.nothing(order) for form in FORMS}
    assert wanted | {"comments.csv", "decisions.csv", "records.xlsx", "index.html"} <= endings(names)
    assert not any(name.endswith(".json") for name in names)
    (index,) = out.glob("*_index.html")
    told = index.read_text(encoding="utf-8")
    assert all(name in told for name in names if name != index.name)
    assert "Evaluation summary, to print" in told and "All tables in one workbook, for others" in told


def test_one_archive_holds_it_all_and_says_so(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "records.zip"
    assert run(["export", str(file), "--everything", "--format", "csv,json", "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(out)]
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        index = next(name for name in names if name.endswith("index.html"))
        told = archive.read(index).decode()
    assert {"workshop.json", "comments.csv", "evaluation-summary.docx"} <= endings(names)
    assert "The complete record, for another laptop; not for others" in told


def test_an_archive_of_records_alone_has_an_index_too(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "RECORDS.ZIP"
    assert run(["export", str(file), "--out", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
    assert {"records.xlsx", "comments.csv", "index.html"} <= endings(names)
    assert not any(name.endswith(FORMS[::2]) for name in names)


def test_everything_of_a_programme_has_the_documents_of_each_workshop(tmp_path: Path) -> None:
    other = Writer("other1")
    other.begin(title="Another day")
    first = a_day()
    file = stored(tmp_path / "two.facilitator", [*first, *other.entries[1:]])
    out = tmp_path / "all.zip"
    assert run(["export", str(file), "--overall", "--everything", "--out", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        summaries = [name for name in archive.namelist() if name.endswith("evaluation-summary.pdf")]
    assert len(summaries) == 2 and any("Another-day" in name for name in summaries)


def test_an_archive_takes_the_place_of_no_programme(file: Path, tmp_path: Path) -> None:
    disguised = tmp_path / "really.zip"
    disguised.write_bytes(file.read_bytes())
    assert run(["export", str(file), "--out", str(disguised)]) == 1
    assert disguised.read_bytes() == file.read_bytes()
