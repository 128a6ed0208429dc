"""The parameters of a scenario: the file, the parent scenarios, the scenario, the command line, laid over each other.

Every resolved value remembers the layer, file and line that gave it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from simulate.errors import InputError
from simulate.inputs.calibration import Changes, Widths, widened
from simulate.inputs.library import Item, Library
from simulate.inputs.resolve.as_of import known_days, published, scaled_uncertainty
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.resolve.command_line import Typed
from simulate.inputs.resolve.link import Link
from simulate.inputs.resolve.parents import joined
from simulate.inputs.resolve.relative import Relative, Shift, shifted
from simulate.inputs.resolve.scenario_rules import dated
from simulate.inputs.rules.amounts import distribution, numbers
from simulate.inputs.rules.derivation import reasoned
from simulate.inputs.rules.limits import bounds_of
from simulate.inputs.schema.forms import ParameterForm, Spread, ValueForm, to_wording
from simulate.inputs.yaml.document import Document, Steps
from simulate.scenario import DatedValue, Distribution, Origin, Parameter, Role
from simulate.vocabulary import Label, Wording

NOTHING: Widths = MappingProxyType({})
Above = list[tuple[date | None, DatedValue]] | list[tuple[date | None, Shift]]
"""What a layer gives of a parameter: values, or changes of what is below; a date of None stands for all dates."""


def parameters_of(
    chain: Chain,
    library: Library,
    typed_values: Sequence[Typed],
    start: date,
    known: tuple[date | None, Collection[str]],
    widths: Widths = NOTHING,
) -> dict[str, Parameter]:
    """Return every parameter of the model with its values after all layers.

    Values published after the day of `known` are left out, but not of the parameters that are known nevertheless.

    A parameter of which nothing was known has no values. `widths` change the uncertainty that a parameter file gives,
    and a scenario as of a day; what a planner gives is taken as it is.
    """
    parameters = {}
    every = {name: item for model in chain.models for name, item in library.parameters(model).items.items()}
    for name, item in every.items():
        form, as_of = _whole(item), None if name in known[1] else known[0]
        by = widths.get(name)
        # Before any change of it, which changes an uncertainty as it would otherwise be.
        values = [_calibrated(value, by) for value in _file_values(item, form, as_of, library)]
        said: dict[Path, Above] = {}
        for link in chain.links:
            if len(link.parents) > 1 and (together := _together(link, name, said)):
                values = _overlaid(values, together, start, form.axis)
            override = (link.form.parameters or {}).get(name)
            if override is not None:
                above = said[link.path] = _override_values(link, name, override, form, as_of, by if known[0] else None)
                values = _overlaid(values, above, start, form.axis) if above else values
        for typed in (value for value in typed_values if value.name == name):
            values = _overlaid(values, _typed_values(typed, start), start, form.axis)
        label = form.label.to_label()
        parameters[name] = Parameter(
            name=name,
            label=label,
            unit=form.unit,
            axis=form.axis,
            values=tuple(values),
            bounds=bounds_of(form),
            adds_up_to=form.adds_up_to,
            at_start=form.at_start,
            switch=form.switch,
        )
    return parameters


def _calibrated(value: DatedValue, by: Mapping[Changes, float] | None) -> DatedValue:
    return value.model_copy(update={"uncertainty": widened(value.uncertainty, by)}) if by else value


def _whole(item: Item[ParameterForm]) -> ParameterForm:
    if item.form is None:  # never: resolving stops at the first problem
        raise InputError(item.problems)
    return item.form


def _file_values(
    item: Item[ParameterForm], form: ParameterForm, as_of: date | None, library: Library
) -> list[DatedValue]:
    last, kept = max(form.values), known_days(form, as_of)
    values = []
    for day, value in form.values.items():
        steps: Steps = (*item.steps, "values", day.isoformat())
        role = value.role or form.role
        reason = reasoned(value.reason or form.reason, value.derivation, day, library.parameter)
        origin = origin_of("parameters", item.document, steps, role, value.source, reason)
        spread = spread_of(value.uncertainty or (form.uncertainty if day == last else None), form.axis)
        number = numbers(value.value, form.axis)
        values.append(DatedValue(date=day, value=number, origin=origin, uncertainty=spread))
    known = [value for value in values if value.date in kept]
    if known and len(known) < len(values):
        known[-1] = known[-1].model_copy(update={"uncertainty": scaled_uncertainty(values[-1], known[-1])})
    return known


def _override_values(
    link: Link,
    name: str,
    override: object,
    parameter: ParameterForm,
    as_of: date | None,
    widths: Mapping[Changes, float] | None,
) -> Above:
    values, changes, axis = list[tuple[date | None, DatedValue]](), list[tuple[date | None, Shift]](), parameter.axis
    for steps, amount, form in dated(override, ("parameters", name)):
        role: Role = (form.role if form else None) or "assumption"
        reason = to_wording(form.reason) if form else None
        if reason is None and role == "assumption":
            reason = Label(f"gezet in {link.layer}", f"set by the {link.layer}")
        origin = origin_of(link.layer, link.document, steps, role, form.source if form else None, reason)
        if isinstance(amount, Relative):
            origin = origin.model_copy(update={"typed": amount.text})
        day = date.fromisoformat(str(steps[2])) if len(steps) > 2 and str(steps[2])[0].isdigit() else None
        said = form.published if isinstance(form, ValueForm) else None
        if day is not None and as_of is not None and published(day, said, parameter.lag) > as_of:
            continue
        if isinstance(amount, Relative):
            changes.append((day, Shift(amount, origin)))
            continue
        uncertainty = spread_of(form.uncertainty, axis) if isinstance(form, ValueForm) else None
        value = DatedValue(date=day or date.max, value=numbers(amount, axis), origin=origin, uncertainty=uncertainty)
        values.append((day, _calibrated(value, widths)))
    return changes or values


def _together(link: Link, name: str, said: Mapping[Path, Above]) -> list[tuple[date | None, DatedValue]]:
    """Return what the parents of a file say of a parameter together, where several do: each on its own dates."""
    return [
        (day, value)
        for source, day in joined(link, name)
        for on, value in said.get(source.path, ())
        if on == day and isinstance(value, DatedValue)
    ]


def _typed_values(typed: Typed, start: date) -> Above:
    """Return the values of a parameter that were typed after the command, or its changes."""
    changes = [(day, Shift(by, typed.origin(by.text))) for day, by in typed.values if isinstance(by, Relative)]
    return changes or [
        (day, DatedValue(date=start, value=number, origin=typed.origin()))
        for day, number in typed.values
        if not isinstance(number, Relative)
    ]


def _overlaid(below: list[DatedValue], above: Above, start: date, axis: str | None) -> list[DatedValue]:
    """Overlay values: those below up to the first date above, then those above; an undated value replaces all."""
    changes = [(day, change) for day, change in above if isinstance(change, Shift)]
    if changes:
        return shifted(below, changes, axis) if below else below
    first = min(below[0].date, start) if below else start
    values = [(day, value) for day, value in above if isinstance(value, DatedValue)]
    placed = sorted(
        (value.model_copy(update={"date": day or first}) for day, value in values), key=lambda value: value.date
    )
    if any(day is None for day, _ in above):
        return placed
    return [*(value for value in below if value.date < placed[0].date), *placed]


def spread_of(uncertainty: object, axis: str | None) -> Distribution | None:
    """Return the distribution of an uncertainty; None for the word none, or for nothing."""
    return distribution(uncertainty, axis) if isinstance(uncertainty, Spread) else None


def origin_of(
    layer: str, document: Document, steps: Steps, role: Role, source: str | None, reason: Wording | None
) -> Origin:
    """Return the origin of what stands at `steps` of a document."""
    line = document.mark(steps, key=True).line
    return Origin(layer=layer, file=document.label, line=line, role=role, source=source, reason=reason)
