"""The method files on the shelf: those that come with the program, the facilitator's own, and what can be done to them.

Nothing here touches a built-in file. A file is written whole or not at all, and one that goes away is kept as `.old`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator import paths
from facilitator.activities import library
from facilitator.desktop.parts.own_files import ShelfFault, key_for, put, set_aside
from facilitator.model.method import Method
from facilitator.model.method_file import MethodError, Problem
from facilitator.model.method_text import spots, value_text
from facilitator.model.questions import Doubt, look_over
from facilitator.model.reasons import reason
from facilitator.model.say import say


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a text found: the method if it can be used, else what is wrong; and advice on its questions."""

    method: Method | None
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """One method file on the shelf. `key` is the method's key, or the file's name while the file cannot be read."""

    key: str
    title: str
    path: Path
    own: bool
    text: str
    checked: Checked

    @property
    def method(self) -> Method | None:
        """The method, if the file can be used."""
        return self.checked.method


def check(text: str, name: str) -> Checked:
    """Check the text of a method file called `name`, as the program will when it uses it."""
    try:
        method = library.check_text(text, name)
    except MethodError as error:
        return Checked(None, tuple(error.problems))
    return Checked(method, (), tuple(look_over(method)))


def read(path: Path) -> Book:
    """One file as a book; one that cannot be read has no method and says why."""
    own = paths.own_methods() in path.parents
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        trouble = Problem(path.name, "", "", say("The file cannot be read: {why}.", why=reason(error)))
        return Book(path.stem, path.stem, path, own, "", Checked(None, (trouble,)))
    checked = check(text, path.name)
    if (method := checked.method) is not None:
        return Book(method.key, method.title, path, own, text, checked)
    return Book(said(text, "key") or path.stem, said(text, "title") or path.stem, path, own, text, checked)


def books() -> list[Book]:
    """Every method file: the own ones first, each by title."""
    found = [
        read(path)
        for folder in (paths.own_methods(), paths.resources() / "methods")
        for path in sorted(folder.glob("*.toml"))
    ]
    return sorted(found, key=lambda book: (not book.own, book.title.casefold()))


def said(text: str, name: str) -> str:
    """What a text of a method file gives for `key` or `title`, even while it has mistakes elsewhere."""
    lines = text.split("\n")
    line = next((lines[spot.line] for spot in spots(text) if spot.path == (name,)), "")
    return line.partition("=")[2].strip().strip("\"'").strip()


def renamed(text: str, key: str, title: str) -> str:
    """The text with another key and title; everything else stays as it is, comments too."""
    lines = text.split("\n")
    new: dict[tuple[str, ...], str] = {
        ("key",): f"key = {value_text(key)}",
        ("title",): f"title = {value_text(title)}",
    }
    for spot in spots(text):
        if (line := new.pop(spot.path, None)) is not None:
            lines[spot.line] = line
    return "\n".join([*new.values(), *lines])


def taken_keys() -> set[str]:
    """Every key and every file name that is in use."""
    return {name for book in books() for name in (book.key, book.path.stem)}


def place(key: str) -> Path:
    """The file of an own method with this key."""
    return paths.own_methods() / f"{key}.toml"


def duplicate(book: Book) -> Path:
    """Copy any method into the own folder under a new title and key; returns the new file. Raises ShelfFault."""
    taken, titles = taken_keys(), {b.title for b in books()}
    names = [say("{title} (own)", title=book.title)]
    names += [say("{title} (own {number})", title=book.title, number=n) for n in range(2, 1000)]
    title = next(name for name in names if name not in titles)
    key = key_for(title, taken)
    return put(place(key), renamed(book.text, key, title))


def save(path: Path, text: str, *, opened: str) -> Path:
    """Save an own method that was read from `path` as `opened`; the file follows its key. Raises ShelfFault.

    Refuses a text that cannot be used, a key of another method, and a file that somebody else changed meanwhile.
    """
    if paths.own_methods() not in path.parents:
        raise ShelfFault(say("This method comes with the program. Duplicate it, and change the copy."))
    checked = check(text, path.name)
    if checked.method is None:
        raise ShelfFault(say("It is not saved while something in it is wrong: the places are marked."))
    key = checked.method.key
    others = [book for book in books() if book.path != path]
    if key != said(opened, "key") and (other := next((b for b in others if b.key == key), None)):
        raise ShelfFault(say("The key '{key}' belongs to '{title}'. Choose another key.", key=key, title=other.title))
    if path.exists() and read(path).text != opened:
        raise ShelfFault(say("Another program has changed this file. Export yours, then open the method again."))
    target = place(key)
    if target != path and target.exists():
        raise ShelfFault(say("There is a file {name} already. Choose another key.", name=target.name))
    put(target, text)
    if target != path:
        path.unlink(missing_ok=True)
    return target


def delete(book: Book) -> Path:
    """Take an own method off the shelf; the file stays beside it as `.old`. Raises ShelfFault."""
    if not book.own:
        raise ShelfFault(say("A method that comes with the program stays."))
    return set_aside(book.path)


def export(book: Book, target: Path) -> Path:
    """Write a copy of a method file elsewhere. Raises ShelfFault."""
    return put(target, book.text)


def look_at(source: Path) -> Book:
    """A file that somebody wants to import, checked. Raises ShelfFault with what is wrong in it."""
    book = read(source)
    if book.method is None:
        first, more = book.checked.problems[0].message, len(book.checked.problems) - 1
        if not more:
            raise ShelfFault(say("It is not imported. {problem}", problem=first))
        raise ShelfFault(
            say(
                "It is not imported. {problem} And one more.",
                "It is not imported. {problem} And {n} more.",
                problem=first,
                n=more,
            )
        )
    return book


def take_in(book: Book, *, instead: bool = False) -> Path:
    """Copy a checked file onto the shelf, under its own key where that is free. Raises ShelfFault.

    Where it is taken: `instead` of the own method that has it, which is kept as `.old`; else under a new key and title.
    """
    taken = {b.key: b for b in books()}
    other = taken.get(book.key)
    if other is None and not place(book.key).exists():
        return put(place(book.key), book.text)
    if instead and other is not None and other.own:
        delete(other)
        return put(place(book.key), book.text)
    title = say("{title} (imported)", title=book.title)
    key = key_for(title, taken_keys())
    return put(place(key), renamed(book.text, key, title))
