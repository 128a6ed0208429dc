"""The page of the hindcast: the figure, the numbers, and what they prove and do not prove.

`python -m simulate.presenting.hindcast_page docs` runs the hindcast and writes the page and the figure into docs/.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from simulate.presenting.hindcast import DRAWS, GROUPS, OBSERVED, SCENARIO, Compared, compare, run
from simulate.presenting.hindcast_figure import draw
from simulate.presenting.markdown import code, page, table

FIGURE = "figures/terugblik-2014"
REALISED = "asiel.huisvesting.realisatie_taakstelling"
HOMES = "asiel.huisvesting.aandeel_statushouders"
HELD: tuple[tuple[str, ...], ...] = ((REALISED,), (REALISED, HOMES))
HELD_DRAWS = 500
LIMITS = f"""## What this shows, and what it does not

- **It is a test of consistency, not of forecasting.** The part of the housing task that is realised
  (`{REALISED}`) was itself estimated with the occupancies of 2014-2019,
  and set higher for 2016 and 2017. The share of vacant homes (`{HOMES}`)
  was raised for 2015-2017, with the people in mind who left reception in 2016. How fast status holders were housed
  before 2017 is in no public series, so this is an assumption, made by people who knew the outcome. Errors of a percent
  are no measure of skill.
- **The fall rests on that assumption**, as the table above shows: with the housing of 2014 in all years the peak stays
  within a few percent of the count, and the chain empties far too slowly.
- **No out-of-sample test of inflow, decisions, grants and family arrivals** either. Applications are those of each
  year. Substantive decisions and open cases fix the productivity of the IND and the chance of closure without a
  decision; grant shares are set to the national rate of the year; the share of hours for family reunification is set so
  that the arrivals come out (see the reasons in `parameters/asiel/beslissen.yaml`).
- What is tested: that with these inputs one set of rules, for procedure, appeal, family members, housing and departure
  together, can give the peak, the fall and the few status holders of 2019 in one run.
- The bands are wide because stocks at the start, shares in reception, appeals, departures and housing are uncertain.
  That the counts lie inside is a weak test.
- Status holders were found counted on two days only, neither of them the end of a year."""


def hindcast_page(compared: Sequence[Compared], held: Sequence[Sequence[Compared]]) -> str:
    """The page. `compared` is of the hindcast, `held` of the runs in which the parameters of HELD do not change."""
    tables = [
        f"## {title}\n\n{_compared([c for c in compared if c.group == group])}" for group, title in GROUPS.items()
    ]
    return page(
        "Asylum chain: hindcast 2014-2019",
        f"The chain started on 1 January 2014 (`scenarios/{SCENARIO}`, {DRAWS:,} draws) beside what COA counted "
        f"(`{OBSERVED}`). The peak of 2015 and the fall of 2016 and 2017 have to come out together. Read "
        "[what this does not show](#what-this-shows-and-what-it-does-not) before you trust it.",
        f"![Residents of reception, 2014-2019]({FIGURE}.png)",
        *tables,
        "The error is that of the median. A count is set beside the month end nearest to its date.",
        "## How much rests on the housing of status holders",
        f"Medians when {code(REALISED)} stays at its value of 2014 in all years, and when {code(HOMES)} does so "
        f"as well ({HELD_DRAWS} draws each).",
        _held(compared, held),
        LIMITS,
    )


def _compared(rows: Sequence[Compared]) -> str:
    return table(
        ("Date", "Counted", "p5", "p50", "p95", "Error", "Within p5-p95", "Source of the count"),
        [
            (c.day, f"{c.observed:,}", *(f"{c.band[i]:,.0f}" for i in (0, 2, 4)), f"{c.error:+.1%}",
             "yes" if c.inside else "no", c.source)
            for c in rows
        ],
    )  # fmt: skip


def _held(compared: Sequence[Compared], held: Sequence[Sequence[Compared]]) -> str:
    rows = [
        (first.day, GROUPS[first.group], f"{first.observed:,}", *(f"{c.band[2]:,.0f} ({c.error:+.0%})" for c in same))
        for first, *others in zip(compared, *held, strict=True)
        for same in [(first, *others)]
    ]
    columns = ("Date", "Who", "Counted", "As shipped", "Part of the task held", "And share of homes held")
    return table(columns, rows)


def held_runs() -> list[list[Compared]]:
    """The comparison for each of HELD."""
    return [compare(run(HELD_DRAWS, held=names)) for names in HELD]


def write(folder: Path) -> list[Path]:
    """Run the hindcast, and write its page and figure into `folder`."""
    ds = run()
    compared = compare(ds)
    figures = [folder / f"{FIGURE}.{kind}" for kind in ("svg", "png")]
    figures[0].parent.mkdir(parents=True, exist_ok=True)
    draw(ds, compared, figures)
    text = folder / "asiel-terugblik.md"
    text.write_text(hindcast_page(compared, held_runs()), encoding="utf-8", newline="\n")
    return [text, *figures]


if __name__ == "__main__":
    for written in write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
        print(written)
