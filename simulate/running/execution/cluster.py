"""The workers of a dask cluster: reached, of the same code, and with the result folder on a disk that they share."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from simulate.errors import RunError
from simulate.inputs.distribution import install_command
from simulate.lock import NAME as LOCK
from simulate.running import identity
from simulate.scenario import Scenario

PATIENCE = 10.0
"""Seconds to wait for the answer of a scheduler."""
QUICK = 3.0
"""Seconds to wait for any answer at its address."""
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss|ucx)://)?(?P<host>\[[0-9a-fA-F:]+\]|[^\s/:\[\]]+):(?P<port>\d{1,5})/?")
SHOWN = 3
"""Workers named in an error."""


@dataclass(frozen=True)
class Cluster:
    """A dask cluster that computes blocks."""

    address: str
    client: Any
    executor: Executor
    threads: int

    def others(self, scenario: Scenario) -> dict[str, dict[str, str]]:
        """Return what of the versions of each worker is not as here; nothing of those that are the same."""
        here = identity.versions_of(scenario)
        about = self.client.run(identity.versions_of, scenario, on_error="return")
        return {
            str(worker): {name: text for name, text in found.items() if text != here.get(name)}
            for worker, found in about.items()
            if isinstance(found, dict) and found != here
        }


def need_address(address: str) -> None:
    """Check at once that something answers at the address of a scheduler. RunError when it is none, or nothing does."""
    if find_spec("distributed") is None:
        raise RunError(f"--scheduler needs dask.distributed: {install_command('cluster')}")
    like = _ADDRESS.fullmatch(address)
    if like is None or not 0 < int(like["port"]) < 65536:
        raise RunError(f"{address!r} is no address of a dask scheduler: expected tcp://host:port")
    try:
        socket.create_connection((like["host"].strip("[]"), int(like["port"])), timeout=QUICK).close()
    except OSError as error:
        raise _unreachable(address, error) from None


@contextmanager
def connected(address: str, scenario: Scenario, folder: Path) -> Iterator[Cluster]:
    """Yield the cluster of the scheduler at `address`. RunError when it cannot compute `scenario` in `folder`.

    The lock of the folder must be held: by that a worker shows that it sees the same folder.
    """
    need_address(address)
    import distributed

    try:
        client: Any = distributed.Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise _unreachable(address, error) from None
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise RunError(f"the dask scheduler at {address} has no workers")
        _same_code(client, address, scenario)
        _same_folder(client, address, folder)
        yield Cluster(address, client, client.get_executor(pure=False, retries=1), threads)
    finally:
        client.close()


def _unreachable(address: str, error: Exception) -> RunError:
    return RunError(f"there is no dask scheduler to reach at {address}: {error or type(error).__name__}")


def _same_code(client: Any, address: str, scenario: Scenario) -> None:
    """Check that every worker gives the bits that this program gives. RunError names those that do not."""
    here = identity.versions_of(scenario)
    try:
        about = client.run(identity.versions_of, scenario, on_error="return")
    except Exception as error:  # whatever a worker without this program answers
        raise RunError(f"the workers of {address} do not have this program: {_first(error)}") from None
    odd = {str(worker): _difference(found, here) for worker, found in about.items()}
    if named := [f"{worker} ({what})" for worker, what in odd.items() if what]:
        more = f", and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
        raise RunError(
            f"workers of {address} compute with other code of the engine or of the model {scenario.model}: "
            f"{', '.join(named[:SHOWN])}{more}. Install there what is installed here, models of your own included, and "
            "start them again"
        )


def _difference(found: Any, here: dict[str, str]) -> str:
    """Say how a worker is not of the same code; empty when it is."""
    if not isinstance(found, dict):
        return _first(found)
    if identity.same_code(found, here):
        return ""
    which = "code" if found.get("code") != here["code"] else "coupled"
    code = f"code {str(found.get(which))[:8]} for {str(here.get(which))[:8]}"
    return f"simulate {found.get('simulate')}, {found.get('model')}, {code}"


def _first(error: object) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def _same_folder(client: Any, address: str, folder: Path) -> None:
    """Check that every worker sees the result folder, where it writes its blocks. RunError names those that do not."""
    lock = folder / LOCK
    there = client.run(lock_text, str(lock), on_error="return")
    if blind := [str(worker) for worker, text in there.items() if text != lock_text(str(lock))]:
        raise RunError(
            f"workers of {address} do not see {folder}: {', '.join(blind[:SHOWN])}. They write their blocks there: "
            "choose with --out a folder on a disk that all machines share, at the same path on each"
        )


def lock_text(path: str) -> str | None:
    """Read the lock of a result folder; None where it is not there."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
