"""The cohort model of the core chain against persons one by one: two programs that share no code."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from simulate.inputs.resolve.scenario import resolve
from simulate.registry import model
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from tests.models.asiel.facts import Facts
from tests.models.asiel.persons import Chain

pytestmark = pytest.mark.long

SCALE = 50
MONTHS = 36
HISTORIES = 60
DRAWS = 1000
LOOKED_AT = [0, 1, 2, 5, 11, 17, 23, 29, 35]

OFF = {
    "instroom.spreiding": 0, "instroom.herhaalde_aanvragen": 0, "instroom.hervestiging": 0,
    "beslissen.verloop": 0, "beslissen.meebewegen": 0, "beslissen.aandeel_nareis": 0, "beslissen.buiten_volgorde": 0,
    "beslissen.productiviteit": 1, "beslissen.beslisruimte": 1, "beslissen.herbeoordeling_aandeel": 0,
    "nareis.verzoeken_per_vergunning": 0, "beginstand.nareis_geteld": 0, "beginstand.nareis_besluiten_sinds": 0,
    "beginstand.nareis_in_bezwaar": 0, "beginstand.nareis_op_reis": 0, "beginstand.nareis_in_te_dienen": 0,
    "oekraine.instroom": 0, "oekraine.aandeel_sociale_huur": 0,
    "huisvesting.spreiding_gemeenten": 0, "huisvesting.hotelregeling_plekken": 0, "huisvesting.doorstroom_plekken": 0,
    "huisvesting.alternatieve_plekken": 0, "beginstand.in_hotelregeling": 0, "beginstand.in_doorstroom": 0,
    "vertrek.detentieplekken": 1_000_000,
}  # fmt: skip
"""Processes outside the core, and what would move by itself."""

SMALL = {
    "instroom.eerste_aanvragen": 24_000 / SCALE,
    "beslissen.beslismedewerkers": 15,
    "huisvesting.vrijkomende_sociale_huurwoningen": 160_000 / SCALE,
    "huisvesting.overige_huisvesting": 300 / SCALE,
    "beginstand.in_procedure": 46_800 / SCALE,
    "beginstand.in_beroep": 5_000 / SCALE,
    "huisvesting.taakstelling_begin": 13_000 / SCALE,
    "huisvesting.taakstelling_achterstand": 17_000 / SCALE,
    "beginstand.statushouders_in_opvang": 18_400 / SCALE,
    "beginstand.vertrekplichtig": 900 / SCALE,
    "beginstand.na_termijn": 3_500 / SCALE,
}
"""A country fifty times as small."""

Given = dict[str, float | tuple[float, ...]]


def _scenario() -> tuple[Scenario, Given]:
    """The shipped figures, exact and constant, with the changes above; and all of them as plain numbers."""
    shipped = resolve("asiel.yaml")
    changes = {f"asiel.{name}": float(value) for name, value in (OFF | SMALL).items()}
    changes["asiel.instroom.seizoen"] = 1.0
    parameters, given = {}, {}
    for name, parameter in shipped.parameters.items():
        value = max((v for v in parameter.values if v.date <= shipped.start), key=lambda v: v.date)
        if name in changes:
            entries = value.value
            number = changes[name]
            changed = tuple(number for _ in entries) if isinstance(entries, tuple) else number
            value = value.model_copy(update={"value": changed})
        value = value.model_copy(update={"date": date(2000, 1, 1), "uncertainty": None})
        parameters[name] = parameter.model_copy(update={"values": (value,)})
        given[name.removeprefix("asiel.")] = value.value
    return shipped.model_copy(
        update={"parameters": parameters, "measures": (), "months": MONTHS, "uncertainty": False, "seed": 7}
    ), given


def _divided(total: float, shares: tuple[float, ...]) -> list[int]:
    return [round(total * share) for share in shares]


def _facts(scenario: Scenario, g: Given) -> Facts:
    def one(name: str) -> float:
        value = g[name]
        assert isinstance(value, float | int)
        return float(value)

    def each(name: str) -> tuple[float, ...]:
        value = g[name]
        assert isinstance(value, tuple)
        return value

    ways = zip(
        *(each(f"vertrek.{w}") for w in ("zelfstandig_vertrek", "gedwongen_vertrek", "zonder_toezicht")), strict=True
    )
    households = (1 - one("vertrek.aandeel_gezinnen"), one("vertrek.aandeel_gezinnen"))
    homes = one("huisvesting.vrijkomende_sociale_huurwoningen") / 12 * one("huisvesting.aandeel_statushouders")
    return Facts(
        start=scenario.start,
        months=MONTHS,
        applications=one("instroom.eerste_aanvragen"),
        share=list(each("instroom.aandeel_groep")),
        waiting=_divided(one("beginstand.in_procedure"), each("beginstand.in_procedure_groep")),
        waiting_age=one("beginstand.in_procedure_leeftijd"),
        hours_per_week=one("beslissen.beslismedewerkers") * one("beslissen.uren_per_fte") * 7 / 365.2425,
        hours_per_case=list(each("beslissen.uren_per_zaak")),
        first_for_group_0=one("beslissen.voorrang_kansarm"),
        granted=list(each("beslissen.inwilligingskans")),
        closed=list(each("beslissen.overig_afgedaan")),
        closed_must_leave=one("beslissen.overig_naar_vertrek"),
        appeals=one("beroep.beroep_aandeel"),
        appeal_months=one("beroep.duur"),
        upheld=one("beroep.gegrond_aandeel"),
        again=one("beroep.hoger_beroep_aandeel"),
        again_months=one("beroep.duur_hoger_beroep"),
        again_upheld=one("beroep.gegrond_hoger_beroep"),
        in_appeal=_divided(one("beginstand.in_beroep"), each("beginstand.in_beroep_groep")),
        key=list(each("huisvesting.verdeelsleutel")),
        in_reception=_divided(one("beginstand.statushouders_in_opvang"), each("huisvesting.verdeelsleutel")),
        homes=homes * one("huisvesting.personen_per_woning") + one("huisvesting.overige_huisvesting"),
        first_task=one("huisvesting.taakstelling_begin") + one("huisvesting.taakstelling_achterstand"),
        task_pace=one("huisvesting.realisatie_taakstelling"),
        term_days=int(one("vertrek.vertrektermijn")),
        families=one("vertrek.aandeel_gezinnen"),
        leaving=[(a, b, c) for a, b, c in ways],
        in_term=_divided(one("beginstand.vertrekplichtig"), households),
        after_term=_divided(one("beginstand.na_termijn"), households),
    )


@pytest.fixture(scope="module")
def cohorts() -> dict[str, np.ndarray]:
    """The cohort model, in the words of the persons: (months, draws)."""
    scenario, _ = _scenario()
    s = model("asiel")(sample(scenario, 0, DRAWS)).run()
    return {
        **{f"procedure {group}": s["in_procedure"][:, group] for group in range(3)},
        "appeal": s["in_beroep"].sum(axis=1),
        "again": s["in_hoger_beroep"].sum(axis=1),
        "status": s["te_koppelen"] + s["statushouders_in_opvang"].sum(axis=1),
        "term": s["in_vertrektermijn"].sum(axis=1),
        "after": s["na_termijn"].sum(axis=1),
        "decided": s["besluit"].sum(axis=1) + s["besluit_buiten_volgorde"].sum(axis=1),
        "granted": s["inwilliging"].sum(axis=1),
        "closed": s["overig_afgedaan"].sum(axis=1),
        "housed": s["huisvesting"].sum(axis=1),
        "departed": sum(s[w].sum(axis=1) for w in ("zelfstandig_vertrek", "gedwongen_vertrek", "zonder_toezicht")),
        "weeks": s["beslistijd"],
    }


@pytest.fixture(scope="module")
def persons() -> dict[str, np.ndarray]:
    """(months, histories)."""
    facts = _facts(*_scenario())
    histories = [Chain(facts, seed).run() for seed in range(HISTORIES)]
    return {name: np.array([h[name] for h in histories]).T for name in histories[0]}


def _apart(persons: np.ndarray, cohorts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means of both by month, and the standard error of their difference."""
    a, b = persons[LOOKED_AT].astype(float), cohorts[LOOKED_AT].astype(float)
    error = np.sqrt(np.nanvar(a, axis=1, ddof=1) / a.shape[1] + np.nanvar(b, axis=1) / b.shape[1])
    return np.nanmean(a, axis=1), np.nanmean(b, axis=1), error


@pytest.mark.parametrize("place", ["procedure 0", "procedure 1", "procedure 2", "appeal", "again", "status"])
def test_as_many_people_everywhere(place: str, persons: dict[str, np.ndarray], cohorts: dict[str, np.ndarray]) -> None:
    ours, theirs, error = _apart(persons[place], cohorts[place])
    # A hundredth for what neither says: how cases are rounded off within a week.
    assert (np.abs(ours - theirs) < 4 * error + 0.01 * theirs).all(), (ours, theirs, error)


def test_as_many_people_who_must_leave(persons: dict[str, np.ndarray], cohorts: dict[str, np.ndarray]) -> None:
    # Together: persons have 28 days whatever the date, cohorts a term that is counted in months.
    together = [both["term"] + both["after"] for both in (persons, cohorts)]
    ours, theirs, error = _apart(*together)
    assert (np.abs(ours - theirs) < 4 * error + 0.02 * theirs).all(), (ours, theirs, error)


@pytest.mark.parametrize("event", ["decided", "granted", "closed", "housed", "departed"])
def test_as_much_happens(event: str, persons: dict[str, np.ndarray], cohorts: dict[str, np.ndarray]) -> None:
    ours, theirs, error = _apart(*(both[event].cumsum(axis=0) for both in (persons, cohorts)))
    assert (np.abs(ours - theirs) < 4 * error + 0.01 * theirs + 1).all(), (ours, theirs, error)


def test_decisions_take_as_long(persons: dict[str, np.ndarray], cohorts: dict[str, np.ndarray]) -> None:
    ours, theirs, error = _apart(persons["weeks"], cohorts["weeks"])
    # Half a week: at the start persons have come on any day, cohorts in the middle of a month.
    assert (np.abs(ours - theirs) < 4 * error + 0.5).all(), (ours, theirs, error)
