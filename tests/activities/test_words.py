import inspect

import pytest

from facilitator.activities import library, words
from facilitator.activities.contract import KINDS, Page, Paper, Play, Refused, Report, Sender, activity, kept, surface
from facilitator.model.bodies import Noted
from facilitator.model.clock import Clock
from facilitator.model.method import Choice, Field, Stage
from facilitator.model.run import Rules, StageRun

TONE = Field("tone", "Tone", "choice", (Choice("+", "Good"), Choice("-", "Bad")), required=True)
STAGE = Stage("s", "S", "collect", fields=(TONE, Field("by", "By when", "date"), Field("disputed", "Disputed", "flag")))


def refused(call, *args, **more):
    with pytest.raises(Refused) as caught:
        call(*args, **more)
    return caught.value


def test_words_are_cleaned_and_counted():
    assert words.words({"text": "  a\x00b \r\n"}) == "ab"
    assert refused(words.words, {"text": " \u202e "}).status == 400
    assert refused(words.words, {}).status == 400
    assert refused(words.words, {"text": ["x"]}).status == 400
    too_long = refused(words.words, {"text": "x" * 501})
    assert too_long.status == 413
    assert "501" in too_long.sentence
    assert words.words({}, needed=False) == ""


def test_answers_are_checked_against_the_stage():
    assert words.answers(STAGE, {"tone": "+", "by": "2026-05-01", "disputed": "on"}) == {
        "tone": "+",
        "by": "2026-05-01",
        "disputed": True,
    }
    assert words.answers(STAGE, {"tone": "-"}) == {"tone": "-"}


@pytest.mark.parametrize(
    ("form", "hint"),
    [({}, "Please answer: Tone"), ({"tone": "?"}, "not one of"), ({"tone": "+", "by": "tomorrow"}, "not a date")],
)
def test_wrong_answers_are_refused_with_the_question(form, hint):
    assert hint in refused(words.answers, STAGE, form).sentence


def test_what_only_the_host_answers_is_not_asked_of_phones():
    stage = Stage("s", "S", "collect", fields=(Field("owner", "Owner", required=True, who="host"),))
    assert words.answers(stage, {"owner": "me"}) == {}


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ({}, "B?"),
        ({"question": "0"}, "A?"),
        ({"question": "A?"}, "A?"),
        ({"question": "7"}, "B?"),
        ({"question": []}, "B?"),
    ],
)
def test_the_question_answered(form, found):
    assert words.question(("A?", "B?"), 1, form) == found


def test_a_single_question_needs_no_name():
    assert words.question(("A?",), 0, {"question": "0"}) == ""


@pytest.mark.parametrize(
    ("anonymity", "person", "body"),
    [
        ("named", "p", {"group": "PAR", "table": "2"}),
        ("group", "", {"group": "PAR", "table": "2"}),
        ("nothing", "", {}),
    ],
)
def test_only_what_the_stage_keeps_is_kept(anonymity, person, body):
    run = StageRun(Stage("s", "S", "collect", anonymity=anonymity), "", Clock("SOFT", 1), None, None)
    found, said = kept(run, Sender("p", "t", "PAR", "2"), Noted("x"))
    assert (found, said.pack()) == (person, {"text": "x", "source": "phone", **body})


def asked_of(promise):
    """The functions that a part promises, and what each is given."""
    found = {name: made for name, made in vars(promise).items() if inspect.isfunction(made) and name[0] != "_"}
    return {name: list(inspect.signature(made).parameters)[1:] for name, made in found.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_activity_has_the_parts_that_it_says_it_has_as_they_are_promised(kind):
    parts = {"rules": Rules, "page": Page}
    parts |= {"play": Play} if activity(kind).plays else {}
    parts |= {"paper": Paper} if activity(kind).prints else {}
    for part, promise in parts.items():
        asked, made = asked_of(promise), surface(kind, part)
        assert asked
        assert {name: list(inspect.signature(getattr(made, name)).parameters) for name in asked} == asked, part
    assert isinstance(surface(kind, "report").REPORT, Report)
    for part in {"play", "paper"} - parts.keys():
        with pytest.raises(ModuleNotFoundError):
            surface(kind, part)


@pytest.mark.parametrize(("kind", "part"), [("collect", "../../os"), ("collect", "bodies"), ("os", "rules")])
def test_a_stranger_has_no_part(kind, part):
    with pytest.raises(KeyError):
        surface(kind, part)


def test_a_label_holds_only_the_name_of_its_field_and_the_form_says_what_may_be_left_out() -> None:
    forms = [form for m in library.methods().values() for form in (m, *(m.form(each.key) for each in m.presets))]
    fields = [field for form in forms for stage in form.stages for field in stage.fields]
    assert not [f.label for f in fields if "optional" in f.label]
    for field in fields:
        left_out = not field.required and field.kind != "flag"
        assert field.asked == (f"{field.label} (optional)" if left_out else field.label)
    assert Field("hope", "A hope (optional)").asked == "A hope (optional)", "as an earlier release stored it"
