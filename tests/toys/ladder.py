"""A model of which it is known what drives it: a sum of parameters with known weights, and of what a measure does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from exact import ExactLevel, ExactMean

from simulate.engine.draws import Draws
from simulate.engine.model import Model
from simulate.engine.recorder import Level, Series
from simulate.engine.streams import Stream
from simulate.scenario import (
    DatedValue,
    Distribution,
    Effect,
    LegalStatus,
    Measure,
    Origin,
    Parameter,
    Scenario,
)
from simulate.views.card import ModelCard
from simulate.vocabulary import Label
from tests.packages import INSTALLED

ORIGIN = Origin(layer="parameter", file="parameters/ladder.yaml", line=1, role="assumption", reason="known")
WEIGHTS = {"ladder.veel": 4.0, "ladder.minder": -2.0, "ladder.weinig": 1.0, "ladder.niets": 0.0}
"""What `som` rises by when a parameter, uniform on [0, 1], goes from low to high."""
LATE, COMES, EFFECT = "maatregel.stap.vertraging", "maatregel.stap.kans", "maatregel.stap.ladder.niets"
SIZES = {**{name: abs(weight) for name, weight in WEIGHTS.items()}, LATE: 1.6, EFFECT: 0.0}


class Ladder(Model):
    """Twelve equal months: a sum, a valley, something that happens or not, one without a total, and a constant."""

    name = "ladder"
    title = Label("Ladder", "Ladder")

    som = ExactLevel("Som", "Sum", "log")
    dal = ExactLevel("Dal", "Valley", "log")
    gebeurt = Level("Gebeurt", "Happens", "kans")
    per_groep = ExactMean("Per groep", "By group", "maanden", "groep")
    vast = Level("Vast", "Fixed", "log")

    def __init__(self, draws: Draws) -> None:
        # No clock and no values in force: the names of its parameters, by which draws are sampled, have no file.
        self.draws = draws

    def run(self) -> dict[str, Series]:
        """One block."""
        draws = self.draws
        value = {name: np.broadcast_to(draws.paths[name].at(draws.start), draws.size) for name in WEIGHTS}
        (measure,) = draws.measures
        assert measure.delay is not None
        assert measure.comes is not None
        chance = Stream(draws.seed, "ladder.toeval", draws.block, draws.size).uniform(1)
        som = sum(weight * value[name] for name, weight in WEIGHTS.items()) + 0.5 * chance
        som = som + 1.6 * measure.delay / 12
        group = np.stack([value["ladder.veel"], value["ladder.minder"], np.where(chance < 0.5, np.nan, chance)])
        told = {
            "som": som,
            "dal": np.abs(value["ladder.minder"] - 0.5) + 0.2 * chance,
            "gebeurt": measure.comes.astype(float),
            "per_groep": group,
            "vast": np.ones(draws.size),
        }
        return {name: np.repeat(np.asarray(v)[None], draws.months, 0) for name, v in told.items()}


CARD = ModelCard(headline=("som", "dal", "gebeurt", "per_groep"))


def scenario(**changes: Any) -> Scenario:
    """2025: four uncertain parameters, one that is certain, and a measure that may come late or not at all."""
    unit = Distribution(dist="uniform", at={"min": 0.0, "max": 1.0}, reason="known")
    certain = DatedValue(date=date(2025, 1, 1), value=3.0, origin=ORIGIN)
    values = {name: DatedValue(date=date(2025, 1, 1), value=0.5, origin=ORIGIN, uncertainty=unit) for name in WEIGHTS}
    parameters = [
        Parameter(name=name, label=Label(nl=f"Getal {name}", en=f"Number {name}"), unit="log", values=(value,))
        for name, value in {**values, "ladder.zeker": certain}.items()
    ]
    effect = Effect(parameter="ladder.niets", operation="set", value=0.5, origin=ORIGIN, uncertainty=unit)
    measure = Measure(
        name="stap", label=Label(nl="De stap", en="The step"), origin=ORIGIN, start=date(2025, 3, 1), effects=(effect,),
        legal_status=LegalStatus(status="announced", date=date(2024, 1, 1)), probability=0.4,
        delay=Distribution(dist="uniform", at={"min": 0.0, "max": 12.0}, reason="known"),
    )  # fmt: skip
    base = Scenario(
        name="ladder", label=Label(nl="Ladder", en="Ladder"), model="ladder", start=date(2025, 1, 1), months=12,
        draws=1500, seed=5, parameters={parameter.name: parameter for parameter in parameters}, measures=(measure,),
        files={},
    )  # fmt: skip
    return base.model_copy(update=changes)


def make(folder: Path) -> Path:
    """Run the ladder of 1,500 draws of 2025 in `folder`, whatever models are known."""
    from simulate.running.runner import run

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        run(scenario(), folder, workers=1)
    return folder
