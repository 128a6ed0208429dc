"""`simulate explain`: what of a difference comes from which change."""

from __future__ import annotations

from pathlib import Path

import click

from simulate.commands.language import say
from simulate.commands.options import PATH, Whole, Year, as_json, entries, language, no_figures, outcomes, workers
from simulate.vocabulary import Language


@click.command("explain")
@click.argument("base", type=PATH, metavar="A")
@click.argument("other", type=PATH, metavar="B")
@outcomes
@entries
@click.option("--year", "years", multiple=True, type=Year(), help="Calendar year to explain; the table has all. Can be "
              "repeated [default: the last whole one].")  # fmt: skip
@click.option("--draws", type=Whole(1, 1_000_000), default=1000, show_default=True, help="Number of draws.")
@click.option("--orders", "pairs", type=Whole(1, 1000), default=2, show_default=True, help="Pairs of random orders in "
              "every draw, where more than 6 changes are too many for every combination.")  # fmt: skip
@workers
@click.option("--out", type=PATH, help="Folder to write to [default: results/explain/A-vs-B of "
              "the project].")  # fmt: skip
@no_figures
@as_json
@language
def command(
    base: Path,
    other: Path,
    outcomes: tuple[str, ...],
    entries: tuple[str, ...],
    years: tuple[int, ...],
    draws: int,
    pairs: int,
    workers: int | None,
    out: Path | None,
    no_figures: bool,
    as_json: bool,
    language: Language,
) -> None:
    """Attribute the difference between the result folders A and B to each measure and parameter.

    The model is run again with some of the changes, with the same random numbers.
    """
    from simulate.errors import Interrupted
    from simulate.explaining.explanation import ExplainOptions, explain, question
    from simulate.inputs.paths import shown
    from simulate.render import data, terminal
    from simulate.render.progress import counting
    from simulate.running.execution.workers import cores
    from simulate.views.card import headline
    from simulate.views.explain import csv
    from simulate.views.explain.document import DONE, plan_line, screen
    from simulate.views.explain.folder import output, write

    folder = output(base, other, out)
    folder.refuse(shown(folder.path))
    replaced = folder.replaced(shown(folder.path))
    options = ExplainOptions(outcomes, headline(base, other), entries, years, draws, pairs)
    try:
        to_explain = question(base, other, options)
        title = f"{to_explain.base.name} → {to_explain.other.name}"
        with counting(
            title, plan_line(to_explain), to_explain.plan.runs * to_explain.blocks, "runs", language
        ) as advance:
            explanation = explain(to_explain, workers or cores(), advance)
        undrawn = write(explanation, folder, language, figures=not no_figures)
    except KeyboardInterrupt:
        raise Interrupted("stopped; nothing was written") from None
    for line in filter(None, (replaced, undrawn)):
        say(line, language, err=True)
    if as_json:
        click.echo(data.text({"folder": str(folder.path), "explain": data.rows(csv.file(explanation, language))}))
        return
    terminal.show(screen(explanation, language), terminal.console())
    click.echo("\n" + DONE.in_(language).format(shown(folder.path)))
