"""What takes longer than a preview, on request: keep a result, make a report, explain a difference.

Keeping and reporting run the commands that one would type, each in a process of its own, so that what comes out is an
ordinary result with an ordinary record. Nothing else of the page writes.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

from simulate.errors import SimulateError

Status = Literal["running", "done", "failed", "cancelled"]
MOST = 20
"""Jobs that are remembered."""
SAID = 2_000
"""Characters of what a command says that are shown."""


@dataclass(eq=False)
class Job:
    """Something that goes on, and what came of it."""

    kind: str
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    status: Status = "running"
    done: int = 0
    total: int = 0
    message: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    file: Path | None = None
    """What can be fetched."""
    folder: Path | None = None
    """A folder for the time being, which goes with the job."""
    task: asyncio.Task[None] | None = None

    def data(self) -> dict[str, Any]:
        """Return what the page shows of it."""
        fields = ("id", "kind", "status", "done", "total", "message", "result")
        return {name: getattr(self, name) for name in fields} | {"file": self.file.name if self.file else None}

    def tidy(self) -> None:
        """Remove its folder."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


class Jobs:
    """The jobs that go on, and the last that are over."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def begin(self, kind: str, work: Callable[[Job], Awaitable[None]]) -> Job:
        """Begin a job. What goes wrong is in its message."""
        job = Job(kind)
        self._jobs[job.id] = job
        for old in list(self._jobs.values())[:-MOST]:
            if old.status != "running":
                old.tidy()
                del self._jobs[old.id]
        job.task = asyncio.create_task(_carried_out(job, work))
        return job

    def get(self, id_: str) -> Job | None:
        """Return a job; None when there is none of that id."""
        return self._jobs.get(id_)

    @property
    def running(self) -> int:
        """Count those that go on."""
        return sum(job.status == "running" for job in self._jobs.values())

    async def stop(self) -> None:
        """End all of them, and remove what was for the time being."""
        tasks = [job.task for job in self._jobs.values() if job.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for job in self._jobs.values():
            job.tidy()


async def _carried_out(job: Job, work: Callable[[Job], Awaitable[None]]) -> None:
    try:
        await work(job)
        job.status = "done"
    except asyncio.CancelledError:
        job.status = "cancelled"
    except SimulateError as error:
        job.status, job.message = "failed", str(error)
    except OSError as error:
        job.status, job.message = "failed", error.strerror or str(error)


class CommandFailed(SimulateError):
    """A command ended with an error, which it said."""


async def command(*words: str) -> str:
    """Carry out `simulate …` in a process of its own; return what it said. CommandFailed with that where it failed.

    Cancelled, the process is ended: a run that is stopped leaves a result that can be continued.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulate", *words,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = await process.communicate()
    except asyncio.CancelledError:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
        raise
    text = said.decode("utf-8", "replace")[-SAID:].strip()
    if process.returncode:
        raise CommandFailed(text or f"exit code {process.returncode}")
    return text


@dataclass(frozen=True)
class Kept:
    """A scenario that is run in earnest."""

    file: str
    """Its file, or its name where it is there already."""
    out: Path
    draws: int

    async def run(self, language: str) -> str:
        """Run it; an ordinary run, which goes on where it was stopped."""
        options = ("--draws", str(self.draws), "--out", str(self.out), "--language", language)
        return await command("run", self.file, *options)


def room() -> Path:
    """Make a folder for the time being."""
    return Path(mkdtemp(prefix="simulate-page-"))
