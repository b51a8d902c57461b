"""An open space as it runs: its stages over one state, as the log would fold it, and short ways to act in it."""

from __future__ import annotations

from typing import Any

from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry, new_key
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes

W = "wmark001"
GROUPS = [
    {"id": "VCS", "label": "Voluntary & community sector", "short": "VCS"},
    {"id": "CCM", "label": "Children's-centre managers", "short": "CCM"},
    {"id": "LA", "label": "Local authority", "short": "LA"},
    {"id": "PAR", "label": "Parents", "short": "PAR"},
]
TOPICS = (
    ("Lots small enough to bid for", "Dee", "VCS", "r1", "s1"),
    ("Evening slot for working parents", "Sam", "PAR", "r2", "s1"),
    ("Lend policies and payroll", "Ravi", "VCS", "r3", "s1"),
    ("Share options early, not one plan", "Jo", "LA", "r1", "s2"),
    ("Who pays for cr\u00e8che at meetings?", "Mia", "PAR", "r2", "s2"),
    ("Route to a qualification for volunteers", "Ann", "CCM", "r1", "s3"),
    ("Dads\u2019 worker two days", "Lee", "CCM", "r2", "s3"),
)


class Day:
    """A whole day of open space, entry by entry. `at` is the moment of the next entry."""

    def __init__(self, preset: str = "day") -> None:
        self.programme = programmes.empty()
        self.seq, self.at = 0, 1_400_000_000_000
        method = library.find("open-space")
        method = method.form(preset) if preset else method
        for draft in acts.create({"title": "Open day"}, [method], groups=GROUPS, workshop=W):
            self.fold(draft)

    @property
    def workshop(self) -> Workshop:
        """The workshop as it is now."""
        return self.programme.workshops[W]

    @property
    def state(self) -> Any:
        """The state that the stages share."""
        return self.run("open").state

    def run(self, stage: str) -> StageRun:
        """One stage."""
        return self.workshop.runs[stage]

    def fold(self, draft: Draft) -> str:
        """Take a draft as the log would; returns its key."""
        self.seq, self.at = self.seq + 1, self.at + 1000
        self.programme.fold(
            Entry(self.seq, draft.key, draft.workshop, draft.stage, self.at, draft.person, draft.kind, draft.body)
        )
        return draft.key

    def act(self, stage: str, kind: str, key: str = "", **body: Any) -> str:
        """One entry in a stage, whatever its check says."""
        return self.fold(Draft(kind, body, W, stage, key=key or new_key()))

    def refused(self, stage: str, kind: str, **body: Any) -> str:
        """The sentence that refuses an act, or nothing."""
        run = self.run(stage)
        return run.rules.check(run.state, Draft(kind, body, W, stage)) or ""

    def topic(self, title: str, convener: str = "", token: str = "", group: str = "", **fields: Any) -> str:
        """A topic from the phone with that token, or from the desk without one."""
        body: dict[str, Any] = {"text": title, "fields": {"convener": convener, **fields}, "group": group}
        body |= {"token": token, "source": "phone"} if token else {"source": "facilitator"}
        return self.act("propose", "note", **body)


def busy_day() -> tuple[Day, dict[str, str]]:
    """The picture of the day: seven topics placed in nine cells, three that wait, upstairs only by stairs."""
    day = Day()
    for stage, names in (
        ("r1", ("Main hall", 30, True)),
        ("r2", ("Blue room", 12, True)),
        ("r3", ("Upstairs", 10, False)),
    ):
        name, seats, free = names
        day.act("open", "room", room=stage, name=name, seats=seats, step_free=free)
    for slot, start, end in (("s1", "11:10", "11:55"), ("s2", "12:45", "13:30"), ("s3", "13:40", "14:25")):
        day.act("open", "slot", slot=slot, start=start, end=end)
    day.act("open", "people", n=25)
    day.act("propose", "stage_opened")
    keys = {}
    for number, (title, who, group, room, slot) in enumerate(TOPICS):
        access = {"access": True, "question": "What would a larger charity have to lend?"} if who == "Ravi" else {}
        keys[who] = day.topic(title, who, f"phone-{who}", group, **access)
        day.act("propose", "placed", target=keys[who], room=room, slot=slot, token=f"phone-{who}", source="phone")
        for n in range((14, 7, 4, 11, 13, 9, 6)[number]):
            day.act("place", "interest", target=keys[who], token=f"t{n}", on=True)
    keys["reach"] = day.topic("Count reach, not only visits", "Dee", "phone-Dee", "VCS")
    keys["better"] = day.topic("Parents define \u201cbetter\u201d", "Tess", "phone-Tess", "PAR")
    keys["five"] = day.topic("Same five outcomes for all", seeded=True)
    return day, keys
