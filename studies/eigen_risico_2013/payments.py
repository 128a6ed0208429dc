"""Who pays the deductible: own payments, revenue and who fills it, beside what is published."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulate.render.markdown import table
from simulate.vocabulary import AXES
from studies.eigen_risico_2013.counts import (
    FILLED,
    PREMIUM,
    REVENUE,
    TENTHS,
    below,
    filled,
    own_payments,
    revenue,
)
from studies.eigen_risico_2013.runs import LAST, LOWER, Ran
from studies.eigen_risico_2013.steps import Values

BEFOREHAND = {"still": (235, 249), "still, lower": (115, 120)}
"""Mean own payments that were worked out from the same sources before the model was made, euros per adult."""


def paying(ran: Ran) -> str:
    """Both tables, with what they say."""
    return "\n\n".join(part.strip("\n") for part in (
        _payments(ran), _payments_words(), _filled(ran), _filled_words()))  # fmt: skip


def _three(values: Values, digits: int) -> list[str]:
    return [f"{value:,.{digits}f}" for value in np.quantile(values, (0.05, 0.5, 0.95))]


def _month(series: Any, outcome: str) -> Values:
    """The first month, per draw (and per entry)."""
    return np.asarray(series[outcome][0], np.float64)


def _billions(values: Any) -> Values:
    """A month of euros, as billions a year."""
    return np.asarray(values, np.float64) * 12 / 1e9


def _span(low: float, high: float, digits: int = 0) -> str:
    return f"{low:.{digits}f}" if low == high else f"{low:.{digits}f}-{high:.{digits}f}"


def _payments(ran: Ran) -> str:
    lists, counted = ran.lists["as shipped"], own_payments()
    shipped, still, lower = (ran.payments[name] for name in ("shipped", "still", "still, lower"))
    euro, total = "Own payment per adult, euros", "Revenue, billions of euros"
    published = (min(counted.values()), max(counted.values()))
    rows = [
        (euro, year, "as shipped", f"{paid:.0f} (premiums)", *_three(lists.january("eigen_betaling", year), 0))
        for year, paid in counted.items()
    ]
    rows += [
        (euro, 2025, "as shipped", f"{_span(*published)} (premiums, {min(counted)}-{max(counted)})",
         *_three(_month(shipped, "eigen_betaling"), 0)),
        (euro, 2025, "no answer to the price, no voluntary deductible",
         f"{_span(*BEFOREHAND['still'])} (beforehand); at most {below(385, LAST):.0f} (tenths, {LAST})",
         *_three(_month(still, "eigen_betaling"), 0)),
        (euro, 2025, f"the same, deductible of {LOWER}",
         f"{_span(*BEFOREHAND['still, lower'])} (beforehand); at most {below(LOWER, LAST):.0f} (tenths, {LAST})",
         *_three(_month(lower, "eigen_betaling"), 0)),
    ]  # fmt: skip
    rows += [
        (total, year, "as shipped", f"{_span(*revenue([year]), 1)} (budgets)",
         *_three(_billions(lists.january("opbrengst_eigen_risico", year)), 2))
        for year in (2020, 2021, 2022)
    ]  # fmt: skip
    rows += [(total, 2025, "as shipped", f"{_span(*revenue([2024, 2025]), 1)} (budgets)",
              *_three(_billions(_month(shipped, "opbrengst_eigen_risico")), 2))]  # fmt: skip
    return table(("What", "Year", "Run", "Known", "p5", "p50", "p95"), rows)


def _payments_words() -> str:
    return (
        f"Premiums: the standard premium less the nominal premium (`{PREMIUM}`), which is the mean own payment that "
        f"the law counts on. Budgets: `{REVENUE}`. Beforehand: worked out from the same sources before the model was "
        f"made. Tenths: the cost up to the deductible if all in a tenth of people cost the same (`{TENTHS}`, raised "
        f"with the claims to {LAST}), which is the most it can be in that year. The spread of need "
        "(`parameters/zorg/kostenverdeling.yaml`) was fitted on the payments of 2020-2023, so these rows are no "
        "test; the revenue of 2025 and the lower deductible were not used. Own payments of the model hold those under "
        "voluntary deductibles, and it is not known how far the budgets do."
    )


def _groups(ages: Values, sexes: Values, people: Values) -> dict[str, Values]:
    """Percent that fills the deductible in the groups that were counted, per draw."""
    young = slice(0, AXES["leeftijd"].entries.index("35_44"))
    return {
        "18-34": 100 * (ages[young] * people[young]).sum(axis=0) / people[young].sum(axis=0),
        "75+": 100 * ages[AXES["leeftijd"].entries.index("75_plus")],
        "women": 100 * sexes[AXES["geslacht"].entries.index("vrouw")],
        "men": 100 * sexes[AXES["geslacht"].entries.index("man")],
    }


def filled_by_group(ran: Ran) -> dict[str, dict[str, Values]]:
    """Percent that fills the deductible in 2019, per draw: as shipped, and without an answer to the price."""
    names = ("vult_leeftijd", "vult_geslacht", "verzekerden")
    lists, still = ran.lists["as shipped"], ran.payments["still, 2019"]
    return {
        "shipped": _groups(*(np.asarray(lists.january(name, 2019), np.float64) for name in names)),
        "still": _groups(*(_month(still, name) for name in names)),
    }


def _filled(ran: Ran) -> str:
    model = filled_by_group(ran)
    rows = []
    for group, percent in filled().items():
        low, middle, high = np.quantile(model["shipped"][group], (0.05, 0.5, 0.95))
        still = float(np.median(model["still"][group]))
        rows.append((group, f"{percent:.0f}", f"{low:.0f}", f"{middle:.0f}", f"{high:.0f}", f"{middle - percent:+.0f}",
                     f"{still:.0f}"))  # fmt: skip
    columns = ("Fills the deductible, 2019", "Counted, %", "p5", "p50", "p95", "Points off", "No answer to the price")
    return table(columns, rows)


def _filled_words() -> str:
    return (
        f"Counted by Vektis (`{FILLED}`). The spread of need was fitted on these four shares, with the answer to the "
        "price, so they are a check of the fit; the last column is what the same need would give without that answer."
    )
