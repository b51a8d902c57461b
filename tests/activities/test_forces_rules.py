"""The sample day's force field is reproduced exactly; the rest are the method's edge cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.forces import figures, likeness, rules
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Stage
from facilitator.model.suppression import decide

STAGE = Stage("name", "Name", "forces", options={"phase": "name"})
SAMPLE = [
    ("D1", "driver", 5, 3), ("D2", "driver", 4, 4), ("D3", "driver", 4, 3), ("D4", "driver", 3, 4),
    ("D5", "driver", 3, 2),
    ("R1", "restrainer", 5, 3), ("R2", "restrainer", 4, 4), ("R3", "restrainer", 5, 1), ("R4", "restrainer", 3, 4),
    ("R5", "restrainer", 4, 4), ("R6", "restrainer", 3, 5),
]  # fmt: skip


class Table:
    """A state and the entries that go into it."""

    def __init__(self):
        self.state, self.seq = rules.start(STAGE), 0
        for phase in ("score", "act", "state"):
            self.state.phases[phase] = Stage(phase, phase, "forces", options={"phase": phase})

    def act(self, kind, key="", **body):
        self.seq += 1
        return rules.fold(self.state, Entry(self.seq, key or f"k{self.seq}", "w", "name", self.seq, "", kind, body))

    def name(self, key, side, text=""):
        self.act("note", key, text=text or f"force {key}", fields={"side": side})

    def rate(self, force, *values, scale="strength", group=""):
        for n, value in enumerate(values):
            self.act("rating", target=force, scale=scale, value=value, token=f"{group}{n}", group=group)


@pytest.fixture
def sample():
    table = Table()
    for key, side, strength, changeability in SAMPLE:
        table.name(key, side)
        table.act("agreed", target=key, strength=strength, changeability=changeability)
    return table


def test_the_sample_days_totals(sample):
    found = rules.totals(sample.state)
    assert (found.drivers, found.n_drivers, found.mean("driver")) == (19, 5, 3.8)
    assert (found.restrainers, found.n_restrainers, found.mean("restrainer")) == (24, 6, 4.0)
    assert (found.balance, round(found.share, 2)) == (-5, 0.44)


def test_the_sample_days_leverage(sample):
    found = [(f.note.key, f.leverage) for f in rules.leverage(sample.state)]
    assert found[:6] == [("R2", 16), ("R5", 16), ("R1", 15), ("R6", 15), ("R4", 12), ("R3", 5)]
    assert all(key.startswith("D") for key, _ in found[6:])


def test_median_range_n_and_those_who_cannot_judge():
    table = Table()
    table.name("a", "driver")
    table.rate("a", 1, 5, 4, 0, 4, 0)
    found = rules.spread(table.state, "a", "strength")
    assert (found.n, found.median, found.low, found.high, found.unable, found.wide) == (4, 4, 1, 5, 2, True)
    assert rules.spread(table.state, "a", "changeability") == rules.Spread(0, None, None, None, 0)


def test_a_later_number_of_the_same_person_replaces_the_earlier():
    table = Table()
    table.name("a", "driver")
    table.rate("a", 1)
    table.rate("a", 5)
    assert rules.spread(table.state, "a", "strength").n == 1
    assert rules.force(table.state, table.state.notes.get("a")).strength == 5


def test_agreed_wins_over_the_median_and_keeps_its_reason():
    table = Table()
    table.name("a", "restrainer")
    table.rate("a", 1, 5, 5)
    table.act("agreed", target="a", strength=4, reason="kept at 4 after hearing a 1 and a 5")
    found = rules.force(table.state, table.state.notes.get("a"))
    assert (found.strength, found.changeability, found.leverage) == (4, None, None)
    assert found.reason.startswith("kept at 4")


def test_each_score_has_a_reason_of_its_own_and_those_of_the_first_release_stay():
    table = Table()
    table.name("a", "restrainer")
    table.act("agreed", target="a", strength=4, reason="we met it twice")
    table.act("agreed", target="a", changeability=1, reason="it is law")
    found = rules.force(table.state, table.state.notes.get("a"))
    assert found.reasons == {"strength": "we met it twice", "changeability": "it is law"}
    assert found.reason == "Strength: we met it twice Changeability: it is law"
    table.act("agreed", target="a", reason="", scale="strength")
    assert rules.force(table.state, table.state.notes.get("a")).reason == "it is law"


def test_merged_forces_count_their_sources_and_only_one_is_scored():
    table = Table()
    for key in "abc":
        table.name(key, "driver")
    table.act("merged", targets=["b", "c"], into="a")
    (found,) = rules.forces(table.state, "driver")
    assert (found.note.key, found.sources) == ("a", 3)


def test_more_than_eight_a_side_are_too_many_and_the_room_says_which_are_set_aside():
    table = Table()
    for n in range(10):
        table.name(f"d{n}", "driver")
    assert [n.key for n in table.state.scored("driver")] == [f"d{n}" for n in range(10)]
    for key in ("d0", "d4"):
        assert figures.over_cap(table.state, "driver")
        table.act("moved", target=key, fields={"aside": True})
    assert figures.over_cap(table.state, "driver") == 0
    assert [n.key for n in figures.left_aside(table.state, "driver")] == ["d0", "d4"]


def test_mirror_pairs_are_flagged():
    table = Table()
    table.name("a", "driver", "Parents trust the local groups")
    table.name("b", "restrainer", "Local groups are not trusted by parents")
    table.name("c", "restrainer", "Tender forms are long")
    assert [(d.key, r.key) for d, r in rules.mirrors(table.state)] == [("a", "b")]


def test_groups_can_be_seen_apart():
    table = Table()
    table.name("a", "driver")
    table.rate("a", 5, 5, group="VCS")
    table.rate("a", 1, group="LA")
    assert rules.spread(table.state, "a", "strength", "VCS").median == 5
    assert rules.spread(table.state, "a", "strength", "LA").n == 1


def test_expected_after_changes_only_what_the_room_expects():
    table = Table()
    for key, side, strength in (("a", "driver", 3), ("b", "restrainer", 5)):
        table.name(key, side)
        table.act("agreed", target=key, strength=strength)
    table.act("after", target="b", strength=2)
    assert rules.totals(table.state).balance == -2
    assert rules.totals(table.state, expected=True).balance == 1


def draft(kind, stage, **body):
    return Draft(kind, body, "w", stage)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (draft("note", "name", text="x", fields={}), "drive the change"),
        (draft("note", "act", text="x", fields={"effect": "wish"}), "what the idea does"),
        (draft("note", "act", text="x", fields={"effect": "weaken"}), "Choose the force"),
        (draft("note", "score", text="x", fields={"side": "driver"}), "Nothing is written"),
        (draft("rating", "score", target="none", scale="strength", value=3), "no longer"),
        (draft("rating", "score", target="a", scale="strength", value=6), "1 to 5"),
        (draft("rating", "score", target="a", scale="charm", value=3), "1 to 5"),
    ],
)
def test_what_is_refused(asked, hint):
    table = Table()
    table.name("a", "driver")
    assert hint in rules.check(table.state, asked)


def test_ideas_are_linked_to_their_force():
    table = Table()
    table.name("a", "restrainer")
    asked = draft("note", "act", text="split lots", fields={"effect": "weaken", "force": "a", "who": "LA"})
    assert rules.check(table.state, asked) is None
    table.act("note", "idea", **asked.body)
    assert [n.key for n in table.state.actions("a")] == ["idea"]
    assert [n.key for n in table.state.notes_of("restrainer")] == ["a"]


def test_the_change_statement_and_the_verdict_are_the_rooms():
    table = Table()
    table.act("change", now="separate agreements", wanted="joint delivery", by="24 months")
    table.act("change", scope="Poole")
    assert table.state.change == rules.Change("separate agreements", "joint delivery", "24 months", "Poole")
    for token, choice in (("1", "go"), ("2", "go_if"), ("1", "not_yet"), ("3", "")):
        table.act("verdict", token=token, choice=choice)
    assert table.state.verdicts == {"1": "not_yet", "2": "go_if"}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 7) | st.booleans()), max_size=30))
def test_numbers_off_the_scale_never_count(presses):
    table = Table()
    table.name("a", "driver")
    for token, value in presses:
        table.act("rating", target="a", scale="strength", value=value, token=str(token))
    found = rules.spread(table.state, "a", "strength")
    assert found.n + found.unable <= 4
    assert found.median is None or 1 <= found.low <= found.median <= found.high <= 5


def test_a_new_wording_is_asked_about_anew_and_the_old_one_stays_in_the_record():
    table = Table()
    table.act("change", now="apart", wanted="together")
    for person in range(4):
        table.act("clear", clear=person > 0, token=f"p{person}")
    table.act("clear_hands", clear=1, unclear=2)
    assert figures.clarity(table.state) == (4, 3)
    table.act("change", wanted="one calendar for three halls")
    assert figures.clarity(table.state) == (0, 0)
    (old,) = table.state.earlier
    assert (old.change.wanted, old.clear, old.unclear) == ("together", 4, 3)
    table.act("change", wanted="one calendar for three halls")
    assert len(table.state.earlier) == 1


def test_a_stage_may_bring_the_change():
    stage = Stage("state", "State", "forces", options={"phase": "state", "change": {"now": "a", "by": "24 months"}})
    change = rules.start(stage).change
    assert (change.now, change.when_where) == ("a", "within 24 months")


@pytest.mark.parametrize(
    ("wanted", "two"),
    [
        ("several groups jointly deliver", False),
        ("open a cafe and move the office", True),
        ("longer hours & a crèche", True),
        ("a band plays in the sand", False),
    ],
)
def test_two_changes_in_one_are_noticed(wanted, two):
    assert likeness.two_changes(wanted) is two


def test_a_one_sided_list_names_the_side_that_is_missing():
    table = Table()
    assert figures.missing_side(table.state) == ""
    table.name("a", "driver")
    assert figures.missing_side(table.state) == "restrainer"
    table.name("b", "restrainer")
    assert figures.missing_side(table.state) == ""


def told(state):
    """The strengths of force "a" by group, as far as they may be told."""
    return figures.told_by_group(state, "a", decide(figures.published(state, "here")), "here")


def test_groups_show_only_where_each_has_five_raters():
    table = Table()
    table.name("a", "driver")
    table.rate("a", 5, 5, 4, 4, 5, group="VCS")
    table.rate("a", 1, 2, 1, 1, group="LA")
    assert told(table.state) == {}
    table.rate("a", 1, 2, 1, 1, 2, group="LA")
    assert {g: s.median for g, s in told(table.state).items()} == {"VCS": 5, "LA": 1}
    table.act("tally", target="a", scale="strength", values=[3, 3])
    assert {g: s.median for g, s in told(table.state).items()} == {"VCS": 5}, "two on paper, and who would reveal them"
    table.rate("a", 4, 4, 4, 4, 4, group="PAR")
    assert set(told(table.state)) == {"VCS"}, "five who gave the same are not told apart"


def test_somebody_who_gives_one_number_to_all_is_noticed():
    table = Table()
    for n in range(4):
        table.name(f"f{n}", "driver")
        table.act("rating", target=f"f{n}", scale="strength", value=5, token="all five")
        table.act("rating", target=f"f{n}", scale="strength", value=n + 1, token="spread out")
    assert figures.all_alike(table.state) == 1


def test_paper_scores_count_and_are_replaced_whole():
    table = Table()
    table.name("a", "driver")
    table.rate("a", 5)
    table.act("tally", target="a", scale="strength", values=[1, 2, 0, 9, True, "4"])
    found = figures.spread(table.state, "a", "strength")
    assert (found.n, found.unable) == (3, 1)
    table.act("tally", target="a", scale="strength", values=[4])
    assert figures.spread(table.state, "a", "strength").low == 4
    assert figures.raters(table.state) == 2


def test_new_drivers_count_only_in_what_is_expected():
    table = Table()
    for key, side in (("a", "driver"), ("b", "restrainer")):
        table.name(key, side)
        table.act("agreed", target=key, strength=3, changeability=2)
    table.act("note", "n", text="a trial", fields={"effect": "add"})
    assert figures.totals(table.state, expected=True).drivers == 3
    table.act("after", target="n", strength=2)
    table.act("after", target="b", strength=0)
    assert figures.totals(table.state).balance == 0
    assert figures.totals(table.state, expected=True) == rules.Totals(5, 0, 2, 1)


@pytest.mark.parametrize(
    ("effect", "force", "hint"),
    [("weaken", "d", "strengthen it"), ("strengthen", "r", "weaken it"), ("remove", "idea", "Choose the force")],
)
def test_an_effect_fits_the_side_of_its_force(effect, force, hint):
    table = Table()
    table.name("d", "driver")
    table.name("r", "restrainer")
    table.act("note", "idea", text="x", fields={"effect": "add"})
    asked = draft("note", "act", text="y", fields={"effect": effect, "force": force})
    assert hint in rules.check(table.state, asked)


def test_votes_belong_to_their_part():
    table = Table()
    table.name("a", "driver")
    assert "not yet" in rules.check(table.state, draft("clear", "score", clear=True)).replace("still not", "not yet")
    assert "verdict" in rules.check(table.state, draft("verdict", "state", choice="go"))
    assert "Scoring is over" in rules.check(table.state, draft("rating", "act", target="a", scale="strength", value=1))


def test_forces_withdrawn_upstream_leave_the_sums():
    table = Table()
    for key in "ab":
        table.name(key, "driver")
        table.act("agreed", target=key, strength=4, changeability=1)
    table.act("withdrawn", target="b", by="phone")
    assert rules.totals(table.state).drivers == 4
    assert [item.id for item in rules.items(table.state)] == ["a"]
    assert rules.forces(table.state, "driver")[0].unmovable


@given(st.lists(st.tuples(st.sampled_from(["A", "B", "C", ""]), st.integers(0, 5)), max_size=40))
def test_no_group_under_five_can_be_seen_or_worked_out(presses):
    table = Table()
    table.name("a", "driver")
    for n, (group, value) in enumerate(presses):
        table.act("rating", target="a", scale="strength", value=value, token=str(n), group=group)
    shown = told(table.state)
    whole = rules.spread(table.state, "a", "strength").n
    assert all(s.n >= 5 for s in shown.values())
    left = whole - sum(s.n for s in shown.values())
    assert not shown or left == 0 or left >= 5


@given(st.lists(st.tuples(st.sampled_from(["driver", "restrainer"]), st.integers(1, 5)), max_size=30))
def test_nothing_is_set_aside_but_by_the_room_and_sums_add_up(found):
    table = Table()
    for n, (side, strength) in enumerate(found):
        table.name(f"f{n}", side)
        table.act("agreed", target=f"f{n}", strength=strength)
    sums = rules.totals(table.state)
    assert (sums.n_drivers, sums.n_restrainers) == tuple(
        sum(side == one for side, _strength in found) for one in ("driver", "restrainer")
    )
    assert sums.balance == sums.drivers - sums.restrainers
    assert sums.share is None or 0 <= sums.share <= 1
