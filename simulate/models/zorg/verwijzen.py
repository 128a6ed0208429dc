"""Verwijzen: who is referred to a hospital, week by week.

Referrals follow the demand of the population: they grow with it, answer the deductible (acute care does not), shift
over the turn of a year in which care becomes cheaper or dearer, and become fewer where the wait is long. Part of the
care that is avoided comes back later, and then more urgently.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.maths import exp
from simulate.engine.processes import process
from simulate.models.zorg.kaart import REGULIER, SPOED, WEKEN_PER_JAAR
from simulate.models.zorg.zorgvraag import Zorgvraag

_EIND_VAN_HET_JAAR, _BEGIN_VAN_HET_JAAR = (11, 12), (1, 2)


class Verwijzen(Zorgvraag):
    """Referrals, and avoided care that comes back."""

    wachtfactor: Array
    """What the length of the list does to less than acute referrals, a factor by specialty, (specialties, draws)."""

    def start(self) -> None:
        super().start()
        self.wachtfactor = np.ones((3, self.size))
        # What comes back is part of what hospitals saw at the start.
        self.begin_terugkeer = self._gemeden_patienten() * self.p.gedrag.terugkeer_aandeel
        duur = self.p.gedrag.terugkeer_duur
        self.uitgestelde_zorg.open(self.begin_terugkeer * duur / 12, over=duur)

    @process("terugkeren", "avoided care comes back")
    def terugkeren(self) -> Proceeding:
        """Elke maand: gemeden zorg komt terug, urgenter dan ze was."""
        waarvoor = self.stream("verwijzen.terug")
        while True:
            self.teruggekeerd(waarvoor.split(self.uitgestelde_zorg.due, self._terugkeersleutel()).reshape(3, 3, -1))
            yield self.clock.next_month()

    @process("mijden", "care is avoided because of its price")
    def mijden(self) -> Proceeding:
        """Elke maand: een deel van de zorg die nu om het geld wordt gemeden, komt later alsnog."""
        aantal = self.stream("verwijzen.mijden")
        while True:
            per_maand = self._gemeden_patienten() * self.p.gedrag.terugkeer_aandeel / 12
            self.zorg_uitgesteld(aantal.poisson(per_maand), after=self.p.gedrag.terugkeer_duur)
            yield self.clock.next_month()

    @process("verwijzen", "refer patients")
    def verwijzen(self) -> Proceeding:
        """Elke week: nieuwe verwijzingen, naar de zorgvraag van dit jaar en hoe lang men al wacht."""
        komst, onrust = self.stream("verwijzen.komst"), self.stream("verwijzen.onrust")
        while True:
            golf = self.p.verwijzing.schommeling
            week = exp(golf * onrust.normal() - np.square(golf) / 2)
            self.verwijzing(komst.poisson(self.verwacht() * week))
            yield self.clock.next_week()

    def verwacht(self) -> Array:
        """Compute the mean number of referrals a week, (urgencies, specialties, draws)."""
        prikkel = self._prijsfactor() * self._seizoen()
        per_week = self._verwijzingen_per_jaar() / WEKEN_PER_JAAR * prikkel
        verdeeld = per_week[:, None] * self.p.verwijzing.specialismesleutel
        gedempt = np.array(verdeeld)
        gedempt[SPOED + 1 :] *= self.wachtfactor
        return gedempt

    def _verwijzingen_per_jaar(self) -> Array:
        """Compute new referrals a year by urgency, (urgencies, draws), before the price and the wait act on them."""
        groei = self.volume / self.prijseffect
        alle = np.maximum(self.p.verwijzing.verwijzingen - self.begin_terugkeer, 0) * groei
        return np.asarray(alle * self.p.verwijzing.urgentiesleutel)

    def _prijsfactor(self) -> Array:
        """Compute the effect of the deductible on referrals by urgency, (urgencies, draws).

        Weighted over the urgencies it is the effect of the deductible on demand.
        """
        gevoelig, sleutel = self.p.gedrag.prijsgevoelig, self.p.verwijzing.urgentiesleutel
        gewicht = gevoelig / np.maximum((gevoelig * sleutel).sum(axis=0), 1e-9)
        return np.asarray(np.maximum(1 + gewicht * (self.prijseffect - 1), 0))

    def _seizoen(self) -> Array:
        """Compute the seasonal factor of referrals by urgency, (urgencies, draws); only routine care has a season.

        It moves as deductibles are used up, and as care waits for (or flees) a new deductible.
        """
        factor = np.ones((3, self.size))
        kwartaal = self.clock.calendar_month // 3
        factor[REGULIER] = self.kwartalen[kwartaal] * (1 + self._over_de_jaargrens())
        return factor

    def _over_de_jaargrens(self) -> Array:
        """Compute the share of routine referrals added (or lost) this month because the deductible changes."""
        maand = self.clock.calendar_month + 1
        if maand in _EIND_VAN_HET_JAAR:
            return np.asarray(-self.p.gedrag.uitstelbaar * self.daling_straks)
        if maand in _BEGIN_VAN_HET_JAAR:
            return np.asarray(self.p.gedrag.uitstelbaar * self.daling_net)
        return np.zeros(self.size)

    def _gemeden_patienten(self) -> Array:
        """Compute the number of patients a year who do not come because of the deductible, (draws,)."""
        gemeden = np.maximum(1 / np.maximum(self.prijseffect * self.begin_remming, 1e-9) - 1, 0)
        return np.asarray(self.p.verwijzing.verwijzingen * self.volume * gemeden)

    def _terugkeersleutel(self) -> Array:
        """Return the share of each urgency and specialty in care that comes back, (9, draws or 1)."""
        sleutel = self.p.gedrag.terugkeer_urgentie[:, None] * self.p.verwijzing.specialismesleutel
        return np.asarray(sleutel.reshape(-1, sleutel.shape[-1]))
