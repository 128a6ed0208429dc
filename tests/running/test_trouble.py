"""What goes wrong in a run: it is said, the rest is kept, and nothing half-written looks whole."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toy

from simulate import lock
from simulate.errors import CannotWrite, Interrupted, RunError
from simulate.results.opening import open_results
from simulate.running.runner import run
from simulate.running.store import outcomes as store
from simulate.running.store import record, seals
from simulate.running.store.record import Record
from simulate.scenario import Scenario
from tests.packages import INSTALLED


def quick(scenario: Scenario, folder: Path, workers: int = 1, **more: Any) -> Record:
    return run(scenario, folder, workers=workers, **more)


@pytest.fixture
def undisturbed(tmp_path: Path, bits: toy.Bits) -> dict[str, bytes]:
    """The bits of a run in which nothing goes wrong."""
    quick(toy.scenario(), tmp_path / "undisturbed")
    return bits(tmp_path / "undisturbed")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failing_block_does_not_take_the_others_with_it(
    tmp_path: Path, events: Path, bits: toy.Bits, undisturbed: dict[str, bytes], workers: int
) -> None:
    (events / "1").write_text("fail")
    facts = run(toy.scenario(), tmp_path / "r", workers=workers)
    assert (facts.status, facts.blocks_done) == ("incomplete", (0, 2))
    assert "RuntimeError: more people left than there were" in facts.blocks_failed[1].error
    assert "toy.py" in facts.blocks_failed[1].error
    assert not (tmp_path / "r" / "summary.csv").exists()
    ds = open_results(tmp_path / "r")
    assert ds.sizes["draw"] == 1500
    assert ds["draw"].values[[999, 1000]].tolist() == [999, 2000]
    assert (ds.attrs["status"], ds.attrs["missing_draws"]) == ("incomplete", 1000)
    assert ds["bezetting"].values.min() >= 0
    (events / "1").unlink()
    assert quick(toy.scenario(), tmp_path / "r").status == "complete"
    assert bits(tmp_path / "r") == undisturbed


def test_a_run_of_which_every_block_fails_has_failed(tmp_path: Path, events: Path) -> None:
    for block in range(3):
        (events / str(block)).write_text("fail")
    facts = quick(toy.scenario(), tmp_path / "r")
    assert (facts.status, len(facts.blocks_failed)) == ("failed", 3)
    assert open_results(tmp_path / "r").sizes["draw"] == 0


def test_a_worker_killed_once_is_replaced(
    tmp_path: Path, events: Path, bits: toy.Bits, undisturbed: dict[str, bytes]
) -> None:
    (events / "0").write_text("kill once")
    assert quick(toy.scenario(), tmp_path / "r", workers=2).status == "complete"
    assert bits(tmp_path / "r") == undisturbed


def test_a_block_that_kills_its_worker_again_has_failed_and_only_that_block(tmp_path: Path, events: Path) -> None:
    (events / "0").write_text("kill")
    facts = quick(toy.scenario(draws=4000), tmp_path / "r", workers=2)
    assert (facts.status, facts.blocks_done) == ("incomplete", (1, 2, 3))
    assert "lost 2 times, killed by SIGKILL" in facts.blocks_failed[0].error


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_stops_the_run_and_keeps_what_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bits: toy.Bits, undisturbed: dict[str, bytes], number: int
) -> None:
    whole = store.Writer.write

    def write(self: store.Writer, block: int, outcomes: dict[str, np.ndarray[Any, Any]]) -> None:
        if block == 1:
            raise OSError(number, os.strerror(number))
        whole(self, block, outcomes)

    monkeypatch.setattr(store.Writer, "write", write)
    reason = {errno.ENOSPC: "the disk is full", errno.EROFS: "read-only"}[number]
    with pytest.raises(CannotWrite, match=reason):
        quick(toy.scenario(), tmp_path / "r")
    assert record.read(tmp_path / "r").status == "incomplete"
    assert open_results(tmp_path / "r").sizes["draw"] == 1000
    monkeypatch.undo()
    monkeypatch.syspath_prepend(INSTALLED)
    assert quick(toy.scenario(), tmp_path / "r").status == "complete"
    assert bits(tmp_path / "r") == undisturbed


def test_a_disk_too_full_for_the_record_leaves_no_run_that_looks_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = record.write

    def full(folder: Path, facts: Record) -> None:
        if facts.status != "running":
            raise OSError(errno.ENOSPC, "no space left on device")
        write(folder, facts)

    monkeypatch.setattr(record, "write", full)
    with pytest.raises(CannotWrite, match="the disk is full"):
        quick(toy.scenario(), tmp_path)
    assert record.read(tmp_path).status == "running"
    assert open_results(tmp_path).attrs["status"] == "running"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="not a folder"):
        quick(toy.scenario(), tmp_path / "file" / "r")
    with pytest.raises(CannotWrite, match="there is a file of that name"):
        quick(toy.scenario(), tmp_path / "file")

    def refuse(*_: Any, **__: Any) -> int:
        raise PermissionError(errno.EACCES, "permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(CannotWrite, match="no permission"):
        quick(toy.scenario(), tmp_path / "r")


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(RunError, match=r"is not a result folder: it holds thesis\.docx"):
        quick(toy.scenario(), tmp_path, overwrite=overwrite)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_record_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"status": "comp')
    with pytest.raises(RunError, match=r"run\.json is not the record of a run"):
        quick(toy.scenario(), tmp_path)


def test_two_runs_in_one_folder_are_refused(tmp_path: Path) -> None:
    with lock.locked(tmp_path), pytest.raises(RunError, match="another run is busy"):
        quick(toy.scenario(), tmp_path)
    assert quick(toy.scenario(), tmp_path).status == "complete"


def test_an_interrupted_run_keeps_its_blocks_and_goes_on(
    tmp_path: Path, events: Path, bits: toy.Bits, undisturbed: dict[str, bytes]
) -> None:
    (events / "1").write_text("interrupt once")
    with pytest.raises(Interrupted, match="1 of 3 blocks are kept") as stopped:
        quick(toy.scenario(), tmp_path / "r")
    assert stopped.value.exit_code == 130
    assert record.read(tmp_path / "r").status == "incomplete"
    assert open_results(tmp_path / "r").sizes["draw"] == 1000
    assert quick(toy.scenario(), tmp_path / "r").status == "complete"
    assert bits(tmp_path / "r") == undisturbed


SCRIPT = """
import signal, sys
from pathlib import Path
sys.path[:0] = {paths!r}
import toy
from simulate.commands.actions.run import run_all
if __name__ == "__main__":
    # Where the tests run in the background of a shell, Ctrl-C is ignored, and so it would be here. Not in the workers,
    # which read this file too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(run_all([toy.scenario(draws=6000)], Path(sys.argv[1]), workers=2, scheduler=None, overwrite=False,
                     figures=False, language="en"))
"""


def begun(tmp_path: Path) -> subprocess.Popen[str]:
    """A run in a process of its own, of which some blocks are there and others are being computed."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(paths=[str(Path(toy.__file__).parent), str(INSTALLED)]))
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "r")], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    marks = tmp_path / "r" / "outcomes.zarr" / "blocks" / "seals"
    until = time.monotonic() + 60
    while len(list(marks.glob("0*.json"))) < 2 and time.monotonic() < until and process.poll() is None:
        time.sleep(0.02)
    return process


def alive(session: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(path.parent.name))
    return found


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_or_stopped_goes_on_where_it_was(
    tmp_path: Path, events: Path, bits: toy.Bits, how: signal.Signals
) -> None:
    for block in range(3, 6):
        (events / str(block)).write_text("slow once")
    process = begun(tmp_path)
    # Ctrl-C reaches every process of the terminal; a kill only the one.
    os.killpg(process.pid, how) if how == signal.SIGINT else process.kill()
    said = process.communicate(timeout=30)[1]
    if how == signal.SIGINT:
        assert process.returncode == 130, said
        assert "The same command goes on from there" in said
        assert "Traceback" not in said
        assert "Warning" not in said
    until = time.monotonic() + 10
    while alive(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(process.pid)
    there = set(seals.whole_blocks(tmp_path / "r" / "outcomes.zarr", 6000))
    assert 2 <= len(there) < 6
    assert record.read(tmp_path / "r").status in ("running", "incomplete")
    facts = quick(toy.scenario(draws=6000), tmp_path / "r")
    assert facts.status == "complete"
    assert set(facts.block_seconds) >= set(range(6)) - there
    quick(toy.scenario(draws=6000), tmp_path / "undisturbed")
    assert bits(tmp_path / "r") == bits(tmp_path / "undisturbed")
