"""Bouwen: homes that are free of brakes are started when they are sold or tendered and there are hands to build them.

Building labour is shared with schools, grid, infrastructure and renovation. Factory building needs less of it and less
time. Where work piles up for want of builders, developers apply for fewer permits. A completed home pays the
realisatiestimulans, if it is affordable and there is money left.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.maths import exp
from simulate.engine.processes import process
from simulate.engine.recorder import Level, Total
from simulate.models.wonen.kaart import Kaart, kans_per_maand, per_segment


class Bouwen(Kaart):
    """From start to key."""

    bouwcapaciteit = Level("Bouwcapaciteit", "Building capacity", "woningen/jaar")
    nieuwbouw_per_segment = Total("Nieuwbouw per segment", "New build by segment", "woningen", "segment")
    stimulans_betaald = Total("Realisatiestimulans betaald", "Realisation incentive paid", "EUR")
    stimulans_onbetaald = Total(
        "Betaalbare woningen zonder stimulans", "Affordable homes without the incentive", "woningen"
    )

    opgeleverd: Array
    """Homes that were completed this month, by segment, (segments, draws)."""

    def start(self) -> None:
        super().start()
        begin, verdeeld = self.p.beginstand, self.verdeling_lopend()
        in_aanbouw = begin.pijplijn * begin.aandeel_in_aanbouw
        niet_gestart = (begin.pijplijn - in_aanbouw) * (1 - begin.aandeel_opgehouden)
        self.in_aanbouw.open(in_aanbouw * verdeeld, per_segment(self.bouwtijd()) + np.zeros(self.in_aanbouw.n.shape))
        self.klaar_voor_start.open(niet_gestart * verdeeld)
        self.conjunctuur: Array = np.ones(self.size)

    @process("bouwkracht", "set the building labour of the year")
    def bouwkracht(self) -> Proceeding:
        """Elk jaar op 1 januari: mee- of tegenvallende productie van de bouw in dat jaar."""
        schok = self.stream("bouwen.tegenslag")
        while True:
            spreiding = self.p.bouwen.tegenslag
            self.conjunctuur = exp(spreiding * schok.normal() - np.square(spreiding) / 2)
            yield self.clock.next(1)

    @process("opleveren", "complete homes")
    def opleveren(self) -> Proceeding:
        """Elke maand: woningen die af zijn."""
        while True:
            klaar = self.in_aanbouw.due
            self.opgeleverd = klaar.sum(axis=1)
            self.nieuwbouw(klaar)
            self.record(nieuwbouw_per_segment=self.opgeleverd)
            self.woningen_opgeleverd.fire()
            yield self.clock.next_month()

    @process("stimulans uitkeren", "pay the realisation incentive for what was realised")
    def stimulans_uitkeren(self) -> Proceeding:
        """Zodra woningen opgeleverd zijn: een vast bedrag per betaalbare woning, tot het geld op is."""
        while True:
            yield self.woningen_opgeleverd.wait()
            bedrag = self.p.haalbaarheid.stimulans_per_woning + np.zeros(self.size)
            recht = np.rint(self.opgeleverd * self.p.haalbaarheid.aandeel_betaalbaar_segment) * (bedrag > 0)
            betaald = self.stimulanspot.pay(recht, bedrag)
            self.record(
                stimulans_betaald=betaald.sum(axis=0) * bedrag, stimulans_onbetaald=(recht - betaald).sum(axis=0)
            )

    @process("starten", "construction starts within the building capacity")
    def starten(self) -> Proceeding:
        """Elke maand: de bouw begint van wat verkocht of aanbesteed is, zolang er bouwers zijn."""
        verkocht = self.stream("bouwen.verkocht")
        while True:
            kans = kans_per_maand(self.p.bouwen.starttijd)
            gereed = verkocht.binomial(self.klaar_voor_start.n, kans + np.zeros(self.size))
            capaciteit = self.capaciteit()
            begonnen = _over_alles(np.rint(capaciteit / 12), gereed)
            self.bouw_gestart(begonnen, after=per_segment(self.bouwtijd()))
            knelt = begonnen.sum(axis=(0, 1)) < gereed.sum(axis=(0, 1))
            self.wachtend_werk = np.where(knelt, self.wacht_op_bouwers() / np.maximum(capaciteit, 1), 0)
            self.record(bouwcapaciteit=capaciteit)
            yield self.clock.next_month()

    def bouwtijd(self) -> Array:
        """Compute the months from start to completion, (segments, draws)."""
        b = self.p.bouwen
        return np.asarray(b.bouwtijd * (1 - b.industrieel_aandeel * b.industrieel_tijdwinst) + np.zeros(self.size))

    def capaciteit(self) -> Array:
        """Compute the number of homes that can be started in a year, (draws,)."""
        b = self.p.bouwen
        bespaard = b.industrieel_aandeel * b.industrieel_arbeidsbesparing
        arbeid = b.bouw_fte * b.aandeel_nieuwbouw * self.conjunctuur
        return np.asarray(arbeid * b.woningen_per_fte / np.maximum(1 - bespaard, 0.01))

    def wacht_op_bouwers(self) -> Array:
        """Count the homes ready to start above those there at full work, since the start takes its time, (draws,)."""
        startruimte = self.capaciteit() / 12 * self.p.bouwen.starttijd
        return np.asarray(np.maximum(self.klaar_voor_start.n.sum(axis=(0, 1)) - startruimte, 0))


def _over_alles(totaal: Array, woningen: Array) -> Array:
    """Spread `totaal` (draws,) over `woningen` (segments, provinces, draws): builders go where the work is."""
    rijen = woningen.reshape(-1, woningen.shape[-1])
    return proportional(totaal, rijen).reshape(woningen.shape)
