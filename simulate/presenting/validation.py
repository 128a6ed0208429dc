"""docs/validation.md: the scorecard of every window of every model, what it taught, and how wide that made the models.

`python -m simulate.presenting.validation docs` runs all windows and writes the page.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from simulate.backtesting.card import READING, grid
from simulate.backtesting.judging import Judged, judge
from simulate.backtesting.windows import windows
from simulate.calibrating import checking, rows
from simulate.calibrating.calibration import CHECKED, Asked, Plan, check, plan
from simulate.calibrating.checking import Checked
from simulate.calibrating.scoring import dataset
from simulate.comparing.grids import Grid
from simulate.presenting.lessons import CLOSING, MENDED, WINDOWS
from simulate.presenting.markdown import cell, page, table
from simulate.presenting.validation_figure import draw
from simulate.registry import own_names
from simulate.running.blocks import run_block
from simulate.running.in_order import in_order
from simulate.running.record import write_whole
from simulate.scenario import Scenario

NAME, FIGURE = "validation.md", "figures/toets-{model}.png"
TITLE = "Would it have been right?"
INTRODUCTION = """\
Every model is started in the past, with only what was known then, and its distribution is held against what was
counted afterwards, beside two yardsticks that know nothing but the past counts: the last one carried forward, and a
random walk with steps as wide as the past ones. Where there is an official forecast of that day, beside that too. A
model that loses to a yardstick says so here. `simulate backtest MODEL` makes these numbers again ({draws} draws a
window).

**What is known on a day.** Of the dated values in the parameter files only those published by then are used (their own
`published`, or their date and the `lag` of the parameter); the windows give what was known of the years before. Values
that are our own judgement carry no day: they were made in 2025 and 2026, with what happened in view, and the last
column of the first table counts them. So this is no test of a model that existed then.

**What is given.** A window whose name ends in `gegeven` is told, of the quantities that it names, what came: it tests
the rest of the model. The yardsticks beside it are told nothing, so that to beat them there is no merit.

**Counts in a row depend on each other**: fifteen counts of one upward run are not fifteen chances to be wrong. Nothing
here is a test of significance."""
CALIBRATION = """\
How uncertain parameters are is first chosen, from data before the window or as a guess. Then `simulate calibrate
{model}` multiplies the widths of each group below by a factor. The factor has a prior, and a posterior from the
windows that are fitted: factors under which the draws make the counts likely, up and down together as they came
(synthetic likelihood), weighed with the prior. Medians are used, here and in every ordinary run. The windows that were
left out tell whether that was right."""


def write(folder: Path) -> Path:
    """Run every window and write the page into `folder`."""
    scenarios = [scenario for model in own_names() for scenario in windows(model, draws=CHECKED)]
    workers = os.cpu_count() or 1
    judged = [one for of_window in in_order(_judged, ((s,) for s in scenarios), workers) for one in of_window]
    plans = {model: plan(model, Asked()) for model in own_names()}
    checked = {model: check(found, found.calibration.medians, workers, lambda: None) for model, found in plans.items()}
    for model in own_names():
        draw(model, judged, folder / FIGURE.format(model=model))
    path = folder / NAME
    write_whole(path, render(judged, scenarios, plans, checked))
    return path


def _judged(scenario: Scenario) -> list[Judged]:
    """One window, run in memory; without its draws, which the page does not tell of."""
    return list(judge(dataset(scenario, run_block(scenario, 0)), scenario))


def render(
    judged: Sequence[Judged],
    scenarios: Sequence[Scenario],
    plans: Mapping[str, Plan],
    checked: Mapping[str, Checked],
) -> str:
    """The page, from what the windows gave, as calibrated and as chosen."""
    parts = [part for model in plans for part in _model(model, judged, scenarios, plans[model], checked[model])]
    return page(TITLE, INTRODUCTION.format(draws=f"{CHECKED:,}"), _windows(scenarios), READING.en, *parts, CLOSING)


def _windows(scenarios: Sequence[Scenario]) -> str:
    columns = ("As of", "Scenario", "Question", "Years", "Values from later or undated judgement")
    told = [
        (
            scenario.as_of,
            f"`{scenario.name}`",
            scenario.question.en if scenario.question else "",
            f"{scenario.months / 12:.3g}",
            _hindsight(scenario),
        )
        for scenario in scenarios
    ]
    return f"## The windows\n\n{table(columns, told)}"


def _hindsight(scenario: Scenario) -> str:
    """How many values rest on our own judgement, of how many."""
    roles = [value.origin.role for parameter in scenario.parameters.values() for value in parameter.values[-1:]]
    return f"{sum(role in ('assumption', 'estimated') for role in roles)} of {len(roles)}"


def _model(
    model: str, judged: Sequence[Judged], scenarios: Sequence[Scenario], plan: Plan, checked: Checked
) -> Iterator[str]:
    yield f"## `{model}`"
    yield MENDED[model]
    yield f"![What {model} said in every window, and what was counted]({FIGURE.format(model=model)})"
    for scenario in (one for one in scenarios if one.model == model):
        told = grid([one for one in judged if one.scenario.name == scenario.name], "en")
        if told.rows:
            lesson = WINDOWS.get(scenario.name, "")
            yield f"### As of {scenario.as_of}: `{scenario.name}`\n\n{_table(told)}\n\n{lesson}".rstrip()
    yield f"### How wide: prior and posterior of `{model}`"
    yield CALIBRATION.format(model=model)
    yield _table(rows.grid(rows.as_rows(plan.calibration), "en"))
    yield rows.READING.en
    yield _table(checking.grid(checked, "en"))
    yield checking.READING.en


def _table(grid: Grid) -> str:
    return table(grid.heading, [[cell(text) for text in row] for row in grid.rows])


if __name__ == "__main__":
    print(write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")))
