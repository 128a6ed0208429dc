"""The description of a measure."""

from __future__ import annotations

from simulate.finding.origins import driven
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.library import Item
from simulate.inputs.model_info import model_names
from simulate.inputs.rules.measures import conditions, operation
from simulate.inputs.schema.forms import ConditionForm, MeasureForm
from simulate.render.document import Block, Properties, Table
from simulate.render.values import STATUSES, amount_as_given
from simulate.views.show import text
from simulate.vocabulary import Label, Language

PHASE, WHILE = Label("Ingroei (maanden)", "Phase-in (months)"), Label("Zolang", "While")
ACTS_ON = Label("Werkt eerst op", "Acts first on")
TAKEN_BY = Label("In scenario's", "In scenarios")
EFFECTS = Label("Werking", "Effects")
HEADING = (EFFECTS, text.VALUE, text.UNCERTAINTY, text.ROLE, text.REASON)


def blocks(item: Item[MeasureForm], form: MeasureForm, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe its dates and status, its effects, and the scenarios that include it."""
    takers = [name for name, chain in catalogue.chains.items() if item.name in chain.measures]
    return [
        text.title(item.name, text.label_of(form.label, language)),
        _about(item, form, catalogue, language),
        _effects(form, catalogue, language),
        text.properties([(ACTS_ON, _outcomes(form)), (TAKEN_BY, ", ".join(takers))], language),
        *text.errors(item),
    ]


def _outcomes(form: MeasureForm) -> str:
    """List the outcomes of which a process reads a parameter that is changed."""
    changed = [effect.parameter for effect in filter(None, form.effects or []) if effect.parameter]
    models = [name for name in dict.fromkeys(one.split(".")[0] for one in changed) if name in model_names()]
    return ", ".join(outcome for name in models for outcome in driven(name, changed))


def _about(item: Item[MeasureForm], form: MeasureForm, catalogue: Catalogue, language: Language) -> Properties:
    status = form.legal_status
    delay, chance = text.delay_text(form.delay, language), text.chance_text(form.probability, language)
    rows = (
        (text.STATUS, f"{STATUSES[status.status].in_(language)}, {status.date}" if status and status.status else None),
        (text.SOURCE, text.source_text(form.source, catalogue, language)),
        (text.FROM, str(form.start)),
        (text.UNTIL, str(form.until or "")),
        (PHASE, str(form.phase_in or "")),
        (text.DELAY, _with_grounds(delay, form.delay, catalogue, language)),
        (text.CHANCE, _with_grounds(chance, form.probability, catalogue, language)),
        (WHILE, " and ".join(_condition(condition) for condition in conditions(form))),
        (text.NOTE, form.note),
        (text.FILE, f"{item.document.label}:{item.line}"),
    )
    return text.properties(rows, language)


def _with_grounds(said: str, form: object, catalogue: Catalogue, language: Language) -> str:
    """Append the source or the reason to a text."""
    source = text.source_text(getattr(form, "source", None), catalogue, language)
    grounds = source or getattr(form, "reason", None)
    return f"{said} ({grounds})" if said and grounds else said


def _condition(condition: ConditionForm) -> str:
    if condition.above is not None:
        return f"{condition.outcome} > {condition.above:g}"
    if condition.below is not None:
        return f"{condition.outcome} < {condition.below:g}"
    return f"{condition.outcome} < {condition.falling} months before"


def _effects(form: MeasureForm, catalogue: Catalogue, language: Language) -> Table:
    rows = []
    for effect in filter(None, form.effects or []):
        done = operation(effect)
        rows.append(
            (
                effect.parameter,
                f"{done[0]} {amount_as_given(done[1])}" if done else "",
                text.spread_text(effect.uncertainty, language),
                effect.role or "",
                effect.reason or text.source_text(effect.source or form.source, catalogue, language) or "",
            )
        )
    return Table("", tuple(label.in_(language) for label in HEADING), tuple(rows))
