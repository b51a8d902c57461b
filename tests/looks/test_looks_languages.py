"""A sentence in its reader's language: whole, with values and count, and English where nothing else is known."""

from __future__ import annotations

import copy
import errno
import gettext
import json
import os
import pickle
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

import pseudo
from facilitator.looks import languages
from facilitator.looks.blocks import Heading, Listing
from facilitator.looks.languages import Reader, choose, reader, told
from facilitator.model.reasons import reason
from facilitator.model.say import Clock, Day, Decimal, Listed, Message, Time, own_words, say, say_as

GERMAN = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Close"
msgstr "Schließen"

msgctxt "of a stage"
msgid "Open"
msgstr "Offen"

msgid "{n} note from {group}"
msgid_plural "{n} notes from {group}"
msgstr[0] "{n} Notiz von {group}"
msgstr[1] "{n} Notizen von {group}"

msgid "Held on {day}: {mean}, by {who}"
msgstr "Am {day}: {mean}, von {who}"

msgid "Parents"
msgstr "Eltern"
"""


@pytest.fixture(autouse=True)
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """German and the language made by machine, beside English."""
    (tmp_path / "de.po").write_text(GERMAN, encoding="utf-8")
    pseudo.write(tmp_path)
    monkeypatch.setattr(languages, "folder", lambda: tmp_path)
    languages.forget()
    yield
    languages.forget()


def test_a_message_is_its_english_text() -> None:
    assert say("{n} note", "{n} notes", n=1) == "1 note"
    assert say("{n} note", "{n} notes", n=0) == "0 notes"
    assert json.dumps({"said": say("Close")}) == '{"said": "Close"}'
    assert say("100 % {plain}") == "100 % {plain}"


def test_a_message_meets_its_reader() -> None:
    german = reader("de")
    assert german(say("Close")) == "Schließen"
    assert german(say_as("of a stage", "Open")) == "Offen"
    assert german(say("Open")) == "Open"
    assert german(say("{n} note from {group}", "{n} notes from {group}", n=1, group=say("Parents"))) == (
        "1 Notiz von Eltern"
    )
    assert german(say("{n} note from {group}", "{n} notes from {group}", n=3, group="Close")) == "3 Notizen von Close"


def test_dates_and_numbers_are_the_readers_own() -> None:
    said = say(
        "Held on {day}: {mean}, by {who}", day=Day(date(2011, 3, 12)), mean=Decimal(3.4), who=Listed(("A", "B", "C"))
    )
    assert said == "Held on 12 March 2011: 3.4, by A, B and C"
    assert reader("de")(said) == "Am 12. März 2011: 3,4, von A, B und C"


def test_times_of_day_are_the_readers_own() -> None:
    american = Reader("en-US", gettext.NullTranslations(), {})
    said = say("{set} {told} {odd}", set=Clock("14:05"), told=Time(0, seconds=True), odd=Clock("after lunch"))
    hour = f"{datetime.fromtimestamp(0):%H:%M:%S}"
    assert said == f"14:05 {hour} after lunch"
    assert re.fullmatch(r"2:05\sPM \d+:\d\d:00\s[AP]M after lunch", american(said))


@pytest.mark.parametrize(("last", "english"), [("", "A, Parents"), (";", "A; Parents"), ("\u00b7", "A \u00b7 Parents")])
def test_what_stands_side_by_side_is_told_each_for_itself(last: str, english: str) -> None:
    assert str(Listed(("A", say("Parents")), last)) == english
    assert reader("de").value(Listed(("A", say("Parents")), last)) == english.replace("Parents", "Eltern")
    assert (str(Listed((), last)), str(Listed(("A",), last)), str(Listed(("A",)))) == ("", "A", "A")


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EROFS, errno.EADDRINUSE])
def test_why_the_system_refuses_is_a_message_in_its_own_words(number: int) -> None:
    why = reason(OSError(number, os.strerror(number)))
    assert isinstance(why, Message)
    assert why == os.strerror(number)


def test_a_rare_reason_stands_in_the_systems_words() -> None:
    assert reason(OSError(errno.EXDEV, "across")) == "across"
    assert reason(OSError("odd")) == "odd"


def test_what_is_no_message_stays_as_it_is() -> None:
    assert reader("de")("Close") == "Close"


def test_a_language_that_is_not_there_is_english() -> None:
    assert reader("fi")(say("Close")) == "Close"
    assert reader("fi").language == "en-GB"


def test_the_best_language_for_somebody() -> None:
    assert choose(["de-AT", "en"]) == "de"
    assert choose(["fi", "en-US", "de"]) == "en-GB"
    assert choose(["fi"]) == "en-GB"
    assert choose([]) == "en-GB"


def test_words_of_a_file_may_carry_other_languages() -> None:
    words = own_words("Close", {"de": "Zu damit"})
    assert (reader("de")(words), words, own_words(words) is words) == ("Zu damit", "Close", True)


def test_a_copy_of_a_message_is_a_message() -> None:
    said = say("{n} note from {group}", "{n} notes from {group}", n=2, group="A")
    for same in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert isinstance(same, Message)
        assert reader("de")(same) == "2 Notizen von A"


def test_every_message_of_a_value_is_told() -> None:
    blocks = [Heading(say("Close"), 2), Listing((say("Parents"), "Close"))]
    assert told(blocks, reader("de")) == [Heading("Schließen", 2), Listing(("Eltern", "Close"))]


def test_a_scripts_forms_and_plural_rule() -> None:
    assert reader("de").forms("{n} note from {group}", "{n} notes from {group}")[1] == "{n} Notizen von {group}"
    assert reader("de").plural_rule() == "(n != 1)"
    assert reader().forms("{n} left", "") == ("{n} left",)


def test_the_language_made_by_machine_marks_and_lengthens() -> None:
    said = reader(pseudo.LANGUAGE)(own_words("Six hats"))
    assert said == "«Šîx hàtš~~~»"
    assert pseudo.unmarked(f"{said} 12:30 Ωμέγα") == ""
    assert pseudo.unmarked(f"{said} left over") == "left over"
