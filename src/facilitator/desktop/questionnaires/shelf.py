"""The questionnaires there are: those that come with the program, the facilitator's own, and what can be done to them.

Nothing here touches a built-in file. What a locked one says stays: whoever wants other words makes a new version of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator import paths
from facilitator.activities import contract
from facilitator.activities.shelves import Files, Leaf
from facilitator.desktop.methods.shelf import renamed
from facilitator.desktop.parts.own_files import ShelfFault, key_for, put, set_aside
from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.model.toml_file import FileError, Problem, text_of


@dataclass(frozen=True, slots=True)
class Book:
    """One file. `kind` is the activity that keeps it."""

    kind: str
    path: Path
    own: bool
    text: str
    leaf: Leaf

    @property
    def files(self) -> Files:
        """What the activity says of such files."""
        return contract.activity(self.kind).files

    @property
    def key(self) -> str:
        """What methods call it by."""
        return self.leaf.key

    @property
    def title(self) -> str:
        """Its title."""
        return self.leaf.title

    @property
    def stays(self) -> bool:
        """Whether its words stay as they are."""
        return self.leaf.locked or not self.own


def kinds() -> list[str]:
    """The activities that keep such files."""
    return [kind for kind in contract.KINDS if contract.activity(kind).files.folder]


def read(kind: str, path: Path) -> Book:
    """One file; one that cannot be read says why."""
    files = contract.activity(kind).files
    own = paths.own_shelf(files.folder) in path.parents
    try:
        text = text_of(path)
    except FileError as error:
        return Book(kind, path, own, "", Leaf(path.stem, path.stem, "", "", problems=tuple(error.problems)))
    leaf = files.look(text, path.name)
    if leaf.usable and own and leaf.key != path.stem:
        at = say("Its key is '{key}', and its file must be called {file}.", key=leaf.key, file=f"{leaf.key}.toml")
        wrong = Leaf(leaf.key, leaf.title, leaf.version, leaf.sort, problems=(Problem(path.name, "", "key", at),))
        return Book(kind, path, own, text, wrong)
    return Book(kind, path, own, text, leaf)


def books() -> list[Book]:
    """Every file: the own ones first, each by title."""
    found = []
    for kind in kinds():
        folder = contract.activity(kind).files.folder
        for place in (paths.own_shelf(folder), paths.resources() / folder):
            found += [read(kind, path) for path in sorted(place.glob("*.toml"))]
    return sorted(found, key=lambda book: (not book.own, book.title.casefold(), book.key))


def find(key: str) -> Book | None:
    """The one that methods mean by a key: an own one before a built-in."""
    return next((book for book in books() if book.key == key), None)


def _taken() -> set[str]:
    return {name for book in books() for name in (book.key, book.path.stem)}


def versions(*but: str) -> set[str]:
    """The versions there are, but for those of these keys."""
    return {book.leaf.version for book in books() if book.key not in but and book.leaf.version}


def _place(kind: str, key: str) -> Path:
    return paths.own_shelf(contract.activity(kind).files.folder) / f"{key}.toml"


def copy(kind: str, text: str, title: str, *, stays: bool) -> Path:
    """Put a copy of a text on the shelf, to be changed; returns its file. Raises ShelfFault.

    `stays` where the words of what is copied stay: then the copy is made from it, and has its version until a word is
    another.
    """
    files = contract.activity(kind).files
    key = key_for(title, _taken())
    return put(_place(kind, key), files.copied(files.locked(text) if stays else text, key, title, versions()))


def new(kind: str) -> Path:
    """Put an empty one on the shelf; returns its file. Raises ShelfFault."""
    title = str(say("Our questionnaire"))
    key = key_for(title, _taken())
    return put(_place(kind, key), contract.activity(kind).files.blank(key, title))


def save(book: Book, text: str, *, draft: bool = True) -> Path:
    """Save an own one that was read as `book`; `draft` False locks it. Raises ShelfFault.

    Refuses what cannot be used, what stays as it is, and a file that somebody else changed meanwhile.
    """
    if book.stays:
        raise ShelfFault(say("Its words stay as they are. Make a new version of it, and change that."))
    if not book.files.look(text, book.path.name).usable:
        raise ShelfFault(say("It is not saved while something in it is wrong: the places are marked."))
    if not book.path.exists():
        put(book.path, book.text)  # somebody took it away meanwhile: what was typed is worth more
    if read(book.kind, book.path).text != book.text:
        raise ShelfFault(say("Another program has changed this file. Drop your changes, then open it again."))
    return put(book.path, text if draft else book.files.locked(text))


def rename(book: Book, title: str) -> Path:
    """Give an own one another title; its key stays. Raises ShelfFault."""
    if book.stays:
        raise ShelfFault(say("Its words stay as they are. Make a new version of it, and change that."))
    return put(book.path, renamed(book.text, book.key, title))


def delete(book: Book) -> Path:
    """Take an own one off the shelf; its file stays beside it as `.old`. Raises ShelfFault."""
    if not book.own:
        raise ShelfFault(say("A questionnaire that comes with the program stays."))
    return set_aside(book.path)


def take_in(kind: str, source: Path) -> tuple[Path, bool]:
    """Copy a file onto the shelf, if nothing in it is wrong; gives its place, and whether it is new. Raises ShelfFault.

    Where its key is taken by other words it comes in under a new key.
    """
    files = contract.activity(kind).files
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ShelfFault(say("{name} cannot be read: {why}.", name=source.name, why=reason(error))) from None
    leaf = files.look(text, source.name)
    if leaf.problems:
        first, more = leaf.problems[0].message, len(leaf.problems) - 1
        if not more:
            raise ShelfFault(say("It is not imported. {problem}", problem=first))
        raise ShelfFault(
            say("It is not imported. {problem} And one more.", "It is not imported. {problem} And {n} more.",
                problem=first, n=more)
        )  # fmt: skip
    there = next((book for book in books() if book.text.strip() == text.strip()), None)
    if there is not None:
        return there.path, False
    if leaf.key not in _taken():
        return put(_place(kind, leaf.key), text), True
    key = key_for(leaf.title, _taken())
    return put(_place(kind, key), renamed(text, key, leaf.title)), True
