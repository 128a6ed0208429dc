"""Beslissen: the IND decides weekly on as many cases as it has hours for.

Decision staff is a pool with nine months of training; its hours are shared between first decisions, family
reunification and re-assessments. What family reunification gets follows the work that waits there, with inertia. Of the
hours for first decisions a share goes to the track of cases with little prospect first, as much as its term asks once
the Pact applies; the rest is divided over the tracks in proportion to the work that waits. Within a track most cases
are decided in the order in which they came. Much ends before a decision: Dublin transfers, withdrawals, people who
leave.

Every year a budget moves the staff towards a norm: the work that came in the year before, and the stock beyond the
legal term spread over the years meant to clear it. A stock that grew in a crisis is not the normal load. What came in
is first and repeat applications less cases that ended by themselves, family requests and re-assessments. Upheld appeals
and objections, and asylum applications of Ukrainians, count in the stock alone.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.maths import power
from simulate.engine.processes import process
from simulate.engine.recorder import Mean
from simulate.models.asiel.beslistijd import MAAND, Beslistijd
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
    deel_nareis: Array
    """The share of the hours meant for family reunification, (draws,)."""
    staf_begin: Array
    """Decision staff at the start, trained or not, (draws,)."""
    begroot: Array
    """Staff that budgets allow, against that of the start, (draws,)."""

    def start(self) -> None:
        super().start()
        begin = self.p.beginstand
        self.in_procedure.open(begin.in_procedure * begin.in_procedure_groep, begin.in_procedure_leeftijd)
        # Those who replace leavers are still being trained, as many as leave in the time that training takes.
        staf, opleiding = self.p.beslissen.beslismedewerkers, self.p.beslissen.opleidingsduur
        in_opleiding = np.minimum(staf * self.p.beslissen.verloop * opleiding / 12, staf)
        self.ind_medewerkers.start(staf - in_opleiding)
        self.ind_medewerkers.expect(in_opleiding, opleiding)
        self.staf_begin = staf + np.zeros(self.size)
        self.begroot = np.ones(self.size)
        self.deel_nareis = self.p.beslissen.aandeel_nareis + np.zeros(self.size)
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
            gewogen = werk_nareis * self.p.beslissen.voorkeur_nareis
            gewenst = gewogen / np.maximum(gewogen + werk_asiel, 1)
            # People change kinds of work slowly: of the difference a week's part of the inertia is made up.
            inhalen = np.minimum(7 / MAAND / np.maximum(self.p.beslissen.traagheid_inzet, 0.1), 1)
            self.deel_nareis = self.deel_nareis + (gewenst - self.deel_nareis) * inhalen
            # What family reunification cannot use goes to the other cases, and the other way round.
            nareis = np.minimum(uren * self.deel_nareis, werk_nareis)
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

    @process("begroten", "budget the decision staff")
    def begroten(self) -> Proceeding:
        """Elk jaar op 1 januari: de begroting gaat een deel van de weg naar de norm, gemeten aan het jaar ervoor."""
        nieuw, herhaald = self.eerste_aanvragen.meter(), self.herhaalde_aanvragen.meter()
        afgedaan, gezin = self.overig_afgedaan.meter(), self.nareisverzoek.meter()
        herbeoordelingen = self.herbeoordeling_nodig.meter()
        while True:
            yield self.clock.next(1)
            b = self.p.beslissen
            zaken = nieuw.read() + herhaald.read() - afgedaan.read()
            eerste = (zaken * b.uren_per_zaak).sum(axis=0) + herbeoordelingen.read() * b.uren_per_herbeoordeling
            norm = self._norm(eerste, gezin.read() * b.uren_per_nareiszaak)
            norm = norm / np.maximum(self.staf_begin, 1)
            self.begroot = self.begroot + (norm - self.begroot) * b.meebewegen

    @process("werven", "recruit decision staff")
    def werven(self) -> Proceeding:
        """Elk kwartaal: de staf volgt het werk, voor zover er geworven en opgeleid kan worden; contracten lopen af."""
        while True:
            yield self.clock.next_month(3)
            staf = self.ind_medewerkers.open
            gewenst = self.p.beslissen.beslismedewerkers * self.begroot
            weg = staf * (1 - power(1 - self.p.beslissen.verloop, 0.25))
            over = np.minimum(np.maximum(staf - weg - gewenst, 0), staf * self.p.beslissen.afvloeiing_per_kwartaal)
            self.ind_medewerkers.close(weg + over)
            tekort = gewenst - self.ind_medewerkers.open - self.ind_medewerkers.ordered
            # Newcomers are trained by those who are there: a larger service can take more of them.
            meeste = self.p.beslissen.werving_per_kwartaal * np.maximum(staf / np.maximum(self.staf_begin, 1), 1)
            self.ind_medewerkers.order(np.clip(tekort, 0, meeste), self.p.beslissen.opleidingsduur)

    def _norm(self, eerste: Array, nareis: Array) -> Array:
        """Compute the staff in fte for the hours of work of a year that came in for first decisions and for families.

        To it comes the stock beyond what comes in within the legal term, over the years meant to clear it.
        """
        b = self.p.beslissen
        herbeoordelen = self.herbeoordelingen_open.n * b.uren_per_herbeoordeling
        stapel_eerste = self._werk().sum(axis=0) + herbeoordelen - eerste * b.wettelijke_termijn / 12
        stapel_nareis = self.nareis_open.n * b.uren_per_nareiszaak - nareis * self.p.nareis.wettelijke_termijn / 12
        stapel = np.maximum(stapel_eerste, 0) + np.maximum(stapel_nareis, 0)
        uren = np.maximum(eerste + nareis, 0) + stapel / np.maximum(b.wegwerktermijn, 0.25)
        return np.asarray(uren / (b.uren_per_fte * np.maximum(b.productiviteit, 0.01)))

    def _werk(self) -> Array:
        """Compute the hours of work that wait, (groups, draws)."""
        return np.asarray(self.in_procedure.n * self.p.beslissen.uren_per_zaak)

    def _uren_per_groep(self) -> Array:
        """Allocate the weekly hours for first decisions, (groups, draws): a share first for little prospect.

        Under the Pact that is at least what decides these cases within their term. The rest is allocated by work.
        """
        werk, b = self._werk(), self.p.beslissen
        binnen_termijn = werk[KANSARM] * 7 / MAAND / np.maximum(b.versnelde_termijn, 0.25) * b.pact_van_kracht
        eerst = np.minimum(np.maximum(self.uren_eerste * b.voorrang_kansarm, binnen_termijn), self.uren_eerste)
        voorrang = np.zeros_like(werk)
        voorrang[KANSARM] = np.minimum(eerst, werk[KANSARM])
        rest = werk - voorrang
        # Not below nought: the difference of two nearly equal numbers may be slightly negative.
        over = np.maximum(self.uren_eerste - voorrang[KANSARM], 0)
        deel = np.minimum(over / np.maximum(rest.sum(axis=0), 1), 1)
        return np.asarray(voorrang + rest * deel)
