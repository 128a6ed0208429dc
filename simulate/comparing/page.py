"""compare.md: the whole comparison as a page that can be read anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulate.comparing import grids, words
from simulate.comparing.comparison import Comparison
from simulate.comparing.grids import Grid
from simulate.comparing.moments import TOLD
from simulate.comparing.outcomes import Compared
from simulate.inputs.places import shown
from simulate.render.markdown import cell, code, table
from simulate.render.numbers import CHANCE, decimals, minus, number, percent, signed, times
from simulate.running.record import FIGURES
from simulate.vocabulary import Label, Language

TITLE = Label("Vergelijking met {base}", "Comparison with {base}")
RUNS = tuple(
    Label(nl, en)
    for nl, en in (
        ("scenario", "scenario"),
        ("omschrijving", "label"),
        ("map", "folder"),
        ("trekkingen", "draws"),
        ("seed", "seed"),
        ("versie", "version"),
        ("vingerafdruk", "fingerprint"),
    )
)
PLACE = {name: place for place, name in enumerate(TOLD)}
YEAR, SIDE, DIFFERENCE = Label("jaar", "year"), Label("mediaan", "median"), Label("verschil", "difference")
HALF, NINE = Label("helft", "half"), Label("negen van tien", "nine of ten")
RELATIVE, LOWER = Label("gemiddelde", "mean"), Label("lager", "lower")
HIGHER, GAIN = Label("hoger", "higher"), Label("winst", "gain")
HOW_TO = Label(
    "Verschil: mediaan over de trekkingen, met waartussen de helft en negen van de tien trekkingen liggen; "
    "‘gemiddelde’ is de verandering van het gemiddelde; ‘lager’ en ‘hoger’ zijn delen van de trekkingen; ‘winst’ is "
    "hoeveel keer de variantie kleiner is dan tussen onafhankelijke runs. {csv} heeft ook de delen van elke uitkomst.",
    "Difference: median over the draws, with where half and nine out of ten draws lie; ‘mean’ is the change of the "
    "mean; ‘lower’ and ‘higher’ are shares of the draws; ‘gain’ is how many times smaller the variance is than between "
    "independent runs. {csv} also has the parts of every outcome.",
)


def render(comparison: Comparison, language: Language, drawn: set[str]) -> str:
    """The page in one language; `drawn` are the outcomes of which there is a figure."""
    title = TITLE.in_(language).format(base=comparison.base.label.in_(language))
    return "\n\n".join(part.strip("\n") for part in _parts(comparison, language, drawn, title)) + "\n"


def _parts(comparison: Comparison, language: Language, drawn: set[str], title: str) -> Iterator[str]:
    yield f"# {title}"
    yield _runs(comparison, language)
    for run, side in enumerate(comparison.sides):
        if run > 0:
            yield f"## {words.WENT_IN.in_(language)}: {side.label.in_(language)} ({side.name})"
            yield grids.pairing(comparison, run, language)
            yield _table(grids.went_in(comparison.went_in[run], language), words.ALIKE.in_(language))
    yield f"## {words.CAME_OUT.in_(language)}"
    yield HOW_TO.in_(language).format(csv="compare.csv")
    for run in comparison.paired:
        if gain := grids.gains(comparison, run, language):
            yield f"{gain} {words.GAIN_CSV.in_(language)}"
    for outcome in comparison.outcomes:
        yield from _outcome(comparison, outcome, language, outcome.name in drawn)
    for heading, grid, reading in (
        (words.TARGETS, grids.targets(comparison, language), words.TARGETS_READ),
        (words.REGRET, grids.regrets(comparison, language), words.REGRET_READ),
    ):
        if grid.rows:
            yield f"## {heading.in_(language)}"
            yield _table(grid, "")
            yield reading.in_(language)


def _runs(comparison: Comparison, language: Language) -> str:
    rows = [
        (
            side.name,
            side.label.in_(language),
            code(shown(side.folder)),
            number(side.facts.draws, language),
            side.facts.seed,
            side.facts.versions.get("simulate", ""),
            code(side.facts.fingerprint[:12]),
        )
        for side in comparison.sides
    ]
    return table([label.in_(language) for label in RUNS], rows)


def _table(grid: Grid, nothing: str) -> str:
    return table([cell(text) for text in grid.heading], grid.rows) if grid.rows else nothing


def _outcome(comparison: Comparison, outcome: Compared, language: Language, drawn: bool) -> Iterator[str]:
    label = outcome.label_in(language)
    yield f"### {label}"
    if drawn:
        yield f"![{label}]({FIGURES}/{outcome.name}.svg)"
    for entry in outcome.main:
        for run in range(1, len(comparison.sides)):
            told = _paired if run in comparison.paired else _apart
            unit, grid = told(comparison, outcome, run, entry, language)
            name = words.called(outcome, outcome.entries[entry], language)
            against = words.AGAINST.in_(language).format(other=comparison.sides[run].name, base=comparison.base.name)
            yield f"**{against}**: {name[0].lower() + name[1:]}, {unit}"
            yield _table(grid, "")


def _paired(comparison: Comparison, outcome: Compared, run: int, entry: int, language: Language) -> tuple[str, Grid]:
    by, own = outcome.by[run, :, :, entry], outcome.own[:, :, :, entry]
    chance = outcome.units == CHANCE
    middle = 0 if chance else PLACE["p50"]  # of what happens or not the share of the draws is told
    largest = float(np.nanmax(np.abs(own[[0, run]][:, middle]), initial=0))
    divisor, unit = words.unit_of(outcome, largest, language)
    digits = decimals(max(largest, float(np.nanmax(np.abs(by), initial=0))) / divisor)

    def say(value: float) -> str:
        return minus(float(value) / divisor, language, digits)

    def between(low: str, high: str, year: int) -> str:
        return "" if chance else f"{say(by[PLACE[low], year])} – {say(by[PLACE[high], year])}"

    rows = []
    for year, called in enumerate(outcome.years):
        relative = float(outcome.relative[run, year, entry])
        rows.append(
            (
                str(called),
                say(own[0, middle, year]),
                say(own[run, middle, year]),
                signed(float(by[middle, year]) / divisor, language, digits),
                between("p25", "p75", year),
                between("p5", "p95", year),
                "" if np.isnan(relative) else f"{signed(100 * relative, language, 1)} %",
                percent(float(outcome.lower[run, year, entry]), language),
                percent(float(outcome.higher[run, year, entry]), language),
                "" if np.isnan(gain := float(outcome.gain[run, year, entry])) else times(gain, language),
            )
        )
    names = (f"{SIDE.in_(language)} {comparison.sides[number_].name}" for number_ in (0, run))
    labels = (DIFFERENCE, HALF, NINE, RELATIVE, LOWER, HIGHER, GAIN)
    return unit, Grid((YEAR.in_(language), *names, *(label.in_(language) for label in labels)), tuple(rows))


def _apart(comparison: Comparison, outcome: Compared, run: int, entry: int, language: Language) -> tuple[str, Grid]:
    own = outcome.own[[0, run]][:, :, :, entry]
    chance = outcome.units == CHANCE
    largest = float(np.nanmax(np.abs(own), initial=0))
    divisor, unit = words.unit_of(outcome, largest, language)
    digits = decimals(largest / divisor)

    def say(side: int, name: str, year: int) -> str:
        return minus(float(own[side, PLACE[name], year]) / divisor, language, digits)

    rows = []
    for year, called in enumerate(outcome.years):
        cells = [str(called)]
        for side in (0, 1):
            cells.append(say(side, "mean" if chance else "p50", year))
            cells.append("" if chance else f"{say(side, 'p5', year)} – {say(side, 'p95', year)}")
        relative = float(outcome.relative[run, year, entry])
        rows.append((*cells, "" if np.isnan(relative) else f"{signed(100 * relative, language, 1)} %"))
    heading = [YEAR.in_(language)]
    for side in (0, run):
        heading += [f"{SIDE.in_(language)} {comparison.sides[side].name}", NINE.in_(language)]
    return unit, Grid((*heading, RELATIVE.in_(language)), tuple(rows))
