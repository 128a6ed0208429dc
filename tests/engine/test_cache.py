"""Compiled code is kept for the next process, is made anew when kernels change, and is not needed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import simulate

SCRIPT = """import json
from simulate.engine import kernels
from simulate.engine.maths import exp
value = float(exp([6.0] * 20)[0])
print(json.dumps([kernels.__file__, value, sum(kernels.exp.stats.cache_hits.values())]))"""
E_TO_THE_SIXTH = 403.4287934927351
VARIABLES = ("NUMBA_CACHE_DIR", "NUMBA_DISABLE_JIT", "NUMBA_CACHE_LOCATOR_CLASSES")


class Told(NamedTuple):
    """What a process saw: the exponential of six, and how many kernels it had from the cache."""

    value: float
    from_cache: int


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The package in a place of its own, where nothing was compiled yet."""
    shutil.copytree(Path(simulate.__file__).parent, tmp_path / "simulate", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def told(place: Path, **changes: str) -> Told:
    """Ask a process of its own, with the package in this place."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment: dict[str, Any] = kept | {"PYTHONPATH": os.fspath(place), "XDG_CACHE_HOME": os.fspath(place / "cache")}
    command = [sys.executable, "-P", "-c", SCRIPT]
    done = subprocess.run(command, cwd=place, env=environment | changes, capture_output=True, text=True, check=True)
    file, value, from_cache = json.loads(done.stdout)
    assert Path(file) == place / "simulate/engine/kernels.py"
    return Told(value, from_cache)


def compiled(place: Path) -> list[Path]:
    return sorted(place.rglob("*.nbc"))


def change(place: Path) -> None:
    """Let exponentials overflow from five on: a constant that the kernel reads through a function that it calls."""
    file = place / "simulate/engine/kernels.py"
    before = file.read_text(encoding="utf-8")
    after = before.replace("_EXP_OVERFLOWS, _EXP_VANISHES = 709.782712893384", "_EXP_OVERFLOWS, _EXP_VANISHES = 5.0")
    assert after != before
    file.write_text(after, encoding="utf-8")


def test_a_process_takes_what_was_compiled_unless_kernels_have_changed(copied: Path) -> None:
    assert told(copied) == (E_TO_THE_SIXTH, 0)
    assert compiled(copied / "simulate/engine/__pycache__")
    assert told(copied) == (E_TO_THE_SIXTH, 1)
    change(copied)
    assert told(copied) == (float("inf"), 0)


@pytest.mark.long
@pytest.mark.parametrize("chosen", [True, False], ids=["a folder of choice", "no folder"])
def test_where_nothing_can_be_kept_it_still_works(copied: Path, chosen: bool) -> None:
    """Files where folders should be: nobody can write in these, an administrator neither."""
    for file in (copied / "simulate/engine/__pycache__", copied / "cache"):
        file.write_text("", encoding="utf-8")
    changes = {"NUMBA_CACHE_DIR": os.fspath(copied / "cache/chosen")} if chosen else {}
    assert told(copied, **changes) == (E_TO_THE_SIXTH, 0)
    assert told(copied, **changes) == (E_TO_THE_SIXTH, 0)
    assert compiled(copied) == []


def test_beside_a_package_that_cannot_be_written_the_users_own_folder_keeps_it(copied: Path) -> None:
    (copied / "simulate/engine/__pycache__").write_text("", encoding="utf-8")
    assert told(copied) == (E_TO_THE_SIXTH, 0)
    assert told(copied) == (E_TO_THE_SIXTH, 1)
    assert compiled(copied / "cache")
