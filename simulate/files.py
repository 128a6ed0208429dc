"""Writing files and folders that are there as a whole or not at all, whatever is killed when."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from simulate.errors import CannotAnswer, why_not_written

ROOM = 200
"""Bytes of a name; file systems take 255, and what is made aside has some more."""
_ASIDE = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{12}\.(?P<kind>new|old)", re.DOTALL)


def short(name: str, ending: str = "") -> str:
    """Return `name` with `ending` as the name of a file: one that is too long is cut, and has a hash of all."""
    if len((name + ending).encode()) <= ROOM:
        return name + ending
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    begin = name.encode()[: ROOM - len(f"-{digest}{ending}".encode())].decode(errors="ignore")
    return f"{begin}-{digest}{ending}"


def _aside(path: Path, kind: str) -> Path:
    """Return a path beside `path` that nothing has and nobody can guess."""
    return path.parent / f".{short(path.name)}.{uuid4().hex[:12]}.{kind}"


def left_aside(path: Path, kind: str = "new") -> list[Path]:
    """List what was made aside for `path` by a process that was killed."""
    beside = path.parent.glob(".*") if path.parent.is_dir() else ()
    found = ((entry, _ASIDE.fullmatch(entry.name)) for entry in beside)
    return [entry for entry, like in found if like and (like["name"], like["kind"]) == (short(path.name), kind)]


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Yield the path of a new file to write. It takes the place of `path` when the block ends, and only then."""
    temporary = _aside(path, "new")
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file that is there as a whole or not at all, also after a power failure. Text is written as UTF-8."""
    with replacing_file(path) as temporary:
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def replacing_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder to fill. It takes the place of `folder` when the block ends, unless it fails.

    One process at a time: what another left aside goes, or comes back where it was the last there is.
    """
    folder = folder.absolute()
    for left in left_aside(folder, "old"):
        if not folder.exists():
            left.rename(folder)
    for left in (*left_aside(folder), *left_aside(folder, "old")):
        shutil.rmtree(left, ignore_errors=True)
    temporary, old = _aside(folder, "new"), _aside(folder, "old")
    try:
        temporary.mkdir(parents=True)
        yield temporary
        if folder.exists():
            folder.rename(old)
        temporary.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def foreign_files(folder: Path, ours: Collection[str]) -> list[str]:
    """List the entries of a folder besides what we make ourselves: a folder that has any is not ours to replace."""
    return sorted(entry.name for entry in folder.iterdir() if entry.name not in ours) if folder.is_dir() else []


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Raise CannotAnswer when the disk does not take what is written in a folder, or in a file, inside."""
    try:
        yield
    except OSError as error:
        raise CannotAnswer(f"cannot write in {place}: {why_not_written(error)}") from None
