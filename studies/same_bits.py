"""Are the outcomes of every scenario the same bits under another processor, Python or version of a library?

    python studies/same_bits.py [SCENARIO …] [--draws 50] [--months N]
    python studies/same_bits.py [SCENARIO …] [--draws 50] [--months N] --under SETTING … [--with COMMAND …]

The first prints one sha256 per scenario, over the bits of every outcome of its first draws; all shipped scenarios
unless some are named. The second computes them anew in processes of their own and prints which are the same as without
any switch, and which outcomes differ: under the settings below (`--under all`: every one of them), and with other
commands that start Python, such as

    --with other/bin/python                                  an environment in which simulate is installed too
    --with 'qemu-x86_64 -cpu Nehalem .venv/bin/python'       a processor without AVX, emulated

Exit code 0 when all is the same, 1 when something differs or does not run. The interpreter takes some hundred times
as long as compiled code: give it few draws and months.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import simulate

SCRIPT = Path(__file__).resolve()
CHECKOUT = Path(simulate.__file__).resolve().parents[1]

NO_AVX512 = "-AVX512F,-AVX512VL,-AVX512DQ,-AVX512BW,-AVX512CD,-AVX512_IFMA,-AVX512_VBMI,-AVX512_VBMI2"
NO_AVX2 = f"-AVX2,-FMA,-FMA4,-AVX,{NO_AVX512}"
NUMPY, LIBM, CPU, FEATURES = "NPY_DISABLE_CPU_FEATURES", "GLIBC_TUNABLES", "NUMBA_CPU_NAME", "NUMBA_CPU_FEATURES"

SETTINGS = ("without-avx512", "without-avx2", "generic", "oldest", "interpreter")
"""In which order the settings are shown; `switches` says what they are."""

Digests = dict[str, str]
"""The sha256 of the bits of every outcome, by its name."""


class Failed(Exception):
    """A process that ended badly; the text says which, and what it printed last."""


def switches(setting: str) -> dict[str, str]:
    """Return the environment variables that make a setting.

    - without-avx512: numpy and the C library without AVX-512, and code compiled for Haswell (AVX2 and FMA).
    - without-avx2: numpy without all that it chooses by processor, and the C library without AVX, AVX2 and FMA.
    - generic: code compiled for any x86-64.
    - oldest: both: what a processor of 2009 would run.
    - interpreter: nothing is compiled.
    """
    plain = {NUMPY: _dispatched(), LIBM: f"glibc.cpu.hwcaps={NO_AVX2}"}
    generic = {CPU: "generic", FEATURES: ""}
    match setting:
        case "without-avx512":
            upper = " ".join(name for name in plain[NUMPY].split() if "512" in name or name == "X86_V4")
            return {NUMPY: upper, LIBM: f"glibc.cpu.hwcaps={NO_AVX512}", CPU: "haswell", FEATURES: ""}
        case "without-avx2":
            return plain
        case "generic":
            return generic
        case "oldest":
            return plain | generic
        case "interpreter":
            return {"NUMBA_DISABLE_JIT": "1"}
    raise ValueError(f"there is no setting '{setting}': choose from {', '.join(SETTINGS)}")


@cache
def _dispatched() -> str:
    """List what this numpy chooses by processor, and this processor has."""
    script = """from numpy._core import _multiarray_umath as m
print(*(name for name in m.__cpu_dispatch__ if m.__cpu_features__[name]))"""
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def shipped() -> list[str]:
    """List the scenarios that come with simulate."""
    return sorted(path.name for path in (CHECKOUT / "scenarios").glob("*.yaml"))


def digests(scenario: str, draws: int, months: int | None = None) -> Digests:
    """Compute the sha256 of every outcome of the first draws of a scenario: its type, shape and bits."""
    from simulate.inputs.resolve.scenario import resolve
    from simulate.running.blocks import run_block

    resolved = resolve(scenario)
    if months is not None:
        resolved = resolved.model_copy(update={"months": months})
    found = {}
    for name, values in sorted(run_block(resolved, 0, draws).items()):
        digest = hashlib.sha256(json.dumps([values.dtype.str, values.shape]).encode())
        digest.update(values.tobytes())
        found[name] = digest.hexdigest()
    return found


def whole(outcomes: Digests) -> str:
    """Return the sha256 of all outcomes together."""
    return hashlib.sha256(json.dumps(sorted(outcomes.items())).encode()).hexdigest()


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a process with the code of this checkout, also where another one is installed."""
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), **changes}


def computed(
    scenarios: Iterable[str],
    draws: int,
    months: int | None,
    changes: Mapping[str, str],
    python: Iterable[str] = (sys.executable,),
) -> dict[str, Digests]:
    """Compute the digests of scenarios in a process of its own. Raises Failed."""
    command = [*python, str(SCRIPT), *scenarios, "--draws", str(draws), "--outcomes"]
    command += [] if months is None else ["--months", str(months)]
    done = subprocess.run(command, env=environment(changes), capture_output=True, text=True, check=False)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise Failed(f"{' '.join(command)} ended with exit code {done.returncode}:\n{last}")
    return dict(json.loads(done.stdout))


def differing(one: Digests, other: Digests) -> list[str]:
    """Name the outcomes that are not the same bits on both sides, or are on one side only."""
    return sorted(name for name in one | other if one.get(name) != other.get(name))


def compare(scenarios: list[str], draws: int, months: int | None, under: list[str], commands: list[str]) -> bool:
    """Print which scenarios have the same bits under which settings. True when all have."""
    expected = computed(scenarios, draws, months, {})
    runs: list[tuple[str, dict[str, str], tuple[str, ...]]]
    runs = [(setting, switches(setting), (sys.executable,)) for setting in under]
    runs += [(command, {}, tuple(shlex.split(command))) for command in commands]
    equal = True
    for name, changes, python in runs:
        print(f"\n{name}", *(f"{key}={value!r}" for key, value in changes.items()), flush=True)
        try:
            found = computed(scenarios, draws, months, changes, python)
        except (Failed, OSError) as error:
            print(f"  does not run: {error}", flush=True)
            equal = False
            continue
        for scenario in scenarios:
            other = differing(expected[scenario], found[scenario])
            counted = f"{len(other)} of {len(expected[scenario])} outcomes: {', '.join(other)}"
            print(f"  {scenario:45}", f"DIFFERS in {counted}" if other else "same", flush=True)
            equal = equal and not other
    return equal


def main() -> int:
    """Print digests, or what differs; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="[default: all that are shipped]")
    parser.add_argument("--draws", type=int, default=50, help="draws of each scenario [default: 50]")
    parser.add_argument("--months", type=int, help="months of each scenario [default: all]")
    parser.add_argument(
        "--under", action="extend", nargs="+", default=[], choices=["all", *SETTINGS], metavar="SETTING"
    )
    parser.add_argument("--with", dest="commands", action="append", default=[], metavar="COMMAND")
    parser.add_argument("--outcomes", action="store_true", help="print the sha256 of every outcome, as JSON")
    chosen = parser.parse_args()
    scenarios = chosen.scenarios or shipped()
    under = list(SETTINGS) if "all" in chosen.under else chosen.under
    if under or chosen.commands:
        return 0 if compare(scenarios, chosen.draws, chosen.months, under, chosen.commands) else 1
    if chosen.outcomes:
        print(json.dumps({name: digests(name, chosen.draws, chosen.months) for name in scenarios}))
        return 0
    for name in scenarios:
        print(whole(digests(name, chosen.draws, chosen.months)), name, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
