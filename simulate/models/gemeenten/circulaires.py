"""Circulaires: what the gemeentefonds grows by (accres), in the circulars of May and September.

The table of the circular is the anchor: its 42 cells come out to the euro where nothing deviates. What deviates is
the price forecast of a year until it is final in May, growth that turns out otherwise, and what is settled afterwards.
After the last year of the table tranches run flat and follow the rule: the price of the year, and the mean growth of
the eight years up to two years ago.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.engine.recorder import Level, Total
from simulate.models.gemeenten import tabel
from simulate.models.gemeenten.economie import Economie
from simulate.models.gemeenten.kaart import EERSTE, LAATSTE

MEI, SEPTEMBER = 6, 10
"""The circulars of May and September are in force from the first day of these months."""


class Circulaires(Economie):
    """The accres."""

    accrespercentage = Level(
        "Accrespercentage van het jaar, stand laatste circulaire",
        "Accres percentage of the year, as in the latest circular",
        "aandeel/jaar",
        "accressoort",
    )
    accres_cumulatief = Total(
        "Accres sinds 2023, zonder kortingen en stortingen",
        "Accres since 2023, without cuts and deposits",
        "EUR",
        "accressoort",
    )
    bbp_accres = Total(
        "Accres van het jaar, zonder kortingen en stortingen", "Accres of the year, without cuts and deposits", "EUR"
    )
    accrestranche = Total(
        "Accrestranche van het jaar, met kortingen en stortingen",
        "Accres tranche of the year, with cuts and deposits",
        "EUR",
    )
    gemist_prijsaccres = Total(
        "Prijsaccres dat gemeenten door ramingsfouten mislopen",
        "Price accres that municipalities miss by forecast errors",
        "EUR",
    )

    tranche_verwacht = Level(
        "Accrestranche van het volgende jaar, septembercirculaire",
        "Accres tranche of the next year, circular of September",
        "EUR/jaar",
    )

    tranches: dict[int, Array]
    """The first value of each tranche, whole euros, (parts, draws), by year; that of this year as it is known now."""
    ankers: dict[int, Array]
    """The same in the table of the circular, euros."""
    grondslag: tabel.Grondslag
    """The base of this year."""
    factor: Array
    """By which factor older tranches changed at the turn of the year, (draws,)."""
    accressen: dict[int, Array]
    """Accres since 2023 of a year, without cuts and deposits, whole euros, (parts, draws), by year."""
    kortingen: dict[int, Array]
    """Cuts and deposits since 2023 together, whole euros, (draws,), by year."""
    fout_euro: Array
    """What the forecast error of this year costs, whole euros a year, (draws,)."""
    fout_vorig: Array
    """What that of the year before costs this year, whole euros a year, (draws,)."""
    gemist: Array
    """Price accres missed since the first tranche and not settled, whole euros a year, (draws,)."""
    verrekend: Array
    """What is settled this year of the forecast error of the year before, whole euros, (draws,)."""

    def start(self) -> None:
        super().start()
        nul = np.zeros(self.size)
        self.tranches, self.ankers, self.accressen, self.kortingen = {}, {}, {}, {}
        self.gemist = self.fout_euro = self.fout_vorig = self.verrekend = nul
        basis = self.op("accres.basis", EERSTE, self.p.accres.basis)
        self.grondslag, self.factor = tabel.Grondslag(basis, basis), nul + 1
        for jaar in range(EERSTE, self.jaar + 1):
            self._jaar_openen(jaar)
        if self.clock.today.month >= MEI:
            self._vaststellen()
        self._vooruitzien()

    @process("begroten", "budget the year")
    def begroten(self) -> Proceeding:
        """Elk jaar op 1 januari: de begroting van het jaar, op de cijfers van de septembercirculaire."""
        while True:
            yield self.clock.next(1)
            self._jaar_openen(self.jaar)

    @process("meicirculaire", "the circular of May")
    def meicirculaire(self) -> Proceeding:
        """Elk jaar per 1 juni: het prijsaccres van het jaar is definitief."""
        while True:
            yield self.clock.next(MEI)
            self._vaststellen()

    @process("septembercirculaire", "the circular of September")
    def septembercirculaire(self) -> Proceeding:
        """Elk jaar per 1 oktober: wat het volgende jaar erbij komt, naar wat nu bekend is."""
        while True:
            yield self.clock.next(SEPTEMBER)
            self._vooruitzien()

    def accres(self, jaar: int) -> Array:
        """Return the accres of a year since 2023, cuts and deposits included, whole euros, (draws,)."""
        return np.asarray(self._som(jaar) + self.kortingen[jaar]) if jaar >= EERSTE else np.zeros(self.size)

    def herziening(self, jaar: int) -> Array:
        """Return what later circulars added to the accres of a year since 2023, euros, (parts, draws)."""
        p = self.p.accres
        prijs = self.op("accres.herziening_prijs", jaar, p.herziening_prijs)
        return np.stack([prijs, self.op("accres.herziening_volume", jaar, p.herziening_volume)])

    def accres_boeken(self) -> None:
        """Record what of the accres of the year is paid this month."""
        jaar = self.jaar_van_de_boeken
        vorig = self._som(jaar - 1) if jaar > EERSTE else 0.0
        self.betaald(
            accres_cumulatief=self.accressen[jaar],
            bbp_accres=self._som(jaar) - vorig,
            accrestranche=self.accres(jaar) - self.accres(jaar - 1),
            gemist_prijsaccres=self.gemist,
        )

    def _som(self, jaar: int) -> Array:
        return np.asarray(self.accressen[jaar][tabel.PRIJS] + self.accressen[jaar][tabel.VOLUME])

    def _cellen(self, jaar: int) -> Array:
        """Return the cells of a year of the table, euros, (parts, tranches, draws); after the last year those of it."""
        p, van = self.p.accres, min(jaar, LAATSTE)
        prijs, volume = self._cel("prijstranche", van, p.prijstranche), self._cel("volumetranche", van, p.volumetranche)
        return np.stack([np.broadcast_to(cel, (LAATSTE - EERSTE + 1, self.size)) for cel in (prijs, volume)])

    def _cel(self, naam: str, jaar: int, nu: Array) -> Array:
        return nu if jaar == self.jaar else self.p.announced(f"{self.name}.accres.{naam}", date(jaar, 1, 1))

    def _eerste_cellen(self) -> Array:
        """Return the first cell of every tranche of the table, euros, (parts, tranches, draws)."""
        return np.stack([self._cellen(jaar)[:, jaar - EERSTE] for jaar in range(EERSTE, LAATSTE + 1)], axis=1)

    def _kortingen(self, jaar: int) -> Array:
        """Return what is cut, deposited and set right in a year besides the accres, whole euros, (draws,)."""
        p = self.p.accres
        return np.rint(
            self.op("accres.compensatie", jaar, p.compensatie)
            + self.op("accres.korting", jaar, p.korting)
            + self.op("accres.eenmalig", jaar, p.eenmalig)
            + self.op("accres.schommeling", jaar, p.schommeling)
        )

    def _factor(self, jaar: int) -> Array:
        """Compute by which factor older tranches change at the turn to a year, (draws,)."""
        if not EERSTE < jaar <= LAATSTE:
            return np.ones(self.size)
        return tabel.schommeling(self._cellen(jaar), self._cellen(jaar - 1), self._vlak())

    def _vlak(self) -> Array:
        return self.p.accres.vlak + np.zeros(self.size)

    def _anker(self, jaar: int, grondslag: tabel.Grondslag) -> Array:
        """Return the tranche of a year in the table, euros, (parts, draws); after the table by the rule on its base."""
        if jaar <= LAATSTE:
            return self._cellen(jaar)[:, jaar - EERSTE]
        geheel = self._geheel(jaar, grondslag) * (grondslag.tabel / np.maximum(grondslag.nu, 1))
        return np.stack([self.prijs_geraamd(jaar), self.volume_gemiddelde(jaar)]) * geheel

    def _geheel(self, jaar: int, grondslag: tabel.Grondslag) -> Array:
        """Compute what deviations of percentages are taken of, euros, (draws,): the base with later circulars in it."""
        later = self.herziening(jaar - 1) if jaar > EERSTE else np.zeros((2, self.size))
        return np.asarray(grondslag.nu + later[tabel.PRIJS] + later[tabel.VOLUME])

    def _tranche(self, jaar: int, grondslag: tabel.Grondslag, anker: Array, prijs: Array) -> Array:
        """Compute the tranche of a year, whole euros, (parts, draws), when its price forecast is off by `prijs`."""
        p = self.p.accres
        mev = p.mev_volgen * self.op("accres.mev_verschil", jaar, p.mev_verschil)
        afwijking = np.stack([prijs, self.volume_afwijking(jaar) + mev]) * self._geheel(jaar, grondslag)
        return tabel.tranche(anker, grondslag, afwijking)

    def _accres(self, jaar: int, tranche: Array) -> Array:
        """Add up what all tranches come to in a year, whole euros, (parts, draws); `tranche` is that of the year."""
        eerste, over = self._eerste_cellen(), self._cellen(jaar)
        blijft = tabel.blijft(over, eerste, self._vlak())
        som = tranche + np.rint(self.herziening(jaar))
        for eerder in range(EERSTE, jaar):
            deel = blijft[:, eerder - EERSTE] if eerder <= LAATSTE else 1.0
            som = som + np.rint(self.tranches[eerder] * deel)
        return np.asarray(som)

    def _jaar_openen(self, jaar: int) -> None:
        """Open the books of a year on what the September before it knew."""
        nul = np.zeros(self.size)
        self.factor = self._factor(jaar)
        if jaar > EERSTE:
            eerder = jaar - 1
            self.grondslag = tabel.volgende(self.grondslag, self.tranches[eerder], self.ankers[eerder], self.factor)
        self.ankers[jaar] = self._anker(jaar, self.grondslag)
        self.kortingen[jaar] = self.kortingen.get(jaar - 1, nul) + self._kortingen(jaar)
        self.fout_vorig, self.verrekend = np.rint(self.fout_euro * self.factor), nul
        self.fout_euro = np.rint(self.fout[jaar] * self._geheel(jaar, self.grondslag))
        self.gemist = np.rint(self.gemist * self.factor) + self.fout_euro
        # Until May the price forecast differs from the circular by as much as that of the year before did.
        self._boeken(jaar, self.prijs_herzien.get(jaar - 1, nul))

    def _vaststellen(self) -> None:
        """Take over the final price forecast of the year, and settle the error of the last as far as is agreed."""
        self.gemist = self.gemist + self.verrekend
        self.verrekend = np.rint(self.p.accres.nacalculatie * self.fout_vorig)
        self.gemist = self.gemist - self.verrekend
        self._boeken(self.jaar, self.prijs_herzien[self.jaar])

    def _boeken(self, jaar: int, prijs: Array) -> None:
        """Book the tranche of a year at a deviation of its price forecast, and what is settled in it."""
        gewoon = self._tranche(jaar, self.grondslag, self.ankers[jaar], prijs)
        self.tranches[jaar] = gewoon + np.stack([self.verrekend, np.zeros(self.size)])
        self.accressen[jaar] = self._accres(jaar, self.tranches[jaar])
        self.record(accrespercentage=self.tranches[jaar] / np.maximum(self._geheel(jaar, self.grondslag), 1))

    def _vooruitzien(self) -> None:
        """Record the tranche of the next year as the circular of September has it."""
        jaar, nu = self.jaar + 1, self.jaar
        grondslag = tabel.volgende(self.grondslag, self.tranches[nu], self.ankers[nu], self._factor(jaar))
        gewoon = self._tranche(jaar, grondslag, self._anker(jaar, grondslag), self.prijs_herzien[nu])
        accres = self._accres(jaar, gewoon)
        groeit = accres[tabel.PRIJS] + accres[tabel.VOLUME] - self._som(nu)
        self.record(tranche_verwacht=groeit + self._kortingen(jaar))
