"""`python -m tests.trials.interrupts [TIMES] [SEED]`: a run is stopped with Ctrl-C at random moments, and goes on.

Each time it must end with exit code 130, or with 0 where it was done before; say once that it stopped, and nothing of
what it was doing inside; and leave a folder in which the same command goes on. Where it is done at last, it has the
bits of a run that nobody stopped, and `verify` holds. Most runs are stopped in this process; every tenth in one of its
own, with workers, from the first moment of the program on.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import toy
from click.testing import CliRunner

from simulate.commands.actions.run import run_all
from simulate.commands.door import Door
from simulate.errors import CannotAnswer
from simulate.results.opening import open_results
from simulate.running.execution.workers import Workers
from simulate.running.store import record
from simulate.running.verify import verify
from tests.packages import INSTALLED

DRAWS = 1200
EVERY = 10
"""Every so many times a process of its own is stopped."""
NOISE = re.compile("Traceback|Exception ignored|Aborted|Warning|Error")


class Program(Door):
    """The program, with a command `toy` that runs the toy model in a folder."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return _command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str, click.Command, list[str]]:
        return "toy", _command, args[1:]


@click.command("toy")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--workers", default=1)
def _command(folder: Path, workers: int) -> None:
    with Workers(workers) as processes:
        processes.start()
        sys.exit(
            run_all(
                [toy.scenario(draws=DRAWS)],
                folder,
                workers=processes,
                scheduler=None,
                overwrite=False,
                figures=False,
                language="en",
            )
        )


PROGRAM = Program("program")


def here(folder: Path, after: float | None) -> tuple[int, str]:
    """Run in this process, with a Ctrl-C after so many seconds; the exit code and what was said."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    timer = threading.Timer(after or 0, os.kill, (os.getpid(), signal.SIGINT))
    if after is not None:
        timer.start()
    try:
        done = CliRunner().invoke(PROGRAM, ["toy", str(folder)])
    finally:
        timer.cancel()
        if after is not None:
            timer.join()
        # The handler of before would hear a Ctrl-C that came just now.
        time.sleep(0.001)
        signal.signal(signal.SIGINT, before)
    raised = done.exception
    trouble = f"\nTraceback: {raised!r}" if raised is not None and not isinstance(raised, SystemExit) else ""
    return done.exit_code, done.stderr + trouble


SCRIPT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path[:0] = {paths!r}
from tests.trials.interrupts import PROGRAM
if __name__ == "__main__":
    print("begun", flush=True)
    PROGRAM(prog_name="program")
"""


def apart(folder: Path, after: float) -> tuple[int, str]:
    """Run in a process of its own, with two workers, all of which get a Ctrl-C after so many seconds."""
    script = folder.parent / "script.py"
    root = str(Path(__file__).parents[2])
    script.write_text(SCRIPT.format(paths=[root, str(Path(toy.__file__).parent), str(INSTALLED)]))
    process = subprocess.Popen(
        [sys.executable, str(script), "toy", str(folder), "--workers", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=120)[1]
    return process.returncode, said


def fault(code: int, said: str, folder: Path) -> str | None:
    """Say what is wrong with how a run ended; None: nothing."""
    if code not in (0, 130):
        return f"exit code {code}: {said}"
    if NOISE.search(said):
        return said
    times = sum(line.startswith("stopped") for line in said.splitlines())
    if code == 130 and times != 1:
        return f"it said {times} times that it stopped: {said}"
    if (folder / record.NAME).exists():
        try:
            status = record.read(folder).status
        except CannotAnswer as error:
            return str(error)
        if (status == "complete") < (code == 0) or status == "failed":
            return f"exit code {code}, and the run is {status}"
    return None


def bits(folder: Path) -> dict[str, bytes]:
    """Every bit of the outcomes in a folder."""
    return {str(name): array.values.tobytes() for name, array in open_results(folder).data_vars.items()}


def trial(times: int, seed: int, place: Path, every: int = EVERY) -> Iterator[tuple[str, str | None]]:
    """Stop runs so many times; yield how each ended and what is wrong, if anything."""
    dice = random.Random(seed)
    here(place / "undisturbed", None)
    began = time.monotonic()
    here(place / "again", None)
    lasts = time.monotonic() - began
    right: dict[str, Any] = bits(place / "undisturbed")
    folder, number = place / "0", 0
    for time_ in range(times):
        alone = every and time_ % every == every - 1
        after = dice.uniform(0, lasts * (2 if alone else 1))
        code, said = apart(folder, after) if alone else here(folder, after)
        found = fault(code, said, folder)
        yield (
            ("stopped" if code else "done"),
            f"after {after:.3f} s{' apart' * bool(alone)}: {found}" if found else None,
        )
        if found or code == 0 or dice.random() < 0.3:
            # On to the end, and begin another.
            here(folder, None)
            if bits(folder) != right or not all(finding.holds for finding in verify(folder, 1)):
                yield "other bits", f"{folder.name} has other bits than a run that nobody stopped"
            number += 1
            folder = place / str(number)


def main() -> int:
    """Run the whole trial and say what it found."""
    times, seed = map(int, (*sys.argv[1:], *("1000", "1")[len(sys.argv) - 1 :]))
    sys.path.insert(0, str(INSTALLED))
    ended, faults = Counter[str](), 0
    with tempfile.TemporaryDirectory(prefix="interrupts-") as place:
        for how, found in trial(times, seed, Path(place)):
            ended[how] += 1
            if found is not None:
                faults += 1
                print(found, flush=True)
    print(f"{times:,} interrupts: {', '.join(f'{count:,} {how}' for how, count in ended.items())}; {faults} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
