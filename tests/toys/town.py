"""A tiny model in which every number can be worked out, and runs of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from exact import ExactLevel, ExactTotal
from numpy.typing import NDArray

from simulate.engine.model import Model
from simulate.engine.recorder import Level, Mean, Series
from simulate.engine.streams import BLOCK
from simulate.running.runner import run
from simulate.scenario import (
    DatedValue,
    Distribution,
    Effect,
    LegalStatus,
    Measure,
    Origin,
    Parameter,
    Scenario,
    Target,
)
from simulate.views.card import ModelCard
from simulate.vocabulary import Label

FILE = "parameters/town/homes.yaml"
SIZE, SHARE, PULL = "town.homes.size", "town.homes.share", "town.homes.pull"
ORIGIN = Origin(layer="parameters", file=FILE, line=3, role="observed", source="cbs-2024")
MONTHS = 36


class Town(Model):
    """`stand` is the size and a noise that belongs to month and draw; the other outcomes follow from it."""

    name = "town"
    title = Label("Stad", "Town")

    stand = ExactLevel("Stand", "Stock", "woningen")
    delen = ExactLevel("Delen", "Parts", "personen", "groep")
    tellingen = ExactTotal("Tellingen", "Counts", "woningen", "telling")
    vol = Level("Vol", "Full", "kans")
    wachten = Mean("Wachten", "Waiting", "weken")
    per_provincie = Level("Per provincie", "By province", "aandeel", "provincie")

    @classmethod
    def parameters(cls) -> dict[str, tuple[str, ...]]:
        """All that is read."""
        return dict.fromkeys((SIZE, SHARE, PULL), ("homes",))

    def run(self) -> dict[str, Series]:
        """The block: the values in force on the first day of each month, and noise."""
        draws = self.draws
        days = [date(draws.start.year + month // 12, month % 12 + 1, 1) for month in range(draws.months)]
        size, share, pull = (
            np.stack([np.broadcast_to(draws.paths[name].at(day), shape) for day in days])
            for name, shape in ((SIZE, (draws.size,)), (SHARE, (3, draws.size)), (PULL, (draws.size,)))
        )
        numbers = np.random.Generator(np.random.Philox(key=[draws.seed, draws.block]))
        # Few draws have the numbers of the first ones of a whole block.
        noise, other = numbers.normal(0, 10, (2, draws.months, BLOCK))[..., : draws.size]
        stand = size + noise + pull * other
        waiting = np.where(noise > 0, noise, np.nan)
        return {
            "stand": stand,
            "delen": stand[:, None] * share,
            "tellingen": np.stack([stand, stand + 1, stand - 1], axis=1),
            "vol": (stand > 1005).astype(np.float32),
            "wachten": waiting.astype(np.float32),
            "per_provincie": np.full((draws.months, 12, draws.size), 0.5, np.float32),
        }


CARD = ModelCard(headline=("stand", "delen", "vol"))


def parameter(name: str, unit: str, *values: DatedValue, axis: str | None = None) -> Parameter:
    return Parameter(name=name, label=Label(nl="Naam", en="Name"), unit=unit, axis=axis, values=values)


def value(number: Any, day: date = date(2020, 1, 1), origin: Origin = ORIGIN, spread: Any = None) -> DatedValue:
    return DatedValue(date=day, value=number, origin=origin, uncertainty=spread)


def scenario(name: str = "town", **changes: Any) -> Scenario:
    """36 months from January 2025, 600 draws; the size is uncertain."""
    spread = Distribution(dist="normal", at={"p10": 950.0, "p90": 1050.0}, reason="wide")
    parameters = {
        SIZE: parameter(SIZE, "woningen", value(1000.0, spread=spread)),
        SHARE: parameter(SHARE, "aandeel", value((0.2, 0.3, 0.5)), axis="groep"),
        PULL: parameter(PULL, "factor", value(0.0)),
    }
    base = Scenario(
        name=name, label=Label(nl="Stad", en="Town"), model="town", start=date(2025, 1, 1), months=MONTHS, draws=600,
        seed=5, parameters=parameters,
    )  # fmt: skip
    return base.model_copy(update=changes)


def with_values(name: str, **numbers: float) -> Scenario:
    """The scenario with other exact values: `size=1003.0`."""
    base = scenario(name)
    origin = Origin(layer=f"scenario {name}", file=f"scenarios/{name}.yaml", line=4, role="assumption", reason="mine")
    changed = dict(base.parameters)
    for key, number in numbers.items():
        old = changed[f"town.homes.{key}"]
        changed[old.name] = old.model_copy(update={"values": (value(number, origin=origin),)})
    return base.model_copy(update={"parameters": changed})


def measure(name: str = "bouwen", **changes: Any) -> Measure:
    """A measure with one effect."""
    effect = Effect(parameter=SIZE, operation="multiply", value=1.1, origin=ORIGIN)
    base = Measure(
        name=name, label=Label(nl="Bouwen", en="Build"), legal_status=LegalStatus(status="bill", date=date(2024, 9, 1)),
        origin=ORIGIN, start=date(2026, 1, 1), effects=(effect,),
    )  # fmt: skip
    return base.model_copy(update=changes)


def target(name: str = "genoeg", **changes: Any) -> Target:
    """At least 1,000 homes by 2026."""
    fields: dict[str, Any] = {"outcome": "stand", "at_least": 1000.0, "by": 2026} | changes
    return Target(name=name, label=Label(nl="Genoeg", en="Enough"), origin=ORIGIN, **fields)


def make(folder: Path, *scenarios: Scenario) -> list[Path]:
    """Run them, each into a folder of its name."""
    for one in scenarios:
        run(one, folder / one.name, workers=1)
    return [folder / one.name for one in scenarios]


def years(folder: Path, name: str, how: str = "mean") -> NDArray[np.float64]:
    """Calendar years of an outcome, straight from the store: (years, *axes, draws)."""
    from simulate.results.opening import open_results

    values = open_results(folder)[name].values.astype(np.float64)
    return np.asarray(getattr(values.reshape(-1, 12, *values.shape[1:]), how)(axis=1))


def place(names: Sequence[str], name: str) -> int:
    return list(names).index(name)
