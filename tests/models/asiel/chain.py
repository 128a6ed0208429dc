"""Small runs of the asylum chain for tests."""

from __future__ import annotations

from datetime import date

from simulate.scenario import Scenario
from tests.models import runs
from tests.models.runs import Values, mean, run, total

__all__ = ["NOBODY", "Values", "mean", "run", "scenario", "total"]


def scenario(
    name: str = "asiel.yaml", *, months: int = 24, uncertainty: bool = True, start: date | None = None
) -> Scenario:
    """A shipped scenario, shortened."""
    return runs.scenario(name, months=months, uncertainty=uncertainty, start=start)


NOBODY: dict[str, float | tuple[float, ...]] = {
    "instroom.eerste_aanvragen": 0,
    "instroom.herhaalde_aanvragen": 0,
    "instroom.hervestiging": 0,
    "beginstand.in_procedure": 0,
    "oekraine.asiel_na_einde": 0,
    "oekraine.einde_asiel": 0,
    "beginstand.in_beroep": 0,
    "beginstand.nareis_in_te_dienen": 0,
    "beginstand.nareis_geteld": 0,
    "beginstand.nareis_vergunningen_sinds": 0,
    "beginstand.nareis_besluiten_sinds": 0,
    "beginstand.nareis_in_bezwaar": 0,
    "beginstand.nareis_op_reis": 0,
    "beginstand.statushouders_in_opvang": 0,
    "beginstand.in_hotelregeling": 0,
    "beginstand.in_doorstroom": 0,
    "beginstand.vertrekplichtig": 0,
    "beginstand.na_termijn": 0,
}
"""A chain without anybody in it, to which a test adds just the people that it is about."""
