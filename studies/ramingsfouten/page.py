"""Page of the study: errors by kind of forecast and horizon, with their number, and each year judged by the others."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean, stdev

from docs.build.page import page
from simulate.files import write_whole
from simulate.render.markdown import table
from studies.ramingsfouten.errors import ENOUGH, Errors, errors, left_out
from studies.ramingsfouten.pairs import AUTUMN, SPRING, Measured, Pair, Variable, pairs

PAGE = "gemeenten-ramingsfouten.md"
KINDS: tuple[tuple[str, Variable, tuple[int, ...], int, Measured], ...] = (
    ("growth, autumn, the next year", "groei", AUTUMN, 1, "laatst"),
    ("growth, autumn, the same year", "groei", AUTUMN, 0, "laatst"),
    ("growth, spring, the next year", "groei", SPRING, 1, "laatst"),
    ("growth, spring, the same year", "groei", SPRING, 0, "laatst"),
    ("price, spring, the same year, as first measured: the seven of the letter", "prijs", SPRING, 0, "eerst"),
    ("price, spring, the same year, as measured now", "prijs", SPRING, 0, "laatst"),
    ("price, autumn, the same year, as first measured", "prijs", AUTUMN, 0, "eerst"),
    ("price, autumn, the same year, as measured now", "prijs", AUTUMN, 0, "laatst"),
    ("price, autumn, the next year, as first measured", "prijs", AUTUMN, 1, "eerst"),
    ("price, autumn, the next year, as measured now", "prijs", AUTUMN, 1, "laatst"),
)


SPRINGS, AUTUMNS_FIRST, AUTUMNS_NOW = (KINDS[place][0] for place in (4, 6, 7))


def kinds() -> dict[str, list[Pair]]:
    """List the pairs of every kind, by its label."""
    return {name: pairs(variable, months, ahead, vintage) for name, variable, months, ahead, vintage in KINDS}


def together() -> list[float]:
    """List the errors of the price of the running year: seven springs and the autumns, as first measured if known."""
    found = kinds()
    first = {pair.year: pair.error for pair in found[AUTUMNS_FIRST]}
    autumns = {pair.year: pair.error for pair in found[AUTUMNS_NOW]} | first
    return [*(pair.error for pair in found[SPRINGS]), *autumns.values()]


def study_page() -> str:
    """Write out the page."""
    found = kinds()
    both = together()
    return page(
        "Municipal finance: errors of official forecasts",
        "The price part of the accres is the forecast of the CPB in the spring of the year, and nobody settles what "
        "is measured "
        "later; the volume part is growth as counted. How far were such forecasts off? Measured less forecast, "
        "percentage "
        "points: above 0 the forecast was too low. Forecasts are in `data/gemeenten/ramingen.csv`, with the page each "
        "was "
        "read on; what was measured is in `data/gemeenten/gemeten.csv`.",
        "## By kind of forecast",
        table(
            ["forecast", "n", "mean error", "standard error", "spread", "years on end", "persistence"],
            [[name, *_row(errors(list_))] for name, list_ in found.items()],
        ),
        f"Persistence is the correlation with the error of the year before. It is estimated from {ENOUGH} pairs of "
        f"years on end or "
        "more; there are never that many, so what the model takes for it is an assumption. So is what a horizon adds, "
        "which takes "
        f"{ENOUGH} pairs at both: only growth in autumn has them, and there the spread is the same at both horizons. "
        f"For the revision "
        "of a price forecast from autumn to spring there is nothing (`economie.yaml`).",
        f"**The letter's seven, and what it left out.** The seven springs are all of one sign, "
        f"{_signed(errors(found[SPRINGS]).bias)} on "
        "average, and hold the inflation of 2022 and 2023. The autumns at hand say the opposite of the running year: "
        f"{_signed(errors(found[AUTUMNS_FIRST]).bias)} as first measured (n = {len(found[AUTUMNS_FIRST])}) and "
        f"{_signed(errors(found[AUTUMNS_NOW]).bias)} as "
        f"measured now (n = {len(found[AUTUMNS_NOW])}). All {len(both)} together give {_signed(fmean(both))}, with a "
        f"spread of {stdev(both):.2f}: the model takes 0.6, "
        "with nine in ten of its long-run means between -0.1 and 1.3.",
        "**What is missing.** No spring before 2018 with a price, no autumn with one after 2013, and neither 2008 nor "
        "2019, of which "
        "the forecasts of 2009 and 2020 missed falls of almost four percent. So the spread of growth that the model "
        "takes, 1.3 points, is "
        "wider than that of the eleven autumns.",
        "## Each year judged by the others",
        "The 90 percent interval and the CRPS of a Student distribution with the mean and the spread of the other "
        "years, beside "
        "no error at all, and beside the error of the year before (over the years that have one, with the score of "
        "the others "
        "over the same years).",
        table(
            ["forecast", "n", "in the 90 %", "CRPS", "no error", "n with a year before", "CRPS", "last error"],
            [[name, *_judged(list_)] for name, list_ in found.items() if len(list_) > 2],
        ),
        "Of the accres itself nothing can be tested back: before 2024 another system held.",
        "## The pairs",
        table(
            ["forecast", "publication", "of", "forecast, %", "measured, %", "error"],
            [
                [name, p.publication, str(p.year), f"{p.forecast:g}", f"{p.measured:g}", f"{p.error:+.2f}"]
                for name, list_ in found.items()
                for p in list_
            ],
        ),
    )


def write(folder: Path) -> Path:
    """Write the page into a folder, and return its path."""
    path = folder / PAGE
    write_whole(path, study_page())
    return path


def _row(one: Errors) -> list[str]:
    kept = "too few" if one.persistence is None else f"{one.persistence:.2f}"
    return [str(one.n), _signed(one.bias), f"{one.standard_error:.2f}", f"{one.spread:.2f}", str(one.steps), kept]


def _judged(found: list[Pair]) -> list[str]:
    one = left_out(found)
    numbers = (one.score, one.zero), (one.score_of_last, one.last)
    shown = [[f"{number:.2f}" for number in both] for both in numbers]
    return [str(one.n), f"{one.inside} of {one.n}", *shown[0], str(one.lasts), *shown[1]]


def _signed(value: float) -> str:
    return f"{value:+.2f}"
