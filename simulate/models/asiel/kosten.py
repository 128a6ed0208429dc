"""Kosten: what the chain costs in a month, by kind and by payer, in constant and in current prices.

Unit costs of reception are per *resident*-year, and all are at the price level of one year; current prices follow a
price index that steps each 1 January. The 71 euro a day of the Bouwstenen is a basis of its own, far below every unit
cost of the COA, and is never mixed with these: it has its own outcome.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.maths import power
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Total
from simulate.models.asiel.capaciteit import CRISIS, FLEXIBEL, NOOD, STRUCTUREEL, Capaciteit
from simulate.models.asiel.oekraine import Oekraine


class Kosten(Capaciteit, Oekraine):
    """Money."""

    kosten_opvang = Total("Kosten opvang, naar soort plek", "Cost of reception, by kind of place", "EUR", "plaatssoort")
    kosten_leegstand = Total("Kosten van lege plekken", "Cost of empty places", "EUR")
    kosten_ind = Total("Kosten beslismedewerkers IND", "Cost of IND decision staff", "EUR")
    kosten_ind_overig = Total("Overige kosten IND voor asiel", "Other cost of the IND for asylum", "EUR")
    kosten_nidos = Total("Kosten voogdij en opvang van amv (Nidos)", "Cost of guardianship (Nidos)", "EUR")
    kosten_dtv = Total("Kosten Dienst Terugkeer en Vertrek", "Cost of the return service (DT&V)", "EUR")
    kosten_rechtsbijstand = Total("Kosten rechtsbijstand in asielzaken", "Cost of legal aid in asylum cases", "EUR")
    dwangsommen = Total("Dwangsommen", "Penalty payments for late decisions", "EUR")
    kosten_huisvesting = Total(
        "Kosten hotelregeling, doorstroom en alternatieve huisvesting",
        "Cost of hotel scheme, flow-through and alternative housing",
        "EUR",
    )
    kosten_terugkeer = Total("Kosten terugkeer", "Cost of return", "EUR")
    kosten_oekraine_rijk = Total("Kosten opvang Oekraïners, Rijk", "Cost of Ukrainian reception, State", "EUR")
    kosten_rijk = Total("Kosten voor het Rijk", "Cost to the State", "EUR")
    kosten_gemeenten = Total("Kosten voor gemeenten", "Cost to municipalities", "EUR")
    kosten_coa = Total("Kosten van opvang en lege plekken (COA)", "Cost of reception and empty places (COA)", "EUR")
    kosten_asielketen = Total(
        "Kosten asielketen, zonder rechtspraak en Oekraïne",
        "Cost of the asylum chain, without courts and Ukraine",
        "EUR",
    )
    kosten_totaal = Total("Kosten, totaal (constante prijzen)", "Cost, total (constant prices)", "EUR")
    kosten_totaal_lopend = Total("Kosten, totaal (lopende prijzen)", "Cost, total (current prices)", "EUR")
    statushouders_bouwstenen = Total(
        "Opvang statushouders, grondslag Bouwstenen", "Reception of status holders, basis of the Bouwstenen", "EUR"
    )
    hotelregeling_bouwstenen = Total("Uitkeringen hotelregeling", "Payments of the hotel scheme", "EUR")

    def start(self) -> None:
        super().start()
        self.prijsindex: Array = self._index()

    @process("prijzen", "price level")
    def prijzen(self) -> Proceeding:
        """Elk jaar op 1 januari: de prijzen stijgen."""
        while True:
            yield self.clock.next(1)
            self.prijsindex = self._index()

    @closing("kosten opmaken", "make up the costs")
    def kosten_opmaken(self) -> None:
        """Aan het eind van de maand: kosten naar soort en naar wie betaalt."""
        jaar = self.days / 365
        opvang = self._opvang() * jaar
        leegstand = self._leegstand() * jaar
        ind = (self.ind_medewerkers.open + self.ind_medewerkers.ordered) * self.p.kosten.ind_kosten_per_fte / 12
        dwangsommen = self.this_month("te_laat_beslist") * self.p.beslissen.dwangsom_per_late_zaak
        hotel = self.naar_hotelregeling.month_total.sum(axis=0) * self.p.kosten.hotel_betaling
        huisvesting = hotel + self._tijdelijk() / 12
        terugkeer = (
            self.zelfstandig_vertrek.month_total.sum(axis=0) * self.p.kosten.terugkeer_zelfstandig
            + self.gedwongen_vertrek.month_total.sum(axis=0) * self.p.kosten.terugkeer_gedwongen
        )
        oekraine = self.in_gemeentelijke_opvang() * self.days * self.p.kosten.oekraine_rijksvergoeding
        coa = opvang.sum(axis=0) + leegstand
        diensten = self._diensten()
        asiel_rijk = coa + ind + dwangsommen + huisvesting + terugkeer + sum(diensten.values())
        gemeenten_asiel = self._gehuisvest() * self.p.kosten.gemeente_huisvesting
        gemeenten = gemeenten_asiel + self._oekraine_gemeenten()
        totaal = asiel_rijk + oekraine + gemeenten
        status = self.te_koppelen.n + self.statushouders_in_opvang.n.sum(axis=0)
        self.record(
            kosten_opvang=opvang,
            kosten_leegstand=leegstand,
            kosten_coa=coa,
            kosten_ind=ind,
            **diensten,
            dwangsommen=dwangsommen,
            kosten_huisvesting=huisvesting,
            kosten_terugkeer=terugkeer,
            kosten_oekraine_rijk=oekraine,
            kosten_rijk=asiel_rijk + oekraine,
            kosten_gemeenten=gemeenten,
            kosten_asielketen=asiel_rijk + gemeenten_asiel,
            kosten_totaal=totaal,
            kosten_totaal_lopend=totaal * self.prijsindex,
            statushouders_bouwstenen=status * self.days * self.p.kosten.bouwstenen_dagprijs,
            hotelregeling_bouwstenen=hotel,
        )

    def _diensten(self) -> dict[str, Array]:
        """Compute the cost in this month of services of which the budget is known and not what it follows from.

        Legal aid follows the decisions; the others stay what they are.
        """
        k = self.p.kosten
        besluiten = self.besluit.month_total.sum(axis=0) + self.besluit_buiten_volgorde.month_total.sum(axis=0)
        return {
            "kosten_ind_overig": k.ind_overig / 12 + np.zeros(self.size),
            "kosten_nidos": k.nidos / 12 + np.zeros(self.size),
            "kosten_dtv": k.dtv / 12 + np.zeros(self.size),
            "kosten_rechtsbijstand": besluiten * k.rechtsbijstand_per_zaak,
        }

    def _index(self) -> Array:
        """Compute the index of prices now against those in which the unit costs are given, (draws,)."""
        jaren = self.clock.today.year - self.p.kosten.prijspeil
        return np.asarray(power(1 + self.p.kosten.inflatie, jaren) + np.zeros(self.size))

    def _bewoners_per_soort(self) -> Array:
        """Allocate the residents to the kinds of places: the cheapest places are filled first."""
        plekken = self.opvangplekken.open
        eerder = np.cumsum(plekken, axis=0) - plekken
        return np.asarray(np.clip(self.bezet.sum(axis=0) - eerder, 0, plekken))

    def _opvang(self) -> Array:
        """Compute the cost of reception a year, by kind of place (kinds, draws)."""
        prijs = {
            STRUCTUREEL: self.p.kosten.kosten_regulier,
            FLEXIBEL: self.p.kosten.kosten_regulier,
            NOOD: self.p.kosten.kosten_noodopvang,
            CRISIS: self.p.kosten.kosten_crisis,
        }
        bewoners = self._bewoners_per_soort()
        return np.stack([bewoners[soort] * prijs[soort] for soort in range(len(bewoners))])

    def _leegstand(self) -> Array:
        """Compute the cost of empty places a year, (draws,): staff and rent that go on."""
        # The cost of a resident holds the beds that are empty at the usual occupancy; these are beyond that.
        leeg = np.maximum(self.opvangplekken.open.sum(axis=0) - self.plekken_nodig(), 0)
        return np.asarray(leeg * self.p.kosten.kosten_regulier * self.p.kosten.leegstand_aandeel)

    def _tijdelijk(self) -> Array:
        """Compute the cost of flow-through locations and alternative housing, a year."""
        doorstroom = self.doorstroomplekken.open * self.p.kosten.doorstroom_kosten
        return np.asarray(doorstroom + self.alternatieve_huisvesting.open * self.p.kosten.alternatieve_kosten)

    def _gehuisvest(self) -> Array:
        """Count the persons in new households in municipalities in this month."""
        return self.start_met_bijstand.month_total + self.start_zonder_bijstand.month_total

    def _oekraine_gemeenten(self) -> Array:
        """Compute the cost to municipalities of places for Ukrainians beyond what the State pays."""
        tekort = np.maximum(self.p.kosten.oekraine_werkelijk - self.p.kosten.oekraine_rijksvergoeding, 0)
        return np.asarray(self.in_gemeentelijke_opvang() * self.days * tekort)
