"""The answers of the runs of a comparison to what was asked: of each run, with what weighs most, the base first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from simulate.comparing.asked import AskedOf
from simulate.comparing.comparison import Comparison
from simulate.dutch.translating import translate
from simulate.sensitivity.reasons import Reason, reasons
from simulate.views.asked import beside, left_out, lines
from simulate.views.card import ModelCard, card
from simulate.views.compare import text
from simulate.vocabulary import Language


def answered(
    comparison: Comparison, labels: Sequence[str], language: Language, most: int | None = None, *, base: str = ""
) -> Iterator[str]:
    """Yield a paragraph for each run that is asked, called by its label; of `most` questions (all when None).

    Others are held against the `base`, which is called so; else by its label.
    What the model leaves out is said once, where it first matters.
    """
    shown, told = card(comparison.base.record.model), set[str]()
    for one in comparison.asked[:most]:
        if isinstance(one, str):
            yield translate(one, language)
            continue
        said = left_out(one.answers[0], shown, language)
        card_of = replace(shown, leaves_out={}) if said in told else shown
        yield from _of_runs(comparison, one, labels, base or labels[0], card_of, language)
        told.add(said)


def _of_runs(
    comparison: Comparison, asked: AskedOf, labels: Sequence[str], called: str, shown: ModelCard, language: Language
) -> Iterator[str]:
    base, *others = comparison.runs
    weigh = reasons(base.scenario, base.outcomes["draw"].values, asked.answers[0].values)
    first = lines(asked.answers[0], weigh, shown, language)
    if not others:
        yield from first
        return
    yield f"{labels[0]}. {first[0]}"
    for run, compared in enumerate(others, start=1):
        unpaired = text.reasons(compared.unpaired, language)
        yield f"{labels[run]}. {beside(asked, run, _apart(comparison, asked, run), called, unpaired, language)}"


def _apart(comparison: Comparison, asked: AskedOf, run: int) -> Sequence[Reason]:
    """Find what weighs most in the difference with the base, of runs that are paired."""
    if asked.differences[run] is None:
        return ()
    compared, values = comparison.runs[run], asked.paired(run)
    return reasons(compared.scenario, compared.outcomes["draw"].values[: values.size], values, most=1)
