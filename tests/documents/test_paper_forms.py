"""Paper forms: one for every phone page that asks something, each with the code that says where it is typed in."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from facilitator.activities import library
from facilitator.activities.slips import A_PAGE
from facilitator.activities.survey.keyed import hint
from facilitator.documents import paper_forms
from facilitator.documents.contract import Order
from facilitator.documents.writing import write
from facilitator.model import acts
from facilitator.model.entry import Entry
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.store.faults import Fault

GROUPS = [{"id": "par", "label": "Parents"}, {"id": "vcs", "label": "Voluntary & community sector", "short": "VCS"}]
W = "wforms01"
TITLE = "Village day"
TITLES = ("Reflective", "Name the forces")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def workshop_of(*methods: str, groups: list[dict[str, str]] = GROUPS) -> Workshop:
    programme = programmes.empty()
    info = {"title": TITLE, "date": "2026-12-01"}
    drafts = acts.create(info, [library.find(m) for m in methods], groups=groups, workshop=W)
    for n, d in enumerate(drafts, 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    return programme.workshops[W]


def forms(workshop: Workshop, out: Path, stages: list[str] | None = None, *, copies: int = A_PAGE) -> list[str]:
    """Print forms; the titles of their parts."""
    wanted = paper_forms.document(stages, copies=copies)
    assert write(wanted, workshop, programmes.empty(), out, made_at=1) == []
    return [part.title for part in wanted.parts(Order(workshop, programmes.empty(), 1), str)]


def code(workshop: Workshop, run: StageRun | None, number: int) -> str:
    """What stands on a form."""
    assert run is not None
    return paper_forms.blank(workshop, run).code(number)


def pages_of(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_comment_slips_four_a_page_with_question_fields_and_code(tmp_path):
    workshop = workshop_of("focused-conversation")
    titles = forms(workshop, tmp_path / "f.pdf", ["reflective"])
    pages = pages_of(tmp_path / "f.pdf")
    page = " ".join(pages)
    assert titles == ["Reflective"]
    assert [each.count("Where did you feel encouraged or uneasy?") for each in pages] == [4, 4]
    assert page.count("Encouraged") == A_PAGE == 8
    for number in range(1, A_PAGE + 1):
        assert code(workshop, workshop.run("reflective"), number) in page


def test_slips_that_ask_much_are_fewer_a_page_and_none_is_lost(tmp_path):
    workshop = workshop_of("focused-conversation")
    forms(workshop, tmp_path / "f.pdf", ["decisional"])
    pages = pages_of(tmp_path / "f.pdf")
    assert len(pages) > 1
    assert sum(page.count("By when") for page in pages) == A_PAGE


def test_the_questionnaire_fits_one_page_and_is_numbered_as_the_desk_numbers_it(tmp_path):
    workshop = workshop_of("focused-conversation", "force-field", "evaluation")
    forms(workshop, tmp_path / "f.pdf", ["evaluation"], copies=3)
    pages = pages_of(tmp_path / "f.pdf")
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert code(workshop, workshop.run("evaluation"), number) in page
        for words in ("1 Overall, how was today?", "2 Force field", "17 May we quote your words", "Someone helped me"):
            assert words in page
    asked = workshop.run("evaluation").state.instrument.question("most_useful")
    assert hint(asked, workshop.groups) == "1 Focused conversation, 2 Force field"


def test_score_sheets_have_both_scales(tmp_path):
    workshop = workshop_of("force-field")
    score = next(run for run in workshop.stages if run.stage.options.get("phase") == "score")
    forms(workshop, tmp_path / "f.pdf", [score.id], copies=2)
    pages = pages_of(tmp_path / "f.pdf")
    assert len(pages) == 2
    assert "how strong is it? 1 weak, 5 strong" in pages[0]


ONLY_TALK = {"break", "energiser", "lunch"}


@pytest.mark.parametrize("key", sorted(set(library.methods()) - ONLY_TALK))
def test_every_method_has_paper(tmp_path, key):
    workshop = workshop_of(key)
    titles = forms(workshop, tmp_path / "f.pdf", copies=1)
    assert titles
    assert all(page.strip() for page in pages_of(tmp_path / "f.pdf"))


@pytest.mark.parametrize("key", sorted(ONLY_TALK))
def test_a_method_in_which_nobody_writes_needs_no_paper(tmp_path, key):
    with pytest.raises(Fault, match="need no paper"):
        forms(workshop_of(key), tmp_path / "f.pdf")


def test_stages_that_only_talk_need_no_paper(tmp_path):
    workshop = workshop_of("focused-conversation")
    with pytest.raises(Fault, match="need no paper"):
        forms(workshop, tmp_path / "f.pdf", ["open"])
    assert not (tmp_path / "f.pdf").exists()


def test_a_stage_that_is_not_there(tmp_path):
    with pytest.raises(Fault, match="no stage 'nowhere'"):
        forms(workshop_of("evaluation"), tmp_path / "f.pdf", ["nowhere"])


@pytest.mark.parametrize("form", ["html", "docx"])
def test_forms_can_be_edited_and_read_on_a_screen_with_every_word_of_the_printed_ones(tmp_path, form):
    workshop = workshop_of("focused-conversation", "force-field", "evaluation")
    out = tmp_path / f"f.{form}"
    assert write(paper_forms.document(copies=2), workshop, programmes.empty(), out, made_at=1, form=form) == []
    made = out.read_text(encoding="utf-8") if form == "html" else text_of(out)
    asked = (ask for run in workshop.stages if run.stage.title in TITLES for ask in run.stage.asks)
    for words in (
        *asked,
        "how strong is it? 1 weak, 5 strong",
        "Someone helped me",
        "form 2",
        "Please give this back",
    ):
        assert words in made
    assert made.count("<h1") == (form == "html")


def text_of(path: Path) -> str:
    """All words of a text document, in tables and slips too."""
    opened = docx.Document(str(path))
    parts = (opened.element.body, opened.sections[0].footer.part.element)
    return "\n".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for part in parts for p in part.iter(f"{WORD}p"))


def test_forms_for_a_rehearsal_say_so(tmp_path):
    workshop = workshop_of("force-field")
    workshop.rehearsal = True
    forms(workshop, tmp_path / "f.pdf")
    assert all("Rehearsal: not a record." in page for page in pages_of(tmp_path / "f.pdf"))


def test_all_forms_of_a_day_are_printed_at_once(tmp_path):
    workshop = workshop_of("force-field", "evaluation")
    titles = forms(workshop, tmp_path / "f.pdf")
    assert titles[-1] == "Evaluation form"


def test_the_first_form_of_two_has_a_strip_with_its_code_and_cards_for_those_with_a_phone(tmp_path):
    workshop = workshop_of("attitude-survey")
    forms(workshop, tmp_path / "f.pdf", ["before"], copies=3)
    text = " ".join(pages_of(tmp_path / "f.pdf"))
    strips = re.findall(r"My survey card: ([2-9A-Z]{3}-[2-9A-Z]{3})", text)
    assert len(set(strips)) == 3
    assert text.count("Copy the code from your phone") == 3
    assert text.count("1 Strongly disagree") == 3 * 6 and "n Don't know, or it does not apply to me" in text
    forms(workshop, tmp_path / "g.pdf", ["after"], copies=1)
    text = " ".join(pages_of(tmp_path / "g.pdf"))
    assert "The code on your card" in text and "My survey card" not in text
    assert "What changed your mind" in text
