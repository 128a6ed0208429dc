"""A model of which it is known what its spread comes from: sums of a parameter and of chance, both normal."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import toy
from exact import ExactLevel
from scipy.special import ndtri

from simulate.engine.model import Model
from simulate.engine.recorder import Level, Series
from simulate.engine.streams import Stream
from simulate.scenario import DatedValue, Distribution, Parameter, Scenario
from simulate.views.card import ModelCard
from simulate.vocabulary import Label

SPREAD = 2.0
"""Standard deviation of the parameter."""
TRUTHS = {"zeker": 1.0, "mengsel": 0.8, "helft": 0.5, "toeval": 0.0}
"""The share of the variance that comes from the parameter."""


class Linear(Model):
    """Twelve equal months of every outcome: the mixtures, a constant, and something that happens or not."""

    name = "lineair"
    title = Label("Lineair", "Linear")

    zeker = ExactLevel("Zeker", "Certain", "log")
    mengsel = ExactLevel("Mengsel", "Mixture", "log")
    helft = ExactLevel("Helft", "Half", "log")
    toeval = ExactLevel("Toeval", "Chance", "log")
    vast = Level("Vast", "Fixed", "log")
    kans_op_meer = Level("Meer dan nul", "More than nought", "kans")

    def run(self) -> dict[str, Series]:
        """One block."""
        draws = self.draws
        level = np.broadcast_to(draws.paths["lineair.stand.hoogte"].at(draws.start), draws.size) - 10.0
        numbers = ndtri(Stream(draws.seed, "lineair.toeval", draws.block, draws.size).uniform(1))
        values = {n: level * (s > 0) + SPREAD * np.sqrt(1 / s - 1 if s else 1) * numbers for n, s in TRUTHS.items()}
        values |= {"vast": np.full(draws.size, 0.1), "kans_op_meer": (values["helft"] > 0).astype(float)}
        return {name: np.repeat(np.broadcast_to(v, draws.size)[None], draws.months, 0) for name, v in values.items()}


CARD = ModelCard(headline=("mengsel", "zeker", "helft", "toeval", "vast", "kans_op_meer"))


def scenario(**changes: Any) -> Scenario:
    """2025, with one uncertain parameter: normal around 10."""
    reach = SPREAD * float(ndtri(0.9))
    spread = Distribution(dist="normal", at={"p10": 10 - reach, "p90": 10 + reach}, reason="known")
    values = (DatedValue(date=date(2025, 1, 1), value=10.0, origin=toy.ORIGIN, uncertainty=spread),)
    label = Label(nl="Hoogte", en="Level")
    parameter = Parameter(name="lineair.stand.hoogte", label=label, unit="factor", values=values)
    base = Scenario(
        name="lineair", label=Label(nl="Lineair", en="Linear"), model="lineair", start=date(2025, 1, 1), months=12,
        draws=1000, seed=3, parameters={parameter.name: parameter}, files={},
    )  # fmt: skip
    return base.model_copy(update=changes)
