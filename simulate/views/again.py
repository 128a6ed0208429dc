"""How a run is done again."""

from __future__ import annotations

import shlex
from itertools import pairwise

from simulate.running.store.record import Record


def commands(run_record: Record) -> tuple[str, ...]:
    """List the commands that repeat a run and check it: as typed, apart from the folder of the results."""
    typed = list(run_record.command[2:]) if run_record.command[:2] == ("simulate", "run") else []
    sets = [word for flag, word in pairwise(typed) if flag == "--set"]
    sets += [word.removeprefix("--set=") for word in typed if word.startswith("--set=")]
    run = [
        "simulate",
        "run",
        f"{run_record.name}.yaml",
        "--draws",
        str(run_record.draws),
        "--seed",
        str(run_record.seed),
    ]
    for word in sets:
        run += ["--set", word]
    return shlex.join(run), f"simulate verify results/{run_record.name}"
