"""The section on inputs: measures, values from programmes and observations, and assumptions, with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulate.comparing.runs import ComparedRun
from simulate.render.chart import day
from simulate.render.document import Cell, Section, Table, Text
from simulate.render.numbers import percent
from simulate.render.values import ROLES, STATUSES, amount_in, does, uncertainty, with_typed
from simulate.reporting.headlines import run_anchor
from simulate.reporting.sources import source
from simulate.scenario import DatedValue, Effect, Measure, Origin, Parameter, Scenario
from simulate.views.card import card
from simulate.views.compare.text import in_
from simulate.views.run import resting_on
from simulate.vocabulary import Label, Language, wording

STATED = ("policy", "observed", "forecast", "claimed")
"""Roles of figures that somebody else has published; all others are ours."""
WENT_IN = Label("Wat erin ging", "What went in")
MEASURES = Label("Maatregelen van {run}", "Measures of {run}")
NO_MEASURES = Label("{run} heeft geen maatregelen: dit is het beleid dat er al is.", "{run} has no measures: this is "
                    "the policy that is already there.")  # fmt: skip
EFFECTS = Label("Wat de maatregelen doen: {run}", "What the measures do: {run}")
PROGRAMME = Label("Cijfers uit programma's, wetten, waarnemingen en ramingen", "Figures from programmes, laws, "
                  "observations and forecasts")  # fmt: skip
ASSUMED = Label("Aannames en schattingen van dit model", "Assumptions and estimates of this model")
MEASURE_HEADS = (
    Label("maatregel", "measure"),
    Label("vanaf", "from"),
    Label("datum van", "date of"),
    Label("status", "status"),
    Label("kans", "chance"),
    Label("bron", "source"),
)
OURS, THEIRS = Label("ons", "ours"), Label("de run", "the run")
RULES = Label(
    "Een datum met een bron staat in die regels. Wat van ons is, volgt deze regels: {rules}",
    "A date with a source stands in those lines. What is ours follows these rules: {rules}",
)
FIELDS = {"from": Label("begin", "start"), "until": Label("einde", "end"), "phase_in": Label("ingroei", "phase-in")}
EFFECT_HEADS = (
    Label("maatregel", "measure"),
    Label("werkt op", "acts on"),
    Label("werking", "effect"),
    Label("onzekerheid", "uncertainty"),
    Label("soort cijfer", "kind of figure"),
    Label("bron of reden", "source or reason"),
)
FIGURE_HEADS = (
    Label("parameter", "parameter"),
    Label("vanaf", "from"),
    Label("waarde", "value"),
    Label("onzekerheid", "uncertainty"),
    Label("soort cijfer", "kind of figure"),
)
SOURCE, REASON = Label("bron", "source"), Label("reden", "reason")
UNTIL, LATER = (
    Label("tot {day}", "until {day}"),
    Label("kan later komen: {months} maanden", "may be late: {months} months"),
)
WHILE = Label("alleen onder een voorwaarde", "only under a condition")
VALID_FROM = Label(
    "Een waarde geldt vanaf haar datum tot de volgende. Onzekerheid hoort bij een waarde die niet exact bekend is: "
    "de grenzen waartussen acht van de tien trekkingen liggen (80 %), of anders alle.",
    "A value holds from its date until the next. Uncertainty belongs to a value that is not known exactly: the bounds "
    "between which eight out of ten draws lie (80 %), or else all of them.",
)
REASONS = Label(
    "Een reden staat hier zoals zij in de bestanden staat; wat daar alleen in het Engels staat, draagt het merk (en).",
    "A reason stands here as it stands in the files; what is there in Dutch alone is marked (nl).",
)


def model_inputs(runs: Sequence[ComparedRun], language: Language) -> Section:
    """Build the section on the inputs of one model's runs, with the parameters of the base."""
    base = runs[0]
    sections = [
        *(section for compared in runs for section in _measures(compared, language)),
        Section(
            f"{base.record.model}-cijfers",
            PROGRAMME.in_(language),
            (Text(VALID_FROM.in_(language), style="note"), *_parameters(runs, True, language)),
        ),
        Section(
            f"{base.record.model}-aannames",
            ASSUMED.in_(language),
            (Text(REASONS.in_(language), style="note"), *_parameters(runs, False, language)),
        ),
    ]
    lead = [Text(f"{compared.label.in_(language)}: {resting_on(compared.scenario, language)}") for compared in runs]
    return Section(f"{base.record.model}-erin", WENT_IN.in_(language), tuple(lead), tuple(sections))


def _measures(compared: ComparedRun, language: Language) -> Iterator[Section]:
    label, measures = compared.label.in_(language), compared.scenario.measures
    heading = MEASURES.in_(language).format(run=label)
    if not measures:
        yield Section(
            run_anchor(compared, "maatregelen"), heading, (Text(NO_MEASURES.in_(language).format(run=label)),)
        )
        return
    rows = tuple(_measure(measure, language) for measure in measures)
    effects = [(measure, effect) for measure in measures for effect in measure.effects]
    yield Section(
        run_anchor(compared, "maatregelen"),
        heading,
        (
            Table(heading, _heads(MEASURE_HEADS, language), rows),
            *_rules(measures, language),
            Table(
                EFFECTS.in_(language).format(run=label),
                _heads(EFFECT_HEADS, language),
                tuple(_effect(measure, effect, compared.scenario, language) for measure, effect in effects),
                wide=True,
            ),
        ),
    )


def _heads(labels: Iterable[Label], language: Language) -> tuple[str, ...]:
    return tuple(label.in_(language) for label in labels)


def _measure(measure: Measure, language: Language) -> tuple[Cell, ...]:
    when = [day(measure.start, language)]
    if measure.until is not None:
        when.append(UNTIL.in_(language).format(day=day(measure.until, language)))
    if measure.delay is not None:
        when.append(LATER.in_(language).format(months=uncertainty(measure.delay, None, language)))
    if measure.conditions:
        when.append(WHILE.in_(language))
    status = measure.legal_status
    return (
        in_(measure.label, language),
        "; ".join(when),
        "; ".join(_dates(measure, language)),
        f"{STATUSES[status.status].in_(language)} ({day(status.date, language)})",
        percent(measure.probability, language),
        source(measure.origin, language),
    )


def _dates(measure: Measure, language: Language) -> Iterator[str]:
    """Yield whose each date is: the lines that hold it, `ours`, or that of the run where its scenario gives it."""
    given = {"from": measure.start, "until": measure.until, "phase_in": measure.phase_in}
    for name in (name for name, value in given.items() if value):
        grounds = measure.dates.get(name)
        whose = OURS.in_(language) if grounds is not None and grounds.rule else None
        said = whose or (grounds.source if grounds is not None else None) or THEIRS.in_(language)
        yield f"{FIELDS[name].in_(language)}: {said}"


def _rules(measures: Sequence[Measure], language: Language) -> Iterator[Text]:
    """Yield the rules for dates that the measures follow; nothing where every date has a source."""
    followed = {grounds.rule.in_(language): None for one in measures for grounds in one.dates.values() if grounds.rule}
    if followed:
        yield Text(RULES.in_(language).format(rules=" ".join(followed)), style="note")


def _effect(measure: Measure, effect: Effect, scenario: Scenario, language: Language) -> tuple[Cell, ...]:
    parameter = scenario.parameters[effect.parameter]
    unit = "" if effect.operation == "multiply" else parameter.unit
    return (
        in_(measure.label, language),
        in_(parameter.label, language),
        does(effect, parameter, language),
        uncertainty(effect.uncertainty, parameter.axis, language, unit),
        ROLES[effect.origin.role].in_(language),
        _grounds(effect.origin, language),
    )


def _grounds(origin: Origin, language: Language) -> Cell:
    """Return the source of a stated value, the reason of an assumption with the key of what it leans on."""
    if origin.role in STATED and origin.source:
        return source(origin, language)
    reason = wording(origin.reason, language)
    return f"{reason} [{origin.source}]" if reason and origin.source else reason or origin.source or ""


def _parameters(runs: Sequence[ComparedRun], stated: bool, language: Language) -> Iterator[Table]:
    """Yield one table for every file of parameters. Values that differ between the runs have a row for each."""
    base = runs[0].scenario
    shelves: dict[str, list[Parameter]] = {}
    for parameter in base.parameters.values():
        shelves.setdefault(parameter.name.rsplit(".", 1)[0], []).append(parameter)
    heads = (*_heads(FIGURE_HEADS, language), (SOURCE if stated else REASON).in_(language))
    for shelf, parameters in shelves.items():
        dated = [
            (parameter, value)
            for parameter in parameters
            for value in _in_force(parameter, base)
            if (value.origin.role in STATED) == stated
        ]
        if dated:
            rows = tuple(_value(parameter, value, stated, language) for parameter, value in dated)
            anchors = tuple(_anchor(parameter, value, base) for parameter, value in dated)
            model, file = shelf.split(".", 1)
            label = card(model).file_label(file).in_(language)
            yield Table(f"{label} ({shelf})", heads, rows, frozenset({2}), anchors, wide=True)


def _in_force(parameter: Parameter, scenario: Scenario) -> list[DatedValue]:
    """List the value at the start of the run and the later ones."""
    early = [value for value in parameter.values if value.date <= scenario.start]
    return [*early[-1:], *parameter.values[len(early) :]]


def _value(parameter: Parameter, value: DatedValue, stated: bool, language: Language) -> tuple[Cell, ...]:
    return (
        f"{in_(parameter.label, language)} ({parameter.name.rsplit('.', 1)[1]})",
        day(value.date, language),
        with_typed(amount_in(value.value, parameter.axis, parameter.unit, language), value.origin),
        uncertainty(value.uncertainty, parameter.axis, language, parameter.unit),
        ROLES[value.origin.role].in_(language),
        source(value.origin, language) if stated else _grounds(value.origin, language),
    )


def _anchor(parameter: Parameter, value: DatedValue, scenario: Scenario) -> str:
    """Return the anchor of the first row of a parameter, preferably of a stated value; links lead there."""
    values = sorted(_in_force(parameter, scenario), key=lambda one: one.origin.role not in STATED)
    return parameter_anchor(parameter.name) if value is values[0] else ""


def parameter_anchor(name: str) -> str:
    return f"parameter-{name}"
