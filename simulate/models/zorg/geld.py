"""Geld: what the deductible brings in, what insurers spend, and who pays: premium, employers, the State, the patient.

The law shares spending fifty-fifty between the income-dependent contribution and the nominal side, on which the
deductible counts. So what patients pay less at the same care lands wholly on the premium, and only extra care is
shared. The standard premium includes the mean own payment: a pure shift leaves it, and the care allowance, as they are.

Hospital care that goes by a waiting list costs money only as far as it can be done.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.recorder import Level, Total
from simulate.models.zorg.behandelen import Behandelen
from simulate.models.zorg.gedrag import HOSPITAL
from simulate.models.zorg.toeslag import within, zorgtoeslag


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
    flankerend = Total(
        "Compensatie, lastenverlichting en ouderenzorg", "Compensation, tax relief and elderly care", "EUR"
    )
    premie = Level("Nominale premie", "Nominal premium", "EUR/persoon/jaar")
    standaardpremie = Level("Standaardpremie", "Standard premium", "EUR/persoon/jaar")
    premie_effect = Level(
        "Premie door het eigen risico, tegen de referentie", "Premium due to the deductible", "EUR/persoon/jaar"
    )
    toeslag_alleen = Level(
        "Zorgtoeslag alleenstaande, laagste vijfde", "Care allowance, single, lowest fifth", "EUR/persoon/jaar"
    )
    zorgtoeslag_uitgaven = Total("Uitgaven zorgtoeslag", "Spending on the care allowance", "EUR")
    lasten = Total("Wie meer of minder draagt", "Who bears more or less", "EUR", "drager")
    lasten_leeftijd = Level(
        "Meer of minder lasten per volwassene, naar leeftijd", "Change of burden per adult, by age",
        "EUR/persoon/jaar", "leeftijd",
    )  # fmt: skip
    lasten_inkomen = Level(
        "Meer of minder lasten per volwassene, naar inkomen", "Change of burden per adult, by income",
        "EUR/persoon/jaar", "inkomen",
    )  # fmt: skip

    def start(self) -> None:
        super().start()
        p = self.p.geld
        self.schaal = p.zvw_uitgaven / self.gevraagd.sum(axis=0)
        self.begin_nominaal = p.premie_nominaal + np.zeros(self.size)
        self.begin_uitgaven = p.zvw_uitgaven + np.zeros(self.size)
        self.begin_opbrengst = self._opbrengst(self.stelsel.betaald)
        self.begin_standaard = p.standaardpremie + np.zeros(self.size)
        self.begin_volwassenen = self.personen().sum(axis=(0, 1))
        self.meer_gemeden: list[Array] = []
        toeslag = self.p.zorgtoeslag
        sinds = self.clock.today.year - toeslag.inkomensjaar
        self.inkomen_gegroeid: Array = (1 + toeslag.inkomensgroei) ** sinds + np.zeros(self.size)
        self.drempel_gezien = self.drempel = self.p.zorgtoeslag.drempelinkomen + np.zeros(self.size)
        self._premie_vaststellen()

    def premie_vaststellen(self) -> Proceeding:
        """Elk jaar op 1 januari: premie, toeslag en wie wat draagt, naar de zorg en het eigen risico van dat jaar."""
        while True:
            yield self.clock.next(1)
            self._indexeren()
            self._premie_vaststellen()

    def _indexeren(self) -> None:
        """Incomes, and the threshold of the allowance: by law, and after the last one known along with incomes."""
        wet = self.p.zorgtoeslag.drempelinkomen + np.zeros(self.size)
        self.inkomen_gegroeid = self.inkomen_gegroeid * (1 + self.p.zorgtoeslag.inkomensgroei)
        gegroeid = self.drempel * (1 + self.p.zorgtoeslag.inkomensgroei)
        self.drempel = np.where(wet != self.drempel_gezien, wet, gegroeid)
        self.drempel_gezien = wet

    def _opbrengst(self, betaald: Array) -> Array:
        """Own payments of all adults a year, (draws,)."""
        return np.asarray((betaald * self.aantallen()).sum(axis=(0, 1, 2)))

    def _uitgaven(self, gevraagd: Array, volume: Array) -> Array:
        """Spending a year on what is asked for by sector (sectors, draws), hospital care as far as there is room."""
        geleverd = np.minimum(volume, self.ruimte()) / np.maximum(volume, 1e-9)
        lijst = self.p.geld.aandeel_wachtlijstzorg * (1 - geleverd)
        return np.asarray(self.schaal * (gevraagd.sum(axis=0) - lijst * gevraagd[HOSPITAL]))

    def _premie_vaststellen(self) -> None:
        p = self.p.geld
        volwassenen = self.personen().sum(axis=(0, 1))
        opbrengst, zonder, verschoven = (
            self._opbrengst(b) for b in (self.stelsel.betaald, self.referentie.betaald, self.verschoven)
        )
        later = self._later()
        uitgaven = self._uitgaven(self.gevraagd, self.volume) + later
        referentie = self._uitgaven(self.gevraagd_referentie, self.volume_referentie)
        self.per_jaar = {
            "opbrengst_eigen_risico": opbrengst,
            "zvw_uitgaven": uitgaven,
            "verschuiving": zonder - verschoven,
            "gedragseffect": uitgaven - referentie + verschoven - opbrengst,
            "gedragseffect_gevraagd": self.schaal * (self.gevraagd - self.gevraagd_referentie).sum(axis=0)
            + later + verschoven - opbrengst,
            "latere_zorg": later,
            "netto_collectief": uitgaven - referentie + zonder - opbrengst,
        }  # fmt: skip
        self.nominaal = self._nominaal(uitgaven, opbrengst, volwassenen)
        nominaal_referentie = self._nominaal(referentie, zonder, volwassenen)
        standaard = self._standaard(self.nominaal + opbrengst / volwassenen)
        toeslag = self._toeslag(standaard)
        toeslag_referentie = self._toeslag(self._standaard(nominaal_referentie + zonder / volwassenen))
        erbij = self.nominaal - nominaal_referentie
        werkgevers = (1 - p.aandeel_nominaal) * (uitgaven - referentie)
        compensatie = p.compensatie_premie * erbij
        self.record(
            premie=self.nominaal,
            standaardpremie=standaard,
            premie_effect=erbij,
            toeslag_alleen=self._alleen(standaard)[:, 0].mean(axis=0),
        )
        self._lasten_verdelen(erbij - compensatie, toeslag - toeslag_referentie)
        toeslagen = self._landelijk(toeslag)
        extra_toeslag = toeslagen - self._landelijk(toeslag_referentie)
        naar_werkgevers = p.compensatie_werkgevers * werkgevers
        self.per_jaar["zorgtoeslag_uitgaven"] = toeslagen
        self.lasten_per_jaar = np.stack(
            [
                opbrengst - zonder,
                (erbij - compensatie) * volwassenen - extra_toeslag,
                werkgevers - naar_werkgevers,
                extra_toeslag + compensatie * volwassenen + naar_werkgevers,
            ]
        )
        self.compensatie_per_jaar = compensatie * volwassenen + naar_werkgevers

    def _nominaal(self, uitgaven: Array, opbrengst: Array, volwassenen: Array) -> Array:
        """The nominal premium: that of the start, and what the nominal side has to bring up since then, per adult."""
        p = self.p.geld
        begin = p.aandeel_nominaal * self.begin_uitgaven - self.begin_opbrengst
        nu = p.aandeel_nominaal * uitgaven - opbrengst
        # What else the nominal side pays (administration, reserves) and gets (for children) stays what it was.
        return np.asarray(self.begin_nominaal + nu / volwassenen - begin / self.begin_volwassenen)

    def _standaard(self, premie_en_eigen: Array) -> Array:
        """The standard premium: that of the start, and how premium and mean own payment together changed since."""
        begin = self.begin_nominaal + self.begin_opbrengst / self.begin_volwassenen
        return np.asarray(self.begin_standaard + premie_en_eigen - begin)

    def _later(self) -> Array:
        """Euros this year for care avoided some years ago, more than at the reference, that comes back dearer."""
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
        """The allowance of a single adult, (within a class, incomes, draws)."""
        p = self.p.zorgtoeslag
        inkomen = within(p.inkomen_alleen * self.inkomen_gegroeid, p.inkomensspreiding)
        return zorgtoeslag(standaard, inkomen, self.drempel, p.procent_drempel_alleen, p.procent_afbouw, 1)

    def _paar(self, standaard: Array) -> Array:
        p = self.p.zorgtoeslag
        inkomen = within(p.inkomen_paar * self.inkomen_gegroeid, p.inkomensspreiding)
        return zorgtoeslag(standaard, inkomen, self.drempel, p.procent_drempel_paar, p.procent_afbouw, 2)

    def _toeslag(self, standaard: Array) -> Array:
        """The mean allowance per adult by income, (incomes, draws), of those who ask for it."""
        paar = self.p.zorgtoeslag.paar_aandeel
        alleen, samen = self._alleen(standaard).mean(axis=0), self._paar(standaard).mean(axis=0)
        return np.asarray(((1 - paar) * alleen + paar * samen / 2) * self.p.zorgtoeslag.gebruik)

    def _landelijk(self, per_inkomen: Array) -> Array:
        """A sum per adult by income (incomes, draws), for all adults."""
        return np.asarray((per_inkomen * self.aantallen().sum(axis=(0, 1))).sum(axis=0))

    def _lasten_verdelen(self, premie: Array, toeslag: Array) -> None:
        """Who bears more, per adult: own payments and premium, less the allowance and what is compensated."""
        mensen = self.aantallen()
        betaald = (self.stelsel.betaald - self.referentie.betaald) * mensen
        per_leeftijd = (toeslag * self.inkomensverdeling()).sum(axis=1)
        self.record(
            lasten_leeftijd=betaald.sum(axis=(1, 2)) / mensen.sum(axis=(1, 2)) + premie - per_leeftijd,
            lasten_inkomen=betaald.sum(axis=(0, 1)) / mensen.sum(axis=(0, 1)) + premie - toeslag,
        )

    def geld_opmaken(self) -> None:
        """Aan het eind van de maand: een twaalfde van wat er in het jaar omgaat."""
        p = self.p.geld
        self.record(**{naam: bedrag / 12 for naam, bedrag in self.per_jaar.items()})
        self.record(
            lasten=self.lasten_per_jaar / 12,
            flankerend=(self.compensatie_per_jaar + p.lastenverlichting + p.ouderenzorg) / 12,
            intensivering_programma=p.intensivering_programma / 12,
        )
