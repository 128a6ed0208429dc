"""The tables of a calibration: prior and posterior of every group, and the check on windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulate.calibrating.checking import Checked, Subset, pooled
from simulate.calibrating.factors import GroupFactors, Quantiles
from simulate.inputs.schema.forms import LabelForm
from simulate.render.document import Table
from simulate.render.numbers import WIDTHS, number
from simulate.vocabulary import Label, Language

FACTORS_HEADING = (
    Label("groep", "group"),
    Label("wat", "what"),
    Label("prior", "prior"),
    Label("posterior", "posterior"),
)
FACTORS_READING = Label(
    "Factoren op hoe onzeker een waarde is (spreiding) of op hoe ver hij in een jaar beweegt (per jaar): mediaan "
    "(p10 – p90). 1 is zoals gekozen.",
    "Factors on how uncertain a value is (spread) or on how far it moves in a year (yearly): median (p10 – p90). 1 is "
    "as chosen.",
)
SUBSETS: dict[Subset, tuple[Label, Label]] = {
    "fit": (Label("gefit", "fitted"), Label("alle gefitte vensters", "all fitted windows")),
    "check": (Label("weggelaten", "left out"), Label("alle weggelaten vensters", "all windows left out")),
}
CHECK_HEADING = (
    Label("venster", "window"),
    Label("in 50 %", "in 50 %"),
    Label("in 90 %", "in 90 %"),
    Label("CRPS", "CRPS"),
)
CHECK_READING = Label(
    "Zoals gekozen → met de medianen van de posterior. In 50 % en in 90 %: hoeveel tellingen in het middelste interval "
    "vielen; eerlijk is de helft, en negen van de tien. CRPS: de afstand van de verdeling tot de telling, als deel van "
    "wat gemiddeld is geteld, gemiddeld over de reeksen.",
    "As chosen → with the medians of the posterior. In 50 % and in 90 %: how many counts fell in the central interval; "
    "honest is half of them, and nine in ten. CRPS: the distance from the distribution to the count, as a share of "
    "what was counted on average, mean over the series.",
)


def factors(groups: Sequence[GroupFactors], language: Language) -> Table:
    """Make the table of prior and posterior."""
    rows = tuple(
        (
            in_(group.label, language),
            WIDTHS[group.changes].in_(language),
            quantiles(group.prior, language),
            quantiles(group.posterior, language),
        )
        for group in groups
    )
    return Table("", tuple(label.in_(language) for label in FACTORS_HEADING), rows)


def in_(label: LabelForm, language: Language) -> str:
    """Take the label of a group in one language."""
    return label.to_label().in_(language)


def quantiles(three: Quantiles | None, language: Language) -> str:
    """Write `1.21 (0.64 – 2.30)`; a dash where there is nothing."""
    if three is None:
        return "–"
    low, middle, high = (number(one, language, 2) for one in three)
    return f"{middle} ({low} – {high})"


def check(checked: Checked, language: Language) -> Table:
    """Make a row for every window, and one for each part."""
    return Table("", tuple(label.in_(language) for label in CHECK_HEADING), tuple(_rows(checked, language)))


def _rows(checked: Checked, language: Language) -> Iterator[tuple[str, ...]]:
    for subset, windows in checked.windows.items():
        own, all_of_it = (label.in_(language) for label in SUBSETS[subset])
        for window in windows:
            yield (f"{window} ({own})", *_cells(checked, (window,), language))
        if len(windows) > 1:
            yield (all_of_it, *_cells(checked, windows, language))


def _cells(checked: Checked, windows: tuple[str, ...], language: Language) -> Iterator[str]:
    before, after = (pooled(checked.scores(point, *windows)) for point in (checked.chosen, checked.calibrated))
    for level in range(2):
        yield f"{before.inside[level]}/{before.counts} → {after.inside[level]}/{after.counts}"
    yield " → ".join(f"{number(100 * one.relative, language, 1)} %" for one in (before, after))
