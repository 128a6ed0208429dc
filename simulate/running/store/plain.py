"""Reading files of a folder that somebody else may have filled: no links, no pipes, nothing without an end."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

LARGEST_FILE = 1 << 34
"""Bytes of any file of a run: far more than any has. Nobody waits until one without an end is read."""


def inside(folder: Path, name: str) -> bool:
    """Check whether a file of a folder is in that folder, and no link on the way to it leads out of it, or nowhere."""
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # Links that lead to themselves.
        return False


def read_plain(path: Path, most: int) -> bytes:
    """Read a file of at most so many bytes.

    OSError when it is larger, a link, or no plain file, which might not end.
    """
    with opened(path, most) as file:
        return file.read()


@contextmanager
def opened(path: Path, most: int) -> Iterator[BufferedReader]:
    """Open a file as `read_plain` reads it."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_symlink():
        raise OSError(f"{path.name} is a link")
    if path.is_dir():
        raise OSError(f"{path.name} is a folder")
    with open(os.open(path, flags), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(f"{path.name} is no plain file")
        if about.st_size > most:
            raise OSError(f"{path.name} is larger than a run writes it")
        yield file


def sha256(path: Path) -> str:
    """Compute the sha256 of a file. OSError when it cannot be read, or is none that a run wrote."""
    with opened(path, LARGEST_FILE) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
