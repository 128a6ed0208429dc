"""Financiële haalbaarheid: more than half of the projects lose money, and what is not covered waits or is given up.

The loss of a losing project is lognormal. What municipalities, land and subsidies put in covers the smaller losses; the
others wait until money comes, costs fall or the plan is redesigned. Each segment has investors who can take so many
homes a year: a quota for a segment without money for it makes homes wait, not appear.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.maths import exp, log, ndtr
from simulate.engine.processes import process
from simulate.engine.recorder import Level, Total
from simulate.models.wonen.kaart import Kaart, kans_per_maand, per_segment


class Haalbaarheid(Kaart):
    """Money decides which plans apply for a permit."""

    subsidie_betaald = Total("Bouwsubsidies betaald", "Building subsidies paid", "EUR")
    onrendabel_aandeel = Level("Aandeel plannen zonder dekking", "Share of plans without cover", "aandeel", "segment")
    dekkingstekort = Level("Ongedekt tekort van wachtende plannen", "Uncovered loss of waiting plans", "EUR")

    beoordeeld: Array
    """The cover at which plans that wait were last judged, (segments, draws), euros per home."""
    investeringsruimte: Array
    """Homes that the investors of a segment can still take this month, (segments, draws)."""

    def start(self) -> None:
        super().start()
        verdeling = self.p.verdeling
        # The budget of the year is granted on the first day; who waits then was judged knowing of it.
        self.beoordeeld = self._dekking(self.p.haalbaarheid.stimulans_budget > 0)
        ongedekt = self.p.haalbaarheid.aandeel_onrendabel * self._boven(self.beoordeeld)
        verdeeld = per_segment(verdeling.segmentverdeling_lopend * ongedekt) * verdeling.plansleutel
        # Where every plan is covered nobody waits, whatever was counted.
        self.wacht_op_dekking.open(
            self.p.beginstand.wacht_op_dekking * verdeeld / np.maximum(verdeeld.sum(axis=(0, 1)), 1e-12)
        )
        self.investeringsruimte = self._ruimte()

    @process("subsidie verlenen", "grant the yearly budgets on 1 January")
    def subsidie_verlenen(self) -> Proceeding:
        """Elk jaar op 1 januari komen de budgetten van dat jaar vrij; wat over is blijft staan."""
        while True:
            self.stimulanspot.grant(self.p.haalbaarheid.stimulans_budget)
            self.subsidiepot.grant(self.p.haalbaarheid.subsidie_budget)
            yield self.clock.next(1)

    @process("dekken", "plans without cover get money, are redesigned or given up")
    def dekken(self) -> Proceeding:
        """Elke maand: wachtende plannen krijgen geld, worden herzien of opgegeven; wie het langst wacht gaat voor."""
        herzien, opgegeven = self.stream("haalbaarheid.herzien"), self.stream("haalbaarheid.opgegeven")
        while True:
            self.investeringsruimte = self._ruimte()
            prijs = self.ongedekt_per_woning()
            self._subsidie(prijs)
            dekking = self._dekking(self.stimulanspot.balance > 0)
            # More cover than when they were judged makes some of those who wait feasible at once.
            alsnog = np.maximum(1 - self._boven(dekking) / np.maximum(self._boven(self.beoordeeld), 1e-9), 0)
            self.beoordeeld = dekking
            kans = 1 - (1 - self.p.haalbaarheid.herstel_kans) * (1 - alsnog)
            self._verder(herzien.binomial(self.wacht_op_dekking.n, per_segment(kans)))
            self.plan_opgegeven(
                opgegeven.binomial(self.wacht_op_dekking.n, self.p.haalbaarheid.afval_kans + np.zeros(self.size))
            )
            wachtend = self.wacht_op_dekking.n.sum(axis=1)
            self.record(dekkingstekort=(wachtend * prijs).sum(axis=0), onrendabel_aandeel=self._aandeel_onrendabel())
            yield self.clock.next_month()

    @process("uitwerken", "hard plans are worked out for an application; infeasible ones wait for cover")
    def uitwerken(self) -> Proceeding:
        """Elke maand: harde plannen zijn uitgewerkt; wat haalbaar is en een belegger heeft vraagt vergunning aan."""
        klaar, gedekt = self.stream("haalbaarheid.uitgewerkt"), self.stream("haalbaarheid.gedekt")
        while True:
            kans = kans_per_maand(self.p.plannen.voorbereidingstijd) * self.aanvraaglust()
            self.plan_uitgewerkt(klaar.binomial(self.harde_plannen.n, kans + np.zeros(self.size)))
            haalbaar = gedekt.binomial(self.uitgewerkt.n, per_segment(1 - self._aandeel_onrendabel()))
            haalbaar = _binnen(haalbaar, self.investeringsruimte)
            self.investeringsruimte = self.investeringsruimte - haalbaar.sum(axis=1)
            self.haalbaar(haalbaar)
            self.zonder_dekking(self.uitgewerkt.n)
            yield self.clock.next_month()

    def ongedekt_per_woning(self) -> Array:
        """Compute the mean shortfall of a waiting home, in euro, (segments, draws), over the losses above the cover."""
        h, dekking = self.p.haalbaarheid, self._dekking(self.stimulanspot.balance > 0)
        log_afstand = self._log_afstand(dekking)
        gemiddeld = (
            h.tekort_per_woning * exp(np.square(h.tekort_spreiding) / 2) * ndtr(log_afstand + h.tekort_spreiding)
        )
        return np.asarray(np.maximum(gemiddeld / np.maximum(ndtr(log_afstand), 1e-9) - dekking, 0))

    def _dekking(self, budget: NDArray[np.bool_]) -> Array:
        """Compute the cover put into a losing home, in euro, (segments, draws), where there is or is no `budget`."""
        h = self.p.haalbaarheid
        # A municipality counts in part on money that comes at the start of building, and not on an empty budget.
        stimulans = h.stimulans_per_woning * h.stimulans_telt_mee * budget
        return np.asarray(h.gemeentelijke_bijdrage + stimulans * h.aandeel_betaalbaar_segment + np.zeros(self.size))

    def _boven(self, dekking: Array) -> Array:
        """Compute the probability that the loss of a losing home is above its cover."""
        return np.asarray(ndtr(self._log_afstand(dekking)))

    def _log_afstand(self, dekking: Array) -> Array:
        """Compute the distance of the median loss above a cover, in standard deviations of the log."""
        h = self.p.haalbaarheid
        verhouding = np.maximum(h.tekort_per_woning, 1) / np.maximum(dekking, 1)
        return np.asarray(log(verhouding) / np.maximum(h.tekort_spreiding, 1e-6))

    def _aandeel_onrendabel(self) -> Array:
        """Compute the share of plans that are not covered, (segments, draws)."""
        dekking = self._dekking(self.stimulanspot.balance > 0)
        return np.asarray(self.p.haalbaarheid.aandeel_onrendabel * self._boven(dekking))

    def _ruimte(self) -> Array:
        """Compute the number of homes that the investors of a segment can take in a month, (segments, draws)."""
        return np.rint(self.p.haalbaarheid.investeringscapaciteit / 12 + np.zeros(self.size))

    def _subsidie(self, prijs: Array) -> None:
        """Subsidise affordable plans that wait: as many per euro in each segment, as far as investors have room."""
        betaalbaar = self.p.haalbaarheid.aandeel_betaalbaar_segment
        wachtend = np.rint(self.wacht_op_dekking.n * per_segment(betaalbaar))
        aantal = wachtend.sum(axis=1)
        gemiddeld = (prijs * aantal).sum(axis=0) / np.maximum(aantal.sum(axis=0), 1)
        kandidaten = _binnen(wachtend, self.investeringsruimte)
        betaald = self.subsidiepot.pay(kandidaten, gemiddeld)
        self._verder(betaald)
        self.record(subsidie_betaald=betaald.sum(axis=(0, 1)) * gemiddeld)

    def _verder(self, woningen: Array) -> None:
        """Let homes that found cover (segments, provinces, draws) apply for a permit, as far as investors have room."""
        toegelaten = _binnen(woningen, self.investeringsruimte)
        self.investeringsruimte = self.investeringsruimte - toegelaten.sum(axis=1)
        self.dekking_gevonden(toegelaten)


def _binnen(woningen: Array, ruimte: Array) -> Array:
    """Limit `woningen` (segments, provinces, draws) to what each segment has room for, spread over provinces."""
    per_provincie = woningen.swapaxes(0, 1)
    return proportional(ruimte, per_provincie).swapaxes(0, 1)
