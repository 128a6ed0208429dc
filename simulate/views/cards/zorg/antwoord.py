"""The answer in words: what the deductible does to demand, what waiting lists do, and what it costs whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.render.numbers import middle, spread
from simulate.results.opening import whole_years
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

_DEMAND = Label(
    "In {jaar} betaalt een volwassene gemiddeld {betaald} euro zelf en maakt {vult} % het eigen risico vol; door het "
    "eigen risico wordt {msz} miljoen euro meer ziekenhuiszorg gevraagd dan bij {referentie} "
    "(90 %: {msz_p5} – {msz_p95}).",
    "In {jaar} an adult pays {betaald} euros on average and {vult} % fill the deductible; because of it {msz} million "
    "euros more of hospital care is asked for than at {referentie} (90 %: {msz_p5} – {msz_p95}).",
)
_DEMAND_SAME = Label(
    "In {jaar} betaalt een volwassene gemiddeld {betaald} euro zelf en maakt {vult} % het eigen risico vol; dit is "
    "{referentie}, waar andere bedragen tegen worden afgezet.",
    "In {jaar} an adult pays {betaald} euros on average and {vult} % fill the deductible; this is {referentie}, which "
    "other amounts are held against.",
)
_WAIT = Label(
    "Een gewoon eerste consult duurt dan {poli} weken wachten (90 %: {poli_p5} – {poli_p95}), een behandeling daarna "
    "{beh} weken ({beh_p5} – {beh_p95}); {norm} % van de behandelingen is later dan de Treeknorm.",
    "A routine first visit then takes {poli} weeks of waiting (90 %: {poli_p5} – {poli_p95}), a treatment after it "
    "{beh} weeks ({beh_p5} – {beh_p95}); {norm} % of treatments are later than the norm.",
)
_MONEY = Label(
    "Netto kost het eigen risico de collectieve kas {netto} miljoen euro per jaar tegen de referentie "
    "({netto_p5} – {netto_p95}): {schuif} verschuiving van eigen betaling naar premie, {gedrag} gedrag; de premie is "
    "{premie} euro per jaar.",
    "The deductible costs the public purse {netto} million euros a year net against the reference "
    "({netto_p5} – {netto_p95}): {schuif} is a shift from own payments to premium, {gedrag} behaviour; the premium is "
    "{premie} euros a year.",
)
_MONEY_SAME = Label("De premie is {premie} euro per jaar.", "The premium is {premie} euros a year.")
_REFERENCE = Label("de referentie (385 euro)", "the reference (385 euros)")
YEAR = 4
"""The fifth whole calendar year is told, or the last."""


def answer(ds: xr.Dataset, language: Language) -> list[str]:
    """Three sentences about the fifth whole calendar year of the run, or its last."""
    years = ds["month"].dt.year.to_numpy()
    _, whole = whole_years(ds["month"].values)
    if not whole.size:
        return []
    year = whole[min(YEAR, len(whole) - 1)]
    rows = np.flatnonzero(years == year)

    def of(name: str, **entry: str) -> Array:
        chosen = ds[name].isel(month=rows)
        return np.asarray(chosen.sel(entry).transpose("month", "draw").to_numpy(), np.float64)

    facts = {
        "jaar": str(year),
        "referentie": _REFERENCE.in_(language),
        "betaald": middle(of("eigen_betaling").mean(axis=0), language),
        "vult": middle(100 * of("vult_eigen_risico").mean(axis=0), language),
        "norm": middle(100 * of("boven_treeknorm_behandeling").mean(axis=0), language),
        "schuif": middle(of("verschuiving").sum(axis=0) / 1e6, language),
        "gedrag": middle(of("gedragseffect").sum(axis=0) / 1e6, language),
        "premie": middle(of("premie").mean(axis=0), language),
        **spread("msz", of("zorgvraag_effect", zorgsector="msz").mean(axis=0) / 1e6, language),
        **spread("poli", of("wachttijd_poli").mean(axis=0), language, 1),
        **spread("beh", of("wachttijd_behandeling").mean(axis=0), language, 1),
        **spread("netto", of("netto_collectief").sum(axis=0) / 1e6, language),
    }
    # Of the reference itself there is nothing to tell against the reference.
    same = not ds["zorgvraag_effect"].isel(month=rows).any() and not of("netto_collectief").any()
    lines = (_DEMAND_SAME, _WAIT, _MONEY_SAME) if same else (_DEMAND, _WAIT, _MONEY)
    return [line.in_(language).format(**facts) for line in lines]
