"""The answer in words: whether the fund falls, what forecast errors cost, the room there is, what bookings come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.render.numbers import middle, percent, spread
from simulate.results.opening import whole_years
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

_FALLS = Label(
    "De kans dat het gemeentefonds zonder taakmutaties in {ravijn} lager is dan in {voor}, is {nominaal} in euro's en "
    "{reeel} "
    "in prijzen van {voor}; het accres van dat jaar is {tranche} miljoen (90 %: {tranche_p5} – {tranche_p95}).",
    "The chance that the municipal fund without changes of tasks is lower in {ravijn} than in {voor} is {nominaal} in "
    "euros "
    "and {reeel} at the prices of {voor}; the accres of that year is {tranche} million (90 %: {tranche_p5} – "
    "{tranche_p95}).",
)
_MISSED = Label(
    "Doordat de prijs van het bbp anders uitkomt dan in mei werd geraamd, missen gemeenten in {jaar} {gemist} miljoen "
    "euro "
    "aan prijsaccres, elk jaar opnieuw (90 %: {gemist_p5} – {gemist_p95}; onder nul: zij kregen te veel).",
    "As the price of GDP turns out otherwise than was forecast in May, municipalities miss {gemist} million euros of "
    "price "
    "accres in {jaar}, year after year (90 %: {gemist_p5} – {gemist_p95}; below nought: they got too much).",
)
_ROOM = Label(
    "In {jaar} is de ruimte van gemeenten {ruimte} miljoen euro ten opzichte van 2025 ({ruimte_p5} – {ruimte_p95}): "
    "een verschil met 2025 (dat jaar zelf is nul, op wat eenmalig is na), en geen begrotingstekort.",
    "In {jaar} the room of municipalities is {ruimte} million euros against that of 2025 ({ruimte_p5} – "
    "{ruimte_p95}): a "
    "difference with 2025, which is nought by definition but for what comes once, and no deficit of a budget.",
)
_HANDS = Label(
    "Met de ene hand krijgen gemeenten {extra} miljoen extra voor de Wmo in {handjaar}, met de andere wordt {weg} "
    "miljoen "
    "volumegroei van beschermd wonen onthouden.",
    "With one hand municipalities get {extra} million extra for the Wmo in {handjaar}, with the other {weg} million "
    "of growth "
    "of sheltered housing is withheld.",
)
_BUIG = Label(
    "De korting op de BUIG van {korting} miljoen wordt in {jaar} met een kans van {gedragen} gedragen door minder "
    "statushouders "
    "in de bijstand (mensen, beide partners van een paar; wie werkt of een partner met inkomen heeft, krijgt geen "
    "bijstand). "
    "Ter vergelijking: van 2024 was 6.976 miljoen begroot en werd 7.340 nodig, van 2025 7.479 en 7.780. "
    "Andere uitkeringen en toeslagen, en wie er "
    "rondkomt, zitten er niet in.",
    "The cut of the BUIG by {korting} million is borne in {jaar} with a chance of {gedragen} by fewer status holders "
    "on "
    "assistance (persons, both partners of a couple; who works, or has a partner with an income, gets none). Beside "
    "it: of 2024 "
    "6,976 million was budgeted and 7,340 was needed, of 2025 7,479 and 7,780. Other benefits and allowances, and who "
    "makes ends meet, are not in this.",
)
_BOOKED = Label(
    "Van de {gekort} miljoen die in {jaar} op specifieke uitkeringen is gekort, wordt {bespaard} miljoen op de "
    "uitvoering bespaard.",
    "Of the {gekort} million that is cut from specific grants in {jaar}, {bespaard} million is saved on running them.",
)
_YOUTH = Label(
    "Van de {geboekt} miljoen besparing op jeugdzorg wordt in {jaar} {gehaald} miljoen gehaald ({gehaald_p5} – "
    "{gehaald_p95}). Hoeveel kinderen jeugdzorg krijgen of erop wachten, zit er niet in.",
    "Of the saving of {geboekt} million on youth care {gehaald} million is met in {jaar} ({gehaald_p5} – "
    "{gehaald_p95}). How many children get youth care or wait for it is not in this.",
)
RAVINE = 2026
"""The year of the cut."""
YEAR = 2029
"""The last year of the table of the circular."""
ANSWER_YEAR = 3
"""That year, counted from the start of the baseline."""


def answer(ds: xr.Dataset, language: Language) -> list[str]:
    """Tell of the year of the cut, and of the last one of the table or of the run; of bookings where there are any."""
    years = ds["month"].dt.year.to_numpy()
    _, whole = whole_years(ds["month"].values)
    if not whole.size:
        return []
    year = YEAR if YEAR in whole else int(whole[-1])

    def total(name: str, in_year: int) -> Array:
        """Sum an outcome over the months of a year and over its axes, (draws,)."""
        chosen = ds[name].isel(month=np.flatnonzero(years == in_year)).transpose(..., "draw").to_numpy()
        return np.asarray(chosen.reshape(-1, chosen.shape[-1]).sum(axis=0), np.float64)

    def of(name: str, in_year: int = year) -> Array:
        return total(name, in_year) / 1e6

    def chance(name: str, in_year: int = year) -> str:
        return percent(float(total(name, in_year).mean()), language)

    lines, facts = [_MISSED, _ROOM], {"jaar": str(year), **spread("gemist", of("gemist_prijsaccres"), language)}
    facts |= spread("ruimte", of("ruimte"), language)
    if RAVINE in whole:
        lines = [_FALLS, *lines]
        facts |= {"ravijn": str(RAVINE), "voor": str(RAVINE - 1)}
        facts |= spread("tranche", of("accrestranche", RAVINE), language)
        facts |= {"nominaal": chance("daling_nominaal", RAVINE), "reeel": chance("daling_reeel", RAVINE)}
    hands = RAVINE if RAVINE in whole else year
    facts |= {"handjaar": str(hands), "gedragen": chance("buig_gedragen")}
    facts |= spread("gehaald", of("jeugd_taakstelling_gehaald"), language)
    for line, in_year, names in (
        (_HANDS, hands, {"extra": "wmo_middelen", "weg": "beschermd_wonen_onthouden"}),
        (_BUIG, year, {"korting": "buig_korting"}),
        (_BOOKED, year, {"gekort": "spuk_korting", "bespaard": "spuk_bespaard"}),
        (_YOUTH, year, {"geboekt": "jeugd_taakstelling"}),
    ):
        amounts = {word: of(name, in_year) for word, name in names.items()}
        # What is not booked is not told, nor one hand without the other.
        if next(iter(amounts.values())).any() and (line is not _HANDS or amounts["weg"].any()):
            lines.append(line)
            facts |= {word: middle(amount, language, 1 if line is _HANDS else 0) for word, amount in amounts.items()}
    return [line.in_(language).format(**facts) for line in lines]
