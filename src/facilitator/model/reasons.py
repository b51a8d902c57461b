"""Why the system could not do what was asked, in words that can be told in any language."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from facilitator.model.say import say

_REASONS: Mapping[int, str] = {
    errno.EACCES: say("Permission denied"),
    errno.EADDRINUSE: say("Address already in use"),
    errno.EADDRNOTAVAIL: say("Cannot assign requested address"),
    errno.EBUSY: say("Device or resource busy"),
    errno.EEXIST: say("File exists"),
    errno.EIO: say("Input/output error"),
    errno.EISDIR: say("Is a directory"),
    errno.EMFILE: say("Too many open files"),
    errno.ENAMETOOLONG: say("File name too long"),
    errno.ENOENT: say("No such file or directory"),
    errno.ENOSPC: say("No space left on device"),
    errno.ENOTDIR: say("Not a directory"),
    errno.EPERM: say("Operation not permitted"),
    errno.EROFS: say("Read-only file system"),
}


def reason(error: OSError | UnicodeDecodeError) -> str:
    """What stood in the way: as whoever found it says it, or in the words of the system."""
    if isinstance(error, UnicodeDecodeError):
        return say("it is not UTF-8 text")
    known = _REASONS.get(error.errno or 0, "")
    return known if known == error.strerror else error.strerror or str(error)
