"""Do two commits give the same figures? Runs both side by side and compares every outcome and every table.

    python studies/same_figures.py OLD_CHECKOUT NEW_CHECKOUT [--python …] [--model …] [--skip …] [--work …]

For changes of the code that may not change a number. Both checkouts run on this machine with one interpreter, so that
whatever differs is due to the code and its data. The code is chosen by PYTHONPATH and working directory, in processes
of their own that refuse to run when `simulate` comes from elsewhere (`in_checkout.py`). Compared are

- all outcomes of six scenarios: the bits of every month, entry and draw, as `simulate.open_results` reads them;
- all CSV files of `run`, `compare`, `explain` and `sensitivity`: names of files, columns, rows in their order, and
  every cell as text. Only columns in WORDS may differ: what is worded anew is no other figure.

Prints a line for everything compared, with its first difference. Exit code 0 when all is equal, 1 when something
differs or does not run, 2 when the arguments cannot be used.

What was computed stays in --work, in a folder for each side, commit, number of draws and environment, and is not
computed again. A checkout with uncommitted changes of code or data is computed anew each time. The engine computes
whole blocks of draws, so that few draws take hardly less time: --model and --skip do.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

PAIRS = {
    "asiel": ("asiel", "asiel-spreidingswet-ingetrokken"),
    "wonen": ("wonen", "wonen-procedures"),
    "zorg": ("zorg-eigen-risico-165", "zorg"),
    "gemeenten": ("gemeenten-nacalculatie", "gemeenten"),
}
"""Scenarios that are run, by model; the second of each pair is compared with the first."""

WORDS = frozenset({"label", "name_label", "parameter_label", "group_label", "reason", "old_reason"})
"""Columns for people to read, whose text may differ."""

KEYS = frozenset({"scenario", "outcome", "entry", "period", "name", "parameter", "target"})
"""Columns that tell which row a difference is in."""

DECIDING = ("simulate", "parameters", "scenarios", "calibration", "data", "pyproject.toml")
"""What of a checkout can decide a figure; uncommitted changes elsewhere do not matter."""

PACKAGES = ("numpy", "scipy", "simpy", "xarray", "zarr", "pydantic")
_VERSIONS = f"""import platform, importlib.metadata as metadata
print(platform.python_version(), platform.platform(), *map(metadata.version, {PACKAGES!r}))"""


class Failed(Exception):
    """A process of a checkout that ended badly; the text says which, and what it printed last."""


@dataclass(frozen=True)
class Step:
    """A command that is run in both checkouts. Its folder is compared: the tables, and of a run the outcomes too."""

    name: str
    arguments: tuple[str, ...]
    """Of the command line. `{results}` stands for the folder of all results, and `--out` is added."""

    @property
    def folder(self) -> str:
        """The name of the folder that the step writes."""
        return self.name.removesuffix(".yaml").replace(" ", "-")


@dataclass(frozen=True)
class Checkout:
    """A checkout with the folder that keeps what its code computed."""

    path: Path
    python: str
    folder: Path
    entry_point: str

    def result(self, step: Step) -> Path:
        """Return the folder of a step, computed when it is not there yet. Raises Failed."""
        folder, finished = self.folder / step.folder, self.folder / f"{step.folder}.finished"
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            arguments = [argument.format(results=self.folder) for argument in step.arguments]
            self._process(step.name, "command", self.entry_point, *arguments, "--out", str(folder))
            finished.touch()
        return folder

    def digests(self, step: Step) -> dict[str, str]:
        """Return the sha256 of every outcome of a run, by name. Raises Failed."""
        folder = self.result(step)
        kept = self.folder / f"{step.folder}.digests.json"
        if not kept.exists():
            text = self._process(f"the digests of {step.name}", "digests", str(folder))
            kept.write_text(text, encoding="utf-8")
        return dict(json.loads(kept.read_text(encoding="utf-8")))

    def _process(self, called: str, *arguments: str) -> str:
        script = str(Path(__file__).resolve().with_name("in_checkout.py"))
        # -P: the folder of the script is not searched for modules, only PYTHONPATH and what is installed.
        done = subprocess.run(
            [self.python, "-P", script, str(self.path), *arguments],
            cwd=self.path,
            env=os.environ | {"PYTHONPATH": str(self.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            last = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
            raise Failed(f"{called} ended with exit code {done.returncode} in {self.path}:\n{last}")
        return done.stdout


def steps(models: Iterable[str], draws: int, explain_draws: int, workers: int) -> Iterator[Step]:
    """Yield all steps of the models, each after those whose results it reads."""
    language = ("--language", "en")
    pairs = [PAIRS[model] for model in models]
    for name in (name for pair in pairs for name in pair):
        sized = ("--draws", str(draws), "--workers", str(workers))
        yield Step(f"{name}.yaml", ("run", f"{name}.yaml", *sized, "--no-figures", *language))
    for pair in pairs:
        folders = tuple(f"{{results}}/{name}" for name in pair)
        called = " ".join(pair)
        yield Step(f"compare {called}", ("compare", *folders, "--all", "--no-figures", *language))
        yield Step(f"sensitivity {pair[0]}", ("sensitivity", folders[0], *language))
        sized = ("--draws", str(explain_draws), "--workers", str(workers))
        yield Step(f"explain {called}", ("explain", *folders, *sized, "--no-figures", *language))


def compared(step: Step, old: Checkout, new: Checkout) -> tuple[str, str | None]:
    """Return what was compared of a step, and its first difference if there is one. Raises Failed."""
    tables, difference = compare_tables(old.result(step), new.result(step))
    if step.arguments[0] != "run":  # the others have no outcomes, only tables
        return tables, difference
    outcomes, first = compare_outcomes(old.digests(step), new.digests(step))
    return f"{outcomes}, {tables}", first or difference


def compare_outcomes(old: dict[str, str], new: dict[str, str]) -> tuple[str, str | None]:
    """Return how many outcomes there are, and the first that differs or is on one side only."""
    counted = f"{len(old)} outcomes"
    for name in old | new:
        if name not in old or name not in new:
            return counted, f"outcome {name} is only in the {'old' if name in old else 'new'} checkout"
        if old[name] != new[name]:
            return counted, f"outcome {name} has other values"
    return counted, None if old else "there are no outcomes"


def compare_tables(old: Path, new: Path) -> tuple[str, str | None]:
    """Return how many CSV files and rows two folders have, and their first difference."""
    before, after = ({path.name: path for path in folder.glob("*.csv")} for folder in (old, new))
    rows = 0
    for name in sorted(before | after):
        if name not in before or name not in after:
            return f"{len(before)} tables", f"{name} is only in the {'old' if name in before else 'new'} checkout"
        count, difference = compare_table(before[name], after[name])
        rows += count
        if difference:
            return f"{len(before)} tables", f"{name}: {difference}"
    return f"{len(before)} tables with {rows} rows", None if before else "there are no tables"


def compare_table(old: Path, new: Path) -> tuple[int, str | None]:
    """Return the number of rows of a CSV file, and its first difference outside the columns of WORDS."""
    (columns, *before), (other_columns, *after) = _rows(old), _rows(new)
    if columns != other_columns:
        return len(before), f"the columns are {','.join(other_columns)}, not {','.join(columns)}"
    for number, (row, other) in enumerate(zip_longest(before, after), start=2):
        if row is None or other is None:
            return len(before), f"{len(after)} rows, not {len(before)}"
        for column, value, now in zip_longest(columns, row, other):
            if value != now and column not in WORDS:
                keys = " ".join(cell for name, cell in zip(columns, row, strict=False) if name in KEYS and cell)
                return len(before), f"line {number} ({keys}), {column}: {now}, not {value}"
    return len(before), None


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file)) or [[]]


def checkout(side: str, path: Path, python: str, draws: tuple[int, int], work: Path) -> Checkout:
    """Return the old or the new checkout (`side`) with its folder in `work`. Raises ValueError."""
    path = path.resolve()
    python = os.path.abspath(shutil.which(python) or python)  # a link in an environment is not followed
    try:
        scripts = tomllib.loads((path / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
        commit = _output("git", "-C", str(path), "rev-parse", "HEAD")
        changed = _output("git", "-C", str(path), "status", "--porcelain", "--", *DECIDING)
        environment = hashlib.sha256(_output(python, "-c", _VERSIONS).encode()).hexdigest()
    except (OSError, KeyError, subprocess.CalledProcessError) as error:
        raise ValueError(f"{path} with {python} is no checkout of simulate that can run: {error}") from None
    name = f"{side}-{commit[:12]}-{draws[0]}-{draws[1]}-{environment[:8]}"
    folder = work.resolve() / (f"{name}-changed-{path.name}" if changed else name)
    if changed:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return Checkout(path, python, folder, scripts["simulate"])


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    """Compare two checkouts and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("old", type=Path, help="checkout of the commit before")
    parser.add_argument("new", type=Path, help="checkout of the commit after")
    parser.add_argument("--python", default=sys.executable, help="interpreter of both [default: this one]")
    parser.add_argument("--model", choices=PAIRS, action="append", help="can be repeated [default: all]")
    skippable = ("compare", "sensitivity", "explain")
    parser.add_argument("--skip", choices=skippable, action="append", default=[], help="leave a command out")
    parser.add_argument("--draws", type=int, default=1000, help="draws of a run [default: 1000]")
    parser.add_argument("--explain-draws", type=int, help="draws of explain, the slowest [default: --draws]")
    parser.add_argument("--workers", type=int, default=2, help="processes that compute [default: 2]")
    parser.add_argument("--work", type=Path, default=Path("results/same_figures"), help="folder that keeps results")
    chosen = parser.parse_args()
    draws = (chosen.draws, chosen.explain_draws or chosen.draws)
    try:
        old = checkout("old", chosen.old, chosen.python, draws, chosen.work)
        new = checkout("new", chosen.new, chosen.python, draws, chosen.work)
    except ValueError as error:
        parser.error(str(error))
    equal = True
    for step in steps(chosen.model or PAIRS, *draws, chosen.workers):
        if step.arguments[0] in chosen.skip:
            continue
        try:
            counted, difference = compared(step, old, new)
        except Failed as error:
            print(error, flush=True)
            return 1
        print(f"{step.name}: " + (f"DIFFERS: {difference}" if difference else f"{counted} equal"), flush=True)
        equal = equal and difference is None
    print("all figures compared are equal" if equal else "figures differ")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
