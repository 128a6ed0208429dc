"""The precision of an estimate in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from simulate.render.numbers import MOST_DECIMALS, decimals, decimals_of_error, entry_label, number, scaled
from simulate.results.precision import Estimate, estimate
from simulate.results.statistics import ERROR, STATISTICS
from simulate.results.table import EXACT
from simulate.running.statistics.bins import BINS
from simulate.running.store.record import Record
from simulate.vocabulary import CHANCE, Label, Language

Row = Mapping[str, str]

LINE = Label(
    "Monte-Carlofout, één standaardfout van wat hierboven voor {year} staat: {errors}. summary.csv heeft die van elke "
    "mediaan ({column}).",
    "Monte Carlo error, one standard error of what is told above of {year}: {errors}. summary.csv has that of every "
    "median ({column}).",
)
BINNED = Label(
    "De kwantielen zijn gelezen uit tellingen in {bins} klassen: wat als p5 is vermeld, ligt tussen p4,8 en p5,2, of "
    "scheelt minder dan één stap van wat in stappen wordt geteld.",
    "Quantiles are read from counts in {bins} bins: what is given as p5 lies between p4.8 and p5.2, or is less than "
    "one step off where an outcome moves in steps.",
)
POINTS = Label("punt", "points")
MOST = 3
"""Headline outcomes of which the error is shown under the table."""


def word_estimate(found: Estimate, language: Language) -> str:
    """Word an estimate as `Reception occupancy, 2034: 48,213 ± 402 persons (0.8 %)`."""
    divisor, unit = scaled(found.unit, abs(found.value), language)
    value, error = found.value / divisor, found.error / divisor
    # Two digits of the error, and no more of the value.
    allowed = decimals_of_error(error)
    digits = decimals(value) if allowed is None else min(allowed + 1, MOST_DECIMALS)
    share = "" if unit == "%" else f" ({number(100 * error / abs(value), language, 2)} %)" if value else ""
    label = (found.label_nl if language == "nl" else found.label) + entry_label(found.axis, found.entry, language)
    return f"{label}, {found.year}: {number(value, language, digits)} ± {number(error, language, digits)} {unit}{share}"


def binned_line(run_record: Record, language: Language) -> str:
    """Word how far the quantiles of a run may be off; empty where they are exact."""
    exact = run_record.keep == "draws" and run_record.draws <= EXACT
    return "" if exact else BINNED.in_(language).format(bins=BINS)


def error_line(
    headlines: Iterable[Sequence[Row]], draws: int, language: Language, asked: Collection[int | None] = ()
) -> str:
    """Word the error of the first headline outcomes in the last year of the table; empty when not available.

    `headlines`: rows of summary.csv, the years of one outcome or entry each. Of the years that are `asked` the last.
    """
    errors, year, seen = list[str](), "", set[str]()
    for rows in headlines:
        row = next((one for one in reversed(rows) if int(one["period"]) in asked), rows[-1])
        if row["outcome"] in seen or not row.get(ERROR) or len(errors) == MOST:
            continue
        seen.add(row["outcome"])
        year = row["period"]
        value, error = estimate({name: float(row[name] or "nan") for name in STATISTICS}, row["unit"], draws)
        label = row["label"] + entry_label(row["axis"], row["entry"], language)
        errors.append(f"{label} {_error(value, error, row['unit'], language)}")
    return LINE.in_(language).format(year=year, errors="; ".join(errors), column=ERROR) if errors else ""


def _error(value: float, error: float, unit: str, language: Language) -> str:
    """Format an error as a share of the value, of a chance as points, else in its unit."""
    if unit == CHANCE:
        return f"{number(100 * error, language, 1)} {POINTS.in_(language)}"
    if value:
        return f"{number(100 * error / abs(value), language, 1)} %"
    divisor, name = scaled(unit, error, language)
    return f"{number(error / divisor, language, decimals(error / divisor))} {name}"
