"""The document of a finished run: the answer of the model, and its headline outcomes by calendar year."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from simulate.errors import CannotAnswer
from simulate.inputs.resolve.resolved import load_scenario
from simulate.render.document import Block, Document, Section, Stack, Table, Text
from simulate.results.asked import answer
from simulate.results.opening import open_results
from simulate.results.summary import Summary, read_summary
from simulate.running.store import record
from simulate.scenario import Ask, Scenario
from simulate.sensitivity.reasons import reasons
from simulate.views.asked import lines
from simulate.views.card import ModelCard
from simulate.views.headlines import headline_rows
from simulate.views.precision import binned_line, error_line
from simulate.views.spread import split_of
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    import xarray as xr

DONE = Label("Het resultaat staat in {0}", "The result is in {0}")
EXPLAINED = Label(
    "Mediaan, en eronder waartussen negen van de tien trekkingen liggen. Kalenderjaren: stromen en kosten zijn "
    "jaartotalen, standen jaargemiddelden. Medianen van verschillende regels tellen niet op.",
    "Median, and below it where nine out of ten draws lie. Calendar years: flows and costs are totals of the year, "
    "stocks are means over it. Medians of different rows do not add up.",
)
FIGURES = Label(
    "De uitkomst rust op {all} parameters: {stated} uit programma's, wetten en waarnemingen, {estimated} geraamd of "
    "geschat, {assumed} aannames.",
    "The answer rests on {all} parameters: {stated} from programmes, laws and observations, {estimated} forecast or "
    "estimated, {assumed} assumptions.",
)
KEPT = Label(
    "Alleen statistieken zijn bewaard: wat trekking voor trekking telt, zoals het antwoord in woorden, een "
    "vergelijking of een verklaring, kan hieruit niet worden verteld.",
    "Only statistics were kept: what counts draw by draw, such as the answer in words, a comparison or an explanation, "
    "cannot be told from it.",
)
EFFECTS = Label(
    " Effecten van maatregelen: {all}, waarvan {assumed} aannames.",
    " Effects of its measures: {all}, of which {assumed} assumptions.",
)


def screen(folder: Path, card: ModelCard, language: Language) -> Document:
    """Build the document of the finished run in `folder` from the card of its model."""
    run_record = record.read(folder)
    scenario = load_scenario(folder / record.SCENARIO)
    blocks: list[Block] = []
    if run_record.keep == "statistics":
        blocks += [Text(KEPT.in_(language)), Text("")]
    elif said := _answers(folder, scenario, card, language):
        blocks += [*map(Text, said), Text("")]
    summary = read_summary(folder)
    names = [name for name in card.headline if name in summary.rows]
    if names:
        blocks += [headline_table(summary, names, run_record.label.in_(language), language)]
    rows = (summary.years(name, entry) for name in names for entry in summary.main(name))
    notes = (
        error_line(rows, run_record.draws, language),
        binned_line(run_record, language),
        split_of(folder, run_record.model, language),
        resting_on(scenario, language),
    )
    blocks += [Text(note, style="note") for note in notes if note]
    return Document(language, "", (Section("run", "", tuple(blocks)),), numbered=False)


def _answers(folder: Path, scenario: Scenario, card: ModelCard, language: Language) -> list[str]:
    """Answer the questions of the scenario; without any, say what the model itself says of a run."""
    if scenario.asks:
        ds = open_results(folder)
        return [line for ask in scenario.asks for line in _answers_to(ds, scenario, ask, card, language)]
    return card.answer(open_results(folder), language) if card.answer is not None else []


def _answers_to(ds: xr.Dataset, scenario: Scenario, ask: Ask, card: ModelCard, language: Language) -> list[str]:
    """Answer one question from a run; what it cannot answer it says, with what comes nearest."""
    try:
        found = answer(ds, ask)
    except CannotAnswer as error:
        return [str(error)]
    return lines(found, reasons(scenario, ds["draw"].values, found.values), card, language)


def headline_table(summary: Summary, names: list[str], title: str, language: Language) -> Table:
    """Tabulate the outcomes with a column for every year; a screen shows as many as fit."""
    rows = list(headline_rows(summary, names, language))
    labels = {name: next(iter(summary.rows[name].values()))[0]["label"] for name in names}
    cells = tuple(
        (
            Stack(row.label(labels[row.outcome], language), (row.unit,)),
            *(Stack(median, (interval,)) for median, interval in zip(row.medians, row.intervals, strict=True)),
        )
        for row in rows
    )
    years = rows[0].years
    numbers = frozenset(range(1, len(years) + 1))
    return Table("", (title, *years), cells, numbers, note=EXPLAINED.in_(language), optional=numbers)


def resting_on(scenario: Scenario, language: Language) -> str:
    """Count the figures behind an answer that are stated, estimated and assumed: by the value carried forward."""
    roles = Counter(parameter.values[-1].origin.role for parameter in scenario.parameters.values())
    effects = [effect.origin.role for measure in scenario.measures for effect in measure.effects]
    figures = FIGURES.in_(language).format(
        all=roles.total(),
        stated=roles["policy"] + roles["observed"],
        estimated=roles["forecast"] + roles["estimated"],
        assumed=roles["assumption"],
    )
    assumed = effects.count("assumption")
    return figures + (EFFECTS.in_(language).format(all=len(effects), assumed=assumed) if effects else "")
