"""What can stop a run. The messages are written for the person who started it."""

from __future__ import annotations

import errno
from pathlib import Path


class RunError(Exception):
    """The run cannot start or go on; the message says why and what to do."""

    exit_code = 1


class Refused(RunError):
    """The folder holds a run of other inputs."""


class Interrupted(RunError):
    """Stopped by Ctrl-C; what was finished is kept."""

    exit_code = 130


class CannotWrite(RunError):
    """The disk is full, or the folder cannot be written."""


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "no permission to write there",
    errno.EPERM: "no permission to write there",
    errno.ENOTDIR: "part of that path is a file, not a folder",
    errno.EEXIST: "there is a file of that name",
}


def cannot_write(folder: Path, number: int | None, text: str) -> CannotWrite:
    """The error for an OSError with errno `number` and message `text` while writing in `folder`."""
    reason = _REASONS.get(number or 0, text)
    return CannotWrite(
        f"cannot write in {folder}: {reason}. What was finished is kept; the same command goes on from there."
    )
