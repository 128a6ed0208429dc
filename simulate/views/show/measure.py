"""The description of a measure."""

from __future__ import annotations

from simulate.finding.origins import driven
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.library import Item
from simulate.inputs.model_info import model_names
from simulate.inputs.rules.derivation import reasoned
from simulate.inputs.rules.measures import conditions, operation
from simulate.inputs.schema.forms import ConditionForm, ExpectationForm, MeasureForm
from simulate.render.document import Block, Properties, Table
from simulate.render.values import STATUSES, amount_as_given
from simulate.scenario import Direction
from simulate.views.show import text
from simulate.views.striking import GOES
from simulate.vocabulary import Label, Language, wording

PHASE, WHILE = Label("Ingroei (maanden)", "Phase-in (months)"), Label("Zolang", "While")
OURS = Label("onze aanname: {}", "our assumption: {}")
EXPECTS = Label("Volgens de tekst wordt", "According to the text becomes")
ACTS_ON = Label("Werkt eerst op", "Acts first on")
AND, BEFORE = Label(" en ", " and "), Label("{} maanden eerder", "{} months before")
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
        *text.errors(item, language),
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
        (text.FROM, _dated(str(form.start), "from", form, catalogue, language)),
        (text.UNTIL, _dated(str(form.until or ""), "until", form, catalogue, language)),
        (PHASE, _dated(str(form.phase_in or ""), "phase_in", form, catalogue, language)),
        (text.DELAY, _with_grounds(delay, form.delay, catalogue, language)),
        (text.CHANCE, _with_grounds(chance, form.probability, catalogue, language)),
        (EXPECTS, "; ".join(_expectation(word, one, form, language) for word, one in (form.expects or {}).items())),
        (WHILE, AND.in_(language).join(_condition(condition, language) for condition in conditions(form))),
        (text.NOTE, text.said(form.note, language)),
        (text.FILE, f"{item.document.label}:{item.line}"),
    )
    return text.properties(rows, language)


def _dated(said: str, name: str, form: MeasureForm, catalogue: Catalogue, language: Language) -> str:
    """Append to a date whether it is the document's, on which lines, or ours, by which rule."""
    grounds = form.dates.given().get(name) if form.dates is not None else None
    if not said or grounds is None:
        return said
    item = catalogue.library.rules_for_dates.items.get(grounds)
    rule = item.form.to_label().in_(language) if item is not None and item.form is not None else None
    told = OURS.in_(language).format(rule) if rule else text.source_text(grounds, catalogue, language)
    return f"{said} ({told})"


def _expectation(word: str, said: ExpectationForm | Direction, form: MeasureForm, language: Language) -> str:
    """Write which way a document says that an outcome goes: `bezetting: higher (vng-2024:1477-1480)`."""
    goes, source = (said.goes, said.source) if isinstance(said, ExpectationForm) else (said, None)
    return f"{word}: {GOES[goes].in_(language)} ({source or form.source})"


def _with_grounds(said: str, form: object, catalogue: Catalogue, language: Language) -> str:
    """Append the source or the reason to a text."""
    source = text.source_text(getattr(form, "source", None), catalogue, language)
    grounds = source or text.said(getattr(form, "reason", None), language)
    return f"{said} ({grounds})" if said and grounds else said


def _condition(condition: ConditionForm, language: Language) -> str:
    outcome = f"{condition.model}: {condition.outcome}" if condition.model else condition.outcome
    if condition.above is not None:
        return f"{outcome} > {condition.above:g}"
    if condition.below is not None:
        return f"{outcome} < {condition.below:g}"
    return f"{outcome} < {BEFORE.in_(language).format(condition.falling)}"


def _effects(form: MeasureForm, catalogue: Catalogue, language: Language) -> Table:
    rows = []
    for effect in filter(None, form.effects or []):
        done = operation(effect)
        rows.append(
            (
                effect.parameter,
                text.in_words(f"{done[0]} {amount_as_given(done[1])}", language) if done else "",
                text.spread_text(effect.uncertainty, language),
                text.role_of(effect.role, language),
                wording(reasoned(effect.reason, effect.derivation, form.start, catalogue.library.parameter), language)
                or text.source_text(effect.source or form.source, catalogue, language)
                or "",
            )
        )
    return Table("", tuple(label.in_(language) for label in HEADING), tuple(rows))
