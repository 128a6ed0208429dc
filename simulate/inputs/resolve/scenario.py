"""From files to one scenario: parameter files, parent scenarios, the scenario, the command line, in that order.

Every resolved value remembers the layer, file and line that gave it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from simulate.errors import InputError, Problem
from simulate.inputs.calibration import Changes, Widths
from simulate.inputs.library import Library, whole_model
from simulate.inputs.paths import find, roots
from simulate.inputs.problems import on_command_line
from simulate.inputs.resolve.asks import asks_of
from simulate.inputs.resolve.at_start import at_start_problems
from simulate.inputs.resolve.chain import Chain, read_chain
from simulate.inputs.resolve.command_line import COMMAND_LINE, Typed, labelled, typed
from simulate.inputs.resolve.coupling_rules import coupling_problems, told_by_couplings
from simulate.inputs.resolve.layers import parameters_of
from simulate.inputs.resolve.measures import measures_of, timing_problems
from simulate.inputs.resolve.relative import impossible_change
from simulate.inputs.resolve.targets import targets_of
from simulate.inputs.whole import MAX_DRAWS, MAX_SEED, is_whole
from simulate.inputs.yaml.document import Mark
from simulate.scenario import Origin, Scenario, model_of


def resolve(
    file: str | Path,
    overrides: Mapping[str, str] | None = None,
    draws: int | None = None,
    seed: int | None = None,
    as_of: date | None = None,
    factors: Mapping[str, float] | None = None,
) -> Scenario:
    """Resolve the scenario of a file with all it stands on. Raises InputError with all problems in all of it.

    `overrides` are values typed as `name=value`: a number, or a number from a date on (`2026-01-01:45_000`); or a
    change of what it would otherwise be (`+20%`, `-6`).
    With `as_of`, the first day of a month, the run starts then and nothing that was published later is used.
    `factors` by group of the calibration take the place of the medians of its posterior; none at all: as chosen.
    """
    path = find(file)
    found = roots(path)
    library = Library(found)
    chain = read_chain(path, found, library)
    values, problems = typed(overrides or {}, library, chain.models)
    problems += problems_of(chain, library) + _number_problems(draws, seed)
    if problems:
        raise InputError(problems)
    return assembled(chain, library, values, draws, seed, as_of, factors)


def assembled(
    chain: Chain,
    library: Library,
    values: Sequence[Typed] = (),
    draws: int | None = None,
    seed: int | None = None,
    as_of: date | None = None,
    factors: Mapping[str, float] | None = None,
) -> Scenario:
    """Assemble the scenario of a chain without problems. Raises InputError when its dates do not meet."""
    widths = _widths(chain, library, factors)
    scenario = told_by_couplings(_scenario(chain, library, values, draws, seed, as_of, widths))
    problems = _unknown(scenario, chain, library) or _too_late(scenario, chain, library)
    problems += timing_problems(chain, library) + _given_to_nobody(scenario, chain)
    problems += coupling_problems(scenario, chain)
    problems += _impossible_changes(scenario, chain, values)
    problems += at_start_problems(scenario, chain, values)
    if problems:
        raise InputError(problems)
    return scenario


def problems_of(chain: Chain, library: Library) -> list[Problem]:
    """Return all problems of a chain and of the sources, parameters and measures it uses."""
    problems = [*chain.problems, *library.sources.problems]
    for model in chain.models:
        problems += library.parameters(model).problems + whole_model(library, model)
    used = [library.measures.items[name] for name in chain.measures if name in library.measures.items]
    documents = {id(item.document): item.document for item in used}
    problems += [problem for document in documents.values() for problem in document.problems]
    problems += [problem for item in used for problem in item.problems]
    if len(used) < len(chain.measures):
        problems += library.measures.unreadable
    return problems


def _number_problems(draws: int | None, seed: int | None) -> list[Problem]:
    problems = []
    for option, number, low, high in (("--draws", draws, 1, MAX_DRAWS), ("--seed", seed, 0, MAX_SEED)):
        if number is not None and not is_whole(number, low, high):
            expected, column = f"a whole number from {low} to {high}", len(option) + 2
            message = f"{number} is not possible here"
            problems.append(on_command_line(f"{option} {number}", message, column=column, expected=expected))
    return problems


def _widths(chain: Chain, library: Library, factors: Mapping[str, float] | None) -> Widths:
    """Return the calibrated widths of the model; of a composite those of its parts, which are calibrated apart."""
    found: dict[str, Mapping[Changes, float]] = {}
    for model in chain.models:
        calibration = library.calibration(model)
        if calibration is not None:
            found |= calibration.widths(calibration.medians if factors is None else factors)
    return found


def _scenario(
    chain: Chain,
    library: Library,
    values: Sequence[Typed],
    draws: int | None,
    seed: int | None,
    day: date | None,
    widths: Widths,
) -> Scenario:
    own = chain.links[-1]
    start, as_of = day or _last(chain, "start"), day or _last(chain, "as_of")
    horizon = next(link.form for link in reversed(chain.links) if link.form.months or link.form.years)
    measures = measures_of(chain, library)
    certain = _last(chain, "uncertainty")
    given = tuple(_last(chain, "given") or ())
    return Scenario(
        name=own.name,
        label=labelled(own.form.label.to_label(), values, library),
        question=own.form.question and own.form.question.to_label(),
        model=str(chain.model),
        parts=chain.parts,
        start=start,
        months=horizon.months or 12 * (horizon.years or 0),
        draws=draws if draws is not None else _last(chain, "draws"),
        seed=seed if seed is not None else _last(chain, "seed"),
        uncertainty=True if certain is None else certain,
        as_of=as_of,
        given=given,
        against=tuple(_last(chain, "against") or ()),
        parameters=parameters_of(chain, library, values, start, (as_of, given), widths),
        measures=measures,
        targets=targets_of(chain),
        asks=asks_of(chain),
        files=_files(chain, library),
    )


def _impossible_changes(scenario: Scenario, chain: Chain, values: Sequence[Typed]) -> list[Problem]:
    """Return the problems of changes that leave a value or an uncertainty that cannot be, one for each change."""
    found: dict[tuple[str, str, int], Problem] = {}
    for parameter in scenario.parameters.values():
        for value in (value for value in parameter.values if value.origin.typed is not None):
            strange = impossible_change(parameter, value)
            where = (parameter.name, value.origin.layer, value.origin.line)
            if strange is not None and where not in found:
                found[where] = _at(value.origin, parameter.name, chain, values, *strange)
    return list(found.values())


def _at(origin: Origin, name: str, chain: Chain, values: Sequence[Typed], message: str, expected: str) -> Problem:
    """Return a problem where the change of a parameter was typed."""
    if origin.layer == COMMAND_LINE:
        text = next(value.text for value in values if value.name == name)
        return on_command_line(f"{name}={text}", message, column=len(name) + 2, expected=expected)
    document = next(link.document for link in chain.links if link.layer == origin.layer)
    mark = next((mark for mark in document.keys.values() if mark.line == origin.line), Mark(origin.line, 1))
    return document.problem_at(mark, message, expected)


def _last(chain: Chain, name: str) -> Any:
    """Return the value of a field in the nearest scenario of the chain that gives it; None when none does."""
    return next(
        (getattr(link.form, name) for link in reversed(chain.links) if getattr(link.form, name) is not None), None
    )


def _files(chain: Chain, library: Library) -> dict[str, str]:
    measures = [library.measures.items[name].document for name in chain.measures]
    parameters = [document for model in chain.models for document in library.parameters(model).documents]
    documents = [*(link.document for link in chain.links), *parameters, *library.sources.documents, *measures]
    return dict(sorted({document.label: document.sha256 for document in documents}.items()))


def _unknown(scenario: Scenario, chain: Chain, library: Library) -> list[Problem]:
    """Return the problems of parameters of which nothing was known on the day that the scenario is as of."""
    names = [name for name, parameter in scenario.parameters.items() if not parameter.values]
    asking = next((link.document for link in reversed(chain.links) if link.form.as_of == scenario.as_of), None)
    expected = "a value under `parameters:` that was known then, with `published:`"
    messages = [f"no value of {name} was published by {scenario.as_of}" for name in names]
    if asking is None:
        return [on_command_line(f"--as-of {scenario.as_of}", message, expected=expected) for message in messages]
    return [asking.problem(("as_of",), message, expected=expected) for message in messages]


def _given_to_nobody(scenario: Scenario, chain: Chain) -> list[Problem]:
    """Return the problem of a `given:` in a scenario that is not as of a day, where everything is known."""
    if scenario.as_of is not None or not scenario.given:
        return []
    document = next(link.document for link in reversed(chain.links) if link.form.given is not None)
    message, expected = "this is known already: the scenario is not `as_of:` a day", "`as_of:` beside `given:`"
    return [document.problem(("given",), message, key=True, expected=expected)]


def _too_late(scenario: Scenario, chain: Chain, library: Library) -> list[Problem]:
    """Return the problems of parameters that have no value yet when the run begins."""
    problems = []
    starting = next(link.document for link in reversed(chain.links) if link.form.start is not None)
    where = f"{starting.file}:{starting.mark(('start',)).line}"
    expected = f"a value on or before {scenario.start}, where the scenario starts ({where})"
    for name, parameter in scenario.parameters.items():
        first = parameter.values[0].date
        if first > scenario.start:
            item = library.parameters(model_of(name)).items[name]
            place, message = (*item.steps, "values", first.isoformat()), f"{name} has no value before {first}"
            problems.append(item.document.problem(place, message, key=True, expected=expected))
    return problems
