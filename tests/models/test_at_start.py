"""Which parameters a model reads on the first day only is declared, and is what it does."""

from __future__ import annotations

from typing import Any

import pytest

from simulate.engine import values
from simulate.inputs.resolve.scenario import resolve
from simulate.running.blocks import made
from simulate.running.sampling.draws import sample
from simulate.scenario import model_of

RUNS = {
    "asiel": ["asiel", "asiel-d66-cda"],
    "wonen": ["wonen"],
    "zorg": ["zorg", "zorg-460-150"],
    "gemeenten": ["gemeenten"],
    "nederland": ["nederland"],
}


class Listening(values.Group):
    """A file of parameters that remembers on which days each of them was read, as on the first or as on a later one."""

    def __getattribute__(self, name: str) -> Any:
        inside = object.__getattribute__(self, "__dict__")
        if name in inside and not name.startswith("_"):
            inside["_read"].setdefault(f"{inside['_file']}.{name}", set()).add(inside["_clock"].day > 0)
        return super().__getattribute__(name)


def read_in(name: str, found: dict[str, set[bool]], patch: pytest.MonkeyPatch) -> None:
    """Run a scenario and note what is read: {model.file.parameter: {whether on a later day than the first}}."""

    def attach(self: values.Values, key: str, value: object) -> None:
        if isinstance(value, Listening):
            model = model_of(next(iter(self._paths)))
            vars(value).update(_file=f"{model}.{key}", _clock=self._clock, _read=found)
        object.__setattr__(self, key, value)

    patch.setattr(values, "Group", Listening)
    patch.setattr(values.Values, "__setattr__", attach, raising=False)
    scenario = resolve(f"{name}.yaml").model_copy(update={"months": 30})
    made(scenario, sample(scenario, 0, 10)).run()


@pytest.mark.parametrize("model", RUNS)
def test_what_is_read_at_the_start_only_is_declared(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, set[bool]] = {}
    for name in RUNS[model]:
        read_in(name, found, monkeypatch)
    # Those of the parts of a composite are tried each with its own model.
    parameters = {name: one for name, one in resolve(f"{model}.yaml").parameters.items() if model_of(name) == model}
    own = {name: later for name, later in found.items() if model_of(name) == model}
    assert set(own) == set(parameters)
    early = {name for name, later in own.items() if True not in later}
    assert early == {name for name, parameter in parameters.items() if parameter.at_start}
