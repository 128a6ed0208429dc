"""docs/…-maatregelen.md: every measure with its dates, its legal status and what it is taken to do."""

from __future__ import annotations

from collections.abc import Sequence

from docs.build.page import page
from docs.build.reference import Reference
from simulate.inputs.rules.measures import conditions, operation
from simulate.inputs.schema.forms import ConditionForm, EffectForm, MeasureForm
from simulate.render.markdown import code, table
from simulate.render.values import amount_as_given
from simulate.views.show.text import spread_text

TIMES = (
    "Measure", "What it is", "From", "Until", "Phase-in (months)", "Delay (months)", "Chance", "While", "Status",
    "Source: lines", "In scenarios",
)  # fmt: skip


def measure_page(reference: Reference) -> str:
    """Write out the page: dates and status of all measures, then the sizes that a text gives, then those assumed."""
    measures = {name: form for name, (_, form) in reference.measures.items()}
    given, assumed = list[Sequence[object]](), list[Sequence[object]]()
    for name, form in measures.items():
        for effect in form.effects:
            row = (
                code(name),
                code(effect.parameter),
                _change(effect),
                spread_text(effect.uncertainty, "en"),
            )
            if effect.role == "assumption":
                assumed.append((*row, effect.reason))
            else:
                given.append((*row, effect.role, effect.source or form.source))
    return page(
        f"{reference.model.title.en}: measures",
        f"{len(measures)} measures, each of which a scenario may take, with other dates if need be. "
        f"Together they have {len(given) + len(assumed)} effects: {len(given)} with a size from a text, {len(assumed)} "
        "with a size that is an assumption, because the text gives only a direction.",
        "## Dates and legal status",
        table(TIMES, [_times(name, form, reference) for name, form in measures.items()]),
        "## Sizes that a text gives",
        table(("Measure", "Parameter", "Change", "Uncertainty", "Role", "Source: lines"), given),
        "## Sizes that are assumed",
        table(("Measure", "Parameter", "Change", "Uncertainty", "Why"), assumed),
    )


def _times(name: str, form: MeasureForm, reference: Reference) -> Sequence[object]:
    chance = getattr(form.probability, "value", form.probability)
    return (
        code(name),
        f"{form.label.en} ({form.label.nl})",
        form.start,
        form.until,
        form.phase_in or "",
        spread_text(form.delay, "en") if form.delay else "",
        "" if chance is None else f"{chance:g}",
        " and ".join(_state(condition) for condition in conditions(form)),
        f"{form.legal_status.status}, {form.legal_status.date}",
        form.source,
        ", ".join(code(other) for other, chain in reference.catalogue.chains.items() if name in chain.measures),
    )


def _state(condition: ConditionForm) -> str:
    if condition.falling is not None:
        return f"{code(condition.outcome)} lower than {condition.falling} months before"
    word, limit = ("above", condition.above) if condition.above is not None else ("below", condition.below)
    return f"{code(condition.outcome)} {word} {limit:,.10g}"


def _change(effect: EffectForm) -> str:
    done = operation(effect)
    return f"{done[0]} {amount_as_given(done[1])}" if done else ""
