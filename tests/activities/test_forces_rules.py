"""The sample day's force field is reproduced exactly; the rest are the method's edge cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.forces import rules
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Stage

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


def test_merged_forces_count_their_sources_and_only_one_is_scored():
    table = Table()
    for key in "abc":
        table.name(key, "driver")
    table.act("merged", targets=["b", "c"], into="a")
    (found,) = rules.forces(table.state, "driver")
    assert (found.note.key, found.sources) == ("a", 3)


def test_at_most_eight_a_side_go_forward_and_one_set_aside_makes_room():
    table = Table()
    for n in range(10):
        table.name(f"d{n}", "driver")
    assert [n.key for n in table.state.scored("driver")] == [f"d{n}" for n in range(8)]
    table.act("moved", target="d0", fields={"aside": True})
    assert table.state.scored("driver")[-1].key == "d8"


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
