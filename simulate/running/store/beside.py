"""A longer or rewritten result is made beside the finished one, in a folder within it, and takes its place when whole.

The finished result stays as it is meanwhile: stopped or killed, it is still complete, of the draws that it had. What
makes the new one the result is the name of its folder, which changes at once. A move that was cut short after that is
finished by whoever reads the record next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from simulate.errors import CannotAnswer, RunError
from simulate.lock import locked
from simulate.running.store import ours


class Recorded(Protocol):
    """What a move needs of a record."""

    @property
    def outcomes(self) -> tuple[str, ...]: ...
    @property
    def files(self) -> dict[str, str]: ...
    @property
    def parts(self) -> dict[str, str]: ...


Reading = Callable[[Path], tuple[Recorded, bool]]
"""Reads the record of a folder, and whether it is what a run wrote (`record.record_in`)."""

LONGER = ".extending"
"""In a result folder: a run of more draws, as far as it is. The same command goes on there."""
REWRITTEN = ".rewriting"
"""In a result folder: the same draws with another summary. Begun anew every time."""
WHOLE = ".extended"
"""In a result folder: one of these that is whole. What is still in it goes before what is outside."""
RECORD = "run.json"


def start(folder: Path, name: str, files: Collection[str]) -> Path:
    """Make the folder `name` in a result folder, with these files that are there, and the record; return its path.

    Files are shared with the finished result, not copied, where the disk can: whoever writes them replaces them.
    """
    place, new = folder / name, folder / f"{name}.new"
    for old in (place, new):
        shutil.rmtree(old, ignore_errors=True)
    new.mkdir()
    for one in (*files, RECORD):
        (new / one).parent.mkdir(parents=True, exist_ok=True)
        _share(str(folder / one), str(new / one))
    new.rename(place)
    return place


def _share(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def take_over(place: Path, reading: Reading) -> None:
    """Make what is in `place`, which is whole, the result of the folder around it. The lock of that must be held."""
    place.rename(place.with_name(WHOLE))
    move(place.parent, reading)


def settle(folder: Path, reading: Reading) -> None:
    """Finish a move that was cut short, where nobody else is busy in the folder and it may be written in."""
    if (folder / WHOLE).is_dir():
        with suppress(OSError, RunError), locked(folder):
            move(folder, reading)


def move(folder: Path, reading: Reading) -> None:
    """Move all that is whole to its place, file by file, the record last; what the new result does not have, goes.

    What no run made stays where it is, inside and outside. Nothing moves that is not sealed.
    """
    whole = folder / WHOLE
    if not whole.is_dir() or whole.is_symlink():
        return
    if (whole / RECORD).exists():
        _take(whole, folder, reading)
    shutil.rmtree(whole, ignore_errors=True)


def _take(whole: Path, folder: Path, reading: Reading) -> None:
    """Move what is in `whole` into `folder`, the records of parts before that of the whole."""
    new, sealed = reading(whole)
    if not sealed:
        raise CannotAnswer(f"{whole} is damaged: {RECORD} was changed after the run. Remove that folder")
    for part in new.parts:
        if (whole / part / RECORD).exists():
            (folder / part).mkdir(exist_ok=True)
            _take(whole / part, folder / part, reading)
    ours.remove(folder, [name for name in _before(folder, reading) if name not in new.files])
    for name in ours.made(whole, new.outcomes):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (whole / name).replace(folder / name)
    (whole / RECORD).replace(folder / RECORD)


def _before(folder: Path, reading: Reading) -> list[str]:
    """List the files of the result that was there."""
    with suppress(CannotAnswer):
        return ours.made(folder, reading(folder)[0].outcomes)
    return []


def forget(folder: Path) -> None:
    """Take away all that was begun beside a result."""
    for name in (LONGER, REWRITTEN):
        for place in (folder / name, folder / f"{name}.new"):
            shutil.rmtree(place, ignore_errors=True)
