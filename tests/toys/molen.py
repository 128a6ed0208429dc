"""A mill in which every contribution can be worked out: one outcome adds its parameters up, one multiplies them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from simulate.engine.model import Model
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Mean
from simulate.running.runner import run
from simulate.scenario import (
    DatedValue,
    Distribution,
    Effect,
    LegalStatus,
    Measure,
    Operation,
    Origin,
    Parameter,
    Scenario,
)
from simulate.views.card import ModelCard
from simulate.vocabulary import Label

WIND, STEEN, GRAAN = "molen.wiek.wind", "molen.wiek.steen", "molen.wiek.graan"
ORIGIN = Origin(layer="parameters", file="parameters/molen/wiek.yaml", line=3, role="observed", source="cbs-2024")


class Molen(Model):
    """What is recorded at the end of a month follows from the values in force then."""

    name = "molen"
    title = Label("Molen", "Mill")
    headline = ("som", "meel", "vol")

    som = Level("Som", "Sum", "EUR")
    meel = Level("Meel", "Flour", "EUR")
    vol = Level("Vol", "Full", "kans")
    soms = Mean("Soms", "Sometimes", "weken")

    @closing("malen", "grind")
    def malen(self) -> None:
        p = self.p.wiek
        self.record(som=p.wind + p.steen + p.graan, meel=p.wind * p.steen * p.graan, vol=(p.wind > 11) * 1.0)
        # Only known where there is much wind.
        self.record(soms=(p.wind, (p.wind > 9.5) * 1.0))

    closings = (malen,)


CARD = ModelCard(headline=("som", "meel", "vol"))


def value(number: float, day: date = date(2020, 1, 1), **more: Any) -> DatedValue:
    return DatedValue(date=day, value=number, origin=ORIGIN, **more)


def parameter(name: str, *values: DatedValue) -> Parameter:
    return Parameter(name=name, label=Label(nl=f"De {name}", en=f"The {name}"), unit="factor", values=values)


def measure(name: str, *effects: tuple[str, Operation, float], **more: Any) -> Measure:
    """From 2025 on, unless told otherwise."""
    fields: dict[str, Any] = {"start": date(2025, 1, 1)} | more
    made = tuple(Effect(parameter=p, operation=o, value=v, origin=ORIGIN) for p, o, v in effects)
    label, status = Label(nl=f"De {name}", en=f"The {name}"), LegalStatus(status="bill", date=date(2024, 9, 1))
    return Measure(name=name, label=label, legal_status=status, origin=ORIGIN, effects=made, **fields)


def scenario(name: str = "molen", *measures: Measure, **changes: Any) -> Scenario:
    """Two years from 2025; the wind is uncertain, around 10; the stone is 2 and the grain 3."""
    wind = Distribution(dist="uniform", at={"min": 8.0, "max": 12.0}, reason="wide")
    base = Scenario(
        name=name, label=Label(nl=f"Scenario {name}", en=f"Scenario {name}"), model="molen", start=date(2025, 1, 1),
        months=24, draws=200, seed=5, measures=measures,
        parameters={
            WIND: parameter(WIND, value(10.0, uncertainty=wind)),
            STEEN: parameter(STEEN, value(2.0)),
            GRAAN: parameter(GRAAN, value(3.0)),
        },
    )  # fmt: skip
    return base.model_copy(update=changes)


def with_value(of: Scenario, name: str, *values: DatedValue) -> Scenario:
    """The scenario with other values of one parameter."""
    changed = of.parameters[name].model_copy(update={"values": values})
    return of.model_copy(update={"parameters": of.parameters | {name: changed}})


def make(folder: Path, *scenarios: Scenario) -> list[Path]:
    """Run them, each into a folder of its name."""
    for one in scenarios:
        run(one, folder / one.name, workers=1)
    return [folder / one.name for one in scenarios]
