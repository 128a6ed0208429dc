"""Woningen: social homes that fall vacant let people leave reception, and the homes that these take are gone.

Both ways, once a month and from the month that was closed. What falls vacant is passed as a change, since the two
models count it each with its own spread; the homes that are taken are one number, booked where they are used.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.engine.maths import power
from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Total

YEAR = 12
"""Months."""
STATUSHOUDERS = 1
"""Their entry on the axis of the allocation of social homes."""


class Woningen(Composite):
    """Homes between reception and the allocation of social homes."""

    woningen_voor_statushouders = Total(
        "Woningen geboekt voor wie uit de opvang kwam", "Homes booked for who left reception", "woningen"
    )
    woningnood_met_opvang = Level(
        "Woningtekort, met wie in de opvang op een woning wacht",
        "Housing shortage, with those who wait for a home in reception",
        "woningen",
    )

    woningen_gebruikt: Array
    """Homes moved into that are not booked yet, less than one a draw, (draws,)."""
    woningen_te_boeken: Array
    """Homes that are booked in the open month, (draws,)."""

    def start(self) -> None:
        super().start()
        self.woningen_gebruikt = np.zeros(self.size)
        self.woningen_te_boeken = np.zeros(self.size)

    @closing("woningen opmaken", "count homes and who waits for one")
    def woningen_opmaken(self) -> None:
        """Aan het eind van de maand: geboekte woningen, en het tekort met wie er in de opvang op een woning wacht."""
        if not {"asiel", "wonen"} <= self.there.keys():
            return
        asiel = self.there["asiel"]
        wacht = asiel.last("statushouders_in_opvang")
        per_woning = asiel.p.now("asiel.huisvesting.personen_per_woning")
        self.record(
            woningnood_met_opvang=self.there["wonen"].last("woningtekort") + wacht / np.maximum(per_woning, 1),
            woningen_voor_statushouders=self.woningen_te_boeken,
        )

    def audit(self) -> None:
        """Check also that the homes that were used are those that were booked, to less than one in every month."""
        super().audit()
        if woningen_boeken not in self.coupled or not (self.p.now(woningen_boeken.strength) == 1).all():
            return
        geboekt = self.there["wonen"].all_months("toewijzingen")[1:, STATUSHOUDERS]
        verschil = np.abs(geboekt - self.all_months("woningen_voor_statushouders")[1:])
        assert verschil.max(initial=0) < 1, f"{verschil.max():.0f} homes were used in a month and not booked"


@coupling(
    "woningen aanbieden",
    "vacant homes let people leave reception",
    parts=("wonen", "asiel"),
    drives=("asiel.huisvesting.vrijkomende_sociale_huurwoningen",),
    strength="nederland.koppelingen.woningen_aanbieden",
    teller="wonen",
    grounds="evidence",
    passes="change",
)
def woningen_aanbieden(land: Woningen) -> Proceeding:
    """Elke maand: komen er in een jaar meer of minder sociale huurwoningen vrij dan in het eerste, dan ook hier."""
    wonen, asiel = land.part("wonen"), land.part("asiel")
    yield land.clock.next_month(YEAR)
    eerste = np.maximum(_vrijgekomen(wonen), 1)
    while True:
        eigen = asiel.p.own(woningen_aanbieden.drives[0])
        land.drive(
            woningen_aanbieden.drives[0],
            eigen * (_vrijgekomen(wonen) / eerste),
            woningen_aanbieden.strength_in(land),
        )
        yield land.clock.next_month()


def _vrijgekomen(wonen: Any) -> Array:
    """Add up the social homes that fell vacant in the last twelve closed months, (draws,)."""
    return np.asarray(sum(wonen.last("vrijgekomen_sociaal", ago) for ago in range(YEAR)))


@coupling(
    "woningen boeken",
    "homes that status holders move into are booked in the allocation of social homes",
    parts=("asiel", "wonen"),
    drives=("wonen.toewijzing.statushouders_vraag", "wonen.toewijzing.voorrang_statushouders"),
    strength="nederland.koppelingen.woningen_boeken",
    teller="asiel",
    grounds="arithmetic",
)
def woningen_boeken(land: Woningen) -> Proceeding:
    """Elke maand: de woningen die statushouders de maand ervoor betrokken, gaan van die voor anderen af.

    Voorrang, of geen voorrang, werkt al in wie er uit de opvang een woning kreeg; hier is het geen vraag meer.
    """
    vraag, voorrang = woningen_boeken.drives
    while True:
        yield land.clock.next_month()
        land.woningen_gebruikt = land.woningen_gebruikt + _gebruikt(land)
        heel = np.floor(land.woningen_gebruikt)
        land.woningen_gebruikt = land.woningen_gebruikt - heel
        land.woningen_te_boeken = heel
        sterkte = woningen_boeken.strength_in(land)
        land.drive(vraag, YEAR * heel, sterkte)
        land.drive(voorrang, np.ones(()), sterkte)


def _gebruikt(land: Woningen) -> Array:
    """Compute the homes that were moved into from reception in the closed month, (draws,), not rounded."""
    asiel = land.part("asiel")
    anders = asiel.last("alternatief_gehuisvest") + asiel.p.huisvesting.overige_huisvesting
    via_woning = np.maximum(asiel.last("gehuisveste_statushouders") - anders, 0)
    return np.asarray(via_woning / asiel.p.huisvesting.personen_per_woning)


@coupling(
    "doorstroming remmen",
    "a larger shortage lets fewer homes fall vacant",
    parts=("wonen",),
    drives=("wonen.toewijzing.vrijkomend_sociaal",),
    strength="nederland.koppelingen.doorstroming_remmen",
    teller="wonen",
    reads=("nederland.koppelingen.doorstroming_gevoeligheid",),
    passes="change",
)
def doorstroming_remmen(land: Woningen) -> Proceeding:
    """Elke maand: bij een groter tekort verhuizen minder mensen, bij een kleiner meer."""
    wonen = land.part("wonen")
    yield land.clock.next_month()
    eerste = np.maximum(wonen.last("woningtekort"), 1)
    while True:
        verhouding = np.maximum(wonen.last("woningtekort"), 1) / eerste
        gevoelig = land.p.koppelingen.doorstroming_gevoeligheid
        eigen = wonen.p.own(doorstroming_remmen.drives[0])
        land.drive(
            doorstroming_remmen.drives[0],
            eigen * power(verhouding, gevoelig),
            doorstroming_remmen.strength_in(land),
        )
        yield land.clock.next_month()
