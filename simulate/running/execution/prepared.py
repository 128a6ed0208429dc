"""What every job needs, imported and compiled once: the processes of a command are forked from one that has this."""

import simulate.running.blocks
import simulate.running.execution.task
import simulate.running.replicate  # noqa: F401
from simulate.engine import kernels

kernels.compile_all()
