"""docs/validation.md: the scores of every window of every model, what it taught, and how wide that made the models.

`python -m docs.build validation` runs all windows and writes the page.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from docs.build.model_texts import ModelTexts
from docs.build.page import page
from docs.build.validation_figure import draw
from docs.build.validation_overview import overview
from simulate.backtesting.evaluating import Evaluation, evaluate
from simulate.backtesting.windows import models_with_a_past, windows
from simulate.calibrating.calibration import CHECKED, CalibrateOptions, Plan, check, plan
from simulate.calibrating.checking import Checked
from simulate.calibrating.factors import group_factors
from simulate.calibrating.scoring import dataset
from simulate.files import write_whole
from simulate.inputs.library import Library
from simulate.inputs.paths import roots
from simulate.render.document import Table
from simulate.render.markdown import table
from simulate.running.blocks import run_block
from simulate.running.execution.parallel_map import parallel_map
from simulate.scenario import Scenario
from simulate.views.backtest.tables import READING, scores
from simulate.views.calibrate import tables

NAME, FIGURE = "validation.md", "figures/toets-{model}.png"
CLOSING = Path(__file__).with_name("validation_closing.md")
"""The last section, written by hand."""
TITLE = "Would it have been right?"
INTRODUCTION = """\
Every model is started in the past, with only what was known then, and its distribution is held against what was
counted afterwards, beside two baselines that know nothing but the past counts: the last one carried forward, and a
random walk with steps as wide as the past ones. Where there is an official forecast of that day, beside that too. A
model that loses to a baseline says so here. `simulate backtest MODEL` makes these numbers again ({draws} draws a
window).

**What is known on a day.** Of the dated values in the parameter files only those published by then are used (their own
`published`, or their date and the `lag` of the parameter); the windows give what was known of the years before. Values
that are our own judgement carry no day: they were made in 2025 and 2026, with what happened in view, and the last
column of the first table counts them. So this is no test of a model that existed then.

**What is given.** A window whose name ends in `gegeven` is told, of the quantities that it names, what came: it tests
the rest of the model. The baselines beside it are given the same: each is also made of the ratio of what is counted to
what came in the year before it, and the better of the two stands there, to the advantage of the baseline.

**Counts in a row depend on each other**: fifteen counts of one upward run are not fifteen chances to be wrong. Nothing
here is a test of significance."""
CALIBRATION = """\
How uncertain parameters are is first chosen, from data before the window or as a guess. Then `simulate calibrate
{model}` multiplies the widths of each group below by a factor. The factor has a prior, and a posterior from the
windows that are fitted: factors under which the draws make the counts likely, up and down together as they came
(synthetic likelihood), weighed with the prior. Medians are used, here and in every ordinary run. The windows that were
left out tell whether that was right."""


def write(folder: Path) -> list[Path]:
    """Run every window of every model, and write the page and its figures into `folder`."""
    scenarios = [scenario for model in models_with_a_past() for scenario in windows(model, draws=CHECKED)]
    workers = os.cpu_count() or 1
    evaluations = [
        one for of_window in parallel_map(_evaluations, ((s,) for s in scenarios), workers) for one in of_window
    ]
    plans = {
        model: plan(model, CalibrateOptions())
        for model in models_with_a_past()
        if Library(roots()).calibration(model) is not None
    }
    checked = {model: check(found, found.calibration.medians, workers, lambda: None) for model, found in plans.items()}
    figures = [
        draw(model, evaluations, folder / FIGURE.format(model=model))
        for model in _models(one.scenario for one in evaluations)
    ]
    path = folder / NAME
    write_whole(path, render(evaluations, scenarios, plans, checked))
    return [path, *figures]


def _evaluations(scenario: Scenario) -> list[Evaluation]:
    """Run one window in memory and validate it; its draws, which the page does not show, are let go."""
    return list(evaluate(dataset(scenario, run_block(scenario, 0)), scenario))


def _models(scenarios: Iterable[Scenario]) -> list[str]:
    """List the models of these windows, each once."""
    return list(dict.fromkeys(scenario.model for scenario in scenarios))


def render(
    evaluations: Sequence[Evaluation],
    scenarios: Sequence[Scenario],
    plans: Mapping[str, Plan],
    checked: Mapping[str, Checked],
) -> str:
    """Write out the page, from what the windows gave, as calibrated and as chosen.

    `plans` and `checked` are of the models that have a calibration.
    """
    parts = list[str]()
    for model in _models(scenarios):
        parts += _model(model, evaluations, scenarios)
        if model in plans:
            parts += _calibration(model, plans[model], checked[model])
    closing = CLOSING.read_text(encoding="utf-8")
    head = [INTRODUCTION.format(draws=f"{CHECKED:,}"), *([overview(evaluations)] if evaluations else [])]
    return page(TITLE, *head, _windows(scenarios), READING.en, *parts, closing)


def _windows(scenarios: Sequence[Scenario]) -> str:
    columns = ("As of", "Scenario", "Question", "Years", "Values from later or undated judgement")
    lines = [
        (
            scenario.as_of,
            f"`{scenario.name}`",
            scenario.question.en if scenario.question else "",
            f"{scenario.months / 12:.3g}",
            _hindsight(scenario),
        )
        for scenario in scenarios
    ]
    return f"## The windows\n\n{table(columns, lines)}"


def _hindsight(scenario: Scenario) -> str:
    """Count the values that rest on our own judgement, and all values but switches: `3 of 20`."""
    roles = [value.origin.role for parameter in scenario.parameters.values() for value in parameter.values[-1:]]
    roles = [role for role in roles if role != "switch"]
    return f"{sum(role in ('assumption', 'estimated') for role in roles)} of {len(roles)}"


def _model(model: str, evaluations: Sequence[Evaluation], scenarios: Sequence[Scenario]) -> Iterator[str]:
    texts = ModelTexts(model)
    yield f"## `{model}`"
    if texts.lessons:
        yield texts.lessons
    if model in _models(one.scenario for one in evaluations):
        yield f"![What {model} said in every window, and what was counted]({FIGURE.format(model=model)})"
    for scenario in (one for one in scenarios if one.model == model):
        scorecard = scores([one for one in evaluations if one.scenario.name == scenario.name], "en")
        if scorecard.rows:
            lesson = texts.window(scenario.name)
            yield f"### As of {scenario.as_of}: `{scenario.name}`\n\n{_table(scorecard)}\n\n{lesson}".rstrip()


def _calibration(model: str, plan: Plan, checked: Checked) -> Iterator[str]:
    yield f"### How wide: prior and posterior of `{model}`"
    yield CALIBRATION.format(model=model)
    yield _table(tables.factors(group_factors(plan.calibration), "en"))
    yield tables.FACTORS_READING.en
    yield _table(tables.check(checked, "en"))
    yield tables.CHECK_READING.en


def _table(one: Table) -> str:
    return table(one.heading, one.rows)
