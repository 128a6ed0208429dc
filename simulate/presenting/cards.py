"""`simulate show`: all that is known of one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.text import Text

from simulate.engine.outcome import Outcome
from simulate.errors import InputError
from simulate.inputs.calibration import Changes
from simulate.inputs.schema.forms import MeasureForm, ParameterForm, Spread
from simulate.inputs.library import Item
from simulate.inputs.rules.measures import conditions, operation
from simulate.inputs.problems import did_you_mean, on_command_line
from simulate.presenting.catalogue import Catalogue, amount, source_text, spread_text
from simulate.presenting.lists import console, facts_of, table_of, title_of
from simulate.presenting.scenario_card import chance_text, delay_text, scenario_card, told
from simulate.render.numbers import calibrated
from simulate.vocabulary import AXES, UNITS, Label, Language


def show_one(name: str, language: Language) -> None:
    """Prints all that is known of one name. Raises InputError with the nearest name when there is none."""
    catalogue = Catalogue(language)
    cards = list(_cards(name, catalogue))
    if not cards:
        known = [*catalogue.parameters(), *catalogue.library.measures.items, *catalogue.chains, *catalogue.outcomes()]
        raise InputError(
            [
                on_command_line(
                    name,
                    f"there is no parameter, measure, scenario or outcome '{name}'",
                    expected="a name that `simulate list` or a result shows",
                    hint=did_you_mean(name, known),
                )
            ]
        )
    screen = console()
    for card in cards:
        screen.print(card)


def _cards(name: str, catalogue: Catalogue) -> Iterator[RenderableType]:
    """A name may be both a measure and a scenario; each gets its card."""
    parameter = catalogue.parameters().get(name)
    if parameter is not None and parameter.form is not None:
        yield _parameter_card(parameter, parameter.form, catalogue)
    measure = catalogue.library.measures.items.get(name)
    if measure is not None and measure.form is not None:
        yield _measure_card(measure, measure.form, catalogue)
    chain = catalogue.chains.get(name.removesuffix(".yaml"))
    if chain is not None and chain.links:
        yield scenario_card(chain, catalogue)
    outcome = catalogue.outcomes().get(name)
    if outcome is not None:
        yield _outcome_card(outcome, catalogue)


def _parameter_card(item: Item[ParameterForm], form: ParameterForm, catalogue: Catalogue) -> RenderableType:
    word = catalogue.word
    values = table_of("", word("from"), word("value"), word("uncertainty"), word("role"), word("source"), word("file"))
    for day, value in sorted((form.values or {}).items()):
        spread = value.uncertainty or (form.uncertainty if day == max(form.values) else None)
        line = item.document.mark((*item.steps, "values", day.isoformat()), key=True).line
        values.add_row(
            str(day),
            amount(value.value),
            escape(spread_text(spread, catalogue)),
            value.role or form.role or "",
            escape(source_text(value.source, catalogue) or value.reason or form.reason or ""),
            escape(f"{item.document.label}:{line}"),
        )
    model = catalogue.models().get(item.name.split(".")[0])
    readers = ", ".join(model.parameters.get(item.name, ())) if model else ""
    changing = [
        name
        for name, measure in catalogue.library.measures.items.items()
        if measure.form and any(effect.parameter == item.name for effect in measure.form.effects or [] if effect)
    ]
    setting = [
        name
        for name, chain in catalogue.chains.items()
        if chain.links and item.name in (chain.links[-1].form.parameters or {})
    ]
    axis = AXES.get(form.axis or "")
    spread = form.uncertainty if isinstance(form.uncertainty, Spread) else None
    return Group(
        title_of(item.name, catalogue.say(form.label)),
        facts_of(
            [
                (word("unit"), UNITS[form.unit].label.in_(catalogue.language) if form.unit else None),
                (word("axis"), f"{axis.label.in_(catalogue.language)}: {', '.join(axis.entries)}" if axis else None),
                (word("reason"), form.reason),
                (word("uncertainty"), (source_text(spread.source, catalogue) or spread.reason) if spread else None),
                (word("note"), form.note),
                (word("calibration"), calibrated(_widths(item.name, catalogue), catalogue.language) or None),
            ]
        ),
        values,
        facts_of(
            [
                (word("processes"), readers),
                (word("changed by"), ", ".join(changing)),
                (word("set in"), ", ".join(setting)),
            ]
        ),
        *_trouble(item),
    )


def _widths(parameter: str, catalogue: Catalogue) -> Mapping[Changes, float]:
    calibration = catalogue.library.calibration(parameter.split(".")[0])
    return calibration.widths(calibration.medians).get(parameter, {}) if calibration is not None else {}


def _measure_card(item: Item[MeasureForm], form: MeasureForm, catalogue: Catalogue) -> RenderableType:
    word = catalogue.word
    effects = table_of("", word("effects"), word("value"), word("uncertainty"), word("role"), word("reason"))
    for effect in filter(None, form.effects or []):
        done = operation(effect)
        effects.add_row(
            effect.parameter,
            f"{done[0]} {amount(done[1])}" if done else "",
            escape(spread_text(effect.uncertainty, catalogue)),
            effect.role or "",
            escape(effect.reason or source_text(effect.source or form.source, catalogue) or ""),
        )
    said = [
        f"{c.outcome} "
        + (
            f"> {c.above:g}"
            if c.above is not None
            else f"< {c.below:g}"
            if c.below is not None
            else f"< {c.falling} months before"
        )
        for c in conditions(form)
    ]
    takers = [name for name, chain in catalogue.chains.items() if item.name in chain.measures]
    status = form.legal_status
    return Group(
        title_of(item.name, catalogue.say(form.label)),
        facts_of(
            [
                (word("status"), f"{status.status}, {status.date}" if status else None),
                (word("source"), source_text(form.source, catalogue)),
                (word("from"), str(form.start)),
                (word("until"), str(form.until or "")),
                (word("phase"), str(form.phase_in or "")),
                (word("delay"), told(delay_text(form.delay, catalogue), form.delay, catalogue)),
                (word("chance"), told(chance_text(form.probability, catalogue), form.probability, catalogue)),
                (word("while"), " and ".join(said)),
                (word("note"), form.note),
                (word("file"), f"{item.document.label}:{item.line}"),
            ]
        ),
        effects,
        facts_of([(word("taken by"), ", ".join(takers))]),
        *_trouble(item),
    )


def _outcome_card(outcome: Outcome, catalogue: Catalogue) -> RenderableType:
    word = catalogue.word
    asking = [
        name
        for name, item in catalogue.library.measures.items.items()
        if item.form and any(condition.outcome == outcome.name for condition in conditions(item.form))
    ]
    unit = UNITS.get(outcome.unit)
    return Group(
        title_of(outcome.name, outcome.label.in_(catalogue.language)),
        facts_of(
            [
                (word("kind"), outcome.kind),
                (word("unit"), unit.label.in_(catalogue.language) if unit else outcome.unit),
                (word("axis"), ", ".join(outcome.axes)),
                (word("description"), _described(outcome.description, catalogue)),
                (word("process"), outcome.process),
                (word("read in"), ", ".join(asking)),
            ]
        ),
    )


def _described(label: Label | None, catalogue: Catalogue) -> str | None:
    return label.in_(catalogue.language) if label else None


def _trouble(item: Item[ParameterForm] | Item[MeasureForm]) -> list[Text]:
    return (
        [Text(f"simulate check {item.document.file}: {len(item.problems)} errors", style="red")]
        if item.problems
        else []
    )
