"""What a model declares: its title, its processes, the parameters it reads, its outcomes, and what uses each flow."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from simulate.engine.model import Model
from simulate.engine.outcome import Outcome
from simulate.engine.stocks import Flow
from simulate.vocabulary import Label


@dataclass(frozen=True)
class ModelInfo:
    """Read from the model's declaration; nothing runs."""

    title: Label
    parameters: Mapping[str, tuple[str, ...]]
    """Every parameter the code reads, and the processes that read it."""
    outcomes: Mapping[str, Outcome]


def model_names() -> list[str]:
    """The names of all models that installed packages offer."""
    from simulate.registry import names

    return names()


def model_info(name: str) -> ModelInfo:
    """Read what one model declares. RegistryError when there is none of that name or it cannot be loaded."""
    from simulate.registry import model

    declared = model(name)
    return ModelInfo(declared.title, declared.parameters(), declared.outcomes())


def process_labels(model: type[Model]) -> dict[str, Label]:
    """What happens in each process and closing of a model, by name, as they declare it."""
    return {activity.name: activity.label for activity in (*model.processes, *model.closings)}


def movers(model: type[Model]) -> dict[str, str]:
    """The file whose process uses each flow: `self.<flow>(…)` in its code."""
    flows = {name for name, declared in model.declared().items() if isinstance(declared, Flow)}
    found: dict[str, str] = {}
    for module in sorted({base.__module__ for base in model.__mro__ if issubclass(base, Model) and base is not Model}):
        for function in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
            if isinstance(function, ast.FunctionDef):
                found |= dict.fromkeys(flows & _used_in(function), module.rpartition(".")[2])
    return found


def _used_in(function: ast.FunctionDef) -> set[str]:
    """What a function calls on `self`."""
    called = set[str]()
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id="self"))):
                called.add(name)
    return called
