"""Two models of a few lines and a composite of them: what comes out of the source goes into the barrel.

The second coupling is of somebody else's package: a full barrel makes the source give less.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from toy import ORIGIN

from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.engine.draws import Draws
from simulate.engine.model import Model
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.running.sampling.draws import sample
from simulate.scenario import DatedValue, Distribution, Parameter, Scenario
from simulate.views.card import ModelCard
from simulate.vocabulary import Label

AANVOER, TOEVOER, AFVOER = "bron.water.aanvoer", "vat.water.toevoer", "vat.water.afvoer"
DOORGEVEN, REMMEN = "streek.koppelingen.doorgeven", "streek.koppelingen.remmen"


class Bron(Model):
    """A source: so much a month, more or less."""

    name, title = "bron", Label("Bron", "Source")
    stroom = Level("Stroom", "Stream", "personen")

    @process("stromen", "flow")
    def stromen(self) -> Proceeding:
        """Elke maand: wat er uit de bron komt."""
        toeval = self.stream("bron")
        while True:
            self.gekomen = toeval.poisson(self.p.water.aanvoer)
            yield self.clock.next_month()

    @closing("meten", "measure")
    def meten(self) -> None:
        """Aan het eind van de maand: wat er kwam."""
        self.record(stroom=self.gekomen)

    processes, closings = (stromen,), (meten,)


class Vat(Model):
    """A barrel: so much in and a share out."""

    name, title = "vat", Label("Vat", "Barrel")
    buiten = Outside()
    inhoud = Stock("Inhoud", "Content", unit="personen")
    erin = Flow(buiten, inhoud, "Erin", "In")
    eruit = Flow(inhoud, buiten, "Eruit", "Out")

    @process("vullen", "fill")
    def vullen(self) -> Proceeding:
        """Elke maand: een deel eruit, en er iets bij."""
        while True:
            self.eruit(np.floor(self.inhoud.n * self.p.water.afvoer))
            self.erin(np.rint(self.p.water.toevoer + np.zeros(self.size)))
            yield self.clock.next_month()

    processes = (vullen,)


@coupling(
    "doorgeven",
    "pass on",
    parts=("bron", "vat"),
    drives=(TOEVOER,),
    strength=DOORGEVEN,
    teller="bron",
    grounds="arithmetic",
)
def doorgeven(streek: Any) -> Proceeding:
    """Elke maand: wat er de maand ervoor uit de bron kwam, gaat in het vat."""
    while True:
        yield streek.clock.next_month()
        streek.drive(TOEVOER, streek.part("bron").last("stroom"), doorgeven.strength_in(streek))


@coupling("remmen", "hold back", parts=("bron", "vat"), damps=(AANVOER,), strength=REMMEN, teller="vat")
def remmen(streek: Any) -> Proceeding:
    """Elke maand: hoe voller het vat, hoe minder er komt."""
    while True:
        yield streek.clock.next_month()
        vol = streek.part("vat").last("inhoud") / 1_000
        streek.damp(AANVOER, 1 - remmen.strength_in(streek) * np.clip(vol, 0, 1))


class Streek(Composite):
    """A source and a barrel."""

    name, title = "streek", Label("Streek", "Region")
    parts, couplings = ("bron", "vat"), (doorgeven,)
    samen = Level("Samen", "Together", "personen")

    @closing("optellen", "add up")
    def optellen(self) -> None:
        """Aan het eind van de maand: wat er is en wat er kwam."""
        self.record(samen=sum((part.last(name) for part, name in self._told()), start=np.zeros(self.size)))

    def _told(self) -> list[tuple[Model, str]]:
        return [(self.there[name], out) for name, out in (("bron", "stroom"), ("vat", "inhoud")) if name in self.there]

    closings = (optellen,)


CARD = ModelCard(headline=("samen",))


def parameter(name: str, value: float, unit: str, spread: Distribution | None = None) -> Parameter:
    """One dated value, exact unless it has a spread."""
    dated = DatedValue(date=date(2025, 1, 1), value=value, origin=ORIGIN, uncertainty=spread)
    return Parameter(name=name, label=Label(f"De {name}", f"The {name}"), unit=unit, values=(dated,))


def scenario(model: str = "streek", *, remmen: float = 0.0, doorgeven: float = 1.0, **changes: Any) -> Scenario:
    """A year and a month of the composite, or of one of its models by itself."""
    spread = Distribution(dist="lognormal", at={"p10": 80.0, "p90": 130.0}, reason="a toy")
    every = (
        parameter(AANVOER, 100.0, "personen", spread),
        parameter(TOEVOER, 50.0, "personen", spread.model_copy(update={"at": {"p10": 40.0, "p90": 60.0}})),
        parameter(AFVOER, 0.1, "aandeel"),
        parameter(DOORGEVEN, doorgeven, "aandeel"),
        parameter(REMMEN, remmen, "aandeel"),
    )
    whole = model == "streek"
    found = {one.name: one for one in every if whole or one.name.startswith(f"{model}.")}
    base = Scenario(
        name=model, label=Label(nl=f"Een {model}", en=f"A {model}"), model=model, start=date(2025, 1, 1), months=13,
        parts=("bron", "vat") if whole else (), draws=40, seed=7, parameters=found, files={},
    )  # fmt: skip
    return base.model_copy(update=changes)


def drawn(of: Scenario, size: int = 12) -> Draws:
    """The values of the first draws."""
    return sample(of, 0, size)
