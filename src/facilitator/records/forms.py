"""Paper for everybody without a phone: for each stage the slip, sheet or form that says what a phone page says."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from facilitator.activities.rotate import pace, report_cards
from facilitator.activities.survey import keyed
from facilitator.activities.survey.instrument import POINTS, SCORES, Question
from facilitator.looks.pdf.document import Cell, Column, Document, Flowable, Fonts, heading, keep, small, table, text
from facilitator.model.method import Field
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.records.files import write_whole
from facilitator.records.forms_parts import A_PAGE, Slips, Ticks, WritingLines, slips_a_page
from facilitator.store.faults import Fault

BLANK_ROWS = 12
"""So many empty rows has a sheet whose items are not known yet."""
_TICK_EVEN = 27.0
_NARROW = 23.0
"""Points from box to box where there is room, and in a narrow column."""


def forms(workshop: Workshop, out: Path, stages: Collection[str] | None = None, *, copies: int = A_PAGE) -> list[str]:
    """Write paper forms as one PDF, whole or not at all; returns the titles of the stages that have some.

    `stages` are the ids of those wanted, None all; `copies` of each form, numbered from 1. Raises Fault when none of
    the stages needs paper, when there is no such stage, or when `out` cannot be written.
    """
    unknown = set(stages or ()) - {run.id for run in workshop.stages}
    if unknown:
        raise Fault(f"There is no stage '{min(unknown)}' in this workshop.")
    wanted = [run for run in workshop.stages if stages is None or run.id in stages]
    printed = [(run, maker) for run in wanted if (maker := _maker(run)) is not None]
    if not printed:
        raise Fault("These stages need no paper: nothing is written or chosen in them.")
    target = io.BytesIO()
    document = Document(
        target,
        f"Paper forms: {workshop.info.title}",
        fonts=Fonts(),
        head_left=workshop.info.title,
        head_right="Paper forms",
        foot_left="Give it back to the facilitator. It is typed in and kept with the answers from phones.",
        stamp="REHEARSAL" if workshop.rehearsal else "",
    )
    for at, (run, maker) in enumerate(printed):
        for page, parts in enumerate(maker(workshop, run, document.fonts, max(1, copies))):
            if at or page:
                document.new_page()
            document.add(*parts)
    document.build()
    write_whole({out: target.getvalue()})
    return [run.stage.title for run, _maker_of in printed]


def code(workshop: Workshop, run: StageRun, number: int) -> str:
    """What stands on a form so that it is typed in at the right place: `4821, stage 3, form 12`."""
    place = [r.id for r in workshop.stages].index(run.id) + 1
    return f"{workshop.code}, stage {place} ({run.stage.title}), form {number}"


Maker = Callable[[Workshop, StageRun, Fonts, int], list[list[Flowable]]]


def _maker(run: StageRun) -> Maker | None:
    """What makes the pages of a stage; None for one in which nobody writes or chooses anything."""
    stage, phase = run.stage, str(run.stage.options.get("phase", ""))
    if stage.activity == "survey":
        return _questionnaires
    if stage.activity == "vote":
        return _ballots
    if stage.activity == "forces" and phase == "score":
        return _score_sheets
    if stage.activity == "rotate" and phase in ("seats", "set", "readout"):
        return _number_cards if phase == "seats" else None
    talks = stage.activity == "discuss" and not stage.options.get("lines")
    if talks or (stage.activity == "forces" and phase in ("merge", "spread")) or not (stage.asks or stage.fields):
        return None
    return _slips


# ---------------------------------------------------------------------- slips


def _slips(workshop: Workshop, run: StageRun, fonts: Fonts, copies: int) -> list[list[Flowable]]:
    slips = [(_slip(workshop, run, fonts), said) for said in _codes(workshop, run, copies)]
    a_page = slips_a_page(slips[0][0])
    return [[Slips(slips[at : at + a_page], fonts, a_page)] for at in range(0, len(slips), a_page)]


def _slip(workshop: Workshop, run: StageRun, fonts: Fonts) -> list[Flowable]:
    """The question, where there are several the places to tick, and the stage's own fields."""
    asks = run.stage.asks
    found: list[Flowable] = [text("strong", asks[0] if len(asks) == 1 else run.stage.title, fonts)]
    if len(asks) > 1:
        found += [text("table", f"{place}  {ask}", fonts) for place, ask in enumerate(asks, 1)]
        found.append(Ticks([f"question {place}" for place in range(1, len(asks) + 1)], fonts))
    if run.stage.hint and not run.stage.fields:
        found.append(small(run.stage.hint, fonts))
    if workshop.groups and run.stage.anonymity != "nothing":
        found.append(Ticks([group.short for group in workshop.groups], fonts))
    for field in run.stage.fields:
        if field.who == "all":
            found += _field(field, workshop.groups, fonts)
    return found


def _field(field: Field, groups: Groups, fonts: Fonts) -> list[Flowable]:
    if field.kind == "flag":
        return [Ticks([field.label], fonts)]
    if field.kind in ("choice", "group"):
        answers = [f"{c.symbol} {c.label}".strip() for c in field.choices] or [group.short for group in groups]
        return [small(field.label, fonts), Ticks(answers, fonts)]
    return [small(f"{field.label}:", fonts), WritingLines(1)]


def _number_cards(workshop: Workshop, run: StageRun, fonts: Fonts, copies: int) -> list[list[Flowable]]:
    """Cards to cut out, one a person and one a place, then the move map; before the plan, cards to fill in."""
    if not run.state.rounds:
        return _blank_cards(workshop, run, fonts, copies)
    people = [(card, code(workshop, run, number)) for number, card in report_cards.number_cards(run, fonts)]
    places = [(card, f"{workshop.info.title}: place {place}") for place, card in report_cards.place_cards(run, fonts)]
    pages = [*_cut(people, fonts, write=True), *_cut(places, fonts, write=False)]
    return [*pages, report_cards.move_map(run, fonts)]


def _blank_cards(workshop: Workshop, run: StageRun, fonts: Fonts, copies: int) -> list[list[Flowable]]:
    groups = [group.short for group in workshop.groups]
    slips: list[tuple[list[Flowable], str]] = []
    for said in _codes(workshop, run, copies):
        asked: list[Flowable] = [text("strong", "Number", fonts), small("First name, if you like:", fonts)]
        asked += [Ticks(groups, fonts)] if groups else []
        asked.append(Ticks(list(report_cards.ASKED), fonts))
        slips.append(([*asked, *report_cards.blank_card(pace.rounds_of(run), fonts)], said))
    return _cut(slips, fonts, write=True)


def _cut(slips: list[tuple[list[Flowable], str]], fonts: Fonts, *, write: bool) -> list[list[Flowable]]:
    """Slips on as many pages as they need, as many a page as the longest allows."""
    a_page = min((slips_a_page(parts) for parts, _said in slips), default=A_PAGE)
    return [[Slips(slips[at : at + a_page], fonts, a_page, write=write)] for at in range(0, len(slips), a_page)]


# ---------------------------------------------------------------------- votes and scores


def _ballots(workshop: Workshop, run: StageRun, fonts: Fonts, copies: int) -> list[list[Flowable]]:
    """A ballot a page: what is voted on, with room for dots or for first, second and third."""
    terms = run.state.terms()
    ranked = terms.style == "rank"
    boxes = [f"{n}." for n in range(1, terms.budget + 1)] if ranked else [""] * terms.cap
    names = [item.text for item in run.state.candidates()] or [""] * BLANK_ROWS
    rows: list[list[Cell]] = [[str(n), name, Ticks(boxes, fonts)] for n, name in enumerate(names, 1)]
    columns = [Column("no.", 0.4, "small"), Column("what you vote on", 3.4), Column("your choice", 2.0)]
    said = run.stage.hint or (f"Choose up to {terms.budget}, in order." if ranked else f"You have {terms.budget} dots.")
    return _sheets(
        _codes(workshop, run, copies), run.prompt, [text("body", said, fonts), table(rows, columns, fonts)], fonts
    )


def _score_sheets(workshop: Workshop, run: StageRun, fonts: Fonts, copies: int) -> list[list[Flowable]]:
    """A score sheet a page: every force with 1 to 5 for how strong it is and how far it can be shifted."""
    scored: Callable[[str], list[Any]] = run.state.scored
    names = [note.text for side in ("driver", "restrainer") for note in scored(side)] or [""] * BLANK_ROWS
    points = [str(point) for point in POINTS]
    rows: list[list[Cell]] = [
        [str(n), name, Ticks(points, fonts, even=_NARROW), Ticks(points, fonts, even=_NARROW)]
        for n, name in enumerate(names, 1)
    ]
    columns = [Column("no.", 0.35, "small"), Column("force", 2.2), Column("how strong is it? 1 weak, 5 strong", 2.2)]
    columns.append(Column("how far can we shift it? 1 hardly, 5 easily", 2.2))
    return _sheets(
        _codes(workshop, run, copies),
        run.prompt,
        [text("body", run.stage.hint, fonts), table(rows, columns, fonts)],
        fonts,
    )


def _sheets(codes: list[str], title: str, body: list[Flowable], fonts: Fonts) -> list[list[Flowable]]:
    return [[heading(title, 2, fonts, aside=said), *body] for said in codes]


def _codes(workshop: Workshop, run: StageRun, copies: int) -> list[str]:
    return [code(workshop, run, number) for number in range(1, copies + 1)]


# ---------------------------------------------------------------------- questionnaires


def _questionnaires(workshop: Workshop, run: StageRun, fonts: Fonts, copies: int) -> list[list[Flowable]]:
    """The whole form, numbered as the desk numbers it for typing in."""
    instrument = run.state.instrument
    asked = [q for q in instrument.questions if q.kind != "group" or workshop.groups]
    body: list[Flowable] = [text("body", instrument.intro, fonts)] if instrument.intro else []
    rows: list[list[Cell]] = []
    for number, question in enumerate(asked, 1):
        title = f"{number}  {question.text}"
        if question.kind in ("text", "group"):
            body += [*_rows(rows, fonts), keep(text("table_strong", title, fonts), _place(question, workshop, fonts))]
            rows = []
        else:
            rows.append([text("table_strong", title, fonts), _place(question, workshop, fonts)])
    body += [*_rows(rows, fonts), Ticks(["Somebody helped me with this form"], fonts)]
    return _sheets(_codes(workshop, run, copies), instrument.title or run.stage.title, body, fonts)


def _rows(rows: list[list[Cell]], fonts: Fonts) -> list[Flowable]:
    return [table(rows, [Column("", 0.44), Column("", 0.56)], fonts, head=False)] if rows else []


def _place(question: Question, workshop: Workshop, fonts: Fonts) -> Flowable:
    """Where the answer goes: boxes with the signs that the desk types in, or lines."""
    if question.kind in ("text", "date"):
        return WritingLines(2 if question.kind == "text" else 1)
    if question.kind == "consent":
        return Ticks(["Yes", "No"], fonts)
    if question.kind == "score":
        return Ticks([str(score) for score in SCORES], fonts, even=_NARROW)
    if question.kind == "scale":
        boxes = [str(point) for point in POINTS]
        boxes[0], boxes[-1] = f"1 {question.low}".strip(), f"5 {question.high}".strip()
        return Ticks([*boxes, *(["n/a"] if question.none else [])], fonts, even=_TICK_EVEN)
    numbered = enumerate(keyed.choices(question, workshop.groups), 1)
    labels = [f"{place} {label}" for place, (_value, label) in numbered]
    return Ticks([*labels, *(["Another group"] if question.kind == "group" else [])], fonts)
