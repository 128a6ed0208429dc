"""Calibration: by which factor the uncertainty of parameters is wider or narrower than it was chosen.

`calibration/MODEL.yaml` says what is calibrated, on which windows, and what is thought of it beforehand;
`calibration/MODEL.posterior.yaml`, written by `simulate calibrate MODEL`, what these windows made of it. The median of
the posterior is used wherever a parameter file (or a window of the past) gives an uncertainty; what a planner gives
in a scenario is taken as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import numpy as np
from pydantic import Field

from simulate.engine.arrays import Array
from simulate.engine.maths import exp, expit, log, logit
from simulate.errors import InputError
from simulate.inputs.paths import Roots, shown
from simulate.inputs.rules.validate import validate
from simulate.inputs.schema.fields import FileName, Known, Name, Number, ParameterName, Text
from simulate.inputs.schema.forms import Form, LabelForm
from simulate.inputs.yaml.document import Document
from simulate.inputs.yaml.reading import read
from simulate.scenario import Distribution, Numbers

Changes = Literal["spread", "yearly"]
"""How uncertain a level is, or how far it moves in a year."""
F = TypeVar("F", bound=Form)
Positive = Annotated[Number, Field(gt=0)]

_SCALES: Mapping[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "lognormal": (log, exp),
    "logitnormal": (logit, expit),
}


class PriorForm(Form):
    """A factor, lognormal: one in ten is below p10, one in ten above p90."""

    belongs = "a prior"
    p10: Positive
    p90: Positive


class GroupForm(Form):
    """Parameters of which the same width is multiplied by the same factor."""

    belongs = "a group of a calibration"
    label: LabelForm
    changes: Changes
    parameters: Annotated[list[ParameterName], Field(min_length=1)]
    prior: PriorForm
    reason: Text


class CalibrationForm(Form):
    """What is calibrated on which windows: fitted on some, checked on others.

    `against`: on which of its series a window is fitted, where not on all that it is held against.
    """

    belongs = "a calibration"
    fit: Annotated[list[FileName], Field(min_length=1)]
    check: Annotated[list[FileName], Field(min_length=1)]
    against: dict[FileName, Annotated[list[Name], Field(min_length=1)]] | None = None
    groups: Annotated[dict[Name, GroupForm], Field(min_length=1)]
    note: Text | None = None


class PosteriorForm(Form):
    """What the fitted windows made of one factor."""

    belongs = "a posterior"
    p10: Positive
    p50: Positive
    p90: Positive


class FittedForm(Form):
    """The posterior of every group."""

    belongs = "the posterior of a calibration"
    posterior: dict[Name, PosteriorForm]


Widths = Mapping[str, Mapping[Changes, float]]
"""By parameter: what is multiplied, and by which factor."""


@dataclass(frozen=True)
class Calibration:
    """The calibration of one model and, where it was done, its outcome."""

    model: str
    form: CalibrationForm
    path: Path
    posterior: Mapping[str, PosteriorForm]

    def widths(self, factors: Mapping[str, float]) -> Widths:
        """Return the widths of each parameter that follow from the factors by group."""
        found: dict[str, dict[Changes, float]] = {}
        for name, factor in factors.items():
            group = self.form.groups[name]
            for parameter in group.parameters:
                of = found.setdefault(parameter, {})
                of[group.changes] = of.get(group.changes, 1.0) * factor
        return found

    @property
    def medians(self) -> dict[str, float]:
        """Return the median factor of every group that has a posterior."""
        return {name: self.posterior[name].p50 for name in self.form.groups if name in self.posterior}


def calibration_of(model: str, roots: Roots, known: Known) -> Calibration | None:
    """Read the calibration of a model; None where there is none. Raises InputError when its files are wrong."""
    path, fitted = (_nearest(roots, f"calibration/{model}{end}.yaml") for end in ("", ".posterior"))
    if path is None:
        return None
    form = _whole(CalibrationForm, path, known)
    posterior = _whole(FittedForm, fitted, known).posterior if fitted is not None else {}
    return Calibration(model, form, path, posterior)


def _nearest(roots: Roots, name: str) -> Path | None:
    """Return the path of the user's own file before the packaged one; None when there is neither."""
    found = [path for root in roots for path in root.files(name)]
    return found[-1] if found else None


def _whole(form: type[F], path: Path, known: Known) -> F:
    document: Document = read(path, file=shown(path))
    validated, problems = validate(form, document, (), known)
    problems = [*document.problems, *problems]
    if problems or validated is None:
        raise InputError(problems)
    return validated


def widened(spread: Distribution | None, by: Mapping[Changes, float] | None) -> Distribution | None:
    """Multiply the width of the level and of the yearly moves of an uncertainty, around the same middle."""
    if spread is None or not by or all(factor == 1 for factor in by.values()):
        return spread
    at = _stretched(spread, by.get("spread", 1.0))
    moved = None if spread.yearly is None else spread.yearly * by.get("yearly", 1.0)
    return spread.model_copy(update={"at": at, "yearly": moved, "calibrated": dict(by)})


def _stretched(spread: Distribution, factor: float) -> dict[str, Numbers]:
    """Multiply the distance of the ends to the middle between them, on the scale on which the spread is normal."""
    there, back = _SCALES.get(spread.dist, (np.positive, np.positive))
    at = {name: there(np.atleast_1d(np.asarray(value, float))) for name, value in spread.at.items()}
    ends = list(at.values())
    middle = at["mode"] if "mode" in at else (ends[0] + ends[-1]) / 2
    single = all(not isinstance(value, tuple) for value in spread.at.values())
    stretched = {name: back(middle + factor * (end - middle)) for name, end in at.items()}
    return {name: float(one[0]) if single else tuple(map(float, one)) for name, one in stretched.items()}
