"""The card of housing production."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.wonen.antwoord import YEAR, answer
from simulate.views.cards.wonen.bijsluiter import BIJSLUITER
from simulate.views.cards.wonen.weggelaten import LEAVES_OUT
from simulate.vocabulary import Label

CARD = ModelCard(
    headline=(
        "nieuwe_woningen", "doel_gehaald", "opgehouden", "pijplijn", "vergunningen", "nieuwbouw_per_segment",
        "woningtekort", "doorlooptijd_mediaan", "toewijzingen", "wachttijd_sociale_huur",
    ),
    by_province=(("nieuwbouw",), ("pijplijn",)),
    answer=answer,
    answer_year=YEAR,
    leaves_out=LEAVES_OUT,
    leaflet=BIJSLUITER,
    files={
        "kaart": Label("Kaart", "Map: the stocks and flows"),
        "plannen": Label("Plannen", "Plans"),
        "haalbaarheid": Label("Financiële haalbaarheid", "Financial feasibility"),
        "procedures": Label("Procedures", "Procedures: permits, objection and appeal"),
        "remmen": Label("Remmen", "Brakes after the permit"),
        "bouwen": Label("Bouwen", "Building"),
        "voorraad": Label("Bestaande voorraad", "Existing stock of homes"),
        "vraag": Label("Vraag", "Demand: households"),
        "doorstroming": Label("Doorstroming", "Chains of moves"),
        "toewijzing": Label("Toewijzing", "Allocation of social homes"),
        "doorlooptijd": Label("Doorlooptijd", "Lead time"),
        "bestaand": Label("Bestaande voorraad", "Changes of the existing stock"),
        "verdeling": Label("Verdeelsleutels", "Allocation keys"),
        "doel": Label("Doel", "Goal"),
        "wonen": Label("Woningbouw, bijeen", "Housing production, put together"),
        "beginstand": Label("Beginstand", "Stocks at the start"),
    },
)  # fmt: skip
