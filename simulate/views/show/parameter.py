"""The description of a parameter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from simulate.finding.origins import driven
from simulate.inputs.calibration import Changes
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.levers import levers_of
from simulate.inputs.library import Item
from simulate.inputs.rules.derivation import reasoned
from simulate.inputs.rules.limits import as_written, limits_of
from simulate.inputs.schema.forms import ParameterForm, Spread, ValueForm
from simulate.render.document import Block, Properties, Table
from simulate.render.numbers import calibrated
from simulate.render.values import amount_as_given, unit_label
from simulate.scenario import model_of
from simulate.views.show import text
from simulate.vocabulary import AXES, Label, Language, wording

CALIBRATION = Label("Kalibratie", "Calibration")
DRIVES = Label("Stuurt eerst", "Drives first")
STRENGTH_OF, DRIVES_THERE = Label("Sterkte van", "Strength of"), Label("Stuurt", "Drives")
DRIVEN_BY, DAMPED_BY = Label("Gestuurd door", "Driven by"), Label("Gedempt door", "Damped by")
BOUNDS = Label("Grenzen", "Bounds")
FROM_TO = Label("van {low} tot en met {high}", "from {low} to {high}, both included")
ADDS_UP = Label("Telt op", "Adds up")
ADDS_UP_TO = Label("tot {whole}, over {axis}", "to {whole}, over {axis}")
READ = Label("Gelezen", "Read")
AT_START = Label(
    "alleen op de eerste dag van een run: een latere waarde of maatregel verandert niets",
    "on the first day of a run only: a later value or measure changes nothing",
)
SWITCH = Label("Telt alleen mee met", "Counts only with")
LEVER = Label("Schuif op de pagina van", "Lever on the page of")
READ_BY, CHANGED_BY = Label("Gelezen door", "Read by"), Label("Veranderd door", "Changed by")
HEADING = (text.FROM, text.VALUE, text.UNCERTAINTY, text.ROLE, text.SOURCE, text.FILE)


def blocks(item: Item[ParameterForm], form: ParameterForm, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its unit and reasons, its dated values, and what reads and changes it."""
    return [
        text.title(item.name, text.label_of(form.label, language)),
        _about(item.name, form, catalogue, language),
        _values(item, form, catalogue, language),
        _uses(item.name, catalogue, language),
        *text.errors(item, language),
    ]


def _about(name: str, form: ParameterForm, catalogue: Catalogue, language: Language) -> Properties:
    axis = AXES.get(form.axis or "")
    spread = form.uncertainty if isinstance(form.uncertainty, Spread) else None
    rows = (
        (text.UNIT, unit_label(form.unit, language) if form.unit else None),
        (text.AXIS, f"{axis.label.in_(language)}: {', '.join(axis.entries)}" if axis else None),
        (BOUNDS, _bounds(form, language)),
        (ADDS_UP, _whole(form, language)),
        (READ, AT_START.in_(language) if form.at_start else None),
        (SWITCH, form.switch),
        (text.REASON, text.said(form.reason, language)),
        (
            text.UNCERTAINTY,
            (text.source_text(spread.source, catalogue, language) or text.said(spread.reason, language))
            if spread
            else None,
        ),
        (text.NOTE, text.said(form.note, language)),
        (CALIBRATION, calibrated(_widths(name, catalogue), language)),
    )
    return text.properties(rows, language)


def _whole(form: ParameterForm, language: Language) -> str | None:
    if form.adds_up_to is None:
        return None
    return ADDS_UP_TO.in_(language).format(whole=amount_as_given(form.adds_up_to), axis=form.axis)


def _bounds(form: ParameterForm, language: Language) -> str | None:
    limits = limits_of(form)
    if limits is None or limits.unit.name == "schakelaar":
        return None
    return FROM_TO.in_(language).format(low=as_written(limits.low), high=as_written(limits.high))


def _widths(parameter: str, catalogue: Catalogue) -> Mapping[Changes, float]:
    calibration = catalogue.library.calibration(model_of(parameter))
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
                text.role_of(value.role or form.role, language),
                _grounds(value, form, day, catalogue, language),
                f"{item.document.label}:{line}",
            )
        )
    return Table("", tuple(label.in_(language) for label in HEADING), tuple(rows))


def _grounds(value: ValueForm, form: ParameterForm, day: date, catalogue: Catalogue, language: Language) -> str:
    """Write the source of a value and its reason, with the derivation where there is one."""
    reason = reasoned(value.reason or form.reason, value.derivation, day, catalogue.library.parameter)
    return "\n".join(filter(None, (text.source_text(value.source, catalogue, language), wording(reason, language))))


def _uses(name: str, catalogue: Catalogue, language: Language) -> Properties:
    model = catalogue.models.get(model_of(name))
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
    outcomes = driven(model_of(name), [name]) if model else []
    couplings = [one for model in catalogue.models.values() for one in model.couplings]
    of = [one for one in couplings if one.strength == name]
    coupled = (
        (STRENGTH_OF, [one.label.in_(language) for one in of]),
        (DRIVES_THERE, [driven for one in of for driven in (*one.drives, *one.damps)]),
        (DRIVEN_BY, [one.strength for one in couplings if name in one.drives]),
        (DAMPED_BY, [one.strength for one in couplings if name in one.damps]),
    )
    levers = [
        f"{whole} ({lever.place})"
        for whole in catalogue.models
        for lever in levers_of(catalogue.library, whole)
        if lever.form.parameter == name
    ]
    used = ((READ_BY, readers), (DRIVES, outcomes), (CHANGED_BY, changing), (text.SET_IN, setting), (LEVER, levers))
    rows = (*coupled, *used)
    return text.properties([(label, ", ".join(names)) for label, names in rows], language)
