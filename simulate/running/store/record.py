"""run.json: what was run, with what, when and how it ended, and the sha256 of every file of the result."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from simulate.errors import CannotAnswer, RunError
from simulate.files import write_whole
from simulate.running.store import beside
from simulate.scenario import Frozen
from simulate.vocabulary import Label

NAME = "run.json"
SCENARIO = "scenario.yaml"
OUTCOMES = "outcomes.zarr"
SUMMARY = "summary.csv"
FIGURES = "figures"
SPREAD = "spread.csv"
REPLICATE = "twin.npz"
FIRST = "first.npz"
STATISTICS = "statistics"
PUBLISHED = (SUMMARY, SPREAD, FIGURES)
"""What stands beside the outcomes of a complete run."""
PRODUCED = (SCENARIO, OUTCOMES, STATISTICS, *PUBLISHED, REPLICATE, FIRST)
"""What a run makes, besides its record. Nothing else in a folder is touched, hashed or removed."""

DESIGN = "van der Corput, shuffled and scrambled by name"

Status = Literal["running", "complete", "incomplete", "failed"]
"""running: busy, or killed · complete: every draw asked for is there · incomplete: some are missing, and the record
says which · failed: no block could be computed."""


Keep = Literal["draws", "statistics"]
"""draws: every number of every draw · statistics: counts, sums and extremes over the draws, from which come the summary
and the figures."""


class Failure(Frozen):
    """A block that could not be computed."""

    error: str


class Record(Frozen):
    """The run_record of a run. `seconds` are wall-clock times of its last part; `block_seconds` of every block."""

    format: Literal[1] = 1
    status: Status
    name: str
    label: Label
    model: str
    seed: int
    design: str
    block: int
    draws: int
    keep: Keep = "draws"
    months: int
    outcomes: tuple[str, ...]
    fingerprint: str
    versions: dict[str, str]
    inputs: dict[str, str]
    language: Literal["nl", "en"] = "en"
    command: tuple[str, ...] = ()
    executor: str = ""
    started: str = ""
    finished: str | None = None
    seconds: dict[str, float] = Field(default_factory=dict)
    blocks_done: tuple[int, ...] = ()
    blocks_failed: dict[int, Failure] = Field(default_factory=dict)
    block_seconds: dict[int, float] = Field(default_factory=dict)
    files: dict[str, str] = Field(default_factory=dict)


def render(record: Record) -> str:
    """Render the text of run.json. Its last line is the sha256 of the record itself, so that it is sealed too."""
    run_record: dict[str, Any] = record.model_dump(mode="json")
    if record.keep == "draws":
        # Records of before statistics could be kept stay as they are.
        del run_record["keep"]
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
    except (ValueError, AttributeError, ValidationError) as error:
        raise CannotAnswer(f"{NAME} is not the record of a run: {str(error).splitlines()[0]}") from None


def read(folder: Path) -> Record:
    """Read the record in `folder`. CannotAnswer when there is none or it cannot be read.

    A longer result that was whole, and was killed while it took the place of this one, takes it first.
    """
    beside.settle(folder, PRODUCED)
    try:
        return parse((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = "there is no run.json in it" if isinstance(error, FileNotFoundError) else str(error)
        raise CannotAnswer(f"{folder} is not a result folder: {reason}") from None


def write(folder: Path, record: Record) -> None:
    """Replace the record atomically: the old one or the new one is there, whatever happens."""
    write_whole(folder / NAME, render(record))


def hashes(folder: Path, files: Iterable[Path] | None = None) -> dict[str, str]:
    """Compute the sha256 of the files a run made in `folder` (or of `files`), by path relative to it, in order."""
    names = sorted(made(folder) if files is None else files)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return {
            name.relative_to(folder).as_posix(): digest
            for name, digest in zip(names, pool.map(sha256, names), strict=True)
        }


def made(folder: Path) -> list[Path]:
    """List the files that a run makes and that are there now."""
    tops = [folder / name for name in PRODUCED]
    return [
        file
        for top in tops
        for file in ([top] if top.is_file() else top.rglob("*") if top.is_dir() else [])
        if file.is_file()
    ]


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def now() -> str:
    """Return the time of the clock on the wall, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
