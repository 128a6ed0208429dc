"""Every flow is moved by one process, in a file that has a label."""

from __future__ import annotations

import pytest

from simulate.engine.stocks import Flow
from simulate.inputs.model_info import movers
from simulate.registry import model, own_names
from simulate.views.card import card


@pytest.mark.parametrize("name", own_names())
def test_every_flow_has_one_process_that_moves_people_along_it(name: str) -> None:
    flows = {n for n, declared in model(name).declared().items() if isinstance(declared, Flow)}
    assert set(movers(model(name))) == flows
    assert set(movers(model(name)).values()) <= set(card(name).files)
