"""The answer in words: reception, homes, care and staff in the same year, and who waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulate.engine.arrays import Array
from simulate.render.numbers import middle, spread
from simulate.views.cards.telling import months_told, year_told
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

_RECEPTION = Label(
    "In {jaar} wonen er gemiddeld {bezetting} mensen in de asielopvang (90 %: {bezetting_p5} – {bezetting_p95}), van "
    "wie {wacht} statushouders die op een woning wachten{geboekt}.",
    "In {jaar} {bezetting} people live in asylum reception on average (90 %: {bezetting_p5} – {bezetting_p95}), "
    "{wacht} of them status holders who wait for a home{geboekt}.",
)
_BOOKED = Label(
    "; in dat jaar worden {geboekt} woningen geboekt voor wie de opvang verlaat",
    "; {geboekt} homes are booked in that year for those who leave",
)
_HOMES = Label(
    "Het woningtekort is dan {tekort} woningen (90 %: {tekort_p5} – {tekort_p95}), en met wie in de opvang wacht "
    "{nood}; een gewone zoeker wacht {sociaal} jaar op een sociale huurwoning ({sociaal_p5} – {sociaal_p95}).",
    "The housing shortage is then {tekort} homes (90 %: {tekort_p5} – {tekort_p95}), and {nood} with those who wait in "
    "reception; a regular seeker waits {sociaal} years for a social home ({sociaal_p5} – {sociaal_p95}).",
)
_CARE = Label(
    "Op een gewone behandeling wordt {beh} weken gewacht (90 %: {beh_p5} – {beh_p95}); ziekenhuizen komen {staf} "
    "medewerkers tekort. Ggz, wijkverpleging, verpleeghuizen en jeugdzorg zitten er niet in.",
    "A routine treatment is waited for {beh} weeks (90 %: {beh_p5} – {beh_p95}); hospitals are {staf} staff short. "
    "Mental care, district nursing, nursing homes and youth care are not in this.",
)
_MONEY = Label(
    "De ruimte van gemeenten is dan {ruimte} miljoen euro tegen 2025 (90 %: {ruimte_p5} – {ruimte_p95}), een verschil "
    "en geen tekort van een begroting: zij kunnen {over} % van ongewijzigde voorzieningen "
    "betalen ({over_p5} – {over_p95}).",
    "The room of municipalities is then {ruimte} million euros against 2025 (90 %: {ruimte_p5} – {ruimte_p95}), a "
    "difference and no deficit of a budget: they can pay for {over} % of unchanged services ({over_p5} – {over_p95}).",
)
YEAR = 4
"""The fifth whole calendar year is told, or the last."""


def answer(ds: xr.Dataset, language: Language) -> list[str]:
    """One sentence for each system that runs, about the fifth whole calendar year of the run, or its last."""
    year = year_told(ds, YEAR)
    if year is None:
        return []

    def of(name: str) -> Array:
        return months_told(ds, name, year)

    def counted(name: str) -> bool:
        # What no part counts is nought, or not a number where it would be a mean.
        return bool(np.nan_to_num(of(name)).any())

    facts = {
        "jaar": str(year),
        **spread("bezetting", of("opvang_bezetting").mean(axis=0), language),
        **spread("wacht", of("wacht_op_woning").mean(axis=0), language),
        **spread("tekort", of("woningtekort").mean(axis=0), language),
        **spread("nood", of("woningnood_met_opvang").mean(axis=0), language),
        **spread("sociaal", of("wachttijd_sociale_huur").mean(axis=0), language, 1),
        **spread("beh", of("wachttijd_behandeling").mean(axis=0), language, 1),
        **spread("staf", of("personeelstekort_zorg").mean(axis=0), language),
        **spread("ruimte", of("ruimte_gemeenten").sum(axis=0) / 1e6, language),
        **spread("over", 100 * of("gemeentegeld_over").mean(axis=0), language),
        "geboekt": "",
    }
    if counted("woningtekort"):
        booked = middle(of("woningen_voor_statushouders").sum(axis=0), language)
        facts["geboekt"] = _BOOKED.in_(language).format(geboekt=booked)
    told = (
        (_RECEPTION, "opvang_bezetting"),
        (_HOMES, "woningtekort"),
        (_CARE, "wachttijd_behandeling"),
        (_MONEY, "gemeentefonds"),
    )
    return [line.in_(language).format(**facts) for line, name in told if counted(name)]
