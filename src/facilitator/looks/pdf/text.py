"""Participants' words on paper, whatever the script: the paragraph, and lines drawn straight onto the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Canvas, Flowable, Style, StyleName, paint, style
from facilitator.looks.pdf.face import Face
from facilitator.looks.pdf.lines import Line, Piece, Setting, Span, set_paragraph
from facilitator.looks.pen import Pen
from facilitator.looks.scripts import has_rtl, language_of, safe

_FORM_ROOM = 3


class Words(Flowable):
    """A paragraph that may go over to the next page between lines. Its width is all the width it is given."""

    def __init__(self, spans: Sequence[Span], fonts: Fonts, given: Setting | None = None) -> None:
        super().__init__()
        self.spans = tuple(spans)
        self.fonts = fonts
        self.style = spans[-1][0]
        self._set_for = -1.0
        self._given = given is not None
        self._setting = given or Setting((), self.style.leading, False)

    def setting(self, width: float) -> Setting:
        """The lines for a width in points, remembered for the last width asked."""
        if not self._given and self._set_for != width:
            self._setting = set_paragraph(self.spans, width, self.fonts)
            self._set_for = width
        return self._setting

    def natural_width(self) -> float:
        """The width in points of the paragraph on one line."""
        return max((line.width for line in self.setting(100_000.0).lines), default=0.0)

    def longest_word(self) -> float:
        """The width in points that it needs for no word of it to be broken."""
        words = [(look, word) for look, said in self.spans for word in said.split()]
        return max((Words([one], self.fonts).natural_width() for one in words), default=0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        setting = self.setting(width)
        self.width, self.height = width, len(setting.lines) * setting.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two paragraphs, the first of which fits; none if fewer than two lines would stand alone on either page."""
        setting = self.setting(width)
        fits = min(int(height / setting.leading + 1e-6), len(setting.lines) - 2)
        return [] if fits < 2 else [*self.cut(width, fits)]

    def cut(self, width: float, lines: int) -> tuple[Words, Words]:
        """The first `lines` lines as one paragraph, and the rest (perhaps none) as another."""
        setting = self.setting(width)
        parts = (setting.lines[:lines], setting.lines[lines:])
        first, rest = (Words(self.spans, self.fonts, setting._replace(lines=some)) for some in parts)
        return first, rest

    def least_height(self, width: float) -> float:
        """The points that a page must have left for this paragraph to begin there."""
        setting = self.setting(width)
        return (len(setting.lines) if len(setting.lines) < 4 else 2) * setting.leading

    def draw(self) -> None:
        """Draws all lines; a paragraph that runs from right to left stands at the right."""
        self.draw_at(self.canv, 0.0, 0.0)

    def draw_at(self, canvas: Canvas, left: float, bottom: float) -> None:
        """Draws all lines from there, at the width that was last asked for, without a coordinate system of its own."""
        setting = self._setting
        y = bottom + self.height - setting.leading / 2 - self.style.size * 0.36
        for line in setting.lines:
            free = self.width - line.width
            x = {"start": free if setting.rtl else 0.0, "right": free, "centre": free / 2}[self.style.align]
            draw_line(canvas, line, left + x, y)
            y -= setting.leading

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return self.style.before

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return self.style.after


def text(named: StyleName | Style, words: str, fonts: Fonts, lead: str = "") -> Words:
    """A paragraph of anyone's words; nothing in them is markup. `lead` stands before them in semi-bold: "1."."""
    look = named if isinstance(named, Style) else style(named)
    spans: list[Span] = [(look, fonts.printable(safe(words)))]
    if lead:
        bold = Style(look.size, look.leading, "semibold", look.colour)
        spans.insert(0, (bold, fonts.printable(safe(lead)) + " "))
    return Words(spans, fonts)


def one_line(look: Style, words: str, fonts: Fonts, width: float) -> Line:
    """Words on a single line, cut with "…" where they are wider than `width` points."""
    said = " ".join(fonts.printable(safe(words)).split())
    line = set_paragraph([(look, said)], 100_000.0, fonts).lines[0]
    while line.width > width and len(said) > 1:
        keep = max(1, min(len(said) - 1, int(len(said) * width / line.width)))
        said = said[:keep].rstrip(" …")
        line = set_paragraph([(look, said + "…")], 100_000.0, fonts).lines[0]
    return line


def draw_line(canvas: Canvas, line: Line, x: float, y: float) -> None:
    """Draws a line with its left end at `x` and its base line at `y`; readers get its words in reading order."""
    if isinstance(canvas, Pen):
        canvas.words(line, x, y)
        return
    spoken = not has_rtl(line.text) and "".join(map(_said, line.pieces)) != line.text
    language = "" if line.text.isascii() else language_of(line.text)
    if spoken or language:
        code = line.text.encode("utf-16-be").hex().upper()
        told = f"/Lang ({language}) " if language else ""
        canvas._code.append(f"/Span <<{told}{f'/ActualText <FEFF{code}>' if spoken else ''}>> BDC")
    for piece in line.pieces:
        canvas.setFillColor(paint(piece.style.colour))
        if piece.face.ttf is None:
            _draw_outlines(canvas, piece, x + piece.x, y)
        elif piece.text:
            canvas._code.append(_text_code(canvas, piece, x + piece.x, y))
    if spoken or language:
        canvas._code.append("EMC")


def draw_shape(canvas: Canvas, line: Line, x: float, y: float) -> None:
    """Draws a line as mere shapes: it is seen, and stands in no text that is read out, copied or searched."""
    canvas._code.append("/Artifact BMC")
    for piece in line.pieces:
        canvas.setFillColor(paint(piece.style.colour))
        _draw_outlines(canvas, piece._replace(glyphs=piece.glyphs or piece.face.shape(piece.text)), x + piece.x, y)
    canvas._code.append("EMC")


def _said(piece: Piece) -> str:
    """What the piece's codes say by themselves; text right to left is left to readers, which expect it as it stands."""
    return piece.text if piece.glyphs is None else _codes(piece)


def _codes(piece: Piece) -> str:
    """A code for each glyph of the piece, from left to right."""
    if piece.face.ttf is None:
        return ""
    glyphs = piece.glyphs or ()
    starts = [*sorted({glyph.cluster for glyph in glyphs}), len(piece.text)]
    ends = dict(pairwise(starts))
    codes: list[str] = []
    for glyph in glyphs:
        source = piece.text[glyph.cluster : ends.pop(glyph.cluster, glyph.cluster)]
        codes.append(piece.face.code(glyph.gid, source))
    return "".join(codes)


def _text_code(canvas: Canvas, piece: Piece, x: float, y: float) -> str:
    ttf, size = piece.face.ttf, piece.style.size
    out = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
    chars = piece.text if piece.glyphs is None else _codes(piece)
    at = 0
    for subset, data in ttf.splitString(chars, canvas._doc):
        out.append(f"{ttf.getSubsetInternalName(subset, canvas._doc)} {size:g} Tf")
        if piece.glyphs is None:
            out.append(f"({canvas._escape(data)}) Tj")
        else:
            out.append(_placed(canvas, piece, chars, data, at))
        at += len(data)
    return " ".join([*out, "ET"])


def _placed(canvas: Canvas, piece: Piece, chars: str, data: bytes, start: int) -> str:
    """Glyphs with their own advances and offsets; `data` are their codes in the font's subset."""
    glyphs = (piece.glyphs or ())[start : start + len(data)]
    face, size = piece.face, piece.style.size
    out: list[str] = []
    array: list[str] = []
    held, rise = 0.0, 0.0
    for at, glyph in enumerate(glyphs):
        if glyph.dy != rise:
            out += [f"[{' '.join(array)}] TJ"] if array else []
            array, rise = [], glyph.dy
            out.append(f"{rise * size / 1000:.3f} Ts")
        held -= glyph.dx
        if abs(held) > 0.05:
            array.append(f"{held:.1f}")
        array.append(f"({canvas._escape(data[at : at + 1])})")
        held = face.code_width(chars[start + at]) - glyph.advance + glyph.dx
    if abs(held) > 0.05:
        array.append(f"{held:.1f}")
    out.append(f"[{' '.join(array)}] TJ")
    return " ".join([*out, "0 Ts"] if rise else out)


def _draw_outlines(canvas: Canvas, piece: Piece, x: float, y: float) -> None:
    scale = piece.style.size / piece.face.units
    for glyph in piece.glyphs or ():
        left, up = x + glyph.dx * piece.style.size / 1000, y + glyph.dy * piece.style.size / 1000
        name = _form(canvas, piece.face, glyph.gid)
        canvas._code.append(f"q {scale:.6f} 0 0 {scale:.6f} {left:.3f} {up:.3f} cm")
        canvas.doForm(name)
        canvas._code.append("Q")
        x += glyph.advance * piece.style.size / 1000


def _form(canvas: Canvas, face: Face, gid: int) -> str:
    """The glyph's outline, put into the document once."""
    name = f"glyph-{face.path.stem}-{face.index}-{gid}".replace(" ", "-")
    if not canvas.hasForm(name):
        room = face.units * _FORM_ROOM
        canvas.beginForm(name, -room, -room, room, room)
        steps = [" ".join([*(f"{value:g}" for value in values), step]) for step, values in face.outline(gid)]
        canvas._code.append(" ".join([*steps, "f" if steps else "n"]))
        canvas.endForm()
    return name
