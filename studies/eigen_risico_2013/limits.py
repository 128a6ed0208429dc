"""What the study shows and what it does not, in words; the numbers are those of the run."""

from __future__ import annotations

import numpy as np

from simulate.render.markdown import code
from studies.eigen_risico_2013.counts import TREATMENT, VISIT, own_payments
from studies.eigen_risico_2013.runs import FIRST, LAST, VARIANTS, Ran, beside_the_run, first_draws, risen
from studies.eigen_risico_2013.steps import SENSITIVITIES, SMALL, Values, together


def limits(ran: Ran) -> str:
    """The last part of the page."""
    return "\n".join(
        ("## What this shows, and what it does not\n", _of_the_jump(ran), _of_paying(ran), _of_the_lists(ran))
    )


def _median(values: Values) -> float:
    return float(np.median(values))


def _of_the_jump(ran: Ran) -> str:
    jump, oldest = ran.of_year(2013), ran.step(2013, "75_plus")
    young = together([[ran.step(year, "18_24")] for year in SMALL])[0]
    fits, wide = sum(step.fits for step in jump), ran.weighed["wide"]
    narrowed = ",\n  ".join(
        f"{code(name)} from {wide.before[name][0]:.2f}-{wide.before[name][2]:.2f} to "
        f"{wide.after[name][0]:.2f}-{wide.after[name][2]:.2f}"
        for name in SENSITIVITIES
    )
    return f"""\
- **The jump of 2013 is a calibration, not a forecast.** {fits} of the {len(jump)} medians fit, and they should: these
  numbers weighed the draws. That takes the middle eight tenths of {narrowed}. What could have failed is the shape.
  One mechanism, in which the price that counts is the chance of not filling the deductible, gives the slope from
  20-24 to 55-64 with three sensitivities.
- **It says nothing of the level.** Everything is against 65-74, whose own answer is not seen: `gevoeligheid_oud`
  enters by 55-64 and by 65-74 themselves, and stays the least known. The studies that give a level disagree by a
  factor of four.
- **Three placebo years are few**: their spread is itself a guess, and other things that changed in 2013 by age (what
  hospital care includes, how it is charged) are in the numbers. Ages are weighed as if independent; they are not. At
  75+, which was not used, hospital care moved by {oldest.seen.net:+.1f} and the model has {oldest.band[2]:+.1f}.
- **Of the small steps nothing can be learned**, in either direction. Where the claims of 2014-2016 agree with the
  model it is no proof, as most of them agree with no effect just as well. At 20-24 hospital care went on falling
  after 2013, by {-young.seen.net:.1f} points in three years, of which the model has {-young.band[2]:.1f}.
- **2012 is a failure** and is not explained away. One good year and one bad one are the evidence for the size of the
  answer, beside the studies."""


def _of_paying(ran: Ran) -> str:
    lists, published = ran.lists["as shipped"], own_payments()
    errors = [_median(lists.january("eigen_betaling", year)) / paid - 1 for year, paid in published.items()]
    first, last = min(published), max(published)
    return f"""\
- **Who pays is mostly a fit**, made with the spread of costs. Medians of the mean own payment are off by
  {min(errors):+.0%} to {max(errors):+.0%} of what the premiums say in {first}-{last}. How far those who
  pay little are healthy, and how far they stay away because of the price, is not told by these numbers. At another
  deductible everything rests on the tenths of 2012, raised with cost."""


def _of_the_lists(ran: Ran) -> str:
    lists = ran.lists["as shipped"]
    counted, model = risen(lists)
    share = "boven_treeknorm_behandeling"
    without = {name: first_draws(lists, share, LAST) - first_draws(ran.lists[name], share, LAST) for name in VARIANTS}
    absence, money, shortfall = (without[name] for name in list(VARIANTS)[1:])
    absent = [_median(lists.mean("verzuim", year)) for year in (FIRST, LAST)]
    asked, room = (_median(lists.mean(name, LAST)) - 1 for name in ("vraagindex", "capaciteitsindex"))
    waits = {(count.measure, count.year): (count.value, _median(values)) for count, values in beside_the_run(lists)}
    visits, start = waits[VISIT, LAST], waits[TREATMENT, FIRST]
    year, staff = ran.staff_counted
    return f"""\
- **Waiting lists: the model gives {model:.0f} of the {counted:.0f} points** by which the share of treatments above
  the norm rose from {FIRST} to {LAST} (its own share of {FIRST} is {start[1]:.0f} percent, where {start[0]:.0f} were
  counted). Staff and absence are only a part of that. Absence rose from {absent[0]:.1%} to {absent[1]:.1%} (an input)
  and is {absence:.1f} points of the share of {LAST}; the limit to what is paid for is {money:.1f}, the shortfall of
  capacity at the start {shortfall:.1f}. The rest is demand that grows faster than staff and productivity:
  {asked:+.1%} against {room:+.1%} since the start. Of first visits {visits[0]:g} percent were above the norm in
  {LAST}, and the median is {visits[1]:.0f}.
- **What it does not explain**: the epidemic, which put off operations for years and is not in the model, and the
  change of how waits are counted in 2019, which is in the counts and not in the model. How much of the missing points
  is the one and how much the other cannot be told.
- **The waits of {LAST} were known when it was made.** The shortfall at the start was chosen with the rise of the
  waits in view, growth of demand is that of 2018-2023, and those who come and leave were set with a forecast made in
  2023. It is a check that the sizes go together, and no test.
- **Staff is hardly tested**: one year was counted after the start, {staff:,.0f} people in {year}; the median of that
  year is {_median(lists.mean("medewerkers", year)):,.0f}. Hours, productivity and administrative time are
  assumptions.
- There is nothing here on urgency, specialty or region, for want of counts."""
