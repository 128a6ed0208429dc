"""What the reference pages show: the scenario that runs by default, and the forms behind it, in the packaged files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from simulate.engine.model import Model
from simulate.errors import InputError
from simulate.finding.references import keys
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.library import Item
from simulate.inputs.paths import packaged, roots
from simulate.inputs.resolve.scenario import resolve
from simulate.inputs.schema.forms import Form, MeasureForm, SourceForm
from simulate.registry import model
from simulate.render.numbers import calibrated
from simulate.render.values import six_digits
from simulate.scenario import DatedValue, Distribution, Numbers, Parameter, Scenario
from simulate.views.card import ModelCard, card
from simulate.vocabulary import AXES

MANY = 5
"""More entries than this are shown as a range."""


@dataclass(frozen=True)
class Reference:
    """The files and declarations of one model."""

    name: str

    @cached_property
    def model(self) -> type[Model]:
        return model(self.name)

    @cached_property
    def card(self) -> ModelCard:
        return card(self.name)

    @property
    def files(self) -> set[str]:
        """The files in which outcomes and parameters of the model are declared."""
        outcomes = {outcome.process for outcome in self.model.outcomes().values() if outcome.process}
        return outcomes | {name.split(".")[1] for name in self.model.parameters()}

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(roots(packaged().path / "scenarios" / f"{self.name}.yaml"))

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario that bears the name of the model. InputError when something is wrong in it."""
        return resolve(packaged().path / "scenarios" / f"{self.name}.yaml")

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters of this model in its scenario; those of the parts of a composite are on their own pages."""
        return {name: one for name, one in self.scenario.parameters.items() if name.startswith(f"{self.name}.")}

    @cached_property
    def measures(self) -> dict[str, tuple[Item[MeasureForm], MeasureForm]]:
        """The measures that change a parameter of this model. InputError when something is wrong in any measure."""
        shelf = self.catalogue.library.measures
        if shelf.problems:
            raise InputError(shelf.problems)
        return {
            name: (item, item.form)
            for name, item in shelf.items.items()
            if item.form is not None and any(e.parameter.startswith(f"{self.name}.") for e in item.form.effects)
        }

    @cached_property
    def sources(self) -> dict[str, SourceForm]:
        """The sources that the parameters, the measures or the scenarios of this model name."""
        forms: list[Form | None] = [item.form for item in self.catalogue.library.parameters(self.name).items.values()]
        forms += [form for _, form in self.measures.values()]
        forms += [c.links[-1].form for c in self.catalogue.chains.values() if c.model == self.name]
        named = {key for form in forms for key in keys(form)}
        items = self.catalogue.library.sources.items
        return {name: form for name in sorted(named & set(items)) if (form := items[name].form) is not None}

    def from_programme(self, source: str | None) -> bool:
        """Check whether a reference such as `vng-2024:1490` is to the text of a programme."""
        form = self.sources.get((source or "").partition(":")[0])
        return form is not None and form.kind == "programme"


def in_force(parameter: Parameter, scenario: Scenario) -> DatedValue:
    """Return the value that a run begins with; the first one when all come later."""
    return max((v for v in parameter.values if v.date <= scenario.start), key=_date, default=parameter.values[0])


def _date(value: DatedValue) -> str:
    return value.date.isoformat()


def number_text(number: float) -> str:
    """Format a number as `53,400`, `0.0275`, `64`: no more digits than were given."""
    return six_digits(number, "en")


def numbers(value: Numbers, axis: str | None) -> str:
    """Format one number, a few with the names of their entries, or the range of many."""
    if not isinstance(value, tuple):
        return number_text(value)
    if len(set(value)) == 1:
        return f"{number_text(value[0])} (all)"
    if len(value) > MANY:
        return f"{number_text(min(value))} to {number_text(max(value))} ({len(value)} entries)"
    entries = AXES[axis].entries if axis else ()
    return ", ".join(f"{entry} {number_text(number)}" for entry, number in zip(entries, value, strict=True))


def spread(uncertainty: Distribution | None, axis: str | None) -> str:
    """Format an uncertainty as `lognormal: p10 1,020; p90 1,420`, or exact."""
    if uncertainty is None:
        return "exact"
    at = "; ".join(f"{name} {numbers(value, axis)}" for name, value in uncertainty.fields.items())
    by = calibrated(uncertainty.calibrated, "en")
    return f"{uncertainty.dist}: {at}" + (f" ({by})" if by else "")
