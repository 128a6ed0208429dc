"""docs/…-maatregelen.md: every measure with its dates, its legal status and what it is taken to do."""

from __future__ import annotations

from collections.abc import Sequence

from docs.build.page import page
from docs.build.reference import Reference
from simulate.inputs.rules.derivation import reasoned
from simulate.inputs.rules.measures import conditions, operation
from simulate.inputs.schema.forms import ConditionForm, EffectForm, MeasureForm
from simulate.render.markdown import code, table
from simulate.render.values import amount_as_given
from simulate.views.show.text import spread_text
from simulate.vocabulary import wording

TIMES = (
    "Measure", "What it is", "From", "Until", "Phase-in (months)", "Delay (months)", "Chance", "While", "Status",
    "Source: lines", "In scenarios",
)  # fmt: skip
OURS = (
    "A date that the text gives has its lines beside it. The others are ours, by the rule named; what the rules "
    "say stands below this table. A delay and a chance are ours, with their reasons in `simulate show MEASURE`."
)


def measure_page(reference: Reference) -> str:
    """Write out the page: dates and status of all measures, then the sizes that a text gives, then those assumed."""
    measures = {name: form for name, (_, form) in reference.measures.items()}
    find = reference.catalogue.library.parameter
    given, assumed = list[Sequence[object]](), list[Sequence[object]]()
    for name, form in measures.items():
        for effect in _own(form, reference):
            row = (
                code(name),
                code(effect.parameter),
                _change(effect),
                spread_text(effect.uncertainty, "en"),
            )
            if effect.role == "assumption":
                assumed.append((*row, wording(reasoned(effect.reason, effect.derivation, form.start, find), "en")))
            else:
                given.append((*row, effect.role, effect.source or form.source))
    return page(
        f"{reference.model.title.en}: measures",
        f"{len(measures)} measures, each of which a scenario may take, with other dates if need be. "
        f"Together they have {len(given) + len(assumed)} effects: {len(given)} with a size from a text, {len(assumed)} "
        "with a size that is an assumption, because the text gives only a direction.",
        "## Dates and legal status",
        OURS,
        table(TIMES, [_times(name, form, reference) for name, form in measures.items()]),
        "### Rules for dates that no text gives",
        table(("Rule", "What it says"), _rules(reference)),
        "## Sizes that a text gives",
        table(("Measure", "Parameter", "Change", "Uncertainty", "Role", "Source: lines"), given),
        "## Sizes that are assumed",
        table(("Measure", "Parameter", "Change", "Uncertainty", "Why"), assumed),
    )


def _own(form: MeasureForm, reference: Reference) -> list[EffectForm]:
    """List the effects on this model: one law may act on others as well, whose pages tell that."""
    return [effect for effect in form.effects if effect.parameter.startswith(f"{reference.name}.")]


def _times(name: str, form: MeasureForm, reference: Reference) -> Sequence[object]:
    chance = getattr(form.probability, "value", form.probability)
    return (
        code(name),
        f"{form.label.en} ({form.label.nl})",
        _date(form.start, "from", form),
        _date(form.until, "until", form),
        _date(form.phase_in or "", "phase_in", form),
        spread_text(form.delay, "en") if form.delay else "",
        "" if chance is None else f"{chance:g}",
        " and ".join(_state(condition) for condition in conditions(form)),
        f"{form.legal_status.status}, {form.legal_status.date}",
        form.source,
        ", ".join(code(other) for other, chain in reference.catalogue.chains.items() if name in chain.measures),
    )


def _date(said: object, name: str, form: MeasureForm) -> str:
    """Write a date with its lines, or the rule that it follows."""
    grounds = form.dates.given().get(name) if form.dates is not None else None
    return f"{said} ({grounds})" if said and grounds else str(said or "")


def _rules(reference: Reference) -> list[Sequence[object]]:
    """List the rules that a measure of the model follows, with what they say."""
    followed = {said for _, form in reference.measures.values() if form.dates for said in form.dates.given().values()}
    rules = reference.catalogue.library.rules_for_dates.items
    return [(code(name), rule.form.en) for name, rule in rules.items() if name in followed and rule.form is not None]


def _state(condition: ConditionForm) -> str:
    outcome = code(condition.outcome) + (f" of {condition.model}" if condition.model else "")
    if condition.falling is not None:
        return f"{outcome} lower than {condition.falling} months before"
    word, limit = ("above", condition.above) if condition.above is not None else ("below", condition.below)
    return f"{outcome} {word} {limit:,.10g}"


def _change(effect: EffectForm) -> str:
    done = operation(effect)
    return f"{done[0]} {amount_as_given(done[1])}" if done else ""
