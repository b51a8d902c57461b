"""What activities say of themselves: every kind of entry is declared, in the words of `model/kinds.py`."""

from __future__ import annotations

import dataclasses

import any_day
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.activities import contract
from facilitator.model.folding import STAGE_ACTS, WORKSHOP_ACTS
from facilitator.model.kinds import COMMON, Kind
from facilitator.model.notes import NOTE_KINDS


def test_what_the_model_folds_is_declared() -> None:
    assert {*WORKSHOP_ACTS.by_kind, *STAGE_ACTS.by_kind, *NOTE_KINDS} <= set(COMMON)


@pytest.mark.parametrize("activity", contract.KINDS)
def test_an_activity_declares_each_kind_once_and_none_that_is_common(activity: str) -> None:
    names = [kind.name for kind in contract.activity(activity).kinds]
    assert len(names) == len(set(names))
    assert not set(names) & set(COMMON)


@pytest.mark.parametrize("day", any_day.DAYS)
def test_whatever_happens_in_a_day_is_declared(day: str) -> None:
    entries = any_day.DAYS[day]()
    _programme, workshop = any_day.folded(entries)
    wrong = set()
    for entry in entries:
        run = workshop.run(entry.stage)
        known = contract.kinds(run.stage.activity if run else "")
        if entry.workshop and entry.kind not in {kind.name for kind in known}:
            wrong.add(entry.kind)
    assert wrong == set()


EVERY = [*COMMON.values(), *(kind for activity in contract.KINDS for kind in contract.activity(activity).kinds)]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=20)
@given(data=st.data())
@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.body.__module__.split('.')[-2]}-{kind.name}")
def test_a_body_takes_anything_and_is_the_same_when_packed_and_read(kind: Kind, data: st.DataObject) -> None:
    assert dataclasses.is_dataclass(kind.body)
    assert kind.name
    names = [str(field.metadata.get("called", field.name)) for field in dataclasses.fields(kind.body)]
    found = kind.body.read(data.draw(st.dictionaries(st.sampled_from(names), values, max_size=4)))
    assert kind.body.read(found.pack()) == found
    assert kind.body.read({}).pack() == kind.body().pack()


@pytest.mark.parametrize("day", any_day.DAYS)
def test_what_a_day_stores_is_packed_again_as_it_was_read(day: str) -> None:
    """Nothing that entries hold is lost on the way through their values, but for what nobody reads."""
    entries = [entry for entry in any_day.DAYS[day]() if entry.workshop]
    _programme, workshop = any_day.folded(entries)
    lost: set[tuple[str, str]] = set()
    for entry in entries:
        kind = contract.kind_of(workshop.run(entry.stage), entry.kind)
        packed = kind.body.read(entry.body).pack()
        lost |= {(entry.kind, name) for name, value in entry.body.items() if value and packed.get(name) != value}
    assert lost == set()
