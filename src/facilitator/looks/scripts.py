"""Scripts of the world as paper needs them: what a character belongs to, which font files draw it, what is unsafe."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0750, 0x077F, "Arabic"),
    (0x0870, 0x08FF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Oriya"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x0F00, 0x0FFF, "Tibetan"),
    (0x1000, 0x109F, "Myanmar"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1100, 0x11FF, "Hangul"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"),
    (0x1C90, 0x1CBF, "Georgian"),
    (0x2600, 0x27BF, "Emoji"),
    (0x2D00, 0x2D2F, "Georgian"),
    (0x2D80, 0x2DDF, "Ethiopic"),
    (0x2E80, 0x303F, "Han"),
    (0x3040, 0x30FF, "Kana"),
    (0x3100, 0x312F, "Han"),
    (0x3130, 0x318F, "Hangul"),
    (0x31A0, 0x9FFF, "Han"),
    (0xAC00, 0xD7FF, "Hangul"),
    (0xF900, 0xFAFF, "Han"),
    (0xFB1D, 0xFB4F, "Hebrew"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE30, 0xFE4F, "Han"),
    (0xFE70, 0xFEFE, "Arabic"),
    (0xFF00, 0xFFEF, "Han"),
    (0x1F000, 0x1FAFF, "Emoji"),
    (0x20000, 0x3FFFF, "Han"),
)
_STARTS = [first for first, _last, _script in _RANGES]

# File names in lower case, best first; "#2" is the font's place in a collection. Those that can be embedded come first.
SCRIPT_FONTS: dict[str, tuple[str, ...]] = {
    "Armenian": ("notosansarmenian-regular.ttf", "sylfaen.ttf", "mshtakan.ttc"),
    "Hebrew": ("notosanshebrew-regular.ttf", "segoeui.ttf", "arial.ttf", "arialhb.ttc"),
    "Arabic": ("notosansarabic-regular.ttf", "notonaskharabic-regular.ttf", "segoeui.ttf", "geezapro.ttc", "arial.ttf"),
    "Devanagari": ("notosansdevanagari-regular.ttf", "nirmala.ttf", "nirmala.ttc", "mangal.ttf", "kohinoor.ttc"),
    "Bengali": ("notosansbengali-regular.ttf", "nirmala.ttf", "nirmala.ttc", "vrinda.ttf", "kohinoorbangla.ttc"),
    "Gurmukhi": ("notosansgurmukhi-regular.ttf", "nirmala.ttf", "nirmala.ttc", "raavi.ttf", "gurmukhi mn.ttc"),
    "Gujarati": ("notosansgujarati-regular.ttf", "nirmala.ttf", "nirmala.ttc", "shruti.ttf", "kohinoorgujarati.ttc"),
    "Oriya": ("notosansoriya-regular.ttf", "nirmala.ttf", "nirmala.ttc", "oriya mn.ttc"),
    "Tamil": ("notosanstamil-regular.ttf", "nirmala.ttf", "nirmala.ttc", "latha.ttf", "tamil mn.ttc"),
    "Telugu": ("notosanstelugu-regular.ttf", "nirmala.ttf", "nirmala.ttc", "kohinoortelugu.ttc"),
    "Kannada": ("notosanskannada-regular.ttf", "nirmala.ttf", "nirmala.ttc", "notosanskannada.ttc"),
    "Malayalam": ("notosansmalayalam-regular.ttf", "nirmala.ttf", "nirmala.ttc", "malayalam mn.ttc"),
    "Sinhala": ("notosanssinhala-regular.ttf", "nirmala.ttf", "nirmala.ttc", "sinhala mn.ttc"),
    "Thai": ("notosansthai-regular.ttf", "leelawui.ttf", "tahoma.ttf", "thonburi.ttc", "loma.otf"),
    "Lao": ("notosanslao-regular.ttf", "leelawui.ttf", "lao mn.ttc"),
    "Tibetan": ("notoseriftibetan-regular.ttf", "himalaya.ttf", "kailasa.ttc"),
    "Myanmar": ("notosansmyanmar-regular.ttf", "mmrtext.ttf", "notosansmyanmar.ttc"),
    "Georgian": ("notosansgeorgian-regular.ttf", "segoeui.ttf", "sylfaen.ttf", "helveticaneue.ttc"),
    "Ethiopic": ("notosansethiopic-regular.ttf", "ebrima.ttf", "nyala.ttf", "kefa.ttc"),
    "Khmer": ("notosanskhmer-regular.ttf", "leelawui.ttf", "khmer mn.ttc"),
    "Han": (
        "droidsansfallbackfull.ttf", "wqy-microhei.ttc", "msyh.ttc", "simsun.ttc", "stheiti light.ttc", "songti.ttc",
        "notosanscjk-regular.ttc#2", "pingfang.ttc", "hiragino sans gb.ttc",
    ),
    "Kana": (
        "droidsansfallbackfull.ttf", "yugothm.ttc", "meiryo.ttc", "msgothic.ttc", "notosanscjk-regular.ttc",
        "ヒラギノ角ゴシック w3.ttc",
    ),
    "Hangul": ("droidsansfallbackfull.ttf", "malgun.ttf", "notosanscjk-regular.ttc#1", "applesdgothicneo.ttc"),
    "Emoji": ("notoemoji-regular.ttf", "symbola.ttf", "seguiemj.ttf", "seguisym.ttf"),
}  # fmt: skip
GENERAL: tuple[str, ...] = (
    "notosans-regular.ttf", "dejavusans.ttf", "notosanssymbols2-regular.ttf", "notosanssymbols-regular.ttf",
    "notosansmath-regular.ttf", "segoeui.ttf", "seguisym.ttf", "apple symbols.ttf", "arial unicode.ttf", "freesans.ttf",
)  # fmt: skip

# How much further apart lines stand than those of Inter, for letters that reach higher or lower.
_ROOM: dict[str, float] = {
    "Arabic": 1.2, "Devanagari": 1.2, "Bengali": 1.2, "Gurmukhi": 1.2, "Gujarati": 1.2, "Oriya": 1.2, "Tamil": 1.2,
    "Telugu": 1.25, "Kannada": 1.25, "Malayalam": 1.2, "Sinhala": 1.2, "Thai": 1.25, "Lao": 1.25, "Tibetan": 1.4,
    "Myanmar": 1.4, "Khmer": 1.4, "Han": 1.1, "Kana": 1.1, "Hangul": 1.1, "Ethiopic": 1.1,
}  # fmt: skip

_LANGUAGES = {
    "Armenian": "hy", "Hebrew": "he", "Bengali": "bn", "Gurmukhi": "pa", "Gujarati": "gu", "Oriya": "or", "Tamil": "ta",
    "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Thai": "th", "Lao": "lo", "Tibetan": "bo",
    "Myanmar": "my", "Georgian": "ka", "Khmer": "km", "Kana": "ja", "Hangul": "ko", "Han": "zh",
}  # fmt: skip
"""The language of a script that one language writes, or nearly."""
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_BROKEN = re.compile("[\ud800-\udfff\ufffc-\uffff]+")
_MARKS = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
                    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip
_PICTURE = "\u2600-\u27bf\U0001f000-\U0001faff"
_EMOJI = re.compile(f"([{_PICTURE}](?:[\U0001f3fb-\U0001f3ff])?(?:\u200d[{_PICTURE}][\U0001f3fb-\U0001f3ff]?)*)")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_RTL = re.compile("[\u0590-\u08ff\u200f\u202b\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")


def script_of(char: str) -> str:
    """The script that `char` calls for a font of its own, such as "Bengali"; "" for Latin, signs and all else."""
    code = ord(char)
    if code < 0x0530:
        return ""
    at = bisect_right(_STARTS, code) - 1
    _first, last, script = _RANGES[at]
    return script if code <= last else ""


def language_of(text: str) -> str:
    """The language of words whose letters tell it, such as "th"; empty where they do not, as with Latin ones."""
    found = [_LANGUAGES.get(script_of(char), "el" if "\u0370" <= char <= "\u03ff" else "") for char in text]
    found = [language for language in found if language]
    if not found:
        return ""
    return "ja" if "ja" in found else max(found, key=found.count)


def room_of(script: str) -> float:
    """How many times the usual line height a script needs."""
    return _ROOM.get(script, 1.0)


def safe(text: str) -> str:
    """Participants' words as paper may show them: no controls, no overrides of direction, no towers of marks.

    Line breaks stay, other white space becomes a space; what was broken in sending becomes "[?]".
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    text = _BROKEN.sub("[?]", text.replace("\u2029", "\n").replace("\t", " "))
    text = unicodedata.normalize("NFC", _UNSAFE.sub("", text))
    text = _FLAG.sub(lambda m: f"[flag: {''.join(chr(ord(c) - 0x1F1E6 + 65) for c in m.groups())}]", text)
    return _SKIN.sub("", _MARKS.sub(r"\1", text.replace("\u20e3", "")))


def emoji_pieces(text: str) -> list[str]:
    """`text` cut so that each picture, or pictures joined into one, is a piece of its own."""
    return [text] if text.isascii() else [piece for piece in _EMOJI.split(text) if piece]


def has_rtl(text: str) -> bool:
    """Whether any letter runs from right to left."""
    return bool(_RTL.search(text))


def starts_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (a paragraph takes its side from it)."""
    for char in text:
        side = unicodedata.bidirectional(char)
        if side in ("R", "AL"):
            return True
        if side == "L":
            return False
    return False
