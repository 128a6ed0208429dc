"""The card of care."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.zorg.antwoord import YEAR, answer
from simulate.views.cards.zorg.bijsluiter import BIJSLUITER
from simulate.views.cards.zorg.weggelaten import LEAVES_OUT
from simulate.vocabulary import Label

CARD = ModelCard(
    headline=(
        "zorgvraag_effect", "eigen_betaling", "vult_eigen_risico", "verwijzing", "wachtlijst",
        "wachttijd_poli", "wachttijd_behandeling", "boven_treeknorm_poli", "boven_treeknorm_behandeling",
        "personeelstekort", "opbrengst_eigen_risico", "netto_collectief", "premie", "lasten",
    ),
    answer=answer,
    answer_year=YEAR,
    leaves_out=LEAVES_OUT,
    leaflet=BIJSLUITER,
    files={
        "kaart": Label("Kaart", "Map: the stocks and flows"),
        "kosten": Label("Kosten", "Costs"),
        "verdeling": Label("Verdeelsleutels", "Allocation keys"),
        "bevolking": Label("Bevolking", "Population"),
        "zorgvraag": Label("Zorgvraag", "Demand for care"),
        "kostenverdeling": Label("Verdeling van zorgkosten", "Distribution of the cost of care"),
        "eigen_risico": Label("Eigen risico", "Deductible"),
        "gedrag": Label("Gedrag", "Behaviour"),
        "verwijzen": Label("Verwijzen", "Referring"),
        "verwijzing": Label("Verwijzing", "Referral"),
        "wachtlijst": Label("Wachtlijst", "Waiting list"),
        "wachttijd": Label("Wachttijd", "Waiting time"),
        "behandelen": Label("Behandelen", "Treating"),
        "personeel": Label("Personeel", "Staff"),
        "geld": Label("Geld", "Money"),
        "lasten": Label("Lasten", "Who bears what"),
        "zorgtoeslag": Label("Zorgtoeslag", "Care allowance"),
        "zorg": Label("Zorg, bijeen", "Care, put together"),
    },
)  # fmt: skip
