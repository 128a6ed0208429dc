"""Procedures: permits are decided monthly, as far as municipalities have the staff; some permits lapse later."""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.processes import process
from simulate.engine.recorder import Total
from simulate.models.wonen.kaart import Kaart, kans_per_maand


class Procedures(Kaart):
    """Permits."""

    vergunningen = Total(
        "Vergunde nieuwbouwwoningen (BAG-telling)", "Permitted new homes (BAG count)", "woningen", "provincie"
    )
    ingetrokken = Total("Vervallen vergunningen", "Lapsed permits", "woningen", "provincie")

    def start(self) -> None:
        super().start()
        self.in_procedure.open(self.p.beginstand.in_procedure * self.verdeling_lopend())

    @process("intrekken", "permits lapse")
    def intrekken(self) -> Proceeding:
        """Elke maand vervalt een klein deel van de vergunningen waarvan de bouw niet begon."""
        rem, wachtend = self.stream("procedures.vervallen_rem"), self.stream("procedures.vervallen_start")
        while True:
            kans = self.p.procedures.intrekking + np.zeros(self.size)
            achter = self.achter_rem.n
            vervallen = proportional(rem.binomial(achter.sum(axis=0), kans), achter)
            self.vervallen_achter_rem(vervallen)
            klaar = self.klaar_voor_start.n
            voor_start = proportional(wachtend.binomial(klaar.sum(axis=0), kans), klaar)
            self.vervallen_voor_start(voor_start)
            self.record(ingetrokken=vervallen.sum(axis=(0, 2)) + voor_start.sum(axis=0))
            yield self.clock.next_month()

    @process("vergunningen opleggen", "in a hindcast: permits as they were counted")
    def vergunningen_opleggen(self) -> Proceeding:
        """Elke maand, alleen in een terugblik: vergunningen zoals ze geteld zijn, in plaats van uit plannen."""
        geteld = self.stream("procedures.opgelegd")
        while True:
            p = self.p.procedures
            if np.any(p.opgelegd * p.opgelegde_vergunningen):
                per_maand = p.opgelegd * p.opgelegde_vergunningen / 12 * self.aanvraaglust()
                self.opgelegde_vergunning(geteld.poisson(per_maand * self.verdeling_lopend() + np.zeros(self.size)))
            yield self.clock.next_month()

    @process("vergunnen", "decide on permits within the capacity for it")
    def vergunnen(self) -> Proceeding:
        """Elke maand: besluiten op aanvragen die rijp zijn, binnen wat gemeenten in hun provincie aankunnen."""
        rijp, ruimte = self.stream("procedures.rijp"), self.stream("procedures.ruimte")
        while True:
            kans = kans_per_maand(self.p.procedures.proceduretijd)
            besluiten = rijp.binomial(self.in_procedure.n, kans + np.zeros(self.size))
            per_provincie = self.p.procedures.vergunningcapaciteit / 12 * self.p.verdeling.plansleutel
            capaciteit = ruimte.poisson(per_provincie + np.zeros(self.size))
            verleend = proportional(capaciteit, besluiten)
            self.vergunning(verleend)
            self.vergunningen_verleend.fire()
            yield self.clock.next_month()
