"""The memo at the head of a report: two pages that a council reads. What is behind it is the appendix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from simulate.comparing.asked import AskedOf
from simulate.comparing.comparison import Comparison
from simulate.inputs.parts import Part
from simulate.render.chart import save
from simulate.render.document import Block, Cell, Items, Picture, Section, Stack, Table, Text
from simulate.render.numbers import number, percent
from simulate.render.values import limit
from simulate.reporting.answer import letter
from simulate.reporting.headlines import headline
from simulate.views import asked as words
from simulate.views.again import commands
from simulate.views.card import card
from simulate.views.charts.beside import MOST, fan_of_part, figure_of_runs, in_words
from simulate.views.compare import tables, text
from simulate.views.couplings import couplings
from simulate.views.elsewhere import elsewhere
from simulate.views.run import resting_on
from simulate.vocabulary import Label, Language

SHOWN = Label("In één figuur en één tabel", "In one figure and one table")
WENT_IN = Label("Wat er anders in ging", "What went in that differs")
RESTS = Label("Waar het op rust, en wat er niet in zit", "What it rests on, and what is not in it")
TARGET, CHANCES = Label("doel", "target"), Label("kans", "chance")
ASKED = Label("gevraagd", "asked")
FIGURE = Label("{label}, in elke run", "{label}, in each of the runs")
ANSWERS = Label("Wat gevraagd is: mediaan, en waartussen negen van de tien trekkingen liggen",
                "What was asked: median, and where nine out of ten draws lie")  # fmt: skip
CHANCE = Label("kans {share}", "chance {share}")
CHANCE_OF = Label("kans op {limit}", "chance of {limit}")
MORE = Label("… en nog {left}: zie de bijlage.", "… and {left} more: see the appendix.")
MORE_ELSEWHERE = Label(
    "… en nog {left}: simulate compare noemt ze alle.", "… and {left} more: simulate compare names them all."
)
MADE = Label("Gemaakt met {draws} trekkingen, seed {seed}, versie {version}. Vingerafdruk en opdracht: {runs}",
             "Made with {draws} draws, seed {seed}, version {version}. Fingerprint and command: {runs}")  # fmt: skip
DRAW_BY_DRAW = Label(
    "Een verschil met A is genomen trekking voor trekking: de mediaan ervan is niet het verschil van de medianen.",
    "A difference with A is taken draw by draw: its median is not the difference of the medians.",
)
AGAINST = Label("Maatregelen en parameters die anders zijn dan in A", "Measures and parameters other than in A")
RUN = Label("run", "run")
FEW = 6
"""Changes of the inputs of a run that a memo shows."""
PARAGRAPHS = 2
"""Paragraphs of the leaflet that a memo shows."""


def memo(comparison: Comparison, language: Language, *, appendix: bool) -> Iterator[Section]:
    """Yield the sections of the memo that stand after question and answer; `appendix`: whether one comes behind it."""
    key = comparison.base.record.model
    shown: list[Block] = [*_figure(comparison, language), *_asked(comparison, language)]
    shown += _targets(comparison, language)
    if shown:
        yield Section(f"{key}-kern", SHOWN.in_(language), tuple(shown))
    went_in = list(_went_in(comparison, language, MORE if appendix else MORE_ELSEWHERE))
    if went_in:
        yield Section(f"{key}-verschil", WENT_IN.in_(language), tuple(went_in))
    yield Section(f"{key}-rust", RESTS.in_(language), tuple(_rests(comparison, language)))


def _parts(comparison: Comparison) -> list[Part]:
    """List what is named or asked for; where nothing is, the first headline of the model."""
    found = [*comparison.named] or [
        Part(one.ask.outcome, one.ask.entry) for one in comparison.asked if isinstance(one, AskedOf)
    ]
    return found or [Part(name) for name in headline(comparison.base)[:1]]


def _figure(comparison: Comparison, language: Language) -> Iterator[Picture]:
    """Draw the first part that can be drawn, in all runs."""
    several = len(comparison.runs) > 1
    runs = [
        (f"{letter(place)}. {run.label.in_(language)}" if several else run.label.in_(language), run.outcomes)
        for place, run in enumerate(comparison.runs[:MOST])
    ]
    for part in _parts(comparison):
        try:
            fans = [(label, fan_of_part(ds, part)) for label, ds in runs]
        except (ValueError, KeyError):
            continue
        figure, alt = figure_of_runs(fans, language), in_words(fans, language)
        with TemporaryDirectory() as folder:
            svg, png = save(figure, Path(folder) / "figure", comparison.base.outcomes.attrs["source"])
            label = " ".join(figure.get_suptitle().split())
            caption = FIGURE.in_(language).format(label=label)
            yield Picture(
                f"{comparison.base.record.model}-kern", f"{caption}. {alt}", caption, svg.read_bytes(), png.read_bytes()
            )
        return


def _asked(comparison: Comparison, language: Language) -> Iterator[Table]:
    asked = [one for one in comparison.asked if isinstance(one, AskedOf)]
    if not asked:
        return
    several = len(comparison.runs) > 1
    names = [letter(place) if several else run.label.in_(language) for place, run in enumerate(comparison.runs)]
    rows = tuple(_row(one, language) for one in asked)
    heading, numbers = (ASKED.in_(language), *names), frozenset(range(1, 1 + len(names)))
    differs = any(one is not None for each in asked for one in each.differences)
    yield Table(ANSWERS.in_(language), heading, rows, numbers, note=DRAW_BY_DRAW.in_(language) if differs else "")


def _row(asked: AskedOf, language: Language) -> tuple[Cell, ...]:
    first = asked.answers[0]
    name = words.named(first, language)
    about = ", ".join(filter(None, (words.when(first, language), words.unit(asked.answers, language))))
    limit = "" if first.met is None else CHANCE_OF.in_(language).format(limit=words.limit(first, language))
    cells: list[Cell] = [Stack(name[0].upper() + name[1:], tuple(filter(None, (about, limit))))]
    for run, answer in enumerate(asked.answers):
        median, interval, chance = words.numbers(answer, asked.answers, language)
        below = (
            interval,
            CHANCE.in_(language).format(share=chance) if chance else "",
            words.change(asked, run, language),
        )
        cells.append(Stack(median, tuple(filter(None, below))))
    return tuple(cells)


def _targets(comparison: Comparison, language: Language) -> Iterator[Table]:
    """Tabulate the chance of each target in every run; the appendix says what is gained and lost."""
    if not comparison.chances:
        return
    names = [letter(place) for place in range(len(comparison.runs))]
    rows = list[tuple[Cell, ...]]()
    for one in comparison.chances:
        target = one.named.target
        units = comparison.base.outcomes[target.outcome].attrs["units"]
        label = Stack(text.in_(target.label, language), (limit(target, units, language),))
        rows.append((label, *(percent(chance, language) for chance in one.met)))
    heading = (TARGET.in_(language), *(names if len(names) > 1 else [CHANCES.in_(language)]))
    yield Table(text.TARGETS.in_(language), heading, tuple(rows), frozenset(range(1, len(heading))))


def _went_in(comparison: Comparison, language: Language, more: Label) -> Iterator[Block]:
    """Tabulate what went in other than in the base, a few changes of each run; the appendix has sources and places."""
    rows, left = list[tuple[Cell, ...]](), 0
    for place, run in enumerate(comparison.runs[1:], start=1):
        mine = tables.brief(comparison.inputs[place], comparison.base.scenario, run.scenario, language)
        if not mine:
            yield Text(text.ALIKE.in_(language), lead=f"{letter(place)}. {run.label.in_(language)}.")
        rows += [(letter(place), *row) for row in mine[:FEW]]
        left += max(len(mine) - FEW, 0)
    # Where only measures come there is nothing old.
    kept = [column for column in range(1 + len(tables.BRIEF)) if column != OLD or any(row[column] for row in rows)]
    heading = (RUN, *tables.BRIEF)
    if rows:
        yield Table(
            AGAINST.in_(language),
            tuple(heading[column].in_(language) for column in kept),
            tuple(tuple(row[column] for column in kept) for row in rows),
            note=more.in_(language).format(left=left) if left else "",
        )


OLD = 3
"""The column of what it was in the base."""


def _rests(comparison: Comparison, language: Language) -> Iterator[Block]:
    base = comparison.base
    rests: dict[str, list[str]] = {}
    for place, run in enumerate(comparison.runs):
        rests.setdefault(resting_on(run.scenario, language), []).append(letter(place))
    for said, letters in rests.items():
        yield Text(said, lead=f"{', '.join(letters)}." if len(rests) > 1 else "")
    yield from (Text(note) for run in comparison.runs[-1:] if (note := elsewhere(run.scenario, language)))
    yield from couplings(comparison.runs[-1].scenario, language)
    leaflet = card(base.record.model).leaflet[:PARAGRAPHS]
    if leaflet:
        yield Items(tuple(Text(said.in_(language), lead=lead.in_(language)) for lead, said in leaflet))
    yield from _made(comparison, language)


def _made(comparison: Comparison, language: Language) -> Iterator[Text]:
    """Say how the runs were made: one paragraph for all that were made alike."""
    made: dict[tuple[int, int, str], list[str]] = {}
    for place, run in enumerate(comparison.runs):
        record = run.record
        how = (record.draws, record.seed, record.versions.get("simulate", ""))
        name = f"{letter(place)} " if len(comparison.runs) > 1 else ""
        made.setdefault(how, []).append(f"{name}{record.fingerprint[:12]}, {commands(record)[0]}")
    for (draws, seed, version), runs in made.items():
        said = MADE.in_(language).format(
            draws=number(draws, language), seed=seed, version=version, runs="; ".join(runs)
        )
        yield Text(said, style="note")
