"""Rules that keep the window alive, read off its classes and the tree: what Qt calls, makes and is given."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, Signal
from PySide6.QtWidgets import QApplication

from facilitator.looks.qt.guard import MARK

SOURCE = Path(__file__).resolve().parents[1] / "src" / "facilitator"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__main__.py")
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
WINDOW = {path: tree for path, tree in TREES.items() if "PySide6" in path.read_text(encoding="utf-8")}
MAKERS = re.compile(
    "viewport|document|style|horizontalHeader|verticalHeader|header|scene|layout|itemAt|takeAt|addSeparator|addToolBar|"
    "selectionModel|menuBar|statusBar|lineEdit|completer|horizontalScrollBar|verticalScrollBar|button|menuAction|"
    "toggleViewAction|clipboard|styleHints|primaryScreen|screen|windowHandle|spacerItem"
)
"""Methods of Qt's that hand out what C++ made."""
MADE_OF_WORDS = frozenset({"addAction", "addMenu", "addButton", "addRow"})
"""These make something in C++ when they are given words."""
KEEPERS = re.compile(
    "set(Widget|Buddy|FocusProxy|Menu|Model|Completer|DefaultAction|ItemDelegate|Scene|Document|Validator|"
    "SelectionModel|SourceModel|GraphicsEffect|ButtonGroup|CornerWidget|Header|Viewport)"
)
"""Methods with which one object of Qt's holds another: when the first dies, Python counts the other's parts as dead."""
GIVEN = {
    ("looks/qt/style.py", "frame.setWidget(cast(QWidget, None))"): "nobody",
    ("looks/qt/style.py", "self._frame.setWidget(now)"): "the frame lies in the window of what it goes round",
    ("activities/survey/desk.py", "caption.setBuddy(self.present)"): "both are parts of the same desk",
    ("looks/qt/fields.py", "title.setBuddy(field)"): "both are parts of the same row",
    ("desktop/shell/start.py", "area.setWidget(self._right)"): "the area is its parent and lives as long",
    ("desktop/run/parking.py", "area.setWidget(self._inside)"): "the area is its parent and lives as long",
    (
        "desktop/record/printing.py",
        "self.view.setDocument(self.document)",
    ): "both are parts of the same dialogue, and the view goes first",
    ("programme/themes/desk.py", "area.setWidget(self.panel)"): "the area is its parent and lives as long",
    ("activities/market/desk_grid.py", "self.setWidget(grid)"): "the area is its parent and lives as long",
}
"""The other uses of those, and why each may be."""
END_THEMSELVES = {
    "desktop/run/screens.py": "whoever keeps the cards asks isValid",
    "desktop/record/printing.py": "nobody keeps a preview",
}
"""Where something deletes itself when it is closed, and why nobody touches it afterwards."""
GONE_WITH_THEIR_KEEPER = {("desktop/run/screen_control.py", "self._own.deleteLater()")}


def qt_classes() -> Iterator[tuple[type, list[type]]]:
    """Each class of the program that is one of Qt's, with its bases of Qt."""
    for path in MODULES:
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        for one in vars(importlib.import_module(name)).values():
            if isinstance(one, type) and one.__module__ == name:
                bases = [base for base in one.__mro__ if base.__module__.startswith("PySide6")]
                if bases:
                    yield one, bases


def overrides() -> Iterator[tuple[str, Any]]:
    """Everything in a class of ours, or in what it mixes in, that Qt may call instead of its own method."""
    for one, bases in qt_classes():
        for ours in one.__mro__:
            if not ours.__module__.startswith("facilitator"):
                continue
            for name, value in vars(ours).items():
                if name.startswith("__") or not callable(value) or isinstance(value, type | Signal | Property):
                    continue
                if any(name in vars(base) for base in bases):
                    yield f"{ours.__module__}.{ours.__name__}.{name}", value


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call of a method in a tree."""
    return (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute))


def method_of(call: ast.Call) -> str:
    """The name of the method that is called; empty for a function."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def made_by_qt(value: ast.AST) -> bool:
    """Whether an expression asks Qt for something that C++ made."""
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
        return False
    words = bool(value.args) and isinstance(value.args[0], ast.Constant | ast.JoinedStr)
    return bool(MAKERS.fullmatch(method_of(value))) or (method_of(value) in MADE_OF_WORDS and words)


def places(found: Iterator[tuple[Path, ast.expr | ast.stmt]]) -> list[str]:
    """`file:line: code` of each."""
    return [f"{path.relative_to(SOURCE)}:{node.lineno}: {ast.unparse(node)[:100]}" for path, node in found]


def test_nothing_that_qt_calls_can_raise_into_it() -> None:
    found = dict(overrides())
    assert len(found) > 200
    assert [name for name, value in found.items() if not hasattr(value, MARK)] == []


def test_every_harmless_answer_can_be_given(qapp: QApplication) -> None:
    for _, value in overrides():
        getattr(value, MARK)()


def stored(tree: ast.AST) -> Iterator[ast.Attribute]:
    """Every attribute that is given a value in a tree."""
    return (n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))


def test_no_method_of_qt_is_replaced_in_an_object() -> None:
    asked = {name.rsplit(".", 1)[1] for name, _ in overrides() if name.endswith(("Event", "Hint", "Filter", "Rect"))}
    found = [(path, node) for path, tree in WINDOW.items() for node in stored(tree) if node.attr in asked]
    for one, bases in qt_classes():
        path = Path(inspect.getfile(one))
        tree = next(n for n in TREES[path].body if isinstance(n, ast.ClassDef) and n.name == one.__name__)
        own = (node for node in stored(tree) if isinstance(node.value, ast.Name) and node.value.id == "self")
        found += [(path, node) for node in own if any(callable(vars(base).get(node.attr)) for base in bases)]
    assert places(iter(found)) == []


def test_no_class_of_qt_hides_in_a_function() -> None:
    inner = (
        (path, node)
        for path, tree in WINDOW.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ClassDef)
    )
    assert places(inner) == []


def test_nothing_that_qt_made_is_kept() -> None:
    def kept() -> Iterator[tuple[Path, ast.stmt]]:
        for path, tree in WINDOW.items():
            for node in ast.walk(tree):
                if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                    continue
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                leaves = [leaf for target in targets for leaf in ast.walk(target)]
                values = node.value.elts if isinstance(node.value, ast.Tuple | ast.List) else [node.value]
                if any(isinstance(leaf, ast.Attribute) for leaf in leaves) and any(map(made_by_qt, values)):
                    yield path, node

    assert places(kept()) == []


def is_own(argument: ast.expr, receiver: ast.expr, function: ast.FunctionDef) -> bool:
    """Whether what is given is made beside what it is given to: both parts of one object, or both made right here."""
    if isinstance(argument, ast.Call):
        return isinstance(argument.func, ast.Name)
    if isinstance(argument, ast.IfExp):
        return all(is_own(side, receiver, function) for side in (argument.body, argument.orelse))
    if isinstance(argument, ast.Attribute):
        return ast.unparse(argument).startswith("self.") and ast.unparse(receiver).startswith("self")
    made = {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call | ast.Tuple)
        for place in node.targets
        for target in ast.walk(place)
        if isinstance(target, ast.Name)
    }
    return isinstance(argument, ast.Name) and argument.id in made


def test_nothing_that_lives_long_is_held_by_what_dies_soon() -> None:
    seen, wrong = set(), []
    for path, tree in WINDOW.items():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in calls(function):
                if not KEEPERS.fullmatch(method_of(call)) or not isinstance(call.func, ast.Attribute):
                    continue
                use = (path.relative_to(SOURCE).as_posix(), ast.unparse(call))
                seen.add(use)
                if use not in GIVEN and not is_own(call.args[0], call.func.value, function):
                    wrong.append(use)
    assert wrong == []
    assert set(GIVEN) - seen == set()


def test_every_dialogue_is_put_away() -> None:
    asked = [(path, call) for path, tree in WINDOW.items() for call in calls(tree) if method_of(call) == "exec"]
    assert {path.name for path, _ in asked} == {"app.py", "asking.py"}


def test_nothing_that_ends_itself_is_kept() -> None:
    """A kept object that is deleted has its name given to another in the same breath, or its keeper goes with it."""
    assert {
        path.relative_to(SOURCE).as_posix()
        for path, tree in WINDOW.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "WA_DeleteOnClose"
    } == set(END_THEMSELVES)
    left = set()
    for path, tree in WINDOW.items():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            given_anew = {ast.unparse(node) for node in stored(function)}
            for call in calls(function):
                ended = call.func.value if isinstance(call.func, ast.Attribute) else call
                is_kept = method_of(call) == "deleteLater" and isinstance(ended, ast.Attribute)
                if is_kept and ast.unparse(ended) not in given_anew:
                    left.add((path.relative_to(SOURCE).as_posix(), ast.unparse(call)))
    assert left == GONE_WITH_THEIR_KEEPER


def test_only_objects_of_qt_are_told_by_signals() -> None:
    """A method of any other object that is connected to leaves a reference behind whenever the signal's owner goes."""
    of_qt = {one for one, _ in qt_classes()}
    found = []
    for path, tree in WINDOW.items():
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        for one in (node for node in tree.body if isinstance(node, ast.ClassDef)):
            for call in calls(one):
                if method_of(call) != "connect" or not call.args:
                    continue
                told = call.args[0].value if isinstance(call.args[0], ast.Attribute) else None
                own = isinstance(told, ast.Name) and told.id == "self"
                if own and getattr(module, one.name) not in of_qt:
                    found.append((path, call))
    assert places(iter(found)) == []


def test_nothing_is_done_to_a_widget_while_qt_goes_through_all_of_them() -> None:
    """For another look Qt follows a list that it made before: who is told asks for a turn, and does no more at once."""
    asks = {"changeEvent", "type", "update", "updateGeometry", "take"}
    told = [
        (path, node)
        for path, tree in WINDOW.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "changeEvent"
    ]
    assert len(told) > 4
    done = [
        (path, call)
        for path, function in told
        for call in ast.walk(ast.Module(function.body, []))
        if isinstance(call, ast.Call) and method_of(call) not in asks and ast.unparse(call) != "super()"
    ]
    assert places(iter(done)) == []
    looks = re.compile(r"QEvent\.Type\.(StyleChange|FontChange|PaletteChange|Polish|PolishRequest)")
    elsewhere = [
        (path, node)
        for path, tree in WINDOW.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name in ("event", "eventFilter")
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and looks.fullmatch(ast.unparse(node))
    ]
    assert places(iter(elsewhere)) == []
