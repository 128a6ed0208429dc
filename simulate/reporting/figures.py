"""The figures of a report: those that a run drew in this language, else the same ones drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.runs import ComparedRun
from simulate.inputs.parts import Part
from simulate.render.chart import save
from simulate.render.document import Picture, Ref
from simulate.reporting.answer import answered_year, difference
from simulate.reporting.headlines import anchor, label_of, told
from simulate.running.store.record import FIGURES
from simulate.views.card import card
from simulate.views.charts.beside import MOST, fan_of_part, figure_of_runs, in_words
from simulate.views.charts.fan import fan_of
from simulate.views.charts.outcome import alt_text, figure_of
from simulate.views.charts.provinces import MAP, PANELS, province_figures
from simulate.views.compare import difference_chart
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ABOUT = Label("waar {name} vandaan komt", "where {name} comes from")
OF_RUN = Label("{label}: {run}", "{label}: {run}")
AGAINST = Label("{label}: {others} tegenover {base}", "{label}: {others} against {base}")
BY_PROVINCE = {
    PANELS: Label("{label}: elke provincie door de tijd", "{label}: every province over time"),
    MAP: Label("{label}: op de kaart", "{label}: on the map"),
}
FEW = 6
"""Headline outcomes drawn in a report of several runs."""
KINDS = ("svg", "png")


def of_runs(comparison: Comparison, language: Language) -> Iterator[Picture]:
    """Yield the figures of what the runs are about, all runs on the same axes; then the base by province."""
    several = len(comparison.runs) > 1
    for name, entries in list(told(comparison).items())[: FEW if several else None]:
        if entries:
            for entry in entries:
                yield from _of_part(comparison, Part(name, entry), language)
            continue
        together = list(_of_part(comparison, Part(name), language)) if 1 < len(comparison.runs) <= MOST else []
        yield from together
        for compared in [] if together else comparison.runs:
            if (picture := _of_run(compared, name, language, several)) is not None:
                yield picture
    yield from _by_province(comparison.base, language)


def _by_province(base: ComparedRun, language: Language) -> Iterator[Picture]:
    for drawn in province_figures(base.outcomes, card(base.record.model).by_province, language):
        label = " ".join(drawn.figure.get_suptitle().split())
        svg, png = _drawn(base, drawn.name, language) or _bytes(drawn.figure, base)
        caption = BY_PROVINCE[drawn.name.rsplit("-", 1)[1]].in_(language).format(label=label)
        yield Picture(f"{base.name}-{drawn.name}", drawn.alt, caption, svg, png)


def _of_part(comparison: Comparison, part: Part, language: Language) -> Iterator[Picture]:
    """Draw one entry of an outcome in all runs; nothing where it cannot be drawn or is pure nought."""
    base = comparison.base
    try:
        fans = [(run.label.in_(language), fan_of_part(run.outcomes, part)) for run in comparison.runs[:MOST]]
    except (ValueError, KeyError):
        return
    if not any(fan.largest for _, fan in fans):
        return
    svg, png = _bytes(figure_of_runs(fans, language), base)
    label = fans[0][1].title.in_(language)
    about = Ref(ABOUT.in_(language).format(name=part.outcome), anchor(base, part.outcome))
    yield Picture(f"{base.record.model}-{part}", f"{label}. {in_words(fans, language)}", label, svg, png, about)


def _of_run(compared: ComparedRun, name: str, language: Language, several: bool) -> Picture | None:
    """Show the fan chart of an outcome; None where that is pure nought, which the table says."""
    label = label_of(compared, name, language)
    fan = fan_of(compared.outcomes, name)
    if fan.largest == 0:
        return None
    svg, png = _drawn(compared, name, language) or _bytes(
        figure_of(compared.outcomes, name, language, scenario=compared.scenario, fan=fan), compared
    )
    caption = OF_RUN.in_(language).format(label=label, run=compared.label.in_(language)) if several else label
    about = Ref(ABOUT.in_(language).format(name=name), anchor(compared, name))
    return Picture(
        f"{compared.name}-{name}", alt_text(compared.outcomes, name, language, fan=fan), caption, svg, png, about
    )


def _drawn(compared: ComparedRun, name: str, language: Language) -> tuple[bytes, bytes] | None:
    """Read the figure that the run drew; None when it is missing, in the other language, or of more draws."""
    sealed = compared.sealed
    if sealed is None or compared.draws != compared.record.draws:
        return None
    svg, png = (f"{FIGURES}/{name}.{kind}" for kind in KINDS)
    if compared.record.language != language or not (sealed.there(svg) and sealed.there(png)):
        return None
    return sealed.read(svg), sealed.read(png)


def _bytes(figure: Figure, compared: ComparedRun) -> tuple[bytes, bytes]:
    with TemporaryDirectory() as folder:
        svg, png = save(figure, Path(folder) / "figure", compared.outcomes.attrs["source"])
        return svg.read_bytes(), png.read_bytes()


def of_differences(comparison: Comparison, language: Language) -> Iterator[Picture]:
    """Yield the figure of the difference with the base for every headline outcome that can be drawn."""
    others = ", ".join(compared.label.in_(language) for compared in comparison.runs[1:])
    with TemporaryDirectory() as folder:
        names = difference_chart.draw(comparison, Path(folder), language)
        for outcome in comparison.outcomes:
            if outcome.name not in names:
                continue
            svg, png = ((Path(folder) / FIGURES / f"{outcome.name}.{kind}").read_bytes() for kind in KINDS)
            caption = AGAINST.in_(language).format(
                label=outcome.label_in(language), others=others, base=comparison.base.label.in_(language)
            )
            about = Ref(ABOUT.in_(language).format(name=outcome.name), anchor(comparison.base, outcome.name))
            alt = f"{caption}. {_in_words(comparison, outcome, language)}"
            yield Picture(f"{comparison.base.record.model}-{outcome.name}-differs", alt, caption, svg, png, about)


def _in_words(comparison: Comparison, outcome: ComparedOutcome, language: Language) -> str:
    """Word the difference in the year of the answer."""
    year = answered_year(comparison)
    differences = [
        f"{comparison.runs[run].label.in_(language)}, {outcome.years[year]}: "
        f"{difference(comparison, outcome, run, entry, language)}"
        for run in range(1, len(comparison.runs))
        for entry in outcome.main
    ]
    return "; ".join(differences) + "."
