"""Writing files and folders that are there as a whole or not at all, whatever is killed when."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from simulate.errors import CannotAnswer, why_not_written


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Yield the path of a new file to write. It takes the place of `path` when the block ends, and only then."""
    temporary = path.with_name(f".{path.name}.new")
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
    """Yield a new folder to fill. It takes the place of `folder` when the block ends, unless it fails."""
    temporary, old = (folder.with_name(f".{folder.name}.{word}") for word in ("new", "old"))
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        yield temporary
        shutil.rmtree(old, ignore_errors=True)
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


@dataclass(frozen=True)
class OutputFolder:
    """The folder of an analysis, such as a comparison: it is replaced as a whole, if it holds nothing else."""

    path: Path
    content: str
    """What it is the folder of: `a comparison`."""
    made: frozenset[str]
    """The names of the files and folders that the analysis makes."""

    def refuse(self, shown: str) -> None:
        """Raise CannotAnswer when the folder holds something else, before any work is done.

        `shown` is what the folder is called in the error.
        """
        if self.path.exists() and not self.path.is_dir():
            raise CannotAnswer(f"{shown} is a file: choose another folder with --out")
        foreign = foreign_files(self.path, self.made)
        if foreign:
            raise CannotAnswer(
                f"{shown} is no folder of {self.content}: it holds {', '.join(foreign[:3])}; "
                "choose another folder with --out"
            )

    @contextmanager
    def replacing(self) -> Iterator[Path]:
        """Yield a new folder to fill, which takes the place of this one. CannotAnswer when the disk refuses it."""
        with writing(self.path), replacing_folder(self.path) as temporary:
            yield temporary
