"""The way from a parameter to an outcome, as the code of the models has it."""

from __future__ import annotations

import pytest

from simulate.finding.routes import route


@pytest.mark.parametrize(
    ("parameter", "outcome", "makers", "outcomes"),
    [
        ("asiel.capaciteit.spreidingswet_van_kracht", "opvangplekken", ["noodopvang"], ("opvangplekken",)),
        (
            "asiel.huisvesting.aandeel_statushouders",
            "bezetting",
            ["huisvesten"],
            ("statushouders_in_opvang", "bezetting"),
        ),
    ],
)
def test_the_way_goes_through_what_reads_it(
    parameter: str, outcome: str, makers: list[str], outcomes: tuple[str, ...]
) -> None:
    found = route("asiel", {parameter}, outcome)
    assert found is not None
    assert ([maker.name for maker in found.makers], found.outcomes, found.parameters) == (
        makers,
        outcomes,
        (parameter,),
    )


def test_what_is_reckoned_together_is_told() -> None:
    found = route("asiel", {"asiel.capaciteit.spreidingswet_van_kracht"}, "opvangplekken")
    assert found is not None
    assert {"asiel.capaciteit.realisatie_zonder_wet", "asiel.capaciteit.spreidingswet_realisatie"} <= {*found.together}


def test_what_nothing_reads_has_no_way() -> None:
    assert route("asiel", {"asiel.nergens.niets"}, "bezetting") is None
