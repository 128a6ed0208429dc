"""What went in: every value that differs, with where it comes from, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
import streek
import town

from simulate.comparing.change import Change
from simulate.comparing.changes import changes
from simulate.scenario import Distribution, Origin

MINE = Origin(layer="scenario b", file="scenarios/b.yaml", line=7, role="assumption", reason="mine")


def test_the_same_is_nothing() -> None:
    assert changes(town.scenario(), town.scenario("other")) == []


def test_a_dated_override_is_told_from_its_date() -> None:
    base = town.scenario(measures=(town.measure(),))
    size = base.parameters[town.SIZE]
    later = size.model_copy(update={"values": (*size.values, town.value(900.0, date(2026, 7, 1), MINE))})
    found = changes(base, base.model_copy(update={"parameters": base.parameters | {town.SIZE: later}}))
    assert [(c.field, c.date, c.old, c.new) for c in found] == [
        ("value", date(2026, 7, 1), "1000", "900"),
        ("uncertainty", date(2026, 7, 1), "normal: p10 950, p90 1050", "none"),
    ]
    assert found[0].origin == MINE
    assert found[0].old_origin == town.ORIGIN
    assert found[0].unit == "woningen"


def test_values_before_the_run_count_from_its_start_and_vanished_ones_are_told() -> None:
    base = town.scenario()
    old = town.parameter(
        town.PULL, "factor", town.value(1.0), town.value(2.0, date(2022, 1, 1)), town.value(3.0, date(2026, 1, 1))
    )
    new = town.parameter(town.PULL, "factor", town.value(5.0, origin=MINE))
    sides = [base.model_copy(update={"parameters": base.parameters | {town.PULL: side}}) for side in (old, new)]
    assert [(c.date, c.old, c.new) for c in changes(*sides)] == [
        (date(2025, 1, 1), "2", "5"),
        (date(2026, 1, 1), "3", "5"),
    ]


def test_entries_that_differ_and_only_those() -> None:
    base = town.scenario()
    share = town.parameter(town.SHARE, "aandeel", town.value((0.2, 0.4, 0.4), origin=MINE), axis="groep")
    found = changes(base, base.model_copy(update={"parameters": base.parameters | {town.SHARE: share}}))
    assert [(c.entry, c.old, c.new) for c in found] == [("overig", "0.3", "0.4"), ("kansrijk", "0.5", "0.4")]


def told(found: list[Change]) -> list[tuple[str, str, str, str, str, str]]:
    return [(c.kind, c.action, c.name, c.field, c.old, c.new) for c in found]


def test_measures_added_removed_and_changed() -> None:
    base, other = town.scenario(), town.scenario(measures=(town.measure(),))
    effect = ("effect", "added", "bouwen", town.SIZE, "", "multiply 1.1")
    assert told(changes(base, other)) == [("measure", "added", "bouwen", "from", "", "2026-01-01"), effect]
    assert told(changes(other, base))[0] == ("measure", "removed", "bouwen", "from", "2026-01-01", "")
    late = Distribution(dist="uniform", at={"min": 0.0, "max": 12.0})
    stronger = town.measure().effects[0].model_copy(update={"value": 1.3, "origin": MINE})
    changed = town.measure(
        until=date(2027, 1, 1), phase_in=6, delay=late, probability=0.5, effects=(stronger,), taken=MINE
    )
    found = changes(other, town.scenario(measures=(changed,)))
    assert told(found) == [
        ("measure", "changed", "bouwen", "until", "", "2027-01-01"),
        ("measure", "changed", "bouwen", "phase_in", "", "6"),
        ("measure", "changed", "bouwen", "delay", "", "uniform: min 0, max 12"),
        ("measure", "changed", "bouwen", "probability", "", "0.5"),
        ("effect", "changed", "bouwen", town.SIZE, "multiply 1.1", "multiply 1.3"),
    ]
    # The line of the scenario that takes it, with the source of the measure.
    assert found[0].origin == MINE.model_copy(update={"source": "cbs-2024"})


def test_the_order_of_measures_counts() -> None:
    two = (town.measure("a"), town.measure("b"))
    found = changes(town.scenario(measures=two), town.scenario(measures=two[::-1]))
    assert told(found) == [("run", "changed", "measures", "order", "a, b", "b, a")]


def test_the_run_and_the_targets() -> None:
    other = town.scenario(seed=6, months=24, uncertainty=False, targets=(town.target(),))
    assert told(changes(town.scenario(), other)) == [
        ("run", "changed", "months", "months", "36", "24"),
        ("run", "changed", "seed", "seed", "5", "6"),
        ("run", "changed", "uncertainty", "uncertainty", "true", "false"),
        ("target", "added", "genoeg", "target", "", "stand: at least 1000 by 2026"),
    ]


@pytest.mark.usefixtures("toy_models")
def test_a_model_by_itself_and_as_a_part_differ_in_what_is_coupled() -> None:
    """The parameters of the composite and of other parts are no inputs of a model by itself."""
    (found,) = changes(streek.scenario("vat"), streek.scenario().of("vat"))
    assert (found.name, found.field, found.old, found.new) == (streek.TOEVOER, "coupled", "", streek.DOORGEVEN)
    assert found.origin == streek.scenario().parameters[streek.DOORGEVEN].values[0].origin
    (back,) = changes(streek.scenario().of("vat"), streek.scenario("vat"))
    assert (back.old, back.new, back.origin) == (streek.DOORGEVEN, "", None)
    assert changes(streek.scenario("vat"), streek.scenario(doorgeven=0.0).of("vat")) == []


@pytest.mark.usefixtures("toy_models")
def test_what_is_coupled_otherwise_is_told_between_two_runs_of_the_whole() -> None:
    found = changes(streek.scenario().of("vat"), streek.scenario(doorgeven=0.5).of("vat"))
    assert [(one.name, one.field, one.old, one.new) for one in found] == [(streek.DOORGEVEN, "value", "1", "0.5")]
