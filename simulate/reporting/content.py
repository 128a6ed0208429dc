"""The report of result folders: all its sections, in their order, independent of the format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from simulate.comparing.asked import AskedOf, asks_of
from simulate.comparing.comparison import CompareOptions, Comparison, compare
from simulate.comparing.runs import ComparedRun
from simulate.inputs.library import Library
from simulate.inputs.paths import roots
from simulate.render.chart import day
from simulate.render.document import Block, Document, Items, Section, Table, Text
from simulate.render.numbers import number
from simulate.reporting import figures as pictures
from simulate.reporting import inputs, provenance
from simulate.reporting.answer import answer, answered_year, letter
from simulate.reporting.asked import shared
from simulate.reporting.differences import difference_table
from simulate.reporting.drivers import drivers
from simulate.reporting.headlines import explorer, run_anchor, table
from simulate.reporting.memo import memo
from simulate.reporting.sources import sources as sources_section
from simulate.results.asked import Wanted
from simulate.results.summary import read_summary, summary_of
from simulate.running.store import record
from simulate.views.asked import asks
from simulate.views.card import card, headline
from simulate.views.compare import tables, text
from simulate.views.export.labels import ExportLabels
from simulate.views.striking import STRIKING, of_comparison
from simulate.vocabulary import Label, Language

APPENDIX = Label("Bijlage", "Appendix")
APPENDIX_READ = Label(
    "Wat achter het memo zit: alle figuren en getallen, wat erin ging met bron, en hoe het opnieuw te maken is.",
    "What is behind the memo: all figures and numbers, what went in with its source, and how to make it again.",
)
QUESTION = Label("De vraag", "The question")
ASKED = Label("Gevraagd is:", "Asked is:")
ANSWER = Label("Het antwoord", "The answer")
FIGURES = Label("Wat eruit kwam", "What came out")
EXPLORE = Label("Zelf kijken", "Look for yourself")
EXPLORE_READ = Label(
    "Kies een uitkomst, een deel daarvan en een interval. De tabel eronder heeft dezelfde getallen.",
    "Choose an outcome, a part of it and an interval. The table below it has the same numbers.",
)
TABLE = Label("De getallen", "The numbers")
DIFFERENCES = Label("Wat verschilt: {other} tegenover {base}", "What differs: {other} against {base}")
TITLES = Label("{first} en {last}", "{first} and {last}")
MORE = Label("nog {count}", "{count} more")
NAMED = 3
"""Runs that are named in a title."""
MADE_WITH = Label(
    "gerekend op {day} · {draws} trekkingen · simulate {version}",
    "computed on {day} · {draws} draws · simulate {version}",
)


def report(
    folders: Sequence[Path],
    language: Language,
    title: str | None = None,
    questions: Sequence[str] = (),
    *,
    wanted: Wanted | None = None,
    author: str = "",
    appendix: bool = True,
) -> Document:
    """Build the report of runs of one or more models; the first run of each model is its base.

    `wanted` names what it is about instead of the headline of the model: that is asked for, shown first and tabulated,
    in the calendar years that it names. CannotAnswer says in one sentence why it cannot be made.
    """
    groups = _by_model(folders)
    asked = shared(list(groups), questions, wanted or Wanted())
    comparisons = [compare(group, _options(group, *own)) for group, own in zip(groups.values(), asked, strict=True)]
    runs = [compared for comparison in comparisons for compared in comparison.runs]
    many = len(comparisons) > 1
    by_model = [_sections(comparison, language, appendix) for comparison in comparisons]
    sections = (
        (
            *(
                (Section(f"model-{c.base.record.model}", c.base.label.in_(language), (), own),)
                for c, own in zip(comparisons, by_model, strict=True)
            ),
        )
        if many
        else (tuple(by_model[0]),)
    )
    sources = sources_section([compared.scenario for compared in runs], Library(roots()).sources.items, language)
    made_with = MADE_WITH.in_(language).format(
        day=_day(runs, language),
        draws=_draws(runs, language),
        version=runs[0].record.versions.get("simulate", ""),
    )
    return Document(
        language,
        title or _title([c.base for c in comparisons] if many else runs, language),
        (*(section for group in sections for section in group), *([sources] if appendix else [])),
        f"{author} · {made_with}" if author else made_with,
        author=author,
    )


def _options(folders: Sequence[Path], questions: Sequence[str], wanted: Wanted) -> CompareOptions:
    return CompareOptions(
        wanted.outcomes,
        wanted.entries,
        wanted.years,
        questions=tuple(questions),
        default=headline(*folders),
        asked_year=card(record.read(folders[0]).model).answer_year,
    )


def _title(runs: Sequence[ComparedRun], language: Language) -> str:
    """Name the runs in a title: `A`, `A and B`, `A, B, C and 2 more`."""
    names = [compared.label.in_(language) for compared in runs[:NAMED]]
    if len(runs) > NAMED:
        names.append(MORE.in_(language).format(count=len(runs) - NAMED))
    if len(names) == 1:
        return names[0]
    return TITLES.in_(language).format(first=", ".join(names[:-1]), last=names[-1])


def _day(runs: Sequence[ComparedRun], language: Language) -> str:
    """Format the day on which the last of the runs was finished: the same runs give the same report."""
    finished = max((compared.record.finished for compared in runs if compared.record.finished), default="")
    return day(datetime.fromisoformat(finished).date(), language) if finished else "–"


def _draws(runs: Sequence[ComparedRun], language: Language) -> str:
    """Format the number of draws: `1,000`, or `60 – 1,000` where runs differ."""
    counts = [compared.draws for compared in runs]
    return " – ".join(number(count, language) for count in sorted({min(counts), max(counts)}))


def _by_model(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """Group the folders by model, in the order in which the models first occur."""
    groups: dict[str, list[Path]] = {}
    for folder in folders:
        groups.setdefault(record.read(folder).model, []).append(folder)
    return groups


def _sections(comparison: Comparison, language: Language, appendix: bool) -> tuple[Section, ...]:
    """Build the sections about the runs of one model: the memo, and what is behind it."""
    key = comparison.base.record.model
    first = (
        Section(f"{key}-vraag", QUESTION.in_(language), tuple(_questions(comparison, language))),
        Section(
            f"{key}-antwoord",
            ANSWER.in_(language),
            (
                *(Text(line, style="note") for line in text.unequal(comparison, language)),
                *(Text(line, style="answer") for line in answer(comparison, language)),
            ),
        ),
        *_striking(comparison, language),
        *memo(comparison, language, appendix=appendix),
    )
    if not appendix:
        return first
    behind = (Text(APPENDIX_READ.in_(language)),)
    parts = _appendix(comparison, language)
    return (*first, Section(f"{key}-bijlage", APPENDIX.in_(language), behind, parts, fresh=True))


def _striking(comparison: Comparison, language: Language) -> Iterator[Section]:
    """Yield what would surprise a reader, where anything does."""
    labels = [letter(run) for run in range(len(comparison.runs))]
    if said := of_comparison(comparison, labels, language):
        blocks = (Items(tuple(map(Text, said))),)
        yield Section(f"{comparison.base.record.model}-opvallend", STRIKING.in_(language), blocks)


def _appendix(comparison: Comparison, language: Language) -> tuple[Section, ...]:
    """Build all that the memo rests on."""
    runs = comparison.runs
    key = comparison.base.record.model
    # A figure or number of other draws than those of the base, beside it, would be a difference that is none.
    summaries = [
        read_summary(compared.folder)
        if compared.draws == compared.record.draws
        else summary_of(compared.outcomes, ExportLabels(language))
        for compared in runs
    ]
    came_out: list[Block] = list(pictures.of_runs(comparison, language))
    if len(runs) > 1:
        came_out += pictures.of_differences(comparison, language)
    return (
        Section(f"{key}-eruit", FIGURES.in_(language), tuple(came_out)),
        Section(
            f"{key}-kijken",
            EXPLORE.in_(language),
            (Text(EXPLORE_READ.in_(language)), explorer(comparison, summaries, language)),
        ),
        Section(
            f"{key}-getallen",
            TABLE.in_(language),
            (
                *(
                    table(comparison, compared, summary, language)
                    for compared, summary in zip(runs, summaries, strict=True)
                ),
                *_judged(comparison, language),
            ),
        ),
        *_differences(comparison, language),
        *(section for compared in runs for section in drivers(compared, language)),
        inputs.model_inputs(runs, language),
        provenance.bijsluiter(comparison.base, language),
        provenance.outcomes(comparison, language),
        provenance.run_details(runs, language),
    )


def _questions(comparison: Comparison, language: Language) -> Iterator[Text]:
    """Yield what is asked, and which runs are asked: with their own questions where nothing else is asked."""
    runs, own = comparison.runs, asks_of(comparison.runs)
    asked = [one for one in comparison.asked if isinstance(one, AskedOf)]
    other = any(one.ask not in own for one in asked)
    if other:
        yield Text("; ".join(asks(one.answers[0], language) for one in asked) + ".", lead=ASKED.in_(language))
    for run, compared in enumerate(runs):
        question = "" if other else text.in_(compared.scenario.question, language)
        label = compared.label.in_(language)
        named = f"{letter(run)}. {label} ({compared.name})" if len(runs) > 1 else label
        yield Text(question, lead=named + ("." if question else ""))


def _judged(comparison: Comparison, language: Language) -> Iterator[Table]:
    """Yield the targets and, with several runs to choose from, the regret of each run."""
    targets, regrets = tables.targets(comparison, language), tables.regrets(comparison, language)
    if targets.rows:
        yield targets if comparison.paired else replace(targets, note="")
    if regrets.rows:
        yield regrets


def _differences(comparison: Comparison, language: Language) -> Iterator[Section]:
    """For every other run what went in that the base does not have."""
    base = comparison.base
    for run, compared in enumerate(comparison.runs[1:], start=1):
        heading = DIFFERENCES.in_(language).format(other=compared.label.in_(language), base=base.label.in_(language))
        table = _without_location(tables.inputs(comparison.inputs[run], language, short=True), heading)
        blocks: list[Block] = [Text(text.pairing(comparison, run, language))]
        blocks += [Text(gain) for gain in [text.gains(comparison, run, language)] if gain]
        blocks.append(table if table.rows else Text(text.ALIKE.in_(language)))
        years = range(len(comparison.years)) if comparison.years else [answered_year(comparison)]
        blocks += [difference_table(comparison, run, year, language) for year in years]
        yield Section(run_anchor(compared, "anders"), heading, tuple(blocks))


def _without_location(table: Table, caption: str) -> Table:
    """Drop the column of file and line, which is for readers with access to the files."""
    return replace(table, caption=caption, heading=table.heading[:-1], rows=tuple(row[:-1] for row in table.rows))
