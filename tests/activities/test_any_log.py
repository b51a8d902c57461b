"""A log may hold anything: a damaged file, an import, a later release. Folding it never raises."""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import any_day
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.activities import contract
from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.model.entry import Entry
from facilitator.model.kinds import Kind
from facilitator.model.method import Stage
from facilitator.model.timetable import timetable
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.records import entry_checks, tables

DAYS = {name: made() for name, made in any_day.DAYS.items()}
KINDS: dict[str, list[Kind]] = {}
for _activity in contract.KINDS:
    for _kind in contract.kinds(_activity):
        KINDS.setdefault(_kind.name, []).append(_kind)

ASPECT_KINDS = {kind for aspect in programmes.ASPECTS for kind in programmes.rules(aspect).KINDS}
ANY_KIND = sorted({*KINDS, *ASPECT_KINDS, "programme", "never heard of"})

TIMES = st.sampled_from((0, 1, 10**12, 9 * 10**15, 2**63 - 1, -1, -(10**15)))
NUMBERS = st.integers(-(10**18), 10**18) | st.sampled_from((0, 1, -1, 2, 3, 10**15, 10**400)) | st.floats()
LEAVES = st.none() | st.booleans() | NUMBERS | st.text(max_size=6) | st.sampled_from(("on", "+", "1", "[", "w", "m1"))


def anything(known: list[str]) -> st.SearchStrategy[Any]:
    """Any JSON, in which what the log knows by name may stand anywhere."""
    names = st.sampled_from(known)
    return st.recursive(
        LEAVES | names,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    )


def _known(entries: list[Entry]) -> list[str]:
    """Every key, stage and word that the entries use."""
    found: dict[str, None] = {}

    def look(value: Any) -> None:
        if isinstance(value, str) and len(value) < 40:
            found[value] = None
        elif isinstance(value, dict):
            for name, each in value.items():
                found[name] = None
                look(each)
        elif isinstance(value, (list, tuple)):
            for each in value:
                look(each)

    for entry in entries:
        found |= {entry.key: None, entry.stage: None, entry.kind: None}
        look(entry.body)
    return list(found)


KNOWN = {name: _known(entries) for name, entries in DAYS.items()}
BODIES = {name: anything(known) for name, known in KNOWN.items()}


def _spoilt(data: st.DataObject, value: Any, body: st.SearchStrategy[Any], left: int) -> Any:
    """The value with something else somewhere in it."""
    if isinstance(value, dict) and value and left:
        name = data.draw(st.sampled_from(sorted(value)))
        if data.draw(st.integers(0, 5)) == 0:
            return {each: one for each, one in value.items() if each != name}
        return {**value, name: _spoilt(data, value[name], body, left - 1)}
    if isinstance(value, (list, tuple)) and value and left:
        place = data.draw(st.integers(0, len(value) - 1))
        return [*value[:place], _spoilt(data, value[place], body, left - 1), *value[place + 1 :]]
    return data.draw(body)


def _any_entry(data: st.DataObject, day: str, seq: int) -> Entry:
    """An entry of any kind with any body, or one that was there with something else in it."""
    there, body = DAYS[day], BODIES[day]
    entry = data.draw(st.sampled_from(there))
    entry = replace(entry, seq=seq, key=data.draw(st.sampled_from((entry.key, f"k{seq}"))), at=data.draw(TIMES))
    if data.draw(st.booleans()):
        spoilt = _spoilt(data, dict(entry.body), body, data.draw(st.integers(1, 8)))
        return replace(entry, body=spoilt if isinstance(spoilt, dict) else {})
    kind = data.draw(st.sampled_from(ANY_KIND))
    shapes = [field for each in KINDS.get(kind, ()) for field in dataclasses.fields(each.body)]
    names = sorted({str(field.metadata.get("called", field.name)) for field in shapes}) or ["title"]
    stages = sorted({each.stage for each in there})
    return replace(
        entry,
        kind=kind,
        workshop=data.draw(st.sampled_from((there[-1].workshop, "", "another"))),
        stage=data.draw(st.sampled_from((*stages, "parking", "nowhere"))),
        person=data.draw(st.sampled_from(("", "p1"))),
        body=data.draw(st.dictionaries(st.sampled_from(names), body, max_size=4)),
    )


@settings(max_examples=12)
@given(data=st.data())
@pytest.mark.parametrize("day", any_day.DAYS)
def test_no_log_raises_when_it_is_folded(day: str, data: st.DataObject) -> None:
    _whole(_any_log(data, day))


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("day", any_day.DAYS)
def test_no_document_fails_whatever_the_log_holds(day: str, data: st.DataObject, tmp_path: Path) -> None:
    programme = programmes.empty()
    programme.fold_all(_any_log(data, day))
    for workshop in programme.workshops.values():
        out = tmp_path / "summary.html"
        assert write(summary.DOCUMENT, workshop, programme, out, made_at=10**12, form="html") == []
        assert "<h1" in out.read_text(encoding="utf-8")


def _any_log(data: st.DataObject, day: str) -> list[Entry]:
    """The entries of a day in another order, with some of any kind and with any body among them."""
    log = list(DAYS[day])
    for _ in range(data.draw(st.integers(1, 8))):
        log.insert(data.draw(st.integers(0, len(log))), _any_entry(data, day, 0))
    cut = data.draw(st.integers(0, len(log)))
    return [replace(entry, seq=seq) for seq, entry in enumerate([*log[cut:], *log[:cut]], 1)]


def _looked_at(workshop: Workshop) -> None:
    """Whoever shows a workshop asks all of this of it."""
    for now in (0, 10**12):
        timetable(workshop, now)
    workshop.parked()
    for run in (*workshop.stages, workshop.parking):
        assert isinstance(run.prompt, str)
        for item in run.typed():
            run.choices(item)
        assert run.items() is not None
        assert run.feed() is not None
        assert run.ranks() is not None
        assert run.clock.phase(10**12)


NO_OPTION: tuple[object, ...] = (
    "abc", 7, -5, None, [7], {"a": 7}, [{"a": 7}], 10**15, True, [], ["x"] * 3, {"a": {"b": [1]}}, [None],
    {"questions": [{"id": 1}]}, [{"seats": "x", "name": 7}], 2**70, ["y" * 5000] * 2,
)  # fmt: skip
"""Values that make no sense for most options."""


@pytest.mark.parametrize("day", any_day.DAYS)
def test_whatever_stands_in_the_options_of_a_stage_whoever_looks_at_it_is_answered(day: str) -> None:
    odd = cycle(NO_OPTION)
    log = DAYS[day]
    for at, entry in enumerate(log):
        method = entry.body.get("method", {})
        for place, stage in enumerate(method.get("stages", ())):
            given = stage.get("options", {})
            known = contract.rules(stage["activity"]).start(_stage(stage)).takes
            for name in sorted({*given, *known, "early"}):
                stages = list(method["stages"])
                stages[place] = {**stage, "options": {**given, name: next(odd)}}
                spoilt = replace(entry, body={**entry.body, "method": {**method, "stages": stages}})
                _whole([*log[:at], spoilt, *log[at + 1 :]])


def _stage(data: dict[str, Any]) -> Stage:
    return Stage(data["id"], data["title"], data["activity"])


def _whole(log: list[Entry]) -> None:
    """Everybody who looks at what a log came to."""
    programme = programmes.empty()
    programme.fold_all(log)
    for workshop in programme.workshops.values():
        _looked_at(workshop)
        _asked_by_phones(workshop)
        tables.tables(programme, workshop, 10**12)


def _asked_by_phones(workshop: Workshop) -> None:
    """The phone's page of every stage, and what is sent there, is answered."""
    for run in (*workshop.stages, workshop.parking):
        page = contract.page(run.stage.activity)
        for sender in (contract.Sender(), contract.Sender("p1", "a", "par", "2")):
            page.view(run, sender, workshop.groups)
            with contextlib.suppress(contract.Refused):
                said = page.read(run, {"text": "Words of a phone", "choice": "1"}, sender)
                run.check(said.draft(workshop.id, run.id))
        for kind in contract.kinds(run.stage.activity):
            run.check(kind.body().draft(workshop.id, run.id))


NO_METHODS: tuple[object, ...] = (None, 7, "x", [], {}, {"stages": 7}, {"stages": [7, {"id": "a"}]})
HEAD = {"key": "m", "title": "M", "purpose": "P", "credit": "C"}


@pytest.mark.parametrize("method", NO_METHODS, ids=str)
def test_what_is_no_method_adds_no_stage(method: object) -> None:
    _programme, workshop = any_day.folded([Entry(1, "a", "w", "", 0, "", "method", {"block": "m1", "method": method})])
    assert (workshop.blocks, workshop.stages) == ([], [])


def test_what_is_no_value_in_a_stage_is_as_usual_and_a_change_to_it_is_none() -> None:
    odd = {"id": "a", "title": "A", "activity": "collect", "minutes": 10**15, "feeds": ["a", "b"], "timer": []}
    stages = [odd, {**odd, "id": "b", "feeds": ["a"], "continues": "nobody", "limit": "9"}]
    changes = {"minutes": "long", "feeds": ["b"], "activity": "nobody's", "title": "Other"}
    log = [
        Entry(1, "a", "w", "", 0, "", "method", {"block": "m1", "method": {**HEAD, "stages": stages}}),
        Entry(2, "b", "w", "a", 0, "", "stage_edited", changes),
    ]
    _programme, workshop = any_day.folded(log)
    first, second = (run.stage for run in workshop.stages)
    assert (first.title, first.activity, first.minutes, first.timer, first.feeds) == ("Other", "collect", 5, "SOFT", ())
    assert (second.title, second.limit, second.feeds, second.continues) == ("A", 500, ("a",), "")


def test_the_same_method_three_times_under_one_name_has_stages_of_their_own() -> None:
    stage = {"id": "a", "title": "A", "activity": "collect"}
    method = {**HEAD, "stages": [stage, {**stage, "id": "b", "feeds": ["a"]}]}
    body = {"block": "m", "method": method}
    _programme, workshop = any_day.folded([Entry(n, f"k{n}", "w", "", 0, "", "method", body) for n in (1, 2, 3)])
    assert [run.id for run in workshop.stages] == ["a", "b", "m-a", "m-b", "m-a-2", "m-b-2"]
    assert [run.stage.feeds for run in workshop.stages[1::2]] == [("a",), ("m-a",), ("m-a-2",)]


@pytest.mark.parametrize("day", any_day.DAYS)
def test_whatever_a_day_stores_passes_the_checks_of_what_is_taken_in(day: str) -> None:
    before = programmes.empty()
    for entry in DAYS[day]:
        assert entry_checks.problem(entry, before) == "", entry
        before.fold(entry)
