"""What measures of a scenario do to models that do not run, or that hear of it from a coupling: it is left out."""

from __future__ import annotations

from collections.abc import Iterator

from simulate import registry
from simulate.inputs.couplings import counting
from simulate.scenario import Scenario, model_of
from simulate.vocabulary import Label, Language

LEFT_OUT = Label(
    "Het effect van {measures} op {model} telt hier niet mee: dat stelsel draait niet mee.",
    "The effect of {measures} on {model} does not count here: that system does not run.",
)
TOLD = Label(
    "Het effect van {measures} op {model} volgt hier uit de koppeling {coupling}.",
    "The effect of {measures} on {model} follows here from the coupling {coupling}.",
)
UNJUDGED = Label(
    "Zonder effect hier: {measures}. De voorwaarde gaat over {model}, en dat stelsel draait niet mee.",
    "Without effect here: {measures}. The condition is about {model}, and that system does not run.",
)
AND = Label(" en ", " and ")


def elsewhere(scenario: Scenario, language: Language) -> str:
    """Say in one line what is left out of the measures of a scenario; empty when nothing is."""
    found: dict[tuple[Label, str, str], list[str]] = {}
    for measure, sentence, model, coupling in _cases(scenario):
        measures = found.setdefault((sentence, model, coupling), [])
        measures += [] if measure in measures else [measure]
    return " ".join(
        sentence.in_(language).format(
            measures=_listed(measures, language), model=_title(model, language), coupling=coupling
        )
        for (sentence, model, coupling), measures in found.items()
    )


def _cases(scenario: Scenario) -> Iterator[tuple[str, Label, str, str]]:
    """Yield a measure, what is said of it, the model that it is about, and the coupling that tells it instead."""
    running = {scenario.model, scenario.whole, *scenario.parts}
    driven = {name: one.name for one in counting(scenario) for name in (*one.drives, *one.damps)}
    for measure in scenario.measures:
        for condition in measure.conditions:
            if condition.model and condition.model not in running:
                yield measure.name, UNJUDGED, condition.model, ""
        for name in measure.elsewhere:
            model = model_of(name)
            if model not in running:
                yield measure.name, LEFT_OUT, model, ""
            elif name in driven:
                yield measure.name, TOLD, model, driven[name]


def _listed(names: list[str], language: Language) -> str:
    *most, last = names
    return f"{', '.join(most)}{AND.in_(language)}{last}" if most else last


def _title(name: str, language: Language) -> str:
    return f"{name} ({registry.model(name).title.in_(language)})" if name in registry.names() else name
