"""The folder of an analysis, such as a comparison: it has a list of its files, and only these are ever replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from simulate.errors import CannotAnswer
from simulate.files import foreign_files, replacing_folder, short, write_whole, writing
from simulate.lock import locked

LIST = ".made.json"
"""The list of the files in such a folder, and of what they tell."""
PATIENCE = 60.0
"""Seconds that a command waits for another that writes into the same folder."""


@dataclass(frozen=True)
class OutputFolder:
    """The folder of an analysis: it is replaced as a whole, if it holds nothing else."""

    path: Path
    content: str
    """What it is the folder of: `a comparison`."""
    made: frozenset[str]
    """The names of the files and folders that the analysis makes."""
    of: tuple[Path, ...] = ()
    """The result folders that it tells of."""

    def refuse(self, shown: str) -> None:
        """Raise CannotAnswer when the folder holds something else, before any work is done.

        `shown` is what the folder is called in the error.
        """
        if self.path.exists() and not self.path.is_dir():
            raise CannotAnswer(f"{shown} is a file: choose another folder with --out")
        foreign = self._foreign()
        if foreign:
            raise CannotAnswer(
                f"{shown} is no folder of {self.content}: it holds {', '.join(foreign[:3])}; "
                "choose another folder with --out"
            )
        if self._listed() is None and not _only_figures(self.path):
            raise CannotAnswer(
                f"{shown} was made by an older version, which kept no list of its files, and holds figures that it did "
                "not make: remove it, or choose another folder with --out"
            )

    def replaced(self, shown: str) -> str:
        """Say that what is in the folder is about other result folders, and goes; empty when it is not."""
        before = tuple((self._listed() or {}).get("of", ()))
        of_others = before and before != self._of()
        return f"{shown} held {self.content} of {' and '.join(before)}, which was replaced" if of_others else ""

    @contextmanager
    def replacing(self) -> Iterator[Path]:
        """Yield a new folder to fill, which takes the place of this one. CannotAnswer when the disk refuses it.

        Of two commands at once the second waits.
        """
        folder = self.path.absolute()
        with writing(self.path):
            folder.parent.mkdir(parents=True, exist_ok=True)
            with locked(folder.parent, f".{short(folder.name)}.lock", PATIENCE):
                self.refuse(str(self.path))
                with replacing_folder(folder) as temporary:
                    yield temporary
                    files = sorted(_files(temporary))
                    write_whole(temporary / LIST, json.dumps({"of": self._of(), "files": files}, indent=1) + "\n")

    def _of(self) -> tuple[str, ...]:
        return tuple(str(folder.resolve()) for folder in self.of)

    def _foreign(self) -> list[str]:
        listed = self._listed()
        if listed is None:
            return foreign_files(self.path, self.made)
        return sorted(_files(self.path) - {LIST, *listed["files"]})

    def _listed(self) -> dict[str, list[str]] | None:
        """Read the list of the folder; None where there is none that can be read."""
        try:
            found = json.loads((self.path / LIST).read_text(encoding="utf-8"))
            return {key: [str(one) for one in found[key]] for key in ("of", "files")}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None


def _only_figures(folder: Path) -> bool:
    """Check whether all that is in folders of a folder is as figures are written, each as svg and as png."""
    figures = list(folder.glob("*/*"))
    plain = all(one.is_file() and not one.is_symlink() and one.suffix in (".svg", ".png") for one in figures)
    return plain and all(one.with_suffix(kind).is_file() for one in figures for kind in (".svg", ".png"))


def _files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_symlink() or not file.is_dir()}
