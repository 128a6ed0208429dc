"""Nareis: the family of a status holder may follow: a request within three months, a decision by the IND, a journey.

Under the conditions of a two-status system part of the requests waits for two years, and only those who then have a
home and an income go on. Decisions come out of the same hours of the IND as first decisions.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.models.asiel.beslissen import Beslissen


class Nareis(Beslissen):
    """Family reunification."""

    def start(self) -> None:
        super().start()
        begin = self.p.beginstand
        self.nareis_open.open(begin.nareis_open, begin.nareis_leeftijd)
        self.nareis_in_te_dienen.open(begin.nareis_in_te_dienen, self.p.nareis.indieningstermijn)
        self.nareis_op_reis.open(begin.nareis_op_reis, self.p.nareis.reistijd)

    @process("nareis verzoeken", "family reunification is requested")
    def nareis_verzoeken(self) -> Proceeding:
        """Elke maand: nieuwe verzoeken bij de inwilligingen, en wie de wachttijd achter de rug heeft."""
        nieuw, wacht, voldoet = map(self.stream, ("nareis.nieuw", "nareis.voorwaarden", "nareis.voldoet"))
        ingewilligd = self.inwilliging.meter()
        while True:
            verwacht = ingewilligd.read().sum(axis=0) * self.p.nareis.verzoeken_per_vergunning
            self.nareis_aangemeld(nieuw.poisson(verwacht), after=self.p.nareis.indieningstermijn)
            onder_voorwaarden = wacht.binomial(self.nareis_in_te_dienen.due, self.p.nareis.voorwaarden_aandeel)
            self.nareis_onder_voorwaarden(onder_voorwaarden, after=self.p.nareis.voorwaarden_wachttijd)
            self.nareisverzoek(self.nareis_in_te_dienen.due)
            self.nareis_voldoet(voldoet.binomial(self.nareis_in_wacht.due, self.p.nareis.voorwaarden_voldoet))
            self.nareis_voldoet_niet(self.nareis_in_wacht.due)
            yield self.clock.next_month()

    @process("nareis beslissen", "decide on family reunification")
    def nareis_beslissen(self) -> Proceeding:
        """Elke week: nareisbesluiten, zoveel als de uren toelaten, oudste eerst."""
        ruimte, ja = self.stream("nareis.ruimte"), self.stream("nareis.inwilliging")
        while True:
            plaatsen = ruimte.poisson(self.uren_nareis / self.p.beslissen.uren_per_nareiszaak)
            self.nareisbesluit(np.minimum(plaatsen, self.nareis_open.n))
            besluiten = self.nareis_besloten.n.copy()
            self.record(wachttijd_nareis=(np.where(besluiten > 0, self.nareis_open.wait / 7, 0.0), besluiten))
            ingewilligd = ja.binomial(self.nareis_besloten.n, self.p.nareis.inwilligingskans)
            self.nareis_inwilliging(ingewilligd, after=self.p.nareis.reistijd)
            self.nareis_afwijzing(self.nareis_besloten.n)
            yield self.clock.next_week()

    @process("nareizigers komen aan", "family members arrive")
    def nareis_aankomen(self) -> Proceeding:
        """Elke maand: wie aankomt gaat naar de opvang, of naar de referent die al een woning heeft."""
        opvang = self.stream("nareis.opvang")
        while True:
            self.nareis_aankomst(self.nareis_op_reis.due)
            self.nareis_naar_opvang(opvang.binomial(self.nareis_aangekomen.n, self.p.nareis.aandeel_naar_opvang))
            self.nareis_bij_referent(self.nareis_aangekomen.n)
            yield self.clock.next_month()
