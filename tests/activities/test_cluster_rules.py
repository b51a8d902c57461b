import pytest
from cluster_day import ARROWS, LONER, SAMPLE, Wall, sample_wall
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.activities import results
from facilitator.activities.cluster import rules
from facilitator.activities.cluster.advice import doubts, hints
from facilitator.activities.cluster.proposed import candidates, proposals
from facilitator.model.item import Item


def test_the_sample_day_comes_out_as_it_was_found():
    wall, found = sample_wall()
    now = wall.now
    assert [(g.title, wall.texts(g.key)) for g in now.of()] == [
        (title, list(notes)) for title, notes in SAMPLE.values()
    ]
    assert [slip.text for slip in now.loners] == [LONER]
    assert [(r.start, r.end, r.kind) for r in now.relations] == [(found[a], found[b], kind) for a, b, kind in ARROWS]
    assert [(i.id, i.text) for i in rules.items(wall.state)] == [(found[n], SAMPLE[n][0]) for n in SAMPLE]


def test_titles_are_locked_until_the_title_stage():
    wall = Wall()
    group = wall.group("n0", "n1")
    assert "Titles come later" in (wall.refusal("titled", "group", {"cluster": group, "title": "Too early"}) or "")
    wall.try_to("titled", "group", cluster=group, title="Too early")
    assert wall.now.groups[group].title == ""
    wall.do("titled", "title", cluster=group, title="What these two say together")
    assert wall.now.groups[group].title == "What these two say together"
    wall.do("titled", "relations", cluster=group, title="What these two say, mended")
    assert wall.state.groups[group].earlier == ["What these two say together"]


def test_a_note_moved_to_and_fro_is_contested_and_may_be_copied_from_a_phone():
    wall = Wall()
    one, two = wall.group("n0"), wall.group("n1")
    asked = {"note": "n2", "token": "d", "source": "phone"}
    for mover, goal in zip("abab", (one, two, one, two), strict=True):
        assert "pulled two ways" in (wall.refusal("copied", "group", asked) or "")
        wall.do("grouped", notes=["n2"], cluster=goal, token=mover, source="phone")
    assert wall.now.slips["n2"].contested
    copy = wall.do("copied", **asked, cluster=one)
    assert wall.texts(one) == ["note 0", "note 2"] and wall.texts(two) == ["note 1", "note 2"]
    assert wall.now.slips[copy].copy and not wall.now.slips["n2"].contested
    wall.do("uncopied", note=copy)
    assert wall.texts(one) == ["note 0"]


def test_a_phone_that_changes_its_mind_contests_nothing():
    wall = Wall()
    groups = [wall.group("n0"), wall.group("n1")]
    for step in range(8):
        wall.do("grouped", notes=["n2"], cluster=groups[step % 2], token="a", source="phone")
    assert wall.now.slips["n2"].spot.moves == 1
    assert len([m for m in wall.state.moves if m.note == "n2"]) == 8


def test_a_note_placed_alone_keeps_its_place_and_a_nudge_is_no_move():
    wall = Wall()
    wall.do("placed", note="n0", x=300.4, y=80)
    wall.do("placed", note="n0", x=310, y=80)
    spot = wall.now.slips["n0"].spot
    assert (spot.x, spot.y, spot.moves, wall.state.moves) == (310, 80, 0, [])
    group = wall.group("n0", "n1", x=40, y=50)
    assert wall.now.groups[group].wall == (40, 50)
    wall.do("placed", note="n0")
    assert [m.end for m in wall.state.moves] == [group, group, ""]


def test_phones_move_only_where_the_mode_lets_them():
    body = {"notes": ["n0"], "token": "t", "source": "phone"}
    for mode, taken in (("phones", True), ("tables", True), ("wall", False), ("runners", False)):
        wall = Wall(mode=mode)
        assert (wall.refusal("grouped", "group", body) is None) is taken
        wall.try_to("grouped", "group", **body)
        assert bool(wall.now.groups) is taken
    assert "not moved from phones" in (Wall().refusal("grouped", "title", body) or "")


def test_corrections_and_withdrawals_upstream_show_at_once():
    wall = Wall(3)
    group = wall.group("n0", "n1")
    wall.items[0] = Item("n0", "note 0, mended", "write")
    assert wall.texts(group) == ["note 0, mended", "note 1"]
    wall.items[0] = Item("n0", "gone", "write", withdrawn=True)
    del wall.items[1]
    assert wall.now.groups == {} and [s.key for s in wall.now.loners] == ["n2"]
    assert "no longer there" in (wall.refusal("placed", "group", {"note": "n1"}) or "")


def test_a_forgotten_note_written_now_hangs_on_the_wall():
    wall = Wall(1)
    key = wall.do("note", text="forgotten", source="phone", group="par")
    assert [s.text for s in wall.now.loners] == ["note 0", "forgotten"]
    wall.do("hidden", target=key, reason="names a person")
    assert list(wall.now.slips) == ["n0"]
    assert "one wall" in (Wall(mode="wall").refusal("note", "group", {"text": "x", "source": "phone"}) or "")


def test_groups_stand_in_groups_three_deep_and_never_in_themselves():
    wall = Wall(8)
    a, b, c, d = (wall.group(f"n{n}") for n in range(4))
    outer = wall.do("nested", groups=[a, b], parent="")
    wall.do("nested", groups=[c], parent=a)
    assert [wall.now.level(wall.now.groups[g]) for g in (outer, a, b, c)] == [1, 2, 2, 3]
    assert "3 deep" in (wall.refusal("nested", "group", {"groups": [d], "parent": c}) or "")
    assert "inside itself" in (wall.refusal("nested", "group", {"groups": [outer], "parent": c}) or "")
    wall.try_to("nested", "group", groups=[outer], parent=c)
    assert [g.key for g in wall.now.of()] == [d, outer]
    wall.do("nested", groups=[c], out=True)
    assert c in [g.key for g in wall.now.of()]


def test_a_group_of_groups_goes_when_its_last_note_goes():
    wall = Wall(2)
    inner = wall.group("n0")
    outer = wall.do("nested", groups=[inner], parent="")
    assert set(wall.now.groups) == {inner, outer}
    wall.do("placed", note="n0")
    assert wall.now.groups == {}


def test_tables_join_their_groups_in_plenary():
    wall = Wall(4, mode="tables")
    one = wall.do("grouped", notes=["n0", "n1"], table="1", token="a", source="phone")
    two = wall.do("grouped", notes=["n2"], table="2", token="b", source="phone")
    assert [wall.state.groups[g].table for g in (one, two)] == ["1", "2"]
    wall.do("grouped", groups=[two], cluster=one)
    assert list(wall.now.groups) == [one] and len(wall.texts(one)) == 3


def test_a_split_is_logged_with_its_reason():
    wall = Wall(4)
    group = wall.group("n0", "n1", "n2")
    assert "not all of them" in (wall.refusal("split", "title", {"cluster": group, "notes": ["n0", "n1", "n2"]}) or "")
    new = wall.do("split", "title", cluster=group, notes=["n2"], why="two sentences")
    assert wall.texts(new) == ["note 2"] and len(wall.texts(group)) == 2
    assert [(s.group, s.new, s.notes, s.why) for s in wall.state.splits] == [(group, new, 1, "two sentences")]


def test_only_identical_wording_counts_as_one_candidate():
    wall = Wall()
    group = wall.group("n0", "n1")
    for words in ("Ask first", "ask  first.", "Ask us first"):
        wall.do("note", "title", text=words, fields={"for": group, "token": "t"}, source="phone")
    assert [(c.text, c.said) for c in candidates(wall.state, group)] == [("Ask first", 2), ("Ask us first", 1)]
    assert wall.state.titles_by("t") == {group} and wall.state.titles_by("") == set()
    assert "Say which group" in (wall.refusal("note", "title", {"text": "For nothing", "fields": {}}) or "")


def test_arrows_wait_for_titles_and_phones_only_propose():
    wall, found = sample_wall()
    fields = {"from": found["G3"], "to": found["G5"], "kind": "opposes"}
    assert "Arrows come" in (wall.refusal("related", "group", fields) or "")
    wall.do("note", "relations", text="money", fields=fields, source="phone")
    back = {"from": found["G5"], "to": found["G3"], "kind": "opposes"}
    wall.do("note", "relations", text="money", fields=back, source="phone")
    proposed = proposals(wall.state, wall.now)
    assert [(p.kind, p.said, p.whys) for p in proposed] == [("opposes", 2, ("money",))]
    assert len(wall.now.relations) == 4
    wall.do("related", "relations", **back, why="money")
    assert proposals(wall.state, wall.now) == [] and len(wall.now.relations) == 5
    wall.do("related", "relations", **fields)
    assert len(wall.now.relations) == 5
    wall.do("unrelated", "relations", relation=wall.now.relations[-1].key)
    wall.do("declined", "relations", **fields)
    assert proposals(wall.state, wall.now) == [] and len(wall.now.relations) == 4


@pytest.mark.parametrize("fields", [{"kind": "leads_to"}, {"kind": "likes"}])
def test_an_arrow_needs_two_groups_and_a_meaning(fields):
    wall, found = sample_wall()
    ends = {"from": found["G1"], "to": found["G1" if fields["kind"] == "leads_to" else "G2"]}
    assert wall.refusal("related", "relations", {**ends, **fields})
    wall.try_to("related", "relations", **{**ends, **fields})
    assert len(wall.now.relations) == 4


def test_groups_are_joined_only_when_everybody_agrees():
    wall, found = sample_wall()
    poll = wall.do("merge_asked", "combine", groups=[found["G6"], found["G7"]])
    wall.do("merge_answer", "combine", poll=poll, same=True, token="a")
    wall.do("merge_answer", "combine", poll=poll, same=False, token="b")
    assert "stay apart" in (wall.refusal("merge_settled", "combine", {"poll": poll, "merge": True}) or "")
    wall.try_to("merge_settled", "combine", poll=poll, merge=True)
    assert len(wall.now.groups) == 7
    wall.do("merge_answer", "combine", poll=poll, same=True, token="b")
    wall.do("merge_hands", "combine", poll=poll, same=20, different=0)
    assert "how many are in the room" in (wall.refusal("merge_settled", "combine", {"poll": poll, "merge": True}) or "")
    body = {"poll": poll, "merge": True, "present": 30}
    assert "stay apart" in (wall.refusal("merge_settled", "combine", body) or "")
    wall.try_to("merge_settled", "combine", **body)
    assert wall.state.polls[poll].result is None
    wall.do("merge_settled", "combine", poll=poll, merge=True, title="Make bids small and backed", present=22)
    asked = wall.state.polls[poll]
    assert (asked.same, asked.different, asked.unanimous, asked.result) == (22, 0, True, True)
    assert len(wall.now.groups) == 6 and len(wall.texts(found["G6"])) == 6
    assert wall.now.groups[found["G6"]].title == "Make bids small and backed"
    assert [(r.start, r.kind) for r in wall.now.relations] == [
        (found["G1"], "leads_to"),
        (found["G2"], "leads_to"),
        (found["G4"], "causes"),
    ]
    assert "settled" in (wall.refusal("merge_answer", "combine", {"poll": poll, "same": True}) or "")


def test_what_was_voted_for_stays_in_the_list_after_a_merge():
    wall, found = sample_wall()
    poll = wall.do("merge_asked", "combine", groups=[found["G6"], found["G7"]])
    wall.do("merge_hands", "combine", poll=poll, same=25, different=0)
    wall.do("merge_settled", "combine", poll=poll, merge=True, present=25)
    by_id = {i.id: i.text for i in rules.items(wall.state)}
    assert set(by_id) == set(found.values())
    assert by_id[found["G7"]] == f"{SAMPLE['G7'][0]} (joined with: {SAMPLE['G6'][0]})"


def test_of_old_it_was_enough_that_nobody_who_answered_said_no() -> None:
    wall, found = sample_wall()
    poll = wall.do("merge_asked", "combine", groups=[found["G6"], found["G7"]])
    wall.do("merge_answer", "combine", poll=poll, same=True, token="one of five")
    wall.try_to("merge_settled", "combine", poll=poll, merge=True)
    assert wall.state.polls[poll].result is True


def test_a_group_without_a_title_is_named_as_missing_from_every_ballot() -> None:
    wall = Wall(6)
    first, second = wall.group("n0", "n1"), wall.group("n2")
    wall.do("titled", "title", cluster=first, title="What these notes say")
    bare = wall.runs["group"].nameless()
    assert bare is not None and bare.stage == "title"
    assert bare.things == ("Group of \u201cnote 2\u201d",)
    outer = wall.do("nested", groups=[second])
    bare = wall.runs["title"].nameless()
    assert bare is not None and len(bare.things) == 1
    wall.do("titled", "title", cluster=outer, title="What the outer one says")
    assert wall.runs["group"].nameless() is None


def test_a_merge_nobody_answered_is_not_unanimous():
    wall, found = sample_wall()
    poll = wall.do("merge_asked", "combine", groups=[found["G1"], found["G2"]])
    assert not wall.state.polls[poll].unanimous
    again = wall.do("merge_asked", "combine", groups=[found["G1"], found["G3"]])
    assert wall.state.polls[poll].result is False
    assert wall.state.open_poll() is wall.state.polls[again]


def test_a_group_is_not_merged_with_one_inside_it():
    wall = Wall(4)
    one, two = wall.group("n0"), wall.group("n1")
    wall.do("nested", groups=[two], parent=one)
    assert "inside the other" in (wall.refusal("merge_asked", "combine", {"groups": [one, two]}) or "")


def test_after_the_vote_nothing_is_regrouped():
    wall, found = sample_wall()
    acts = (("placed", {"note": "n0"}), ("grouped", {"notes": ["n0"], "cluster": found["G2"]}))
    for kind, body in (*acts, ("split", {"cluster": found["G1"], "notes": ["n0"]})):
        assert "voted on" in (wall.refusal(kind, "combine", body) or "")
        wall.try_to(kind, "combine", **body)
    assert len(wall.texts(found["G1"])) == 3
    wall.do("group_moved", "combine", cluster=found["G1"], x=400, y=20, chart=True)
    assert wall.now.groups[found["G1"]].chart == (400, 20)


def test_the_story_is_written_by_the_scribe_not_by_phones():
    wall, _found = sample_wall()
    assert "told aloud" in (wall.refusal("note", "combine", {"text": "x", "source": "phone"}) or "")
    wall.do("note", "combine", text="First we ask.", source="scribe")
    assert [n.text for n in wall.state.story()] == ["First we ask."]


def test_items_of_nested_groups_and_loners():
    wall = Wall(4)
    one, two = wall.titled("n0", title="One"), wall.titled("n1", title="Two")
    outer = wall.do("nested", groups=[one, two], parent="")
    assert [i.text for i in rules.items(wall.state)] == ["One", "Two"]
    wall.do("titled", "title", cluster=outer, title="Both together")
    assert [i.text for i in rules.items(wall.state)] == ["Both together"]
    wall.state.stage = wall.state.stage.__class__("group", "Group", "cluster", options={"loners": True})
    assert [i.text for i in rules.items(wall.state)] == ["Both together", "note 2", "note 3"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Trust", "four words"),
        ("Miscellaneous", "bin"),
        ("Other things", "bin"),
        ("Involve families before decisions harden", ""),
        ("", ""),
        ("Listen to the other half of the room", ""),
    ],
)
def test_titles_that_are_labels_or_bins_are_doubted(title, words):
    assert any(words in said for said in doubts(title)) if words else doubts(title) == []


@pytest.mark.parametrize(("groups", "most"), [(1, 1), (2, 2), (4, 4), (5, 2), (6, 3), (7, 3), (12, 3)])
def test_picks_are_half_of_the_groups_at_most_and_all_of_four(groups, most):
    assert results.picks(groups) == most


def hung(wall, group):
    """The notes in a group, in the order they hang."""
    return [slip.key for slip in wall.now.members.get(group, ())]


def test_the_notes_of_a_group_stand_in_the_order_they_were_put():
    wall = Wall(6)
    group = wall.group("n0", "n1", "n2")
    wall.do("grouped", notes=["n2"], cluster=group, order=["n2", "n0", "n1"])
    assert hung(wall, group) == ["n2", "n0", "n1"]
    assert not wall.state.spots["n2"].moves > 1  # nobody pulls it two ways
    wall.do("grouped", notes=["n4"], cluster=group)
    wall.do("grouped", notes=["n3"], cluster=group, order=["n3", "n2", "n0", "n1", "n4", "n5", "none"])
    assert hung(wall, group) == ["n3", "n2", "n0", "n1", "n4"]
    wall.do("placed", note="n2")
    assert hung(wall, group) == ["n3", "n0", "n1", "n4"]
    wall.do("grouped", notes=["n2"], cluster=group)
    assert hung(wall, group) == ["n3", "n0", "n1", "n4", "n2"]
    part = wall.do("split", cluster=group, notes=["n0", "n3"])
    assert (hung(wall, group), hung(wall, part)) == (["n1", "n4", "n2"], ["n3", "n0"])


def test_groups_that_were_joined_stand_one_after_the_other():
    wall = Wall(4)
    one, other = wall.group("n0", "n3"), wall.group("n1", "n2")
    wall.do("grouped", notes=["n3"], cluster=one, order=["n3", "n0"])
    wall.do("grouped", notes=["n2"], cluster=other, order=["n2", "n1"])
    poll = wall.do("merge_asked", "combine", groups=[one, other])
    wall.do("merge_hands", "combine", poll=poll, same=3, different=0)
    wall.do("merge_settled", "combine", poll=poll, merge=True, present=3)
    assert hung(wall, one) == ["n3", "n0", "n2", "n1"]


def test_hints_tell_what_to_watch():
    assert any("Only 3 notes" in h for h in hints(Wall(3).state, "group"))
    assert any("many for one wall" in h for h in hints(Wall(81).state, "group"))
    wall = Wall(20)
    wall.group(*(f"n{n}" for n in range(7)))
    assert any("More than 6 notes in Group 1" in h for h in hints(wall.state, "group"))
    assert any("Still without a title: Group 1" in h for h in hints(wall.state, "title"))
    assert any("everyone ranks all" in h for h in hints(wall.state, "relations"))
    sample, _found = sample_wall()
    assert hints(sample.state, "relations") == ["7 groups: in the vote each person ranks 3, at most half of them."]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["grouped", "ordered", "new", "placed", "copied", "nested", "split", "titled", "related", "merge"]
        ),
        st.integers(0, 7),
        st.integers(0, 7),
        st.sampled_from(["group", "title", "relations", "combine"]),
        st.sampled_from(["", "a", "b"]),
    ),
    max_size=40,
)


@given(ACTS)
@settings(max_examples=120, deadline=None)
def test_whatever_comes_every_note_hangs_once_and_groups_form_trees(acts):
    wall = Wall(8)
    for kind, one, other, stage, token in acts:
        groups = list(wall.state.groups)
        first, second = (groups[n % len(groups)] if groups else "none" for n in (one, other))
        body = {
            "grouped": {"notes": [f"n{one}"], "cluster": first},
            "ordered": {"notes": [f"n{one}"], "cluster": first, "order": [f"n{n}" for n in (other, one, 7, one)]},
            "new": {"notes": [f"n{one}", f"n{other}"], "cluster": ""},
            "placed": {"note": f"n{one}", "x": other, "y": one},
            "copied": {"note": f"n{one}"},
            "nested": {"groups": [first, second], "parent": ""} if one < 4 else {"groups": [first], "parent": second},
            "split": {"cluster": first, "notes": [f"n{other}"]},
            "titled": {"cluster": first, "title": f"title {other}"},
            "related": {"from": first, "to": second, "kind": "leads_to"},
            "merge": {"groups": [first, second]},
        }[kind]
        if kind == "merge":
            poll = wall.try_to("merge_asked", stage, **body)
            wall.try_to("merge_hands", stage, poll=poll, same=1, different=0)
            wall.try_to("merge_settled", stage, poll=poll, merge=True)
        else:
            wall.try_to("grouped" if kind in ("new", "ordered") else kind, stage, **body, token=token)
    now = wall.now
    inside = [s.key for members in now.members.values() for s in members]
    assert sorted([*inside, *(s.key for s in now.loners)]) == sorted(now.slips)
    assert set(now.members) <= set(now.groups)
    for group in now.groups.values():
        assert now.level(group) <= 3
    assert {s.note for s in now.slips.values()} == {f"n{n}" for n in range(8)}
