"""run.json: what was run, with what, when and how it ended, and the sha256 of every file of the result."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from simulate.errors import CannotAnswer, RunError
from simulate.files import write_whole
from simulate.inputs.problems import did_you_mean
from simulate.running.store import beside
from simulate.running.store.ours import FIGURES as FIGURES
from simulate.running.store.ours import FIRST as FIRST
from simulate.running.store.ours import MONTHS as MONTHS
from simulate.running.store.ours import OUTCOMES as OUTCOMES
from simulate.running.store.ours import PRODUCED as PRODUCED
from simulate.running.store.ours import PUBLISHED as PUBLISHED
from simulate.running.store.ours import REPLICATE as REPLICATE
from simulate.running.store.ours import SCENARIO as SCENARIO
from simulate.running.store.ours import SPREAD as SPREAD
from simulate.running.store.ours import STATISTICS as STATISTICS
from simulate.running.store.ours import SUMMARY as SUMMARY
from simulate.running.store.ours import made as made
from simulate.running.store.ours import safe
from simulate.running.store.plain import read_plain, sha256
from simulate.scenario import Frozen
from simulate.vocabulary import Label

NAME = "run.json"

DESIGN = "van der Corput, shuffled and scrambled by name"

Status = Literal["running", "complete", "incomplete", "failed"]
"""running: busy, or killed · complete: every draw asked for is there · incomplete: some are missing, and the record
says which · failed: no block could be computed."""


Keep = Literal["draws", "statistics"]
"""draws: every number of every draw · statistics: counts, sums and extremes over the draws, from which come the summary
and the figures."""


FORMAT: Literal[2] = 2
"""1: blocks had a mark and no seal, so that an unfinished run was not sealed."""
LARGEST = 1 << 30
"""Bytes of a record: ten times as many as one of a hundred thousand files has."""

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Position = Annotated[int, Field(ge=0)]


class Failure(Frozen):
    """A block that could not be computed."""

    error: str


class Record(Frozen):
    """The record of a run. `seconds` are wall-clock times of its last part; `block_seconds` of every block."""

    format: Literal[1, 2] = FORMAT
    status: Status
    name: str
    label: Label
    model: str
    seed: int
    design: str
    block: Annotated[int, Field(ge=1, le=100_000)]
    draws: Annotated[int, Field(ge=1, le=100_000_000)]
    keep: Keep = "draws"
    months: Annotated[int, Field(ge=1, le=12_000)]
    outcomes: tuple[str, ...]
    parts: dict[str, str] = Field(default_factory=dict)
    """The parts of a composite, each with a result folder of its name within this one; the sha256 of its record."""
    fingerprint: str
    versions: dict[str, str]
    inputs: dict[str, str]
    language: Literal["nl", "en"] = "en"
    command: tuple[str, ...] = ()
    executor: str = ""
    started: str = ""
    finished: str | None = None
    seconds: dict[str, float] = Field(default_factory=dict)
    blocks_done: tuple[Position, ...] = ()
    blocks_failed: dict[Position, Failure] = Field(default_factory=dict)
    block_seconds: dict[Position, float] = Field(default_factory=dict)
    files: dict[str, Digest] = Field(default_factory=dict)
    workers: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Of the workers of a cluster that are not as `versions` says: what differs."""

    @model_validator(mode="after")
    def _consistent(self) -> Record:
        """Check that the parts of the record fit each other. ValueError when they do not."""
        blocks = -(-self.draws // self.block)
        if any(one >= other for one, other in pairwise(self.blocks_done)) or any(
            number >= blocks for number in (*self.blocks_done, *self.blocks_failed)
        ):
            raise ValueError(f"its blocks are not among the {blocks:,} of {self.draws:,} draws")
        if self.status == "complete" and len(self.blocks_done) != blocks:
            raise ValueError(f"it says complete, with {len(self.blocks_done):,} of {blocks:,} blocks")
        if unsafe := [name for name in self.files if not safe(name)]:
            raise ValueError(f"no run writes {unsafe[0]!r}")
        return self

    @property
    def begun(self) -> tuple[str, str]:
        """Return when the run began, and of what it is: of two runs in one folder these differ."""
        return self.started, self.fingerprint

    @property
    def sealed(self) -> bool:
        """Return whether the record has the sha256 of the outcomes: of a run that was killed it has none."""
        return f"{OUTCOMES}/zarr.json" in self.files


def render(record: Record) -> str:
    """Render the text of run.json. Its last line is the sha256 of the record itself, so that it is sealed too."""
    run_record: dict[str, Any] = record.model_dump(mode="json")
    if record.keep == "draws":
        # Records of before statistics could be kept stay as they are.
        del run_record["keep"]
    if not record.workers:
        del run_record["workers"]
    if not record.parts:
        del run_record["parts"]
    return json.dumps(run_record | {"sha256": _seal(run_record)}, indent=1, ensure_ascii=False) + "\n"


def _seal(run_record: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(run_record, ensure_ascii=False).encode()).hexdigest()


def sealed(text: str) -> bool:
    """Check whether this text of a run.json is, to the byte, what a run wrote."""
    try:
        return render(parse(text)) == text
    except (ValueError, RunError):
        return False


def parse(text: str) -> Record:
    """Parse the text of a run.json. CannotAnswer when it is not the record of a run."""
    try:
        run_record = json.loads(text)
        run_record.pop("sha256", None)
        return Record.model_validate(run_record)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        said = f"{place}: {first['msg']}" if place else first["msg"]
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        said = str(error)
    raise CannotAnswer(f"{NAME} is not the record of a run: {said.splitlines()[0][:200]}")


def read(folder: Path) -> Record:
    """Read the record in `folder`. CannotAnswer when there is none, or when it is not what a run wrote.

    A longer result that was whole, and was killed while it took the place of this one, takes it first.
    """
    found, whole = read_changed(folder)
    if not whole:
        raise damaged(folder, f"{NAME} was changed after the run")
    return found


def read_changed(folder: Path) -> tuple[Record, bool]:
    """Read the record in `folder`, also where it was changed; and whether it is, to the byte, what a run wrote.

    CannotAnswer when there is none or it is no record.
    """
    beside.settle(folder, record_in)
    return record_in(folder)


def record_in(folder: Path) -> tuple[Record, bool]:
    """Read the record that is in `folder` now; see `read_changed`."""
    try:
        text = read_plain(folder / NAME, LARGEST).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        if not folder.exists():
            raise _no_folder(folder) from None
        reason = "there is no run.json in it" if isinstance(error, FileNotFoundError) else str(error)
        raise CannotAnswer(f"{folder} is not a result folder: {reason}") from None
    try:
        found = parse(text)
    except CannotAnswer as error:
        raise CannotAnswer(
            f"{folder} is damaged: {error}. Nothing in it can be used: run it into another folder with --out"
        ) from None
    return found, render(found) == text


def _no_folder(folder: Path) -> CannotAnswer:
    """Say that a folder is not there, with the one beside it whose name comes nearest."""
    beside_it = folder.parent.iterdir() if folder.parent.is_dir() else ()
    hint = did_you_mean(folder.name, sorted(one.name for one in beside_it if (one / NAME).is_file()))
    said = f"{folder} is not a result folder: there is no such folder"
    return CannotAnswer(f"{folder} is not a result folder: there is no such folder; {hint}" if hint else said)


def called(folder: Path) -> str:
    """Name a result folder after itself, and a part of a composite after the whole it lies in as well."""
    place = folder.resolve()
    return f"{place.parent.name}-{place.name}" if (place.parent / NAME).is_file() else place.name


def damaged(folder: Path, what: str) -> CannotAnswer:
    """Build the error for a folder that differs from what its run wrote."""
    return CannotAnswer(
        f"{folder} is damaged: {what}. `simulate verify` lists all that is wrong with it; to have it whole, run it "
        "again with --overwrite, or into another folder with --out."
    )


def write(folder: Path, record: Record) -> None:
    """Replace the record atomically: the old one or the new one is there, whatever happens."""
    write_whole(folder / NAME, render(record))


def hashes(folder: Path, names: Iterable[str] | None = None, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Compute the sha256 of these files in `folder` (None: all that its run made), in order.

    Those in `known` are given.
    """
    given = known or {}
    ordered = sorted(made(folder, record_in(folder)[0].outcomes) if names is None else names)
    todo = [name for name in ordered if name not in given]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(todo, pool.map(sha256, (folder / name for name in todo)), strict=True))
    return {name: given[name] if name in given else found[name] for name in ordered}


def now() -> str:
    """Return the time of the clock on the wall, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
