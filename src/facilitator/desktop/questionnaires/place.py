"""The questionnaires: every one there is, and the editor for one's own and for what the workshop is going to ask."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator.activities import contract
from facilitator.activities.shelves import Leaf
from facilitator.desktop.methods.place import NameDialog
from facilitator.desktop.parts import choosing
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.dialogs import SureDialog
from facilitator.desktop.parts.machine import documents
from facilitator.desktop.parts.own_files import put, put_back
from facilitator.desktop.parts.saving import ask_save
from facilitator.desktop.questionnaires import shelf
from facilitator.desktop.questionnaires.dialogs import StageDialog
from facilitator.desktop.questionnaires.listing import Listing, state
from facilitator.desktop.questionnaires.page import EditorPage, Open
from facilitator.desktop.questionnaires.shelf import Book
from facilitator.desktop.shell.over import Over
from facilitator.looks.qt.words import t
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.store.whole import is_programme

FILTER = say("Questionnaires (*.toml)")
STAYS = say("Its words stay as they are, so that answers can be added up. Make a new version of it to change them.")


class QuestionnairesPlace(Over):
    """Shelf and editor."""

    UNSAVED = say("The changes to this questionnaire are not saved yet.")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listing = Listing()
        self.pages = {kind: EditorPage(kind) for kind in shelf.kinds()}
        self.now: Open | None = None
        self._desk: Desk | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.listing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        for page in self.pages.values():
            self._stack.addWidget(page)
            page.left.connect(lambda: self.leave(self.go_back))
            page.save_asked.connect(self.save)
            page.lock_asked.connect(self.lock)
            page.copy_asked.connect(self.copy_of_open)
            page.editor.changed.connect(self._tell)
        self.listing.asked.connect(self._asked)
        self.listing.left.connect(self.left)
        self.listing.import_asked.connect(self._choose_import)
        self.listing.new_asked.connect(self.new)

    # ------------------------------------------------------------------ showing

    def know(self, desk: Desk | None) -> None:
        """Told of the programme that is open, None for none."""
        self._desk = desk
        if self.now and self.now.stage and self.now.workshop != self._workshop() and not self.is_changed():
            self.show_shelf()

    @property
    def page(self) -> EditorPage | None:
        """The page that is open for editing."""
        return self.pages[self.now.kind] if self.now is not None else None

    def show_shelf(self, choose: Path | None = None) -> None:
        """Go back to the shelf; changes that are not saved are dropped."""
        last = self.now.book.path if self.now and self.now.book else choose
        self.now = None
        self.messages.clear_all()
        self.listing.show_for(shelf.books(), str(choose or last or ""), in_workshop=bool(self._stages()))
        self._stack.setCurrentWidget(self.listing)
        self.listing.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Back from the editor: to the shelf, or to the plan if a stage of it was open."""
        stage = self.now.stage if self.now else ""
        self.show_shelf()
        if stage:
            self.left.emit()

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return self.page.editor.panes() if self.page else [self.listing.list, self.listing.buttons["copy"]]

    def open_book(self, book: Book) -> None:
        """Open one of the shelf in the editor; to be read only where its words stay."""
        self.messages.clear_all()
        self.now = Open(book.kind, book.text, book)
        before = shelf.find(book.leaf.made_from) if book.leaf.made_from else None
        self._open(before.text if before else "", STAYS if book.stays else "")

    def open_stage(self, stage: str) -> None:
        """Open what a stage of the workshop asks, if it asks such a file."""
        run = self._run(stage)
        if run is None:
            return
        self.messages.clear_all()
        files = contract.activity(run.stage.activity).files
        text = files.of_stage(run)
        if not text or run.stage.activity not in self.pages:
            return
        leaf = files.look(text, "")
        before = shelf.find(leaf.key)
        self.now = Open(run.stage.activity, text, None, stage, self._workshop())
        unwritten = self._desk.read_only if self._desk else ""
        self._open(before.text if before else text, files.closed(run) or unwritten)

    def _open(self, before: str, closed: str) -> None:
        page, now = self.page, self.now
        if page is None or now is None:
            return
        leaf = self._leaf()
        taken = shelf.versions(leaf.key if now.book else "")
        page.editor.open_text(now.text, f"{leaf.key}.toml", before=before, taken=taken, closed=closed)
        for button in (page.undo_button, page.redo_button, page.save_button):
            button.setVisible(not closed)
        page.lock_button.setVisible(not closed and now.book is not None)
        page.copy_button.setVisible(bool(closed))
        page.copy_button.setText(t("Make a new version of it"))
        page.back.setText(t("Plan") if now.stage else t("All questionnaires"))
        self._stack.setCurrentWidget(page)
        self._tell()

    def _leaf(self) -> Leaf:
        """What is open, as it is now."""
        now, page = self.now, self.page
        if now is None or page is None:
            return Leaf("", "", "", "")
        name = now.book.path.name if now.book else ""
        return contract.activity(now.kind).files.look(page.editor.text() or now.text, name)

    def _tell(self) -> None:
        page, now = self.page, self.now
        if page is None or now is None or not page.editor.text():
            return
        leaf, changed = self._leaf(), page.editor.text() != now.text
        page.title.setText(t(leaf.title))
        run = self._run(now.stage)
        words, sign = state(now.book) if now.book else (t("In this workshop"), "link")
        page.chip.show_state(words, sign)
        parts = [t("Version {version}", version=leaf.version)]
        if leaf.made_from:
            parts.append(t("made from {key}", key=leaf.made_from))
        if run is not None:
            parts.append(t("asked in “{stage}”", stage=run.stage.title))
        if not page.save_button.isHidden():
            parts.append(t("Not saved yet") if changed else t("Saved"))
        if leaf.problems:
            parts.append(t("{n} place is wrong", "{n} places are wrong", n=len(leaf.problems)))
        page.state.setText(t.listed(parts))
        page.save_button.setEnabled(changed)
        for button, on in zip((page.undo_button, page.redo_button), page.editor.may_step(), strict=True):
            button.setEnabled(on)

    # ------------------------------------------------------------------ undo and leaving

    def undo(self) -> None:
        """Take back what was typed last in the editor, if one is open."""
        if self.page:
            self.page.editor.undo()

    def redo(self) -> None:
        """Bring back what was taken back in the editor, if one is open."""
        if self.page:
            self.page.editor.redo()

    def may_step(self) -> tuple[bool, bool]:
        """Whether there is anything to undo in the editor, and whether to redo."""
        return self.page.editor.may_step() if self.page else (False, False)

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        if self.page is None or self.now is None:
            return False
        self.page.editor.keep()
        return self.page.editor.text() != self.now.text

    # ------------------------------------------------------------------ saving

    def save(self) -> bool:
        """Save what is open, if all is well with it: to its file, or into the workshop."""
        return self._save(draft=True)

    def _save(self, *, draft: bool) -> bool:
        now, page = self.now, self.page
        if now is None or page is None:
            return False
        page.editor.keep()
        text, book = page.editor.text(), now.book
        self.messages.clear("save")
        if book is None:
            return self._put_into(now, text)
        path = self.attempt("save", lambda: shelf.save(book, text, draft=draft))
        if path is None:
            return False
        fresh = shelf.read(now.kind, path)
        if fresh.stays:
            self.open_book(fresh)
        else:
            self.now = Open(now.kind, fresh.text, fresh)
            self._tell()
        return True

    def _put_into(self, now: Open, text: str) -> bool:
        """Have the workshop ask these words; refused once it has asked."""
        run, workshop = self._run(now.stage), self._desk.workshop if self._desk else None
        files = contract.activity(now.kind).files
        if run is None or workshop is None or self._desk is None or workshop.id != now.workshop:
            gone = t("The workshop that asks this is not open any more. Open it again, then save; or drop the changes.")
            self.messages.say("save", gone, "bad")
            return False
        if not files.look(text, "").usable:
            sentence = t("It is not saved while something in it is wrong: the places are marked.")
        else:
            sentence = t(files.closed(run)) if files.closed(run) else ""
        if sentence:
            self.messages.say("save", sentence, "bad")
            return False
        self._desk.ask(*files.put(workshop, run, text))
        self.now = replace(now, text=text)
        self._tell()
        return True

    def lock(self) -> None:
        """Say what could be better, ask, then lock what is open: its words stay from then on."""
        now, page = self.now, self.page
        if now is None or page is None or now.book is None:
            return
        page.editor.keep()
        leaf = self._leaf()
        if not leaf.usable:
            self.messages.say("save", t("It cannot be locked while something in it is wrong."), "bad")
            return
        advice = [t(each) for each in leaf.advice] or [t("Nothing stands out: no double questions, nothing leading.")]
        stays = t("Its words stay from then on, so that answers of several days can be added up.")
        title = t("Lock version {version}?", version=leaf.version)
        if ask(SureDialog(title, [*advice, stays], t("Lock it"), self)):
            self._save(draft=False)

    def copy_of_open(self) -> None:
        """Put a copy of what is open on the shelf, to be changed, and open it."""
        now = self.now
        if now is not None:
            leaf = self._leaf()
            self._copy(now.kind, now.text, leaf.title, stays=True)

    # ------------------------------------------------------------------ deeds of the shelf

    def _asked(self, deed: str, book: Book) -> None:
        self.messages.clear_all()
        deeds = {
            "edit": self.open_book,
            "look": self.open_book,
            "copy": lambda book: self._copy(book.kind, book.text, book.title, stays=book.stays),
            "use": self._choose_stage,
            "rename": self._ask_name,
            "export": self._choose_export,
            "delete": self.delete,
        }
        deeds[deed](book)

    def _copy(self, kind: str, text: str, title: str, *, stays: bool) -> None:
        path = self.attempt("shelf", lambda: shelf.copy(kind, text, title, stays=stays))
        if path is not None:
            self.open_book(shelf.read(kind, path))

    def new(self) -> None:
        """Put an empty one on the shelf, and open it."""
        kind = next(iter(self.pages))
        path = self.attempt("shelf", lambda: shelf.new(kind))
        if path is not None:
            self.open_book(shelf.read(kind, path))

    def rename(self, book: Book, title: str) -> None:
        """Give an own one another title."""
        path = self.attempt("shelf", lambda: shelf.rename(book, title))
        if path is not None:
            self.show_shelf(path)

    def delete(self, book: Book) -> None:
        """Take an own one away, and offer to put it back."""
        old = self.attempt("shelf", lambda: shelf.delete(book))
        if old is None:
            return

        def back() -> None:
            path = self.attempt("shelf", lambda: put_back(old))
            if path is not None:
                self.show_shelf(path)

        self.show_shelf()
        told = t("{title} is off the shelf. Its file is kept as {name}.", title=book.title, name=old.name)
        self.messages.say("shelf", told, "info", [(t("Put it back"), back)])

    def export(self, book: Book, target: Path) -> None:
        """Write a copy of a file elsewhere."""
        path = self.attempt("shelf", lambda: put(target, book.text))
        if path is not None:
            self.messages.say("shelf", t("Exported: {path}", path=path), "info")

    def take_in(self, source: Path) -> None:
        """Import a file, if nothing in it is wrong; else say what is, with line and column."""
        self.messages.clear_all()
        if source.suffix.casefold() != ".toml" or is_programme(source):
            told = t("{name} is not a questionnaire: that is a text file that ends in .toml.", name=source.name)
            self.messages.say("shelf", told, "bad")
            return
        kind = next(iter(self.pages))
        found = self.attempt("shelf", lambda: shelf.take_in(kind, source))
        if found is None:
            return
        path, new = found
        self.show_shelf(path)
        title = shelf.read(kind, path).title
        self.messages.say(
            "shelf", t("Imported: {title}", title=title) if new else t("{title} is here already.", title=title), "info"
        )

    def use(self, book: Book, stage: str) -> None:
        """Have a stage, and those that ask the same, ask one of the shelf; an own one is locked with that."""
        run, workshop = self._run(stage), self._desk.workshop if self._desk else None
        if run is None or workshop is None or self._desk is None:
            return
        if closed := book.files.closed(run):
            self.messages.say("shelf", t(closed), "bad")
            return
        if not book.stays:
            path = self.attempt("shelf", lambda: shelf.save(book, book.text, draft=False))
            if path is None:
                return
        self._desk.ask(*book.files.put(workshop, run, book.text))
        self.show_shelf(book.path)
        told = t("“{stage}” asks “{title}” now. Its words stay as they are.", stage=run.stage.title, title=book.title)
        self.messages.say("shelf", told, "info")

    # ------------------------------------------------------------------ the workshop, and asking

    def _run(self, stage: str) -> StageRun | None:
        workshop = self._desk.workshop if self._desk else None
        return workshop.run(stage) if workshop and stage else None

    def _workshop(self) -> str:
        """The id of the workshop that is open."""
        workshop = self._desk.workshop if self._desk else None
        return workshop.id if workshop else ""

    def _stages(self) -> list[StageRun]:
        """The stages that could ask one: the first of those that ask the same."""
        workshop = self._desk.workshop if self._desk and not self._desk.read_only else None
        if workshop is None:
            return []
        each = [(run, contract.activity(run.stage.activity).files) for run in workshop.stages]
        return [run for run, files in each if files.of_stage(run) and files.together(workshop, run)[0] is run]

    def _choose_stage(self, book: Book) -> None:
        dialog = StageDialog(book, self._stages(), self)
        if ask(dialog):
            self.use(book, str(dialog.stage.currentData()))

    def _choose_import(self) -> None:
        path = choosing.file_to_open(self, t("Import a questionnaire"), documents(), t(FILTER))
        if path:
            self.take_in(path)

    def _choose_export(self, book: Book) -> None:
        target = ask_save(self, t("Export this questionnaire"), documents() / book.path.name, t(FILTER), ".toml")
        if target is not None:
            self.export(book, target)

    def _ask_name(self, book: Book) -> None:
        dialog = NameDialog(book.title, self, t("Rename the questionnaire"))
        if ask(dialog) and dialog.name.text().strip():
            self.rename(book, dialog.name.text().strip())
