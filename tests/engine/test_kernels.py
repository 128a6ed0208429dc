"""Kernels: the interpreter makes the same bits of them as the compiler."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulate.engine import kernels
from tests.engine import kernel_cases

ROOT = Path(kernels.__file__).parents[2]


@pytest.fixture(scope="module")
def interpreted() -> dict[str, str]:
    """What the interpreter makes of every case. It is measured, so that kernels count in the coverage of the engine."""
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.fspath(ROOT)}
    command = [sys.executable, "-m", "tests.engine.kernel_cases"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_compiled_code_and_the_interpreter_agree_to_the_last_bit(interpreted: dict[str, str]) -> None:
    compiled = kernel_cases.digests()
    assert compiled.keys() == interpreted.keys()
    assert [name for name in compiled if compiled[name] != interpreted[name]] == []


def test_every_kernel_is_compared() -> None:
    assert {kernel for kernel, _, _ in kernel_cases.cases()} == set(kernels.KERNELS)
