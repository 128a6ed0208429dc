"""A tiny model and scenario with which running and results are tested; workers import it by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from simulate.engine.model import Model
from simulate.engine.recorder import Level, Mean, Series, Total
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.engine.streams import BLOCK
from simulate.scenario import DatedValue, Distribution, Origin, Parameter, Scenario
from simulate.views.card import ModelCard
from simulate.vocabulary import Label

Bits = Callable[[Path], dict[str, bytes]]
"""The fixture `bits`: every bit of the outcomes in a result folder."""

ORIGIN = Origin(layer="parameter", file="parameters/toy/instroom.yaml", line=3, role="assumption", reason="a toy")


class Toy(Model):
    """Every kind of outcome, from addressable random numbers. A file in the folder TOY_EVENTS makes things go wrong."""

    name = "toy"
    title = Label("Speelgoed", "Toy")

    buiten = Outside()
    bezetting = Stock("Bezetting", "Occupancy", "groep")
    instroom = Flow(buiten, bezetting, "Instroom", "Inflow")
    instroom.unit = "personen/maand"
    verdeling = Level("Verdeling", "Split", "personen", ("groep", "huishouden"))
    kosten = Total("Kosten", "Costs", "EUR")
    doorlooptijd = Mean("Doorlooptijd", "Waiting time", "maanden", "groep")
    bezettingsgraad = Level("Bezettingsgraad", "Rate", "aandeel")

    @classmethod
    def parameters(cls) -> dict[str, tuple[str, ...]]:
        """The only parameter."""
        return {"toy.instroom.aanvragen": ("instroom",)}

    def run(self) -> dict[str, Series]:
        """The block, after what is to go wrong has gone wrong."""
        _happen(self.draws.block)
        months, size = self.draws.months, self.draws.size
        numbers = np.random.Generator(np.random.Philox(key=[self.draws.seed, self.draws.block]))
        # Few draws have the numbers of the first ones of a whole block.
        normal = numbers.normal(size=(2, months, 3, BLOCK))[..., :size]
        uniform = numbers.uniform(0.8, 1, (months, BLOCK))[..., :size]
        level = np.asarray(self.draws.paths["toy.instroom.aanvragen"].at(self.draws.start))
        instroom = np.rint(level + np.sqrt(level) * normal[0]).astype(np.int32)
        bezetting = np.cumsum(instroom, axis=0, dtype=np.int32)
        tijd = (6 + normal[1]).astype(np.float32)
        tijd[instroom < 95] = np.nan
        return {
            "bezetting": bezetting,
            "instroom": instroom,
            "verdeling": np.stack([bezetting * 0.75, bezetting * 0.25], axis=2).astype(np.float32),
            "kosten": bezetting.sum(axis=1) * 2533.25,
            "doorlooptijd": tijd,
            "bezettingsgraad": uniform.astype(np.float32),
        }


CARD = ModelCard(headline=("bezetting", "kosten", "doorlooptijd"))


def _happen(block: int) -> None:
    """TOY_EVENTS/<block> holds what happens when the block is computed; a word with `once` happens one time."""
    folder = os.environ.get("TOY_EVENTS")
    event = Path(folder, str(block)) if folder else None
    if event is None or not event.exists():
        return
    word = event.read_text()
    if "once" in word:
        event.unlink()
    if word.startswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    if word.startswith("slow"):
        # Long enough for a busy machine to stop the run in the meantime.
        time.sleep(3)
    if word.startswith("interrupt"):
        raise KeyboardInterrupt
    if word.startswith("fail"):
        raise RuntimeError("more people left than there were")


def scenario(**changes: Any) -> Scenario:
    """24 months from July 2025 (one whole calendar year), with one uncertain parameter."""
    spread = Distribution(dist="lognormal", at={"p10": 80.0, "p90": 130.0}, reason="a toy")
    values = (DatedValue(date=date(2025, 1, 1), value=100.0, origin=ORIGIN, uncertainty=spread),)
    aanvragen = Parameter(
        name="toy.instroom.aanvragen", label=Label(nl="Aanvragen", en="Applications"), unit="personen/maand",
        values=values,
    )  # fmt: skip
    base = Scenario(
        name="toy", label=Label(nl="Het speelgoed", en="The toy"), model="toy", start=date(2025, 7, 1), months=24,
        draws=2500, seed=7, parameters={aanvragen.name: aanvragen}, files={"scenarios/toy.yaml": "0" * 64},
    )  # fmt: skip
    return base.model_copy(update=changes)


def with_value(value: float) -> Scenario:
    """The scenario with another number of applications."""
    old = scenario().parameters["toy.instroom.aanvragen"]
    dated = old.values[0].model_copy(update={"value": value})
    return scenario(parameters={old.name: old.model_copy(update={"values": (dated,)})})
