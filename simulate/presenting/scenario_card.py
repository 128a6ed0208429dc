"""The card of a scenario: its question, the measures it takes and when, and the targets it is held against."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from simulate.inputs.resolve.targets import targets_of
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.resolve.scenario_rules import taken
from simulate.presenting.catalogue import Catalogue, source_text, spread_text
from simulate.presenting.lists import facts_of, table_of, title_of
from simulate.render.numbers import number
from simulate.render.values import BY, IN, bound
from simulate.scenario import Target


def scenario_card(chain: Chain, catalogue: Catalogue) -> RenderableType:
    """All that is known of the last scenario of a chain."""
    word = catalogue.word
    own = chain.links[-1]
    first = next((link.form.start for link in reversed(chain.links) if link.form.start), None)
    lengths = (link.form.months or 12 * (link.form.years or 0) for link in reversed(chain.links))
    long = next((length for length in lengths if length), None)
    draws = next((link.form.draws for link in reversed(chain.links) if link.form.draws), None)
    set_here = [f"{name} ({link.name})" for link in chain.links for name in link.form.parameters or {}]
    # What is wrong in a target is told by `simulate check`.
    tables = [_measures(chain, catalogue), *([] if chain.problems else [_targets(chain, catalogue)])]
    problems = f"simulate check {own.document.file}: {len(chain.problems)} errors"
    return Group(
        title_of(own.name, catalogue.say(own.form.label)),
        facts_of(
            [
                (word("question"), catalogue.say(own.form.question)),
                (word("model"), chain.model),
                (word("extends"), " ← ".join(link.path.name for link in reversed(chain.links[:-1]))),
                (word("years"), f"{first}, {long} {word('months')}" if long else str(first or "")),
                (word("draws"), str(draws or "")),
                (word("parameters"), ", ".join(set_here)),
                (word("file"), own.document.label),
            ]
        ),
        *(table for table in tables if table.row_count),
        *([Text(problems, style="red")] if chain.problems else []),
    )


def _measures(chain: Chain, catalogue: Catalogue) -> Table:
    word = catalogue.word
    names = ("measures", "label", "from", "delay", "chance", "set in")
    table = table_of("", *(word(name) for name in names))
    for link in chain.links:
        for name, timing in taken(link.form):
            item = catalogue.library.measures.items.get(name)
            form = item.form if item else None
            # What the scenario says of its timing goes before what the measure says.
            said = [source for source in (timing, form) if source]
            start, delay, chance = (
                next((value for source in said if (value := getattr(source, field)) is not None), None)
                for field in ("start", "delay", "probability")
            )
            table.add_row(
                name,
                escape(catalogue.say(form and form.label)),
                str(start or ""),
                delay_text(delay, catalogue),
                chance_text(chance, catalogue),
                link.name,
            )
    return table


def delay_text(delay: object, catalogue: Catalogue) -> str:
    """`uniform: min 0, max 18 months`; empty for a measure that is never late."""
    return f"{spread_text(delay, catalogue)} {catalogue.word('months')}" if delay not in (None, "none") else ""


def chance_text(chance: object, catalogue: Catalogue) -> str:
    """`35 %`; empty for a measure that is sure to come."""
    value = getattr(chance, "value", chance)
    if not isinstance(value, int | float) or value >= 1:
        return ""
    return f"{number(100 * value, catalogue.language, 0 if round(100 * value, 6).is_integer() else 1)} %"


def told(text: str, form: object, catalogue: Catalogue) -> str:
    """The text, and behind it on what source or for which reason."""
    why = source_text(getattr(form, "source", None), catalogue) or getattr(form, "reason", None)
    return f"{text} ({why})" if text and why else text


def _targets(chain: Chain, catalogue: Catalogue) -> Table:
    word = catalogue.word
    outcomes = catalogue.models()[chain.model].outcomes if chain.model in catalogue.models() else {}
    table = table_of("", word("targets"), word("label"), word("limit"), word("when"), word("source"))
    for target in targets_of(chain):
        outcome = outcomes.get(target.outcome)
        limit = bound(target, outcome.unit if outcome else "", catalogue.language)
        origin = target.origin
        source = "; ".join(filter(None, (source_text(origin.source, catalogue) or word("assumption"), origin.reason)))
        label = escape(catalogue.say(target.label))
        table.add_row(target.name, label, limit, _when(target, catalogue), escape(source))
    return table


def _when(target: Target, catalogue: Catalogue) -> str:
    if target.by is not None:
        return BY.in_(catalogue.language).format(target.by)
    return IN.in_(catalogue.language).format(", ".join(map(str, target.years)))
