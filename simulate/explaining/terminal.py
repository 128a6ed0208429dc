"""What the planner reads when a difference is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulate.comparing import words as comparing
from simulate.explaining import words
from simulate.explaining.explanation import Explanation
from simulate.explaining.table import Row, Rows, rows
from simulate.vocabulary import Language

if TYPE_CHECKING:
    from rich.console import Console

FEW, MANY = 5, 15
"""Changes told of one outcome among several, and of the only one."""


def show(explanation: Explanation, console: Console, language: Language) -> None:
    """Print the contributions."""
    question = explanation.question
    base, other = (f"{side.label.in_(language)} ({side.name})" for side in (question.base, question.other))
    heading = comparing.AGAINST.in_(language).format(other=other, base=base)
    console.print(f"\n{heading}", style="bold", highlight=False, markup=False)
    most = MANY if len(explanation.outcomes) == 1 else FEW
    for outcome in explanation.outcomes:
        _table(explanation, rows(question, outcome, most, language), console, language)
    for text in (words.method(question, language), words.MEANS.in_(language)):
        console.print(text, style="dim", highlight=False, markup=False)


def _table(explanation: Explanation, told: Rows, console: Console, language: Language) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    if not told.rows:
        console.print(f"{told.title}: {told.other}", highlight=False, markup=False)
        for remark in told.remarks:
            console.print(remark, style="dim", highlight=False, markup=False)
        console.print()
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(f"{escape(told.title)}\n[dim]{told.base} → {told.other}[/dim]", overflow="fold", ratio=1)
    table.add_column(f"{words.ON_AVERAGE.in_(language)}\n[dim]{told.unit}[/dim]", justify="right")
    shares = any(row.share for row in told.rows)
    if shares:
        table.add_column(words.SHARE.in_(language), justify="right", no_wrap=True)
    for row in told.rows:
        last = row is told.rows[-1]
        label = f"[bold]{escape(row.label)}[/bold]" if last else escape(row.label)
        about = _about(explanation, row, language)
        below = f"\n[dim]{row.nine}[/dim]" if row.nine else ""
        cells = [label + (f"\n[dim]{escape(about)}[/dim]" if about else ""), f"{row.mean} {row.error}".strip() + below]
        table.add_row(*cells, *([row.share] if shares else []))
    console.print(table)
    for remark in told.remarks:
        console.print(remark, style="dim", highlight=False, markup=False)


def _about(explanation: Explanation, row: Row, language: Language) -> str:
    if row.change is None:
        return ""
    cause = explanation.question.causes[row.change]
    return f"{cause.name} · {words.role(cause, language)}"
