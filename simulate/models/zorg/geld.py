"""Geld: what the deductible brings in, what insurers spend, and who pays: premium, employers, the State, the patient.

The law shares spending fifty-fifty between the income-dependent contribution and the nominal side, on which the
deductible counts. So what patients pay less at the same care lands wholly on the premium, and only extra care is
shared. The standard premium includes the mean own payment: a pure shift leaves it, and the care allowance, as they are.

Hospital care that goes by a waiting list costs money in the year in which it is done, and none if it never is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.maths import power
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Total
from simulate.models.zorg.behandelen import Behandelen
from simulate.models.zorg.geleverd import Levering, komt, leveren
from simulate.models.zorg.kaart import WEKEN_PER_JAAR
from simulate.models.zorg.mensen import HOSPITAL
from simulate.models.zorg.toeslag import within, zorgtoeslag


class Rekening(NamedTuple):
    """A year of the health insurance, (draws,); the allowance per adult is by income, (incomes, draws)."""

    uitgaven: Array
    opbrengst: Array
    premie: Array
    standaardpremie: Array
    toeslag: Array


class Geld(Behandelen):
    """Money."""

    opbrengst_eigen_risico = Total("Opbrengst eigen risico", "Revenue of the deductible", "EUR")
    zvw_uitgaven = Total("Uitgaven Zvw", "Spending under the Health Insurance Act", "EUR")
    verschuiving = Total(
        "Verschuiving: eigen betalingen die premie worden", "Shift: own payments that become premium", "EUR"
    )
    gedragseffect = Total(
        "Gedrag: extra zorg en wat er zelf van wordt betaald", "Behaviour: extra care less own payments on it", "EUR"
    )
    gedragseffect_gevraagd = Total(
        "Gedrag, als alle gevraagde zorg geleverd wordt", "Behaviour, if all care asked for is given", "EUR"
    )
    niet_geleverd = Total(
        "Gevraagd en dat jaar niet geleverd, tegen de referentie",
        "Asked for and not given in the year, against the reference",
        "EUR",
    )
    latere_zorg = Total(
        "Later: zorg die eerder werd gemeden, tegen de referentie", "Later: care avoided before, against the reference",
        "EUR",
    )  # fmt: skip
    netto_collectief = Total(
        "Netto collectieve kosten van het eigen risico, tegen de referentie",
        "Net public cost of the deductible, against the reference",
        "EUR",
    )
    intensivering_programma = Total("Netto kosten volgens het programma", "Net cost according to the programme", "EUR")
    premie = Level("Nominale premie", "Nominal premium", "EUR/persoon/jaar")
    standaardpremie = Level("Standaardpremie", "Standard premium", "EUR/persoon/jaar")
    premie_effect = Level(
        "Premie door het eigen risico, tegen de referentie", "Premium due to the deductible", "EUR/persoon/jaar"
    )
    toeslag_alleen = Level(
        "Zorgtoeslag alleenstaande, laagste vijfde", "Care allowance, single, lowest fifth", "EUR/persoon/jaar"
    )
    zorgtoeslag_uitgaven = Total("Uitgaven zorgtoeslag", "Spending on the care allowance", "EUR")

    rekening: Rekening
    """The year of the health insurance at the deductible that is."""
    rekening_referentie: Rekening
    """The same year at the deductible of the reference."""
    begin_ziekenhuis: Array
    """Hospital care asked for at the start, euros a year at the prices of the year of the figures, (draws,)."""
    begin_lijst: Array
    """Hospital care that waits at the start, in years of what is asked for then, (draws,)."""
    wachtend: Array
    """Hospital care that waits beyond the list of the start, in years of what was asked for then, (draws,)."""
    wachtend_referentie: Array
    """The same at the deductible of the reference."""

    def start(self) -> None:
        super().start()
        p = self.p.geld
        self.schaal = p.zvw_uitgaven / self.gevraagd.sum(axis=0)
        self.begin_nominaal = p.premie_nominaal + np.zeros(self.size)
        self.begin_uitgaven = p.zvw_uitgaven + np.zeros(self.size)
        self.begin_opbrengst = self._opbrengst(self.stelsel.betaald)
        self.begin_standaard = p.standaardpremie + np.zeros(self.size)
        self.begin_volwassenen = self.volwassenen()
        self.begin_overschot = p.zvf_overschot + np.zeros(self.size)
        self.meer_gemeden: list[Array] = []
        self.wachtend = self.wachtend_referentie = np.zeros(self.size)
        self.begin_ziekenhuis = self.gevraagd[HOSPITAL] / self.prijspeil
        poli, behandeling = self.begin_weken
        deel = self.p.wachtlijst.aandeel_polikliniek
        self.begin_lijst = (deel * poli + (1 - deel) * behandeling) / WEKEN_PER_JAAR + np.zeros(self.size)
        toeslag = self.p.zorgtoeslag
        sinds = self.clock.today.year - toeslag.inkomensjaar
        self.inkomen_gegroeid: Array = power(1 + toeslag.inkomensgroei, sinds) + np.zeros(self.size)
        self.drempel_gezien = self.drempel = self.p.zorgtoeslag.drempelinkomen + np.zeros(self.size)
        self._premie_vaststellen()

    @process("premie vaststellen", "set the premium and the allowance")
    def premie_vaststellen(self) -> Proceeding:
        """Elk jaar op 1 januari: premie, toeslag en wie wat draagt, naar de zorg en het eigen risico van dat jaar."""
        while True:
            yield self.clock.next(1)
            self._indexeren()
            self._premie_vaststellen()

    @closing("geld opmaken", "draw up the money of the month")
    def geld_opmaken(self) -> None:
        """Aan het eind van de maand: een twaalfde van wat er in het jaar omgaat."""
        self.record(**{naam: bedrag / 12 for naam, bedrag in self.per_jaar.items()})
        self.record(intensivering_programma=self.p.geld.intensivering_programma / 12)

    def volwassenen(self) -> Array:
        """Count all insured adults, (draws,)."""
        return np.asarray(self.personen().sum(axis=(0, 1)))

    def landelijk(self, per_inkomen: Array) -> Array:
        """Sum an amount per adult by income (incomes, draws) over all adults."""
        return np.asarray((per_inkomen * self.aantallen().sum(axis=(0, 1))).sum(axis=0))

    def _indexeren(self) -> None:
        """Index incomes, and the threshold of the allowance.

        The threshold goes by law, and after the last one known it grows along with incomes.
        """
        wet = self.p.zorgtoeslag.drempelinkomen + np.zeros(self.size)
        self.inkomen_gegroeid = self.inkomen_gegroeid * (1 + self.p.zorgtoeslag.inkomensgroei)
        gegroeid = self.drempel * (1 + self.p.zorgtoeslag.inkomensgroei)
        self.drempel = np.where(wet != self.drempel_gezien, wet, gegroeid)
        self.drempel_gezien = wet

    def _opbrengst(self, betaald: Array) -> Array:
        """Sum the own payments of all adults a year, (draws,)."""
        return np.asarray((betaald * self.aantallen()).sum(axis=(0, 1, 2)))

    def _uitgaven(self, gevraagd: Array, gegeven: Array) -> Array:
        """Compute the spending a year on what is asked for by sector (sectors, draws).

        Of hospital care that goes by a list it is what is `gegeven` (draws,) that counts, at the prices of the year.
        """
        ziekenhuis = self.begin_ziekenhuis * self.prijspeil * gegeven
        lijst = self.p.geld.aandeel_wachtlijstzorg * (ziekenhuis - gevraagd[HOSPITAL])
        return np.asarray(self.schaal * (gevraagd.sum(axis=0) + lijst))

    def _blijft(self) -> Array:
        """Compute the share of those on a list who are still on it a year later, (draws,)."""
        p = self.p.wachtlijst
        poli, behandeling = (
            power(1 - uitval + np.zeros(self.size), 12) for uitval in (p.uitval_poli, p.uitval_behandeling)
        )
        return np.asarray(p.aandeel_polikliniek * poli + (1 - p.aandeel_polikliniek) * behandeling)

    def _leveren(self, gevraagd: Array) -> tuple[Levering, Levering]:
        """Work out what is given this year of what is asked for by sector (sectors, draws), and at the reference."""
        p, blijft, ruimte = self.p.wachtlijst, self._blijft(), self.ruimte_vanzelf()
        volume, zonder = (
            msz / np.maximum(self.begin_ziekenhuis * self.prijspeil, 1e-9)
            for msz in (gevraagd[HOSPITAL], self.gevraagd_referentie[HOSPITAL])
        )
        nu, toen = (
            komt(wachtend, self.begin_lijst, p.wachttijdgevoeligheid + np.zeros(self.size))
            for wachtend in (self.wachtend, self.wachtend_referentie)
        )
        # Where supply follows, those who come for the deductible find no longer list and nobody of them stays away.
        volgt = p.aanbod_volgt * (volume - zonder)
        return (
            leveren(volume * nu + volgt * (1 - nu), self.wachtend, np.maximum(ruimte + volgt, 0), blijft),
            leveren(zonder * toen, self.wachtend_referentie, ruimte, blijft),
        )

    def _premie_vaststellen(self) -> None:
        """Compute the year of the health insurance, at this deductible and at that of the reference."""
        later = self._later()
        # What comes back is asked for like any other care, and done as far as there is room.
        gevraagd = self.gevraagd + 0
        gevraagd[HOSPITAL] = np.maximum(gevraagd[HOSPITAL] + later / self.schaal, 0)
        nu, zonder = self._leveren(gevraagd)
        self.wachtend, self.wachtend_referentie = nu.wachtend, zonder.wachtend
        self.rekening = self._rekening(self._uitgaven(gevraagd, nu.gegeven), self.stelsel.betaald)
        self.rekening_referentie = self._rekening(
            self._uitgaven(self.gevraagd_referentie, zonder.gegeven), self.referentie.betaald
        )
        self._kosten_splitsen(later)
        self.record(
            premie=self.rekening.premie,
            standaardpremie=self.rekening.standaardpremie,
            premie_effect=self.rekening.premie - self.rekening_referentie.premie,
            toeslag_alleen=self._alleen(self.rekening.standaardpremie)[:, 0].mean(axis=0),
        )

    def _rekening(self, uitgaven: Array, betaald: Array) -> Rekening:
        """Compute the account of a year at spending (draws,) and own payments (ages, sexes, incomes, draws)."""
        volwassenen, opbrengst = self.volwassenen(), self._opbrengst(betaald)
        premie = self._nominaal(uitgaven, opbrengst)
        standaard = self._standaard(premie + opbrengst / volwassenen)
        return Rekening(uitgaven, opbrengst, premie, standaard, self._toeslag(standaard))

    def _kosten_splitsen(self, later: Array) -> None:
        """Split the yearly cost of the deductible against the reference.

        The parts are what only shifts, and what comes of behaviour.
        """
        nu, zonder, verschoven = self.rekening, self.rekening_referentie, self._opbrengst(self.verschoven)
        meer_gevraagd = self.schaal * (self.gevraagd - self.gevraagd_referentie).sum(axis=0)
        self.per_jaar = {
            "opbrengst_eigen_risico": nu.opbrengst,
            "zvw_uitgaven": nu.uitgaven,
            "verschuiving": zonder.opbrengst - verschoven,
            "gedragseffect": nu.uitgaven - zonder.uitgaven + verschoven - nu.opbrengst,
            "gedragseffect_gevraagd": meer_gevraagd + later + verschoven - nu.opbrengst,
            "niet_geleverd": meer_gevraagd + later - (nu.uitgaven - zonder.uitgaven),
            "latere_zorg": later,
            "netto_collectief": nu.uitgaven - zonder.uitgaven + zonder.opbrengst - nu.opbrengst,
            "zorgtoeslag_uitgaven": self.landelijk(nu.toeslag),
        }

    def _nominaal(self, uitgaven: Array, opbrengst: Array) -> Array:
        """Compute the nominal premium per adult.

        It is that of the start, and what the nominal side has to bring up since then.
        """
        p = self.p.geld
        begin = p.aandeel_nominaal * (self.begin_uitgaven - self.begin_overschot) - self.begin_opbrengst
        nu = p.aandeel_nominaal * (uitgaven - p.zvf_overschot) - opbrengst
        # What else the nominal side pays (administration, reserves) and gets (for children) stays what it was.
        return np.asarray(self.begin_nominaal + nu / self.volwassenen() - begin / self.begin_volwassenen)

    def _standaard(self, premie_en_eigen: Array) -> Array:
        """Compute the standard premium.

        It is that of the start, and how premium and mean own payment together changed since.
        """
        begin = self.begin_nominaal + self.begin_opbrengst / self.begin_volwassenen
        return np.asarray(self.begin_standaard + premie_en_eigen - begin)

    def _later(self) -> Array:
        """Compute the cost this year, in euros, of care avoided some years ago that comes back dearer.

        Only what was avoided more than at the reference counts.
        """
        kosten = self.kosten[..., HOSPITAL, :]
        verschil = (kosten * (self.referentie.factor - self.stelsel.factor)[..., HOSPITAL, :]).sum(axis=(0, 1, 2))
        self.meer_gemeden.append(verschil)
        p = self.p.gedrag
        geleden = np.maximum(len(self.meer_gemeden) - 1 - p.terugkeer_duur / 12 + np.zeros(self.size), -1)
        # Nothing was avoided more before the start; a part of a year is divided over the years around it.
        jaren = np.stack([np.zeros(self.size), *self.meer_gemeden])
        heel = np.floor(geleden).astype(int)
        eerder, volgend = (np.take_along_axis(jaren, np.clip(heel + n, 0, len(jaren) - 1)[None], 0)[0] for n in (1, 2))
        waarde = eerder + (geleden - heel) * (volgend - eerder)
        return np.asarray(self.schaal * waarde * p.terugkeer_aandeel * p.terugkeer_kosten)

    def _alleen(self, standaard: Array) -> Array:
        """Compute the allowance of a single adult, (within a class, incomes, draws)."""
        p = self.p.zorgtoeslag
        inkomen = within(p.inkomen_alleen * self.inkomen_gegroeid, p.inkomensspreiding)
        return zorgtoeslag(standaard, inkomen, self.drempel, p.procent_drempel_alleen, p.procent_afbouw, 1)

    def _paar(self, standaard: Array) -> Array:
        """Compute the allowance of a couple, (within a class, incomes, draws)."""
        p = self.p.zorgtoeslag
        inkomen = within(p.inkomen_paar * self.inkomen_gegroeid, p.inkomensspreiding)
        return zorgtoeslag(standaard, inkomen, self.drempel, p.procent_drempel_paar, p.procent_afbouw, 2)

    def _toeslag(self, standaard: Array) -> Array:
        """Compute the mean allowance per adult by income, (incomes, draws), of those who ask for it."""
        paar = self.p.zorgtoeslag.paar_aandeel
        alleen, samen = self._alleen(standaard).mean(axis=0), self._paar(standaard).mean(axis=0)
        return np.asarray(((1 - paar) * alleen + paar * samen / 2) * self.p.zorgtoeslag.gebruik)
