"""The tables of docs/gemeenten.md, from result folders.

`python -m studies.gemeenten_tabellen FOLDER` prints Markdown of the runs that `simulate run ... --out FOLDER` left of
the scenarios below: medians and, between brackets, where nine out of ten draws lie, in millions of euros. A difference
is that of draw i and draw i.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

import simulate
from simulate.render.markdown import table

BASE, WINDOW = "gemeenten", "gemeenten-septembercirculaire-2024"
OTHERS = (
    "gemeenten-nacalculatie", "gemeenten-mev", "gemeenten-zonder-korting", "gemeenten-vng", "gemeenten-regeerprogramma",
)  # fmt: skip
YEARS = (2026, 2027, 2028, 2029, 2030)
MILLION = 1e6


class Results:
    """The outcomes of a folder of runs, a number for every draw."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.opened = folder, dict[str, Any]()

    def of(self, scenario: str, outcome: str, year: int, **entry: str) -> Any:
        """Sum an outcome over the months of a year, and over its axes where no entry is named."""
        if scenario not in self.opened:
            self.opened[scenario] = simulate.open_results(self.folder / scenario)
        found = self.opened[scenario][outcome].sel(entry)
        months = found.isel(month=np.flatnonzero(found["month"].dt.year == year)).transpose(..., "draw").to_numpy()
        return np.asarray(months.reshape(-1, months.shape[-1]).sum(axis=0), np.float64)

    def chance(self, scenario: str, outcome: str, year: int) -> str:
        return f"{100 * self.of(scenario, outcome, year).mean():.0f} %"


def told(values: Any) -> str:
    """A median and between brackets where nine out of ten draws lie, in millions; of nothing no sign."""
    low, middle, high = (f"{x + 0.0:,.0f}" for x in np.round(np.quantile(values, (0.05, 0.5, 0.95)) / MILLION) + 0.0)
    return f"{middle} ({low} – {high})" if low != high else middle


def dates(results: Results) -> str:
    """Two dates of information side by side."""
    rows = [
        ["accres tranche of 2026, million", *(told(results.of(s, "accrestranche", 2026)) for s in (WINDOW, BASE))],
        [
            "chance that the fund of 2026 is below that of 2025",
            *(results.chance(s, "daling_nominaal", 2026) for s in (WINDOW, BASE)),
        ],
        ["… at the prices of 2025", *(results.chance(s, "daling_reeel", 2026) for s in (WINDOW, BASE))],
        *(
            [f"{label}, {year}", *(told(results.of(s, outcome, year)) for s in (WINDOW, BASE))]
            for label, outcome in (
                ("price accres missed", "gemist_prijsaccres"),
                ("room, difference with 2025", "ruimte"),
            )
            for year in (2026, 2029)
        ),
    ]
    return table(["", "as known in September 2024", "as known on 1 January 2026"], rows)


def room(results: Results) -> str:
    """The room by part in the baseline."""
    parts = {"fonds": "fund less cost", "bcf": "VAT compensation fund", "wmo": "Wmo", "jeugd": "youth care"}
    rows = [
        [label, *(told(results.of(BASE, "ruimte", year, ruimteonderdeel=part)) for year in YEARS)]
        for part, label in parts.items()
    ]
    whole = ["**room, difference with 2025**", *(told(results.of(BASE, "ruimte", year)) for year in YEARS)]
    return table(["million euros", *map(str, YEARS)], [*rows, whole])


def scenarios(results: Results) -> str:
    """What measures change of the room, against the baseline in the same draws."""
    rows = [
        [f"`{name}`", *(told(results.of(name, "ruimte", year) - results.of(BASE, "ruimte", year)) for year in YEARS)]
        for name in OTHERS
    ]
    return table(["difference in room", *map(str, YEARS)], rows)


def main(folder: Path) -> None:
    """Print the tables."""
    results = Results(folder)
    programme = OTHERS[-1]
    print(dates(results), room(results), scenarios(results), sep="\n\n")
    for year in YEARS:
        borne = results.chance(programme, "buig_gedragen", year)
        print(f"{year}: cut of the BUIG borne {borne}; avoided {told(results.of(BASE, 'buig_vermeden', year))}")
    for name in ("spuk_bespaard", "jeugd_taakstelling_gehaald"):
        print(name, told(results.of(programme, name, 2026)))
    for entry in ("investeringen", "voorzieningen", "belastingen", "reserves"):
        print(entry, told(results.of(BASE, "ombuiging", 2029, ombuigingsvorm=entry)))
    missed = results.of("gemeenten-nacalculatie", "gemist_prijsaccres", 2029)
    print("settled afterwards, missed in 2029", told(missed))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
