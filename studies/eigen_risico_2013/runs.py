"""What the study runs: the deductible by age, who pays it, and the waiting lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.scenario import Parameter, Scenario
from studies.eigen_risico_2013.counts import TREATMENT, VISIT, VISIT_WEEKS, Waited, waited
from studies.eigen_risico_2013.steps import (
    DRAWS,
    FITTED,
    SENSITIVITIES,
    Series,
    Step,
    Values,
    Weighed,
    of_the_jump,
    scenario_of,
    series_of,
)

LISTS, NOW = "zorg-terugblik-2016.yaml", "zorg.yaml"
CHANGED_DRAWS = 50
FIRST, LAST = 2016, 2023
"""Years of the waiting lists."""
OFF = {f"zorg.gedrag.{name}": "0" for name in SENSITIVITIES}
NO_VOLUNTARY = {"zorg.eigen_risico.vrijwillig_bedrag": "0"}
LOWER = 165
VARIANTS: Mapping[str, Mapping[str, str]] = {
    "as shipped": {},
    "absence as in 2016": {"zorg.personeel.verzuim": ""},
    "no limit to what is paid for": {"zorg.wachtlijst.budgetspeling": "1"},
    "no shortfall of capacity at the start": {"zorg.wachtlijst.begintekort": "0"},
}
"""What is changed for the waiting lists: a value, or nothing where that of the start stays."""

OUTCOMES = {
    TREATMENT: ("boven_treeknorm_behandeling", 100),
    VISIT: ("boven_treeknorm_poli", 100),
    VISIT_WEEKS: ("wachttijd_poli", 1),
}


@dataclass(frozen=True)
class Lists:
    """The waiting lists of one run."""

    months: NDArray[np.datetime64]
    series: Series

    def mean(self, outcome: str, year: int, months: int = 12) -> Values:
        """The mean over the first `months` of a year, per draw."""
        first = int(np.searchsorted(self.months, np.datetime64(f"{year}-01", "M")))
        values = np.asarray(self.series[outcome][first : first + months], np.float64)
        return np.asarray(values.mean(axis=0))

    def beside(self, count: Waited) -> Values:
        """What was counted, in every draw."""
        outcome, scale = OUTCOMES[count.measure]
        return scale * self.mean(outcome, count.year, count.months)

    def january(self, outcome: str, year: int) -> NDArray[Any]:
        """An outcome in the first month of a year."""
        return np.asarray(self.series[outcome][int(np.searchsorted(self.months, np.datetime64(f"{year}-01", "M")))])


@dataclass(frozen=True)
class Ran:
    """All that was run."""

    steps: Sequence[Step]
    weighed: Mapping[str, Weighed]
    lists: Mapping[str, Lists]
    """By the names of VARIANTS: the first with DRAWS draws, the others with CHANGED_DRAWS."""
    payments: Mapping[str, Series]
    """One month, see `payments`."""
    staff_counted: tuple[int, float]
    """A year after the start for which the parameter files have the staff, and how many there were."""

    def of_year(self, year: int) -> list[Step]:
        """The ages of FITTED, in a year."""
        return [step for step in self.steps if step.year == year and step.age in FITTED]

    def step(self, year: int, age: str) -> Step:
        return next(step for step in self.steps if (step.year, step.age) == (year, age))


def payments() -> dict[str, Series]:
    """One month of people who do not answer to the price; in 2025 also as shipped, and with no voluntary deductible."""
    lower = {"zorg.eigen_risico.verplicht": str(LOWER)}
    scenarios = {
        "shipped": scenario_of(NOW, months=1),
        "still": scenario_of(NOW, OFF | NO_VOLUNTARY, months=1),
        "still, lower": scenario_of(NOW, OFF | NO_VOLUNTARY | lower, months=1),
        "still, 2019": scenario_of(LISTS, OFF, months=1, start=date(2019, 1, 1)),
    }
    return {name: series_of(scenario, CHANGED_DRAWS)[0] for name, scenario in scenarios.items()}


def lists(variant: str, draws: int) -> Lists:
    """The waiting lists 2016-2023."""
    changes = VARIANTS[variant]
    scenario = scenario_of(LISTS, {name: value for name, value in changes.items() if value})
    constant = {name: _until(scenario, name) for name, value in changes.items() if not value}
    scenario = scenario.model_copy(update={"parameters": scenario.parameters | constant})
    first = np.datetime64(scenario.start, "M")
    return Lists(first + np.arange(scenario.months), series_of(scenario, draws)[0])


def _until(scenario: Scenario, name: str) -> Parameter:
    """A parameter without the values after the start."""
    parameter = scenario.parameters[name]
    values = tuple(value for value in parameter.values if value.date <= scenario.start)
    return parameter.model_copy(update={"values": values})


def beside_the_run(run: Lists) -> list[tuple[Waited, Values]]:
    """Every wait that was counted in the years of the run, and that of every draw in the same months."""
    counted = sorted((c for c in waited() if FIRST <= c.year <= LAST), key=lambda c: (c.measure, c.year))
    return [(count, run.beside(count)) for count in counted]


def staff_counted() -> tuple[int, float]:
    """The first count of hospital staff after the start of the waiting lists."""
    scenario = scenario_of(LISTS)
    value = next(v for v in scenario.parameters["zorg.personeel.medewerkers"].values if v.date > scenario.start)
    return value.date.year, float(np.asarray(value.value))


def run() -> Ran:
    """Everything: about ten seconds."""
    waiting = {name: lists(name, CHANGED_DRAWS if VARIANTS[name] else DRAWS) for name in VARIANTS}
    return Ran(*of_the_jump(), waiting, payments(), staff_counted())


def first_draws(run: Lists, outcome: str, year: int) -> float:
    """The median over the draws that all variants have, percent."""
    return float(np.median(100 * run.mean(outcome, year)[:CHANGED_DRAWS]))


def risen(run: Lists) -> tuple[float, float]:
    """By how many points the share of treatments above the norm rose from FIRST to LAST: counted, and the median."""
    waits = {c.year: (c.value, v) for c, v in beside_the_run(run) if c.measure == TREATMENT}
    counted = waits[LAST][0] - waits[FIRST][0]
    return counted, float(np.median(waits[LAST][1] - waits[FIRST][1]))
