"""The parameters of all models as an editor shows them in a scenario: what they are, and between which bounds."""

from __future__ import annotations

from typing import Any

from simulate.inputs.library import Library
from simulate.inputs.model_info import model_names
from simulate.inputs.paths import roots
from simulate.inputs.rules.limits import as_written, limits_of
from simulate.inputs.schema.forms import ParameterForm


def described() -> dict[str, dict[str, Any]]:
    """Describe every parameter that a scenario can give a value, by name, as part of a JSON Schema."""
    library = Library(roots())
    return {
        name: _schema(item.form)
        for model in model_names()
        for name, item in sorted(library.parameters(model).items.items())
        if item.form is not None
    }


def _schema(form: ParameterForm) -> dict[str, Any]:
    limits = limits_of(form)
    if limits is None:
        return {}
    said = [f"{form.label.en} ({form.unit}), from {as_written(limits.low)} to {as_written(limits.high)}"]
    if form.adds_up_to is not None:
        said.append(f"its entries add up to {form.adds_up_to:g}")
    if form.at_start:
        said.append("read on the first day only")
    return {"description": "; ".join(said), "minimum": limits.low, "maximum": limits.high}
