"""The inputs of a run as rows: every value of every parameter and measure with its role, source, file and line."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.exporting.labels import Shown, Value
from simulate.render.values import PERCENT
from simulate.scenario import Distribution, Effect, Measure, Numbers, Origin, Parameter, Scenario
from simulate.vocabulary import AXES, CHANCE, UNITS, Label, Language, wording

Row = tuple[Value, ...]

HEADER = (
    Label("soort", "kind"),
    Label("naam", "name"),
    Label("betekenis", "label"),
    Label("deel", "entry"),
    Label("vanaf", "from"),
    Label("bewerking", "operation"),
    Label("waarde", "value"),
    Label("getypt", "typed"),
    Label("eenheid", "unit"),
    Label("rol", "role"),
    Label("bron", "source"),
    Label("bestand", "file"),
    Label("regel", "line"),
    Label("laag", "layer"),
    Label("onzekerheid", "uncertainty"),
    Label("reden", "reason"),
)
PARAMETER = Label("parameter", "parameter")
MEASURE = Label("maatregel: of en wanneer", "measure: whether and when")
EFFECT = Label("maatregel: effect", "measure: effect")
PROBABILITY = Label("kans dat hij er komt", "probability that it comes")
LATE = Label("maanden later: ", "months late: ")


def input_rows(scenario: Scenario, language: Language) -> Iterator[Row]:
    """Yield one row for every dated value (and entry) of a parameter, and for every effect of a measure."""
    for parameter in scenario.parameters.values():
        yield from _parameter(parameter, language)
    for measure in scenario.measures:
        yield _measure(measure, language)
        for effect in measure.effects:
            yield from _effect(measure, effect, scenario, language)


def _parameter(parameter: Parameter, language: Language) -> Iterator[Row]:
    label = parameter.label.in_(language)
    unit = UNITS[parameter.unit].label.in_(language)
    for dated in parameter.values:
        for entry, value, position in _by_entry(dated.value, parameter.axis):
            yield (
                PARAMETER.in_(language), parameter.name, label, entry, dated.date, None,
                _shown(value, parameter.unit), dated.origin.typed, unit, *_origin(dated.origin),
                _uncertainty(dated.uncertainty, position), wording(dated.origin.reason, language) or None,
            )  # fmt: skip


def _measure(measure: Measure, language: Language) -> Row:
    label = measure.label.in_(language)
    delay = _uncertainty(measure.delay, 0)
    return (
        MEASURE.in_(language), measure.name, label, None, measure.start, PROBABILITY.in_(language),
        _shown(measure.probability, CHANCE), None, None, *_origin(measure.taken or measure.origin),
        LATE.in_(language) + delay if delay else None, wording(measure.origin.reason, language) or None,
    )  # fmt: skip


def _effect(measure: Measure, effect: Effect, scenario: Scenario, language: Language) -> Iterator[Row]:
    parameter = scenario.parameters[effect.parameter]
    label = parameter.label.in_(language)
    unit = None if effect.operation == "multiply" else UNITS[parameter.unit].label.in_(language)
    for entry, value, position in _by_entry(effect.value, parameter.axis):
        yield (
            EFFECT.in_(language), f"{measure.name} → {effect.parameter}", label, entry, measure.start,
            effect.operation, _shown(value, "" if unit is None else parameter.unit), None, unit,
            *_origin(effect.origin), _uncertainty(effect.uncertainty, position),
            wording(effect.origin.reason, language) or None,
        )  # fmt: skip


def _shown(value: float, unit: str) -> Shown:
    """Show shares in percent, and no more decimals than a number has."""
    if unit in PERCENT:
        return Shown(value, "0.0##%")
    return Shown(value, "#,##0" if float(value).is_integer() else "#,##0.0###")


def _by_entry(value: Numbers, axis: str | None) -> Iterator[tuple[str | None, float, int]]:
    """Yield the entry (None where one number is for all), its number, and its position on the axis."""
    if isinstance(value, tuple) and axis is not None:
        yield from zip(AXES[axis].entries, value, range(len(value)), strict=True)
    elif not isinstance(value, tuple):
        yield None, value, 0


def _origin(origin: Origin) -> tuple[Value, ...]:
    return origin.role, origin.source, origin.file, origin.line, origin.layer


def _uncertainty(distribution: Distribution | None, position: int) -> str | None:
    """Format a distribution as in the YAML: `lognormal, p10 80, p90 130`."""
    if distribution is None:
        return None
    fields = {name: at[position] if isinstance(at, tuple) else at for name, at in distribution.fields.items()}
    return ", ".join([distribution.dist, *(f"{name} {value:.10g}" for name, value in fields.items())])
