"""Cards with a code: each stage has its own, nobody can mistake one, and only the file knows which there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities import contract, library
from facilitator.model import acts, cards
from facilitator.model.entry import Entry
from facilitator.model.method import Stage
from facilitator.model.workshop import Workshop


def test_every_card_of_a_stage_has_a_code_of_its_own_and_no_letter_that_looks_like_another() -> None:
    codes = [cards.code("secret", "vote", number) for number in range(1, cards.MOST + 1)]
    assert len(set(codes)) == cards.MOST
    assert not set("".join(codes)) & set("IL01O")
    assert all(len(code) == 7 and code[3] == "-" for code in codes)


def test_a_card_of_one_stage_leads_to_none_of_another() -> None:
    one = {cards.code("secret", "vote", number) for number in range(1, cards.MOST + 1)}
    other = {cards.code("secret", "read", number) for number in range(1, cards.MOST + 1)}
    assert not one & other
    code = min(one)
    assert cards.mark("secret", "vote", code) and not cards.mark("secret", "read", code)
    assert not cards.mark("another", "vote", code)


@given(number=st.integers(1, cards.MOST), space=st.sampled_from(("", " ", "-", " - ")))
def test_a_code_is_known_however_it_is_typed(number: int, space: str) -> None:
    code = cards.code("secret", "vote", number)
    mark = cards.mark("secret", "vote", code)
    assert mark and cards.mark("secret", "vote", space.join(code.lower().replace("-", ""))) == mark


@given(typed=st.text(max_size=40))
def test_no_other_words_are_a_code(typed: str) -> None:
    assert cards.mark("secret", "vote", typed) == ""


def test_an_option_that_is_neither_yes_nor_no_asks_for_no_card() -> None:
    odd = Stage("vote", "Vote", "vote", options={"card_code": "please"})
    assert contract.unfit(odd) == ["card_code"]
    assert not cards.asked(odd)


def test_the_record_says_whether_each_card_counted_once() -> None:
    workshop = Workshop("w", contract.rules)

    def add(kind: str, stage: str = "", **body: object) -> None:
        workshop.fold(Entry(workshop.seq + 1, f"key{workshop.seq}", "w", stage, workshop.seq, "", kind, body))

    for draft in acts.create({"title": "Day"}, [library.find("kj")], workshop="w"):
        add(draft.kind, draft.stage, **draft.body)
    run = workshop.runs["vote"]
    add("stage_opened", "vote")
    assert run.by_card() is None
    add("stage_edited", "vote", options={**run.stage.options, "card_code": True})
    for token, card in (("a", "one"), ("b", "two"), ("c", "two")):
        add("card", "vote", token=token, card=card)
    assert run.by_card() == (
        "Every phone gave the code of a card first, and each card counted once: 2 cards were used."
    )
    add("vote", "vote", choices={"x": 1}, token="one")
    add("stage_edited", "vote", options={name: v for name, v in run.stage.options.items() if name != "card_code"})
    assert "only part of the time" in str(run.by_card())
