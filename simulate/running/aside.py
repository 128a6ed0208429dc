"""Folders that are there as a whole or not at all: made aside, and put in place when they are finished."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path


def strangers(folder: Path, made: Collection[str]) -> list[str]:
    """What is in a folder besides what we make ourselves: a folder that has any is not ours to replace."""
    return sorted(entry.name for entry in folder.iterdir() if entry.name not in made) if folder.is_dir() else []


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder to fill. It takes the place of `folder` when the block ends; after an error all is as it was."""
    aside, old = (folder.with_name(f".{folder.name}.{word}") for word in ("new", "old"))
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        yield aside
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        aside.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
