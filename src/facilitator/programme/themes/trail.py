"""What happened to one comment, from when it was sent to the theme it has now, for the facilitator's eyes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.model import bodies
from facilitator.model.entry import Entry
from facilitator.model.mixing import keeps_nobody
from facilitator.model.programme import Programme
from facilitator.model.record import by_clock
from facilitator.model.say import Day, Time, own_words, say
from facilitator.model.workshop import Workshop, retracted
from facilitator.model.zones import UNKNOWN
from facilitator.programme.comments import Comment
from facilitator.programme.themes.bodies import (
    Coded,
    SecondCoded,
    ThemeRemoved,
    ThemesMerged,
    ThemeTold,
    Uncoded,
    Unplaced,
)
from facilitator.programme.themes.rules import State

_SENT = {
    "phone": say("Sent from a phone"),
    "host": say("Typed in by a table host"),
    "scribe": say("Typed in by a scribe"),
    "facilitator": say("Typed in by the facilitator"),
    "paper": say("Typed in from paper"),
    "import": say("Imported from a file"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened, and when, by the clock of the workshop; `when` is empty where that is not kept."""

    seq: int
    when: str
    words: str


def history(programme: Programme, comment: Comment) -> list[Step]:
    """The steps of a comment, the oldest first. What was undone is not among them."""
    workshop = programme.workshops[comment.workshop]
    found = [*_written(workshop, comment), *_sorted(programme, workshop, comment)]
    return sorted(found, key=lambda step: step.seq)


def _when(workshop: Workshop, at: int) -> str:
    return say("{day}, {time}", day=Day(by_clock(workshop, at).date()), time=Time(at, workshop.zone or UNKNOWN))


def _written(workshop: Workshop, comment: Comment) -> Iterator[Step]:
    """How it came, how its wording changed, and what else was done with it."""
    held = workshop.find(comment.key)
    if held is None:
        yield Step(0, _when(workshop, comment.at), say("Written on a form"))
        return
    run, note = held
    sent = _SENT.get(note.source, _SENT["phone"])
    if note.table:
        sent = say("{sent}, table {table}", sent=sent, table=note.table)
    first = note.first if note.edited else note.text
    sent = say("{sent}: \u201c{words}\u201d", sent=sent, words=first)
    when = say("While the stage was open") if keeps_nobody(run) else _when(workshop, note.at)
    yield Step(note.seq, when, sent)
    dead, before = retracted(workshop.entries), first
    for entry in workshop.entries:
        if entry.key in dead or not _names(entry, comment.key):
            continue
        if entry.kind == bodies.Edited.kind:
            words = bodies.Edited.read(entry.body).text
            if words is None:
                continue
            changed = say("Wording: \u201c{before}\u201d became \u201c{after}\u201d", before=before, after=words)
            yield Step(entry.seq, _when(workshop, entry.at), changed)
            before = words
        elif said := _done(workshop, entry):
            yield Step(entry.seq, _when(workshop, entry.at), said)


def _names(entry: Entry, key: str) -> bool:
    targets = entry.body.get("targets")
    return entry.body.get("target") == key or (isinstance(targets, list | tuple) and key in targets)


def _done(workshop: Workshop, entry: Entry) -> str:
    """What was done with a note, of the deeds that change where it stands."""
    if entry.kind == bodies.Hidden.kind:
        reason = bodies.Hidden.read(entry.body).reason
        return say("Withheld: {reason}", reason=own_words(reason)) if reason else say("Withheld")
    if entry.kind == bodies.Restored.kind:
        return say("Shown again")
    if entry.kind == bodies.Parked.kind:
        return say("Moved to the parking lot")
    if entry.kind == bodies.Merged.kind:
        into = workshop.find(bodies.Merged.read(entry.body).into)
        return say("Joined with no. {no}: \u201c{words}\u201d", no=into[1].no, words=into[1].text) if into else ""
    return ""


def _sorted(programme: Programme, workshop: Workshop, comment: Comment) -> Iterator[Step]:
    """Which theme it was given, by whom, and whether that was suggested; themes by the names that they had then."""
    state: State = programme.aspects["themes"]
    dead, names = retracted(programme.entries), dict[str, str]()
    has: set[str] = set()
    for entry in programme.entries:
        if entry.key in dead or not (said := _sorting(entry)):
            continue
        for words in _told(state, said, comment.key, names, has):
            yield Step(entry.seq, _when(workshop, entry.at), words)


_Said = Coded | ThemeTold | Uncoded | Unplaced | ThemesMerged | ThemeRemoved | SecondCoded


def _sorting(entry: Entry) -> _Said | None:
    kinds: tuple[type[_Said], ...] = (Coded, ThemeTold, Uncoded, Unplaced, ThemesMerged, ThemeRemoved, SecondCoded)
    kind = next((each for each in kinds if each.kind == entry.kind), None)
    return kind.read(entry.body) if kind else None


def _told(state: State, said: _Said, key: str, names: dict[str, str], has: set[str]) -> Iterator[str]:
    """What an entry says of one comment; `names` are those of the themes, `has` which of them it had, up to here."""
    if isinstance(said, ThemeTold):
        is_new = said.id not in names
        names[said.id] = said.name or names.get(said.id, "")
        if is_new and key in said.targets:
            has.add(said.id)
            yield _by(state, said.by, say("Put into the new theme {theme}", theme=names[said.id]))
    elif isinstance(said, ThemesMerged):
        if has & set(said.targets):
            has.add(said.into)
            yield say("Its theme became part of {theme}", theme=names.get(said.into, ""))
    elif isinstance(said, ThemeRemoved):
        if said.id in has:
            has.discard(said.id)
            yield say("Its theme {theme} was removed", theme=names.get(said.id, ""))
    elif isinstance(said, SecondCoded):
        if said.target == key:
            yield from _read_again(state, said, names)
    elif key in said.targets:
        yield _by(state, said.by, _placed(said, names, has))


def _read_again(state: State, said: SecondCoded, names: dict[str, str]) -> Iterator[str]:
    """What somebody made of it who did not see where it was: told once the whole of that reading is done."""
    reading = next((each for each in state.readings if each.id == said.id and each.done), None)
    if reading is None:
        return
    if not said.theme:
        yield _by(state, reading.by, say("Read a second time, without seeing this: none of the themes"))
        return
    theme = names.get(said.theme, "")
    yield _by(state, reading.by, say("Read a second time, without seeing this: {theme}", theme=theme))


def _placed(said: Coded | Uncoded | Unplaced, names: dict[str, str], has: set[str]) -> str:
    if isinstance(said, Uncoded):
        has.difference_update([said.theme] if said.theme else list(has))
        gone = names.get(said.theme, "")
        return say("Taken out of {theme}", theme=gone) if gone else say("To be sorted again")
    if isinstance(said, Unplaced):
        has.clear()
        return say("Could not be placed")
    has.add(said.theme)
    theme = names.get(said.theme, "")
    if said.further:
        return say("Also put into {theme}", theme=theme)
    if said.offered == said.theme:
        return say("Put into {theme}, as the program suggested", theme=theme)
    if offered := names.get(said.offered, ""):
        return say("Put into {theme}; the program had suggested {offered}", theme=theme, offered=offered)
    return say("Put into {theme}", theme=theme)


def _by(state: State, coder: str, words: str) -> str:
    name = state.coders.get(coder, "")
    return say("{what} (by {name})", what=words, name=name) if name else words
