"""The programme's own words are erased as those of a workshop are: found, taken out, and then in no file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from facilitator.desktop.record.erase import ErasePicker
from facilitator.model.bodies import Created, Erased
from facilitator.model.entry import Draft
from facilitator.programme.facts.rules import Challenge, Member, State
from facilitator.records import erasing, load
from facilitator.records.exports import export_whole
from facilitator.store import copies, file
from facilitator.store.feed import open_feed

ANN = "Ann Otherwise"
SAID = (
    Draft("programme", {"title": f"Play in Poole, by {ANN}", "sponsor": f"{ANN} Trust"}),
    Draft("programme", {"objectives": ["A hall", f"{ANN} leads"], "task_group": [{"name": ANN, "group": "par"}]}),
    Draft("programme", {"groups": [{"id": "par", "label": f"Friends of {ANN}", "short": f"Fr {ANN}"}]}),
    Draft("challenge", {"id": "c1", "text": f"Does {ANN} stay?", "settled": f"{ANN} does", "open": ANN}),
    Draft("challenge", {"id": "c1", "settled": "It is settled", "unknown": f"What {ANN} costs"}),
    Draft("programme", {"task_group": [{"name": "Bert", "group": "par"}, {"name": ANN, "group": ""}]}),
    Draft("programme", {"sponsor": "Borough of Poole"}),
    Draft("challenge", {"id": "c2", "text": f"Taken away: {ANN}"}),
    Draft("challenge_removed", {"id": "c2"}),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A programme whose facts name somebody, some of them in words that others took the place of."""
    made = tmp_path / "poole.facilitator"
    file.create(made)
    with contextlib.closing(open_feed(made)) as feed:
        feed.append([*SAID, Draft("retracted", {"target": SAID[1].key, "what": "programme"})])
    copies.back_up(made)
    return made


def facts(path: Path) -> State:
    """The facts as they are in the file."""
    found = load.programme(path).aspects["facts"]
    assert isinstance(found, State)
    return found


def found(path: Path) -> list[erasing.Written]:
    """All that names her."""
    return [each for each in erasing.everything(None, load.programme(path)) if each.says(ANN)]


def naming(folder: Path) -> Iterator[Path]:
    """The files in which she is named."""
    return (each for each in folder.rglob("*") if each.is_file() and ANN.encode() in each.read_bytes())


def test_whoever_is_named_in_a_programme_is_found_and_erased_from_every_file(path: Path, tmp_path: Path) -> None:
    chosen = found(path)
    assert {str(each.called) for each in chosen} == {"About the programme", "A challenge of the programme"}
    assert erasing.erase(path, chosen) > 0
    (exported,) = export_whole(load.programme(path), ("json",), tmp_path / "out")
    assert exported.exists()
    assert list(naming(tmp_path)) == []
    assert found(path) == []


def test_what_is_not_erased_stays_and_nothing_older_comes_back(path: Path) -> None:
    erasing.erase(path, found(path))
    now = facts(path)
    assert load.programme(path).title == ""
    assert (now.sponsor, now.objectives) == ("", ())
    assert now.task_group == (Member("Bert", "par"),)
    assert now.challenges == {"c1": Challenge("c1")}
    assert [group.label for group in now.groups] == ["Group 1"]


def test_one_name_alone_is_erased_wherever_it_stood_in_the_list(path: Path) -> None:
    (member,) = [each for each in found(path) if each.text == ANN and each.called == "About the programme"]
    assert len(member.blanks) == 2
    erasing.erase(path, [member])
    assert facts(path).task_group == (Member("Bert", "par"),)
    assert load.programme(path).title == f"Play in Poole, by {ANN}"


def test_who_has_the_programme_open_is_told_and_reads_it_anew(path: Path) -> None:
    programme = load.programme(path)
    erasing.erase(path, found(path))
    with contextlib.closing(open_feed(path)) as feed:
        entries = feed.pull(0)
    (told,) = entries[programme.seq :]
    assert (told.kind, told.workshop) == (Erased.kind, "")
    programme.take(told)
    programme.read_anew(entries)
    assert programme.title == ""
    assert not [entry for entry in programme.entries if ANN in str(entry.body)]


def test_the_words_of_a_programme_stand_in_the_list_to_choose_from(path: Path, qapp: QApplication) -> None:
    picker = ErasePicker(None, programme=load.programme(path))
    picker.search.setText("ann otherwise costs")
    shown = [item for n in range(picker.list.count()) if not (item := picker.list.item(n)).isHidden()]
    (item,) = shown
    assert item.text().startswith(f"What {ANN} costs")
    picker.search.setText(f"{ANN} Trust")
    (earlier,) = [item for n in range(picker.list.count()) if not (item := picker.list.item(n)).isHidden()]
    assert earlier.text() == "Borough of Poole\nAbout the programme, with earlier words"
    picker.deleteLater()


def test_what_a_workshop_says_of_itself_is_erased_too(path: Path, tmp_path: Path) -> None:
    said = Created(title=f"With {ANN}", facilitator=ANN, aims=("To meet", f"Thank {ANN}"), code="ABCD")
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([said.draft("w1")])
    programme, workshop = load.workshop(path)
    chosen = [each for each in erasing.everything(workshop, programme) if each.says(ANN)]
    assert {each.workshop for each in chosen} == {"", "w1"}
    erasing.erase(path, chosen)
    assert list(naming(tmp_path)) == []
    info = load.workshop(path)[1].info
    assert (info.title, info.facilitator, info.aims) == ("Workshop", "", ("To meet",))
