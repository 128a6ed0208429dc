"""Page of the study: what was run, the tables, and what they prove and do not prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from docs.build.page import page
from simulate.files import write_whole
from simulate.render.markdown import code, table
from studies.eigen_risico_2013.counts import AGES, CLAIMS, WAITS
from studies.eigen_risico_2013.figure import draw_jump, draw_lists
from studies.eigen_risico_2013.limits import limits
from studies.eigen_risico_2013.payments import paying
from studies.eigen_risico_2013.runs import (
    CHANGED_DRAWS,
    FIRST,
    LAST,
    LISTS,
    NOW,
    VARIANTS,
    Ran,
    beside_the_run,
    first_draws,
    run,
)
from studies.eigen_risico_2013.steps import (
    DRAWS,
    FITTED,
    JUMP,
    SENSITIVITIES,
    SMALL,
    STEPS,
    WEIGHED_DRAWS,
    Step,
    error,
    together,
)

PAGE = "zorg-terugblik.md"
FIGURE_JUMP, FIGURE_LISTS = "figures/terugblik-2013", "figures/terugblik-2016"
CLAIM_AGES = {age: f"{first}-{end - 1}" if end < 100 else f"{first}+" for age, (first, end) in AGES.items()}


def study_page(ran: Ran) -> str:
    """Write out the page, from what the runs give."""
    return page(
        "Care: hindcast 2012-2016 and 2016-2023",
        "Three looks back: the compulsory deductible as it rose from 220 to 385 euros in 2012-2016 "
        f"(`scenarios/{JUMP}`), who pays it (`{LISTS}` and `{NOW}`), and waiting lists in 2016-2023 (`{LISTS}`); "
        f"{DRAWS} draws. What is fitted and what is not is said at every table. Read [what this does not "
        "show](#what-this-shows-and-what-it-does-not) before you trust it.",
        "## The jump of 2013: calibrated",
        f"![Hospital care by age, 2013 and 2014-2016]({FIGURE_JUMP}.png)",
        _jump(ran),
        "Change of hospital care per person against 65-74 on the year before, in log points x 100 (about percent). "
        f"Seen: in the claims (`{CLAIMS}`), less the mean of 2017-2019, when the deductible stood still; the spread is "
        "the standard deviation of those three years. The claims of 20-24 are set beside the model's 18-24, as their "
        "next class down holds children. Fits: the median is within 1.645 times the spread of what is seen.",
        "### How the claims weigh the draws",
        _weighed(ran),
        f"Tenth, fifth and ninth tenth of the sensitivities of `parameters/zorg/gedrag.yaml`, before and after "
        f"{WEIGHED_DRAWS} draws of the wide ranges and {DRAWS} of those that are shipped are weighed by the "
        "likelihood of the five numbers of 2013 (normal, independent, with "
        "the spread of the placebo years). The ranges that are shipped were narrowed by this look at 2013, from the "
        "wider ones; weighing them once more uses the same numbers twice, so the last rows are a check and no better "
        "estimate.",
        "## 2014-2016: predicted",
        _small(ran),
        _small_words(ran),
        "## 2012: a failure",
        _before(ran),
        _before_words(ran),
        "## Who pays the deductible",
        paying(ran),
        "## Waiting lists, 2016-2023",
        f"![Waits above the norm, 2016-2023]({FIGURE_LISTS}.png)",
        _waits(ran),
        f"Shares of waits above the Treeknorm and the mean wait for a first visit (`{WAITS}`), beside the same months "
        "of the run. The waits of 2016 are inputs of the parameter files.",
        _staff(ran),
        "Medians, averages over the year; volumes and capacity against 1 January 2016.",
        "### What makes the lists longer in the model",
        _variants(ran),
        f"Medians of the same {CHANGED_DRAWS} draws with one thing changed.",
        limits(ran),
    )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _listed(names: Iterable[str]) -> str:
    """Names with commas; `none` when there are none."""
    return ", ".join(names) or "none"


def _growth(steps: Sequence[Step]) -> list[tuple[str, ...]]:
    return [
        (
            CLAIM_AGES[step.age],
            f"{step.seen.net:+.1f}",
            f"{step.seen.spread:.1f}",
            *(f"{step.band[place]:+.1f}" for place in (0, 2, 4)),
        )
        for step in steps
    ]


def _jump(ran: Ran) -> str:
    steps = [*ran.of_year(2013), ran.step(2013, "75_plus")]
    use = [*("weighs the draws" for _ in FITTED), "not used"]
    rows = [
        (*row, _yes(step.fits), _yes(step.inside), of) for row, step, of in zip(_growth(steps), steps, use, strict=True)
    ]
    return table(("Age", "Seen", "Spread", "p5", "p50", "p95", "Fits", "Within p5-p95 with the noise", "Use"), rows)


def _weighed(ran: Ran) -> str:
    rows = []
    for key, title in (("wide", "wide, chosen before"), ("shipped", "as shipped")):
        weighed = ran.weighed[key]
        after = f"{title}, weighed ({weighed.effective:.0f} effective draws)"
        for name, values in ((title, weighed.before), (after, weighed.after)):
            ranges = (" / ".join(f"{value:.2f}" for value in values[one]) for one in SENSITIVITIES)
            rows.append((name, *ranges))
    return table(("Ranges", *(code(name) for name in SENSITIVITIES)), rows)


def _small(ran: Ran) -> str:
    groups = [(f"{year} (+{STEPS[year]} euros)", ran.of_year(year)) for year in SMALL] + [
        ("together", together([ran.of_year(year) for year in SMALL]))
    ]
    rows = [
        (year, *row, _yes(step.tells), _yes(step.inside))
        for year, steps in groups
        for row, step in zip(_growth(steps), steps, strict=True)
    ]
    columns = ("Year", "Age", "Seen", "Spread", "p5", "p50", "p95", "Above the noise", "Within p5-p95 with the noise")
    return table(columns, rows)


def _small_words(ran: Ran) -> str:
    steps = [step for year in SMALL for step in ran.of_year(year)]
    largest = max(abs(step.band[2]) for step in steps)
    least = min(step.noise for step in steps)
    outside = [f"{CLAIM_AGES[step.age]} in {step.year} ({step.seen.net:+.1f})" for step in steps if not step.inside]
    summed = together([ran.of_year(year) for year in SMALL])
    off = [f"{CLAIM_AGES[step.age]} ({step.seen.net:+.1f})" for step in summed if not step.inside]
    return (
        "None of these numbers weighed the draws; the part of the answer that comes in the first year was chosen with "
        "the fall of 2014 at 20-24 in view. "
        f"The largest median effect is {largest:.1f} points in one year and age. "
        f"{sum(step.tells for step in steps)} of the {len(steps)} medians are larger than the noise (1.645 times the "
        f"spread, {least:.1f} or more), and {sum(step.tells for step in summed)} of the {len(summed)} of the three "
        "years together: what the model says of these years cannot be told from no effect. What is seen lies outside "
        f"the band of model and noise in {len(outside)} cases: {_listed(outside)}; of the three years together: "
        f"{_listed(off)}. Some are rises, which no dearer care explains, so the spread of three placebo years "
        "is too small a measure of noise. The root mean "
        f"square distance of what is seen is {error(steps, effect=True):.2f} from the medians and "
        f"{error(steps, effect=False):.2f} from no effect at all; of the three years together "
        f"{error(summed, effect=True):.2f} and {error(summed, effect=False):.2f}. The effects include what is left of "
        "2013 (part of the answer comes after the first year) and the rise of voluntary deductibles."
    )


def _before(ran: Ran) -> str:
    steps = ran.of_year(2012)
    rows = [
        (*row, _yes(bool(np.sign(step.seen.net) == np.sign(step.band[2]))), _yes(step.inside))
        for row, step in zip(_growth(steps), steps, strict=True)
    ]
    return table(("Age", "Seen", "Spread", "p5", "p50", "p95", "Same sign", "Within p5-p95 with the noise"), rows)


def _before_words(ran: Ran) -> str:
    steps = ran.of_year(2012)
    wrong = [CLAIM_AGES[s.age] for s in steps if s.band[2] < 0 < s.seen.net - s.noise]
    return (
        f"The deductible rose by {STEPS[2012]} euros on 1 January 2012 (170 to 220; the same scenario started a year "
        "earlier). The model says that the young ask for less hospital care; in the claims it rose against 65-74, by "
        f"more than the noise at {_listed(wrong)}. {sum(s.inside for s in steps)} of the {len(steps)} ages are within "
        "the band of model and noise. At 75+, where nearly all fill the deductible, it moved by "
        f"{ran.step(2012, '75_plus').seen.net:+.1f}: something else changed in that year. Hospitals went over to other "
        "products, and the claims of 2011 and 2012 may not count the same care; that was not looked into, and the "
        "model gets no credit for it. Whoever takes 2012 for as good a year as "
        "2013 would conclude that the answer to the price is not there."
    )


def _waits(ran: Ran) -> str:
    rows = []
    for count, values in beside_the_run(ran.lists["as shipped"]):
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
        inside = _yes(bool(low <= count.value <= high))
        band = (f"{low:.1f}", f"{middle:.1f}", f"{high:.1f}", f"{middle - count.value:+.1f}", inside)
        rows.append((count.measure, count.period, f"{count.value:g} {count.unit}", *band))
    return table(("What", "When", "Counted", "p5", "p50", "p95", "Off", "Within p5-p95"), rows)


_STAFF = {
    "medewerkers": ("Staff", "{:,.0f}"),
    "verzuim": ("Absence (input)", "{:.2%}"),
    "capaciteitsindex": ("Capacity of staff", "{:.3f}"),
    "vraagindex": ("Hospital care asked for", "{:.3f}"),
    "personeelstekort": ("Shortage of staff", "{:,.0f}"),
}


def _staff(ran: Ran) -> str:
    lists = ran.lists["as shipped"]
    years = (2016, 2018, 2020, 2022, 2023)
    rows = [
        (title, *(form.format(float(np.median(lists.mean(name, year)))) for year in years))
        for name, (title, form) in _STAFF.items()
    ]
    return table(("Median", *map(str, years)), rows)


def _variants(ran: Ran) -> str:
    shares = ("boven_treeknorm_behandeling", "boven_treeknorm_poli")
    rows = [
        (name, *(f"{first_draws(ran.lists[name], share, year):.1f}" for share in shares for year in (FIRST, LAST)))
        for name in VARIANTS
    ]
    return table(("Run", *(f"{what} above the norm, {year}, %" for what in ("Treatments", "First visits")
                           for year in (FIRST, LAST))), rows)  # fmt: skip


def write(folder: Path) -> list[Path]:
    """Run the study, and write its page and figures into `folder`."""
    ran = run()
    figures = [*draw_jump(ran, folder / FIGURE_JUMP), *draw_lists(ran, folder / FIGURE_LISTS)]
    text = folder / PAGE
    write_whole(text, study_page(ran))
    return [text, *figures]
