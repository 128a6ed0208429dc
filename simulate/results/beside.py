"""An analysis that is kept in the result folder it is of: its file is sealed with the record of the run."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from simulate.errors import CannotAnswer
from simulate.files import write_whole
from simulate.running.store import record
from simulate.running.store.plain import read_plain, sha256

SEAL = "seal.json"
LARGEST = 1 << 26
"""Bytes of such a file."""


def seal(folder: Path, out: Path, name: str) -> None:
    """Seal the file `name` in `out`: it is an analysis of what is in the result folder `folder` now."""
    text = json.dumps({"run": _run(folder), "files": {name: sha256(out / name)}}, indent=1)
    write_whole(out / SEAL, f"{text}\n")


def read(folder: Path, out: Path, name: str) -> str | None:
    """Read such a file; None when there is none. CannotAnswer when it was changed, or is of another run."""
    if not (out / name).exists() and not (out / name).is_symlink():
        return None
    try:
        data = read_plain(out / name, LARGEST)
        found = json.loads(read_plain(out / SEAL, LARGEST))
        same = found["run"] == _run(folder) and found["files"][name] == hashlib.sha256(data).hexdigest()
        text = data.decode("utf-8")
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        same = False
    if not same:
        raise CannotAnswer(
            f"{out / name} was changed, or is of other draws than {folder} has now: run `simulate sensitivity` again, "
            f"or remove {out}"
        )
    return text


def _run(folder: Path) -> str:
    return sha256(folder / record.NAME)
