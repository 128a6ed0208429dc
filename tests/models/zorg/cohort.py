"""Care once more, in another way: persons on a grid and quantities on lists, in plain NumPy, without the engine.

It takes the same figures without uncertainty and nothing else of the model, so that where the two agree the program
does what its pages say. People are points of health and luck who each solve an own year; a list is a quantity of one
specialty and no queue; seasons, chance and the turn of the year are left out.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from simulate.running.sampling.draws import sample
from tests.models import runs

WEEKS = 365.2425 / 7
SECTORS = ("msz", "ggz", "farmacie", "overig", "vrijgesteld")
HEALTH, LUCK = (ndtri((np.arange(n) + 0.5) / n) for n in (12, 120))
TOP = ndtri(np.array([0.1, 0.3, 0.5, 0.7, 0.9, 0.98]))
AT = ndtri(np.r_[np.arange(0.05, 0.9, 0.1), 0.9 + 0.1 * ndtr(TOP)])


class Cohort:
    """Care from the start of a scenario, year by year."""

    def __init__(self, name: str) -> None:
        of = runs.scenario(name, months=120, uncertainty=False)
        drawn = sample(of, 0, 1)
        self.paths, self.measures, self.year = drawn.paths, of.measures, of.start.year
        self.start = self.year
        self.begin()

    def p(self, name: str) -> Any:
        """A figure in force this year, measures of this model's deductible included: (entries,) or a number."""
        day = date(self.year, 1, 1)
        value = np.asarray(self.paths[f"zorg.{name}"].at(day), np.float64)
        value = value[..., 0] if value.ndim else value
        for measure in self.measures:
            for effect in measure.effects:
                if effect.parameter == f"zorg.{name}" and measure.start <= day:
                    value = np.full_like(value, effect.value)
        return value

    def ages(self, name: str) -> Any:
        """Values by the four ages of CBS on the seven ages of the model."""
        a, b, c, d = (self.p(f"{name}_{x}") for x in ("20_39", "40_64", "65_79", "80_plus"))
        old = self.p("bevolking.aandeel_80_plus")
        return np.stack([a, a, (a + b) / 2, b, b, c, (1 - old) * c + old * d])

    def begin(self) -> None:
        """What stays: how costs are spread, how strongly people answer, and what they would ask for at no price."""
        shares, income = self.ages("bevolking.bevolking"), self.ages("kostenverdeling.inkomen")
        self.shares = shares / shares.sum(axis=1, keepdims=True)
        self.income = income / (income * self.shares).sum(axis=1, keepdims=True)
        tenths, top = self.ages("kostenverdeling.decielen"), self.p("kostenverdeling.topspreiding")
        logs = np.log(np.maximum(tenths, 1e-4))
        knots = np.maximum.accumulate(np.c_[logs[:, :9], logs[:, 9:] + TOP * top - top**2 / 2], 1)
        known, fine = self.p("gedrag.gekend_risico"), np.linspace(-4, 4, 801)
        z = np.sqrt(known) * HEALTH[:, None] + np.sqrt(1 - known) * LUCK
        weight = np.exp(-(fine**2) / 2) / np.exp(-(fine**2) / 2).sum()
        stretch = [self.p(f"kostenverdeling.spreiding_{sex}") for sex in ("man", "vrouw")]
        self.relative = np.array([
            [np.exp(np.interp(z, AT, s[a] * knots[a])) / (np.exp(np.interp(fine, AT, s[a] * knots[a])) @ weight)
             for s in stretch] for a in range(7)
        ])  # fmt: skip
        young, middle, old = (self.p(f"gedrag.gevoeligheid_{age}") for age in ("jong", "midden", "oud"))
        by_age = np.array([young, young, (young + middle) / 2, middle, (middle + old) / 2, old, old])
        by_income = self.p("gedrag.inkomensfactor") / (self.p("gedrag.inkomensfactor") * self.shares).sum(
            1, keepdims=True
        )
        self.beta = (by_age[:, None] * by_income)[:, None, :, None] * [
            self.p(f"gedrag.sector_{s}") for s in SECTORS[:4]
        ]
        self.grow()
        self.restrained = np.ones((7, 2, 5, 4))
        for _ in range(2):
            self.restrained = self.ask(self.p("eigen_risico.referentie"), np.inf)[0]

    def grow(self) -> None:
        """People and costs of this year."""
        since = self.year - self.p("bevolking.peiljaar")
        self.prices = (1 + self.p("kosten.prijsgroei")) ** since
        level = self.prices * (1 + self.p("kosten.volumegroei")) ** since * self.p("kosten.preventie")
        cost = [[self.p(f"kosten.kosten_{s}_{sex}") for s in SECTORS] for sex in ("man", "vrouw")]
        self.cost = np.moveaxis(np.array(cost), (0, 1), (1, 2)) * level  # ages, sexes, sectors
        self.children = self.p("kosten.kosten_kinderen") * level
        people = np.stack([self.p(f"bevolking.personen_{sex}") for sex in ("man", "vrouw")], 1)
        self.people = people * ((1 + self.p("bevolking.bevolkingsgroei")) ** since)[:, None]
        self.classes = self.people[:, :, None] * self.shares[:, None]
        self.per_adult = (self.cost[..., :4].sum(-1) * self.people).sum() / self.people.sum()

    def need(self) -> Any:
        return self.cost[:, :, None, :4] * self.income[:, None, :, None] / self.restrained

    def ask(self, deductible: float, maximum: float) -> Any:
        """What is asked for as a share of need, the mean own payment, who fills it; also of who has a voluntary one."""
        share, pick = self.p("eigen_risico.vrijwillig_aandeel"), self.p("eigen_risico.vrijwillig_selectie")
        chosen = ndtr((ndtri(share) - pick * HEALTH) / np.sqrt(1 - pick**2))
        chosen *= share / chosen.mean()
        more = deductible + self.p("eigen_risico.vrijwillig_bedrag")
        without, with_ = self.own_year(1 - chosen, deductible, maximum), self.own_year(chosen, more, maximum)
        return [a + b for a, b in zip(without, with_, strict=True)]

    def own_year(self, weight: Any, deductible: float, maximum: float) -> list[Any]:
        """Everybody on the grid solves an own year; sums over people of `weight` by health."""
        need = (
            self.need()[..., None, None] * self.relative[:, :, None, None]
        )  # ages, sexes, incomes, sectors, health, luck
        beta, today = self.beta[..., None, None], self.p("gedrag.bijziendheid")
        first, power = self.p("gedrag.eerste_behandeling"), self.p("gedrag.behandelingen_exponent")
        expected = np.full((7, 2, 5, 1, len(HEALTH), 1), 0.5)
        now, later = np.ones(need.shape), np.ones(need.shape)
        for _ in range(15):
            rate = need * np.exp(-beta * (today * now + (1 - today) * expected * later))
            counted = hospital = rate[:, :, :, :1]
            if maximum < deductible:
                number = np.maximum(hospital / first, 1) ** power
                counted, whole = np.minimum(hospital, number * maximum), np.minimum(hospital, number * deductible)
                share, euros = counted / np.maximum(hospital, 1e-9), counted / np.maximum(whole, 1e-9)
                later[:, :, :, :1] = euros
                now[:, :, :, :1] = share + self.p("gedrag.prijs_in_euros") * (euros - share)
            total = counted + rate[:, :, :, 1:].sum(axis=3, keepdims=True)
            expected = 0.4 * expected + 0.6 * (total < deductible).mean(axis=-1, keepdims=True)
        opened, ahead = np.minimum(deductible / total, 1), np.exp(-beta * (1 - today) * expected * later)
        factor = ahead * (opened * np.exp(-beta * today * now) + 1 - opened)
        people = weight[:, None] / (len(HEALTH) * len(LUCK))
        asked = (factor * need * people).sum(axis=(-2, -1)) / need.mean(axis=(-2, -1))
        of = (np.minimum(total, deductible) * people, (total >= deductible) * people)
        return [asked, *(x[:, :, :, 0].sum(axis=(-2, -1)) for x in of)]

    def run(self, years: int) -> dict[int, dict[str, float]]:
        """Go on for some years; what came out, by year."""
        found, growth = {}, 0.0
        exact = {name: float(self.p(f"eigen_risico.{name}")) for name in ("verplicht", "referentie")}
        seen, before, factors = dict(exact), self.per_adult, [self.restrained, self.restrained]
        self.lists, self.money = Lists(self), Money(self)
        for year in range(self.start, self.start + years):
            self.year = year
            self.grow()
            growth = self.per_adult / before - 1 + self.p("eigen_risico.indexatie_verschil")
            before, indexed = self.per_adult, self.p("eigen_risico.indexatie") > 0
            for name in exact:
                given = float(self.p(f"eigen_risico.{name}"))
                exact[name] = exact[name] * (1 + growth) if indexed and given == seen[name] else given
                seen[name] = given
            amounts = [exact[n] if exact[n] == seen[n] else np.floor(exact[n] / 5) * 5 for n in exact]
            maximum = float(self.p("eigen_risico.maximum_per_behandeling"))
            years_of = (
                self.ask(amounts[0], maximum if self.p("eigen_risico.maximum_geldt") else np.inf),
                self.ask(amounts[1], np.inf),
            )
            speed = 1 if self.year == self.start else self.p("gedrag.eerstejaarsaandeel")
            factors = [f + speed * (y[0] - f) for f, y in zip(factors, years_of, strict=True)]
            exempt = (self.cost[..., 4] * self.people).sum()
            asked = [np.r_[(f * self.need() * self.classes[..., None]).sum((0, 1, 2)), exempt] for f in factors]
            free = (self.need()[..., 0] * self.classes).sum()
            out = self.lists.year(asked[0][0] / self.prices, asked[0][0] / free)
            revenue = [(y[1] * self.classes).sum() for y in years_of]
            kept = ((factors[1] - factors[0])[..., 0] * self.need()[..., 0] * self.classes).sum()
            out |= self.money.year([a + self.children for a in asked], revenue, self.lists.room, kept)
            adults = self.people.sum()
            out |= {"eigen_risico": amounts[0], "eigen_betaling": revenue[0] / adults}
            out |= {"opbrengst_eigen_risico": revenue[0]}
            out |= {"vult_eigen_risico": (years_of[0][2] * self.classes).sum() / adults}
            found[self.year] = out
        return found


class Lists:
    """Staff by the month and two lists by the week, as quantities by urgency."""

    def __init__(self, of: Cohort) -> None:
        self.of, p = of, of.p
        self.key = p("verwijzing.urgentiesleutel")
        self.treated = (p("verwijzing.specialismesleutel") * p("verwijzing.behandelaandeel")).sum()
        self.begun, self.avoided = False, []
        self.staff = self.staff_0 = p("personeel.medewerkers")
        self.output, self.budget, self.room = 1.0, 1.0, 1.0

    def open(self, demand: float, held: float) -> None:
        """The lists of the start, and places that keep them as they are."""
        p, coming = self.of.p, self.of.p("verwijzing.verwijzingen") / WEEKS * self.key
        self.demand_0, self.held_0, self.begun = demand, held, True
        self.back_0 = p("verwijzing.verwijzingen") * (1 / held - 1) * p("gedrag.terugkeer_aandeel")
        short = 1 - p("wachtlijst.begintekort")
        over = max(self.key[0] + self.key[1] - p("wachtlijst.triage"), 0) / self.key[2]
        self.waiting, self.places, self.per_place = [], [], []
        for flow, list_ in ((coming, "poli"), (coming * short * self.treated, "behandel")):
            wait = p(f"wachtlijst.{list_}_wachttijd")
            long = flow[2] * wait
            self.waiting.append(np.array([0, min(long * over, flow[1] * wait), long]))
            leave = p(f"wachtlijst.uitval_{list_.replace('behandel', 'behandeling')}")
            self.places.append(flow.sum() * short - self.waiting[-1].sum() * leave * 12 / WEEKS)
            self.per_place.append(self.waiting[-1].sum() / self.places[-1])

    def year(self, demand: float, held: float) -> dict[str, float]:
        """Twelve months of staff and 52 weeks of lists."""
        if not self.begun:
            self.open(demand, held)
        p, waits, lists = self.of.p, [[], []], []
        volume, effect = demand / self.demand_0, held / self.held_0
        self.budget *= 1 if self.of.year == self.of.start else 1 + p("wachtlijst.budgetgroei")
        self.avoided.append(p("verwijzing.verwijzingen") * volume * (1 / held - 1) * p("gedrag.terugkeer_aandeel"))
        ago = len(self.avoided) - 1 - p("gedrag.terugkeer_duur") / 12
        back = self.avoided[int(ago)] if ago >= 0 else self.back_0
        price = p("gedrag.prijsgevoelig") / (p("gedrag.prijsgevoelig") * self.key).sum()
        coming = (p("verwijzing.verwijzingen") - self.back_0) * volume / effect * self.key * (1 + price * (effect - 1))
        staff, per_head = [], []
        for month in range(12):
            trained = p("personeel.instroom_opleiding") / 12 * (1 - p("personeel.opleidingsuitval"))
            self.staff += trained + p("personeel.zij_instroom") / 12 - self.staff * p("personeel.uitstroom")
            capacity = self.staff / self.staff_0 * self.output
            ceiling = (1 + p("wachtlijst.budgetspeling")) * self.budget
            if month == 0:
                self.room = min(capacity, ceiling)
            self.output *= (1 + p("personeel.productiviteitsgroei")) ** (1 / 12)
            staff.append(self.staff)
            per_head.append(capacity * self.staff_0 / self.staff)
            for _ in range(4 if month % 3 else 5):
                self.week(coming / WEEKS, back / WEEKS * p("gedrag.terugkeer_urgentie"), min(capacity, ceiling), waits)
            lists.append(self.waiting[0].sum() + self.waiting[1].sum())
        needed = (self.staff_0 + p("personeel.tekort")) * volume / np.array(per_head)
        found = {"medewerkers": staff, "personeelstekort": needed - staff, "wachtlijst": lists}
        found |= {"wachttijd_poli": waits[0], "wachttijd_behandeling": waits[1]}
        return {name: float(np.mean(values)) for name, values in found.items()}

    def week(self, coming: Any, back: Any, room: float, waits: list[list[float]]) -> None:
        """Who comes, who is seen and who is treated; staff goes where the list grew most."""
        p = self.of.p
        pressure = [
            w.sum() / (places * room) / at
            for w, places, at in zip(self.waiting, self.places, self.per_place, strict=True)
        ]
        share = p("wachtlijst.aandeel_polikliniek")
        mean = share * pressure[0] + (1 - share) * pressure[1]
        less = [max(x, 0.2) ** -p("wachtlijst.wachttijdgevoeligheid") for x in pressure]
        flow = coming * np.array([1, less[0], less[0]]) + back
        for n, leave in enumerate(("uitval_poli", "uitval_behandeling")):
            self.waiting[n] = self.waiting[n] + flow
            places = self.places[n] * room * pressure[n] / mean
            urgent, by_urgency = p("wachtlijst.triage") * places, np.zeros(3)
            for u in range(3):
                by_urgency[u] = min(self.waiting[n][u], urgent - by_urgency.sum())
            rest = self.waiting[n] - by_urgency
            served = by_urgency + rest * min((places - urgent) / rest.sum(), 1)
            # First come, first served: who is seen came when the list that is left began to come.
            waits[n].append(self.waiting[n][2] / flow[2] - 1)
            self.waiting[n] = (self.waiting[n] - served) * (1 - p(f"wachtlijst.{leave}") * 12 / WEEKS)
            flow = served * self.treated * np.array([1, less[1], less[1]])


class Money:
    """What is spent, what the law makes of the premium, and what a deductible costs against that of the law."""

    def __init__(self, of: Cohort) -> None:
        self.of, self.begin, self.waiting, self.avoided = of, None, [0.0, 0.0], []

    def year(self, asked: list[Any], revenue: list[float], room: float, avoided: float) -> dict[str, float]:
        """Spending, premium and net cost; `avoided` is hospital care that is avoided beyond what it is by law."""
        p, adults = self.of.p, self.of.people.sum()
        self.avoided.append(avoided)
        ago = len(self.avoided) - 1 - int(p("gedrag.terugkeer_duur") / 12)
        if ago >= 0:
            asked[0][0] += self.avoided[ago] * p("gedrag.terugkeer_aandeel") * p("gedrag.terugkeer_kosten")
        surplus, half = p("geld.zvf_overschot"), p("geld.aandeel_nominaal")
        if self.begin is None:
            self.scale, self.hospital = p("geld.zvw_uitgaven") / asked[0].sum(), asked[0][0] / self.of.prices
            share = p("wachtlijst.aandeel_polikliniek")
            weeks = share * p("wachtlijst.poli_wachttijd") + (1 - share) * p("wachtlijst.behandel_wachttijd")
            self.list = weeks / WEEKS
            self.begin = p("geld.premie_nominaal"), (half * (p("geld.zvw_uitgaven") - surplus) - revenue[0]) / adults
        leave = [(1 - p(f"wachtlijst.uitval_{x}")) ** 12 for x in ("poli", "behandeling")]
        stays = np.dot([p("wachtlijst.aandeel_polikliniek"), 1 - p("wachtlijst.aandeel_polikliniek")], leave)
        spent = []
        for n, of in enumerate(asked):
            comes = (1 + self.waiting[n] / self.list) ** -p("wachtlijst.wachttijdgevoeligheid")
            todo = of[0] / (self.hospital * self.of.prices) * comes + self.waiting[n] * stays
            given = min(todo, room)
            self.waiting[n] = todo - given
            list_ = p("geld.aandeel_wachtlijstzorg") * (self.hospital * self.of.prices * given - of[0])
            spent.append(self.scale * (of.sum() + list_))
        premium = self.begin[0] + (half * (spent[0] - surplus) - revenue[0]) / adults - self.begin[1]
        return {
            "zvw_uitgaven": spent[0],
            "premie": premium,
            "netto_collectief": spent[0] - spent[1] + revenue[1] - revenue[0],
        }
