"""A tank of which the truth is known: levels further off than was chosen, and waves as high as was chosen."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtri

from simulate.backtesting import evaluating
from simulate.engine.model import Model
from simulate.engine.recorder import Level, Series
from simulate.inputs import paths as places
from simulate.series import Count, Form
from simulate.series import Series as Counted
from simulate.vocabulary import Label
from tests.packages import INSTALLED

LEVELS = ("a", "b", "c", "d")
FITTED, LEFT_OUT = (1980, 1990, 2000), (2010,)
YEARS = 4
TRUE = 2.5
"""So many times further from the middle do levels lie than the parameters say."""
HIGH, WAVE = 1.2, 0.1
"""p90 of a level over its middle, and the standard deviation of a wave, as the parameters have them."""


class Bak(Model):
    """Every level is its parameter; the wave is one that is new each year."""

    name = "bak"
    title = Label("Bak", "Tank")

    a = Level("a", "a", "personen")
    b = Level("b", "b", "personen")
    c = Level("c", "c", "personen")
    d = Level("d", "d", "personen")
    golf = Level("golf", "golf", "personen")

    @classmethod
    def parameters(cls) -> dict[str, tuple[str, ...]]:
        return {f"bak.water.{name}": ("water",) for name in cls.outcomes()}

    def run(self) -> dict[str, Series]:
        """The parameters at the end of every month."""
        draws, first = self.draws, self.draws.start.year
        days = [date(first + month // 12, month % 12 + 1, 28) for month in range(draws.months)]
        paths = {name: draws.paths[f"bak.water.{name}"] for name in self.outcomes()}
        size = (draws.size,)
        return {
            name: np.array([np.broadcast_to(path.at(day), size) for day in days], np.float32)
            for name, path in paths.items()
        }


def _series() -> dict[str, Counted]:
    rng = np.random.default_rng(3)
    windows = (*FITTED, *LEFT_OUT)
    # As evenly spread as draws of a normal can be, in an order of chance.
    normal = ndtri((np.arange(len(windows) * len(LEVELS)) + 0.5) / (len(windows) * len(LEVELS)))
    steps = iter(rng.permutation(normal))
    size = np.log(HIGH) / ndtri(0.9) * TRUE
    found = {}
    for name in LEVELS:
        levels = {first: 100 * float(np.exp(size * next(steps))) for first in windows}
        counts = [count(year, levels[first]) for first in windows for year in range(first + 1, first + YEARS)]
        found[name] = series(name, *counts)
    waves = [count(year, 100 * float(np.exp(WAVE * rng.normal()))) for f in windows for year in range(f + 1, f + YEARS)]
    return found | {"golf": series("golf", *waves)}


def count(year: int, value: float) -> Count:
    """At the end of a year."""
    return Count(date(year, 12, 31), date(year + 1, 1, 1), value, "", 1)


def series(name: str, *counts: Count) -> Counted:
    form = Form.model_construct(
        model="bak", outcome=name, entry=None, file="", per="day", kind="stock", unit="personen",
        credit=Label(nl="", en=""),
    )  # fmt: skip
    return Counted(name, form, counts)


SERIES = _series()

PARAMETER = """\
{name}:
  label: {{nl: {name}, en: {name}}}
  unit: personen
  role: assumption
  values:
    1970-01-01:
      value: 100
  uncertainty: {{dist: lognormal, p10: {low}, p90: {high}{more}, reason: a toy}}
  reason: a toy
"""
WINDOW = """\
model: bak
label: {{nl: Toets, en: Backtest}}
start: {year}-01-01
as_of: {year}-01-01
years: 4
draws: 100
seed: 7
"""
CALIBRATION = """\
fit: [bak-toets-1980.yaml, bak-toets-1990.yaml, bak-toets-2000.yaml]
check: [bak-toets-2010.yaml]
groups:
  niveaus:
    label: {nl: Niveaus, en: Levels}
    changes: spread
    parameters: [bak.water.a, bak.water.b, bak.water.c, bak.water.d]
    prior: {p10: 0.4, p90: 4}
    reason: nobody knows
  golven:
    label: {nl: Golven, en: Waves}
    changes: yearly
    parameters: [bak.water.golf]
    prior: {p10: 0.4, p90: 4}
    reason: nobody knows
"""


def project(folder: Path) -> Path:
    """The files of the tank."""
    low = f"{100 / HIGH:.6f}"
    texts = [PARAMETER.format(name=name, low=low, high=100 * HIGH, more="") for name in LEVELS]
    more = f", yearly: {WAVE}, persistence: 0.000001"
    texts.append(PARAMETER.format(name="golf", low=99.9, high=100.1, more=more))
    files = {"parameters/bak/water.yaml": "".join(texts), "calibration/bak.yaml": CALIBRATION}
    files |= {f"scenarios/bak-toets-{year}.yaml": WINDOW.format(year=year) for year in (*FITTED, *LEFT_OUT)}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@contextmanager
def working_in(folder: Path) -> Iterator[Path]:
    """The folder of the project, which is the working directory; workers hear of the model with their task."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        patch.setattr(evaluating, "register", lambda: SERIES)
        patch.setattr(places, "packaged", lambda: places.Root(folder / "pakket"))
        # The tank leaves nothing behind; to look for it takes as long as a run.
        patch.setattr(gc, "collect", lambda: 0)
        patch.chdir(project(folder))
        yield folder
