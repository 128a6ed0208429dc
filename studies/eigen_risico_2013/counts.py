"""What was counted in care: hospital care by age, own payments, filled deductibles and waits."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from statistics import mean, stdev

from simulate.inputs.paths import packaged

FOLDER = "data/zorg"
CLAIMS = f"{FOLDER}/vektis_2011_2023.csv"
TENTHS = f"{FOLDER}/cbs_kostendecielen_2012.csv"
FILLED = f"{FOLDER}/eigen_risico_vol.csv"
PREMIUM = f"{FOLDER}/premie_en_zorgtoeslag.csv"
REVENUE = f"{FOLDER}/eigen_risico_opbrengst.csv"
WAITS = f"{FOLDER}/wachttijden.csv"
PLACEBO = (2017, 2018, 2019)
"""Years in which the deductible did not change, nor was there an epidemic."""
AGES = {
    "18_24": (20, 25),
    "25_34": (25, 35),
    "35_44": (35, 45),
    "45_54": (45, 55),
    "55_64": (55, 65),
    "75_plus": (75, 200),
}
"""Ages of the model, and the ages of the claims that they are compared with. In 15-19 only some have a deductible."""
AGAINST = (65, 75)
EXEMPT = ("huisarts", "geboortezorg", "verpleging_verzorging")
FIFTHS = {"20": (20, 40), "40": (40, 65), "60": (65, 80), "80": (80, 200)}
"""How the age labels of CBS begin, and the ages that are in the class."""
TREATMENT, VISIT = "treatment longer than the norm", "first visit longer than the norm"
VISIT_WEEKS = "first visit, mean"
_MONTHS = {"": 12, "January-July": 7, "first half": 6}


@dataclass(frozen=True)
class Moved:
    """How far hospital care per person of an age moved against 65-74 from one year to the next, in log points x 100.

    `net` of the mean of the placebo years; `spread` is their standard deviation.
    """

    net: float
    spread: float


@dataclass(frozen=True)
class Waited:
    """A share of waits above the norm (percent), or a mean wait (weeks), over the first `months` of a year."""

    measure: str
    period: str
    year: int
    months: int
    value: float
    unit: str
    source: str


def rows_of(path: str) -> list[dict[str, str]]:
    """Read the rows of a file of counts. FileNotFoundError when there is no such file."""
    with (packaged().path / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def claims() -> Mapping[tuple[int, int], tuple[float, float, float]]:
    """By year and first age of the class: insured years, hospital care, all that falls under the deductible."""
    found: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in rows_of(CLAIMS):
        if row["leeftijdsklasse"] != "rest":
            cell = found[int(row["jaar"]), int(row["leeftijdsklasse"].split()[0].rstrip("+"))]
            under = float(row["totaal"]) - sum(float(row[column]) for column in EXEMPT)
            for place, value in enumerate((float(row["verzekerdejaren"]), float(row["msz"]), under)):
                cell[place] += value
    return {key: (cell[0], cell[1], cell[2]) for key, cell in found.items()}


def insured(year: int, ages: tuple[int, int]) -> float:
    """Insured years at these ages."""
    return sum(cell[0] for (of, age), cell in claims().items() if of == year and ages[0] <= age < ages[1])


def per_person(year: int, ages: tuple[int, int], place: int = 1) -> float:
    """Euros per insured year: hospital care (1), or all care under the deductible (2)."""
    spent = sum(cell[place] for (of, age), cell in claims().items() if of == year and ages[0] <= age < ages[1])
    return spent / insured(year, ages)


def moved(year: int, age: str) -> Moved:
    """What is seen in the claims, for an age of AGES."""

    def step(of: int) -> float:
        now, before = (log(per_person(y, AGES[age]) / per_person(y, AGAINST)) for y in (of, of - 1))
        return 100 * (now - before)

    placebo = [step(of) for of in PLACEBO]
    return Moved(step(year) - mean(placebo), stdev(placebo))


def own_payments() -> dict[int, float]:
    """Standard premium less nominal premium (NZa, or the estimate of VWS), euros per adult: what the law counts on."""
    rows = {int(row["year"]): row for row in rows_of(PREMIUM)}
    return {
        year: float(rows[year]["standard_premium_eur"]) - float(rows[year]["premium_eur"]) for year in range(2020, 2024)
    }


def revenue(years: Iterable[int]) -> tuple[float, float]:
    """The lowest and the highest figure for the revenue of the deductible in these years, billions of euros."""
    found = [float(row["revenue_bn_eur"]) for row in rows_of(REVENUE) if int(row["year"]) in years]
    return min(found), max(found)


def filled() -> dict[str, float]:
    """Percent that filled the deductible in 2019, by group."""
    return {row["group"]: float(row["share_full_pct"]) for row in rows_of(FILLED) if row["year"] == "2019"}


def waited() -> list[Waited]:
    """The waits that were counted."""
    found = []
    for row in rows_of(WAITS):
        if row["period"] != "norm":
            months = _MONTHS[row["period"][4:].strip()]
            year = int(row["period"][:4])
            found.append(
                Waited(row["measure"], row["period"], year, months, float(row["value"]), row["unit"], row["source"])
            )
    return found


def below(deductible: float, year: int) -> float:
    """Mean of the cost up to the deductible, euros per adult of 20 and over, when all in a tenth cost the same.

    The tenths by age and income are those of 2012, raised with the cost of the age in the claims of `year`. As costs
    differ within a tenth, it is the most that people can pay for this care.
    """
    paid = people = 0.0
    for label, ages in FIFTHS.items():
        growth = per_person(year, ages, 2) / per_person(2012, ages, 2)
        rows = [row for row in rows_of(TENTHS) if row["leeftijdsklasse"].startswith(label)]
        heads = [float(row["personen"]) for row in rows]
        costs = [growth * float(row["kosten_excl_huisarts_en_geboorte"]) for row in rows]
        share = sum(n * min(cost, deductible) for n, cost in zip(heads, costs, strict=True)) / sum(heads)
        paid += insured(year, ages) * share
        people += insured(year, ages)
    return paid / people
