"""What every job needs, imported and compiled once: the processes of a command are forked from one that has this."""

import gc

# What is imported stays. Looking through it again and again would take a sixth of the time; a worker looks again.
gc.disable()

import simulate.running.blocks  # noqa: E402
import simulate.running.execution.task  # noqa: E402
import simulate.running.replicate  # noqa: E402, F401
from simulate.engine import kernels  # noqa: E402

kernels.compile_all()
