"""Rules of the house that can be read off the tree: sizes, left-overs, addresses, imports, pins, the README."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "facilitator"
MODULES = sorted(SOURCE.rglob("*.py"))
PROGRAMS = sorted(path for top in ("src", "tests", "packaging") for path in (ROOT / top).rglob("*.py"))
# The brackets keep each pattern from finding itself.
LEFT_OVERS = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b|# (type: [i]gnore|[n]oqa)|pytest\.(mark\.)?([s]kip|[x]f)")
MACHINE_PATHS = re.compile(r"(?<![\w.])/([r]oot|[h]ome/\w+|[U]sers/\w+|[w]ork)/|C:\\[U]sers\\")
REGISTRIES = re.compile(r"\b(pypi[.]org|pythonhosted[.]org|npmjs[.](com|org)|(deb|security)[.]debian[.]org)\b")
LICENCES = ("LICENSE", "LICENCE", "COPYING", "OFL")
TESTS = ROOT / "tests"
OWN = ("self", "cls")
BY_NAME = ("setattr", "getattr", "hasattr", "delattr", "attrgetter", "methodcaller")
"""What reaches for a name that is a text."""
WAITS = ("sleep", "qWait", "qSleep", "msleep", "singleShot", "wait_for_timeout")
CODE = (ast.Assign, ast.AugAssign, ast.Return, ast.Import, ast.ImportFrom, ast.Assert, ast.Raise, ast.FunctionDef)


def kept_files() -> list[Path]:
    """Every file that git keeps or would keep; in a copy without git, every file outside hidden folders."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    if answer.returncode == 0:
        found = [ROOT / name for name in answer.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not path.relative_to(ROOT).parts[0].startswith(".")]
    return [path for path in found if path.is_file()]


def lines_matching(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """`file:line: text` of each line in which the pattern stands; files that are not text have none."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in paths
        if b"\0" not in (content := path.read_bytes())
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and number of lines of each function in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def is_code(comment: str) -> bool:
    """Whether the text of a comment is a statement of Python, and so code that somebody switched off."""
    try:
        statements = ast.parse(comment.lstrip("# ")).body
    except SyntaxError:
        return False
    return any(isinstance(s, CODE) or (isinstance(s, ast.Expr) and isinstance(s.value, ast.Call)) for s in statements)


def importable(*, without: tuple[str, ...]) -> list[str]:
    """Dotted names of the program's modules, without those of which one part begins like this."""
    names = [".".join(path.relative_to(ROOT / "src").with_suffix("").parts) for path in MODULES]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    return [name for name in names if not any(piece.startswith(without) for piece in name.split("."))]


def output_of(*arguments: str) -> str:
    """What this Python prints for these arguments, in a process of its own."""
    answer = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=240
    )
    assert "Traceback" not in answer.stderr, answer.stderr
    return answer.stdout


def test_no_module_is_over_400_lines() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_no_function_is_over_60_lines() -> None:
    long = [(path.name, name, size) for path in MODULES for name, size in functions(path) if size > 60]
    assert long == []


def test_nothing_is_left_for_later() -> None:
    assert lines_matching(LEFT_OVERS, PROGRAMS) == []


def test_no_code_is_commented_out() -> None:
    off = []
    for path in PROGRAMS:
        tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        comments = (token for token in tokens if token.type == tokenize.COMMENT)
        off += [f"{path.relative_to(ROOT)}:{c.start[0]}: {c.string}" for c in comments if is_code(c.string)]
    assert off == []


def test_no_path_of_one_machine_is_kept() -> None:
    assert lines_matching(MACHINE_PATHS, kept_files()) == []


def test_no_address_of_a_registry_is_kept() -> None:
    files = [path for path in kept_files() if not path.name.upper().startswith(LICENCES)]
    assert lines_matching(REGISTRIES, files) == []


def test_every_dependency_is_pinned_and_only_that() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for file, asked in (
        ("requirements.txt", project["dependencies"]),
        ("requirements-dev.txt", project["optional-dependencies"]["dev"]),
    ):
        pins = (ROOT / "packaging" / file).read_text(encoding="utf-8").splitlines()
        assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", pin)] == []
        pinned = {pin.split("==")[0].lower().replace("_", "-") for pin in pins}
        wanted = {re.split(r"[^\w.-]", name)[0].lower().replace("_", "-") for name in asked}
        assert wanted - pinned == set()


def test_what_the_phones_talk_to_loads_no_window_toolkit() -> None:
    names = importable(without=("desktop", "qt", "board", "desk", "wall", "cli"))
    assert "facilitator.web" in names
    loading = f"import sys, importlib; [importlib.import_module(name) for name in {names!r}]; print(*sys.modules)"
    loaded = set(output_of("-c", loading).split())
    assert "facilitator.web" in loaded
    assert {name for name in loaded if name.startswith(("PySide6", "shiboken6"))} == set()


def test_the_first_window_loads_no_store_and_no_log() -> None:
    """What the start page does not show is loaded when it is asked for."""
    loaded = set(output_of("-c", "import sys, facilitator.desktop.shell.app; print(*sys.modules)").split())
    assert "facilitator.desktop.shell.start" in loaded
    below = ("facilitator.model.", "facilitator.store", "facilitator.activities", "facilitator.records")
    assert {name for name in loaded if name.startswith(below)} <= {"facilitator.model.reasons", "facilitator.model.say"}
    above = {"facilitator.documents", "facilitator.programme", "facilitator.rehearsal", "facilitator.web"}
    elsewhere = {"asyncio", "babel", "hashlib", "http", "jinja2", "reportlab", "secrets", "socket", "sqlite3", "ssl"}
    assert loaded & (above | elsewhere) == set()
    places = ("run", "plan", "record", "programme", "evaluate", "methods", "questionnaires", "roompage")
    assert {name for name in loaded if name.startswith(tuple(f"facilitator.desktop.{p}" for p in places))} == set()
    assert "PySide6.QtMultimedia" not in loaded


def test_numpy_is_loaded_only_by_who_looks_for_themes() -> None:
    """It takes its time to load: neither the phones' process nor a window that opens a programme waits for it."""
    phones = [name for name in importable(without=("desk", "cli")) if name.startswith("facilitator.web")]
    phones += ["facilitator.programme.themes.rules", "facilitator.programme.themes.report"]
    opened = ["facilitator.desktop.shell.open_programme", "facilitator.programme.themes.desk"]
    for names in (phones, opened):
        loading = f"import sys, importlib; [importlib.import_module(name) for name in {names!r}]; print(*sys.modules)"
        loaded = set(output_of("-c", loading).split())
        assert set(names) <= loaded
        assert "numpy" not in loaded


def test_the_readme_names_every_command() -> None:
    shown = output_of("-m", "facilitator", "--help")
    listed = re.search(r"\{([a-z,-]+)\}", shown)
    commands = set(listed[1].split(",")) if listed else set(re.findall(r"^ {2,4}([a-z]+) {2,}\S", shown, re.MULTILINE))
    assert commands or not shown, "the help lists no commands"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in commands if not re.search(rf"\bfacilitator {name}\b", readme)} == set()


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def private_names(code: str) -> Iterator[tuple[int, str]]:
    """Line and name, wherever code reaches for, imports or replaces what is somebody else's and begins with one `_`."""
    for node in ast.walk(ast.parse(code)):
        found: list[str] = []
        if isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id in OWN):
            found = [node.attr]
        elif isinstance(node, ast.ImportFrom):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.Call) and called(node) in BY_NAME:
            words = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
            found = [word.rpartition(".")[2] for word in words if isinstance(word, str)]
        yield from ((node.lineno, name) for name in found if re.match("_[^_]", name))


def test_the_tests_ask_through_the_public_door() -> None:
    tests = [path for path in PROGRAMS if TESTS in path.parents]
    found = {path.name: list(private_names(path.read_text(encoding="utf-8"))) for path in tests}
    assert {name: places for name, places in found.items() if places} == {}


def test_a_private_name_is_found_in_whatever_way_it_is_reached() -> None:
    code = "from a import _b\nc._d = 1\npatch.setattr(e, '_f', 1)\npatch.setattr('g._h', 1)\nself._i.j\nk.__l__\nm.n._o"
    assert sorted(private_names(code)) == [(1, "_b"), (2, "_d"), (3, "_f"), (4, "_h"), (7, "_o")]
    for line in ("getattr(a, '_b')", "hasattr(a, '_b')", "attrgetter('c._b')", "operator.methodcaller('_b')"):
        assert list(private_names(line)) == [(1, "_b")], line


def fixed_waits(code: str) -> Iterator[int]:
    """The lines in which time is let pass for its own sake: outside a loop that ends once something is so."""
    tree = ast.parse(code)
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.While)]
    endless = [loop for loop in loops if not any(isinstance(node, ast.Return | ast.Break) for node in ast.walk(loop))]
    timed = [loop for loop in endless if isinstance(loop.test, ast.Compare) and "monotonic" in ast.dump(loop.test)]
    waiting = {id(node) for loop in loops for node in ast.walk(loop)}
    yield from (loop.lineno for loop in timed)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in WAITS and node.args:
            first = node.args[0]
            at_once = isinstance(first, ast.Constant) and first.value == 0
            if not at_once and (called(node) != "sleep" or id(node) not in waiting):
                yield node.lineno


def test_no_test_waits_for_a_time_instead_of_a_condition() -> None:
    """The load and the soak make up their own time; they are no tests."""
    tests = [path for path in PROGRAMS if TESTS in path.parents and path.parent.name not in ("bench", "soak")]
    found = {path.name: list(fixed_waits(path.read_text(encoding="utf-8"))) for path in tests}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_fixed_wait_is_found_and_a_look_now_and_then_is_none() -> None:
    waits = ("time.sleep(7)", "QTest.qWait(50)", "QTimer.singleShot(300, go)", "while monotonic() < end:\n  go()")
    assert [list(fixed_waits(code)) for code in waits] == [[1]] * 4
    looks = ("while not done():\n  sleep(0.01)", "await asyncio.sleep(0)", "QTimer.singleShot(0, go)")
    assert [list(fixed_waits(code)) for code in looks] == [[]] * 3
