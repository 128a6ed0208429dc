"""Beslissen: the IND decides weekly on as many cases as it has hours for.

Decision staff is a pool with nine months of training; its hours are shared between first decisions, family
reunification and re-assessments. A share of the hours goes to cases with little prospect first, the rest to the queues
in proportion to the work that waits. Part of the cases is decided in the order in which they came. Much ends before a
decision: Dublin transfers, withdrawals, people who leave.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.maths import power
from simulate.engine.processes import process
from simulate.engine.recorder import Mean
from simulate.models.asiel.beslistijd import Beslistijd
from simulate.vocabulary import AXES

WEEK = 7 / 365.2425
"""A week in years."""

KANSARM = AXES["groep"].entries.index("kansarm")


class Beslissen(Beslistijd):
    """The decision-making of the IND."""

    wachttijd_nareis = Mean("Gemiddelde wachttijd nareis", "Mean waiting time of family reunification", "weken")

    uren_nareis: Array
    """Hours a week that the IND has for family reunification, (draws,)."""
    uren_eerste: Array
    """Hours a week that the IND has for first decisions, (draws,)."""
    uren_herbeoordeling: Array
    """Hours a week that the IND has for re-assessments, (draws,)."""
    werk_begin: Array
    """Hours of work that waited at the start, (draws,)."""

    def start(self) -> None:
        super().start()
        begin = self.p.beginstand
        self.in_procedure.open(begin.in_procedure * begin.in_procedure_groep, begin.in_procedure_leeftijd)
        # Those who replace leavers are still being trained, as many as leave in the time that training takes.
        staf, opleiding = self.p.beslissen.beslismedewerkers, self.p.beslissen.opleidingsduur
        in_opleiding = staf * self.p.beslissen.verloop * opleiding / 12
        self.ind_medewerkers.start(staf - in_opleiding)
        self.ind_medewerkers.expect(in_opleiding, opleiding)
        self.werk_begin = self._werk().sum(axis=0)
        self.uren_eerste = self.uren_nareis = self.uren_herbeoordeling = np.zeros(self.size)

    @process("afdoen", "close cases without a substantive decision")
    def afdoen(self) -> Proceeding:
        """Elke maand: zaken die eindigen zonder inhoudelijk besluit."""
        weg, vertrekt = self.stream("beslissen.overig_afgedaan"), self.stream("beslissen.afgedaan_vertrek")
        while True:
            self.overig_afgedaan(weg.binomial(self.in_procedure.n, self.p.beslissen.overig_afgedaan))
            self.afgedaan_naar_vertrek(vertrekt.binomial(self.afgedaan.n, self.p.beslissen.overig_naar_vertrek))
            self.vertrek_uit_procedure(self.afgedaan.n)
            self.nieuwe_vertrekplicht.fire()
            yield self.clock.next_month()

    @process("uren verdelen", "divide the hours of the IND over kinds of cases")
    def uren_verdelen(self) -> Proceeding:
        """Elke week: de uren over eerste besluiten, nareis en herbeoordelingen."""
        while True:
            uren = self.ind_medewerkers.open * self.p.beslissen.uren_per_fte * self.p.beslissen.productiviteit * WEEK
            werk_nareis = self.nareis_open.n * self.p.beslissen.uren_per_nareiszaak
            werk_eerste = self._werk().sum(axis=0)
            werk_herbeoordeling = self.herbeoordelingen_open.n * self.p.beslissen.uren_per_herbeoordeling
            werk_asiel = werk_eerste + werk_herbeoordeling
            # What family reunification cannot use goes to the other cases, and the other way round.
            nareis = np.minimum(uren * self.p.beslissen.aandeel_nareis, werk_nareis)
            asiel = np.minimum(np.maximum(uren - nareis, 0), werk_asiel)
            self.uren_nareis = np.minimum(np.maximum(uren - asiel, 0), werk_nareis) * self.p.beslissen.inzet_nareis
            self.uren_herbeoordeling = asiel * werk_herbeoordeling / np.maximum(werk_asiel, 1)
            self.uren_eerste = np.maximum(asiel - self.uren_herbeoordeling, 0) * self.p.beslissen.beslisruimte
            yield self.clock.next_week()

    @process("beslissen", "decide")
    def beslissen(self) -> Proceeding:
        """Elke week: zoveel besluiten als er uren zijn, een deel daarvan eerst voor kansarme zaken."""
        ruimte, ja = self.stream("beslissen.ruimte"), self.stream("beslissen.inwilliging")
        while True:
            zaken = self._uren_per_groep() / self.p.beslissen.uren_per_zaak
            # However many people decide: a case first needs its rest period, hearings and inquiries.
            rijp = self.in_procedure.n / np.maximum(self.p.beslissen.behandelduur, 1)
            plaatsen = np.minimum(ruimte.poisson(np.minimum(zaken, rijp)), self.in_procedure.n)
            buiten_volgorde = np.rint(plaatsen * self.p.beslissen.buiten_volgorde)
            self.beslissen_en_meten(plaatsen - buiten_volgorde, buiten_volgorde)
            self.inwilliging(ja.binomial(self.besloten.n, self.p.beslissen.inwilligingskans))
            self.afwijzing(self.besloten.n)
            self.besluiten_genomen.fire()
            yield self.clock.next_week()

    @process("herbeoordelingen plannen", "plan the re-assessment of permits")
    def herbeoordelingen_plannen(self) -> Proceeding:
        """Elke maand: welke vergunningen terugkomen als hun duur verstreken is."""
        aandeel = self.stream("herbeoordeling.aandeel")
        verleend = self.inwilliging.meter()
        while True:
            terug = aandeel.binomial(verleend.read().sum(axis=0), self.p.beslissen.herbeoordeling_aandeel)
            self.vergunning_verleend(terug, after=self.p.beslissen.vergunningsduur)
            self.herbeoordeling_nodig(self.herbeoordeling_gepland.due)
            yield self.clock.next_month()

    @process("herbeoordelen", "re-assess permits")
    def herbeoordelen(self) -> Proceeding:
        """Elke week: herbeoordelingen, zoveel als er uren voor zijn."""
        ruimte = self.stream("herbeoordeling.ruimte")
        while True:
            if self.herbeoordelingen_open.n.any():
                zaken = ruimte.poisson(self.uren_herbeoordeling / self.p.beslissen.uren_per_herbeoordeling)
                self.herbeoordeeld(np.minimum(zaken, self.herbeoordelingen_open.n))
            yield self.clock.next_week()

    @process("werven", "recruit decision staff")
    def werven(self) -> Proceeding:
        """Elk kwartaal: de staf volgt het werk, voor zover er geworven en opgeleid kan worden; contracten lopen af."""
        while True:
            yield self.clock.next_month(3)
            staf = self.ind_medewerkers.open
            gewenst = self._gewenste_staf()
            weg = staf * (1 - power(1 - self.p.beslissen.verloop, 0.25))
            over = np.minimum(np.maximum(staf - weg - gewenst, 0), staf * self.p.beslissen.afvloeiing_per_kwartaal)
            self.ind_medewerkers.close(weg + over)
            tekort = gewenst - self.ind_medewerkers.open - self.ind_medewerkers.ordered
            self.ind_medewerkers.order(
                np.clip(tekort, 0, self.p.beslissen.werving_per_kwartaal), self.p.beslissen.opleidingsduur
            )

    def _gewenste_staf(self) -> Array:
        """Compute the staff that budgets allow: it moves with the work that waits, though less than in proportion."""
        werkdruk = self._werk().sum(axis=0) / np.maximum(self.werk_begin, 1)
        return np.asarray(self.p.beslissen.beslismedewerkers * power(werkdruk, self.p.beslissen.meebewegen))

    def _werk(self) -> Array:
        """Compute the hours of work that wait, (groups, draws)."""
        return np.asarray(self.in_procedure.n * self.p.beslissen.uren_per_zaak)

    def _uren_per_groep(self) -> Array:
        """Allocate the weekly hours for first decisions, (groups, draws): a share first for little prospect.

        The rest is allocated by work.
        """
        werk = self._werk()
        voorrang = np.zeros_like(werk)
        voorrang[KANSARM] = np.minimum(self.uren_eerste * self.p.beslissen.voorrang_kansarm, werk[KANSARM])
        rest = werk - voorrang
        # Not below nought: the difference of two nearly equal numbers may be slightly negative.
        over = np.maximum(self.uren_eerste - voorrang[KANSARM], 0)
        deel = np.minimum(over / np.maximum(rest.sum(axis=0), 1), 1)
        return np.asarray(voorrang + rest * deel)
