"""A method as data: its stages, what each asks, stores, says and shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from facilitator.model.say import Listed, also_in, own_words, say


def _own_words(made: Any, *names: str) -> None:
    """Make messages of the fields that people read, so that each meets them in their language."""
    for name in names:
        said = getattr(made, name)
        words = own_words(said) if isinstance(said, str) else tuple(own_words(each) for each in said)
        object.__setattr__(made, name, words)


def speak_other(made: Any) -> None:
    """Have a value from a data file speak the languages of its own field `other`."""
    for one in fields(made) if made.other else ():
        if one.name != "other":
            object.__setattr__(made, one.name, also_in(getattr(made, one.name), made.other))


OPTION_WORDS = frozenset((
    "label", "send", "interest", "offered", "title", "values", "paragraphs", "intro", "text", "short", "low", "high",
    "none", "now", "wanted", "scope", "points",
))  # fmt: skip
"""The names in a stage's options, and in tables among them, whose texts people read."""


def _with_words(value: Any, name: str = "") -> Any:
    """An option's value, with its words as messages."""
    if isinstance(value, Mapping):
        return {inner: value[inner] if inner == "other" else _with_words(value[inner], inner) for inner in value}
    if isinstance(value, (list, tuple)):
        return type(value)(_with_words(each, name) for each in value)
    return own_words(value) if isinstance(value, str) and name in OPTION_WORDS else value


LAST = 1000
"""The order of a method that says none: it is offered after those that do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice field. `symbol` is drawn beside the label: `+`, `±` or `−`."""

    value: str
    label: str
    symbol: str = ""

    def __post_init__(self) -> None:
        _own_words(self, "label")


@dataclass(frozen=True, slots=True)
class Field:
    """A question beside the text: one choice, a short text, a date, yes or no (`flag`), one of the partner groups, or
    one of the items that feed the stage (`item`).

    `columns` makes the board sort by it; `who` is `all` or `host`.
    """

    id: str
    label: str
    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    required: bool = False
    columns: bool = False
    who: str = "all"

    def __post_init__(self) -> None:
        _own_words(self, "label")

    @property
    def asked(self) -> str:
        """The label as a form asks it: it says where the answer may be left out. A box to tick always may."""
        needed = self.required or self.kind == "flag" or self.label.endswith("(optional)")
        return self.label if needed else say("{question} (optional)", question=self.label)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a method, with what is said, asked, stored and shown. Minutes are whole numbers.

    `feeds` are earlier stages whose items it builds on; `continues` is one whose board it goes on working at. An
    `example` shows how one could ask where the question is the workshop's own; it is nothing that a room is asked.
    """

    id: str
    title: str
    activity: str
    goal: str = ""
    minutes: int = 5
    minutes_min: int = 1
    minutes_max: int = 60
    priority: int = 1
    timer: str = "SOFT"
    script: tuple[str, ...] = ()
    host_script: tuple[str, ...] = ()
    prompt: str = ""
    example: str = ""
    questions: tuple[str, ...] = ()
    hint: str = ""
    fields: tuple[Field, ...] = ()
    limit: int = 500
    screen: str = "notes"
    visibility: str = "live"
    anonymity: str = "group"
    grouping: str = "plenary"
    feeds: tuple[str, ...] = ()
    continues: str = ""
    level: str = ""
    decides: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _own_words(self, "title", "goal", "script", "host_script", "prompt", "example", "questions", "hint")
        object.__setattr__(self, "options", _with_words(self.options))

    def field(self, name: str) -> Field | None:
        """The field with that id."""
        return next((f for f in self.fields if f.id == name), None)

    @property
    def columns(self) -> Field | None:
        """The field that sorts the board, if there is one."""
        return next((f for f in self.fields if f.columns), None)

    @property
    def asks(self) -> tuple[str, ...]:
        """The questions people answer: the prompt where there is one, else the list.

        With both, the prompt is asked and the list is what the activity makes of it, such as a board for each.
        """
        return (self.prompt,) if self.prompt else self.questions


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready form of a method: which stages in which order (one may come twice), with other minutes or options."""

    key: str
    title: str
    stages: tuple[str, ...]
    minutes: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _own_words(self, "title")


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its purpose, for whom it is, what to prepare, its stages in order, and its ready forms.

    `other` has its words in other languages, by language and English text. Where it is offered, it has a `picture`, and
    stands among others by its `order`; neither is any part of what a workshop keeps of it.
    """

    key: str
    title: str
    purpose: str
    credit: str
    stages: tuple[Stage, ...]
    summary: str = ""
    people_min: int = 2
    people_max: int = 200
    aims: tuple[str, ...] = ()
    object: str = ""
    prepare: tuple[str, ...] = ()
    presets: tuple[Preset, ...] = ()
    other: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    picture: str = field(default="", compare=False)
    order: int = field(default=LAST, compare=False)

    def __post_init__(self) -> None:
        _own_words(self, "title", "purpose", "credit", "summary", "aims", "object", "prepare")
        speak_other(self)

    def about(self, challenge: str) -> Method:
        """The method as it asks the workshop's challenge, in the stages that have only an example of a question."""
        stages = (replace(s, prompt=challenge) if s.example and not s.asks else s for s in self.stages)
        return replace(self, stages=tuple(stages)) if challenge else self

    def form(self, preset: str) -> Method:
        """The method in one of its ready forms. Raises KeyError with a sentence that names those there are."""
        chosen = next((p for p in self.presets if p.key == preset), None)
        if chosen is None:
            known = Listed(tuple(p.key for p in self.presets), "") if self.presets else say("none")
            missing = say(
                "The method '{key}' has no form '{form}'. There are: {known}.", key=self.key, form=preset, known=known
            )
            raise KeyError(missing)
        by_id = {s.id: s for s in self.stages}
        stages: list[Stage] = []
        for name in chosen.stages:
            again = sum(s.id == name or s.id.startswith(f"{name}-again") for s in stages)
            here = {s.id for s in stages}
            stage = by_id[name]
            minutes = chosen.minutes.get(name, stage.minutes)
            stages.append(
                replace(
                    stage,
                    id=f"{name}-again{again if again > 1 else ''}" if again else name,
                    minutes=minutes,
                    minutes_min=min(minutes, stage.minutes_min),
                    minutes_max=max(minutes, stage.minutes_max),
                    feeds=tuple(s.id for f in stage.feeds for s in stages if re.fullmatch(rf"{f}(-again\d*)?", s.id)),
                    continues=stage.continues if stage.continues in here else "",
                    options={**stage.options, **chosen.options.get(name, {})},
                )
            )
        return replace(self, title=f"{self.title}: {chosen.title}", stages=tuple(stages))

    @property
    def minutes(self) -> int:
        """The planned length of all stages together, in minutes."""
        return sum(stage.minutes for stage in self.stages)

    def to_dict(self) -> dict[str, Any]:
        """The method as plain JSON values, as copied into the log."""
        left = {"picture", "order"} if self.other else {"picture", "order", "other"}
        return {name: value for name, value in asdict(self).items() if name not in left}
