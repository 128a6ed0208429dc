"""What a card says that a model leaves out is about outcomes that the model has."""

from __future__ import annotations

import pytest

from simulate.inputs.model_info import model_info
from simulate.registry import own_names
from simulate.views.card import card


@pytest.mark.parametrize("model", own_names())
def test_what_is_left_out_belongs_to_an_outcome(model: str) -> None:
    left = card(model).leaves_out
    assert left
    assert left.keys() <= model_info(model).outcomes.keys()
