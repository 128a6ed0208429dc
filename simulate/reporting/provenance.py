"""The provenance of a report: how the runs were made, the commands to repeat them, and the origin of outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from simulate import registry
from simulate.comparing.comparison import Comparison
from simulate.comparing.runs import ComparedRun
from simulate.engine.outcome import Outcome
from simulate.inputs.model_info import movers
from simulate.render.chart import day
from simulate.render.document import Block, Cell, Code, Items, Ref, Section, Table, Text
from simulate.render.numbers import number
from simulate.reporting.headlines import anchor, headline, label_of, told
from simulate.reporting.inputs import parameter_anchor
from simulate.running.store.record import Record
from simulate.scenario import Scenario
from simulate.views.again import commands
from simulate.views.card import card
from simulate.views.precision import binned_line
from simulate.views.spread import split_of
from simulate.vocabulary import UNITS, Label, Language

RUN_DETAILS = Label("Hoe het is uitgerekend", "How it was run")
AGAIN = Label("Om het opnieuw te doen", "To do it again")
VERIFY = Label(
    "Dezelfde invoer, seed en code geven dezelfde getallen tot op de bit, met elk aantal rekenkernen. De laatste "
    "opdracht controleert elk bestand van de uitkomst en rekent een deel opnieuw uit.",
    "The same inputs, seed and code give the same numbers to the bit, with any number of cores. The last command "
    "checks every file of the result and computes a part of it again.",
)
OVERRIDES = Label(
    "De volledige invoer, met elke waarde, staat in scenario.yaml in de map van de uitkomst.",
    "The whole input, with every value, is in scenario.yaml in the folder of the result.",
)
RUNS = Label("Runs", "Runs")
RUN_HEADING = (
    Label("scenario", "scenario"),
    Label("van – tot", "from – to"),
    Label("trekkingen", "draws"),
    Label("seed", "seed"),
    Label("versie", "version"),
    Label("gemaakt op", "made on"),
    Label("vingerafdruk", "fingerprint"),
)
OUTCOMES = Label("Waar elke uitkomst vandaan komt", "Where every outcome comes from")
TRACE = Label(
    "Een uitkomst wordt opgemaakt in het genoemde proces, dat de genoemde parameters leest. Wat daarvóór in de keten "
    "gebeurt, werkt er ook op door.",
    "An outcome is made up in the process named, which reads the parameters named. What happens before it in the chain "
    "bears on it as well.",
)
OUTCOME_HEADS = (
    Label("uitkomst", "outcome"),
    Label("naam in de bestanden", "name in the files"),
    Label("eenheid", "unit"),
    Label("proces", "process"),
    Label("leest", "reads"),
)
BIJSLUITER = Label("Bijsluiter: waarvoor het model wel en niet is", "Leaflet: what the model is for, and what not")
MOST = 8
"""Parameters of a process that are named; the others are in the tables of what went in."""
MORE = Label("en nog {count}", "and {count} more")


def bijsluiter(compared: ComparedRun, language: Language) -> Section:
    """Build the section on what the model can and cannot be used for."""
    said = card(compared.record.model).leaflet
    items = tuple(Text(text.in_(language), lead=lead.in_(language)) for lead, text in said)
    binned = binned_line(compared.record, language)
    items += (Text(binned),) if binned else ()
    return Section(f"{compared.record.model}-bijsluiter", BIJSLUITER.in_(language), (Items(items),))


def run_details(runs: Sequence[ComparedRun], language: Language) -> Section:
    """Build the section on how the runs were made: records, sources of spread, and the commands to repeat them."""
    rows = tuple(_run(compared.record, compared.scenario, language) for compared in runs)
    heading = tuple(label.in_(language) for label in RUN_HEADING)
    spread = [split_of(compared.folder, compared.record.model, language) for compared in runs]
    spread_texts = tuple(
        Text(f"{compared.label.in_(language)}: {text}" if len(runs) > 1 else text)
        for compared, text in zip(runs, spread, strict=True)
        if text
    )
    blocks: tuple[Block, ...] = (
        Table(RUNS.in_(language), heading, rows, frozenset({2, 3})),
        *spread_texts,
        Text("", lead=AGAIN.in_(language)),
        Code(tuple(line for compared in runs for line in commands(compared.record))),
        Text(f"{VERIFY.in_(language)} {OVERRIDES.in_(language)}", style="note"),
    )
    return Section(f"{runs[0].record.model}-run", RUN_DETAILS.in_(language), blocks)


def _run(run_record: Record, scenario: Scenario, language: Language) -> tuple[Cell, ...]:
    months = scenario.start.year * 12 + scenario.start.month - 1 + run_record.months - 1
    last = f"{months // 12}-{months % 12 + 1:02}"
    made = day(datetime.fromisoformat(run_record.finished).date(), language) if run_record.finished else ""
    return (
        run_record.name,
        f"{scenario.start.isoformat()[:7]} – {last}",
        number(run_record.draws, language),
        str(run_record.seed),
        run_record.versions.get("simulate", ""),
        made,
        run_record.fingerprint[:12],
    )


def outcomes(comparison: Comparison, language: Language) -> Section:
    """Describe the outcomes that the report is about, with the process and parameters that they come from."""
    runs = comparison.runs
    model = registry.model(runs[0].record.model)
    declared = model.outcomes()
    names = list(dict.fromkeys([*told(comparison), *headline(runs[0])]))
    moved, readers = movers(model), model.parameters()
    rows = tuple(
        _outcome(runs[0], declared[name], moved.get(name, declared[name].process or ""), readers, language)
        for name in names
    )
    heading = tuple(label.in_(language) for label in OUTCOME_HEADS)
    table = Table(
        OUTCOMES.in_(language), heading, rows, anchors=tuple(anchor(runs[0], name) for name in names), wide=True
    )
    return Section(
        f"{runs[0].record.model}-uitkomsten", OUTCOMES.in_(language), (Text(TRACE.in_(language), style="note"), table)
    )


def _outcome(
    compared: ComparedRun, outcome: Outcome, process: str, readers: Mapping[str, tuple[str, ...]], language: Language
) -> tuple[Cell, ...]:
    unit = UNITS[outcome.unit].label.in_(language) if outcome.unit in UNITS else outcome.unit
    mine = [name for name, processes in readers.items() if process in processes]
    reads: Cell = ""
    if mine:
        names = ", ".join(name.rsplit(".", 1)[1] for name in mine[:MOST])
        rest = f" {MORE.in_(language).format(count=len(mine) - MOST)}" if len(mine) > MOST else ""
        reads = Ref(names + rest, parameter_anchor(mine[0]))
    return (
        label_of(compared, outcome.name, language),
        outcome.name,
        unit,
        f"{card(compared.record.model).file_label(process).in_(language)} ({process}.py)",
        reads,
    )
