"""The printed evaluation: the sample day's figures, n everywhere, quotes only with consent, nobody given away."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from survey_day import AT, INTENTION, WORST, W, day, filled, folded

from facilitator.activities import paper
from facilitator.activities.survey import report, report_words
from facilitator.documents import summary
from facilitator.documents.contract import Order
from facilitator.looks.pdf.document import Document, Fonts
from facilitator.model.entry import Draft, public
from facilitator.model.suppression import decide, place
from facilitator.records.tables import tables

FONTS = Fonts()


def printed(parts) -> str:
    target = io.BytesIO()
    document = Document(target, "t", fonts=FONTS)
    document.add(*parts)
    document.build()
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(target.getvalue())).pages)
    return " ".join(text.split())


def context(workshop) -> paper.Context:
    run = workshop.run("evaluation")
    decision = decide(report.published(run, place(workshop.id, run.id), ()))
    return paper.Context(workshop.groups, AT, workshop.people.present(), decision=decision, workshop=workshop.id)


def glance(drafts) -> str:
    workshop = folded(drafts)[1]
    return printed(report.glance(workshop.run("evaluation"), context(workshop)))


def section(drafts) -> str:
    workshop = folded(drafts)[1]
    return printed(report.section(workshop.run("evaluation"), context(workshop)))


def test_the_first_page_has_the_sample_days_figures():
    said = glance(day())
    for words in (
        "How people rated the day 23 forms, counts of people",
        "Overall, how was today? 1 3 11 8 19 of 23 gave 4 or 5",
        "Did it do what it set out to do? 1 4 12 6 18 of 23 gave 4 or 5",
        "Were you heard? 2 4 9 8 17 of 23 gave 4 or 5",
        "1 poor 2 3 4 5 excellent",
        "Most useful part n=23",
        "Least useful part n=0 Nobody answered.",
        "Too slow 1, right 17, too fast 5. (n=23)",
    ):
        assert words in said
    order = [
        said.index(f"{title} {n}")
        for title, n in (("KJ groups", 8), ("Force field", 7), ("Conversation", 6), ("Rotation", 2))
    ]
    assert order == sorted(order)
    assert all(f"\u201c{words}\u201d" in said for words in WORST)


def test_the_strip_tells_how_many_of_those_present_filled_in_a_form():
    programme, workshop = folded(day())
    said = printed(
        [block for part in summary.DOCUMENT.parts(Order(workshop, programme, AT), str) for block in part.make()]
    )
    assert "23 of 23" in said
    assert "present filled in a form" in said
    assert "took part, as counted" in said


def test_what_came_back_and_what_people_will_do():
    said = section(day())
    assert "23 forms from 23 people present when they were given out (100 %)." in said
    assert f"{INTENTION} 15 December 2011 4 of 5" in said
    assert "Intentions What will you or your organisation do differently? n=1" in said
    assert "Questionnaire E1. The records keep each form with a random mark." in said


def test_words_are_quoted_only_with_consent_and_counted_always():
    forms = filled()
    forms[8] |= {"best": "My boss never listens", "quote": "no", "do_differently": "Leave"}
    forms[9] |= {"worst": "I hate the key holder"}
    said = section(day(forms)) + glance(day(forms))
    for secret in ("boss", "Leave", "key holder"):
        assert secret not in said
    assert "3 people wrote something." in said
    assert "1 person did not agree to be quoted; those words are not printed." in said


def test_at_most_two_quotes_the_most_often_said_first():
    forms = filled()
    for number, words in enumerate(("Too  long", "too long", "Cold tea", "No lift")):
        forms[10 + number] |= {"worst": words, "quote": "yes"}
    state = folded(day(forms))[1].run("evaluation").state
    found = report_words.quotes(state, state.instrument.question("worst"))
    assert len(found) == 2
    assert (found[0].words.casefold().split(), found[0].n) == (["too", "long"], 2)


def wrote_alike(**agreed: tuple[int, int]):
    """A day on which so many wrote the same words, `(all, those who agreed to be quoted)` by wording."""
    forms = filled()
    for form in forms:
        form.pop("worst", None)
    at = iter(forms)
    for words, (number, may) in agreed.items():
        for n in range(number):
            next(at).update({"worst": words.replace("_", " "), "quote": "yes" if n < may else "no"})
    return day(forms)


def test_everybody_who_wrote_the_same_words_is_counted_and_only_the_quotation_needs_consent():
    said = glance(wrote_alike(Being_asked=(8, 4), No_parking=(4, 4)))
    assert "Said most often to change: \u201cBeing asked\u201d (8 people), \u201cNo parking\u201d (4 people)." in said
    assert "12 people wrote something." in said


def test_what_was_said_most_often_is_not_claimed_of_something_else_when_it_may_not_be_quoted():
    drafts = wrote_alike(Too_long=(6, 0), No_parking=(2, 2))
    said = glance(drafts)
    assert "most often" not in said and "Too long" not in said + section(drafts)
    assert "as far as it may be quoted: \u201cNo parking\u201d (2 people)." in said
    assert "6 people wrote something else in the same words; it may not be quoted." in said
    assert "6 people wrote something else in the same words; it may not be quoted." in section(drafts)


def test_what_one_person_said_is_not_among_what_was_said_most_often():
    said = glance(wrote_alike(No_lift=(3, 1), Cold_tea=(1, 1), No_crisps=(1, 0)))
    assert "Said most often to change: \u201cNo lift\u201d (3 people). Also said: \u201cCold tea\u201d." in said


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5)), min_size=1, max_size=4))
def test_the_numbers_beside_quotes_are_those_of_all_who_wrote_them(made):
    drafts = wrote_alike(**{f"w{n}": (number, min(number, may)) for n, (number, may) in enumerate(made)})
    state = folded(drafts)[1].run("evaluation").state
    question = state.instrument.question("worst")
    every = report_words.wordings(state, question)
    assert sum(said.n for said in every) == len(report_words.written(state, question)) == sum(n for n, _ in made)
    assert {said.words: said.n for said in every if said.words} == {
        f"w{n}": number for n, (number, may) in enumerate(made) if may
    }


def test_nothing_returned_is_said():
    assert "None returned." in section(day([]))
    assert "None returned." in glance(day([]))


def test_under_five_forms_no_answer_is_printed():
    said = section(day(filled()[:4])) + glance(day(filled()[:4]))
    assert "4 forms from 23 people present when they were given out (17 %)." in said
    assert report.too_few(5) in said
    assert "gave 4 or 5" not in said


def test_per_cent_is_not_said_of_few():
    said = section(day(filled()[:6], present=7))
    assert "6 forms from 7 people present when they were given out." in said
    assert "%" not in said


def grouped(sizes):
    forms = filled()
    names = [group for group, number in sizes.items() for _ in range(number)]
    for number, (form, group) in enumerate(zip(forms, names, strict=True)):
        form |= {
            "partner_group": group,
            "overall": number % 5 + 1,
            "purpose_met": number % 4 + 2,
            "heard": number % 5 + 1,
        }
    return forms


def test_groups_stand_apart_only_where_nobody_is_given_away():
    said = section(day(grouped({"VCS": 9, "CCM": 5, "LA": 5, "PAR": 4})))
    table = said[said.index("By partner group") : said.index("Comments")]
    assert "Voluntary" in table and "Local authority" in table
    assert "Parents" not in table and "managers" not in table, "four parents, and who would reveal them"
    assert "By partner group" not in section(day(grouped({"VCS": 19, "PAR": 4})))


def test_the_exports_keep_the_same_rule():
    programme, workshop = folded(day(grouped({"VCS": 9, "CCM": 5, "LA": 5, "PAR": 4})))
    made = tables(programme, workshop, AT)
    named = {row["partner_group"] for row in made["survey_answers"]}
    assert "Voluntary & community sector" in named
    assert not named & {"Parents", "Children's-centre managers"}
    assert all("form" not in row and "token" not in row for row in made["survey_answers"])
    sizes = [(r["answer"], r["n"]) for r in made["counts"] if r["question"] == "Which group are you here with?"]
    assert ("not shown or not said", 9) in sizes
    overall = [r["n"] for r in made["counts"] if r["question"] == "Overall, how was today?"]
    assert overall == [5, 5, 5, 4, 4, 0]


def test_too_few_forms_export_nothing():
    programme, workshop = folded(day(filled()[:4]))
    assert tables(programme, workshop, AT).get("survey_answers", []) == []


def test_the_facilitators_own_note_stands_apart():
    drafts = [*day(), Draft("note", {"text": "The heating failed at noon", "source": "facilitator"}, W, "evaluation")]
    said = section(drafts)
    assert "The facilitator\u2019s own note not an answer of the forms The heating failed at noon" in said


def test_words_that_point_to_somebody_may_be_withheld():
    drafts = day()
    echo = next(d for d in drafts if d.kind == "answers" and d.body["answers"].get("worst") == "room echo")
    held = Draft("quote_withheld", {"target": public(echo.key), "question": "worst", "on": True}, W, "evaluation")
    assert "room echo" not in section([*drafts, held]) + glance([*drafts, held])
    assert "1 quote withheld by the facilitator." in section([*drafts, held])
    again = Draft("quote_withheld", {**held.body, "on": False}, W, "evaluation")
    assert "room echo" in section([*drafts, held, again])


def test_without_a_count_those_who_took_part_stand_in_and_it_is_said():
    said = section(day(present=None))
    assert "23 forms from 25 people who took part in the day (92 %)." in said
