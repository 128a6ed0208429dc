"""The measures of a scenario: what the programme says of them, with the timing that the scenario gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulate.errors import InputError, Problem
from simulate.inputs.library import Item, Library
from simulate.inputs.parts import part_of
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.resolve.layers import origin_of, spread_of
from simulate.inputs.resolve.link import Link
from simulate.inputs.resolve.scenario_rules import places_of_measures
from simulate.inputs.rules.amounts import numbers
from simulate.inputs.rules.derivation import reasoned
from simulate.inputs.rules.measures import conditions, operation
from simulate.inputs.schema.forms import ChanceForm, ConditionForm, ExpectationForm, MeasureForm, TimingForm
from simulate.inputs.yaml.document import Steps
from simulate.scenario import Condition, DateGrounds, Effect, Expectation, LegalStatus, Measure, Origin, model_of


@dataclass(frozen=True)
class Taken:
    """A measure as the files of a chain take it, with the timing of all of them: the last word counts."""

    link: Link
    steps: Steps
    timing: TimingForm

    @property
    def origin(self) -> Origin:
        """Return the origin, the line that takes it; a timing of its own is the scenario's assumption."""
        timed = bool(self.timing.model_fields_set)
        return origin_of(
            self.link.layer, self.link.document, self.steps, "assumption" if timed else "policy", None, None
        )


def measures_of(chain: Chain, library: Library) -> tuple[Measure, ...]:
    """Return the measures of all files of the chain, in the order in which they are first taken."""
    taken = taken_by(chain).items()
    return tuple(_measure(library.measures.items[name], one, library, chain.models) for name, one in taken)


def taken_by(chain: Chain) -> dict[str, Taken]:
    """Return the measures that a chain takes, by name. A child's timing replaces what a parent said of it."""
    found: dict[str, Taken] = {}
    for link in chain.links:
        for steps, name, timing in places_of_measures(link.form):
            if name in chain.without:
                continue
            earlier = found.get(name)
            said = timing or TimingForm()
            if earlier is not None:
                said = earlier.timing.model_copy(update={key: getattr(said, key) for key in said.model_fields_set})
            found[name] = Taken(link, steps, said)
    return found


def timing_problems(chain: Chain, library: Library) -> list[Problem]:
    """Return the problems of measures whose begin and end come from different files and contradict each other."""
    problems = []
    for name, taken in taken_by(chain).items():
        measure = _measure(library.measures.items[name], taken, library, chain.models)
        if measure.until is not None and measure.until <= measure.start:
            message = f"the measure ends on {measure.until}, not after it begins on {measure.start}"
            problems.append(
                taken.link.document.problem(taken.steps, message, key=True, expected="`from` before `until`")
            )
    return problems


def _measure(item: Item[MeasureForm], taken: Taken, library: Library, models: Sequence[str]) -> Measure:
    form, timing = item.form, taken.timing
    if form is None:  # never: resolving stops at the first problem
        raise InputError(item.problems)
    chance = timing.probability if timing.probability is not None else form.probability
    return Measure(
        name=item.name,
        label=form.label.to_label(),
        legal_status=LegalStatus(status=form.legal_status.status, date=form.legal_status.date),
        origin=origin_of("measures", item.document, item.steps, "policy", form.source, None),
        taken=taken.origin,
        start=timing.start or form.start,
        until=timing.until or form.until,
        phase_in=form.phase_in if timing.phase_in is None else timing.phase_in,
        dates=_grounds(form, timing, library),
        delay=spread_of(form.delay if timing.delay is None else timing.delay, None),
        probability=chance.value if isinstance(chance, ChanceForm) else 1.0 if chance is None else chance,
        conditions=tuple(_condition(condition) for condition in conditions(form)),
        effects=tuple(
            _effect(item, form, number, library)
            for number, effect in enumerate(form.effects)
            if model_of(effect.parameter) in models
        ),
        elsewhere=tuple(one.parameter for one in form.effects if model_of(one.parameter) not in models),
        expects=tuple(_expectations(form, library)),
    )


def _grounds(form: MeasureForm, timing: TimingForm, library: Library) -> dict[str, DateGrounds]:
    """Return the grounds of the dates that the measure itself gives; a date of the scenario is the scenario's."""
    own = {"from": timing.start, "until": timing.until, "phase_in": timing.phase_in}
    given = form.dates.given() if form.dates is not None else {}
    rules = library.rules_for_dates.items
    return {
        name: DateGrounds(rule=rule.form.to_label()) if rule is not None and rule.form else DateGrounds(source=said)
        for name, said in given.items()
        for rule in [rules.get(said)]
        if own[name] is None
    }


def _expectations(form: MeasureForm, library: Library) -> Iterator[Expectation]:
    acted_on = list(dict.fromkeys(model_of(effect.parameter) for effect in form.effects))
    outcomes = library.outcomes(acted_on)
    for word, said in (form.expects or {}).items():
        part = part_of(word, outcomes)
        given = said if isinstance(said, ExpectationForm) else ExpectationForm(goes=said)
        yield Expectation(
            model=next(model for model in acted_on if part.outcome in library.outcomes([model])),
            outcome=part.outcome,
            entry=part.entry,
            goes=given.goes,
            source=given.source or form.source,
            note=given.note and given.note.to_label(),
        )


def _condition(form: ConditionForm) -> Condition:
    return Condition(model=form.model, outcome=form.outcome, above=form.above, below=form.below, falling=form.falling)


def _effect(item: Item[MeasureForm], form: MeasureForm, number: int, library: Library) -> Effect:
    effect = form.effects[number]
    parameter, done = library.parameter(effect.parameter), operation(effect)
    if parameter is None or done is None:  # never: resolving stops at the first problem
        raise InputError(item.problems)
    name, amount = done
    source = effect.source or (form.source if effect.role != "assumption" else None)
    reason = reasoned(effect.reason, effect.derivation, form.start, library.parameter)
    origin = origin_of("measures", item.document, (*item.steps, "effects", number), effect.role, source, reason)
    return Effect.model_validate(
        {
            "parameter": effect.parameter,
            "operation": name,
            "value": numbers(amount, parameter.axis),
            "origin": origin,
            "uncertainty": spread_of(effect.uncertainty, parameter.axis),
        }
    )
