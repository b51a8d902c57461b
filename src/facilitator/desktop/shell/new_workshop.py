"""A new workshop: its facts, its groups, its methods, and the file it goes into."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities import lenses, library
from facilitator.desktop.parts import choosing
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.dialogs import House, SureDialog
from facilitator.desktop.parts.machine import documents
from facilitator.desktop.parts.within import size_within
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import ChoiceField, DateField, GrowingText, Labelled, NumberField, TextField
from facilitator.looks.qt.groups_field import GroupsField
from facilitator.looks.qt.kit import label, put_text, shortened
from facilitator.looks.qt.words import t
from facilitator.model import acts
from facilitator.model.method import Method
from facilitator.model.reasons import reason
from facilitator.model.say import Listed, say
from facilitator.model.workshop import Workshop
from facilitator.paths import SUFFIX, file_name, free, own_folder, with_ending
from facilitator.records import load
from facilitator.store.faults import Fault
from facilitator.store.feed import is_there, open_or_create


class NewWorkshop(House):
    """Asks for everything on one page; only the title, a method and a place for the file are needed.

    `made` is `(file, workshop)` once it was made. `beside` is the programme that is open, to add to; `like` a workshop
    whose groups are offered. Methods follow each other in the order in which they were chosen.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        method: str = "",
        beside: Path | None = None,
        like: Workshop | None = None,
        folder: str = "",
    ) -> None:
        super().__init__(t("New workshop"), parent)
        self.made: tuple[Path, str] | None = None
        self._beside, self._folder = beside, Path(folder) if folder else documents()
        self._path: Path | None = None
        self.title, self.date = TextField(t("What the day is called")), DateField()
        self.date.show_value(date.today().isoformat())
        self.place, self.tables = TextField(t("Hall and town")), NumberField(0, 60)
        self.tables.setSpecialValueText(t("None"))
        self.challenge = GrowingText(t("What should the group find out or decide?"))
        self.groups = GroupsField()
        self.groups.show_value(())
        if like is not None and like.groups.list:
            name = like.info.title
            words = t("Use the groups of {workshop}", workshop=shortened(name))
            self.groups.offer(like.groups.list, words, name)
        known = library.in_order(library.methods().values())
        self.methods = {m.key: QCheckBox(_words(m)) for m in known}
        self._titles = {m.key: m.title for m in known}
        self.forms = {m.key: forms_of(m) for m in known if m.presets}
        self.chosen: list[str] = []
        """The methods that are chosen, in the order of choosing."""
        self.order = label("", "label", "quiet", wrap=True)
        for key, box in self.methods.items():
            box.toggled.connect(lambda on, key=key: self._choose(key, on))
        first = method if method in self.methods else next(iter(self.methods), "")
        if first:
            self.methods[first].setChecked(True)
        self.into_new, self.into_open = QRadioButton(t("A new programme")), QRadioButton()
        self.where = label("", tone="quiet", wrap=True)
        self.trouble = label("", "body", "bad", wrap=True)
        size_within(self, 960, 640)
        self._arrange()
        self.title.textChanged.connect(lambda _: self._mended())
        for box in self.methods.values():
            box.toggled.connect(lambda _: self._mended())
        self._tell_where()
        self.title.setFocus()

    # ------------------------------------------------------------------ building

    def _arrange(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(32)
        left, right = QVBoxLayout(), QVBoxLayout()
        for half in (left, right):
            half.setSpacing(14)
            halves.addLayout(half, 1)
        left.addWidget(Labelled(t("Title"), self.title))
        left.addWidget(Labelled(t("Challenge"), self.challenge))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, cell in enumerate((Labelled(t("Date"), self.date), Labelled(t("Tables"), self.tables))):
            grid.addWidget(cell, 0, at)
            grid.setColumnStretch(at, 2 - at)
        left.addLayout(grid)
        left.addWidget(Labelled(t("Place"), self.place))
        left.addWidget(label(t("Method, or several in the order of the day"), "label", "quiet", wrap=True))
        for key, box in self.methods.items():
            left.addWidget(box)
            if key in self.forms:
                left.addWidget(self._form_row(key, box))
        left.addWidget(self.order)
        left.addStretch(1)
        right.addWidget(label(t("Partner groups"), "label", "quiet"))
        right.addWidget(self.groups)
        right.addStretch(1)
        inside = QWidget()
        inside.setProperty("plain", True)
        inside.setLayout(halves)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(area, 1)
        self._arrange_where()
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        make = Button(t("Make the workshop"), look="primary")
        make.clicked.connect(self.make)
        self.finish(self.closing(t("Cancel")), make)

    def _form_row(self, key: str, box: QCheckBox) -> QWidget:
        """The ready forms of a method, in sight while the method is chosen."""
        form, holder = self.forms[key], QWidget()
        form.setAccessibleName(t("Form of {text}", text=box.text()))
        holder.setProperty("plain", True)
        row = QHBoxLayout(holder)
        row.setContentsMargins(28, 0, 0, 0)
        row.addWidget(form, 1)
        holder.setVisible(box.isChecked())
        box.toggled.connect(holder.setVisible)
        return holder

    def _arrange_where(self) -> None:
        holder = QWidget()
        row = WrapRow(holder, gap=12)
        row.addWidget(label(t("Keep it in"), "label", "quiet"))
        self.into_new.setChecked(self._beside is None)
        if self._beside is not None:
            self.into_open.setText(t("{name}, which is open", name=shortened(self._beside.name)))
            self.into_open.setToolTip(self._beside.name)
            self.into_open.setChecked(True)
            row.addWidget(self.into_open)
        row.addWidget(self.into_new)
        if self._beside is None:
            self.into_new.hide()
        self.into_new.toggled.connect(lambda _: self._tell_where())
        self.other = Button(t("Another place…"), icon_name="folder")
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self._choose_place)
        row.addWidget(self.other)
        self.column.addWidget(holder)
        self.column.addWidget(self.where)

    # ------------------------------------------------------------------ where it goes

    @property
    def path(self) -> Path:
        """The file the workshop goes into."""
        if self._beside is not None and self.into_open.isChecked():
            return self._beside
        return self._path or free(self._folder, file_name(self.title.text(), t("Workshop")), SUFFIX)

    def _tell_where(self) -> None:
        fresh = self._beside is None or self.into_new.isChecked()
        self.where.setText(str(self.path) if fresh else "")
        self.other.setVisible(fresh)

    def _choose_place(self) -> None:
        kinds = t("Programmes (*.facilitator)")
        name = choosing.file_to_write(self, t("Keep the programme as"), self.path, kinds)
        if name is None:
            return
        path = with_ending(name, SUFFIX)
        self.trouble.hide()
        if path.exists() and is_for_rehearsing(path):
            self._say(t("{name} is for rehearsing. Choose another file.", name=path.name))
        elif not path.exists() or self._may_add(path):
            self._path = path
            self._tell_where()

    def _may_add(self, path: Path) -> bool:
        said = [t("It is added to the workshops already in it. Nothing in it is replaced.")]
        return ask(
            SureDialog(
                t("{name} exists already. Put the workshop into it?", name=path.name), said, t("Put it in"), self
            )
        )

    # ------------------------------------------------------------------ making it

    def make(self) -> None:
        """Make it, if all that is needed is there; else say what is missing, beside it."""
        chosen = self.chosen
        missing = not self.title.text().strip()
        qt.mark(self.title, wrong=missing)
        if missing or not chosen:
            self._say(t("Give the workshop a title.") if missing else t("Choose a method."))
            (self.title if missing else next(iter(self.methods.values()))).setFocus()
            return
        path = self.path
        try:
            methods = [library.find(self._with_form(key)) for key in chosen]
        except KeyError as error:
            self._say(str(error.args[0]))
            return
        try:
            workshop_id = make(path, self.info(), methods, self.groups.value())
        except Fault as fault:
            self._say(t(fault.sentence))
            return
        self.made = (path, workshop_id)
        self.accept()

    def _choose(self, key: str, on: bool) -> None:
        """Put a method at the end of the day, or take it out, and say the order."""
        self.chosen = [other for other in self.chosen if other != key] + ([key] if on else [])
        titles = Listed(tuple(self._titles[chosen] for chosen in self.chosen), "")
        put_text(self.order, t("In this order: {methods}.", methods=titles) if len(self.chosen) > 1 else "")

    def _with_form(self, key: str) -> str:
        """A method's key with the form chosen for it, a ready one or an order of lenses typed in."""
        box = self.forms.get(key)
        if box is None:
            return key
        typed = box.currentText().strip()
        at = box.findText(typed)
        form = str(box.itemData(at)) if at >= 0 else typed
        return f"{key}:{form}" if form else key

    def info(self) -> dict[str, object]:
        """The facts as an entry's body holds them."""
        facts: dict[str, object] = {
            "title": self.title.text().strip(),
            "date": self.date.iso(),
            "place": self.place.text().strip(),
            "tables": self.tables.value(),
            "challenge": self.challenge.toPlainText().strip(),
        }
        return {name: value for name, value in facts.items() if value}

    def _mended(self) -> None:
        """What was wrong may be right now: say it again only when it is asked for again."""
        self._tell_where()
        qt.mark(self.title, wrong=False)
        self.trouble.hide()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()


def make(
    path: Path, info: dict[str, object], methods: list[Method], groups: list[dict[str, str]], *, workshop: str = ""
) -> str:
    """Write a workshop into a programme file, made if it is not there; returns its id. Raises Fault."""
    workshop = workshop or acts.new_id()
    taken: set[str] = set()
    if is_there(path):
        taken = {w.code for w in load.programme(path).workshops.values()}
    else:
        try:
            own_folder(path.parent)
        except OSError as error:
            raise Fault(
                say("The folder {folder} cannot be made: {why}.", folder=path.parent, why=reason(error))
            ) from error
    drafts = acts.create(info, methods, groups=groups, taken_codes=taken, workshop=workshop)
    with open_or_create(path) as feed:
        feed.append(drafts)
    return workshop


def is_for_rehearsing(path: Path) -> bool:
    """Whether a programme holds a rehearsal: no real workshop goes into it."""
    try:
        return any(workshop.rehearsal for workshop in load.programme(path).workshops.values())
    except Fault:
        return False


def forms_of(method: Method) -> ChoiceField:
    """The method as it is, and its ready forms with their minutes; where it wears lenses, an order may be typed in."""
    ready = [
        (preset.key, t("{title} ({minutes} min)", title=preset.title, minutes=method.form(preset.key).minutes))
        for preset in method.presets
    ]
    box = ChoiceField([("", t("As it is written")), *ready])
    if any(lenses.of(stage) for stage in method.stages):
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setToolTip(t(lenses.load().words["own_order"]))
    return box


def _words(method: Method) -> str:
    return t("{title} ({minutes} min)", title=method.title, minutes=method.minutes)
