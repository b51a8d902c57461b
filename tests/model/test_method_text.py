"""A method written as text reads back as the same method; comments stay; every problem finds its line."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import paths
from facilitator.activities.contract import KINDS
from facilitator.model.entry import shows
from facilitator.model.method import Choice, Field, Method, Preset, Stage
from facilitator.model.method_file import (
    ANONYMITY,
    GROUPING,
    SCREENS,
    VISIBILITY,
    MethodError,
    load,
    parse,
)
from facilitator.model.method_text import line_of, spots, stage_table, table_of, text_of, write

SHIPPED = sorted((paths.resources() / "methods").glob("*.toml"))
words = st.text(min_size=1, max_size=30).map(str.strip).filter(shows)
title = st.text(min_size=1, max_size=20).map(str.strip).filter(shows)
value = st.recursive(
    st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=12) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
fields = st.builds(
    Field,
    id=st.just("tone"),
    label=title,
    kind=st.just("choice"),
    choices=st.lists(
        st.builds(Choice, st.text(max_size=5), words, st.sampled_from(("", "+"))), min_size=1, max_size=3
    ).map(tuple),
    required=st.booleans(),
    columns=st.booleans(),
    who=st.sampled_from(("all", "host")),
)
stages = st.builds(
    Stage,
    id=st.just("one"),
    title=title,
    activity=st.sampled_from(KINDS),
    goal=st.just("") | words,
    minutes=st.just(7),
    minutes_min=st.integers(1, 7),
    minutes_max=st.integers(7, 600),
    priority=st.integers(1, 3),
    script=st.lists(words, max_size=3).map(tuple),
    questions=st.lists(words, max_size=3).map(tuple),
    hint=st.just("") | words,
    fields=st.lists(fields, max_size=1).map(tuple),
    limit=st.integers(20, 2000),
    screen=st.sampled_from(SCREENS),
    visibility=st.sampled_from(VISIBILITY),
    anonymity=st.sampled_from(ANONYMITY),
    grouping=st.sampled_from(GROUPING),
    decides=st.booleans(),
    options=st.dictionaries(st.text(max_size=8), value, max_size=4),
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_every_shipped_method_comes_back_the_same(path):
    method = load(path, KINDS)
    assert parse(write(method), path.name, KINDS) == method
    text = path.read_text(encoding="utf-8")
    again = text_of(tomllib.loads(text), text)
    assert parse(again, path.name, KINDS) == method
    assert again.splitlines()[0] == text.splitlines()[0], "the comment at the head stays"
    assert text_of(tomllib.loads(again), again) == again, "what was written once is not written differently again"


@given(stages, st.lists(words, max_size=3).map(tuple))
def test_any_method_comes_back_the_same(stage, aims):
    second = replace(stage, id="two", feeds=("one",), continues="one")
    preset = Preset("short", "Short", ("one", "two", "one"), {"one": 3}, {"two": stage.options})
    method = Method("k", "T", "P", "C", (stage, second), aims=aims, presets=(preset,))
    assert parse(write(method), "k.toml", KINDS) == method


def test_comments_stay_above_their_lines_when_stages_change_places():
    text = text_of(table_of(load(paths.resources() / "methods" / "kj.toml", KINDS)))
    lines = text.split("\n")
    at = next(spot.line for spot in spots(text) if spot.path[0] == "stages" and spot.path[-1] == "goal")
    lines.insert(at, "# ask the sponsor first")
    table = tomllib.loads("\n".join(lines))
    table["stages"].append(table["stages"].pop(0))
    again = text_of(table, "\n".join(lines)).split("\n")
    assert again[again.index("# ask the sponsor first") + 1] == lines[at + 1]


def test_a_hash_in_words_is_no_comment():
    text = 'key = "k"\nsummary = """\n# not a comment\nid = "no"\n"""\ntitle = "T"\n'
    assert [spot.path for spot in spots(text)] == [("key",), ("summary",), ("title",)]


BAD = """key = "k"
title = "T"
purpose = "P"
credit = "C"

[[stages]]
id = "one"
title = "One"
activity = "dance"

[[stages.fields]]
id = "tone"
label = "Tone"
kind = "smell"

[[stages]]
id = "one"
title = "Two"
activity = "collect"
minutes = { default = 3, min = 4, max = 2 }

[[presets]]
key = "short"
title = "Short"
stages = ["three"]
"""


def test_each_problem_finds_its_line():
    with pytest.raises(MethodError) as caught:
        parse(BAD, "k.toml", KINDS)
    lines = BAD.split("\n")
    where = {p.field: lines[line_of(BAD, p.stage, p.field)] for p in caught.value.problems}
    assert where["activity"] == 'activity = "dance"'
    assert where["fields.tone.kind"] == 'kind = "smell"'
    assert where["id"] == 'id = "one"'
    assert line_of(BAD, "one", "id") == 16, "the later of the two"
    assert where["minutes"].startswith("minutes")
    assert where["presets.short.stages"] == 'stages = ["three"]'
    assert line_of(BAD, "one", "hint") == 5, "a line that is missing is looked for at the head of its stage"


def test_what_is_usual_is_left_out():
    table = stage_table(Stage("one", "One", "collect"))
    assert "limit" not in table
    assert "options" not in table
    assert table["minutes"] == {"default": 5, "min": 1, "max": 60}
