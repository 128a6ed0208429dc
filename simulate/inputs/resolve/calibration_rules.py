"""What must be true of a calibration beside its form: its parameters can be wider, its windows are of the past."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.errors import Problem
from simulate.inputs.calibration import CalibrationForm, Changes, FittedForm, GroupForm
from simulate.inputs.library import Library
from simulate.inputs.model_info import why_no_model
from simulate.inputs.problems import did_you_mean, listed
from simulate.inputs.resolve.chain import Chain, read_chain
from simulate.inputs.resolve.scenario_rules import dated
from simulate.inputs.schema.forms import Percentiles, Spread, ValueForm
from simulate.inputs.yaml.document import Document, Steps

_MISSING: dict[Changes, tuple[str, str]] = {
    "spread": ("is exact everywhere", "a parameter with an uncertainty, in its file or in a window"),
    "yearly": ("does not move from year to year", "a parameter whose uncertainty has `yearly:`"),
}


def calibration_problems(form: CalibrationForm, document: Document, model: str, library: Library) -> list[Problem]:
    """Return all problems between the groups, the windows, the parameters and the model."""
    chains, problems = _windows(form, document, model, library)
    for name in form.against or {}:
        known = [*(form.fit or ()), *(form.check or ())]
        if name not in known:
            message, hint = f"'{name}' is no window of this calibration", did_you_mean(name, known)
            place: Steps = ("against", name)
            problems.append(document.problem(place, message, key=True, expected="a window of fit or check", hint=hint))
    for name, group in (form.groups or {}).items():
        problems += _group_problems(group, document, ("groups", name), model, library, chains)
    return problems


def posterior_problems(form: FittedForm, document: Document, calibration: CalibrationForm) -> list[Problem]:
    """Return the problems of a posterior: its groups must exist, and its numbers be in order."""
    problems, known = [], list(calibration.groups or {})
    again = "the file that `simulate calibrate` writes: run it again"
    for name, fitted in (form.posterior or {}).items():
        steps: Steps = ("posterior", name)
        if name not in known:
            message = f"the calibration has no group '{name}'"
            problems.append(document.problem(steps, message, key=True, expected=again, hint=did_you_mean(name, known)))
        if not fitted.p10 <= fitted.p50 <= fitted.p90:
            message = f"p10 ≤ p50 ≤ p90 does not hold: {fitted.p10:g}, {fitted.p50:g}, {fitted.p90:g}"
            problems.append(document.problem(steps, message, key=True, expected=again))
    return problems


def _windows(
    form: CalibrationForm, document: Document, model: str, library: Library
) -> tuple[list[Chain], list[Problem]]:
    """Return the chains of the windows, and the problems of those that cannot be used."""
    chains, problems, seen = list[Chain](), list[Problem](), set[str]()
    for key in ("fit", "check"):
        for number, name in enumerate(getattr(form, key) or ()):
            if name is None:  # a refused entry
                continue
            place: Steps = (key, number)
            if name in seen:
                expected = "every window once: what is fitted is not left out"
                problems.append(document.problem(place, f"'{name}' is named twice", expected=expected))
                continue
            seen.add(name)
            chain, found = _window(name, document, place, model, library)
            problems += found
            chains += [chain] if chain is not None else []
    return chains, problems


def _window(
    name: str, document: Document, place: Steps, model: str, library: Library
) -> tuple[Chain | None, list[Problem]]:
    path = library.roots.scenario(name)
    if path is None:
        names = [path.name for path in library.roots.scenarios()]
        message, hint = f"there is no scenario file '{name}'", did_you_mean(name, names)
        return None, [document.problem(place, message, expected="a scenario that is `as_of:` a day", hint=hint)]
    chain = read_chain(path, library.roots, library)
    if chain.problems:  # told where that file itself is checked
        return chain, []
    if chain.model != model:
        message = f"'{name}' is a scenario of {chain.model}"
        return None, [document.problem(place, message, expected=f"a window of {model}")]
    if not any(link.form.as_of for link in chain.links):
        expected = "a scenario that is `as_of:` a day, with only what was known then"
        return None, [document.problem(place, f"'{name}' is no window of the past", expected=expected)]
    return chain, []


def _group_problems(
    group: GroupForm, document: Document, steps: Steps, model: str, library: Library, chains: list[Chain]
) -> list[Problem]:
    problems = []
    if not group.prior.p10 < group.prior.p90:
        message = f"p10 < p90 does not hold: {group.prior.p10:g}, {group.prior.p90:g}"
        expected = "numbers in rising order"
        problems.append(document.problem((*steps, "prior"), message, key=True, expected=expected))
    for number, name in enumerate(group.parameters):
        place: Steps = (*steps, "parameters", number)
        if name in group.parameters[:number]:
            problems.append(document.problem(place, f"'{name}' is named twice", expected="every parameter once"))
        elif name.split(".")[0] != model:
            problems.append(document.problem(place, f"'{name}' is not of {model}", expected=f"a parameter of {model}"))
        elif _sound(name, library) and not any(
            _can(spread, group.changes) for spread in _spreads(name, library, chains)
        ):
            what, expected = _MISSING[group.changes]
            problems.append(document.problem(place, f"'{name}' {what}", expected=expected))
    return problems


def _sound(name: str, library: Library) -> bool:
    """Return whether the parameter itself has no problems: those are told in its own file."""
    item = library.parameters(name.split(".")[0]).items.get(name)
    return item is not None and not item.problems


def _can(spread: object, changes: Changes) -> bool:
    """Return whether an uncertainty has what the factor changes."""
    if changes == "yearly":
        return isinstance(spread, Percentiles) and spread.yearly is not None
    return isinstance(spread, Spread)


def _spreads(name: str, library: Library, chains: list[Chain]) -> Iterator[object]:
    """Yield the uncertainties of a parameter: in its file, and in the windows."""
    form = library.parameter(name)
    if form is not None:
        yield form.uncertainty
        yield from (value.uncertainty for value in (form.values or {}).values())
    for link in (link for chain in chains for link in chain.links):
        override = (link.form.parameters or {}).get(name)
        if override is not None:
            yield from (one.uncertainty for _, _, one in dated(override, ()) if isinstance(one, ValueForm))


def model_problems(model: str, models: list[str], document: Document) -> list[Problem]:
    """Return the problem of a calibration that does not have the name of a model."""
    if model in models:
        return []
    message, hint = why_no_model(model), did_you_mean(model, models)
    expected = f"calibration/MODEL.yaml, with MODEL {listed(models)}"
    return [Problem(document.file, 1, 1, message, expected=expected, hint=hint)]
