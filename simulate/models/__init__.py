"""The models, by name. Everything here can be asked without running anything."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from simulate.engine.model import Model

MODELS: dict[str, str] = {
    "asiel": "simulate.models.asiel:Asiel",
    "wonen": "simulate.models.wonen:Wonen",
    "zorg": "simulate.models.zorg:Zorg",
}
"""Where each model lives. The keys are the first part of parameter names and the `model:` of a scenario."""


@cache
def model(name: str) -> type[Model]:
    """The model class called `name`. KeyError when there is none."""
    module, _, attribute = MODELS[name].partition(":")
    loaded: type[Model] = getattr(import_module(module), attribute)
    return loaded
