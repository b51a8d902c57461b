"""What a writer may have erased is found whatever kind of entry it stands in, and is then in no file."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import market_day
import rotate_day
import survey_day
from hats_day import Day
from PySide6.QtWidgets import QApplication

from facilitator.desktop.record.erase import ErasePicker
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.workshop import Workshop
from facilitator.records import erasing, load
from facilitator.store import copies, file
from facilitator.store.feed import open_feed


def stored(path: Path, entries: Sequence[Entry] | Sequence[Draft]) -> Workshop:
    """A programme file with these entries, with a safe copy of it."""
    file.create(path)
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([Draft(e.kind, e.body, e.workshop, e.stage, e.person, e.key) for e in entries])
    copies.back_up(path)
    return load.workshop(path)[1]


def blanked(path: Path, chosen: Sequence[erasing.Written]) -> int:
    """Erase what was written; how many entries it was."""
    with contextlib.closing(open_feed(path)) as feed:
        return feed.blank(erasing.blanks(chosen), erasing.echoes())


def erased(path: Path, workshop: Workshop, words: str) -> Workshop:
    """Erase what is found by these words; the workshop as it is then. The words are in no file."""
    (chosen,) = [each for each in erasing.written(workshop) if words in each.text]
    every = erasing.of_same_person(erasing.written(workshop), chosen)
    assert blanked(path, every) > 0
    for on_disk in path.parent.rglob("*"):
        assert on_disk.is_dir() or words.encode() not in on_disk.read_bytes(), on_disk
    return load.workshop(path)[1]


def test_what_is_written_on_a_form_can_be_erased_and_the_form_still_counts(tmp_path: Path) -> None:
    path, words = tmp_path / "day.facilitator", survey_day.WORST[1]
    before = stored(path, survey_day.day())
    after = erased(path, before, words)
    then, now = (w.runs["evaluation"].state.counted() for w in (before, after))
    assert len(now) == len(then) == 23
    chosen = [dict(form.answers) for form in now]
    assert sorted(map(str, chosen)) == sorted(str({k: v for k, v in f.answers.items() if v != words}) for f in then)


def test_a_form_of_words_alone_still_counts_once_they_are_erased(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    before = stored(path, survey_day.day([{"worst": "My neighbour snores"}]))
    assert len(erased(path, before, "My neighbour snores").runs["evaluation"].state.counted()) == 1


def test_an_earlier_form_of_the_same_phone_is_erased_with_the_last(tmp_path: Path) -> None:
    path, drafts = tmp_path / "day.facilitator", survey_day.day([{"worst": "Too cold, says Ann Other"}])
    again = {**drafts[-2].body, "answers": {"worst": "Too cold"}}
    workshop = stored(path, [*drafts, Draft("answers", again, survey_day.W, "evaluation")])
    (chosen,) = erasing.written(workshop)
    assert blanked(path, [chosen]) == 2
    assert b"Too cold" not in path.read_bytes()


def test_name_and_contact_of_a_seat_can_be_erased_and_the_seat_stays(tmp_path: Path) -> None:
    path, day = tmp_path / "day.facilitator", rotate_day.dating(people=6)
    key = day.seat(7, "PAR", name="Mary Popkins", contact="mary@popkins.example", stays=True)
    day.do("brief", "seat", {"target": key, "name": "Mary Popkins (table 3)", "quiet": True})
    day.do("brief", "seat", {"name": "Mary Popkins", "contact": "0113 496 0000"}, person="p7")
    day.do("rounds", "note", {"text": "What I heard from Sam", "group": "PAR"}, person="p7")
    after = erased(path, stored(path, day.workshop.entries), "Mary Popkins")
    raw = b"".join(on_disk.read_bytes() for on_disk in tmp_path.rglob("*") if on_disk.is_file())
    assert not [words for words in (b"popkins.example", b"0113 496", b"heard from Sam") if words in raw]
    seat = after.runs["brief"].state.seats[key]
    assert (seat.name, seat.contact, seat.said) == ("", "", "Number 7")
    assert seat.stays
    assert seat.quiet
    assert seat.person == "p7"


def test_a_seat_that_the_desk_typed_is_found_by_its_name(tmp_path: Path) -> None:
    path, day = tmp_path / "day.facilitator", rotate_day.dating(people=2)
    key = day.do("brief", "seat", {"name": "Mr Beattie", "source": "facilitator"}).key
    day.do("brief", "seat", {"target": key, "name": "Mr R. Beattie"})
    after = erased(path, stored(path, day.workshop.entries), "Beattie")
    assert after.runs["brief"].state.seats[key].said == "Number 3"


def test_names_that_were_given_in_an_open_space_can_be_erased(tmp_path: Path) -> None:
    path, (day, keys) = tmp_path / "day.facilitator", market_day.busy_day()
    for stage in ("place", "sessions"):
        day.act(stage, "stage_opened")
    day.act("sessions", "came", target=keys["Dee"], n=6, names="Dee Plummer, Sam Catling")
    after = erased(path, stored(path, day.workshop.entries), "Catling")
    came = after.runs["sessions"].state.came[keys["Dee"]]
    assert (came.n, came.names) == (6, "")


def test_what_was_undone_is_still_found(tmp_path: Path) -> None:
    path, day = tmp_path / "day.facilitator", rotate_day.dating(people=2)
    typed = day.do("brief", "seat", {"name": "Not Mr Beattie"})
    day.fold(Draft("retracted", {"target": typed.key}, "w1"))
    erased(path, stored(path, day.workshop.entries), "Beattie")


def test_all_that_people_wrote_stands_in_the_list_to_choose_from(qapp: QApplication) -> None:
    day, open_space = rotate_day.dating(people=2), market_day.busy_day()
    day.do("brief", "seat", {"name": "Mary Popkins", "contact": "0113 496 0000"}, person="p9")
    open_space[0].act("place", "stage_opened")
    open_space[0].act("sessions", "came", target=open_space[1]["Dee"], n=6, names="Sam Catling")
    workshops = (survey_day.folded(survey_day.day())[1], day.workshop, open_space[0].workshop)
    for workshop, words in zip(workshops, (survey_day.WORST[0], "Popkins", "Catling"), strict=True):
        picker = ErasePicker(workshop)
        assert any(words in picker.list.item(n).text() for n in range(picker.list.count())), words
        picker.deleteLater()


OWN = "Polish mothers of Armley"


def named_day() -> Workshop:
    """Two people named groups of their own, one of them in a vote too, where no person is kept; a third one chose."""
    day = rotate_day.dating(people=2)
    for person, group in (("p8", OWN), ("p9", "Allotment club"), ("p10", "PAR")):
        day.fold(Draft("joined", {"group": group, "table": "2"}, "w1", person=person))
    day.do("rounds", "note", {"text": "I heard of a hall", "group": OWN, "source": "phone"}, person="p8", key="heard")
    day.do("rounds", "edited", {"target": "heard", "text": "I heard of a big hall"})
    day.do("rounds", "tick", {"target": "heard", "group": OWN, "source": "phone"})
    return day.workshop


def test_own_words_for_a_group_can_be_erased_and_nothing_else_goes_with_them(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    workshop = stored(path, named_day().entries)
    (chosen,) = [each for each in erasing.written(workshop) if each.text == OWN]
    assert (chosen.person, len(chosen.blanks)) == ("p8", 3)
    assert blanked(path, [chosen]) == 3
    assert not [each for each in tmp_path.rglob("*") if each.is_file() and OWN.encode() in each.read_bytes()]
    after = load.workshop(path)[1]
    assert [after.people.by_id[p].group for p in ("p8", "p9", "p10")] == ["other", "Allotment club", "PAR"]
    note = after.runs["rounds"].notes.get("heard")
    assert note is not None
    assert (note.text, note.status, note.group) == ("I heard of a big hall", "live", "other")


def test_own_words_for_a_group_go_with_all_else_of_the_same_person(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    after = erased(path, stored(path, named_day().entries), "big hall")
    assert after.people.by_id["p8"].group == "other"
    assert not [each for each in tmp_path.rglob("*") if each.is_file() and OWN.encode() in each.read_bytes()]


def test_words_that_two_people_gave_for_a_group_are_erased_of_one_alone(tmp_path: Path) -> None:
    path, day = tmp_path / "day.facilitator", rotate_day.dating(people=2)
    for person in ("p8", "p9"):
        day.fold(Draft("joined", {"group": "Allotment club", "table": ""}, "w1", person=person))
    day.do("rounds", "note", {"text": "x", "group": "Allotment club"})
    workshop = stored(path, day.workshop.entries)
    found = {each.person: each for each in erasing.written(workshop) if each.text == "Allotment club"}
    assert set(found) == {"p8", "p9", ""}
    assert blanked(path, [found["p9"]]) == 1
    people = load.workshop(path)[1].people.by_id
    assert (people["p8"].group, people["p9"].group) == ("Allotment club", "other")


def test_words_that_were_filed_again_and_edited_there_are_erased_with_the_note(tmp_path: Path) -> None:
    path, day = tmp_path / "day.facilitator", Day("six-hats")
    key = day.note("black", "Mrs Poppins keeps the keys", why="she is trusted")
    day.write(acts.file_again(day.workshop, day.run("black"), key, day.run("green")))
    (filed,) = day.run("green").notes
    day.add("green", "edited", target=filed.key, text="Mrs Poppins and Bert keep the keys")
    (written,) = erasing.written(day.workshop)
    assert written.text == "Mrs Poppins and Bert keep the keys"
    after = erased(path, stored(path, day.workshop.entries), "Poppins")
    assert [note.status for stage in ("black", "green") for note in after.runs[stage].notes] == ["withdrawn"] * 2


def test_an_edit_of_a_filed_note_that_comes_in_the_same_moment_is_erased_too(tmp_path: Path) -> None:
    path, day = tmp_path / "day.facilitator", Day("six-hats")
    key = day.note("black", "Mrs Poppins keeps the keys")
    day.write(acts.file_again(day.workshop, day.run("black"), key, day.run("green")))
    (filed,) = day.run("green").notes
    chosen = erasing.written(day.workshop)
    day.add("green", "edited", target=filed.key, text="Mrs Poppins has the keys")
    stored(path, day.workshop.entries)
    assert blanked(path, chosen) == 2
    assert b"Poppins" not in path.read_bytes()
