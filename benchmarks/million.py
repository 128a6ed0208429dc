"""`python -m benchmarks.million`: peak memory and disk of runs of ever more draws of one year of the asylum chain."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.commands import COMMAND, measure

YEAR = """extends: {scenario}
label: {{nl: Eén jaar, en: One year}}
question: {{nl: Hoeveel geheugen kost een trekking?, en: How much memory does a draw take?}}
years: 1
"""
RUNS = ("draws:10000", "draws:100000", "statistics:10000", "statistics:100000", "statistics:1000000")
"""What is kept, of so many draws."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.million", description=__doc__)
    parser.add_argument("--runs", nargs="*", default=RUNS, metavar="KEEP:DRAWS")
    parser.add_argument("--scenario", default="asiel.yaml")
    parser.add_argument("--folder", type=Path, help="Where the results go, for a while.")
    asked = parser.parse_args()
    print("| kept | draws | processor (s) | seconds | peak memory (GB) | disk (GB) |\n|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        file = Path(name) / "jaar.yaml"
        file.write_text(YEAR.format(scenario=asked.scenario), encoding="utf-8")
        for run in asked.runs:
            keep, draws = run.split(":")
            out = Path(name) / f"{keep}-{draws}"
            found = measure(str(COMMAND), "run", str(file), "--draws", draws, "--keep", keep, "--out", str(out))
            size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e9
            numbers = f"{found.processor:.0f} | {found.seconds:.0f} | {found.peak / 1000:.2f} | {size:.2f}"
            print(f"| {keep} | {int(draws):,} | {numbers} |", flush=True)


if __name__ == "__main__":
    main()
