"""The answer in words: how many homes on each count, which brake holds most, what becomes of the shortage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulate.render.numbers import middle, percent, spread
from simulate.results.opening import whole_years
from simulate.views.cards.telling import rows_of, year_told
from simulate.vocabulary import AXES, Label, Language

if TYPE_CHECKING:
    import xarray as xr

_HOMES = Label(
    "In {jaar} worden {nieuwbouw} woningen opgeleverd (90 %: {nieuwbouw_p5} – {nieuwbouw_p95}); met transformatie, "
    "splitsen en flex komen er bruto {bruto} bij, na sloop netto {netto}.",
    "In {jaar} {nieuwbouw} homes are completed (90 %: {nieuwbouw_p5} – {nieuwbouw_p95}); with conversion, splitting "
    "and flexible homes gross additions are {bruto}, and after demolition the net change is {netto}.",
)
_CHANCE = Label(
    "De kans op 100.000 in een van de jaren {van}–{jaar} is {kans_nieuwbouw} voor nieuwbouw, {kans_bruto} bruto en "
    "{kans_netto} netto; het meest opgehouden wordt door {rem} ({opgehouden} woningen).",
    "The chance of 100,000 in any of the years {van}–{jaar} is {kans_nieuwbouw} for completions, {kans_bruto} "
    "gross and {kans_netto} net; most homes are held back by {rem} ({opgehouden}).",
)
_SHORTAGE = Label(
    "Het woningtekort is eind {jaar} {tekort} woningen (90 %: {tekort_p5} – {tekort_p95}).",
    "The housing shortage at the end of {jaar} is {tekort} homes (90 %: {tekort_p5} – {tekort_p95}).",
)

YEAR = 4
"""Which whole calendar year of the run it is about, counted from 0; the last one of a shorter run."""


def answer(ds: xr.Dataset, language: Language) -> list[str]:
    """Three sentences about the fifth whole calendar year of the run, or its last."""
    years = ds["month"].dt.year.to_numpy()
    year = year_told(ds, YEAR)
    if year is None:
        return []
    whole, rows = whole_years(ds["month"].values)[1], rows_of(ds, year)
    jaar = ds["nieuwe_woningen"].isel(month=rows).transpose("month", "telling", "draw").to_numpy().sum(axis=0)
    until = np.flatnonzero((years >= whole[0]) & (years <= year))
    reached = ds["doel_gehaald"].isel(month=until).transpose("month", "telling", "draw").to_numpy()
    gehaald = reached.max(axis=0).mean(axis=-1)
    opgehouden = ds["opgehouden"].isel(month=rows).transpose("month", "oorzaak", "draw").to_numpy().mean(axis=0)
    tekort = ds["woningtekort"].isel(month=rows[-1]).to_numpy()
    midden = np.median(opgehouden, axis=-1)
    facts = {
        "jaar": str(year),
        "van": str(whole[0]),
        "bruto": middle(jaar[1], language),
        "netto": middle(jaar[2], language),
        "rem": AXES["oorzaak"].labels[int(midden.argmax())].in_(language),
        "opgehouden": middle(opgehouden[midden.argmax()], language),
        **{f"kans_{n}": percent(float(k), language) for n, k in zip(AXES["telling"].entries, gehaald, strict=True)},
        **spread("nieuwbouw", jaar[0], language),
        **spread("tekort", tekort, language),
    }
    return [line.in_(language).format(**facts) for line in (_HOMES, _CHANCE, _SHORTAGE)]
