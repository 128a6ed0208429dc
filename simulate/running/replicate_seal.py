"""The seal of the replicate: its worker writes it after the last byte, as that of a block."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simulate.engine.recorder import Series
from simulate.running import replicate
from simulate.running.store import record, seals
from simulate.running.store.plain import sha256


def seal(folder: Path, draws: int) -> None:
    """Seal the replicate of so many draws, and what it repeats: from now on it is there."""
    names = [name for name in (record.REPLICATE, record.FIRST) if (folder / name).exists()]
    seals.seal(folder / record.OUTCOMES, seals.TWIN, draws, names)


def read_sealed(
    folder: Path, name: str = record.REPLICATE, known: Mapping[str, str] | None = None
) -> dict[str, Series] | None:
    """Read the replicate in a result folder, or what it repeats; None when there is none that its worker sealed.

    `known`: the sha256 of files that a record has. CannotAnswer when it was changed after that.
    """
    there = seals.read(folder / record.OUTCOMES, seals.TWIN)
    digest = there.files.get(name) if there is not None else (known or {}).get(name)
    if digest is None or not (folder / name).exists():
        return None
    try:
        same = sha256(folder / name) == digest
    except OSError:
        same = False
    if not same:
        raise record.damaged(folder, f"{name} changed after it was computed")
    return replicate.read(folder, name)
