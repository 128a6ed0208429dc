"""The answer in words: what the deductible does to demand, what waiting lists do, and what it costs whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulate.engine.arrays import Array
from simulate.render.numbers import middle, spread
from simulate.results.opening import whole_years
from simulate.views.cards.telling import months_told, rows_of, year_told
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
    "Op een gewoon eerste consult is het dan {poli} weken wachten (90 %: {poli_p5} – {poli_p95}), op een behandeling "
    "daarna {beh} weken ({beh_p5} – {beh_p95}); {norm} % van de behandelingen is later dan de Treeknorm.",
    "A routine first visit then takes {poli} weeks of waiting (90 %: {poli_p5} – {poli_p95}), a treatment after it "
    "{beh} weeks ({beh_p5} – {beh_p95}); {norm} % of treatments are later than the norm.",
)
_MONEY = Label(
    "Netto kost het eigen risico de collectieve kas {netto} miljoen euro per jaar tegen de referentie ({netto_p5} – "
    "{netto_p95}): {schuif} verschuiving van eigen betaling naar premie en {gevraagd} gedrag als alles wat gevraagd "
    "wordt ook gegeven werd, min {niet} dat dat jaar niet gegeven wordt en niets kost; de premie is {premie} euro "
    "per jaar.",
    "The deductible costs the public purse {netto} million euros a year net against the reference ({netto_p5} – "
    "{netto_p95}): {schuif} is a shift from own payments to premium and {gevraagd} behaviour if all that is asked "
    "for were given, less {niet} that is not given in the year and costs nothing; the premium is {premie} euros a "
    "year.",
)
_MONEY_SAME = Label("De premie is {premie} euro per jaar.", "The premium is {premie} euros a year.")
_STAFF = Label(
    "Ziekenhuizen komen in {tekortjaar} {tekort} medewerkers tekort (90 %: {tekort_p5} – {tekort_p95}). Dat zijn "
    "alleen ziekenhuizen: de bijna 200.000 van het regeerprogramma (regels 4912-4914, voor 2033) zijn die van heel "
    "zorg en welzijn, met verpleeghuizen, thuiszorg en ggz, waar dit model niet over gaat; voor ziekenhuizen gaf de "
    "prognose van december 2023 er 26.500.",
    "Hospitals are {tekort} staff short in {tekortjaar} (90 %: {tekort_p5} – {tekort_p95}). That is hospitals only: "
    "the almost 200,000 of the government programme (lines 4912-4914, for 2033) are those of all of care and "
    "welfare, with nursing homes, home care and mental care, which this model does not cover; for hospitals the "
    "forecast of December 2023 gave 26,500.",
)
_REFERENCE = Label("de wet ({wet} euro)", "the law ({wet} euros)")
_FORECAST = 2033
"""The year of the forecasts of staff with which the shortage is compared."""
YEAR = 4
"""The fifth whole calendar year is told, or the last."""


def answer(ds: xr.Dataset, language: Language) -> list[str]:
    """Four sentences about the fifth whole calendar year of the run, or its last; on staff about that of a forecast."""
    year = year_told(ds, YEAR)
    if year is None:
        return []

    def of(name: str, in_year: int = year, **entry: str) -> Array:
        return months_told(ds, name, in_year, **entry)

    staff_year = _FORECAST if _FORECAST in whole_years(ds["month"].values)[1] else year
    wet = middle(of("eigen_risico_wet").mean(axis=0), language)

    facts = {
        "jaar": str(year),
        "referentie": _REFERENCE.in_(language).format(wet=wet),
        "tekortjaar": str(staff_year),
        "betaald": middle(of("eigen_betaling").mean(axis=0), language),
        "vult": middle(100 * of("vult_eigen_risico").mean(axis=0), language),
        "norm": middle(100 * of("boven_treeknorm_behandeling").mean(axis=0), language),
        "schuif": middle(of("verschuiving").sum(axis=0) / 1e6, language),
        "gevraagd": middle(of("gedragseffect_gevraagd").sum(axis=0) / 1e6, language),
        "niet": middle(of("niet_geleverd").sum(axis=0) / 1e6, language),
        "premie": middle(of("premie").mean(axis=0), language),
        **spread("msz", of("zorgvraag_effect", zorgsector="msz").mean(axis=0) / 1e6, language),
        **spread("poli", of("wachttijd_poli").mean(axis=0), language, 1),
        **spread("beh", of("wachttijd_behandeling").mean(axis=0), language, 1),
        **spread("netto", of("netto_collectief").sum(axis=0) / 1e6, language),
        **spread("tekort", of("personeelstekort", staff_year).mean(axis=0), language),
    }
    # Of the reference itself there is nothing to tell against the reference.
    same = not ds["zorgvraag_effect"].isel(month=rows_of(ds, year)).any() and not of("netto_collectief").any()
    lines = (_DEMAND_SAME, _WAIT, _MONEY_SAME, _STAFF) if same else (_DEMAND, _WAIT, _MONEY, _STAFF)
    return [line.in_(language).format(**facts) for line in lines]
