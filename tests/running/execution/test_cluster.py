"""The workers of a cluster give the bits of this computer, or it is said at once why they cannot compute."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import toy

from simulate.errors import RunError
from simulate.running.execution import cluster
from simulate.running.execution.progress import Silent
from simulate.running.execution.task import BlockResult, Task, compute
from simulate.running.runner import run
from simulate.running.store import record, seals
from simulate.running.verify import verify
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED

distributed = pytest.importorskip("distributed")
PUBLISH = SummaryAndFigures("toy", figures=False)


@contextmanager
def process(*words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A program of dask in a process of its own, as the recipe in docs/cluster.md starts it."""
    # The workers of a real cluster have the models installed; here they are told where these are.
    path = os.pathsep.join([str(Path(toy.__file__).parent), str(INSTALLED), *sys.path])
    begun = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
        env=os.environ | {"PYTHONPATH": path} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield begun
    finally:
        begun.kill()
        begun.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A scheduler on this computer, without workers."""
    file = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with process("scheduler", *options) as it:
        for _ in range(600):
            if file.exists() and file.read_text():
                break
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"], it


@contextmanager
def workers(address: str, count: int, name: str = "one", **environment: str) -> Iterator[list[subprocess.Popen[str]]]:
    """So many workers, which have reported to the scheduler."""
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard")
    with ExitStack() as stack:
        begun = [
            stack.enter_context(process("worker", address, *options, "--name", f"{name}-{number}", **environment))
            for number in range(count)
        ]
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=60)
        yield begun
    with distributed.Client(address, set_as_default=False) as client:
        while client.scheduler_info()["workers"]:
            time.sleep(0.05)


Scheduler = tuple[str, subprocess.Popen[str]]


class Kills(Silent):
    """Kills a process when the first block is there."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def advance(self, result: BlockResult) -> None:
        self.process.send_signal(signal.SIGKILL)


@pytest.mark.long
def test_a_cluster_of_which_a_worker_is_killed_gives_the_same_bits(
    tmp_path: Path, bits: toy.Bits, scheduler: Scheduler
) -> None:
    address, _ = scheduler
    with workers(address, 2) as begun:
        scenario = toy.scenario(draws=6500)
        facts = run(scenario, tmp_path / "c", scheduler=address, publish=PUBLISH, progress=Kills(begun[0]))
    assert (facts.status, facts.executor, facts.workers) == ("complete", f"dask scheduler {address}", {})
    run(scenario, tmp_path / "here", workers=1, publish=PUBLISH)
    assert bits(tmp_path / "c") == bits(tmp_path / "here")
    assert (tmp_path / "c" / "twin.npz").read_bytes() == (tmp_path / "here" / "twin.npz").read_bytes()
    assert all(finding.holds for finding in verify(tmp_path / "c", 1))


OTHER = """
from simulate.running import identity
_versions = identity.versions
identity.versions = lambda model: _versions(model) | {changes!r}
"""


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """Makes a folder that, on the path of a worker, gives it other versions."""

    def make(**changes: str) -> str:
        folder = tmp_path / "site"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(OTHER.format(changes=changes))
        return os.pathsep.join([str(folder), str(Path(toy.__file__).parent), str(INSTALLED), *sys.path])

    return make


def test_workers_of_other_code_are_refused_by_name_and_nothing_changes(
    tmp_path: Path, scheduler: Scheduler, other: Any
) -> None:
    address, _ = scheduler
    run(toy.scenario(draws=40), tmp_path / "r", workers=1, publish=PUBLISH)
    before = {file: file.read_bytes() for file in (tmp_path / "r").rglob("*") if file.is_file()}
    with (
        workers(address, 1, PYTHONPATH=other(code="0" * 64)),
        pytest.raises(RunError, match=r"other code of the engine or of the model toy: tcp://.*code 00000000 for"),
    ):
        run(toy.scenario(draws=2000), tmp_path / "r", scheduler=address, publish=PUBLISH)
    assert {file: file.read_bytes() for file in (tmp_path / "r").rglob("*") if file.is_file()} == before


def test_another_numpy_is_allowed_and_recorded(
    tmp_path: Path, scheduler: Scheduler, other: Any, bits: toy.Bits
) -> None:
    address, _ = scheduler
    with workers(address, 1, PYTHONPATH=other(numpy="9.9.0")):
        facts = run(toy.scenario(draws=1500), tmp_path / "r", scheduler=address, publish=PUBLISH)
    assert list(facts.workers.values()) == [{"numpy": "9.9.0"}]
    assert record.read(tmp_path / "r") == facts
    run(toy.scenario(draws=1500), tmp_path / "here", workers=1, publish=PUBLISH)
    assert bits(tmp_path / "r") == bits(tmp_path / "here")


def test_a_worker_that_came_later_with_other_code_computes_nothing(tmp_path: Path) -> None:
    """It was not there when the others were asked; each task carries the hash."""
    task = Task(toy.scenario(), (), "draws", "run", code=("0" * 64, None))
    assert "computes with other code" in str(compute(task.packed(), 0).error)


def test_workers_that_do_not_see_the_folder_are_named(
    tmp_path: Path, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = scheduler
    monkeypatch.setattr(cluster, "lock_text", _blind)
    with workers(address, 1), pytest.raises(RunError, match=r"do not see .*on a disk that all machines share"):
        run(toy.scenario(draws=40), tmp_path / "new", scheduler=address)


def _blind(path: str) -> str:
    """What is there on a disk of one's own: on every machine something else."""
    return str(os.getpid())


def test_a_scheduler_without_workers_or_of_another_program_is_said(tmp_path: Path, scheduler: Scheduler) -> None:
    with pytest.raises(RunError, match="has no workers"):
        run(toy.scenario(), tmp_path / "r", scheduler=scheduler[0])


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "tcp://host", "tcp://host:0", "http://host:80", "a b:80"])
def test_what_is_no_address_is_said_at_once(tmp_path: Path, address: str) -> None:
    with pytest.raises(RunError, match="is no address of a dask scheduler: expected tcp://host:port"):
        run(toy.scenario(), tmp_path / "r", scheduler=address)
    assert not (tmp_path / "r").exists()


def test_an_address_where_nothing_answers_is_said_at_once_and_nothing_changes(tmp_path: Path) -> None:
    run(toy.scenario(draws=40), tmp_path, workers=1, publish=PUBLISH)
    before = {file.name for file in tmp_path.rglob("*")}
    began = time.monotonic()
    with pytest.raises(RunError, match=r"no dask scheduler to reach at tcp://127\.0\.0\.1:1: "):
        run(toy.scenario(draws=60), tmp_path, scheduler="tcp://127.0.0.1:1", publish=PUBLISH)
    assert time.monotonic() - began < cluster.QUICK + 1
    assert {file.name for file in tmp_path.rglob("*")} == before


def test_without_dask_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _name: None)
    with pytest.raises(RunError, match=r"pip install -e '\.\[cluster\]'"):
        run(toy.scenario(), tmp_path, scheduler="tcp://127.0.0.1:8786")


def test_a_scheduler_that_is_lost_is_said_and_what_was_finished_goes_on(tmp_path: Path, scheduler: Scheduler) -> None:
    """The last of this file: there is no scheduler after it."""
    address, it = scheduler
    with pytest.raises(RunError, match=f"the dask scheduler at {address} was lost. What was finished is kept"):
        lose(tmp_path / "r", address, it)
    done = seals.whole_blocks(tmp_path / "r" / "outcomes.zarr", 9000)
    assert done
    assert record.read(tmp_path / "r").status == "incomplete"
    facts = run(toy.scenario(draws=9000), tmp_path / "r", workers=1)
    assert facts.status == "complete"
    assert all(finding.holds for finding in verify(tmp_path / "r", 1))


def lose(folder: Path, address: str, it: subprocess.Popen[str]) -> None:
    """Run, and lose the scheduler after the first block."""
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--death-timeout", "5")
    with process("worker", address, *options), distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
        run(toy.scenario(draws=9000), folder, scheduler=address, progress=Kills(it))
