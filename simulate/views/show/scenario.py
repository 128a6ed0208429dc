"""The description of a scenario: its question, its measures with their timing, and its targets."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.resolve.ask_rules import forms_of
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.resolve.link import Link
from simulate.inputs.resolve.scenario_rules import taken
from simulate.inputs.resolve.targets import targets_of
from simulate.inputs.schema.forms import ScenarioForm
from simulate.render.document import Block, Properties, Table, Text
from simulate.render.values import BY, IN, amount_as_given, bound
from simulate.scenario import Target
from simulate.views.show import text
from simulate.vocabulary import Label, Language, wording

EXTENDS = Label("Bouwt op", "Extends")
YEARS, DRAWS = Label("Looptijd", "Horizon"), Label("Trekkingen", "Draws")
TARGETS = Label("Doelen", "Targets")
ASKED = Label("Gevraagd", "Asks")
ASSUMPTION = Label("aanname", "assumption")
MEASURE_HEADING = (text.MEASURES, text.DESCRIBED, text.FROM, text.DELAY, text.CHANCE, text.SET_IN)
TARGET_HEADING = (TARGETS, text.DESCRIBED, text.LIMIT, text.WHEN, text.SOURCE)


def blocks(chain: Chain, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe the last scenario of a chain."""
    own = chain.links[-1]
    # Errors in a target are reported by `simulate check`.
    targets = [] if chain.problems else [_targets(chain, catalogue, language)]
    tables = [table for table in (_measures(chain, catalogue, language), *targets) if table.rows]
    problems = text.broken(own.document.file, len(chain.problems), language)
    return [
        text.title(own.name, text.label_of(own.form.label, language)),
        _about(chain, language),
        *tables,
        *([Text(problems, style="warning")] if chain.problems else []),
    ]


def _about(chain: Chain, language: Language) -> Properties:
    own, forms = chain.links[-1], [link.form for link in reversed(chain.links)]
    first = next((form.start for form in forms if form.start), None)
    long = next((length for form in forms if (length := form.months or 12 * (form.years or 0))), None)
    draws = next((form.draws for form in forms if form.draws), None)
    set_here = [f"{name} ({link.name})" for link in chain.links for name in link.form.parameters or {}]
    rows = (
        (text.QUESTION, text.label_of(own.form.question, language)),
        (ASKED, "; ".join(_asked(own.form))),
        (text.MODEL, chain.model),
        (EXTENDS, _ancestry(own)),
        (YEARS, f"{first}, {long} {text.MONTHS.in_(language)}" if long else str(first or "")),
        (DRAWS, str(draws or "")),
        (text.PARAMETERS, ", ".join(set_here)),
        (text.FILE, own.document.label),
    )
    return text.properties(rows, language)


def _ancestry(link: Link) -> str:
    """Write what a file builds on: `parent.yaml ← its parent.yaml`, several parents beside each other."""
    above = [
        f"{parent.path.name} ← {more}" if (more := _ancestry(parent)) else parent.path.name for parent in link.parents
    ]
    return "; ".join(above)


def _asked(form: ScenarioForm) -> Iterator[str]:
    """Yield what is asked as data, as it is typed after `--question`: `noodopvang@2027-07-01<=0`."""
    for ask in forms_of(form):
        when = f"@{ask.on or ask.within}" if ask.on or ask.within else ""
        limits = ((">=", ask.at_least), ("<=", ask.at_most))
        yield f"{ask.outcome}{when}" + "".join(
            f"{sign}{amount_as_given(value)}" for sign, value in limits if value is not None
        )


def _measures(chain: Chain, catalogue: Catalogue, language: Language) -> Table:
    rows = tuple(_taken(chain, catalogue, language))
    return Table("", tuple(label.in_(language) for label in MEASURE_HEADING), rows)


def _taken(chain: Chain, catalogue: Catalogue, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for every measure that a scenario of the chain includes."""
    for link in chain.links:
        for name, timing in taken(link.form):
            item = catalogue.measures.get(name)
            form = item.form if item else None
            # What the scenario says of its timing goes before what the measure says.
            said = [source for source in (timing, form) if source]
            start, delay, chance = (
                next((value for source in said if (value := getattr(source, field)) is not None), None)
                for field in ("start", "delay", "probability")
            )
            yield (
                name,
                text.label_of(form and form.label, language),
                str(start or ""),
                text.delay_text(delay, language),
                text.chance_text(chance, language),
                link.name,
            )


def _targets(chain: Chain, catalogue: Catalogue, language: Language) -> Table:
    outcomes = catalogue.models[chain.model].outcomes if chain.model in catalogue.models else {}
    rows = []
    for target in targets_of(chain):
        outcome = outcomes.get(target.outcome)
        limit = bound(target, outcome.unit if outcome else "", language)
        origin = target.origin
        named = text.source_text(origin.source, catalogue, language) or ASSUMPTION.in_(language)
        source = "; ".join(filter(None, (named, wording(origin.reason, language))))
        rows.append((target.name, target.label.in_(language), limit, when(target, language), source))
    return Table("", tuple(label.in_(language) for label in TARGET_HEADING), tuple(rows))


def when(target: Target, language: Language) -> str:
    """Format when a target is due: by a year, or in each of some."""
    if target.by is not None:
        return BY.in_(language).format(target.by)
    return IN.in_(language).format(", ".join(map(str, target.years)))
