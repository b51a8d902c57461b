"""Sets up a checkout: the virtual environment, the pinned packages, the project itself and the system's libraries.

Run by `make setup` (`--tests` adds what the tests need). Each step leaves a stamp in `.venv`, so that a second run does
nothing and says nothing. Uses the standard library only, since it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PINS = ("requirements-build.txt", "requirements.txt")
TEST_PINS = (*PINS, "requirements-dev.txt")

# Debian packages; `a|b` means that either will do (the name changed between releases).
LIBRARIES = (
    "libglib2.0-0|libglib2.0-0t64",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
# Noto for most scripts; Droid Fallback for Chinese and Japanese and Nanum for Korean, because paper needs TrueType
# outlines and Noto CJK has none; Symbola for emoji on paper, where they are drawn in one colour.
FONTS = ("fonts-noto-core", "fonts-droid-fallback", "fonts-nanum", "fonts-noto-color-emoji", "fonts-symbola")
FOR_TESTS = ("chromium|chromium-browser", "fonts-noto-cjk", "poppler-utils", "xvfb")


class CannotSetUp(Exception):
    """The program could not start afterwards; the message is a sentence for the person at the keyboard."""


def say(line: str) -> None:
    """Print one line about something that is really done."""
    print(line, flush=True)


def digest(*parts: str | Path) -> str:
    """A short fingerprint of texts, and of the contents of files given as paths."""
    mix = hashlib.sha256()
    for part in parts:
        mix.update(part.read_bytes() if isinstance(part, Path) else part.encode())
        mix.update(b"\0")
    return mix.hexdigest()[:16]


def stamp(name: str) -> Path:
    """The file that remembers the fingerprint of a finished step."""
    return VENV / f".ready-{name}"


def done(name: str, mark: str) -> bool:
    """Whether the step was finished for this very fingerprint."""
    path = stamp(name)
    return path.is_file() and path.read_text(encoding="utf-8") == mark


def run(*command: str | Path) -> bool:
    """Run a command, showing only its complaints; False when it fails or does not exist."""
    try:
        ended = subprocess.run([str(part) for part in command], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    except OSError:
        return False
    return ended.returncode == 0


def output_of(*command: str) -> str:
    """What a command prints, whatever it thinks of it; empty when it does not exist."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


# --- the virtual environment and what is in it


def make_venv() -> None:
    """Make `.venv`, again when the folder was moved or its Python has gone; one made by hand is kept."""
    mark = digest(str(ROOT))
    works = run(PYTHON, "-c", "import pip")
    if works and (done("venv", mark) or not stamp("venv").exists()):
        stamp("venv").write_text(mark, encoding="utf-8")
        return
    # Not the .venv's own Python, which is about to be replaced.
    base = str(getattr(sys, "_base_executable", sys.executable))
    say(f"Making .venv with Python {sys.version_info.major}.{sys.version_info.minor} ...")
    if not fill_venv(base):
        raise CannotSetUp("Python could not make the virtual environment .venv; its message stands above.")
    stamp("venv").write_text(mark, encoding="utf-8")


def fill_venv(base: str) -> bool:
    """Make `.venv` with pip in it. Debian has ensurepip in a package of its own; without it the system's pip helps."""
    package = f"python3.{sys.version_info.minor}-venv"
    if importlib.util.find_spec("ensurepip") or (is_debian() and apt_install([package])):
        return run(base, "-m", "venv", "--clear", VENV)
    if not importlib.util.find_spec("pip"):
        raise CannotSetUp(f"This Python cannot make virtual environments. Type: {apt_line([package])}")
    made = run(base, "-m", "venv", "--clear", "--without-pip", VENV)
    return made and run(base, "-m", "pip", "--quiet", "--python", PYTHON, "install", "pip")


def install_pins(names: tuple[str, ...]) -> None:
    """Install the pinned packages of these files into `.venv`."""
    files = [ROOT / "packaging" / file for file in names]
    mark = digest(*files)
    if done("pins", mark):
        return
    say(f"Installing the pinned packages of {', '.join(names)} (the first time this takes some minutes) ...")
    wanted = [part for file in files for part in ("-r", str(file))]
    if not run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted):
        raise CannotSetUp("The Python packages could not be installed. Is this machine online? Then try again.")
    stamp("pins").write_text(mark, encoding="utf-8")


def install_project() -> None:
    """Put the project itself, as it stands in this folder, into `.venv`."""
    mark = digest(ROOT / "pyproject.toml", str(ROOT))
    if done("project", mark):
        return
    say("Installing Facilitator into .venv ...")
    quietly = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation")
    if not run(PYTHON, "-m", "pip", "install", *quietly, "-e", ROOT):
        raise CannotSetUp("Facilitator could not be installed into .venv; pip's message stands above.")
    stamp("project").write_text(mark, encoding="utf-8")


def compile_project() -> None:
    """Compile the files of the program that changed: it starts sooner, also where Python may not write."""
    run(PYTHON, "-m", "compileall", "-q", ROOT / "src")


# --- the system's libraries


def is_debian() -> bool:
    """Whether this system installs its libraries with apt."""
    return bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def apt_line(packages: list[str]) -> str:
    """The line that a person would type to install these packages."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def missing_of(wanted: tuple[str, ...]) -> list[str]:
    """The wanted packages (with their `a|b` choices) of which no choice is installed."""
    names = [choice for want in wanted for choice in want.split("|")]
    lines = output_of("dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names).splitlines()
    here = {line.split()[0] for line in lines if line.endswith(" installed")}
    return [want for want in wanted if not here.intersection(want.split("|"))]


def offered(wanted: list[str]) -> list[str]:
    """For each wanted package the first choice that this release of the system offers, else nothing."""
    names = [choice for want in wanted for choice in want.split("|")]
    known = set(output_of("apt-cache", "pkgnames").split()) if names else set()
    found = [next((choice for choice in want.split("|") if choice in known), None) for want in wanted]
    return [name for name in found if name]


def as_root() -> list[str] | None:
    """What to put before a command to run it as root without asking for a password; None when that cannot be."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False) if shutil.which("sudo") else None
    return ["sudo", "-n"] if asked and asked.returncode == 0 else None


def apt_install(wanted: list[str]) -> bool:
    """Install what this release offers of the wanted packages; False when that failed or is not allowed."""
    root = as_root()
    if root is None:
        return False
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Acquire::http::Timeout=20"]
    say("Asking apt for its newest list ...")
    newest = run(*apt, "-o", "APT::Update::Error-Mode=any", "update")  # without it an old list may still do
    packages = offered(wanted)
    if not packages:
        return newest
    say(f"Installing with apt: {' '.join(packages)} ...")
    return run(*apt, "-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends", *packages)


def install_libraries(wanted: tuple[str, ...], name: str) -> None:
    """See that the system's libraries and fonts are there; where that is not allowed, say what to type and go on."""
    mark = digest(*wanted)
    if done(name, mark):
        return
    missing = missing_of(wanted)
    tried = f"tried {mark}"
    if missing and not done(name, tried) and apt_install(missing):
        missing = [want for want in missing_of(wanted) if offered([want])]
    if missing:
        stamp(name).write_text(tried, encoding="utf-8")
        say("Some system packages are missing; windows, or some languages in print, may fail. To add them, type:")
        say(f"  {apt_line(offered(missing) or [want.split('|')[0] for want in missing])}")
        return
    stamp(name).write_text(mark, encoding="utf-8")


def tell_other_systems(for_tests: bool) -> None:
    """On a system without apt, say once what is needed; macOS and Windows have the libraries already."""
    mark = f"told {for_tests}"
    if done("libraries", mark):
        return
    if sys.platform.startswith("linux"):
        say("This system has no apt. Facilitator needs, from the system's own packages: EGL, GL, fontconfig, D-Bus,")
        say("xkbcommon-x11, the xcb libraries cursor, icccm, image, keysyms, randr, render-util, and the fonts Noto,")
        say("Droid Fallback, Nanum and Symbola.")
    if for_tests:
        say("The tests need Chromium and poppler's pdftoppm.")
    stamp("libraries").write_text(mark, encoding="utf-8")


def check_it_starts() -> None:
    """Load the window toolkit once, because a missing library shows only then."""
    mark = digest(*map(stamp, ("venv", "pins", "project", "libraries")))
    if done("checked", mark):
        return
    trial = [str(PYTHON), "-c", "import PySide6.QtWidgets, facilitator"]
    ended = subprocess.run(trial, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        last = (ended.stderr.strip().splitlines() or ["no message"])[-1]
        raise CannotSetUp(f"Facilitator cannot start on this system yet: {last}")
    stamp("checked").write_text(mark, encoding="utf-8")


def set_up(for_tests: bool) -> None:
    """All steps in order. Once the tests were set up here, every later run keeps their packages up to date too."""
    make_venv()
    if for_tests:
        stamp("tests").touch()
    for_tests = stamp("tests").exists()
    install_pins(TEST_PINS if for_tests else PINS)
    install_project()
    compile_project()
    if is_debian():
        install_libraries(LIBRARIES + FONTS, "libraries")
        if for_tests:
            install_libraries(FOR_TESTS, "libraries-tests")
    else:
        tell_other_systems(for_tests)
    check_it_starts()


def main(arguments: list[str]) -> int:
    """Do what is not done yet; returns 0, or 1 when the program could not start afterwards."""
    try:
        set_up(for_tests="--tests" in arguments)
    except CannotSetUp as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
