"""Turns a table of survey answers, one answer a row, into forms: all of them, or none and a sentence with the row.

The columns are `wave`, `token`, `group`, `item` and `value`; `source` (paper or telephone) and `workshop` may be there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from facilitator.activities import contract
from facilitator.activities.intake import Asked, Filled
from facilitator.model.acts import IMPORT
from facilitator.model.entry import clean
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say
from facilitator.model.workshop import Workshop
from facilitator.records.comments_in import Plan, as_one
from facilitator.records.csv_in import Sheet
from facilitator.store.faults import Fault

NEEDED = ("wave", "token", "group", "item", "value")
COLUMNS = (*NEEDED, "source", "workshop")
SOURCES = {"": IMPORT, "import": IMPORT, "paper": "paper", "telephone": "caller", "caller": "caller"}
"""How a form came in, by what may stand in the column `source`."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A stage that asks the questionnaire."""

    workshop: Workshop
    run: StageRun
    asked: Asked


@dataclass(slots=True)
class Form:
    """The rows of one token in one wave."""

    place: Place
    token: str
    group: str
    source: str
    row: int
    answers: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def plan(programme: Programme, sheet: Sheet, survey: str, workshop: str = "") -> Plan:
    """What a table would bring to the workshops that ask a questionnaire, or to the one named. Raises Fault."""
    places = _places(programme, sheet.name, survey, workshop)
    return _Rows(sheet, places).plan()


def asked(programme: Programme) -> list[tuple[str, str, str]]:
    """Which surveys may be answered: the key, version and workshop (by id) of each, in the order of the workshops."""
    every = [
        (each.key, each.version, workshop.id)
        for workshop in programme.workshops.values()
        for run in workshop.stages
        if (each := contract.report(run.stage.activity).intake.asked(run)) is not None
    ]
    return list(dict.fromkeys(every))


def holds_answers(head: Sequence[str]) -> bool:
    """Whether a table with these columns is one of answers, and not of comments."""
    return "text" not in head and len({"wave", "token", "item", "value"} & set(head)) > 1


def _places(programme: Programme, name: str, survey: str, workshop: str) -> list[Place]:
    every = [
        Place(each, run, asked)
        for each in programme.workshops.values()
        for run in each.stages
        if (asked := contract.report(run.stage.activity).intake.asked(run)) is not None
    ]
    wanted = survey.strip().casefold()
    found = [each for each in every if wanted in (each.asked.key.casefold(), each.asked.version.casefold())]
    if not found:
        known = Listed(tuple(dict.fromkeys(each.asked.key for each in every)), "")
        raise Fault(
            say("{name}: no workshop asks the survey '{survey}'. There are: {known}.", name=name, survey=survey,
                known=known)
            if every
            else say("{name}: no workshop asks a survey. Nothing was imported.", name=name)
        )  # fmt: skip
    here = [each for each in found if not workshop or each.workshop.id == workshop]
    if not here:
        raise Fault(
            say("{name}: the workshop '{workshop}' does not ask the survey '{survey}'. Nothing was imported.",
                name=name, workshop=workshop, survey=survey)
        )  # fmt: skip
    return here


class _Rows:
    """Reads the rows one by one; `places` are the stages that ask the questionnaire."""

    def __init__(self, sheet: Sheet, places: Sequence[Place]) -> None:
        self.sheet, self.places = sheet, places
        head = [name for name in sheet.head if name in COLUMNS]
        if twice := next((name for name in head if head.count(name) > 1), ""):
            self._stop(1, twice, say("The column is there twice."))
        self.at = {name: sheet.head.index(name) for name in head}
        self.forms: dict[tuple[str, str, str], Form] = {}

    def plan(self) -> Plan:
        """The drafts and the sentences."""
        for number, row in enumerate(self.sheet.rows[1:], 2):
            if any(cell.strip() for cell in row):
                self._row(number, row)
        made, there = Plan(self.sheet), {e.key for place in self.places for e in place.workshop.entries}
        empty = 0
        for form in self.forms.values():
            if not form.answers:
                empty += 1
                continue
            self._take(made, form)
        again = sum(draft.key in there for draft in made.drafts)
        made.new = len(made.drafts) - again
        made.told = [say("{n} form to import.", "{n} forms to import.", n=made.new)]
        if again:
            made.told.append(say("{n} form is here already, and is not imported again.",
                                 "{n} forms are here already, and are not imported again.", n=again))  # fmt: skip
        if empty:
            made.told.append(say("{n} form has no answer, and is not counted.",
                                 "{n} forms have no answer, and are not counted.", n=empty))  # fmt: skip
        made.counts = tuple({draft.kind for draft in made.drafts})
        made.drafts = as_one(made.drafts, SOURCES.values())
        return made

    def _stop(self, number: int, column: str, sentence: str) -> NoReturn:
        """Refuse the whole file, because of one cell."""
        raise Fault(
            say("{name}, line {line}, column '{column}': {sentence} Nothing was imported.", name=self.sheet.name,
                line=str(number), column=column, sentence=sentence)
        )  # fmt: skip

    def _row(self, number: int, row: Sequence[str]) -> None:
        cells = {name: clean(row[at]) if at < len(row) else "" for name, at in self.at.items()}
        if any(cell.strip() for cell in row[len(self.sheet.head) :]):
            self._stop(number, "value", say("There are more cells than in the first line."))
        if not cells["token"]:
            self._stop(number, "token", say("Is needed: it tells one form from another."))
        if len(cells["token"]) > _LONGEST:
            self._stop(number, "token", say("Is longer than {n} character.", "Is longer than {n} characters.",
                                            n=_LONGEST))  # fmt: skip
        place = self._place(number, cells)
        form = self._form(number, cells, place)
        intake = contract.report(place.run.stage.activity).intake
        try:
            found = intake.answer(place.run, cells["item"], cells["value"], place.workshop.groups)
        except contract.Refused as refused:
            known = any(cells["item"].casefold() == name.casefold() for name in self._items(place))
            self._stop(number, "value" if known else "item", refused.sentence)
        item = cells["item"].casefold()
        if item in form.rows:
            self._stop(number, "token", say("'{token}' answered {item} in line {line} already.", token=cells["token"],
                                            item=cells["item"], line=str(form.rows[item])))  # fmt: skip
        form.rows[item] = number
        if found is not None:
            form.answers[found[0]] = found[1]

    def _items(self, place: Place) -> list[str]:
        return contract.report(place.run.stage.activity).intake.items(place.run)

    def _place(self, number: int, cells: Mapping[str, str]) -> Place:
        """The one stage that a row belongs to."""
        waves = tuple(dict.fromkeys(each.asked.wave for each in self.places))
        wave = cells["wave"].casefold()
        found = [each for each in self.places if each.asked.wave == wave]
        if not found:
            named = [each or say("none") for each in waves]
            self._stop(number, "wave", say("Nobody asks this in the wave '{wave}'. There are: {known}.",
                                           wave=cells["wave"][:40], known=Listed(tuple(named), "")))  # fmt: skip
        if said := cells.get("workshop", "").casefold():
            found = [each for each in found if said in (each.workshop.id, each.workshop.info.title.casefold())]
            if not found:
                self._stop(number, "workshop", say("No workshop called '{title}' asks this in that wave.",
                                                   title=cells["workshop"][:40]))  # fmt: skip
        if len(found) > 1:
            named = [each.workshop.id for each in found]
            self._stop(number, "wave", say("Several workshops ask this: {ids}. Choose one, or name it in a column "
                                           "'workshop'.", ids=Listed(tuple(named), "")))  # fmt: skip
        return found[0]

    def _form(self, number: int, cells: Mapping[str, str], place: Place) -> Form:
        """The form that a row belongs to; all its rows say the same of who filled it in, and how."""
        group, known = place.workshop.groups.find(cells["group"]), place.workshop.groups
        if group and not known.get(group):
            names = Listed(tuple(each.label for each in known), "")
            self._stop(number, "group", say("There is no partner group '{group}'. There are: {known}.",
                                            group=cells["group"][:40], known=names))  # fmt: skip
        source = SOURCES.get(cells.get("source", "").casefold())
        if source is None:
            self._stop(number, "source", say("Must be paper, telephone or empty."))
        key = (place.workshop.id, place.run.id, cells["token"])
        form = self.forms.setdefault(key, Form(place, cells["token"], group, source, number))
        if form.group != group:
            self._stop(number, "group", say("'{token}' has another group in line {line}.", token=cells["token"],
                                            line=str(form.row)))  # fmt: skip
        if form.source != source:
            self._stop(number, "source", say("'{token}' came in another way in line {line}.", token=cells["token"],
                                             line=str(form.row)))  # fmt: skip
        return form

    def _take(self, made: Plan, form: Form) -> None:
        run, workshop = form.place.run, form.place.workshop
        intake = contract.report(run.stage.activity).intake
        said = intake.form(run, Filled(form.token, form.group, form.answers, form.source))
        content = json.dumps([workshop.id, run.id, said.pack()], sort_keys=True)
        key = hashlib.sha256(content.encode()).hexdigest()[:32]
        draft = said.draft(workshop.id, run.id, key=key)
        if refusal := run.check(draft):
            self._stop(form.row, "token", refusal)
        made.drafts.append(draft)
