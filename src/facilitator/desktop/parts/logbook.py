"""Where trouble is written down: a log file in the user's folder. Nobody is shown a traceback."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from facilitator.looks.qt import guard
from facilitator.paths import own, own_folder, user_data

MOST_BYTES = 1_000_000
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def folder() -> Path:
    """The folder of the log files. Not made here."""
    return user_data() / "logs"


def begin(told: Callable[[], None]) -> None:
    """Write warnings and errors of this process to the log; call `told` after each error nobody expected."""
    logging.getLogger().addHandler(_handler())

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger("facilitator").error("unexpected", exc_info=(kind, error, trace))
        told()

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            hook(args.exc_type, args.exc_value, args.exc_traceback)

    guard.hear(told)
    sys.excepthook = hook
    threading.excepthook = thread_hook
    qInstallMessageHandler(_from_qt)


class OwnFile(logging.FileHandler):
    """Writes to a file that nobody else on the computer can read."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=own)


def _handler() -> logging.Handler:
    try:
        own_folder(folder())
        path = folder() / "window.log"
        if path.exists() and path.stat().st_size > MOST_BYTES:
            path.replace(path.with_name("window.old.log"))
        handler: logging.Handler = OwnFile(path, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


@guard.guarded
def _from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    level = _LEVELS.get(kind)
    if level is not None:
        logging.getLogger("qt").log(level, text)
