"""A block of draws: the unit of work, of storage, and of the random numbers.

The models of a composite run together, and each has the series of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from simulate import registry
from simulate.engine.composite import Composite
from simulate.engine.draws import Draws
from simulate.engine.model import Model
from simulate.engine.recorder import Room, Series
from simulate.engine.streams import BLOCK
from simulate.errors import Impossible
from simulate.running.garbage import freed
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario

_ENGINE = "simulate.engine."
_NAMED = 12
"""Names that a message gives at most of one kind."""
NARROWEST = 2
"""Draws that are computed at least: over one column NumPy adds up in another order than over several."""


def blocks_of(draws: int) -> range:
    """List the numbers of the blocks that hold `draws` draws."""
    return range(-(-draws // BLOCK))


def width_of(block: int, draws: int) -> int:
    """Count those of the first `draws` draws that are in a block: all of them but in the last."""
    return min(BLOCK, draws - block * BLOCK)


def made(scenario: Scenario, draws: Draws) -> Model:
    """Make the model of a scenario with these draws: of a part, the composite that it is a part of."""
    kind = registry.model(scenario.whole or scenario.model)
    if not issubclass(kind, Composite):
        return kind(draws)
    parts = {name: registry.model(name) for name in scenario.parts}
    return kind(draws, parts, registry.couplings(kind.name))


def run_models(scenario: Scenario, draws: Draws) -> dict[str, dict[str, Series]]:
    """Run the model of a scenario, or all models of its composite: {model: {outcome: (months, *axes, draws)}}.

    Impossible when the values of the scenario lead to what cannot be; it names those that the scenario chose.
    """
    try:
        # What cannot be computed is found in what comes out, and said then: not by NumPy, on the way.
        with np.errstate(all="ignore"), freed():
            return _run(scenario, draws)
    except Impossible as error:
        raise Impossible(f"what comes out cannot be: {error}. {_suspects(scenario)}") from error
    except (ValueError, ArithmeticError, AssertionError, RuntimeError) as error:
        if not _refused_by_engine(error):
            raise
        raise Impossible(f"the model cannot go on: {error}. {_suspects(scenario)}") from error


def _run(scenario: Scenario, draws: Draws) -> dict[str, dict[str, Series]]:
    model = made(scenario, draws)
    return model.run_all() if isinstance(model, Composite) else {model.name: model.run()}


def run_model(scenario: Scenario, draws: Draws) -> dict[str, Series]:
    """Run the model of a scenario, with all others where it is a part: {outcome: (months, *axes, draws)} of its own."""
    return run_models(scenario, draws)[scenario.model]


def run_block(scenario: Scenario, block: int, width: int = BLOCK, room: Room | None = None) -> dict[str, Series]:
    """Run the first `width` draws of a block: a pure function of its arguments. {outcome: (months, *axes, width)}.

    They are the same draws, bit by bit, whatever the width. Series in a `room` are lost when it is used again.
    """
    return run_blocks(scenario, block, width, room)[scenario.model]


def run_blocks(
    scenario: Scenario, block: int, width: int = BLOCK, room: Room | None = None
) -> dict[str, dict[str, Series]]:
    """Run the first `width` draws of a block as `run_block` does, and return the outcomes of every model in it."""
    draws = replace(sample(scenario, block, max(width, NARROWEST)), room=room)
    found = run_models(scenario, draws)
    return {name: _cut(series, width) for name, series in found.items()}


def _cut(series: Mapping[str, Series], width: int) -> dict[str, Series]:
    return {name: values[..., :width] for name, values in series.items()}


def _refused_by_engine(error: BaseException | None) -> bool:
    """Tell whether it was the engine that refused what a model asked of it, and not the model that went wrong.

    What happens in a process comes with another error around it.
    """
    while error is not None:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        if trace is not None and str(trace.tb_frame.f_globals.get("__name__", "")).startswith(_ENGINE):
            return True
        error = error.__cause__
    return False


def _suspects(scenario: Scenario) -> str:
    """Name the parameters to which a scenario gave values of its own, and its measures: what to look at first."""
    changed = [
        name
        for name, parameter in scenario.parameters.items()
        if any(value.origin.layer != "parameters" for value in parameter.values)
    ]
    measures = [measure.name for measure in scenario.measures]
    found = [
        f"{what} {', '.join(names[:_NAMED])}{', …' if len(names) > _NAMED else ''}"
        for what, names in (("the values given to", changed), ("the measures", measures))
        if names
    ]
    return f"Look first at {' and at '.join(found)}" if found else "Every value is that of the parameter files"
