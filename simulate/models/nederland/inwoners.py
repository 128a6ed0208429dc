"""Inwoners: the one account of the population, by phase of life and by the ground on which people came.

Who lived here already, who is born here and who came on a ground of which coming and leaving are not both known are one
remainder, `overig`. People move only by birth, death, age and migration, so that the number of inhabitants changes by
births less deaths plus who comes less who leaves, to the person.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.counts import proportional
from simulate.engine.model import Model
from simulate.engine.stocks import Flow, Junction, Outside, Stock
from simulate.engine.streams import Site
from simulate.vocabulary import AXES

ASIEL, OEKRAINE, ARBEID_EU, ARBEID_DERDE_LAND, OVERIG = range(len(AXES["migratiegrond"].entries))
JONG, MIDDEN, OUD = range(len(AXES["levensfase"].entries))


class Inwoners(Model):
    """Stocks and flows of the population."""

    buiten = Outside("Buiten de bevolking", "Outside the population")
    inwoners = Stock("Inwoners", "Inhabitants", ("levensfase", "migratiegrond"))
    niet_ingeschreven = Stock(
        "EU-arbeidsmigranten die niet zijn ingeschreven", "Labour migrants from the EU who are not registered"
    )
    jarigen = Junction("Naar de volgende levensfase", "To the next phase of life", "migratiegrond")

    geboorten = Flow(buiten, inwoners, "Geboorten", "Births")
    sterfte = Flow(inwoners, buiten, "Sterfte", "Deaths")
    jarig_geworden = Flow(inwoners, jarigen, "Verlaten een levensfase", "Leave a phase of life")
    ouder_geworden = Flow(jarigen, inwoners, "Bereiken een levensfase", "Reach a phase of life")
    migranten_in = Flow(buiten, inwoners, "Immigratie", "Immigration")
    migranten_uit = Flow(inwoners, buiten, "Emigratie, met correcties", "Emigration, with corrections")
    komst_niet_ingeschreven = Flow(
        buiten, niet_ingeschreven, "Komst zonder inschrijving", "Arrivals without registration"
    )
    vertrek_niet_ingeschreven = Flow(
        niet_ingeschreven, buiten, "Vertrek zonder inschrijving", "Departures without registration"
    )

    weggebleven: Array
    """Labour migrants from the EU who would be inhabitants without policy, (levensfase, draws)."""

    def start(self) -> None:
        super().start()
        self.inwoners.open(self._aan_het_begin())
        self.niet_ingeschreven.open(np.rint(self.p.migratie.niet_ingeschreven + np.zeros(self.size)))
        self.weggebleven = np.zeros((len(AXES["levensfase"].entries), self.size))

    def _aan_het_begin(self) -> Array:
        """Divide the inhabitants at the start over the grounds, (levensfase, migratiegrond, draws)."""
        p, jong_tot_oud = self.p.migratie, self.p.migratie.leeftijd_komst
        aantal = np.zeros(self.inwoners.shape(self.size))
        aantal[:, ASIEL] = np.rint(p.asiel_aanwezig * jong_tot_oud)
        aantal[:, OEKRAINE] = np.rint(p.oekraine_aanwezig * jong_tot_oud)
        aantal[MIDDEN, ARBEID_EU] = np.rint(p.arbeid_eu_aanwezig)
        aantal[MIDDEN, ARBEID_DERDE_LAND] = np.rint(p.arbeid_derde_land_aanwezig)
        aantal[:, OVERIG] = np.rint(self.p.bevolking.inwoners) - aantal.sum(axis=1)
        return aantal

    def treft(self, toeval: Site, kans: Array) -> tuple[Array, Array]:
        """Draw whom something befalls: inhabitants (levensfase, migratiegrond, draws), and those kept away.

        They are drawn together and divided in proportion. So a run in which policy keeps people away has with those
        the numbers of the run without that policy.
        """
        samen = self.inwoners.n.copy()
        samen[:, ARBEID_EU] += self.weggebleven
        geteld = toeval.binomial(samen, kans)
        hier, weg = verdeeld(geteld[:, ARBEID_EU], self.inwoners.n[:, ARBEID_EU], self.weggebleven)
        geteld[:, ARBEID_EU] = hier
        return geteld, weg


def verdeeld(geteld: Array, hier: Array, weg: Array) -> tuple[Array, Array]:
    """Divide a count in proportion over who is here and who was kept away, in whole numbers; all of one shape."""
    if not weg.any():
        return geteld, np.zeros_like(weg)
    delen = proportional(geteld, np.stack([hier, weg]))
    return delen[0], delen[1]
