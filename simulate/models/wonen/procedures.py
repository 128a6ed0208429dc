"""Procedures: permits are decided monthly, as far as municipalities have the staff; some permits lapse later.

Staff is not where the applications are: some municipalities are short of it while others have room, so that a part of
what is ripe waits before the country as a whole is short.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.processes import process
from simulate.engine.recorder import Level, Total
from simulate.models.wonen.kaart import Kaart, aandeel_krap, doorlaat, kans_per_maand


class Procedures(Kaart):
    """Permits."""

    vergunningen = Total(
        "Vergunde nieuwbouwwoningen (BAG-telling)", "Permitted new homes (BAG count)", "woningen", "provincie"
    )
    ingetrokken = Total("Vervallen vergunningen", "Lapsed permits", "woningen", "provincie")
    gemeenten_krap = Level(
        "Aandeel gemeenten dat vergunningverleners tekortkomt",
        "Share of municipalities short of permit staff",
        "aandeel",
    )

    def start(self) -> None:
        super().start()
        self.in_procedure.open(self.p.beginstand.in_procedure * self.verdeling_lopend())
        self.besloten_deel: Array = np.ones(self.size)

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
        rijp = self.stream("procedures.rijp")
        while True:
            p = self.p.procedures
            besluiten = rijp.binomial(self.in_procedure.n, kans_per_maand(p.proceduretijd) + np.zeros(self.size))
            gevraagd, spreiding = besluiten.sum(axis=0), p.spreiding_gemeenten + np.zeros(self.size)
            ruimte = p.vergunningcapaciteit / 12 * self.p.verdeling.plansleutel + np.zeros(self.size)
            kan = np.rint(gevraagd * doorlaat(ruimte, gevraagd, spreiding))
            self.vergunning(proportional(kan, besluiten))
            land = gevraagd.sum(axis=0)
            self.besloten_deel = kan.sum(axis=0) / np.maximum(land, 1)
            self.record(gemeenten_krap=aandeel_krap(ruimte.sum(axis=0), land, spreiding))
            self.vergunningen_verleend.fire()
            yield self.clock.next_month()

    def wacht_op_vergunningverleners(self) -> Array:
        """Count the applications under treatment that are there only for want of staff, as for builders, (draws,)."""
        return np.asarray(self.in_procedure.n.sum(axis=(0, 1)) * (1 - self.besloten_deel))
