"""The look in the window: fonts, palette, style sheet, and the few things a style sheet cannot draw.

Widgets say what they are through properties and leave the rest to `apply`:
- QPushButton and QToolButton `look`: primary, plain, quiet, big, "primary big", icon, bad
- QLabel and any other `type`: caption, label, body, strong, note, script, title, heading, display, timer
- QLabel `tone`: quiet, warn, bad, on_fill
- QFrame `panel`: panel, board, sunken, strip, foot, card, answer, apart, warn, bad
- QLineEdit, QPlainTextEdit, QTextEdit `wrong`: true

Change one later with `mark`, which dresses the widget anew.
"""

from __future__ import annotations

from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.looks.qt.anew import all_told
from facilitator.looks.qt.fontfiles import register
from facilitator.looks.qt.style import FocusFollower, HouseStyle
from facilitator.looks.tokens import LookError, Theme, Tokens, TypeSpec, is_theme, load
from facilitator.paths import resources

SCALES = (1.0, 1.15, 1.30)
_THEME, _SCALE, _FOLLOWER = "house_theme", "house_scale", "houseFocusFollower"
_DISPLAY_FROM = 24
_HOVER_SHARE = 0.45
_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "panel",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text_2",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Highlight: "fill",
    QPalette.ColorRole.HighlightedText: "text_on_fill",
    QPalette.ColorRole.Accent: "fill",
    QPalette.ColorRole.Link: "text",
    QPalette.ColorRole.LinkVisited: "text_2",
    QPalette.ColorRole.ToolTipBase: "fill",
    QPalette.ColorRole.ToolTipText: "text_on_fill",
}
_CLASS_FONTS = {
    "QPushButton, QToolButton, QMenuBar, QMenu": "label",
    "QHeaderView, QToolTip": "caption",
    "QTabBar": "tab",
}


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Dress the whole program in `theme`; `scale` enlarges the lettering (SCALES). May be called again at any time.

    Each of font, palette and style sheet asks every widget there is to dress anew: only what is new is set. A style
    sheet that takes the place of another dresses a widget once for each one that it lies in; set anew, it does so once.
    """
    tokens = load()
    before = (app.property(_THEME), app.property(_SCALE))
    if before == (theme, scale):
        return
    first = not is_theme(before[0])
    app.setProperty(_THEME, theme)
    app.setProperty(_SCALE, scale)
    _families()
    with all_told():
        if before[1] != scale:
            app.setFont(font("body"))
        if before[0] != theme:
            app.setPalette(palette(tokens, theme))
        if first:
            app.setStyle(HouseStyle(colour))
            FocusFollower(app).setObjectName(_FOLLOWER)
        _keeper()
        app.setStyleSheet("")
        app.setStyleSheet(style_sheet(tokens, theme) + _lettering(tokens, scale))


def system_theme() -> Theme:
    """The theme the computer asks for: "dark" or "light"."""
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def theme() -> Theme:
    """The theme in use: what `apply` was last told, "light" before that."""
    name = _property(_THEME)
    return name if is_theme(name) else "light"


def scale() -> float:
    """The factor of the lettering in use."""
    factor = _property(_SCALE)
    return factor if isinstance(factor, float) else 1.0


def colour(role: str, in_theme: Theme | None = None) -> QColor:
    """The colour of a role in the theme in use, or in another; "#RRGGBB" is taken as it is. KeyError if unknown."""
    return QColor(role if role.startswith("#") else load().role(in_theme or theme(), role))


def font(name: str) -> QFont:
    """The font of a kind of lettering in type.toml at the scale in use; clocks have figures of one width."""
    return font_of(load().type(name), scale())


def font_of(spec: TypeSpec, factor: float = 1.0) -> QFont:
    """A font after `spec`, `factor` times as large; all figures have one width, so that numbers line up."""
    return QFont(_made(spec, factor, tuple(_families()["display" if spec.size >= _DISPLAY_FROM else "window"])))


@cache
def _made(spec: TypeSpec, factor: float, families: tuple[str, ...]) -> QFont:
    made = QFont(list(families))
    made.setPixelSize(max(1, round(spec.size * factor)))
    made.setWeight(QFont.Weight(_drawn_weight(spec.weight)))
    if spec.track:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spec.track / 100 * made.pixelSize())
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # letters keep their distances at small sizes
    return made


def mark(widget: QWidget, **properties: str | bool) -> None:
    """Set look properties (`look`, `type`, `tone`, `panel`, `wrong`) on a widget and dress it anew if they changed."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def palette(tokens: Tokens, theme: Theme) -> QPalette:
    """Qt's own colours, for whatever the style sheet leaves alone."""
    made = QPalette()
    for entry, role in _PALETTE.items():
        made.setColor(entry, QColor(tokens.role(theme, role)))
    faint = QColor(tokens.role(theme, "control_line"))
    for entry in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, entry, faint)
    return made


def style_sheet(tokens: Tokens, theme: Theme) -> str:
    """`window.qss` with the theme's colours in it. Raises LookError if it names a role that no theme has."""
    values = dict(tokens.roles[theme]) | {f"{name}_radius": str(px) for name, px in tokens.radius.items()}
    values["folder"] = (resources() / "looks").as_posix()
    values["hover"] = _between(values["panel"], values["sunken"], _HOVER_SHARE)
    try:
        return Template(sheet_text()).substitute(values)
    except (KeyError, ValueError) as error:
        raise LookError(f"window.qss: {error}") from error


def _lettering(tokens: Tokens, scale: float) -> str:
    """Style rules for fonts: by `type`, and by class where a widget has no `type`."""
    rules = [f"{widgets} {{ {_font_rule(tokens.type(name), scale)} }}" for widgets, name in _CLASS_FONTS.items()]
    rules += [f'*[type="{name}"] {{ {_font_rule(spec, scale)} }}' for name, spec in tokens.types.items()]
    return "\n".join(rules)


def _font_rule(spec: TypeSpec, scale: float) -> str:
    made = font_of(spec, scale)
    families = ", ".join(f'"{family}"' for family in made.families())
    track = f"; letter-spacing: {made.letterSpacing():.2f}px" if spec.track else ""
    return f"font-family: {families}; font-size: {made.pixelSize()}px; font-weight: {int(made.weight())}{track}"


def _property(name: str) -> object:
    app = QApplication.instance()
    return app.property(name) if isinstance(app, QObject) else None


def _drawn_weight(weight: int) -> int:
    """The nearest weight among the font files that come with the program: 400, 500, 600, 700."""
    return max(400, min(700, (weight + 50) // 100 * 100))


def _between(low: str, high: str, share: float) -> str:
    a, b = QColor(low), QColor(high)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x + (y - x) * share) for x, y in pairs)).name()


@cache
def _keeper() -> QWidget:
    """A widget that nobody sees, with a style sheet of its own, for as long as the program runs.

    With its last style sheet Qt drops what it noted of widgets, and that it wants to hear of the end of those which
    were measured and not shown yet. It notes these again, keeps the note when one is gone, and follows it.
    """
    keeper = QWidget()
    keeper.setStyleSheet("QWidget {}")
    return keeper


@cache
def sheet_text() -> str:
    """`window.qss` as it is written, roles by their names. Raises LookError when it cannot be read."""
    path = resources() / "looks" / "window.qss"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise LookError(f"{path.name}: {error}") from error


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Font families by use, only those which there are; loads the fonts that come with the program."""
    ours = register(resources() / "fonts")
    found = {use: [ours.get(name, name) for name in names] for use, names in load().fonts.items()}
    return {use: tuple(filter(QFontDatabase.hasFamily, names)) or tuple(names) for use, names in found.items()}
