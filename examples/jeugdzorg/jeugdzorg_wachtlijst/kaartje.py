"""What the model says of its outcomes: which come first, and the answer in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulate.render.numbers import middle
from simulate.views.card import ModelCard
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

ANSWER = Label("Aan het eind wachten {aantal} kinderen (mediaan).", "In the end {aantal} children wait (median).")


def answer(ds: xr.Dataset, language: Language) -> list[str]:
    """Answer the question of a run."""
    return [ANSWER.in_(language).format(aantal=middle(ds["wachtend"].isel(month=-1).to_numpy(), language))]


CARD = ModelCard(
    headline=("wachtend", "wachttijd", "in_zorg"),
    answer=answer,
    files={"wachtlijst": Label("Wachtlijst", "Waiting list")},
    leaflet=(
        (Label("Een voorbeeld.", "An example."), Label("De cijfers zijn verzonnen.", "The figures are invented.")),
    ),
)
