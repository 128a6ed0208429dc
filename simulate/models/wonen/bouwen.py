"""Bouwen: homes that are free of brakes are started when they are sold or tendered and there are hands to build them.

Building labour is shared with schools, grid, infrastructure and renovation, and some builders are short of it while
others have room. Factory building needs less of it and less time. Where work piles up for want of builders, developers
apply for fewer permits. An affordable home is paid the realisatiestimulans when it is started, if there is money left.
Part of what is built by September is handed over at the end of the year.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.maths import exp
from simulate.engine.processes import process
from simulate.engine.recorder import Level, Total
from simulate.models.wonen.kaart import Kaart, aandeel_krap, doorlaat, kans_per_maand, per_segment

_LAST_QUARTER = 9
"""October, counted from January as 0: from then on what was put off is handed over."""


class Bouwen(Kaart):
    """From start to key."""

    bouwcapaciteit = Level("Bouwcapaciteit", "Building capacity", "woningen/jaar")
    bouwers_krap = Level("Aandeel bouwers dat mensen tekortkomt", "Share of builders short of people", "aandeel")
    nieuwbouw_per_segment = Total("Nieuwbouw per segment", "New build by segment", "woningen", "segment")
    stimulans_betaald = Total("Realisatiestimulans betaald", "Realisation incentive paid", "EUR")
    stimulans_onbetaald = Total(
        "Betaalbare woningen zonder stimulans", "Affordable homes without the incentive", "woningen"
    )

    opgeleverd: Array
    """Homes that were completed this month, by segment, (segments, draws)."""
    begonnen: Array
    """Homes that were started this month, by segment, (segments, draws)."""

    def start(self) -> None:
        super().start()
        begin, verdeeld = self.p.beginstand, self.verdeling_lopend()
        in_aanbouw = begin.pijplijn * begin.aandeel_in_aanbouw
        niet_gestart = (begin.pijplijn - in_aanbouw) * (1 - begin.aandeel_opgehouden)
        self.in_aanbouw.open(in_aanbouw * verdeeld, per_segment(self.bouwtijd()) + np.zeros(self.in_aanbouw.n.shape))
        self.klaar_voor_start.open(niet_gestart * verdeeld)
        self.conjunctuur: Array = np.ones(self.size)
        self.gestart_deel: Array = np.ones(self.size)

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
        """Elke maand: woningen die af zijn; een deel daarvan wordt aan het eind van het jaar opgeleverd."""
        while True:
            gereed = self.in_aanbouw.due
            self.bouw_gereed(gereed)
            opgeleverd = self._opleveren(gereed)
            self.opgeleverd = opgeleverd.sum(axis=1)
            self.nieuwbouw(opgeleverd)
            self.record(nieuwbouw_per_segment=self.opgeleverd)
            self.woningen_opgeleverd.fire()
            yield self.clock.next_month()

    @process("stimulans uitkeren", "pay the realisation incentive for what was started")
    def stimulans_uitkeren(self) -> Proceeding:
        """Zodra de bouw begonnen is: een vast bedrag per betaalbare woning, tot het geld op is."""
        while True:
            bedrag = self.p.haalbaarheid.stimulans_per_woning + np.zeros(self.size)
            recht = np.rint(self.begonnen * self.p.haalbaarheid.aandeel_betaalbaar_segment) * (bedrag > 0)
            betaald = self.stimulanspot.pay(recht, bedrag)
            self.record(
                stimulans_betaald=betaald.sum(axis=0) * bedrag, stimulans_onbetaald=(recht - betaald).sum(axis=0)
            )
            yield self.bouw_begonnen.wait()

    @process("starten", "construction starts within the building capacity")
    def starten(self) -> Proceeding:
        """Elke maand: de bouw begint van wat verkocht of aanbesteed is, zolang er bouwers zijn."""
        verkocht = self.stream("bouwen.verkocht")
        while True:
            kans = kans_per_maand(self.p.bouwen.starttijd)
            gereed = verkocht.binomial(self.klaar_voor_start.n, kans + np.zeros(self.size))
            capaciteit, spreiding = self.capaciteit(), self.p.bouwen.spreiding_bouwers + np.zeros(self.size)
            totaal = gereed.sum(axis=(0, 1))
            self.gestart_deel = doorlaat(capaciteit / 12, totaal, spreiding)
            begonnen = _over_alles(np.rint(totaal * self.gestart_deel), gereed)
            self.bouw_gestart(begonnen, after=per_segment(self.bouwtijd()))
            self.begonnen = begonnen.sum(axis=1)
            self.wachtend_werk = self.wacht_op_bouwers() / np.maximum(capaciteit, 1)
            self.record(bouwcapaciteit=capaciteit, bouwers_krap=aandeel_krap(capaciteit / 12, totaal, spreiding))
            self.bouw_begonnen.fire()
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
        """Count the homes ready to start that builders have no room for: those not there if all were started, (draws,).

        With capacity *C* a month and *T* months to the start all *N* who wait ask *N* / *T* a month, and *C* / (*N* /
        *T*) of them is done; so where all builders are as one and short, it is *N* less *C* times *T*.
        """
        return np.asarray(self.klaar_voor_start.n.sum(axis=(0, 1)) * (1 - self.gestart_deel))

    def _opleveren(self, gereed: Array) -> Array:
        """Compute what is handed over of what is built, (segments, provinces, draws): all of it by December.

        `gereed` is what was finished in the month. Up to September a share of it is put off; what was put off is handed
        over evenly in the last quarter, so that a calendar year completes what it builds.
        """
        eerder = self.opleverklaar.n - gereed
        if self.clock.calendar_month < _LAST_QUARTER:
            uitgesteld = np.rint(gereed.sum(axis=(0, 1)) * self.p.bouwen.uitstel_naar_jaareinde)
            return gereed - _over_alles(uitgesteld, gereed)
        return gereed + _over_alles(np.rint(eerder.sum(axis=(0, 1)) / (12 - self.clock.calendar_month)), eerder)


def _over_alles(totaal: Array, woningen: Array) -> Array:
    """Spread `totaal` (draws,) over `woningen` (segments, provinces, draws): builders go where the work is."""
    rijen = woningen.reshape(-1, woningen.shape[-1])
    return proportional(totaal, rijen).reshape(woningen.shape)
