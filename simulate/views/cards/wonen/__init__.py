"""The card of housing production."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.wonen.antwoord import YEAR, answer
from simulate.views.cards.wonen.bijsluiter import BIJSLUITER

CARD = ModelCard(
    headline=(
        "nieuwe_woningen", "doel_gehaald", "opgehouden", "pijplijn", "vergunningen", "nieuwbouw_per_segment",
        "woningtekort", "doorlooptijd_mediaan", "toewijzingen", "wachttijd_sociale_huur",
    ),
    by_province=(("nieuwbouw",), ("pijplijn",)),
    answer=answer,
    answer_year=YEAR,
    leaflet=BIJSLUITER,
)  # fmt: skip
