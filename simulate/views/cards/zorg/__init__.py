"""The card of care."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.zorg.antwoord import YEAR, answer
from simulate.views.cards.zorg.bijsluiter import BIJSLUITER

CARD = ModelCard(
    headline=(
        "zorgvraag_effect", "eigen_betaling", "vult_eigen_risico", "verwijzing", "wachtlijst",
        "wachttijd_poli", "wachttijd_behandeling", "boven_treeknorm_poli", "boven_treeknorm_behandeling",
        "personeelstekort", "opbrengst_eigen_risico", "netto_collectief", "premie", "lasten",
    ),
    answer=answer,
    answer_year=YEAR,
    leaflet=BIJSLUITER,
)  # fmt: skip
