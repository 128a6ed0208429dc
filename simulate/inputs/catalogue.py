"""Everything that has a name, as the files and the models have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from simulate.engine.outcome import Outcome
from simulate.inputs.library import Item, Library
from simulate.inputs.model_info import ModelInfo, model_info, model_names
from simulate.inputs.paths import Roots, roots
from simulate.inputs.resolve.chain import Chain, read_chain
from simulate.inputs.schema.forms import MeasureForm, ParameterForm, SourceForm


@dataclass
class Catalogue:
    """The models, scenarios, parameters, measures, outcomes and sources there are, also those with errors in them."""

    roots: Roots = field(default_factory=roots)

    @cached_property
    def library(self) -> Library:
        return Library(self.roots)

    @cached_property
    def chains(self) -> dict[str, Chain]:
        """Return every scenario with those that it builds on, by the name of its file."""
        return {path.stem: read_chain(path, self.roots, self.library) for path in self.roots.scenarios()}

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
