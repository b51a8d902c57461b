"""The look in the window: fonts, palette, style sheet, and the few things a style sheet cannot draw.

Widgets say what they are through properties and leave the rest to `apply`:
- QPushButton and QToolButton `look`: primary, plain, quiet, big, "primary big", icon, bad
- QLabel and any other `type`: caption, label, body, strong, note, script, title, heading, display, timer
- QLabel `tone`: quiet, warn, bad, on_fill
- QFrame `panel`: panel, board, sunken, strip, foot, card, warn, bad
- QLineEdit, QPlainTextEdit, QTextEdit `wrong`: true

Change one later with `mark`, which dresses the widget anew.
"""

from __future__ import annotations

from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.looks.tokens import LookError, Theme, Tokens, TypeSpec, is_theme, load
from facilitator.looks.widgets.style import FocusFollower, HouseStyle
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


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Dress the whole program in `theme`; `scale` enlarges the lettering (SCALES). May be called again at any time."""
    tokens = load()
    first = not is_theme(app.property(_THEME))
    app.setProperty(_THEME, theme)
    app.setProperty(_SCALE, scale)
    _families()
    app.setFont(font("body"))
    app.setPalette(palette(tokens, theme))
    if first:
        app.setStyle(HouseStyle(colour, font))
        FocusFollower(app).setObjectName(_FOLLOWER)
    app.setStyleSheet(style_sheet(tokens, theme))


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
    families = _families()["display" if spec.size >= _DISPLAY_FROM else "window"]
    made = QFont(list(families))
    made.setPixelSize(max(1, round(spec.size * factor)))
    made.setWeight(QFont.Weight(_drawn_weight(spec.weight)))
    if spec.track:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spec.track)
    made.setFeature(QFont.Tag("tnum"), 1)
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
    values["hover"] = _between(values["panel"], values["sunken"], _HOVER_SHARE)
    try:
        return Template(_sheet_text()).substitute(values)
    except (KeyError, ValueError) as error:
        raise LookError(f"window.qss: {error}") from error


def _property(name: str) -> object:
    app = QApplication.instance()
    return app.property(name) if isinstance(app, QObject) else None


def _drawn_weight(weight: int) -> int:
    """The nearest weight among the font files that come with the program: 400, 500, 600, 700."""
    return 400 if weight < 425 else min(700, (weight + 25) // 100 * 100)


def _between(low: str, high: str, share: float) -> str:
    a, b = QColor(low), QColor(high)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x + (y - x) * share) for x, y in pairs)).name()


@cache
def _sheet_text() -> str:
    path = resources() / "looks" / "window.qss"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise LookError(f"{path.name}: {error}") from error


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Font families by use, those first which the computer has; loads the fonts that come with the program."""
    for path in sorted((resources() / "fonts").glob("*.[to]tf")):
        QFontDatabase.addApplicationFont(str(path))
    there = set(QFontDatabase.families())
    return {use: tuple(n for n in names if n in there) or names for use, names in load().fonts.items()}
