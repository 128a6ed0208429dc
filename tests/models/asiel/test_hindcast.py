"""Started in 2014, the chain gives the peak of 2015 and the fall of 2016 and 2017, not one of them.

With 1,000 draws the medians of all residents were 24,099 (2014), 47,747, 26,812, 19,154, 23,284 and 27,738 (2019) where
24,929, 47,764, 27,028, 21,037, 22,498 and 27,381 were counted; of the status holders 4,780 in November 2019 where 5,595
were. It is a test of consistency and no forecast: inflow, decisions, grants and family arrivals of those years are
inputs or were fitted, and the housing of status holders is an assumption, made with these counts in view.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from simulate.inputs.paths import packaged
from simulate.inputs.resolve.scenario import resolve
from simulate.series import register
from simulate.vocabulary import AXES
from tests.models import runs

SCENARIO = Path(__file__).with_name("terugblik-2014.yaml")
HOUSING = ("asiel.huisvesting.realisatie_taakstelling", "asiel.huisvesting.aandeel_statushouders")
STATUS_HOLDERS = AXES["bewoners"].entries.index("statushouders")


@dataclass(frozen=True)
class Compared:
    """One number that COA counted, beside the quantiles of the draws at the month end nearest to its date."""

    day: date
    group: str
    observed: int
    low: float
    median: float
    high: float

    @property
    def error(self) -> float:
        return self.median / self.observed - 1

    @property
    def inside(self) -> bool:
        """Whether it lies in the band of nine out of ten draws."""
        return self.low <= self.observed <= self.high


def compare(draws: int, constant: Sequence[str] = ()) -> list[Compared]:
    """Run the chain from 2014 beside the counts; parameters that are `constant` keep their value of 2014."""
    scenario = resolve(SCENARIO)
    first = {name: {"values": scenario.parameters[name].values[:1]} for name in constant}
    changed = {name: scenario.parameters[name].model_copy(update=update) for name, update in first.items()}
    scenario = scenario.model_copy(update={"parameters": scenario.parameters | changed})
    series = runs.run(scenario, size=draws).recorder.series["bezetting"]
    residents = {"all": series.sum(axis=1), "status_holders": series[:, STATUS_HOLDERS]}
    months = np.datetime64(scenario.start, "M") + np.arange(scenario.months)
    ends = [(month + np.timedelta64(1, "M")).astype(date) - timedelta(days=1) for month in months]
    found = []
    for row in _counts():
        day, group = date.fromisoformat(row["date"]), row["group"]
        nearest = min(range(len(ends)), key=lambda place: abs(ends[place] - day))
        low, median, high = np.quantile(residents[group][nearest], (0.05, 0.5, 0.95))
        found.append(Compared(day, group, int(row["persons"]), float(low), float(median), float(high)))
    return found


def _counts() -> list[dict[str, str]]:
    with (packaged().path / "data/asiel/coa_bezetting.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def compared() -> list[Compared]:
    return compare(1000)


def _all(compared: list[Compared], year: int) -> Compared:
    return next(c for c in compared if c.group == "all" and c.day == date(year, 12, 31))


@pytest.mark.parametrize(("year", "allowed"), [(2015, 0.10), (2016, 0.15), (2017, 0.15)])
def test_peak_and_fall(compared: list[Compared], year: int, allowed: float) -> None:
    assert abs(_all(compared, year).error) <= allowed


def test_the_fall_is_the_fall(compared: list[Compared]) -> None:
    """More than half of the peak is gone in two years, in the middle of the draws."""
    peak, trough = _all(compared, 2015), _all(compared, 2017)
    assert trough.observed < peak.observed / 2
    assert trough.median < peak.median / 2


def test_every_year_end_is_in_the_band_of_nine_out_of_ten(compared: list[Compared]) -> None:
    ends = [c for c in compared if c.group == "all"]
    assert [c.day.year for c in ends] == list(range(2014, 2020))
    assert [c.day for c in ends if not c.inside] == []


def test_status_holders_of_2019(compared: list[Compared]) -> None:
    last = max((c for c in compared if c.group == "status_holders"), key=lambda c: c.day)
    assert last.observed == 5_595
    assert abs(last.error) <= 0.25


def test_the_fall_rests_on_housing() -> None:
    """The tests above can fail: with the housing of 2014 in all years the chain has the peak and not the fall."""
    slow = compare(500, constant=HOUSING)
    assert abs(_all(slow, 2015).error) <= 0.10
    assert _all(slow, 2017).error > 0.15
    assert _all(slow, 2016).error > 0.15


def test_productivity_gives_the_decisions_that_it_was_set_on() -> None:
    """A run from 2014 without uncertainty decides as much each year as was counted; open cases then follow.

    Open cases are no input: closures without a decision were set on them, in the same way.
    """
    model = runs.run(runs.scenario("asiel.yaml", months=144, uncertainty=False, start=date(2014, 1, 1)), size=40)
    years = np.arange(2014, 2026)
    counted = {
        name: {count.begin.year: count.value for count in register()[name].counts}
        for name in ("inhoudelijke_besluiten", "in_procedure")
    }
    decided = model.recorder.series["inhoudelijke_besluiten"].mean(axis=-1).reshape(-1, 12).sum(axis=1)
    waiting = model.recorder.series["in_procedure"].sum(axis=1).mean(axis=-1)[11::12]
    for year, cases, open_cases in zip(years, decided, waiting, strict=True):
        if year in counted["inhoudelijke_besluiten"]:
            assert cases == pytest.approx(counted["inhoudelijke_besluiten"][year], rel=0.05), year
        if year > 2019 and year in counted["in_procedure"]:
            assert open_cases == pytest.approx(counted["in_procedure"][year], rel=0.1), year
