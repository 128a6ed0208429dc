"""Nareis: the family of a status holder may follow: a request within three months, a decision by the IND, a journey.

A request is one person. What is open at the start is an account: the last count, requests for the permits since then,
less the decisions since then; so the stock and the requests per permit of a draw belong together. Decisions come out of
the same hours of the IND as first decisions, in the order of arrival, and no request is decided before it has taken its
handling time. Part of the rejections is objected to and comes back when the objection is upheld.

Under the conditions of a two-status system part of the requests waits for two years, and only those who then have a
home and an income go on.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.models.asiel.beslissen import Beslissen


class Nareis(Beslissen):
    """Family reunification."""

    def start(self) -> None:
        super().start()
        begin = self.p.beginstand
        self.nareis_open.open(self._open_aan_het_begin(), begin.nareis_leeftijd)
        self.nareis_in_bezwaar.open(begin.nareis_in_bezwaar)
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
        """Elke week: nareisbesluiten, oudste eerst: zoveel als er uren voor zijn, en alleen wat lang genoeg loopt."""
        ja, bezwaar = self.stream("nareis.inwilliging"), self.stream("nareis.bezwaar")
        over = np.zeros(self.size)
        while True:
            # A case that is begun this week and not finished goes on next week.
            over = over + self.uren_nareis / self.p.beslissen.uren_per_nareiszaak
            plaatsen = np.floor(over)
            over = over - plaatsen
            # A fraction of a person is possible in a cohort that is part old enough.
            rijp = np.floor(self.nareis_open.waiting_longer_than(self.p.nareis.behandelduur * 7))
            self.nareisbesluit(np.minimum(plaatsen, rijp))
            besluiten = self.nareis_besloten.n.copy()
            self.record(wachttijd_nareis=(np.where(besluiten > 0, self.nareis_open.wait / 7, 0.0), besluiten))
            ingewilligd = ja.binomial(self.nareis_besloten.n, self.p.nareis.inwilligingskans)
            self.nareis_inwilliging(ingewilligd, after=self.p.nareis.reistijd)
            self.nareis_bezwaar(bezwaar.binomial(self.nareis_besloten.n, self.p.nareis.bezwaar_aandeel))
            self.nareis_afwijzing(self.nareis_besloten.n)
            yield self.clock.next_week()

    @process("nareis in bezwaar", "objections and appeals of families")
    def nareis_in_bezwaar_beslissen(self) -> Proceeding:
        """Elke maand: uitspraken in bezwaar en beroep; wie gelijk krijgt, wacht op een nieuw besluit."""
        komt, gelijk = self.stream("nareis.bezwaar_uitspraak"), self.stream("nareis.bezwaar_gegrond")
        while True:
            kans = 1 / np.maximum(self.p.nareis.bezwaar_duur, 1)
            uitspraken = komt.binomial(self.nareis_in_bezwaar.n, kans)
            gegrond = gelijk.binomial(uitspraken, self.p.nareis.bezwaar_gegrond)
            self.nareis_gegrond(gegrond)
            self.nareis_ongegrond(uitspraken - gegrond)
            yield self.clock.next_month()

    @process("nareizigers komen aan", "family members arrive")
    def nareis_aankomen(self) -> Proceeding:
        """Elke maand: niet ieder die mag komt; wie komt gaat naar de opvang, of naar de referent met een woning."""
        opvang, blijft = self.stream("nareis.opvang"), self.stream("nareis.niet_gekomen")
        while True:
            self.nareis_niet_gekomen(blijft.binomial(self.nareis_op_reis.due, 1 - self.p.nareis.aandeel_komt))
            self.nareis_aankomst(self.nareis_op_reis.due)
            self.nareis_naar_opvang(opvang.binomial(self.nareis_aangekomen.n, self.p.nareis.aandeel_naar_opvang))
            self.nareis_bij_referent(self.nareis_aangekomen.n)
            yield self.clock.next_month()

    def _open_aan_het_begin(self) -> Array:
        """Close the account of requests: the last count, requests since then, less decisions since then, (draws,)."""
        begin = self.p.beginstand
        per_vergunning = self.p.nareis.verzoeken_per_vergunning * begin.nareis_verhouding
        saldo = begin.nareis_geteld + per_vergunning * begin.nareis_vergunningen_sinds - begin.nareis_besluiten_sinds
        return np.maximum(np.rint(saldo + np.zeros(self.size)), 0)
