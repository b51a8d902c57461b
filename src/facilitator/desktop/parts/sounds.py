"""The few soft sounds of the window, reckoned from numbers; what plays them is loaded when first wanted."""

from __future__ import annotations

import logging
import math
from array import array

from PySide6.QtCore import QBuffer, QByteArray, QLoggingCategory, QObject

from facilitator.model.bells import BELL, CALL, CHIME, SOON

_STRUCK: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    BELL: ((523.25, 0.0, 0.60, 0.20), (1046.5, 0.0, 0.35, 0.07), (1444.2, 0.0, 0.18, 0.04)),
    CHIME: ((659.25, 0.0, 0.45, 0.16), (440.0, 0.35, 0.60, 0.16)),
    SOON: ((440.0, 0.0, 0.22, 0.12),),
    CALL: ((392.0, 0.0, 0.40, 0.14), (523.25, 0.30, 0.40, 0.14), (659.25, 0.60, 0.60, 0.16)),
}
"""Each sound as tones: Hz, when it is struck (s), how long it takes to fade to a third (s), loudness of 1."""
_RISE, _FADES = 0.008, 4.0


def samples(sound: str, rate: int) -> array[float]:
    """A sound as numbers from -1 to 1, `rate` a second: it swells in a moment and fades away to nothing."""
    tones = _STRUCK[sound]
    long = max(at + _FADES * fade for _hz, at, fade, _loud in tones)
    made = array("f", bytes(4 * int(long * rate)))
    for hz, at, fade, loud in tones:
        first, turn = int(at * rate), 2 * math.pi * hz / rate
        for n in range(int(_FADES * fade * rate)):
            s = n / rate
            made[first + n] += loud * min(1.0, s / _RISE) * math.exp(-s / fade) * math.sin(turn * n)
    return made


class Player(QObject):
    """Plays one sound at a time. A computer that has no sound, or no library for it, is no error."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QObject | None = None

    def play(self, sound: str) -> bool:
        """Let a sound be heard; whether there is something to hear it with."""
        QLoggingCategory.setFilterRules("qt.multimedia.*=false")
        try:
            from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
        except ImportError as error:
            logging.getLogger(__name__).info("no sound: %s", error)
            return False
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            return False
        form = device.preferredFormat()
        form.setSampleFormat(QAudioFormat.SampleFormat.Float)
        whole = not device.isFormatSupported(form)
        if whole:
            form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if self._sink is not None:
            self._sink.deleteLater()
        sink = QAudioSink(device, form, self)
        heard = QBuffer(sink)
        heard.setData(QByteArray(packed(samples(sound, form.sampleRate()), form.channelCount(), whole=whole)))
        heard.open(QBuffer.OpenModeFlag.ReadOnly)
        sink.start(heard)
        self._sink = sink
        return True


def packed(heard: array[float], channels: int, *, whole: bool) -> bytes:
    """The same in every channel, as a loudspeaker takes it: 32-bit fractions, or 16-bit `whole` numbers."""
    code = "h" if whole else "f"
    one = array("h", (round(32_000 * each) for each in heard)).tobytes() if whole else heard.tobytes()
    size = array(code).itemsize
    return b"".join(one[at : at + size] * channels for at in range(0, len(one), size))
