"""The document of a finished run: the answer of the model, and its headline outcomes by calendar year."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulate.dutch.translating import translate
from simulate.errors import CannotAnswer
from simulate.render.document import Block, Document, Section, Stack, Table, Text
from simulate.results.asked import answer, year_of
from simulate.results.opening import open_results, whole_years
from simulate.results.summary import Summary, read_summary
from simulate.running.store.record import MONTHS
from simulate.running.store.sealed import Sealed
from simulate.scenario import Ask, Scenario
from simulate.sensitivity.reasons import reasons
from simulate.views.asked import lines
from simulate.views.card import ModelCard
from simulate.views.elsewhere import elsewhere
from simulate.views.headlines import headline_rows
from simulate.views.precision import binned_line, error_line
from simulate.views.spread import split_of
from simulate.views.striking import of_scenario
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
    "geschat, {claimed}{assumed} aannames.",
    "The answer rests on {all} parameters: {stated} from programmes, laws and observations, {estimated} forecast or "
    "estimated, {claimed}{assumed} assumptions.",
)
CLAIMED = Label("{} gesteld door belanghebbenden, ", "{} claimed by interested parties, ")
KEPT = Label(
    "Alleen statistieken zijn bewaard: wat trekking voor trekking telt, zoals het antwoord in woorden, een "
    "vergelijking of een verklaring, kan hieruit niet worden verteld.",
    "Only statistics were kept: what counts draw by draw, such as the answer in words, a comparison or an explanation, "
    "cannot be told from it.",
)
NO_YEAR = Label(
    "Deze run van {months} maanden heeft geen heel kalenderjaar, en dus geen antwoord en geen tabel per jaar: {file} "
    "heeft elke maand. Reken van januari tot en met december of langer (`start:`, `years:`) voor een antwoord.",
    "This run of {months} months has no whole calendar year, and therefore no answer and no table by year: {file} has "
    "every month. Run from January up to December or longer (`start:`, `years:`) for an answer.",
)
EFFECTS = Label(
    " Effecten van maatregelen: {all}, waarvan {assumed} aannames.",
    " Effects of its measures: {all}, of which {assumed} assumptions.",
)
EFFECTS_ONE = Label(
    " Effecten van maatregelen: {all}, waarvan {assumed} aanname.",
    " Effects of its measures: {all}, of which {assumed} assumption.",
)


def screen(folder: Path, card: ModelCard, language: Language) -> Document:
    """Build the document of the finished run in `folder` from the card of its model."""
    sealed = Sealed(folder)
    run_record, scenario = sealed.record, sealed.scenario()
    blocks: list[Block] = []
    if not _whole_years(scenario):
        months = NO_YEAR.in_(language).format(months=scenario.months, file=MONTHS)
        blocks += [Text(months), Text("")]
    if run_record.keep == "statistics":
        blocks += [Text(KEPT.in_(language)), Text("")]
    elif (scenario.asks or _whole_years(scenario)) and (said := _answers(folder, scenario, card, language)):
        blocks += [*map(Text, said), Text("")]
    blocks += [Text(line, style="note") for line in of_scenario(scenario, language)]
    summary = read_summary(folder, months=False)
    names = (
        [name for name in card.headline_with(scenario.parts) if name in summary.rows] if _whole_years(scenario) else []
    )
    if names:
        table = headline_table(summary, names, run_record.label.in_(language), language)
        blocks += [replace(table, first=_asked_columns(scenario, table, card))]
    rows = (summary.years(name, entry) for name in names for entry in summary.main(name))
    notes = (
        error_line(rows, run_record.draws, language, {year_of(ask) for ask in scenario.asks}),
        binned_line(run_record, language),
        split_of(folder, run_record.model, language),
        elsewhere(scenario, language),
        resting_on(scenario, language),
    )
    blocks += [Text(note, style="note") for note in notes if note]
    return Document(language, "", (Section("run", "", tuple(blocks)),), numbered=False)


def _whole_years(scenario: Scenario) -> bool:
    """Check whether the run has a whole calendar year, which the answer and the table are about."""
    months = np.datetime64(scenario.start, "M") + np.arange(scenario.months)
    return bool(whole_years(months)[1].size)


def _asked_columns(scenario: Scenario, table: Table, card: ModelCard) -> frozenset[int]:
    """Return the columns of the years that are asked about, or that of which the model itself tells."""
    asked = {str(year_of(ask)) for ask in scenario.asks}
    first = frozenset(place for place, year in enumerate(table.heading) if place and year in asked)
    return first or frozenset({min(card.answer_year + 1, len(table.heading) - 1)})


def _answers(folder: Path, scenario: Scenario, card: ModelCard, language: Language) -> list[str]:
    """Answer the questions of the scenario; without any, or an answer to any, say what the model says of a run."""
    ds = open_results(folder)
    said, answered = list[str](), False
    for ask in scenario.asks:
        try:
            said += _answers_to(ds, scenario, ask, card, language)
            answered = True
        except CannotAnswer as error:
            said.append(translate(str(error), language))
    return said if answered or card.answer is None else [*said, *card.answer(ds, language)]


def _answers_to(ds: xr.Dataset, scenario: Scenario, ask: Ask, card: ModelCard, language: Language) -> list[str]:
    """Answer one question from a run. CannotAnswer says what comes nearest to what it cannot answer."""
    found = answer(ds, ask)
    return lines(found, reasons(scenario, ds["draw"].values, found.values), card, language)


def headline_table(summary: Summary, names: list[str], title: str, language: Language) -> Table:
    """Tabulate the outcomes with a column for every year; a screen shows as many as fit."""
    rows = list(headline_rows(summary, dict.fromkeys(names, ()), language))
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
    """Count the figures behind an answer that are stated, estimated and assumed: by the value carried forward.

    Switches, which move nothing in the baseline, do not count.
    """
    roles = Counter(parameter.values[-1].origin.role for parameter in scenario.parameters.values())
    effects = [effect.origin.role for measure in scenario.measures for effect in measure.effects]
    figures = FIGURES.in_(language).format(
        all=roles.total() - roles["switch"],
        stated=roles["policy"] + roles["observed"],
        estimated=roles["forecast"] + roles["estimated"],
        claimed=CLAIMED.in_(language).format(roles["claimed"]) if roles["claimed"] else "",
        assumed=roles["assumption"],
    )
    assumed = effects.count("assumption")
    said = EFFECTS_ONE if assumed == 1 else EFFECTS
    return figures + (said.in_(language).format(all=len(effects), assumed=assumed) if effects else "")
