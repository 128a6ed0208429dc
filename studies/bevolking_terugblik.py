"""Hindcast of the population: official forecasts that hold births, deaths and migration, against what was counted.

`python -m studies.bevolking_terugblik SCENARIO` prints the table of docs/bevolking.md. Every forecast is read for the
years after the one in which it was made, ten at most, by straight lines between the years that are published. Around it
is laid how wide the population model is, so many years ahead: what is scored is that width around the centre that was
known on the day. Beside it: the forecast as a point, and the year in which it was made carried forward.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulate.backtesting.scores import Coverage, Skill, bias, coverage, crps, skill
from simulate.engine.arrays import Array
from simulate.inputs.paths import packaged
from simulate.inputs.resolve.scenario import resolve
from simulate.models.nederland.bevolking import Bevolking
from simulate.render.markdown import table
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from simulate.vocabulary import Label

AHEAD = 10
"""Years that a forecast is scored, and that the model runs."""
DRAWS = 400
PARTS = ("geboorten", "sterfte", "migratiesaldo")
LABELS = {"geboorten": "births", "sterfte": "deaths", "migratiesaldo": "net migration", "groei": "growth"}
Width = Mapping[str, Array]
"""Of births, deaths, net migration and growth: draws less their median, (years ahead, draws)."""
Table = dict[str, dict[int, float]]
"""Of each of these: numbers by year."""


class Alleen(Bevolking):
    """The population by itself."""

    name, title = "nederland", Label("Bevolking", "Population")


@dataclass(frozen=True)
class Scored:
    """The scores of one part, pooled over all years of all forecasts."""

    what: str
    forecasts: int
    years: int
    """Different calendar years: a year is scored once for every forecast of it."""
    bias: float
    """Forecast less counted, on average."""
    errors: tuple[float, float, float]
    """CRPS of the model's width around the forecast, of the forecast as a point and of the year before it."""
    against: tuple[Skill, Skill]
    """Skill of the first of these against the other two."""
    inside: tuple[Coverage, Coverage]
    """Counts in the central 50 and 90 percent."""

    @property
    def counts(self) -> int:
        return self.inside[0].counts


def counted(folder: Path) -> Table:
    """Read what was counted, by part and year."""
    found: Table = {}
    with (folder / "tellingen.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["wat"], {})[int(row["jaar"])] = float(row["aantal"])
    return found


def forecasts(folder: Path) -> dict[int, Table]:
    """Read the central values of the forecasts that hold all three parts, by the year in which they were made."""
    found: dict[int, Table] = {}
    with (folder / "prognoses.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["grens"] == "prognose":
                part = found.setdefault(int(row["gemaakt"]), {}).setdefault(row["wat"], {})
                part[int(row["jaar"])] = float(row["aantal"])
    return {made: told for made, told in found.items() if set(told) == set(PARTS)}


def told_for(told: Table, what: str, year: int) -> float:
    """Read a forecast for a year by a straight line; growth is births less deaths plus net migration."""
    if what == "groei":
        born, dead, moved = (told_for(told, part, year) for part in PARTS)
        return born - dead + moved
    years = sorted(told[what])
    return float(np.interp(year, years, [told[what][one] for one in years]))


def width(scenario: Scenario, draws: int = DRAWS) -> Width:
    """Run the population by itself, and return how wide it is so many years ahead."""
    own = {name: parameter for name, parameter in scenario.parameters.items() if name.startswith(f"{Alleen.name}.")}
    running = Alleen(sample(scenario.model_copy(update={"parameters": own, "measures": ()}), 0, draws))
    running.run()
    found = {}
    for part in PARTS:
        series = running.recorder.series[part].astype(np.float64)
        months = series.reshape(len(series), -1, draws).sum(axis=1)
        found[part] = months.reshape(-1, 12, draws).sum(axis=1)
    found["groei"] = found["geboorten"] - found["sterfte"] + found["migratiesaldo"]
    return {what: years - np.median(years, axis=1, keepdims=True) for what, years in found.items()}


def score(what: str, real: Table, made: Mapping[int, Table], wide: Width) -> Scored:
    """Score all forecasts of one part in the years that were counted."""
    pairs = [(day, year) for day in sorted(made) for year in sorted(real[what]) if 0 < year - day <= AHEAD]
    seen = np.array([real[what][year] for _, year in pairs])
    middle = np.array([told_for(made[day], what, year) for day, year in pairs])
    before = np.array([told_for(made[day], what, day) for day, _ in pairs])
    ensemble = middle[:, None] + np.stack([wide[what][year - day - 1] for day, year in pairs])
    ours, point, same = (crps(one, seen) for one in (ensemble, middle[:, None], before[:, None]))
    return Scored(
        what,
        len({day for day, _ in pairs}),
        len({year for _, year in pairs}),
        bias(middle[:, None], seen).mean,
        (float(ours.mean()), float(point.mean()), float(same.mean())),
        (skill(ours, point), skill(ours, same)),
        (coverage(ensemble, seen, 0.5), coverage(ensemble, seen, 0.9)),
    )


def scores(wide: Width) -> list[Scored]:
    """Score births, deaths, net migration and growth."""
    folder = packaged().path / "data/nederland"
    real, made = counted(folder), forecasts(folder)
    return [score(what, real, made, wide) for what in LABELS]


def written(rows: Sequence[Scored]) -> str:
    """Write the scores as a table in Markdown, numbers a year."""
    head = ["", "n", "bias", "CRPS, width around it", "forecast as a point", "year before", "in 50 %", "in 90 %"]
    return table(
        head,
        [
            [
                LABELS[row.what],
                f"{row.counts}",
                f"{row.bias:+,.0f}",
                *(f"{error:,.0f}" for error in row.errors),
                *(f"{one.inside} of {one.counts}" for one in row.inside),
            ]
            for row in rows
        ],
    )


if __name__ == "__main__":
    print(written(scores(width(resolve(sys.argv[1])))))
