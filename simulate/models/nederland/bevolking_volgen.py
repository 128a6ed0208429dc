"""Bevolking volgen: who comes through asylum and from Ukraine is counted in the population.

Numbers of people are passed whole, month by month, so that both sides count the same people.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.composite import Composite, coupling
from simulate.models.nederland.jaar import YEAR

HALF = 6
"""Months."""


@coupling(
    "bevolking volgen",
    "who comes through asylum and from Ukraine is counted in the population",
    parts=("asiel",),
    drives=(
        "nederland.migratie.asiel_instroom", "nederland.migratie.asiel_gehuisvest",
        "nederland.migratie.oekraine_instroom", "nederland.migratie.oekraine_vertrek",
        "nederland.migratie.oekraine_gehuisvest", "nederland.migratie.oekraine_uit_woning",
    ),
    strength="nederland.koppelingen.bevolking_volgen",
    teller="asiel",
    grounds="arithmetic",
)  # fmt: skip
def bevolking_volgen(land: Composite) -> Proceeding:
    """Elke maand: wie er in de opvang en van de ontheemden bij kwam, wegging, of een woning betrok.

    Wie asiel vraagt wordt inwoner als hij een half jaar later nog in de opvang is; wie dan al een woning heeft, ook.
    """
    asiel = land.part("asiel")
    instroom, gehuisvest, *oekraine = bevolking_volgen.drives
    while True:
        yield land.clock.next_month()
        sterkte = bevolking_volgen.strength_in(land)
        land.drive(gehuisvest, YEAR * asiel.last("gehuisveste_statushouders"), sterkte)
        if land.clock.month > HALF:
            land.drive(instroom, YEAR * _ingeschreven(asiel), sterkte)
        for name, aantal in zip(oekraine, _ontheemden(asiel), strict=True):
            land.drive(name, YEAR * aantal, sterkte)


def _ingeschreven(asiel: Any) -> Array:
    """Count who came to reception, or to a family member, half a year before the closed month, (draws,)."""
    wegen = ("eerste_aanvragen", "hervestiging", "nareis_aankomst")
    return np.asarray(sum(asiel.last(weg, HALF) for weg in wegen))


def _ontheemden(asiel: Any) -> tuple[Array, Array, Array, Array]:
    """Count who came from Ukraine in the closed month, left the country, got a home and left one, each (draws,)."""
    uit_opvang = asiel.last("oekraine_vertrek_gemeentelijk") + asiel.last("oekraine_teruggekeerd_gemeentelijk")
    uit_woning = asiel.last("oekraine_vertrek_particulier") + asiel.last("oekraine_teruggekeerd_particulier")
    kwam, woning = asiel.last("oekraine_instroom"), asiel.last("oekraine_eigen_woonruimte")
    return kwam, uit_opvang + uit_woning, woning, uit_woning
