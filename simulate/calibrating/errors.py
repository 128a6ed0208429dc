"""What can stand in the way of a calibration."""

from __future__ import annotations

from simulate.running.errors import RunError


class CannotCalibrate(RunError):
    """There is nothing to fit on, or nowhere to write; the message says which."""

    exit_code = 2
