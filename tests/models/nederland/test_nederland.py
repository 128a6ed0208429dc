"""The systems together: uncoupled each is what it is alone, to the bit; coupled, nothing is lost between them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from simulate.engine.composite import Coupling
from simulate.engine.recorder import Series
from simulate.inputs.paths import roots
from simulate.inputs.resolve.scenario import resolve
from simulate.models.nederland import Nederland
from simulate.models.nederland.inwoners import ASIEL, OEKRAINE
from simulate.models.nederland.rekening import STATUSHOUDERS
from simulate.models.nederland.woningen_boeken import woningen_boeken
from simulate.running.blocks import made, run_block, run_blocks
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from simulate.vocabulary import AXES

MONTHS, SIZE = 30, 12
OPVANG = AXES["ruimteonderdeel"].entries.index("opvang")
PARTS = ("asiel", "wonen", "zorg", "gemeenten")


PLANS = ("jeugd_besparing", "ozb_maximeren", "dienstverlening_terug")


def shipped(name: str) -> bool:
    return roots().scenario(name) is not None


@cache
def short(name: str, **values: str) -> Scenario:
    return resolve(f"{name}.yaml", {key.replace("__", "."): value for key, value in values.items()}).model_copy(
        update={"months": MONTHS}
    )


def ran(scenario: Scenario, size: int = SIZE) -> Any:
    model = made(scenario, sample(scenario, 0, size))
    model.run_all()
    model.audit()
    return model


@cache
def coupled() -> Any:
    return ran(short("nederland"))


def different(one: dict[str, Series], other: dict[str, Series]) -> list[str]:
    assert one.keys() == other.keys()
    return [name for name in one if one[name].tobytes() != other[name].tobytes()]


@pytest.mark.parametrize("seed", [2024, 7])
@pytest.mark.parametrize("parts", [PARTS, PARTS[::-1], ("zorg", "asiel"), ("wonen",)])
def test_uncoupled_every_part_is_in_every_bit_what_it_is_alone(seed: int, parts: tuple[str, ...]) -> None:
    whole = short("nederland-los").model_copy(update={"parts": parts, "seed": seed})
    together = run_blocks(whole, 0, SIZE)
    for part in parts:
        alone = run_block(short(part).model_copy(update={"seed": seed}), 0, SIZE)
        assert different(together[part], alone) == []


@pytest.mark.parametrize("programme", ["regeerprogramma", "bouwstenen", "d66-cda", "vng"])
def test_uncoupled_a_programme_is_its_chapters(programme: str) -> None:
    """Without those measures that only a run of one part has."""
    off = {one.strength: "0" for one in Nederland.couplings}
    whole = resolve(f"nederland-{programme}.yaml", off).model_copy(update={"months": MONTHS})
    together = run_blocks(whole, 0, SIZE)
    taken = {measure.name for measure in whole.measures}
    chapters = [part for part in PARTS if shipped(f"{part}-{programme}.yaml")]
    assert chapters
    for part in chapters:
        chapter = short(f"{part}-{programme}")
        same = chapter.model_copy(update={"measures": tuple(one for one in chapter.measures if one.name in taken)})
        assert len(chapter.measures) - len(same.measures) <= 2
        if part == "gemeenten" and programme == "vng":
            # What the letter tells of the plans for youth, property tax and services is in the whole, and no wish.
            plans = [one for one in whole.measures if one.name in PLANS]
            same = same.model_copy(update={"measures": (*same.measures, *plans)})
        assert different(together[part], run_block(same, 0, SIZE)) == []


def test_the_order_of_coupled_parts_does_not_matter() -> None:
    turned = run_blocks(short("nederland").model_copy(update={"parts": PARTS[::-1]}), 0, SIZE)
    once = run_blocks(short("nederland"), 0, SIZE)
    for name in once:
        assert different(once[name], turned[name]) == []


def test_homes_that_are_used_are_the_homes_that_are_booked() -> None:
    whole = coupled()
    booked = whole.there["wonen"].recorder.series["toewijzingen"][:, STATUSHOUDERS]
    asiel = whole.there["asiel"].recorder.series
    elsewhere = asiel["alternatief_gehuisvest"].sum(axis=1)
    housed = asiel["gehuisveste_statushouders"] - elsewhere
    anders = whole.there["asiel"].p.huisvesting.overige_huisvesting
    homes = np.maximum(housed - anders, 0) / whole.there["asiel"].p.huisvesting.personen_per_woning
    # A month later, and a part of a home at most later still.
    behind = np.cumsum(homes[:-1], axis=0) - np.cumsum(booked[1:], axis=0)
    assert behind.min() > -1e-3 * MONTHS
    assert behind.max() < 1.01


def test_an_audit_notices_a_home_that_was_not_booked() -> None:
    whole = ran(short("nederland"), 3)
    whole.there["wonen"].recorder.series["toewijzingen"][5, STATUSHOUDERS, 0] -= 1
    with pytest.raises(AssertionError, match="were used in a month and not booked"):
        whole.audit()


def test_who_waits_in_reception_is_added_to_the_shortage_at_so_many_a_home() -> None:
    whole = coupled()
    wacht = whole.there["asiel"].recorder.series["statushouders_in_opvang"].sum(axis=1)
    per = whole.there["asiel"].p.huisvesting.personen_per_woning
    shortage = whole.there["wonen"].recorder.series["woningtekort"]
    np.testing.assert_allclose(whole.recorder.series["woningnood_met_opvang"], shortage + wacht / per, rtol=1e-6)


def halves() -> list[Any]:
    """Every coupling with the months after which it has said something in each draw; one for every day, all in CI."""
    speaks = {"doorstroming_remmen": 13, "bouwers_missen": 13, "personeel_delen": 13}
    speaks |= dict.fromkeys(("woningen_aanbieden", "opvang_betalen", "zorg_afschuiven"), 20)
    return [
        pytest.param(one, speaks.get(one.name, 2), id=one.name, marks=[pytest.mark.long] * (one is not woningen_boeken))
        for one in Nederland.couplings
    ]


@pytest.mark.parametrize(("one", "months"), halves())
def test_half_a_coupling_lies_between_none_and_all_of_it(one: Coupling, months: int) -> None:
    """What it drives or takes a share off, in every draw, where no other coupling counts."""
    off = {other.strength: "0" for other in Nederland.couplings}

    def asked(strength: str) -> Any:
        whole = resolve("nederland-bouwstenen.yaml", off | {one.strength: strength})
        scenario = whole.model_copy(update={"months": months})
        model = made(scenario, sample(scenario, 0, 4))
        model.run_all()
        return np.array([model.values_of(name).now(name) + np.zeros(4) for name in (*one.drives, *one.damps)])

    none, half, whole = asked("0"), asked("0.5"), asked("1")
    np.testing.assert_allclose(half, (none + whole) / 2, rtol=1e-9)
    assert (none != whole).any()


def test_without_measures_nobody_more_is_asked_for_and_nobody_is_short() -> None:
    whole = coupled()
    assert not whole.recorder.series["personeel_overheid_erbij"].any()
    shared = ran(short("nederland", nederland__koppelingen__personeel_delen="1"))
    assert shared.p.koppelingen.personeel_delen == 1
    for part in PARTS:
        assert different(shared.there[part].recorder.series, whole.there[part].recorder.series) == []


def test_the_baseline_of_municipal_money_is_its_own_and_never_that_of_the_letter() -> None:
    whole, alone = short("nederland").parameters, short("gemeenten").parameters
    assert alone == {name: one for name, one in whole.items() if name.startswith("gemeenten.")}


def test_short_money_takes_off_what_municipalities_put_into_homes_and_permits() -> None:
    """By the share of unchanged services that the room of the last year lacks, and never more than there was."""
    whole = coupled()
    year = slice(MONTHS - 13, MONTHS - 1)
    series = whole.there["gemeenten"].recorder.series
    short_of = series["ruimte"][year].sum(axis=(0, 1)) / series["lasten_ongewijzigd"][year].sum(axis=0)
    left = np.clip(1 + short_of, 0, 1)
    assert (left < 1).any()
    for name, sensitivity in (
        ("wonen.haalbaarheid.gemeentelijke_bijdrage", whole.p.koppelingen.bijdrage_gevoeligheid),
        ("wonen.procedures.vergunningcapaciteit", whole.p.koppelingen.vergunningen_gevoeligheid),
    ):
        values = whole.there["wonen"].p
        np.testing.assert_allclose(values.now(name), values.asked(name) * left**sensitivity)


def test_the_ravine_year_is_a_measure_where_nobody_tells_of_money_and_else_the_coupling() -> None:
    strength = "nederland__koppelingen__gemeentegeld_voelen"

    def ravine(name: str, **values: str) -> Any:
        return next(one for one in short(name, **values).measures if one.name == "ravijnjaar")

    alone, off, coupled_ = (
        ravine("wonen-regeerprogramma"),
        ravine("nederland-vng", **{strength: "0"}),
        ravine("nederland-vng"),
    )
    assert alone.effects == off.effects
    assert coupled_.effects == ()
    assert set(coupled_.elsewhere) == {effect.parameter for effect in alone.effects}


def test_without_the_cut_of_2026_municipalities_have_more_and_more_homes_come() -> None:
    def homes(name: str) -> Any:
        scenario = short(name).model_copy(update={"months": 60, "parts": ("wonen", "gemeenten")})
        model = ran(scenario)
        return model.there["wonen"].recorder.series["bruto_toevoegingen"].sum(axis=(0, 1)), model.last(
            "gemeentegeld_over"
        )

    (fewer, less), (more, most) = homes("nederland-vng"), homes("nederland-vng-zonder-ravijnjaar")
    assert (less < most).all()
    assert fewer.mean() < more.mean()


def test_who_is_housed_is_who_may_come_on_assistance_and_what_it_costs_is_booked() -> None:
    whole = coupled()
    asiel, money = whole.there["asiel"].recorder.series, whole.there["gemeenten"].recorder.series
    np.testing.assert_allclose(money["gehuisvest"][1:], asiel["gehuisveste_statushouders"][:-1])
    cost, prices = asiel["kosten_gemeenten"], asiel["kosten_totaal_lopend"]
    second = (cost[11:23].sum(axis=0) - cost[:12].sum(axis=0)) * (
        prices[11:23].sum(axis=0) / asiel["kosten_totaal"][11:23].sum(axis=0)
    )
    np.testing.assert_allclose(money["opvang_meer"][12:24].sum(axis=0), second, atol=1)
    np.testing.assert_array_equal(money["opvang_meer"], -money["ruimte"][:, OPVANG])


@pytest.mark.parametrize(
    ("part", "outcome", "said"),
    [
        ("gemeenten", "gehuisvest", "are not in a municipality"),
        ("gemeenten", "opvang_meer", "are not booked with municipalities"),
        ("nederland", "huishoudens_uit_opvang", "form no household"),
        ("nederland", "personeel_gevraagd", "were asked for and not counted"),
    ],
)
def test_an_audit_notices_whom_and_what_one_side_lacks(part: str, outcome: str, said: str) -> None:
    whole = ran(short("nederland"), 3)
    of = whole.there.get(part, whole)
    of.recorder.series[outcome][-1] += 5
    with pytest.raises(AssertionError, match=said):
        whole.audit()


def test_longer_hospital_waits_ask_for_nothing_unless_somebody_says_so() -> None:
    off = coupled().there["gemeenten"].recorder.series["wmo_afschuiving"]
    assert not off.any()
    on = ran(short("nederland", nederland__koppelingen__zorg_afschuiven="1"))
    waits = on.there["zorg"].recorder.series["wachttijd_behandeling"]
    longer = waits[17:29].sum(axis=0) > waits[:12].sum(axis=0)
    asked = on.there["gemeenten"].p.wmo.afschuiving
    assert ((asked > 0) == longer).all()


def test_a_coupling_that_begins_later_is_audited_from_then_on() -> None:
    strengths = {
        f"nederland__koppelingen__{name}": "0" for name in ("woningen_boeken", "bijstand_volgen", "bevolking_volgen")
    }
    scenario = short("nederland", **strengths)
    later = {
        name: one.model_copy(
            update={"values": (*one.values, one.values[-1].model_copy(update={"date": date(2027, 1, 1), "value": 1.0}))}
        )
        for name, one in scenario.parameters.items()
        if name.removeprefix("nederland.koppelingen.") in ("woningen_boeken", "bijstand_volgen", "bevolking_volgen")
    }
    whole = ran(scenario.model_copy(update={"parameters": {**scenario.parameters, **later}}))
    # A coupling is served before what changes on a day is in force.
    assert whole.wholly["bijstand_volgen"] == set(range(13, MONTHS))


def test_builders_that_are_asked_for_more_are_missing_in_care_as_far_as_staff_is_shared() -> None:
    def hired(strength: float) -> Any:
        scenario = resolve("nederland-bouwstenen.yaml", {"nederland.koppelingen.personeel_delen": str(strength)})
        scenario = scenario.model_copy(update={"months": 48})
        return ran(scenario, 6).there["zorg"].p.personeel.instroom_opleiding + np.zeros(6)

    none, half, whole = hired(0.0), hired(0.5), hired(1.0)
    assert (whole <= half).all()
    assert (half <= none).all()
    assert (whole < none).any()


def test_one_law_comes_in_all_parts_of_a_draw_or_in_none() -> None:
    scenario = short("nederland-regeerprogramma", nederland__koppelingen__woningen_boeken="0")
    law = next(one for one in scenario.measures if one.name == "voorrangsverbod_statushouders")
    assert {effect.parameter.split(".")[0] for effect in law.effects} == {"asiel", "wonen"}
    draws = sample(scenario, 0, 100)
    seen = [next(m for m in draws.of(part).measures if m.name == law.name) for part in ("asiel", "wonen")]
    assert seen[0].comes is seen[1].comes
    assert seen[0].delay is seen[1].delay


def test_a_law_on_both_sides_of_a_coupling_acts_where_the_coupling_begins() -> None:
    law = next(
        one for one in short("nederland-regeerprogramma").measures if one.name == "voorrangsverbod_statushouders"
    )
    assert [effect.parameter for effect in law.effects] == ["asiel.huisvesting.aandeel_statushouders"]
    assert law.elsewhere == ("wonen.toewijzing.voorrang_statushouders",)


def test_people_of_the_asylum_chain_are_the_people_of_the_population() -> None:
    """Month by month, one later: who came from Ukraine, and who left."""
    whole = coupled()
    asiel = {
        name: series.reshape(MONTHS, -1, SIZE).sum(axis=1)
        for name, series in whole.there["asiel"].recorder.series.items()
    }
    came = whole.recorder.series["migranten_in"][:, :, OEKRAINE].sum(axis=1)
    left = whole.recorder.series["migranten_uit"][:, :, OEKRAINE].sum(axis=1)
    assert (came[1:] == asiel["oekraine_instroom"][:-1]).all()
    gone = sum(
        asiel[f"oekraine_{way}_{place}"]
        for way in ("vertrek", "teruggekeerd")
        for place in ("gemeentelijk", "particulier")
    )
    assert (left[1:] == gone[:-1]).all()
    applied = sum(asiel[name] for name in ("eerste_aanvragen", "hervestiging", "nareis_aankomst"))
    registered = whole.recorder.series["migranten_in"][:, :, ASIEL].sum(axis=1)
    assert (registered[7:] == applied[:-7]).all()


def test_households_that_migration_forms_are_households_that_ask_for_a_home() -> None:
    """With no error of its own in the forecast households grow as officially forecast, and by what migration adds."""
    whole = ran(short("nederland", nederland__koppelingen__eigen_ramingsfout="0"))
    formed = np.diff(whole.recorder.series["huishoudens_afwijking"], axis=0, prepend=0.0)
    households = whole.there["wonen"].recorder.series["huishoudens"]
    los = ran(short("nederland-los", wonen__vraag__ramingsfout="0"))
    official = los.there["wonen"].recorder.series["huishoudens"]
    # The first month of the run still has its own error: nothing was formed before it.
    added = households[1:] - official[1:] - (households[0] - official[0])
    assert np.abs(added - np.cumsum(formed, axis=0)[:-1]).max() <= 2


def test_fewer_builders_from_the_eu_are_fewer_builders() -> None:
    scenario = short("nederland-bouwstenen").model_copy(update={"months": 40})
    model = ran(scenario, 6)
    wonen, missing = model.there["wonen"].p, model.last("bouwers_eu_minder", 1)
    without = wonen.asked("wonen.bouwen.bouw_fte")
    np.testing.assert_allclose(without - wonen.bouwen.bouw_fte, missing * model.p.koppelingen.fte_per_bouwer, rtol=1e-6)
    assert (missing > 0).all()


def test_workers_from_outside_the_eu_come_less_where_there_are_too_few_homes() -> None:
    """In every draw while the shortage is above 2 percent of the stock, and nowhere if nobody knows the shortage."""

    def coming(*parts: str) -> Any:
        whole = short("nederland-bouwstenen")
        # On time: a law that comes late in a draw does nothing there yet.
        on_time = tuple(one.model_copy(update={"delay": None}) for one in whole.measures)
        scenario = whole.model_copy(update={"months": 22, "parts": parts, "measures": on_time})
        values = ran(scenario, 6).p
        law = next(one for one in scenario.measures if one.name == "toelating_bij_huisvesting")
        return values.now(law.effects[0].parameter) / values.own(law.effects[0].parameter)

    assert (coming("wonen") < 1).all()
    assert (coming("zorg") == 1).all()


def test_a_wait_that_nobody_had_is_not_known_and_ends_nothing() -> None:
    """Nobody is seen or treated: the picture of all systems says so, and nobody asks more of the Wmo for it."""
    whole = ran(short("nederland", zorg__verwijzing__verwijzingen="0", nederland__koppelingen__zorg_afschuiven="1"), 3)
    for name in ("wachttijd_poli", "wachttijd_behandeling"):
        assert np.isnan(whole.recorder.series[name][-1]).all()
    assert not whole.there["gemeenten"].recorder.series["wmo_afschuiving"].any()


def test_the_picture_has_the_waits_of_care() -> None:
    whole = ran(short("nederland"), 3)
    for name in ("wachttijd_poli", "wachttijd_behandeling"):
        np.testing.assert_array_equal(whole.recorder.series[name], whole.there["zorg"].recorder.series[name])
