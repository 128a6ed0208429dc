"""The description of an outcome: what it is, how it comes about, what acts on it, and where it is counted and shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from simulate.engine.outcome import Kind, Outcome
from simulate.finding.index import targets_by_name
from simulate.finding.origins import Maker, origin
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.paths import packaged
from simulate.inputs.rules.measures import conditions
from simulate.render.document import Block
from simulate.render.values import unit_label
from simulate.series import Series, series_of
from simulate.views.card import card
from simulate.views.show import text
from simulate.vocabulary import AXES, Label, Language, adds_up

KIND = Label("Soort", "Kind")
DESCRIPTION = Label("Beschrijving", "Description")
READ_IN = Label("Voorwaarde van", "Condition of")
PARTS = Label("Onderdelen", "Parts")
MADE_BY, WITH = Label("Komt uit", "Made by"), Label("Bouwt op", "Builds on")
LEAVES, ARRIVES = Label("Gaat uit", "Leaves"), Label("Gaat naar", "Arrives in")
INTO, OUT_OF = Label("Erbij", "In"), Label("Eraf", "Out")
READS = Label("Volgt uit", "Follows from")
DRIVEN_BY = Label("Parameters", "Parameters")
THROUGH = Label("Parameters daarvan", "Parameters of those")
ACTED_ON_BY = Label("Maatregelen erop", "Measures on these")
BEFORE = Label("Maatregelen ervoor", "Measures before it")
WEIGHED = Label("Wat weegt hoeveel", "What weighs most")
COUNTED = Label("Geteld in", "Counted in")
TARGETS = Label("Doelen", "Targets")
REPORTED = Label("In verslagen", "In reports")
HEADLINE = Label("vooraan in samenvatting, figuren en verslag", "first in summary, figures and report")
MAP = Label("figuur per provincie", "figure by province")
OTHERWISE = Label(
    "in summary.csv; in een vergelijking met --outcome {name}", "in summary.csv; in a comparison with --outcome {name}"
)
PAGE = Label("alle uitkomsten: {path}", "all outcomes: {path}")
AS_A_WHOLE = Label("tellen op tot het geheel", "add up to the whole")
APART = Label("tellen niet op", "do not add up")
KINDS: Mapping[Kind, Label] = {
    "stock": Label("stand aan het eind van de maand", "stock at the end of the month"),
    "flow": Label("stroom, geteld over de maand", "flow, counted over the month"),
    "level": Label("niveau aan het eind van de maand", "level at the end of the month"),
    "total": Label("bedrag of aantal, opgeteld over de maand", "amount, added up over the month"),
    "mean": Label("gemiddelde over de maand", "mean over the month"),
}


def blocks(outcome: Outcome, model: str, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its unit and parts, its processes and what they read, and what acts on it, counts it and shows it."""
    rows = [*definition(outcome, language), *behind(outcome, model, catalogue, language)]
    rows += [*_beside(outcome, model, catalogue, language)]
    return [text.title(outcome.name, outcome.label.in_(language)), text.properties(rows, language)]


def definition(outcome: Outcome, language: Language) -> list[tuple[Label, str | None]]:
    """List what it counts: kind, unit, description and parts."""
    return [
        (KIND, KINDS[outcome.kind].in_(language)),
        (text.UNIT, unit_label(outcome.unit, language)),
        (DESCRIPTION, outcome.description.in_(language) if outcome.description else None),
        (text.AXIS, ", ".join(f"{axis} ({AXES[axis].label.in_(language)})" for axis in outcome.axes)),
        (PARTS, "; ".join(_parts(outcome, axis, language) for axis in outcome.axes)),
    ]


def _parts(outcome: Outcome, axis: str, language: Language) -> str:
    whole = AS_A_WHOLE if adds_up(outcome.kind, outcome.unit, (axis,)) else APART
    return f"{', '.join(AXES[axis].entries)} ({whole.in_(language)})"


def behind(
    outcome: Outcome, model: str, catalogue: Catalogue, language: Language
) -> Iterable[tuple[Label, str | None]]:
    """Yield how it comes about: its processes and flows, what they read, and the measures that act on that."""
    found = origin(model, outcome.name)
    parameters = (*found.parameters, *found.fed_parameters)
    acting = _acting(parameters, catalogue)
    # What acts on the outcomes that it follows from, or on the flows of a stock, reaches it at one remove.
    earlier = [origin(model, name) for name in (*found.read, *found.inflows, *found.outflows)]
    before = _acting({name for one in earlier for name in (*one.parameters, *one.fed_parameters)}, catalogue)
    result = catalogue.chains.get(model)
    yield text.PROCESS, outcome.process
    yield MADE_BY, "\n".join(_maker(maker, model, language) for maker in found.makers)
    yield WITH, "\n".join(_maker(maker, model, language) for maker in found.feeders)
    yield LEAVES, found.source
    yield ARRIVES, found.target
    yield INTO, ", ".join(found.inflows)
    yield OUT_OF, ", ".join(found.outflows)
    yield READS, ", ".join(found.read)
    yield DRIVEN_BY, ", ".join(found.parameters)
    yield THROUGH, ", ".join(found.fed_parameters)
    yield ACTED_ON_BY, ", ".join(acting)
    yield BEFORE, ", ".join(name for name in before if name not in acting)
    yield WEIGHED, f"simulate sensitivity results/{model} --outcome {outcome.name}" if result else None


def _acting(parameters: Collection[str], catalogue: Catalogue) -> list[str]:
    """List the measures that change one of these parameters."""
    return [
        name
        for name, item in catalogue.measures.items()
        if item.form and any(effect.parameter in parameters for effect in item.form.effects or [] if effect)
    ]


def _maker(maker: Maker, model: str, language: Language) -> str:
    """Say what happens in a process; its docstring is in Dutch."""
    said = f"{maker.label.in_(language)} ({card(model).file_label(maker.file).in_(language)})"
    return f"{said}: {maker.description}" if language == "nl" and maker.description else said


def _beside(
    outcome: Outcome, model: str, catalogue: Catalogue, language: Language
) -> Iterable[tuple[Label, str | None]]:
    """Yield where it is a condition or a target, where it is counted, and where it is shown."""
    waiting = [
        name
        for name, item in catalogue.measures.items()
        if item.form and any(condition.outcome == outcome.name for condition in conditions(item.form))
    ]
    yield READ_IN, ", ".join(waiting)
    yield TARGETS, ", ".join(targets_on(outcome.name, None, model, catalogue))
    yield COUNTED, "\n".join(counted(one, language) for one in series_of(model, outcome.name))
    yield REPORTED, "; ".join(_shown(outcome.name, model, language))


def targets_on(outcome: str, entry: str | None, model: str, catalogue: Catalogue) -> list[str]:
    """List the targets of scenarios of a model for an outcome; of one of its entries where that is given."""
    return [
        name
        for name, given in targets_by_name(catalogue).items()
        if any(
            form.outcome == outcome and entry in (None, form.entry) and catalogue.chains[scenario].model == model
            for scenario, form in given
        )
    ]


def counted(one: Series, language: Language) -> str:
    """Return a series with who counted, what, and in which years."""
    years = sorted(count.begin.year for count in one.counts)
    entry = f", [{one.form.entry}]" if one.form.entry else ""
    span = f", {years[0]}-{years[-1]}" if years else ""
    return f"{one.name} ({one.form.credit.in_(language)}{entry}{span})"


def _shown(outcome: str, model: str, language: Language) -> Iterable[str]:
    shown = card(model)
    if outcome in shown.headline:
        yield HEADLINE.in_(language)
    if any(outcome in group for group in shown.by_province):
        yield MAP.in_(language)
    if outcome not in shown.headline:
        yield OTHERWISE.in_(language).format(name=outcome)
    page = f"docs/{model}-uitkomsten.md"
    if (packaged().path / page).is_file():
        yield PAGE.in_(language).format(path=page)
