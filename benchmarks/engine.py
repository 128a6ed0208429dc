"""The law written on the engine: declared stocks and flows, SimPy processes, sampled parameters, a late measure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from benchmarks import law
from simulate.engine.clock import Proceeding
from simulate.engine.model import Model
from simulate.engine.processes import closing, process
from simulate.engine.queues import Queue
from simulate.engine.recorder import Level, Mean
from simulate.engine.stocks import Flow, Junction, Outside, Stock
from simulate.scenario import DatedValue, Distribution, Effect, LegalStatus, Measure, Origin, Parameter, Scenario
from simulate.vocabulary import Label

Z90 = 1.2815515655446004


class Wet(Model):
    """The law of `benchmarks.law`."""

    name = "wet"
    title = Label("Wet om snelheid te meten", "Law to measure speed by")

    buiten = Outside()
    in_procedure = Queue("In procedure", "In procedure")
    besloten = Junction("Besloten", "Decided")
    te_plaatsen = Junction("Te plaatsen", "To be placed")
    afgewezen = Stock("Afgewezen", "Rejected")
    nareis_open = Stock("Openstaande nareisverzoeken", "Open family requests")
    statushouders = Stock("Statushouders in de opvang", "Status holders in reception", "provincie")

    instroom = Flow(buiten, in_procedure, "Aanvragen", "Applications")
    intrekking = Flow(in_procedure, buiten, "Intrekkingen", "Withdrawals")
    besluit = Flow(in_procedure, besloten, "Beslissingen", "Decisions", fifo=True)
    inwilliging = Flow(besloten, te_plaatsen, "Inwilligingen", "Grants")
    afwijzing = Flow(besloten, afgewezen, "Afwijzingen", "Rejections")
    nareisverzoek = Flow(buiten, nareis_open, "Nareisverzoeken", "Family requests")
    nareis = Flow(nareis_open, te_plaatsen, "Nagereisd", "Family arrivals")
    koppeling = Flow(te_plaatsen, statushouders, "Gekoppeld", "Placed")
    huisvesting = Flow(statushouders, buiten, "Gehuisvest", "Housed")
    vertrek = Flow(afgewezen, buiten, "Vertrokken", "Departed")

    weights = law.WEIGHTS
    """The share of each entry of the axis: (entries,)."""

    wachttijd = Mean("Gemiddelde wachttijd", "Mean waiting time", "weken")
    bezetting = Level("Bezetting", "Occupancy", "personen")
    noodopvang = Level("In de noodopvang", "In emergency places", "personen")

    def start(self) -> None:
        self.in_procedure.open(law.IN_PROCEDURE, law.OPENING_COHORTS / 2)
        self.afgewezen.open(law.REJECTED)
        self.nareis_open.open(law.FAMILY)
        self.statushouders.open(law.STATUS_HOLDERS * self.weights[:, None])
        # A meter counts from its making: in a process it would miss what was granted earlier on the first day.
        self.ingewilligd = self.inwilliging.meter()

    @process("aanvragen", "apply")
    def aanvragen(self) -> Proceeding:
        niveau, aantal, weg = self.stream("level"), self.stream("applies"), self.stream("withdraws")
        x = np.zeros(self.size)
        while True:
            x = law.PERSISTENCE * x + law.SHOCK * niveau.normal()
            seizoen = law.SEASON[self.clock.calendar_month] / 12
            self.instroom(aantal.poisson(self.p.instroom.aanvragen * seizoen * np.exp(x)))
            self.intrekking(weg.binomial(self.in_procedure.n, law.WITHDRAWS))
            yield self.clock.next_month()

    @process("beslissen", "decide")
    def beslissen(self) -> Proceeding:
        ruimte, ja = self.stream("room"), self.stream("grants")
        while True:
            self.besluit(np.minimum(self.in_procedure.n, ruimte.poisson(self.p.beslissen.capaciteit)))
            self.record(wachttijd=(self.in_procedure.wait / 7, self.besloten.n))
            self.inwilliging(ja.binomial(self.besloten.n, self.p.beslissen.inwilligingskans))
            self.afwijzing(self.besloten.n)
            yield self.clock.next_month()

    @process("gezinnen", "families")
    def gezinnen(self) -> Proceeding:
        komt, vraagt = self.stream("arrives"), self.stream("asks")
        while True:
            komend = komt.binomial(self.nareis_open.n, law.ARRIVES)
            self.nareisverzoek(vraagt.poisson(law.REQUESTS * self.ingewilligd.read()))
            self.nareis(komend)
            yield self.clock.next_month()

    @process("koppelen", "place")
    def koppelen(self) -> Proceeding:
        deel = self.stream("places")
        while True:
            self.koppeling(deel.split(self.te_plaatsen.n, self.weights))
            yield self.clock.next_month()

    @process("huisvesten", "house")
    def huisvesten(self) -> Proceeding:
        huis = self.stream("houses")
        while True:
            ruimte = huis.poisson(self.p.huisvesting.ruimte * self.weights[:, None])
            self.huisvesting(np.minimum(self.statushouders.n, ruimte))
            yield self.clock.next_month()

    @process("vertrekken", "depart")
    def vertrekken(self) -> Proceeding:
        gaat = self.stream("leaves")
        while True:
            self.vertrek(gaat.binomial(self.afgewezen.n, law.LEAVES))
            yield self.clock.next_month()

    @closing("opvang", "reception")
    def opvang(self) -> None:
        """Everyone in procedure, rejected or not yet housed needs a place."""
        bezet = self.in_procedure.n + self.afgewezen.n + self.statushouders.n.sum(axis=0)
        self.record(bezetting=bezet, noodopvang=np.maximum(bezet - law.PLACES, 0))

    processes = (aanvragen, beslissen, gezinnen, koppelen, huisvesten, vertrekken)
    closings = (opvang,)


INSTALLED = str(Path(__file__).parent / "packages")
"""A folder as packages leave it where they are installed: on `sys.path` it offers the model."""

_ORIGIN = Origin(layer="benchmark", file="benchmarks/law.py", line=1, role="assumption", reason="to measure speed by")


def _parameter(name: str, unit: str, value: float, **uncertain: dict[str, float]) -> Parameter:
    ((dist, at),) = uncertain.items()
    distribution = Distribution(dist=dist, at=at)
    dated = DatedValue(date=law.START, value=value, origin=_ORIGIN, uncertainty=distribution)
    return Parameter(name=name, label=Label(nl=name, en=name), unit=unit, values=(dated,))


def _around(mean: float, spread: float) -> dict[str, float]:
    return {"p10": mean - Z90 * spread, "p90": mean + Z90 * spread}


def scenario(draws: int, seed: int = 1, months: int = law.MONTHS) -> Scenario:
    """The law with its uncertain figures and its measure, as a scenario of the engine."""
    wide = np.exp(Z90 * law.BASE_SPREAD)
    parameters = (
        _parameter(
            "wet.instroom.aanvragen", "personen/jaar", law.BASE_MEDIAN,
            lognormal={"p10": law.BASE_MEDIAN / wide, "p90": law.BASE_MEDIAN * wide},
        ),
        _parameter(
            "wet.beslissen.inwilligingskans", "kans", (law.GRANT_LOW + law.GRANT_HIGH) / 2,
            uniform={"min": law.GRANT_LOW, "max": law.GRANT_HIGH},
        ),
        _parameter(
            "wet.beslissen.capaciteit", "zaken/maand", law.CAPACITY_MEAN,
            normal=_around(law.CAPACITY_MEAN, law.CAPACITY_SPREAD),
        ),
        _parameter(
            "wet.huisvesting.ruimte", "personen/maand", law.HOUSING_MEAN,
            normal=_around(law.HOUSING_MEAN, law.HOUSING_SPREAD),
        ),
    )  # fmt: skip
    faster = Measure(
        name="sneller_beslissen",
        label=Label(nl="Sneller beslissen", en="Faster decisions"),
        legal_status=LegalStatus(status="announced", date=law.START),
        origin=_ORIGIN,
        start=date(law.START.year + law.FASTER_FROM // 12, law.FASTER_FROM % 12 + 1, 1),
        delay=Distribution(dist="uniform", at={"min": 0, "max": law.FASTER_LATE}),
        effects=(Effect(parameter="wet.beslissen.capaciteit", operation="multiply", value=law.FASTER, origin=_ORIGIN),),
    )
    return Scenario(
        name="wet",
        label=Wet.title,
        model="wet",
        start=law.START,
        months=months,
        draws=draws,
        seed=seed,
        parameters={p.name: p for p in parameters},
        measures=(faster,),
    )
