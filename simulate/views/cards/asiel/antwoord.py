"""The answer in words: how many reception places, with what chance, at what cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulate.render.numbers import middle, percent, spread
from simulate.views.cards.telling import rows_of, year_told
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

_PLACES = Label(
    "Over {jaar} zijn {nodig} opvangplekken nodig bij normbezetting (mediaan; 90 %: {nodig_p5} – {nodig_p95}); er "
    "zijn er {plekken}.",
    "Over {jaar} reception needs {nodig} places at the norm (median; 90 %: {nodig_p5} – {nodig_p95}); there are "
    "{plekken}.",
)
_CHANCE = Label(
    "De kans dat er in {jaar} mensen zonder plek zijn is {kans}; in de ergste maand van de hele periode zijn dat er "
    "{piek} (90 %: {piek_p5} – {piek_p95}).",
    "The chance that people are without a place in {jaar} is {kans}; in the worst month of the whole period they are "
    "{piek} (90 %: {piek_p5} – {piek_p95}).",
)
_COST = Label(
    "De asielketen kost dan {kosten} miljard euro (90 %: {kosten_p5} – {kosten_p95}), prijzen van 2023, "
    "zonder Oekraïne.",
    "The asylum chain then costs {kosten} billion euro (90 %: {kosten_p5} – {kosten_p95}), prices of 2023, "
    "without Ukraine.",
)

YEAR = 2
"""Which whole calendar year of the run it is about, counted from 0; the last one of a shorter run."""


def answer(ds: xr.Dataset, language: Language) -> list[str]:
    """Three sentences about the third whole calendar year of the run, or its last."""
    year = year_told(ds, YEAR)
    if year is None:
        return []
    rows = rows_of(ds, year)
    needed, there, cost = (
        ds[name].isel(month=rows).transpose("month", "draw").to_numpy()
        for name in ("benodigde_plekken", "plekken_totaal", "kosten_asielketen")
    )
    without = ds["niet_geplaatst"].transpose("month", "draw").to_numpy()
    facts = {
        "jaar": str(year),
        "plekken": middle(there.mean(axis=0), language),
        "kans": percent(float((without[rows].max(axis=0) >= 1).mean()), language),
        **spread("nodig", needed.mean(axis=0), language),
        **spread("piek", without.max(axis=0), language),
        **spread("kosten", cost.sum(axis=0) / 1e9, language, 1),
    }
    return [line.in_(language).format(**facts) for line in (_PLACES, _CHANCE, _COST)]
