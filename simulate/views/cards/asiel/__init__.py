"""The card of the asylum chain."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.asiel.antwoord import YEAR, answer
from simulate.views.cards.asiel.bijsluiter import BIJSLUITER
from simulate.views.cards.asiel.weggelaten import LEAVES_OUT
from simulate.vocabulary import Label

CARD = ModelCard(
    headline=(
        "bezetting", "plekken_totaal", "niet_geplaatst", "in_procedure", "beslistijd", "totale_instroom",
        "nareis_open", "statushouders_in_opvang", "gehuisveste_statushouders", "kosten_asielketen",
    ),
    by_province=(("realisatie_per_provincie", "opgave_per_provincie"),),
    answer=answer,
    answer_year=YEAR,
    leaves_out=LEAVES_OUT,
    leaflet=BIJSLUITER,
    files={
        "kaart": Label("Kaart", "Map: the stocks and flows"),
        "instroom": Label("Instroom", "Inflow"),
        "beslissen": Label("Beslissen", "Deciding"),
        "beslistijd": Label("Beslistijd", "Decision time"),
        "beroep": Label("Beroep", "Appeal"),
        "nareis": Label("Nareis", "Family reunification"),
        "huisvesting": Label("Huisvesting", "Housing of status holders"),
        "vertrek": Label("Vertrek", "Departure"),
        "opvang": Label("Opvang", "Reception"),
        "capaciteit": Label("Capaciteit", "Reception capacity"),
        "oekraine": Label("Oekraïne", "Displaced people from Ukraine"),
        "kosten": Label("Kosten", "Costs"),
        "werk": Label("Werk en bijstand", "Work and social assistance"),
        "beginstand": Label("Beginstand", "Stocks at the start"),
    },
)  # fmt: skip
