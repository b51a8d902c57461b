"""What pretend people do in a scenario workshop: mark stories, judge them, see a day, have ideas, offer help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.activities.playing import Act, Cast, Role, Turn, enter, halves, told
from facilitator.activities.read import rules
from facilitator.activities.read.bodies import HandMarks
from facilitator.activities.read.scenarios import VALUES
from facilitator.model.entry import public
from facilitator.model.run import RunOf

MARKS, IDEAS = 4, 3
"""So many paragraphs a phone marks, and so many ideas a table has."""
WORDS = 0.4
"""How likely somebody says why they marked what they marked."""
METHOD = "scenario-workshop"
"""Whose words are said of each story, seen of the day, thought of and offered."""


def people(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """By the part of the method that the stage is."""
    parts = {
        rules.READ: _mark,
        rules.CRITIQUE: _judge,
        rules.PLENARY: _hear,
        rules.VISION: _see,
        rules.IDEAS: _think,
        rules.OFFERS: _offer,
    }
    act = parts.get(run.state.phase(run.id))
    return act(run, cast) if act else []


def deeds(run: RunOf[rules.State], cast: Cast) -> list[Act]:
    """The paper marks of those without a phone, typed in paragraph by paragraph."""
    mute = sum(not role.phone for role in cast.roles)
    keys = list(run.state.paragraphs())
    if run.state.phase(run.id) != rules.READ or not mute or not keys:
        return []
    given: dict[str, Counter[str]] = {}
    for _ in range(mute * MARKS):
        given.setdefault(cast.rng.choice(keys), Counter())[cast.rng.choice(VALUES)] += 1
    found = []
    for number, (key, counted) in enumerate(given.items()):
        counts = {mark: min(n, mute) for mark, n in counted.items()}
        found.append(enter(run.id, 0.8 + 0.05 * number / len(given), HandMarks(key, counts, mute)))
    return found


def _mark(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Everybody with a phone marks some paragraphs and takes one mark back; some say why."""
    keys, stories = list(run.state.paragraphs()), run.state.scenarios()
    turns: list[Turn] = []
    for place, role in enumerate(cast.roles):
        if not role.phone or not keys:
            continue
        at, before = cast.rng.uniform(0.1, 0.3), None
        for number, key in enumerate(cast.rng.sample(keys, min(MARKS, len(keys)))):
            form = {"target": key, "choice": cast.rng.choice(VALUES)}
            before = Turn(role.id, run.id, at + 0.08 * number, form, cast.key(), after=before)
            turns.append(before)
        if cast.rng.random() < WORDS:
            said = stories[place % len(stories)]
            text, mark = halves(_nth(told(METHOD)["read"]["stories"], place % len(stories), place // len(stories)))
            form = {"text": text, "paragraph": public(cast.rng.choice(said.paragraphs).id), "mark": mark}
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.6, 0.75), form, cast.key()))
        elif before:
            back = {"target": before.form["target"], "choice": f"{before.form['choice']}-off"}
            turns.append(Turn(role.id, run.id, 0.7, back, cast.key(), after=before))
    return turns


def _nth(stories: Sequence[Sequence[str]], story: int, number: int) -> str:
    """What the next one says of a story."""
    lines = stories[story % len(stories)]
    return lines[number % len(lines)]


def _judge(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Everybody says two things about two stories."""
    letters = [story.letter for story in run.state.scenarios()]
    turns = []
    for number, role in enumerate(cast.roles if letters else ()):
        for more in range(2):
            story = (number + more) % len(letters)
            text, kind = halves(_nth(told(METHOD)["critique"]["stories"], story, 2 * (number // len(letters)) + more))
            form = {"text": text, "kind": kind, "scenario": public(letters[story])}
            if number % 9 == 8:
                form["guessed"] = "1"
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.85), form, cast.key()))
    return turns


def _hear(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Somebody of each role writes down what the roles see differently."""
    notes = told(METHOD)["plenary"]["notes"]
    first = {role.group: role for role in reversed(cast.here(run.id))}
    return [
        Turn(role.id, run.id, cast.rng.uniform(0.3, 0.8), {"text": notes[number % len(notes)]}, cast.key())
        for number, role in enumerate(first.values())
    ]


def _see(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """One vision a role group, and the feared one beside it where the method asks for two."""
    first: dict[str, Role] = {}
    for role in cast.roles:
        first.setdefault(role.group, role)
    twin = bool(run.stage.options.get("twin"))
    every = told(METHOD)["vision"]["scenes"]
    wanted, feared = ([scene for scene in every if ("side" in scene) is one] for one in (False, True))
    turns = []
    for number, role in enumerate(first.values()):
        scenes = [wanted[number % len(wanted)], *([feared[number % len(feared)]] if twin else [])]
        for scene in scenes:
            form = {**scene, **({"side": scene.get("side", "wanted")} if twin else {})}
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.4, 0.8), form, cast.key()))
    return turns


def _think(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Each table has some ideas, most of them for a common element where there is one that they fit."""
    elements = [key for stage in run.stage.feeds for key in cast.made.get(stage, ())]
    ideas = told(METHOD)["ideas"]["ideas"]
    turns = []
    for place, seats in enumerate(cast.tables().values()):
        for number in range(IDEAS):
            role, idea = seats[number % len(seats)], ideas[(place * IDEAS + number) % len(ideas)]
            form = {name: words for name, words in idea.items() if name != "for"}
            if element := next((key for key in elements if cast.titles.get(key) == idea["for"]), ""):
                form["element"] = public(element)
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.2, 0.8), form, cast.key()))
    return turns


def _offer(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Every second person offers something for an idea: to lead it, or to support it with something."""
    ideas = [turn.key for turn in cast.turns if "first_step" in turn.form]
    turns = []
    for number, role in enumerate(cast.roles[::2] if ideas else ()):
        text, kind = halves(told(METHOD)["commit"]["notes"][number % len(told(METHOD)["commit"]["notes"])])
        form = {"text": text, "idea": public(cast.rng.choice(ideas[:5])), "kind": kind}
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.2, 0.8), form, cast.key()))
    return turns
