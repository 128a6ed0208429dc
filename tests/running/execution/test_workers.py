"""The processes of a command are forked from one that has imported what they need, where the system can."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest
import toy

from simulate.running.execution.workers import Workers
from tests.packages import INSTALLED

FORKS = "forkserver" in multiprocessing.get_all_start_methods()


def _imported() -> tuple[int, bool, bool]:
    return os.getppid(), "numba" in sys.modules, "simulate.running.replicate" in sys.modules


@pytest.mark.skipif(not FORKS, reason="this system spawns its processes")
def test_prepared_processes_begin_with_what_they_need() -> None:
    with Workers(2) as workers:
        workers.start()
        parent, *imported = workers.pool.submit(_imported).result()
    assert parent != os.getpid()
    assert imported == [True, True]


@pytest.mark.skipif(not FORKS, reason="this system spawns its processes")
def test_the_prepared_process_imports_this_program_wherever_somebody_stands(
    tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that holds another package `simulate` does not get into the processes."""
    other = Path(tmp_path) / "simulate"
    other.mkdir()
    (other / "__init__.py").write_text("raise SystemExit('the wrong package')\n")
    monkeypatch.chdir(tmp_path)
    _stop_server()
    try:
        with Workers(2) as workers:
            workers.start()
            assert workers.pool.submit(_imported).result()[2]
    finally:
        _stop_server()


SCRIPT = """
import sys
sys.path[:0] = {paths!r}
import simulate, toy
simulate.run(toy.scenario(draws=1500), workers=2)
"""


@pytest.mark.long
def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    """Every worker reads the script, and begins again what is not guarded."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(paths=[str(Path(toy.__file__).parent), str(INSTALLED), *sys.path]))
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    # Whoever cleans up behind a process of Python that was ended may still warn after that.
    *_, last = (line for line in done.stderr.splitlines() if line.startswith("simulate.errors."))
    assert 'must protect its own start with `if __name__ == "__main__":`' in last
    assert "SIGKILL" not in last


def _stop_server() -> None:
    """End the server of an earlier test: the next one starts where this test stands."""
    from multiprocessing import forkserver

    forkserver._forkserver._stop()  # type: ignore[attr-defined]
