"""Beeld: what a planner asks of all systems together, taken over from the parts at the end of every month."""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.composite import Composite
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Mean, Total
from simulate.models.nederland.gemeentegeld_voelen import ruimte_over

TAKEN_OVER = {
    "opvang_bezetting": ("asiel", "bezetting"),
    "wacht_op_woning": ("asiel", "statushouders_in_opvang"),
    "opvang_kosten": ("asiel", "kosten_asielketen"),
    "woningtekort": ("wonen", "woningtekort"),
    "woningen_erbij": ("wonen", "bruto_toevoegingen"),
    "wachttijd_sociale_huur": ("wonen", "wachttijd_sociale_huur"),
    "bouwsubsidies": ("wonen", "subsidie_betaald"),
    "wachttijd_poli": ("zorg", "wachttijd_poli"),
    "wachttijd_behandeling": ("zorg", "wachttijd_behandeling"),
    "personeelstekort_zorg": ("zorg", "personeelstekort"),
    "eigen_risico_kosten": ("zorg", "netto_collectief"),
    "gemeentefonds": ("gemeenten", "gemeentefonds"),
    "ruimte_gemeenten": ("gemeenten", "ruimte"),
    "buig_vermeden": ("gemeenten", "buig_vermeden"),
    "buig_gedragen": ("gemeenten", "buig_gedragen"),
}
"""Outcome of this model: the part and its outcome, summed over its axes."""


class Beeld(Composite):
    """The systems in one picture."""

    opvang_bezetting = Level("Bezetting van de asielopvang", "Occupancy of asylum reception", "personen")
    wacht_op_woning = Level(
        "Statushouders in de opvang, wachten op een woning",
        "Status holders in reception, waiting for a home",
        "personen",
    )
    opvang_kosten = Total("Kosten van de asielketen", "Costs of the asylum chain", "EUR")
    woningtekort = Level("Woningtekort", "Housing shortage", "woningen")
    woningen_erbij = Total("Woningen erbij, bruto", "Homes added, gross", "woningen")
    wachttijd_sociale_huur = Level("Wachttijd sociale huur", "Waiting time for a social home", "jaren")
    bouwsubsidies = Total("Bouwsubsidies betaald", "Building subsidies paid", "EUR")
    wachttijd_poli = Mean("Wachttijd polikliniek", "Waiting time for a consultation", "weken")
    wachttijd_behandeling = Mean("Wachttijd behandeling", "Waiting time for a treatment", "weken")
    personeelstekort_zorg = Level("Tekort aan ziekenhuispersoneel", "Shortage of hospital staff", "personen")
    eigen_risico_kosten = Total(
        "Netto collectieve kosten van het eigen risico", "Net public costs of the deductible", "EUR"
    )
    gemeentefonds = Total("Gemeentefonds", "Municipal fund", "EUR")
    ruimte_gemeenten = Total(
        "Ruimte van gemeenten, verschil met 2025", "Room of municipalities, difference with 2025", "EUR"
    )
    gemeentegeld_over = Level(
        "Deel van ongewijzigde voorzieningen dat gemeenten kunnen betalen",
        "Share of unchanged services that municipalities can pay for",
        "aandeel",
    )
    buig_vermeden = Total(
        "Bijstand die wegvalt doordat er minder statushouders komen",
        "Assistance that falls away because fewer status holders come",
        "EUR",
    )
    buig_gedragen = Total(
        "Korting op de BUIG gedragen door minder statushouders", "Cut of the BUIG borne by fewer status holders", "kans"
    )

    @closing("beeld opmaken", "take over what the parts closed")
    def beeld_opmaken(self) -> None:
        """Aan het eind van de maand: de uitkomsten van de stelsels naast elkaar."""
        for name, (part, outcome) in TAKEN_OVER.items():
            if part in self.there:
                value = self.there[part].last(outcome)
                self.record(**{name: _known(value) if name in MEANS else value})
        if "gemeenten" in self.there:
            self.record(gemeentegeld_over=ruimte_over(self.there["gemeenten"]))


MEANS = frozenset(name for name in TAKEN_OVER if Beeld.outcomes()[name].kind == "mean")
"""Those that are not known in a month in which it happened to nobody."""


def _known(mean: Array) -> tuple[Array, Array]:
    """Return a mean with its weight, (draws,): nothing where it is not known."""
    known = ~np.isnan(mean)
    return np.where(known, mean, 0), known.astype(np.float64)
