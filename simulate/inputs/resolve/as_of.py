"""What was known on a day, for a run that begins in the past and may not know what came after.

A value is known from the day it was published: its own `published`, else its date and the `lag` of its parameter in
months (a count over a year is known after that year). What is carried forward from the last known value is as uncertain
as what is carried forward from the last value of all: in proportion, and for a share in odds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from simulate.engine.maths import expit, logit
from simulate.inputs.schema.forms import ParameterForm
from simulate.scenario import DatedValue, Distribution, Numbers


def published(day: date, said: date | None, lag: int | None) -> date:
    """Return the day from which the value dated `day` was known: as it says itself, or `lag` months later."""
    if said is not None or not lag:
        return said or day
    months = day.year * 12 + day.month - 1 + lag
    return date(months // 12, months % 12 + 1, min(day.day, 28))


def known_days(form: ParameterForm, as_of: date | None) -> set[date]:
    """Return the dates of the values of a parameter that were known on the day `as_of`; all of them without one."""
    every = form.values.items()
    return {day for day, value in every if as_of is None or published(day, value.published, form.lag) <= as_of}


def scaled_uncertainty(last: DatedValue, kept: DatedValue) -> Distribution | None:
    """Move the uncertainty of the last value of a parameter to an earlier one that is carried forward instead."""
    spread = last.uncertainty
    if spread is None or kept.uncertainty is not None:
        return kept.uncertainty
    at: Mapping[str, Numbers] = spread.at
    moved = {name: _moved(value, last.value, kept.value, spread.dist == "logitnormal") for name, value in at.items()}
    if any(value is None for value in moved.values()):
        return None
    yearly = spread.yearly
    if yearly is not None and spread.dist == "normal":
        # It is in the unit of the value; of the other distributions it is in their logarithm or odds.
        yearly *= abs(float(np.mean(np.asarray(kept.value) / np.asarray(last.value))))
    return spread.model_copy(update={"at": moved, "yearly": yearly})


def _moved(bound: Numbers, old: Numbers, new: Numbers, odds: bool) -> Numbers | None:
    size = next((len(one) for one in (bound, old, new) if isinstance(one, tuple)), 0)
    if not size:
        return _one(bound, old, new, odds)  # type: ignore[arg-type]
    rows = zip(*((one if isinstance(one, tuple) else (one,) * size) for one in (bound, old, new)), strict=True)
    each = [_one(spread, was, becomes, odds) for spread, was, becomes in rows]
    return None if any(one is None for one in each) else tuple(each)  # type: ignore[arg-type]


def _one(bound: float, old: float, new: float, odds: bool) -> float | None:
    """Scale one bound from the old to the new value; None where that is impossible.

    Nothing is in proportion to 0, and a share of 0 or 1 has no odds.
    """
    if odds:
        if not (0 < old < 1 and 0 < new < 1):
            return None
        return float(expit(logit(bound) - logit(old) + logit(new)))
    return bound * new / old if old and new else None
