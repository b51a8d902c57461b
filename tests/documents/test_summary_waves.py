"""The sample day played from its own file: its figures of both waves on paper, on the web page and in the table."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path
from random import Random

import pytest
from pypdf import PdfReader

from facilitator.activities import contract, samples
from facilitator.activities.contract import Sender
from facilitator.activities.playing import Cast
from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.model.entry import Draft, Entry
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.records.exports import csv_files
from facilitator.rehearsal import people, script

AT = 1_321_347_600_000
WAVES = ("before", "after")


def played() -> tuple[Programme, Workshop]:
    """The sample day with the forms of both waves, as its phones send them and its facilitator types them in."""
    sample, programme = samples.find("poole-day"), programmes.empty()

    def add(draft: Draft) -> None:
        at = AT + (programme.seq + 1) * 1000
        programme.fold(Entry(programme.seq + 1, draft.key, draft.workshop, draft.stage, at, draft.person, draft.kind,
                             draft.body))  # fmt: skip

    for draft in sample.drafts(workshop="w"):
        add(draft)
    workshop = programme.workshops["w"]
    cast = Cast(script.people(workshop, sample.play, None), Random(3), script.words(), given=sample.play["given"])
    made = people.write(workshop, cast, sample.play)
    add(Draft("attendance", {"groups": {"VCS": 10, "CCM": 6, "LA": 5, "PAR": 4}}, "w"))
    for wave in WAVES:
        run = workshop.runs[wave]
        add(Draft("stage_opened", {}, "w", wave))
        for turn in made.turns:
            if turn.stage == wave and not turn.late:
                said = contract.page("survey").read(run, turn.form, Sender(token=f"seat {turn.by}"))
                add(said.draft("w", wave))
        for act in made.acts:
            if act.stage == wave and act.do == "enter":
                add(act.what["said"].draft("w", wave))
        add(Draft("stage_closed", {}, "w", wave))
    return programme, workshop


@pytest.fixture(scope="module")
def sample_day() -> tuple[Programme, Workshop]:
    return played()


FIGURES = (
    "everyone n=22; toward 10, same 11, away 1 before 3 7 6 5 1 after 1 4 6 10 1",
    "community n=13; toward 7, same 6, away 0 before 3 6 3 1 0 after 1 3 5 4 0",
    "statutory n=9; toward 3, same 5, away 1 before 0 1 3 4 1 after 0 1 1 6 1",
    "everyone n=22; toward 6, same 15, away 1 before 0 5 8 7 2 after 0 4 14 3 1",
    "everyone n=22; toward 7, same 14, away 1 before 2 5 9 5 1 after 1 4 7 10 0",
    "everyone 25 24 23 22",
    "Of 22 people who answered both times 10 moved toward agreeing, 11 stayed the same, 1 moved away.",
    "45 % moved toward. 6 agreed before, 11 after.",
)


def read(path: Path) -> str:
    """What stands in a document, with single spaces."""
    if path.suffix == ".pdf":
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)
    plain = re.sub(r"<svg.*?</svg>|<style.*?</style>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", plain)).split())


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_the_sample_days_figures_stand_in_the_summary(form, sample_day, tmp_path):
    programme, workshop = sample_day
    out = tmp_path / f"summary.{form}"
    assert write(summary.DOCUMENT, workshop, programme, out, made_at=AT + 10**8, form=form) == []
    text = read(out)
    for words in FIGURES:
        assert words in text, words
    for group in ("Local authority professionals", "Parents", "Voluntary & community sector"):
        assert f"{group} n=" not in text, "a partner group stands nowhere beside the merged ones"


def test_the_sample_days_figures_stand_in_the_table_for_others(sample_day):
    files = csv_files(*sample_day, AT + 10**8)
    (name,) = [name for name in files if name.endswith("attitudes.csv")]
    rows = list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"))))
    found = {(row["item"], row["group"]): [row[way] for way in ("n_paired", "toward", "same", "away")] for row in rows}
    assert found["A1", "all"] == ["22", "10", "11", "1"]
    assert found["A1", "community"] == ["13", "7", "6", "0"]
    assert found["A1", "statutory"] == ["9", "3", "5", "1"]
    assert found["A2", "all"] == ["22", "6", "15", "1"]
    assert found["A3", "all"] == ["22", "7", "14", "1"]
    assert {group for _item, group in found} == {"all", "community", "statutory"}
    everybody = next(row for row in rows if (row["item"], row["group"]) == ("A1", "all"))
    assert [everybody[n] for n in ("n_attended", "n_before", "n_after", "shown")] == ["25", "24", "23", "yes"]
