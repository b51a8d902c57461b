import json
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.activities import library
from facilitator.activities.contract import KINDS
from facilitator.model import questions
from facilitator.model.method_file import MethodError, load, parse
from facilitator.model.method_stored import read_method

GOOD = """
key = "tiny"
title = "Tiny"
purpose = "Test"
credit = "Nobody"
[[stages]]
id = "one"
title = "One"
activity = "collect"
minutes = { default = 5, min = 2, max = 9 }
prompt = "What do you see?"
[[stages.fields]]
id = "tone"
label = "Tone"
kind = "choice"
choices = [{ value = "+", label = "Good", symbol = "+" }]
[[stages]]
id = "two"
title = "Two"
activity = "discuss"
feeds = ["one"]
"""

COLUMNS = """[[stages.fields]]
id = "tone"
label = "Another"
"""
AS_COLUMNS = "columns = true\n"

SHIPPED = sorted((paths.resources() / "methods").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_every_shipped_method_is_sound(path):
    method = load(path, KINDS)
    assert method.key == path.stem
    assert read_method(json.loads(json.dumps(method.to_dict()))) == method
    for stage in method.stages:
        assert stage.script or stage.activity == "survey", f"{stage.id} has nothing to say"
        assert stage.goal, f"{stage.id} has no goal"
    assert questions.look_over(method) == []


def test_a_file_that_stays_is_checked_once_and_one_that_changed_is_read_anew(tmp_path):
    path = tmp_path / "tiny.toml"
    path.write_text(GOOD)
    assert load(path, KINDS) is load(path, KINDS)
    path.write_text(GOOD.replace("Tiny", "Small"))
    assert load(path, KINDS).title == "Small"
    path.write_text(GOOD.replace("collect", "conjure"))
    for _ in range(2):
        with pytest.raises(MethodError):
            load(path, KINDS)


def test_a_good_file_reads():
    method = parse(GOOD, "tiny.toml", KINDS)
    assert [s.id for s in method.stages] == ["one", "two"]
    assert method.minutes == 10
    assert method.stages[0].field("tone").choices[0].label == "Good"


@pytest.mark.parametrize(
    ("old", "new", "stage", "field", "words"),
    [
        ('title = "Tiny"', "", "", "title", "Is needed"),
        ('key = "tiny"', 'key = "Tiny One"', "", "key", "small letters"),
        ('activity = "discuss"', 'activity = "dance"', "two", "activity", "one of"),
        ("min = 2", "min = 6", "one", "minutes", "min <= default <= max"),
        ("min = 2", "min = true", "one", "minutes", "whole minutes"),
        ('feeds = ["one"]', 'feeds = ["three"]', "two", "feeds", "not an earlier stage"),
        ('id = "two"', 'id = "one"', "one", "id", "earlier stage"),
        ('kind = "choice"', 'kind = "text"', "one", "fields.tone.choices", "only a choice field"),
        ('label = "Tone"', "", "one", "fields.tone.label", "Is needed"),
        ('prompt = "What', 'promt = "What', "one", "promt", "not a name"),
        ('prompt = "What do you see?"', "prompt = 3", "one", "prompt", "text in quotes"),
        ('id = "two"', 'id = "parking"', "parking", "id", "parking"),
        ('credit = "Nobody"', 'credit = "Nobody"\npeople = [5]', "", "people", "smallest and the largest group"),
        ('credit = "Nobody"', 'credit = "Nobody"\naims = "one"', "", "aims", "Must be a list of texts"),
        ('credit = "Nobody"', 'credit = "Nobody"\npresets = 3', "", "presets", "[[presets]] tables"),
        ('activity = "discuss"', 'activity = "discuss"\ndecides = "yes"', "two", "decides", "true or false"),
        ('activity = "discuss"', 'activity = "discuss"\noptions = 3', "two", "options", "Must be a table"),
        ('activity = "discuss"', 'activity = "discuss"\nlimit = 5', "two", "limit", "from 20 to 2000"),
        ('activity = "discuss"', 'activity = "discuss"\nfields = [3]', "two", "fields", "[[stages.fields]]"),
        ('activity = "discuss"', 'activity = "discuss"\ncontinues = "one"', "two", "continues", "same activity"),
        ('label = "Tone"', f'label = "{"T" * 81}"', "one", "fields.tone.label", "longer than 80"),
        ('id = "tone"', 'id = "text"', "one", "fields.text.id", "small letters"),
        ('value = "+", label', "value = 1, label", "one", "fields.tone.choices", "{ value, label }"),
        ("[[stages.fields]]", f"{COLUMNS}[[stages.fields]]", "one", "fields.tone", "used twice"),
        ("[[stages.fields]]", f"{COLUMNS}{AS_COLUMNS}[[stages.fields]]\n{AS_COLUMNS}", "one", "fields", "Only one"),
    ],
)
def test_errors_name_file_stage_and_field(old, new, stage, field, words):
    with pytest.raises(MethodError) as caught:
        parse(GOOD.replace(old, new, 1), "tiny.toml", KINDS)
    found = [p for p in caught.value.problems if p.field == field]
    assert found, caught.value
    assert (found[0].file, found[0].stage) == ("tiny.toml", stage)
    assert words in found[0].sentence


def test_all_problems_come_at_once():
    with pytest.raises(MethodError) as caught:
        parse(GOOD.replace('purpose = "Test"', "").replace('activity = "discuss"', 'activity = "x"'), "t.toml", KINDS)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("text", ["not = [toml", "", "stages = 3", "stages = []", "[[stages]]\nid = 3"])
def test_nonsense_is_refused_in_sentences(text):
    with pytest.raises(MethodError) as caught:
        parse(text, "x.toml", KINDS)
    assert str(caught.value).startswith("x.toml")


def test_a_missing_file_is_a_sentence(tmp_path: Path):
    with pytest.raises(MethodError, match="cannot be read"):
        load(tmp_path / "none.toml", KINDS)


@pytest.mark.parametrize(
    ("question", "before", "hint"),
    [
        ("Should the council run it?", False, "yes or no"),
        ("Isn\u2019t it clear that we need this?", False, "yes or no"),
        ("What a good plan, don't you think?", False, "suggests the answer"),
        ("What should we do now?", True, "decision"),
        ("  ", False, "empty"),
        ("What " + "long " * 30, False, "words long"),
    ],
)
def test_doubts(question, before, hint):
    assert any(hint in doubt for doubt in questions.doubts(question, before_decision=before))


def test_good_questions_raise_no_doubt():
    assert questions.doubts("Which services near you does a voluntary group run now?", before_decision=True) == []
    assert questions.doubts("What should come first?", before_decision=False) == []


FORMS = (
    GOOD
    + """
[[presets]]
key = "twice"
title = "twice round"
stages = ["two", "one", "two"]
minutes = { one = 1 }
options = { two = { lines = 2 } }
"""
)


def test_a_ready_form_orders_repeats_and_changes_stages():
    method = parse(FORMS, "t.toml", KINDS)
    form = method.form("twice")
    assert [(s.id, s.minutes, s.feeds) for s in form.stages] == [
        ("two", 5, ()),
        ("one", 1, ()),
        ("two-again", 5, ("one",)),
    ]
    assert form.stages[0].options == {"lines": 2}
    assert read_method(json.loads(json.dumps(method.to_dict()))) == method
    with pytest.raises(KeyError, match="There are: twice"):
        method.form("thrice")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('"one", "two"]', '"three"]', "presets.twice.stages"),
        ("{ one = 1 }", '{ one = "x" }', "presets.twice.minutes"),
        ("{ lines = 2 }", "3", "presets.twice.options"),
        ('title = "twice round"', "", "presets.twice.title"),
        ('["two", "one", "two"]', "[]", "presets.twice.stages"),
    ],
)
def test_a_wrong_form_is_named(old, new, field):
    with pytest.raises(MethodError) as caught:
        parse(FORMS.replace(old, new, 1), "t.toml", KINDS)
    assert field in [p.field for p in caught.value.problems]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5000 + "]" * 5000, "a" + ".a" * 5000 + " = 1", "a = " + "{a = " * 30 + "1" + "}" * 30]
)
def test_what_is_nested_too_deep_is_a_sentence(text: str) -> None:
    with pytest.raises(MethodError, match="nested too deep"):
        parse(text, "deep.toml", KINDS)


MANY = "".join(f'[[stages]]\nid = "s{n}"\ntitle = "S"\nactivity = "discuss"\n' for n in range(101))


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        (
            'credit = "Nobody"',
            'credit = "Nobody"\npeople = [2, 1000000000000000]',
            "people",
            "smallest and the largest",
        ),
        ('credit = "Nobody"', 'credit = "Nobody"\npeople = [9, 2]', "people", "smallest and the largest"),
        ('credit = "Nobody"', f'credit = "Nobody"\naims = ["{"w" * 400_000}"]', "aims", "longer than 2000"),
        ('prompt = "What', f'script = {["a"] * 200}\nprompt = "What', "script", "more than 100 entries"),
        ('label = "Good"', f'label = "{"w" * 400_000}"', "fields.tone.choices", "longer than 300"),
        ('id = "two"', f'id = "two"\noptions = {{ lines = {10**15} }}', "options.lines", "not what this option may be"),
        ('prompt = "What', 'options = { each = "x" }\nprompt = "What', "options.each", "not what this option may be"),
        ('feeds = ["one"]', MANY, "stages", "more than 100 entries"),
    ],
)
def test_what_would_break_the_program_later_is_named(old: str, new: str, field: str, words: str) -> None:
    with pytest.raises(MethodError) as caught:
        library.check_text(GOOD.replace(old, new, 1), "tiny.toml")
    assert [(p.field, words in p.sentence) for p in caught.value.problems] == [(field, True)]


def test_a_file_larger_than_any_method_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * 5_000_000)
    with pytest.raises(MethodError, match="larger than such a file can be"):
        load(path, KINDS)


def test_a_number_that_python_refuses_is_a_sentence() -> None:
    with pytest.raises(MethodError, match="This is not TOML"):
        parse("a = " + "9" * 5000, "long.toml", KINDS)
