"""Vertrek: who may not stay has 28 days, and then leaves: independently, by force, or out of sight.

Families stay longer than single persons. Forced departures need detention places; people without supervision leave
reception, and whether they leave the country is not known.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.processes import process
from simulate.models.asiel.beslistijd import MAAND
from simulate.models.asiel.kaart import Kaart


class Vertrek(Kaart):
    """Departure."""

    def start(self) -> None:
        super().start()
        begin, gezin = self.p.beginstand, self.p.vertrek.aandeel_gezinnen
        deel = np.stack([np.broadcast_to(1 - gezin, self.size), np.broadcast_to(gezin, self.size)])
        self.in_vertrektermijn.open(begin.vertrekplichtig * deel)
        self.na_termijn.open(begin.na_termijn * deel)

    @process("vertrekplichtig worden", "people become obliged to leave")
    def vertrekplichtig_worden(self) -> Proceeding:
        """Wacht op nieuwe vertrekplichtigen: alleenstaanden en gezinnen krijgen hun termijn."""
        gezin = self.stream("vertrek.gezin")
        while True:
            yield self.nieuwe_vertrekplicht.wait()
            yield self.clock.turn()
            gezinnen = gezin.binomial(self.naar_vertrek.n, self.p.vertrek.aandeel_gezinnen)
            wie = np.stack([self.naar_vertrek.n - gezinnen, gezinnen])
            self.vertrekplicht(wie, after=self.p.vertrek.vertrektermijn / MAAND)

    @process("vertrekken", "depart")
    def vertrekken(self) -> Proceeding:
        """Elke maand: de termijn verstrijkt, en een deel vertrekt; gedwongen zolang er detentieplekken zijn."""
        zelf, dwang, weg = map(self.stream, ("vertrek.zelfstandig", "vertrek.gedwongen", "vertrek.zonder_toezicht"))
        while True:
            self.termijn_verstreken(self.in_vertrektermijn.due)
            self.zelfstandig_vertrek(zelf.binomial(self.na_termijn.n, self.p.vertrek.zelfstandig_vertrek))
            gedwongen = dwang.binomial(self.na_termijn.n, self.p.vertrek.gedwongen_vertrek)
            duur = np.maximum(self.p.vertrek.detentieduur, 1)
            plekken = np.floor(self.p.vertrek.detentieplekken / duur + np.zeros(self.size))
            self.gedwongen_vertrek(proportional(plekken, gedwongen))
            self.zonder_toezicht(weg.binomial(self.na_termijn.n, self.p.vertrek.zonder_toezicht))
            yield self.clock.next_month()
