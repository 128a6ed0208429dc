"""A backtest on a screen: a table of scores for every window, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

from simulate.backtesting.evaluating import Evaluation
from simulate.render.document import Document, Section, Text
from simulate.scenario import Scenario
from simulate.views.backtest.tables import READING, scores
from simulate.vocabulary import Language


def screen(scenarios: Sequence[Scenario], evaluations: Sequence[Evaluation], language: Language) -> Document:
    """Show the windows in their order."""
    windows = (_window(scenario, evaluations, language) for scenario in scenarios)
    reading = Section("reading", "", (Text(READING.in_(language), style="note"),))
    return Document(language, "", (*windows, reading), numbered=False)


def _window(scenario: Scenario, evaluations: Sequence[Evaluation], language: Language) -> Section:
    table = scores([one for one in evaluations if one.scenario.name == scenario.name], language)
    return Section(scenario.name, f"{scenario.label.in_(language)} ({scenario.name})", (table,))
