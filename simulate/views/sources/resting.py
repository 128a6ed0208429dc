"""What rests on each source: parameters, measures, scenarios, series and official forecasts, found in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulate.backtesting.vintages import vintages
from simulate.finding.references import keys, named
from simulate.inputs.catalogue import Catalogue
from simulate.scenario import model_of
from simulate.series import register


@dataclass
class Resting:
    """The names that rest on one source, by their kind."""

    parameters: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    scenarios: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [*self.parameters, *self.measures, *self.scenarios, *self.series]


def resting(catalogue: Catalogue, model: str | None = None) -> dict[str, Resting]:
    """Return what rests on each source of the register, of one model or of all; the empty name is what has none."""
    found = {key: Resting() for key in ("", *catalogue.sources)}
    for name, item in catalogue.parameters.items():
        if model in (None, model_of(name)):
            for key in _keys(item.form, catalogue) or {""}:
                found.setdefault(key, Resting()).parameters.append(name)
    for name, measure in catalogue.measures.items():
        acts_on = {model_of(effect.parameter) for effect in measure.form.effects} if measure.form else set()
        if model is None or model in acts_on:
            for key in _keys(measure.form, catalogue):
                found[key].measures.append(name)
    for name, chain in catalogue.chains.items():
        if chain.links and model in (None, chain.model):
            for key in _keys(chain.links[-1].form, catalogue):
                found.setdefault(key, Resting()).scenarios.append(name)
    for name, key in _counted(model):
        if key in found and name not in found[key].series:
            found[key].series.append(name)
    return found


def _keys(form: object, catalogue: Catalogue) -> frozenset[str]:
    """Return the keys of the sources that a form gives as a source, or names in its reasons and notes."""
    return (keys(form) | named(form)) & catalogue.sources.keys()


def _counted(model: str | None) -> Iterator[tuple[str, str]]:
    """Yield the name of every series or official forecast with the keys of its sources."""
    known = {name: one for name, one in register().items() if model in (None, one.form.model)}
    for name, one in known.items():
        for key in {one.form.source or "", *(count.key for count in one.counts)} - {""}:
            yield name, key
        yield from ((name, key) for key in named(one.form.note))
    for name, vintage in vintages().items():
        if vintage.form.series in known:
            for key in {*vintage.form.sources, *(one.source.partition(":")[0] for one in vintage.forecasts)}:
                yield name, key
            yield from ((name, key) for key in named(vintage.form.note))
