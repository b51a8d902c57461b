"""The look files: complete, legible, told apart without colour, and refused in words when they are broken."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from facilitator.looks.qt import look as qt
from facilitator.looks.tokens import PHASES, THEMES, LookError, Theme, TypeSpec, is_phase, is_theme, load, read
from facilitator.paths import resources

TEXT_ON_GROUND = [
    *[(text, ground) for text in ("text", "text_2") for ground in ("window", "panel", "board", "card", "sunken")],
    *[("text_strong", ground) for ground in ("window", "panel", "sunken")],
    *[("text", ground) for ground in ("selected", "warn_pale", "bad_pale", "note")],
    *[(word, ground) for word in ("warn", "bad") for ground in ("window", "panel", "sunken")],
    ("warn", "warn_pale"),
    ("bad", "bad_pale"),
    ("text_on_fill", "fill"),
    ("text_on_fill", "fill_hover"),
    ("text_on_warn", "warn_fill"),
    ("text_on_bad", "bad_fill"),
    ("text_on_toward", "toward"),
    ("text_on_away", "away"),
    ("qr_ink", "qr_ground"),
]
GROUNDS = ("window", "panel", "board", "card", "sunken", "note", "selected", "warn_pale", "bad_pale")
"""Whatever a text or a sign may stand on; a disabled one is quieter, which says that it is."""
TEXT_ON_GROUND += [(text, g) for text in ("text", "text_2", "text_strong", "warn", "bad") for g in GROUNDS]
SIGNS = ("focus", "control_line", "fill", "toward", "away", "text_2", "warn", "bad")
MARK_ON_GROUND = [(sign, ground) for sign in SIGNS for ground in GROUNDS]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"(?<![-\w])(color|background|selection-color|selection-background-color): (#[0-9A-Fa-f]{6})")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


DRAWN = ('QFrame[panel="line"]', "QSplitter", "QProgressBar", "QScrollBar", "QSlider")
"""What has no letters."""


def inherited(rules: list[tuple[str, dict[str, str]]], who: str) -> str:
    """The colour of letters that a rule leaves to the one of the same widget that has no state."""
    plain = {re.sub(r":(hover|pressed)", "", part).strip() for part in who.split(",")}
    found = [
        said["color"] for other, said in rules if "color" in said and plain & set(map(str.strip, other.split(",")))
    ]
    return found[-1] if found else ""


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_its_ground(theme: Theme) -> None:
    role = load().roles[theme]
    pale = {(t, g): round(contrast(role[t], role[g]), 2) for t, g in TEXT_ON_GROUND if contrast(role[t], role[g]) < 4.5}
    assert pale == {}


@pytest.mark.parametrize("theme", THEMES)
def test_what_the_window_writes_can_be_read_where_it_writes_it(theme: Theme) -> None:
    """Each rule of the style sheet that says a ground: its letters, or those of the window."""
    pale = {}
    sheet = re.sub(r"/\*.*?\*/", "", qt.style_sheet(load(), theme), flags=re.DOTALL)
    rules = [(who.strip(), dict(COLOUR.findall(what))) for who, what in RULE.findall(sheet)]
    assert sum("background" in said for _who, said in rules) > 30
    for who, said in rules:
        if ":disabled" in who or not any(part in said for part in ("background", "selection-background-color")):
            continue
        drawn = who.startswith(DRAWN)
        for letters, ground in (("color", "background"), ("selection-color", "selection-background-color")):
            if ground in said and not drawn:
                ink = said.get(letters) or inherited(rules, who) or load().role(theme, "text")
                if contrast(ink, said[ground]) < 4.5:
                    pale[who] = round(contrast(ink, said[ground]), 2)
    assert pale == {}


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != "print"])
def test_edges_and_marks_can_be_seen(theme: Theme) -> None:
    role = load().roles[theme]
    pale = {(m, g): round(contrast(role[m], role[g]), 2) for m, g in MARK_ON_GROUND if contrast(role[m], role[g]) < 3}
    assert pale == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("group", [1, 2, 3, 4, 5, 6, "other"])
def test_a_group_can_be_read_and_its_mark_seen(group: int | str, theme: Theme) -> None:
    look, role = load().group(group, theme), load().roles[theme]
    assert contrast(look.ink, look.tint) >= 4.5
    assert contrast(role["text"], look.tint) >= 7
    assert contrast(look.mark, look.tint) >= 3
    assert contrast(look.mark, role["panel"]) >= 3


def test_every_theme_knows_every_role_as_a_colour() -> None:
    tokens = load()
    for theme in THEMES:
        assert tokens.roles[theme].keys() == tokens.roles["light"].keys()
        assert all(len(c) == 7 and c[0] == "#" and int(c[1:], 16) >= 0 for c in tokens.roles[theme].values())


def test_groups_are_told_apart_without_colour() -> None:
    looks = [load().group(index, "light") for index in (1, 2, 3, 4, 5, 6, "other")]
    for part in ("symbol", "pattern", "brush"):
        assert len({getattr(look, part) for look in looks}) == len(looks)


def test_groups_past_the_sixth_share_a_look() -> None:
    tokens = load()
    assert tokens.group(7, "dark") == tokens.group("other", "dark") == tokens.group(0, "dark")
    assert tokens.group(6, "dark") != tokens.group(7, "dark")


def test_paper_shows_groups_in_ink() -> None:
    paper, screen = load().group(2, "print"), load().group(2, "light")
    assert (paper.symbol, paper.pattern) == (screen.symbol, screen.pattern)
    assert paper.mark == load().role("print", "text")


def test_the_room_screen_wears_groups_of_its_shade() -> None:
    tokens = load()
    assert tokens.group(1, "projector") == tokens.group(1, "light")
    assert tokens.group(1, "projector_dim") == tokens.group(1, "dark")


@pytest.mark.parametrize("theme", THEMES)
def test_each_phase_of_the_clock_has_a_word_or_a_shape(theme: Theme) -> None:
    looks = {phase: load().timer(phase, theme) for phase in PHASES}
    assert looks["calm"].word == ""
    assert len({(look.word, look.bar) for look in looks.values()}) == len(PHASES)
    assert all(look.word for phase, look in looks.items() if phase != "calm")
    assert (looks["over"].bar, looks["paused"].bar) == ("hatched", "outline")
    assert all(contrast(look.colour, load().role(theme, "panel")) >= 4.5 for look in looks.values())


def test_lettering_by_name() -> None:
    tokens = load()
    assert tokens.type("timer") == TypeSpec(64, 64, 600, -3)
    assert tokens.type_phone("body").size == 17
    assert min(spec.size for spec in tokens.projector_types.values()) == 36
    assert tokens.type_print("body") == TypeSpec(12, 16.5)
    assert tokens.type_print("small").size == 10
    assert min(spec.size for spec in tokens.types.values()) == 12


def test_names_that_nobody_knows() -> None:
    assert is_theme("dark") and not is_theme("pink")
    assert is_phase("over") and not is_phase(None)
    with pytest.raises(KeyError, match="txet"):
        load().role("light", "txet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources() / "looks", tmp_path / "looks"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_role_that_points_nowhere_is_named(folder: Path) -> None:
    change(folder / "dark.toml", 'text = "snow"', 'text = "snwo"')
    with pytest.raises(LookError, match=r"dark\.toml.*text = 'snwo'"):
        read(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "print.toml").unlink()
    with pytest.raises(LookError, match=r"print\.toml"):
        read(folder)


def test_a_file_that_is_no_toml_is_named(folder: Path) -> None:
    change(folder / "shape.toml", "[space]", "[space")
    with pytest.raises(LookError, match=r"shape\.toml"):
        read(folder)


def test_a_misspelt_entry_is_named(folder: Path) -> None:
    change(folder / "type.toml", "weight = 400", "wieght = 400")
    with pytest.raises(LookError, match="wieght"):
        read(folder)
    change(folder / "type.toml", "wieght = 400", "weight = 400")
    change(folder / "groups.toml", 'symbol = "disc"', 'sybmol = "disc"')
    with pytest.raises(LookError, match="symbol"):
        read(folder)
