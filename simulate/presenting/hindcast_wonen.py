"""The hindcast of housing from 1991: with the permits that were given, completions and pipeline as CBS counted them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from simulate.inputs.places import packaged
from simulate.inputs.resolving import resolve
from simulate.presenting.hindcast import Compared, Counted, Course, beside, compared_table, of_group, rows_of
from simulate.presenting.hindcast_figure import Picture, draw
from simulate.presenting.markdown import page, table
from simulate.registry import model
from simulate.running.draws import sample

SCENARIO = "wonen-terugblik-1991.yaml"
OBSERVED = "data/wonen/woningbouw_1990_2011.csv"
DRAWS = 200
GROUPS = {"completions": "Completions in the year", "pipeline": "Permitted and not completed, 31 December"}
PAGE = "wonen-terugblik.md"
FIGURE = "figures/terugblik-1991"
FIRST, LAST_FITTED = 1991, 2002
PERIODS = {
    "1991-2002 (fitted)": (1991, 2002),
    "2003-2008 (line drawn on)": (2003, 2008),
    "2009-2011 (line drawn on)": (2009, 2011),
}
PICTURE = Picture(
    title="Hindcast of housing, 1991-2011",
    panels=GROUPS,
    unit="homes",
    caption=f"Line: median; bands: half and nine out of ten of {DRAWS} draws, at 31 December. Diamonds: counted.\n"
    "Permits of every year are given. The time to the start of building is a line through 1991-2002, drawn on\n"
    "from 2003. "
    f"Source: simulate, scenario wonen-terugblik-1991; CBS StatLine 71527NED ({OBSERVED}).",
    yearly=True,
    mark=(date(2003, 7, 1), "line drawn on"),
)

Years = dict[int, dict[str, int]]


def observed() -> Years:
    """What CBS counted, by year: permits, pipeline at 31 December, completions and more."""
    return {int(row.pop("year")): {k: int(v) for k, v in row.items() if k != "source"} for row in rows_of(OBSERVED)}


def lapsed(years: Years, first: int, last: int) -> int:
    """Permits of these years that were neither completed nor open at the end: all that the counts say of lapses."""
    flows = sum(years[year]["permits"] - years[year]["completions"] for year in range(first, last + 1))
    return flows + years[first - 1]["pipeline"] - years[last]["pipeline"]


def run(draws: int = DRAWS) -> tuple[Course, dict[str, float]]:
    """The hindcast, and its lapses in the fitted years and after them (medians).

    Only the draws that are asked for, not a whole block: their numbers differ a little from those of `simulate run`.
    """
    scenario = resolve(packaged().path / "scenarios" / SCENARIO)
    running = model(scenario.model)(sample(scenario, 0, draws))
    series = running.run()
    years = scenario.months // 12
    days = [date(scenario.start.year + year, 12, 31) for year in range(years)]
    running.audit()
    completions, permits_lapsed = (
        series[name].reshape(years, 12, -1, draws).sum(axis=(1, 2)) for name in ("nieuwbouw_per_segment", "ingetrokken")
    )
    fitted = LAST_FITTED - FIRST + 1
    lapses = {
        "fitted": float(np.median(permits_lapsed[:fitted].sum(axis=0))),
        "later": float(np.median(permits_lapsed[fitted:].sum(axis=0))),
    }
    return Course.of(days, {"completions": completions, "pipeline": series["pijplijn"].sum(axis=1)[11::12]}), lapses


def compare(course: Course) -> list[Compared]:
    """Everything that was counted, beside the run."""
    years = observed()
    return beside(
        course,
        [
            Counted(date(year, 12, 31), group, years[year][group], "CBS StatLine 71527NED")
            for group in GROUPS
            for year in range(FIRST, max(years) + 1)
        ],
    )


def mean_error(compared: Sequence[Compared], group: str, first: int, last: int) -> float:
    """The mean absolute error of the median, as a share of the counts."""
    return float(np.mean([abs(c.error) for c in of_group(compared, group) if first <= c.day.year <= last]))


def rules(years: Years) -> dict[str, dict[int, float]]:
    """Completions without any model: the permits of the year before less what lapses, and its completions."""
    span = range(FIRST, LAST_FITTED + 1)
    share = lapsed(years, FIRST, LAST_FITTED) / sum(years[year]["permits"] for year in span)
    later = range(FIRST, max(years) + 1)
    return {
        "permits": {year: years[year - 1]["permits"] * (1 - share) for year in later},
        "completions": {year: float(years[year - 1]["completions"]) for year in later},
    }


def hindcast_page(compared: Sequence[Compared], lapses: Mapping[str, float]) -> str:
    """The page."""
    tables = [f"## {title}\n\n{_table(of_group(compared, group))}" for group, title in GROUPS.items()]
    return page(
        "Housing: hindcast 1991-2011",
        "Building started on 1 January 1991 with the pipeline of that day and the permits of every year "
        f"(`scenarios/{SCENARIO}`, {DRAWS} draws), beside what CBS counted (`{OBSERVED}`). Permits are given; "
        "completions and the pipeline come out. The time to the start of building is estimated from 1991-2002 alone "
        "and drawn on from 2003, so that 2003-2011 is out of sample, given the permits. Read "
        "[what this does not show](#what-this-shows-and-what-it-does-not) before you trust it.",
        f"![Completions and pipeline, 1991-2011]({FIGURE}.png)",
        "## How large the errors are",
        _errors(compared),
        "Mean absolute error of the median, as a share of what was counted. The last two columns are rules for "
        "completions without a model: the permits of the year before less the share that lapses (estimated from "
        "1991-2002), and the completions of the year before.",
        *tables,
        "The error is that of the median.",
        _limits(compared, lapses),
    )


def _table(rows: Sequence[Compared]) -> str:
    remarks = [(c.day.year, c, "fitted" if c.day.year <= LAST_FITTED else "line drawn on") for c in rows]
    return compared_table("Year", "Time to the start", remarks)


def _errors(compared: Sequence[Compared]) -> str:
    years = observed()
    naive = rules(years)

    def of_rule(rule: str, first: int, last: int) -> float:
        errors = [abs(naive[rule][year] / years[year]["completions"] - 1) for year in range(first, last + 1)]
        return float(np.mean(errors))

    return table(
        ("Years", "Completions", "Pipeline", "Rule: permits a year before", "Rule: completions a year before"),
        [
            (
                period,
                *(f"{mean_error(compared, group, *span):.1%}" for group in GROUPS),
                *(f"{of_rule(rule, *span):.1%}" for rule in ("permits", "completions")),
            )
            for period, span in PERIODS.items()
        ],
    )


def _limits(compared: Sequence[Compared], lapses: Mapping[str, float]) -> str:
    years = observed()
    built = {c.day.year: c for c in of_group(compared, "completions")}
    pipeline = {c.day.year: c for c in of_group(compared, "pipeline")}
    inside = {group: sum(c.inside for c in of_group(compared, group)) for group in GROUPS}
    fall = built[2010].observed / built[2009].observed - 1
    fall_model = built[2010].band[2] / built[2009].band[2] - 1
    last = max(years)
    later = mean_error(compared, "completions", 2003, 2008)
    return f"""## What this shows, and what it does not

- **It tests building from permit to key, given the permits.** Plans, money and the capacity for permits are not in
  it, and the brakes are off: what held homes back in these years is inside the time to the start of building. Labour
  is set so high that it never binds, so it is not tested either. Building takes 11 months for every home, an
  assumption; only its sum with the time to the start is seen.
- **2003-2008 is the test.** The time to the start is twelve times the pipeline over completions, less 11 months: 1.2
  months in 1991 and 0.86 more every year, by the straight line through 1991-2002. Drawn on, it gives completions with
  a mean error of {later:.1%}, less than either rule. That it is a straight line was chosen by people who knew these
  years, though it uses none of their numbers.
- **1991 is wrong in the fit.** The straight line is too low in its first year (the pipeline was worth 14.5 months,
  and the line says 12.2), so that the homes that waited start at once: {built[1991].error:+.1%} completions.
- **The collapse of 2010 is missed.** Completions fell by {-fall:.0%} from 2009 to 2010, and in the model by
  {-fall_model:.0%}: it gives {built[2010].band[2] - built[2010].observed:,.0f} homes too many in 2010
  ({built[2010].error:+.1%}) and {built[2011].band[2] - built[2011].observed:,.0f} in 2011 ({built[2011].error:+.1%}),
  and a pipeline that is {-pipeline[last].error:.1%} too small at the end of {last}. Homes are started once they are
  sold. In 2009 sales stopped, and starts with them; homes that had a permit stayed in the pipeline. Permits do not
  tell that, and the line knows of no crisis. In these three years the plain rule from the permits of the year before
  does better than the model. A run into the future has the same blind spot: it has no crisis of sales unless the time
  to the start is raised.
- **The bands are too narrow.** They hold {inside["completions"]} of {len(built)} counts of completions and
  {inside["pipeline"]} of {len(pipeline)} of the pipeline, where nine out of ten should be inside. In one draw the
  time to the start is long or short in all years. That moves the pipeline; completions hardly change, as in the long
  run they follow the permits. Swings from one year to the next, such as those of 1999-2000 and 2010, are not in it.
- **Lapses** follow from the counts: permits less completions less the rise of the pipeline. One share of the permits
  lapses, fitted on 1991-2002: {lapsed(years, FIRST, LAST_FITTED):,} counted and {lapses["fitted"]:,.0f} in the model;
  in 2003-{last} {lapsed(years, LAST_FITTED + 1, last):,} and {lapses["later"]:,.0f}. A chance per month that is the
  same in all years, as in the scenarios from 2025, was tried and left: it has to be 0.0085 to give the lapses of
  1991-2002, but within those years lapses fell while ever more homes waited; after 2002 it would let more than twice
  as many lapse as did.
- Conversion, demolition and other changes of the stock are means by period from the same table, and not compared
  here.
- **There is no such test for 2012-2022.** No independent series of permits goes with the pipeline of those years.
  What can be had is completions plus the change of the pipeline; fed with that, any model gives back what was put in,
  and proves nothing. Permits of the older survey and of the register (BAG) are different counts, a third apart, and
  are never mixed: this page uses the survey alone, the scenarios from 2025 the register alone.
- So the level of the scenarios from 2025 is not tested here: nitrogen, the grid, money and labour came after these
  years."""


def write(folder: Path) -> list[Path]:
    """Run the hindcast, and write its page and figure into `folder`."""
    course, lapses = run()
    compared = compare(course)
    figures = draw(course, compared, PICTURE, folder / FIGURE)
    text = folder / PAGE
    text.write_text(hindcast_page(compared, lapses), encoding="utf-8", newline="\n")
    return [text, *figures]
