"""Ontheemden uit Oekraïne: a population of their own, in municipal places, under the temporary protection directive.

When protection ends people branch once: some may stay with a permit for the transition or for work, some turn to the
asylum procedure (of those in municipal reception), some have to return, and do so at the end of the municipal duty, a
year later. Nobody knows the shares, so they are as wide as that. Those who stay move on to homes, and take them from
the same vacancies as others; until then they are in municipal reception, also when the duty has ended. Who flees after
the end can only ask for asylum. A measure that gives all a status leaves nothing to branch.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level
from simulate.models.asiel.kaart import Kaart
from simulate.vocabulary import AXES

OVERIG = AXES["groep"].entries.index("overig")
BLIJFT, ASIEL, TERUGKEER = range(3)
"""The ways people go at the end of protection."""


class Oekraine(Kaart):
    """Displaced persons from Ukraine."""

    oekraine_opgevangen = Level("Oekraïners in gemeentelijke opvang", "Ukrainians in municipal reception", "personen")
    oekraine_zonder_plek = Level(
        "Oekraïners zonder gemeentelijke plek", "Ukrainians without a municipal place", "personen"
    )

    def start(self) -> None:
        super().start()
        self.oekraine_gemeentelijk.open(self.p.beginstand.oekraine_gemeentelijk)
        self.oekraine_particulier.open(self.p.beginstand.oekraine_particulier)

    @process("ontheemden", "displaced people from Ukraine come, move and leave")
    def ontheemden(self) -> Proceeding:
        """Elke maand: instroom, naar eigen woonruimte, vertrek."""
        komt, woont = self.stream("oekraine.instroom"), self.stream("oekraine.eigen_woonruimte")
        weg, weg_uit_huis = self.stream("oekraine.vertrek"), self.stream("oekraine.vertrek_particulier")
        vraagt, begint = self.stream("oekraine.nieuwe_aanvragen"), self.stream("oekraine.in_procedure")
        beschermd_geweest = np.zeros(self.size, bool)
        while True:
            o = self.p.oekraine
            rtb, status = o.rtb_van_kracht + np.zeros(self.size), o.statusrecht
            na_einde = beschermd_geweest & (rtb == 0)
            self.oekraine_instroom(komt.poisson(o.instroom * rtb))
            nieuw = vraagt.poisson(np.where(na_einde, o.instroom * o.asiel_na_einde, 0.0))
            self.oekraine_nieuwe_aanvragen(self._overig(nieuw))
            # Their applications are taken up in as many months as the municipal duty lasts, on average.
            kans = 1 / np.maximum(o.opvangplicht_na_rtb, 1)
            self.oekraine_in_procedure(self._overig(begint.binomial(self.oekraine_vraagt_asiel.n, kans)))
            woonruimte = np.where((status > 0) | na_einde, o.doorstroom_na_status, o.eigen_woonruimte)
            self.oekraine_vertrek_gemeentelijk(weg.binomial(self.oekraine_gemeentelijk.n, o.vertrek))
            self.oekraine_vertrek_particulier(weg_uit_huis.binomial(self.oekraine_particulier.n, o.vertrek))
            self.oekraine_eigen_woonruimte(woont.binomial(self.oekraine_gemeentelijk.n, woonruimte))
            self.oekraine_teruggekeerd_gemeentelijk(self.oekraine_vertrekt_gemeentelijk.due)
            self.oekraine_teruggekeerd_particulier(self.oekraine_vertrekt_particulier.due)
            beschermd_geweest = beschermd_geweest | (rtb > 0)
            yield self.clock.next_month()

    @process("einde bescherming", "protection ends and people branch")
    def einde_bescherming(self) -> Proceeding:
        """Op de dag dat de bescherming eindigt: wie blijft, wie asiel vraagt en wie terug moet."""
        uit_opvang, uit_huis = self.stream("oekraine.einde_gemeentelijk"), self.stream("oekraine.einde_particulier")
        was = self.p.oekraine.rtb_van_kracht + np.zeros(self.size)
        while True:
            yield self.clock.next_month()
            is_nu = self.p.oekraine.rtb_van_kracht + np.zeros(self.size)
            eindigt = (was > 0) & (is_nu == 0) & (self.p.oekraine.statusrecht == 0)
            was = is_nu
            if not eindigt.any():
                continue
            duur = self.p.oekraine.opvangplicht_na_rtb
            wegen = uit_opvang.split(np.where(eindigt, self.oekraine_gemeentelijk.n, 0), self._wegen())
            self.oekraine_asielvraag(wegen[ASIEL])
            self.oekraine_terugkeer_gemeentelijk(wegen[TERUGKEER], after=duur)
            # Who has a home of their own has no need of reception, and takes one of the other ways.
            wegen = self._wegen()
            kans = wegen[TERUGKEER] / np.maximum(wegen[BLIJFT] + wegen[TERUGKEER], 1e-9)
            wie = np.where(eindigt, self.oekraine_particulier.n, 0)
            self.oekraine_terugkeer_particulier(uit_huis.binomial(wie, kans), after=duur)

    @closing("ontheemden meten", "measure the displaced people")
    def ontheemden_meten(self) -> None:
        """Aan het eind van de maand: wie in gemeentelijke opvang is, en wie daar geen plek heeft."""
        opgevangen = self.in_gemeentelijke_opvang()
        over = np.maximum(opgevangen - self.p.oekraine.gemeentelijke_plekken, 0)
        self.record(oekraine_opgevangen=opgevangen, oekraine_zonder_plek=over)

    def in_gemeentelijke_opvang(self) -> Array:
        """Count who is in municipal reception, with those who return from it or go on to the COA, (draws,)."""
        vertrekt, vraagt = self.oekraine_vertrekt_gemeentelijk.n, self.oekraine_vraagt_asiel.n
        return np.asarray(self.oekraine_gemeentelijk.n + vertrekt + vraagt)

    def _wegen(self) -> Array:
        """Return the weights of staying, asylum and return at the end of protection, (3, draws)."""
        o = self.p.oekraine
        blijft = np.maximum(o.einde_transitie + o.einde_arbeid, 0)
        return np.stack([weg + np.zeros(self.size) for weg in (blijft, o.einde_asiel, o.einde_terugkeer)])

    def _overig(self, aantal: Array) -> Array:
        """Put people into the middle group of prospects, (groups, draws)."""
        groepen = np.zeros_like(self.in_procedure.n)
        groepen[OVERIG] = aantal
        return groepen
