"""What must be true of a target beside its form: one limit, one time, an outcome and an entry that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulate.engine.outcome import Outcome
from simulate.errors import Problem
from simulate.inputs.model_info import model_info, model_names
from simulate.inputs.parts import NoPart, Part, entries, part_of
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.schema.forms import ScenarioForm, TargetForm
from simulate.inputs.yaml.document import Document, Steps
from simulate.vocabulary import TOTAL, UNITS


def targets_problems(
    form: ScenarioForm, document: Document, family: Sequence[Document], model: str | None
) -> list[Problem]:
    """Return all problems of the targets of one scenario file; `family` is its whole chain, root first."""
    problems = []
    outcomes = model_info(model).outcomes if model in model_names() and model is not None else None
    parents = _inherited(document, family)
    for name, target in (form.targets or {}).items():
        steps: Steps = ("targets", name)
        if isinstance(target, TargetForm):
            problems += [*_limit_problems(target, document, steps), *_time_problems(target, document, steps)]
            problems += _outcome_problems(target, document, steps, outcomes) if outcomes is not None else []
        elif target == "none" and name not in parents:
            message, hint = f"no parent has a target '{name}'", did_you_mean(name, parents)
            expected = listed(parents) if parents else "a target, lines of `key: value`"
            problems.append(document.problem(steps, message, key=True, expected=expected, hint=hint))
    return problems


def _inherited(document: Document, family: Sequence[Document]) -> list[str]:
    above = family[: next((place for place, other in enumerate(family) if other is document), 0)]
    given = [parent.data.get("targets") for parent in above if isinstance(parent.data, dict)]
    return [name for targets in given if isinstance(targets, dict) for name in targets]


def _limit_problems(target: TargetForm, document: Document, steps: Steps) -> Iterator[Problem]:
    if "at_least" in document.data["targets"][steps[1]] and "at_most" in document.data["targets"][steps[1]]:
        message, expected = "at_least and at_most are both given", "one of them: two limits are two targets"
        yield document.problem((*steps, "at_most"), message, key=True, expected=expected)
    elif not {"at_least", "at_most"} & set(document.data["targets"][steps[1]]):
        yield document.problem(steps, "the target has no limit", key=True, expected="`at_least:` or `at_most:`")


def _time_problems(target: TargetForm, document: Document, steps: Steps) -> Iterator[Problem]:
    given = document.data["targets"][steps[1]]
    if "by" in given and "in" in given:
        yield document.problem((*steps, "in"), "by and in are both given", key=True, expected="one of them")
    elif not {"by", "in"} & set(given):
        expected = "`by: 2029` (at the latest) or `in: 2029` (then; with a list of years in each of them)"
        yield document.problem(steps, "the target has no year", key=True, expected=expected)


def _outcome_problems(
    target: TargetForm, document: Document, steps: Steps, outcomes: Mapping[str, Outcome]
) -> Iterator[Problem]:
    try:
        part = part_of(target.outcome, outcomes)
    except NoPart as error:
        yield document.problem((*steps, "outcome"), error.message, expected=error.expected, hint=error.hint)
        return
    outcome = outcomes[part.outcome]
    yield from _entry_problems(target, part, outcomes, document, steps)
    unit = UNITS.get(outcome.unit)
    for key in ("at_least", "at_most"):
        limit = getattr(target, key)
        if limit is not None and unit is not None and not unit.low <= limit <= unit.high:
            expected = f"a number from {unit.low:g} to {unit.high:g}"
            yield document.problem((*steps, key), f"{limit:g} is not possible in {unit.name}", expected=expected)


def _entry_problems(
    target: TargetForm, part: Part, outcomes: Mapping[str, Outcome], document: Document, steps: Steps
) -> Iterator[Problem]:
    known = entries(outcomes[part.outcome])
    if target.entry is not None and part.entry is not None:
        yield document.problem((*steps, "entry"), "the entry is given twice", key=True, expected="the key left out")
    elif target.entry is not None and not known:
        message = f"{part.outcome} has no entries"
        yield document.problem((*steps, "entry"), message, key=True, expected="the key left out")
    elif target.entry is not None:
        try:
            part_of(f"{part.outcome}[{target.entry}]", outcomes)
        except NoPart as error:
            yield document.problem((*steps, "entry"), error.message, expected=error.expected, hint=error.hint)
    elif known and part.entry is None and _whole(outcomes[part.outcome]) not in known:
        message = f"{part.outcome} has no total: its entries are told one by one"
        yield document.problem(steps, message, key=True, expected=f"`entry:` {listed(known)}")


def _whole(outcome: Outcome) -> str:
    return " · ".join([TOTAL] * len(outcome.axes))
