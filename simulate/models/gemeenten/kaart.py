"""The map of municipal money: who with a residence permit is on assistance. Money is no stock: it stands in outcomes.

Amounts are whole euros of a calendar year, paid by the month. What a year comes to is known better as the year goes on,
so each month pays what has to be paid by then, less what has been paid.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.model import Model
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.models.gemeenten.termijnen import Termijnen
from simulate.vocabulary import Label

EERSTE, LAATSTE = 2024, 2029
"""The first and the last tranche of the table of the circular."""


class Kaart(Model):
    """Stocks and flows of people on assistance, and the calendar of a year's money."""

    name = "gemeenten"
    title = Label("Gemeentefinanciën", "Municipal finance")

    buiten = Outside()
    statushouders_in_bijstand = Stock("Statushouders in de bijstand", "Status holders on assistance")
    naar_bijstand = Flow(
        buiten, statushouders_in_bijstand, "Statushouders naar de bijstand", "Status holders to assistance"
    )
    uit_bijstand = Flow(
        statushouders_in_bijstand, buiten, "Statushouders uit de bijstand", "Status holders off assistance"
    )

    termijnen: Termijnen
    """What has been paid of the amounts of this year."""

    def start(self) -> None:
        super().start()
        self.termijnen = Termijnen()

    @property
    def jaar(self) -> int:
        """The calendar year of today."""
        return self.clock.today.year

    @property
    def boekmaand(self) -> int:
        """The month of the year, 1 to 12, whose books are open; at month end that is the month before today."""
        return (self.clock.start.month - 1 + self.month) % 12 + 1

    @property
    def jaar_van_de_boeken(self) -> int:
        """The calendar year of the month whose books are open."""
        return self.clock.starts[self.month].year

    def op(self, naam: str, jaar: int, nu: Array) -> Array:
        """Return a parameter on 1 January of a year: `nu`, what is in force, if that is the year of the open books."""
        nul = np.zeros(self.size)
        return nul + (
            nu if jaar == self.jaar_van_de_boeken else self.p.announced(f"{self.name}.{naam}", date(jaar, 1, 1))
        )

    def betaald(self, **bedragen: Array) -> None:
        """Record of amounts of this year (…, draws) what is paid this month, so that December makes the year whole."""
        maand = self.boekmaand
        self.record(**{naam: self.termijnen.betaal(naam, bedrag, maand) for naam, bedrag in bedragen.items()})
