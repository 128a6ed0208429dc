"""`make fuzz`: as many trials as fit the time. What goes wrong is printed and kept in tests/trials/failed.

Add it to the corpus (values.json, files.json) with the change that mends it.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import monotonic

HERE = Path(__file__).parent
for folder in (HERE.parent / "toys", HERE.parents[1]):
    sys.path.insert(0, str(folder))
sys.path.insert(0, str(HERE.parent / "packages"))

from simulate.inputs import paths as places  # noqa: E402
from tests.trials import files, values  # noqa: E402

MODELS = ("asiel", "wonen", "zorg", "gemeenten", "nederland")
Failure = tuple[str, object]
"""What went wrong, and what with."""


def of_bounds(chance: random.Random) -> Iterator[Failure | None]:
    """Try every parameter of every model at both of its bounds, in any order; then start again."""
    scenarios = [values.small(name) for name in MODELS]
    usual = {scenario.model: values.usual_seconds(scenario) for scenario in scenarios}
    every = [(scenario, name) for scenario in scenarios for name in scenario.parameters]
    while True:
        chance.shuffle(every)
        for scenario, name in every:
            for value in values.at_bounds(scenario.parameters[name]):
                said = values.trouble(scenario, {name: value}, usual[scenario.model])
                yield said and (said, {name: value})


def of_values(chance: random.Random) -> Iterator[Failure | None]:
    """Try random values: of a few parameters, of all near what the files give, and of all within their bounds."""
    scenarios = [values.small(name) for name in MODELS]
    usual = {scenario.model: values.usual_seconds(scenario) for scenario in scenarios}
    for trial in count():
        scenario = chance.choice(scenarios)
        names = list(scenario.parameters) if trial % 2 else chance.sample(list(scenario.parameters), 4)
        choose = values.near if trial % 4 == 1 else values.within_bounds
        tried = {name: choose(scenario.parameters[name], chance) for name in names}
        said = values.trouble(scenario, tried, usual[scenario.model], together=True)
        yield said and (said, tried)


def of_files(chance: random.Random) -> Iterator[Failure | None]:
    """Mangle a file of a small project: a scenario, parameters, measures, sources, series, forecasts or a table."""
    with tempfile.TemporaryDirectory() as folder:
        project = files.written(Path(folder) / "mijn")
        places.packaged = lambda: places.Root(Path(folder) / "pakket")
        whole = {**files.FILES, **files.DATA}
        here = Path.cwd()
        while True:
            os.chdir(project.path)
            file = chance.choice(list(whole))
            raw = files.mangled(whole[file], chance)
            said = files.trouble(project, file, raw)
            os.chdir(here)
            yield said and (said, {"file": file, "base64": base64.b64encode(raw).decode()})


KINDS = {"bounds": of_bounds, "values": of_values, "files": of_files}


def main() -> int:
    """Share the time out over the kinds of trials; returns how many went wrong, at most 1."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked.add_argument("kinds", nargs="*", metavar="KIND", help=f"{', '.join(KINDS)}; all of them by default")
    options = asked.parse_args()
    options.kinds = options.kinds or list(KINDS)
    failed = 0
    for kind in options.kinds:
        end, tried = monotonic() + 60 * options.minutes / len(options.kinds), 0
        for failure in KINDS[kind](random.Random(options.seed)):
            tried += 1
            if failure:
                failed += 1
                keep(kind, options.seed, tried, failure)
            if monotonic() > end:
                break
        print(f"{kind}: {tried} trials, seed {options.seed}")
    print(f"{failed} went wrong")
    return min(failed, 1)


def keep(kind: str, seed: int, trial: int, failure: Failure) -> None:
    """Print what went wrong, and keep it with what it needs to be tried again."""
    said, what = failure
    print(f"{kind} {trial}: {said[:400]}", file=sys.stderr)
    folder = HERE / "failed"
    folder.mkdir(exist_ok=True)
    (folder / f"{kind}-{seed}-{trial}.json").write_text(json.dumps({"said": said, "with": what}, indent=1))


if __name__ == "__main__":
    sys.exit(main())
