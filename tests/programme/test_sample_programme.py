"""The sample programme is planned: its facts and its workshops, and what its file says fits together."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from facilitator.activities import samples
from facilitator.model.entry import Draft, Entry
from facilitator.model.programme import Programme
from facilitator.programme import contract, sample
from facilitator.programme.disclosure import decided

POOLE = sample.find("poole-programme")


def planned() -> Programme:
    programme = contract.empty()
    drafts: list[Draft] = POOLE.planned()
    for name, each in POOLE.workshops.items():
        drafts += each.drafts(workshop=name)
    for n, d in enumerate(drafts, 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    return programme


def sorted_whole() -> Programme:
    """The programme as it is planned, and then as what its workshops came to is told."""
    programme = planned()
    for d in POOLE.made(lambda name: name):
        assert programme.check(d) is None, d
        n = programme.seq + 1
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    return programme


def test_it_has_facts_and_six_workshops_none_of_them_held() -> None:
    programme = planned()
    facts = programme.aspects["facts"]
    assert (programme.title, programme.least) == ("Voluntary groups in children's centres", 5)
    assert (facts.starts, facts.ends, len(facts.objectives), len(list(facts.groups))) == (
        "2011-04-01",
        "2013-04-30",
        7,
        4,
    )
    assert len(facts.task_group) == 8
    assert [(each.settled, each.said) for each in facts.challenges.values()] == [
        ("No one model is fixed; centres stay", "2012-11-20"),
        ("Outcomes come before providers", "2012-11-20"),
    ]
    held = [(each.info.date, len(each.stages), each.finished_at) for each in programme.workshops.values()]
    assert held == [
        *(("2011-11-15", 14, None), ("2012-01-24", 9, None), ("2012-06-11", 1, None)),
        *(("2012-07-10", 6, None), ("2012-07-12", 6, None), ("2012-11-20", 9, None)),
    ]


def test_its_second_wave_asks_the_first_ones_statements_and_a_changed_one_is_another_version() -> None:
    for name, version in (("ev1", "S1"), ("ev2", "S1"), ("ev6", "S2")):
        asked = [run for run in planned().workshops[name].stages if run.stage.options.get("wave")]
        assert [run.stage.options["wave"] for run in asked] == ["before", "after"]
        assert asked[1].root == asked[0].id and asked[0].state.instrument.version == version
        assert [group.id for group in asked[0].state.reporting] == ["community", "statutory"]


def test_every_comment_is_said_in_a_stage_while_that_is_open_and_belongs_to_a_theme_that_is_there() -> None:
    themes = {each["id"] for each in POOLE.said["themes"]["themes"]}
    ids = [said["id"] for each in POOLE.workshops.values() for said in each.play["comments"]]
    assert len(set(ids)) == len(ids) == 265
    for each in POOLE.workshops.values():
        groups = {group["id"] for group in each.groups}
        spans = [(t["stage"], datetime.fromisoformat(t["opens"]), t["minutes"]) for t in each.play["times"]]
        for said in each.play["comments"]:
            at = datetime.fromisoformat(said["at"])
            open_then = [
                name for name, opens, minutes in spans if opens <= at < opens + timedelta(minutes=int(minutes))
            ]
            assert said["stage"] in open_then, said["id"]
            assert {said.get("theme"), said.get("further"), said.get("second")} <= {*themes, None}
            assert said.get("group", "VCS") in groups


def test_no_two_stages_of_a_workshop_are_open_at_once() -> None:
    for each in POOLE.workshops.values():
        spans = [(t["opens"], datetime.fromisoformat(t["opens"]) + timedelta(minutes=int(t["minutes"]))) for t in
                 each.play["times"]]  # fmt: skip
        for (_, ends), (opens, _) in pairwise(spans):
            assert ends <= datetime.fromisoformat(opens)


def test_it_is_sorted_whole() -> None:
    drafts = POOLE.made(lambda name: name)
    kinds = Counter(draft.kind for draft in drafts)
    assert {name: kinds[name] for name in ("theme", "coder", "coded", "unplaced")} == {
        **{"theme": 4, "coder": 1, "coded": 259 + 31, "unplaced": 4}
    }


def test_its_proposals_are_as_firm_as_people_left_them() -> None:
    programme = sorted_whole()
    proposals = programme.aspects["proposals"].proposals
    assert [(each.theme, each.main, each.basis, each.firmness, len(each.targets)) for each in proposals.values()] == [
        ("TH1", True, "experience", "proposal", 7),
        ("TH1", False, "guess", "idea", 4),
        ("TH2", True, "experience", "proposal", 6),
        ("TH2", False, "experience", "committed", 3),
        ("TH3", True, "guess", "idea", 5),
        ("TH4", True, "evidence", "agreed", 5),
        ("TH4", False, "experience", "idea", 4),
    ]
    assert proposals["PR4"].now.who == "Ruth Kell" and proposals["PR4"].now.by == "2013-04-23"
    assert proposals["PR5"].now.disputed and proposals["PR5"].now.hands == {
        "for": 9,
        "live_with": 1,
        "against": 3,
        "of": 24,
    }


def test_its_plan_counts_what_has_a_lead_and_a_date() -> None:
    programme = sorted_whole()
    rows = contract.tables(programme, decided(programme))["plan"][1]
    told = POOLE.said["plan"]["rows"]
    shared = ("objective", "action", "lead", "start", "due", "success_measure", "evidence", "resources", "status",
              "last_review", "review_note")  # fmt: skip
    by_id = {row["id"]: row for row in rows}
    for each in told:
        assert {name: by_id[each["id"]][name] for name in shared} == {name: each[name] or "" for name in shared}
    counted = [row for row in rows if row["lead"] and row["due"]]
    going = [row for row in counted if row["status"] not in ("done", "dropped")]
    assert (len(counted), len(going), len(rows)) == (12, 7, 15)
    assert Counter(row["lead_group"] for row in going) == {
        "Voluntary and community sector": 2,
        "Children's-centre managers": 2,
        "Local authority professionals": 2,
        "Parents": 1,
    }
    plan = programme.aspects["plan"]
    said = [
        (each.date, each.id, each.before or None, each.status, each.words, each.where, each.people) for each in plan.log
    ]
    assert said == [
        (each["date"], each["row"], each["was"], each["is"], each["words"], each["where"], each["people"])
        for each in POOLE.said["plan"]["log"]
    ]
    assert (plan.next_review, plan.next_time, plan.together["different_voices"]) == ("2013-01-14", "10:00", "partly")


def test_a_whole_programme_is_no_sample_of_one_workshop() -> None:
    assert samples.is_programme("poole-programme") and not samples.is_programme("poole-day")
    with pytest.raises(KeyError, match="whole programme"):
        samples.find("poole-programme")
    with pytest.raises(KeyError, match="no sample 'nix'"):
        samples.is_programme("nix")
