"""What keeps a programme going: steps, meetings, indicators that say when they are late, and papers of events."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from facilitator.documents import contract as documents
from facilitator.documents.writing import make
from facilitator.model.entry import Draft, Entry
from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.programme import contract, sample
from facilitator.programme.delivery.bodies import (
    IndicatorTold,
    MeetingTold,
    PaperTold,
    StepRemoved,
    StepTold,
)
from facilitator.programme.delivery.report import late_words, paper_sums
from facilitator.programme.delivery.rules import MOST, State
from facilitator.programme.delivery.tables import tables
from facilitator.programme.disclosure import decided

POOLE = sample.find("poole-programme")
FIRST = 1_321_347_600_000
"""15 November 2011, 9 o'clock in Greenwich."""


def told(programme: Programme, said: Packed | Draft, at: int = 0) -> str | None:
    """Keep it, unless something is wrong: the sentence that says what."""
    draft = said if isinstance(said, Draft) else said.draft("")
    refusal = programme.check(draft)
    if refusal is None:
        seq = programme.seq + 1
        entry = Entry(seq, draft.key, draft.workshop, draft.stage, at or seq, draft.person, draft.kind, draft.body)
        programme.fold(entry)
    return refusal


def state(programme: Programme) -> State:
    """What is known."""
    found = programme.aspects["delivery"]
    assert isinstance(found, State)
    return found


def poole() -> Programme:
    """The sample programme as it stands at its end, its first two events begun."""
    programme = contract.empty()
    for draft in POOLE.planned():
        told(programme, draft)
    for name, each in POOLE.workshops.items():
        for draft in each.drafts(workshop=name):
            told(programme, draft)
    for n, name in enumerate(("ev1", "ev2")):
        stage = programme.workshops[name].stages[0].id
        told(programme, Draft("stage_opened", {"zone": "Europe/London"}, name, stage), FIRST + n * 70 * 86_400_000)
    for draft in POOLE.made(lambda key: key):
        assert told(programme, draft, FIRST + 400 * 86_400_000) is None
    return programme


def test_the_sample_has_its_plan_its_meetings_and_26_of_31_papers() -> None:
    programme = poole()
    known = state(programme)
    assert [each.state for each in known.steps.values()].count("done") == 3
    assert [each.came for each in known.in_order()] == [8, 7, 6, 5, 7, None, None]
    following = known.next_meeting("2012-12-04")
    assert following is not None and (following.date, following.time) == ("2013-01-14", "10:00")
    assert known.passed("2012-12-04") is None
    assert (gone := known.passed("2013-01-20")) is not None and gone.date == "2013-01-14"
    assert paper_sums(programme) == "26 of 31 papers that apply are available."
    rows = tables(programme, decided(programme))
    assert (len(rows["delivery_plan"]), len(rows["evidence_checklist"])) == (7, 36)


def test_an_indicator_says_when_it_was_added_after_the_first_event() -> None:
    programme = poole()
    late = {key: late_words(programme, each) for key, each in state(programme).indicators.items()}
    assert late == {"N1": "", "N2": "", "N3": "Added when 2 events had been held."}
    told(programme, IndicatorTold("N4", "More people come", agreed="2011-06-14"), FIRST + 86_400_000)
    words = late_words(programme, state(programme).indicators["N4"])
    assert words == "Written down here on 16 November 2011, when the first event had begun."


def test_the_checklist_prints_each_paper_and_why_one_does_not_apply() -> None:
    programme = poole()
    order = documents.Order(programme.workshops["ev1"], programme, FIRST)
    made, plain = make(documents.find("evidence-checklist"), order)
    assert plain == []
    said = " ".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())
    for words in ("Sent back to people", "3 of 6", "26 of 31 papers that apply are available.",
                  "Attitude survey, event 4", "not asked for at this kind of event"):  # fmt: skip
        assert words in said, words
    assert paper_sums(contract.empty()) == "Nobody has said yet which papers there are."
    told(programme, PaperTold("record", "ev1"))
    assert paper_sums(programme) == "25 of 30 papers that apply are available. Of 1 nobody has said yet (?)."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (StepTold("", "Nothing"), "What has no id cannot be kept."),
        (StepTold("s", "It", by="soon"), "'soon' is not a date such as 2011-04-01."),
        (StepTold("s", "It", state="nearly"), "A step is not started, on track, at risk, done or dropped."),
        (StepTold("s", "x" * 2001), "This is too long: 2000 characters fit."),
        (MeetingTold("m", came=-1), "Nobody or more came: a number from 0 up."),
        (PaperTold("record", "w", "not applicable", "  "), "Write in a few words why this does not apply: whoever "
         "reads it should not have to guess."),
        (PaperTold("poem", "w", "available"), "A paper is available, not produced or not applicable."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(said: Packed, sentence: str) -> None:
    assert told(contract.empty(), said) == sentence


def test_a_step_keeps_what_is_not_told_and_goes_when_it_is_taken_away() -> None:
    programme = contract.empty()
    told(programme, StepTold("s", "A plan", owner="Ruth", by="2012-01-01", state="on track"))
    told(programme, StepTold("s", state="done"))
    step = state(programme).steps["s"]
    assert (step.text, step.owner, step.by, step.state) == ("A plan", "Ruth", "2012-01-01", "done")
    told(programme, StepRemoved("s"))
    assert state(programme).steps == {}
    for n in range(MOST):
        assert told(programme, StepTold(f"s{n}", "Another")) is None
    assert "There is room for 100 of these" in str(told(programme, StepTold("more", "One more")))
