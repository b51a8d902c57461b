"""What pretend people do in a scenario workshop: mark stories, judge them, see a day, have ideas, offer help."""

from __future__ import annotations

from collections import Counter

from facilitator.activities.playing import Act, Cast, Role, Turn, enter
from facilitator.activities.read import rules
from facilitator.activities.read.bodies import HandMarks
from facilitator.activities.read.scenarios import VALUES
from facilitator.model.entry import public
from facilitator.model.run import RunOf

MARKS, IDEAS = 4, 3
"""So many paragraphs a phone marks, and so many ideas a table has."""
WORDS = 0.4
POINTS = (
    ("keep", "People greet each other by name"),
    ("worry", "Who opens when the key holder is ill?"),
    ("missing", "Nobody speaks of the evenings"),
    ("barrier", "The rent is due every month, the grant once a year"),
    ("keep", "One place to ask, and someone who knows"),
    ("worry", "The quiet families are not in this story"),
    ("missing", "Fathers, and grandparents who look after children"),
    ("barrier", "The last bus leaves before the session ends"),
)
SCENES = (
    ("The door is open", "A mother comes in from the rain; someone takes her coat and knows her child's name."),
    ("Two keys, one kettle", "The nurse and the play leader lock up together and plan tomorrow over a cup of tea."),
    ("Saturday belongs to all", "Fathers cook in the hall, and the council's officer washes up beside them."),
    ("Nobody asks twice", "A family tells its story once, and the right person rings back the same day."),
)
DEEDS_OF_ONE_TABLE = (
    ("Share one calendar for all rooms", "the hall's caretaker", "put last month's bookings in a table"),
    ("A visit by a neighbour for each new family", "two parents", "ask the midwife for a talk"),
    ("Open the crèche for the whole street", "the centre", "count the free places in May"),
    ("Teach each other how to write a bid", "the consortium", "choose one small fund to try"),
    ("A van that brings toys on Fridays", "the toy library", "borrow a van for one day"),
)
OFFERS = ("Our group has a van", "I can give two evenings", "We bring the kettle and the keys", "Happy to chair it")


def people(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """By the part of the method that the stage is."""
    parts = {
        rules.READ: _mark,
        rules.CRITIQUE: _judge,
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
    keys = list(run.state.paragraphs())
    turns: list[Turn] = []
    for role in cast.roles:
        if not role.phone or not keys:
            continue
        at, before = cast.rng.uniform(0.1, 0.3), None
        for number, key in enumerate(cast.rng.sample(keys, min(MARKS, len(keys)))):
            form = {"target": key, "choice": cast.rng.choice(VALUES)}
            before = Turn(role.id, run.id, at + 0.08 * number, form, cast.key(), after=before)
            turns.append(before)
        if cast.rng.random() < WORDS:
            words = {"text": cast.rng.choice(POINTS)[1], "paragraph": public(cast.rng.choice(keys)), "mark": "worry"}
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.6, 0.75), words, cast.key()))
        elif before:
            back = {"target": before.form["target"], "choice": f"{before.form['choice']}-off"}
            turns.append(Turn(role.id, run.id, 0.7, back, cast.key(), after=before))
    return turns


def _judge(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Everybody says two things about two stories."""
    letters = [story.letter for story in run.state.scenarios()]
    turns = []
    for number, role in enumerate(cast.roles if letters else ()):
        for more in range(2):
            kind, text = POINTS[(number + 3 * more) % len(POINTS)]
            form = {"text": text, "kind": kind, "scenario": public(letters[(number + more) % len(letters)])}
            if number % 9 == 8:
                form["guessed"] = "1"
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.85), form, cast.key()))
    return turns


def _see(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """One vision a role group, and the feared one beside it where the method asks for two."""
    first: dict[str, Role] = {}
    for role in cast.roles:
        first.setdefault(role.group, role)
    sides = ("wanted", "feared") if run.stage.options.get("twin") else ("",)
    turns = []
    for number, role in enumerate(first.values()):
        for more, side in enumerate(sides):
            headline, text = SCENES[(number + more) % len(SCENES)]
            form = {"text": text, "headline": headline, "who": "Parents and staff", "values": "near, fair, warm"}
            at = cast.rng.uniform(0.4, 0.8)
            turns.append(Turn(role.id, run.id, at, form | ({"side": side} if side else {}), cast.key()))
    return turns


def _think(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Each table has some ideas, most of them tied to a common element."""
    elements = [key for stage in run.stage.feeds for key in cast.made.get(stage, ())]
    turns = []
    for place, seats in enumerate(cast.tables().values()):
        for number in range(IDEAS):
            role = seats[number % len(seats)]
            what, who, step = DEEDS_OF_ONE_TABLE[(place + number) % len(DEEDS_OF_ONE_TABLE)]
            form = {"text": what, "who": who, "first_step": step, "how": "together", "scale": "months"}
            if elements and number:
                form["element"] = public(cast.rng.choice(elements))
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.2, 0.8), form, cast.key()))
    return turns


def _offer(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Every second person offers something for an idea; one in four of those offers to lead."""
    ideas = [turn.key for turn in cast.turns if "first_step" in turn.form]
    turns = []
    for number, role in enumerate(cast.roles[::2] if ideas else ()):
        form = {"text": cast.rng.choice(OFFERS), "idea": public(cast.rng.choice(ideas[:5]))}
        form["kind"] = "support" if number % 4 else "lead"
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.2, 0.8), form, cast.key()))
    return turns
