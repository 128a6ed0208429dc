"""The chain of housing once more, written apart from the model: one country, monthly, expected numbers of homes.

It takes the values of the YAML files and nothing of the model, so that an error of the model in arithmetic, order or
units shows as a difference.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from simulate.scenario import Scenario

Numbers = NDArray[np.float64]


class Values:
    """What a parameter is on a day: `v(month)("bouwen.starttijd")`, a number or one for each segment."""

    def __init__(self, scenario: Scenario) -> None:
        self.of, self.start = scenario.parameters, scenario.start

    def at(self, month: int, name: str) -> Numbers:
        day = date(self.start.year + (self.start.month - 1 + month) // 12, (self.start.month - 1 + month) % 12 + 1, 1)
        known = [value for value in self.of[f"wonen.{name}"].values if value.date <= day]
        return np.asarray((known or [self.of[f"wonen.{name}"].values[0]])[-1].value, np.float64)


def served(room: Numbers, asked: Numbers, spread: Numbers) -> Numbers:
    """The mean of min(1, room over what is asked), which is lognormal: by a sum over a thousand places."""
    each = room / np.maximum(asked, 1e-9) * np.exp(spread * norm.ppf((np.arange(1000) + 0.5) / 1000) - spread**2 / 2)
    return np.asarray(np.minimum(each, 1).mean())


def slowest(waits: Numbers, met: Numbers) -> Numbers:
    """The share of homes for which each gate is the slowest that they meet: those slower are all missed."""
    met = np.where(waits >= 1, met, 0)
    order, share, missed = np.argsort(-waits, kind="stable"), np.zeros(len(waits)), 1.0
    for gate in order:
        share[gate] = met[gate] * missed
        missed *= 1 - met[gate]
    return share


def chain(scenario: Scenario, months: int) -> dict[str, Numbers]:
    """Run the chain: outcomes by month, (months,)."""
    values, out = Values(scenario), defaultdict(list)
    month, pot = 0, 0.0

    def v(name: str) -> Numbers:
        return values.at(month, name)

    def cover() -> Numbers:
        """What is put into a losing home, by segment: the incentive for affordable ones, while there is money."""
        incentive = v("haalbaarheid.stimulans_per_woning") * v("haalbaarheid.stimulans_telt_mee") * (pot > 0)
        return v("haalbaarheid.gemeentelijke_bijdrage") + incentive * v("haalbaarheid.aandeel_betaalbaar_segment")

    def above(covered: Numbers) -> Numbers:
        return np.asarray(norm.cdf(np.log(v("haalbaarheid.tekort_per_woning") / covered) / sd))

    def length() -> Numbers:
        return v("bouwen.bouwtijd") * (1 - v("bouwen.industrieel_aandeel") * v("bouwen.industrieel_tijdwinst"))

    def waits() -> Numbers:
        grid = float((queue + others) / (v("remmen.net_aansluitingen") / 12))
        rest = {gate: float(v(f"remmen.{gate}_duur")) for gate in gates if gate != "net"}
        return np.array([rest.get(gate, grid) + (closed if gate == "stikstof" else 0) for gate in gates])

    def met() -> Numbers:
        return np.array([v(f"remmen.{gate}_aandeel") for gate in gates])

    mix, sd = v("verdeling.segmentverdeling_lopend"), v("haalbaarheid.tekort_spreiding")
    pot, grants = float(v("haalbaarheid.stimulans_budget")), 0.0
    soft, hard, procedure = (v(f"beginstand.{s}") * mix for s in ("zachte_plannen", "harde_plannen", "in_procedure"))
    losing, judged = mix * v("haalbaarheid.aandeel_onrendabel") * above(cover()), cover()
    waiting = v("beginstand.wacht_op_dekking") * losing / losing.sum()
    pipeline, building = v("beginstand.pijplijn"), v("beginstand.aandeel_in_aanbouw")
    idle, held = pipeline * (1 - building), v("beginstand.aandeel_opgehouden")
    gates, others, queue = ("beroep", "stikstof", "net", "drinkwater", "ontsluiting"), v("remmen.net_wachtrij"), 0.0
    chance = v("remmen.arrest_kans")
    last = float(v("remmen.arrest_duur"))
    shut = 1 - (1 - chance) ** last
    closed = sum((1 - chance) ** age * chance * (last - age) for age in range(int(last)))

    weight = slowest(waits(), met()) * waits()
    behind = idle * held * np.outer(weight / weight.sum(), mix)
    queue = behind[2].sum()
    ready, built = idle * (1 - held) * mix, np.zeros(4)
    due = np.zeros((months + 60, 4))
    for segment, last_one in enumerate(length()):
        shares = np.diff(np.minimum(np.arange(int(np.ceil(last_one)) + 1) / last_one, 1))
        due[: len(shares), segment] = shares * pipeline * building * mix[segment]
    stock, households = 0.0, 0.0
    for month in range(months):
        calendar = (scenario.start.month - 1 + month) % 12
        if calendar == 0 or month == 0:
            pot = float(v("haalbaarheid.stimulans_budget")) + (pot if month else 0)
            grants += float(v("haalbaarheid.subsidie_budget"))
        put_off = due[month] * v("bouwen.uitstel_naar_jaareinde") if calendar < 9 else -built / (12 - calendar)
        completed, built = due[month] - put_off, built + put_off
        ways = {w: float(v(f"bestaand.{w}")) / 12 for w in ("transformatie", "splitsen_optoppen", "flexwoningen")}
        gross = completed.sum() + sum(ways.values()) - v("bestaand.overige_onttrekking") / 12
        stock += gross - v("bestaand.sloop") / 12
        labour = v("bouwen.bouw_fte") * v("bouwen.aandeel_nieuwbouw") * v("bouwen.woningen_per_fte")
        capacity = labour / (1 - v("bouwen.industrieel_aandeel") * v("bouwen.industrieel_arbeidsbesparing"))
        asked = ready / v("bouwen.starttijd")
        part = served(capacity / 12, asked.sum(), v("bouwen.spreiding_bouwers"))
        begun, backlog = asked * part, ready.sum() * (1 - part) / capacity
        ready = ready - begun
        for segment, time in enumerate(length()):
            whole = int(time)
            due[month + whole, segment] += begun[segment] * (whole + 1 - time)
            due[month + whole + 1, segment] += begun[segment] * (time - whole)
        affordable = v("haalbaarheid.aandeel_betaalbaar_segment")
        pot = max(pot - float((begun * affordable).sum() * v("haalbaarheid.stimulans_per_woning")), 0)
        behind, ready = behind * (1 - v("procedures.intrekking")), ready * (1 - v("procedures.intrekking"))
        wait = waits()
        connected = float(v("remmen.net_aansluitingen")) / 12 * min(1, wait[2])
        leave = 1 / np.maximum(wait, 1)
        leave[1] = (1 - shut) / v("remmen.stikstof_duur")
        leave[2] = connected / max(queue + others, 1e-9)
        others = others * (1 - leave[2])
        ready, behind = ready + (behind * leave[:, None]).sum(axis=0), behind * (1 - leave[:, None])
        queue = behind[2].sum()
        ripe = procedure / v("procedures.proceduretijd")
        granted = ripe * served(
            v("procedures.vergunningcapaciteit") / 12, ripe.sum(), v("procedures.spreiding_gemeenten")
        )
        procedure = procedure - granted
        share = slowest(waits(), met())
        behind, ready = behind + np.outer(share, granted), ready + granted * (1 - share.sum())
        others += (v("remmen.net_aandeel") - share[2]) * granted.sum() + v("remmen.net_overige") / 12
        queue = behind[2].sum()
        room, now = v("haalbaarheid.investeringscapaciteit") / 12, cover()
        z = np.log(v("haalbaarheid.tekort_per_woning") / now) / sd
        price = v("haalbaarheid.tekort_per_woning") * np.exp(sd**2 / 2) * norm.cdf(z + sd) / norm.cdf(z) - now
        wanted = np.minimum(waiting * affordable, room)
        each = (price * waiting * affordable).sum() / (waiting * affordable).sum()
        paid = wanted * min(1, grants / each / wanted.sum())
        grants, waiting, room = grants - each * paid.sum(), waiting - paid, room - paid
        better = np.maximum(1 - above(now) / above(judged), 0)
        found = np.minimum(waiting * (1 - (1 - v("haalbaarheid.herstel_kans")) * (1 - better)), room)
        judged, waiting, room = now, (waiting - found) * (1 - v("haalbaarheid.afval_kans")), room - found
        keen = 1 / (1 + backlog / (v("plannen.geduld_ontwikkelaars") / 12))
        worked_out = hard / v("plannen.voorbereidingstijd") * keen
        feasible = np.minimum(worked_out * (1 - v("haalbaarheid.aandeel_onrendabel") * above(cover())), room)
        hard, waiting = hard - worked_out, waiting + worked_out - feasible
        procedure = procedure + paid + found + feasible
        leaves = soft * v("plannen.doorzet_factor") / v("plannen.tijd_tot_hard") / (1 - v("plannen.planuitval"))
        hard = hard + leaves * (1 - v("plannen.planuitval"))
        soft = soft - leaves + v("plannen.nieuwe_plannen") / 12 * v("verdeling.segmentverdeling")
        households += float(v("vraag.huishoudensgroei") + v("vraag.ramingsfout")) / 12
        out["nieuwbouw"].append(completed.sum())
        out["bruto"].append(float(gross))
        out["netto"].append(float(gross - v("bestaand.sloop") / 12))
        out["vergunningen"].append(granted.sum())
        out["pijplijn"].append(behind.sum() + ready.sum() + due[month + 1 :].sum() + built.sum())
        out["woningtekort"].append(float(v("beginstand.woningtekort")) + households - float(stock))
    return {name: np.array(series) for name, series in out.items()}
