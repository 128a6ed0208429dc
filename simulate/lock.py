"""One command at a time in a folder. The lock goes with its process: a killed one leaves no lock behind."""

from __future__ import annotations

import errno
import os
import platform
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from simulate.errors import RunError

NAME = ".lock"
STEP = 0.05
SHOWN = 300
"""Bytes of a lock that are read: who holds it."""

_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What the system says of a lock that another process holds."""
_IN_THE_WAY = {errno.ELOOP: "a link", errno.EMLINK: "a link", errno.EISDIR: "a folder", errno.ENXIO: "no file"}

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Busy(RunError):
    """Another command holds the lock."""


@contextmanager
def locked(folder: Path, name: str = NAME, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock of `folder`, which must exist; wait at most `patience` seconds for a process that holds it.

    Busy when it holds it longer; RunError when there can be no lock; OSError when nothing can be written there.
    """
    path = folder / name
    handle = _patiently(path, time.monotonic() + patience)
    try:
        yield
    finally:
        try:
            with suppress(OSError):
                path.unlink()
        finally:
            os.close(handle)


def _patiently(path: Path, until: float) -> int:
    while True:
        try:
            return _held(path)
        except Busy:
            if time.monotonic() >= until:
                raise
        time.sleep(STEP)


def _held(path: Path) -> int:
    """Open and lock the file; its handle."""
    handle = _opened(path)
    try:
        _lock(handle)
        # The one before may have taken its file away between our opening and locking it.
        if os.stat(path).st_ino != os.fstat(handle).st_ino:
            raise FileNotFoundError
        _sign(handle)
        return handle
    except BaseException as error:
        who = _who(handle)
        os.close(handle)
        if isinstance(error, FileNotFoundError) or (isinstance(error, OSError) and error.errno in _HELD):
            raise Busy(
                f"another run is busy in {path.parent}{who}: wait for it, or choose another folder with --out"
            ) from None
        if isinstance(error, OSError):
            raise RunError(
                f"the file system of {path.parent} gives no locks ({error.strerror}), and without one two runs could "
                "write through each other: choose a folder on another disk with --out"
            ) from None
        raise


def _opened(path: Path) -> int:
    """Open the file of a lock, which is one of our own: no link is followed and nothing else is written in."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags, 0o644)
    except OSError as error:
        if error.errno in _IN_THE_WAY:
            raise _in_the_way(path, _IN_THE_WAY[error.errno]) from None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _in_the_way(path, "no file")
    return handle


def _in_the_way(path: Path, what: str) -> RunError:
    return RunError(f"{path} is in the way, where a run keeps its lock: it is {what}. Remove it, or choose another "
                    "folder with --out")  # fmt: skip


def _sign(handle: int) -> None:
    """Write who holds the lock, for whoever finds it held. A full disk does not matter."""
    with suppress(OSError):
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
        os.ftruncate(handle, 0)
        os.write(handle, f"process {os.getpid()} on {platform.node()}: {command}".encode()[:SHOWN])


def _who(handle: int) -> str:
    """Read who holds the lock, in brackets; empty where that is not there."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        text = os.read(handle, SHOWN).decode(errors="replace")
    except OSError:
        return ""
    said = "".join(letter for letter in text if letter.isprintable()).strip()
    return f" ({said})" if said else ""
