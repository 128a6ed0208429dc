"""`simulate show`: all that is known of one name."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from simulate.engine.outcome import Outcome
from simulate.inputs.chain import Chain
from simulate.inputs.forms import MeasureForm, ParameterForm, Spread
from simulate.inputs.library import Item
from simulate.inputs.measure_rules import conditions, operation
from simulate.inputs.problems import InputError, did_you_mean, on_command_line
from simulate.inputs.scenario_rules import taken
from simulate.presenting.catalogue import Catalogue, amount, source_text, spread_text
from simulate.presenting.lists import console, table_of
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
        yield _scenario_card(chain, catalogue)
    outcome = catalogue.outcomes().get(name)
    if outcome is not None:
        yield _outcome_card(outcome, catalogue)


def _factstable_of(rows: list[tuple[str, str | None]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in rows:
        if text:
            table.add_row(name, escape(text))
    return table


def _title(name: str, label: str) -> Text:
    return Text.assemble((name, "bold"), "  ", label)


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
        _title(item.name, catalogue.say(form.label)),
        _factstable_of(
            [
                (word("unit"), UNITS[form.unit].label.in_(catalogue.language) if form.unit else None),
                (word("axis"), f"{axis.label.in_(catalogue.language)}: {', '.join(axis.entries)}" if axis else None),
                (word("reason"), form.reason),
                (word("uncertainty"), (source_text(spread.source, catalogue) or spread.reason) if spread else None),
                (word("note"), form.note),
            ]
        ),
        values,
        _factstable_of(
            [
                (word("processes"), readers),
                (word("changed by"), ", ".join(changing)),
                (word("set in"), ", ".join(setting)),
            ]
        ),
        *_trouble(item),
    )


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
    chance = getattr(form.probability, "value", form.probability)
    takers = [name for name, chain in catalogue.chains.items() if item.name in chain.measures]
    status = form.legal_status
    return Group(
        _title(item.name, catalogue.say(form.label)),
        _factstable_of(
            [
                (word("status"), f"{status.status}, {status.date}" if status else None),
                (word("source"), source_text(form.source, catalogue)),
                (word("from"), str(form.start)),
                (word("until"), str(form.until or "")),
                (word("phase"), str(form.phase_in or "")),
                (word("delay"), spread_text(form.delay, catalogue) if form.delay else ""),
                (word("chance"), "" if chance is None else f"{chance:g}"),
                (word("while"), " and ".join(said)),
                (word("note"), form.note),
                (word("file"), f"{item.document.label}:{item.line}"),
            ]
        ),
        effects,
        _factstable_of([(word("taken by"), ", ".join(takers))]),
        *_trouble(item),
    )


def _scenario_card(chain: Chain, catalogue: Catalogue) -> RenderableType:
    word = catalogue.word
    own = chain.links[-1]
    first = next((link.form.start for link in reversed(chain.links) if link.form.start), None)
    long = next(
        (
            link.form.months or 12 * (link.form.years or 0)
            for link in reversed(chain.links)
            if link.form.months or link.form.years
        ),
        None,
    )
    draws = next((link.form.draws for link in reversed(chain.links) if link.form.draws), None)
    rows = table_of("", word("measures"), word("label"), word("from"), word("set in"))
    for link in chain.links:
        for name, timing in taken(link.form):
            item = catalogue.library.measures.items.get(name)
            form = item.form if item else None
            start = (timing.start if timing else None) or (form.start if form else "")
            rows.add_row(name, escape(catalogue.say(form and form.label)), str(start), link.name)
    set_here = [f"{name} ({link.name})" for link in chain.links for name in link.form.parameters or {}]
    return Group(
        _title(own.name, catalogue.say(own.form.label)),
        _factstable_of(
            [
                (word("question"), catalogue.say(own.form.question)),
                (word("model"), chain.model),
                (word("extends"), " ← ".join(link.path.name for link in reversed(chain.links[:-1]))),
                (word("years"), f"{first}, {long} months" if long else str(first or "")),
                (word("draws"), str(draws or "")),
                (word("parameters"), ", ".join(set_here)),
                (word("file"), own.document.label),
            ]
        ),
        *([rows] if rows.row_count else []),
        *(
            [Text(f"simulate check {own.document.file}: {len(chain.problems)} errors", style="red")]
            if chain.problems
            else []
        ),
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
        _title(outcome.name, outcome.label.in_(catalogue.language)),
        _factstable_of(
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
