"""Behandelen: hospitals see and treat, week by week, as many as staff and budget allow.

At the scale of a country the servers are so many that nobody would wait in a queue of chance: what makes people wait
is that less can be done than is asked for. So this is a rationed backlog. Part of the capacity goes by urgency, the
rest in the order in which people came. What one group of specialties does not use is not passed on to another.
Hospitals plan from a list: one shorter than their working stock leaves places empty, so that no list runs dry.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.maths import power
from simulate.engine.processes import process
from simulate.engine.queues import Queue
from simulate.models.zorg.kaart import DRINGEND, REGULIER, SPOED, WEKEN_PER_JAAR, WEKEN_PER_MAAND
from simulate.models.zorg.personeel import Personeel
from simulate.models.zorg.verwijzen import Verwijzen
from simulate.models.zorg.wachttijd import Wachttijd

_LEAST = 1e-2
"""Weeks below which a list is taken to be empty."""
_SHORTEST = 0.2
"""A list shorter than this share of that of the start draws nobody more."""


class Behandelen(Wachttijd, Personeel, Verwijzen):
    """First visits and treatments."""

    budget: Array
    """Care that hospitals are paid for against the start, a factor, (draws,)."""
    plekken_poli: Array
    """First visits a week at the start, (specialties, draws)."""
    plekken_behandeling: Array
    """Treatments a week at the start, (specialties, draws)."""
    begin_poli: Array
    """Weeks that it would have taken at the start to see all who waited, (specialties, draws)."""
    begin_behandeling: Array
    """The same of treatments."""
    begin_weken: tuple[Array, Array]
    """Weeks that routine care waited at the start: for a first visit, for a treatment, (draws,)."""
    deel_poli: Array
    """Staff for first visits against the start, a factor: it goes where more people wait, (specialties, draws)."""
    deel_behandeling: Array
    """The same of treatments."""
    vol_poli: Array
    """The share of the places for first visits that can be filled from the list, (specialties, draws)."""
    vol_behandeling: Array
    """The same of treatments."""
    behandelfactor: Array
    """What the wait does to who needs a treatment, a factor, (dringend and regulier, specialties, draws)."""

    def start(self) -> None:
        super().start()
        self.budget = np.ones(self.size)
        p = self.p.wachtlijst
        verwijzing, sleutel = self.p.verwijzing, self.p.verwijzing.urgentiesleutel
        komst = (verwijzing.verwijzingen / WEKEN_PER_JAAR * sleutel + np.zeros(self.size))[:, None] * (
            verwijzing.specialismesleutel
        )
        self.plekken_poli = self._openen(self.wacht_op_polikliniek, komst, p.poli_wachttijd, p.uitval_poli)
        nodig = komst * (1 - p.begintekort) * verwijzing.behandelaandeel
        self.plekken_behandeling = self._openen(
            self.wacht_op_behandeling, nodig, p.behandel_wachttijd, p.uitval_behandeling
        )
        self.begin_poli, self.begin_behandeling = self._wachtduur()
        self.deel_poli = self.deel_behandeling = np.ones((3, self.size))
        # The wait for routine care at the start stands for the list of the start.
        self.begin_weken = np.maximum(p.poli_wachttijd, _LEAST), np.maximum(p.behandel_wachttijd, _LEAST)
        self.vol_poli = self.vol_behandeling = np.ones((3, self.size))
        self.behandelfactor = np.ones((2, 3, self.size))

    @process("begroten", "set how much hospital care is paid for")
    def begroten(self) -> Proceeding:
        """Elk jaar op 1 januari: hoeveel zorg ziekenhuizen betaald krijgen."""
        while True:
            yield self.clock.next(1)
            self.budget = self.budget * (1 + self.p.wachtlijst.budgetgroei)

    @process("spreekuur houden", "see patients for the first time")
    def spreekuur_houden(self) -> Proceeding:
        """Elke week: eerste consulten; een deel van de mensen moet daarna worden behandeld."""
        rest, nodig = self.stream("behandelen.poli"), self.stream("behandelen.nodig")
        while True:
            plekken = _heel(self.plekken_poli * self.ruimte() * self.deel_poli * self.vol_poli, rest.uniform())
            gezien = self._aan_de_beurt(self.wacht_op_polikliniek, plekken)
            self.consult(gezien)
            aandeel = self.p.verwijzing.behandelaandeel + np.zeros((3, 3, self.size))
            aandeel[SPOED + 1 :] *= self.behandelfactor
            self.behandeling_nodig(nodig.binomial(self.gezien.n, np.minimum(aandeel, 1)))
            self.klaar_na_consult(self.gezien.n)
            self.poli_meten(gezien)
            yield self.clock.next_week()

    @process("behandelen", "treat patients")
    def behandelen(self) -> Proceeding:
        """Elke week: behandelingen, en hoe lang wachten nu duurt."""
        rest = self.stream("behandelen.behandeling")
        while True:
            ruimte = self.ruimte() * self.deel_behandeling * self.vol_behandeling
            plekken = _heel(self.plekken_behandeling * ruimte, rest.uniform())
            behandeld = self._aan_de_beurt(self.wacht_op_behandeling, plekken)
            self.behandeling(behandeld)
            self.behandeling_meten(behandeld)
            druk = self._wachtdruk()
            self._reageren_op_de_wacht(*druk)
            self._verdelen(*druk)
            self._vullen(*druk)
            yield self.clock.next_week()

    @process("van de lijst gaan", "patients leave the lists")
    def van_de_lijst_gaan(self) -> Proceeding:
        """Elke maand: wie hersteld is, elders gaat of overlijdt verlaat de wachtlijst."""
        poli, behandeling = self.stream("behandelen.uitval_poli"), self.stream("behandelen.uitval_behandeling")
        while True:
            p = self.p.wachtlijst
            self.uitval_poli(poli.binomial(self.wacht_op_polikliniek.n, p.uitval_poli))
            self.uitval_behandeling(behandeling.binomial(self.wacht_op_behandeling.n, p.uitval_behandeling))
            yield self.clock.next_month()

    def ruimte(self) -> Array:
        """Compute the capacity against the start, (draws,).

        It is what there is, and as much more as follows a demand that the deductible changed.
        """
        volgt = self.p.wachtlijst.aanbod_volgt * (self.volume - self.volume_referentie)
        return np.asarray(np.maximum(self.ruimte_vanzelf() + volgt, 0))

    def ruimte_vanzelf(self) -> Array:
        """Compute what staff can do, as far as it is paid for, against the start, (draws,)."""
        return np.asarray(np.minimum(self.capaciteit, (1 + self.p.wachtlijst.budgetspeling) * self.budget))

    def _openen(self, lijst: Queue, komst: Array, wacht: Array, uitval: Array) -> Array:
        """Fill a waiting list as it is when routine care waits `wacht` weeks; returns the places a week, (3, draws).

        `komst` is who comes a week, (urgencies, specialties, draws).
        """
        p, sleutel = self.p.wachtlijst, self.p.verwijzing.urgentiesleutel
        # Urgent care waits for what the places by urgency do not reach.
        te_veel = np.maximum(sleutel[SPOED] + sleutel[DRINGEND] - p.triage, 0) / np.maximum(sleutel[REGULIER], 1e-9)
        wachtend = np.zeros_like(komst)
        wachtend[REGULIER] = komst[REGULIER] * wacht
        wachtend[DRINGEND] = np.minimum(wachtend[REGULIER] * te_veel, komst[DRINGEND] * wacht)
        lijst.open(wachtend, wacht / 2 / WEKEN_PER_MAAND, cell=1 / WEKEN_PER_MAAND)
        weg = lijst.n.sum(axis=0) * uitval / WEKEN_PER_MAAND
        return np.asarray(np.maximum(komst.sum(axis=0) * (1 - p.begintekort) - weg, 0))

    def _verdelen(self, poli: Array, behandeling: Array) -> None:
        """Divide staff over first visits and treatments: it goes where relatively more people wait."""
        aandeel = self.p.wachtlijst.aandeel_polikliniek
        samen = aandeel * poli + (1 - aandeel) * behandeling
        self.deel_poli, self.deel_behandeling = (
            np.where(samen > 0, druk / np.maximum(samen, 1e-9), 1.0) for druk in (poli, behandeling)
        )

    def _vullen(self, poli: Array, behandeling: Array) -> None:
        """Compute the shares of places that can be filled, given the length of both lists against the start.

        On a list shorter than the working stock there are fewer, in proportion.
        """
        p = self.p.wachtlijst
        self.vol_poli = _gevuld(poli, p.werkvoorraad_poli / self.begin_weken[0])
        self.vol_behandeling = _gevuld(behandeling, p.werkvoorraad_behandeling / self.begin_weken[1])

    def _aan_de_beurt(self, lijst: Queue, plekken: Array) -> Array:
        """Select the patients who get `plekken` (specialties, draws).

        A part goes by urgency, the rest in the order of arrival.
        """
        op_urgentie = lijst.first(np.floor(plekken * self.p.wachtlijst.triage))
        over = lijst.n - op_urgentie
        return np.asarray(op_urgentie + proportional(plekken - op_urgentie.sum(axis=0), over))

    def _reageren_op_de_wacht(self, *druk: Array) -> None:
        """Adjust demand to the wait: a longer one makes fewer people come, and a shorter one more.

        The elasticity is constant.
        """
        macht = -self.p.wachtlijst.wachttijdgevoeligheid
        poli, behandeling = (power(np.maximum(lijst, _SHORTEST), macht) for lijst in druk)
        self.wachtfactor = poli
        self.behandelfactor = np.broadcast_to(behandeling, (2, *behandeling.shape))

    def _wachtdruk(self) -> tuple[Array, Array]:
        """Compute the length of both lists against the start, (specialties, draws) each."""
        poli, behandeling = self._wachtduur()
        return poli / np.maximum(self.begin_poli, _LEAST), behandeling / np.maximum(self.begin_behandeling, _LEAST)

    def _wachtduur(self) -> tuple[Array, Array]:
        """Compute the weeks that it would take to see, and to treat, all who wait: (specialties, draws) each."""
        ruimte = self.ruimte()
        return (
            self.wacht_op_polikliniek.n.sum(axis=0) / np.maximum(self.plekken_poli * ruimte, 1),
            self.wacht_op_behandeling.n.sum(axis=0) / np.maximum(self.plekken_behandeling * ruimte, 1),
        )


def _gevuld(druk: Array, voorraad: Array) -> Array:
    """Compute the share of places filled at a length of the list and a working stock, both against the start.

    Who starts with a shorter list than that takes the list of the start for the working stock.
    """
    return np.asarray(np.minimum(druk / np.maximum(np.minimum(voorraad, 1), _LEAST), 1))


def _heel(plekken: Array, kans: Array) -> Array:
    """Round to whole places: a fraction of a place is one with that chance."""
    return np.asarray(np.floor(plekken + kans))
