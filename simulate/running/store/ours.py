"""Which files in a result folder are those of a run: nothing else in it is touched, hashed or removed."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from simulate.vocabulary import AXES

SCENARIO = "scenario.yaml"
OUTCOMES = "outcomes.zarr"
SUMMARY, MONTHS = "summary.csv", "summary-months.csv"
FIGURES = "figures"
SPREAD = "spread.csv"
REPLICATE = "twin.npz"
FIRST = "first.npz"
STATISTICS = "statistics"
PUBLISHED = (SUMMARY, MONTHS, SPREAD, FIGURES)
"""What stands beside the outcomes of a complete run."""
PRODUCED = (SCENARIO, OUTCOMES, STATISTICS, *PUBLISHED, REPLICATE, FIRST)
"""What a run makes, besides its record."""

COORDINATES = ("month", "draw", "blocks", "blocks/committed", "blocks/seals")
"""What is in the store of outcomes besides these and their axes; the marks are those of an older version."""
_FILE = re.compile(
    r"(?:(?P<array>.+)/)?(?:zarr\.json|c(?:/\d+)*|(?:\d{6}|twin)\.json)(?:\.[0-9a-f]+\.partial)?", re.DOTALL
)
_PARTIAL = re.compile(r"(?:(?P<array>.+)/)?(?:zarr|c(?:/\d+)*)\.[0-9a-f]+\.partial", re.DOTALL)
_STATISTICS = re.compile(r"(?:edges|merged|blocks/\d{6})\.npz")
_FIGURE = re.compile(r"(?P<outcome>.+?)(?:-provincies|-kaart)?\.(?:svg|png)", re.DOTALL)
_ASIDE = re.compile(r"\.(?P<name>.+?)(?:\.[0-9a-f]{12})?\.new", re.DOTALL)


def safe(name: str) -> bool:
    """Check whether a name in a record is that of a file inside the folder, in a place where runs write."""
    path = PurePosixPath(name)
    plain = name == path.as_posix() and not path.is_absolute() and "\\" not in name and "\0" not in name
    return plain and ".." not in path.parts and bool(path.parts) and path.parts[0] in PRODUCED


def is_ours(name: str, outcomes: Collection[str]) -> bool:
    """Check whether a run of these outcomes makes a file of this name, also a half-written one."""
    top, _, rest = name.partition("/")
    folder, _, last = rest.rpartition("/")
    if like := _ASIDE.fullmatch(last or top):
        last = like["name"]
        name = "/".join(part for part in (top if rest else "", folder, last) if part)
        top, _, rest = name.partition("/")
    if top == OUTCOMES:
        like = _PARTIAL.fullmatch(rest) or _FILE.fullmatch(rest)
        return like is not None and (like["array"] is None or like["array"] in {*outcomes, *COORDINATES, *AXES})
    if top == STATISTICS:
        return _STATISTICS.fullmatch(rest) is not None or re.fullmatch(r"[0-9a-f]{32}\.npz", rest) is not None
    if top == FIGURES:
        like = _FIGURE.fullmatch(rest)
        return like is not None and (like["outcome"] in outcomes)
    return not rest and top in PRODUCED


def half_written(name: str) -> bool:
    """Check whether a file is one that whoever writes it has not finished."""
    last = name.rpartition("/")[2]
    return _ASIDE.fullmatch(last) is not None or last.endswith(".partial")


def files_in(folder: Path) -> Iterator[str]:
    """List all that is not a folder where runs write, by name relative to `folder`; links are not followed."""
    for top in PRODUCED:
        path = folder / top
        if path.is_symlink() or path.is_file():
            yield top
        for place, folders, files in os.walk(path) if path.is_dir() and not path.is_symlink() else ():
            links = [one for one in folders if Path(place, one).is_symlink()]
            yield from (Path(place, one).relative_to(folder).as_posix() for one in (*files, *links))


def made(folder: Path, outcomes: Collection[str]) -> list[str]:
    """List the files that a run of these outcomes made and that are there now, in order."""
    return sorted(name for name in files_in(folder) if is_ours(name, outcomes))


def remove(folder: Path, names: Collection[str]) -> None:
    """Remove these files, and the folders where runs write that are empty then."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
    for top in {PurePosixPath(name).parts[0] for name in names}:
        remove_empty(folder / top)


def remove_empty(folder: Path) -> None:
    """Remove a folder and those inside it, as far as nothing is in them."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for place, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            os.rmdir(place)
