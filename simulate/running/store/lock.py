"""One run at a time in a result folder. The lock goes with its process: a killed run leaves no lock behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from simulate.errors import RunError

NAME = ".lock"

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`, which must exist. RunError when another process holds it."""
    path = folder / NAME
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(handle)
            # The run before may have taken its file away between our opening and locking it.
            if os.stat(path).st_ino != os.fstat(handle).st_ino:
                raise FileNotFoundError
        except OSError:
            raise RunError(
                f"another run is busy in {folder}: wait for it, or choose another folder with --out"
            ) from None
        try:
            yield
        finally:
            with suppress(OSError):
                path.unlink()
    finally:
        os.close(handle)
