"""The tables of docs/zorg.md, from result folders.

`python -m studies.zorg_tabellen FOLDER [YEAR]` prints Markdown of the runs that `simulate run ... --out FOLDER` left of
the scenarios below: medians and, between brackets, where nine out of ten draws lie. A difference is that of draw i and
draw i.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import simulate

BASE, LOWER, FOLLOWS, FROZEN, HIGHER, PROGRAMME = (
    "zorg", "zorg-eigen-risico-165", "zorg-eigen-risico-165-aanbod-volgt", "zorg-eigen-risico-385", "zorg-460-150",
    "zorg-regeerprogramma",
)  # fmt: skip
OTHERS = ("zorg-d66-cda", "zorg-administratietijd", "zorg-bouwstenen")
BILLION = 1e9
Value = Callable[[str], Any]
"""Of a scenario: a number for every draw."""


class Results:
    """The outcomes of a folder of runs, a number for every draw in one year."""

    def __init__(self, folder: Path, year: int) -> None:
        self.folder, self.year, self.opened = folder, year, dict[str, Any]()

    def of(self, scenario: str, outcome: str, **entry: str) -> Any:
        """Mean over the months of the year, or the sum of what is counted by the month."""
        if scenario not in self.opened:
            self.opened[scenario] = simulate.open_results(self.folder / scenario)
        found = self.opened[scenario][outcome].sel(entry)
        months = found.isel(month=np.flatnonzero(found["month"].dt.year == self.year))
        values = np.asarray(months.transpose("month", ...).to_numpy(), np.float64)
        while values.ndim > 2:
            values = values.sum(axis=1)
        return values.sum(axis=0) if found.attrs.get("kind") == "total" else values.mean(axis=0)

    def more(self, scenario: str, outcome: str, **entry: str) -> Any:
        return self.of(scenario, outcome, **entry) - self.of(BASE, outcome, **entry)


def told(values: Any, digits: int, times: float = 1) -> str:
    """A median and between brackets where nine out of ten draws lie; nothing is told of the sign of nothing."""
    quantiles = np.round(np.quantile(np.asarray(values) * times, (0.05, 0.5, 0.95)), digits) + 0.0
    low, middle, high = (f"{x:,.{digits}f}" for x in quantiles)
    return f"{middle} ({low} – {high})" if low != high else middle


def table(head: tuple[str, ...], rows: list[tuple[str, int, float, Value]], names: tuple[str, ...]) -> str:
    """Lay out a table: a row is its label, digits, a factor and the value of a scenario."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * len(names)]
    lines += [
        f"| {label} | " + " | ".join(told(value(name), digits, times) for name in names) + " |"
        for label, digits, times, value in rows
    ]
    return "\n".join(lines)


def deductibles(of: Results) -> str:
    """What deductibles do to demand, payments, waits and money."""

    def row(label: str, outcome: str, digits: int, times: float = 1, **entry: str) -> tuple[str, int, float, Value]:
        return label, digits, times, lambda name: of.of(name, outcome, **entry)

    def difference(label: str, outcome: str) -> tuple[str, int, float, Value]:
        return label, 1, 1, lambda name: of.more(name, outcome)

    names = (BASE, LOWER, FOLLOWS, PROGRAMME, HIGHER, FROZEN)
    rows = [
        row("deductible, euro", "eigen_risico", 0),
        row("hospital care asked for", "zorgvraag_effect", 2, 1 / BILLION, zorgsector="msz"),
        row("all care asked for", "zorgvraag_effect", 2, 1 / BILLION),
        row("own payment per adult, euro", "eigen_betaling", 0),
        row("fills the deductible, %", "vult_eigen_risico", 0, 100),
        row("wait for a routine visit, weeks", "wachttijd_poli", 1),
        difference("… difference", "wachttijd_poli"),
        row("wait for routine treatment, weeks", "wachttijd_behandeling", 1),
        difference("… difference", "wachttijd_behandeling"),
        row("visits over the Treeknorm, %", "boven_treeknorm_poli", 0, 100),
        row("treatments over the Treeknorm, %", "boven_treeknorm_behandeling", 0, 100),
        row("net public cost", "netto_collectief", 2, 1 / BILLION),
        row("… of which shift", "verschuiving", 2, 1 / BILLION),
        row("… and behaviour, if all asked for were given", "gedragseffect_gevraagd", 2, 1 / BILLION),
        row("… less what is not given in the year", "niet_geleverd", 2, 1 / BILLION),
        row("premium by the deductible, euro a year", "premie_effect", 0),
    ]
    return table((str(of.year), *(f"`{name}`" for name in names)), rows, names)


def others(of: Results) -> str:
    """What programmes do that hardly touch the deductible."""
    rows: list[tuple[str, int, float, Value]] = [
        ("wait for a routine visit, weeks", 1, 1, lambda name: of.of(name, "wachttijd_poli")),
        ("… difference", 1, 1, lambda name: of.more(name, "wachttijd_poli")),
        ("wait for routine treatment, weeks", 1, 1, lambda name: of.of(name, "wachttijd_behandeling")),
        ("… difference", 1, 1, lambda name: of.more(name, "wachttijd_behandeling")),
        ("visits over the Treeknorm, %", 0, 100, lambda name: of.of(name, "boven_treeknorm_poli")),
        ("treatments over the Treeknorm, %", 0, 100, lambda name: of.of(name, "boven_treeknorm_behandeling")),
        ("shortage of staff, thousands", 0, 1e-3, lambda name: of.of(name, "personeelstekort")),
        ("spending under the Zvw, difference", 2, 1 / BILLION, lambda name: of.more(name, "zvw_uitgaven")),
        ("premium, difference in euro a year", 0, 1, lambda name: of.more(name, "premie")),
    ]
    names = (BASE, *OTHERS)
    return table((str(of.year), *(f"`{name}`" for name in names)), rows, names)


def parts(folder: Path, years: range) -> str:
    """The net cost of 165 euro in parts by year: indexation, and of the step shift, behaviour and what is not given."""
    lines = ["| | " + " | ".join(map(str, years)) + " |", "|---|" + "---:|" * len(years)]
    by_year = [Results(folder, year) for year in years]

    def row(label: str, value: Callable[[Results], Any]) -> None:
        lines.append(f"| {label} | " + " | ".join(told(value(of), 2, 1 / BILLION) for of in by_year) + " |")

    def step(outcome: str) -> Callable[[Results], Any]:
        return lambda of: of.of(LOWER, outcome) - of.of(FROZEN, outcome)

    row("indexation that falls away: 385 euro against the law", lambda of: of.of(FROZEN, "netto_collectief"))
    row("the step from 385 euro: shift", step("verschuiving"))
    row("… behaviour, if all asked for were given", step("gedragseffect_gevraagd"))
    row("… less what is not given in the year", step("niet_geleverd"))
    row("**165 euro against the law**", lambda of: of.of(LOWER, "netto_collectief"))
    row("**the same, if supply follows demand**", lambda of: of.of(FOLLOWS, "netto_collectief"))
    premium = [told(of.of(FOLLOWS, "premie_effect"), 0) for of in by_year]
    lines.append("| premium if supply follows demand, euro a year | " + " | ".join(premium) + " |")
    return "\n".join(lines)


def main(folder: Path, year: int) -> None:
    of = Results(folder, year)
    print(deductibles(of), others(of), parts(folder, range(2027, 2032)), sep="\n\n")
    for age in ("18_24", "75_plus"):
        for outcome in ("zorgvraag_index_leeftijd", "eigen_betaling_leeftijd", "lasten_leeftijd"):
            values = of.of(LOWER, outcome, leeftijd=age)
            print(outcome, age, told(values, 3 if "index" in outcome else 0))
    print("borne by the State", told(of.of(PROGRAMME, "lasten", drager="rijk"), 2, 1 / BILLION))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2030)
