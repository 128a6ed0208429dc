"""The same bits whatever the processor can do: every outcome of a short run of each model, under other settings.

`studies/same_bits.py` does this for all scenarios, other versions and other processors; what it showed is in
docs/zelfde_bits.md.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

from simulate.engine import kernels
from studies import same_bits

SCENARIOS = ["asiel.yaml", "wonen.yaml", "zorg.yaml", "gemeenten.yaml"]
DRAWS = {"oldest": 50, "interpreter": 4}
MONTHS = {"oldest": 12, "interpreter": 3}


@cache
def here(setting: str) -> dict[str, same_bits.Digests]:
    """The outcomes with all that this processor can do."""
    return same_bits.computed(SCENARIOS, DRAWS[setting], MONTHS[setting], {})


@pytest.mark.long
@pytest.mark.parametrize("setting", DRAWS)
def test_every_outcome_has_the_same_bits(setting: str) -> None:
    expected = here(setting)
    found = same_bits.computed(SCENARIOS, DRAWS[setting], MONTHS[setting], same_bits.switches(setting))
    assert found.keys() == expected.keys()
    differing = {name: same_bits.differing(expected[name], found[name]) for name in SCENARIOS}
    assert not any(differing.values()), differing
    assert all(len(outcomes) > 35 for outcomes in expected.values())


def test_the_settings_change_what_runs() -> None:
    """Otherwise equal hashes would say nothing."""
    script = """import numpy as np
from numpy._core import _multiarray_umath as m
from numba import config
from simulate.engine import kernels
print([f for f in m.__cpu_dispatch__ if m.__cpu_features__[f]], config.CPU_NAME, kernels.INTERPRETED)"""

    def shown(setting: str) -> str:
        environment = same_bits.environment(same_bits.switches(setting))
        command = [sys.executable, "-c", script]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    assert shown("oldest") == "[] generic False"
    assert shown("interpreter").endswith("True")
    assert not kernels.INTERPRETED


def test_what_differs_is_named() -> None:
    one, other = {"bezetting": "a", "instroom": "b"}, {"bezetting": "a", "instroom": "c", "uitstroom": "d"}
    assert same_bits.differing(one, other) == ["instroom", "uitstroom"]
    assert same_bits.differing(one, dict(one)) == []
    assert same_bits.whole(one) != same_bits.whole(other)


def test_a_single_other_draw_is_seen() -> None:
    assert same_bits.digests("wonen.yaml", 4, 2) == same_bits.digests("wonen.yaml", 4, 2)
    assert same_bits.differing(same_bits.digests("wonen.yaml", 4, 2), same_bits.digests("wonen.yaml", 5, 2))


def test_what_does_not_run_is_said() -> None:
    with pytest.raises(same_bits.Failed, match=r"nergens\.yaml"):
        same_bits.computed(["nergens.yaml"], 2, 1, {})
