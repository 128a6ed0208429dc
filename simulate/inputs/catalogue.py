"""Everything that has a name, as the files and the models have it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from simulate.engine.outcome import Outcome
from simulate.errors import InputError
from simulate.inputs.library import Item, Library
from simulate.inputs.model_info import ModelInfo, model_info, model_names
from simulate.inputs.paths import Roots, roots, shown
from simulate.inputs.resolve.chain import Chain, read_chain
from simulate.inputs.schema.forms import MeasureForm, ParameterForm, SourceForm
from simulate.inputs.yaml.reading import read

RECORD = "run.json"
"""What lies beside the scenario of a result folder."""


@dataclass
class Catalogue:
    """The models, scenarios, parameters, measures, outcomes and sources there are, also those with errors in them."""

    roots: Roots = field(default_factory=roots)
    loose: tuple[Path, ...] = ()
    """Scenario files that lie in no folder of scenarios: they are named by their path."""

    @cached_property
    def library(self) -> Library:
        return Library(self.roots)

    @cached_property
    def chains(self) -> dict[str, Chain]:
        """Return every scenario with those that it builds on, by the name with which `simulate run` finds it."""
        paths = {path.stem: path for path in self.roots.scenarios()} | {shown(path): path for path in self.loose}
        return {name: read_chain(path, self.roots, self.library) for name, path in paths.items()}

    @cached_property
    def models(self) -> dict[str, ModelInfo]:
        """Return the models that can be loaded, by name."""
        return {name: model_info(name) for name in model_names()}

    @cached_property
    def parameters(self) -> dict[str, Item[ParameterForm]]:
        return {
            name: item for model in self.roots.models() for name, item in self.library.parameters(model).items.items()
        }

    @property
    def measures(self) -> dict[str, Item[MeasureForm]]:
        return self.library.measures.items

    @property
    def sources(self) -> dict[str, Item[SourceForm]]:
        return self.library.sources.items

    @property
    def outcomes(self) -> dict[str, Outcome]:
        return {name: outcome for model in self.models.values() for name, outcome in model.outcomes.items()}

    @property
    def names(self) -> list[str]:
        """List every name that can be asked for."""
        return [*self.parameters, *self.measures, *self.chains, *self.outcomes]


def catalogue_here() -> Catalogue:
    """Return all that `simulate run` would find from the working directory."""
    found = roots()
    return Catalogue(found, loose_scenarios(found))


def loose_scenarios(found: Roots) -> tuple[Path, ...]:
    """List the scenario files in the working directory, and in scenarios/ under it, that no root has.

    `simulate run` finds them by their path. A file is taken for a scenario by its keys.
    """
    here = Path(os.path.abspath("."))
    known = {path.resolve() for path in found.scenarios()}
    paths = [*sorted(here.glob("*.yaml")), *sorted(here.glob("scenarios/*.yaml"))]
    return tuple(path for path in paths if path.resolve() not in known and _is_scenario(path))


def _is_scenario(path: Path) -> bool:
    if (path.parent / RECORD).is_file():  # the scenario of a result folder, as it was run
        return False
    try:
        data = read(path).data
    except (InputError, OSError):
        return False
    return isinstance(data, dict) and "label" in data and bool({"model", "extends"} & set(data))
