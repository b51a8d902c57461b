import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.entry import Draft, Entry, clean, iso, new_key, pack, shows

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


def test_entry_goes_through_json_and_comes_back():
    entry = Entry(3, "k", "w", "s", 1_700_000_000_000, "p", "note", {"text": "مرحبا <b>", "fields": {"tone": "+"}})
    assert Entry.from_json(json.loads(json.dumps(entry.to_json()))) == entry


@pytest.mark.parametrize("broken", ["seq", "key", "at", "kind", "body", "person"])
def test_a_missing_part_is_named(broken):
    data = Entry(1, "k", "w", "s", 1, "p", "note", {}).to_json()
    del data[broken]
    with pytest.raises(ValueError, match=broken):
        Entry.from_json(data)


def test_true_is_not_a_number():
    data = Entry(1, "k", "w", "s", 1, "p", "note", {}).to_json() | {"seq": True}
    with pytest.raises(ValueError, match="seq"):
        Entry.from_json(data)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  two words \r\n next\r", "two words \n next"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("\ud800alone", "alone"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("e\u0301", "é"),
        ("نص عربي ٣", "نص عربي ٣"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("line\u2028two", "line\ntwo"),
    ],
)
def test_clean_keeps_wording_and_drops_controls(given_text, kept):
    assert clean(given_text) == kept


@pytest.mark.parametrize(
    "nothing",
    [
        "\u200b",
        "\u2060",
        "\u00ad",
        "\u3164",
        "\u2800",
        "\u200d",
        "\ufe0f",
        "\u180e",
        "\u180b",
        "\uffa0",
        "\U000e0041",
        "\u3000",
    ],
)
def test_what_shows_nothing_is_empty(nothing):
    assert clean(f" {nothing}\n{nothing}") == ""
    assert not shows(nothing)
    assert clean(f"a{nothing}b").startswith("a")


def test_signs_that_show_are_not_empty():
    for seen in ("x", "\u0301", "\U0001f468\u200d\U0001f469", "\u0600", "\ue000", "\u0e01", "\U0001fae9"):
        assert shows(seen)


@pytest.mark.parametrize("later", ["\U0001faea", "\u0378", "\U0001fbfa", "\U000e0fff"])
def test_a_sign_that_is_newer_than_this_program_is_kept(later):
    assert clean(f"a {later} b") == f"a {later} b"


@given(ANY_TEXT)
def test_whatever_is_stored_holds_no_escape_and_no_override(text):
    stored = pack(Draft("note", {"title": text, "list": [{text: text}]}).body)
    stored.encode("utf-8")
    words = json.loads(stored)["title"]
    assert not set(words) & set("\x1b\x07\x00\u202e\u2066\ufeff\ufffe\ufdd0")
    assert pack(Draft("note", json.loads(stored)).body) == stored


@given(ANY_TEXT)
def test_clean_text_is_always_storable_and_stable(text):
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5)))
def test_equal_bodies_are_equal_text(body):
    assert pack(body) == pack(dict(reversed(list(body.items()))))


def test_keys_differ():
    assert len({new_key() for _ in range(1000)}) == 1000
    assert Draft("note", {}).key != Draft("note", {}).key


def test_iso_is_utc():
    assert iso(0) == "1970-01-01T00:00Z"
