"""Which folders of two sets belong together: result folders, and folders of tables, by their name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulate.errors import CannotAnswer
from simulate.inputs.paths import shown
from simulate.running.store.record import NAME


@dataclass(frozen=True)
class Pair:
    """A folder before and after, and what both are called."""

    name: str
    old: Path
    new: Path

    @property
    def is_run(self) -> bool:
        """Return whether they are result folders; else they hold tables only."""
        return is_result(self.old) and is_result(self.new)


@dataclass(frozen=True)
class Pairs:
    """Two sets of folders."""

    both: tuple[Pair, ...]
    removed: tuple[str, ...]
    """The names of those that only the old set has."""
    added: tuple[str, ...]
    """Those of the new set alone."""


def is_result(folder: Path) -> bool:
    """Return whether a folder holds the record of a run."""
    return (folder / NAME).is_file()


def pairs(old: Path, new: Path) -> Pairs:
    """Match two result folders, or what is in two folders of them by name. CannotAnswer where nothing can be matched.

    A result folder is matched with another one whatever their names.
    """
    if is_result(old) and is_result(new):
        return Pairs(tuple(_with_parts(Pair(new.resolve().name, old, new))), (), ())
    for one, other in ((old, new), (new, old)):
        if is_result(one):
            raise CannotAnswer(f"{shown(one)} is a result folder and {shown(other)} is not: name two of one kind")
    before, after = _inside(old), _inside(new)
    if not before.keys() & after.keys():
        raise CannotAnswer(
            f"no folder of results has the same name in {shown(old)} ({_listed(before)}) and in {shown(new)} "
            f"({_listed(after)})"
        )
    both = [pair for name in after if name in before for pair in _with_parts(Pair(name, before[name], after[name]))]
    return Pairs(tuple(both), tuple(before.keys() - after.keys()), tuple(after.keys() - before.keys()))


def _inside(folder: Path) -> dict[str, Path]:
    """List the folders of results in a folder by name: those of runs, and those with tables."""
    if not folder.is_dir():
        raise CannotAnswer(f"{shown(folder)} is no folder: name a result folder, or a folder of result folders")
    inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    found = {path.name: path for path in inside if is_result(path) or any(path.glob("*.csv"))}
    if not found:
        raise CannotAnswer(f"{shown(folder)} is no result folder ({NAME} is not there), and holds none")
    return found


def _with_parts(pair: Pair) -> Iterator[Pair]:
    """Yield a pair, and of a composite the parts that both have."""
    yield pair
    for folder in sorted(pair.new.iterdir()) if pair.is_run else ():
        if is_result(folder) and is_result(pair.old / folder.name):
            yield Pair(f"{pair.name}/{folder.name}", pair.old / folder.name, folder)


def _listed(folders: dict[str, Path]) -> str:
    return ", ".join(folders)
