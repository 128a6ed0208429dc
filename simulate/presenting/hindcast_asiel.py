"""The hindcast of the asylum chain from 2014: the residents of reception that COA counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from simulate.inputs.places import packaged
from simulate.inputs.resolving import resolve
from simulate.presenting.hindcast import ComparedOutcome, Counted, Course, beside, compared_table, of_group, rows_of
from simulate.presenting.hindcast_figure import Picture, draw
from simulate.presenting.markdown import page
from simulate.render.markdown import code, table

if TYPE_CHECKING:
    import xarray as xr

SCENARIO = "asiel-terugblik-2014.yaml"
OBSERVED = "data/asiel/coa_bezetting.csv"
DRAWS = 1000
GROUPS = {"all": "All residents of reception", "status_holders": "Status holders in reception"}
PAGE = "asiel-terugblik.md"
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
PICTURE = Picture(
    title="Hindcast of reception, 2014-2019",
    panels=GROUPS,
    unit="persons",
    caption=f"Residents at the end of each month. Line: median; bands: half and nine out of ten of {DRAWS:,} draws. "
    "Diamonds:\ncounted by COA. Inflow, decisions, grants, family arrivals and housing of these years are inputs or "
    f"fitted.\nSource: simulate, scenario asiel-terugblik-2014; COA ({OBSERVED}).",
)


def run(draws: int = DRAWS, held: Sequence[str] = ()) -> xr.Dataset:
    """The hindcast, in memory; the parameters `held` keep the value of 2014, with its uncertainty, in all years."""
    import simulate

    scenario = resolve(packaged().path / "scenarios" / SCENARIO, draws=draws)
    first = {name: {"values": scenario.parameters[name].values[:1]} for name in held}
    changed = {name: scenario.parameters[name].model_copy(update=update) for name, update in first.items()}
    return simulate.run(scenario.model_copy(update={"parameters": scenario.parameters | changed}))


def course(ds: xr.Dataset) -> Course:
    """The residents of every group at the end of each month."""
    residents = {
        "all": ds["bezetting"].sum("bewoners"),
        "status_holders": ds["bezetting"].sel(bewoners="statushouders"),
    }
    months = ds["month"].values.astype("datetime64[M]")
    ends = [(month + 1).astype(date) - timedelta(days=1) for month in months]
    return Course.of(ends, {group: residents[group].values for group in GROUPS})


def compare(ds: xr.Dataset) -> list[ComparedOutcome]:
    """Everything that was counted, beside the run."""
    return beside(course(ds), counted())


def counted() -> list[Counted]:
    """What COA counted."""
    return [
        Counted(date.fromisoformat(row["date"]), row["group"], int(row["persons"]), row["source"])
        for row in rows_of(OBSERVED)
    ]


def hindcast_page(compared: Sequence[ComparedOutcome], held: Sequence[Sequence[ComparedOutcome]]) -> str:
    """The page. `compared` is of the hindcast, `held` of the runs in which the parameters of HELD do not change."""
    tables = [f"## {title}\n\n{_table(of_group(compared, group))}" for group, title in GROUPS.items()]
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


def _table(rows: Sequence[ComparedOutcome]) -> str:
    return compared_table("Date", "Source of the count", [(c.day, c, c.source) for c in rows])


def _held(compared: Sequence[ComparedOutcome], held: Sequence[Sequence[ComparedOutcome]]) -> str:
    rows = [
        (first.day, GROUPS[first.group], f"{first.observed:,}", *(f"{c.band[2]:,.0f} ({c.error:+.0%})" for c in same))
        for first, *others in zip(compared, *held, strict=True)
        for same in [(first, *others)]
    ]
    columns = ("Date", "Who", "Counted", "As shipped", "Part of the task held", "And share of homes held")
    return table(columns, rows)


def held_runs() -> list[list[ComparedOutcome]]:
    """The comparison for each of HELD."""
    return [compare(run(HELD_DRAWS, held=names)) for names in HELD]


def write(folder: Path) -> list[Path]:
    """Run the hindcast, and write its page and figure into `folder`."""
    ds = run()
    compared = compare(ds)
    figures = draw(course(ds), compared, PICTURE, folder / FIGURE)
    text = folder / PAGE
    text.write_text(hindcast_page(compared, held_runs()), encoding="utf-8", newline="\n")
    return [text, *figures]
