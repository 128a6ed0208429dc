"""What a model declares: its title, its processes, the parameters it reads, its outcomes, and what uses each flow."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from simulate import registry
from simulate.engine.composite import Composite, Coupling
from simulate.engine.model import Model
from simulate.engine.outcome import Outcome
from simulate.engine.stocks import Flow
from simulate.inputs.parts import NoPart, part_of
from simulate.vocabulary import Label


@dataclass(frozen=True)
class ModelInfo:
    """Read from the model's declaration; nothing runs."""

    title: Label
    parameters: Mapping[str, tuple[str, ...]]
    """Every parameter the code reads, and the processes that read it."""
    outcomes: Mapping[str, Outcome]
    parts: tuple[str, ...] = ()
    """The models that a composite runs together, where a scenario does not name others; none of another model."""
    couplings: tuple[Coupling, ...] = ()


def model_names() -> list[str]:
    """List the names of the models that installed packages offer and that can be loaded."""
    failed = registry.failures()
    return [name for name in registry.names() if name not in failed]


def why_no_model(name: str) -> str:
    """Say why there is no model of that name: nobody offers it, or what is offered cannot be used."""
    failure = registry.failures().get(name)
    return f"there is no model '{name}'" if failure is None else str(failure)


def model_info(name: str) -> ModelInfo:
    """Read what one model declares. Raises RegistryError when there is none of that name or it cannot be loaded."""
    declared = registry.model(name)
    if not issubclass(declared, Composite):
        return ModelInfo(declared.title, declared.parameters(), declared.outcomes())
    more = registry.couplings(name)
    read = declared.parameters() | {name: (one.name,) for one in more for name in (one.strength, *one.reads)}
    return ModelInfo(declared.title, read, declared.outcomes(), declared.parts, (*declared.couplings, *more))


def part_with(model: str, word: str) -> str | None:
    """Return the part of a composite of which `word` names something that is none of the whole: `asiel.bezetting`."""
    if _named(word, model):
        return None
    return next((one for one in model_info(model).parts if _named(word.strip().removeprefix(f"{one}."), one)), None)


def _named(word: str, model: str) -> bool:
    outcomes = model_info(model).outcomes
    try:
        part_of(word, outcomes)
    except NoPart:
        return word.partition("[")[0].strip() in outcomes
    return True


def part_hint(model: str, word: str) -> str | None:
    """Say of a word that names nothing of a composite which of its parts has it; None when none does."""
    part = part_with(model, word)
    return part and f"it is an outcome of {part}, a part of {model}, and none of the whole"


def process_labels(model: type[Model]) -> dict[str, Label]:
    """Return the labels of the processes and closings of a model, by name, as they declare them."""
    return {activity.name: activity.label for activity in (*model.processes, *model.closings)}


def movers(model: type[Model]) -> dict[str, str]:
    """Return the module whose process uses each flow, by the name of the flow: `self.<flow>(…)` in its code."""
    flows = {name for name, declared in model.declared().items() if isinstance(declared, Flow)}
    found: dict[str, str] = {}
    bases = [base for base in model.__mro__ if issubclass(base, Model) and base not in (Model, Composite)]
    for module in sorted({base.__module__ for base in bases}):
        for function in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
            if isinstance(function, ast.FunctionDef):
                found |= dict.fromkeys(flows & _used_in(function), module.rpartition(".")[2])
    return found


def _used_in(function: ast.FunctionDef) -> set[str]:
    """Return the names of what a function calls on `self`."""
    called = set[str]()
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id="self"))):
                called.add(name)
    return called
