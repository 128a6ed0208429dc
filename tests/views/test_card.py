"""Every flow is moved by one process, in a file that has a label."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from simulate.engine.stocks import Flow
from simulate.inputs.model_info import movers
from simulate.models.nederland.beeld import TAKEN_OVER
from simulate.registry import model, own_names
from simulate.views.card import card
from simulate.views.cards.nederland.antwoord import answer


@pytest.mark.parametrize("name", own_names())
def test_every_flow_has_one_process_that_moves_people_along_it(name: str) -> None:
    flows = {n for n, declared in model(name).declared().items() if isinstance(declared, Flow)}
    assert set(movers(model(name))) == flows
    assert set(movers(model(name)).values()) <= set(card(name).files)


def test_of_a_whole_with_fewer_parts_only_what_these_count_is_told() -> None:
    whole = card("nederland")
    assert whole.headline_with(("asiel", "wonen", "zorg", "gemeenten")) == whole.headline
    told = whole.headline_with(("asiel", "jeugdzorg"))
    assert {"opvang_bezetting", "bevolkingsgroei_per_jaar"} <= set(told)
    assert not {"woningtekort", "wachttijd_behandeling", "ruimte_gemeenten"} & set(told)
    assert all(whole.of_part[name] == part for name, (part, _) in TAKEN_OVER.items() if name in whole.headline)


def test_of_a_system_that_does_not_run_no_sentence_says_nought() -> None:
    months = pd.date_range("2026-01-01", periods=24, freq="MS").to_numpy()

    def ds(**there: float) -> xr.Dataset:
        """What a composite records: nought, or nothing at all of a mean, where a part is not there."""
        names = dict.fromkeys(model("nederland").declared(), 0.0) | {"wachttijd_behandeling": np.nan} | there
        return xr.Dataset(
            {name: (("month", "draw"), np.full((24, 4), value)) for name, value in names.items()}, {"month": months}
        )

    (said,) = answer(ds(opvang_bezetting=80_000, wacht_op_woning=9_000), "en")
    assert said.endswith("9,000 of them status holders who wait for a home.")
    both = answer(ds(opvang_bezetting=80_000, woningtekort=400_000, woningen_voor_statushouders=500), "en")
    assert len(both) == 2
    assert both[0].endswith("for a home; 6,000 homes are booked in that year for those who leave.")
