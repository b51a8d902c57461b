from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.discuss import rules
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Stage

STAGE = Stage("decisional", "Decisional", "discuss", options={"lines": 3, "support": True})


def entry(seq, kind, key="", **body):
    return Entry(seq, key or f"k{seq}", "w", "decisional", seq, "", kind, body)


def with_line(stage=STAGE):
    state = rules.start(stage)
    rules.fold(state, entry(1, "note", key="line", text="try it", table="1"))
    return state


def test_the_last_answer_of_a_token_counts():
    state = with_line()
    rules.fold(state, entry(2, "support", target="line", token="t1", choice="not_yet"))
    rules.fold(state, entry(3, "support", target="line", token="t1", choice="support"))
    rules.fold(state, entry(4, "support", target="line", token="t2", choice="live_with"))
    assert state.support("line") == {"support": 1, "live_with": 1, "not_yet": 0}
    assert (state.mine("line", "t1"), state.mine("line", "t9")) == ("support", "")


def test_an_empty_answer_takes_it_back():
    state = with_line()
    rules.fold(state, entry(2, "support", target="line", token="t1", choice="support"))
    rules.fold(state, entry(3, "support", target="line", token="t1", choice=""))
    assert sum(state.support("line").values()) == 0


def test_hands_are_added_to_phones_and_a_new_count_replaces_the_old():
    state = with_line()
    rules.fold(state, entry(2, "support", target="line", token="t1", choice="support"))
    rules.fold(state, entry(3, "hands", target="line", counts={"support": 9}))
    rules.fold(state, entry(4, "hands", target="line", counts={"support": 3, "not_yet": -2}))
    assert state.support("line") == {"support": 4, "live_with": 0, "not_yet": 0}


def test_support_for_a_line_that_is_not_there_changes_nothing():
    state = with_line()
    assert rules.fold(state, entry(2, "support", target="none", token="t", choice="support")) == set()
    assert rules.fold(state, entry(3, "hands", target="none", counts={"support": 1})) == set()


def line(table):
    return Draft("note", {"text": "x", **({"table": table} if table else {})}, "w", "decisional")


def test_each_table_has_its_lines_and_the_room_more():
    state = rules.start(STAGE)
    for n in range(3):
        rules.fold(state, entry(n + 1, "note", text="x", table="1"))
    assert "Table 1 has 3 lines" in rules.check(state, line("1"))
    assert rules.check(state, line("2")) is None
    for n in range(12):
        assert rules.check(state, line("")) is None
        rules.fold(state, entry(n + 10, "note", text="x"))
    assert "The room has 12 lines" in rules.check(state, line(""))


def test_a_stage_that_only_talks_takes_no_words():
    state = rules.start(replace(STAGE, options={}))
    assert "nothing to type" in rules.check(state, line(""))
    assert "Nobody is asked" in rules.check(state, Draft("support", {"target": "line"}, "w", "decisional"))


def test_support_is_refused_once_a_line_is_hidden():
    state = with_line()
    ask = Draft("support", {"target": "line", "choice": "support"}, "w", "decisional")
    assert rules.check(state, ask) is None
    rules.fold(state, entry(2, "hidden", target="line", reason="r"))
    assert "no longer" in rules.check(state, ask)


def test_lines_feed_later_stages_with_their_support():
    state = with_line()
    rules.fold(state, entry(2, "support", target="line", token="t1", choice="support"))
    (item,) = rules.items(state)
    assert (item.id, item.score) == ("line", 1.0)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([*rules.SUPPORT, "", "nonsense"])), max_size=40))
def test_nobody_counts_twice_whatever_is_pressed(presses):
    state = with_line()
    last = {}
    for seq, (token, choice) in enumerate(presses, 2):
        rules.fold(state, entry(seq, "support", target="line", token=str(token), choice=choice))
        last[token] = choice
    standing = [choice for choice in last.values() if choice in rules.SUPPORT]
    assert state.support("line") == {choice: standing.count(choice) for choice in rules.SUPPORT}
