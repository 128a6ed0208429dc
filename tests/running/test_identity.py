from __future__ import annotations

from datetime import date

import toy

from simulate.comparing.changes import changes
from simulate.inputs.resolve.scenario import resolve
from simulate.running import identity
from simulate.scenario import Effect, LegalStatus, Measure, Origin
from simulate.vocabulary import Label

NAME = "toy.instroom.aanvragen"
LIMITS = ({"bounds": (0.0, 500.0)}, {"adds_up_to": 100.0})


def stop(size: float, start: date = date(2025, 9, 1)) -> Measure:
    origin = Origin(layer="measures", file="scenarios/maatregelen/toy.yaml", line=2, role="policy", source="x:1")
    return Measure(
        name="stop",
        label=Label(nl="Stop", en="Stop"),
        legal_status=LegalStatus(status="bill", date=date(2024, 9, 13)),
        origin=origin,
        start=start,
        effects=(Effect(parameter=NAME, operation="multiply", value=size, origin=origin),),
    )


def test_explanations_and_the_number_of_draws_do_not_change_the_fingerprint() -> None:
    base = toy.scenario()
    parameter = base.parameters[NAME]
    moved = parameter.values[0].origin.model_copy(update={"line": 99, "source": "cbs"})
    explained = parameter.model_copy(
        update={"label": Label(nl="x", en="y"), "values": (parameter.values[0].model_copy(update={"origin": moved}),)}
    )
    same = toy.scenario(draws=9, label=Label(nl="x", en="y"), files={}, parameters={NAME: explained})
    assert identity.fingerprint(same) == identity.fingerprint(base)
    assert identity.differences(base, same) == []


def test_what_decides_the_numbers_changes_the_fingerprint() -> None:
    others = [
        toy.scenario(seed=8),
        toy.scenario(months=25),
        toy.scenario(start=date(2025, 8, 1)),
        toy.scenario(uncertainty=False),
        toy.scenario(measures=(stop(0.0),)),
        toy.scenario(measures=(stop(0.5),)),
        toy.with_value(101.0),
        *(toy.scenario(parameters={NAME: toy.scenario().parameters[NAME].model_copy(update=one)}) for one in LIMITS),
    ]
    assert len({identity.fingerprint(scenario) for scenario in [toy.scenario(), *others]}) == 10


def test_limits_are_told_as_changes() -> None:
    base = toy.scenario()
    for one, shown in zip(LIMITS, ("0 – 500", "100"), strict=True):
        limited = toy.scenario(parameters={NAME: base.parameters[NAME].model_copy(update=one)})
        (change,) = (found for found in changes(base, limited) if found.name == NAME)
        assert (change.field, change.old, change.new) == (next(iter(one)), "", shown)


def test_differences_are_told_in_the_words_of_the_scenario() -> None:
    before = toy.scenario(measures=(stop(0.0),))
    assert identity.differences(before, toy.scenario(measures=(stop(0.5, date(2026, 1, 1)),))) == [
        f"measures, stop, effects, {NAME}, value: 0.0 -> 0.5",
        "measures, stop, start: 2025-09-01 -> 2026-01-01",
    ]
    removed = identity.differences(before, toy.scenario())
    assert removed[0].startswith("measures")
    assert any("stop, start: 2025-09-01 -> none" in line for line in removed)
    assert identity.differences(toy.with_value(1e6), toy.scenario())[0] == (
        f"{NAME}, 2025-01-01, value: 1_000_000.0 -> 100.0"
    )


def test_the_code_of_the_model_is_part_of_the_versions() -> None:
    versions = identity.versions("toy")
    assert len(versions["code"]) == 64
    assert identity.same_code(versions | {"numpy": "1", "python": "3.99", "platform": "Windows AMD64"}, versions)
    assert not identity.same_code(versions | {"code": "0"}, versions)
    assert not identity.same_code({}, versions)


def test_the_code_of_all_that_runs_together_decides_and_a_part_is_the_model_it_is_alone() -> None:
    whole = resolve("nederland.yaml")
    fewer = whole.model_copy(update={"parts": whole.parts[:1]})
    mine, other = identity.versions_of(whole), identity.versions_of(fewer)
    assert not identity.same_code(mine, other)
    assert identity.same_model(mine, other)
    assert identity.same_code(mine, identity.versions_of(whole.model_copy(update={"parts": whole.parts[::-1]})))
    assert identity.same_model(identity.versions_of(whole.of("asiel")), identity.versions("asiel"))
