"""Prior and posterior of every group: the factor by which the uncertainty of its parameters is widened."""

from __future__ import annotations

from dataclasses import dataclass

from simulate.calibrating.prior import prior_of
from simulate.inputs.calibration import Calibration, Changes, PosteriorForm
from simulate.inputs.schema.forms import LabelForm

Quantiles = tuple[float, float, float]
"""p10, p50 and p90."""


@dataclass(frozen=True)
class GroupFactors:
    """One group: the quantiles of its factor before and after calibration."""

    name: str
    label: LabelForm
    """As the calibration file has it."""
    changes: Changes
    prior: Quantiles
    posterior: Quantiles | None
    """None where it was not fitted yet."""


def group_factors(calibration: Calibration) -> tuple[GroupFactors, ...]:
    """List the factors of every group, in the order of the file."""
    return tuple(
        GroupFactors(
            name,
            group.label,
            group.changes,
            prior_of(group.prior).quantiles,
            _quantiles(calibration.posterior.get(name)),
        )
        for name, group in calibration.form.groups.items()
    )


def _quantiles(form: PosteriorForm | None) -> Quantiles | None:
    return None if form is None else (form.p10, form.p50, form.p90)
