"""A block leaves nothing behind but its outcomes, and the rest of the process as it was."""

from __future__ import annotations

import gc

import pytest
import toy

from simulate.engine.model import Model
from simulate.running import garbage
from simulate.running.blocks import run_block


def models() -> int:
    return sum(isinstance(one, Model) for one in gc.get_objects())


@pytest.mark.parametrize("frozen", [False, True])
def test_a_model_is_gone_with_its_block(monkeypatch: pytest.MonkeyPatch, frozen: bool) -> None:
    gc.unfreeze()
    gc.collect()
    before = models()
    monkeypatch.setattr(garbage.PROCESS, "apart", False)
    if frozen:
        garbage.set_apart()
    try:
        # Nobody else looks for what refers to itself.
        gc.disable()
        outcomes = run_block(toy.scenario(), 0, 20)
        assert models() == (0 if frozen else before)
        assert outcomes["bezetting"].shape[-1] == 20
        # What was set apart for good stays so.
        assert (gc.get_freeze_count() > 0) == frozen
    finally:
        gc.enable()
        gc.unfreeze()
