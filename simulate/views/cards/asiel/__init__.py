"""The card of the asylum chain."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.asiel.antwoord import YEAR, answer
from simulate.views.cards.asiel.bijsluiter import BIJSLUITER

CARD = ModelCard(
    headline=(
        "bezetting", "plekken_totaal", "niet_geplaatst", "in_procedure", "beslistijd", "totale_instroom",
        "nareis_open", "statushouders_in_opvang", "gehuisveste_statushouders", "kosten_asielketen",
    ),
    by_province=(("realisatie_per_provincie", "opgave_per_provincie"),),
    answer=answer,
    answer_year=YEAR,
    leaflet=BIJSLUITER,
)  # fmt: skip
