"""A longer or rewritten result is made beside the finished one, in a folder within it, and takes its place when whole.

The finished result stays as it is meanwhile: stopped or killed, it is still complete, of the draws that it had. What
makes the new one the result is the name of its folder, which changes at once. A move that was cut short after that is
finished by whoever reads the record next.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from simulate.errors import RunError
from simulate.running.store.lock import locked

LONGER = ".extending"
"""In a result folder: a run of more draws, as far as it is. The same command goes on there."""
REWRITTEN = ".rewriting"
"""In a result folder: the same draws with another summary. Begun anew every time."""
WHOLE = ".extended"
"""In a result folder: one of these that is whole. What is still in it goes before what is outside."""
RECORD = "run.json"


def start(folder: Path, name: str, made: tuple[str, ...]) -> Path:
    """Make the folder `name` in a result folder, with all of `made` that is there and the record; return its path.

    Files are shared with the finished result, not copied, where the disk can: whoever writes them replaces them.
    """
    place, new = folder / name, folder / f"{name}.new"
    for old in (place, new):
        shutil.rmtree(old, ignore_errors=True)
    new.mkdir()
    for one in (*made, RECORD):
        if (folder / one).is_dir():
            shutil.copytree(folder / one, new / one, copy_function=_share)
        elif (folder / one).exists():
            _share(str(folder / one), str(new / one))
    new.rename(place)
    return place


def _share(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def take_over(place: Path, made: tuple[str, ...]) -> None:
    """Make what is in `place`, which is whole, the result of the folder around it. The lock of that must be held."""
    place.rename(place.with_name(WHOLE))
    move(place.parent, made)


def settle(folder: Path, made: tuple[str, ...]) -> None:
    """Finish a move that was cut short, where nobody else is busy in the folder and it may be written in."""
    if (folder / WHOLE).is_dir():
        with suppress(OSError, RunError), locked(folder):
            move(folder, made)


def move(folder: Path, made: tuple[str, ...]) -> None:
    """Move all that is whole to its place, the record last; what the new result does not have, goes."""
    whole = folder / WHOLE
    if not whole.is_dir():
        return
    if (whole / RECORD).exists():
        files = json.loads((whole / RECORD).read_text(encoding="utf-8"))["files"]
        has = {name.partition("/")[0] for name in files}
        for name in made:
            if (whole / name).exists() or name not in has:
                _remove(folder / name)
            if (whole / name).exists():
                (whole / name).rename(folder / name)
        (whole / RECORD).replace(folder / RECORD)
    shutil.rmtree(whole, ignore_errors=True)


def forget(folder: Path) -> None:
    """Take away all that was begun beside a result."""
    for name in (LONGER, REWRITTEN):
        for place in (folder / name, folder / f"{name}.new"):
            shutil.rmtree(place, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
