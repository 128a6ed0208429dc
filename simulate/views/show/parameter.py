"""The description of a parameter."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.finding.origins import driven
from simulate.inputs.calibration import Changes
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.library import Item
from simulate.inputs.schema.forms import ParameterForm, Spread
from simulate.render.document import Block, Properties, Table
from simulate.render.numbers import calibrated
from simulate.render.values import amount_as_given, unit_label
from simulate.views.show import text
from simulate.vocabulary import AXES, Label, Language

CALIBRATION = Label("Kalibratie", "Calibration")
DRIVES = Label("Stuurt eerst", "Drives first")
READ_BY, CHANGED_BY = Label("Gelezen door", "Read by"), Label("Veranderd door", "Changed by")
HEADING = (text.FROM, text.VALUE, text.UNCERTAINTY, text.ROLE, text.SOURCE, text.FILE)


def blocks(item: Item[ParameterForm], form: ParameterForm, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its unit and reasons, its dated values, and what reads and changes it."""
    return [
        text.title(item.name, text.label_of(form.label, language)),
        _about(item.name, form, catalogue, language),
        _values(item, form, catalogue, language),
        _uses(item.name, catalogue, language),
        *text.errors(item),
    ]


def _about(name: str, form: ParameterForm, catalogue: Catalogue, language: Language) -> Properties:
    axis = AXES.get(form.axis or "")
    spread = form.uncertainty if isinstance(form.uncertainty, Spread) else None
    rows = (
        (text.UNIT, unit_label(form.unit, language) if form.unit else None),
        (text.AXIS, f"{axis.label.in_(language)}: {', '.join(axis.entries)}" if axis else None),
        (text.REASON, form.reason),
        (
            text.UNCERTAINTY,
            (text.source_text(spread.source, catalogue, language) or spread.reason) if spread else None,
        ),
        (text.NOTE, form.note),
        (CALIBRATION, calibrated(_widths(name, catalogue), language)),
    )
    return text.properties(rows, language)


def _widths(parameter: str, catalogue: Catalogue) -> Mapping[Changes, float]:
    calibration = catalogue.library.calibration(parameter.split(".")[0])
    return calibration.widths(calibration.medians).get(parameter, {}) if calibration is not None else {}


def _values(item: Item[ParameterForm], form: ParameterForm, catalogue: Catalogue, language: Language) -> Table:
    rows = []
    for day, value in sorted((form.values or {}).items()):
        spread = value.uncertainty or (form.uncertainty if day == max(form.values) else None)
        line = item.document.mark((*item.steps, "values", day.isoformat()), key=True).line
        rows.append(
            (
                str(day),
                amount_as_given(value.value),
                text.spread_text(spread, language),
                value.role or form.role or "",
                text.source_text(value.source, catalogue, language) or value.reason or form.reason or "",
                f"{item.document.label}:{line}",
            )
        )
    return Table("", tuple(label.in_(language) for label in HEADING), tuple(rows))


def _uses(name: str, catalogue: Catalogue, language: Language) -> Properties:
    model = catalogue.models.get(name.split(".")[0])
    readers = model.parameters.get(name, ()) if model else ()
    changing = [
        measure
        for measure, item in catalogue.measures.items()
        if item.form and any(effect.parameter == name for effect in item.form.effects or [] if effect)
    ]
    setting = [
        scenario
        for scenario, chain in catalogue.chains.items()
        if chain.links and name in (chain.links[-1].form.parameters or {})
    ]
    outcomes = driven(name.split(".")[0], [name]) if model else []
    rows = ((READ_BY, readers), (DRIVES, outcomes), (CHANGED_BY, changing), (text.SET_IN, setting))
    return text.properties([(label, ", ".join(names)) for label, names in rows], language)
