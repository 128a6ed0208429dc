"""statistics/ in a result folder: what is known of the draws of a run that does not keep them.

`edges.npz` has the edges of the bins, chosen by the first block. Every worker writes the counts of its own blocks, each
in a file that is there as a whole or not at all. One process adds those of whole blocks, in the order of the blocks, to
`merged.npz` and takes their files away: so the folder does not grow with the draws, and its bits are the same whoever
computed what, and when. The last block stays a file of its own while it has fewer draws than a block.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from functools import reduce
from io import BytesIO
from itertools import count
from operator import add
from pathlib import Path
from typing import IO, Any
from uuid import uuid4
from zipfile import BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

from simulate.engine.streams import BLOCK
from simulate.errors import RunError
from simulate.files import replacing_file
from simulate.running.statistics.bins import BINS, Binned, Tally

EDGES, MERGED, BLOCKS = "edges.npz", "merged.npz", "blocks"
DIGESTS = "digests"
"""The sha256 of the file of every block that was merged, with which a block can be verified."""
TOGETHER = 8
"""Blocks that are merged at a time."""
UNREADABLE = (OSError, ValueError, KeyError, EOFError, BadZipFile)
"""What is raised where a file is gone or damaged."""

Named = Iterable[tuple[str, NDArray[Any]]]


def write_arrays(file: IO[bytes] | Path, arrays: Named) -> None:
    """Write arrays as NumPy does (.npz), one at a time; the same arrays give the same bytes."""
    with ZipFile(file, "w") as archive:
        for name, array in arrays:
            with archive.open(ZipInfo(f"{name}.npy"), "w", force_zip64=True) as entry:
                np.lib.format.write_array(entry, np.ascontiguousarray(array), allow_pickle=False)


def packed(tallies: Iterable[Tally]) -> Tally:
    """Put the tallies of all parts of an outcome below each other: few large arrays are read faster than many."""
    each = list(tallies)
    return Tally(
        np.concatenate([one.counts for one in each]),
        np.concatenate([one.sums for one in each]),
        np.concatenate([one.low.astype(np.float64) for one in each]),
        np.concatenate([one.high.astype(np.float64) for one in each]),
    )


def fields(name: str, tally: Tally) -> Named:
    """Name the arrays of the tally of an outcome."""
    return [(f"{name}/counts", tally.counts), (f"{name}/numbers", np.stack([tally.sums, tally.low, tally.high]))]


def block_file(folder: Path, block: int) -> Path:
    """Return the path of the statistics of one block."""
    return folder / BLOCKS / f"{block:06d}.npz"


def write_edges(folder: Path, edges: Named) -> None:
    """Write the edges of all bins. Several workers may do it at once: they write the same bytes."""
    own = folder / f".{uuid4().hex}.npz"
    with replacing_file(own) as new:
        write_arrays(new, edges)
    own.replace(folder / EDGES)


def write_block(folder: Path, block: int, tallies: Iterable[tuple[str, Tally]]) -> None:
    """Write the statistics of one block."""
    with replacing_file(block_file(folder, block)) as new:
        write_arrays(new, _all_fields(tallies))


def digest(tallies: Iterable[tuple[str, Tally]]) -> bytes:
    """Compute the sha256 of what `write_block` writes."""
    text = BytesIO()
    write_arrays(text, _all_fields(tallies))
    return hashlib.sha256(text.getbuffer()).digest()


def _all_fields(tallies: Iterable[tuple[str, Tally]]) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, tally in tallies:
        yield from fields(name, tally)


def merged_digests(folder: Path) -> NDArray[np.uint8]:
    """Read the digests of the blocks that were merged, (blocks, 32)."""
    if not (folder / MERGED).exists():
        return np.zeros((0, 32), np.uint8)
    with np.load(folder / MERGED, allow_pickle=False) as file:
        return np.asarray(file[DIGESTS])


def merged_count(folder: Path) -> int:
    """Count the blocks that were merged; none where that cannot be read."""
    try:
        return len(merged_digests(folder))
    except UNREADABLE:
        return 0


def stored_digest(folder: Path, block: int) -> bytes:
    """Return the sha256 of the statistics of a block, merged or not. FileNotFoundError when they are not there."""
    digests = merged_digests(folder)
    return digests[block].tobytes() if block < len(digests) else _sha256(block_file(folder, block))


def merge(folder: Path, whole: Collection[int], fewest: int = 1) -> None:
    """Merge the next blocks, all of which are in `whole`, if there are `fewest` of them."""
    digests = merged_digests(folder)
    old, ready = len(digests), []
    for block in count(old):
        if block not in whole or not block_file(folder, block).exists():
            break
        ready.append(block)
    if len(ready) >= fewest:
        files = [block_file(folder, block) for block in ready]
        new = np.frombuffer(b"".join(_sha256(file) for file in files), np.uint8).reshape(-1, 32)
        with Reader(folder, ready) as reader, replacing_file(folder / MERGED) as merged:
            write_arrays(merged, _merged(reader, np.concatenate([digests, new])))
    for block in range(len(merged_digests(folder))):
        block_file(folder, block).unlink(missing_ok=True)


def _merged(reader: Reader, digests: NDArray[np.uint8]) -> Iterator[tuple[str, NDArray[Any]]]:
    for name in reader.names:
        yield from fields(name, reader.tally(name))
    yield DIGESTS, digests


def _sha256(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


class Reader:
    """The statistics that were merged and, after them, those of some blocks.

    FileNotFoundError where no block is there, or one that is asked for is not.
    """

    def __init__(self, folder: Path, blocks: Iterable[int]) -> None:
        with ExitStack() as stack:
            self.edges = stack.enter_context(np.load(folder / EDGES, allow_pickle=False))
            paths = [folder / MERGED, *(block_file(folder, block) for block in blocks)]
            there = paths if paths[0].exists() else paths[1:]
            if not there:
                raise FileNotFoundError(f"{folder} has the statistics of no block")
            self.files = [stack.enter_context(np.load(path, allow_pickle=False)) for path in there]
            self._opened = stack.pop_all()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    @property
    def names(self) -> list[str]:
        """List the outcomes."""
        return list(dict.fromkeys(name.partition("/")[0] for name in self.edges.files))

    def tally(self, name: str) -> Tally:
        """Read an outcome, its parts below each other. One of UNREADABLE when it is damaged or not there."""
        return reduce(add, (Tally(file[f"{name}/counts"], *file[f"{name}/numbers"]) for file in self.files))

    def parts(self, name: str) -> dict[str, Binned]:
        """Read an outcome, by part. One of UNREADABLE when it is damaged or not there."""
        whole, begin, found = self.tally(name), 0, {}
        for key in self.edges.files:
            outcome, _, part = key.partition("/")
            if outcome == name:
                edges = self.edges[key]
                rows = slice(begin, begin := begin + len(edges))
                low, high = (extreme[rows].astype(edges.dtype) for extreme in (whole.low, whole.high))
                found[part] = Binned(edges, Tally(whole.counts[rows], whole.sums[rows], low, high))
        return found


def merge_whole(folder: Path, done: Collection[int], draws: int, fewest: int = 1) -> None:
    """Merge, of the blocks that are done, those that more draws leave as they are. RunError when one is damaged."""
    try:
        merge(folder, {block for block in done if (block + 1) * BLOCK <= draws}, fewest)
    except OSError:
        raise
    except UNREADABLE as error:
        raise RunError(
            f"the statistics in {folder} are damaged ({error}): --overwrite computes everything anew"
        ) from None


def bytes_of_row() -> int:
    """Estimate the bytes of one row of numbers while blocks are computed and merged."""
    return BINS * (2 * 4 + 8 + 2 * 2 * TOGETHER)


def left_over(folder: Path) -> list[int]:
    """List the blocks that are not merged."""
    return sorted(int(path.stem) for path in (folder / BLOCKS).glob("[0-9]*.npz"))


def files_of(folder: Path) -> list[str]:
    """List the files that a `Reader` of all that is kept reads, by name relative to the folder."""
    merged = [MERGED] if (folder / MERGED).exists() else []
    return [EDGES, *merged, *(f"{BLOCKS}/{block:06d}.npz" for block in left_over(folder))]


def create(folder: Path) -> None:
    """Make the folder."""
    (folder / BLOCKS).mkdir(parents=True, exist_ok=True)


def tidy(folder: Path) -> None:
    """Take away what workers that were killed left half written."""
    for torn in folder.rglob(".*.npz*"):
        torn.unlink()
