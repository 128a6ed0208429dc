"""A few of the long trials: `make damage` and `make interrupts` are all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trials import damage, interrupts

QUICK = ("open_results", "summary", "open_results", "sensitivity", "open_results", "compare", "open_results", "run")
"""What takes little time; all commands read a folder through the same guard."""


@pytest.mark.long
def test_damaged_and_forged_folders_give_a_sentence_and_no_figure(tmp_path: Path, toy_models: None) -> None:
    commands = (*QUICK * 12, *damage.COMMANDS)
    faults = [found for _, found in damage.trial(2 * len(commands), 7, tmp_path, commands) if found is not None]
    assert faults == []


@pytest.mark.long
@pytest.mark.skipif(not hasattr(interrupts.signal, "pthread_sigmask"), reason="signals of this system are others")
def test_a_run_that_is_stopped_at_any_moment_says_so_once_and_goes_on(tmp_path: Path, toy_models: None) -> None:
    faults = [found for _, found in interrupts.trial(24, 7, tmp_path, every=24) if found is not None]
    assert faults == []
