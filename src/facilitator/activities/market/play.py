"""What pretend people do in an open space: propose, place, sign up, move, join two topics, report, act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities.market import figures, rules
from facilitator.activities.market.bodies import Hands, People, RoomSet
from facilitator.activities.market.facts import State
from facilitator.activities.playing import Act, Cast, Role, Turn, enter, halves, told
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.run import RunOf

HUDDLES = 3
"""So many topics are talked about in the end."""
CHANGES = 5
"""One in so many thinks again of where to go first."""
CELLS, BLANK, ROOMS = "/cells", "/blank", "/rooms"
"""What `Cast.made` keeps of a space beside its topics, after the id of its first stage; cells as `room/slot`."""


def _topics_there_are() -> Sequence[Mapping[str, Any]]:
    """What people bring: topics with their reports, and what is done about each."""
    found: Sequence[Mapping[str, Any]] = told("open-space")["propose"]["topics"]
    return found


def people(run: RunOf[State], cast: Cast) -> list[Turn]:
    """The turns of one part of the method."""
    parts = {
        "propose": _propose,
        "place": _place,
        "sessions": _meet,
        "news": _news,
        "harvest": _harvest,
        "huddle": _huddle,
    }
    phones = cast.here(run.id)
    part = parts.get(rules.phase_of(run))
    return part(run, cast, phones) if part and phones else []


def deeds(run: RunOf[State], cast: Cast) -> list[Act]:
    """The facilitator says how many people there are, adds places until there are enough, and enters what those bring
    and sign up for who have no phone.
    """
    if rules.phase_of(run) != "open":
        return [act for act in cast.acts if act.stage == run.id]
    people = len(cast.roles)
    acts = [enter(run.id, 0.02, People(people, source="facilitator"))]
    for number, key in enumerate(_rooms(run, cast)[len(run.state.default_rooms()) :], 4):
        room = RoomSet(name=f"Place {number}", seats=12, step_free=True, source="facilitator")
        acts.append(enter(run.id, 0.05, room, key=key))
    return acts


def _root(run: RunOf[State]) -> str:
    return str(run.state.stage.id)


def _rooms(run: RunOf[State], cast: Cast) -> list[str]:
    """The places there will be: those of the method, and as many more as the people need."""
    state = run.state
    name = _root(run) + ROOMS
    if name not in cast.made:
        rooms = [room.id for room in state.default_rooms()]
        wanted = figures.wanted_cells(len(cast.roles)) + figures.BLANK
        while len(rooms) * len(state.default_slots()) < wanted:
            rooms.append(cast.key())
        cast.made[name] = rooms
    return cast.made[name]


def _propose(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """About a quarter of the people bring a topic; the last of them chooses a place later."""
    root, state = _root(run), run.state
    cells = [f"{room}/{slot.id}" for slot in state.default_slots() for room in _rooms(run, cast)]
    count = max(1, min(len(cells) - figures.BLANK, -(-len(cast.roles) // 4), len(phones)))
    turns = []
    for number in range(count):
        form = _brought(number) | {"cell": cells[number]}
        if number == 1:
            form["access"] = "1"
        if number == count - 1 and number:
            form["cell"] = ""
        at = 0.08 + 0.7 * number / count
        turns.append(Turn(phones[number].id, run.id, at, form, cast.key(), f"{root}-topic-{number}"))
    cast.made[root] = [turn.key for turn in turns]
    cast.made[root + CELLS] = cells[:count]
    cast.made[root + BLANK] = cells[count:]
    _told_aloud(run, cast, count)
    if count > 1 and not any(state.phase(stage) == "place" for stage in state.phases):
        turns.append(_into(run, cast, turns[-1], cells[count - 1], 0.9))
    return turns


def _told_aloud(run: RunOf[State], cast: Cast, number: int) -> None:
    """Somebody without a phone reads out a topic, which the facilitator enters, while there are places to spare."""
    blank = cast.made[_root(run) + BLANK]
    if len(blank) > figures.BLANK and any(not role.phone for role in cast.roles):
        room, _, slot = blank.pop(0).partition("/")
        brought = _brought(number)
        fields = {**brought, "room": room, "slot": slot}
        cast.acts.append(enter(run.id, 0.85, Noted(fields.pop("text"), fields=fields, source="host")))


def _brought(number: int) -> dict[str, str]:
    """One of the topics, the question behind it where it has one, and who brings it."""
    topics = _topics_there_are()
    topic = topics[number % len(topics)]
    asked = {"question": topic["question"]} if "question" in topic else {}
    return {"text": topic["title"], "convener": _name(number), **asked}


def _of(topic: Turn) -> Mapping[str, Any]:
    """What is said about a topic."""
    return next(one for one in _topics_there_are() if one["title"] == topic.form["text"])


def _name(number: int) -> str:
    names = told("open-space")["names"]
    again = number // len(names)
    return str(names[number % len(names)]) + (f" {again + 1}" if again else "")


def _into(run: RunOf[State], cast: Cast, topic: Turn, cell: str, at: float) -> Turn:
    form = {"act": "placed", "target": topic.key, "cell": cell}
    return Turn(topic.by, run.id, at, form, cast.key(), after=topic)


def _topics(run: RunOf[State], cast: Cast) -> list[Turn]:
    """The turns in which the topics were proposed that still stand, in order."""
    keys = cast.made.get(_root(run), [])
    by_key = {turn.key: turn for turn in cast.turns}
    return [by_key[key] for key in keys if key in by_key]


def _place(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """People sign up, and some think again; the last convener takes a place, the first one another; two conveners agree
    to join, two others do not.
    """
    root, topics = _root(run), _topics(run, cast)
    turns: list[Turn] = []
    for number, role in enumerate(phones):
        chosen = cast.rng.sample(topics, min(2, len(topics)))
        keen = [
            Turn(role.id, run.id, cast.rng.uniform(0.1, 0.6), {"target": topic.key, "choice": "on"}, cast.key())
            for topic in chosen
        ]
        turns += keen
        if number % CHANGES == 3 and keen:
            form = {"target": chosen[0].key, "choice": "off"}
            turns.append(Turn(role.id, run.id, 0.7, form, cast.key(), after=keen[0]))
    if len(topics) > 1 and (blank := cast.made[root + BLANK]):
        cells = cast.made[root + CELLS]
        turns.append(_into(run, cast, topics[0], blank[0], 0.35))
        cells[0], blank[0] = blank[0], cells[0]
    if (mute := sum(not role.phone for role in cast.roles)) and topics:
        cast.acts.append(enter(run.id, 0.8, Hands(topics[-1].key, mute), after=[topics[-1].name]))
    if len(topics) > 1:
        turns.append(_into(run, cast, topics[-1], cast.made[root + CELLS][-1], 0.2))
    if len(topics) > 2:
        turns += _offer(run, cast, (topics[0], topics[1]), "no")
    if len(topics) > 4:
        turns += _offer(run, cast, (topics[2], topics[3]), "yes")
        del cast.made[root][2], cast.made[root + CELLS][2]
    return turns


def _offer(run: RunOf[State], cast: Cast, pair: tuple[Turn, Turn], answer: str) -> list[Turn]:
    one, other = pair
    form = {"act": "merge_offered", "target": one.key, "into": public(other.key)}
    offer = Turn(one.by, run.id, 0.65, form, cast.key(), after=other)
    form = {"act": "merge_answered", "offer": public(offer.key), "choice": answer}
    return [offer, Turn(other.by, run.id, 0.75, form, cast.key(), after=offer)]


def _meet(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """In each topic of this time the convener says how many came, and some of them write for its report."""
    slot = run.state.slot_of(run.id)
    turns: list[Turn] = []
    for number, (topic, cell) in enumerate(zip(_topics(run, cast), _cells(run, cast), strict=False)):
        if slot is None or cell.partition("/")[2] != slot.id:
            continue
        came = {"act": "came", "target": topic.key, "n": str(cast.rng.randint(1, 9))}
        turns.append(Turn(topic.by, run.id, 0.5, came, cast.key(), after=topic))
        if number % 5 != 4:
            turns += _lines(run, cast, topic, phones)
    return turns


def _cells(run: RunOf[State], cast: Cast) -> list[str]:
    return cast.made.get(_root(run) + CELLS, [])


def _lines(run: RunOf[State], cast: Cast, topic: Turn, phones: list[Role]) -> list[Turn]:
    lines = _of(topic)["lines"]
    writers = [topic.by, *(role.id for role in cast.rng.sample(phones, min(len(lines) - 1, len(phones))))]
    turns = []
    for number, line in enumerate(lines):
        text, part = halves(line)
        form = {"topic": public(topic.key), "part": part, "text": text}
        at = cast.rng.uniform(0.3, 0.85)
        turns.append(Turn(writers[number % len(writers)], run.id, at, form, cast.key(), after=topic))
    return turns


def _news(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """A topic came up on the way; it takes the last blank place. Each time it is another, and somebody else's."""
    root, blank = _root(run), cast.made.get(_root(run) + BLANK, [])
    before = sum(turn.name.startswith(f"{root}-news") for turn in cast.turns)
    if not blank or before >= min(figures.BLANK, len(phones)):
        return []
    number, by = len(_topics_there_are()) - figures.BLANK + before, phones[-1 - before]
    form = _brought(number) | {"cell": blank.pop()}
    turn = Turn(by.id, run.id, 0.3, form, cast.key(), f"{root}-news-{run.id}")
    cast.made[root].append(turn.key)
    cast.made[root + CELLS].append(form["cell"])
    return [turn]


def _harvest(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """Some of the reports that are missing are written now; people read."""
    topics = _topics(run, cast)
    turns = [turn for topic in topics[4::10] for turn in _lines(run, cast, topic, phones)]
    for role in phones:
        form = {"act": "read", "target": cast.rng.choice(topics).key} if topics else {}
        turns += [Turn(role.id, run.id, cast.rng.uniform(0.4, 0.8), form, cast.key())] if form else []
    return turns


def _huddle(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """The first topics get an action each; one has nobody who takes it on."""
    keys = next((cast.made[name] for name in reversed(cast.made) if "/" not in name and cast.made[name]), [])
    by_key = {turn.key: turn for turn in cast.turns}
    turns = []
    for number, key in enumerate(keys[:HUDDLES]):
        form = {"topic": public(key), "text": _of(by_key[key])["action"]}
        form |= {"who": _name(number), "by": "2026-12-01"} if number != 2 else {}
        turns.append(Turn(phones[number % len(phones)].id, run.id, 0.4 + 0.1 * number, form, cast.key()))
    return turns
