"""docs/validation.md: the scorecard of every window of every model, and what it taught.

`python -m simulate.backtesting.page docs` runs all windows and writes the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from simulate.backtesting.card import READING, grid
from simulate.backtesting.command import run_window
from simulate.backtesting.judging import Judged
from simulate.backtesting.lessons import LESSONS
from simulate.backtesting.windows import windows
from simulate.models import MODELS
from simulate.presenting.markdown import cell, page, table
from simulate.running.record import write_whole
from simulate.scenario import Scenario

NAME = "validation.md"
DRAWS = 400
TITLE = "Would it have been right?"
INTRODUCTION = """\
Every model is started in the past, with only what was known then, and its distribution is held against what was
counted afterwards, beside two yardsticks that know nothing but the past counts: the last one carried forward, and a
random walk with steps as wide as the past ones. Where there is an official forecast of that day, beside that too. A
model that loses to a yardstick says so here. `simulate backtest MODEL` makes these numbers again (here with {draws}
draws a window).

**What is known on a day.** Of the dated values in the parameter files only those published by then are used (their own
`published`, or their date and the `lag` of the parameter); the windows give what was known of the years before. Values
that are our own judgement carry no day: they were made in 2025, with what happened in view, and the last column of the
first table counts them. So this is no test of a model that existed then.

**Counts in a row depend on each other**: fifteen counts of one upward run are not fifteen chances to be wrong. Nothing
here is a test of significance."""


def render(judged: Sequence[Judged], scenarios: Sequence[Scenario]) -> str:
    """The page, from what the windows gave."""
    return page(TITLE, INTRODUCTION.format(draws=DRAWS), _windows(scenarios), *_models(judged, scenarios), LESSONS)


def _windows(scenarios: Sequence[Scenario]) -> str:
    columns = ("As of", "Scenario", "Question", "Years", "Values from later or undated judgement")
    rows = [
        (
            scenario.as_of,
            f"`{scenario.name}`",
            scenario.question.en if scenario.question else "",
            f"{scenario.months / 12:.3g}",
            _hindsight(scenario),
        )
        for scenario in scenarios
    ]
    return f"## The windows\n\n{table(columns, rows)}"


def _hindsight(scenario: Scenario) -> str:
    """How many values rest on our own judgement, of how many."""
    roles = [value.origin.role for parameter in scenario.parameters.values() for value in parameter.values[-1:]]
    return f"{sum(role in ('assumption', 'estimated') for role in roles)} of {len(roles)}"


def _models(judged: Sequence[Judged], scenarios: Sequence[Scenario]) -> Iterator[str]:
    for model in dict.fromkeys(scenario.model for scenario in scenarios):
        yield f"## `{model}`"
        for scenario in scenarios:
            told = grid([one for one in judged if one.scenario.name == scenario.name], "en")
            if scenario.model == model and told.rows:
                rows = [[cell(text) for text in row] for row in told.rows]
                yield f"### As of {scenario.as_of}: `{scenario.name}`\n\n{table(told.heading, rows)}"
        yield READING.en


def write(folder: Path) -> Path:
    """Run every window and write the page into `folder`."""
    scenarios = [scenario for model in MODELS for scenario in windows(model, draws=DRAWS)]
    with TemporaryDirectory() as runs:
        judged = [one for scenario in scenarios for one in run_window(scenario, Path(runs))]
    path = folder / NAME
    write_whole(path, render(judged, scenarios))
    return path


if __name__ == "__main__":
    print(write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")))
