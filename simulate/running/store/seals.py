"""outcomes.zarr/blocks/seals/: which files of a block are there, how many draws they hold, and the sha256 of each.

A worker writes the seal of a block after the last byte of it: a block without one is not there, whatever is killed
when. The seals of blocks are in the record of the run once that is written, and until then they are what is known of
what was computed. The seal of the replicate is beside them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulate.engine.streams import BLOCK
from simulate.errors import RunError
from simulate.files import write_whole
from simulate.running.store import record
from simulate.running.store.ours import OUTCOMES, safe
from simulate.running.store.plain import read_plain

FOLDER = "blocks/seals"
"""In the store of outcomes."""
TWIN = "twin"
"""The name of the seal of the replicate."""
LARGEST = 1 << 26


@dataclass(frozen=True)
class BlockSeal:
    """How many draws of a block are there, and the sha256 of its files by their name in the result folder."""

    draws: int
    files: Mapping[str, str]


def path_of(store: Path, block: int | str) -> Path:
    """Return the path of the seal of a block, or of the replicate, in a store of outcomes."""
    return store / FOLDER / (f"{block:06d}.json" if isinstance(block, int) else f"{block}.json")


def seal(store: Path, block: int | str, draws: int, files: Collection[str]) -> None:
    """Seal a block: these files, by their name in the result folder, are there with so many draws."""
    write(store, block, BlockSeal(draws, record.hashes(store.parent, files)))


def write(store: Path, block: int | str, seal_of: BlockSeal) -> None:
    """Write the seal of a block, as a whole or not at all."""
    path = path_of(store, block)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps({"draws": seal_of.draws, "files": dict(seal_of.files)}, indent=1) + "\n")


def take_back(store: Path, block: int | str) -> None:
    """Say that a block is not there."""
    path_of(store, block).unlink(missing_ok=True)


def read(store: Path, block: int | str) -> BlockSeal | None:
    """Read a seal; None where there is none that can be read."""
    try:
        found = json.loads(read_plain(path_of(store, block), LARGEST))
        seal = BlockSeal(int(found["draws"]), {str(name): str(digest) for name, digest in found["files"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return seal if seal.draws > 0 and all(map(safe, seal.files)) else None


def widths(store: Path, draws: int, block: int = BLOCK) -> NDArray[np.int64]:
    """Count, in each block of the first `draws` draws, how many of its own are there."""
    blocks = -(-draws // block)
    return np.array([_width(store, number, block) for number in range(blocks)], np.int64)


def _width(store: Path, number: int, block: int) -> int:
    seal = read(store, number)
    return 0 if seal is None or seal.draws > block else seal.draws


def whole_blocks(store: Path, draws: int, block: int = BLOCK) -> list[int]:
    """List the blocks that have all their draws of the first `draws`, and no more: what is counted counts them all."""
    there = widths(store, draws, block)
    return [number for number, width in enumerate(there) if width == min(block, draws - number * block)]


def is_there(store: Path, block: int, merged: int) -> bool:
    """Check whether the files of a sealed block are there: of the first `merged` blocks not those of statistics."""
    seal = read(store, block)
    names = [] if seal is None else seal.files
    gone = [name for name in names if not (store.parent / name).exists()]
    return all(block < merged and name == _statistics_of(block) for name in gone)


def unbroken(store: Path, draws: int) -> int:
    """Count the draws, of the first `draws`, that are there from the first on without a gap; 0 without a store."""
    there = widths(store, draws).tolist()
    whole = next((number for number, width in enumerate(there) if width < BLOCK), len(there))
    return int(min(draws, sum(there[: whole + 1])))


def of_blocks(store: Path, blocks: Collection[int | str]) -> dict[str, str]:
    """Collect the sha256 of the files of these blocks, by their name in the result folder."""
    found = (read(store, block) for block in blocks)
    return {name: digest for seal in found if seal is not None for name, digest in seal.files.items()}


def check(folder: Path, files: Mapping[str, str], sealed: Mapping[str, str]) -> None:
    """Compare the sha256 of files with those in seals. RunError where a file is not what was written."""
    for name, digest in sealed.items():
        # Statistics of blocks are merged, and their files taken away.
        if files.get(name, digest if name.startswith(record.STATISTICS) else "") != digest:
            what = f"{name} changed after it was computed" if name in files else f"{name} is missing"
            raise RunError(f"{folder} is damaged: {what}. --overwrite computes everything anew")


def adopt(folder: Path, older: record.Record) -> None:
    """Seal the blocks and the replicate of a complete run of an older version, by the record of that."""
    store = folder / OUTCOMES
    for number in older.blocks_done:
        mine = [name for name in older.files if _is_of(name, number, older.outcomes)]
        draws = min(older.block, older.draws - number * older.block)
        write(store, number, BlockSeal(draws, {name: older.files[name] for name in mine}))
    twin = {name: older.files[name] for name in (record.REPLICATE, record.FIRST) if name in older.files}
    if twin:
        write(store, TWIN, BlockSeal(older.draws, twin))


def _statistics_of(block: int) -> str:
    """Return the name of the file of the statistics of a block."""
    return f"{record.STATISTICS}/blocks/{block:06d}.npz"


def _is_of(name: str, number: int, outcomes: Collection[str]) -> bool:
    """Check whether a file is one of a block: a chunk of an outcome, or the statistics of the block."""
    if name == _statistics_of(number):
        return True
    parts = name.split("/")
    return parts[0] == OUTCOMES and parts[1] in outcomes and "c" in parts and parts[-1] == str(number)
